//! What lies on a page at each spot: a coarse picture of its opaque paint, kept while the content is run.
//!
//! A glyph asks twice: when it is shown, for the colour that it is painted on, and at the end of the page, for
//! whether something opaque was painted there later. Both cost a look at a few cells, however many shapes a page
//! has. A row is written only where something is painted, and paint over the whole page costs nothing.

use super::SAME_COLOUR;
use super::path::{CellSpan, Grid, Path, Rule};
use crate::limits::{PAINTED_CELLS, PAINTED_CELLS_OF_PAGE};
use crate::pdf::colour::Colour;
use crate::pdf::geometry::Rectangle;

/// What lies in a cell: in the upper half when it was painted over, in the lower its colour, five bits a part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell(u32);

/// A colour that cannot be told: pictures, patterns, mixed or transparent paint.
const UNKNOWN: u32 = 0x8000;

const COLOUR_BITS: u32 = 0xFFFF;

/// Of red, green and blue.
const STEPS: f32 = 31.0;

/// Paint that text and pictures lie between can be told apart so many times.
const MOST_ORDERS: u32 = 0xFFFF;

impl Cell {
    const WHITE_PAPER: Cell = Cell::new(0, 0x7FFF);
    const UNKNOWN_PAPER: Cell = Cell::new(0, UNKNOWN);

    const fn new(order: u32, colour: u32) -> Cell {
        Cell(order << 16 | colour)
    }

    /// When it was last painted over for good; 0 is paper.
    pub fn order(self) -> u32 {
        self.0 >> 16
    }

    /// What colour it has, if that can be told.
    pub fn colour(self) -> Colour {
        let part = |shift: u32| (self.0 >> shift & 0x1F) as f32 / STEPS;
        (self.0 & UNKNOWN == 0).then(|| [part(10), part(5), part(0)])
    }

    /// No eye tells it from this colour.
    pub fn is_nearly(self, colour: [f32; 3]) -> bool {
        self.colour().is_some_and(|own| {
            let mut parts = own.iter().zip(colour);
            parts.all(|(own, part)| (own - part).abs() <= SAME_COLOUR)
        })
    }

    fn tinted(self, colour: u32) -> Cell {
        Cell(self.0 & !COLOUR_BITS | colour)
    }
}

/// How paint changes what lies below it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Paint {
    /// Hides what lies below.
    Opaque(Colour),
    /// Changes its colour only: it is transparent, or too thin to hide anything.
    Tint(Colour),
}

impl Paint {
    /// The same paint where it is too thin to hide anything.
    pub fn as_tint(self) -> Paint {
        match self {
            Paint::Opaque(colour) | Paint::Tint(colour) => Paint::Tint(colour),
        }
    }
}

/// Cells at the edges of the page that paint over all of it may leave out.
const MARGIN: usize = 4;

/// The cells of a page.
pub struct Ground {
    /// Where cells lie.
    pub grid: Grid,
    /// Zeros until they are painted, so that memory is taken only for rows that are.
    cells: Vec<u32>,
    /// A row holds what was painted if it has the number of the current sheet, else the paper.
    sheets: Vec<u32>,
    sheet: u32,
    paper: Cell,
    order: u32,
    /// Something was shown since the last opaque paint, and the next one may hide it.
    is_asked: bool,
    /// Of the paper and of all that was painted, while they are few.
    colours: Vec<u32>,
    work_of_page: usize,
    work: usize,
}

/// A page of minutes has three or four.
const FEW_COLOURS: usize = 12;

impl Ground {
    /// Before the first page.
    pub fn new() -> Ground {
        Ground {
            grid: Grid::of_page(0.0, 0.0),
            cells: Vec::new(),
            sheets: Vec::new(),
            sheet: 0,
            paper: Cell::WHITE_PAPER,
            order: 0,
            is_asked: false,
            colours: Vec::new(),
            work_of_page: 0,
            work: 0,
        }
    }

    /// A white page of this size.
    pub fn clear(&mut self, width: f64, height: f64) {
        self.grid = Grid::of_page(width, height);
        self.paper = Cell::WHITE_PAPER;
        self.sheet += 1;
        self.order = 0;
        self.is_asked = false;
        self.colours.clear();
        self.colours.push(Cell::WHITE_PAPER.0 & COLOUR_BITS);
        self.work_of_page = 0;
    }

    /// The order of what was painted last; what is painted from here on has a higher one.
    pub fn order(&mut self) -> u32 {
        self.is_asked = true;
        self.order
    }

    /// The highest order of all.
    pub fn last_order(&self) -> u32 {
        self.order
    }

    /// There was more paint than can be followed: from there on nothing is taken to hide anything.
    pub fn is_exhausted(&self) -> bool {
        self.work_of_page > PAINTED_CELLS_OF_PAGE
            || self.work > PAINTED_CELLS
            || self.order > MOST_ORDERS
    }

    /// Counts work that was done on shapes; too much of it makes all that lies on the page unknown.
    pub fn count(&mut self, cells: usize) {
        if self.is_exhausted() {
            return;
        }
        self.work_of_page += cells;
        self.work += cells;
        self.give_up_if_exhausted();
    }

