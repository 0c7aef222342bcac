//! The cover's lines as labels with their values: beside the label, under it, in one column or two.

use super::labels::{self, Label};
use crate::lines::{Line, is_rule};

/// One label and what stands behind it.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) label: Label,
    pub(super) cells: Vec<Cell>,
    /// Indices of the lines that it takes, the label's own first.
    pub(super) lines: Vec<usize>,
}

/// A piece of a value.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Index of its line.
    pub(super) line: usize,
}

/// A column that values fall into.
struct Column {
    left: f32,
    field: usize,
    line: usize,
}

/// Assigns the cover's cells to labels. Gives also the indices of lines that no label took.
pub(super) fn read(lines: &[(usize, &Line<'_>)]) -> (Vec<Field>, Vec<Cell>) {
    let mut fields: Vec<Field> = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    let mut free: Vec<Cell> = Vec::new();
    for &(index, line) in lines {
        for segment in line.segments {
            let text = segment.text.trim();
            if text.is_empty() || is_rule(text) {
                continue;
            }
            let tolerance = if segment.font_size.is_some() {
                9.0
            } else {
                2.5
            };
            if let Some((label, value)) = labels::read(text) {
                columns.retain(|column| {
                    column.line == index || column.left < segment.left - tolerance
                });
                columns.push(Column {
                    left: segment.left,
                    field: fields.len(),
                    line: index,
                });
                let cells = (!value.is_empty()).then(|| Cell {
                    text: value.to_owned(),
                    line: index,
                });
                fields.push(Field {
                    label,
                    cells: cells.into_iter().collect(),
                    lines: vec![index],
                });
                continue;
            }
            let cell = Cell {
                text: text.to_owned(),
                line: index,
            };
            let column = columns
                .iter()
                .filter(|column| column.left <= segment.left + tolerance)
                .max_by(|one, other| {
                    one.left
                        .total_cmp(&other.left)
                        .then(one.line.cmp(&other.line))
                });
            let field = column
                .and_then(|column| fields.get_mut(column.field))
                .filter(|field| takes_more(field, &cell));
            match field {
                Some(field) => {
                    field.lines.push(index);
                    field.cells.push(cell);
                }
                None => free.push(cell),
            }
        }
    }
    (fields, free)
}

/// Whether a field's value may go on with a cell.
fn takes_more(field: &Field, cell: &Cell) -> bool {
    let on_last_line = field.cells.last().is_none_or(|last| last.line == cell.line);
    let next_to_label = field.cells.is_empty();
    match field.label {
        Label::Date | Label::Time | Label::Range | Label::Posted | Label::PostedUntil => {
            next_to_label || on_last_line
        }
        Label::Body => field.cells.len() < 2,
        Label::Chair | Label::Secretary => field.cells.len() < 2,
        Label::AdjusterSignature => field.cells.len() < 4,
        Label::Place | Label::PlaceAndTime | Label::Adjustment => field.cells.len() < 4,
        Label::Unused => next_to_label || on_last_line,
        _ => true,
    }
}
