//! What a case is about: the words and names that come back in all that is written of it.

use super::super::chance::Chance;
use super::names::Names;
use super::words::{Noun, Words};

/// The words of a case.
#[derive(Debug)]
pub struct Topic {
    pub nouns: Vec<Noun>,
    pub place: String,
    pub street: String,
    pub company: String,
}

impl Topic {
    /// What a case with this stream is about.
    pub fn draw(words: &Words, chance: &mut Chance) -> Topic {
        let count = chance.between(4, 9);
        let mut nouns = Vec::new();
        for _ in 0..count {
            // What is talked of at length mostly has a name of its own: a compound.
            nouns.push(match chance.percent(42) {
                true => words.compound(chance),
                false => words.noun(chance).clone(),
            });
        }
        Topic {
            nouns,
            place: Names::place(chance),
            street: Names::street(words, chance),
            company: Names::company(words, chance),
        }
    }
}
