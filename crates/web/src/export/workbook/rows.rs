//! Rows of a sheet.

use std::io::Write;

use chrono::NaiveDate;

use super::super::table::{Cell, Table};
use super::parts::{STYLE_OF_DAYS, STYLE_OF_HEADINGS};

/// Letters that a cell holds, counted as UTF-16 does.
pub const LONGEST_TEXT: usize = 32_767;

/// The day before the first that spreadsheet programs count, moved by one because they take 1900 for a leap year.
const DAY_ZERO: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);

/// The columns' names.
pub fn write_heading(line: &mut Vec<u8>, table: &Table) {
    begin(line, 1);
    for (at, column) in table.columns.iter().enumerate() {
        inline(line, at, 1, Some(STYLE_OF_HEADINGS), column.name);
    }
    line.extend_from_slice(b"</row>");
}

/// A row of values; what has none has no cell.
pub fn write_row(line: &mut Vec<u8>, number: u32, cells: &[Cell<'_>]) {
    begin(line, number);
    for (at, cell) in cells.iter().enumerate() {
        match cell {
            Cell::Text(text) => {
                let first = pieces(text).next().unwrap_or_default();
                inline(line, at, number, None, first);
            }
            Cell::Number(value) => put(line, at, number, "", value),
            Cell::Truth(truth) => put(line, at, number, " t=\"b\"", &u8::from(*truth)),
            Cell::Day(day) => day_cell(line, at, number, *day),
            Cell::Nothing => {}
        }
    }
    line.extend_from_slice(b"</row>");
}

/// A text in pieces that each fit into a cell.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (piece, after) = fitting(text);
        rest = (!after.is_empty()).then_some(after);
        Some(piece)
    })
}

fn fitting(text: &str) -> (&str, &str) {
    if text.len() <= LONGEST_TEXT {
        return (text, "");
    }
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, letter)| {
        units += letter.len_utf16();
        (units > LONGEST_TEXT).then_some(at)
    });
    let cut = end.and_then(|end| text.split_at_checked(end));
    cut.unwrap_or((text, ""))
}

fn begin(line: &mut Vec<u8>, number: u32) {
    // Writing into memory does not fail.
    let _ = write!(line, "<row r=\"{number}\">");
}

fn inline(line: &mut Vec<u8>, at: usize, row: u32, style: Option<u8>, text: &str) {
    let column = letters(at);
    let style = style.map_or(String::new(), |style| format!(" s=\"{style}\""));
    let _ = write!(
        line,
        "<c r=\"{column}{row}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">"
    );
    escape(line, text);
    line.extend_from_slice(b"</t></is></c>");
}

fn put(line: &mut Vec<u8>, at: usize, row: u32, kind: &str, value: &impl std::fmt::Display) {
    let _ = write!(
        line,
        "<c r=\"{}{row}\"{kind}><v>{value}</v></c>",
        letters(at)
    );
}

/// A day as the number that spreadsheet programs count it by; one before 1900-03-01, which they count otherwise, as text.
fn day_cell(line: &mut Vec<u8>, at: usize, row: u32, day: NaiveDate) {
    let count = DAY_ZERO.map_or(0, |zero| (day - zero).num_days());
    if count > 60 {
        put(line, at, row, &format!(" s=\"{STYLE_OF_DAYS}\""), &count);
    } else {
        inline(line, at, row, None, &day.to_string());
    }
}

/// `A`, `B` … `Z`, `AA` …
pub fn letters(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (at % 26) as u8));
        if at < 26 {
            break;
        }
        at = at / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// As XML text. Control characters, which XML does not hold, and what would be taken for one of them are written as
/// spreadsheet programs write them (ECMA-376 part 1, 22.9.2.19): `_x000B_`, and `_x005F_` for the line before `x000B_`.
pub fn escape(line: &mut Vec<u8>, text: &str) {
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => line.extend_from_slice(b"&amp;"),
            '<' => line.extend_from_slice(b"&lt;"),
            '>' => line.extend_from_slice(b"&gt;"),
            '"' => line.extend_from_slice(b"&quot;"),
            '\r' => line.extend_from_slice(b"_x000D_"),
            '_' if looks_escaped(text.get(at..).unwrap_or_default()) => {
                line.extend_from_slice(b"_x005F_");
            }
            '\t' | '\n' => line.push(letter as u8),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(line, "_x{:04X}_", u32::from(letter));
            }
            _ => {
                let mut bytes = [0; 4];
                line.extend_from_slice(letter.encode_utf8(&mut bytes).as_bytes());
            }
        }
    }
}

fn looks_escaped(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.get(2..6);
    bytes.starts_with(b"_x")
        && digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        && bytes.get(6) == Some(&b'_')
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_TEXT, escape, letters, pieces};

    #[test]
    fn columns_are_named_as_spreadsheet_programs_name_them() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).to_vec();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn what_xml_cannot_hold_is_written_as_spreadsheet_programs_do() {
        let mut line = Vec::new();
        escape(&mut line, "a<b> & \u{b} \r\n _x000B_ _y");
        let text = String::from_utf8(line).unwrap();
        assert_eq!(text, "a&lt;b&gt; &amp; _x000B_ _x000D_\n _x005F_x000B_ _y");
    }

    #[test]
    fn a_long_text_is_cut_into_pieces_that_fit_and_lose_nothing() {
        let text = "å📜".repeat(LONGEST_TEXT);
        let parts: Vec<&str> = pieces(&text).collect();
        assert_eq!(parts.concat(), text);
        assert_eq!(parts.len(), 4);
        for part in parts {
            assert!(part.encode_utf16().count() <= LONGEST_TEXT);
        }
    }
}
