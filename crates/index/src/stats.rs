//! Counts over any search, exact and in one pass.

use std::collections::BTreeMap;

use paragraf_model::sort_key;

use crate::FacetCount;
use crate::collect::{Collected, Counted};
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
        let counts: BTreeMap<String, u64> = collected.counts.pop().unwrap_or_default();
        let counts = counts.into_iter();
        let mut counts: Vec<FacetCount> = counts
            .map(|(value, count)| FacetCount { value, count })
            .collect();
        if !matches!(self, StatsBy::Year | StatsBy::Month) {
            counts.sort_by_cached_key(|one| (std::cmp::Reverse(one.count), sort_key(&one.value)));
        }
        counts
    }
}
