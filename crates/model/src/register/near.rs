//! Which registered name a mistyped one may stand for, for error messages.

use super::{RegisterEntry, register};

/// At most `count` entries whose names are like `text`, the likest first; none where nothing is.
pub fn near(text: &str, count: usize) -> Vec<&'static RegisterEntry> {
    let typed = crate::slug(text);
    // What nearly all names end in tells nothing about which one was meant.
    let typed = typed
        .strip_suffix("-kommun")
        .or(typed.strip_suffix("-stad"))
        .unwrap_or(&typed);
    let tolerance = (typed.len() / 3).max(1);
    let mut ranked: Vec<(usize, &RegisterEntry)> = register()
        .iter()
        .map(|entry| (distance_to(entry, typed), entry))
        .filter(|(distance, _)| *distance <= tolerance)
        .collect();
    ranked.sort_by_key(|(distance, entry)| (*distance, entry.short_name));
    ranked.truncate(count);
    ranked.into_iter().map(|(_, entry)| entry).collect()
}

fn distance_to(entry: &RegisterEntry, typed: &str) -> usize {
    let names = [entry.short_name.to_owned(), crate::slug(entry.place)];
    // One who typed the beginning of a name has not misspelt it.
    if typed.len() >= 3 && names.iter().any(|name| name.starts_with(typed)) {
        return 0;
    }
    names
        .iter()
        .map(|name| edits(typed.as_bytes(), name.as_bytes()))
        .min()
        .unwrap_or(usize::MAX)
}

/// Levenshtein distance; slugs are ASCII, so bytes are letters.
fn edits(from: &[u8], to: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (deleted, from_letter) in from.iter().enumerate() {
        let mut diagonal = deleted;
        let mut left = deleted + 1;
        for (cell, to_letter) in row.iter_mut().skip(1).zip(to) {
            let kept = diagonal + usize::from(from_letter != to_letter);
            diagonal = *cell;
            left = kept.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = deleted + 1;
        }
    }
    row.last().copied().unwrap_or(from.len())
}
