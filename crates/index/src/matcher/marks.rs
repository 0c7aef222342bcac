//! Finds what is sought in a text.

use std::ops::Range;

use paragraf_language::{AnalyzedWord, Analyzer};
use paragraf_model::CaseNumber;

use super::sought::{Sought, What};
use crate::keys::fold;

/// Something that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Which of the things sought it is.
    pub which: usize,
}

/// Everything that matches, in order and without overlaps.
pub(super) fn find(text: &str, sought: &[(usize, &Sought)], analyzer: &Analyzer) -> Vec<Mark> {
    let words = analyzer.words(text);
    let mut marks = Vec::new();
    for &(which, sought) in sought {
        let found = match &sought.what {
            What::Stem(stem) => stems(&words, stem),
            What::Folded(folded) => folds(&words, folded),
            What::Parts { whole, parts } => all_parts(&words, whole, parts),
            What::Phrase(phrase) => phrases(&words, phrase),
            What::Prefix(prefix) => prefixes(&words, prefix),
            What::CaseNumber(number) => case_numbers(text, number),
        };
        marks.extend(found.into_iter().map(|range| Mark { range, which }));
    }
    without_overlaps(marks)
}

/// The whole word where its stem matches, else the part that does.
fn stems(words: &[AnalyzedWord], stem: &str) -> Vec<Range<usize>> {
    ranges(words, |word| {
        let completed = word.completed.as_ref();
        if word.stem == stem || completed.is_some_and(|whole| whole.stem == stem) {
            return Some(word.range.clone());
        }
        let part = word.parts.iter().find(|part| part.stem == stem)?;
        Some(part.range.clone())
    })
}

/// The compound within longer ones (`vindkraft` in `vindkraftverk`); where there are none, its parts apart.
fn all_parts(words: &[AnalyzedWord], whole: &str, parts: &[String]) -> Vec<Range<usize>> {
    let within = ranges(words, |word| run_of_parts(word, parts));
    if !within.is_empty() {
        return within;
    }
    if !stems(words, whole).is_empty() {
        return Vec::new();
    }
    let found: Vec<Vec<Range<usize>>> = parts.iter().map(|part| stems(words, part)).collect();
    if found.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    found.into_iter().flatten().collect()
}

/// Where these parts stand side by side in a word that is more than they.
fn run_of_parts(word: &AnalyzedWord, parts: &[String]) -> Option<Range<usize>> {
    let mut runs = word.parts.windows(parts.len().max(1));
    let run = runs.find(|run| {
        let mut pairs = run.iter().zip(parts);
        pairs.all(|(part, wanted)| &part.stem == wanted)
    })?;
    Some(run.first()?.range.start..run.last()?.range.end)
}

fn folds(words: &[AnalyzedWord], folded: &str) -> Vec<Range<usize>> {
    ranges(words, |word| {
        if word.folded_or_stem() == folded {
            return Some(word.range.clone());
        }
        let of_part = |part: &&paragraf_language::CompoundPart| {
            part.folded.as_deref().unwrap_or(&part.stem) == folded
        };
        let part = word.parts.iter().find(of_part)?;
        Some(part.range.clone())
    })
}

/// Words that begin so; typed without dots and rings also those that have them.
fn prefixes(words: &[AnalyzedWord], prefix: &str) -> Vec<Range<usize>> {
    let is_plain = prefix.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ranges(words, |word| {
        let begins =
            word.exact.starts_with(prefix) || (is_plain && fold(&word.exact).starts_with(prefix));
        begins.then(|| word.range.clone())
    })
}

fn ranges(
    words: &[AnalyzedWord],
    matched: impl Fn(&AnalyzedWord) -> Option<Range<usize>>,
) -> Vec<Range<usize>> {
    words.iter().filter_map(matched).collect()
}

/// Only the whole phrase: its words alone are no match.
fn phrases(words: &[AnalyzedWord], phrase: &[String]) -> Vec<Range<usize>> {
    if phrase.is_empty() {
        return Vec::new();
    }
    let runs = words.windows(phrase.len());
    let matching = runs.filter(|run| {
        run.iter()
            .zip(phrase)
            .all(|(word, wanted)| &word.exact == wanted)
    });
    matching
        .filter_map(|run| Some(run.first()?.range.start..run.last()?.range.end))
        .collect()
}

/// Numbers of the same year and serial, unless both name registries and different ones.
fn case_numbers(text: &str, wanted: &CaseNumber) -> Vec<Range<usize>> {
    let same = |found: &CaseNumber| {
        let registries = (found.registry(), wanted.registry());
        found.year() == wanted.year()
            && found.serial() == wanted.serial()
            && !matches!(registries, (Some(one), Some(other)) if one != other)
    };
    let found = CaseNumber::find_all(text).into_iter();
    found
        .filter(|found| same(&found.case_number))
        .map(|found| found.range)
        .collect()
}

/// Of two that overlap the longer one stays, of two alike the one that was typed first.
fn without_overlaps(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| {
        (
            std::cmp::Reverse(mark.range.len()),
            mark.which,
            mark.range.start,
        )
    });
    let mut kept: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        let place = kept.partition_point(|other| other.range.start < mark.range.start);
        let before = place.checked_sub(1).and_then(|place| kept.get(place));
        let fits_before = before.is_none_or(|other| other.range.end <= mark.range.start);
        let fits_after = kept
            .get(place)
            .is_none_or(|other| mark.range.end <= other.range.start);
        if fits_before && fits_after && !mark.range.is_empty() {
            kept.insert(place, mark);
        }
    }
    kept
}
