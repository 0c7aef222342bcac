//! Abbreviations: what those mean that every municipality uses, and which a text defines itself.

use std::collections::HashMap;
use std::sync::LazyLock;

mod definition;

#[cfg(test)]
mod tests;

pub use definition::{Definition, definitions};

/// What an abbreviation stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The words written out.
    pub words: &'static str,
    /// Whether they stand side by side in this order; else all of them, wherever.
    pub is_phrase: bool,
    /// Whether it counts only where it is typed in capitals, or alone: `va` and `mb` are words or noise too.
    pub needs_capitals: bool,
}

static TABLE: &str = include_str!("../data/abbreviations.tsv");

static MEANINGS: LazyLock<HashMap<String, Vec<Meaning>>> = LazyLock::new(|| {
    let mut meanings: HashMap<String, Vec<Meaning>> = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(abbreviation), Some(words)) = (fields.next(), fields.next()) else {
            continue;
        };
        meanings
            .entry(abbreviation.to_lowercase())
            .or_default()
            .push(Meaning {
                words,
                is_phrase: fields.next() == Some("phrase"),
                needs_capitals: fields.next() == Some("capitals"),
            });
    }
    meanings
});

/// What an abbreviation in lower case means everywhere; none for what is none.
pub fn meanings(abbreviation: &str) -> &'static [Meaning] {
    MEANINGS.get(abbreviation).map_or(&[], Vec::as_slice)
}
