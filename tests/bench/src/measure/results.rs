//! What a run measured, as it is kept.

use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::asked::{ASKED, Asked, Value};
use super::figures::{Figure, Figures};
use super::growth;
use super::machine::Machine;
use crate::data_set::Facts;

/// What was asked for was asked for at this size.
pub const ASKED_AT: u64 = 1_000_000;
/// The growth over smaller sizes is followed to this one, and judged where it was measured itself.
pub const BEYOND: u64 = 10_000_000;

/// What one program has shown on one machine, in one run or several.
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

    /// What an earlier run kept, where it was of the same committed program on the same machine; else nothing yet.
    pub fn of(machine: Machine, path: &Path) -> Results {
        let earlier = Results::read(path).ok();
        let sizes = earlier
            .filter(|earlier| earlier.machine.is_same(&machine))
            .map_or(Vec::new(), |earlier| earlier.sizes);
        Results { machine, sizes }
    }

    /// Takes up what was measured at a size; figures of the same minutes that were not measured anew stay.
    pub fn add(&mut self, facts: Facts, figures: Figures) {
        match self.sizes.iter_mut().find(|size| size.facts == facts) {
            Some(size) => size.figures.extend(figures),
            None => {
                self.sizes
                    .retain(|size| size.facts.paragraphs != facts.paragraphs);
                self.sizes.push(Size { facts, figures });
                self.sizes.sort_by_key(|size| size.facts.paragraphs);
            }
        }
    }

    /// Written after each size, so that a run that breaks off has told what it knew.
    pub fn write(&self, path: &Path) -> Result<()> {
        std::fs::write(path, serde_json::to_string_pretty(self)? + "\n")
            .with_context(|| path.display().to_string())
    }

    /// The sizes that growth is told over: all below [`BEYOND`].
    pub fn below(&self) -> impl Iterator<Item = &Size> + Clone {
        self.sizes
            .iter()
            .filter(|size| size.facts.paragraphs < BEYOND)
    }

    /// What was measured at [`BEYOND`].
    pub fn beyond(&self) -> Option<&Size> {
        self.sizes
            .iter()
            .find(|size| size.facts.paragraphs == BEYOND)
    }

    /// What grows of a figure, at every size below [`BEYOND`].
    pub fn costs(&self, figure: &Figure) -> Vec<(f64, f64)> {
        let costs = self.below().filter_map(|size| {
            let paragraphs = size.facts.paragraphs as f64;
            Some((paragraphs, figure.cost(&size.figures, paragraphs)?))
        });
        costs.collect()
    }

    /// How a figure grows over the sizes below [`BEYOND`].
    pub fn exponent(&self, figure: &Figure) -> Option<f64> {
        growth::exponent(&self.costs(figure))
    }

    /// What a figure would be at [`BEYOND`], from smaller sizes alone.
    pub fn predicted(&self, figure: &Figure) -> Option<f64> {
        let paragraphs = BEYOND as f64;
        let cost = growth::predicted(&self.costs(figure), paragraphs)?;
        Some(figure.of_cost(cost, paragraphs))
    }

    /// The size that is held against what was asked for: [`ASKED_AT`], without it the largest.
    pub fn held(&self) -> Option<&Size> {
        let mut sizes = self.sizes.iter();
        let asked = sizes.find(|size| size.facts.paragraphs == ASKED_AT);
        asked.or(self.sizes.last())
    }

    /// The value that is held against what was asked for.
    pub fn value(&self, asked: &Asked) -> Option<f64> {
        let held = |name: &str| self.held()?.figures.get(name).copied();
        match asked.value {
            Value::Of(name) => held(name),
            Value::MostOf(one, other) => {
                let found = [held(one), held(other)];
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
    use super::{BEYOND, Results, Size};
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
        assert!((results.predicted(load).unwrap() - 9_000.0).abs() < 1e-3);
        let p50 = Figure::named("http.p50").unwrap();
        assert!((results.exponent(p50).unwrap() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_million_is_held_against_what_was_asked_for() {
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

    /// The same, and what was found where they lead to: half the pace, twice the memory, three times the time.
    pub fn results_and_beyond() -> Results {
        let mut results = results();
        let mut beyond = results.sizes[2].clone();
        beyond.facts.paragraphs = BEYOND;
        for (name, value) in [
            ("load.rate", 4_500.0),
            ("load.resident", 2e9),
            ("http.p50", 47.4),
        ] {
            beyond.figures.insert(name.to_owned(), value);
        }
        results.sizes.push(beyond);
        results
    }

    #[test]
    fn what_was_measured_beyond_changes_neither_the_growth_nor_what_is_judged() {
        let (results, more) = (results(), results_and_beyond());
        for name in ["load.rate", "load.resident", "http.p50"] {
            let figure = Figure::named(name).unwrap();
            assert_eq!(more.exponent(figure), results.exponent(figure));
            assert_eq!(more.predicted(figure), results.predicted(figure));
        }
        let values =
            |results: &Results| -> Vec<f64> { results.judged().map(|(_, value)| value).collect() };
        assert_eq!(values(&more), values(&results));
    }

    #[test]
    fn parts_that_are_measured_one_after_the_other_stand_together() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("results.json");
        let machine = results().machine;
        assert_eq!(Results::of(machine.clone(), &path).sizes, []);

        results().write(&path).unwrap();
        let mut more = Results::of(machine.clone(), &path);
        let facts = more.sizes[1].facts.clone();
        more.add(
            facts.clone(),
            Figures::from([("http.p50".to_owned(), 1.25)]),
        );
        assert_eq!(more.sizes.len(), 3);
        assert_eq!(more.sizes[1].figures["http.p50"], 1.25);
        assert_eq!(more.sizes[1].figures["load.rate"], 9_000.0);
        // Other minutes of the same size take its place.
        let others = Facts { seed: 2, ..facts };
        more.add(others.clone(), Figures::new());
        assert_eq!(more.sizes.len(), 3);
        assert_eq!(more.sizes[1].facts, others);
        assert_eq!(more.sizes[1].figures, Figures::new());

        for other in [
            Machine {
                commit: "abd".to_owned(),
                ..machine.clone()
            },
            Machine {
                processor: "Other".to_owned(),
                ..machine
            },
        ] {
            assert_eq!(Results::of(other, &path).sizes, []);
        }
    }

    #[test]
    fn what_a_changed_program_showed_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("results.json");
        for commit in ["abc-dirty", "unknown"] {
            let mut results = results();
            results.machine.commit = commit.to_owned();
            results.write(&path).unwrap();
            assert_eq!(Results::of(results.machine, &path).sizes, []);
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("results.json");
        results().write(&path).unwrap();
        assert_eq!(Results::read(&path).unwrap(), results());
    }
}
