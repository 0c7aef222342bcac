//! What minutes say instead of a word: other words for the same, and the noun of a verb.

use paragraf_language::{AnalyzedWord, everyday_alternatives, stem};
use paragraf_query::Node;

use super::derived::derived;
use super::{Alternative, Kind, Scope, Speller, Widening, words_of};

/// What the official word counts beside the everyday one.
const WEIGHT: f32 = 0.4;

/// Compounds of official words that are tried for one of everyday words.
const MOST_COMPOUNDS: usize = 8;

impl Widening {
    /// Adds what minutes say instead of everyday words.
    pub fn add_everyday(&mut self, root: &Node, speller: &Speller<'_>) -> tantivy::Result<()> {
        for typed in words_of(root) {
            if speller.patience.is_over() {
                return Ok(());
            }
            for word in speller.analyzer.query_words(typed) {
                for other in everyday_alternatives(&word.exact) {
                    self.add_words(&word, other.split_whitespace().map(str::to_owned).collect());
                }
                if speller.is_rare(&word)? {
                    for words in of_parts(typed, &word) {
                        self.add_words(&word, words);
                    }
                    for other in derived(&word.exact) {
                        if stem(&other) != word.stem && speller.has(&other)? {
                            self.add_words(&word, vec![other]);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn add_words(&mut self, word: &AnalyzedWord, words: Vec<String>) {
        let alternative = Alternative {
            kind: Kind::Everyday,
            words,
            is_phrase: false,
            weight: WEIGHT,
            scope: Scope::Everywhere,
        };
        self.add(&word.exact, alternative);
    }
}

/// A compound with its parts in other words: `sopavgift` is `avfall` and `taxa`.
fn of_parts(typed: &str, word: &AnalyzedWord) -> Vec<Vec<String>> {
    let mut ways: Vec<Vec<String>> = vec![Vec::new()];
    let mut has_others = false;
    if word.parts.len() < 2 {
        return Vec::new();
    }
    for part in &word.parts {
        let piece = typed
            .get(part.range.clone())
            .unwrap_or_default()
            .to_lowercase();
        let others = everyday_alternatives(&piece);
        has_others |= !others.is_empty();
        let own = piece
            .strip_suffix('s')
            .filter(|own| own.chars().count() > 2);
        let choices = others.iter().copied().chain([own.unwrap_or(&piece)]);
        ways = choices
            .flat_map(|choice| {
                ways.iter().map(move |way| {
                    let words = choice.split_whitespace().map(str::to_owned);
                    way.iter().cloned().chain(words).collect()
                })
            })
            .take(MOST_COMPOUNDS)
            .collect();
    }
    if has_others { ways } else { Vec::new() }
}
