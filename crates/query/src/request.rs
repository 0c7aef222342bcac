//! Everything that decides what a search answers.

use chrono::NaiveDate;
use paragraf_model::{CaseNumber, Outcome};

use crate::{Query, Zone};

/// One search.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchRequest {
    /// What was typed.
    pub query: Query,
    /// What was chosen beside it.
    pub filters: Filters,
    /// In which order.
    pub sort: Sort,
    /// Hits a page, 1 to [`SearchRequest::MAX_SIZE`].
    pub size: u32,
    /// Where the page before ended, as the answer gave it.
    pub cursor: Option<String>,
    /// Whether to count facets.
    pub facets: bool,
    /// Whether all words but one may be enough when too little is found.
    pub relax: bool,
}

/// Facts that hits must have: any value of each list, and all lists.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Filters {
    /// Short names.
    pub municipalities: Vec<String>,
    /// As in ids.
    pub bodies: Vec<String>,
    /// Cases.
    pub cases: Vec<CaseNumber>,
    /// Whole names, or parts of them.
    pub officers: Vec<String>,
    /// Kinds of decision.
    pub outcomes: Vec<Outcome>,
    /// Search the words only there; empty means everywhere.
    pub zones: Vec<Zone>,
    /// That day included.
    pub from: Option<NaiveDate>,
    /// That day included.
    pub to: Option<NaiveDate>,
    /// Calendar years.
    pub years: Vec<u16>,
    /// ISO 639-1 codes.
    pub languages: Vec<String>,
}

/// In which order hits come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best first; of equals the newest.
    #[default]
    Relevance,
    /// Newest meeting first.
    Newest,
    /// Oldest meeting first.
    Oldest,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Oldest];

    /// As in the API.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Relevance => "relevance",
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
        }
    }

    /// Reads the API's name.
    pub fn from_name(name: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

impl SearchRequest {
    /// Hits a page where the request does not say.
    pub const DEFAULT_SIZE: u32 = 20;
    /// Most hits a page.
    pub const MAX_SIZE: u32 = 100;

    /// The first page of a query: no filters, by relevance, with facets, without relaxing.
    pub fn new(query: Query) -> SearchRequest {
        SearchRequest {
            query,
            filters: Filters::default(),
            sort: Sort::Relevance,
            size: SearchRequest::DEFAULT_SIZE,
            cursor: None,
            facets: true,
            relax: false,
        }
    }

    /// The same search from its beginning.
    pub fn first_page(&self) -> SearchRequest {
        SearchRequest {
            cursor: None,
            ..self.clone()
        }
    }
}
