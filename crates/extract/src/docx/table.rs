//! Tables: rows and cells, also where Word wraps them in controls and changes.

use super::body::Reader;
use super::properties::{is_on, shading, whole};
use crate::flow::{Cell, Row};
use crate::limits::TABLE_COLUMNS;
use crate::office::xml::Element;

impl<'x> Reader<'x> {
    pub fn table(&mut self, table: Element<'x>) -> Vec<Row> {
        let mut rows = Vec::new();
        let set = table.child("tblPr");
        let style = set.and_then(|set| set.value_of("tblStyle", "val"));
        let by_style = style.is_some_and(|style| self.styles.paints(style));
        let own = set.and_then(|set| set.child("shd")).and_then(shading);
        let around = self.painted;
        self.painted = own.unwrap_or(around || by_style);
        self.rows(table, &mut rows);
        self.painted = around;
        rows
    }

    fn rows(&mut self, parent: Element<'x>, rows: &mut Vec<Row>) {
        for element in parent.elements() {
            match element.name() {
                "tr" => rows.extend(self.row(element)),
                "del" | "moveFrom" => self.noticed.deleted += 1,
                "tblPr" | "tblGrid" | "sdtPr" => {}
                _ => self.rows(element, rows),
            }
        }
    }

    fn row(&mut self, element: Element<'x>) -> Option<Row> {
        let set = element.child("trPr");
        if set.is_some_and(|set| set.child("del").is_some()) {
            self.noticed.deleted += 1;
            return None;
        }
        if set.and_then(|set| set.child("hidden")).is_some_and(is_on) {
            self.noticed.hidden += 1;
            return None;
        }
        let before = set.and_then(|set| whole(set.value_of("gridBefore", "val")));
        let mut row = Row::default();
        let mut column = (before.unwrap_or(0) as usize).min(TABLE_COLUMNS);
        self.cells(element, &mut column, &mut row);
        Some(row)
    }

    fn cells(&mut self, parent: Element<'x>, column: &mut usize, row: &mut Row) {
        for element in parent.elements() {
            match element.name() {
                "tc" => self.cell(element, column, row),
                "trPr" | "tblPrEx" | "sdtPr" => {}
                "del" | "moveFrom" => self.noticed.deleted += 1,
                _ => self.cells(element, column, row),
            }
        }
    }

    fn cell(&mut self, element: Element<'x>, column: &mut usize, row: &mut Row) {
        let set = element.child("tcPr");
        let span = set.and_then(|set| whole(set.value_of("gridSpan", "val")));
        let merged_above = set.and_then(|set| set.child("vMerge")).is_some_and(goes_on);
        let merged_left = set.and_then(|set| set.child("hMerge")).is_some_and(goes_on);
        let is_struck = set.is_some_and(|set| set.child("cellDel").is_some());
        self.noticed.deleted += usize::from(is_struck);
        if !merged_above && !merged_left && !is_struck {
            let around = self.painted;
            let own = set.and_then(|set| set.child("shd")).and_then(shading);
            self.painted = own.unwrap_or(around);
            row.cells.push(Cell {
                column: *column,
                blocks: self.blocks_within(element),
            });
            self.painted = around;
        }
        *column = column
            .saturating_add(span.unwrap_or(1).max(1) as usize)
            .min(TABLE_COLUMNS);
    }
}

/// A cell that goes on with the one above or before it; the first of them says `restart`.
fn goes_on(merge: Element<'_>) -> bool {
    merge.attribute("val") != Some("restart")
}
