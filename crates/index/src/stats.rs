//! Counts over any search, exact and in one pass.

use crate::FacetCount;
use crate::collect::{Collected, Counted, Tallied};
use crate::schema::column;

/// What is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatsBy {
    /// Calendar year of the meeting.
    Year,
    /// Its month: `2023-05`.
    Month,
    /// The body's part of the id.
    Body,
    /// Short name.
    Municipality,
    /// Kind of decision. A paragraph may have several or none.
    Outcome,
}

/// How many of a search's hits have which value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Exactly how many paragraphs match.
    pub total: u64,
    /// Only values that hits have: times in order of time, others most first.
    pub counts: Vec<FacetCount>,
    /// Swedish sentences: the query's own and what the search has to add.
    pub notes: Vec<String>,
    /// The generation and state that answered, as in [`crate::SearchAnswer::generation`].
    pub generation: String,
}

/// A search counted by every one of its facts: of one snapshot, in one pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Exactly how many paragraphs match.
    pub total: u64,
    /// For each of [`StatsBy::ALL`], in that order: only values that hits have, in the order of [`Stats::counts`].
    counts: Vec<Vec<FacetCount>>,
    /// In order of time, and of a year by name. A paragraph may have several outcomes or none.
    pub outcomes_of_years: Vec<OutcomeOfYear>,
    /// Swedish sentences: the query's own and what the search has to add.
    pub notes: Vec<String>,
    /// The generation and state that answered, as in [`crate::SearchAnswer::generation`].
    pub generation: String,
}

/// How many of a year's hits have an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeOfYear {
    /// Calendar year of the meeting.
    pub year: String,
    /// The outcome's name.
    pub outcome: String,
    /// Hits.
    pub count: u64,
}

impl Overview {
    pub(crate) fn counted() -> Vec<Counted> {
        let each = StatsBy::ALL.into_iter().map(StatsBy::counted);
        each.chain([Counted::OutcomeOfYear]).collect()
    }

    /// Of what a pass has counted in the columns of [`Overview::counted`].
    pub(crate) fn of(mut collected: Collected, notes: Vec<String>, generation: String) -> Overview {
        let of_years = collected.counts.pop().unwrap_or_default().into_iter();
        let of_year = |one: Tallied| {
            let (year, outcome) = one.value.split_once(' ')?;
            Some(OutcomeOfYear {
                year: year.to_owned(),
                outcome: outcome.to_owned(),
                count: one.count,
            })
        };
        let each = StatsBy::ALL.into_iter().zip(collected.counts);
        Overview {
            total: collected.total,
            counts: each.map(|(by, counts)| by.sorted(counts)).collect(),
            outcomes_of_years: of_years.filter_map(of_year).collect(),
            notes,
            generation,
        }
    }

    /// Counted by this.
    pub fn by(&self, by: StatsBy) -> &[FacetCount] {
        let place = StatsBy::ALL.iter().position(|one| *one == by);
        let counts = place.and_then(|place| self.counts.get(place));
        counts.map(Vec::as_slice).unwrap_or_default()
    }
}

impl StatsBy {
    /// Every one.
    pub const ALL: [StatsBy; 5] = [
        StatsBy::Year,
        StatsBy::Month,
        StatsBy::Body,
        StatsBy::Municipality,
        StatsBy::Outcome,
    ];

    /// As in the API.
    pub fn name(self) -> &'static str {
        match self {
            StatsBy::Year => "year",
            StatsBy::Month => "month",
            StatsBy::Body => "body",
            StatsBy::Municipality => "municipality",
            StatsBy::Outcome => "outcome",
        }
    }

    /// Reads the API's name.
    pub fn from_name(name: &str) -> Option<StatsBy> {
        StatsBy::ALL.into_iter().find(|by| by.name() == name)
    }

    pub(crate) fn counted(self) -> Counted {
        match self {
            StatsBy::Year => Counted::Year,
            StatsBy::Month => Counted::Month,
            StatsBy::Body => Counted::Text(column::BODY),
            StatsBy::Municipality => Counted::Text(column::MUNICIPALITY),
            StatsBy::Outcome => Counted::Text(column::OUTCOME),
        }
    }

    /// The values that a pass has counted, in order.
    pub(crate) fn in_order(self, mut collected: Collected) -> Vec<FacetCount> {
        self.sorted(collected.counts.pop().unwrap_or_default())
    }

    fn sorted(self, values: Vec<Tallied>) -> Vec<FacetCount> {
        let mut values = values;
        match self {
            StatsBy::Year | StatsBy::Month => values.sort_unstable_by_key(|one| one.rank),
            _ => values.sort_unstable_by_key(Tallied::most_first),
        }
        let counts = values.iter().map(|one| FacetCount {
            value: one.value.to_string(),
            count: one.count,
        });
        counts.collect()
    }
}
