//! What a person reads through once to find wrong splits.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use paragraf_language::compound::Splitter;
use paragraf_language::lexicon::Lexicon;

use crate::lists::Words;
use crate::pieces;

/// The words that are split, commonest first, one form of each stem.
pub fn commonest_splits(words: &Words, lexicon: &Lexicon) -> String {
    let mut splitter = Splitter::default();
    let mut by_stem: BTreeMap<&str, (u32, String)> = BTreeMap::new();
    for (word, facts) in words {
        let pieces: Vec<String> = pieces(&mut splitter, lexicon, word)
            .into_iter()
            .map(|(piece, _)| piece)
            .collect();
        if !pieces.is_empty() {
            let known = by_stem.entry(&facts.stem).or_insert((0, pieces.join("|")));
            known.0 += facts.count;
        }
    }
    let mut splits: Vec<(u32, String)> = by_stem.into_values().collect();
    splits.sort_by_key(|(count, split)| (Reverse(*count), split.clone()));
    splits
        .iter()
        .map(|(count, split)| format!("{count}\t{split}\n"))
        .collect()
}
