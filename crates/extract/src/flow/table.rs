//! Tables: rows of cells side by side, or cells one after another where the table only lays out a page.

use paragraf_model::{Segment, SourceLine};

use super::pages::set_blocks;
use super::setting::{Set, Setter};
use super::{PageBreak, Row};
use crate::limits::{TABLE_COLUMNS, TABLE_DEPTH};

/// Blanks between columns.
const BETWEEN_COLUMNS: f32 = 3.0;

/// A cell moves the columns after it no farther than this: one long cell must not tear the table apart.
const WIDEST_COLUMN: f32 = 48.0;

/// A cell with a line longer than this, among others, holds running text.
const LINE_OF_PROSE: f32 = 100.0;

/// A cell beside running text may have so many lines and still be a label in the margin.
const LINES_OF_LABEL: usize = 3;

/// Sets a table. Rows stay rows: what stands side by side on paper becomes segments of the same line.
pub fn set(rows: &[Row], setter: &mut Setter, depth: usize) -> Vec<Set> {
    if depth >= TABLE_DEPTH {
        let cells = rows.iter().flat_map(|row| &row.cells);
        return cells
            .flat_map(|cell| set_blocks(&cell.blocks, setter, depth + 1))
            .collect();
    }
    let rows: Vec<SetRow> = rows
        .iter()
        .map(|row| SetRow::of(row, setter, depth))
        .collect();
    let lefts = lefts(&rows);
    rows.into_iter().flat_map(|row| row.lines(&lefts)).collect()
}

struct SetRow {
    /// Those with text, from left to right.
    cells: Vec<SetCell>,
    full_pages: usize,
    stacked: bool,
}

struct SetCell {
    column: usize,
    lines: Vec<SourceLine>,
    /// The right edge of its longest line.
    width: f32,
}

impl SetRow {
    fn of(row: &Row, setter: &mut Setter, depth: usize) -> SetRow {
        let mut full_pages = 0;
        let mut cells = Vec::new();
        for cell in &row.cells {
            let mut lines = Vec::new();
            let mut breaks = 0;
            for set in set_blocks(&cell.blocks, setter, depth + 1) {
                match set {
                    Set::Line(line) => lines.push(line),
                    Set::Break(_) => breaks += 1,
                    Set::Section(_) => {}
                }
            }
            full_pages = full_pages.max(breaks);
            if lines.iter().any(|line| !line.is_blank()) {
                let width = lines.iter().map(right).fold(0.0, f32::max);
                cells.push(SetCell {
                    column: cell.column.min(TABLE_COLUMNS - 1),
                    lines,
                    width,
                });
            }
        }
        let stacked = row.stacked || is_layout(&cells);
        if cells.len() > 1 && !stacked {
            // Blank lines in one cell would tear its lines from those beside them.
            for cell in &mut cells {
                cell.lines.retain(|line| !line.is_blank());
            }
        }
        SetRow {
            cells,
            full_pages,
            stacked,
        }
    }

    fn lines(self, lefts: &[f32]) -> Vec<Set> {
        let mut set: Vec<Set> = Vec::new();
        if self.stacked || self.cells.len() < 2 {
            let is_alone = self.cells.len() < 2 && !self.stacked;
            for cell in self.cells {
                let left = lefts.get(cell.column).copied().unwrap_or_default();
                let left = if is_alone { left } else { 0.0 };
                set.extend(
                    cell.lines
                        .into_iter()
                        .map(|line| Set::Line(moved(line, left))),
                );
            }
        } else {
            let height = self.cells.iter().map(|cell| cell.lines.len()).max();
            for place in 0..height.unwrap_or(0) {
                set.push(Set::Line(side_by_side(&self.cells, place, lefts)));
            }
        }
        let breaks = std::iter::repeat_n(Set::Break(PageBreak::Full), self.full_pages);
        set.extend(breaks);
        set
    }
}

fn right(line: &SourceLine) -> f32 {
    line.segments.last().map_or(0.0, |segment| segment.right)
}

fn moved(mut line: SourceLine, by: f32) -> SourceLine {
    for segment in &mut line.segments {
        segment.left += by;
        segment.right += by;
    }
    line
}

fn side_by_side(cells: &[SetCell], place: usize, lefts: &[f32]) -> SourceLine {
    let mut segments: Vec<Segment> = Vec::new();
    for cell in cells {
        let Some(line) = cell.lines.get(place) else {
            continue;
        };
        let wanted = lefts.get(cell.column).copied().unwrap_or_default();
        let end = segments.last().map(|before| before.right + BETWEEN_COLUMNS);
        let begins = line.segments.first().map_or(0.0, |first| first.left);
        let left = end.map_or(wanted, |end| wanted.max(end - begins));
        segments.extend(moved(line.clone(), left).segments);
    }
    SourceLine {
        segments,
        baseline: None,
    }
}

/// Where each column begins: after the widest cell of the one before, as far as something stands beside it.
fn lefts(rows: &[SetRow]) -> Vec<f32> {
    let columns = rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| cell.column + 1)
        .max()
        .unwrap_or(0);
    let mut lefts = vec![0.0_f32; columns];
    for column in 1..columns {
        let before = lefts.get(column - 1).copied().unwrap_or_default();
        let mut left = before;
        for row in rows.iter().filter(|row| !row.stacked) {
            for pair in row.cells.windows(2) {
                if let [cell, next] = pair
                    && cell.column < column
                    && next.column >= column
                {
                    let from = lefts.get(cell.column).copied().unwrap_or_default();
                    left = left.max(from + cell.width.min(WIDEST_COLUMN) + BETWEEN_COLUMNS);
                }
            }
        }
        if let Some(place) = lefts.get_mut(column) {
            *place = left;
        }
    }
    lefts
}

/// Running text in one cell and lists or more running text beside it: the table lays out a page, and what stands
/// at the same height has nothing to do with one another.
fn is_layout(cells: &[SetCell]) -> bool {
    let is_prose =
        |cell: &SetCell| cell.lines.len() >= 2 && cell.width > LINE_OF_PROSE || cell.is_long();
    let Some((last, others)) = cells.split_last() else {
        return false;
    };
    cells.len() > 1 && cells.iter().any(SetCell::holds_sections)
        || others.iter().any(is_prose)
        || is_prose(last) && others.iter().any(|cell| cell.lines.len() > LINES_OF_LABEL)
}

impl SetCell {
    /// Several sections of minutes with text of their own: more than a list of their numbers.
    fn holds_sections(&self) -> bool {
        let begins_section = |line: &&SourceLine| {
            let first = line.segments.first();
            first.is_some_and(|first| first.text.trim_start().starts_with('§'))
        };
        let sections = self.lines.iter().filter(begins_section).count();
        let lines = self.lines.iter().filter(|line| !line.is_blank()).count();
        sections >= 2 && lines >= sections * 2
    }

    fn is_long(&self) -> bool {
        const CHARACTERS: f32 = 600.0;
        self.lines.iter().map(right).sum::<f32>() > CHARACTERS && self.width > LINE_OF_PROSE
    }
}
