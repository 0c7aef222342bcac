//! What lies between two letters of a row: nothing, a blank, or a column border.

use super::rows::Row;
use super::{Letter, borders};

/// In ems: a larger gap between two letters is a blank, also where the file writes none.
const BLANK: f32 = 0.15;

/// In ems: a larger gap is a column border.
const COLUMN: f32 = 0.95;

/// In ems: the same where the file writes a blank into the gap. A line stretched to its margin has wider ones.
const COLUMN_AFTER_BLANK: f32 = 1.3;

/// In ems: blanks of fixed width are not wider.
const WIDEST_PLAIN_BLANK: f32 = 0.65;

/// In ems: the same where the file draws something else in between: another cell, another column.
const COLUMN_AFTER_OTHERS: f32 = 0.7;

/// In ems: the same on a page whose text has its blanks written: a gap without one was made by moving on.
const COLUMN_WITHOUT_BLANK: f32 = 0.5;

/// In ems: further from where the last character ends, a letter has been placed.
const JUMP: f32 = 0.12;

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
    pub distance: f32,
    /// The file writes a blank into the gap.
    written: bool,
    /// The letter does not stand where the file's last character ends, a blank included.
    jumped: bool,
    /// Several blanks fill a cell up to its width; they part more than words.
    padded: bool,
    /// One of the blanks by which a line is stretched to its margin.
    stretched: bool,
    /// The file draws the letter right after the one before it.
    follows: bool,
    /// Where the next letter would stand without a gap.
    pub end: f32,
}

impl Seen<'_> {
    /// A blank between words as the file writes it: nothing moved, and no wider than blanks are.
    pub fn is_plain_blank(&self) -> bool {
        let is_blank = self.written && !self.jumped && !self.padded;
        is_blank && self.distance < WIDEST_PLAIN_BLANK || self.stretched
    }
}

/// The visible letters of all rows with what lies before each.
pub fn between_letters(rows: &[Row]) -> Vec<Vec<Seen<'_>>> {
    let mut seen: Vec<Vec<Seen<'_>>> = rows.iter().map(visible).collect();
    let has_blanks = has_written_blanks(&seen);
    for (row, letters) in rows.iter().zip(&mut seen) {
        tell_gaps(letters, row, has_blanks);
    }
    borders::complete(&mut seen);
    seen
}

/// Most words of the page are parted by blanks that the file writes; other files only move on.
fn has_written_blanks(seen: &[Vec<Seen<'_>>]) -> bool {
    const FEWEST: usize = 4;
    const SIZE_OF_BLANKS: std::ops::Range<f32> = 0.1..0.6;
    let (mut written, mut all) = (0, 0);
    for letter in seen.iter().flatten() {
        if letter.written || SIZE_OF_BLANKS.contains(&letter.distance) {
            all += 1;
            written += usize::from(letter.written);
        }
    }
    all >= FEWEST && 10 * written >= 8 * all
}

fn visible(row: &Row) -> Vec<Seen<'_>> {
    let mut seen: Vec<Seen<'_>> = Vec::new();
    let mut blanks: Vec<&Letter> = Vec::new();
    for (letter, tracking) in row.letters.iter().zip(tracking(&row.letters)) {
        if letter.blank {
            blanks.push(letter);
            continue;
        }
        let mut here = Seen {
            letter,
            gap: Gap::None,
            distance: 0.0,
            written: false,
            jumped: false,
            padded: false,
            stretched: false,
            follows: false,
            end: letter.right + tracking * letter.size,
        };
        if let Some(before) = seen.last() {
            here.distance = (letter.left - before.end) / before.letter.size.max(letter.size);
            here.follows = follows(before.letter, letter);
            here.jumped = jumped(before.letter, &blanks, letter);
            here.written = blanks
                .iter()
                .any(|blank| lies_between(before.letter, blank, letter, here.distance));
            here.padded = is_padded(before.letter, &blanks, &here);
        }
        seen.push(here);
        blanks.clear();
    }
    seen
}

/// In ems of each letter: the spacing of its text where that is set alike between all letters, by whatever means. It is
/// no gap. Set between two letters, or set and taken back between the next two, it is one: some programs write
/// blanks so.
fn tracking(letters: &[Letter]) -> Vec<f32> {
    // Numbers in a row may stand apart alike and yet be cells; letters do not, nor what the spacing operator set apart.
    let pairs = letters.windows(2).filter_map(|pair| match pair {
        [letter, next]
            if letter.run == next.run
                && (is_of_word(letter) && is_of_word(next)
                    || (next.left - letter.next).abs() <= 0.03 * letter.size) =>
        {
            Some((letter.run, (next.left - letter.right) / letter.size))
        }
        _ => None,
    });
    let mut spacings: Vec<(u32, f32)> = pairs.collect();
    spacings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let of_runs: Vec<(u32, f32)> = spacings
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(usual_spacing)
        .collect();
    let of_letter = |letter: &Letter| {
        let place = of_runs.binary_search_by_key(&letter.run, |&(run, _)| run);
        place
            .ok()
            .and_then(|place| of_runs.get(place))
            .map_or(0.0, |&(_, spacing)| spacing)
    };
    letters.iter().map(of_letter).collect()
}

