//! Everything at once, for those who keep a copy: which files there are, and what changed.

use chrono::{DateTime, Utc};
use paragraf_archive::{
    BulkFile, DocumentChange, DocumentChangeKind, DocumentCopy, Reader, WITHOUT_MEETING,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{AnswerError, Sources};
use crate::address;

/// Version of what a mirror reads: the list, the feed and the lines.
pub const MIRROR_FORMAT: u32 = 1;

/// Documents in one answer of the feed.
pub const MOST_DOCUMENT_CHANGES: u64 = 200;

/// The files that hold everything, of one moment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ArchiveAnswer {
    /// Version of this list, of the lines and of the feed.
    pub format: u32,
    /// The archive's id: the same as long as it is the same archive, wherever it lies.
    pub archive: String,
    /// Version of the program.
    pub program: String,
    /// Where to go on in the feed once every file is fetched.
    pub cursor: String,
    /// The feed from there on.
    pub changes: String,
    /// One for each municipality and year with a meeting, and one for documents without a meeting.
    pub files: Vec<ArchiveFileAnswer>,
    /// What was withdrawn.
    pub withdrawals: WithdrawalsFileAnswer,
    /// Fingerprint of the lexicon that the index was made with; null where it is the one built into the program.
    pub lexicon: Option<String>,
    /// The lexicon itself.
    pub lexicon_url: Option<String>,
}

/// A file of JSON Lines: a document a line.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ArchiveFileAnswer {
    /// `municipality/year`, or `without-meeting`.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Short name of the municipality; null for documents without a meeting.
    pub municipality: Option<String>,
    /// Year of the meetings; null for documents without a meeting.
    pub year: Option<u16>,
    /// How many lines it has.
    pub documents: u64,
    /// How many current paragraphs are among theirs.
    pub paragraphs: u64,
    /// Another one whenever a document in it changed, came or went: as long as it is the same, the file need not be
    /// fetched again.
    pub version: String,
    /// When that was last.
    pub changed_at: Option<DateTime<Utc>>,
}

/// A file of JSON Lines: a withdrawal in force a line.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WithdrawalsFileAnswer {
    /// Its address.
    pub url: String,
    /// How many lines it has.
    pub withdrawals: u64,
}

/// Documents in the order of their last change.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ArchiveChangesAnswer {
    /// Each document once, with its last change.
    pub changes: Vec<DocumentChangeAnswer>,
    /// To ask after next; the same as asked where nothing changed.
    pub next: String,
    /// Whether there are more now.
    pub more: bool,
}

/// The last change of what is handed out of a document.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentChangeAnswer {
    /// Rises; none is given twice.
    pub sequence: u64,
    /// `added` (after the place that was asked after), `changed`, `withdrawn`: a tombstone, after which no copy may be
    /// kept, or `removed`.
    pub change: String,
    /// SHA-256 of the document's bytes.
    pub document: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The document's line as it is now; null where there is none.
    pub url: Option<String>,
    /// SHA-256 of the bytes of that line, without its end.
    pub hash: Option<String>,
}

/// A place in the feed that this archive has never given, or gave before it was restored from a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignCursor;

/// Which files there are.
pub fn archive(sources: &Sources) -> Result<ArchiveAnswer, AnswerError> {
    let bulk = sources.archive.bulk()?;
    let cursor = cursor(&bulk.history, bulk.sequence);
    let files = { bulk.files.iter() }.map(|file| ArchiveFileAnswer::of(&bulk.history, file));
    let lexicon = sources.index.lexicon_fingerprint();
    Ok(ArchiveAnswer {
        format: MIRROR_FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        changes: format!("/api/v1/archive/changes?after={cursor}"),
        cursor,
        files: files.collect(),
        withdrawals: WithdrawalsFileAnswer {
            url: "/api/v1/archive/withdrawals.jsonl".to_owned(),
            withdrawals: bulk.withdrawals,
        },
        lexicon_url: lexicon
            .is_some()
            .then(|| "/api/v1/archive/lexicon.bin".to_owned()),
        lexicon,
        archive: bulk.archive,
    })
}

/// At most `size` documents that changed after a place in the feed.
pub fn archive_changes(
    archive: &Reader,
    after: Option<&str>,
    size: u32,
) -> Result<Result<ArchiveChangesAnswer, ForeignCursor>, AnswerError> {
    let (history, last) = archive.document_history()?;
    let after = match after {
        Some(after) => match place(after, &history) {
            Some(place) if place <= last => place,
            _ => return Ok(Err(ForeignCursor)),
        },
        None => 0,
    };
    let found = archive.document_changes_after(after, size)?;
    let next = found.last().map_or(after, |(change, _)| change.sequence);
    let changes = found
        .iter()
        .map(|(change, copy)| DocumentChangeAnswer::of(change, copy.as_ref(), after));
    Ok(Ok(ArchiveChangesAnswer {
        changes: changes.collect::<Result<_, _>>()?,
        next: cursor(&history, next),
        more: next < last,
    }))
}

