//! The cover's lines as labels with their values: beside the label, under it, in one column or several.

use paragraf_model::Span;

use super::crowd;
use super::labels::{self, Label};
use super::pieces::{self, Piece};
use super::table;
use crate::folding::Folding;
use crate::lines::Line;
use crate::notes;
use crate::people;
use crate::scan;

/// One label and what stands behind it.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) label: Label,
    pub(super) cells: Vec<Cell>,
    /// Indices of the lines that it takes, the label's own first.
    pub(super) lines: Vec<usize>,
    /// Left edge of the label.
    pub(super) left: f32,
    /// Each cell is a person's row.
    pub(super) is_table: bool,
    /// How many labels stand before it on its line with single blanks between.
    pub(super) place_in_crowd: usize,
}

/// A piece of a value.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Index of its line.
    pub(super) line: usize,
    pub(super) left: f32,
    pub(super) span: Span,
}

impl Field {
    /// The lines of its value.
    pub(super) fn span(&self) -> Span {
        notes::around(self.cells.iter().map(|cell| cell.span))
    }
}

/// Assigns the cover's cells to labels. Gives also what no label took.
pub(super) fn read(lines: &[(usize, &Line<'_>)]) -> (Vec<Field>, Vec<Cell>) {
    let rows = pieces::cut(lines);
    let mut reader = Reader {
        role_columns: role_columns(&rows),
        ..Reader::default()
    };
    for ((index, line), row) in lines.iter().zip(&rows) {
        reader.row(*index, line, row);
    }
    (reader.fields, reader.free)
}

/// A column that values fall into.
struct Column {
    left: f32,
    field: usize,
    line: usize,
}

#[derive(Default)]
struct Reader {
    fields: Vec<Field>,
    columns: Vec<Column>,
    free: Vec<Cell>,
    /// The field of the table that is being read.
    table: Option<usize>,
    /// Fields whose labels stand side by side with single blanks between, and so their values.
    crowd: Vec<usize>,
    role_columns: Vec<f32>,
    /// Edges of the table's column for those who did not come.
    absent: Option<[f32; 2]>,
}

impl Reader {
    fn row(&mut self, index: usize, line: &Line<'_>, row: &[Piece<'_>]) {
        if table::is_head(line) {
            self.absent = table::absent_column(line);
            self.columns.clear();
            self.crowd.clear();
            return self.open_table(index, Label::Members);
        }
        let label = row.first().and_then(|first| first.label);
        match (self.table, label) {
            (Some(_), Some(label)) if row.len() == 1 && labels::is_list(label) => {
                return self.open_table(index, label);
            }
            (Some(table), None) => {
                let text = table::row(line, self.absent);
                return self.put(
                    table,
                    Cell {
                        text,
                        line: index,
                        left: 0.0,
                        span: line.span(),
                    },
                );
            }
            _ => self.table = None,
        }
        let mut pieces = row.iter().enumerate();
        while let Some((place, piece)) = pieces.next() {
            let value = row
                .get(place + 1)
                .filter(|next| next.label.is_none() && next.segment == piece.segment);
            match piece.label {
                Some(_) if self.is_entry(piece, value, place) => {
                    let with_value = value.filter(|_| labels::is_office(piece.label));
                    let mut text = piece.text.to_owned();
                    if let Some(value) = with_value {
                        text = format!("{text} {}", value.text);
                        pieces.next();
                    }
                    self.value(piece, text, false);
                }
                Some(label) if is_deputy(label, row.get(..place).unwrap_or_default()) => {
                    self.open(piece, Label::Unused);
                }
                Some(label) => self.open(piece, label),
                None => self.value(piece, piece.text.to_owned(), row.len() == 1),
            }
        }
    }

    /// A list in a table: each line is one person's row.
    fn open_table(&mut self, index: usize, label: Label) {
        self.table = Some(self.fields.len());
        self.fields.push(Field {
            label,
            cells: Vec::new(),
            lines: vec![index],
            left: 0.0,
            is_table: true,
            place_in_crowd: 0,
        });
    }

    /// `Ordförande Anna Ask (S)` within a list is an entry, no label; so is `ledamot` beside a name.
    fn is_entry(&self, piece: &Piece<'_>, value: Option<&Piece<'_>>, place: usize) -> bool {
        let Some(column) = self.column_of(piece) else {
            return false;
        };
        let contents = self
            .fields
            .get(column.field)
            .filter(|field| field.label == Label::Contents);
        if contents.is_some()
            && piece.left > column.left + piece.tolerance
            && !piece.text.ends_with(':')
        {
            return true;
        }
        let in_list = self
            .fields
            .get(column.field)
            .filter(|field| labels::is_list(field.label));
        let Some(list) = in_list.filter(|_| !piece.text.ends_with(':')) else {
            return false;
        };
        let line = piece.lines.first().copied().unwrap_or_default();
        let follows = list
            .cells
            .last()
            .is_some_and(|last| last.line < line && line <= last.line + 2);
        if scan::begins_small(piece.text) && follows {
            return true;
        }
        let beside = place > 0 && list.cells.last().is_some_and(|last| last.line == line);
        let office = labels::is_office(piece.label);
        if beside && (labels::is_role(piece.text) || office) && value.is_none() {
            let held_by_one = !piece.text.folded().contains("ersättare");
            return held_by_one || self.role_columns.iter().any(|left| piece.is_at(*left));
        }
        if !labels::is_office(piece.label) {
            return false;
        }
        // Where values stand right of their labels, what stands under a label is a label.
        let under = match list.cells.is_empty() {
            true => piece.is_at(column.left) && column.line != line,
            false => list.cells.iter().any(|cell| piece.is_at(cell.left)),
        };
        match value {
            Some(value) => under || !people::find_with_party(value.text).is_empty(),
            // Alone on its line it belongs to the name above it, or to the list's first name below.
            None => {
                under && piece.label == Some(Label::Chair) && (follows || list.cells.is_empty())
            }
        }
    }

    fn open(&mut self, piece: &Piece<'_>, label: Label) {
        let line = piece.lines.first().copied().unwrap_or_default();
        let keeps =
            |column: &Column| column.line == line || column.left < piece.left - piece.tolerance;
        self.columns.retain(keeps);
        let field = self.fields.len();
        self.columns.push(Column {
            left: piece.left,
            field,
            line,
        });
        self.fields.push(Field {
            label,
            cells: Vec::new(),
            lines: piece.lines.clone(),
            left: piece.left,
            is_table: false,
            place_in_crowd: piece.place_in_crowd,
        });
        let beside = self.crowd.last().and_then(|&last| self.fields.get(last));
        if beside.is_none_or(|beside| beside.lines.first() != piece.lines.first()) {
            self.crowd.clear();
        }
        if piece.is_crowded || !self.crowd.is_empty() {
            self.crowd.push(field);
        }
    }

    /// The column that a piece falls into: of those that begin left of it, the last one.
    fn column_of(&self, piece: &Piece<'_>) -> Option<&Column> {
        let left = self
            .columns
            .iter()
            .filter(|column| column.left <= piece.left + piece.tolerance);
        left.max_by(|one, other| {
            one.left
                .total_cmp(&other.left)
                .then(one.line.cmp(&other.line))
        })
    }

    fn value(&mut self, piece: &Piece<'_>, text: String, is_alone: bool) {
        let line = piece.lines.first().copied().unwrap_or_default();
        let cell = Cell {
            text,
            line,
            left: piece.left,
            span: piece.span,
        };
        if is_alone && self.crowd.len() > 1 {
            return self.crowded(cell);
        }
        let field = self.column_of(piece).map(|column| column.field);
        match field.filter(|&field| {
            self.fields
                .get(field)
                .is_some_and(|field| takes_more(field, &cell))
        }) {
            Some(field) => self.put(field, cell),
            None => self.free.push(cell),
        }
    }

    /// Parts a row whose columns have run together.
    fn crowded(&mut self, cell: Cell) {
        let crowd = self.crowd.clone();
        let labels: Vec<Label> = crowd
            .iter()
            .filter_map(|&field| self.fields.get(field).map(|field| field.label))
            .collect();
        for (column, text) in crowd::part(&cell.text, &labels) {
            if let Some(&field) = crowd.get(column) {
                self.put(
                    field,
                    Cell {
                        text: text.to_owned(),
                        ..cell.clone()
                    },
                );
            }
        }
    }

    fn put(&mut self, field: usize, cell: Cell) {
        if let Some(field) = self.fields.get_mut(field) {
            field.lines.push(cell.line);
            field.cells.push(cell);
        }
    }
}

/// Where more than one name has its role beside it, in a column of its own.
fn role_columns(rows: &[Vec<Piece<'_>>]) -> Vec<f32> {
    let beside = rows.iter().flat_map(|row| {
        let named = row.first().is_some_and(|first| first.label.is_none());
        row.iter()
            .skip(1)
            .filter(move |piece| named && labels::is_role(piece.text))
    });
    let lefts: Vec<(f32, f32)> = beside
        .map(|piece| (piece.left, piece.tolerance))
        .take(400)
        .collect();
    let again = |&(left, tolerance): &(f32, f32)| {
        let same = lefts
            .iter()
            .filter(|(other, _)| (other - left).abs() <= tolerance);
        same.take(2).count() > 1
    };
    lefts
        .iter()
        .filter(|place| again(place))
        .map(|&(left, _)| left)
        .collect()
}

/// `Utses att justera  Bo Ek    Ersättare: Cia Al`: who would adjust in their place.
fn is_deputy(label: Label, before: &[Piece<'_>]) -> bool {
    let adjusts = |piece: &Piece<'_>| {
        let own = [Label::Adjusters, Label::AdjusterSignature];
        piece.label.is_some_and(|label| own.contains(&label))
    };
    label == Label::Substitutes && before.iter().any(adjusts)
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
        Label::Adjusters => field.cells.len() < 6,
        Label::Unused => next_to_label || on_last_line,
        _ => true,
    }
}
