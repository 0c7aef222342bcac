//! A file's way from folder to index, step by step, resumable.

mod config;
mod error;
mod progress;

use std::path::PathBuf;

use paragraf_model::{Facts, Record};

pub use config::IngestConfig;
pub use error::{IngestError, ReadError};
pub use progress::{FailedFile, Outcome, Progress, Summary};

/// Reads files and folders into the archive and the index; a file seen before is skipped.
pub fn ingest(
    _paths: &[PathBuf],
    _config: &IngestConfig,
    _progress: &mut dyn FnMut(Progress),
) -> Result<Summary, IngestError> {
    Ok(Summary::default())
}

/// Brings the index to the archive's last change: after a crash, a deleted or an older index.
pub fn catch_up(
    _config: &IngestConfig,
    _progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    Ok(())
}

/// Makes a new index from the archive beside the old one and switches to it.
pub fn rebuild(
    _config: &IngestConfig,
    _progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    Ok(())
}

/// Reads one file into its record: extraction, parsing and what is known of the file itself.
pub fn read_record(bytes: &[u8], _facts: &Facts) -> Result<Record, ReadError> {
    Err(ReadError::Extract(
        paragraf_extract::extract(bytes)
            .err()
            .unwrap_or(paragraf_extract::ExtractError::NoText),
    ))
}
