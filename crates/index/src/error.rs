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
    /// Made by a later version of the program: it may be what somebody searches with that one, so it is only replaced
    /// when a person asks for that.
    #[error(
        "the index in {path} was made by a newer program ({what} {found}, this one knows {known}); use that one, or run `paragraf rebuild` to replace the index by one of this version"
    )]
    Newer {
        /// The index folder.
        path: PathBuf,
        /// `schema` or `analysis`.
        what: &'static str,
        /// Of the index.
        found: u32,
        /// Of this program.
        known: u32,
    },
    /// Made by an earlier version of the program.
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
    /// A file of the index does not say what was written to it.
    #[error(
        "the index is damaged ({cause}); run `paragraf verify`, which finds the file and makes the index anew"
    )]
    Damaged {
        /// What the engine said.
        cause: String,
    },
    /// The engine failed.
    #[error("the index could not be read: {cause}; run `paragraf rebuild`")]
    Engine {
        /// What the engine said.
        cause: String,
    },
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> SearchError {
        use tantivy::TantivyError::{
            DataCorruption, DeserializeError, IncompatibleIndex, IoError, OpenReadError,
        };
        let cause = error.to_string();
        let is_damage = match &error {
            DataCorruption(_) | OpenReadError(_) | IncompatibleIndex(_) | DeserializeError(_) => {
                true
            }
            IoError(error) => matches!(
                error.kind(),
                io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof
            ),
            _ => false,
        };
        match is_damage {
            true => SearchError::Damaged { cause },
            false => SearchError::Engine { cause },
        }
    }
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
