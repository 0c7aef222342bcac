//! `/hjalp`, `/api`, `/om` and `/tillganglighet`: pages that are mostly words.

mod guide;
mod material;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use paragraf_index::{Patience, StatsBy};
use paragraf_model::Outcome;
use paragraf_query::{Query, SearchRequest};

use super::download::in_words;
use super::entry::Stamp;
use super::start::{Example, examples_from, latest};
use super::{Crumb, Shell, page, structured};
use crate::app::App;
use crate::export::Format;
use crate::parameters::NoParameters;
use crate::problem::{Code, Problem, codes};
use crate::swedish;
use guide::ShownChapter;
use material::Material;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    shell: Shell,
    /// Searches that find something here.
    examples: Vec<Example>,
    chapters: Vec<ShownChapter>,
    outcomes: Vec<OutcomeLink>,
}

/// An outcome with the search for it; no address where that finds nothing here.
struct OutcomeLink {
    stamp: Stamp,
    url: String,
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    shell: Shell,
    host: String,
    /// Whether the host is made up.
    is_example: bool,
    codes: Vec<Code>,
    files: Vec<FileFormat>,
    officers: bool,
}

/// A format that hits can be had in.
struct FileFormat {
    name: &'static str,
    asked: String,
    suits: &'static str,
}

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    shell: Shell,
    operator: Option<String>,
    contact: Option<String>,
    legal_basis: Option<String>,
    version: &'static str,
    generation: String,
    officers: bool,
    host: String,
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    shell: Shell,
    operator: Option<String>,
    contact: Option<String>,
    /// As a date and in words.
    assessed: (&'static str, &'static str),
}

/// When it was last judged how accessible the pages are; the statement was written the same day.
const ASSESSED: (&str, &str) = ("2026-11-29", "29 november 2026");

/// Where the archive's own address is not stated.
pub(super) const SOME_HOST: &str = "https://arkivets.adress";

/// Of a page about the archive itself.
fn shell(app: &App, path: &'static str, title: &str, about: &str) -> Shell {
    let data = structured::page(app, "WebPage", title, path, &[Crumb::new(title, "")]);
    Shell::new(app, path, title, about)
        .in_menu(path)
        .with_data(&data)
}

/// The archive's address without a slash at its end, or one that is plainly made up.
pub(super) fn host(app: &App) -> String {
    let stated = app.config().base_url.as_deref();
    stated.unwrap_or(SOME_HOST).trim_end_matches('/').to_owned()
}

/// How to search.
pub async fn help(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let template = app.ask_within(|app, patience| {
        let archive = &app.sources().archive;
        let meetings = latest(archive, &app.snapshot().held(archive)?.holdings)?;
        Ok(HelpPage {
            shell: shell(
                app,
                "/hjalp",
                "Sökhjälp",
                "Så söker du i kommuners och regioners beslut: ord, citat, ärendenummer, fält, utfall och tid.",
            ),
            examples: examples_from(app)?,
            chapters: guide::shown(app, &Material::of(&meetings), patience),
            outcomes: outcomes(app, patience),
        })
    });
    page(&template.await?)
}

/// Every outcome; those that no paragraph has lead nowhere, and none does where the index cannot answer.
fn outcomes(app: &App, patience: &Patience) -> Vec<OutcomeLink> {
    let everything = SearchRequest::new(Query::parse(""));
    let index = &app.sources().index;
    let counts = index.stats_within(&everything, StatsBy::Outcome, patience);
    let counts = counts.map(|stats| stats.counts).unwrap_or_default();
    let link = |outcome: Outcome| OutcomeLink {
        stamp: Stamp {
            class: swedish::stamp(outcome),
            word: outcome.swedish(),
        },
        url: match counts.iter().any(|count| count.value == outcome.name()) {
            true => guide::search(&format!("utfall:{}", outcome.swedish())),
            false => String::new(),
        },
    };
    Outcome::ALL.into_iter().map(link).collect()
}

/// The interface for programs, shortly.
pub async fn api(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    page(&ApiPage {
        shell: shell(
            &app,
            "/api",
            "API för program",
            "Allt som sidorna visar finns också som JSON, öppet och utan nyckel.",
        ),
        host: host(&app),
        is_example: app.config().base_url.is_none(),
        codes: codes().collect(),
        files: Format::ALL
            .iter()
            .map(|format| FileFormat::of(*format))
            .collect(),
        officers: !app.config().hide_officers,
    })
}

impl FileFormat {
    fn of(format: Format) -> FileFormat {
        let (name, suits) = in_words(format);
        let asked = match format.names() {
            (format, Some(dialect)) => format!("format={format}&dialect={dialect}"),
            (format, None) => format!("format={format}"),
        };
        FileFormat { name, asked, suits }
    }
}

/// Who answers for the archive and how it works.
pub async fn about(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let config = app.config();
    page(&AboutPage {
        shell: shell(
            &app,
            "/om",
            "Om arkivet",
            "Vad Paragraf är, hur protokollen läses, vem som ansvarar och hur personuppgifter skyddas.",
        ),
        operator: config.operator.clone(),
        contact: config.contact.clone(),
        legal_basis: config.legal_basis.clone(),
        version: env!("CARGO_PKG_VERSION"),
        generation: app.sources().index.generation(),
        officers: !config.hide_officers,
        host: host(&app),
    })
}

/// The accessibility statement, in the parts that the law and the agency Digg ask for.
pub async fn accessibility(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let config = app.config();
    page(&AccessibilityPage {
        shell: shell(
            &app,
            "/tillganglighet",
            "Tillgänglighet för Paragraf",
            "Hur tillgängligt Paragraf är, vilka brister som är kända och hur du rapporterar fler.",
        ),
        operator: config.operator.clone(),
        contact: config.contact.clone(),
        assessed: ASSESSED,
    })
}
