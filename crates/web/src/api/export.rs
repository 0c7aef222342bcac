//! `GET /api/v1/export` and its manifest: every hit of a search, with no upper limit.

use std::io::Write;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use chrono::Utc;
use paragraf_index::Patience;
use paragraf_query::{KnownValues, ParameterProblem, SearchRequest};

use super::search::request;
use super::stream::{BodyWriter, body, body_writer};
use super::{json, openapi};
use crate::app::{App, Visitor, today};
use crate::export::{Export, ExportError, Format, ManifestAnswer, Wanted, manifest_within};
use crate::parameters::Parameters;
use crate::problem::{Kind, Problem, ProblemAnswer};

/// Parameters of the export beside those of the search.
const OWN: [&str; 2] = ["format", "dialect"];
/// Parameters of the search that say how to page through it, which an export does not.
const NOT_HERE: [&str; 4] = ["size", "cursor", "facets", "relax"];

/// Every hit of a search as one file, in the search's order, from one snapshot.
#[utoipa::path(
    get, path = "/api/v1/export", tag = "export", operation_id = "export",
    params(openapi::FilterParameters, openapi::OrderParameters, openapi::FileParameters),
    responses(
        (status = 200, description = "The file; the manifest names its columns. In CSV, a text that begins as a \
            formula does gets an apostrophe before it. `X-Total-Count` tells how many hits there are.",
            content((String = "text/csv"), (String = "application/jsonl"),
                (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                (String = "application/vnd.apache.parquet"), (String = "application/zip"))),
        (status = 400, description = "A parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 503, description = "Too many ask at once (`busy`), or it took too long (`too_slow`): come back later, or \
            narrow the search.", body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn export(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let format = format(&parameters)?;
    let request = export_request(&app, &parameters)?;
    let place = app.download_place().await?;
    let (sender, opened) = tokio::sync::oneshot::channel();
    let (writer, receiver) = body_writer();
    let writing = app.clone();
    let visitor = Visitor(Patience::of(Patience::OF_AN_EXPORT));
    let patience = visitor.0.clone();
    tokio::task::spawn_blocking(move || {
        let snapshot = writing.snapshot();
        let wanted = wanted(&writing, &snapshot.known, &request);
        let export = Export::prepare_within(writing.sources(), &wanted, &patience);
        write(export, format, writer, sender);
        drop(place);
    });
    // Where the writing ended without a word there was a panic, which the runtime has logged.
    let opened = opened.await.map_err(|error| Problem::internal(&error))??;
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            crate::address::attachment(format.filename()),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (
            HeaderName::from_static("x-total-count"),
            opened.total.to_string(),
        ),
        (HeaderName::from_static("x-generation"), opened.generation),
        (
            HeaderName::from_static("x-sequence"),
            opened.sequence.to_string(),
        ),
    ];
    Ok((headers, body(receiver)).into_response())
}

/// What such an export is: the question, the answer's size, what made it, and the fingerprint of the file.
#[utoipa::path(
    get, path = "/api/v1/export/manifest", tag = "export", operation_id = "export_manifest",
    params(openapi::FilterParameters, openapi::OrderParameters, openapi::FileParameters),
    responses(
        (status = 200, description = "The manifest.", body = ManifestAnswer),
        (status = 400, description = "A parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 503, description = "Too many ask at once (`busy`), or it took too long (`too_slow`): come back later, or \
            narrow the search.", body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn manifest(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let format = format(&parameters)?;
    let request = export_request(&app, &parameters)?;
    let place = app.download_place().await?;
    let visitor = Visitor(Patience::endless());
    let patience = visitor.0.clone();
    // Takes as long as the export itself: no place among the questions.
    let making = tokio::task::spawn_blocking(move || {
        let snapshot = app.snapshot();
        let wanted = wanted(&app, &snapshot.known, &request);
        let answer = manifest_within(app.sources(), &wanted, format, Utc::now(), &patience);
        drop(place);
        answer
    });
    let answer = making.await.map_err(|error| Problem::internal(&error))?;
    let headers = [(
        header::CONTENT_DISPOSITION,
        crate::address::attachment(&format.manifest_filename()),
    )];
    Ok((headers, json(&answer?)?).into_response())
}

/// What is known as soon as the search is done and before the first row is written.
struct Opened {
    total: u64,
    generation: String,
    sequence: u64,
}

fn write(
    export: Result<Export<'_>, ExportError>,
    format: Format,
    mut writer: BodyWriter,
    opened: tokio::sync::oneshot::Sender<Result<Opened, Problem>>,
) {
    let export = match export {
        Ok(export) => export,
        Err(error) => {
            // A visitor who has left need not be told.
            let _ = opened.send(Err(error.into()));
            return;
        }
    };
    let generation = export.generation.clone();
    if opened
        .send(Ok(Opened {
            total: export.total(),
            generation,
            sequence: export.sequence,
        }))
        .is_err()
    {
        return;
    }
    let written = export
        .write(format, &mut writer, &mut |_, _| {})
        .and_then(|_| Ok(writer.flush()?));
    match written {
        Ok(()) => {}
        Err(ExportError::Write(_)) => tracing::debug!("a visitor left during an export"),
        Err(error) => {
            tracing::error!(%error, "an export broke off");
            writer.fail(std::io::Error::other(error));
        }
    }
}

fn format(parameters: &Parameters) -> Result<Format, Problem> {
    let format = parameters
        .choice("format", &["csv", "jsonl", "xlsx", "parquet", "zip"])?
        .unwrap_or("csv");
    let dialect = parameters.choice("dialect", &["excel"])?;
    Format::named(format, dialect).ok_or_else(|| {
        let dialect = dialect.unwrap_or_default();
        Problem::of_parameters(vec![ParameterProblem {
            parameter: "dialect".to_owned(),
            value: dialect.to_owned(),
            code: "unknown_value",
            message: format!("dialect={dialect} går bara ihop med format=csv."),
            legal: Vec::new(),
        }])
    })
}

fn export_request(app: &App, parameters: &Parameters) -> Result<SearchRequest, Problem> {
    let mut legal: Vec<&str> = paragraf_query::PARAMETERS.to_vec();
    legal.retain(|name| !NOT_HERE.contains(name));
    legal.extend(OWN);
    parameters.only(&legal)?;
    request(app, &parameters.without(&OWN))
}

fn wanted<'a>(app: &'a App, known: &'a KnownValues, request: &'a SearchRequest) -> Wanted<'a> {
    Wanted {
        request,
        known,
        base_url: app.config().base_url.as_deref().unwrap_or_default(),
        licence: app.config().licence.as_deref(),
        day: today(),
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Problem {
        match error {
            ExportError::Search(error) => crate::answers::AnswerError::Search(error).into(),
            ExportError::Archive(error) => error.into(),
            ExportError::TooLong => Problem::of(Kind::TooSlow),
            ExportError::DamagedManifest => Problem::internal(&error),
            ExportError::Write(error) => Problem::internal(&error),
        }
    }
}
