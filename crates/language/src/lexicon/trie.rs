//! The lexicon in memory: a trie whose nodes have their children side by side.

use super::{Entry, decode_sorted, number_of, unpack};

/// Words and word parts known beforehand.
#[derive(Clone, Debug)]
pub struct Lexicon {
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// A bit for each letter that goes on from here.
    letters: u32,
    /// Where the children begin; they stand in the order of their letters.
    children: u32,
    /// The packed entry; nought where no word ends.
    entry: u32,
}

/// A place in the trie: the letters walked so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(u32);

impl Default for Lexicon {
    /// Knows nothing.
    fn default() -> Lexicon {
        Lexicon {
            nodes: vec![Node::default()],
        }
    }
}

impl Lexicon {
    /// Unfolds the file; `None` where it is none.
    pub fn decode(bytes: &[u8]) -> Option<Lexicon> {
        let words = decode_sorted(bytes)?;
        let mut nodes = vec![Node::default()];
        // Breadth first, so that the children of a node come to lie side by side: each round takes
        // the words that share their first `depth` letters.
        let mut waiting = vec![(0..words.len(), 0)];
        let mut depth = 0;
        while !waiting.is_empty() {
            let mut next = Vec::new();
            for (range, node) in waiting {
                let first_child = nodes.len() as u32;
                let mut start = range.start;
                while start < range.end {
                    let (word, entry) = words.get(start)?;
                    let Some(&letter) = word.get(depth) else {
                        nodes.get_mut(node)?.entry = *entry;
                        start += 1;
                        continue;
                    };
                    let same = words.get(start..range.end)?;
                    let count = same.partition_point(|(word, _)| word.get(depth) == Some(&letter));
                    let parent = nodes.get_mut(node)?;
                    parent.letters |= 1 << (letter & 31);
                    parent.children = first_child;
                    next.push((start..start + count.max(1), nodes.len()));
                    nodes.push(Node::default());
                    start += count.max(1);
                }
            }
            waiting = next;
            depth += 1;
        }
        nodes.shrink_to_fit();
        Some(Lexicon { nodes })
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
        let node = self.nodes.get(place.0 as usize)?;
        let bit = 1_u32 << (letter & 31);
        if node.letters & bit == 0 {
            return None;
        }
        Some(Place(
            node.children + (node.letters & (bit - 1)).count_ones(),
        ))
    }

    /// What is known of the letters walked so far.
    pub(crate) fn entry_at(&self, place: Place) -> Option<Entry> {
        let entry = self.nodes.get(place.0 as usize)?.entry;
        (entry != 0).then(|| unpack(entry))
    }
}
