//! What a run measured, as it is kept.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::asked::{ASKED, Asked, Value};
use super::figures::{Figure, Figures};
use super::growth;
use super::machine::Machine;
use crate::data_set::Facts;

/// One run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    pub machine: Machine,
    /// Smallest first.
    pub sizes: Vec<Size>,
}

/// What was measured at one size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Size {
    pub facts: Facts,
    pub figures: Figures,
}

impl Results {
    /// Reads what an earlier run wrote.
    pub fn read(path: &Path) -> Result<Results> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }

    /// Written after each size, so that a run that breaks off has told what it knew.
    pub fn write(&self, path: &Path) -> Result<()> {
        std::fs::write(path, serde_json::to_string_pretty(self)? + "\n")
            .with_context(|| path.display().to_string())
    }

    /// What grows of a figure, at every size.
    pub fn costs(&self, figure: &Figure) -> Vec<(f64, f64)> {
        let costs = self.sizes.iter().filter_map(|size| {
            let paragraphs = size.facts.paragraphs as f64;
            Some((paragraphs, figure.cost(&size.figures, paragraphs)?))
        });
        costs.collect()
    }

    /// How a figure grows over the sizes.
    pub fn exponent(&self, figure: &Figure) -> Option<f64> {
        growth::exponent(&self.costs(figure))
    }

    /// What a figure would be at another size.
    pub fn predicted(&self, figure: &Figure, paragraphs: f64) -> Option<f64> {
        let cost = growth::predicted(&self.costs(figure), paragraphs)?;
        Some(figure.of_cost(cost, paragraphs))
    }

    /// The value that is held against what was asked for.
    pub fn value(&self, asked: &Asked) -> Option<f64> {
        let of_largest = |name: &str| self.sizes.last()?.figures.get(name).copied();
        match asked.value {
            Value::Of(name) => of_largest(name),
            Value::MostOf(one, other) => {
                let found = [of_largest(one), of_largest(other)];
                found.into_iter().flatten().reduce(f64::max)
            }
            Value::GrowthOf(name) => self.exponent(Figure::named(name)?),
        }
    }

    /// What was asked for and measured here.
    pub fn judged(&self) -> impl Iterator<Item = (&'static Asked, f64)> {
        ASKED
            .iter()
            .filter_map(|asked| Some((asked, self.value(asked)?)))
    }
}

#[cfg(test)]
pub mod tests {
    use super::{Results, Size};
    use crate::data_set::Facts;
    use crate::measure::asked::ASKED;
    use crate::measure::figures::{Figure, Figures};
    use crate::measure::machine::Machine;

    /// Three sizes: time grows with the paragraphs, p50 by half as much.
    pub fn results() -> Results {
        let size = |paragraphs: u64| Size {
            facts: Facts {
                paragraphs,
                documents: paragraphs / 15,
                text_bytes: paragraphs * 1_300,
                file_bytes: paragraphs * 1_500,
                seed: 1,
            },
            figures: Figures::from([
                ("load.rate".to_owned(), 9_000.0),
                ("load.resident".to_owned(), 1e9),
                ("http.p50".to_owned(), (paragraphs as f64).sqrt() / 200.0),
                ("http.kind.words.p50".to_owned(), 2.0),
                ("http.kind.words.p95".to_owned(), 20.0),
                ("http.kind.words.count".to_owned(), 100.0),
                ("http.kind.words.hits".to_owned(), 12.0),
            ]),
        };
        Results {
            machine: Machine {
                cores: 2,
                processor: "Some".to_owned(),
                memory: 8_000_000_000,
                system: "Linux 6".to_owned(),
                disk: "ext4".to_owned(),
                load_before: 0.1,
                date: "2026-11-29 12:00".to_owned(),
                commit: "abc".to_owned(),
            },
            sizes: [10_000, 100_000, 1_000_000].map(size).to_vec(),
        }
    }

    #[test]
    fn a_steady_pace_grows_by_one_and_stays_the_same_beyond() {
        let results = results();
        let load = Figure::named("load.rate").unwrap();
        assert!((results.exponent(load).unwrap() - 1.0).abs() < 1e-9);
        assert!((results.predicted(load, 1e7).unwrap() - 9_000.0).abs() < 1e-3);
        let p50 = Figure::named("http.p50").unwrap();
        assert!((results.exponent(p50).unwrap() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn the_largest_size_is_held_against_what_was_asked_for() {
        let results = results();
        let judged: Vec<(&str, bool)> = results
            .judged()
            .map(|(asked, value)| (asked.label, asked.limit.is_met(value)))
            .collect();
        let label = |place: usize| ASKED[place].label;
        let expected = [
            (label(0), true),
            (label(2), true),
            (label(5), false),
            (label(11), true),
        ];
        assert_eq!(judged, expected);
    }

    #[test]
    fn what_was_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("results.json");
        results().write(&path).unwrap();
        assert_eq!(Results::read(&path).unwrap(), results());
    }
}
