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
    /// Text, which may lose its end where the terminal is too narrow.
    Left,
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
            writeln!(out, "{}", self.line(row, &widths))?;
        }
        Ok(())
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

    /// Takes from the widest text first, so that short columns stay as they are.
    fn narrow(&self, widths: &mut [usize], room: usize) {
        loop {
            let all = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
            let Some(excess) = all.checked_sub(room).filter(|&excess| excess > 0) else {
                return;
            };
            let columns = self.headings.iter().map(|(_, align)| *align);
            let mut text: Vec<(usize, &mut usize)> = columns
                .zip(widths.iter_mut())
                .filter(|(align, width)| *align == Align::Left && **width > NARROWEST)
                .map(|(_, width)| (*width, width))
                .collect();
            text.sort_by_key(|(width, _)| std::cmp::Reverse(*width));
            let second = text.get(1).map_or(NARROWEST, |(width, _)| *width);
            let Some((widest, width)) = text.first_mut() else {
                return;
            };
            // Down to the next one, or by one where they are alike: both give way in turn.
            let step = (*widest - second.max(NARROWEST)).clamp(1, excess);
            **width = *widest - step;
        }
    }

    fn line(&self, row: &[Cell], widths: &[usize]) -> String {
        let mut line = String::new();
        let mut blanks = 0;
        for ((cell, &width), (_, align)) in row.iter().zip(widths).zip(&self.headings) {
            let text = cut(&cell.text, width);
            let beside = width.saturating_sub(text.width());
            let (before, after) = match align {
                Align::Right => (beside, 0),
                Align::Left | Align::Whole => (0, beside),
            };
            if !text.is_empty() {
                line.extend(std::iter::repeat_n(' ', blanks + before));
                let style = cell.style;
                line.push_str(&format!("{style}{text}{style:#}"));
                blanks = 0;
            } else {
                blanks += before;
            }
            blanks += after + GAP;
        }
        line
    }
}

/// At most so many columns; what is cut ends in `…`.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for letter in text.chars() {
        // A mark over the last letter takes no room and stays with it.
        used += letter.width().unwrap_or(0);
        if used > width.saturating_sub(1) {
            break;
        }
        kept.push(letter);
    }
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
    fn a_letter_and_its_mark_are_cut_together() {
        assert_eq!(cut("Ra\u{30a}dhuset", 3), "Ra\u{30a}…");
        assert_eq!(cut("会議録", 4), "会…");
        assert_eq!(cut("Råd", 3), "Råd");
    }
}
