//! `GET /api/v1/suggest`.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use paragraf_index::SuggestRequest;
use paragraf_query::ParameterProblem;

use super::json;
use crate::answers::{self, SuggestAnswer};
use crate::app::App;
use crate::parameters::Parameters;
use crate::problem::{Problem, ProblemAnswer};

/// Completions while a person types: words, case numbers, officers, bodies, municipalities and titles.
#[utoipa::path(
    get, path = "/api/v1/suggest", tag = "search", operation_id = "suggest",
    params(
        ("q" = String, Query, description = "As typed so far; only its last word is completed. Empty completes nothing."),
        ("size" = Option<u32>, Query, description = "Completions; 8 where not said.", minimum = 1, maximum = 10),
    ),
    responses(
        (status = 200, description = "The completions, best first of each kind.", body = SuggestAnswer),
        (status = 400, description = "`q` is missing, or a parameter is unknown, malformed or repeated.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn suggest(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    parameters.only(&["q", "size"])?;
    let request = SuggestRequest {
        typed: typed(&parameters)?,
        size: size(&parameters)?,
    };
    let (answer, stale) = app
        .ask(move |app| {
            let known = &app.snapshot().known;
            Ok(answers::suggest(app.sources(), known, &request)?)
        })
        .await?;
    let mut response = json(&answer)?;
    if stale {
        // A better answer comes without any change of the archive, which is all that the tag tells of.
        let header = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, header);
    }
    Ok(response)
}

/// Must be given; what was deleted again is no mistake.
fn typed(parameters: &Parameters) -> Result<String, Problem> {
    match parameters.all("q").next() {
        Some(_) => Ok(parameters.one("q")?.unwrap_or_default().to_owned()),
        None => parameters.required("q").map(str::to_owned),
    }
}

fn size(parameters: &Parameters) -> Result<usize, Problem> {
    let Some(value) = parameters.one("size")? else {
        return Ok(SuggestRequest::DEFAULT_SIZE);
    };
    let most = SuggestRequest::MAX_SIZE;
    let size = value.parse().ok().filter(|size| (1..=most).contains(size));
    size.ok_or_else(|| {
        Problem::of_parameters(vec![ParameterProblem {
            parameter: "size".to_owned(),
            value: value.to_owned(),
            code: "malformed_value",
            message: format!("Antalet förslag är ett heltal från 1 till {most}, inte ”{value}”."),
            legal: Vec::new(),
        }])
    })
}
