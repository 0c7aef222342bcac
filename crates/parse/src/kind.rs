//! Minutes, an extract of them, or something else.

mod other;

use std::sync::LazyLock;

use paragraf_model::{DocumentKind, Finding, FindingKind, Meeting, Paragraph, SectionKind, Span};
use rustc_hash::FxHashMap;

use crate::folding::Folding;
use crate::lines::Line;
use crate::notes::Notes;

/// So many of the first lines tell what a document calls itself.
const TOP: usize = 40;

/// Tells what kind of document it is. A finding says why it is no minutes.
pub(crate) fn tell(
    lines: &[Line<'_>],
    meeting: &Meeting,
    paragraphs: &[Paragraph],
    language: Option<&str>,
    notes: &mut Notes,
) -> DocumentKind {
    let top: Vec<&Line<'_>> = lines
        .iter()
        .filter(|line| !line.is_blank())
        .take(TOP)
        .collect();
    if let Some(reason) = why_not_minutes(lines, &top, meeting, paragraphs, language) {
        notes.find(Finding::warning(
            FindingKind::NotMinutes,
            Span::default(),
            reason,
        ));
        return DocumentKind::NotMinutes;
    }
    tell_of_unknown_layout(paragraphs, lines, notes);
    let says_extract = top.iter().any(|line| calls_itself_extract(&line.folded))
        || lines
            .iter()
            .filter(|line| line.is_furniture)
            .any(|line| calls_itself_extract(&line.folded));
    let alone = paragraphs.len() == 1
        && meeting.attendees.is_empty()
        && paragraphs.iter().all(|paragraph| paragraph.number > 1);
    if (says_extract && paragraphs.len() <= 5) || alone {
        DocumentKind::Extract
    } else {
        DocumentKind::Minutes
    }
}

/// No heading and no decision in the whole text: number, title and text are all that could be told apart.
fn tell_of_unknown_layout(paragraphs: &[Paragraph], lines: &[Line<'_>], notes: &mut Notes) {
    let sections = || paragraphs.iter().flat_map(|paragraph| &paragraph.sections);
    let known = sections().any(|section| section.heading.is_some())
        || paragraphs
            .iter()
            .any(|paragraph| paragraph.decision.is_some());
    if !known && sections().next().is_some() {
        let first = sections()
            .next()
            .and_then(|section| lines.get(section.lines[0] as usize - 1));
        let span = first.map(Line::span).unwrap_or_default();
        let message = "Texten har ingen känd rubrik. Paragrafernas nummer, rubrik och text är med, men inte vad som är beslut.";
        notes.find(Finding::warning(FindingKind::LayoutUnknown, span, message));
    }
}

fn calls_itself_extract(folded: &str) -> bool {
    let bare = folded.trim_end_matches([':', ' ']);
    bare.starts_with("utdrag ur protokoll")
        || bare.starts_with("utdrag ur sammanträdesprotokoll")
        || bare == "protokollsutdrag"
        || bare.ends_with(", protokollsutdrag")
        || (bare.starts_with("protokollsutdrag")
            && bare.len() < 60
            && !bare.contains(" till")
            && !bare.starts_with("protokollsutdrag skickas"))
        || bare.contains("protokollsutdrag ")
            && bare.chars().any(|letter| letter.is_ascii_digit())
            && bare.len() < 70
            && !bare.contains(" till")
}

fn why_not_minutes(
    lines: &[Line<'_>],
    top: &[&Line<'_>],
    meeting: &Meeting,
    paragraphs: &[Paragraph],
    language: Option<&str>,
) -> Option<String> {
    if top.is_empty() {
        return Some("Filen innehåller ingen text att läsa.".to_owned());
    }
    if let Some(language) = foreign(lines, language) {
        return Some(format!(
            "Texten är på {language}; filen är inget svenskt protokoll."
        ));
    }
    let other = other::tell(top, lines);
    let is_minutes = calls_itself_minutes(top, lines);
    let decided = decided(paragraphs);
    if let Some(other) = other {
        let met =
            usize::from(meeting.attendees.len() >= 3) + usize::from(!meeting.adjusters.is_empty());
        let share = if paragraphs.is_empty() {
            0
        } else {
            decided * 4 / paragraphs.len()
        };
        let minutes = 3 * usize::from(is_minutes) + met + share.min(3);
        if other.weight > minutes {
            return Some(format!(
                "Filen {}, inte ett sammanträdesprotokoll.",
                other.what
            ));
        }
    }
    if paragraphs.is_empty() {
        return Some("Filen innehåller inga numrerade paragrafer.".to_owned());
    }
    let sections: usize = paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.sections)
        .filter(|section| section.kind != SectionKind::Description)
        .count();
    let titled = paragraphs.iter().any(|paragraph| paragraph.title.is_some());
    let known = meeting.body.is_some() || !meeting.attendees.is_empty() || is_minutes;
    if sections == 0 && decided == 0 && !known && !(titled && paragraphs.len() > 1) {
        return Some("Inget i filen visar att den är ett protokoll: varken organ, närvarolista eller beslut.".to_owned());
    }
    None
}

/// Paragraphs with a decision that is no mere proposal.
fn decided(paragraphs: &[Paragraph]) -> usize {
    let decides = |paragraph: &&Paragraph| {
        let proposed = paragraph
            .sections
            .iter()
            .filter(|section| section.kind == SectionKind::Decision)
            .all(|section| {
                section
                    .heading
                    .as_deref()
                    .is_some_and(|heading| heading.folded().starts_with("förslag"))
            });
        paragraph.decision.is_some() && !proposed
    };
    paragraphs.iter().filter(decides).count()
}

/// `Protokoll`, `Sammanträdesprotokoll` at the head or in page heads; not `Protokoll från föregående möte`.
fn calls_itself_minutes(top: &[&Line<'_>], lines: &[Line<'_>]) -> bool {
    let heads = lines.iter().filter(|line| line.is_furniture).take(60);
    top.iter().copied().chain(heads).any(|line| {
        let segments = line.segments.iter().map(|segment| segment.text.folded());
        segments
            .chain([line.folded.clone()])
            .any(|text| is_minutes_name(&text))
    })
}

fn is_minutes_name(folded: &str) -> bool {
    let earlier = [
        "föregående",
        "förra",
        "senaste",
        "protokoll från",
        "inspektion",
        "justering",
    ];
    let named = is_called(folded, "protokoll")
        || is_called(folded, "sammanträdesprotokoll")
        || folded.ends_with(", protokoll")
        || folded.ends_with("s protokoll")
        || folded.ends_with(" sammanträdesprotokoll")
        || calls_itself_extract(folded);
    named && !earlier.iter().any(|word| folded.contains(word))
}

/// The line is this word, or begins with it and goes on shortly.
pub(crate) fn is_called(folded: &str, name: &str) -> bool {
    let rest = folded.strip_prefix(name);
    rest.is_some_and(|rest| {
        !rest.starts_with(char::is_alphabetic)
            && rest.chars().count() < 60
            && !rest.trim_end().ends_with('.')
    })
}

/// The language, if it is not Swedish. Norwegian and Danish are near enough to be told by their small words.
fn foreign(lines: &[Line<'_>], language: Option<&str>) -> Option<&'static str> {
    let mut counts = [0_usize; 4];
    for word in lines
        .iter()
        .take(600)
        .flat_map(|line| line.folded.split_whitespace())
    {
        let word = match word.as_bytes() {
            // Nearly every word; nothing is cut from it.
            [b'a'..=b'z', .., b'a'..=b'z'] => word,
            _ => word.trim_matches(|letter: char| !letter.is_alphabetic()),
        };
        let count = sort_of(word).and_then(|sort| counts.get_mut(sort));
        if let Some(count) = count {
            *count += 1;
        }
    }
    let [swedish, neighbours, norwegian, danish] = counts;
    if neighbours + norwegian + danish >= 4 && neighbours + norwegian + danish > 2 * swedish {
        return Some(if danish > norwegian {
            "danska"
        } else {
            "norska"
        });
    }
    match language {
        Some("fi") => Some("finska"),
        Some("en") => Some("engelska"),
        Some("de") => Some("tyska"),
        Some("no") if neighbours > swedish => Some("norska"),
        Some("da") if neighbours > swedish => Some("danska"),
        _ => None,
    }
}

/// In which of the lists a word stands.
fn sort_of(word: &str) -> Option<usize> {
    static SORTS: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
        let lists = [SWEDISH, NEIGHBOURS, NORWEGIAN, DANISH];
        let sorts = lists.iter().enumerate();
        sorts
            .flat_map(|(sort, words)| words.iter().map(move |word| (*word, sort)))
            .collect()
    });
    SORTS.get(word).copied()
}

const SWEDISH: &[&str] = &[
    "och", "att", "för", "inte", "är", "från", "enligt", "samt", "ärende", "beslut", "förslag",
    "nämnden",
];

/// Words of both Norwegian and Danish.
const NEIGHBOURS: &[&str] = &[
    "og", "ikke", "fra", "møte", "møde", "ved", "eller", "sak", "sag",
];

const NORWEGIAN: &[&str] = &[
    "vedtak",
    "saksnr",
    "møtebok",
    "møteprotokoll",
    "saksbehandler",
    "kommunestyret",
    "formannskapet",
    "innstilling",
    "ble",
    "utvalg",
    "utvalget",
    "rådmannen",
    "rådmannens",
    "saksfremlegg",
    "enstemmig",
    "kommunedirektøren",
];

const DANISH: &[&str] = &[
    "af",
    "blev",
    "byrådet",
    "byråd",
    "udvalg",
    "udvalget",
    "indstilling",
    "sagsnr",
    "dagsorden",
    "beslutning",
    "godkendt",
    "sagsfremstilling",
    "kommunalbestyrelsen",
    "økonomiudvalget",
    "referat",
    "fraværende",
    "forvaltningen",
];
