//! What the archive answers with.

use crate::gaps::{Gap, HeldYear};
use chrono::{DateTime, NaiveDate, Utc};
use paragraf_model::{
    DocumentKind, Finding, FindingKind, MediaType, Meeting, MeetingId, Municipality, Paragraph,
    ParagraphId,
};

/// What became of a document. The names are stable; more may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentStatus {
    /// Its paragraphs are in the archive and in the index.
    Indexed,
    /// Kept and listed; it holds no minutes.
    NotMinutes,
    /// Kept and listed; its municipality, body or date is unknown.
    NeedsFacts,
    /// Kept and listed; it holds pictures of pages and waits for text recognition.
    Waiting,
    /// Kept and listed; its text could not be read.
    Failed,
    /// Taken out of every answer, or a copy of what was.
    Withdrawn,
    /// Listed alone: its body decides about single persons, so neither text nor original is kept.
    LeftOut,
}

/// What became of the bytes of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum OriginalState {
    /// They lie among the originals.
    #[default]
    Kept,
    /// They lie there, for the operator alone: something that was withdrawn stands in them.
    Withheld,
    /// They were removed, or never kept, because something that was withdrawn stands in them.
    Gone,
    /// This archive is a copy of another one, which hands them out.
    Elsewhere,
}

impl OriginalState {
    /// Reads the name in the catalogue.
    pub fn from_name(name: &str) -> Option<OriginalState> {
        match name {
            "kept" => Some(OriginalState::Kept),
            "withheld" => Some(OriginalState::Withheld),
            "gone" => Some(OriginalState::Gone),
            "elsewhere" => Some(OriginalState::Elsewhere),
            _ => None,
        }
    }
}

impl DocumentStatus {
    /// Every status.
    pub const ALL: [DocumentStatus; 7] = [
        DocumentStatus::Indexed,
        DocumentStatus::NotMinutes,
        DocumentStatus::NeedsFacts,
        DocumentStatus::Waiting,
        DocumentStatus::Failed,
        DocumentStatus::Withdrawn,
        DocumentStatus::LeftOut,
    ];

    /// As in JSON and in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            DocumentStatus::Indexed => "indexed",
            DocumentStatus::NotMinutes => "not_minutes",
            DocumentStatus::NeedsFacts => "needs_facts",
            DocumentStatus::Waiting => "waiting",
            DocumentStatus::Failed => "failed",
            DocumentStatus::Withdrawn => "withdrawn",
            DocumentStatus::LeftOut => "left_out",
        }
    }

    /// Whether reading the same file again by the same rules would tell nothing new.
    pub fn is_finished(self) -> bool {
        matches!(
            self,
            DocumentStatus::Indexed | DocumentStatus::NotMinutes | DocumentStatus::LeftOut
        )
    }

    /// Reads the stable name.
    pub fn from_name(name: &str) -> Option<DocumentStatus> {
        DocumentStatus::ALL
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// A paragraph in one of the documents that hold it, the current one unless another was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredParagraph {
    /// Permanent number of the id, below 2^63: sorts by date, meeting and §.
    pub key: u64,
    /// Permanent id.
    pub id: ParagraphId,
    /// The meeting it belongs to.
    pub meeting_id: MeetingId,
    /// As a record names it.
    pub municipality: Municipality,
    /// First part of the id.
    pub municipality_short: String,
    /// The body's name as the minutes have it.
    pub body: String,
    /// Second part of the id.
    pub body_slug: String,
    /// The meeting's first day.
    pub date: NaiveDate,
    /// The document it was read from.
    pub document_sha256: String,
    /// That document's name when it came.
    pub filename: String,
    /// That document's kind of file.
    pub media_type: MediaType,
    /// When that document came.
    pub received_at: DateTime<Utc>,
    /// When the answer for this id last changed.
    pub changed_at: DateTime<Utc>,
    /// What it says.
    pub paragraph: Paragraph,
}

/// One of the documents that hold a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The document.
    pub document_sha256: String,
    /// Its name when it came.
    pub filename: String,
    /// Whole minutes or an extract.
    pub kind: DocumentKind,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Whether the paragraph is answered from this document.
    pub current: bool,
}

