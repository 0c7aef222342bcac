//! Rows cut into segments at column borders.

use paragraf_model::Segment;

use super::Letter;
use super::gaps::{self, Gap, Seen};
use super::rows::Row;
use crate::clean::{clean, raw_if_changed};

/// A row as segments.
pub struct CutRow {
    /// Of most of its text.
    pub baseline: f32,
    /// Of most of its text.
    pub size: f32,
    /// From left to right.
    pub pieces: Vec<Piece>,
}

/// A segment and where in the content it begins.
pub struct Piece {
    /// What the model has.
    pub segment: Segment,
    /// Place of its first letter in the content.
    pub order: usize,
}

/// Cuts all rows of a page.
pub fn cut(rows: &[Row]) -> Vec<CutRow> {
    let seen = gaps::between_letters(rows);
    let cut = rows.iter().zip(&seen).map(|(row, letters)| CutRow {
        baseline: row.baseline,
        size: row.size,
        pieces: pieces(letters),
    });
    cut.filter(|row| !row.pieces.is_empty()).collect()
}

fn pieces(letters: &[Seen<'_>]) -> Vec<Piece> {
    let mut pieces: Vec<Vec<(&Letter, bool)>> = Vec::new();
    for seen in letters {
        match pieces.last_mut() {
            Some(piece) if seen.gap != Gap::Column => {
                piece.push((seen.letter, seen.gap == Gap::Blank));
            }
            _ => pieces.push(vec![(seen.letter, false)]),
        }
    }
    pieces.iter().filter_map(|letters| piece(letters)).collect()
}

fn piece(letters: &[(&Letter, bool)]) -> Option<Piece> {
    let mut raw = String::new();
    for (letter, blank) in letters {
        if *blank {
            raw.push(' ');
        }
        raw.push_str(&letter.text);
    }
    let text = clean(&raw);
    if text.is_empty() {
        return None;
    }
    let count =
        |wanted: fn(&Letter) -> bool| letters.iter().filter(|(letter, _)| wanted(letter)).count();
    let is_most = |number: usize| 2 * number > letters.len();
    let left = letters
        .iter()
        .map(|(letter, _)| letter.left)
        .fold(f32::MAX, f32::min);
    let right = letters
        .iter()
        .map(|(letter, _)| letter.right)
        .fold(f32::MIN, f32::max);
    Some(Piece {
        order: letters.iter().map(|(letter, _)| letter.order).min()?,
        segment: Segment {
            raw: raw_if_changed(&raw, &text),
            text,
            left,
            right,
            font_size: Some(usual_size(letters)),
            bold: is_most(count(|letter| letter.style.bold)),
            italic: is_most(count(|letter| letter.style.italic)),
        },
    })
}

fn usual_size(letters: &[(&Letter, bool)]) -> f32 {
    let mut sizes: Vec<f32> = letters.iter().map(|(letter, _)| letter.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    (size * 10.0).round() / 10.0
}
