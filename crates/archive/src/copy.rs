//! What the archive hands out for others to keep: each document with all that is known of it, as one line of JSON.
//!
//! A line says nothing that only this archive is concerned with, so an archive that is filled from it hands out the
//! same line again.

use chrono::{DateTime, Utc};
use paragraf_model::{Municipality, Record};
use serde::{Deserialize, Serialize};

use crate::{ArchiveError, sha256_of};

/// One document. What is withdrawn is never among them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentCopy {
    /// Of the bytes as received.
    pub sha256: String,
    /// Its place in the order in which documents came.
    pub number: u64,
    /// As [`crate::DocumentStatus::name`] has it.
    pub status: String,
    /// Stable name of why it is not indexed.
    pub code: Option<String>,
    /// Why it is not indexed.
    pub message: Option<String>,
    /// Its name when it came.
    pub filename: String,
    /// Bytes as received.
    pub size: u64,
    /// When it first came: of two versions of a meeting's minutes the later one is current.
    pub received_at: DateTime<Utc>,
    /// Where it can be fetched, as stated beside the file.
    pub source_url: Option<String>,
    /// What was stated beside the file: a line `name: value` for each.
    pub stated: Option<String>,
    /// Version of the rules that it was read by.
    pub rules: u32,
    /// Something that was withdrawn stood in it.
    pub withheld: bool,
    /// Whether its bytes are handed out.
    pub handed_out: bool,
    /// Id of its meeting; `None` for a document that is not indexed.
    pub meeting: Option<String>,
    /// Whose document it is where that is why nothing of it is kept.
    pub left_out: Option<LeftOutCopy>,
    /// Of each paragraph of the record, in its order.
    pub paragraphs: Vec<ParagraphCopy>,
    /// What was read; `None` where it could not be read.
    pub record: Option<Record>,
}

/// A body that decides about single persons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeftOutCopy {
    /// `None` where nothing says.
    pub municipality: Option<Municipality>,
    /// As the document or its name has it.
    pub body: String,
}

/// What the archive knows of a document's paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParagraphCopy {
    /// Permanent id.
    pub id: String,
    /// Whether the id is answered from this document.
    pub current: bool,
    /// When the id's answer last changed; only where this document answers it.
    pub changed_at: Option<DateTime<Utc>>,
}

/// A withdrawal in force, as whoever keeps a copy has to follow it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawalCopy {
    /// To name it by.
    pub reference: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, as visitors are told.
    pub reason: String,
    /// The paragraph that was withdrawn, or
    pub paragraph: Option<String>,
    /// the document, by its SHA-256.
    pub document: Option<String>,
    /// Its bytes were removed for good.
    pub purged: bool,
    /// Ids that are answered no more because of it.
    pub paragraphs: Vec<WithdrawnParagraph>,
    /// Documents that are shown no more because of it: itself, and copies.
    pub documents: Vec<WithdrawnDocument>,
}

/// A paragraph of which nothing is left but its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawnParagraph {
    /// Permanent id.
    pub id: String,
    /// Whose.
    pub municipality: Municipality,
    /// The body's name.
    pub body: String,
    /// The paragraph's number.
    pub number: u32,
}

/// A document of which nothing is left but its SHA-256.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawnDocument {
    /// Of its bytes.
    pub sha256: String,
    /// Its place in the order in which documents came.
    pub number: u64,
    /// Why, where it is not itself what was withdrawn.
    pub code: Option<String>,
}

/// The files that the archive is handed out as, of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// The archive's id.
    pub archive: String,
    /// Another one after the archive was restored from a backup.
    pub history: String,
    /// The last change of a document.
    pub sequence: u64,
    /// Of each municipality and year, by name; the file of documents without a meeting last.
    pub files: Vec<BulkFile>,
    /// Withdrawals in force.
    pub withdrawals: u64,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkFile {
    /// `municipality/year`, or `without-meeting`.
    pub name: String,
    /// How many lines it has.
    pub documents: u64,
    /// How many current paragraphs they hold.
    pub paragraphs: u64,
    /// The last change of a document in it, or of one that was in it; 0 where there was none.
    pub sequence: u64,
    /// When that was.
    pub changed_at: Option<DateTime<Utc>>,
}

/// The last change of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentChange {
    /// Rises with every change of any document.
    pub sequence: u64,
    /// Of its bytes.
    pub sha256: String,
    /// What to do with a copy.
    pub kind: DocumentChangeKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The change with which it came.
    pub new_at: u64,
}

/// What a change means for whoever keeps a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentChangeKind {
    /// It is handed out, new or otherwise than before.
    Put,
    /// It was withdrawn: no copy may be kept.
    Withdraw,
    /// It is not held any more.
    Remove,
}

/// What an archive knows of the one that it is a copy of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirrorState {
    /// Its address, without a slash at the end.
    pub source: String,
    /// Its id.
    pub archive: String,
    /// How far its feed was followed; `None` until everything was taken once.
    pub cursor: Option<String>,
}

impl DocumentCopy {
    /// The line, without its end.
    ///
    /// # Errors
    /// None that is expected: every field has a form in JSON.
    pub fn to_line(&self) -> Result<Vec<u8>, ArchiveError> {
        serde_json::to_vec(self).map_err(|error| crate::codec::damaged(&error.to_string()))
    }

    /// SHA-256 of the line: the same for the same content, in whatever archive.
    ///
    /// # Errors
    /// As [`DocumentCopy::to_line`].
    pub fn hash(&self) -> Result<String, ArchiveError> {
        Ok(sha256_of(&self.to_line()?))
    }
}
