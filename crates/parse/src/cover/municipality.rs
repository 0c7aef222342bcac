//! Whose minutes they are: stated, printed on the cover or in page heads, or named more than any other.

use paragraf_model::{
    Finding, FindingKind, Mention, MentionKind, Municipality, RegisterEntry, mentions,
};

use super::{Given, everywhere};
use crate::lines::Line;

/// So often a municipality must be named to be inferred.
const ENOUGH: usize = 3;

pub(super) fn read(
    given: &Given<'_, '_>,
    own: &[(usize, &Line<'_>)],
    placed: &mut Vec<usize>,
    findings: &mut Vec<Finding>,
) -> Option<Municipality> {
    let printed = on_cover(own, placed).or_else(|| in_page_heads(given.lines));
    if let Some(stated) = &given.facts.municipality {
        if let Some(entry) =
            printed.filter(|entry| entry.code != stated.code && !stated.code.is_empty())
        {
            let message = format!(
                "Uppgiften bredvid filen säger {}, men i filen står {}.",
                stated.name, entry.name
            );
            findings.push(Finding::warning(
                FindingKind::FactContradicted,
                everywhere(),
                message,
            ));
        }
        return Some(stated.clone());
    }
    if let Some(entry) = printed {
        return Some(entry.municipality());
    }
    match prevailing(given.lines) {
        Some((entry, count)) => {
            let message = format!(
                "Kommunen står inte på försättsbladet. {} är utläst ur texten, där den nämns {count} gånger.",
                entry.name
            );
            findings.push(Finding::info(
                FindingKind::MunicipalityInferred,
                everywhere(),
                message,
            ));
            Some(entry.municipality())
        }
        None => {
            findings.push(Finding::warning(
                FindingKind::MunicipalityUnknown,
                everywhere(),
                "Det framgår inte vilken kommun eller region det gäller.",
            ));
            None
        }
    }
}

/// A full name among the cover's first lines.
fn on_cover(own: &[(usize, &Line<'_>)], placed: &mut Vec<usize>) -> Option<&'static RegisterEntry> {
    own.iter().take(30).find_map(|(index, line)| {
        let mention = own_name(&line.text)?;
        if line.text.len() < mention.range.len() + 40 {
            placed.push(*index);
        }
        Some(mention.entry)
    })
}

fn in_page_heads(lines: &[Line<'_>]) -> Option<&'static RegisterEntry> {
    let heads = lines.iter().filter(|line| line.is_furniture).take(400);
    let found: Vec<Mention> = heads.filter_map(|line| own_name(&line.text)).collect();
    most(&found, |_| 1).map(|(entry, _)| entry)
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

/// The one that the text names far more often than any other. One mere mention never tells.
fn prevailing(lines: &[Line<'_>]) -> Option<(&'static RegisterEntry, usize)> {
    let with_text = lines.iter().filter(|line| line.has_text());
    let found: Vec<Mention> = with_text.flat_map(|line| mentions(&line.text)).collect();
    let full: Vec<Mention> = found
        .iter()
        .filter(|mention| mention.kind != MentionKind::Place)
        .cloned()
        .collect();
    let (entry, _) = most(&full, |_| 1)?;
    let named = full
        .iter()
        .filter(|mention| mention.entry.code == entry.code)
        .count();
    let rivals = full.len() - named;
    (named >= ENOUGH && named > rivals * 2).then_some((entry, named))
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
