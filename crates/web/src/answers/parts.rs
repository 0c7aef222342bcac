//! Pieces that several answers are made of.

use chrono::{DateTime, Utc};
use paragraf_archive::{DocumentSummary, StoredParagraph};
use paragraf_model::{CaseNumber, Finding, MeetingId, Municipality, PersonWithParty};
use serde::Serialize;
use utoipa::ToSchema;

use super::document::kind_name;
use crate::address;
use crate::citation::Citation;

/// A municipality or region.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MunicipalityAnswer {
    /// Full name.
    #[schema(example = "Örebro kommun")]
    pub name: String,
    /// Statistics Sweden's code; null for one that is not in the register.
    #[schema(example = "1880")]
    pub code: Option<String>,
    /// Short name, as in ids.
    #[schema(example = "orebro")]
    pub short_name: String,
}

/// A meeting's id and page.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeetingLinkAnswer {
    /// Permanent id: municipality/body/date.
    pub id: String,
    /// Its page.
    pub url: String,
}

/// A case number as printed and as the case's name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CaseNumberAnswer {
    /// As printed: cite it so.
    #[schema(example = "Ks 596/2020")]
    pub printed: String,
    /// In capitals; null where the diary prints none.
    pub registry: Option<String>,
    /// Year of the case.
    pub year: u16,
    /// Running number within registry and year.
    pub serial: u32,
    /// A document's number within the case.
    pub sub: Option<u32>,
    /// Code of the diary plan, as printed.
    pub plan_code: Option<String>,
    /// `REGISTRY YEAR/SERIAL`: the case's name within its municipality.
    #[schema(example = "KS 2020/596")]
    pub canonical: String,
    /// The page of the case.
    pub url: String,
}

/// A person as printed, with party.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonAnswer {
    /// Without party.
    pub name: String,
    /// Null where none is printed.
    pub party: Option<String>,
}

/// Something noticed while reading that a person should know.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingAnswer {
    /// Stable name of what it is about.
    pub kind: String,
    /// `info`, `warning` or `error`.
    pub severity: String,
    /// One Swedish sentence.
    pub message: String,
    /// Page of the source; null where the whole document is meant or the source has no pages.
    pub page: Option<u32>,
    /// First and last line of the extracted text; null where the whole document is meant.
    pub lines: Option<Vec<u32>>,
    /// Number of the paragraph it lies in, with its suffix; null where it lies in none.
    pub paragraph: Option<String>,
    /// First and last paragraph number of what it tells is missing or published elsewhere.
    pub numbers: Vec<Vec<u32>>,
}

/// One line about a document.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentSummaryAnswer {
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
    /// `indexed`, `not_minutes`, `needs_facts`, `waiting` (for text recognition) or `failed`.
    pub status: String,
    /// When it first came.
    pub received_at: DateTime<Utc>,
    /// How many paragraphs it holds.
    pub paragraphs: u32,
}

impl MunicipalityAnswer {
    /// With the short name that its ids begin with.
    pub fn of(municipality: &Municipality, short_name: &str) -> MunicipalityAnswer {
        MunicipalityAnswer {
            name: municipality.name.clone(),
            code: Some(municipality.code.clone()).filter(|code| !code.is_empty()),
            short_name: short_name.to_owned(),
        }
    }
}

impl MeetingLinkAnswer {
    pub(super) fn of(id: &MeetingId) -> MeetingLinkAnswer {
        MeetingLinkAnswer {
            id: id.to_string(),
            url: format!("/{id}"),
        }
    }
}

impl CaseNumberAnswer {
    pub(super) fn of(case_number: &CaseNumber, municipality: &str) -> CaseNumberAnswer {
        CaseNumberAnswer {
            printed: case_number.printed().to_owned(),
            registry: case_number.registry().map(str::to_owned),
            year: case_number.year(),
            serial: case_number.serial(),
            sub: case_number.sub(),
            plan_code: case_number.plan_code().map(str::to_owned),
            canonical: case_number.canonical().to_owned(),
            url: address::case_page(municipality, &case_number.slug()),
        }
    }
}

impl PersonAnswer {
    pub(super) fn of(person: &PersonWithParty) -> PersonAnswer {
        PersonAnswer {
            name: person.name.clone(),
            party: person.party.clone(),
        }
    }
}

impl FindingAnswer {
    pub(super) fn of(finding: &Finding) -> FindingAnswer {
        FindingAnswer {
            kind: finding.kind.name().to_owned(),
            severity: finding.severity.name().to_owned(),
            message: finding.message.clone(),
            page: finding.page,
            lines: finding.lines.map(|lines| lines.to_vec()),
            paragraph: finding.paragraph.clone(),
            numbers: finding.numbers.iter().map(|range| range.to_vec()).collect(),
        }
    }
}

impl DocumentSummaryAnswer {
    pub(super) fn of(summary: &DocumentSummary) -> DocumentSummaryAnswer {
        DocumentSummaryAnswer {
            sha256: summary.sha256.clone(),
            url: address::document(&summary.sha256),
            filename: summary.filename.clone(),
            kind: summary.kind.map(|kind| kind_name(kind).to_owned()),
            media_type: summary.media_type.map(|kind| kind.name().to_owned()),
            status: summary.status.name().to_owned(),
            received_at: summary.received_at,
            paragraphs: summary.paragraphs,
        }
    }
}

/// How to cite a paragraph: `Kommunstyrelsen i Örebro kommun, 2020-03-02, § 15 (dnr KS 2020/596)`.
pub fn citation(stored: &StoredParagraph) -> String {
    Citation::of(stored, None).swedish()
}

/// The name that the record format has for a value without fields.
pub(super) fn stable_name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
