//! What an export was asked for, in a form that can be kept and asked again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use paragraf_query::SearchRequest;

use crate::answers::filters_of;

/// A search and what its files are to say of themselves.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The search.
    pub request: &'a SearchRequest,
    /// What addresses begin with; empty where the archive's own address is not known.
    pub base_url: &'a str,
    /// The day on which it was asked: a query may tell days from it.
    pub day: NaiveDate,
}

/// What was asked, as manifests tell it.
#[derive(Clone, Debug)]
pub struct Question {
    /// The query exactly as typed.
    pub query: String,
    /// The query in its plainest form, as it was read.
    pub understood: String,
    /// The filters in use: a list of values for each parameter.
    pub filters: BTreeMap<String, Vec<String>>,
    /// `relevance`, `newest` or `oldest`.
    pub sort: String,
    /// The day on which it was asked.
    pub day: NaiveDate,
    /// Swedish sentences about what was not read the way it may have been meant.
    pub notes: Vec<String>,
}

impl Question {
    /// Of a search.
    pub fn of(wanted: &Wanted<'_>) -> Question {
        let request = wanted.request;
        Question {
            query: request.query.typed.clone(),
            understood: request.query.understood(),
            filters: filters_of(request),
            sort: request.sort.name().to_owned(),
            day: wanted.day,
            notes: request.query.notes.clone(),
        }
    }

    /// The search in words, for the description of a file.
    pub fn in_words(&self) -> String {
        let mut words = match self.understood.as_str() {
            "" => "everything".to_owned(),
            understood => format!("the query {understood}"),
        };
        for (name, values) in &self.filters {
            words.push_str(&format!("; {name}: {}", values.join(", ")));
        }
        words
    }
}
