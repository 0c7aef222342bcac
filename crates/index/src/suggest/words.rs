//! Words that begin so, or of which a part does.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use paragraf_query::Zone;
use tantivy::schema::Field;

use super::before::Before;
use super::beginning::Begins;
use super::build::{is_word, may_be_proposed};
use super::vocabulary::Word;
use super::{Ask, Suggested, Suggestion};

/// Words that begin so, best first.
pub(super) struct Words {
    /// What stays of what was typed.
    kept: String,
    found: Vec<Found>,
    /// In every form, the most frequent first.
    forms: Vec<String>,
}

struct Found {
    text: String,
    /// Of the paragraphs with any form of it, beside the words before.
    count: Option<u64>,
}

/// What begins so.
struct Candidate<'a> {
    word: &'a Word,
    /// Whether the whole word begins so, not only a part of it.
    is_whole: bool,
}

/// Candidates that are looked up: what is proposed comes from these.
const MOST_CANDIDATES: usize = 16;

/// Of what begins so only the most frequent forms are looked at: one letter begins thousands.
const MOST_FORMS: usize = 400;

/// Forms that titles are looked for with.
const MOST_FORMS_OF_TITLES: usize = 16;

/// A word of which only a part begins so must be this many times as frequent as one that begins so itself.
const PART: u64 = 2;

/// Fewer letters begin too many rare words.
const SHORTEST_RARE: usize = 3;

/// Rare words that are looked at, and those of them that are analysed.
const MOST_STEPS: usize = 1_500;
const MOST_RARE: usize = 16;

impl Words {
    pub fn suggestions(&self, size: usize) -> Vec<Suggestion> {
        let found = self.found.iter().take(size);
        found
            .map(|found| Suggestion {
                what: Suggested::Word(format!("{}{}", self.kept, found.text)),
                count: found.count,
            })
            .collect()
    }

    /// The words alone, in every form in which they may stand in titles.
    pub fn forms(&self) -> &[String] {
        &self.forms
    }
}

