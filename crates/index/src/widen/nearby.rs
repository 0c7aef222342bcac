//! Words of the index that differ from a typed one by a letter or two.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy_fst::Automaton;

/// A word of the index near a typed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Nearby {
    pub word: String,
    /// Letters to change, add, take away or swap with the next.
    pub distance: u8,
    /// Paragraphs that have it; one counts once for each zone.
    pub count: u64,
}

/// What all automata of one distance share. Made once: making it takes longer than the automaton of a word.
static WITHIN_ONE: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static WITHIN_TWO: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// Letters that may differ in a word so long. The bounds are those of Meilisearch.
pub(super) fn allowed_distance(letters: usize) -> u8 {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Words near a folded word, nearest and most frequent first. The first letter is the same, `å` as good as `a`.
pub(super) fn nearby(
    folded: &str,
    distance: u8,
    fields: &[Field],
    searcher: &Searcher,
) -> tantivy::Result<Vec<Nearby>> {
    let Some(spelling) = Spelling::of(folded, distance) else {
        return Ok(Vec::new());
    };
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for reader in searcher.segment_readers() {
        for field in fields {
            let inverted = reader.inverted_index(*field)?;
            let mut stream = inverted.terms().search(&spelling).into_stream()?;
            while stream.advance() {
                let word = String::from_utf8_lossy(stream.key()).into_owned();
                *counts.entry(word).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    let mut found: Vec<Nearby> = counts
        .into_iter()
        .filter_map(|(word, count)| {
            let distance = spelling.distance(&word)?;
            Some(Nearby {
                word,
                distance,
                count,
            })
        })
        .collect();
    found.sort_by(|one, other| {
        (one.distance, other.count, &one.word).cmp(&(other.distance, one.count, &other.word))
    });
    Ok(found)
}

/// Accepts words within a distance. Letters with dots, rings and accents cost nothing, because the word read is folded
/// on the way.
struct Spelling {
    first: u8,
    rest: Rest,
}

/// What follows the first letter.
enum Rest {
    /// These very letters: to be ready for them takes no time. A state is one more than the letters that were read.
    Same(Vec<u8>),
    Near(Box<DFA>),
}

impl Rest {
    /// Within two letters at most.
    fn of(letters: &str, distance: u8) -> Rest {
        match distance {
            0 => Rest::Same(letters.as_bytes().to_vec()),
            1 => Rest::Near(Box::new(WITHIN_ONE.build_dfa(letters))),
            _ => Rest::Near(Box::new(WITHIN_TWO.build_dfa(letters))),
        }
    }

    fn initial_state(&self) -> u32 {
        match self {
            Rest::Same(_) => SINK_STATE + 1,
            Rest::Near(dfa) => dfa.initial_state(),
        }
    }

    fn transition(&self, state: u32, letter: u8) -> u32 {
        match self {
            Rest::Same(letters) => {
                let next = state.checked_sub(SINK_STATE + 1);
                let next = next.and_then(|read| letters.get(read as usize));
                match next {
                    Some(next) if *next == letter => state + 1,
                    _ => SINK_STATE,
                }
            }
            Rest::Near(dfa) => dfa.transition(state, letter),
        }
    }

    fn distance(&self, state: u32) -> Option<u8> {
        match self {
            Rest::Same(letters) => {
                let read = state.checked_sub(SINK_STATE + 1)?;
                (read as usize == letters.len()).then_some(0)
            }
            Rest::Near(dfa) => match dfa.distance(state) {
                Distance::Exact(distance) => Some(distance),
                Distance::AtLeast(_) => None,
            },
        }
    }
}

/// Where the reading of a word stands.
#[derive(Clone, Copy)]
enum State {
    Start,
    /// After the first byte of a letter of two, at the beginning or further on.
    Half(Option<u32>),
    Rest(u32),
    Failed,
}

/// First byte of the letters from `À` to `ÿ`.
pub(super) const LATIN_1: u8 = 0xC3;

impl Spelling {
    /// `None` for no word at all.
    fn of(folded: &str, distance: u8) -> Option<Spelling> {
        let (first, rest) = folded.split_at_checked(1)?;
        Some(Spelling {
            first: first.bytes().next().unwrap_or_default(),
            rest: Rest::of(rest, distance),
        })
    }

    fn distance(&self, word: &str) -> Option<u8> {
        let mut state = self.start();
        for byte in word.bytes() {
            state = self.accept(&state, byte);
        }
        match state {
            State::Rest(state) => self.rest.distance(state),
            _ => None,
        }
    }

    fn letter(&self, state: Option<u32>, letter: u8) -> State {
        match state {
            None if letter == self.first => State::Rest(self.rest.initial_state()),
            None => State::Failed,
            Some(state) => State::Rest(self.rest.transition(state, letter)),
        }
    }
}

impl Automaton for &Spelling {
    type State = State;

    fn start(&self) -> State {
        State::Start
    }

    fn is_match(&self, state: &State) -> bool {
        match state {
            State::Rest(state) => self.rest.distance(*state).is_some(),
            _ => false,
        }
    }

    fn can_match(&self, state: &State) -> bool {
        match state {
            State::Failed => false,
            State::Rest(state) => *state != SINK_STATE,
            State::Start | State::Half(_) => true,
        }
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match *state {
            State::Failed => State::Failed,
            State::Start if byte == LATIN_1 => State::Half(None),
            State::Rest(state) if byte == LATIN_1 => State::Half(Some(state)),
            State::Start => self.letter(None, byte),
            State::Rest(state) => self.letter(Some(state), byte),
            State::Half(state) => match folded(byte) {
                Some(letter) => self.letter(state, letter),
                None => match state {
                    Some(state) => {
                        let state = self.rest.transition(state, LATIN_1);
                        State::Rest(self.rest.transition(state, byte))
                    }
                    None => State::Failed,
                },
            },
        }
    }
}

/// The plain letter of the second byte of a Latin-1 letter.
pub(super) fn folded(second: u8) -> Option<u8> {
    match second {
        0xA0..=0xA6 => Some(b'a'),
        0xA7 => Some(b'c'),
        0xA8..=0xAB => Some(b'e'),
        0xAC..=0xAF => Some(b'i'),
        0xB1 => Some(b'n'),
        0xB2..=0xB6 | 0xB8 => Some(b'o'),
        0xB9..=0xBC => Some(b'u'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(typed: &str, word: &str) -> Option<u8> {
        let distance = allowed_distance(typed.chars().count());
        Spelling::of(typed, distance)?.distance(word)
    }

    #[test]
    fn a_letter_or_two_may_differ_by_the_length_of_the_word() {
        assert_eq!(distance("skolskjus", "skolskjuts"), Some(1));
        assert_eq!(distance("skolsjkuts", "skolskjuts"), Some(1));
        assert_eq!(distance("skolskjtus", "skolskjuts"), Some(1));
        assert_eq!(distance("avgfit", "avgift"), Some(1));
        assert_eq!(distance("avgit", "avgifter"), None);
        assert_eq!(distance("hus", "hut"), None);
        assert_eq!(distance("hus", "hus"), Some(0));
    }

    #[test]
    fn dots_and_rings_cost_nothing_and_the_first_letter_is_the_same() {
        assert_eq!(distance("forskla", "förskola"), Some(1));
        assert_eq!(distance("oversiktsplsn", "översiktsplan"), Some(1));
        assert_eq!(distance("kulturskola", "bulturskola"), None);
        assert_eq!(distance("arvika", "ärvikä"), Some(0));
    }

    /// The letters themselves are compared there.
    #[test]
    fn short_words_are_the_same_but_for_dots_and_rings() {
        for (typed, word) in [("a", "å"), ("bat", "båt"), ("hus", "hus"), ("orn", "örn")] {
            assert_eq!(distance(typed, word), Some(0), "{typed} {word}");
        }
        for (typed, word) in [
            ("hus", "huse"),
            ("huse", "hus"),
            ("hus", "husß"),
            ("gra", "g×a"),
            ("a", "b"),
        ] {
            assert_eq!(distance(typed, word), None, "{typed} {word}");
        }
    }
}
