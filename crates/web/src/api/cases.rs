//! One case by any spelling of its number, and many numbers at once.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use paragraf_query::{KnownValues, SearchRequest};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{found, json};
use crate::answers::{self, CaseAnswer, LookupAnswer, MOST_NUMBERS};
use crate::app::App;
use crate::links::Links;
use crate::parameters::NoParameters;
use crate::problem::{Kind, Problem, ProblemAnswer};

/// Many case numbers to look up.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookupRequest {
    /// At most 1 000, each in any spelling.
    pub numbers: Vec<String>,
    /// Short name, full name or code; null looks in every municipality.
    #[serde(default)]
    pub municipality: Option<String>,
}

/// Every paragraph of a matter, through all bodies, in time order.
#[utoipa::path(
    get, path = "/api/v1/cases/{municipality}/{case_number}", tag = "cases", operation_id = "case",
    params(
        ("municipality" = String, Path, description = "Short name, full name or code.", example = "orebro"),
        ("case_number" = String, Path, description = "In any spelling.", example = "ks-2020-596"),
    ),
    responses(
        (status = 200, description = "The case.", body = CaseAnswer),
        (status = 404, description = "No paragraph names it.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn case(
    State(app): State<App>,
    path: Path<(String, String)>,
    _: NoParameters,
) -> Result<Response, Problem> {
    let Path((municipality, typed)) = path;
    let short_name = short_name(&app.snapshot().known, &municipality);
    let short_name = found(short_name, "Kommunen")?;
    let answer =
        app.ask(move |app| Ok(answers::case(&app.sources().archive, &short_name, &typed)?));
    let case = found(answer.await?, "Ärendet")?;
    let (municipality, number) = (&case.municipality.short_name, &case.slug);
    let one_address = format!("/api/v1/cases/{municipality}/{number}");
    let links =
        Links::default()
            .to("canonical", &one_address)
            .typed("alternate", &case.url, "text/html");
    Ok(links.on(json(&case)?))
}

/// One row for each number, in the order asked: found, not found or ambiguous.
#[utoipa::path(
    post, path = "/api/v1/cases/lookup", tag = "cases", operation_id = "lookup",
    request_body = LookupRequest,
    responses(
        (status = 200, description = "One row for each number.", body = LookupAnswer),
        (status = 400, description = "The body is not what this route reads, or holds too many numbers.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 413, description = "The body is larger than 256 kB.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn lookup(
    State(app): State<App>,
    _: NoParameters,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    if !is_json(&headers) {
        return Err(Problem::of(Kind::MediaType));
    }
    let asked: LookupRequest = serde_json::from_slice(&body).map_err(|error| {
        Problem::new(
            Kind::MalformedBody,
            format!(
                "Innehållet går inte att läsa: felet finns på rad {}, tecken {}. Skicka ett objekt med ”numbers”, en lista av texter, och om du vill ”municipality”, en text.",
                error.line(),
                error.column()
            ),
        )
    })?;
    if asked.numbers.len() > MOST_NUMBERS {
        return Err(Problem::of(Kind::TooManyNumbers));
    }
    let municipality = match asked.municipality.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(municipality) => Some(closed(&app.snapshot().known, municipality)?),
    };
    let answer = app.ask(move |app| {
        let numbers = asked.numbers.iter().map(String::as_str);
        Ok(answers::lookup(
            &app.sources().archive,
            numbers,
            municipality.as_deref(),
        )?)
    });
    json(&answer.await?)
}

/// The short name of a municipality by short name, full name or code.
pub fn short_name(known: &KnownValues, typed: &str) -> Option<String> {
    closed(known, typed).ok()
}

/// The same, where a value outside the closed set is refused with near ones.
pub fn closed(known: &KnownValues, typed: &str) -> Result<String, Problem> {
    let pairs = [("municipality", typed)];
    let request =
        SearchRequest::from_parameters(pairs.into_iter(), known).map_err(Problem::of_parameters)?;
    request
        .filters
        .municipalities
        .into_iter()
        .next()
        .ok_or_else(|| Problem::of(Kind::Parameter))
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    kind.eq_ignore_ascii_case("application/json")
}
