//! Why there is no backup, or none can be restored.

use std::io;
use std::path::PathBuf;

/// What stands between a folder and a file.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Nothing is ever written over.
    #[error("{path} is there already; name another file, or remove it first")]
    Exists { path: PathBuf },
    /// A file of something else, or half a backup.
    #[error("{path} is no backup of this program, or only a part of one ({cause})")]
    NoBackup { path: PathBuf, cause: String },
    /// Made by a later version of the program.
    #[error(
        "the backup {path} has format {found} and this program knows up to {known}; use the newer program"
    )]
    Newer {
        path: PathBuf,
        found: u32,
        known: u32,
    },
    /// Something else would be mixed with it.
    #[error("{path} is there already; restore into an empty folder, named with --data and --index")]
    NotEmpty { path: PathBuf },
    /// A byte of it changed since it was made.
    #[error(
        "the backup {path} is damaged: {entry} is not as it was written; restore another backup, nothing was restored"
    )]
    Damaged { path: PathBuf, entry: String },
    /// What is in the backup may hold what was purged meanwhile.
    #[error(
        "something was purged while the backup was made, and it was thrown away; run this again"
    )]
    Purged,
    /// The account may not write there.
    #[error(
        "cannot write in {folder}: permission denied; run this as a user who may, or name another folder"
    )]
    Denied { folder: PathBuf },
    /// The file system fails.
    #[error("{path} cannot be read or written ({source}); check the disk's space and health")]
    File { path: PathBuf, source: io::Error },
    /// What was restored is not what was backed up.
    #[error(
        "what was restored from {path} differs from what was backed up ({what}); do not use it, and report this"
    )]
    Differs { path: PathBuf, what: String },
}

impl BackupError {
    /// Wrong use (exit status 2) rather than a failing world.
    pub fn is_wrong_use(&self) -> bool {
        matches!(
            self,
            BackupError::Exists { .. }
                | BackupError::Denied { .. }
                | BackupError::NoBackup { .. }
                | BackupError::NotEmpty { .. }
        )
    }
}
