//! Words that begin so when dots, rings and accents are left out: `forsk` begins `förskola`.

use std::collections::BTreeSet;

use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use super::nearby::{LATIN_1, folded};
use crate::patience::{Patience, Stride};

/// Every word of a field that begins so, in the order of its bytes; fewer where patience ends.
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
    Fits(usize),
    /// The same, in the middle of a letter of two bytes.
    Half(usize),
    Failed,
}

impl Beginning<'_> {
    fn letter(&self, fitting: usize, letter: u8) -> State {
        if self.0.get(fitting) == Some(&letter) {
            State::Fits(fitting + 1)
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
        State::Fits(0)
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Fits(fitting) if self.is_read(*fitting))
    }

    fn can_match(&self, state: &State) -> bool {
        !matches!(state, State::Failed)
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match *state {
            State::Fits(fitting) if self.is_read(fitting) => State::Fits(fitting),
            State::Fits(fitting) if byte == LATIN_1 => State::Half(fitting),
            State::Fits(fitting) => self.letter(fitting, byte),
            State::Half(fitting) => match folded(byte) {
                Some(letter) => self.letter(fitting, letter),
                None => State::Failed,
            },
            State::Failed => State::Failed,
        }
    }
}
