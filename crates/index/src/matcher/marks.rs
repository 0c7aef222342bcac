//! Finds what is sought in a text.

use std::ops::Range;

use paragraf_language::{Analyzer, PartForms, WordForms};
use paragraf_model::CaseNumber;

use super::filter::{Filter, begins};
use super::memory::Memory;
use super::sought::{Sought, What};

/// Something that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Which of the things sought it is.
    pub which: usize,
}

/// Looks for the same things in one text after the other.
pub(super) struct Finder<'a> {
    sought: Vec<(usize, &'a Sought)>,
    analyzer: &'a Analyzer,
    memory: &'a Memory,
    filter: Filter<'a>,
}

impl<'a> Finder<'a> {
    /// `sought` with the number of each.
    pub fn new(
        sought: Vec<(usize, &'a Sought)>,
        analyzer: &'a Analyzer,
        memory: &'a Memory,
    ) -> Finder<'a> {
        Finder {
            filter: Filter::of(&sought, memory.known()),
            sought,
            analyzer,
            memory,
        }
    }

    /// Everything that matches, in order and without overlaps.
    pub fn find(&self, text: &str) -> Vec<Mark> {
        let mut searches = searches(&self.sought);
        let filter = &self.filter;
        if !filter.wants_none() {
            self.memory.with_forms(|cache| {
                self.analyzer.for_each_wanted_word(
                    text,
                    cache,
                    |written| filter.may_match(written),
                    |position, written, word| {
                        filter.note(written, &word);
                        searches
                            .iter_mut()
                            .for_each(|search| search.see(position, &word));
                    },
                );
            });
        }
        marks(text, &self.sought, searches)
    }
}

/// The same by looking at every word, which takes ten times as long.
#[cfg(test)]
pub(super) fn find_slowly(
    text: &str,
    sought: &[(usize, &Sought)],
    analyzer: &Analyzer,
) -> Vec<Mark> {
    let mut searches = searches(sought);
    let mut position = 0;
    analyzer.for_each_word(text, &mut Default::default(), |word| {
        searches
            .iter_mut()
            .for_each(|search| search.see(position, &word));
        position += 1;
    });
    marks(text, sought, searches)
}

fn searches<'a>(sought: &[(usize, &'a Sought)]) -> Vec<Search<'a>> {
    let each = sought.iter();
    each.map(|(_, sought)| Search::new(&sought.what)).collect()
}

fn marks(text: &str, sought: &[(usize, &Sought)], searches: Vec<Search<'_>>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for ((which, sought), search) in sought.iter().zip(searches) {
        let found = match &sought.what {
            What::CaseNumber(number) => case_numbers(text, number),
            _ => search.found(),
        };
        marks.extend(found.into_iter().map(|range| Mark {
            range,
            which: *which,
        }));
    }
    without_overlaps(marks)
}

/// The search for one thing, word by word.
struct Search<'a> {
    what: &'a What,
    found: Vec<Range<usize>>,
    phrase: Vec<Begun>,
    parts: PartsFound,
}

/// A phrase of which so many words were met.
struct Begun {
    start: usize,
    words: usize,
    /// Of the word that has to come next, among all words of the text.
    next: usize,
}

/// What was met of a compound that was typed.
#[derive(Default)]
struct PartsFound {
    has_whole: bool,
    /// Where each part stands.
    apart: Vec<Vec<Range<usize>>>,
}

impl<'a> Search<'a> {
    fn new(what: &'a What) -> Search<'a> {
        let parts = match what {
            What::Parts { parts, .. } => parts.len(),
            _ => 0,
        };
        Search {
            what,
            found: Vec::new(),
            phrase: Vec::new(),
            parts: PartsFound {
                has_whole: false,
                apart: vec![Vec::new(); parts],
            },
        }
    }

    fn see(&mut self, position: usize, word: &WordForms<'_>) {
        match self.what {
            What::Stem(stem) => self.found.extend(of_stem(word, stem)),
            What::Folded(folded) => self.found.extend(of_folded(word, folded)),
            What::Prefix(prefix) => self.found.extend(of_prefix(word, prefix)),
            What::Phrase(phrase) => self.see_phrase(position, word, phrase),
            What::Parts { whole, parts } => {
                self.found.extend(run_of_parts(word, parts));
                self.parts.has_whole |= of_stem(word, whole).is_some();
                for (part, places) in parts.iter().zip(&mut self.parts.apart) {
                    places.extend(of_stem(word, part));
                }
            }
            What::CaseNumber(_) => {}
        }
    }

    /// Only the whole phrase: its words alone are no match.
    fn see_phrase(&mut self, position: usize, word: &WordForms<'_>, phrase: &[String]) {
        if phrase.first().is_some_and(|first| first == word.exact) {
            self.phrase.push(Begun {
                start: word.range.start,
                words: 0,
                next: position,
            });
        }
        self.phrase.retain_mut(|begun| {
            let fits = begun.next == position
                && phrase
                    .get(begun.words)
                    .is_some_and(|wanted| wanted == word.exact);
            begun.words += 1;
            begun.next += 1;
            if fits && begun.words == phrase.len() {
                self.found.push(begun.start..word.range.end);
                return false;
            }
            fits
        });
    }

    /// The compound within longer ones (`vindkraft` in `vindkraftverk`); where there are none, its parts apart.
    fn found(self) -> Vec<Range<usize>> {
        let are_apart = self.found.is_empty()
            && !self.parts.has_whole
            && self.parts.apart.iter().all(|part| !part.is_empty());
        match are_apart {
            true => self.parts.apart.into_iter().flatten().collect(),
            false => self.found,
        }
    }
}

/// The whole word where its stem matches, else the part that does.
fn of_stem(word: &WordForms<'_>, stem: &str) -> Option<Range<usize>> {
    let completed = word.completed.as_ref();
    if word.stem == stem || completed.is_some_and(|whole| whole.stem == stem) {
        return Some(word.range.clone());
    }
    word.parts()
        .find(|part| part.stem == stem)
        .map(|part| part.range)
}

/// Where these parts stand side by side in a word that is more than they.
fn run_of_parts(word: &WordForms<'_>, parts: &[String]) -> Option<Range<usize>> {
    let own: Vec<PartForms<'_>> = word.parts().collect();
    let mut runs = own.windows(parts.len().max(1));
    let run = runs.find(|run| {
        let mut pairs = run.iter().zip(parts);
        pairs.all(|(part, wanted)| part.stem == wanted)
    })?;
    Some(run.first()?.range.start..run.last()?.range.end)
}

fn of_folded(word: &WordForms<'_>, folded: &str) -> Option<Range<usize>> {
    let meant = word.completed.as_ref();
    let means = meant.is_some_and(|whole| whole.folded.unwrap_or(whole.stem) == folded);
    if word.folded_or_stem() == folded || means {
        return Some(word.range.clone());
    }
    let of_part = |part: &PartForms<'_>| part.folded.unwrap_or(part.stem) == folded;
    word.parts().find(of_part).map(|part| part.range)
}

fn of_prefix(word: &WordForms<'_>, prefix: &str) -> Option<Range<usize>> {
    begins(word.exact, prefix).then(|| word.range.clone())
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
