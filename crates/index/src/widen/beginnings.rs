//! Words that begin so when dots, rings and accents are left out: `forsk` begins `förskola`.

use std::collections::BTreeSet;

use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use super::nearby::{LATIN_1, folded};
use crate::patience::{Patience, Stride};

/// Every word of a field that begins so with a mark on one of these letters, in the order of its bytes; fewer where
/// patience ends. Those without are many, and found otherwise.
pub(crate) fn words_beginning(
    plain: &str,
    field: Field,
    searcher: &Searcher,
    patience: &Patience,
) -> tantivy::Result<BTreeSet<String>> {
    let beginning = Beginning(plain.as_bytes());
    let mut words = BTreeSet::new();
    let mut stride = Stride::new(patience);
    for reader in searcher.segment_readers() {
        let inverted = reader.inverted_index(field)?;
        let mut stream = inverted.terms().search(&beginning).into_stream()?;
        while stream.advance() && !stride.is_over() {
            words.insert(String::from_utf8_lossy(stream.key()).into_owned());
        }
    }
    Ok(words)
}

/// Letters without marks.
struct Beginning<'a>(&'a [u8]);

/// Where the reading of a word stands.
#[derive(Clone, Copy)]
enum State {
    /// So many letters fit.
    Fits(usize, Marks),
    /// The same, in the middle of a letter of two bytes.
    Half(usize),
    Failed,
}

/// Whether one of the letters read has a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    None,
    Some,
}

impl Beginning<'_> {
    fn letter(&self, fitting: usize, letter: u8, marks: Marks) -> State {
        if self.0.get(fitting) == Some(&letter) {
            State::Fits(fitting + 1, marks)
        } else {
            State::Failed
        }
    }

    fn is_read(&self, fitting: usize) -> bool {
        fitting >= self.0.len()
    }
}

impl Automaton for &Beginning<'_> {
    type State = State;

    fn start(&self) -> State {
        State::Fits(0, Marks::None)
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Fits(fitting, Marks::Some) if self.is_read(*fitting))
    }

    fn can_match(&self, state: &State) -> bool {
        match state {
            State::Failed => false,
            State::Fits(fitting, Marks::None) => !self.is_read(*fitting),
            State::Fits(_, Marks::Some) | State::Half(_) => true,
        }
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match *state {
            State::Fits(fitting, marks) if self.is_read(fitting) => State::Fits(fitting, marks),
            State::Fits(fitting, _) if byte == LATIN_1 => State::Half(fitting),
            State::Fits(fitting, marks) => self.letter(fitting, byte, marks),
            State::Half(fitting) => match folded(byte) {
                Some(letter) => self.letter(fitting, letter, Marks::Some),
                None => State::Failed,
            },
            State::Failed => State::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_with_a_mark_in_their_beginning_are_read() {
        let beginning = Beginning(b"forsk");
        let reads = |word: &str| {
            let start = (&beginning).start();
            let mut states = word.bytes().scan(start, |state, byte| {
                *state = (&beginning).accept(state, byte);
                Some(*state)
            });
            let is_read_on = states.by_ref().all(|state| (&beginning).can_match(&state));
            let last = word
                .bytes()
                .fold(start, |state, byte| (&beginning).accept(&state, byte));
            is_read_on && (&beginning).is_match(&last)
        };
        for word in ["försk", "förskola", "fórskning", "fòrsköl"] {
            assert!(reads(word), "{word}");
        }
        for word in [
            "forsk",
            "forskning",
            "forskö",
            "för",
            "förord",
            "fø",
            "förßk",
        ] {
            assert!(!reads(word), "{word}");
        }
    }
}
