//! `GET /api/v1/openapi.json`: the interface described (OpenAPI 3.1), held against the real answers by a test.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use paragraf_index::StatsBy;
use paragraf_model::{FindingKind, Outcome, SectionKind, Severity};
use paragraf_query::{Sort, Zone};
use serde_json::{Value, json};
use utoipa::{IntoParams, OpenApi};

use super::{
    cases, changes, citations, export, feed, findings, original, records, search, stats, suggest,
};
use crate::answers::SUGGESTION_KINDS;
use crate::citation::CitationFormat;
use crate::parameters::NoParameters;
use crate::problem::Problem;

/// The query and its filters. Filters may be repeated: any value of each, and all filters.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "describes parameters that `SearchRequest::from_parameters` reads"
)]
pub struct FilterParameters {
    /// The query; the page /hjalp tells the language. Empty matches everything.
    q: Option<String>,
    /// Short name, full name or code. Outside the closed set: 400.
    municipality: Option<Vec<String>>,
    /// Name, or its part of an id. Outside the closed set: 400.
    body: Option<Vec<String>>,
    /// Case number in any spelling.
    case: Option<Vec<String>>,
    /// Name of a case officer. One that nobody bears gives no hits.
    officer: Option<Vec<String>>,
    /// Kind of decision.
    outcome: Option<Vec<String>>,
    /// Search the words only there.
    section: Option<Vec<String>>,
    /// First day of the meeting, that day included.
    from: Option<NaiveDate>,
    /// Last day of the meeting, that day included.
    to: Option<NaiveDate>,
    /// Calendar year of the meeting.
    year: Option<Vec<u16>>,
    /// ISO 639-1 code.
    language: Option<Vec<String>>,
}

/// In which order hits come.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "describes parameters that `SearchRequest::from_parameters` reads"
)]
pub struct OrderParameters {
    /// In which order; by relevance where not said.
    sort: Option<String>,
}

/// How to page through the hits.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "describes parameters that `SearchRequest::from_parameters` reads"
)]
pub struct PageParameters {
    /// Hits a page; 20 where not said.
    #[param(minimum = 1, maximum = 100)]
    size: Option<u32>,
    /// Where the page before ended: `next` of its answer. In the order of relevance it lasts until the index changes (400
    /// with the code `stale_cursor`, to begin anew without it); in the order of days it goes on over every change.
    cursor: Option<String>,
    /// Whether to count facets; true where not said.
    facets: Option<bool>,
    /// Whether other spellings and words, and all words but one, may be tried when too little is found; true where not
    /// said.
    relax: Option<bool>,
}

/// Which findings. Filters may be repeated: any value of each, and all filters.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "describes parameters that `FindingRequest::from_parameters` reads"
)]
pub struct FindingParameters {
    /// What it is about: `decision_missing`, `vote_does_not_add_up` …
    kind: Option<Vec<String>>,
    /// How much it matters.
    severity: Option<Vec<String>>,
    /// Short name, full name or code. Outside the closed set: 400.
    municipality: Option<Vec<String>>,
    /// Name, or its part of an id. Outside the closed set: 400.
    body: Option<Vec<String>>,
    /// First day of the meeting, that day included.
    from: Option<NaiveDate>,
    /// Last day of the meeting, that day included.
    to: Option<NaiveDate>,
    /// Findings a page; 20 where not said.
    #[param(minimum = 1, maximum = 100)]
    size: Option<u32>,
    /// Where the page before ended: `next` of its answer.
    cursor: Option<String>,
}

/// Which bodies and years. Filters may be repeated: any value of each, and all filters.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "describes parameters that `SearchRequest::from_parameters` reads"
)]
pub struct StatusParameters {
    /// Short name, full name or code. Outside the closed set: 400.
    municipality: Option<Vec<String>>,
    /// Name, or its part of an id. Outside the closed set: 400.
    body: Option<Vec<String>>,
    /// Calendar year of the meetings.
    year: Option<Vec<u16>>,
}

/// Which file.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    reason = "describes parameters that the export reads by name"
)]
pub struct FileParameters {
    /// `csv` where not said.
    format: Option<String>,
    /// For CSV: as Swedish Excel opens it, with semicolons and a byte order mark.
    dialect: Option<String>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Paragraf",
        description = "Decisions of Swedish municipalities, paragraph by paragraph. Public, without a key, for reading. \
            Ids are permanent. Unknown parameters are refused, never ignored. Errors are RFC 9457 problems: compare \
            `code`. Every field is always there; what a document does not show is null or an empty list."
    ),
    paths(
        search::search,
        suggest::suggest,
        stats::stats,
        records::paragraph,
        records::meeting,
        records::document,
        original::original,
        cases::case,
        cases::lookup,
        citations::citation,
        records::officers,
        findings::status,
        findings::findings,
        changes::changes,
        export::export,
        export::manifest,
        feed::atom,
        feed::json,
    ),
    tags(
        (name = "search", description = "Finding paragraphs."),
        (name = "records", description = "One of each, by its id."),
        (name = "cases", description = "Matters across meetings and bodies."),
        (name = "export", description = "Whole results as files."),
        (name = "status", description = "What is held, what is missing, what failed."),
    )
)]
struct Description;

static DESCRIPTION: LazyLock<Value> = LazyLock::new(description);

/// The description of this interface.
pub async fn openapi(_: NoParameters) -> Result<Response, Problem> {
    let kind = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Ok((kind, DESCRIPTION.to_string()).into_response())
}

