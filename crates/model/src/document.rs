//! What is known of the file itself.

use serde::{Deserialize, Serialize};

/// The file that a record was read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// Of the bytes as received: 64 hexadecimal digits in lower case.
    pub sha256: String,
    /// Without folders.
    pub filename: String,
    /// Told by the content, not by the file name.
    pub media_type: MediaType,
    /// `None` where the file has no pages (text without form feeds).
    pub pages: Option<u32>,
    /// ISO 639-1 code of most of the text; `None` where there is too little of it to tell.
    pub language: Option<String>,
    /// Minutes, an extract of them, or something else.
    pub kind: DocumentKind,
    /// Share of the text that reads as words, 0 to 1.
    pub text_quality: f32,
}

/// What a document is to the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// *Protokoll*: the minutes of a meeting, whole or in part.
    Minutes,
    /// *Protokollsutdrag*: one or a few paragraphs cut out of the minutes.
    Extract,
    /// Something else; a finding says why.
    NotMinutes,
}

/// Kinds of files that are told apart, by their IANA media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MediaType {
    /// Portable Document Format.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// Plain text in any encoding.
    #[serde(rename = "text/plain")]
    PlainText,
    /// A web page.
    #[serde(rename = "text/html")]
    Html,
    /// Office Open XML text (Word).
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    /// OpenDocument text (LibreOffice).
    #[serde(rename = "application/vnd.oasis.opendocument.text")]
    Odt,
}

impl MediaType {
    /// The IANA name, as in a `Content-Type` header without parameters.
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Pdf => "application/pdf",
            MediaType::PlainText => "text/plain",
            MediaType::Html => "text/html",
            MediaType::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            MediaType::Odt => "application/vnd.oasis.opendocument.text",
        }
    }
}
