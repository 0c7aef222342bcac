//! Aligned columns for people: as wide as they are seen, numbers to the right, and on a terminal no wider than it.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::output::{self, HEADING};

/// Blanks between columns.
const GAP: usize = 2;

/// No column is made narrower than this, however narrow the terminal is.
const NARROWEST: usize = 8;

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Text, which loses its end where the terminal is too narrow.
    Left,
    /// Text that would be of no use without its end: it goes on in further lines.
    Wrap,
    /// Numbers, which never do.
    Right,
    /// What somebody may want to copy, such as an id: to the left and never cut.
    Whole,
}

/// What stands in a row under a heading.
pub struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    /// Text that is set off by its colour.
    pub fn styled(text: impl Into<String>, style: Style) -> Cell {
        Cell {
            style,
            ..Cell::from(text.into())
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell {
            text: output::harmless(&text),
            style: Style::new(),
        }
    }
}

/// Rows of text under one heading each.
pub struct Table {
    headings: Vec<(&'static str, Align)>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table.
    pub fn new(headings: &[(&'static str, Align)]) -> Table {
        Table {
            headings: headings.to_vec(),
            rows: Vec::new(),
        }
    }

    /// One more row, a cell for each heading.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Prints the table, fitted to the terminal that the answer goes to.
    pub fn print(&self, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        self.print_within(output::width(), out)
    }

    /// Two blanks between columns, none at the end of a line.
    fn print_within(&self, room: Option<usize>, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let mut widths = self.widths();
        if let Some(room) = room {
            self.narrow(&mut widths, room);
        }
        let headings: Vec<Cell> = self
            .headings
            .iter()
            .map(|(heading, _)| Cell::styled(*heading, HEADING))
            .collect();
        for row in std::iter::once(&headings).chain(&self.rows) {
            let cells = self.fitted(row, &widths);
            let lines = cells.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..lines {
                writeln!(out, "{}", self.line(row, &cells, line, &widths))?;
            }
        }
        Ok(())
    }

    /// Each cell's lines: one, but for those that go on.
    fn fitted(&self, row: &[Cell], widths: &[usize]) -> Vec<Vec<String>> {
        let cells = row.iter().zip(widths).zip(&self.headings);
        let lines = cells.map(|((cell, &width), (_, align))| match align {
            Align::Wrap => wrapped(&cell.text, width),
            _ => vec![cut(&cell.text, width)],
        });
        lines.collect()
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.headings.iter().enumerate();
        columns
            .map(|(column, (heading, _))| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                let widest = cells.map(|cell| cell.text.width()).max();
                heading.width().max(widest.unwrap_or(0))
            })
            .collect()
    }

    /// Takes from the widest text first, so that short columns stay as they are, and from words only when nothing else
    /// is left.
    fn narrow(&self, widths: &mut [usize], room: usize) {
        self.narrow_to(&self.floors(), widths, room);
        self.narrow_to(&vec![NARROWEST; widths.len()], widths, room);
    }

    /// How narrow each column can be without a word that goes on in the next line.
    fn floors(&self) -> Vec<usize> {
        let columns = self.headings.iter().enumerate();
        let floors = columns.map(|(column, (_, align))| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            let words = cells.flat_map(|cell| cell.text.split(' ').map(UnicodeWidthStr::width));
            match align {
                Align::Wrap => words.max().unwrap_or(0).max(NARROWEST),
                _ => NARROWEST,
            }
        });
        floors.collect()
    }

    fn narrow_to(&self, floors: &[usize], widths: &mut [usize], room: usize) {
        loop {
            let all = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
            let Some(excess) = all.checked_sub(room).filter(|&excess| excess > 0) else {
                return;
            };
            let columns = self.headings.iter().map(|(_, align)| *align);
            let mut text: Vec<(usize, &mut usize)> = columns
                .zip(floors)
                .zip(widths.iter_mut())
                .filter(|((align, floor), width)| {
                    matches!(align, Align::Left | Align::Wrap) && **width > **floor
                })
                .map(|((_, floor), width)| (*floor, width))
                .collect();
            text.sort_by_key(|(_, width)| std::cmp::Reverse(**width));
            let second = text.get(1).map_or(0, |(_, width)| **width);
            let Some((floor, width)) = text.first_mut() else {
                return;
            };
            // Down to the next one, or by one where they are alike: both give way in turn.
            let step = (**width - second.max(*floor)).clamp(1, excess);
            **width -= step;
        }
    }

    fn line(&self, row: &[Cell], cells: &[Vec<String>], line: usize, widths: &[usize]) -> String {
        let mut printed = String::new();
        let mut blanks = 0;
        let columns = row.iter().zip(cells).zip(widths).zip(&self.headings);
        for (((cell, lines), &width), (_, align)) in columns {
            let text = lines.get(line).map_or("", String::as_str);
            let beside = width.saturating_sub(text.width());
            let (before, after) = match align {
                Align::Right => (beside, 0),
                Align::Left | Align::Wrap | Align::Whole => (0, beside),
            };
            blanks += before;
            if !text.is_empty() {
                printed.extend(std::iter::repeat_n(' ', blanks));
                let style = cell.style;
                printed.push_str(&format!("{style}{text}{style:#}"));
                blanks = 0;
            }
            blanks += after + GAP;
        }
        printed
    }
}

/// Lines of at most so many columns, broken between words where that is possible. At least one.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let room = anstream::adapter::strip_str(word).to_string().width();
        if used > 0 && used + 1 + room > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if used > 0 {
            line.push(' ');
            used += 1;
        }
        let mut word = word.to_owned();
        // Longer than a line: it goes on in the next one.
        while used == 0 && word.width() > width && room == word.width() && width > 0 {
            let (kept, rest) = split(&word, width);
            lines.push(kept);
            word = rest;
        }
        used += anstream::adapter::strip_str(&word).to_string().width();
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

/// The first columns of a text, and what is left of it.
fn split(text: &str, width: usize) -> (String, String) {
    let mut used = 0;
    let mut letters = text.char_indices();
    let end = letters.find(|(place, letter)| {
        // A mark over the last letter takes no room and stays with it.
        used += letter.width().unwrap_or(0);
        used > width && *place > 0
    });
    let (kept, rest) = text.split_at(end.map_or(text.len(), |(place, _)| place));
    (kept.to_owned(), rest.to_owned())
}

/// At most so many columns; what is cut ends in `…`.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (kept, _) = split(text, width.saturating_sub(1));
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(table: &Table, room: Option<usize>, expected: Expect) {
        let mut out = anstream::StripStream::new(Vec::new());
        table.print_within(room, &mut out).unwrap();
        let printed = String::from_utf8(out.into_inner()).unwrap();
        if let Some(room) = room {
            assert!(
                printed.lines().all(|line| line.width() <= room),
                "{printed}"
            );
        }
        expected.assert_eq(&printed);
    }