/// A meeting with everything that is held of it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredMeeting {
    /// Permanent id.
    pub id: MeetingId,
    /// First part of the id.
    pub municipality_short: String,
    /// Second part of the id.
    pub body_slug: String,
    /// What the leading document says: whole minutes before extracts, later before earlier.
    pub meeting: Meeting,
    /// The leading document first.
    pub documents: Vec<DocumentSummary>,
    /// The current ones, by number.
    pub paragraphs: Vec<StoredParagraph>,
    /// Of the leading document.
    pub findings: Vec<Finding>,
}

/// One line about a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingSummary {
    /// Permanent id.
    pub id: MeetingId,
    /// The meeting's first day.
    pub date: NaiveDate,
    /// The body's name as the minutes have it.
    pub body: String,
    /// Numbers of the current paragraphs as ranges: `1-20,22`.
    pub numbers: String,
    /// How many current paragraphs it has.
    pub paragraphs: u32,
}

/// A meeting that has an address, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedMeeting {
    /// Permanent id.
    pub id: MeetingId,
    /// When a paragraph of it last changed, came or went.
    pub changed_at: DateTime<Utc>,
    /// Whether personal numbers are masked in one of its documents.
    pub masked: bool,
    /// The current ones, by number.
    pub paragraphs: Vec<ListedParagraph>,
}

/// A paragraph that has an address, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedParagraph {
    /// Permanent id.
    pub id: ParagraphId,
    /// When the answer for this id last changed.
    pub changed_at: DateTime<Utc>,
    /// Whether personal numbers are masked in the document it is answered from.
    pub masked: bool,
}

/// One line about a document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentSummary {
    /// Of the bytes as received.
    pub sha256: String,
    /// Its name when it came.
    pub filename: String,
    /// `None` where no kind of file was recognised.
    pub media_type: Option<MediaType>,
    /// `None` where it could not be read.
    pub kind: Option<DocumentKind>,
    /// What became of it.
    pub status: DocumentStatus,
    /// When it first came.
    pub received_at: DateTime<Utc>,
    /// How many paragraphs it holds, current or not.
    pub paragraphs: u32,
}

/// A document with everything but its paragraphs' text.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDocument {
    /// One line about it.
    pub summary: DocumentSummary,
    /// Bytes as received.
    pub size: u64,
    /// `None` where the file has no pages or could not be read.
    pub pages: Option<u32>,
    /// ISO 639-1 code of most of the text.
    pub language: Option<String>,
    /// Share of the text that reads as words; `None` where it could not be read.
    pub text_quality: Option<f32>,
    /// Stable name of why it is not indexed.
    pub code: Option<String>,
    /// Why it is not indexed.
    pub message: Option<String>,
    /// Where it lay when it came.
    pub source_path: String,
    /// Where it can be fetched, as stated beside the file.
    pub source_url: Option<String>,
    /// What became of its bytes.
    pub original: OriginalState,
    /// `None` for a document that is not indexed.
    pub meeting_id: Option<MeetingId>,
    /// What it says of the meeting; `None` where it could not be read.
    pub meeting: Option<Meeting>,
    /// In document order.
    pub findings: Vec<Finding>,
    /// In document order.
    pub paragraphs: Vec<HeldParagraph>,
}

impl StoredDocument {
    /// Whether the bytes may be handed out: the text here is masked, the original is not.
    ///
    /// What was never read was never checked for personal numbers either, and a recogniser may miss one or miss its
    /// digits.
    pub fn may_be_handed_out(&self) -> bool {
        matches!(
            self.original,
            OriginalState::Kept | OriginalState::Elsewhere
        ) && !WITHHELD_STATUSES.contains(&self.summary.status)
            && !self
                .findings
                .iter()
                .any(|finding| WITHHOLDING_FINDINGS.contains(&finding.kind))
    }
}

/// A document of these was not read, or not kept.
pub(crate) const WITHHELD_STATUSES: [DocumentStatus; 3] = [
    DocumentStatus::Failed,
    DocumentStatus::Waiting,
    DocumentStatus::LeftOut,
];

/// With one of these, more stands or may stand in the file than may be shown.
pub(crate) const WITHHOLDING_FINDINGS: [FindingKind; 6] = [
    FindingKind::PersonalNumberMasked,
    FindingKind::PageWithoutText,
    FindingKind::TextRecognised,
    FindingKind::LimitReached,
    FindingKind::FileDamaged,
    FindingKind::HiddenText,
];

