//! What can go wrong with the catalogue and the originals, and what to do about it.

use std::io;
use std::path::PathBuf;

/// Why the archive of a data folder does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing has been read in yet.
    #[error("no archive in {path}; make one with `paragraf ingest`")]
    Missing { path: PathBuf },
    /// Written by a later version of the program.
    #[error(
        "the archive {path} has version {found} and this program knows up to {known}; use the newer program"
    )]
    Newer {
        path: PathBuf,
        found: u32,
        known: u32,
    },
    /// Written by an earlier version and opened for reading only.
    #[error(
        "the archive {path} has version {found} and this program needs {known}; `paragraf ingest` brings it up to date"
    )]
    Older {
        path: PathBuf,
        found: u32,
        known: u32,
    },
    /// A database of some other program, or no database at all.
    #[error("{path} is not an archive of this program; name another folder with --data")]
    Foreign { path: PathBuf },
    /// The folder cannot be made or written.
    #[error(
        "{path} cannot be used ({source}); check that the folder may be written and the disk has space left"
    )]
    Folder { path: PathBuf, source: io::Error },
    /// The disk is full or fails.
    #[error(
        "the disk fails {path} ({cause}); free disk space or check the disk, then run this again"
    )]
    Disk { path: PathBuf, cause: String },
    /// Another program is making or changing the catalogue, and does not end.
    #[error("another program is working on {path}; wait until it is done, then run this again")]
    Busy { path: PathBuf },
    /// What must not be shown is not known.
    #[error("{cause}")]
    Log { cause: String },
    /// SQLite does not open it.
    #[error("the archive {path} does not open ({cause}); restore it from a backup if this stays")]
    Database { path: PathBuf, cause: String },
}

/// Why an archive that is open does not answer or take something.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// SQLite reports an error: a full disk, a lock held too long, damage.
    #[error(
        "the archive's catalogue reports: {cause}; free disk space or check the disk, then run the command again"
    )]
    Database { cause: String },
    /// An original could not be written or read.
    #[error(
        "the original {path} cannot be written or read ({source}); free disk space or check the disk, then run the command again"
    )]
    Original { path: PathBuf, source: io::Error },
    /// The log of withdrawals was changed by hand, or is damaged.
    #[error(
        "the log of withdrawals {path} is damaged in line {line} ({cause}); restore the file from a backup, or remove it: the next command that writes makes it anew from the catalogue"
    )]
    Log {
        path: PathBuf,
        line: usize,
        cause: String,
    },
    /// The catalogue no longer opens.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A row holds what this program did not write.
    #[error("the archive's catalogue is damaged ({what}); restore it from a backup")]
    Damaged { what: String },
}

/// Its words alone: what the catalogue is kept in is no concern of callers.
impl From<rusqlite::Error> for ArchiveError {
    fn from(error: rusqlite::Error) -> ArchiveError {
        ArchiveError::Database {
            cause: error.to_string(),
        }
    }
}