    fn give_up_if_exhausted(&mut self) {
        if self.is_exhausted() {
            self.paper = Cell::UNKNOWN_PAPER;
            self.sheet += 1;
        }
    }

    /// A new layer of paint begins, over everything so far.
    pub fn begin(&mut self, paint: Paint) {
        let (Paint::Opaque(colour) | Paint::Tint(colour)) = paint;
        let colour = packed(colour);
        if self.colours.len() < FEW_COLOURS && !self.colours.contains(&colour) {
            self.colours.push(colour);
        }
        if matches!(paint, Paint::Opaque(_)) && self.is_asked && !self.is_exhausted() {
            self.order += 1;
            self.is_asked = false;
            self.give_up_if_exhausted();
        }
    }

    /// Paints a rectangle in points.
    pub fn rectangle(&mut self, rectangle: &Rectangle, paint: Paint) {
        let (columns, rows) = (self.grid.columns(rectangle), self.grid.rows(rectangle));
        if columns.is_empty() || rows.is_empty() || self.is_exhausted() {
            return;
        }
        let is_whole = columns.len() + MARGIN >= self.grid.column_count
            && rows.len() + MARGIN >= self.grid.row_count;
        if let Paint::Opaque(colour) = paint
            && is_whole
        {
            self.paper = Cell::new(self.order, packed(colour));
            self.sheet += 1;
            return;
        }
        self.count(rows.len() * (8 + columns.len()));
        if self.is_exhausted() {
            return;
        }
        for row in rows {
            self.span(row, columns.clone(), paint);
        }
    }

    /// The cells that a path holds within some bounds; `None` where that takes too long.
    pub fn cells(
        &mut self,
        path: &mut Path,
        rule: Rule,
        within: &Rectangle,
    ) -> Option<Vec<CellSpan>> {
        if self.is_exhausted() {
            return None;
        }
        let cells = path.cells(rule, &self.grid, within)?;
        self.count(cells.work);
        Some(cells.spans)
    }

    /// Paints cells that a shape fills.
    pub fn spans(&mut self, spans: &[CellSpan], paint: Paint) {
        for span in spans {
            self.count(8 + span.columns.len());
            if self.is_exhausted() {
                return;
            }
            self.span(span.row, span.columns.clone(), paint);
        }
    }

    /// Draws a short thin line in a colour that is not followed.
    pub fn trace(&mut self, from: (f64, f64), to: (f64, f64)) {
        let steps = ((to.0 - from.0).abs() + (to.1 - from.1).abs()) * 2.0;
        let steps = steps.ceil().max(1.0) as usize;
        self.count(2 * steps);
        for step in 0..=steps {
            let share = step as f64 / steps as f64;
            let x = from.0 + share * (to.0 - from.0);
            let y = from.1 + share * (to.1 - from.1);
            let Some((column, row)) = self.grid.cell(x as f32, y as f32) else {
                continue;
            };
            if self.is_exhausted() {
                return;
            }
            self.span(row, column..column + 1, Paint::Tint(None));
        }
    }

    fn span(&mut self, row: usize, columns: std::ops::Range<usize>, paint: Paint) {
        let order = self.order;
        let Some(cells) = self.row(row).get_mut(columns) else {
            return;
        };
        match paint {
            Paint::Opaque(colour) => cells.fill(Cell::new(order, packed(colour)).0),
            Paint::Tint(colour) => {
                let colour = packed(colour);
                for cell in cells {
                    *cell = Cell(*cell).tinted(colour).0;
                }
            }
        }
    }

    /// A row to be painted on; it is paper until then.
    fn row(&mut self, row: usize) -> &mut [u32] {
        let width = self.grid.column_count;
        let needed = width * self.grid.row_count;
        if self.cells.len() < needed {
            self.cells = vec![0; needed];
            self.sheet += 1;
        }
        if self.sheets.len() < self.grid.row_count {
            self.sheets.resize(self.grid.row_count, 0);
        }
        let cells = self.cells.get_mut(row * width..(row + 1) * width);
        let (Some(cells), Some(sheet)) = (cells, self.sheets.get_mut(row)) else {
            return &mut [];
        };
        if *sheet != self.sheet {
            *sheet = self.sheet;
            cells.fill(self.paper.0);
        }
        cells
    }

    /// Whether text of this colour could stand on something of its own colour anywhere.
    pub fn may_have(&self, colour: [f32; 3]) -> bool {
        let mut colours = self.colours.iter();
        self.colours.len() == FEW_COLOURS
            || colours.any(|&other| Cell::new(0, other).is_nearly(colour))
    }

    /// What lies at a point; `None` outside the page.
    pub fn at(&self, (x, y): (f32, f32)) -> Option<Cell> {
        let (column, row) = self.grid.cell(x, y)?;
        if self.sheets.get(row) != Some(&self.sheet) {
            return Some(self.paper);
        }
        let place = row * self.grid.column_count + column;
        self.cells.get(place).copied().map(Cell)
    }
}

fn packed(colour: Colour) -> u32 {
    let part = |value: f32| (value.clamp(0.0, 1.0) * STEPS).round() as u32;
    match colour {
        Some([red, green, blue]) => part(red) << 10 | part(green) << 5 | part(blue),
        None => UNKNOWN,
    }
}
