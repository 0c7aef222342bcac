//! What a reader noticed and a person should know: odd input is not an error.

use serde::{Deserialize, Serialize};

use crate::{LineRange, Span};

/// Something noticed while reading, with its place. Findings are shown, counted and published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// How much it matters.
    pub severity: Severity,
    /// One plain Swedish sentence for the people who read the archive.
    pub message: String,
    /// Page, from 1; `None` where the source has no pages or the whole document is meant.
    pub page: Option<u32>,
    /// Lines of the whole text; `None` where the whole document is meant.
    pub lines: Option<LineRange>,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know: a field was inferred, a text left out on purpose.
    Info,
    /// Something may be missing or wrong.
    Warning,
    /// Something is missing or wrong.
    Error,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The municipality is not stated; it was inferred.
    MunicipalityInferred,
    /// The municipality could not be told.
    MunicipalityUnknown,
    /// The body could not be told.
    BodyUnknown,
    /// The body was inferred.
    BodyInferred,
    /// The date could not be told.
    DateUnknown,
    /// The date is not stated in the text; it was inferred, from the file name for example.
    DateInferred,
    /// A person stated one thing beside the file and the document says another.
    FactContradicted,
    /// Paragraph numbers are missing in between.
    NumberSkipped,
    /// Paragraph numbers do not rise.
    NumberOutOfOrder,
    /// The same paragraph number stands twice.
    NumberRepeated,
    /// The cover promises paragraphs that the text does not hold, or the reverse.
    RangeMismatch,
    /// No numbered paragraph was found.
    NoParagraphs,
    /// A paragraph has no title.
    TitleMissing,
    /// A paragraph's layout is unknown: number, title and text were kept.
    LayoutUnknown,
    /// A line found no place in the record.
    LineUnplaced,
    /// Names and totals of a vote differ.
    VoteDoesNotAddUp,
    /// A name in the attendance could not be read with certainty.
    AttendanceUnclear,
    /// The paragraph is published in a separate file.
    PublishedElsewhere,
    /// The document is not minutes.
    NotMinutes,
    /// Text on a page repeats as head or foot and was left out of the paragraphs.
    PageFurniture,
    /// Text that a reader of the page cannot see was left out.
    HiddenText,
    /// A page holds a picture and no text.
    PageWithoutText,
    /// The text of a page was recognised in its picture.
    TextRecognised,
    /// Text of a page does not read as words.
    TextUnreadable,
    /// A character could not be told and stands as U+FFFD.
    CharacterUnknown,
    /// Personal numbers were masked.
    PersonalNumberMasked,
    /// The file is damaged and was read in part.
    FileDamaged,
    /// The file was too large or complex and was read in part.
    LimitReached,
}

impl Finding {
    /// Good to know.
    pub fn info(kind: FindingKind, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(kind, Severity::Info, span, message)
    }

    /// Something may be missing or wrong.
    pub fn warning(kind: FindingKind, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(kind, Severity::Warning, span, message)
    }

    /// Something is missing or wrong.
    pub fn error(kind: FindingKind, span: Span, message: impl Into<String>) -> Finding {
        Finding::new(kind, Severity::Error, span, message)
    }

    fn new(
        kind: FindingKind,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> Finding {
        Finding {
            kind,
            severity,
            message: message.into(),
            page: span.page,
            lines: span.lines,
        }
    }
}
