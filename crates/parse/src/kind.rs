//! Minutes, an extract of them, or something else.

use paragraf_model::{DocumentKind, Finding, FindingKind, Meeting, Paragraph, SectionKind, Span};

use crate::lines::Line;
use crate::notes::Notes;

/// So many of the first lines tell what a document calls itself.
const TOP: usize = 40;

/// Tells what kind of document it is. A finding says why it is no minutes.
pub(crate) fn tell(
    lines: &[Line<'_>],
    meeting: &Meeting,
    paragraphs: &[Paragraph],
    notes: &mut Notes,
) -> DocumentKind {
    let top: Vec<&Line<'_>> = lines
        .iter()
        .filter(|line| !line.is_blank())
        .take(TOP)
        .collect();
    if let Some(reason) = why_not_minutes(lines, &top, meeting, paragraphs) {
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
) -> Option<String> {
    if top.is_empty() {
        return Some("Filen innehåller ingen text att läsa.".to_owned());
    }
    let names_itself = NAMES.iter().find(|(name, _)| {
        top.iter()
            .take(12)
            .any(|line| is_called(&line.folded, name))
    });
    let is_minutes = top.iter().any(|line| {
        is_called(&line.folded, "protokoll")
            || is_called(&line.folded, "sammanträdesprotokoll")
            || calls_itself_extract(&line.folded)
    });
    if norwegian(lines) {
        return Some("Texten är på norska; filen är inget svenskt protokoll.".to_owned());
    }
    let decided = paragraphs
        .iter()
        .filter(|paragraph| paragraph.decision.is_some())
        .count();
    if let Some((_, what)) =
        names_itself.filter(|_| !is_minutes && (decided == 0 || decided * 4 < paragraphs.len()))
    {
        return Some(format!("Filen {what}, inte ett sammanträdesprotokoll."));
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

/// What other documents call themselves at their head.
const NAMES: &[(&str, &str)] = &[
    ("kallelse", "är en kallelse"),
    ("föredragningslista", "är en föredragningslista"),
    ("dagordning", "är en dagordning"),
    ("tjänsteskrivelse", "är en tjänsteskrivelse"),
    ("tjänsteutlåtande", "är ett tjänsteutlåtande"),
    ("pressmeddelande", "är ett pressmeddelande"),
    ("revisionsrapport", "är en revisionsrapport"),
    ("granskningsrapport", "är en granskningsrapport"),
    ("revisionsberättelse", "är en revisionsberättelse"),
    ("årsredovisning", "är en årsredovisning"),
    ("minnesanteckningar", "innehåller minnesanteckningar"),
    ("inspektion", "är ett inspektionsprotokoll"),
    ("ärendelista", "är en ärendelista"),
    ("remissvar", "är ett remissvar"),
    ("motion", "är en motion"),
    ("medborgarförslag", "är ett medborgarförslag"),
    ("delegationsordning", "är en delegationsordning"),
    ("reglemente", "är ett reglemente"),
    ("anslag", "är ett anslag"),
];

/// The line is this word, or begins with it and goes on shortly.
fn is_called(folded: &str, name: &str) -> bool {
    let rest = folded.strip_prefix(name);
    rest.is_some_and(|rest| {
        !rest.starts_with(char::is_alphabetic)
            && rest.chars().count() < 60
            && !rest.trim_end().ends_with('.')
    })
}

fn norwegian(lines: &[Line<'_>]) -> bool {
    let words = [
        "saksnr",
        "møtebok",
        "møteprotokoll",
        "saksbehandler",
        "vedtak",
        "kommunestyret",
        "formannskapet",
        "innstilling",
    ];
    let found = lines
        .iter()
        .take(400)
        .filter(|line| words.iter().any(|word| line.folded.contains(word)))
        .count();
    found >= 3
}
