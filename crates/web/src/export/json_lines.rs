//! One JSON object a line, with the same fields as the columns of the CSV file.

use std::io::Write;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{COLUMNS, Cell, Export, ExportError, Row};

/// Writes every row.
pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> Result<u64, ExportError> {
    export.each_row(|row| {
        serde_json::to_writer(&mut *out, &Line(row)).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        Ok(())
    })
}

/// A row as an object whose fields keep the order of the columns.
struct Line<'a, 'b>(&'a Row<'b>);

impl Serialize for Line<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(COLUMNS.len()))?;
        for column in &COLUMNS {
            map.serialize_entry(column.name, &column.value(self.0))?;
        }
        map.end()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Number(number) => serializer.serialize_u64(*number),
            Cell::Truth(truth) => serializer.serialize_bool(*truth),
            Cell::Nothing => serializer.serialize_none(),
        }
    }
}