/// A version of a file, and a place in the feed.
pub fn cursor(history: &str, sequence: u64) -> String {
    format!("{history}-{sequence}")
}

fn place(cursor: &str, history: &str) -> Option<u64> {
    let (of, sequence) = cursor.split_once('-')?;
    let digits = sequence.bytes().all(|byte| byte.is_ascii_digit());
    (of == history && digits)
        .then(|| sequence.parse().ok())
        .flatten()
}

impl ArchiveFileAnswer {
    fn of(history: &str, file: &BulkFile) -> ArchiveFileAnswer {
        let place = file.name.split_once('/');
        ArchiveFileAnswer {
            url: file_address(&file.name),
            municipality: place.map(|(municipality, _)| municipality.to_owned()),
            year: place.and_then(|(_, year)| year.parse().ok()),
            documents: file.documents,
            paragraphs: file.paragraphs,
            version: cursor(history, file.sequence),
            changed_at: file.changed_at,
            name: file.name.clone(),
        }
    }
}

fn file_address(name: &str) -> String {
    debug_assert!(name == WITHOUT_MEETING || name.contains('/'));
    format!("/api/v1/archive/{name}.jsonl")
}

impl DocumentChangeAnswer {
    fn of(
        change: &DocumentChange,
        copy: Option<&DocumentCopy>,
        after: u64,
    ) -> Result<DocumentChangeAnswer, AnswerError> {
        let kind = match change.kind {
            DocumentChangeKind::Put if change.new_at > after => "added",
            DocumentChangeKind::Put => "changed",
            DocumentChangeKind::Withdraw => "withdrawn",
            DocumentChangeKind::Remove => "removed",
        };
        Ok(DocumentChangeAnswer {
            sequence: change.sequence,
            change: kind.to_owned(),
            document: change.sha256.clone(),
            at: change.at,
            url: copy.map(|copy| address::record(&copy.sha256)),
            hash: copy.map(DocumentCopy::hash).transpose()?,
        })
    }
}

/// Describes what [`DocumentCopy`] writes: the archive makes the line, and a test holds this against it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a line that the archive writes")]
pub struct DocumentLine {
    /// SHA-256 of the bytes as received.
    sha256: String,
    /// Its place in the order in which documents came.
    number: u64,
    /// `indexed`, `not_minutes`, `needs_facts`, `waiting`, `failed` or `left_out`.
    status: String,
    /// Stable name of why it is not indexed.
    code: Option<String>,
    /// Why it is not indexed.
    message: Option<String>,
    /// Its name when it came.
    filename: String,
    /// Bytes as received.
    size: u64,
    /// When it first came: of two versions of a meeting's minutes the later one is current.
    received_at: DateTime<Utc>,
    /// Where it can be fetched, as stated beside the file.
    source_url: Option<String>,
    /// What was stated beside the file: a line `name: value` for each.
    stated: Option<String>,
    /// Version of the rules that it was read by.
    rules: u32,
    /// Something that was withdrawn stood in it.
    withheld: bool,
    /// Whether its bytes are handed out.
    handed_out: bool,
    /// Id of its meeting; null for a document that is not indexed.
    meeting: Option<String>,
    /// Of a document of which nothing is kept because its body decides about single persons: whose it is.
    left_out: Option<LeftOutLine>,
    /// Of each paragraph of the record, in its order.
    paragraphs: Vec<ParagraphLine>,
    /// What was read, as `paragraf parse --format json` prints it; null where the document could not be read.
    #[schema(value_type = Option<std::collections::BTreeMap<String, serde_json::Value>>, additional_properties)]
    record: Option<()>,
}

/// A body that decides about single persons.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a line that the archive writes")]
pub struct LeftOutLine {
    /// Null where nothing says.
    municipality: Option<MunicipalityLine>,
    /// As the document or its name has it.
    body: String,
}

/// A municipality as a record has it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a line that the archive writes")]
pub struct MunicipalityLine {
    /// Full name.
    name: String,
    /// Code, empty where it has none.
    code: String,
}

/// A document's paragraph.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a line that the archive writes")]
pub struct ParagraphLine {
    /// Permanent id.
    id: String,
    /// Whether the id is answered from this document.
    current: bool,
    /// When the id's answer last changed; only where this document answers it.
    changed_at: Option<DateTime<Utc>>,
}
