//! One document: what it is, what it holds and what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use paragraf_archive::{Reader, StoredDocument};
use paragraf_model::{DocumentKind, Meeting};
use serde::Serialize;
use utoipa::ToSchema;

use super::AnswerError;
use super::parts::{DocumentSummaryAnswer, FindingAnswer, MeetingLinkAnswer};
use crate::address;

/// A file that was received.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentAnswer {
    /// SHA-256 of the bytes as received.
    pub sha256: String,
    /// The document in this API.
    pub url: String,
    /// Its name when it came.
    pub filename: String,
    /// `minutes`, `extract` or `not_minutes`; null where it could not be read.
    pub kind: Option<String>,
    /// IANA media type; null where no kind of file was recognised.
    pub media_type: Option<String>,
    /// `indexed`, `not_minutes`, `needs_facts`, `waiting` (for text recognition), `failed` or `left_out` (its body decides
    /// about single persons).
    pub status: String,
    /// When it first came.
    pub received_at: DateTime<Utc>,
    /// The bytes as received; null where they are not handed out because personal numbers or hidden text stand,
    /// or may stand, in them.
    pub original: Option<String>,
    /// Bytes as received.
    pub size: u64,
    /// Null where the file has no pages or could not be read.
    pub pages: Option<u32>,
    /// ISO 639-1 code of most of the text.
    pub language: Option<String>,
    /// Share of the text that reads as words; null where it could not be read.
    pub text_quality: Option<f32>,
    /// Stable name of why it is not indexed.
    pub code: Option<String>,
    /// Why it is not indexed.
    pub message: Option<String>,
    /// Where it can be fetched, as stated beside the file.
    pub source_url: Option<String>,
    /// The meeting; null for a document that is not indexed.
    pub meeting: Option<MeetingLinkAnswer>,
    /// What it says of the meeting; null where it could not be read.
    pub facts: Option<MeetingFactsAnswer>,
    /// In document order.
    pub findings: Vec<FindingAnswer>,
    /// In document order.
    pub paragraphs: Vec<HeldAnswer>,
}

/// A paragraph that a document holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeldAnswer {
    /// Permanent id.
    pub id: String,
    /// Its page.
    pub url: String,
    /// Whether the paragraph is answered from this document.
    pub current: bool,
}

/// What the cover of the minutes tells.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeetingFactsAnswer {
    /// Full name of the municipality.
    pub municipality: Option<String>,
    /// The body's name as the minutes have it.
    pub body: Option<String>,
    /// The (first) day.
    pub date: Option<NaiveDate>,
    /// The last day of a meeting over several days.
    pub end_date: Option<NaiveDate>,
    /// `HH:MM`.
    pub start_time: Option<String>,
    /// `HH:MM`.
    pub end_time: Option<String>,
    /// As printed.
    pub place: Option<String>,
    /// The day the minutes were adjusted.
    pub adjusted_on: Option<NaiveDate>,
    /// The day the notice went up.
    pub posted_on: Option<NaiveDate>,
    /// The day the notice comes down.
    pub posted_until: Option<NaiveDate>,
    /// Who led the meeting.
    pub chair: Option<String>,
    /// Who wrote the minutes.
    pub secretary: Option<String>,
    /// Who adjust the minutes beside the chair.
    pub adjusters: Vec<String>,
    /// First and last paragraph number as the cover states them.
    pub paragraph_range: Option<Vec<u32>>,
}

/// A document by the SHA-256 of its bytes; `None` where it is not held.
pub fn document(archive: &Reader, sha256: &str) -> Result<Option<DocumentAnswer>, AnswerError> {
    Ok(archive.document(sha256)?.as_ref().map(DocumentAnswer::of))
}

/// As in the record.
pub(crate) fn kind_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Minutes => "minutes",
        DocumentKind::Extract => "extract",
        DocumentKind::NotMinutes => "not_minutes",
    }
}

impl DocumentAnswer {
    fn of(document: &StoredDocument) -> DocumentAnswer {
        let summary = DocumentSummaryAnswer::of(&document.summary);
        let held = document.paragraphs.iter().map(|held| HeldAnswer {
            id: held.id.to_string(),
            url: format!("/{}", held.id),
            current: held.current,
        });
        let original = document
            .may_be_handed_out()
            .then(|| address::original(&summary.sha256));
        DocumentAnswer {
            sha256: summary.sha256,
            url: summary.url,
            filename: summary.filename,
            kind: summary.kind,
            media_type: summary.media_type,
            status: summary.status,
            received_at: summary.received_at,
            original,
            size: document.size,
            pages: document.pages,
            language: document.language.clone(),
            text_quality: document.text_quality,
            code: document.code.clone(),
            message: document.message.clone(),
            source_url: document.source_url.clone(),
            meeting: document.meeting_id.as_ref().map(MeetingLinkAnswer::of),
            facts: document.meeting.as_ref().map(MeetingFactsAnswer::of),
            findings: document.findings.iter().map(FindingAnswer::of).collect(),
            paragraphs: held.collect(),
        }
    }
}

impl MeetingFactsAnswer {
    pub(super) fn of(meeting: &Meeting) -> MeetingFactsAnswer {
        MeetingFactsAnswer {
            municipality: meeting
                .municipality
                .as_ref()
                .map(|found| found.name.clone()),
            body: meeting.body.clone(),
            date: meeting.date,
            end_date: meeting.end_date,
            start_time: meeting.start_time.clone(),
            end_time: meeting.end_time.clone(),
            place: meeting.place.clone(),
            adjusted_on: meeting.adjusted_on,
            posted_on: meeting.posted_on,
            posted_until: meeting.posted_until,
            chair: meeting.chair.clone(),
            secretary: meeting.secretary.clone(),
            adjusters: meeting.adjusters.clone(),
            paragraph_range: meeting.paragraph_range.map(|range| range.to_vec()),
        }
    }
}
