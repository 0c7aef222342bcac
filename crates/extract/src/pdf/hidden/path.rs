//! Paths as polygons on the page, and the cells of the page's grid that they fill.

use std::ops::Range;

use crate::limits::{CROSSINGS, GROUND_CELLS, PATH_POINTS};
use crate::pdf::geometry::{Matrix, Rectangle};

/// How a page is divided into cells.
#[derive(Clone, Copy, Debug)]
pub struct Grid {
    /// Cells across.
    pub column_count: usize,
    /// Cells down.
    pub row_count: usize,
    columns_per_point: f64,
    rows_per_point: f64,
}

/// Cells in a row that a shape fills.
#[derive(Clone, Debug, PartialEq)]
pub struct CellSpan {
    /// From the top.
    pub row: usize,
    /// From the left.
    pub columns: Range<usize>,
}

/// Words end between letters, lines between rows: finer across than down.
const COLUMNS_PER_POINT: f64 = 2.0;

impl Grid {
    /// Cells of half a point by a point; larger ones for sheets larger than any letter.
    pub fn of_page(width: f64, height: f64) -> Grid {
        let area = (width * height * COLUMNS_PER_POINT).max(1.0);
        let scale = (GROUND_CELLS as f64 / area).sqrt().min(1.0);
        let (columns_per_point, rows_per_point) = (COLUMNS_PER_POINT * scale, scale);
        Grid {
            column_count: (width * columns_per_point).ceil().max(0.0) as usize,
            row_count: (height * rows_per_point).ceil().max(0.0) as usize,
            columns_per_point,
            rows_per_point,
        }
    }

    /// Columns whose middle lies in a rectangle.
    pub fn columns(&self, rectangle: &Rectangle) -> Range<usize> {
        middles(rectangle.left, rectangle.right, self.columns_per_point)
            .clamped_to(self.column_count)
    }

    /// Rows whose middle lies in a rectangle; `bottom` is the upper edge on the page as it is seen.
    pub fn rows(&self, rectangle: &Rectangle) -> Range<usize> {
        middles(rectangle.bottom, rectangle.top, self.rows_per_point).clamped_to(self.row_count)
    }

    /// The cell around a point.
    pub fn cell(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let column = x * self.columns_per_point as f32;
        let row = y * self.rows_per_point as f32;
        let is_inside = column >= 0.0 && row >= 0.0;
        let (column, row) = (column as usize, row as usize);
        (is_inside && column < self.column_count && row < self.row_count).then_some((column, row))
    }

    /// Height of a row in points.
    pub fn row_height(&self) -> f64 {
        1.0 / self.rows_per_point
    }
}

trait Clamped {
    fn clamped_to(self, count: usize) -> Range<usize>;
}

impl Clamped for Range<f64> {
    fn clamped_to(self, count: usize) -> Range<usize> {
        let start = (self.start.max(0.0) as usize).min(count);
        let end = (self.end.max(0.0) as usize).min(count);
        start..end.max(start)
    }
}

fn middles(from: f64, to: f64, scale: f64) -> Range<f64> {
    (from * scale - 0.5).ceil()..(to * scale - 0.5).ceil()
}

/// Which points a path that crosses itself holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// All that it winds around.
    NonZero,
    /// Every second layer.
    EvenOdd,
}

/// A path under construction, on the page as it is seen.
#[derive(Default)]
pub struct Path {
    points: Vec<(f64, f64)>,
    /// Where in `points` a part begins.
    begins: Vec<usize>,
    /// A part ended by `h`: what follows without `m` begins where it began.
    closed: bool,
    /// Too long to be followed.
    overlong: bool,
    crossings: Vec<Crossing>,
}

/// Where an edge passes the middle of a row.
struct Crossing {
    row: u32,
    x: f64,
    winding: i32,
}

/// Straight pieces that stand for a curve: enough for a box with round corners.
const PIECES_OF_CURVE: u32 = 6;

impl Path {
    /// `m`.
    pub fn move_to(&mut self, point: (f64, f64)) {
        // A part of a single point draws nothing.
        if self
            .begins
            .last()
            .is_some_and(|&begin| begin + 1 == self.points.len())
        {
            self.points.pop();
            self.begins.pop();
        }
        self.begins.push(self.points.len());
        self.closed = false;
        self.push(point);
    }

