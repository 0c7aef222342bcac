//! `GET /api/v1/openapi.json`: the interface described (OpenAPI 3.1), held against the real answers by a test.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use paragraf_index::StatsBy;
use paragraf_model::{FindingKind, Outcome, SectionKind, Severity};
use paragraf_query::{Sort, Zone};
use serde_json::{Map, Value, json};
use utoipa::{IntoParams, OpenApi};

use super::examples::{self, SHARED};
use super::{
    archive, cases, changes, citations, export, feed, findings, original, records, search, stats,
    suggest,
};
use crate::answers::SUGGESTION_KINDS;
use crate::citation::CitationFormat;
use crate::parameters::NoParameters;
use crate::problem::{self, Problem};

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
    /// The meeting is not before this day, month or year (`2024-03-05`, `2024-03`, `2024`).
    from: Option<String>,
    /// The meeting is not after this day, month or year.
    to: Option<String>,
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
    /// The meeting is not before this day, month or year (`2024-03-05`, `2024-03`, `2024`).
    from: Option<String>,
    /// The meeting is not after this day, month or year.
    to: Option<String>,
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
        archive::archive,
        archive::file,
        archive::without_meeting,
        archive::withdrawals,
        archive::changes,
        archive::record,
        archive::lexicon,
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
        (name = "archive", description = "Everything at once, for whoever keeps a copy: files, a feed of documents, withdrawals."),
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
    description["servers"] =
        json!([{ "url": "/", "description": "The archive that this description comes from." }]);
    description["externalDocs"] =
        json!({ "url": "/api", "description": "The same for people, in Swedish." });
    allow_what_forms_send(&mut description);
    share_answers(&mut description);
    tell_headers(&mut description);
    examples::put_in(&mut description);
    description
}

/// A form sends what was left empty, too: that is as good as not sent.
fn allow_what_forms_send(description: &mut Value) {
    for operation in operations(description) {
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            if parameter["in"] == "query" && parameter["required"] != true {
                parameter["allowEmptyValue"] = json!(true);
            }
        }
    }
}

/// Adds to every operation the answers that every one may give.
fn share_answers(description: &mut Value) {
    for (status, name, told) in SHARED {
        description["components"]["responses"][name] = json!({
            "description": told,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/ProblemAnswer" } } },
        });
        for operation in operations(description) {
            operation["responses"][status] =
                json!({ "$ref": format!("#/components/responses/{name}") });
        }
    }
}

/// Headers of answers: the name, whether every answer has it, and what it tells.
const HEADERS: [(&str, bool, &str); 6] = [
    (
        "X-Request-Id",
        true,
        "The id that the server's log has this request under.",
    ),
    (
        "RateLimit-Policy",
        false,
        "What each client may ask for: `\"default\";q=6000;w=60` for 6 000 in 60 seconds. An export or a manifest counts \
         for 50, a lookup for 10, all else for 1. Missing where the operator does not count.",
    ),
    (
        "RateLimit",
        false,
        "Not sent to whom no limit binds. What is left: `\"default\";r=5950;t=1;paragraf-cost=50` for 5 950, all of it again in a second, and what this \
         request counted for.",
    ),
    (
        "Link",
        true,
        "RFC 8288: `next` and `first` of what is paged, `alternate` forms (page, data, feed), `canonical`, `collection`, \
         `describedby`, `service-desc`, `service-doc`.",
    ),
    (
        "ETag",
        false,
        "Send it as `If-None-Match` and the answer is 304 for as long as it would be the same.",
    ),
    (
        "Cache-Control",
        true,
        "`no-cache`: keep it, and ask again before using it.",
    ),
];

fn tell_headers(description: &mut Value) {
    let mut told = Map::new();
    for (name, always, text) in HEADERS {
        let example = match name {
            "X-Request-Id" => "5d1f0c2be3a49786",
            "RateLimit-Policy" => "\"default\";q=6000;w=60",
            "RateLimit" => "\"default\";r=5999;t=1;paragraf-cost=1",
            "Link" => "</api/v1/openapi.json>; rel=\"service-desc\"; type=\"application/json\"",
            "ETag" => "W/\"0a1b2c3d4e5f\"",
            _ => "no-cache",
        };
        description["components"]["headers"][name] = json!({
            "description": text, "required": always, "schema": { "type": "string" }, "example": example,
        });
        told.insert(
            name.to_owned(),
            json!({ "$ref": format!("#/components/headers/{name}") }),
        );
    }
    description["components"]["headers"]["Retry-After"] = json!({
        "description": "Seconds to wait.", "required": true, "schema": { "type": "integer", "minimum": 1 }, "example": 5,
    });
    for name in ["RateLimited", "Unavailable"] {
        description["components"]["responses"][name]["headers"] =
            json!({ "Retry-After": { "$ref": "#/components/headers/Retry-After" } });
    }
    description["components"]["responses"]["NotModified"] = json!({
        "description": "What was answered with the `ETag` that `If-None-Match` names would be answered again. No body.",
        "headers": told,
    });
    for operation in operations(description) {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let is_tagged = !UNTAGGED.contains(&id);
        let answer = &mut operation["responses"]["200"]["headers"];
        for (name, header) in &told {
            if name != "ETag" || is_tagged {
                answer[name] = header.clone();
            }
        }
        if is_tagged {
            operation["responses"]["304"] = json!({ "$ref": "#/components/responses/NotModified" });
        }
    }
}

/// Operations whose answers have no tag: what is sent, and what is made while it is sent or tells when it was made.
const UNTAGGED: [&str; 3] = ["lookup", "export", "export_manifest"];

/// Every operation of every path.
fn operations(description: &mut Value) -> impl Iterator<Item = &mut Value> {
    let paths = description.get_mut("paths").and_then(Value::as_object_mut);
    let paths = paths.into_iter().flat_map(|paths| paths.values_mut());
    let methods = paths.filter_map(Value::as_object_mut);
    methods.flat_map(|methods| methods.values_mut())
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
    let codes: Vec<&str> = problem::codes().map(|code| code.code).collect();
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
        (property("ProblemAnswer", "code"), codes.clone()),
        (property("ParameterAnswer", "code"), codes),
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
            property("ChangeAnswer", "change"),
            vec!["added", "changed", "removed", "withdrawn"],
        ),
        (
            property("DocumentChangeAnswer", "change"),
            vec!["added", "changed", "removed", "withdrawn"],
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
