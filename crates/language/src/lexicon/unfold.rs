//! Unfolds the file into the trie. Used by the build, which puts the built-in lexicon unfolded into the program,
//! and by [`super::Lexicon::decode`].

/// First bytes of the file, with the version of its format.
pub const MAGIC: &[u8; 4] = b"PLX1";

/// Set in the first byte of a word that is a word and nothing else.
pub const PLAIN: u8 = 0x80;

/// The packed entry of a word that is a word and nothing else.
pub const WORD: u32 = 1;

/// A bit for each letter that goes on from here; where the children begin, which stand in the order of their
/// letters; the packed entry, nought where no word ends.
pub type Node = [u32; 3];

/// A node that nothing is known of.
const EMPTY: Node = [0; 3];

/// The nodes of the trie, each number as four bytes, the lowest first; `None` where the file is none.
pub fn unfold(bytes: &[u8]) -> Option<Vec<u8>> {
    let nodes = nodes(&sorted_words(bytes)?)?;
    let numbers = nodes.into_iter().flatten();
    Some(numbers.flat_map(u32::to_le_bytes).collect())
}

/// Words by their letters' numbers, in order, with packed entries.
fn sorted_words(bytes: &[u8]) -> Option<Vec<(Vec<u8>, u32)>> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let mut word = Vec::new();
    let mut words = Vec::new();
    while let [first, added, tail @ ..] = rest {
        let (letters, tail) = tail.split_at_checked(usize::from(*added))?;
        word.truncate(usize::from(first & !PLAIN));
        word.extend_from_slice(letters);
        let (packed, tail) = if first & PLAIN != 0 {
            (WORD, tail)
        } else {
            let (bytes, tail) = tail.split_first_chunk::<3>()?;
            (u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]), tail)
        };
        words.push((word.clone(), packed));
        rest = tail;
    }
    Some(words)
}

/// Breadth first, so that the children of a node come to lie side by side: each round takes the words that share
/// their first `depth` letters.
fn nodes(words: &[(Vec<u8>, u32)]) -> Option<Vec<Node>> {
    let mut nodes = vec![EMPTY];
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
                    nodes.get_mut(node)?[2] = *entry;
                    start += 1;
                    continue;
                };
                let same = words.get(start..range.end)?;
                let count = same.partition_point(|(word, _)| word.get(depth) == Some(&letter));
                let parent = nodes.get_mut(node)?;
                parent[0] |= 1 << (letter & 31);
                parent[1] = first_child;
                next.push((start..start + count.max(1), nodes.len()));
                nodes.push(EMPTY);
                start += count.max(1);
            }
        }
        waiting = next;
        depth += 1;
    }
    Some(nodes)
}
