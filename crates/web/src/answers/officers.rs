//! Officials who prepared matters (*handläggare*), by what is typed of their names.

use chrono::NaiveDate;
use paragraf_archive::Reader;
use serde::Serialize;
use utoipa::ToSchema;

use super::AnswerError;
use crate::address;

/// So many officers one answer lists.
const MOST_OFFICERS: u32 = 100;

/// Officers with a name in which every typed word begins some word, most paragraphs first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfficersAnswer {
    /// At most 100.
    pub officers: Vec<OfficerAnswer>,
}

/// *Handläggare*: an official who prepared matters.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfficerAnswer {
    /// As printed.
    pub name: String,
    /// Short name of the municipality.
    pub municipality: String,
    /// How many current paragraphs name them.
    pub paragraphs: u32,
    /// The day of the first meeting.
    pub first: NaiveDate,
    /// The day of the last meeting.
    pub last: NaiveDate,
    /// The search for those paragraphs.
    pub url: String,
}

/// Looks names up; nothing typed finds nobody: the archive keeps no list of all.
pub fn officers(archive: &Reader, typed: &str) -> Result<OfficersAnswer, AnswerError> {
    let found = archive.officers(typed, MOST_OFFICERS)?;
    let answer = |officer: paragraf_archive::Officer| OfficerAnswer {
        url: address::results(&[
            ("officer", &officer.name),
            ("municipality", &officer.municipality_short),
        ]),
        name: officer.name,
        municipality: officer.municipality_short,
        paragraphs: officer.paragraphs,
        first: officer.first,
        last: officer.last,
    };
    Ok(OfficersAnswer {
        officers: found.into_iter().map(answer).collect(),
    })
}
