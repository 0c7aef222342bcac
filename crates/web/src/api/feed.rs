//! `GET /api/v1/feed.atom` and `/api/v1/feed.json`: what is new of a search, a case or an officer.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::openapi::FilterParameters;
use super::search::request;
use crate::app::App;
use crate::feed::{self, Feed, FeedAnswer};
use crate::parameters::Parameters;
use crate::problem::{Problem, ProblemAnswer};

/// Parameters of the search that a feed does not take: its order and its length are always the same.
const NOT_HERE: [&str; 5] = ["sort", "size", "cursor", "facets", "relax"];

/// The 50 newest hits as Atom 1.0, by the day of their meeting. Never relaxed.
#[utoipa::path(
    get, path = "/api/v1/feed.atom", tag = "search", operation_id = "feed_atom",
    params(FilterParameters),
    responses(
        (status = 200, description = "The feed (RFC 4287). Every entry's id is the paragraph's address, its `updated` the \
            time at which the archive's answer last changed.", body = String, content_type = "application/atom+xml"),
        (status = 400, description = "A parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 503, description = "Too many ask at once (`busy`), or it took too long (`too_slow`): come back later, or \
            narrow the search.", body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn atom(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let feed = newest(&app, parameters, "/api/v1/feed.atom").await?;
    let body = feed::atom(&feed).map_err(|error| Problem::internal(&error))?;
    let kind = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
    Ok((kind, body).into_response())
}

/// The 50 newest hits as JSON Feed 1.1, by the day of their meeting. Never relaxed.
#[utoipa::path(
    get, path = "/api/v1/feed.json", tag = "search", operation_id = "feed_json",
    params(FilterParameters),
    responses(
        (status = 200, description = "The feed (jsonfeed.org/version/1.1).", body = FeedAnswer,
            content_type = "application/feed+json"),
        (status = 400, description = "A parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 503, description = "Too many ask at once (`busy`), or it took too long (`too_slow`): come back later, or \
            narrow the search.", body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn json(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let feed = newest(&app, parameters, "/api/v1/feed.json").await?;
    let body = serde_json::to_vec(&feed::json_feed(feed));
    let body = body.map_err(|error| Problem::internal(&error))?;
    let kind = [(header::CONTENT_TYPE, "application/feed+json")];
    Ok((kind, body).into_response())
}

async fn newest(app: &App, parameters: Parameters, path: &'static str) -> Result<Feed, Problem> {
    let mut legal: Vec<&str> = paragraf_query::PARAMETERS.to_vec();
    legal.retain(|name| !NOT_HERE.contains(name));
    parameters.only(&legal)?;
    let feed = app.ask_within(move |app, patience| {
        let request = request(app, &parameters)?;
        Feed::of(app, &request, path, patience)
    });
    feed.await
}
