//! Counts over any search.

use std::collections::BTreeMap;

use paragraf_index::{FacetCount, Patience, StatsBy};
use paragraf_query::{KnownValues, SearchRequest};
use serde::Serialize;
use utoipa::ToSchema;

use super::search::{snapshot, values_of_body, values_of_municipality, values_of_outcome};
use super::{AnswerError, FacetAnswer, Sources, filters_of};

/// How many of a search's hits have which value: exact, and never relaxed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatsAnswer {
    /// What was counted by.
    pub by: String,
    /// What was searched.
    pub query: StatsQueryAnswer,
    /// Exactly how many paragraphs match.
    pub total: u64,
    /// The index that answered: changes with a rebuild alone, not with what is read in.
    pub generation: String,
    /// The last change of the archive that the answering index holds: grows with what is read in.
    pub sequence: u64,
    /// Only values that hits have. Years and months (`2023-05`) in order of time, others most first. A paragraph may
    /// have several outcomes or none, so these need not add up to the total.
    pub counts: Vec<FacetAnswer>,
}

/// What was searched: as typed and as understood.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatsQueryAnswer {
    /// Exactly what was typed.
    pub typed: String,
    /// The query in its plainest form, as it was read.
    pub understood: String,
    /// The filters in use: a list of values for each parameter.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Swedish sentences about what was not read the way it may have been meant.
    pub notes: Vec<String>,
}

/// Counts the hits of a search.
pub fn stats(
    sources: &Sources,
    known: &KnownValues,
    request: &SearchRequest,
    by: StatsBy,
    patience: &Patience,
) -> Result<StatsAnswer, AnswerError> {
    let stats = sources.index.stats_within(request, by, patience)?;
    let (generation, sequence) = snapshot(&stats.generation);
    Ok(StatsAnswer {
        by: by.name().to_owned(),
        counts: labelled_counts(&stats.counts, by, known),
        total: stats.total,
        generation,
        sequence,
        query: StatsQueryAnswer {
            typed: request.query.typed.clone(),
            understood: request.query.understood(),
            filters: filters_of(request),
            notes: stats.notes,
        },
    })
}

/// Counts with the words that citizens read.
pub fn labelled_counts(
    counts: &[FacetCount],
    by: StatsBy,
    known: &KnownValues,
) -> Vec<FacetAnswer> {
    match by {
        StatsBy::Year | StatsBy::Month => counts.iter().map(FacetAnswer::plain).collect(),
        StatsBy::Body => values_of_body(counts, known),
        StatsBy::Municipality => values_of_municipality(counts, known),
        StatsBy::Outcome => values_of_outcome(counts),
    }
}
