//! One JSON object a line, with the same fields as the columns of the CSV file.

use std::io::Write;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::filling::Filling;
use super::table::{Cell, Table};
use super::{Export, ExportError, PARAGRAPHS, See};

/// Writes every row.
pub(super) fn write(
    export: &Export<'_>,
    out: &mut (dyn Write + Send),
    see: See<'_>,
) -> Result<u64, ExportError> {
    Filling::of(export).paragraphs(see, &mut |cells| {
        serde_json::to_writer(&mut *out, &Line(&PARAGRAPHS, cells))
            .map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        Ok(())
    })
}

/// A row as an object whose fields keep the order of the columns.
struct Line<'a, 'b>(&'a Table, &'a [Cell<'b>]);

impl Serialize for Line<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Line(table, cells) = self;
        let mut map = serializer.serialize_map(Some(cells.len()))?;
        for (column, cell) in table.columns.iter().zip(*cells) {
            map.serialize_entry(column.name, cell)?;
        }
        map.end()
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Number(number) => serializer.serialize_u64(*number),
            Cell::Truth(truth) => serializer.serialize_bool(*truth),
            Cell::Day(day) => serializer.collect_str(day),
            Cell::Nothing => serializer.serialize_none(),
        }
    }
}
