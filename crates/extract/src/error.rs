//! Why a file gives no text.

use crate::Reason;

/// Why a file gives no text. Shown in `status`, so every variant says what to do.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ExtractError {
    /// No bytes, or nothing but blanks.
    #[error("the file is empty; fetch it again from its source")]
    Empty,
    /// Not a kind of file that can be read.
    #[error("{kind} cannot be read; {remedy}")]
    UnsupportedType {
        /// With its article, as it stands in the sentence: `a JPEG picture`.
        kind: String,
        /// What to do instead.
        remedy: &'static str,
    },
    /// Needs a password.
    #[error("the file is protected by a password; add a copy without one")]
    Encrypted,
    /// The structure of the file is broken.
    #[error("the file is damaged ({detail}); fetch it again from its source")]
    Damaged {
        /// What is broken.
        detail: String,
    },
    /// No text in it: pictures of pages.
    #[error("no page holds text (scanned pages); it waits for text recognition")]
    NoText,
    /// No text in it that anybody sees, and no pictures of pages that could be recognised.
    #[error("it shows no text; add a copy with text, or pictures of pages as PDF")]
    NoVisibleText,
    /// Nothing in the pictures of its pages could be recognised.
    #[error("no text could be recognised in its scanned pages; scan it again at 300 dots per inch")]
    NothingRecognised,
    /// Its scanned pages were tried in vain.
    #[error(
        "its scanned pages could not be recognised ({}); scan it again at 300 dots per inch",
        reason.in_english()
    )]
    NotRecognised {
        /// Why, of the first of them.
        reason: Reason,
    },
    /// Letters that are drawn as outlines and no characters.
    #[error(
        "its letters are drawn as outlines, not written; add a copy with text, or a scan of it"
    )]
    DrawnText,
    /// Larger than the limits allow.
    #[error("the file is too large or complex ({limit}); split it")]
    TooLarge {
        /// The limit that was met.
        limit: String,
    },
}

impl ExtractError {
    /// Stable name for catalogues and programs.
    pub fn code(&self) -> &'static str {
        match self {
            ExtractError::Empty => "empty",
            ExtractError::UnsupportedType { .. } => "unsupported_type",
            ExtractError::Encrypted => "encrypted",
            ExtractError::Damaged { .. } => "damaged",
            ExtractError::NoText => "no_text",
            ExtractError::NoVisibleText => "no_visible_text",
            ExtractError::NothingRecognised => "nothing_recognised",
            ExtractError::NotRecognised { .. } => "not_recognised",
            ExtractError::DrawnText => "drawn_text",
            ExtractError::TooLarge { .. } => "too_large",
        }
    }
}
