//! Reading order of segments: rows from top to bottom, true newspaper columns one after the other.
//!
//! A list of names in two columns and a table stay rows, because a row belongs together there. Columns are read
//! one after the other only where three signs agree: no row crosses the gutter, one side at least is filled with
//! running text, and the file itself writes one side as a whole before the other.

use std::ops::Range;

use super::Line;
use super::segments::{CutRow, Piece};

/// A side with fewer lines than this is no column of running text.
const FEWEST_LINES: usize = 3;

/// In ems: columns of running text are not narrower.
const NARROWEST: f32 = 8.0;

/// Share of the lines of running text that begin within a sentence, with a small letter. Names do not.
const SMALL_BEGINNINGS: f32 = 0.25;

/// Share of lines that go on nearly to the edge of their column.
const FILLED_LINES: f32 = 0.35;

/// How far a line goes to count as filled, as a share of the column's width.
const NEARLY: f32 = 0.75;

/// In ems: a block of columns may end at a gap between rows that is larger than this.
const BLOCK_GAP: f32 = 1.9;

/// In ems: how far a line may reach over the gutter without belonging to both sides.
const TOO_LONG: f32 = 0.9;

/// More places than this where a block may begin or end are not tried out.
const MOST_BORDERS: usize = 24;

/// More gutters than this are not tried out on one page.
const MOST_GUTTERS: usize = 40;

/// Rows have fewer pieces than this on average where columns are text; a drawing or a trap has hundreds.
const MOST_PIECES: usize = 16;

/// Columns within columns.
const DEEPEST: usize = 4;

/// Rows as lines in reading order.
pub fn in_reading_order(rows: Vec<CutRow>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(rows.len());
    read(rows, 0, &mut lines);
    lines
}

fn read(mut rows: Vec<CutRow>, depth: usize, lines: &mut Vec<Line>) {
    let found = if depth < DEEPEST { block(&rows) } else { None };
    let Some((gutter, range)) = found else {
        lines.extend(rows.into_iter().map(line));
        return;
    };
    let below = rows.split_off(range.end);
    let inside = rows.split_off(range.start);
    lines.extend(rows.into_iter().map(line));
    let (left, right) = inside.into_iter().map(|row| split(row, gutter)).unzip();
    for side in [left, right] {
        let side: Vec<CutRow> = side;
        read(
            side.into_iter()
                .filter(|row| !row.pieces.is_empty())
                .collect(),
            depth + 1,
            lines,
        );
    }
    read(below, depth + 1, lines);
}

fn line(row: CutRow) -> Line {
    Line {
        baseline: row.baseline,
        size: row.size,
        breaks_flow: false,
        segments: row.pieces.into_iter().map(|piece| piece.segment).collect(),
    }
}

fn split(row: CutRow, gutter: f32) -> (CutRow, CutRow) {
    let (left, right): (Vec<Piece>, Vec<Piece>) = row
        .pieces
        .into_iter()
        .partition(|piece| piece.segment.left < gutter);
    let side = |pieces| CutRow {
        baseline: row.baseline,
        size: row.size,
        pieces,
    };
    (side(left), side(right))
}

/// The gutter of the longest block of columns, and the rows of the block.
fn block(rows: &[CutRow]) -> Option<(f32, Range<usize>)> {
    let mut best: Option<(f32, Range<usize>)> = None;
    let pieces: usize = rows.iter().map(|row| row.pieces.len()).sum();
    if pieces > MOST_PIECES * rows.len() {
        return None;
    }
    for gutter in gutters(rows) {
        for run in uncrossed(rows, gutter) {
            let longest = best.as_ref().map_or(0, |(_, range)| range.len());
            if let Some(range) = columns_in(rows, gutter, run, longest) {
                best = Some((gutter, range));
            }
        }
    }
    best
}

/// Where gaps between segments lie, most frequent first.
fn gutters(rows: &[CutRow]) -> Vec<f32> {
    const STEP: f32 = 4.0;
    let mut places: Vec<i32> = rows
        .iter()
        .flat_map(|row| row.pieces.windows(2))
        .filter_map(|pair| Some((pair.first()?.segment.right + pair.last()?.segment.left) / 2.0))
        .map(|middle| (middle / STEP).round() as i32)
        .collect();
    places.sort_unstable();
    let mut counted: Vec<(usize, i32)> = places
        .chunk_by(|a, b| a == b)
        .filter_map(|same| Some((same.len(), *same.first()?)))
        .collect();
    counted.sort_by_key(|&(count, place)| (std::cmp::Reverse(count), place));
    let frequent = counted.into_iter().take(MOST_GUTTERS);
    frequent.map(|(_, place)| place as f32 * STEP).collect()
}

