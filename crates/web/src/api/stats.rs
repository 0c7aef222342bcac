//! `GET /api/v1/stats`.

use axum::extract::State;
use axum::response::Response;
use paragraf_index::StatsBy;
use paragraf_query::PARAMETERS;

use super::search::request;
use super::{json, openapi};
use crate::answers::{self, StatsAnswer};
use crate::app::App;
use crate::parameters::Parameters;
use crate::problem::{Problem, ProblemAnswer};

/// Parameters of the search that say in which order and how many hits come; here none do.
const NOT_HERE: [&str; 5] = ["sort", "size", "cursor", "facets", "relax"];

/// How many of a search's hits fall on each year, month, body, municipality or outcome.
#[utoipa::path(
    get, path = "/api/v1/stats", tag = "search", operation_id = "stats",
    params(openapi::FilterParameters, ("by" = String, Query, description = "What to count by.")),
    responses(
        (status = 200, description = "The counts.", body = StatsAnswer),
        (status = 400, description = "`by` is missing, or a parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn stats(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let mut known: Vec<&str> = PARAMETERS.to_vec();
    known.retain(|name| !NOT_HERE.contains(name));
    known.push("by");
    parameters.only(&known)?;
    let by = by(&parameters)?;
    let search = parameters.without(&["by"]);
    let answer = app.ask_within(move |app, patience| {
        let request = request(app, &search)?;
        let known = &app.snapshot().known;
        Ok(answers::stats(
            app.sources(),
            known,
            &request,
            by,
            patience,
        )?)
    });
    json(&answer.await?)
}

fn by(parameters: &Parameters) -> Result<StatsBy, Problem> {
    parameters.required("by")?;
    let legal = StatsBy::ALL.map(StatsBy::name);
    let chosen = parameters.choice("by", &legal)?;
    // One of the names, since they were all that is legal.
    Ok(chosen.and_then(StatsBy::from_name).unwrap_or(StatsBy::Year))
}
