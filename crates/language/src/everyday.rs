//! Everyday words and what minutes say instead: `dagis` is `förskola`, `sopor` are `avfall`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::stem;

#[cfg(test)]
mod tests;

static TABLE: &str = include_str!("../data/everyday.txt");

/// By stem: the word of the table and those that it is searched for.
static BY_STEM: LazyLock<HashMap<String, Vec<Line>>> = LazyLock::new(|| {
    let mut by_stem: HashMap<String, Vec<Line>> = HashMap::new();
    for (word, others) in groups() {
        by_stem.entry(stem(word)).or_default().push((word, others));
    }
    by_stem
});

type Line = (&'static str, Vec<&'static str>);

/// Words that mean about the same as one in lower case, in any form; several words together are all meant. None for most
/// words.
pub fn everyday_alternatives(word: &str) -> Vec<&'static str> {
    let stem = stem(word);
    let lines = BY_STEM.get(&stem).into_iter().flatten();
    let mut found: Vec<&'static str> = Vec::new();
    for (known, others) in lines.filter(|(known, _)| is_form_of(word, known, &stem)) {
        found.extend(others.iter().filter(|other| **other != *known));
    }
    let mut seen = Vec::new();
    found.retain(|other| {
        !seen.contains(other) && {
            seen.push(*other);
            true
        }
    });
    found
}

/// Whether two words of one stem are forms of one word: `hem` is none of `hemlighet`, `lag` none of `laga`.
fn is_form_of(word: &str, known: &str, stem: &str) -> bool {
    const SHORT: usize = 3;
    const LONGEST_ENDING: usize = 5;
    if stem.chars().count() <= SHORT {
        return word.starts_with(known);
    }
    word.chars().count().abs_diff(known.chars().count()) <= LONGEST_ENDING
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
