//! Parties that act as one: `Ledamöterna från M och KD`, `Sverigedemokraterna`.

use super::parties;
use crate::folding::Folding;
use crate::scan;

/// What a party's name begins with.
const NAMES: &[&str] = &[
    "socialdemokrat",
    "moderat",
    "sverigedemokrat",
    "centerpart",
    "vänsterpart",
    "kristdemokrat",
    "liberal",
    "folkpart",
    "miljöpart",
    "demokraterna",
];

/// A party is named where a person could be: it acts, and none of its members is told apart.
pub(crate) fn acts(text: &str) -> bool {
    scan::words(text).any(|(_, word)| is_code(word) || is_name(word))
}

fn is_code(word: &str) -> bool {
    let code = word.strip_suffix("-gruppen").unwrap_or(word);
    scan::is_all_capitals(code) && parties::is_major(code)
}

/// `Sverigedemokraterna`, `Moderaternas`.
fn is_name(word: &str) -> bool {
    let folded = word.folded();
    let is_party = ["a", "as", "et", "ets", "gruppen"]
        .iter()
        .any(|ending| folded.ends_with(ending));
    is_party && scan::is_capitalised(word) && NAMES.iter().any(|name| folded.starts_with(name))
}
