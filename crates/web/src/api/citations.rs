//! `GET /api/v1/citations/{id}`: how to cite a paragraph, as a line or as a file for a reference manager.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use paragraf_model::ParagraphId;

use super::found;
use crate::app::{App, today};
use crate::citation::{self, Citation, CitationFormat};
use crate::parameters::Parameters;
use crate::problem::{Problem, ProblemAnswer};
use crate::{address, answers, withdrawn};

/// How to cite one paragraph, with its permanent address and the SHA-256 of the file it was read from.
#[utoipa::path(
    get, path = "/api/v1/citations/{id}", tag = "records", operation_id = "citation",
    params(
        ("id" = String, Path, description = "Permanent id, written with its slashes.",
            example = "orebro/kommunstyrelsen/2022-05-31/15"),
        ("format" = Option<String>, Query, description = "`text` where not said: one line, as Swedes cite minutes."),
        ("document" = Option<String>, Query,
            description = "SHA-256 of one of its versions' documents: the paragraph as that one has it."),
    ),
    responses(
        (status = 200, description = "The citation. CSL-JSON is a list of one item. Where the archive does not know its own \
            address there is no URL; the id stands there in any case.",
            content((String = "text/plain"), (String = "application/x-bibtex"),
                (String = "application/x-research-info-systems"),
                (Vec<serde_json::Value> = "application/vnd.citationstyles.csl+json"))),
        (status = 400, description = "A parameter is unknown, or not among its values.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 404, description = "There never was one, or that document does not hold it.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 410, description = "It was withdrawn.",
            body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn citation(
    State(app): State<App>,
    id: Path<String>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    parameters.only(&["format", "document"])?;
    let format = format(&parameters)?;
    let document = parameters.sha256("document")?;
    let id = found(ParagraphId::parse(&id.0), "Paragrafen")?;
    let citation = app.ask(move |app| {
        let archive = &app.sources().archive;
        let stored = answers::stored_paragraph(archive, &id, document.as_deref())?;
        let stored = withdrawn::paragraph(archive, &id, document.as_deref(), stored)?;
        let citation = Citation::of(&stored, app.config().base_url.as_deref());
        Ok(match document {
            Some(_) => citation.of_this_file(),
            None => citation,
        })
    });
    let citation = citation.await?;
    let name = format!("{}.{}", citation.key(), format.extension());
    let file = citation::written(&[citation], format, today());
    let mut response = ([(header::CONTENT_TYPE, format.media_type())], file).into_response();
    if format != CitationFormat::Text
        && let Ok(attachment) = address::attachment(&name).parse()
    {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_DISPOSITION, attachment);
    }
    Ok(response)
}

fn format(parameters: &Parameters) -> Result<CitationFormat, Problem> {
    let named = parameters.choice("format", &CitationFormat::ALL.map(CitationFormat::name))?;
    let mut formats = CitationFormat::ALL.into_iter();
    let format = formats.find(|format| Some(format.name()) == named);
    Ok(format.unwrap_or(CitationFormat::Text))
}
