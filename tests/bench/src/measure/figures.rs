//! Which figures there are: their names in the results, what they are called, and what grows with the archive.

use std::collections::BTreeMap;

/// Figures of one size by name.
pub type Figures = BTreeMap<String, f64>;

/// In what a figure is kept, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Milliseconds,
    PerSecond,
    MegabytesPerSecond,
    Bytes,
    /// Of the text.
    Times,
    /// A share of a second or something else that is no whole number.
    Number,
    Count,
}

/// What of a figure grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// The figure itself.
    Cost,
    /// The time that all paragraphs take at this pace.
    Pace,
    /// Nothing that is worth to be told.
    None,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    pub name: &'static str,
    pub label: &'static str,
    pub unit: Unit,
    pub growth: Growth,
}

const fn cost(name: &'static str, label: &'static str, unit: Unit) -> Figure {
    Figure {
        name,
        label,
        unit,
        growth: Growth::Cost,
    }
}

const fn pace(name: &'static str, label: &'static str) -> Figure {
    Figure {
        name,
        label,
        unit: Unit::PerSecond,
        growth: Growth::Pace,
    }
}

const fn plain(name: &'static str, label: &'static str, unit: Unit) -> Figure {
    Figure {
        name,
        label,
        unit,
        growth: Growth::None,
    }
}

/// Every line of the table, in its order.
pub const FIGURES: &[Figure] = &[
    plain(
        "parse_1.rate",
        "parsed apart, one thread, §/s",
        Unit::PerSecond,
    ),
    plain(
        "parse_1.megabytes",
        "the same, of files",
        Unit::MegabytesPerSecond,
    ),
    plain(
        "parse_2.rate",
        "parsed apart, two threads, §/s",
        Unit::PerSecond,
    ),
    plain(
        "parse_2.megabytes",
        "the same, of files",
        Unit::MegabytesPerSecond,
    ),
    pace("load.rate", "records to archive and index, §/s"),
    plain(
        "load.cpu_micros",
        "processor time of loading, µs a §",
        Unit::Number,
    ),
    plain(
        "load.decode_micros",
        "of which decoding the ready records, µs a §",
        Unit::Number,
    ),
    cost("load.resident", "loading: most memory", Unit::Bytes),
    cost(
        "load.own",
        "loading: most memory without pages of files",
        Unit::Bytes,
    ),
    pace("whole.rate", "whole way from text files, §/s"),
    plain(
        "whole.cpu_micros",
        "processor time of the whole way, µs a §",
        Unit::Number,
    ),
    cost(
        "whole.resident",
        "whole way: most memory, children included",
        Unit::Bytes,
    ),
    cost(
        "whole.own",
        "whole way: most memory without pages of files",
        Unit::Bytes,
    ),
    cost("disk.catalogue", "on disk: catalogue", Unit::Bytes),
    cost("disk.originals", "on disk: originals", Unit::Bytes),
    cost("disk.index", "on disk: index", Unit::Bytes),
    cost("disk.index.idx", "index: postings", Unit::Bytes),
    cost("disk.index.pos", "index: positions", Unit::Bytes),
    cost("disk.index.term", "index: terms", Unit::Bytes),
    cost("disk.index.fast", "index: columns", Unit::Bytes),
    cost("disk.index.fieldnorm", "index: lengths", Unit::Bytes),
    cost("disk.index.store", "index: stored", Unit::Bytes),
    plain("disk.index_ratio", "index : text", Unit::Times),
    plain(
        "disk.data_ratio",
        "catalogue and originals : text",
        Unit::Times,
    ),
    plain("disk.all_ratio", "all : text", Unit::Times),
    cost(
        "open.seconds",
        "ready after start, median of three",
        Unit::Seconds,
    ),
    cost(
        "open.worst",
        "ready after start, worst of three",
        Unit::Seconds,
    ),
    cost("http.p50", "answer, one client: p50", Unit::Milliseconds),
    cost("http.p95", "answer, one client: p95", Unit::Milliseconds),
    cost("http.p99", "answer, one client: p99", Unit::Milliseconds),
    cost(
        "http.worst",
        "answer, one client: worst",
        Unit::Milliseconds,
    ),
    cost(
        "http.few_p95",
        "answer with at most 1 000 hits: p95",
        Unit::Milliseconds,
    ),
    plain("http.rate", "answers a second, one client", Unit::PerSecond),
    cost(
        "http.cpu",
        "processor time of the server for an answer",
        Unit::Milliseconds,
    ),
    cost(
        "http_again.p50",
        "asked a second time: p50",
        Unit::Milliseconds,
    ),
    cost(
        "http_again.p95",
        "asked a second time: p95",
        Unit::Milliseconds,
    ),
    cost(
        "http_again.p99",
        "asked a second time: p99",
        Unit::Milliseconds,
    ),
    plain(
        "http_8.rate",
        "answers a second, eight clients",
        Unit::PerSecond,
    ),
    cost(
        "http_8.p50",
        "answer, eight clients: p50",
        Unit::Milliseconds,
    ),
    cost(
        "http_8.p95",
        "answer, eight clients: p95",
        Unit::Milliseconds,
    ),
    cost(
        "http_8.p99",
        "answer, eight clients: p99",
        Unit::Milliseconds,
    ),
    cost(
        "http_8.worst",
        "answer, eight clients: worst",
        Unit::Milliseconds,
    ),
    plain(
        "http_8_again.rate",
        "asked a second time, eight clients",
        Unit::PerSecond,
    ),
    cost("server.resident", "server: most resident", Unit::Bytes),
    cost(
        "server.own",
        "server: memory without pages of files, after",
        Unit::Bytes,
    ),
    plain("http.failed", "requests without an answer", Unit::Count),
    cost(
        "search.p50",
        "search alone (library, 10 hits): p50",
        Unit::Milliseconds,
    ),
    cost("search.p95", "search alone: p95", Unit::Milliseconds),
    cost("search.p99", "search alone: p99", Unit::Milliseconds),
    cost(
        "search.few_p95",
        "search alone, at most 1 000 hits: p95",
        Unit::Milliseconds,
    ),
    cost(
        "search_again.p50",
        "search alone, a second time: p50",
        Unit::Milliseconds,
    ),
    plain("export.csv.rows", "export: rows", Unit::Count),
    plain(
        "export.csv.rate",
        "export as CSV, rows a second",
        Unit::PerSecond,
    ),
    cost(
        "export.csv.first_byte",
        "export as CSV, first byte",
        Unit::Milliseconds,
    ),
    plain(
        "export.csv.bytes",
        "export as CSV, size of the file",
        Unit::Bytes,
    ),
    plain(
        "export.csv.before",
        "server before an export (CSV)",
        Unit::Bytes,
    ),
    plain(
        "export.csv.most",
        "server at most in an export (CSV)",
        Unit::Bytes,
    ),
    plain(
        "export.jsonl.rate",
        "export as JSON Lines, rows a second",
        Unit::PerSecond,
    ),
    cost(
        "export.jsonl.first_byte",
        "export as JSON Lines, first byte",
        Unit::Milliseconds,
    ),
    plain(
        "export.jsonl.bytes",
        "export as JSON Lines, size of the file",
        Unit::Bytes,
    ),
    plain(
        "export.jsonl.before",
        "server before an export (JSON Lines)",
        Unit::Bytes,
    ),
    plain(
        "export.jsonl.most",
        "server at most in an export (JSON Lines)",
        Unit::Bytes,
    ),
];

