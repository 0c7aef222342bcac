//! Tables in Markdown, and numbers as long as they are read.

use std::fmt::Write as _;

/// A table, or nothing where it has no rows.
pub struct Table {
    text: String,
    rows: usize,
}

impl Table {
    /// Without rows.
    pub fn new(heads: &[&str]) -> Table {
        let mut table = Table {
            text: String::new(),
            rows: 0,
        };
        table.row(
            &heads
                .iter()
                .map(|head| (*head).to_owned())
                .collect::<Vec<_>>(),
        );
        let dashes = "---|".repeat(heads.len());
        table.text.push('|');
        table.text.push_str(&dashes);
        table.text.push('\n');
        table.rows = 0;
        table
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[String]) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "| {} |", cells.join(" | "));
        self.rows += 1;
    }

    /// What was written.
    pub fn end(self) -> String {
        match self.rows {
            0 => String::new(),
            _ => self.text,
        }
    }
}

/// Microseconds told as milliseconds.
pub fn millis(micros: f64) -> String {
    short(micros / 1e3)
}

/// Two or three digits that matter.
pub fn short(value: f64) -> String {
    match value {
        value if value < 10.0 => format!("{value:.2}"),
        value if value < 100.0 => format!("{value:.1}"),
        value => format!("{value:.0}"),
    }
}

/// `100 000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_long_as_they_are_read() {
        let short = [0.1234, 12.345, 1234.5].map(short);
        assert_eq!(short, ["0.12", "12.3", "1234"]);
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(grouped),
            ["0", "999", "1 000", "1 234 567"]
        );
    }
}
