//! `GET /api/v1/search`.

use axum::extract::State;
use axum::response::Response;
use paragraf_query::SearchRequest;

use super::json;
use crate::answers::{self, SearchAnswer};
use crate::app::{App, today};
use crate::links::Links;
use crate::parameters::Parameters;
use crate::problem::{Problem, ProblemAnswer};

/// Hits, exact total, facet counts, highlights, and what was understood.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "search", operation_id = "search",
    params(super::openapi::FilterParameters, super::openapi::OrderParameters,
        super::openapi::PageParameters),
    responses(
        (status = 200, description = "One page of hits.", body = SearchAnswer),
        (status = 400, description = "A parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn search(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let asked = parameters.clone();
    let answer = app.ask_within(move |app, patience| {
        let request = request(app, &asked)?;
        let known = &app.snapshot().known;
        Ok(answers::search_within(
            app.sources(),
            known,
            &request,
            patience,
        )?)
    });
    let answer = answer.await?;
    let next = answer.next.as_deref();
    let links = Links::default().pages("/api/v1/search", &parameters, "cursor", None, next);
    Ok(links.on(json(&answer)?))
}

/// The search that the parameters ask for; what cannot be followed is refused.
pub fn request(app: &App, parameters: &Parameters) -> Result<SearchRequest, Problem> {
    let known = &app.snapshot().known;
    SearchRequest::from_parameters_on(parameters.pairs(), known, today())
        .map_err(Problem::of_parameters)
}
