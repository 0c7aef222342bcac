//! Reads which findings are asked for: the same for the API, the page and the `paragraf` program.

use paragraf_archive::{FindingCursor, FindingFilter};
use paragraf_model::{FindingKind, Severity};
use paragraf_query::{KnownValues, ParameterProblem, SearchRequest};

use crate::answers::{FindingsPage, finding_cursor};

/// Every parameter, in the order of the description.
pub const FINDING_PARAMETERS: [&str; 8] = [
    "kind",
    "severity",
    "municipality",
    "body",
    "from",
    "to",
    "size",
    "cursor",
];

/// Those that a search has too.
const OF_A_SEARCH: [&str; 5] = ["municipality", "body", "from", "to", "size"];

/// What was asked for.
#[derive(Clone, Debug)]
pub struct FindingRequest {
    /// Which findings.
    pub filter: FindingFilter,
    /// Which page of them.
    pub page: FindingsPage,
}

impl FindingRequest {
    /// Reads the parameters; an empty value is as good as none, because forms send what was left empty.
    ///
    /// # Errors
    /// Every parameter that is unknown, malformed, outside its closed set or repeated without being a filter.
    pub fn from_parameters<'a>(
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
        known: &KnownValues,
    ) -> Result<FindingRequest, Vec<ParameterProblem>> {
        let (of_search, own): (Vec<_>, Vec<_>) =
            pairs.partition(|(name, _)| OF_A_SEARCH.contains(name));
        let mut problems = Vec::new();
        let search = SearchRequest::from_parameters(of_search.into_iter(), known);
        let mut filter = FindingFilter::default();
        let mut after = None;
        for (name, value) in own {
            let read = match name {
                _ if !FINDING_PARAMETERS.contains(&name) => {
                    Err(ParameterProblem::unknown(name, value, &FINDING_PARAMETERS))
                }
                _ if value.trim().is_empty() => Ok(()),
                "kind" => kind(value.trim()).map(|kind| filter.kinds.push(kind)),
                "severity" => severity(value.trim()).map(|one| filter.severities.push(one)),
                _ => cursor(value, after).map(|cursor| after = Some(cursor)),
            };
            problems.extend(read.err());
        }
        let search = match search {
            Ok(search) if problems.is_empty() => search,
            search => {
                problems.extend(search.err().unwrap_or_default());
                return Err(problems);
            }
        };
        filter.kinds.sort_unstable();
        filter.kinds.dedup();
        filter.severities.sort_unstable();
        filter.severities.dedup();
        let size = search.size;
        Ok(FindingRequest {
            filter: FindingFilter {
                municipalities: search.filters.municipalities,
                bodies: search.filters.bodies,
                from: search.filters.from,
                to: search.filters.to,
                ..filter
            },
            page: FindingsPage { after, size },
        })
    }
}

fn kind(value: &str) -> Result<FindingKind, ParameterProblem> {
    FindingKind::from_name(value).ok_or_else(|| {
        let legal = FindingKind::ALL.map(|kind| kind.name().to_owned()).to_vec();
        let message = format!("Iakttagelser av slaget ”{value}” finns inte.");
        problem("kind", value, "unknown_value", message, legal)
    })
}

fn severity(value: &str) -> Result<Severity, ParameterProblem> {
    let mut all = Severity::ALL.into_iter();
    all.find(|severity| severity.name() == value)
        .ok_or_else(|| {
            let legal = Severity::ALL.map(|one| one.name().to_owned()).to_vec();
            let message = format!("Allvarsgraden ”{value}” finns inte.");
            problem("severity", value, "unknown_value", message, legal)
        })
}

fn cursor(value: &str, earlier: Option<FindingCursor>) -> Result<FindingCursor, ParameterProblem> {
    if earlier.is_some() {
        let message = "Parametern ”cursor” kan bara ges en gång.".to_owned();
        return Err(problem("cursor", value, "repeated", message, Vec::new()));
    }
    finding_cursor(value.trim()).ok_or_else(|| {
        let message = "Sidmärket går inte att läsa. Börja om utan det.".to_owned();
        problem("cursor", value, "invalid_cursor", message, Vec::new())
    })
}

fn problem(
    parameter: &str,
    value: &str,
    code: &'static str,
    message: String,
    legal: Vec<String>,
) -> ParameterProblem {
    ParameterProblem {
        parameter: parameter.to_owned(),
        value: value.to_owned(),
        code,
        message,
        legal,
    }
}
