//! What the files consist of: tables of named and typed columns, the same in every format.

use std::borrow::Cow;

use chrono::NaiveDate;

/// A table: rows of cells under the same columns.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name: of the file in a zip, of the sheet in a workbook.
    pub name: &'static str,
    /// What a row is.
    pub meaning: &'static str,
    /// In order.
    pub columns: &'static [Column],
    /// Names of the columns that tell one row from all others.
    pub key: &'static [&'static str],
    /// The column that names a row of another table, and that table with its column.
    pub belongs_to: Option<(&'static str, &'static str, &'static str)>,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name, stable.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// What it holds.
    pub meaning: &'static str,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// Yes or no.
    Truth,
    /// A calendar day.
    Day,
}

/// A value; in CSV, nothing is an empty cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(u64),
    /// Yes or no.
    Truth(bool),
    /// A calendar day.
    Day(NaiveDate),
    /// No value.
    Nothing,
}

/// A column, for tables of them.
pub(super) const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column {
        name,
        kind,
        meaning,
    }
}

impl Table {
    /// Where a column stands.
    pub fn place_of(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|one| one.name == column)
    }
}

impl Kind {
    /// As manifests, data packages (Frictionless Table Schema) and CSVW name it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Truth => "boolean",
            Kind::Day => "date",
        }
    }
}

impl<'a> Cell<'a> {
    /// A text; an empty one is no value.
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
        let text = text.into();
        if text.is_empty() {
            Cell::Nothing
        } else {
            Cell::Text(text)
        }
    }

    /// A text that may be missing.
    pub(super) fn optional(text: Option<&'a str>) -> Cell<'a> {
        text.map_or(Cell::Nothing, Cell::text)
    }

    /// A number that may be missing.
    pub(super) fn number(number: Option<u32>) -> Cell<'a> {
        number.map_or(Cell::Nothing, |number| Cell::Number(number.into()))
    }

    /// A day that may be missing.
    pub(super) fn day(day: Option<NaiveDate>) -> Cell<'a> {
        day.map_or(Cell::Nothing, Cell::Day)
    }

    /// Several texts in one cell, between them `; `.
    pub(super) fn joined<Text: Into<Cow<'a, str>>>(texts: impl Iterator<Item = Text>) -> Cell<'a> {
        Cell::joined_by("; ", texts)
    }

    /// Several texts in one cell; one alone is not copied.
    pub(super) fn joined_by<Text: Into<Cow<'a, str>>>(
        between: &str,
        texts: impl Iterator<Item = Text>,
    ) -> Cell<'a> {
        let mut all = Cow::Borrowed("");
        for (at, text) in texts.enumerate() {
            if at == 0 {
                all = text.into();
            } else {
                let whole = all.to_mut();
                whole.push_str(between);
                whole.push_str(&text.into());
            }
        }
        Cell::text(all)
    }
}
