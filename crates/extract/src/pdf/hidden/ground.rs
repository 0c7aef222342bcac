//! What lies on a page at each spot: a coarse picture of its opaque paint, kept while the content is run.
//!
//! A glyph asks twice: when it is shown, for the colour that it is painted on, and at the end of the page, for
//! whether something opaque was painted there later. Both cost a look at a few cells, however many shapes a page
//! has. A row is written only where something is painted, and paint over the whole page costs nothing.

use super::path::{CellSpan, Grid};
use crate::limits::{PAINTED_CELLS, PAINTED_CELLS_OF_PAGE};
use crate::pdf::colour::Colour;
use crate::pdf::geometry::Rectangle;

/// What lies in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell(u64);

/// A colour that cannot be told: pictures, patterns, mixed or transparent paint.
const UNKNOWN: u32 = 0x8000_0000;

const COLOUR_BITS: u64 = 0xFFFF_FFFF;

impl Cell {
    const WHITE_PAPER: Cell = Cell::new(0, 0x00FF_FFFF);
    const UNKNOWN_PAPER: Cell = Cell::new(0, UNKNOWN);

    const fn new(order: u32, colour: u32) -> Cell {
        Cell((order as u64) << 32 | colour as u64)
    }

    /// When it was last painted over for good; 0 is paper.
    pub fn order(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// What colour it has, if that can be told.
    pub fn colour(self) -> Colour {
        let colour = (self.0 & COLOUR_BITS) as u32;
        let part = |shift: u32| (colour >> shift & 0xFF) as f32 / 255.0;
        (colour & UNKNOWN == 0).then(|| [part(16), part(8), part(0)])
    }

    fn tinted(self, colour: u32) -> Cell {
        Cell(self.0 & !COLOUR_BITS | u64::from(colour))
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
    /// The same paint, too thin to hide anything.
    pub fn as_tint(self) -> Paint {
        match self {
            Paint::Opaque(colour) | Paint::Tint(colour) => Paint::Tint(colour),
        }
    }
}

/// The cells of a page.
pub struct Ground {
    /// Where cells lie.
    pub grid: Grid,
    cells: Vec<Cell>,
    /// A row holds what was painted if it has the number of the current sheet, else the paper.
    sheets: Vec<u32>,
    sheet: u32,
    paper: Cell,
    order: u32,
    work_of_page: usize,
    work: usize,
}

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
        self.work_of_page = 0;
    }

    /// How many times something opaque was painted.
    pub fn order(&self) -> u32 {
        self.order
    }

    /// There was more paint than can be followed: from there on nothing is taken to hide anything.
    pub fn is_exhausted(&self) -> bool {
        self.work_of_page > PAINTED_CELLS_OF_PAGE || self.work > PAINTED_CELLS
    }

    /// Counts work that was done on shapes; too much of it makes all that lies on the page unknown.
    pub fn count(&mut self, cells: usize) {
        if self.is_exhausted() {
            return;
        }
        self.work_of_page += cells;
        self.work += cells;
        if self.is_exhausted() {
            self.paper = Cell::UNKNOWN_PAPER;
            self.sheet += 1;
        }
    }

    /// A new layer of paint begins, over everything so far.
    pub fn begin(&mut self, paint: Paint) {
        self.order += u32::from(matches!(paint, Paint::Opaque(_)));
    }

    /// Paints a rectangle in points.
    pub fn rectangle(&mut self, rectangle: &Rectangle, paint: Paint) {
        let (columns, rows) = (self.grid.columns(rectangle), self.grid.rows(rectangle));
        if columns.is_empty() || rows.is_empty() || self.is_exhausted() {
            return;
        }
        let is_whole = columns.len() == self.grid.column_count && rows.len() == self.grid.row_count;
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

    fn span(&mut self, row: usize, columns: std::ops::Range<usize>, paint: Paint) {
        let order = self.order;
        let Some(cells) = self.row(row).get_mut(columns) else {
            return;
        };
        match paint {
            Paint::Opaque(colour) => cells.fill(Cell::new(order, packed(colour))),
            Paint::Tint(colour) => {
                let colour = packed(colour);
                cells
                    .iter_mut()
                    .for_each(|cell| *cell = cell.tinted(colour));
            }
        }
    }

    /// A row to be painted on; it is paper until then.
    fn row(&mut self, row: usize) -> &mut [Cell] {
        let width = self.grid.column_count;
        let needed = width * self.grid.row_count;
        if self.cells.len() < needed {
            self.cells.resize(needed, Cell::WHITE_PAPER);
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
            cells.fill(self.paper);
        }
        cells
    }

    /// What lies at a point; `None` outside the page.
    pub fn at(&self, (x, y): (f32, f32)) -> Option<Cell> {
        let (column, row) = self.grid.cell(x, y)?;
        if self.sheets.get(row) != Some(&self.sheet) {
            return Some(self.paper);
        }
        let place = row * self.grid.column_count + column;
        self.cells.get(place).copied()
    }
}

fn packed(colour: Colour) -> u32 {
    let part = |value: f32| (value.clamp(0.0, 1.0) * 255.0).round() as u32;
    match colour {
        Some([red, green, blue]) => part(red) << 16 | part(green) << 8 | part(blue),
        None => UNKNOWN,
    }
}
