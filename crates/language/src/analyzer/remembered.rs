//! What is remembered of words from text to text.

use std::collections::HashMap;

use crate::compound::{Segment, Splitter};
use crate::forms::{Completed, Part, WordForms};
use crate::spelling::{Places, write_exact};
use crate::words::{Casing, Token};

/// Remembers the forms of words met before. Belongs to one thread; keep it from text to text, since
/// most words come back. Bounded: it starts over when it is full.
#[derive(Debug)]
pub struct FormCache {
    /// Words that fit.
    pub(super) most: usize,
    pub(super) by_word: HashMap<Box<str>, usize>,
    pub(super) entries: Vec<Forms>,
    /// Words met before it last started over.
    pub(super) forgotten: u32,
    pub(super) tokens: Vec<Token>,
    pub(super) exact: String,
    pub(super) places: Places,
    pub(super) scratch: Scratch,
}

/// What making the forms of a word needs for a moment.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) folded: String,
    pub(super) base: String,
    pub(super) segments: Vec<Segment>,
    pub(super) splitter: Splitter,
}

/// The forms that depend on the letters alone, not on the place.
#[derive(Debug)]
pub(super) struct Forms {
    pub(super) exact: Box<str>,
    pub(super) stem: Box<str>,
    pub(super) folded: Option<Box<str>>,
    pub(super) parts: Vec<Part>,
    /// Whether the lexicon knows it as an ordinary word, so that a capital makes no name of it.
    pub(super) is_ordinary: bool,
    pub(super) is_filler: bool,
}

/// About 50 MB of words: so many that those of a large archive that come again are not made anew.
const MAX_REMEMBERED: usize = 200_000;

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
            by_word: HashMap::new(),
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
            exact: &forms.exact,
            stem: &forms.stem,
            folded: forms.folded.as_deref(),
            casing: token.casing,
            completed: completed.map(|forms| Completed {
                exact: &forms.exact,
                stem: &forms.stem,
                folded: forms.folded.as_deref(),
            }),
            is_filler: forms.is_filler,
            number: self.forgotten.wrapping_add(place as u32),
            parts: if is_name { &[] } else { &forms.parts },
            all_parts: &forms.parts,
            places: &self.places,
        })
    }
}