impl Ask<'_> {
    pub(super) fn words(&self, before: &Before) -> tantivy::Result<Words> {
        let mut words = Words {
            kept: self.typed.kept.to_owned(),
            found: Vec::new(),
            forms: Vec::new(),
        };
        if self.typed.last.is_empty() {
            return Ok(words);
        }
        let mut common = self.common();
        common.sort_by_key(|candidate| Reverse(weight(candidate)));
        let forms = common.iter().take(MOST_FORMS_OF_TITLES);
        words.forms = forms.map(|one| one.word.text.to_string()).collect();
        let rare = if common.len() < self.size && self.typed.last.chars() >= SHORTEST_RARE {
            self.rare()?
        } else {
            Vec::new()
        };
        let rare = rare.iter().map(|word| Candidate {
            word,
            is_whole: true,
        });
        let candidates = one_of_each_stem(common.into_iter().chain(rare));
        let mut ranked = Vec::new();
        for candidate in candidates.iter().take(MOST_CANDIDATES) {
            let (count, is_all) =
                before.together(self, self.snapshot.fields.text, &candidate.word.stem)?;
            if count > 0 || !is_all {
                ranked.push((count, is_all, candidate));
            }
            if self.is_late() {
                break;
            }
        }
        // Stable: among those that go equally well with the words before, the more frequent stays first.
        ranked.sort_by_key(|(count, _, candidate)| {
            Reverse(count * if candidate.is_whole { PART } else { 1 })
        });
        let found = ranked.into_iter().map(|(count, is_all, candidate)| Found {
            text: candidate.word.text.to_string(),
            count: is_all.then_some(count),
        });
        words.found = found.collect();
        Ok(words)
    }

    /// Of the vocabulary.
    fn common(&self) -> Vec<Candidate<'_>> {
        let Some(vocabulary) = self.vocabulary else {
            return Vec::new();
        };
        let beginning = &self.typed.last;
        let starts = vocabulary.word_starts.beginning(beginning);
        let candidate = |start: &super::vocabulary::Start| {
            let word = vocabulary.words.get(usize::try_from(start.of).ok()?)?;
            let at = usize::try_from(start.at).ok()?;
            let begun = word.text.get(at..)?;
            let is_whole = at == 0;
            beginning
                .begins(begun)
                .then_some(Candidate { word, is_whole })
        };
        let mut found: Vec<Candidate<'_>> = starts.iter().filter_map(candidate).collect();
        if found.len() > MOST_FORMS {
            found.select_nth_unstable_by_key(MOST_FORMS, |candidate| Reverse(weight(candidate)));
            found.truncate(MOST_FORMS);
        }
        found
    }

    /// Of the dictionaries themselves: words too rare for the vocabulary, and those of a state that has none yet.
    fn rare(&self) -> tantivy::Result<Vec<Word>> {
        let fields: Vec<Field> = Zone::all()
            .map(|zone| self.snapshot.fields.exacts(zone))
            .collect();
        let found = self.terms_beginning(&fields, MOST_STEPS)?;
        let mut found: Vec<(String, u64)> = found
            .into_iter()
            .filter(|(word, _)| is_word(word))
            .collect();
        found.sort_by(|(one, of_one), (other, of_other)| {
            of_other.cmp(of_one).then_with(|| one.cmp(other))
        });
        let proposed = found
            .into_iter()
            .filter(|(word, _)| may_be_proposed(word, self.analyzer));
        let words = proposed.take(MOST_RARE);
        Ok(words
            .map(|(text, frequency)| Word::of(text, frequency, self.analyzer, |_, _| {}))
            .collect())
    }

    /// Terms that begin as the last word does, with their frequencies: the first in order where they are many.
    pub(super) fn terms_beginning(
        &self,
        fields: &[Field],
        most_steps: usize,
    ) -> tantivy::Result<BTreeMap<String, u64>> {
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        let mut left = most_steps;
        for reader in self.snapshot.searcher.segment_readers() {
            for field in fields {
                let inverted = reader.inverted_index(*field)?;
                let begins = Begins::of(&self.typed.last);
                let mut stream = inverted.terms().search(begins).into_stream()?;
                while left > 0 && stream.advance() {
                    left -= 1;
                    if let Ok(word) = std::str::from_utf8(stream.key()) {
                        *found.entry(word.to_owned()).or_default() +=
                            u64::from(stream.value().doc_freq);
                    }
                }
                if left == 0 || self.is_late() {
                    return Ok(found);
                }
            }
        }
        Ok(found)
    }
}

/// The best form of each stem, the most frequent first.
fn one_of_each_stem<'a>(candidates: impl Iterator<Item = Candidate<'a>>) -> Vec<Candidate<'a>> {
    let mut by_stem: HashMap<&str, Candidate<'a>> = HashMap::new();
    let rank = |candidate: &Candidate<'_>| {
        let word = candidate.word;
        (candidate.is_whole, word.is_base, word.frequency)
    };
    let mut most: HashMap<&str, u64> = HashMap::new();
    for candidate in candidates {
        let weight = weight(&candidate);
        let most = most.entry(&candidate.word.stem).or_default();
        *most = weight.max(*most);
        match by_stem.get_mut(&*candidate.word.stem) {
            Some(held) if rank(held) >= rank(&candidate) => {}
            Some(held) => *held = candidate,
            None => {
                by_stem.insert(&candidate.word.stem, candidate);
            }
        }
    }
    let mut ordered: Vec<(u64, Candidate<'a>)> = by_stem
        .into_iter()
        .map(|(stem, candidate)| (most.get(stem).copied().unwrap_or_default(), candidate))
        .collect();
    ordered.sort_by(|(of_one, one), (of_other, other)| {
        of_other
            .cmp(of_one)
            .then_with(|| one.word.text.cmp(&other.word.text))
    });
    ordered
        .into_iter()
        .map(|(_, candidate)| candidate)
        .collect()
}

fn weight(candidate: &Candidate<'_>) -> u64 {
    match candidate.is_whole {
        true => candidate.word.frequency * PART,
        false => candidate.word.frequency,
    }
}
