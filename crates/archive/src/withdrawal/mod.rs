//! Taking paragraphs and documents out of every answer, for good or until that is lifted.
//!
//! What is withdrawn is cut out of the catalogue itself, so that no way of reading can show it: its text, what was
//! found in it, and the names it gave. Its original stays, for the operator alone, until it is purged. Marks tell it
//! and its copies when they come again; the log beside the catalogue outlives the catalogue.

mod apply;
mod ban;
mod follow;
mod log;
mod marks;
mod purge;
mod read;

use chrono::{DateTime, Utc};
use paragraf_model::ParagraphId;

pub(crate) use self::apply::{lift, missing, unlogged, withdraw};
pub(crate) use self::ban::{Cut, ban_of, cut, note_copy, note_cut};
pub(crate) use self::follow::follow;
pub(crate) use self::log::{Event, Log};
pub(crate) use self::purge::purge;
pub(crate) use self::read::{all, of_document, of_meeting, of_paragraph, pending};
use crate::ArchiveError;

/// What is taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One paragraph, in every document that holds it.
    Paragraph(ParagraphId),
    /// One document with all its paragraphs, by the SHA-256 of its bytes; other documents of its meeting stay.
    Document(String),
}

/// Why something is to be taken out, or put back, and who says so.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// Who decided it.
    pub who: &'a str,
    /// Shown to whoever asks for what was taken out.
    pub reason: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// Something that was taken out of every answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// To name it by: `U-20240305-3f9c21`.
    pub reference: String,
    /// When it was taken out.
    pub at: DateTime<Utc>,
    /// Who decided it; not for visitors.
    pub who: String,
    /// Why.
    pub reason: String,
    /// What was taken out.
    pub subject: Subject,
    /// When it was put back.
    pub lifted_at: Option<DateTime<Utc>>,
    /// When its bytes were removed.
    pub purged_at: Option<DateTime<Utc>>,
    /// Documents that came later and were told to be copies of it, or to lie where it lay.
    pub copies: Vec<Copied>,
}

/// A document that a withdrawal kept out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Of its bytes.
    pub sha256: String,
    /// Its name when it came.
    pub filename: String,
    /// Whether it only resembles it or lies where it lay, so that a person should look at it.
    pub by_address: bool,
}

/// What taking something out, or putting it back, changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawalReceipt {
    /// To name it by.
    pub reference: String,
    /// How many paragraphs are answered otherwise than before.
    pub changes: u32,
    /// Documents that were taken out or that something was cut out of.
    pub documents: u32,
}

/// What a purge removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Purged {
    /// Withdrawals of which nothing is left now.
    pub withdrawals: u32,
    /// Originals deleted.
    pub originals: u32,
}

/// Why something is not taken out or put back.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawError {
    /// Nothing like that ever came.
    #[error("{what} is not in the archive; check the spelling")]
    NotHeld { what: String },
    /// It has been taken out before.
    #[error("{what} is withdrawn already (reference {reference})")]
    Already { what: String, reference: String },
    /// There is nothing to put back.
    #[error("{what} is not withdrawn; `paragraf withdraw --list` shows what is")]
    NotWithdrawn { what: String },
    /// The catalogue or the log fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl From<rusqlite::Error> for WithdrawError {
    fn from(error: rusqlite::Error) -> WithdrawError {
        WithdrawError::Archive(error.into())
    }
}

impl Subject {
    /// For messages.
    pub fn name(&self) -> String {
        match self {
            Subject::Paragraph(id) => format!("the paragraph {id}"),
            Subject::Document(sha256) => format!("the document {sha256}"),
        }
    }
}