/// A paragraph that a document holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldParagraph {
    /// Permanent id.
    pub id: ParagraphId,
    /// Whether the paragraph is answered from this document.
    pub current: bool,
}

/// A case that a number may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseCandidate {
    /// As a record names it.
    pub municipality: Municipality,
    /// First part of ids.
    pub municipality_short: String,
    /// `REGISTRY YEAR/SERIAL`, without a registry `YEAR/SERIAL`.
    pub canonical: String,
    /// How many paragraphs name it.
    pub paragraphs: u32,
    /// The latest of them.
    pub latest: ParagraphId,
    /// The day of that one's meeting.
    pub latest_date: NaiveDate,
    /// False for the same year and serial with a registry missing where one was typed.
    pub exact: bool,
}

/// *Handläggare*: an official who prepared matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// As printed.
    pub name: String,
    /// Short name of the municipality.
    pub municipality_short: String,
    /// How many current paragraphs name them.
    pub paragraphs: u32,
    /// The day of the first meeting.
    pub first: NaiveDate,
    /// The day of the last meeting.
    pub last: NaiveDate,
}

/// What is held of one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// As a record names it.
    pub municipality: Municipality,
    /// First part of ids.
    pub municipality_short: String,
    /// The body's name as its minutes have it.
    pub body: String,
    /// Second part of ids.
    pub body_slug: String,
    /// Day of the first meeting held.
    pub first_meeting: NaiveDate,
    /// Day of the last meeting held.
    pub last_meeting: NaiveDate,
    /// Number of meetings.
    pub meetings: u32,
    /// The first day of each meeting held, in order.
    pub days: Vec<NaiveDate>,
    /// Number of current paragraphs.
    pub paragraphs: u32,
    /// Number of indexed documents.
    pub documents: u32,
    /// What is held and what is missing in each year, in order.
    pub years: Vec<HeldYear>,
    /// When its latest document came.
    pub last_ingest: DateTime<Utc>,
}

impl Holding {
    /// The gaps of all years.
    pub fn gaps(&self) -> impl Iterator<Item = &Gap> {
        self.years.iter().flat_map(|year| &year.gaps)
    }
}

/// A document that is kept and listed but not indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemDocument {
    /// Of the bytes as received.
    pub sha256: String,
    /// Its name when it came.
    pub filename: String,
    /// Where it lay when it came.
    pub source_path: String,
    /// The full name of the municipality that it says or is said to come from; empty where nothing tells.
    pub municipality: String,
    /// The body that it says or is said to come from; empty where nothing tells.
    pub body: String,
    /// The day of the meeting, where that is known.
    pub date: Option<NaiveDate>,
    /// What became of it.
    pub status: DocumentStatus,
    /// Stable name of the reason.
    pub code: String,
    /// The reason, with what to do.
    pub message: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

/// Documents that are not indexed for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemsOfCode {
    /// Stable name of the reason.
    pub code: String,
    /// How many there are.
    pub total: u64,
    /// The latest of them, as many as were asked for.
    pub latest: Vec<ProblemDocument>,
}

/// How much is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// Municipalities with at least one meeting.
    pub municipalities: u64,
    /// Bodies with at least one meeting.
    pub bodies: u64,
    /// Meetings.
    pub meetings: u64,
    /// Current paragraphs: as many as the index holds.
    pub paragraphs: u64,
    /// Documents whose paragraphs are indexed.
    pub indexed: u64,
    /// Documents that are not minutes.
    pub not_minutes: u64,
    /// Documents that need facts.
    pub needs_facts: u64,
    /// Documents that wait for text recognition.
    pub waiting: u64,
    /// Documents that could not be read.
    pub failed: u64,
    /// Documents that were withdrawn, and copies of them.
    pub withdrawn: u64,
    /// Paragraphs that were withdrawn, by themselves or with the only document that had them.
    pub withdrawn_paragraphs: u64,
    /// Documents of bodies that decide about single persons.
    pub left_out: u64,
}