/// The derived description, with what the derive cannot know: that every field of an answer is always there, and
/// which words the closed sets hold.
fn description() -> Value {
    // A description that does not serialise would be seen by every test.
    let mut description = serde_json::to_value(Description::openapi()).unwrap_or_default();
    require_all_fields(&mut description);
    for (pointer, words) in closed_sets() {
        if let Some(schema) = description.pointer_mut(&pointer) {
            schema["enum"] = json!(words);
        }
    }
    for (parameter, words) in closed_parameters() {
        name_words(&mut description, parameter, &words);
    }
    // The only other `format`.
    let of_citations = "/paths/~1api~1v1~1citations~1{id}/get/parameters/1/schema/enum";
    if let Some(words) = description.pointer_mut(of_citations) {
        *words = json!(CitationFormat::ALL.map(CitationFormat::name));
    }
    description
}

fn require_all_fields(description: &mut Value) {
    let schemas = description
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        let fields = schema.get("properties").and_then(Value::as_object);
        let fields: Vec<String> = fields
            .into_iter()
            .flat_map(|fields| fields.keys().cloned())
            // JSON Feed has no null.
            .filter(|field| name != "FeedAnswer" || field != "next_url")
            .collect();
        if name != "LookupRequest" && !fields.is_empty() {
            schema["required"] = json!(fields);
        }
    }
}

fn closed_sets() -> Vec<(String, Vec<&'static str>)> {
    let property =
        |schema: &str, field: &str| format!("/components/schemas/{schema}/properties/{field}");
    let outcomes: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.name()).collect();
    let statuses = vec![
        "indexed",
        "not_minutes",
        "needs_facts",
        "waiting",
        "failed",
        "left_out",
    ];
    let kinds: Vec<&str> = FindingKind::ALL.iter().map(|kind| kind.name()).collect();
    let severities: Vec<&str> = Severity::ALL.iter().map(|one| one.name()).collect();
    let mut sets = vec![
        (
            property("SectionAnswer", "kind"),
            SectionKind::ALL.iter().map(|kind| kind.name()).collect(),
        ),
        (
            property("HighlightAnswer", "section"),
            Zone::all().map(Zone::name).collect(),
        ),
        (
            property("NamedVoteAnswer", "vote"),
            vec!["yes", "no", "abstain", "absent"],
        ),
        (property("FindingAnswer", "severity"), severities.clone()),
        (property("ListedFindingAnswer", "severity"), severities),
        (property("FindingAnswer", "kind"), kinds.clone()),
        (property("ListedFindingAnswer", "kind"), kinds.clone()),
        (property("FindingCountAnswer", "kind"), kinds),
        (
            property("YearAnswer", "numbering"),
            vec!["through_year", "each_meeting", "over_years", "unknown"],
        ),
        (
            property("GapAnswer", "place"),
            vec!["in_meeting", "between_meetings", "before_first_meeting"],
        ),
        (
            property("VersionAnswer", "kind"),
            vec!["minutes", "extract"],
        ),
        (
            property("StatsAnswer", "by"),
            StatsBy::ALL.map(StatsBy::name).to_vec(),
        ),
        (
            property("SuggestionAnswer", "kind"),
            SUGGESTION_KINDS.to_vec(),
        ),
        (
            property("ManifestAnswer", "sort"),
            Sort::ALL.iter().map(|sort| sort.name()).collect(),
        ),
        (
            property("AttendeeAnswer", "role"),
            vec![
                "chair",
                "vice_chair",
                "member",
                "serving_substitute",
                "substitute",
                "adjuster",
                "secretary",
                "official",
                "other",
            ],
        ),
    ];
    for schema in [
        "DocumentAnswer",
        "DocumentSummaryAnswer",
        "ProblemDocumentAnswer",
    ] {
        sets.push((property(schema, "status"), statuses.clone()));
    }
    for schema in [
        "HitAnswer",
        "DecisionAnswer",
        "MeetingParagraphAnswer",
        "LatestAnswer",
    ] {
        sets.push((
            format!("{}/items", property(schema, "outcomes")),
            outcomes.clone(),
        ));
    }
    sets
}

fn closed_parameters() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        (
            "outcome",
            Outcome::ALL.iter().map(|outcome| outcome.name()).collect(),
        ),
        ("section", Zone::all().map(Zone::name).collect()),
        (
            "kind",
            FindingKind::ALL.iter().map(|kind| kind.name()).collect(),
        ),
        (
            "severity",
            Severity::ALL.iter().map(|one| one.name()).collect(),
        ),
        ("sort", Sort::ALL.iter().map(|sort| sort.name()).collect()),
        ("by", StatsBy::ALL.map(StatsBy::name).to_vec()),
        ("format", vec!["csv", "jsonl", "xlsx", "parquet", "zip"]),
        ("dialect", vec!["excel"]),
    ]
}

/// Lists the words of a parameter wherever it is taken.
fn name_words(description: &mut Value, parameter: &str, words: &[&str]) {
    let paths = description.get_mut("paths").and_then(Value::as_object_mut);
    for path in paths.into_iter().flat_map(|paths| paths.values_mut()) {
        let parameters = path
            .pointer_mut("/get/parameters")
            .and_then(Value::as_array_mut);
        for found in parameters
            .into_iter()
            .flatten()
            .filter(|found| found["name"] == parameter)
        {
            let schema = &mut found["schema"];
            if schema.get("items").is_some() {
                schema["items"]["enum"] = json!(words);
            } else {
                schema["enum"] = json!(words);
                schema["type"] = json!("string");
            }
        }
    }
}
