//! Tables of a page, those that hold data and those that lay it out.

use scraper::ElementRef;

use super::content::is_left_out;
use super::style::{Context, style};
use super::walk::Walker;
use crate::flow::{Block, Cell, Row};
use crate::limits::{TABLE_COLUMNS, TABLE_DEPTH};

/// Browsers stop at the same number.
const ROWS_SPANNED: usize = 1000;

/// So many links in a cell, and little else, are a menu.
const LINKS_OF_MENU: usize = 3;

impl Walker<'_> {
    pub fn table(&mut self, element: ElementRef<'_>, context: Context) {
        self.end_paragraph(0.0, context);
        if self.tables >= TABLE_DEPTH {
            self.children(element, context);
            self.end_paragraph(0.0, context);
            return;
        }
        self.tables += 1;
        let mut grid = Grid {
            lays_out: matches!(element.value().attr("role"), Some("presentation" | "none")),
            ..Grid::default()
        };
        self.rows(element, context, &mut grid);
        self.tables -= 1;
        self.push_table(Block::Table(grid.rows));
    }

    fn rows(&mut self, parent: ElementRef<'_>, mut context: Context, grid: &mut Grid) {
        style(parent, &mut context, self.seen);
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
                        stacked: false,
                    });
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, element: ElementRef<'_>, mut context: Context, grid: &mut Grid) {
        style(element, &mut context, self.seen);
        let mut row = Row {
            stacked: grid.lays_out || lays_out(element),
            ..Row::default()
        };
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
                style(cell, &mut context, self.seen);
                let blocks = self.within(cell, context);
                row.cells.push(Cell { column, blocks });
            }
            column = column.saturating_add(across).min(TABLE_COLUMNS);
        }
        grid.end_row();
        grid.rows.push(row);
    }
}

/// Whether a row holds parts of a page: headings with their text, tables, menus.
fn lays_out(row: ElementRef<'_>) -> bool {
    let cells = row.children().filter_map(ElementRef::wrap);
    let mut cells = cells.filter(|cell| cell.value().name() == "td");
    cells.any(|cell| {
        let (mut headings, mut in_headings) = (0_usize, 0_usize);
        let (mut links, mut in_links) = (0_usize, 0_usize);
        for element in cell.descendants().filter_map(ElementRef::wrap) {
            let own = || element.text().map(|text| text.trim().len()).sum::<usize>();
            match element.value().name() {
                "table" if own() > 0 => return true,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    headings += 1;
                    in_headings += own();
                }
                "a" if element.value().attr("href").is_some() => {
                    links += 1;
                    in_links += own();
                }
                _ => {}
            }
        }
        let text = cell.text().map(|text| text.trim().len()).sum::<usize>();
        headings > 0 && text > in_headings || links >= LINKS_OF_MENU && in_links * 2 > text
    })
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
    /// The page says that it holds no data.
    lays_out: bool,
    /// Rows that each column is still taken for.
    taken: [usize; TABLE_COLUMNS],
}

impl Default for Grid {
    fn default() -> Grid {
        Grid {
            rows: Vec::new(),
            lays_out: false,
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
