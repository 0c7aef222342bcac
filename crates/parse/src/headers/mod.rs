//! Where paragraphs begin: candidates are weighed by what stands on and around the line, then the heaviest
//! chain of rising numbers is chosen.

pub(crate) mod cases;
mod chain;
mod evidence;
mod head;
pub(crate) mod label;
mod title;

use std::collections::HashSet;

use crate::lines::{Line, Reflow};

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

/// A candidate off the chain needs so much evidence to be kept nevertheless.
const STRONG: i32 = 60;

/// Finds the lines that open paragraphs.
pub(crate) fn find(lines: &[Line<'_>], reflow: &Reflow) -> Found {
    let signed = weighed(lines, reflow, label::read);
    let (before, after): (Vec<_>, Vec<_>) = signed
        .into_iter()
        .partition(|candidate| candidate.label.form == Form::Sign);
    let chosen = [before, after]
        .into_iter()
        .map(choose)
        .max_by_key(|(chain, _)| worth(chain));
    let (mut chain, candidates) = chosen.unwrap_or_default();
    if worth(&chain) < 30 {
        let others = [
            weighed(lines, reflow, label::read_bare),
            weighed(lines, reflow, label::read_with_year),
        ];
        let best = others
            .into_iter()
            .map(choose)
            .max_by_key(|(chain, _)| worth(chain));
        if let Some((bare, _)) = best.filter(|(bare, _)| bare.len() >= 2 && worth(bare) >= 80) {
            chain = bare;
        } else if worth(&chain) < 20 {
            chain.clear();
        }
    } else {
        add_strong(&mut chain, &candidates);
        add_lost_signs(&mut chain, lines, reflow);
    }
    let first = chain.first().map_or(usize::MAX, |candidate| candidate.line);
    let contents = candidates
        .iter()
        .map(|candidate| candidate.line)
        .filter(|&line| line < first)
        .collect();
    Found {
        openings: openings(chain, lines),
        contents,
    }
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
    let surroundings = evidence::Surroundings::new(lines, &texts, reflow);
    let labels = texts.iter().enumerate().filter_map(|(place, &line)| {
        let line_text = &lines.get(line)?.with_gaps();
        let may_open = line_text.contains('§')
            || line_text.starts_with(|letter: char| {
                letter.is_ascii_digit() || letter.is_uppercase() || letter == '$' || letter == '_'
            });
        let label = may_open.then(|| read(line_text)).flatten()?;
        let weight = surroundings.weigh(place, &label);
        Some(Candidate {
            line,
            label,
            weight,
        })
    });
    labels.collect()
}

/// The heaviest chain, and all candidates. Those that look unlike most are lighter.
fn choose(mut candidates: Vec<Candidate>) -> (Vec<Candidate>, Vec<Candidate>) {
    let likely = candidates.iter().filter(|candidate| candidate.weight >= 30);
    let with_prefix = likely
        .clone()
        .filter(|candidate| candidate.label.prefix.is_some())
        .count();
    let usually_prefixed = with_prefix * 2 > likely.count();
    for candidate in &mut candidates {
        if candidate.label.prefix.is_some() != usually_prefixed {
            candidate.weight -= 20;
        }
    }
    let usable: Vec<Candidate> = candidates
        .iter()
        .filter(|candidate| candidate.weight >= 5)
        .cloned()
        .collect();
    let weights: Vec<chain::Weighed> = usable
        .iter()
        .map(|candidate| chain::Weighed {
            key: candidate.label.key(),
            number: candidate.label.number,
            weight: candidate.weight,
        })
        .collect();
    let chain = chain::heaviest(&weights)
        .into_iter()
        .filter_map(|place| usable.get(place).cloned())
        .collect();
    (chain, candidates)
}

fn worth(chain: &[Candidate]) -> i32 {
    chain.iter().map(|candidate| candidate.weight).sum()
}

/// Keeps candidates that the chain passed over though everything speaks for them: numbers out of order,
/// repeated paragraphs and continuations.
fn add_strong(chain: &mut Vec<Candidate>, candidates: &[Candidate]) {
    let Some(first) = chain.first().map(|candidate| candidate.line) else {
        return;
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
        let goes_on = candidate.label.is_continued && keys.contains(&candidate.label.key());
        let heavy = candidate.weight >= STRONG && prefixes.contains(&candidate.label.prefix);
        candidate.line > first && !taken.contains(&candidate.line) && (heavy || goes_on)
    });
    chain.extend(strong.cloned());
    chain.sort_by_key(|candidate| candidate.line);
}

/// Fills holes in the numbers with lines whose sign was lost (`17 Rubrik` between § 16 and § 18).
fn add_lost_signs(chain: &mut Vec<Candidate>, lines: &[Line<'_>], reflow: &Reflow) {
    let gaps: Vec<(Candidate, Candidate)> = chain
        .iter()
        .zip(chain.iter().skip(1))
        .filter(|(before, after)| {
            (before.label.number + 2..before.label.number + 30).contains(&after.label.number)
        })
        .map(|(before, after)| (before.clone(), after.clone()))
        .collect();
    if gaps.is_empty() {
        return;
    }
    let bare = weighed(lines, reflow, label::read_bare);
    for (before, after) in gaps {
        let mut number = before.label.number;
        let inside = bare
            .iter()
            .filter(|candidate| (before.line + 1..after.line).contains(&candidate.line));
        for candidate in inside {
            let fits =
                candidate.label.number > number && candidate.label.number < after.label.number;
            if fits && candidate.weight >= 30 {
                number = candidate.label.number;
                chain.push(candidate.clone());
            }
        }
    }
    chain.sort_by_key(|candidate| candidate.line);
}

fn openings(chain: Vec<Candidate>, lines: &[Line<'_>]) -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::with_capacity(chain.len());
    for candidate in chain {
        let is_same = openings
            .last()
            .is_some_and(|before| before.label.key() == candidate.label.key());
        let sheet = |line: usize| lines.get(line).map_or(0, |line| line.sheet);
        let same_line = openings.last().is_some_and(|before| {
            before.label.rest == candidate.label.rest || candidate.label.rest.is_empty()
        });
        let new_page = openings
            .last()
            .is_some_and(|before| sheet(before.line) != sheet(candidate.line));
        let is_continuation = is_same && (candidate.label.is_continued || (same_line && new_page));
        openings.push(Opening {
            line: candidate.line,
            label: candidate.label,
            is_continuation,
        });
    }
    openings
}
