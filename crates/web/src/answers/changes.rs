//! What changed, for those who keep a copy.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use paragraf_archive::{ArchiveError, Change, ChangeKind, Reader, StoredParagraph, sha256_of};
use serde::Serialize;
use utoipa::ToSchema;

use super::AnswerError;

/// Changes in one answer.
pub const MOST_CHANGES: u64 = 1_000;

/// Changes in the order they were made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangesAnswer {
    /// Several may be about one paragraph: the last one holds.
    pub changes: Vec<ChangeAnswer>,
    /// To ask after next; the same as asked where nothing changed.
    pub next: u64,
    /// The archive's last change.
    pub last: u64,
    /// Another one after the archive was restored from a backup: then numbers are given again, and a copy has to begin
    /// anew.
    pub history: String,
}

/// A change of what a paragraph's id answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangeAnswer {
    /// Counted from 1; numbers may be left out, none is given twice.
    pub sequence: u64,
    /// `put`, `remove`, or `withdraw`: a tombstone, after which no copy may be kept.
    pub kind: String,
    /// The same, where `put` is told apart: `added` (nothing was answered before), `changed`, `removed`, `withdrawn`.
    pub change: String,
    /// When; null for what was changed again before the archive kept times.
    pub at: Option<DateTime<Utc>>,
    /// Permanent id.
    pub id: String,
    /// Its page; 410 for what was withdrawn.
    pub url: String,
    /// SHA-256 of the document that answers the id now; null where none does.
    pub document: Option<String>,
    /// Of what the id answers now: the same as long as nothing of it changes. Null where it answers nothing.
    pub hash: Option<String>,
}

/// At most `size` changes after a number.
pub fn changes(archive: &Reader, after: u64, size: u32) -> Result<ChangesAnswer, AnswerError> {
    let last = archive.last_sequence()?;
    let changes = archive.changes_after(after, size)?;
    let keys: Vec<u64> = changes.iter().map(|change| change.key).collect();
    let current = archive.paragraphs_by_key(&keys)?;
    let current: BTreeMap<u64, &StoredParagraph> =
        current.iter().map(|stored| (stored.key, stored)).collect();
    let answers = { changes.iter() }
        .map(|change| ChangeAnswer::of(change, current.get(&change.key).copied()));
    Ok(ChangesAnswer {
        history: archive.document_history()?.0,
        next: changes.last().map_or(after, |change| change.sequence),
        last: changes
            .last()
            .map_or(last, |change| change.sequence.max(last)),
        changes: answers.collect::<Result<_, _>>()?,
    })
}

impl ChangeAnswer {
    fn of(change: &Change, current: Option<&StoredParagraph>) -> Result<ChangeAnswer, AnswerError> {
        let name = match change.kind {
            ChangeKind::Put if change.is_new => "added",
            ChangeKind::Put => "changed",
            ChangeKind::Remove => "removed",
            ChangeKind::Withdraw => "withdrawn",
        };
        Ok(ChangeAnswer {
            sequence: change.sequence,
            kind: change.kind.name().to_owned(),
            change: name.to_owned(),
            at: change.at,
            id: change.id.to_string(),
            url: format!("/{}", change.id),
            document: current.map(|stored| stored.document_sha256.clone()),
            hash: current.map(hash).transpose()?,
        })
    }
}

fn hash(stored: &StoredParagraph) -> Result<String, AnswerError> {
    let told = serde_json::to_vec(&(
        &stored.id.as_str(),
        &stored.document_sha256,
        &stored.paragraph,
    ));
    let told = told.map_err(|error| ArchiveError::Damaged {
        what: error.to_string(),
    })?;
    Ok(sha256_of(&told))
}
