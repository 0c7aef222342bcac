//! Text drawn twice, a little apart, is one text: a shadow, or a bold face made of a plain one.

use std::collections::HashMap;

use super::Letter;

/// In ems: further apart they are two letters.
const APART: f32 = 0.12;

/// Drops letters that stand where the same letter was drawn before by another operation.
pub fn drop(letters: Vec<Letter>) -> Vec<Letter> {
    let mut kept: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut by_place: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    for letter in letters {
        let (column, row) = cell(&letter);
        let near = (column - 1..=column + 1).flat_map(|x| (row - 1..=row + 1).map(move |y| (x, y)));
        let same = near
            .filter_map(|cell| by_place.get(&cell))
            .flatten()
            .copied()
            .find(|&place| {
                kept.get(place)
                    .is_some_and(|other| is_shadow(&letter, other))
            });
        match same.and_then(|place| kept.get_mut(place)) {
            // Drawn again to the side is how programs thicken a plain face.
            Some(other) if !letter.blank => {
                other.style.bold |= (letter.left - other.left).abs() > 0.01 * letter.size;
            }
            Some(_) => {}
            None => {
                by_place.entry((column, row)).or_default().push(kept.len());
                kept.push(letter);
            }
        }
    }
    kept
}

/// Points; larger than any distance that counts in text of ordinary size.
const CELL: f32 = 6.0;

fn cell(letter: &Letter) -> (i32, i32) {
    ((letter.left / CELL) as i32, (letter.baseline / CELL) as i32)
}

fn is_shadow(letter: &Letter, other: &Letter) -> bool {
    let near = (APART * letter.size).min(CELL);
    let across = near.min(0.5 * (letter.right - letter.left).max(0.2 * letter.size));
    letter.run != other.run
        && letter.text == other.text
        && (letter.left - other.left).abs() <= across
        && (letter.baseline - other.baseline).abs() <= near
        && (letter.size - other.size).abs() <= 0.1 * letter.size
}
