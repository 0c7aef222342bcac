//! Tables of a page, those that hold data and those that lay it out.

use scraper::ElementRef;

use super::content::is_left_out;
use super::walk::{Context, Walker, style};
use crate::flow::{Block, Cell, Row};
use crate::limits::{TABLE_COLUMNS, TABLE_DEPTH};

/// Browsers stop at the same number.
const ROWS_SPANNED: usize = 1000;

impl Walker<'_> {
    pub fn table(&mut self, element: ElementRef<'_>, context: Context) {
        self.end_paragraph(0.0, context);
        if self.tables >= TABLE_DEPTH {
            self.children(element, context);
            self.end_paragraph(0.0, context);
            return;
        }
        self.tables += 1;
        let mut grid = Grid::default();
        self.rows(element, context, &mut grid);
        self.tables -= 1;
        self.push_table(Block::Table(grid.rows));
    }

    fn rows(&mut self, parent: ElementRef<'_>, mut context: Context, grid: &mut Grid) {
        style(parent, &mut context);
        for element in parent.children().filter_map(ElementRef::wrap) {
            if self.seen.is_hidden(element) {
                self.leave_hidden(element);
                continue;
            }
            match element.value().name() {
                "tr" => self.row(element, context, grid),
                "thead" | "tbody" | "tfoot" => self.rows(element, context, grid),
                "caption" => {
                    let blocks = self.within(element, context);
                    grid.rows.push(Row {
                        cells: vec![Cell { column: 0, blocks }],
                    });
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, element: ElementRef<'_>, mut context: Context, grid: &mut Grid) {
        style(element, &mut context);
        let mut row = Row::default();
        let mut column = 0;
        for cell in element.children().filter_map(ElementRef::wrap) {
            if !matches!(cell.value().name(), "td" | "th") {
                continue;
            }
            column = grid.next_free(column);
            let (across, down) = (span(cell, "colspan"), span(cell, "rowspan"));
            grid.occupy(column, across, down);
            if self.seen.is_hidden(cell) {
                self.leave_hidden(cell);
            } else if !is_left_out(cell, self.leave, self.seen) {
                let mut context = context;
                style(cell, &mut context);
                let blocks = self.within(cell, context);
                row.cells.push(Cell { column, blocks });
            }
            column = column.saturating_add(across).min(TABLE_COLUMNS);
        }
        grid.end_row();
        grid.rows.push(row);
    }
}

fn span(cell: ElementRef<'_>, name: &str) -> usize {
    let span = cell
        .value()
        .attr(name)
        .and_then(|span| span.trim().parse().ok());
    span.unwrap_or(1_usize).clamp(1, ROWS_SPANNED)
}

/// Rows, and the places that cells from above still take up.
struct Grid {
    rows: Vec<Row>,
    /// Rows that each column is still taken for.
    taken: [usize; TABLE_COLUMNS],
}

impl Default for Grid {
    fn default() -> Grid {
        Grid {
            rows: Vec::new(),
            taken: [0; TABLE_COLUMNS],
        }
    }
}

impl Grid {
    fn next_free(&self, column: usize) -> usize {
        let taken = self.taken.iter().skip(column);
        column + taken.take_while(|rows| **rows > 0).count()
    }

    fn occupy(&mut self, column: usize, across: usize, down: usize) {
        for taken in self.taken.iter_mut().skip(column).take(across) {
            *taken = down;
        }
    }

    fn end_row(&mut self) {
        for taken in &mut self.taken {
            *taken = taken.saturating_sub(1);
        }
    }
}
