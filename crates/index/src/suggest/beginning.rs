//! Words of a dictionary that begin so, however they write their å ä ö.

use tantivy_fst::Automaton;

use super::typed::{Beginning, fold};

/// Accepts whatever begins with these letters: a plain letter stands for itself and its forms with marks (`o` for `ö`
/// too), any other only for itself.
pub(super) struct Begins {
    letters: Vec<char>,
}

/// How far a word has been read.
#[derive(Clone, Debug)]
pub(super) enum Read {
    /// So many letters fit; the next byte begins a letter.
    Letters(usize),
    /// As before, and the first byte of a letter of two.
    Half(usize, u8),
    /// It begins otherwise.
    No,
}

impl Begins {
    pub fn of(beginning: &Beginning) -> Begins {
        Begins {
            letters: beginning.lower.chars().collect(),
        }
    }

    fn next(&self, place: usize, letter: char) -> Read {
        let fits = self.letters.get(place).is_some_and(|wanted| {
            *wanted == letter
                || (wanted.is_ascii()
                    && !letter.is_ascii()
                    && fold(letter.encode_utf8(&mut [0; 4])) == wanted.to_string())
        });
        if fits {
            Read::Letters(place + 1)
        } else {
            Read::No
        }
    }
}

impl Automaton for Begins {
    type State = Read;

    fn start(&self) -> Read {
        Read::Letters(0)
    }

    fn is_match(&self, state: &Read) -> bool {
        self.will_always_match(state)
    }

    fn can_match(&self, state: &Read) -> bool {
        !matches!(state, Read::No)
    }

    fn will_always_match(&self, state: &Read) -> bool {
        matches!(state, Read::Letters(place) if *place >= self.letters.len())
    }

    fn accept(&self, state: &Read, byte: u8) -> Read {
        match state {
            Read::Letters(place) if *place >= self.letters.len() => Read::Letters(*place),
            Read::Letters(place) if byte.is_ascii() => self.next(*place, char::from(byte)),
            // Words of Swedish minutes have no letters of three bytes worth completing.
            Read::Letters(place) if byte >> 5 == 0b110 => Read::Half(*place, byte),
            Read::Half(place, first) => {
                let code = (u32::from(first & 0x1f) << 6) | u32::from(byte & 0x3f);
                char::from_u32(code).map_or(Read::No, |letter| self.next(*place, letter))
            }
            Read::Letters(_) | Read::No => Read::No,
        }
    }
}