/// What of the documents is kept from readers.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct KeptBack {
    /// Personal numbers that were masked.
    pub masked_numbers: u64,
    /// Documents with such numbers.
    pub with_masked_numbers: u64,
    /// Documents with text or parts that no reader of a page sees.
    pub with_hidden_text: u64,
    /// The kinds of such text, in Swedish, and how many documents have each; most first.
    pub hidden_kinds: Vec<(String, u64)>,
    /// Documents whose original is not handed out.
    pub withheld_originals: u64,
    /// Bodies whose documents are left out, and how many each has.
    pub left_out: Vec<LeftOutBody>,
}

/// A document, for whoever judges by its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldDocument {
    /// Of the bytes as received.
    pub sha256: String,
    /// Its name when it came.
    pub filename: String,
    /// `None` where nothing says.
    pub body: Option<String>,
}

/// A body whose documents are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutBody {
    /// Empty where the document does not say.
    pub municipality: String,
    /// As the document or the name of its file has it.
    pub body: String,
    /// How many.
    pub documents: u64,
}

impl Counts {
    /// Documents, whatever became of them.
    pub fn documents(&self) -> u64 {
        let kept_only = [
            self.not_minutes,
            self.needs_facts,
            self.waiting,
            self.failed,
            self.withdrawn,
            self.left_out,
        ];
        self.indexed + kept_only.iter().sum::<u64>()
    }
}

/// A municipality with at least one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldMunicipality {
    /// First part of ids.
    pub short_name: String,
    /// As a record names it.
    pub municipality: Municipality,
}

/// A body with at least one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBody {
    /// Short name of its municipality.
    pub municipality_short: String,
    /// Second part of ids.
    pub slug: String,
    /// As its minutes have it.
    pub name: String,
}

/// A change of what a paragraph's id answers, in the order the changes were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Counted from 1.
    pub sequence: u64,
    /// The paragraph's permanent number.
    pub key: u64,
    /// The paragraph's permanent id.
    pub id: ParagraphId,
    /// What to do in an index.
    pub kind: ChangeKind,
    /// When; `None` for what was replaced before times were kept.
    pub at: Option<DateTime<Utc>>,
    /// There was no current paragraph before.
    pub is_new: bool,
}

/// What a change means for an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// There is a current paragraph: new, or another than before.
    Put,
    /// There is none any more.
    Remove,
    /// There is none any more, because it was withdrawn: whoever keeps a copy has to delete it.
    Withdraw,
}

impl ChangeKind {
    /// As in the catalogue and in the change feed.
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::Put => "put",
            ChangeKind::Remove => "remove",
            ChangeKind::Withdraw => "withdraw",
        }
    }
}

/// A document with what is needed to read it again from its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDocument {
    /// Of the bytes as received.
    pub sha256: String,
    /// Its name when it came.
    pub filename: String,
    /// Where it lay when it came.
    pub source_path: String,
    /// What was stated beside it, in the form given by [`crate::Incoming::stated`].
    pub stated: Option<String>,
    /// Some of its text was recognised in pictures.
    pub recognised: bool,
}

/// An original that lies here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOriginal {
    /// The document's row.
    pub row: i64,
    /// Its name.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
}

/// A document as [`crate::Reader::holds`] finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What became of it.
    pub status: DocumentStatus,
    /// Version of the rules that it was read by (see [`crate::Archive::reading_by`]).
    pub read_by: u32,
    /// Where the file lay that this reading and its statement came from.
    pub source_path: String,
    /// What was stated beside it when it was read, in the form given by [`crate::Incoming::stated`].
    pub stated: Option<String>,
    /// Some of its text was recognised in pictures.
    pub recognised: bool,
    /// What became of its bytes.
    pub original: OriginalState,
    /// The body for whose sake it was left out.
    pub left_out_body: Option<String>,
}

impl Held {
    /// Whether its bytes may not come in (again): it was withdrawn, or something in it was purged and that was not
    /// lifted, which sets `read_by` to 0.
    pub fn is_kept_out(&self) -> bool {
        self.status == DocumentStatus::Withdrawn
            || self.original == OriginalState::Gone && self.read_by != 0
    }

    /// Whether its bytes are not there to be read from.
    pub fn is_gone(&self) -> bool {
        matches!(
            self.original,
            OriginalState::Gone | OriginalState::Elsewhere
        ) || self.status == DocumentStatus::LeftOut
    }
}
