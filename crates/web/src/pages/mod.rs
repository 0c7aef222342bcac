//! The pages that citizens read: Swedish, whole without scripts.

mod attendance;
mod chart;
mod difference;
mod entry;
mod lanes;
mod meetings;
mod missing;
mod nearby;
mod sections;
mod shell;
mod strips;
mod structured;
mod text;
mod unread;
mod votes;
mod way;
mod years;

pub mod asked;
pub mod case;
pub mod cases;
pub mod coverage;
pub mod download;
pub mod elsewhere;
pub mod findings;
pub mod meeting;
pub mod original;
pub mod paragraph;
pub mod places;
pub mod quality;
pub mod recipes;
pub mod search;
pub mod start;
pub mod statistics;
pub mod texts;

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use paragraf_query::KnownValues;

use crate::problem::{Kind, Problem};

use shell::Shell;

pub(crate) use shell::absolute;

/// A step on the way to a page; the last one has no address.
#[derive(Clone, Debug)]
pub struct Crumb {
    label: String,
    url: String,
}

impl Crumb {
    fn new(label: impl Into<String>, url: impl Into<String>) -> Crumb {
        Crumb {
            label: label.into(),
            url: url.into(),
        }
    }
}

/// The full name of a municipality by its short one.
fn municipality_name(known: &KnownValues, short_name: &str) -> String {
    let found = known
        .municipalities
        .iter()
        .find(|one| one.short_name == short_name);
    found.map_or(short_name, |found| &found.name).to_owned()
}

/// Renders a page.
fn page(template: &impl Template) -> Result<Response, Problem> {
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
    status: u16,
    request_id: &'a str,
}

/// A problem as a page.
pub fn problem(problem: &Problem, request_id: &str) -> Response {
    // Nobody who reads a page knows what a parameter is.
    let title = match problem.kind {
        Kind::Parameter => "Adressen går inte att använda",
        kind => kind.title(),
    };
    let template = ProblemPage {
        shell: Shell::bare(title).unlisted().in_menu("fel"),
        problem,
        title,
        status: problem.kind.status().as_u16(),
        request_id,
    };
    // Where even that page does not render, its sentence does.
    page(&template).unwrap_or_else(|_| problem.detail.clone().into_response())
}

/// Nothing has this address; where it is another form of one that something has, [`elsewhere`] leads there.
pub async fn nothing_here() -> Problem {
    Problem::of(Kind::NotFound)
}
