//! What was read is taken into the archive, on one thread.

use paragraf_archive::{Added, Archive, DocumentStatus, Incoming, ReadResult, Receipt};

use crate::record::too_large;
use crate::tasks::Task;
use crate::work::Work;
use crate::{IngestConfig, IngestError, Outcome, ReadError};

/// Gives what became of the file, and how many changes of current paragraphs that made.
pub fn take_in(
    archive: &mut Archive,
    task: &Task,
    work: Work,
    config: &IngestConfig,
) -> Result<(Outcome, u32), IngestError> {
    let (bytes, result, again) = match work {
        Work::Closed(message) => return Ok((failed("unreadable", message), 0)),
        Work::TooLarge => {
            let error = ReadError::Extract(too_large());
            return Ok((failed(error.code(), error.to_string()), 0));
        }
        Work::Held => return Ok((Outcome::AlreadyHeld, 0)),
        Work::KeptOut => return Ok((Outcome::Withdrawn, 0)),
        Work::Read {
            bytes,
            result,
            again,
        } => (bytes, result, again),
    };
    let result = match *result {
        Ok(record) => ReadResult::Record(Box::new(record)),
        Err(error) if error.waits() => ReadResult::Waiting {
            code: error.code().to_owned(),
            message: error.to_string(),
        },
        Err(error) => ReadResult::Failed {
            code: error.code().to_owned(),
            message: error.to_string(),
        },
    };
    let incoming = Incoming {
        bytes: &bytes,
        filename: task.stated.facts.filename.clone().unwrap_or_default(),
        source_path: task.source_path.clone(),
        source_url: task.stated.source_url.clone(),
        received_at: (config.clock)(),
        stated: task.stated.fingerprint(),
        result,
    };
    let added = if again {
        archive.reread(&incoming)?
    } else {
        archive.add(&incoming)?
    };
    Ok(match added {
        Added::AlreadyHeld(_) => (Outcome::AlreadyHeld, 0),
        Added::Withdrawn => (Outcome::Withdrawn, 0),
        Added::RecognisedStays(_) => (Outcome::RecognisedStays, 0),
        Added::New(receipt) => {
            let changes = receipt.changes;
            (
                outcome(receipt, |paragraphs| Outcome::New { paragraphs }),
                changes,
            )
        }
        Added::Reread(receipt) => {
            let changes = receipt.changes;
            (
                outcome(receipt, |paragraphs| Outcome::Reread { paragraphs }),
                changes,
            )
        }
    })
}

fn outcome(receipt: Receipt, indexed: impl Fn(u32) -> Outcome) -> Outcome {
    let message = receipt.message.unwrap_or_default();
    match receipt.status {
        DocumentStatus::Indexed => indexed(receipt.paragraphs),
        DocumentStatus::NotMinutes => Outcome::NotMinutes { message },
        DocumentStatus::NeedsFacts => Outcome::NeedsFacts { message },
        DocumentStatus::Waiting => Outcome::Waiting {
            code: receipt.code.unwrap_or_default(),
            message,
        },
        DocumentStatus::Withdrawn => Outcome::Withdrawn,
        DocumentStatus::Failed => failed(&receipt.code.unwrap_or_default(), message),
    }
}

fn failed(code: &str, message: String) -> Outcome {
    Outcome::Failed {
        code: code.to_owned(),
        message,
    }
}
