//! What changed, for those who keep a copy.

use paragraf_archive::{Change, Reader};
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
}

/// A change of what a paragraph's id answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangeAnswer {
    /// Counted from 1; numbers may be left out, none is given twice.
    pub sequence: u64,
    /// `put`, `remove`, or `withdraw`: a tombstone, after which no copy may be kept.
    pub kind: String,
    /// Permanent id.
    pub id: String,
    /// Its page; 410 for what was withdrawn.
    pub url: String,
}

/// At most `size` changes after a number.
pub fn changes(archive: &Reader, after: u64, size: u32) -> Result<ChangesAnswer, AnswerError> {
    let last = archive.last_sequence()?;
    let changes = archive.changes_after(after, size)?;
    Ok(ChangesAnswer {
        next: changes.last().map_or(after, |change| change.sequence),
        last: changes
            .last()
            .map_or(last, |change| change.sequence.max(last)),
        changes: changes.iter().map(ChangeAnswer::of).collect(),
    })
}

impl ChangeAnswer {
    fn of(change: &Change) -> ChangeAnswer {
        ChangeAnswer {
            sequence: change.sequence,
            kind: change.kind.name().to_owned(),
            id: change.id.to_string(),
            url: format!("/{}", change.id),
        }
    }
}
