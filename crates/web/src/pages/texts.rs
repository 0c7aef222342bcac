//! `/hjalp`, `/api` and `/om`: pages that are mostly words.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use paragraf_model::Outcome;

use super::entry::Stamp;
use super::{Crumb, Shell, page, structured};
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::{Kind, Problem};
use crate::swedish;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    shell: Shell,
    outcomes: Vec<Stamp>,
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    shell: Shell,
    base_url: String,
    codes: Vec<(String, u16, &'static str)>,
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
}

/// Stable codes of parameter problems: the ones of `paragraf_query` and this crate's own.
const PARAMETER_CODES: [(&str, &str); 8] = [
    ("unknown_parameter", "Parametern finns inte"),
    ("missing_parameter", "Parametern måste anges"),
    ("unknown_value", "Värdet finns inte i den slutna listan"),
    ("malformed_value", "Värdet går inte att läsa"),
    ("repeated", "Parametern får bara anges en gång"),
    ("too_many", "För många värden"),
    ("invalid_cursor", "Sidmärket hör inte till sökningen"),
    ("stale_cursor", "Arkivet har ändrats sedan sidmärket gavs"),
];

/// Of a page about the archive itself.
fn shell(app: &App, path: &'static str, title: &str, about: &str) -> Shell {
    let data = structured::page(app, "WebPage", title, path, &[Crumb::new(title, "")]);
    Shell::new(app, path, title, about)
        .in_menu(path)
        .with_data(&data)
}

/// How to search.
pub async fn help(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let stamp = |outcome: Outcome| Stamp {
        class: swedish::stamp(outcome),
        word: outcome.swedish(),
    };
    let outcomes = Outcome::ALL.into_iter().map(stamp).collect();
    page(&HelpPage {
        shell: shell(
            &app,
            "/hjalp",
            "Sökhjälp",
            "Så söker du i kommuners och regioners beslut: ord, citat, ärendenummer, fält, utfall och tid.",
        ),
        outcomes,
    })
}

/// The interface for programs, shortly.
pub async fn api(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let mut codes: Vec<(String, u16, &'static str)> = Vec::new();
    for kind in Kind::ALL {
        match kind {
            Kind::Parameter => {
                codes.extend(PARAMETER_CODES.map(|(code, title)| (code.to_owned(), 400, title)));
            }
            _ => codes.push((kind.code().to_owned(), kind.status().as_u16(), kind.title())),
        }
    }
    let base_url = app.config().base_url.clone().unwrap_or_default();
    page(&ApiPage {
        shell: shell(
            &app,
            "/api",
            "API för program",
            "Allt som sidorna visar finns också som JSON, öppet och utan nyckel.",
        ),
        base_url,
        codes,
    })
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
    })
}
