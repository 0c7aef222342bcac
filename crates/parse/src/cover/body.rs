//! Which body met: from a label, from the cover's first lines, from page heads.

use paragraf_model::{Finding, FindingKind, Rule, Span};

use super::fields::Field;
use super::labels::Label;
use super::{Given, everywhere};
use crate::bodies;
use crate::dates;
use crate::folding::Folding;
use crate::lines::{Line, goes_on, is_left_hanging};
use crate::notes::{self, Notes};
use crate::scan;

/// The body's name and the lines that tell it.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) name: Option<String>,
    source: Option<(Rule, Span)>,
    pub(super) lines: Vec<usize>,
}

/// So many of the cover's lines may hold the body's name without a label.
const TOP: usize = 14;

pub(super) fn read(
    given: &Given<'_, '_>,
    own: &[(usize, &Line<'_>)],
    fields: &[Field],
    notes: &mut Notes,
) -> Body {
    let top = at_top(own);
    // The cover's great letters say the same as the label; their lines are placed with it.
    let labelled = labelled(fields).map(|(name, span)| {
        let same = top
            .as_ref()
            .filter(|top| top.name.as_ref().is_some_and(|shown| is_same(shown, &name)));
        Body {
            lines: same.map(|top| top.lines.clone()).unwrap_or_default(),
            name: Some(name),
            source: Some((Rule::CoverLabel, span)),
        }
    });
    let printed = labelled.or(top).or_else(|| in_page_heads(given.lines));
    let mut body = printed.unwrap_or_default();
    if let Some(fuller) = body
        .name
        .as_deref()
        .and_then(|name| fuller(name, given.lines, own))
    {
        body.name = Some(fuller);
    }
    // The cover may say its name twice: in the page head and in great letters.
    if let Some(name) = body.name.clone() {
        let again = own
            .iter()
            .take(2 * TOP)
            .filter(|(_, line)| name_in(&line.text).is_some_and(|other| is_same(&other, &name)));
        body.lines.extend(again.map(|(index, _)| *index));
    }
    if let Some(stated) = &given.facts.body {
        if let Some(name) = body.name.as_ref().filter(|name| !is_same(name, stated)) {
            let message = format!(
                "Enligt den angivna uppgiften är organet {stated}, men i filen står {name}."
            );
            notes.find(Finding::warning(
                FindingKind::FactContradicted,
                everywhere(),
                message,
            ));
        }
        body.name = Some(stated.clone());
        body.source = Some((Rule::Stated, Span::default()));
    }
    if body.name.is_none() {
        body.name = in_decisions(given.lines, notes);
        body.source = body
            .name
            .as_ref()
            .map(|_| (Rule::InDecisions, everywhere()));
    }
    if let Some((rule, span)) = body.source {
        notes.source("body", rule, span);
    }
    if body.name.is_none() {
        notes.find(Finding::warning(
            FindingKind::BodyUnknown,
            everywhere(),
            "Det framgår inte vilket organ som har sammanträtt.",
        ));
    }
    body
}

fn is_same(one: &str, other: &str) -> bool {
    let essence = |name: &str| paragraf_model::slug(&bodies::tidy(name));
    let (one, other) = (essence(one), essence(other));
    one == other || one.ends_with(&format!("-{other}")) || other.ends_with(&format!("-{one}"))
}

/// `Arbetsutskottet` alone names one of many; page heads or a line of the cover may say whose it is.
fn fuller(name: &str, lines: &[Line<'_>], own: &[(usize, &Line<'_>)]) -> Option<String> {
    if name.contains(' ') || !is_part_of_another(name) {
        return None;
    }
    let heads = lines.iter().filter(|line| line.is_furniture).take(200);
    let top = own.iter().take(2 * TOP).map(|(_, line)| *line);
    let names = top.chain(heads).flat_map(|line| {
        let segments = line
            .segments
            .iter()
            .filter_map(|segment| name_in(&segment.text));
        name_in(&line.text).into_iter().chain(segments)
    });
    names.into_iter().find(|other| {
        let whose = other.folded();
        let whose = whose.strip_suffix(&name.folded()).unwrap_or_default();
        bodies::from_genitive(whose).is_some()
    })
}

/// `Arbetsutskottet`, `Presidiet`: a body of another body.
fn is_part_of_another(name: &str) -> bool {
    let folded = name.folded();
    ["utskott", "utskottet", "presidium", "presidiet"]
        .iter()
        .any(|end| folded.ends_with(end))
}

/// `Socialnämnden` and `Arbetsutskottet` beside it or under it are one name.
fn with_part(whole: &str, part: &str) -> Option<String> {
    let part = part.trim();
    let fits = !part.contains(' ') && is_part_of_another(part) && !is_part_of_another(whole);
    let definite = whole.ends_with("en") || whole.ends_with("fullmäktige");
    let part = part.folded();
    // Behind a genitive a noun has no article.
    let bare = match part.strip_suffix("presidiet") {
        Some(start) => format!("{start}presidium"),
        None => part
            .strip_suffix("utskottet")
            .map_or(part.clone(), |start| format!("{start}utskott")),
    };
    (fits && definite).then(|| format!("{whole}s {bare}"))
}

fn labelled(fields: &[Field]) -> Option<(String, Span)> {
    let field = fields
        .iter()
        .find(|field| field.label == Label::Body && !field.cells.is_empty())?;
    let text = field
        .cells
        .iter()
        .map(|cell| cell.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    // "Centralen för fostran / Nämnden för fostran": an office and the body that it works for.
    let in_part = || text.split(" / ").find_map(name_in);
    let name = name_in(&text)
        .or_else(|| field.cells.first().and_then(|cell| name_in(&cell.text)))
        .or_else(in_part)?;
    Some((name, field.span()))
}

/// The first line of the cover that is a body's name, with a second line where the name goes on.
fn at_top(own: &[(usize, &Line<'_>)]) -> Option<Body> {
    for (place, (index, line)) in own.iter().enumerate().take(TOP) {
        for segment in line.segments {
            let mut text = segment.text.clone();
            let mut lines = vec![*index];
            let next = own.get(place + 1).filter(|(_, next)| {
                next.number == line.number + 1
                    && next.segments.len() == 1
                    && (is_left_hanging(&text.folded())
                        || goes_on(&next.text)
                        || text.ends_with('-'))
                    && next.text.split(' ').count() <= 6
                    && !next.text.contains(':')
            });
            if let Some((next_index, next)) = next {
                let joined = if text.ends_with('-') && !next.folded.starts_with("och") {
                    format!("{text}{}", next.text)
                } else {
                    format!("{text} {}", next.text)
                };
                if name_in(&joined)
                    .is_some_and(|name| name_in(&text).is_none_or(|short| short.len() < name.len()))
                {
                    text = joined;
                    lines.push(*next_index);
                }
            }
            let Some(mut name) = name_in(&text) else {
                continue;
            };
            let below = own
                .get(place + 1)
                .filter(|(_, below)| below.segments.len() == 1);
            if let Some((below_index, whole)) =
                below.and_then(|(index, below)| Some((*index, with_part(&name, &below.text)?)))
            {
                name = whole;
                lines.push(below_index);
            }
            let own = own.iter().filter(|(index, _)| lines.contains(index));
            let span = notes::around(own.map(|(_, line)| line.span()));
            return Some(Body {
                name: Some(name),
                source: Some((Rule::CoverTop, span)),
                lines,
            });
        }
    }
    None
}

/// The body's name in a line that names it and little else.
fn name_in(text: &str) -> Option<String> {
    let text = without_front(text);
    let text = without_place(text).unwrap_or(text);
    if text.chars().count() > 140 || text.contains('§') {
        return None;
    }
    if let Some(length) = bodies::leading_body(text) {
        let rest = text.get(length..)?.trim();
        let whole = text.get(..length).map(tidy_body)?;
        let part = rest.trim_matches([',', ':', '-', '–', ' ', '/', '(', ')']);
        if let Some(name) = with_part(&whole, part) {
            return Some(name);
        }
        // "Programnämnd social välfärd" alone on its line: what it is for belongs to the name.
        let indefinite = text
            .get(..length)
            .is_some_and(|name| name.folded().ends_with("nämnd"));
        if indefinite && bodies::is_field(rest) {
            return Some(scan::capitalise(text));
        }
        let rest = rest.folded();
        let rest = rest.trim_start_matches([',', ':', '-', '–', ' ']);
        let little = rest.is_empty()
            || rest.starts_with(|letter: char| letter.is_ascii_digit())
            || rest.starts_with("protokoll")
            || rest.starts_with("sammanträde")
            || rest.starts_with("den ")
            || rest.starts_with("datum")
            || rest.split([' ', ',']).next().is_some_and(dates::is_weekday)
            || rest.starts_with("extra")
            || is_in_municipality(rest);
        return little.then_some(whole);
    }
    // "Kommunfullmäktiges sammanträde", "Kommunstyrelsens protokoll".
    let folded = text.folded();
    let genitive = [
        "s sammanträde",
        "s protokoll",
        "s sammanträdesprotokoll",
        "s möte",
    ]
    .iter()
    .find_map(|end| {
        let at = folded.find(end)?;
        // "Stadsstyrelsens mötesrum" is where they met.
        folded
            .get(at + end.len()..)
            .filter(|rest| !rest.starts_with(char::is_alphabetic))?;
        text.get(..at).filter(|name| bodies::is_body_name(name))
    });
    genitive.map(tidy_body)
}

/// `Kommunfullmäktige i Havsnäs` without the place: one word alone, and the rest a body's whole name.
fn without_place(text: &str) -> Option<&str> {
    let (name, place) = text.rsplit_once(" i ")?;
    let alone = scan::is_capitalised(place) && place.chars().all(char::is_alphabetic);
    (alone && bodies::is_body_name(name)).then_some(name)
}

/// `i Havsnäs kommun`, `vid Norrlands kommunalförbund`.
fn is_in_municipality(rest: &str) -> bool {
    let words: Vec<&str> = rest.split(' ').collect();
    matches!(words.as_slice(), ["i", names @ ..] if names.len() <= 4 && names.iter().any(|word| matches!(word.trim_end_matches(','), "kommun" | "stad" | "region")))
}

/// Without `Protokoll`, `Sammanträdesprotokoll för`, the municipality's name.
fn without_front(text: &str) -> &str {
    let mut rest = text.trim();
    for front in [
        "SAMMANTRÄDESPROTOKOLL",
        "Sammanträdesprotokoll",
        "PROTOKOLLSUTDRAG",
        "Protokollsutdrag",
        "PROTOKOLL",
        "Protokoll",
        "Utdrag ur protokoll",
        "Minnesanteckningar",
        "Närvarolista",
    ] {
        if let Some(after) = rest.strip_prefix(front) {
            rest = after.trim_start_matches([' ', ',', ':', '-', '–']);
            rest = [
                "fört vid sammanträde med ",
                "fört vid ",
                "från ",
                "för ",
                "över ",
            ]
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .unwrap_or(rest);
            rest = rest.strip_prefix("sammanträde med ").unwrap_or(rest);
        }
    }
    rest
}

/// Without the municipality's name before it: `Göteborgs Stads grundskolenämnd` → `Grundskolenämnden`.
fn tidy_body(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let cut = words.iter().position(|word| {
        matches!(
            word.folded().trim_end_matches(','),
            "kommuns" | "stads" | "kommun" | "stad" | "kommunens"
        )
    });
    let own = cut
        .and_then(|at| words.get(at + 1..))
        .filter(|rest| !rest.is_empty())
        .map(|rest| rest.join(" "));
    bodies::tidy(own.as_deref().unwrap_or(name))
}

/// Most page heads name the body.
fn in_page_heads(lines: &[Line<'_>]) -> Option<Body> {
    let heads = lines.iter().filter(|line| line.is_furniture).take(200);
    let named = heads.filter_map(|line| {
        let mut segments = line.segments.iter();
        let name =
            name_in(&line.text).or_else(|| segments.find_map(|segment| name_in(&segment.text)))?;
        Some((name, line.span()))
    });
    let mut counts: Vec<(String, usize, Span)> = Vec::new();
    for (name, span) in named {
        match counts.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, count, _)) => *count += 1,
            None => counts.push((name, 1, span)),
        }
    }
    let (name, _, span) = counts.into_iter().max_by_key(|&(_, count, _)| count)?;
    Some(Body {
        name: Some(name),
        source: Some((Rule::PageHeads, span)),
        lines: Vec::new(),
    })
}

/// Lines like `Kommunstyrelsen beslutar:` all over the text name one body.
fn in_decisions(lines: &[Line<'_>], notes: &mut Notes) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for line in lines
        .iter()
        .filter(|line| line.has_text() && line.folded.contains(" beslutar"))
    {
        let Some(length) = bodies::leading_body(&line.text) else {
            continue;
        };
        if !line
            .folded
            .get(length..)
            .is_some_and(|rest| rest.starts_with(" beslutar"))
        {
            continue;
        }
        let name = bodies::tidy(line.text.get(..length).unwrap_or_default());
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let all: usize = counts.iter().map(|&(_, count)| count).sum();
    let (name, count) = counts.into_iter().max_by_key(|&(_, count)| count)?;
    if count < 2 || count * 2 <= all || scan::begins_small(&name) {
        return None;
    }
    let message =
        format!("Organet framgår inte av försättsbladet. {name} är utläst ur besluten i texten.");
    notes.find(Finding::info(
        FindingKind::BodyInferred,
        everywhere(),
        message,
    ));
    Some(name)
}
