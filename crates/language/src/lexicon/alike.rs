//! Modifiers that are written alike but for dots and rings.

use super::number_of;
use super::trie::{Lexicon, Place};

/// Spellings of one that are given.
const MOST: usize = 4;

impl Lexicon {
    /// The modifiers that give this when dots, rings and accents are left out: `for` is `för` and `for`.
    pub fn modifiers_alike(&self, folded: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut ways: Vec<(Place, String)> = vec![(Lexicon::START, String::new())];
        for letter in folded.chars() {
            let mut longer = Vec::new();
            for (place, spelling) in ways {
                for other in spellings(letter) {
                    if let Some(next) = number_of(other).and_then(|number| self.step(place, number))
                    {
                        longer.push((next, format!("{spelling}{other}")));
                    }
                }
            }
            ways = longer;
        }
        for (place, spelling) in ways {
            let is_modifier = |entry: super::Entry| entry.modifier.is_some();
            if self.entry_at(place).is_some_and(is_modifier) {
                found.push(spelling);
            }
        }
        found.truncate(MOST);
        found
    }
}

/// The letters that a plain letter may stand for.
fn spellings(letter: char) -> impl Iterator<Item = char> {
    let others: &[char] = match letter {
        'a' => &['å', 'ä'],
        'o' => &['ö'],
        'e' => &['é'],
        'u' => &['ü'],
        _ => &[],
    };
    std::iter::once(letter).chain(others.iter().copied())
}
