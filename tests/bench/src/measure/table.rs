//! Results as tables that are read in a terminal and in Markdown alike.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::asked::Limit;
use super::figures::{FIGURES, Figure, Unit, count, digits};
use super::results::{ASKED_AT, BEYOND, Results, Size};

const KIND: &str = "http.kind.";

/// What was asked for beside what was measured; every figure at every size, where that leads to, and how far from there
/// the largest size was found; and the mix by kind.
pub fn written(results: &Results) -> String {
    [
        results.machine.told(),
        judged(results),
        figures(results),
        kinds(results),
    ]
    .join("\n\n")
}

fn judged(results: &Results) -> String {
    let held = results.held().map_or(0, |size| size.facts.paragraphs);
    let asked_for = format!("Asked for at {}", at(ASKED_AT));
    let mut rows = vec![row([asked_for.as_str(), "asked", &at(held), ""])];
    rows.push(row(["---", "---:", "---:", "---"]));
    for (asked, value) in results.judged() {
        let written = |value: f64| match asked.unit {
            Unit::Number => format!("{value:.2}"),
            unit => unit.written(value),
        };
        let limit = match asked.limit {
            Limit::AtLeast(limit) => format!("≥ {}", written(limit)),
            Limit::AtMost(limit) => format!("≤ {}", written(limit)),
        };
        let met = if asked.limit.is_met(value) {
            "met"
        } else {
            "**not met**"
        };
        rows.push(row([asked.label, &limit, &written(value), met]));
    }
    rows.join("\n")
}

fn figures(results: &Results) -> String {
    let of = |size: &Size, figure: &Figure| size.figures.get(figure.name).copied();
    let beyond = results.beyond();
    let mut head = vec!["Figure".to_owned()];
    head.extend(results.below().map(|size| at(size.facts.paragraphs)));
    head.extend([
        "grows as N to the".to_owned(),
        format!("at {}", count(BEYOND as f64)),
    ]);
    if beyond.is_some() {
        head.extend(["measured there".to_owned(), "of what was told".to_owned()]);
    }
    let mut rows = vec![row(&head), rule(head.len())];
    for figure in FIGURES {
        let values: Vec<Option<f64>> = results.below().map(|size| of(size, figure)).collect();
        let found = beyond.and_then(|size| of(size, figure));
        if values.iter().chain([&found]).all(Option::is_none) {
            continue;
        }
        let write =
            |value: Option<f64>| value.map_or(String::new(), |value| figure.unit.written(value));
        let mut cells = vec![figure.label.to_owned()];
        cells.extend(values.into_iter().map(write));
        cells.push(
            results
                .exponent(figure)
                .map_or(String::new(), |exponent| format!("{exponent:.2}")),
        );
        let predicted = results.predicted(figure);
        cells.push(write(predicted));
        if beyond.is_some() {
            cells.push(write(found));
            cells.push(match (found, predicted) {
                (Some(found), Some(told)) => format!("{:.2} ×", found / told),
                _ => String::new(),
            });
        }
        rows.push(row(&cells));
    }
    rows.join("\n")
}

