//! Tables: rows and cells, merged and repeated ones.

use super::body::Reader;
use crate::flow::{Block, Cell, Row};
use crate::limits::{REPEATED, TABLE_COLUMNS};
use crate::office::xml::Element;

impl<'x> Reader<'x> {
    pub fn table(&mut self, table: Element<'x>) -> Vec<Row> {
        let mut rows = Vec::new();
        self.rows(table, &mut rows);
        rows
    }

    fn rows(&mut self, parent: Element<'x>, rows: &mut Vec<Row>) {
        for element in parent.elements() {
            match element.name() {
                "table-row" => {
                    let row = self.row(element);
                    let repeated = count(element, "number-rows-repeated");
                    let times = if is_empty(&row) { 1 } else { repeated.min(REPEATED) };
                    rows.extend(std::iter::repeat_n(row, times));
                }
                "table-header-rows" | "table-rows" | "table-row-group" => self.rows(element, rows),
                _ => {}
            }
        }
    }

    fn row(&mut self, element: Element<'x>) -> Row {
        let mut row = Row::default();
        let mut column = 0;
        for element in element.elements() {
            let repeated = count(element, "number-columns-repeated");
            match element.name() {
                "table-cell" => {
                    let blocks = self.blocks_within(element);
                    let times = repeated.min(TABLE_COLUMNS);
                    for place in 0..times {
                        let column = (column + place).min(TABLE_COLUMNS);
                        if place == 0 || !blocks.is_empty() && column < TABLE_COLUMNS {
                            let blocks = blocks.clone();
                            row.cells.push(Cell { column, blocks });
                        }
                    }
                }
                "covered-table-cell" => {}
                _ => continue,
            }
            column = column.saturating_add(repeated).min(TABLE_COLUMNS);
        }
        row
    }
}

fn is_empty(row: &Row) -> bool {
    let mut blocks = row.cells.iter().flat_map(|cell| &cell.blocks);
    blocks.all(|block| matches!(block, Block::Paragraph(one) if one.inlines.is_empty()))
}

/// At least one.
fn count(element: Element<'_>, name: &str) -> usize {
    let count = element.attribute(name).and_then(|count| count.parse().ok());
    count.unwrap_or(1).max(1)
}