/// Runs of rows in which no segment crosses the gutter. A line that is a little too long does not cross it.
fn uncrossed(rows: &[CutRow], gutter: f32) -> Vec<Range<usize>> {
    let crosses = |row: &CutRow| {
        let reach = gutter + TOO_LONG * row.size;
        row.pieces
            .iter()
            .any(|piece| piece.segment.left < gutter && piece.segment.right > reach)
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for (place, row) in rows.iter().enumerate() {
        if crosses(row) {
            runs.push(start..place);
            start = place + 1;
        }
    }
    runs.push(start..rows.len());
    runs.retain(|run| run.len() >= FEWEST_LINES);
    runs
}

/// The longest part of a run, from gap to gap, that is columns; only if it is longer than what is known.
fn columns_in(
    rows: &[CutRow],
    gutter: f32,
    run: Range<usize>,
    longest: usize,
) -> Option<Range<usize>> {
    let borders = borders(rows, gutter, run);
    // Most ranges are told by their orders alone, so these are put together from the parts between two borders.
    let parts: Vec<Sides> = borders
        .windows(2)
        .map(|border| {
            let rows = rows.get(border[0]..border[1]).unwrap_or_default();
            let sides = rows.iter().map(|row| Sides::of(row, gutter));
            sides.fold(Sides::default(), Sides::and)
        })
        .collect();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (place, &start) in borders.iter().enumerate() {
        let mut sides = Sides::default();
        for (&part, &end) in parts.iter().skip(place).zip(borders.iter().skip(place + 1)) {
            sides = sides.and(part);
            if end - start > longest && end - start >= FEWEST_LINES && sides.are_in_turn() {
                ranges.push(start..end);
            }
        }
    }
    ranges.sort_by_key(|range| std::cmp::Reverse(range.len()));
    ranges.into_iter().find(|range| {
        rows.get(range.clone())
            .is_some_and(|rows| are_columns(rows, gutter))
    })
}

/// Where in a run a block of columns may begin or end: at its ends, at gaps between rows, and where the file no longer
/// writes one side as a whole before the other, as at the foot of a page.
fn borders(rows: &[CutRow], gutter: f32, run: Range<usize>) -> Vec<usize> {
    let mut borders = vec![run.start];
    let mut sides = Sides::default();
    let inside = rows.get(run.clone()).unwrap_or_default();
    for (place, pair) in (run.start + 1..).zip(inside.windows(2)) {
        let [above, below] = pair else {
            continue;
        };
        let of_row = Sides::of(below, gutter);
        let all = sides.and(of_row);
        let in_turn = all.are_in_turn();
        sides = if in_turn { all } else { of_row };
        let is_far = below.baseline - above.baseline > BLOCK_GAP * above.size.max(below.size);
        if !in_turn || is_far {
            borders.push(place);
        }
    }
    borders.truncate(MOST_BORDERS);
    borders.push(run.end);
    borders
}

/// Where in the content the two sides of a gutter are written.
#[derive(Clone, Copy, Default)]
struct Sides {
    left: Orders,
    right: Orders,
}

impl Sides {
    fn of(row: &CutRow, gutter: f32) -> Sides {
        let mut sides = Sides::default();
        for piece in &row.pieces {
            let side = if piece.segment.left < gutter {
                &mut sides.left
            } else {
                &mut sides.right
            };
            *side = side.and(Orders(piece.order, piece.order));
        }
        sides
    }

    fn and(self, other: Sides) -> Sides {
        Sides {
            left: self.left.and(other.left),
            right: self.right.and(other.right),
        }
    }

    /// One side is written as a whole before the other.
    fn are_in_turn(self) -> bool {
        self.left.is_apart_from(self.right)
    }
}

/// First and last place in the content.
#[derive(Clone, Copy)]
struct Orders(usize, usize);

impl Default for Orders {
    fn default() -> Orders {
        Orders(usize::MAX, 0)
    }
}

impl Orders {
    fn and(self, other: Orders) -> Orders {
        Orders(self.0.min(other.0), self.1.max(other.1))
    }

    /// Some programs write the page from its end to its beginning.
    fn is_apart_from(self, other: Orders) -> bool {
        self.1 < other.0 || other.1 < self.0
    }
}

fn are_columns(rows: &[CutRow], gutter: f32) -> bool {
    let left = Side::of(rows, |piece| piece.segment.left < gutter);
    let right = Side::of(rows, |piece| piece.segment.left >= gutter);
    left.is_column() && right.is_column() && (left.is_running_text() || right.is_running_text())
}

/// What stands on one side of a gutter.
struct Side {
    /// Left and right edge of every line.
    lines: Vec<(f32, f32)>,
    small_beginnings: usize,
    em: f32,
}

impl Side {
    fn of(rows: &[CutRow], is_inside: impl Fn(&Piece) -> bool) -> Side {
        let mut side = Side {
            lines: Vec::new(),
            small_beginnings: 0,
            em: 0.0,
        };
        let mut sizes = Vec::new();
        for row in rows {
            let mut inside = row.pieces.iter().filter(|piece| is_inside(piece));
            let Some(first) = inside.next() else {
                continue;
            };
            let last = inside.last().unwrap_or(first);
            side.lines.push((first.segment.left, last.segment.right));
            let begins_small = first
                .segment
                .text
                .chars()
                .next()
                .is_some_and(char::is_lowercase);
            side.small_beginnings += usize::from(begins_small);
            sizes.push(row.size);
        }
        sizes.sort_by(f32::total_cmp);
        side.em = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
        side
    }

    fn is_column(&self) -> bool {
        self.lines.len() >= 2 && self.width() >= NARROWEST * self.em
    }

    fn width(&self) -> f32 {
        let left = self
            .lines
            .iter()
            .map(|line| line.0)
            .fold(f32::MAX, f32::min);
        let right = self
            .lines
            .iter()
            .map(|line| line.1)
            .fold(f32::MIN, f32::max);
        right - left
    }

    fn is_running_text(&self) -> bool {
        let left = self
            .lines
            .iter()
            .map(|line| line.0)
            .fold(f32::MAX, f32::min);
        let reach = left + NEARLY * self.width();
        let filled = self.lines.iter().filter(|line| line.1 >= reach).count();
        let count = self.lines.len() as f32;
        self.lines.len() >= FEWEST_LINES
            && filled as f32 >= FILLED_LINES * count
            && self.small_beginnings as f32 >= SMALL_BEGINNINGS * count
    }
}
