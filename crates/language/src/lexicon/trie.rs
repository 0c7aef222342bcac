//! The lexicon in memory: a trie whose nodes have their children side by side.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::unfold::{Node, unfold};
use super::{Entry, encode, letter_of, number_of, unpack};

/// Words and word parts known beforehand.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// As [`unfold`] writes them.
    nodes: Cow<'static, [u8]>,
}

const NODE_BYTES: usize = size_of::<Node>();

/// A place in the trie: the letters walked so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(u32);

impl Default for Lexicon {
    /// Knows nothing.
    fn default() -> Lexicon {
        Lexicon {
            nodes: Cow::Borrowed(&[0; NODE_BYTES]),
        }
    }
}

impl Lexicon {
    /// Reads the file that [`super::encode`] writes; `None` where it is none.
    pub fn decode(bytes: &[u8]) -> Option<Lexicon> {
        Some(Lexicon {
            nodes: Cow::Owned(unfold(bytes)?),
        })
    }

    /// The file that [`Lexicon::decode`] reads.
    pub fn encode(&self) -> Vec<u8> {
        encode(&self.entries())
    }

    /// All that is known, by its spelling.
    pub fn entries(&self) -> BTreeMap<String, Entry> {
        let mut entries = BTreeMap::new();
        let mut waiting = vec![(Lexicon::START, String::new())];
        while let Some((place, word)) = waiting.pop() {
            let letters = self.node(place).map_or(0, |[letters, _, _]| letters);
            for number in (0..32).filter(|number| letters & (1 << number) != 0) {
                let further = self.step(place, number).zip(letter_of(number));
                if let Some((place, letter)) = further {
                    waiting.push((place, format!("{word}{letter}")));
                }
            }
            if let Some(entry) = self.entry_at(place) {
                entries.insert(word, entry);
            }
        }
        entries
    }

    /// Unfolded before.
    pub(super) const fn unfolded(nodes: &'static [u8]) -> Lexicon {
        Lexicon {
            nodes: Cow::Borrowed(nodes),
        }
    }

    /// What is known of a word in lower case.
    pub fn entry(&self, word: &str) -> Option<Entry> {
        let mut place = Lexicon::START;
        for letter in word.chars() {
            place = self.step(place, number_of(letter)?)?;
        }
        self.entry_at(place)
    }

    pub(crate) const START: Place = Place(0);

    /// One letter further, if any word goes on so.
    pub(crate) fn step(&self, place: Place, letter: u8) -> Option<Place> {
        let [letters, children, _] = self.node(place)?;
        let bit = 1_u32 << (letter & 31);
        if letters & bit == 0 {
            return None;
        }
        Some(Place(children + (letters & (bit - 1)).count_ones()))
    }

    /// What is known of the letters walked so far.
    pub(crate) fn entry_at(&self, place: Place) -> Option<Entry> {
        let [_, _, entry] = self.node(place)?;
        (entry != 0).then(|| unpack(entry))
    }

    fn node(&self, Place(number): Place) -> Option<Node> {
        let rest = self.nodes.get(number as usize * NODE_BYTES..)?;
        let bytes = rest.first_chunk::<NODE_BYTES>()?;
        let (numbers, _) = bytes.as_chunks::<4>();
        let &[letters, children, entry] = numbers else {
            return None;
        };
        Some([letters, children, entry].map(u32::from_le_bytes))
    }
}
