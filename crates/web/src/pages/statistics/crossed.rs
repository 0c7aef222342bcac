//! Outcomes year by year.

use paragraf_index::{FacetCount, StatsBy};

use super::{Counting, LONG_TABLE};
use crate::answers::FacetAnswer;
use crate::pages::asked;
use crate::pages::chart::columns::{Columns, Point, Size};
use crate::swedish;

/// Outcomes year by year: a small picture for each, and one table.
pub(super) struct OutcomesOfYears {
    pub(super) pictures: Vec<Small>,
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<YearRow>,
}

pub(super) struct Small {
    pub(super) label: String,
    pub(super) url: String,
    pub(super) counted: String,
    pub(super) chart: Columns,
}

pub(super) struct YearRow {
    pub(super) year: String,
    pub(super) url: String,
    /// Whether any minutes of the year are held.
    pub(super) is_held: bool,
    pub(super) cells: Vec<Cell>,
}

pub(super) struct Cell {
    pub(super) heading: String,
    pub(super) count: String,
    pub(super) url: String,
}

impl Counting<'_> {
    pub(super) fn outcomes_of_years(&self) -> Option<OutcomesOfYears> {
        let years = self.years();
        let outcomes = self.labelled(StatsBy::Outcome);
        if years.len() < 2 || years.len() > LONG_TABLE || outcomes.is_empty() {
            return None;
        }
        let count = |year: &str, outcome: &str| {
            let mut all = self.overview.outcomes_of_years.iter();
            let found = all.find(|one| one.year == year && one.outcome == outcome);
            found.map_or(0, |found| found.count)
        };
        let small = |outcome: &FacetAnswer| {
            let point = |FacetCount { value: year, .. }: &FacetCount| Point {
                told: String::new(),
                label: year.clone(),
                url: String::new(),
                count: count(year, &outcome.value),
            };
            let points: Vec<Point> = years.iter().map(point).collect();
            Small {
                label: outcome.label.clone(),
                url: asked::with_outcome(self.request, &outcome.value, None),
                counted: swedish::count(outcome.count),
                chart: Columns::of(outcome.label.clone(), &points, Size::Small),
            }
        };
        let cell = |year: &str, outcome: &FacetAnswer| {
            let count = count(year, &outcome.value);
            Cell {
                heading: outcome.label.clone(),
                url: match count {
                    0 => String::new(),
                    _ => asked::with_outcome(self.request, &outcome.value, Some(year)),
                },
                count: swedish::count(count),
            }
        };
        let row = |FacetCount { value: year, count }: &FacetCount| YearRow {
            year: year.clone(),
            url: match count {
                0 => String::new(),
                _ => asked::in_year(self.request, year),
            },
            is_held: *count > 0 || self.is_held(year),
            cells: outcomes.iter().map(|outcome| cell(year, outcome)).collect(),
        };
        Some(OutcomesOfYears {
            pictures: outcomes.iter().map(small).collect(),
            headings: outcomes.iter().map(|one| one.label.clone()).collect(),
            rows: years.iter().map(row).collect(),
        })
    }
}
