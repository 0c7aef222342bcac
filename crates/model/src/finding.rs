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
    /// The paragraph it lies in, `15` or `3b`; `None` where it lies in none.
    #[serde(default)]
    pub paragraph: Option<String>,
    /// First and last paragraph number of what it tells is missing or published elsewhere.
    #[serde(default)]
    pub numbers: Vec<[u32; 2]>,
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
    /// A paragraph has no case number, though others of the document do, or none of them has any.
    CaseNumberMissing,
    /// A paragraph has no decision. Information, questions and the like have none by nature.
    DecisionMissing,
    /// A decision's kind is none of those that have a name.
    OutcomeUnknown,
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
            paragraph: None,
            numbers: Vec::new(),
        }
    }

    /// The paragraph numbers that are missing or published elsewhere.
    #[must_use]
    pub fn about(self, numbers: Vec<[u32; 2]>) -> Finding {
        Finding { numbers, ..self }
    }
}

impl Severity {
    /// Every severity, the lightest first.
    pub const ALL: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];

    /// As in the record and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl FindingKind {
    /// Every kind, in the order of the record's documentation.
    pub const ALL: [FindingKind; 31] = [
        FindingKind::MunicipalityInferred,
        FindingKind::MunicipalityUnknown,
        FindingKind::BodyUnknown,
        FindingKind::BodyInferred,
        FindingKind::DateUnknown,
        FindingKind::DateInferred,
        FindingKind::FactContradicted,
        FindingKind::NumberSkipped,
        FindingKind::NumberOutOfOrder,
        FindingKind::NumberRepeated,
        FindingKind::RangeMismatch,
        FindingKind::NoParagraphs,
        FindingKind::TitleMissing,
        FindingKind::CaseNumberMissing,
        FindingKind::DecisionMissing,
        FindingKind::OutcomeUnknown,
        FindingKind::LayoutUnknown,
        FindingKind::LineUnplaced,
        FindingKind::VoteDoesNotAddUp,
        FindingKind::AttendanceUnclear,
        FindingKind::PublishedElsewhere,
        FindingKind::NotMinutes,
        FindingKind::PageFurniture,
        FindingKind::HiddenText,
        FindingKind::PageWithoutText,
        FindingKind::TextRecognised,
        FindingKind::TextUnreadable,
        FindingKind::CharacterUnknown,
        FindingKind::PersonalNumberMasked,
        FindingKind::FileDamaged,
        FindingKind::LimitReached,
    ];

    /// As in the record and in the API.
    pub fn name(self) -> &'static str {
        match self {
            FindingKind::MunicipalityInferred => "municipality_inferred",
            FindingKind::MunicipalityUnknown => "municipality_unknown",
            FindingKind::BodyUnknown => "body_unknown",
            FindingKind::BodyInferred => "body_inferred",
            FindingKind::DateUnknown => "date_unknown",
            FindingKind::DateInferred => "date_inferred",
            FindingKind::FactContradicted => "fact_contradicted",
            FindingKind::NumberSkipped => "number_skipped",
            FindingKind::NumberOutOfOrder => "number_out_of_order",
            FindingKind::NumberRepeated => "number_repeated",
            FindingKind::RangeMismatch => "range_mismatch",
            FindingKind::NoParagraphs => "no_paragraphs",
            FindingKind::TitleMissing => "title_missing",
            FindingKind::CaseNumberMissing => "case_number_missing",
            FindingKind::DecisionMissing => "decision_missing",
            FindingKind::OutcomeUnknown => "outcome_unknown",
            FindingKind::LayoutUnknown => "layout_unknown",
            FindingKind::LineUnplaced => "line_unplaced",
            FindingKind::VoteDoesNotAddUp => "vote_does_not_add_up",
            FindingKind::AttendanceUnclear => "attendance_unclear",
            FindingKind::PublishedElsewhere => "published_elsewhere",
            FindingKind::NotMinutes => "not_minutes",
            FindingKind::PageFurniture => "page_furniture",
            FindingKind::HiddenText => "hidden_text",
            FindingKind::PageWithoutText => "page_without_text",
            FindingKind::TextRecognised => "text_recognised",
            FindingKind::TextUnreadable => "text_unreadable",
            FindingKind::CharacterUnknown => "character_unknown",
            FindingKind::PersonalNumberMasked => "personal_number_masked",
            FindingKind::FileDamaged => "file_damaged",
            FindingKind::LimitReached => "limit_reached",
        }
    }

    /// What citizens read.
    pub fn swedish(self) -> &'static str {
        match self {
            FindingKind::MunicipalityInferred => "Kommunen framgår inte, den är tolkad",
            FindingKind::MunicipalityUnknown => "Kommunen är okänd",
            FindingKind::BodyUnknown => "Organet är okänt",
            FindingKind::BodyInferred => "Organet är tolkat",
            FindingKind::DateUnknown => "Datumet är okänt",
            FindingKind::DateInferred => "Datumet är tolkat",
            FindingKind::FactContradicted => "Filen säger annat än det som angetts",
            FindingKind::NumberSkipped => "Paragrafer saknas i följden",
            FindingKind::NumberOutOfOrder => "Paragrafer i oväntad ordning",
            FindingKind::NumberRepeated => "Samma nummer flera gånger",
            FindingKind::RangeMismatch => "Omslaget anger andra paragrafer",
            FindingKind::NoParagraphs => "Inga paragrafer hittades",
            FindingKind::TitleMissing => "Paragraf utan rubrik",
            FindingKind::CaseNumberMissing => "Paragraf utan ärendenummer",
            FindingKind::DecisionMissing => "Paragraf utan beslut",
            FindingKind::OutcomeUnknown => "Beslut av annat slag än de namngivna",
            FindingKind::LayoutUnknown => "Okänd uppställning",
            FindingKind::LineUnplaced => "Rader utan plats",
            FindingKind::VoteDoesNotAddUp => "Omröstning som inte går ihop",
            FindingKind::AttendanceUnclear => "Oklar närvaro",
            FindingKind::PublishedElsewhere => "Publicerat för sig",
            FindingKind::NotMinutes => "Inte protokoll",
            FindingKind::PageFurniture => "Sidhuvud och sidfot",
            FindingKind::HiddenText => "Dold text",
            FindingKind::PageWithoutText => "Sida utan text",
            FindingKind::TextRecognised => "Text tolkad ur bild",
            FindingKind::TextUnreadable => "Oläslig text",
            FindingKind::CharacterUnknown => "Okända tecken",
            FindingKind::PersonalNumberMasked => "Dolt personnummer",
            FindingKind::FileDamaged => "Skadad fil",
            FindingKind::LimitReached => "Bara delvis läst",
        }
    }

    /// Reads the record's name.
    pub fn from_name(name: &str) -> Option<FindingKind> {
        FindingKind::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}