/// Of each kind its queries, the middle of their hits, and times at every size.
fn kinds(results: &Results) -> String {
    let sizes = &results.sizes;
    let names = sizes.iter().flat_map(|size| size.figures.keys());
    let kinds = names.filter_map(|name| name.strip_prefix(KIND)?.strip_suffix(".count"));
    let kinds: BTreeSet<&str> = kinds.collect();
    if kinds.is_empty() {
        return String::new();
    }
    let mut head = vec!["Kind of query".to_owned(), "queries".to_owned()];
    for size in sizes {
        let at = at(size.facts.paragraphs);
        head.extend([
            format!("{at}: hits"),
            "p50, p95 (ms)".to_owned(),
            "alone p50, p95 (ms)".to_owned(),
        ]);
    }
    let mut rows = vec![row(&head), rule(head.len())];
    for kind in kinds {
        let mut cells = vec![kind.replace('_', " ")];
        let of = |size: usize, from: &str, what: &str| {
            let figures = &sizes.get(size)?.figures;
            figures.get(&format!("{from}.kind.{kind}.{what}")).copied()
        };
        let write = |value: Option<f64>| value.map_or(String::new(), digits);
        let whole = |value: Option<f64>| value.map_or(String::new(), count);
        cells.push(whole(
            (0..sizes.len()).find_map(|size| of(size, "http", "count")),
        ));
        for size in 0..sizes.len() {
            cells.push(whole(of(size, "http", "hits")));
            for from in ["http", "search"] {
                let [middle, high] = ["p50", "p95"].map(|what| of(size, from, what));
                cells.push(match middle {
                    None => String::new(),
                    _ => format!("{}, {}", write(middle), write(high)),
                });
            }
        }
        rows.push(row(&cells));
    }
    rows.join("\n")
}

fn at(paragraphs: u64) -> String {
    format!("{} §§", count(paragraphs as f64))
}

/// One line of a table.
pub fn row<Cell: AsRef<str>>(cells: impl AsRef<[Cell]>) -> String {
    let mut line = "|".to_owned();
    for cell in cells.as_ref() {
        // Writing to a string cannot fail.
        let _ = write!(line, " {} |", cell.as_ref());
    }
    line
}

/// Numbers stand to the right.
pub fn rule(columns: usize) -> String {
    let mut cells = vec!["---"];
    cells.resize(columns, "---:");
    row(cells)
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::measure::results::tests::{results, results_and_beyond};

    #[test]
    fn tables_tell_what_was_asked_for_and_how_it_grows() {
        let written = written(&results());
        for line in [
            "2 cores (Some), 8 GB of memory, Linux 6, ext4; 2026-11-29 12:00, commit abc; load average before 0.1.",
            "| Asked for at 1 000 000 §§ | asked | 1 000 000 §§ |  |",
            "| records to archive and index, §/s | ≥ 8 000 | 9 000 | met |",
            "| answer p50, one client | ≤ 4.00 ms | 5.00 ms | **not met** |",
            "| growth of the time into archive and index | ≤ 1.05 | 1.00 | met |",
            "| Figure | 10 000 §§ | 100 000 §§ | 1 000 000 §§ | grows as N to the | at 10 000 000 |",
            "| records to archive and index, §/s | 9 000 | 9 000 | 9 000 | 1.00 | 9 000 |",
            "| answer, one client: p50 | 0.50 ms | 1.58 ms | 5.00 ms | 0.50 | 15.8 ms |",
            "| words | 100 | 12 | 2.00, 20.0 |  | 12 | 2.00, 20.0 |  | 12 | 2.00, 20.0 |  |",
        ] {
            assert!(
                written.lines().any(|found| found == line),
                "{line}\n{written}"
            );
        }
    }

    #[test]
    fn where_the_growth_leads_to_is_held_against_what_was_found_there() {
        let written = written(&results_and_beyond());
        for line in [
            "| Asked for at 1 000 000 §§ | asked | 1 000 000 §§ |  |",
            "| answer p50, one client | ≤ 4.00 ms | 5.00 ms | **not met** |",
            "| Figure | 10 000 §§ | 100 000 §§ | 1 000 000 §§ | grows as N to the | at 10 000 000 | measured there | of what was told |",
            "| records to archive and index, §/s | 9 000 | 9 000 | 9 000 | 1.00 | 9 000 | 4 500 | 0.50 × |",
            "| loading: most memory | 1.00 GB | 1.00 GB | 1.00 GB | 0.00 | 1.00 GB | 2.00 GB | 2.00 × |",
            "| answer, one client: p50 | 0.50 ms | 1.58 ms | 5.00 ms | 0.50 | 15.8 ms | 47.4 ms | 3.00 × |",
        ] {
            assert!(
                written.lines().any(|found| found == line),
                "{line}\n{written}"
            );
        }
    }
}
