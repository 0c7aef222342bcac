//! Where paragraphs begin: candidates are weighed by what stands on and around the line, then the heaviest
//! chain of rising numbers is chosen.

mod below;
pub(crate) mod cases;
mod chain;
mod completion;
mod contents;
pub(crate) mod diary;
mod evidence;
mod head;
pub(crate) mod label;
mod prose;
mod run;
mod title;

use std::collections::{HashMap, HashSet};

use crate::lines::{Line, Reflow};
use crate::scan;

pub(crate) use head::{Head, read as read_head};
use label::{Form, Label};
pub(crate) use title::TitleStyle;

/// A line that may open a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Index of its line.
    pub(crate) line: usize,
    pub(crate) label: Label,
    /// Evidence, in tenths.
    weight: i32,
    /// The line before it has text.
    touches: bool,
}

/// What the search for headers found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Opening lines of paragraphs, in document order. Continuations (`forts.`) are among them.
    pub(crate) openings: Vec<Opening>,
    /// Lines that look like headers before the first paragraph: a contents list.
    pub(crate) contents: Vec<usize>,
}

/// An opening line.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    pub(crate) line: usize,
    pub(crate) label: Label,
    /// It goes on with the paragraph before.
    pub(crate) is_continuation: bool,
}

/// Finds the lines that open paragraphs.
pub(crate) fn find(lines: &[Line<'_>], reflow: &Reflow) -> Found {
    let (after, before): (Vec<_>, Vec<_>) = weighed(lines, reflow, label::read)
        .into_iter()
        .partition(|candidate| candidate.label.form == Form::SignAfter);
    let (signed, candidates) = heaviest([before, after]);
    let chain = match unsigned_instead(&signed, lines, reflow) {
        Some(unsigned) => unsigned,
        None if worth(&signed) < 20 => Vec::new(),
        None => {
            let chain = completion::from_first_printing(signed, &candidates);
            let chain = completion::with_strong(chain, &candidates);
            completion::with_lost_signs(chain, weighed(lines, reflow, label::read_lost))
        }
    };
    let first = chain.first().map_or(usize::MAX, |candidate| candidate.line);
    let contents = candidates
        .iter()
        .filter(|candidate| candidate.line < first && candidate.label.form != Form::Several)
        .map(|candidate| candidate.line)
        .collect();
    Found {
        openings: openings(chain, lines),
        contents,
    }
}

/// Numbers without sign, where they say far more than those with one: references stand at line starts too.
fn unsigned_instead(
    signed: &[Candidate],
    lines: &[Line<'_>],
    reflow: &Reflow,
) -> Option<Vec<Candidate>> {
    let (unsigned, _) = heaviest([
        weighed(lines, reflow, label::read_bare),
        weighed(lines, reflow, label::read_with_year),
        weighed(lines, reflow, label::read_at_end),
    ]);
    let is_chain = unsigned.len() >= 2 && worth(&unsigned) >= 80;
    let says_more = worth(signed) < 30
        || unsigned.len() > 2 * signed.len() && worth(&unsigned) > 2 * worth(signed);
    (is_chain && says_more).then_some(unsigned)
}

/// The heaviest chain of several, and its candidates.
fn heaviest<const N: usize>(candidates: [Vec<Candidate>; N]) -> (Vec<Candidate>, Vec<Candidate>) {
    let chosen = candidates.into_iter().map(choose);
    chosen
        .max_by_key(|(chain, _)| worth(chain))
        .unwrap_or_default()
}

fn weighed(
    lines: &[Line<'_>],
    reflow: &Reflow,
    read: impl Fn(&str) -> Option<Label>,
) -> Vec<Candidate> {
    let texts: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.has_text())
        .map(|(index, _)| index)
        .collect();
    let mut labels: Vec<(usize, Label)> = texts
        .iter()
        .enumerate()
        .filter_map(|(place, &line)| Some((place, read_line(lines.get(line)?, &read)?)))
        .collect();
    drop_meeting_marks(&mut labels);
    let surroundings = evidence::Surroundings::new(lines, &texts, reflow);
    let weighed = labels.into_iter().filter_map(|(place, label)| {
        Some(Candidate {
            line: *texts.get(place)?,
            weight: surroundings.weigh(place, &label),
            touches: surroundings.touches(place),
            label,
        })
    });
    let mut weighed: Vec<Candidate> = weighed.collect();
    contents::weigh(&mut weighed, lines);
    weighed
}

fn read_line(line: &Line<'_>, read: impl Fn(&str) -> Option<Label>) -> Option<Label> {
    let may_open = line.has_sign
        || line.text.starts_with(|letter: char| {
            letter.is_ascii_digit() || letter.is_uppercase() || letter == '$' || letter == '_'
        });
    may_open.then(|| read(&line.with_gaps())).flatten()
}

/// `§ 7, STST 2015-01-22 16:00`: what most labels are followed by says which meeting this is, and no title.
fn drop_meeting_marks(labels: &mut [(usize, Label)]) {
    let is_mark = |label: &Label| {
        let digits = label.rest.chars().filter(char::is_ascii_digit).count();
        digits >= 6 && label.rest.split(' ').count() <= 4
    };
    let mut under: HashMap<&str, HashSet<u32>> = HashMap::new();
    for (_, label) in labels.iter().filter(|(_, label)| is_mark(label)) {
        under.entry(&label.rest).or_default().insert(label.number);
    }
    let counts = under
        .into_iter()
        .map(|(rest, numbers)| (numbers.len(), rest));
    let Some((count, mark)) = counts.max().map(|(count, mark)| (count, mark.to_owned())) else {
        return;
    };
    if count < 2 || count * 2 <= labels.len() {
        return;
    }
    for (_, label) in labels.iter_mut().filter(|(_, label)| label.rest == mark) {
        label.rest.clear();
        label.has_comma = false;
    }
}

/// The heaviest chain, and all candidates. Those that look unlike most are lighter.
fn choose(mut candidates: Vec<Candidate>) -> (Vec<Candidate>, Vec<Candidate>) {
    weigh_by_likeness(&mut candidates);
    weigh_listed(&mut candidates);
    let keys: HashSet<u32> = candidates
        .iter()
        .filter(|candidate| !candidate.label.is_continued)
        .map(|candidate| candidate.label.key())
        .collect();
    let usable: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| {
            let goes_on = candidate.label.is_continued && keys.contains(&candidate.label.key());
            candidate.weight >= 5 && !goes_on
        })
        .collect();
    let weights: Vec<chain::Weighed> = usable
        .iter()
        .map(|candidate| chain::Weighed {
            key: candidate.label.key(),
            number: candidate.label.number,
            last: candidate.label.last,
            weight: candidate.weight,
        })
        .collect();
    let chain = chain::heaviest(&weights)
        .into_iter()
        .filter_map(|place| usable.get(place).copied().cloned())
        .collect();
    (chain, candidates)
}

/// Another prefix than most have, and text right before where most have a blank line.
fn weigh_by_likeness(candidates: &mut [Candidate]) {
    let likely = candidates.iter().filter(|candidate| candidate.weight >= 30);
    let all = likely.clone().count();
    let touching = likely.clone().filter(|candidate| candidate.touches).count();
    let mut prefixes: HashMap<Option<&str>, usize> = HashMap::new();
    for candidate in likely {
        *prefixes
            .entry(candidate.label.prefix.as_deref())
            .or_default() += 1;
    }
    let usual = prefixes
        .into_iter()
        .max_by_key(|&(prefix, count)| (count, prefix));
    let usual: Option<String> = usual.and_then(|(prefix, _)| prefix.map(str::to_owned));
    for candidate in candidates {
        if candidate.label.prefix != usual {
            candidate.weight -= 20;
        }
        if candidate.touches && touching * 5 < all {
            candidate.weight -= 15;
        }
    }
}

/// `Sn § 50  Au § 84  Sn § 34`: the header lists the earlier decisions that the paragraph holds.
fn weigh_listed(candidates: &mut [Candidate]) {
    let mut listing = String::new();
    for candidate in candidates {
        if lists(&listing, &candidate.label.printed) {
            candidate.weight -= 60;
        }
        let rest = &candidate.label.rest;
        let is_listing = candidate.label.prefix.is_some() && rest.contains('§');
        if is_listing && rest.len() < cases::LONGEST {
            listing.clone_from(rest);
        }
    }
}

fn lists(listing: &str, label: &str) -> bool {
    listing.match_indices(label).any(|(at, _)| {
        let after = listing.get(at + label.len()..).unwrap_or_default();
        !after.starts_with(|letter: char| letter.is_ascii_digit())
    })
}

fn worth(chain: &[Candidate]) -> i32 {
    chain.iter().map(|candidate| candidate.weight).sum()
}

fn openings(chain: Vec<Candidate>, lines: &[Line<'_>]) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::with_capacity(chain.len());
    for candidate in chain {
        let is_continuation = openings
            .last()
            .is_some_and(|before| goes_on_with(before, &candidate, lines));
        openings.push(Opening {
            line: candidate.line,
            label: candidate.label,
            is_continuation,
        });
    }
    openings
}

/// `forts. § 24`, the same header on the next page, or the same label over text that cannot be a title.
fn goes_on_with(before: &Opening, candidate: &Candidate, lines: &[Line<'_>]) -> bool {
    let (one, other) = (&before.label, &candidate.label);
    if one.key() != other.key() {
        return false;
    }
    let sheet = |line: usize| lines.get(line).map_or(0, |line| line.sheet);
    let below = lines
        .iter()
        .skip(candidate.line + 1)
        .find(|line| line.has_text());
    let untitled =
        other.rest.is_empty() && below.is_some_and(|line| line.is_heading() || line.opens_decision);
    let dated = one.prefix == other.prefix && scan::is_date(&other.rest);
    let same_line = one.rest == other.rest || other.rest.is_empty();
    let new_page = sheet(before.line) != sheet(candidate.line);
    other.is_continued || untitled || dated || same_line && (new_page || !other.rest.is_empty())
}
