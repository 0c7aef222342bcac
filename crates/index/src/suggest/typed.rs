//! What was typed so far: the word that is being typed, and what stands before it.

use paragraf_model::slug;

/// More is no beginning of anything.
const MOST_CHARS: usize = 100;

/// A text that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed<'a> {
    /// All of it, without blanks around.
    pub whole: &'a str,
    /// What stays: everything before the last word, with the blank or sign that ends it.
    pub kept: &'a str,
    /// The word that is being typed; empty behind a blank.
    pub last: Beginning,
}

/// The beginning of a word.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Beginning {
    /// In lower case.
    pub lower: String,
    /// Without å ä ö and accents as well.
    pub folded: String,
}

impl<'a> Typed<'a> {
    pub fn read(text: &'a str) -> Typed<'a> {
        let text = text.trim_start();
        let end = text
            .char_indices()
            .nth(MOST_CHARS)
            .map_or(text.len(), |(end, _)| end);
        let text = text.get(..end).unwrap_or(text);
        let letters = text.trim_end_matches(char::is_alphanumeric);
        let last = text.get(letters.len()..).unwrap_or_default();
        Typed {
            whole: text.trim(),
            kept: letters,
            last: Beginning::of(last),
        }
    }

    pub fn is_empty(&self) -> bool {
        !self.whole.contains(char::is_alphanumeric)
    }

    /// Every word typed, each as the beginning of one.
    pub fn beginnings(&self) -> Vec<Beginning> {
        self.whole
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(Beginning::of)
            .collect()
    }
}

impl Beginning {
    pub fn of(text: &str) -> Beginning {
        let lower = text.to_lowercase();
        let folded = fold(&lower);
        Beginning { lower, folded }
    }

    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    pub fn chars(&self) -> usize {
        self.lower.chars().count()
    }

    /// Whether a word in lower case begins so. A letter typed with its mark means that letter; one typed without may
    /// have one.
    pub fn begins(&self, word: &str) -> bool {
        self.lower.is_ascii()
            || word.starts_with(&self.lower)
            || fold(word).starts_with(&self.lower)
    }
}

/// A word as keys have it: without å ä ö and accents, and nothing but letters and figures.
pub(super) fn fold(word: &str) -> String {
    let mut folded = slug(word);
    folded.retain(|letter| letter != '-');
    folded
}
