//! `/api/v1`: each handler takes what was asked apart, asks off the executor, and answers JSON.

pub mod archive;
pub mod cases;
pub mod changes;
pub mod citations;
pub(crate) mod examples;
pub mod export;
pub mod feed;
pub mod findings;
pub mod openapi;
pub mod original;
pub mod records;
pub mod search;
pub mod stats;
pub mod suggest;

pub(crate) mod stream;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::problem::{Kind, Problem};

/// Nothing under `/api` has this address.
pub async fn nothing_here() -> Problem {
    Problem::new(
        Kind::NotFound,
        "Den här adressen finns inte i gränssnittet; /api/v1/openapi.json räknar upp dem som finns.",
    )
}

fn json(answer: &impl Serialize) -> Result<Response, Problem> {
    // A page of hits takes about as much.
    let mut body = Vec::with_capacity(32 * 1024);
    serde_json::to_writer(&mut body, answer).map_err(|error| Problem::internal(&error))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

pub(crate) fn found<Answer>(answer: Option<Answer>, what: &str) -> Result<Answer, Problem> {
    answer.ok_or_else(|| Problem::new(Kind::NotFound, format!("{what} finns inte i arkivet.")))
}
