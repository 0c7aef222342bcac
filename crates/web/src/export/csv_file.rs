//! Comma-separated values that no spreadsheet program reads as formulas.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::{COLUMNS, Cell, Export, ExportError};

/// Writes a header line and every row; lines end with CR LF (RFC 4180).
pub(super) fn write(
    export: &Export<'_>,
    delimiter: u8,
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_writer(out);
    let names = COLUMNS.iter().map(|column| column.name);
    writer.write_record(names).map_err(into_io)?;
    let rows = export.each_row(|row| {
        let cells = COLUMNS.iter().map(|column| cell_text(column.value(row)));
        writer.write_record(cells).map_err(into_io)?;
        Ok(())
    })?;
    writer.flush()?;
    Ok(rows)
}

fn cell_text(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => defused(text),
        Cell::Number(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Nothing => String::new(),
    }
}

/// A text that a spreadsheet program would take for a formula gets an apostrophe before it. The full-width signs are
/// there because Excel of some languages reads them as the plain ones.
fn defused(text: String) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            format!("'{text}")
        }
        _ => text,
    }
}

fn into_io(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ExportError::Write(error),
        other => ExportError::Write(std::io::Error::other(format!("{other:?}"))),
    }
}
