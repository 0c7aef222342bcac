//! The pages that citizens read: Swedish, whole without scripts.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::assets;
use crate::problem::{Kind, Problem};

/// What every page has around its content.
#[derive(Clone, Debug)]
pub struct Shell {
    style: &'static str,
    mark: &'static str,
}

impl Shell {
    pub fn of(_app: &App) -> Shell {
        Shell {
            style: assets::style_address(),
            mark: assets::mark_address(),
        }
    }
}

/// Renders a page.
pub fn page(template: &impl Template) -> Result<Response, Problem> {
    let html = template
        .render()
        .map_err(|error| Problem::internal(&error))?;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    shell: Shell,
    problem: &'a Problem,
    title: &'a str,
    request_id: &'a str,
}

/// A problem as a page.
pub fn problem(app: &App, problem: &Problem, request_id: &str) -> Response {
    let template = ProblemPage {
        shell: Shell::of(app),
        problem,
        title: problem.kind.title(),
        request_id,
    };
    // Where even that page does not render, its sentence does.
    page(&template).unwrap_or_else(|_| problem.detail.clone().into_response())
}

/// Nothing has this address.
pub async fn nothing_here() -> Problem {
    Problem::of(Kind::NotFound)
}
