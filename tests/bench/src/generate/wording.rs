//! Small turns of phrase.

use chrono::{Datelike, NaiveDate};

/// Names of bodies are common nouns in running text.
pub fn lower(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

pub fn genitive(name: &str) -> String {
    match name.ends_with('s') {
        true => name.to_owned(),
        false => format!("{name}s"),
    }
}

pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

pub fn in_words(date: NaiveDate) -> String {
    format!(
        "{} {} {}",
        date.day(),
        MONTHS[date.month0() as usize],
        date.year()
    )
}
