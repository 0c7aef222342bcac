//! `GET /api/v1/documents/{sha256}/original`: the bytes as received, as an attachment.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use paragraf_archive::{DocumentStatus, OriginalState, StoredDocument};
use paragraf_model::{FindingKind, MediaType};

use super::found;
use super::stream::{body, body_writer};
use crate::address;
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::{Kind, Problem, ProblemAnswer};
use crate::tags::Held;
use crate::withdrawn;

/// A file that may be handed out, opened.
pub(crate) struct Original {
    file: File,
    /// Its length.
    pub bytes: u64,
    /// As it came.
    pub filename: String,
    /// What a browser is told it is.
    pub media_type: &'static str,
}

/// The bytes as received.
#[utoipa::path(
    get, path = "/api/v1/documents/{sha256}/original", tag = "records", operation_id = "original",
    params(("sha256" = String, Path, description = "SHA-256 of the bytes as received, in hexadecimal digits.")),
    responses(
        (status = 200, description = "The bytes, as an attachment, in the document's own media type.", content(
            (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (Vec<u8> = "application/vnd.oasis.opendocument.text"),
            (Vec<u8> = "text/plain"),
            (Vec<u8> = "application/octet-stream"),
        )),
        (status = 307, description = "This archive is a copy of another one, which hands them out."),
        (status = 403, description = "Personal numbers, hidden text or something that was withdrawn stand, or may stand, in it, so it is not handed out.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 404, description = "It is not held.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 410, description = "It was withdrawn, or is a copy of what was.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn original(
    State(app): State<App>,
    sha256: Path<String>,
    asked: HeaderMap,
    _: NoParameters,
) -> Result<Response, Problem> {
    let sha256 = found(address::sha256(&sha256.0), "Dokumentet")?;
    let tag = format!("\"{sha256}\"");
    if let Some(source) = elsewhere(&app, &sha256).await? {
        let there = format!("{source}{}", address::original(&sha256));
        return Ok(Redirect::temporary(&there).into_response());
    }
    let original = app.ask(move |app| Original::open(app, &sha256)).await?;
    // Only now, because what was handed out once may be withdrawn since.
    if Held::of(&asked).has(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let headers = [
        (header::CONTENT_TYPE, original.media_type.to_owned()),
        (header::CONTENT_LENGTH, original.bytes.to_string()),
        (
            header::CONTENT_DISPOSITION,
            address::attachment(&original.filename),
        ),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    let whole = 0..original.bytes;
    Ok((headers, original.body(&app, whole).await?).into_response())
}

/// The address of the archive that this one is a copy of, where the original lies there and is handed out.
pub(crate) async fn elsewhere(app: &App, sha256: &str) -> Result<Option<String>, Problem> {
    let sha256 = sha256.to_owned();
    app.ask(move |app| {
        let archive = &app.sources().archive;
        let Some(mirror) = archive.mirror()? else {
            return Ok(None);
        };
        let document = withdrawn::document(archive, &sha256, archive.document(&sha256)?)?;
        let is_there =
            document.original == OriginalState::Elsewhere && document.may_be_handed_out();
        Ok(is_there.then_some(mirror.source))
    })
    .await
}

impl Original {
    /// Opens it, or tells why it is not handed out.
    pub fn open(app: &App, sha256: &str) -> Result<Original, Problem> {
        let archive = &app.sources().archive;
        let document = withdrawn::document(archive, sha256, archive.document(sha256)?)?;
        if !document.may_be_handed_out() {
            return Err(withheld(&document));
        }
        let path = found(archive.original(sha256)?, "Originalfilen")?;
        let mut file = File::open(&path).map_err(|error| Problem::internal(&error))?;
        let bytes = file
            .metadata()
            .map_err(|error| Problem::internal(&error))?
            .len();
        let beginning = beginning(&mut file).map_err(|error| Problem::internal(&error))?;
        Ok(Original {
            file,
            bytes,
            filename: document.summary.filename,
            media_type: media_type(document.summary.media_type, &beginning),
        })
    }

    /// These bytes of it, read while they are sent.
    pub async fn body(self, app: &App, sent: Range<u64>) -> Result<Body, Problem> {
        let place = app.download_place().await?;
        let (mut writer, receiver) = body_writer();
        tokio::task::spawn_blocking(move || {
            let mut file = self.file;
            let copied = file.seek(SeekFrom::Start(sent.start)).and_then(|_| {
                let mut part = Read::take(file, sent.end.saturating_sub(sent.start));
                io::copy(&mut part, &mut writer)
            });
            if let Err(error) = copied.and_then(|_| writer.flush()) {
                writer.fail(error);
            }
            drop(place);
        });
        Ok(body(receiver))
    }

    /// Whether all of it is text in UTF-8. In memory is a piece at a time.
    pub fn is_utf8(&mut self) -> io::Result<bool> {
        const PIECE: u64 = 64 * 1024;
        self.file.rewind()?;
        let mut held: Vec<u8> = Vec::new();
        loop {
            let read = Read::take(&mut self.file, PIECE).read_to_end(&mut held)?;
            let whole = match std::str::from_utf8(&held) {
                Ok(_) => held.len(),
                // A letter that the piece cuts is whole in the next.
                Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
                Err(_) => return Ok(false),
            };
            if read == 0 {
                return Ok(true);
            }
            held.drain(..whole);
        }
    }
}

/// A paragraph of it was withdrawn.
const CUT: &str = "I filen står något som har tagits bort ur arkivet. Resten av texten finns här; be kommunen eller regionen om originalet.";

/// Why this very file is not handed out, and what one can do.
fn withheld(document: &StoredDocument) -> Problem {
    let has = |kind: FindingKind| document.findings.iter().any(|finding| finding.kind == kind);
    if matches!(
        document.original,
        OriginalState::Withheld | OriginalState::Gone
    ) {
        return Problem::new(Kind::Withheld, CUT);
    }
    let why = if document.summary.status == DocumentStatus::LeftOut {
        return Problem::new(
            Kind::Withheld,
            "Filen kommer från ett organ som avgör ärenden om enskilda personer. Den har inte lästs in och finns inte sparad här; be kommunen om originalet.",
        );
    } else if has(FindingKind::PersonalNumberMasked) {
        "Filen innehåller personnummer."
    } else if has(FindingKind::HiddenText) {
        "Filen innehåller text eller delar som inte syns när man läser sidorna, och där kan det stå personnummer eller annat som skulle ha tagits bort."
    } else {
        return Problem::of(Kind::Withheld);
    };
    Problem::new(
        Kind::Withheld,
        format!(
            "{why} Den text som går att läsa på sidorna finns här med personnumren dolda; be kommunen om originalet."
        ),
    )
}

/// A PDF may begin with so many bytes of something else.
const BEGINNING: u64 = 1024;

/// The first bytes; the file is then read from its beginning again.
fn beginning(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Read::take(&mut *file, BEGINNING).read_to_end(&mut bytes)?;
    file.rewind()?;
    Ok(bytes)
}

/// What a browser is told: the document's own kind where its bytes bear that out, and never a page, whatever it is.
fn media_type(kind: Option<MediaType>, beginning: &[u8]) -> &'static str {
    let holds = |sign: &[u8]| beginning.windows(sign.len()).any(|bytes| bytes == sign);
    let is_so = match kind {
        Some(MediaType::Pdf) => holds(b"%PDF-"),
        Some(MediaType::Docx | MediaType::Odt) => beginning.starts_with(b"PK\x03\x04"),
        Some(MediaType::PlainText) => true,
        Some(MediaType::Html) | None => false,
    };
    match kind {
        Some(kind) if is_so => kind.name(),
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use paragraf_model::MediaType;

    use super::media_type;

    #[test]
    fn a_document_is_what_its_bytes_are_and_never_a_page() {
        const UNKNOWN: &str = "application/octet-stream";
        let page = b"<!doctype html><script>alert(1)</script>";
        let told = |kind, bytes: &[u8]| media_type(Some(kind), bytes);
        assert_eq!(told(MediaType::Pdf, b"\n%PDF-1.7"), "application/pdf");
        assert_eq!(told(MediaType::Pdf, page), UNKNOWN);
        assert_eq!(told(MediaType::Docx, page), UNKNOWN);
        assert_eq!(told(MediaType::Odt, b"%PDF-1.7"), UNKNOWN);
        assert_eq!(told(MediaType::Html, page), UNKNOWN);
        assert_eq!(told(MediaType::PlainText, page), "text/plain");
        assert_eq!(media_type(None, b"%PDF-1.7"), UNKNOWN);
    }
}
