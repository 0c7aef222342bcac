//! `GET /api/v1/changes`: what a mirror has to follow.

use axum::extract::State;
use axum::response::Response;
use paragraf_query::ParameterProblem;

use super::json;
use crate::answers::{self, ChangesAnswer, MOST_CHANGES};
use crate::app::App;
use crate::links::Links;
use crate::parameters::Parameters;
use crate::problem::{Problem, ProblemAnswer};

/// What changed after a number, in the order it happened: paragraphs that were added, changed (read anew, or from
/// another document), removed, or withdrawn, which whoever keeps a copy has to delete. For a copy of the whole archive
/// there is `/api/v1/archive`.
#[utoipa::path(
    get, path = "/api/v1/changes", tag = "status", operation_id = "changes",
    params(
        ("after" = Option<u64>, Query, description = "The last change that is known; 0 for all.", example = 0),
        ("size" = Option<u32>, Query, description = "At most so many.", minimum = 1, maximum = 1000, example = 100),
    ),
    responses(
        (status = 200, description = "Changes, and the number to ask after next.", body = ChangesAnswer),
        (status = 400, description = "A parameter is unknown or malformed; or `stale_cursor`: there is no such change yet, so \
            the archive was restored from a backup, and a copy has to begin anew. Where numbers have been given again since, \
            `history` tells.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn changes(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    parameters.only(&["after", "size"])?;
    // SQLite counts to 2^63.
    let after = number(&parameters, "after", 0, 0, i64::MAX.unsigned_abs())?;
    let size = number(&parameters, "size", 100, 1, MOST_CHANGES)?;
    let answer = app.ask(move |app| {
        Ok(answers::changes(
            &app.sources().archive,
            after,
            size as u32,
        )?)
    });
    let answer = answer.await?;
    // Whoever waited for it would hear of nothing until the numbers are given again, and then miss what came before.
    if after > answer.last {
        return Err(stale_cursor(&after.to_string(), "0"));
    }
    // Where all is known there is nothing to go on to yet.
    let next = (answer.next < answer.last).then(|| answer.next.to_string());
    let links = Links::default().pages(
        "/api/v1/changes",
        &parameters,
        "after",
        Some("0"),
        next.as_deref(),
    );
    Ok(links.on(json(&answer)?))
}

/// Of a place that was given by another archive, or before this one was restored from a backup.
pub(super) fn stale_cursor(value: &str, beginning: &str) -> Problem {
    Problem::of_parameters(vec![ParameterProblem {
        parameter: "after".to_owned(),
        value: value.to_owned(),
        code: "stale_cursor",
        message: format!(
            "Ändringarna har fått nya nummer sedan den här platsen angavs: arkivet har återställts från en säkerhetskopia, eller så är det ett annat arkiv. Börja om från {beginning}."
        ),
        legal: Vec::new(),
    }])
}

pub(super) fn number(
    parameters: &Parameters,
    name: &str,
    usual: u64,
    least: u64,
    most: u64,
) -> Result<u64, Problem> {
    let Some(value) = parameters.one(name)? else {
        return Ok(usual);
    };
    let number = value
        .parse()
        .ok()
        .filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| {
        Problem::of_parameters(vec![ParameterProblem {
            parameter: name.to_owned(),
            value: value.to_owned(),
            code: "malformed_value",
            message: format!("Parametern ”{name}” tar ett heltal från {least} till {most}."),
            legal: Vec::new(),
        }])
    })
}
