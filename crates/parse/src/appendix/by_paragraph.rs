//! Lists of how each voted that stand on a page of their own and name the paragraph they belong to.

use std::ops::Range;

use paragraf_model::{Paragraph, Rule, Span, Vote};

use crate::folding::Folding;
use crate::lines::Line;
use crate::notes::{self, Notes};
use crate::scan::Cursor;
use crate::votes;

/// Titles of such lists.
const TITLES: &[&str] = &[
    "omröstningslista",
    "omröstningslistor",
    "omröstningsprotokoll",
    "voteringslista",
    "voteringslistor",
    "voteringsprotokoll",
    "närvarolista/omröstningsprotokoll",
    "närvaro- och omröstningslista",
    "närvaro- och voteringslista",
    "närvarolista och voteringslista",
    "upprops- och voteringslista",
    "bilaga omröstningslista",
];

/// So many lines with text after the title may pass before the paragraph is named.
const REACH: usize = 8;

/// Where such a list begins, from a line on.
pub(crate) fn start(lines: &[Line<'_>], from: usize) -> Option<usize> {
    (from..lines.len()).find(|&index| opens(lines, index))
}

fn opens(lines: &[Line<'_>], index: usize) -> bool {
    lines.get(index).is_some_and(is_title) && named_after(lines, index).is_some()
}

fn is_title(line: &Line<'_>) -> bool {
    let named = |text: &str| TITLES.contains(&text.trim_end_matches([':', ' ']));
    // Beside the title its signs may be explained: "N = närvarande".
    let explained = || {
        let first = line.segments.first();
        line.text.contains('=') && first.is_some_and(|first| named(&first.text.folded()))
    };
    line.has_text() && (named(&line.folded) || explained())
}

/// The paragraph that is named right after a title, and the line that names it.
fn named_after(lines: &[Line<'_>], index: usize) -> Option<(usize, u32)> {
    let after = lines.iter().enumerate().skip(index);
    let mut after = after.filter(|(_, line)| line.has_text()).take(REACH);
    after.find_map(|(at, line)| Some((at, paragraph(&line.text)?)))
}

/// `§ 66 Bygglov`, `Omröstning § 108`.
fn paragraph(text: &str) -> Option<u32> {
    let (_, after) = text.split_once('§')?;
    let mut cursor = Cursor::new(after);
    cursor.blanks();
    cursor.number()
}

/// Puts the lists among these lines to the votes of the paragraphs they name.
pub(crate) fn attach(
    lines: &[Line<'_>],
    among: Range<usize>,
    paragraphs: &mut [Paragraph],
    notes: &mut Notes,
) {
    let Some(first) = start(lines, among.start).filter(|first| *first < among.end) else {
        return;
    };
    for (number, own) in lists(lines, first..among.end) {
        let span = notes::span_of(lines, own.clone());
        let own: Vec<&Line<'_>> = lines.get(own).unwrap_or_default().iter().collect();
        let wanted = paragraphs
            .iter_mut()
            .find(|paragraph| paragraph.number == number);
        if let (Some(paragraph), Some(list)) = (wanted, votes::listed(&own)) {
            join(paragraph, list, span, notes);
        }
    }
}

/// The paragraph of each list, and its lines.
fn lists(lines: &[Line<'_>], among: Range<usize>) -> Vec<(u32, Range<usize>)> {
    let heads: Vec<(usize, u32)> = among
        .clone()
        .filter_map(|index| {
            let line = lines.get(index).filter(|line| line.has_text())?;
            let begins = line.text.starts_with('§') || index < among.start + REACH;
            Some((index, paragraph(&line.text).filter(|_| begins)?))
        })
        .collect();
    let ends = heads.iter().skip(1).map(|&(at, _)| at).chain([among.end]);
    heads
        .iter()
        .zip(ends)
        .map(|(&(at, number), end)| (number, at..end))
        .collect()
}

/// The vote without names that counts the same, else a vote of its own where the paragraph has none.
fn join(paragraph: &mut Paragraph, list: Vote, span: Span, notes: &mut Notes) {
    let mut counted = list;
    votes::complete(&mut counted, &paragraph.label, span, notes);
    if paragraph.votes.is_empty() {
        paragraph.votes.push(counted);
        paragraph.sources.note("votes/0", Rule::VoteAppendix, span);
        return;
    }
    let held = paragraph.votes.iter_mut().enumerate().find(|(_, vote)| {
        vote.named.is_empty()
            && (vote.yes == counted.yes || vote.no == counted.no || vote.yes.is_none())
    });
    if let Some((place, vote)) = held {
        vote.named = counted.named;
        let field = format!("votes/{place}/named");
        paragraph.sources.note(field, Rule::VoteAppendix, span);
        votes::complete(vote, &paragraph.label, span, notes);
    }
}
