//! Reading one task, on any thread: its bytes, whether they are held, and what they say.

use std::ffi::OsStr;
use std::path::Path;

use paragraf_archive::{Archive, DocumentStatus, Held, Reader, sha256_of};
use paragraf_model::{Facts, Record};

use crate::individual::is_named;
use crate::record::read_whole;
use crate::run::READING_VERSION;
use crate::tasks::{From, Task};
use crate::{IngestConfig, IngestError, ReadError};

/// How a file's bytes become a record.
pub type ReadFile<'a> = dyn Fn(&[u8], &Facts) -> Result<Record, ReadError> + Sync + 'a;

/// What reading a file gave.
pub enum Work {
    /// It, or its folder, cannot be opened.
    Closed(String),
    /// It is beyond the limit.
    TooLarge,
    /// It is the archive's original of a document and does not hold that document's bytes any more.
    OriginalDamaged,
    /// Its bytes are held, and there is nothing new to be had from them.
    Held,
    /// It was withdrawn, or something in it was purged, and it may not come in again.
    KeptOut,
    /// As [`Work::Held`], but the archive's original of them is damaged or missing.
    HeldWithoutOriginal {
        /// As received.
        bytes: Vec<u8>,
    },
    /// It was read.
    Read {
        /// As received.
        bytes: Vec<u8>,
        /// What it says.
        result: Box<Result<Record, ReadError>>,
        /// Whether this takes the place of whatever is held.
        again: bool,
    },
}

impl Work {
    /// How much of a file it holds.
    pub fn bytes(&self) -> usize {
        match self {
            Work::Read { bytes, .. } | Work::HeldWithoutOriginal { bytes } => bytes.len(),
            Work::Closed(_)
            | Work::TooLarge
            | Work::OriginalDamaged
            | Work::Held
            | Work::KeptOut => 0,
        }
    }
}

/// Reads a task.
///
/// # Errors
/// The archive fails, or the run cannot go on.
pub fn work(
    read: &ReadFile<'_>,
    task: &Task,
    reader: &Reader,
    config: &IngestConfig,
) -> Result<Work, IngestError> {
    let path = match &task.from {
        From::Closed(message) => return Ok(Work::Closed(message.clone())),
        From::File => &task.path,
        From::Outdated(original) | From::Retried(original) => original,
    };
    let bytes = match read_whole(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Ok(Work::TooLarge),
        Err(error) => {
            let message = format!("the file cannot be read ({error}); check its permissions");
            return Ok(Work::Closed(message));
        }
    };
    let sha256 = sha256_of(&bytes);
    // The name of an original is the SHA-256 of what was received: other bytes are no document.
    if !matches!(task.from, From::File) && path.file_name() != Some(OsStr::new(&sha256)) {
        return Ok(Work::OriginalDamaged);
    }
    let held = reader.holds(&sha256)?;
    if let Some(held) = held.as_ref().filter(|held| held.is_kept_out()) {
        return Ok(match held.status {
            DocumentStatus::Withdrawn => Work::KeptOut,
            _ => Work::Held,
        });
    }
    let again = matches!(task.from, From::Retried(_))
        || held.as_ref().is_some_and(|held| stated_anew(held, task));
    if held.is_some_and(|held| stays(&held, task, config)) && !again {
        return Ok(match Archive::lacks(reader, &sha256, &bytes)? {
            true => Work::HeldWithoutOriginal { bytes },
            false => Work::Held,
        });
    }
    let result = match read(&bytes, &task.stated.facts) {
        Err(error) if error.ends_the_run() => return Err(IngestError::Stopped(error)),
        Ok(record) if record.document.sha256 != sha256 => Err(ReadError::Garbled),
        result => result,
    };
    Ok(Work::Read {
        bytes,
        result: Box::new(result),
        again,
    })
}

/// What was read by other rules and for other facts is read anew from its original; recognised text only by a
/// recogniser.
fn stays(held: &Held, task: &Task, config: &IngestConfig) -> bool {
    let recognises = config.recognises();
    let body = held.left_out_body.as_deref();
    if body.is_some_and(|body| is_named(body, config)) {
        return false;
    }
    let is_outdated = held.read_by != READING_VERSION
        && held.stated == task.stated.fingerprint()
        && (recognises || !held.recognised);
    held.status.is_finished() && !is_outdated
}

/// A second copy does not undo what was stated for the first as long as that lies in its place: of two copies
/// with different facts the first one's stand, or each run would read both anew.
fn stated_anew(held: &Held, task: &Task) -> bool {
    let stated = task.stated.fingerprint();
    if stated.is_none() || stated == held.stated {
        return false;
    }
    let first = Path::new(&held.source_path).canonicalize();
    let is_the_first = || first.as_ref().ok() == task.path.canonicalize().as_ref().ok();
    !held.status.is_finished() || first.is_err() || is_the_first()
}