fn is_of_word(letter: &Letter) -> bool {
    letter.text.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// Of one run, from its spacings in order of size.
fn usual_spacing(spacings: &[(u32, f32)]) -> Option<(u32, f32)> {
    const FEWEST: usize = 3;
    const ALIKE: f32 = 0.03;
    const SET: std::ops::Range<f32> = 0.01..0.6;
    let &(run, middle) = spacings.get(spacings.len() / 2)?;
    if spacings.len() < FEWEST || !SET.contains(&middle) {
        return None;
    }
    let alike = spacings
        .iter()
        .filter(|(_, spacing)| (spacing - middle).abs() <= ALIKE);
    (5 * alike.count() >= 4 * spacings.len()).then_some((run, middle))
}

/// By blanks that are drawn in between; those of another cell may lie on the same spot.
fn is_padded(before: &Letter, blanks: &[&Letter], here: &Seen<'_>) -> bool {
    let orders = before.order..here.letter.order;
    let drawn = blanks.iter().filter(|blank| orders.contains(&blank.order));
    match drawn.count() {
        0 | 1 => false,
        2 => here.jumped,
        _ => true,
    }
}

/// A text drawn elsewhere in between would be another cell or column.
fn follows(before: &Letter, letter: &Letter) -> bool {
    const BLANKS_AT_MOST: usize = 64;
    letter.order > before.order && letter.order - before.order <= BLANKS_AT_MOST
}

fn jumped(before: &Letter, blanks: &[&Letter], letter: &Letter) -> bool {
    let stands_behind = |last: &Letter| {
        last.order + 1 == letter.order && (letter.left - last.next).abs() <= JUMP * letter.size
    };
    !stands_behind(before) && !blanks.iter().any(|blank| stands_behind(blank))
}

/// A blank drawn elsewhere on the same spot says nothing, as under a text that another covers.
fn lies_between(before: &Letter, blank: &Letter, letter: &Letter, distance: f32) -> bool {
    let is_drawn_between = before.order < blank.order && blank.order < letter.order;
    // Where letters touch, a blank drawn between them was taken back: some programs kern so.
    distance > 0.08 || is_drawn_between && follows(before, letter) && distance > 0.02
}

fn tell_gaps(visible: &mut [Seen<'_>], row: &Row, has_blanks: bool) {
    let spread = spread_letters(visible);
    mark_stretched(visible, has_blanks);
    for place in 0..visible.len() {
        let is_mark = is_mark_border(visible, place, row);
        let is_leader = is_leader_border(visible, place);
        let in_spread = spread.iter().find(|(range, _)| range.contains(&place));
        let Some(seen) = visible.get_mut(place) else {
            return;
        };
        let column = match in_spread {
            Some((_, gap)) => column_limit(seen, has_blanks).max(1.5 * gap),
            None => column_limit(seen, has_blanks),
        };
        let blank = in_spread.map_or(BLANK, |(_, gap)| *gap);
        seen.gap = if is_leader || seen.distance > column && !seen.stretched {
            Gap::Column
        } else if seen.written || seen.distance > blank || is_mark {
            Gap::Blank
        } else {
            Gap::None
        };
    }
}

fn column_limit(seen: &Seen<'_>, has_blanks: bool) -> f32 {
    let written = seen.written && !seen.padded;
    match (seen.follows, written) {
        (true, true) => COLUMN_AFTER_BLANK,
        (_, false) if has_blanks || seen.padded => COLUMN_WITHOUT_BLANK,
        (true, false) | (false, true) => COLUMN,
        (false, false) => COLUMN_AFTER_OTHERS,
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

/// A line stretched to its margin has wide gaps that are all alike; columns differ. Two columns of such lines side by
/// side are two lines.
fn mark_stretched(visible: &mut [Seen<'_>], has_blanks: bool) {
    const LARGEST: f32 = 2.5;
    const ALIKE: f32 = 1.25;
    let is_word_gap = |seen: &Seen<'_>| seen.written || seen.distance > BLANK;
    let is_between_lines = |seen: &Seen<'_>| {
        seen.padded || !seen.follows || has_blanks && !seen.written && seen.distance > BLANK
    };
    let fewest = if has_blanks { 2 } else { 4 };
    for line in visible.chunk_by_mut(|_, next| !is_between_lines(next)) {
        let ends_in_digit =
            |seen: &Seen<'_>| seen.letter.text.ends_with(|c: char| c.is_ascii_digit());
        // Hard blanks within numbers are not stretched, and numbers alone are cells.
        let gaps = line.windows(2).filter_map(|pair| match pair {
            [before, seen]
                if is_word_gap(seen) && !(ends_in_digit(before) && ends_in_digit(seen)) =>
            {
                Some(seen.distance)
            }
            _ => None,
        });
        let (least, most, count) = gaps.fold((f32::MAX, 0.0f32, 0), |(least, most, count), gap| {
            (least.min(gap), most.max(gap), count + 1)
        });
        if count >= fewest && most < LARGEST && most <= ALIKE * least {
            for seen in line.iter_mut().skip(1).filter(|seen| is_word_gap(seen)) {
                seen.stretched = true;
            }
        }
    }
}

/// Letters set apart for emphasis (`P R O T O K O L L`): stretches in which every letter stands alone, each
/// with the gap that would be a blank between words there.
fn spread_letters(visible: &[Seen<'_>]) -> Vec<(std::ops::Range<usize>, f32)> {
    const FEWEST: usize = 5;
    const LEAST: f32 = 0.1;
    let mut stretches = Vec::new();
    let mut start = 0;
    for place in 1..=visible.len() {
        let goes_on = visible.get(place).is_some_and(|seen| {
            let is_letter = is_of_word(seen.letter);
            is_letter && !seen.written && (LEAST..COLUMN).contains(&seen.distance)
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
