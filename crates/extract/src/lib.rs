//! File bytes become text with its places. Alone in naming a PDF library.

use paragraf_model::SourceText;

/// Why a file gives no text. Shown in `status`, so every variant says what to do.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ExtractError {
    /// No bytes.
    #[error("the file is empty; fetch it again from its source")]
    Empty,
    /// Not a kind of file that can be read.
    #[error("{kind} cannot be read; convert it to PDF or text and add it again")]
    UnsupportedType { kind: String },
    /// Needs a password.
    #[error("the file is protected by a password; add a copy without one")]
    Encrypted,
    /// The structure of the file is broken.
    #[error("the file is damaged ({detail}); fetch it again from its source")]
    Damaged { detail: String },
    /// No text in it: pictures of pages.
    #[error("no page holds text (scanned pages); it waits for text recognition")]
    NoText,
    /// Larger than the limits allow.
    #[error("the file is too large or complex ({limit}); split it")]
    TooLarge { limit: String },
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
            ExtractError::TooLarge { .. } => "too_large",
        }
    }
}

/// Reads the text of one file, its kind told by the content.
pub fn extract(bytes: &[u8]) -> Result<SourceText, ExtractError> {
    if bytes.is_empty() {
        return Err(ExtractError::Empty);
    }
    Err(ExtractError::UnsupportedType {
        kind: "this kind of file".to_owned(),
    })
}