    /// `l`.
    pub fn line_to(&mut self, point: (f64, f64)) {
        if self.closed
            && let Some(&begin) = self.begins.last()
            && let Some(&start) = self.points.get(begin)
        {
            self.move_to(start);
        }
        if self.points.is_empty() {
            self.move_to(point);
        } else {
            self.push(point);
        }
    }

    /// `c`, and with a control point given twice `v` and `y`.
    pub fn curve_to(&mut self, first: (f64, f64), second: (f64, f64), end: (f64, f64)) {
        let start = self.last().unwrap_or(first);
        for piece in 1..=PIECES_OF_CURVE {
            let t = f64::from(piece) / f64::from(PIECES_OF_CURVE);
            let u = 1.0 - t;
            let mix = |a: f64, b: f64, c: f64, d: f64| {
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            self.line_to((
                mix(start.0, first.0, second.0, end.0),
                mix(start.1, first.1, second.1, end.1),
            ));
        }
    }

    /// `h`.
    pub fn close(&mut self) {
        if let Some(&begin) = self.begins.last()
            && let Some(&start) = self.points.get(begin)
        {
            self.push(start);
            self.closed = true;
        }
    }

    /// `re`, or any other rectangle.
    pub fn rectangle(&mut self, [x, y, width, height]: [f64; 4], matrix: Matrix) {
        self.move_to(matrix.apply(x, y));
        self.push(matrix.apply(x + width, y));
        self.push(matrix.apply(x + width, y + height));
        self.push(matrix.apply(x, y + height));
        self.close();
    }

    fn push(&mut self, point: (f64, f64)) {
        if self.points.len() < PATH_POINTS && point.0.is_finite() && point.1.is_finite() {
            self.points.push(point);
        } else {
            self.overlong = true;
        }
    }

    /// Where it goes on.
    pub fn last(&self) -> Option<(f64, f64)> {
        self.points.last().copied()
    }

    /// Nothing was drawn.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Its shape cannot be told.
    pub fn is_overlong(&self) -> bool {
        self.overlong
    }

    /// Begins anew.
    pub fn clear(&mut self) {
        self.points.clear();
        self.begins.clear();
        (self.closed, self.overlong) = (false, false);
    }

    /// The upright rectangle around it.
    pub fn bounds(&self) -> Option<Rectangle> {
        let (&(x, y), rest) = self.points.split_first()?;
        let around = Rectangle::new([x, y, x, y]);
        Some(rest.iter().fold(around, |around, &(x, y)| Rectangle {
            left: around.left.min(x),
            bottom: around.bottom.min(y),
            right: around.right.max(x),
            top: around.top.max(y),
        }))
    }

    /// It is one upright rectangle.
    pub fn as_rectangle(&self) -> Option<Rectangle> {
        let (a, b, c, d) = match *self.points.as_slice() {
            [a, b, c, d] => (a, b, c, d),
            [a, b, c, d, end] if end == a => (a, b, c, d),
            _ => return None,
        };
        let same = |one: f64, other: f64| (one - other).abs() < 0.01;
        let across_first = same(a.1, b.1) && same(b.0, c.0) && same(c.1, d.1) && same(d.0, a.0);
        let down_first = same(a.0, b.0) && same(b.1, c.1) && same(c.0, d.0) && same(d.1, a.1);
        let is_one = self.begins.len() == 1 && !self.overlong;
        (is_one && (across_first || down_first)).then(|| Rectangle::new([a.0, a.1, c.0, c.1]))
    }

    /// Straight pieces, for painting along them.
    pub fn pieces(&self) -> impl Iterator<Item = [(f64, f64); 2]> {
        let ends = self.begins.iter().skip(1).copied();
        let ends = ends.chain([self.points.len()]);
        let parts = self.begins.iter().zip(ends);
        let parts = parts.filter_map(|(&begin, end)| self.points.get(begin..end));
        parts.flat_map(|part| part.windows(2).map(|pair| [pair[0], pair[1]]))
    }

    /// The cells whose middle it holds, row by row, within some bounds. Parts count as closed. `None` for a path
    /// that nobody can follow.
    pub fn cells(&mut self, rule: Rule, grid: &Grid, within: &Rectangle) -> Option<Cells> {
        if self.overlong {
            return None;
        }
        let rows = grid.rows(within);
        let columns = grid.columns(within);
        let mut crossings = std::mem::take(&mut self.crossings);
        crossings.clear();
        let ends = self.begins.iter().skip(1).copied();
        let ends = ends.chain([self.points.len()]);
        for (&begin, end) in self.begins.iter().zip(ends) {
            let part = self.points.get(begin..end).unwrap_or_default();
            for (at, &from) in part.iter().enumerate() {
                let to = part.get(at + 1).or(part.first()).copied().unwrap_or(from);
                cross(from, to, grid, &rows, &mut crossings);
                if crossings.len() > CROSSINGS {
                    return None;
                }
            }
        }
        crossings.sort_unstable_by(|a, b| a.row.cmp(&b.row).then(a.x.total_cmp(&b.x)));
        let cells = Cells {
            spans: spans(&crossings, rule, &columns),
            work: WORK_OF_CROSSING * crossings.len(),
        };
        self.crossings = crossings;
        Some(cells)
    }
}

/// The cells that a path holds.
pub struct Cells {
    /// Row by row, from left to right.
    pub spans: Vec<CellSpan>,
    /// How many painted cells finding them counts for.
    pub work: usize,
}

/// Finding where an edge passes a row takes as long as painting so many cells.
const WORK_OF_CROSSING: usize = 8;

fn cross(
    from: (f64, f64),
    to: (f64, f64),
    grid: &Grid,
    rows: &Range<usize>,
    crossings: &mut Vec<Crossing>,
) {
    let place = |(x, y): (f64, f64)| (x * grid.columns_per_point, y * grid.rows_per_point);
    let (from, to) = (place(from), place(to));
    let (upper, lower, winding) = if from.1 <= to.1 {
        (from, to, 1)
    } else {
        (to, from, -1)
    };
    let first = (upper.1 - 0.5).ceil().max(rows.start as f64) as usize;
    let end = ((lower.1 - 0.5).ceil().max(0.0) as usize).min(rows.end);
    let slope = (lower.0 - upper.0) / (lower.1 - upper.1);
    for row in first..end {
        crossings.push(Crossing {
            row: row as u32,
            x: upper.0 + (row as f64 + 0.5 - upper.1) * slope,
            winding,
        });
    }
}

fn spans(crossings: &[Crossing], rule: Rule, columns: &Range<usize>) -> Vec<CellSpan> {
    let mut spans: Vec<CellSpan> = Vec::new();
    let mut winding = 0;
    for pair in crossings.windows(2) {
        let [from, to] = pair else { continue };
        winding += from.winding;
        if from.row != to.row {
            winding = 0;
            continue;
        }
        let is_inside = match rule {
            Rule::NonZero => winding != 0,
            Rule::EvenOdd => winding % 2 != 0,
        };
        let cells = middles(from.x, to.x, 1.0).clamped_to(columns.end);
        let cells = cells.start.max(columns.start)..cells.end;
        if is_inside && !cells.is_empty() {
            spans.push(CellSpan {
                row: from.row as usize,
                columns: cells,
            });
        }
    }
    spans
}

/// What two shapes share; both row by row and from left to right.
pub fn common_cells(one: &[CellSpan], other: &[CellSpan]) -> Vec<CellSpan> {
    let mut common = Vec::new();
    let mut first = 0;
    for span in one {
        while other.get(first).is_some_and(|other| {
            other.row < span.row || other.row == span.row && other.columns.end <= span.columns.start
        }) {
            first += 1;
        }
        let rest = other.get(first..).unwrap_or_default();
        let meeting = rest
            .iter()
            .take_while(|other| other.row == span.row && other.columns.start < span.columns.end);
        common.extend(meeting.map(|other| CellSpan {
            row: span.row,
            columns: span.columns.start.max(other.columns.start)
                ..span.columns.end.min(other.columns.end),
        }));
    }
    common
}
