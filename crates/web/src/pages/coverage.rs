//! `/tackning`: what is held, what is missing and what failed, in plain words and on lines of time.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use paragraf_archive::{Counts, Holding, KeptBack, LeftOutBody};

use super::places::BodyLine;
use super::strips::Strips;
use super::unread::{ProblemGroup, groups};
use super::{Crumb, Shell, page, structured};
use crate::answers::WaitingForSpaceAnswer;
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::Problem;
use crate::swedish;

#[derive(Template)]
#[template(path = "coverage.html")]
struct CoveragePage {
    shell: Shell,
    summary: String,
    latest: String,
    /// Empty unless reading in waits.
    waiting: String,
    municipalities: Vec<MunicipalityView>,
    /// Where they are too many to be shown whole.
    lines: Vec<MunicipalityLine>,
    problems: Vec<ProblemGroup>,
    /// Searchable, but not wholly; empty where all are.
    incomplete: String,
    /// What is kept from readers, in sentences.
    kept_back: Vec<String>,
    /// Bodies whose files are left out.
    left_out: Vec<String>,
}

/// A municipality with its bodies.
struct MunicipalityView {
    name: String,
    url: String,
    strips: Option<Strips>,
    bodies: Vec<BodyLine>,
}

/// A municipality in a line; its own page tells the rest.
struct MunicipalityLine {
    name: String,
    url: String,
    bodies: String,
    span: String,
    meetings: String,
    paragraphs: String,
    read: String,
    /// Empty where nothing is known to be missing.
    missing: String,
}

/// Years with something missing that the page tells of; beyond, each body's own page does.
const MOST_YEARS: usize = 500;
/// More than these are a line each: the page is to stay small.
const MOST_MUNICIPALITIES: usize = 12;
const MOST_BODIES: usize = 60;

/// Coverage.
pub async fn coverage(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let template = app.ask(|app| {
        let archive = &app.sources().archive;
        let known = app.snapshot();
        let holdings = &known.held(archive)?.holdings;
        let municipalities = by_municipality(holdings);
        let is_small = municipalities.len() <= MOST_MUNICIPALITIES && holdings.len() <= MOST_BODIES;
        let (whole, lines) = match is_small {
            true => (whole(&municipalities), Vec::new()),
            false => (
                Vec::new(),
                municipalities
                    .iter()
                    .filter_map(|of| MunicipalityLine::of(of))
                    .collect(),
            ),
        };
        let kept = archive.kept_back()?;
        let latest = holdings.iter().map(|holding| holding.last_ingest).max();
        let summary = summary(archive.counts()?);
        let crumbs = [Crumb::new("Täckning", "")];
        let data = structured::page(app, "Dataset", "Vad arkivet täcker", "/tackning", &crumbs);
        let about =
            format!("{summary}: vad som finns, vad som saknas och vad som inte gick att läsa.");
        let shell = Shell::new(app, "/tackning", "Vad arkivet täcker", &about);
        Ok(CoveragePage {
            shell: shell.in_menu("/tackning").with_data(&data),
            summary,
            latest: latest
                .map(|time| swedish::day(time.date_naive()))
                .unwrap_or_default(),
            waiting: WaitingForSpaceAnswer::of(app.sources())
                .map(|waiting| waiting.in_swedish())
                .unwrap_or_default(),
            municipalities: whole,
            lines,
            problems: groups(archive, None)?,
            incomplete: incomplete(archive.incomplete()?),
            kept_back: kept_back(&kept),
            left_out: kept.left_out.iter().map(left_out).collect(),
        })
    });
    page(&template.await?)
}

/// Holdings come by municipality.
fn by_municipality(holdings: &[Holding]) -> Vec<Vec<&Holding>> {
    let mut municipalities: Vec<Vec<&Holding>> = Vec::new();
    for holding in holdings {
        match municipalities.last_mut() {
            Some(last)
                if last.first().is_some_and(|first| {
                    first.municipality_short == holding.municipality_short
                }) =>
            {
                last.push(holding);
            }
            _ => municipalities.push(vec![holding]),
        }
    }
    municipalities
}

