//! What is remembered of words from text to text.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::compound::{Segment, Splitter};
use crate::forms::{Completed, Part, Slice, WordForms};
use crate::spelling::{Places, write_exact};
use crate::words::{Casing, Token};

/// Remembers the forms of words met before. Belongs to one thread; keep it from text to text, since
/// most words come back. Bounded: it starts over when it is full.
#[derive(Debug)]
pub struct FormCache {
    /// Words that fit.
    pub(super) most: usize,
    /// Where each word lies among the entries.
    by_word: HashTable<Known>,
    hasher: DefaultHashBuilder,
    pub(super) entries: Vec<Forms>,
    /// Words met before it last started over.
    pub(super) forgotten: u32,
    pub(super) tokens: Vec<Token>,
    pub(super) exact: String,
    pub(super) places: Places,
    pub(super) scratch: Scratch,
}

/// A word that was met, by its letters: most others are told from it without looking at theirs.
#[derive(Clone, Copy, Debug)]
struct Known {
    hash: u32,
    place: u32,
}

/// What making the forms of a word needs for a moment.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) written: String,
    pub(super) folded: String,
    pub(super) base: String,
    pub(super) segments: Vec<Segment>,
    pub(super) splitter: Splitter,
}

/// The forms that depend on the letters alone, not on the place. They lie side by side: of words that come from a large
/// archive hardly any is close at hand, and each further place in memory would have to be waited for.
#[derive(Debug)]
pub(super) struct Forms {
    /// All forms, the parts' among them.
    pub(super) written: Box<str>,
    pub(super) exact: Slice,
    pub(super) stem: Slice,
    pub(super) folded: Option<Slice>,
    pub(super) parts: Box<[Part]>,
    /// Whether the lexicon knows it as an ordinary word, so that a capital makes no name of it.
    pub(super) is_ordinary: bool,
    pub(super) is_filler: bool,
}

impl Forms {
    pub(super) fn exact(&self) -> &str {
        self.exact.of(&self.written)
    }

    fn stem(&self) -> &str {
        self.stem.of(&self.written)
    }

    fn folded(&self) -> Option<&str> {
        self.folded.map(|folded| folded.of(&self.written))
    }
}

/// About 60 MB of words: so many that those of a large archive that come again are not made anew.
const MAX_REMEMBERED: usize = 400_000;

impl Default for FormCache {
    fn default() -> FormCache {
        FormCache::of_at_most(MAX_REMEMBERED)
    }
}

impl FormCache {
    /// One that starts over with so many words.
    pub fn of_at_most(words: usize) -> FormCache {
        FormCache {
            most: words,
            by_word: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            entries: Vec::new(),
            forgotten: 0,
            tokens: Vec::new(),
            exact: String::new(),
            places: Places::new(),
            scratch: Scratch::default(),
        }
    }

    /// Works with how a token is written in lower case.
    pub(super) fn with_exact<T>(
        &mut self,
        text: &str,
        token: &Token,
        work: impl FnOnce(&str, &mut FormCache) -> T,
    ) -> T {
        if token.is_lower {
            self.places.clear();
            return work(text.get(token.range.clone()).unwrap_or_default(), self);
        }
        let mut exact = std::mem::take(&mut self.exact);
        let mut places = std::mem::take(&mut self.places);
        write_exact(text, token, &mut exact, &mut places);
        let done = work(&exact, self);
        self.exact = exact;
        self.places = places;
        done
    }

    pub(super) fn hash(&self, exact: &str) -> u64 {
        self.hasher.hash_one(exact)
    }

    /// Where a word lies, if it was met.
    pub(super) fn known(&self, exact: &str, hash: u64) -> Option<usize> {
        let is_it = |known: &Known| {
            let forms = || self.entries.get(known.place as usize);
            known.hash == hash as u32 && forms().is_some_and(|forms| forms.exact() == exact)
        };
        let known = self.by_word.find(hash, is_it)?;
        Some(known.place as usize)
    }

    /// Remembers the forms of a word that was not met; gives where they lie.
    pub(super) fn put(&mut self, forms: Forms, hash: u64) -> usize {
        let place = self.entries.len();
        self.entries.push(forms);
        let known = Known {
            hash: hash as u32,
            place: place as u32,
        };
        let (entries, hasher) = (&self.entries, &self.hasher);
        let rehash = |known: &Known| {
            let forms = entries.get(known.place as usize);
            hasher.hash_one(forms.map_or("", Forms::exact))
        };
        self.by_word.insert_unique(hash, known, rehash);
        place
    }

    pub(super) fn start_over_if_full(&mut self) {
        if self.entries.len() >= self.most {
            self.forgotten = self.forgotten.wrapping_add(self.entries.len() as u32);
            self.by_word.clear();
            self.entries.clear();
        }
    }

    pub(super) fn word(
        &self,
        token: &Token,
        place: usize,
        completed: Option<usize>,
    ) -> Option<WordForms<'_>> {
        let forms = self.entries.get(place)?;
        let completed = completed.and_then(|index| self.entries.get(index));
        let is_name = token.casing == Casing::MidSentence && !forms.is_ordinary;
        Some(WordForms {
            range: token.range.clone(),
            exact: forms.exact(),
            stem: forms.stem(),
            folded: forms.folded(),
            casing: token.casing,
            completed: completed.map(|forms| Completed {
                exact: forms.exact(),
                stem: forms.stem(),
                folded: forms.folded(),
            }),
            is_filler: forms.is_filler,
            number: self.forgotten.wrapping_add(place as u32),
            written: &forms.written,
            parts: if is_name { &[] } else { &forms.parts },
            all_parts: &forms.parts,
            places: &self.places,
        })
    }
}
