//! Liveness, readiness and counters for whoever runs the server.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::metrics;
use crate::parameters::NoParameters;

/// What was so a moment ago helps nobody.
const NOT_KEPT: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

/// The process answers.
pub async fn alive(_: NoParameters) -> Response {
    text("ok\n")
}

/// Archive and index answer.
pub async fn ready(State(app): State<App>, _: NoParameters) -> Response {
    let answer = app
        .ask(|app| Ok(app.sources().archive.last_sequence()?))
        .await;
    match answer {
        Ok(_) => text("ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, text("not ready\n")).into_response(),
    }
}

/// Prometheus text. It waits for nobody's turn: what a busy server says of itself matters most.
pub async fn metrics(State(app): State<App>, _: NoParameters) -> Response {
    let told = tokio::task::spawn_blocking(move || metrics::text(&app)).await;
    let Ok(text) = told else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            "text/plain; version=0.0.4; charset=utf-8",
        ),
        NOT_KEPT,
    ];
    (headers, text).into_response()
}

fn text(text: &'static str) -> Response {
    ([NOT_KEPT], text).into_response()
}