impl Figure {
    /// What grows, at a size; `None` where nothing is to be told.
    pub fn cost(&self, figures: &Figures, paragraphs: f64) -> Option<f64> {
        let value = *figures.get(self.name)?;
        match self.growth {
            Growth::Cost => Some(value),
            Growth::Pace => Some(paragraphs / value),
            Growth::None => None,
        }
    }

    /// The figure, from what grows.
    pub fn of_cost(&self, cost: f64, paragraphs: f64) -> f64 {
        match self.growth {
            Growth::Pace => paragraphs / cost,
            Growth::Cost | Growth::None => cost,
        }
    }

    /// By its name.
    pub fn named(name: &str) -> Option<&'static Figure> {
        FIGURES.iter().find(|figure| figure.name == name)
    }
}

impl Unit {
    /// As people read it.
    pub fn written(self, value: f64) -> String {
        match self {
            Unit::Seconds => format!("{} s", digits(value)),
            Unit::Milliseconds => format!("{} ms", digits(value)),
            Unit::PerSecond | Unit::Number => digits(value),
            Unit::Count => count(value),
            Unit::MegabytesPerSecond => format!("{} MB/s", digits(value)),
            Unit::Bytes if value >= 1e9 => format!("{} GB", digits(value / 1e9)),
            Unit::Bytes => format!("{} MB", digits(value / 1e6)),
            Unit::Times => format!("{value:.2} ×"),
        }
    }
}

/// Three digits, more where there are more before the point, thousands apart.
pub fn digits(value: f64) -> String {
    let size = value.abs();
    if size >= 999.5 {
        return thousands(value.round() as i64);
    }
    let places = match size {
        _ if size >= 99.95 || size == 0.0 => 0,
        _ if size >= 9.995 => 1,
        _ => 2,
    };
    format!("{value:.places$}")
}

/// What is counted and not measured.
pub fn count(value: f64) -> String {
    thousands(value.round() as i64)
}

fn thousands(number: i64) -> String {
    let plain = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in plain.chars().enumerate() {
        if place > 0 && (plain.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    match number < 0 {
        true => format!("-{grouped}"),
        false => grouped,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FIGURES, Figure, Figures, Unit, digits};

    #[test]
    fn numbers_are_written_with_as_many_digits_as_they_are_worth() {
        let written = [
            0.0, 0.123, 1.5, 12.34, 99.99, 123.4, 999.4, 999.5, 1234567.0,
        ];
        let expected = [
            "0",
            "0.12",
            "1.50",
            "12.3",
            "100",
            "123",
            "999",
            "1 000",
            "1 234 567",
        ];
        assert_eq!(written.map(digits), expected);
        assert_eq!(Unit::Bytes.written(1.234e9), "1.23 GB");
        assert_eq!(Unit::Bytes.written(999e6), "999 MB");
        assert_eq!(Unit::Times.written(1.2), "1.20 ×");
    }

    #[test]
    fn a_pace_is_kept_and_its_time_grows() {
        let figure = Figure::named("load.rate").unwrap();
        let figures = Figures::from([("load.rate".to_owned(), 500.0)]);
        assert_eq!(figure.cost(&figures, 10_000.0), Some(20.0));
        assert_eq!(figure.of_cost(200.0, 100_000.0), 500.0);
        assert_eq!(figure.cost(&Figures::new(), 10_000.0), None);
    }

    #[test]
    fn names_are_there_once() {
        let names: BTreeSet<&str> = FIGURES.iter().map(|figure| figure.name).collect();
        assert_eq!(names.len(), FIGURES.len());
    }
}