    fn meetings() -> Table {
        let mut table = Table::new(&[
            ("body", Align::Left),
            ("§", Align::Right),
            ("title", Align::Left),
            ("id", Align::Whole),
        ]);
        for (body, number, title, id) in [
            (
                "Byggnadsnämnden",
                "7",
                "Rivningslov för magasinet vid Storgatan i Tallnäs",
                "a/7",
            ),
            ("Ra\u{30a}d", "112", "会議", "a/112"),
            ("", "", "Övrigt", ""),
        ] {
            table.row([body, number, title, id].map(str::to_owned));
        }
        table
    }

    #[test]
    fn columns_are_as_wide_as_they_are_seen_and_lines_end_without_blanks() {
        check(
            &meetings(),
            None,
            expect![[r#"
                body               §  title                                              id
                Byggnadsnämnden    7  Rivningslov för magasinet vid Storgatan i Tallnäs  a/7
                Råd              112  会議                                               a/112
                                      Övrigt
            "#]],
        );
    }

    #[test]
    fn a_narrow_terminal_takes_from_the_widest_text_and_never_from_numbers_and_ids() {
        check(
            &meetings(),
            Some(60),
            expect![[r#"
                body               §  title                            id
                Byggnadsnämnden    7  Rivningslov för magasinet vid…   a/7
                Råd              112  会議                             a/112
                                      Övrigt
            "#]],
        );
        check(
            &meetings(),
            Some(36),
            expect![[r#"
                body           §  title        id
                Byggnadsnä…    7  Rivningslo…  a/7
                Råd          112  会議         a/112
                                  Övrigt
            "#]],
        );
    }

    #[test]
    fn text_that_needs_its_end_goes_on_below() {
        let mut table = Table::new(&[("year", Align::Right), ("what", Align::Wrap)]);
        for (year, what) in [
            ("2024", "§ 1–117 (before 2024-09-30), § 130 (in 2024-10-28)"),
            ("2025", "https://example.org/protokoll"),
        ] {
            table.row([year, what].map(str::to_owned));
        }
        check(
            &table,
            Some(26),
            expect![[r#"
                year  what
                2024  § 1–117 (before
                      2024-09-30), § 130
                      (in 2024-10-28)
                2025  https://example.org/
                      protokoll
            "#]],
        );
    }

    #[test]
    fn words_are_kept_whole_as_long_as_another_column_can_give_way() {
        let mut table = Table::new(&[("municipality", Align::Wrap), ("body", Align::Wrap)]);
        for (municipality, body) in [
            ("Strandköpings stad", "Barn- och utbildningsnämnden"),
            ("Ekvalla kommun", "Kommunfullmäktige"),
        ] {
            table.row([municipality, body].map(str::to_owned));
        }
        check(
            &table,
            Some(33),
            expect![[r#"
                municipality   body
                Strandköpings  Barn- och
                stad           utbildningsnämnden
                Ekvalla        Kommunfullmäktige
                kommun
            "#]],
        );
    }

    #[test]
    fn a_letter_and_its_mark_are_cut_together() {
        assert_eq!(cut("Ra\u{30a}dhuset", 3), "Ra\u{30a}…");
        assert_eq!(cut("会議録", 4), "会…");
        assert_eq!(cut("Råd", 3), "Råd");
    }
}
