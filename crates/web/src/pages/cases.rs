//! `/arenden`: many case numbers at once, pasted from a list or a spreadsheet.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::response::Response;

use paragraf_model::Outcome;
use paragraf_query::KnownValues;

use super::{Shell, municipality_name, page};
use crate::answers::{LookupResult, LookupStatus, MOST_NUMBERS, listed_numbers, lookup};
use crate::api::cases::closed;
use crate::app::App;
use crate::parameters::Parameters;
use crate::problem::{Kind, Problem};
use crate::swedish;

#[derive(Template)]
#[template(path = "cases.html")]
struct CasesPage {
    shell: Shell,
    pasted: String,
    municipality: String,
    municipalities: Vec<(String, String)>,
    rows: Vec<Row>,
    summary: String,
}

struct Row {
    typed: String,
    word: &'static str,
    class: &'static str,
    candidates: Vec<Candidate>,
}

struct Candidate {
    case_number: String,
    municipality: String,
    url: String,
    latest_url: String,
    latest: String,
    title: String,
    outcomes: String,
    exact: bool,
}

/// The form, and the answer where the address holds numbers.
pub async fn form(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    look_up(app, parameters).await
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
    look_up(app, Parameters::from(pairs)).await
}

async fn look_up(app: App, parameters: Parameters) -> Result<Response, Problem> {
    parameters.only(&["nummer", "kommun"])?;
    let pasted: Vec<&str> = parameters.all("nummer").collect();
    let pasted = pasted.join("\n");
    let numbers = listed_numbers(&pasted);
    if numbers.len() > MOST_NUMBERS {
        return Err(Problem::of(Kind::TooManyNumbers));
    }
    let municipality = match parameters.one("kommun")? {
        Some(typed) => Some(closed(&app.snapshot().known, typed)?),
        None => None,
    };
    let template = app.ask(move |app| {
        let archive = &app.sources().archive;
        let numbers = numbers.iter().map(String::as_str);
        let found = lookup(archive, numbers, municipality.as_deref())?;
        let municipalities = archive.municipalities()?.into_iter();
        let known = &app.snapshot().known;
        Ok(CasesPage {
            shell: Shell::new(
                app,
                "/arenden",
                "Slå upp många ärenden",
                "Klistra in en lista med ärendenummer, hur de än är skrivna, och få det senaste beslutet i varje ärende.",
            )
            .in_menu("/arenden"),
            pasted,
            municipality: municipality.unwrap_or_default(),
            municipalities: municipalities
                .map(|held| (held.short_name, held.municipality.name))
                .collect(),
            summary: summary(&found.results),
            rows: found
                .results
                .into_iter()
                .map(|result| Row::of(result, known))
                .collect(),
        })
    });
    page(&template.await?)
}

fn summary(results: &[LookupResult]) -> String {
    let count = |status| {
        results
            .iter()
            .filter(|result| result.status == status)
            .count() as u64
    };
    format!(
        "{} hittade, {} flertydiga, {} finns inte i arkivet",
        swedish::count(count(LookupStatus::Found)),
        swedish::count(count(LookupStatus::Ambiguous)),
        swedish::count(count(LookupStatus::NotFound))
    )
}

impl Row {
    fn of(result: LookupResult, known: &KnownValues) -> Row {
        let (word, class) = match result.status {
            LookupStatus::Found => ("Hittat", "stamp yes"),
            LookupStatus::Ambiguous => ("Flertydigt", "stamp wait"),
            LookupStatus::NotFound => ("Finns inte", "stamp plain"),
        };
        let candidates = result.candidates.into_iter().map(|candidate| Candidate {
            case_number: candidate.case_number,
            municipality: municipality_name(known, &candidate.municipality),
            url: candidate.url,
            latest: format!(
                "{} {}",
                candidate.latest.date,
                candidate.latest.body.unwrap_or_default()
            ),
            latest_url: candidate.latest.url,
            title: candidate.latest.title.unwrap_or_default(),
            outcomes: outcome_words(&candidate.latest.outcomes),
            exact: candidate.exact,
        });
        Row {
            typed: result.typed,
            word,
            class,
            candidates: candidates.collect(),
        }
    }
}

fn outcome_words(names: &[String]) -> String {
    let outcomes = names.iter().filter_map(|name| Outcome::from_name(name));
    let telling = outcomes.filter(|outcome| *outcome != Outcome::Other);
    telling.map(Outcome::swedish).collect::<Vec<_>>().join(", ")
}
