//! Aligned columns for people; numbers to the right.

use std::io::{self, Write};

/// How a column stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// Rows of text under one heading each.
pub struct Table {
    headings: Vec<(&'static str, Align)>,
    rows: Vec<Vec<String>>,
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
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Two blanks between columns, none at the end of a line.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let headings: Vec<String> = self
            .headings
            .iter()
            .map(|(heading, _)| (*heading).to_owned())
            .collect();
        let widths = self.widths(&headings);
        for row in std::iter::once(&headings).chain(&self.rows) {
            writeln!(out, "{}", self.line(row, &widths).trim_end())?;
        }
        Ok(())
    }

    fn widths(&self, headings: &[String]) -> Vec<usize> {
        (0..headings.len())
            .map(|column| {
                std::iter::once(headings)
                    .chain(self.rows.iter().map(Vec::as_slice))
                    .filter_map(|row| row.get(column))
                    .map(|cell| cell.chars().count())
                    .max()
                    .unwrap_or(0)
            })
            .collect()
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let cells = row.iter().zip(widths).zip(&self.headings);
        cells
            .map(|((cell, &width), (_, align))| match align {
                Align::Left => format!("{cell:<width$}"),
                Align::Right => format!("{cell:>width$}"),
            })
            .collect::<Vec<_>>()
            .join("  ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_to_the_right_and_lines_end_without_blanks() {
        let mut table = Table::new(&[("body", Align::Left), ("§", Align::Right)]);
        table.row(["Byggnadsnämnden".to_owned(), "7".to_owned()]);
        table.row(["Råd".to_owned(), "112".to_owned()]);
        let mut out = Vec::new();
        table.print(&mut out).unwrap();
        expect_test::expect![[r#"
            body               §
            Byggnadsnämnden    7
            Råd              112
        "#]]
        .assert_eq(&String::from_utf8(out).unwrap());
    }
}
