//! What lies between two letters of a row: nothing, a blank, or a column border.

use rustc_hash::FxHashMap;

use super::Letter;
use super::rows::Row;

/// In ems: a larger gap between two letters is a blank, also where the file writes none.
const BLANK: f32 = 0.15;

/// In ems: a larger gap is a column border.
const COLUMN: f32 = 0.95;

/// In ems: the same where the file writes a blank into the gap, as justified text does.
const COLUMN_AFTER_BLANK: f32 = 1.7;

/// In ems: the same where the file draws something else in between: another cell, another column.
const COLUMN_AFTER_OTHERS: f32 = 0.7;

/// In ems: a smaller gap is a column border only where rows around have one at the same place.
const ALIGNED_COLUMN: f32 = 0.3;

/// So much larger than the blanks of its row must such a gap be.
const LARGER_THAN_BLANKS: f32 = 1.25;

/// In ems: the same where all gaps of the row are at such places.
const SEVERAL_ALIGNED: f32 = 0.2;

/// So many rows above and below are looked at.
const ROWS_AROUND: usize = 2;

/// In ems: closer than this is the same place.
const SAME_PLACE: f32 = 0.1;

/// What lies before a letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gap {
    /// The letter goes on the word.
    None,
    /// The letter begins a word.
    Blank,
    /// The letter begins a segment.
    Column,
}

/// A visible letter and what lies before it.
pub struct Seen<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// What lies before it.
    pub gap: Gap,
    /// In ems; zero or less where letters touch.
    distance: f32,
    /// The file writes a blank into the gap.
    written: bool,
    /// The file draws the letter right after the one before it.
    follows: bool,
    /// Where the next letter would stand without a gap.
    end: f32,
}

/// The visible letters of all rows with what lies before each.
pub fn between_letters(rows: &[Row]) -> Vec<Vec<Seen<'_>>> {
    let mut seen: Vec<Vec<Seen<'_>>> = rows.iter().map(visible).collect();
    for (row, letters) in rows.iter().zip(&mut seen) {
        tell_gaps(letters, row);
    }
    let mut borders: Vec<Vec<f32>> = seen.iter().map(|letters| borders_of(letters)).collect();
    // Down the page and up again, so that one row with clear borders tells all rows of its table.
    for place in (0..seen.len()).chain((0..seen.len()).rev()) {
        let around = (place.saturating_sub(ROWS_AROUND)..=place + ROWS_AROUND)
            .filter(|&other| other != place)
            .filter_map(|other| borders.get(other));
        let around: Vec<f32> = around.flatten().copied().collect();
        if let (Some(letters), Some(own)) = (seen.get_mut(place), borders.get_mut(place)) {
            add_aligned_borders(letters, &around);
            *own = borders_of(letters);
        }
    }
    seen
}

/// Where segments begin behind a column border.
fn borders_of(letters: &[Seen<'_>]) -> Vec<f32> {
    let behind_borders = letters.iter().filter(|seen| seen.gap == Gap::Column);
    behind_borders.map(|seen| seen.letter.left).collect()
}

/// Cells filled to their edge leave little room before the next: the rows around show where the border is.
/// One gap alone must be larger than the blanks of its row; several at once are no coincidence.
fn add_aligned_borders(letters: &mut [Seen<'_>], around: &[f32]) {
    let is_aligned = |seen: &Seen<'_>| {
        let near = SAME_PLACE * seen.letter.size;
        around
            .iter()
            .any(|edge| (edge - seen.letter.left).abs() <= near)
    };
    let blanks = || letters.iter().filter(|seen| seen.gap == Gap::Blank);
    let aligned = blanks().filter(|seen| is_aligned(seen)).count();
    let mut others: Vec<f32> = blanks()
        .filter(|seen| !is_aligned(seen))
        .map(|seen| seen.distance)
        .collect();
    others.sort_by(f32::total_cmp);
    let least = match others.get(others.len() / 2) {
        Some(usual) => (usual * LARGER_THAN_BLANKS).max(ALIGNED_COLUMN),
        None if aligned > 1 => SEVERAL_ALIGNED,
        None => ALIGNED_COLUMN,
    };
    for seen in letters.iter_mut() {
        if seen.gap == Gap::Blank && seen.distance >= least && is_aligned(seen) {
            seen.gap = Gap::Column;
        }
    }
}

fn visible(row: &Row) -> Vec<Seen<'_>> {
    let mut seen: Vec<Seen<'_>> = Vec::new();
    let mut blanks: Vec<&Letter> = Vec::new();
    for (letter, is_tracked) in row.letters.iter().zip(tracked(&row.letters)) {
        if letter.blank {
            blanks.push(letter);
            continue;
        }
        let mut here = Seen {
            letter,
            gap: Gap::None,
            distance: 0.0,
            written: false,
            follows: false,
            end: if is_tracked {
                letter.next
            } else {
                letter.right
            },
        };
        if let Some(before) = seen.last() {
            here.distance = (letter.left - before.end) / before.letter.size.max(letter.size);
            here.follows = follows(before.letter, letter);
            here.written = blanks
                .iter()
                .any(|blank| lies_between(before.letter, blank, letter, here.distance));
        }
        seen.push(here);
        blanks.clear();
    }
    seen
}