/// With strips and tables, and what is missing as far as that is not endless.
fn whole(municipalities: &[Vec<&Holding>]) -> Vec<MunicipalityView> {
    let mut years = 0;
    let mut views = Vec::new();
    for holdings in municipalities {
        let Some(first) = holdings.first() else {
            continue;
        };
        let body = |holding: &&Holding| {
            let mut body = BodyLine::of(holding);
            years += body.missing.len();
            if years > MOST_YEARS {
                body.leave_out_years();
            }
            body
        };
        views.push(MunicipalityView {
            name: first.municipality.name.clone(),
            url: format!("/{}", first.municipality_short),
            bodies: holdings.iter().map(body).collect(),
            strips: Strips::of(holdings),
        });
    }
    views
}

impl MunicipalityLine {
    fn of(holdings: &[&Holding]) -> Option<MunicipalityLine> {
        let of = holdings.first()?;
        let first = holdings.iter().map(|holding| holding.first_meeting).min()?;
        let last = holdings.iter().map(|holding| holding.last_meeting).max()?;
        let read = holdings.iter().map(|holding| holding.last_ingest).max()?;
        let sum = |number: fn(&Holding) -> u32| -> u64 {
            holdings
                .iter()
                .map(|holding| u64::from(number(holding)))
                .sum()
        };
        let with_gaps = holdings.iter().filter(|holding| {
            holding
                .years
                .iter()
                .any(super::missing::is_missing_something)
        });
        let with_gaps = with_gaps.count() as u64;
        Some(MunicipalityLine {
            name: of.municipality.name.clone(),
            url: format!("/{}", of.municipality_short),
            bodies: swedish::count(holdings.len() as u64),
            span: super::places::span(first, last),
            meetings: swedish::count(sum(|holding| holding.meetings)),
            paragraphs: swedish::count(sum(|holding| holding.paragraphs)),
            read: swedish::day(read.date_naive()),
            missing: match with_gaps {
                0 => String::new(),
                _ => format!(
                    "En del saknas hos {}",
                    swedish::counted(with_gaps, "organ", "organ")
                ),
            },
        })
    }
}

fn summary(counts: Counts) -> String {
    format!(
        "{} ur {} från {} i {}",
        swedish::counted(counts.paragraphs, "paragraf", "paragrafer"),
        swedish::counted(counts.meetings, "sammanträde", "sammanträden"),
        swedish::counted(counts.bodies, "organ", "organ"),
        swedish::counted(
            counts.municipalities,
            "kommun eller region",
            "kommuner och regioner"
        )
    )
}

fn incomplete(documents: u64) -> String {
    if documents == 0 {
        return String::new();
    }
    format!(
        "{} går att söka i men har också sidor som väntar på textigenkänning. Vad som står på de sidorna finns inte i arkivet än.",
        swedish::counted(documents, "fil", "filer")
    )
}

/// What stands in the files and is not shown here.
fn kept_back(kept: &KeptBack) -> Vec<String> {
    let files = |count: u64| swedish::counted(count, "fil", "filer");
    let mut sentences = Vec::new();
    if kept.masked_numbers > 0 {
        sentences.push(format!(
            "{} har dolts i {}.",
            swedish::counted(kept.masked_numbers, "personnummer", "personnummer"),
            files(kept.with_masked_numbers)
        ));
    }
    if kept.with_hidden_text > 0 {
        sentences.push(format!(
            "I {} finns text eller delar som inte syns när man läser sidorna, till exempel under en svart ruta. Det har inte lästs in.",
            files(kept.with_hidden_text)
        ));
    }
    if kept.withheld_originals > 0 {
        sentences.push(format!(
            "Originalet till {} lämnas inte ut, för att det innehåller eller kan innehålla sådant som ska vara dolt.",
            files(kept.withheld_originals)
        ));
    }
    sentences
}

fn left_out(of: &LeftOutBody) -> String {
    let files = swedish::counted(of.documents, "fil", "filer");
    match of.municipality.as_str() {
        "" => format!("{}: {files}", of.body),
        municipality => format!("{}, {municipality}: {files}", of.body),
    }
}
