//! What an export was asked for, in a form that can be kept and asked again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use paragraf_query::{KnownValues, SearchRequest};

use crate::answers::filters_of;
use crate::pages::asked::narrowed;
use crate::pages::search::filters_in_words;
use crate::swedish;

/// A search and what its files are to say of themselves.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The search.
    pub request: &'a SearchRequest,
    /// The names that filters are told by.
    pub known: &'a KnownValues,
    /// What addresses begin with; empty where the archive's own address is not known.
    pub base_url: &'a str,
    /// Address of the terms under which the rows may be used, where the operator names any.
    pub licence: Option<&'a str>,
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
    /// The same for people.
    pub in_swedish: InSwedish,
}

/// A search as the pages put it.
#[derive(Clone, Debug)]
pub struct InSwedish {
    /// `Kommun: Örebro kommun`
    pub filters: Vec<String>,
    /// `nyast först`
    pub order: &'static str,
    /// The page with the hits, without the archive's address.
    pub hits: String,
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
            in_swedish: InSwedish {
                filters: filters_in_words(request, wanted.known),
                order: swedish::order(request.sort),
                hits: narrowed(request, |_| {}),
            },
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