/// Spacing set between all letters of a text is no gap. Set between two of them, or set and taken back between
/// the next two, it is: some programs write blanks so.
fn tracked(letters: &[Letter]) -> Vec<bool> {
    const FEWEST: usize = 4;
    let spacing = |letter: &Letter| (letter.next - letter.right) / letter.size;
    let mut runs: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for pair in letters.windows(2) {
        if let [letter, next] = pair
            && letter.run == next.run
        {
            let (kept, all) = runs.entry(letter.run).or_default();
            *kept += usize::from((next.left - letter.next).abs() <= 0.08 * letter.size);
            *all += 1;
        }
    }
    let is_tracked = |letter: &Letter| {
        let (kept, all) = runs.get(&letter.run).copied().unwrap_or_default();
        spacing(letter) > 0.005 && all + 1 >= FEWEST && 5 * kept >= 4 * all
    };
    letters.iter().map(is_tracked).collect()
}

/// A text drawn elsewhere in between would be another cell or column.
fn follows(before: &Letter, letter: &Letter) -> bool {
    const BLANKS_AT_MOST: usize = 64;
    letter.order > before.order && letter.order - before.order <= BLANKS_AT_MOST
}

/// A blank drawn elsewhere on the same spot says nothing, as under a text that another covers.
fn lies_between(before: &Letter, blank: &Letter, letter: &Letter, distance: f32) -> bool {
    let is_drawn_between = before.order < blank.order && blank.order < letter.order;
    // Where letters touch, a blank drawn between them was taken back: some programs kern so.
    distance > 0.08 || is_drawn_between && follows(before, letter) && distance > 0.02
}

fn tell_gaps(visible: &mut [Seen<'_>], row: &Row) {
    let spread = spread_letters(visible);
    let is_justified = is_justified(visible);
    for place in 0..visible.len() {
        let is_mark = is_mark_border(visible, place, row) || is_leader_border(visible, place);
        let in_spread = spread.iter().find(|(range, _)| range.contains(&place));
        let blank = in_spread.map_or(BLANK, |(_, gap)| *gap);
        let Some(seen) = visible.get_mut(place) else {
            return;
        };
        let limit = match (seen.follows, seen.written) {
            (true, true) => COLUMN_AFTER_BLANK,
            (true, false) | (false, true) => COLUMN,
            (false, false) => COLUMN_AFTER_OTHERS,
        };
        seen.gap = if seen.distance > limit && !is_justified {
            Gap::Column
        } else if seen.written || seen.distance > blank || is_mark {
            Gap::Blank
        } else {
            Gap::None
        };
    }
}

/// Where the dots between a title and its page number begin or end.
fn is_leader_border(visible: &[Seen<'_>], place: usize) -> bool {
    const FEWEST: usize = 5;
    let is_dot = |place: usize| {
        let text = visible.get(place).map(|seen| &*seen.letter.text);
        matches!(text, Some("." | "…" | "·"))
    };
    let Some(before) = place.checked_sub(1) else {
        return false;
    };
    match (is_dot(before), is_dot(place)) {
        (false, true) => (place..place + FEWEST).all(is_dot),
        (true, false) => (place.saturating_sub(FEWEST)..place).all(is_dot) && place >= FEWEST,
        _ => false,
    }
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
