//! Tables: rows and cells, merged and repeated ones.

use super::body::Reader;
use crate::flow::{Block, Cell, Inline, Row};
use crate::limits::{REPEATED, TABLE_COLUMNS};
use crate::office::xml::Element;

impl<'x> Reader<'x> {
    pub fn table(&mut self, table: Element<'x>) -> Vec<Row> {
        let mut rows = Vec::new();
        let around = self.painted;
        self.painted = self.styles.paints("table", table).unwrap_or(around);
        self.rows(table, &mut rows);
        self.painted = around;
        rows
    }

    fn rows(&mut self, parent: Element<'x>, rows: &mut Vec<Row>) {
        for element in parent.elements() {
            match element.name() {
                "table-row" => {
                    let around = self.painted;
                    self.painted = self.styles.paints("table-row", element).unwrap_or(around);
                    let row = self.row(element);
                    self.painted = around;
                    let more = count(element, "number-rows-repeated") - 1;
                    let size = row.cells.iter().map(|cell| size(&cell.blocks)).sum();
                    let copies = if is_empty(&row) {
                        0
                    } else {
                        self.copies(more, size)
                    };
                    rows.extend(std::iter::repeat_n(row, 1 + copies));
                }
                "table-header-rows" | "table-rows" | "table-row-group" => self.rows(element, rows),
                _ => {}
            }
        }
    }

    /// How often a row or cell of this size is set again. All copies of a document share what they may take.
    fn copies(&mut self, wanted: usize, size: usize) -> usize {
        let copies = wanted.min(REPEATED).min(self.repeats_left / size.max(1));
        self.repeats_left -= copies * size;
        copies
    }

    fn row(&mut self, element: Element<'x>) -> Row {
        let mut row = Row::default();
        let mut column = 0;
        for element in element.elements() {
            let repeated = count(element, "number-columns-repeated");
            match element.name() {
                "table-cell" => {
                    let around = self.painted;
                    self.painted = self.styles.paints("table-cell", element).unwrap_or(around);
                    let blocks = self.blocks_within(element);
                    self.painted = around;
                    let copies = self.copies(repeated - 1, size(&blocks));
                    for place in 0..=copies.min(TABLE_COLUMNS.saturating_sub(column)) {
                        let blocks = blocks.clone();
                        let column = column + place;
                        row.cells.push(Cell { column, blocks });
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

/// What a copy takes: characters, and a few for each thing that stands in it.
fn size(blocks: &[Block]) -> usize {
    const OF_BLOCK: usize = 8;
    let sizes = blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => {
            let inlines = paragraph.inlines.iter().map(|inline| match inline {
                Inline::Text(text, _) => text.len() + OF_BLOCK,
                _ => OF_BLOCK,
            });
            inlines.sum::<usize>() + OF_BLOCK
        }
        Block::Table(rows) => {
            let cells = rows.iter().flat_map(|row| &row.cells);
            cells.map(|cell| size(&cell.blocks) + OF_BLOCK).sum()
        }
        Block::PageBreak(_) | Block::Section(_) => OF_BLOCK,
    });
    sizes.sum()
}

/// At least one.
fn count(element: Element<'_>, name: &str) -> usize {
    let count = element.attribute(name).and_then(|count| count.parse().ok());
    count.unwrap_or(1).max(1)
}
