//! Which known names are nearest to one that is not known.

use paragraf_model::slug;

/// As many as a person looks through.
const MOST: usize = 5;

/// The values whose names come nearest to a text, nearest first.
pub(crate) fn nearest<'a>(
    text: &str,
    names: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<String> {
    let wanted: Vec<char> = slug(text).chars().take(80).collect();
    let mut ranked: Vec<(usize, &str)> = names
        .map(|(name, value)| {
            let slug = slug(name);
            let distance = distance(&wanted, &slug).min(distance(&wanted, value));
            (distance, value)
        })
        .collect();
    ranked.sort_unstable();
    ranked.truncate(MOST);
    ranked
        .into_iter()
        .map(|(_, value)| value.to_owned())
        .collect()
}

/// How many letters are to be changed, added or taken away; what only goes on longer counts little.
fn distance(wanted: &[char], name: &str) -> usize {
    let name: Vec<char> = name.chars().take(80).collect();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (done, letter) in wanted.iter().enumerate() {
        let mut diagonal = done;
        let mut left = done + 1;
        for (place, other) in name.iter().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row.get(place + 1).copied().unwrap_or_default();
            left = changed.min(diagonal + 1).min(left + 1);
            if let Some(cell) = row.get_mut(place + 1) {
                *cell = left;
            }
        }
        if let Some(cell) = row.first_mut() {
            *cell = done + 1;
        }
    }
    let of_prefixes = row.iter().enumerate();
    let shortest = of_prefixes.map(|(length, edits)| 4 * edits + (name.len() - length));
    shortest.min().unwrap_or(usize::MAX)
}
