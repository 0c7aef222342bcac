//! What can go wrong, and what to do about it.

use std::io;
use std::path::PathBuf;

/// An index cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing was indexed yet, or the folder was deleted.
    #[error("no index in {path}; run `paragraf rebuild` to make it from the archive")]
    Missing {
        /// The index folder.
        path: PathBuf,
    },
    /// Made by another version of the program.
    #[error(
        "the index in {path} has schema {found}, this program expects {expected}; run `paragraf rebuild`"
    )]
    OtherSchema {
        /// The index folder.
        path: PathBuf,
        /// Of the index.
        found: u32,
        /// Of this program.
        expected: u32,
    },
    /// Words were stemmed and split by other rules.
    #[error(
        "the index in {path} was analysed by rules {found}, this program has {expected}; run `paragraf rebuild`"
    )]
    OtherAnalysis {
        /// The index folder.
        path: PathBuf,
        /// Of the index.
        found: u32,
        /// Of this program.
        expected: u32,
    },
    /// Files are missing or cannot be read.
    #[error("the index in {path} is damaged ({cause}); run `paragraf rebuild`")]
    Damaged {
        /// The index folder.
        path: PathBuf,
        /// What the engine said.
        cause: String,
    },
    /// Another process writes to it.
    #[error("the index in {path} is being written by another `paragraf`; wait until it is done")]
    Locked {
        /// The index folder.
        path: PathBuf,
    },
    /// The file system failed.
    #[error("cannot use the index in {path}: {source}; {}", remedy(source))]
    Io {
        /// The index folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writing to the index failed; what was committed before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The engine failed; `rollback` makes the writer usable again.
    #[error(
        "writing to the index in {path} failed: {cause}; check the disk and its free space, then run the command again"
    )]
    Engine {
        /// The index folder.
        path: PathBuf,
        /// What the engine said.
        cause: String,
    },
    /// The file system failed.
    #[error("writing to the index in {path} failed: {source}; {}", remedy(source))]
    Io {
        /// The index folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A search could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Not a cursor that this program made.
    #[error("the cursor is malformed; begin again without it")]
    MalformedCursor,
    /// A cursor of another search.
    #[error("the cursor belongs to another search; begin again without it")]
    ForeignCursor,
    /// The index changed since, and scores are not comparable.
    #[error("the index changed since the cursor was given; begin again without it")]
    StaleCursor,
    /// It took longer than allowed.
    #[error("the search took longer than {limit_ms} ms; try it with fewer or longer words")]
    TooSlow {
        /// The limit in milliseconds.
        limit_ms: u64,
    },
    /// The engine failed.
    #[error("the index could not be read: {cause}; run `paragraf rebuild`")]
    Engine {
        /// What the engine said.
        cause: String,
    },
}

/// What a person can do where the file system failed.
fn remedy(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free disk space, then run the command again"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "check that it may be written"
        }
        _ => "check the disk, then run the command again",
    }
}
