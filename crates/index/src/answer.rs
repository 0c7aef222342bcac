//! What a search answers.

use crate::Matcher;

/// One page of hits and what was counted.
#[derive(Clone, Debug)]
pub struct SearchAnswer {
    /// Exactly how many paragraphs match.
    pub total: u64,
    /// This page.
    pub hits: Vec<Hit>,
    /// Where asked for.
    pub facets: Option<Facets>,
    /// The cursor of the next page; `None` on the last.
    pub next: Option<String>,
    /// Whether all words but one were enough.
    pub relaxed: bool,
    /// How many match the query as it was typed, without help; as many as `total` where none was needed.
    pub total_as_typed: u64,
    /// Swedish sentences: the query's own and what the search has to add.
    pub notes: Vec<String>,
    /// A spelling that would find more.
    pub did_you_mean: Option<String>,
    /// The generation that answered.
    pub generation: String,
    /// Marks the hits' texts.
    pub matcher: Matcher,
}

/// One paragraph found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The archive's permanent key.
    pub key: u64,
    /// Comparable within one answer only; 0 for a search without words.
    pub score: f32,
}

/// How many of the hits have which value. Each facet disregards its own filter, so that one can choose another value.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Facets {
    /// By short name, most first.
    pub municipality: Vec<FacetCount>,
    /// By the body's part of the id, most first.
    pub body: Vec<FacetCount>,
    /// Newest first.
    pub year: Vec<FacetCount>,
    /// By name, most first.
    pub outcome: Vec<FacetCount>,
    /// By name as printed, most first.
    pub officer: Vec<FacetCount>,
}

/// How many hits have one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value.
    pub value: String,
    /// The hits that have it.
    pub count: u64,
}
