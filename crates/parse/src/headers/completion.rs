//! What the heaviest chain of numbers leaves out though it opens paragraphs: the first printing of a repeated
//! header, continuations, numbers out of order, and numbers whose sign was lost.

use std::collections::HashSet;
use std::ops::Range;

use super::Candidate;
use crate::scan;

/// A candidate off the chain needs so much evidence to be kept nevertheless.
const STRONG: i32 = 60;

/// So much evidence makes an earlier line with the same number the header, and the later one its continuation.
const LIKELY: i32 = 40;

/// Of a header that is printed again where the text goes on, the chain may hold any printing: takes the first.
pub(super) fn from_first_printing(
    chain: Vec<Candidate>,
    candidates: &[Candidate],
) -> Vec<Candidate> {
    let mut from = 0;
    let first_printings = chain.into_iter().map(|chosen| {
        let between = from..candidates.partition_point(|other| other.line < chosen.line);
        from = between.end + 1;
        let earlier = candidates.get(between.clone()).unwrap_or_default();
        // Before the first paragraph there may be a contents list.
        let others = earlier
            .iter()
            .any(|other| other.label.key() != chosen.label.key());
        let first = earlier
            .iter()
            .find(|other| is_first_printing(other, &chosen))
            .filter(|_| between.start > 0 || !others);
        first.cloned().unwrap_or(chosen)
    });
    first_printings.collect()
}

fn is_first_printing(earlier: &Candidate, chosen: &Candidate) -> bool {
    let (one, other) = (&earlier.label, &chosen.label);
    let same_rest = one.rest == other.rest || other.rest.is_empty() || other.is_continued;
    earlier.weight >= LIKELY
        && one.key() == other.key()
        && one.prefix == other.prefix
        && !one.is_continued
        && same_rest
}

/// The header of the paragraph that a line stands in, once more: alike, or with the meeting's date, as after
/// the earlier decisions of a committee.
fn is_reprinted(opened: &Candidate, candidate: &Candidate) -> bool {
    let dated = scan::is_date(&candidate.label.rest)
        && opened.label.key() == candidate.label.key()
        && opened.label.prefix == candidate.label.prefix;
    dated || candidate.weight >= LIKELY && is_first_printing(opened, candidate)
}

/// Keeps candidates that the chain passed over though everything speaks for them: numbers out of order,
/// repeated paragraphs and continuations.
pub(super) fn with_strong(mut chain: Vec<Candidate>, candidates: &[Candidate]) -> Vec<Candidate> {
    let Some(first) = chain.first().map(|candidate| candidate.line) else {
        return chain;
    };
    let prefixes: HashSet<Option<String>> = chain
        .iter()
        .map(|candidate| candidate.label.prefix.clone())
        .collect();
    let taken: HashSet<usize> = chain.iter().map(|candidate| candidate.line).collect();
    let keys: HashSet<u32> = chain
        .iter()
        .map(|candidate| candidate.label.key())
        .collect();
    let strong = candidates.iter().filter(|candidate| {
        let opened = chain
            .partition_point(|opened| opened.line < candidate.line)
            .checked_sub(1)
            .and_then(|opened| chain.get(opened));
        let reprinted = opened.is_some_and(|opened| is_reprinted(opened, candidate));
        let goes_on = candidate.label.is_continued && keys.contains(&candidate.label.key());
        let heavy = candidate.weight >= STRONG && prefixes.contains(&candidate.label.prefix);
        let is_new = candidate.line > first && !taken.contains(&candidate.line);
        is_new && (heavy || goes_on || reprinted)
    });
    let strong: Vec<Candidate> = strong.cloned().collect();
    chain.extend(strong);
    chain.sort_by_key(|candidate| candidate.line);
    chain
}

/// Fills holes in the numbers, and goes on at both ends, with lines whose sign was lost (`17 Rubrik` between
/// § 16 and § 18). `unsigned` are the lines that begin with a number.
pub(super) fn with_lost_signs(
    mut chain: Vec<Candidate>,
    unsigned: Vec<Candidate>,
) -> Vec<Candidate> {
    let found: Vec<Candidate> = holes(&chain)
        .into_iter()
        .flat_map(|hole| hole.filled(&unsigned))
        .chain(before_first(&chain, &unsigned))
        .chain(after_last(&chain, &unsigned))
        .collect();
    chain.extend(found);
    chain.sort_by_key(|candidate| candidate.line);
    chain
}

/// Numbers that are missing, and the lines between which they would stand.
struct Hole {
    numbers: Range<u32>,
    lines: Range<usize>,
}

fn holes(chain: &[Candidate]) -> Vec<Hole> {
    let pairs = chain.iter().zip(chain.iter().skip(1));
    pairs
        .filter(|(before, after)| {
            (before.label.last + 2..before.label.last + 30).contains(&after.label.number)
        })
        .map(|(before, after)| Hole {
            numbers: before.label.last + 1..after.label.number,
            lines: before.line + 1..after.line,
        })
        .collect()
}

impl Hole {
    fn filled(mut self, unsigned: &[Candidate]) -> Vec<Candidate> {
        let from = unsigned.partition_point(|candidate| candidate.line < self.lines.start);
        let inside = unsigned
            .iter()
            .skip(from)
            .take_while(|candidate| candidate.line < self.lines.end);
        let fitting = inside.filter(|candidate| {
            let number = candidate.label.number;
            let fits = self.numbers.contains(&number) && candidate.weight >= 30;
            if fits {
                self.numbers.start = number + 1;
            }
            fits
        });
        fitting.cloned().collect()
    }
}

/// Beyond the chain's ends nothing but the next number speaks for a line, so more must speak beside it.
fn before_first(chain: &[Candidate], unsigned: &[Candidate]) -> Vec<Candidate> {
    let Some(first) = chain.first() else {
        return Vec::new();
    };
    let end = unsigned.partition_point(|candidate| candidate.line < first.line);
    let mut number = first.label.number;
    let before = unsigned.iter().take(end).rev().filter(|candidate| {
        let fits = candidate.label.number + 1 == number && is_titled(candidate);
        number -= u32::from(fits);
        fits
    });
    before.cloned().collect()
}

fn after_last(chain: &[Candidate], unsigned: &[Candidate]) -> Vec<Candidate> {
    let Some(last) = chain.last() else {
        return Vec::new();
    };
    let from = unsigned.partition_point(|candidate| candidate.line <= last.line);
    let mut number = last.label.last;
    let after = unsigned.iter().skip(from).filter(|candidate| {
        let fits = candidate.label.number == number + 1 && is_titled(candidate);
        number += u32::from(fits);
        fits
    });
    after.cloned().collect()
}

/// A number alone may be a seat in a vote list.
fn is_titled(candidate: &Candidate) -> bool {
    candidate.weight >= LIKELY && !candidate.label.rest.is_empty()
}
