//! What is held, what is missing and what failed: nothing found must not look like nothing decided.

use chrono::{DateTime, NaiveDate, Utc};
use paragraf_archive::{Holding, ProblemDocument};
use serde::Serialize;
use utoipa::ToSchema;

use super::parts::MunicipalityAnswer;
use super::{AnswerError, Sources};
use crate::address;

/// Per municipality and body: first and last meeting, counts, gaps, last ingest; and every file that is not searchable.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatusAnswer {
    /// Version of the program that answers.
    pub version: String,
    /// The index that answers: changes with a rebuild alone, not with what is read in.
    pub generation: String,
    /// The last change of the archive that the index holds.
    pub indexed_sequence: u64,
    /// The last change of the archive; larger than `indexed_sequence` while an ingest is under way.
    pub archive_sequence: u64,
    /// How many paragraphs can be found.
    pub searchable_paragraphs: u64,
    /// How much is held.
    pub counts: CountsAnswer,
    /// One for each municipality and body.
    pub bodies: Vec<HoldingAnswer>,
    /// Files that are kept and not searchable, latest first.
    pub problems: Vec<ProblemDocumentAnswer>,
}

/// How much is held.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CountsAnswer {
    /// Municipalities with at least one meeting.
    pub municipalities: u64,
    /// Bodies with at least one meeting.
    pub bodies: u64,
    /// Meetings.
    pub meetings: u64,
    /// Current paragraphs.
    pub paragraphs: u64,
    /// Documents whose paragraphs are searchable.
    pub indexed: u64,
    /// Searchable documents of which some pages wait for text recognition.
    pub incomplete: u64,
    /// Documents that are not minutes.
    pub not_minutes: u64,
    /// Documents that need facts.
    pub needs_facts: u64,
    /// Documents that wait for text recognition: scanned pages.
    pub waiting: u64,
    /// Documents that could not be read.
    pub failed: u64,
}

/// What is held of one body.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HoldingAnswer {
    /// Whose body.
    pub municipality: MunicipalityAnswer,
    /// The body's name as its minutes have it.
    pub body: String,
    /// Its part of ids.
    pub body_slug: String,
    /// Its page.
    pub url: String,
    /// Day of the first meeting held.
    pub first_meeting: NaiveDate,
    /// Day of the last meeting held.
    pub last_meeting: NaiveDate,
    /// Number of meetings.
    pub meetings: u32,
    /// Number of current paragraphs.
    pub paragraphs: u32,
    /// Number of searchable documents.
    pub documents: u32,
    /// Paragraph numbers that no document holds, between the first and the last one held of a year.
    pub gaps: Vec<GapAnswer>,
    /// When its latest document came.
    pub last_ingest: DateTime<Utc>,
}

/// Paragraph numbers of a year that no document holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GapAnswer {
    /// Year of the meetings.
    pub year: i32,
    /// First missing number.
    pub first: u32,
    /// Last missing number.
    pub last: u32,
}

/// A document that is kept and not searchable.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemDocumentAnswer {
    /// SHA-256 of the bytes as received.
    pub sha256: String,
    /// The document in this API.
    pub url: String,
    /// Its name when it came.
    pub filename: String,
    /// `not_minutes`, `needs_facts`, `waiting` (for text recognition) or `failed`.
    pub status: String,
    /// Stable name of the reason.
    pub code: String,
    /// The reason, with what to do.
    pub message: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

/// Everything about what is held.
pub fn status(sources: &Sources) -> Result<StatusAnswer, AnswerError> {
    let archive = &sources.archive;
    Ok(StatusAnswer {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        generation: sources.index.generation(),
        indexed_sequence: sources.index.sequence(),
        archive_sequence: archive.last_sequence()?,
        searchable_paragraphs: sources.index.paragraph_count(),
        counts: counts(archive.counts()?, archive.incomplete()?),
        bodies: archive.holdings()?.iter().map(HoldingAnswer::of).collect(),
        problems: archive
            .problems()?
            .into_iter()
            .map(ProblemDocumentAnswer::of)
            .collect(),
    })
}

fn counts(counts: paragraf_archive::Counts, incomplete: u64) -> CountsAnswer {
    CountsAnswer {
        municipalities: counts.municipalities,
        bodies: counts.bodies,
        meetings: counts.meetings,
        paragraphs: counts.paragraphs,
        indexed: counts.indexed,
        incomplete,
        not_minutes: counts.not_minutes,
        needs_facts: counts.needs_facts,
        waiting: counts.waiting,
        failed: counts.failed,
    }
}

impl HoldingAnswer {
    fn of(holding: &Holding) -> HoldingAnswer {
        let gaps = holding.gaps.iter();
        HoldingAnswer {
            municipality: MunicipalityAnswer::of(
                &holding.municipality,
                &holding.municipality_short,
            ),
            body: holding.body.clone(),
            body_slug: holding.body_slug.clone(),
            url: format!("/{}/{}", holding.municipality_short, holding.body_slug),
            first_meeting: holding.first_meeting,
            last_meeting: holding.last_meeting,
            meetings: holding.meetings,
            paragraphs: holding.paragraphs,
            documents: holding.documents,
            gaps: gaps
                .map(|gap| GapAnswer {
                    year: gap.year,
                    first: gap.first,
                    last: gap.last,
                })
                .collect(),
            last_ingest: holding.last_ingest,
        }
    }
}

impl ProblemDocumentAnswer {
    fn of(problem: ProblemDocument) -> ProblemDocumentAnswer {
        ProblemDocumentAnswer {
            url: address::document(&problem.sha256),
            sha256: problem.sha256,
            filename: problem.filename,
            status: problem.status.name().to_owned(),
            code: problem.code,
            message: problem.message,
            received_at: problem.received_at,
        }
    }
}
