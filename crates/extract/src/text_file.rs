//! Plain text: decoding, pages by form feeds, lines, and segments by tabs and wide gaps.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use paragraf_model::{MediaType, Segment, SourceLine, SourcePage, SourceText, TextOrigin};

use crate::ExtractError;
use crate::clean::{clean, is_blank, is_plain, raw_if_changed};
use crate::kind::TextEncoding;
use crate::limits::TEXT_FILE_BYTES;

/// Tab stops stand at multiples of this many characters.
const TAB_STOP: usize = 8;

/// So many blanks are a column border wherever they stand.
const WIDE_GAP: usize = 3;

/// Two blanks are compared with this many lines above and below.
const NEIGHBOURS: usize = 4;

/// Reads a text file. Line numbers are those of the file, except that a form feed in the middle of a line
/// ends that line, because a line stands on one page.
pub fn read(bytes: &[u8], encoding: TextEncoding) -> Result<SourceText, ExtractError> {
    if bytes.len() > TEXT_FILE_BYTES {
        return Err(ExtractError::TooLarge {
            limit: format!("{TEXT_FILE_BYTES} bytes of text"),
        });
    }
    let (text, _) = rules(encoding).decode_with_bom_removal(bytes);
    let pages = pages(&text);
    if pages.iter().flatten().all(SourceLine::is_blank) {
        return Err(ExtractError::Empty);
    }
    let has_pages = text.contains('\u{0C}');
    let pages = pages
        .into_iter()
        .zip(1..)
        .map(|(lines, number)| SourcePage {
            number: has_pages.then_some(number),
            size: None,
            origin: TextOrigin::Text,
            confidence: None,
            lines,
        });
    Ok(SourceText {
        media_type: MediaType::PlainText,
        pages: pages.collect(),
        text_quality: 1.0,
        title: None,
        findings: Vec::new(),
    })
}

fn rules(encoding: TextEncoding) -> &'static Encoding {
    match encoding {
        TextEncoding::Utf8 => UTF_8,
        TextEncoding::Utf16Le => UTF_16LE,
        TextEncoding::Utf16Be => UTF_16BE,
        TextEncoding::Windows1252 => WINDOWS_1252,
    }
}

/// A form feed begins a page. One before any text does not, nor does one that nothing follows.
fn pages(text: &str) -> Vec<Vec<SourceLine>> {
    let text = text.trim_start_matches('\u{0C}');
    let mut pages: Vec<Vec<SourceLine>> = text.split('\u{0C}').map(lines).collect();
    while pages.len() > 1 && pages.last().is_some_and(Vec::is_empty) {
        pages.pop();
    }
    pages
}

fn lines(page: &str) -> Vec<SourceLine> {
    if page.is_empty() {
        return Vec::new();
    }
    let page = match page.contains('\r') {
        true => Cow::Owned(page.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(page),
    };
    let page = page.strip_suffix('\n').unwrap_or(&page);
    let cells: Vec<Vec<Cell<'_>>> = page.split('\n').map(cells).collect();
    let lines = cells.iter().enumerate().map(|(place, line)| SourceLine {
        segments: segments(line, |cell| is_column(&cells, place, cell)),
        baseline: None,
    });
    lines.collect()
}

/// Text between gaps of two blanks or more, before it is decided which of the gaps are column borders.
struct Cell<'a> {
    text: &'a str,
    /// Character column, tabs expanded.
    column: usize,
    /// How wide the gap before it is, in characters; a tab counts as a wide one.
    gap: usize,
}

fn cells(line: &str) -> Vec<Cell<'_>> {
    if is_plain(line) {
        // Without a gap, as nearly every line is.
        return vec![Cell {
            text: line,
            column: 0,
            gap: 0,
        }];
    }
    cells_by_gaps(line)
}

fn cells_by_gaps(line: &str) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    let (mut column, mut gap) = (0, 0);
    let mut begun: Option<(usize, usize, usize)> = None;
    let mut end = 0;
    for (at, c) in line.char_indices() {
        if is_blank(c) {
            let width = if c == '\t' {
                TAB_STOP - column % TAB_STOP
            } else {
                1
            };
            column += width;
            gap += if c == '\t' { width.max(WIDE_GAP) } else { 1 };
            continue;
        }
        if gap >= 2
            && let Some((start, column, gap)) = begun.take()
        {
            cells.extend(line.get(start..end).map(|text| Cell { text, column, gap }));
        }
        begun.get_or_insert((at, column, gap));
        end = at + c.len_utf8();
        column += 1;
        gap = 0;
    }
    if let Some((start, column, gap)) = begun {
        cells.extend(line.get(start..end).map(|text| Cell { text, column, gap }));
    }
    cells
}

/// Two blanks are a column border only where lines around show one at the same place: typists put two
/// blanks after a full stop, and programs spread justified text with them.
fn is_column(lines: &[Vec<Cell<'_>>], place: usize, cell: &Cell<'_>) -> bool {
    if cell.gap >= WIDE_GAP {
        return true;
    }
    let first = place.saturating_sub(NEIGHBOURS);
    let around = lines
        .iter()
        .enumerate()
        .skip(first)
        .take(2 * NEIGHBOURS + 1);
    let aligned = around
        .filter(|&(other, _)| other != place)
        .flat_map(|(_, line)| line.iter().skip(1))
        .filter(|other| other.column == cell.column);
    let weight: usize = aligned
        .map(|other| if other.gap >= WIDE_GAP { 2 } else { 1 })
        .sum();
    weight >= 2
}

fn segments<'a>(line: &[Cell<'a>], is_column: impl Fn(&Cell<'a>) -> bool) -> Vec<Segment> {
    let mut joined: Vec<(Cow<'_, str>, usize)> = Vec::new();
    for cell in line {
        match joined.last_mut() {
            Some((text, _)) if !is_column(cell) || ends_sentence(text, cell) => {
                let text = text.to_mut();
                text.push(' ');
                text.push_str(cell.text);
            }
            _ => joined.push((Cow::Borrowed(cell.text), cell.column)),
        }
    }
    let segments = joined.into_iter().map(|(raw, column)| {
        let text = clean(&raw);
        let raw = raw_if_changed(&raw, &text);
        let segment = Segment::plain(text, column);
        Segment { raw, ..segment }
    });
    segments
        .filter(|segment| !segment.text.is_empty())
        .collect()
}

fn ends_sentence(text: &str, next: &Cell<'_>) -> bool {
    next.gap < WIDE_GAP && text.ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{cells, cells_by_gaps};

    proptest! {
        #[test]
        fn lines_without_gaps_are_read_as_those_with_them(line in "[a-zåäö A-ZÅÄÖ.0-9]{0,24}|[ a\tå§–\u{A0}\u{2003}]{0,12}|\\PC{0,12}") {
            let told = |line: &str| {
                let cells = cells_by_gaps(line).into_iter();
                cells.map(|cell| (cell.text.to_owned(), cell.column, cell.gap)).collect::<Vec<_>>()
            };
            let fast = cells(&line).into_iter();
            let fast: Vec<_> = fast.map(|cell| (cell.text.to_owned(), cell.column, cell.gap)).collect();
            prop_assert_eq!(fast, told(&line));
        }
    }
}
