//! `/arenden`: many case numbers at once, pasted from a list or a spreadsheet, answered as a table or as a file.

mod file;
mod table;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use file::Dialect;
use table::{Line, Table};

use super::entry::Link;
use super::shell::absolute;
use super::{Crumb, Shell, page, structured};
use crate::address;
use crate::answers::{LookupAnswer, MOST_NUMBERS, listed_numbers, lookup};
use crate::api::cases::closed;
use crate::app::App;
use crate::parameters::Parameters;
use crate::problem::{Kind, Problem, ToldOnPage};
use crate::swedish;

#[derive(Template)]
#[template(path = "cases.html")]
struct CasesPage {
    shell: Shell,
    pasted: String,
    /// Why the list was not looked up; empty where it was.
    refused: String,
    municipality: String,
    municipalities: Vec<(String, String)>,
    lines: Vec<Line>,
    summary: String,
    /// Numbers that somebody must look at, with their places in the table.
    troubles: Vec<Link>,
    more_troubles: usize,
}

/// What was asked for, by an address or by a form.
struct Asked {
    pasted: String,
    numbers: Vec<String>,
    municipality: Option<String>,
    dialect: Option<Dialect>,
}

enum Answer {
    Page(Box<CasesPage>),
    /// The form with what was pasted, to be mended and sent again.
    Refused(Box<CasesPage>),
    File(Dialect, Vec<u8>),
}

/// The form, and the answer where the address holds numbers.
pub async fn form(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    look_up(app, &parameters).await
}

/// The same by a form too long for an address.
pub async fn answer(
    State(app): State<App>,
    parameters: Parameters,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, Problem> {
    parameters.only(&[])?;
    let Form(pairs) = form.map_err(|rejection| match rejection.status().as_u16() {
        413 => Problem::of(Kind::BodyTooLarge),
        415 => Problem::new(Kind::MediaType, "Skicka numren med formuläret på sidan."),
        _ => Problem::new(Kind::MalformedBody, "Formuläret går inte att läsa."),
    })?;
    look_up(app, &Parameters::from(pairs)).await
}

async fn look_up(app: App, parameters: &Parameters) -> Result<Response, Problem> {
    let asked = Asked::read(&app, parameters)?;
    let answer = app.ask(move |app| {
        if asked.numbers.len() > MOST_NUMBERS {
            return Ok(Answer::Refused(Box::new(CasesPage::refusing(app, asked)?)));
        }
        let numbers = asked.numbers.iter().map(String::as_str);
        let archive = &app.sources().archive;
        let found = lookup(archive, numbers, asked.municipality.as_deref())?;
        let Some(dialect) = asked.dialect else {
            return Ok(Answer::Page(Box::new(CasesPage::of(app, asked, found)?)));
        };
        let table = Table::of(found, &app.snapshot().known);
        let bytes = file::written(&table, dialect, &absolute(app, ""));
        Ok(Answer::File(
            dialect,
            bytes.map_err(|error| Problem::internal(&error))?,
        ))
    });
    match answer.await? {
        Answer::Page(template) => page(&*template),
        Answer::Refused(template) => {
            let mut response = (StatusCode::BAD_REQUEST, page(&*template)?).into_response();
            response.extensions_mut().insert(ToldOnPage);
            Ok(response)
        }
        Answer::File(dialect, bytes) => {
            let headers = [
                (
                    header::CONTENT_TYPE,
                    "text/csv; charset=utf-8; header=present".to_owned(),
                ),
                (
                    header::CONTENT_DISPOSITION,
                    address::attachment(dialect.filename()),
                ),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            Ok((headers, bytes).into_response())
        }
    }
}

impl Asked {
    fn read(app: &App, parameters: &Parameters) -> Result<Asked, Problem> {
        parameters.only(&["nummer", "kommun", "som"])?;
        let pasted: Vec<&str> = parameters.all("nummer").collect();
        let pasted = pasted.join("\n");
        let numbers = listed_numbers(&pasted);
        let municipality = match parameters.one("kommun")? {
            Some(typed) => Some(closed(&app.snapshot().known, typed)?),
            None => None,
        };
        let dialect = parameters.choice("som", &Dialect::ALL.map(Dialect::name))?;
        Ok(Asked {
            pasted,
            numbers,
            municipality,
            dialect: dialect.and_then(Dialect::from_name),
        })
    }
}

/// Places that the page leads to before the table; a list of nothing but troubles is the table itself.
const MOST_TROUBLES: usize = 20;

impl CasesPage {
    fn of(app: &App, asked: Asked, found: LookupAnswer) -> Result<CasesPage, Problem> {
        let table = Table::of(found, &app.snapshot().known);
        let troubles = table.troubles();
        Ok(CasesPage {
            summary: table.summary(),
            more_troubles: troubles.len().saturating_sub(MOST_TROUBLES),
            troubles: troubles.into_iter().take(MOST_TROUBLES).collect(),
            lines: table.lines,
            ..CasesPage::empty(app, asked)?
        })
    }

    /// The list is longer than one answer may be: it stays in the box, and the sentence beside it says what to do.
    fn refusing(app: &App, asked: Asked) -> Result<CasesPage, Problem> {
        let refused = format!(
            "Listan har {} nummer. Högst {} åt gången: dela upp den.",
            swedish::count(asked.numbers.len() as u64),
            swedish::count(MOST_NUMBERS as u64)
        );
        Ok(CasesPage {
            refused,
            ..CasesPage::empty(app, asked)?
        })
    }

    /// The form with what was pasted, without answers.
    fn empty(app: &App, asked: Asked) -> Result<CasesPage, Problem> {
        let municipalities = app.sources().archive.municipalities()?.into_iter();
        Ok(CasesPage {
            shell: Shell::new(
                app,
                "/arenden",
                "Slå upp många ärenden",
                "Klistra in en lista med ärendenummer, hur de än är skrivna, och få det senaste beslutet i varje ärende.",
            )
            .in_menu("/arenden")
            .with_data(&structured::page(
                app,
                "WebPage",
                "Slå upp många ärenden",
                "/arenden",
                &[Crumb::new("Ärenden", "")],
            )),
            pasted: asked.pasted,
            municipality: asked.municipality.unwrap_or_default(),
            municipalities: municipalities
                .map(|held| (held.short_name, held.municipality.name))
                .collect(),
            refused: String::new(),
            summary: String::new(),
            more_troubles: 0,
            troubles: Vec::new(),
            lines: Vec::new(),
        })
    }
}
