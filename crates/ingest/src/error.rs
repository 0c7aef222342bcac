//! Why ingest cannot work at all, and why one file cannot be read.

use std::io;
use std::path::PathBuf;

use paragraf_archive::{ArchiveError, OpenError};
use paragraf_extract::ExtractError;

/// Why nothing, or nothing more, can be read in. What was read before is safe.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// Wrong use: a path that is not there.
    #[error("no file or folder {path}; check the spelling")]
    NoSuchPath { path: PathBuf },
    /// Wrong use: a facts file that cannot be understood.
    #[error("{path}:{line}: {message}")]
    Facts {
        path: PathBuf,
        line: usize,
        message: String,
    },
    /// A folder that cannot be listed, or a lock that cannot be made.
    #[error("{path} cannot be read or written ({source}); check its permissions")]
    Folder { path: PathBuf, source: io::Error },
    /// Another command writes to the same data folder.
    #[error(
        "another command ({holder}) is writing to {data}; wait until it is done, then run this again"
    )]
    Busy { data: PathBuf, holder: String },
    /// The archive does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The system gives no thread to read files on.
    #[error("no thread can be started ({0}); free memory and run this again")]
    Thread(io::Error),
    /// The index does not open.
    #[error(transparent)]
    OpenIndex(#[from] paragraf_index::OpenError),
    /// The index does not take a paragraph. The archive has it; the next run indexes it.
    #[error(transparent)]
    WriteIndex(#[from] paragraf_index::WriteError),
    /// The archive does not take a document.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl IngestError {
    /// Wrong use (exit status 2) rather than a failing world.
    pub fn is_wrong_use(&self) -> bool {
        matches!(
            self,
            IngestError::NoSuchPath { .. } | IngestError::Facts { .. }
        )
    }
}

/// Why one file gives no record.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// No text to be had from it.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// Reading it made a part of the program give up; the others are not affected. What that part said is not kept:
    /// it may quote the document before anything was masked.
    #[error("the program failed on this file; please report it with the file")]
    Panicked,
}

impl ReadError {
    /// Stable name for catalogues and programs.
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::Extract(error) => error.code(),
            ReadError::Panicked => "program_failed",
        }
    }
}
