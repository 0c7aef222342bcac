//! Which words of a text have to be looked at: a cheap question to each, with which nothing that matches is missed.

use paragraf_language::{WordForms, Written};

use super::known::{Bits, Hash, Known, View};
use super::sought::{Sought, What};
use crate::keys::fold;

/// What a word must have so that it can be a match of anything sought, or a piece of one.
pub(super) struct Filter<'a> {
    view: View<'a>,
    known: &'a Known,
    /// Of one stem each.
    stems: Vec<Bits>,
    /// Words in these very letters.
    exacts: Vec<Hash>,
    prefixes: Vec<&'a str>,
    wants_all: bool,
}

impl<'a> Filter<'a> {
    pub fn of(sought: &[(usize, &'a Sought)], known: &'a Known) -> Filter<'a> {
        let mut filter = Filter {
            view: known.view(),
            known,
            stems: Vec::new(),
            exacts: Vec::new(),
            prefixes: Vec::new(),
            wants_all: false,
        };
        for (_, sought) in sought {
            filter.add(&sought.what);
        }
        filter
    }

    fn add(&mut self, what: &'a What) {
        match what {
            What::Stem(stem) | What::Folded(stem) => self.add_stem(stem),
            What::Parts { whole, parts } => {
                self.add_stem(whole);
                parts.iter().for_each(|part| self.add_stem(part));
                // No parts at all stand side by side in every compound.
                self.wants_all |= parts.is_empty();
            }
            What::Phrase(words) => {
                let hashes = words.iter().map(|word| self.known.hash(word));
                self.exacts.extend(hashes);
            }
            What::Prefix(prefix) => self.prefixes.push(prefix),
            // Read from the text as it stands.
            What::CaseNumber(_) => {}
        }
    }

    fn add_stem(&mut self, stem: &str) {
        let bits = self.known.bits(std::iter::once(stem));
        if !self.stems.contains(&bits) {
            self.stems.push(bits);
        }
    }

    /// Whether no word of any text is asked for.
    pub fn wants_none(&self) -> bool {
        let has_words = !self.exacts.is_empty() || !self.prefixes.is_empty();
        self.stems.is_empty() && !has_words && !self.wants_all
    }

    /// Whether a word has to be looked at, new ones among them.
    pub fn may_match(&self, written: Written<'_>) -> bool {
        let exact = written.exact;
        if self.wants_all || self.prefixes.iter().any(|prefix| begins(exact, prefix)) {
            return true;
        }
        if !self.exacts.is_empty() && self.exacts.contains(&self.known.hash(exact)) {
            return true;
        }
        if self.stems.is_empty() {
            return false;
        }
        let bits = self.view.bits(self.known.hash_written(written));
        bits.is_none_or(|bits| self.stems.iter().any(|stem| bits.has_all(*stem)))
    }

    /// Remembers the stems of a word that was looked at.
    pub fn note(&self, written: Written<'_>, word: &WordForms<'_>) {
        let hash = self.known.hash_written(written);
        if self.view.bits(hash).is_none() {
            self.view.note(hash, self.known.bits(word.stems()));
        }
    }
}

/// Whether a word begins so; typed without dots and rings also one that has them.
pub(super) fn begins(word: &str, prefix: &str) -> bool {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    // A plain word is folded already.
    word.starts_with(prefix)
        || (is_plain(prefix) && !is_plain(word) && fold(word).starts_with(prefix))
}
