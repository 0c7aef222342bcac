//! Comma-separated values that no spreadsheet program reads as formulas.

use std::borrow::Cow;
use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::filling::Filling;
use super::table::{Cell, Table};
use super::{Export, ExportError, PARAGRAPHS, See};

/// Writes a header line and every row; lines end with CR LF (RFC 4180).
pub(super) fn write(
    export: &Export<'_>,
    delimiter: u8,
    out: &mut (dyn Write + Send),
    see: See<'_>,
) -> Result<u64, ExportError> {
    let mut file = CsvFile::begin(&PARAGRAPHS, delimiter, out)?;
    let rows = Filling::of(export).paragraphs(see, &mut |cells| file.row(cells))?;
    file.end()?;
    Ok(rows)
}

/// A table on its way into a file.
pub(super) struct CsvFile<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvFile<W> {
    /// Writes the header line.
    pub fn begin(table: &Table, delimiter: u8, out: W) -> Result<CsvFile<W>, ExportError> {
        let mut writer = WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::CRLF)
            .from_writer(out);
        let names = table.columns.iter().map(|column| column.name);
        writer.write_record(names).map_err(into_io)?;
        Ok(CsvFile { writer })
    }

    /// One more row.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for cell in cells {
            self.writer
                .write_field(cell_text(cell).as_bytes())
                .map_err(into_io)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(into_io)
    }

    /// Hands on what waits.
    pub fn end(mut self) -> Result<(), ExportError> {
        Ok(self.writer.flush()?)
    }
}

fn cell_text<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => defused(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Truth(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        Cell::Day(day) => Cow::Owned(day.to_string()),
        Cell::Nothing => Cow::Borrowed(""),
    }
}

/// A text that a spreadsheet program would take for a formula gets an apostrophe before it. So does what stands behind a
/// sign that separates cells elsewhere: opened with another separator than it was written with, a cell is several.
pub(crate) fn defused(text: &str) -> Cow<'_, str> {
    let mut safe = String::new();
    let mut done = 0;
    if text.starts_with(['\t', '\r', '\n']) {
        safe.push('\'');
    }
    let bytes = text.bytes().enumerate();
    for (at, _) in bytes.filter(|(_, byte)| matches!(byte, b'=' | b'+' | b'-' | b'@' | 0xEF)) {
        let Some((before, rest)) = text.split_at_checked(at) else {
            continue;
        };
        let blank = before.trim_end_matches(' ');
        let begins = blank.is_empty() || blank.ends_with(is_separator);
        if (at == 0 && rest.starts_with(SIGNS)) || (begins && is_formula(rest)) {
            safe.push_str(text.get(done..at).unwrap_or_default());
            safe.push('\'');
            done = at;
        }
    }
    if safe.is_empty() {
        return Cow::Borrowed(text);
    }
    safe.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(safe)
}

/// What a formula begins with; the last four begin with the byte EF. The full-width signs are there because Excel of some languages reads them as the plain ones.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

fn is_separator(letter: char) -> bool {
    matches!(letter, ',' | ';' | '\t' | '\r' | '\n' | '"')
}

/// Whether a part of a text would be worked out. `50,-` and a line with a dash before it are what minutes are full of.
fn is_formula(rest: &str) -> bool {
    match rest.chars().next() {
        Some('=' | '@' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => {
            let cell = rest.split(is_separator).next().unwrap_or_default();
            cell.contains(['(', '|', '!'])
        }
        _ => false,
    }
}

fn into_io(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ExportError::Write(error),
        other => ExportError::Write(std::io::Error::other(format!("{other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::defused;

    fn check(text: &str, expected: &str) {
        assert_eq!(defused(text), expected);
    }

    #[test]
    fn a_text_that_begins_as_a_formula_is_none_any_more() {
        for sign in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
            let text = format!("{sign}1+cmd|' /C calc'!A0");
            let begun = defused(&text);
            assert!(begun.starts_with('\''), "{text}");
        }
        check("=1+1", "'=1+1");
        check("-12 kronor", "'-12 kronor");
    }

    #[test]
    fn neither_does_one_begin_where_another_separator_would_cut() {
        check("a;=1+1;b", "a;'=1+1;b");
        check("a,@SUM(1)", "a,'@SUM(1)");
        check("a\t+cmd|' /C calc'!A0", "a\t'+cmd|' /C calc'!A0");
        check("a\n=HYPERLINK(1)", "a\n'=HYPERLINK(1)");
        check("a\";=1", "a\";'=1");
        check("a; =1", "a; '=1");
    }

    #[test]
    fn what_minutes_are_full_of_stays_as_it_is() {
        for text in [
            "Avgiften är 50,- per år",
            "Beslut:\n- planen antas\n- avgift tas ut",
            "KS 2023/118; KS 2023/119",
            "a=b, c@d, 1-2",
        ] {
            check(text, text);
        }
    }
}
