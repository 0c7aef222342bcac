//! What a backup says of itself.

use serde::{Deserialize, Serialize};

/// Raised with every change that an older program would misunderstand.
pub const FORMAT: u32 = 1;

/// The entry it stands in.
pub const MANIFEST: &str = "manifest.json";

/// What is in a backup, and by what it is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this form.
    pub format: u32,
    /// Version of the program that made it.
    pub program: String,
    /// When the catalogue was copied, RFC 3339.
    pub made_at: String,
    /// Tells one archive from another.
    pub archive_id: String,
    /// The archive's last change.
    pub sequence: u64,
    /// SHA-256 over all current paragraphs.
    pub digest: String,
    /// How much is in it.
    pub counts: Counted,
    /// The index that is in it; none where there was none to take.
    pub index: Option<IndexInBackup>,
    /// Originals that were missing or damaged when it was made.
    pub faults: Vec<String>,
    /// Every entry but this one.
    pub entries: Vec<Entry>,
}

/// How much is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counted {
    /// Files that came, whatever became of them.
    pub documents: u64,
    /// Meetings.
    pub meetings: u64,
    /// Current paragraphs.
    pub paragraphs: u64,
}

/// Of which state the index is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexInBackup {
    /// Its generation.
    pub generation: String,
    /// The archive's change that it is up to.
    pub sequence: u64,
    /// Which programs can use it.
    pub edition: String,
}

/// A file within the backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// With its folders.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// Of its bytes.
    pub sha256: String,
}
