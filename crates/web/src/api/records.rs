//! `GET` of one paragraph, meeting or document, and of officers' names.

use axum::extract::{Path, State};
use axum::response::Response;
use paragraf_model::ParagraphId;

use super::{found, json};
use crate::address;
use crate::answers::{self, DocumentAnswer, MeetingAnswer, OfficersAnswer, ParagraphAnswer};
use crate::app::App;
use crate::parameters::{NoParameters, Parameters};
use crate::problem::{Kind, Problem, ProblemAnswer};
use crate::withdrawn;

/// One paragraph with its source, its versions and the way to its cases.
#[utoipa::path(
    get, path = "/api/v1/paragraphs/{id}", tag = "records", operation_id = "paragraph",
    params(
        ("id" = String, Path, description = "Permanent id, written with its slashes.",
            example = "orebro/kommunstyrelsen/2022-05-31/15"),
        ("document" = Option<String>, Query,
            description = "SHA-256 of one of its versions' documents: the paragraph as that one has it."),
    ),
    responses(
        (status = 200, description = "The paragraph.", body = ParagraphAnswer),
        (status = 400, description = "A parameter is unknown, or no SHA-256.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 404, description = "There never was one, or that document does not hold it.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 410, description = "It was withdrawn.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn paragraph(
    State(app): State<App>,
    id: Path<String>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    parameters.only(&["document"])?;
    let document = parameters.sha256("document")?;
    let id = found(ParagraphId::parse(&id.0), "Paragrafen")?;
    let answer = app.ask(move |app| {
        let archive = &app.sources().archive;
        let stored = answers::stored_paragraph(archive, &id, document.as_deref())?;
        let stored = withdrawn::paragraph(archive, &id, document.as_deref(), stored)?;
        Ok(answers::paragraph_of(archive, &stored)?)
    });
    json(&answer.await?)
}

/// One meeting: its cover, who was there, and what was dealt with.
#[utoipa::path(
    get, path = "/api/v1/meetings/{id}", tag = "records", operation_id = "meeting",
    params(("id" = String, Path, description = "Permanent id, written with its slashes.",
        example = "orebro/kommunstyrelsen/2022-05-31")),
    responses(
        (status = 200, description = "The meeting.", body = MeetingAnswer),
        (status = 404, description = "Nothing of it is held.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 410, description = "All that was held of it was withdrawn.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn meeting(
    State(app): State<App>,
    id: Path<String>,
    _: NoParameters,
) -> Result<Response, Problem> {
    let id = found(address::meeting_id(&id.0), "Sammanträdet")?;
    let answer = app.ask(move |app| {
        let archive = &app.sources().archive;
        withdrawn::meeting(archive, &id, answers::meeting(archive, &id)?)
    });
    json(&answer.await?)
}

/// One document: what it is, what it holds and what became of it.
#[utoipa::path(
    get, path = "/api/v1/documents/{sha256}", tag = "records", operation_id = "document",
    params(("sha256" = String, Path, description = "SHA-256 of the bytes as received, in hexadecimal digits.")),
    responses(
        (status = 200, description = "The document.", body = DocumentAnswer),
        (status = 404, description = "It is not held.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 410, description = "It was withdrawn, or is a copy of what was.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn document(
    State(app): State<App>,
    sha256: Path<String>,
    _: NoParameters,
) -> Result<Response, Problem> {
    let sha256 = found(address::sha256(&sha256.0), "Dokumentet")?;
    let answer = app.ask(move |app| {
        let archive = &app.sources().archive;
        withdrawn::document(archive, &sha256, answers::document(archive, &sha256)?)
    });
    json(&answer.await?)
}

/// Officials who prepared matters, by what is typed of their names.
#[utoipa::path(
    get, path = "/api/v1/officers", tag = "records", operation_id = "officers",
    params(("q" = String, Query, description = "Words that each begin some word of the name.")),
    responses(
        (status = 200, description = "At most 100 names, most paragraphs first.", body = OfficersAnswer),
        (status = 400, description = "`q` is missing, or a parameter is unknown or repeated.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 404, description = "The operator has switched officers off.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn officers(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    parameters.only(&["q"])?;
    let typed = parameters.required("q")?.to_owned();
    if app.config().hide_officers {
        return Err(Problem::new(
            Kind::NotFound,
            "Det går inte att slå upp handläggare i det här arkivet.",
        ));
    }
    let answer = app.ask(move |app| Ok(answers::officers(&app.sources().archive, &typed)?));
    json(&answer.await?)
}
