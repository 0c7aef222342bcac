//! Whose minutes they are: stated, printed on the cover or in page heads, or named more than any other.

use std::collections::HashSet;

use paragraf_model::{
    Finding, FindingKind, Mention, MentionKind, Municipality, RegisterEntry, Rule, Span, mentions,
};

use super::fields::Field;
use super::labels;
use super::{Given, everywhere};
use crate::bodies;
use crate::folding::Folding;
use crate::lines::Line;
use crate::notes::{Notes, Sourced};
use crate::scan;

/// So often a municipality must be named to be inferred.
const ENOUGH: usize = 3;

const FIELD: &str = "municipality";

/// So many of the cover's lines may tell the municipality.
const TOP: usize = 30;

/// So many more may name it in full: an address, where the minutes are kept.
const COVER: usize = 90;

pub(super) fn read(
    given: &Given<'_, '_>,
    own: &[(usize, &Line<'_>)],
    fields: &[Field],
    placed: &mut Vec<usize>,
    notes: &mut Notes,
) -> Option<Municipality> {
    let joint = joint_body(given.lines, own);
    let printed = match joint {
        Some(_) => None,
        None => on_cover(own, fields, placed)
            .or_else(|| in_page_heads(given.lines))
            .or_else(|| by_address(given.lines, own)),
    };
    if let Some(stated) = &given.facts.municipality {
        let printed = printed.map(|found| found.value);
        if let Some(entry) = printed.filter(|entry| contradicts(entry, stated)) {
            let message = format!(
                "Enligt den angivna uppgiften är kommunen {}, men i filen står {}.",
                stated.name, entry.name
            );
            notes.find(Finding::warning(
                FindingKind::FactContradicted,
                everywhere(),
                message,
            ));
        }
        notes.source(FIELD, Rule::Stated, Span::default());
        return Some(stated.clone());
    }
    if let Some(entry) = notes.keep(FIELD, printed) {
        return Some(entry.municipality());
    }
    if let Some(name) = joint {
        let message = format!(
            "{name} är flera kommuners gemensamma och står inte i registret över kommuner och regioner."
        );
        notes.find(Finding::warning(
            FindingKind::MunicipalityUnknown,
            everywhere(),
            message,
        ));
        return None;
    }
    if let Some(name) = notes.keep(FIELD, unregistered(given.lines, own, placed)) {
        return Some(Municipality {
            name,
            code: String::new(),
        });
    }
    match prevailing(given.lines) {
        Some((entry, count)) => {
            let message = format!(
                "Kommunen står inte på försättsbladet. {} är utläst ur texten, där den nämns {count} gånger.",
                entry.name
            );
            notes.find(Finding::info(
                FindingKind::MunicipalityInferred,
                everywhere(),
                message,
            ));
            notes.source(FIELD, Rule::NamedMost, Span::default());
            Some(entry.municipality())
        }
        None => {
            notes.find(Finding::warning(
                FindingKind::MunicipalityUnknown,
                everywhere(),
                "Det framgår inte vilken kommun eller region det gäller.",
            ));
            None
        }
    }
}

/// A full name among the cover's first lines. Who was there may come from elsewhere (`Bo Ek, Lunds kommun`).
fn on_cover(
    own: &[(usize, &Line<'_>)],
    fields: &[Field],
    placed: &mut Vec<usize>,
) -> Option<Sourced<&'static RegisterEntry>> {
    let lists = fields.iter().filter(|field| labels::is_list(field.label));
    let listed: HashSet<usize> = lists
        .flat_map(|field| field.lines.iter().copied())
        .collect();
    let unlisted: Vec<&(usize, &Line<'_>)> = own
        .iter()
        .take(COVER)
        .filter(|(index, _)| !listed.contains(index))
        .collect();
    let beside = unlisted.iter().take(TOP).find_map(|(index, line)| {
        let mention = own_name(&line.text)?;
        if line.text.len() < mention.range.len() + 40 {
            placed.push(*index);
        }
        Some(Sourced::new(mention.entry, Rule::CoverTop, line.span()))
    });
    // "Uppsala" / "KOMMUN" in a coat of arms; further down only the name in full tells.
    let pairs = unlisted.iter().take(TOP).zip(unlisted.iter().skip(1));
    let paired = pairs.filter_map(|((_, line), (_, next))| {
        let mention = on_two_lines(line, next)?;
        Some(Sourced::new(mention.entry, Rule::CoverTop, line.span()))
    });
    let below = unlisted.iter().skip(TOP).filter_map(|(_, line)| {
        let mention =
            own_name(&line.text).filter(|mention| mention.kind == MentionKind::FullName)?;
        Some(Sourced::new(mention.entry, Rule::CoverTop, line.span()))
    });
    beside.or_else(|| paired.chain(below).next())
}

/// `HUDDINGE` / `KOMMUN`: a name that fills the first cells of two lines.
fn on_two_lines(line: &Line<'_>, next: &Line<'_>) -> Option<Mention> {
    let (line, next) = (line.segments.first()?, next.segments.first()?);
    let name = format!("{} {}", line.text, next.text);
    own_name(&name).filter(|mention| mention.range == (0..name.len()))
}

/// Associations of municipalities are none of them, whoever they name on their covers.
fn joint_body(lines: &[Line<'_>], own: &[(usize, &Line<'_>)]) -> Option<String> {
    let heads = lines.iter().filter(|line| line.is_furniture).take(60);
    let top = own.iter().take(12).map(|(_, line)| *line);
    top.chain(heads)
        .flat_map(|line| line.segments)
        .find_map(|segment| {
            let text = segment.text.trim();
            let named = scan::words(text).find(|(_, word)| is_association(word))?;
            let short = text.split(' ').count() <= 8 && !scan::ends_sentence(text) && named.0 < 60;
            short.then(|| scan::calm(text))
        })
}

fn is_association(word: &str) -> bool {
    // Most words are shorter than the shortest of them.
    if word.len() < "avfallsförbund".len() {
        return false;
    }
    let folded = word.folded();
    let folded = folded.trim_end_matches('s');
    let name = folded.strip_suffix("et").unwrap_or(folded);
    [
        "kommunalförbund",
        "samordningsförbund",
        "räddningstjänstförbund",
        "brandförsvarsförbund",
        "gymnasieförbund",
        "avfallsförbund",
    ]
    .iter()
    .any(|kind| name.ends_with(kind))
}

fn in_page_heads(lines: &[Line<'_>]) -> Option<Sourced<&'static RegisterEntry>> {
    let heads = lines.iter().filter(|line| line.is_furniture).take(400);
    let heads: Vec<&Line<'_>> = heads.collect();
    let named = heads
        .iter()
        .filter_map(|line| Some((line.span(), own_name(&line.text)?)));
    let (mut spans, mut found): (Vec<Span>, Vec<Mention>) = named.unzip();
    if found.is_empty() {
        let pairs = heads.iter().zip(heads.iter().skip(1));
        (spans, found) = pairs
            .filter(|(line, next)| line.number + 1 == next.number)
            .filter_map(|(line, next)| Some((line.span(), on_two_lines(line, next)?)))
            .unzip();
    }
    let (entry, _) = most(&found, |_| 1)?;
    let first = found
        .iter()
        .position(|mention| mention.entry.code == entry.code)?;
    Some(Sourced::new(
        entry,
        Rule::PageHeads,
        spans.get(first).copied()?,
    ))
}

/// `www.lund.se` in a page's foot or on the cover: the address under which the municipality publishes.
fn by_address(
    lines: &[Line<'_>],
    own: &[(usize, &Line<'_>)],
) -> Option<Sourced<&'static RegisterEntry>> {
    let heads = lines.iter().filter(|line| line.is_furniture).take(60);
    let top = own.iter().take(60).map(|(_, line)| *line);
    top.chain(heads)
        .filter(|line| line.folded.contains(".se"))
        .find_map(|line| {
            let named = line.folded.split([' ', ',', ';']).find_map(|word| {
                let host = word.trim_end_matches('.').strip_suffix(".se")?;
                let host = host.rsplit(['.', '@', '/']).next()?;
                RegisterEntry::find(host).filter(|entry| entry.short_name == host)
            })?;
            Some(Sourced::new(named, Rule::CoverTop, line.span()))
        })
}

/// A municipality's own name in a head or on a cover: in full, or as part of an institution's.
fn own_name(text: &str) -> Option<Mention> {
    let found = mentions(text);
    let strongest = found
        .iter()
        .filter(|mention| mention.kind != MentionKind::Place)
        .min_by_key(|mention| mention.kind)?;
    Some(strongest.clone())
}

/// `Kvarnåsa kommun` alone on the cover or in page heads: a former or invented one that the register lacks.
fn unregistered(
    lines: &[Line<'_>],
    own: &[(usize, &Line<'_>)],
    placed: &mut Vec<usize>,
) -> Option<Sourced<String>> {
    let on_cover = own.iter().take(30).find_map(|(index, line)| {
        Some((
            Some(*index),
            *line,
            line.segments.iter().find_map(|segment| {
                names_itself(&segment.text).or_else(|| named_last(&segment.text))
            })?,
        ))
    });
    let in_heads = || {
        lines
            .iter()
            .filter(|line| line.is_furniture)
            .take(60)
            .find_map(|line| {
                let mut segments = line.segments.iter();
                let name = segments.find_map(|segment| names_itself(&segment.text))?;
                Some((None, line, name))
            })
    };
    let (index, line, name) = on_cover.or_else(in_heads)?;
    placed.extend(index);
    let rule = index.map_or(Rule::PageHeads, |_| Rule::CoverTop);
    Some(Sourced::new(name, rule, line.span()))
}

/// `Valnämnden i Havsnäs kommun`: the name at the end of a line that names the body.
fn named_last(text: &str) -> Option<String> {
    let (before, name) = text.rsplit_once(" i ")?;
    (bodies::find(before).is_some() && text.len() < 120)
        .then(|| names_itself(name.trim_end_matches(['.', ','])))
        .flatten()
}

/// The whole text is a municipality's name.
fn names_itself(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &str| {
        scan::is_capitalised(word)
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || letter == '-')
    };
    let fits = match words.as_slice() {
        [name, kind] => is_name(name) && matches!(kind.folded().as_str(), "kommun" | "stad"),
        [one, other, kind] => {
            is_name(one) && is_name(other) && matches!(kind.folded().as_str(), "kommun" | "stad")
        }
        _ => false,
    } || matches!(words.as_slice(), [region, names @ ..] if region.eq_ignore_ascii_case("region") && (1..=3).contains(&names.len()) && names.iter().all(|name| is_name(name) || *name == "län"));
    let calm = |(place, word): (usize, &&str)| match word.folded().as_str() {
        "kommun" | "län" => word.folded(),
        _ if scan::is_all_capitals(word) && (place > 0 || word.len() > 1) => {
            scan::capitalise(&word.folded())
        }
        _ => (*word).to_owned(),
    };
    fits.then(|| {
        words
            .iter()
            .enumerate()
            .map(calm)
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// The one that the text names far more often than any other. One mere mention never tells.
fn prevailing(lines: &[Line<'_>]) -> Option<(&'static RegisterEntry, usize)> {
    // A name has a capital; most lines of a torn table have none.
    let with_text = lines
        .iter()
        .filter(|line| line.has_text() && line.text.contains(char::is_uppercase));
    let found: Vec<Mention> = with_text.flat_map(|line| mentions(&line.text)).collect();
    let (places, full): (Vec<Mention>, Vec<Mention>) = found
        .into_iter()
        .partition(|mention| mention.kind == MentionKind::Place);
    let (entry, named) = most(&full, |_| 1)?;
    // Every municipality names the region it lies in; that one is no rival.
    let own_region = |other: &RegisterEntry| {
        other.code.len() < entry.code.len() && entry.code.starts_with(other.code)
    };
    let is_rival = |other: &RegisterEntry| other.code != entry.code && !own_region(other);
    let rivals = full
        .iter()
        .filter(|mention| is_rival(mention.entry))
        .count();
    let count = |code: &str| {
        places
            .iter()
            .filter(|mention| mention.entry.code == code)
            .count()
    };
    let (_, most_places) = most(&places, |_| 1).unwrap_or((entry, 0));
    // Less often in full, it must be the place of which the text speaks.
    let own_places = count(entry.code);
    let enough =
        named >= ENOUGH || named + 1 >= ENOUGH && own_places > 1 && own_places == most_places;
    (enough && named > rivals * 2).then_some((entry, named))
}

fn most(
    found: &[Mention],
    weight: impl Fn(&Mention) -> usize,
) -> Option<(&'static RegisterEntry, usize)> {
    let mut counts: Vec<(&'static RegisterEntry, usize)> = Vec::new();
    for mention in found {
        match counts
            .iter_mut()
            .find(|(entry, _)| entry.code == mention.entry.code)
        {
            Some((_, count)) => *count += weight(mention),
            None => counts.push((mention.entry, weight(mention))),
        }
    }
    // Of equals the first named wins.
    counts.into_iter().rev().max_by_key(|&(_, count)| count)
}

/// A stated name may come without a code, for instance from a folder; then short names tell them apart.
fn contradicts(printed: &RegisterEntry, stated: &Municipality) -> bool {
    if stated.code.is_empty() {
        printed.short_name != stated.short_name()
    } else {
        printed.code != stated.code
    }
}
