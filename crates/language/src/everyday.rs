//! Everyday words and what minutes say instead: `dagis` is `förskola`, `sopor` are `avfall`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::stem;

#[cfg(test)]
mod tests;

static TABLE: &str = include_str!("../data/everyday.txt");

static BY_STEM: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_stem: HashMap<String, Vec<&'static str>> = HashMap::new();
    for (word, others) in groups() {
        let known = by_stem.entry(stem(word)).or_default();
        known.extend(
            others
                .into_iter()
                .filter(|other| !known.contains(other))
                .collect::<Vec<_>>(),
        );
    }
    by_stem
});

/// Words that mean about the same as the one with this stem; several words together are all meant. None for most words.
pub fn everyday_alternatives(stem: &str) -> &'static [&'static str] {
    BY_STEM.get(stem).map_or(&[], Vec::as_slice)
}

/// Every single word of the table with the others of its line.
fn groups() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let (left, right) = line.split_once('>').unwrap_or((line, ""));
        let [left, right] = [left, right].map(|side| {
            let words = side.split(',').map(str::trim);
            words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
        });
        let keys = left.clone().into_iter().filter(|word| !word.contains(' '));
        keys.map(move |key| {
            let others = match right.as_slice() {
                [] => left.clone(),
                right => right.to_vec(),
            };
            let is_other = |other: &&'static str| stem(other) != stem(key);
            (key, others.into_iter().filter(is_other).collect())
        })
        .collect::<Vec<_>>()
    })
}
