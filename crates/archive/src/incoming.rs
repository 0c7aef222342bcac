//! What comes into the archive, and what became of it.

use chrono::{DateTime, Utc};
use paragraf_model::{MeetingId, Municipality, Record};

use crate::DocumentStatus;

/// One file on its way into the archive.
#[derive(Clone, Debug)]
pub struct Incoming<'a> {
    /// As received.
    pub bytes: &'a [u8],
    /// Without folders.
    pub filename: String,
    /// Where it lay, for people to find it again.
    pub source_path: String,
    /// Where it can be fetched, if somebody stated it.
    pub source_url: Option<String>,
    /// When it came: of two versions of a meeting's minutes the later one is current.
    pub received_at: DateTime<Utc>,
    /// What was stated beside the file, in any stable form: lets ingest see that it was changed.
    pub stated: Option<String>,
    /// What was read.
    pub result: ReadResult,
}

/// What reading a file gave.
#[derive(Clone, Debug)]
pub enum ReadResult {
    /// A record; it decides itself whether it is minutes and has the facts it needs.
    Record(Box<Record>),
    /// No text, but pictures that text may be recognised in.
    Waiting {
        /// Stable name of the reason.
        code: String,
        /// The reason, with what to do.
        message: String,
    },
    /// No text.
    Failed {
        /// Stable name of the reason.
        code: String,
        /// The reason, with what to do.
        message: String,
    },
    /// Minutes of a body that decides about single persons: nothing of them is kept but that they came.
    LeftOut(LeftOut),
}

/// Whose document was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// As a record names it; `None` where nothing says.
    pub municipality: Option<Municipality>,
    /// The body, as the document or the name of its file has it.
    pub body: String,
}

/// What became of an incoming file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was not held before.
    New(Receipt),
    /// The same bytes are held, and nothing was changed.
    AlreadyHeld(DocumentStatus),
    /// The same bytes are held with text that was recognised in pictures and that this reading lacks: nothing was
    /// changed, and only a reading with a recogniser can take its place.
    RecognisedStays(DocumentStatus),
    /// It was withdrawn, or is told to be a copy of what was, and nothing of it is shown.
    Withdrawn,
    /// The same bytes were held, and were read anew.
    Reread(Receipt),
}

/// What an addition changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Of the bytes.
    pub sha256: String,
    /// What became of the document.
    pub status: DocumentStatus,
    /// Stable name of why it is not indexed.
    pub code: Option<String>,
    /// Why it is not indexed.
    pub message: Option<String>,
    /// `None` for a document that is not indexed.
    pub meeting_id: Option<MeetingId>,
    /// How many paragraphs it holds.
    pub paragraphs: u32,
    /// Of each paragraph that the record has, in its order, the key; `None` for what was withdrawn. None at all where the
    /// document is not indexed.
    pub keys: Vec<Option<u64>>,
    /// How many changes of current paragraphs followed.
    pub changes: u32,
    /// The document was held, and its original was damaged or missing and is whole again.
    pub put_back: bool,
}
