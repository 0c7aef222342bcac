//! Two runs beside each other: of the same figures at the same sizes, how many times the later one is better.

use super::figures::{FIGURES, Growth, Unit};
use super::results::Results;
use super::table::{row, rule};

/// Ratios above 1 are improvements: less time and memory, or a higher pace.
pub fn written(old: &Results, new: &Results) -> String {
    let mut tables = vec![format!(
        "before: {}\nafter: {}",
        old.machine.told(),
        new.machine.told()
    )];
    for size in &new.sizes {
        let same = |other: &&super::results::Size| other.facts.paragraphs == size.facts.paragraphs;
        let Some(before) = old.sizes.iter().find(same) else {
            continue;
        };
        let title = format!("{} §§", super::figures::count(size.facts.paragraphs as f64));
        let mut rows = vec![
            row([title.as_str(), "before", "after", "times better"]),
            rule(4),
        ];
        for figure in FIGURES {
            let found = (
                before.figures.get(figure.name),
                size.figures.get(figure.name),
            );
            let (Some(was), Some(is)) = found else {
                continue;
            };
            let better = match is_pace(figure.unit, figure.growth) {
                true => is / was,
                false => was / is,
            };
            let better = match better.is_finite() {
                true => format!("{better:.2}"),
                false => String::new(),
            };
            let unit = figure.unit;
            rows.push(row([
                figure.label,
                &unit.written(*was),
                &unit.written(*is),
                &better,
            ]));
        }
        tables.push(rows.join("\n"));
    }
    tables.join("\n\n")
}

fn is_pace(unit: Unit, growth: Growth) -> bool {
    growth == Growth::Pace || matches!(unit, Unit::PerSecond | Unit::MegabytesPerSecond)
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::measure::results::tests::results;

    #[test]
    fn more_is_better_of_a_pace_and_less_of_a_cost() {
        let (old, mut new) = (results(), results());
        new.sizes.remove(0);
        for size in &mut new.sizes {
            size.figures.insert("load.rate".to_owned(), 18_000.0);
            size.figures.insert("load.resident".to_owned(), 2e9);
        }
        let written = written(&old, &new);
        let better = "| records to archive and index, §/s | 9 000 | 18 000 | 2.00 |";
        let worse = "| loading: most memory | 1.00 GB | 2.00 GB | 0.50 |";
        for line in [better, worse] {
            assert_eq!(
                written.lines().filter(|found| *found == line).count(),
                2,
                "{written}"
            );
        }
        assert!(!written.contains("| 10 000 §§"));
    }
}
