//! The record of one file: CONTRACT.md's format, pinned by the golden files.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{DocumentFacts, DocumentKind, Finding, Meeting, Municipality, Paragraph};

/// Version of the record format.
pub const SCHEMA: u32 = 1;

/// Everything that was read from one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Version of this format.
    pub schema: u32,
    /// The file.
    pub document: DocumentFacts,
    /// The meeting.
    #[serde(flatten)]
    pub meeting: Meeting,
    /// In document order.
    pub paragraphs: Vec<Paragraph>,
    /// In document order.
    pub findings: Vec<Finding>,
}

/// What the parser read: a record without what only the rim knows of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// Minutes, extract or neither.
    pub kind: DocumentKind,
    /// ISO 639-1 code of most of the text.
    pub language: Option<String>,
    /// The meeting.
    pub meeting: Meeting,
    /// In document order.
    pub paragraphs: Vec<Paragraph>,
    /// In document order.
    pub findings: Vec<Finding>,
}

/// What a person stated beside the file; it wins over what the file says.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Stated municipality.
    pub municipality: Option<Municipality>,
    /// Stated body.
    pub body: Option<String>,
    /// Stated date.
    pub date: Option<NaiveDate>,
    /// Name of the file without folders: the last resort for a date, marked as inferred.
    pub filename: Option<String>,
}

#[cfg(test)]
mod tests;
