//! `/api/v1/archive`: everything at once, as files of JSON Lines and as a feed of documents, for those who keep a copy.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use paragraf_archive::{ArchiveError, Reader, WITHOUT_MEETING};

use super::changes::{number, stale_cursor};
use super::stream::{BodyWriter, body, body_writer};
use super::{found, json};
use crate::address;
use crate::answers::{
    self, ArchiveAnswer, ArchiveChangesAnswer, DocumentLine, ForeignCursor, MOST_DOCUMENT_CHANGES,
};
use crate::app::App;
use crate::links::Links;
use crate::parameters::{NoParameters, Parameters};
use crate::problem::{Problem, ProblemAnswer};
use crate::withdrawn;

/// A file is read of one moment, which keeps the catalogue from being tidied up: not for longer than this.
const LONGEST: Duration = Duration::from_secs(30 * 60);

const JSON_LINES: &str = "application/jsonl";

/// The files that hold everything, by municipality and year, and where to go on following what changes. Whoever keeps a
/// copy fetches the files once and follows the feed then; or fetches only the files whose `version` is another than
/// before. `paragraf mirror` does the former.
#[utoipa::path(
    get, path = "/api/v1/archive", tag = "archive", operation_id = "archive",
    responses(
        (status = 200, description = "The list.", body = ArchiveAnswer),
        (status = 304, description = "Nothing changed since the answer with this `ETag`."),
    ),
)]
pub async fn archive(
    State(app): State<App>,
    asked: HeaderMap,
    _: NoParameters,
) -> Result<Response, Problem> {
    let answer = app.ask(|app| Ok(answers::archive(app.sources())?)).await?;
    let lexicon = answer.lexicon.as_deref().unwrap_or_default();
    let tag = tag(&app, &format!("{}-{lexicon}", answer.cursor));
    if is_held(&asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let mut response = json(&answer)?;
    if let Ok(tag) = tag.parse() {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

/// Documents whose line changed after a place in the feed, each once with its last change: whoever asks again after
/// `next` misses none and sees none twice. A line changes with what was read of the document, with what is stated about
/// it, and when another document takes over one of its paragraphs.
#[utoipa::path(
    get, path = "/api/v1/archive/changes", tag = "archive", operation_id = "archive_changes",
    params(
        ("after" = Option<String>, Query, description = "`next` of the answer before, or `cursor` of the list of files; \
            nothing for all documents."),
        ("size" = Option<u32>, Query, description = "At most so many.", minimum = 1, maximum = 200, example = 100),
    ),
    responses(
        (status = 200, description = "Changes, and where to go on.", body = ArchiveChangesAnswer),
        (status = 400, description = "A parameter is unknown or malformed; or `stale_cursor`: the archive was restored \
            from a backup, and a copy has to begin anew with the list of files.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn changes(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    parameters.only(&["after", "size"])?;
    let after = parameters.one("after")?.map(str::to_owned);
    let size = number(&parameters, "size", 100, 1, MOST_DOCUMENT_CHANGES)?;
    let asked = after.clone();
    let answer = app.ask(move |app| {
        let archive = &app.sources().archive;
        Ok(answers::archive_changes(
            archive,
            asked.as_deref(),
            size as u32,
        )?)
    });
    let answer = answer.await?.map_err(|ForeignCursor| {
        stale_cursor(after.as_deref().unwrap_or_default(), "/api/v1/archive")
    })?;
    let links = Links::default().pages(
        "/api/v1/archive/changes",
        &parameters,
        "after",
        None,
        answer.more.then_some(answer.next.as_str()),
    );
    Ok(links.on(json(&answer)?))
}

/// Every document of a municipality's meetings in a year, a line each, in the order they came: all of one moment.
#[utoipa::path(
    get, path = "/api/v1/archive/{municipality}/{file}", tag = "archive", operation_id = "archive_file",
    params(
        ("municipality" = String, Path, description = "Short name.", example = "orebro"),
        ("file" = String, Path, description = "The year, followed by `.jsonl`.", example = "2022.jsonl"),
    ),
    responses(
        (status = 200, description = "A document a line, each as `/api/v1/documents/{sha256}/record` has it.",
            body = String, content_type = "application/jsonl"),
        (status = 304, description = "Nothing changed since the file with this `ETag`."),
        (status = 404, description = "Nothing is held of them.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn file(
    State(app): State<App>,
    Path((municipality, file)): Path<(String, String)>,
    asked: HeaderMap,
    _: NoParameters,
) -> Result<Response, Problem> {
    let year = file
        .strip_suffix(".jsonl")
        .filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    let year = found(year, "Filen")?;
    documents(app, format!("{municipality}/{year}"), asked).await
}

/// Documents that belong to no meeting, a line each: what could not be read, is no minutes, lacks facts, or comes from
/// a body that decides about single persons.
#[utoipa::path(
    get, path = "/api/v1/archive/without-meeting.jsonl", tag = "archive", operation_id = "archive_without_meeting",
    responses(
        (status = 200, description = "A document a line, each as `/api/v1/documents/{sha256}/record` has it.",
            body = String, content_type = "application/jsonl"),
        (status = 304, description = "Nothing changed since the file with this `ETag`."),
    ),
)]
pub async fn without_meeting(
    State(app): State<App>,
    asked: HeaderMap,
    _: NoParameters,
) -> Result<Response, Problem> {
    documents(app, WITHOUT_MEETING.to_owned(), asked).await
}

async fn documents(app: App, name: String, asked: HeaderMap) -> Result<Response, Problem> {
    let looked_for = name.clone();
    let version = app.ask(move |app| {
        let archive = &app.sources().archive;
        let change = archive.bulk_change(&looked_for)?;
        let is_held = change > 0 || looked_for == WITHOUT_MEETING;
        let (history, _) = archive.document_history()?;
        Ok(is_held.then(|| answers::cursor(&history, change)))
    });
    // Taken before the file: it may be newer than its tag, never older.
    let version = found(version.await?, "Filen")?;
    let filename = format!("{}.jsonl", name.replace('/', "-"));
    lines(app, &version, &filename, asked, move |archive, out| {
        let began = Instant::now();
        archive.each_copy(&name, |copy| {
            if began.elapsed() > LONGEST {
                return Err(Broken::Write(io::ErrorKind::TimedOut.into()));
            }
            out.write_all(&copy.to_line()?)?;
            out.write_all(b"\n")?;
            Ok(())
        })
    })
    .await
}

/// Withdrawals in force, a line each: whoever keeps a copy has to delete what they name.
#[utoipa::path(
    get, path = "/api/v1/archive/withdrawals.jsonl", tag = "archive", operation_id = "archive_withdrawals",
    responses(
        (status = 200, description = "A withdrawal a line: `reference`, `at`, `reason`, the `paragraph` or `document` that \
            was withdrawn, whether it is `purged`, and all `paragraphs` and `documents` that are shown no more because of it.",
            body = String, content_type = "application/jsonl"),
    ),
)]
pub async fn withdrawals(
    State(app): State<App>,
    asked: HeaderMap,
    _: NoParameters,
) -> Result<Response, Problem> {
    // Changes with every writing, so that none is missed.
    let revision = app
        .ask(|app| Ok(app.sources().archive.revision()?))
        .await?
        .to_string();
    lines(
        app,
        &revision,
        "withdrawals.jsonl",
        asked,
        |archive, out| {
            for withdrawal in archive.withdrawal_copies()? {
                serde_json::to_writer(&mut *out, &withdrawal).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        },
    )
    .await
}

/// Why a file ends before its end.
enum Broken {
    Archive(ArchiveError),
    Write(io::Error),
}

impl From<ArchiveError> for Broken {
    fn from(error: ArchiveError) -> Broken {
        Broken::Archive(error)
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Broken {
        Broken::Write(error)
    }
}

/// A file that is written while it is sent.
async fn lines(
    app: App,
    version: &str,
    filename: &str,
    asked: HeaderMap,
    write: impl FnOnce(&Reader, &mut BodyWriter) -> Result<(), Broken> + Send + 'static,
) -> Result<Response, Problem> {
    let tag = tag(&app, version);
    let headers = [
        (header::CONTENT_TYPE, JSON_LINES.to_owned()),
        (header::CONTENT_DISPOSITION, address::attachment(filename)),
        (header::ETAG, tag.clone()),
    ];
    if is_held(&asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let place = app.download_place().await?;
    let (mut writer, pieces) = body_writer();
    tokio::task::spawn_blocking(move || {
        let written = write(&app.sources().archive, &mut writer)
            .and_then(|()| writer.flush().map_err(Broken::Write));
        match written {
            Ok(()) => {}
            Err(Broken::Write(error)) => writer.fail(error),
            Err(Broken::Archive(error)) => {
                tracing::error!(%error, "a file of the archive broke off");
                writer.fail(io::Error::other(error));
            }
        }
        drop(place);
    });
    Ok((headers, body(pieces)).into_response())
}

/// Of what is written anew each time: the same content, perhaps packed otherwise.
fn tag(app: &App, version: &str) -> String {
    format!("W/\"{version}-{}\"", app.edition())
}

fn is_held(asked: &HeaderMap, tag: &str) -> bool {
    let held = asked.get_all(header::IF_NONE_MATCH).iter();
    held.filter_map(|held| held.to_str().ok())
        .flat_map(|held| held.split(','))
        .any(|held| held.trim() == tag || held.trim() == "*")
}

/// One document as a copy of the archive holds it: the record, and what the archive knows of it.
#[utoipa::path(
    get, path = "/api/v1/documents/{sha256}/record", tag = "archive", operation_id = "record",
    params(("sha256" = String, Path, description = "SHA-256 of the bytes as received, in hexadecimal digits.")),
    responses(
        (status = 200, description = "The line, without its end.", body = DocumentLine),
        (status = 404, description = "It is not held.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 410, description = "It was withdrawn, or is a copy of what was.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn record(
    State(app): State<App>,
    sha256: Path<String>,
    asked: HeaderMap,
    _: NoParameters,
) -> Result<Response, Problem> {
    let sha256 = found(address::sha256(&sha256.0), "Dokumentet")?;
    let line = app.ask(move |app| {
        let archive = &app.sources().archive;
        let copy = withdrawn::document(archive, &sha256, archive.copy(&sha256)?)?;
        Ok((copy.hash()?, copy.to_line()?))
    });
    let (hash, line) = line.await?;
    let tag = format!("\"{hash}\"");
    if is_held(&asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::ETAG, tag),
    ];
    Ok((headers, line).into_response())
}

/// The lexicon that the index was made with, for a copy that is to find the same.
#[utoipa::path(
    get, path = "/api/v1/archive/lexicon.bin", tag = "archive", operation_id = "archive_lexicon",
    responses(
        (status = 200, description = "The lexicon in the program's own form.",
            body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 404, description = "The index was made with the lexicon that is built into the program.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn lexicon(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let place = app.download_place().await?;
    let reading = tokio::task::spawn_blocking(move || {
        let read = paragraf_index::lexicon(&app.config().index);
        drop(place);
        read.map(|lexicon| lexicon.map(|lexicon| lexicon.encode()))
    });
    let lexicon = reading.await.map_err(|error| Problem::internal(&error))?;
    let lexicon = found(lexicon.map_err(|error| Problem::internal(&error))?, "Filen")?;
    let headers = [(header::CONTENT_TYPE, "application/octet-stream")];
    Ok((headers, lexicon).into_response())
}
