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

/// A text that a spreadsheet program would take for a formula gets an apostrophe before it. So does what stands behind a
/// sign that separates cells elsewhere: opened with another separator than it was written with, a cell is several.
pub(crate) fn defused(text: String) -> String {
    let mut safe = String::with_capacity(text.len());
    // A cell begins with the text, and perhaps again behind such a sign.
    let mut begins = true;
    let mut is_first = true;
    for (at, letter) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if (is_first && is_formula_sign(letter)) || (begins && is_formula(rest)) {
            safe.push('\'');
        }
        safe.push(letter);
        is_first = false;
        begins = is_separator(letter) || (begins && letter == ' ');
    }
    safe
}

fn is_separator(letter: char) -> bool {
    matches!(letter, ',' | ';' | '\t' | '\r' | '\n' | '"')
}

/// What no cell begins with. The full-width signs are there because Excel of some languages reads them as the plain ones.
fn is_formula_sign(letter: char) -> bool {
    matches!(
        letter,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
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
        assert_eq!(defused(text.to_owned()), expected);
    }

    #[test]
    fn a_text_that_begins_as_a_formula_is_none_any_more() {
        for sign in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
            let text = format!("{sign}1+cmd|' /C calc'!A0");
            let begun = defused(text.clone());
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
