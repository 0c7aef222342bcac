//! The parameters of `GET /search` and of `paragraf search`, read and written.

mod read;

use chrono::NaiveDate;

use crate::{SearchRequest, Sort, Zone};

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
    /// Case officers are switched off: neither filter nor field asks for them.
    pub hides_officers: bool,
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

impl ParameterProblem {
    /// No parameter has this name; these are there.
    pub fn unknown(name: &str, value: &str, known: &[&str]) -> ParameterProblem {
        let message = match known {
            [] => format!("Parametern ”{name}” finns inte; adressen tar inga parametrar."),
            _ => format!(
                "Parametern ”{name}” finns inte. De som finns är {}.",
                known.join(", ")
            ),
        };
        ParameterProblem {
            parameter: name.to_owned(),
            value: value.to_owned(),
            code: "unknown_parameter",
            message,
            legal: known.iter().map(|&word| word.to_owned()).collect(),
        }
    }
}

impl SearchRequest {
    /// Reads the parameters of a search; `relax` and `facets` are on unless the request says otherwise.
    /// An empty value is as good as none, because forms send what was left empty.
    ///
    /// # Errors
    /// Every parameter that is unknown, malformed, outside its closed set or repeated without being a filter.
    pub fn from_parameters<'a>(
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
        known: &KnownValues,
    ) -> Result<SearchRequest, Vec<ParameterProblem>> {
        SearchRequest::read(pairs, known, None)
    }

    /// As [`SearchRequest::from_parameters`], of a request made on this day: the query may tell days from it.
    ///
    /// # Errors
    /// The same.
    pub fn from_parameters_on<'a>(
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
        known: &KnownValues,
        today: NaiveDate,
    ) -> Result<SearchRequest, Vec<ParameterProblem>> {
        SearchRequest::read(pairs, known, Some(today))
    }

    fn read<'a>(
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
        known: &KnownValues,
        today: Option<NaiveDate>,
    ) -> Result<SearchRequest, Vec<ParameterProblem>> {
        let mut reader = read::Reader::new(known, today);
        for (name, value) in pairs {
            reader.read(name, value);
        }
        reader.finish()
    }

    /// The parameters that ask for the same page, in canonical order, without what is as by default.
    /// Take [`SearchRequest::first_page`] first for the address of the search.
    pub fn to_parameters(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let mut push = |name: &str, value: &str| pairs.push((name.to_owned(), value.to_owned()));
        if !self.query.typed.is_empty() {
            push("q", &self.query.typed);
        }
        self.push_filters(&mut push);
        if self.sort != Sort::default() {
            push("sort", self.sort.name());
        }
        if self.size != SearchRequest::DEFAULT_SIZE {
            push("size", &self.size.to_string());
        }
        if let Some(cursor) = &self.cursor {
            push("cursor", cursor);
        }
        if !self.facets {
            push("facets", "false");
        }
        if !self.relax {
            push("relax", "false");
        }
        pairs
    }

    fn push_filters(&self, push: &mut impl FnMut(&str, &str)) {
        let filters = &self.filters;
        let mut each = |name: &str, values: &mut dyn Iterator<Item = String>| {
            values.for_each(|value| push(name, &value));
        };
        each("municipality", &mut filters.municipalities.iter().cloned());
        each("body", &mut filters.bodies.iter().cloned());
        each(
            "case",
            &mut filters.cases.iter().map(|case| case.canonical().to_owned()),
        );
        each("officer", &mut filters.officers.iter().cloned());
        each(
            "outcome",
            &mut filters
                .outcomes
                .iter()
                .map(|outcome| outcome.name().to_owned()),
        );
        each(
            "section",
            &mut filters
                .zones
                .iter()
                .copied()
                .map(Zone::name)
                .map(str::to_owned),
        );
        each("from", &mut filters.from.iter().map(ToString::to_string));
        each("to", &mut filters.to.iter().map(ToString::to_string));
        each("year", &mut filters.years.iter().map(ToString::to_string));
        each("language", &mut filters.languages.iter().cloned());
    }
}
