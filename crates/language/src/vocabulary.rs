//! The words of an archive and how often each stands in it, as far as the lexicon can learn from them.

use std::collections::{BTreeMap, HashMap};

use crate::lexicon::number_of;
use crate::spelling::{Places, write_exact};
use crate::words::{self, Casing, Token};

#[cfg(test)]
mod tests;

/// How often a word stands in an archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occurrences {
    /// Without a capital.
    pub lower: u32,
    /// With a capital in the middle of a sentence, as names are written.
    pub capitalised: u32,
}

/// The words of an archive. Bounded: where there are too many, the rarest are forgotten.
#[derive(Debug)]
pub struct Vocabulary {
    counts: HashMap<Box<str>, Occurrences>,
    most: usize,
    tokens: Vec<Token>,
    exact: String,
    places: Places,
}

/// About 60 MB of words.
const MOST_WORDS: usize = 600_000;

/// Shorter words are known, and longer ones are none.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=40;

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        Vocabulary::bounded(MOST_WORDS)
    }
}

impl Vocabulary {
    fn bounded(most: usize) -> Vocabulary {
        Vocabulary {
            counts: HashMap::new(),
            most,
            tokens: Vec::new(),
            exact: String::new(),
            places: Places::new(),
        }
    }

    /// Counts the words of a text. What begins a sentence counts for nothing: its capital tells nothing.
    pub fn read(&mut self, text: &str) {
        let mut tokens = std::mem::take(&mut self.tokens);
        words::find(text, &mut tokens);
        for token in &tokens {
            if matches!(token.casing, Casing::Lower | Casing::MidSentence) {
                write_exact(text, token, &mut self.exact, &mut self.places);
                self.count(token.casing == Casing::MidSentence);
            }
        }
        self.tokens = tokens;
    }

    fn count(&mut self, is_capitalised: bool) {
        let is_word = LETTERS.contains(&self.exact.chars().count())
            && self.exact.chars().all(|letter| number_of(letter).is_some());
        if !is_word {
            return;
        }
        if !self.counts.contains_key(self.exact.as_str()) {
            self.forget_the_rarest();
        }
        let known = self.counts.entry(self.exact.as_str().into()).or_default();
        let count = match is_capitalised {
            true => &mut known.capitalised,
            false => &mut known.lower,
        };
        *count = count.saturating_add(1);
    }

    /// Makes room where there is none, by the counts alone.
    fn forget_the_rarest(&mut self) {
        let mut least = 1;
        while self.counts.len() >= self.most {
            self.counts
                .retain(|_, known| known.lower.saturating_add(known.capitalised) > least);
            least += 1;
        }
    }

    /// In the order of their letters.
    pub(crate) fn sorted(&self) -> BTreeMap<&str, Occurrences> {
        let counts = self.counts.iter();
        counts
            .map(|(word, occurrences)| (&**word, *occurrences))
            .collect()
    }
}
