//! `GET /api/v1/findings` and `GET /api/v1/status`: what was noticed, what is held and what is missing.

use axum::extract::State;
use axum::response::Response;
use paragraf_query::SearchRequest;

use super::json;
use crate::answers::{self, FindingsAnswer, StatusAnswer, StatusFilter};
use crate::app::App;
use crate::finding_request::FindingRequest;
use crate::links::Links;
use crate::parameters::Parameters;
use crate::problem::{Problem, ProblemAnswer};

/// What was noticed while reading: paragraphs without a decision, votes that do not add up, text that is missing.
#[utoipa::path(
    get, path = "/api/v1/findings", tag = "status", operation_id = "findings",
    params(super::openapi::FindingParameters),
    responses(
        (status = 200, description = "One page of findings, the latest meetings' first, and how many there are of each kind.",
            body = FindingsAnswer),
        (status = 400, description = "A parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn findings(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let asked = parameters.clone();
    let answer = app.ask(move |app| {
        let request = request(app, &asked)?;
        let archive = &app.sources().archive;
        Ok(answers::findings(archive, &request.filter, request.page)?)
    });
    let answer = answer.await?;
    let next = answer.next.as_deref();
    let links = Links::default().pages("/api/v1/findings", &parameters, "cursor", None, next);
    Ok(links.on(json(&answer)?))
}

/// What is held, what is missing and what failed. The filters leave bodies and years out of `bodies`; the rest is
/// always about the whole archive.
#[utoipa::path(
    get, path = "/api/v1/status", tag = "status", operation_id = "status",
    params(super::openapi::StatusParameters),
    responses(
        (status = 200, description = "Per municipality, body and year.", body = StatusAnswer),
        (status = 400, description = "A parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn status(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    parameters.only(&["municipality", "body", "year"])?;
    let answer = app.ask(move |app| {
        let known = app.snapshot();
        let request = SearchRequest::from_parameters(parameters.pairs(), &known.known)
            .map_err(Problem::of_parameters)?;
        let filter = StatusFilter {
            municipalities: request.filters.municipalities,
            bodies: request.filters.bodies,
            years: request.filters.years.into_iter().map(i32::from).collect(),
        };
        let sources = app.sources();
        let held = known.held(&sources.archive)?;
        Ok(answers::status_of(sources, &held.holdings, &filter)?)
    });
    json(&answer.await?)
}

/// The findings that the parameters ask for; what cannot be followed is refused.
pub fn request(app: &App, parameters: &Parameters) -> Result<FindingRequest, Problem> {
    FindingRequest::from_parameters(parameters.pairs(), &app.snapshot().known)
        .map_err(Problem::of_parameters)
}
