//! Why ingest cannot work at all, and why one file cannot be read.

use std::io;
use std::path::PathBuf;

use paragraf_archive::{ArchiveError, CopyError, OpenError, WithdrawError};
use paragraf_extract::{ExtractError, PictureError};

use crate::child::MEMORY_BYTES;
use crate::{BackupError, MirrorError};

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
    #[error("{path} cannot be read or written ({source}); {}", remedy(source))]
    Folder { path: PathBuf, source: io::Error },
    /// Another command writes to the same data folder.
    #[error(
        "another command ({holder}) is writing to {data}; wait until it is done, then run this again"
    )]
    Busy { data: PathBuf, holder: String },
    /// There was no room on the disk for as long as the run waited.
    #[error(
        "only {free} are free in {folder} and {least} are needed; free disk space, then run this again: what was read before is kept, and the next run goes on from there"
    )]
    NoSpace {
        folder: PathBuf,
        free: String,
        least: String,
    },
    /// Somebody asked the run to end.
    #[error(
        "stopped before the end; what was read before is kept and can be searched, and the next run goes on from there"
    )]
    Asked,
    /// The archive does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The system gives no thread to read files on.
    #[error("no thread can be started ({0}); free memory and run this again")]
    Thread(#[from] io::Error),
    /// Reading files cannot go on, through no fault of theirs.
    #[error("{0}; what was read before is kept, and the next run goes on from there")]
    Stopped(ReadError),
    /// The index does not open.
    #[error(transparent)]
    OpenIndex(#[from] paragraf_index::OpenError),
    /// The index does not take a paragraph. The archive has it; the next run indexes it.
    #[error(transparent)]
    WriteIndex(#[from] paragraf_index::WriteError),
    /// What is to be taken out or put back is not there, or is already.
    #[error(transparent)]
    Withdraw(#[from] WithdrawError),
    /// The index does not answer.
    #[error(transparent)]
    Search(#[from] paragraf_index::SearchError),
    /// A new index is not what the archive holds, and was not switched to.
    #[error(
        "the new index in {index} is not what the archive holds ({wrong}); the one before stays in use. Check the disk, then run `paragraf rebuild` again"
    )]
    Rebuilt { index: PathBuf, wrong: String },
    /// Wrong use: files would be mixed with what comes from elsewhere.
    #[error(
        "{data} holds a copy of {source_address}, and only `paragraf mirror` puts anything into it; name another folder with --data"
    )]
    IsMirror {
        data: PathBuf,
        source_address: String,
    },
    /// The archive is not filled from another one.
    #[error(transparent)]
    Mirror(#[from] MirrorError),
    /// There is no backup, or none can be restored.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The archive does not take a document.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl IngestError {
    /// Wrong use (exit status 2) rather than a failing world.
    pub fn is_wrong_use(&self) -> bool {
        matches!(
            self,
            IngestError::NoSuchPath { .. }
                | IngestError::IsMirror { .. }
                | IngestError::Facts { .. }
                | IngestError::Withdraw(
                    WithdrawError::NotHeld { .. }
                        | WithdrawError::Already { .. }
                        | WithdrawError::NotWithdrawn { .. }
                )
        ) || matches!(self, IngestError::Backup(error) if error.is_wrong_use())
            || matches!(self, IngestError::Mirror(error) if error.is_wrong_use())
    }
}

impl From<CopyError> for IngestError {
    fn from(error: CopyError) -> IngestError {
        IngestError::Mirror(error.into())
    }
}

/// What a person can do where a folder cannot be used.
fn remedy(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free disk space, then run this again"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "check its permissions"
        }
        _ => "check its permissions and the disk",
    }
}

/// Why one file gives no record.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// No text to be had from it.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// No picture of a page is to be had from it.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// No text to be had from it, as the child that read it says.
    #[error("{message}")]
    Told {
        /// Stable name of the reason.
        code: String,
        /// The reason, with what to do.
        message: String,
    },
    /// Reading it made a part of the program give up; the others are not affected. What that part said is not kept:
    /// it may quote the document before anything was masked.
    #[error("the program failed on this file; please report it with the file")]
    Panicked,
    /// It was not read within the time.
    #[error(
        "the file was not read within {seconds} s; split it, print it to a new PDF, or allow more with --seconds-per-file"
    )]
    TimedOut {
        /// The limit.
        seconds: u64,
    },
    /// Its child met the limit of its memory.
    #[error(
        "reading the file needs more than {mebibytes} MiB of memory; split it or print it to a new PDF"
    )]
    OutOfMemory {
        /// The limit.
        mebibytes: u64,
    },
    /// Its child met the end of its stack.
    #[error("the parts of the file lie too deep within one another; print it to a new PDF")]
    TooDeep,
    /// Its child was ended by the system.
    #[error("the program crashed on this file (signal {signal}); please report it with the file")]
    Crashed {
        /// The signal's number.
        signal: i32,
    },
    /// Its child was killed by somebody else, most often by a system that is out of memory.
    #[error(
        "the system stopped the reading of this file, probably for want of memory; free some and run `paragraf ingest --retry`"
    )]
    Killed,
    /// Its child answers more than anybody would read.
    #[error("the text of the file is too long; split it")]
    TooMuchSaid,
    /// Its child answers what makes no sense.
    #[error("the program lost its way in this file; please report it with the file")]
    Garbled,
    /// Not the file's fault: somebody ends the run.
    #[error("reading was interrupted")]
    Interrupted,
    /// Not the file's fault: the system gives no process to read it.
    #[error("no process can be started to read files ({cause}); free memory and run this again")]
    NoChild {
        /// What the system says.
        cause: String,
    },
}

impl ReadError {
    /// Its child met the limit of its memory.
    pub fn out_of_memory() -> ReadError {
        ReadError::OutOfMemory {
            mebibytes: MEMORY_BYTES / 1024 / 1024,
        }
    }

    /// Stable name for catalogues and programs.
    pub fn code(&self) -> &str {
        match self {
            ReadError::Extract(error) => error.code(),
            ReadError::Picture(error) => error.code(),
            ReadError::Told { code, .. } => code,
            ReadError::Panicked => "program_failed",
            ReadError::TimedOut { .. } => "timed_out",
            ReadError::OutOfMemory { .. } => "out_of_memory",
            ReadError::TooDeep => "too_deep",
            ReadError::Crashed { .. } => "crashed",
            ReadError::Killed => "killed",
            ReadError::TooMuchSaid => "text_too_long",
            ReadError::Garbled => "garbled",
            ReadError::Interrupted => "interrupted",
            ReadError::NoChild { .. } => "no_process",
        }
    }

    /// Whether the file is whole and holds no text, so that text recognition may give some.
    pub fn waits(&self) -> bool {
        self.code() == ExtractError::NoText.code()
    }

    /// Whether the run cannot go on, and nothing is to be held against the file.
    pub fn ends_the_run(&self) -> bool {
        matches!(self, ReadError::Interrupted | ReadError::NoChild { .. })
    }
}
