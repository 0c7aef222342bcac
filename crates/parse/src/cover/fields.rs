//! The cover's lines as labels with their values: beside the label, under it, in one column or two.

use std::collections::HashSet;

use paragraf_model::{Segment, Span};

use super::labels::{self, Label};
use crate::lines::{Line, is_rule};
use crate::notes;
use crate::scan;

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
    pub(super) span: Span,
}

impl Field {
    /// The lines of its value.
    pub(super) fn span(&self) -> Span {
        notes::around(self.cells.iter().map(|cell| cell.span))
    }
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
    let mut in_table: Option<usize> = None;
    let mut wrapped: HashSet<(usize, u32)> = HashSet::new();
    for (place, &(index, line)) in lines.iter().enumerate() {
        if is_table_head(line) {
            in_table = Some(fields.len());
            columns.clear();
            fields.push(Field {
                label: Label::Members,
                cells: Vec::new(),
                lines: vec![index],
            });
            continue;
        }
        let opens_label = line
            .segments
            .first()
            .is_some_and(|first| labels::read(first.text.trim()).is_some());
        if let Some(field) = in_table
            .filter(|_| !opens_label)
            .and_then(|table| fields.get_mut(table))
        {
            field.lines.push(index);
            field.cells.push(Cell {
                text: line.text.clone(),
                line: index,
                span: line.span(),
            });
            continue;
        }
        in_table = None;
        for segment in line.segments {
            let text = segment.text.trim();
            if text.is_empty()
                || is_rule(text)
                || wrapped.contains(&(index, segment.left.to_bits()))
            {
                continue;
            }
            let below = lines.get(place + 1).and_then(|(index, line)| {
                wrapped_label(segment, line).map(|(label, more)| (*index, label, more))
            });
            if let Some((below, label, more)) = below {
                wrapped.insert((below, more.left.to_bits()));
                columns.retain(|column| {
                    column.line == index || column.left < segment.left - tolerance(segment)
                });
                columns.push(Column {
                    left: segment.left,
                    field: fields.len(),
                    line: index,
                });
                fields.push(Field {
                    label,
                    cells: Vec::new(),
                    lines: vec![index, below],
                });
                continue;
            }
            let tolerance = tolerance(segment);
            let in_list = columns.iter().any(|column| {
                column.line != index
                    && (column.left - segment.left).abs() <= tolerance
                    && fields
                        .get(column.field)
                        .is_some_and(|field| is_list(field.label))
            });
            if let Some((label, value)) = labels::read(text).filter(|(label, value)| {
                !(in_list && !text.contains(':') && names_role(*label, value))
            }) {
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
                    span: line.span(),
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
                span: line.span(),
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

/// Attendance lists.
fn is_list(label: Label) -> bool {
    matches!(
        label,
        Label::Members | Label::ServingSubstitutes | Label::Substitutes | Label::Others
    )
}

/// `Ordförande Anna Ask (S)` within a list is an entry, no label.
fn names_role(label: Label, value: &str) -> bool {
    matches!(label, Label::Chair | Label::Secretary) && !value.is_empty()
}

/// How far apart edges of the same column may be.
fn tolerance(segment: &Segment) -> f32 {
    // Counted in character columns, a text is as wide as it has characters; in points it is several times wider.
    let in_columns = segment.right - segment.left <= segment.text.chars().count() as f32 * 1.01;
    if in_columns { 2.5 } else { 9.0 }
}

/// A label that goes on in the line below, in the same column: `Datum för anslags` / `uppsättande`.
fn wrapped_label<'s>(segment: &Segment, below: &Line<'s>) -> Option<(Label, &'s Segment)> {
    if labels::read(segment.text.trim()).is_some() {
        return None;
    }
    let more = below.segments.iter().find(|more| {
        (more.left - segment.left).abs() <= tolerance(segment) && scan::begins_small(&more.text)
    })?;
    let joined = format!("{} {}", segment.text.trim(), more.text.trim());
    let (label, value) = labels::read(&joined)?;
    value.is_empty().then_some((label, more))
}

/// `Namn  Parti  Tjg  Anmärkning`: each line below is one person's row.
fn is_table_head(line: &Line<'_>) -> bool {
    let has = |words: &[&str]| {
        line.segments
            .iter()
            .any(|segment| words.contains(&segment.text.to_lowercase().trim()))
    };
    line.segments.len() >= 2 && has(&["namn", "ledamot", "ledamöter"]) && has(&["parti", "part"])
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
