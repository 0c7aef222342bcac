//! Rows cut into segments: where a blank lies between two letters and where a column border does.

use paragraf_model::Segment;

use super::Letter;
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

/// In ems: a larger gap between two letters is a blank, also where the file writes none.
const BLANK: f32 = 0.15;

/// In ems: a larger gap is a column border.
const COLUMN: f32 = 0.95;

/// In ems: the same where the file writes a blank into the gap, as justified text does.
const COLUMN_AFTER_BLANK: f32 = 1.7;

/// What lies before a letter.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Gap {
    None,
    Blank,
    Column,
}

/// Cuts a row.
pub fn cut(row: &Row) -> CutRow {
    let visible = visible(row);
    let gaps = gaps(&visible, row);
    let mut pieces: Vec<Vec<(&Letter, bool)>> = Vec::new();
    for (seen, gap) in visible.iter().zip(&gaps) {
        match pieces.last_mut() {
            Some(piece) if *gap != Gap::Column => piece.push((seen.letter, *gap == Gap::Blank)),
            _ => pieces.push(vec![(seen.letter, false)]),
        }
    }
    CutRow {
        baseline: row.baseline,
        size: row.size,
        pieces: pieces.iter().filter_map(|letters| piece(letters)).collect(),
    }
}

/// A visible letter and the gap before it.
struct Seen<'a> {
    letter: &'a Letter,
    /// In ems; zero or less where letters touch.
    distance: f32,
    /// The file writes a blank into the gap.
    written: bool,
}

fn visible(row: &Row) -> Vec<Seen<'_>> {
    let mut seen: Vec<Seen<'_>> = Vec::new();
    let mut blanks: Vec<&Letter> = Vec::new();
    for letter in &row.letters {
        if letter.blank {
            blanks.push(letter);
            continue;
        }
        let distance = seen
            .last()
            .map_or(0.0, |before| gap_between(before.letter, letter));
        let written = seen.last().is_some_and(|before| {
            blanks
                .iter()
                .any(|blank| lies_between(before.letter, blank, letter, distance))
        });
        seen.push(Seen {
            letter,
            distance,
            written,
        });
        blanks.clear();
    }
    seen
}

fn gap_between(before: &Letter, letter: &Letter) -> f32 {
    let em = before.size.max(letter.size);
    // Spacing set between all letters is no gap, unless it is so wide that each letter stands alone.
    let end = if before.next - before.right < 0.6 * em {
        before.next.max(before.right)
    } else {
        before.right
    };
    (letter.left - end) / em
}

/// A blank drawn elsewhere on the same spot says nothing, as under a text that another covers.
fn lies_between(before: &Letter, blank: &Letter, letter: &Letter, distance: f32) -> bool {
    let follows = blank.order > before.order
        && blank.order < letter.order
        && letter.order - before.order < 64;
    follows || distance > 0.08
}

fn gaps(visible: &[Seen<'_>], row: &Row) -> Vec<Gap> {
    let spread = spread_letters(visible);
    let is_justified = is_justified(visible);
    let gaps = visible.iter().enumerate().map(|(place, seen)| {
        let limit = if seen.written {
            COLUMN_AFTER_BLANK
        } else {
            COLUMN
        };
        let blank = spread
            .iter()
            .find(|(range, _)| range.contains(&place))
            .map_or(BLANK, |(_, gap)| *gap);
        if seen.distance > limit && !is_justified {
            Gap::Column
        } else if seen.written || seen.distance > blank || is_mark_border(visible, place, row) {
            Gap::Blank
        } else {
            Gap::None
        }
    });
    gaps.collect()
}

/// A raised number is a footnote's mark: run into what it stands at, it would make another number of it.
/// `m²` stays one word.
fn is_mark_border(visible: &[Seen<'_>], place: usize, row: &Row) -> bool {
    let letter = |place: usize| visible.get(place).map(|seen| seen.letter);
    let (Some(before), Some(here)) = (place.checked_sub(1).and_then(letter), letter(place)) else {
        return false;
    };
    match (is_raised_digit(before, row), is_raised_digit(here, row)) {
        (true, false) => here.text.chars().all(char::is_alphabetic),
        (false, true) => {
            let letters = visible
                .iter()
                .take(place)
                .rev()
                .map(|seen| &*seen.letter.text);
            let word = letters.take_while(|text| text.chars().all(char::is_alphabetic));
            let word: Vec<&str> = word.take(3).collect();
            !matches!(word.as_slice(), ["m"] | ["m", "m" | "c" | "d" | "k"])
        }
        _ => false,
    }
}

fn is_raised_digit(letter: &Letter, row: &Row) -> bool {
    let is_small = letter.size <= 0.85 * row.size;
    let is_raised = row.baseline - letter.baseline >= 0.15 * row.size;
    is_small && is_raised && letter.text.chars().all(|c| c.is_ascii_digit())
}

/// A line stretched to the margin has wide gaps that are all alike; columns differ.
fn is_justified(visible: &[Seen<'_>]) -> bool {
    let wide: Vec<f32> = visible
        .iter()
        .filter(|seen| seen.written || seen.distance > BLANK)
        .map(|seen| seen.distance)
        .collect();
    let (narrowest, widest) = wide.iter().fold((f32::MAX, 0.0f32), |(low, high), &gap| {
        (low.min(gap), high.max(gap))
    });
    wide.len() >= 4 && widest < 2.5 && widest <= 1.25 * narrowest
}

/// Letters set apart for emphasis (`P R O T O K O L L`): stretches in which every letter stands alone, each
/// with the gap that would be a blank between words there.
fn spread_letters(visible: &[Seen<'_>]) -> Vec<(std::ops::Range<usize>, f32)> {
    const FEWEST: usize = 5;
    let mut stretches = Vec::new();
    let mut start = 0;
    for place in 1..=visible.len() {
        let goes_on = visible.get(place).is_some_and(|seen| {
            let is_letter = seen.letter.text.chars().all(char::is_alphabetic);
            is_letter && !seen.written && (BLANK..COLUMN).contains(&seen.distance)
        });
        if goes_on {
            continue;
        }
        if place - start >= FEWEST {
            let mut distances: Vec<f32> = visible
                .iter()
                .take(place)
                .skip(start + 1)
                .map(|seen| seen.distance)
                .collect();
            distances.sort_by(f32::total_cmp);
            let usual = distances.get(distances.len() / 2).copied().unwrap_or(BLANK);
            stretches.push((start + 1..place, usual * 1.6));
        }
        start = place;
    }
    stretches
}

fn piece(letters: &[(&Letter, bool)]) -> Option<Piece> {
    let mut raw = String::new();
    for (letter, blank) in letters {
        if *blank {
            raw.push(' ');
        }
        raw.push_str(&letter.text);
    }
    let text = clean(&visible_hyphens(&raw));
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

/// A soft hyphen that is drawn is a hyphen: programs put it where they have broken a word.
fn visible_hyphens(raw: &str) -> String {
    raw.replace('\u{AD}', "-")
}

fn usual_size(letters: &[(&Letter, bool)]) -> f32 {
    let mut sizes: Vec<f32> = letters.iter().map(|(letter, _)| letter.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    (size * 10.0).round() / 10.0
}
