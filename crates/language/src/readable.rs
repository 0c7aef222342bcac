//! How much of a text reads as Swedish: tells a broken font map or bad character recognition.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::compound::{Segment, Splitter};
use crate::lexicon;
use crate::spelling::{Places, write_exact};
use crate::words::{self, Casing, Token};

mod recent;
#[cfg(test)]
mod tests;

use recent::Recent;

/// Letters, by what they read as.
#[derive(Default)]
struct Letters {
    known: usize,
    unknown: usize,
    /// In what may be names.
    names: usize,
}

/// Share of the letters that stand in words which read as Swedish, 0 to 1.
///
/// Words of the lexicon and compounds of its parts are known. Numbers count for nothing, and so do
/// unknown words with a capital, as names, up to as many letters as are known. Characters that no
/// font map should give (private use, replacement, control) count as unknown letters. A text
/// without any of these reads well: 1.
pub fn readable_share(text: &str) -> f32 {
    let mut tokens = Vec::new();
    words::find(text, &mut tokens);
    let mut letters = Letters {
        unknown: text
            .chars()
            .filter(|&c| !matches!(c, ' '..='~' | 'À'..='ÿ') && is_broken(c))
            .count(),
        ..Letters::default()
    };
    READER.with_borrow_mut(|reader| reader.count(text, &tokens, &mut letters));
    let unread = letters.unknown + letters.names.saturating_sub(letters.known);
    match letters.known + unread {
        0 => 1.0,
        all => (letters.known as f64 / all as f64) as f32,
    }
}

/// How many characters a word has; `None` where a digit is among them.
fn letters_of(word: &str) -> Option<usize> {
    let mut count = 0;
    for c in word.chars() {
        // Nearly all letters are told without looking at the tables of Unicode.
        let is_letter = c.is_ascii_alphabetic() || matches!(c, 'À'..='ÿ');
        if !is_letter && c.is_numeric() {
            return None;
        }
        count += 1;
    }
    Some(count)
}

fn is_broken(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\u{F0000}'..='\u{10FFFF}')
        || (c.is_control() && !c.is_whitespace())
}

thread_local! {
    static READER: RefCell<Reader> = RefCell::default();
}

/// What is remembered of words is forgotten when they are so many. In bytes of their letters.
const REMEMBERED: usize = 4 * 1024 * 1024;

/// Longer words are not met again.
const LONGEST_REMEMBERED: usize = 64;

/// Tells known words from others.
#[derive(Default)]
struct Reader {
    splitter: Splitter,
    segments: Vec<Segment>,
    exact: String,
    places: Places,
    /// Words met before, in this text or another one, and whether they are known: most of a page's words are.
    met: FxHashMap<String, bool>,
    /// Bytes of the words met before.
    remembered: usize,
    /// Those met last.
    recent: Recent,
}

impl Reader {
    fn count(&mut self, text: &str, tokens: &[Token], letters: &mut Letters) {
        for token in tokens {
            let word = text.get(token.range.clone()).unwrap_or_default();
            let Some(letters_of_word) = letters_of(word) else {
                continue;
            };
            let place = if self.knows_token(text, word, token) {
                &mut letters.known
            } else if matches!(token.casing, Casing::MidSentence | Casing::SentenceStart) {
                &mut letters.names
            } else {
                &mut letters.unknown
            };
            *place += letters_of_word;
        }
    }

    fn knows_token(&mut self, text: &str, word: &str, token: &Token) -> bool {
        if token.is_lower {
            return self.knows(word);
        }
        let mut exact = std::mem::take(&mut self.exact);
        write_exact(text, token, &mut exact, &mut self.places);
        let is_known = self.knows(&exact);
        self.exact = exact;
        is_known
    }

    /// Of a word in lower case and composed letters.
    fn knows(&mut self, word: &str) -> bool {
        if let Some(is_known) = self.recent.get(word) {
            return is_known;
        }
        let is_known = match self.met.get(word) {
            Some(&is_known) => is_known,
            None => {
                let is_known = self.is_known(word);
                self.remember(word, is_known);
                is_known
            }
        };
        self.recent.put(word, is_known);
        is_known
    }

    fn remember(&mut self, word: &str, is_known: bool) {
        if word.len() > LONGEST_REMEMBERED {
            return;
        }
        if self.remembered > REMEMBERED {
            self.met.clear();
            self.remembered = 0;
        }
        self.remembered += word.len();
        self.met.insert(word.to_owned(), is_known);
    }

    fn is_known(&mut self, word: &str) -> bool {
        let lexicon = lexicon::built_in();
        if self.splitter.is_word(lexicon, word) {
            return true;
        }
        self.splitter.split(lexicon, word, &mut self.segments);
        !self.segments.is_empty()
    }
}
