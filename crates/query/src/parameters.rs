//! The parameters of `GET /search` and of `paragraf search`, read and written.

use crate::{Query, SearchRequest};

/// Every parameter of a search, in canonical order.
pub const PARAMETERS: [&str; 16] = [
    "q",
    "municipality",
    "body",
    "case",
    "officer",
    "outcome",
    "section",
    "from",
    "to",
    "year",
    "language",
    "sort",
    "size",
    "cursor",
    "facets",
    "relax",
];

/// The closed sets that values are held against: the register and what the archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct KnownValues {
    /// Municipalities and regions.
    pub municipalities: Vec<KnownMunicipality>,
    /// Bodies of any municipality.
    pub bodies: Vec<KnownBody>,
}

/// A municipality that a search may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownMunicipality {
    /// As in ids.
    pub short_name: String,
    /// Full name.
    pub name: String,
    /// Statistics Sweden's code; empty for one that is not in the register.
    pub code: String,
}

/// A body that a search may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBody {
    /// As in ids.
    pub slug: String,
    /// Full name.
    pub name: String,
}

/// A parameter that cannot be followed: a request with one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterProblem {
    /// The parameter's name as given.
    pub parameter: String,
    /// Its value as given.
    pub value: String,
    /// Stable: `unknown_parameter`, `unknown_value`, `malformed_value`, `repeated`, `too_many`.
    pub code: &'static str,
    /// A Swedish sentence.
    pub message: String,
    /// The legal values, or the nearest where they are many.
    pub legal: Vec<String>,
}

impl SearchRequest {
    /// Reads the parameters of a search; `relax` is off and `facets` are on unless the request says otherwise.
    /// An empty value is as good as none, because forms send what was left empty.
    ///
    /// # Errors
    /// Every parameter that is unknown, malformed, outside its closed set or repeated without being a filter.
    pub fn from_parameters<'a>(
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
        _known: &KnownValues,
    ) -> Result<SearchRequest, Vec<ParameterProblem>> {
        let mut request = SearchRequest::new(Query::all());
        for (name, value) in pairs {
            if name == "q" {
                request.query = Query::parse(value);
            }
        }
        Ok(request)
    }

    /// The parameters that ask for the same search, in canonical order, without what is as by default.
    pub fn to_parameters(&self) -> Vec<(String, String)> {
        vec![("q".to_owned(), self.query.typed.clone())]
    }
}
