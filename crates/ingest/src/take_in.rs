//! What was read is taken into the archive, on one thread.

use paragraf_archive::{Added, Archive, DocumentStatus, Incoming, ReadResult, Receipt};
use paragraf_language::{mask_personal_numbers, mask_personal_numbers_in_name};
use paragraf_model::Record;

use crate::individual::left_out;
use crate::record::too_large;
use crate::tasks::Task;
use crate::work::Work;
use crate::{IngestConfig, IngestError, Outcome, ReadError};

/// What became of a file.
pub struct Taken {
    pub outcome: Outcome,
    /// How many changes of current paragraphs that made.
    pub changes: u32,
    /// Its original was damaged or missing and is whole again.
    pub put_back: bool,
}

impl Taken {
    fn unchanged(outcome: Outcome) -> Taken {
        Taken {
            outcome,
            changes: 0,
            put_back: false,
        }
    }
}

/// Takes it in.
pub fn take_in(
    archive: &mut Archive,
    task: &Task,
    work: Work,
    config: &IngestConfig,
) -> Result<Taken, IngestError> {
    let (bytes, result, again) = match work {
        Work::Closed(message) => return Ok(Taken::unchanged(failed("unreadable", message))),
        Work::TooLarge => {
            let error = ReadError::Extract(too_large());
            return Ok(Taken::unchanged(failed(error.code(), error.to_string())));
        }
        Work::OriginalDamaged => {
            let outcome = failed("original_damaged", ORIGINAL_DAMAGED.to_owned());
            return Ok(Taken::unchanged(outcome));
        }
        Work::Held => return Ok(Taken::unchanged(Outcome::AlreadyHeld)),
        Work::HeldWithoutOriginal { bytes } => {
            archive.put_back(&bytes)?;
            return Ok(Taken {
                put_back: true,
                ..Taken::unchanged(Outcome::AlreadyHeld)
            });
        }
        Work::KeptOut => return Ok(Taken::unchanged(Outcome::Withdrawn)),
        Work::Read {
            bytes,
            result,
            again,
        } => (bytes, result, again),
    };
    let facts = &task.stated.facts;
    let filename = facts.filename.as_deref().unwrap_or_default();
    let result = match left_out(&result, facts.body.as_deref(), filename, config) {
        Some(of) => ReadResult::LeftOut(of),
        None => read_result(*result),
    };
    let incoming = Incoming {
        bytes: &bytes,
        filename: mask_personal_numbers_in_name(filename).text,
        source_path: mask_personal_numbers_in_name(&task.source_path).text,
        source_url: task.stated.url_without_number(),
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
        Added::AlreadyHeld(_) => Taken::unchanged(Outcome::AlreadyHeld),
        Added::Withdrawn => Taken::unchanged(Outcome::Withdrawn),
        Added::RecognisedStays(_) => Taken::unchanged(Outcome::RecognisedStays),
        Added::New(receipt) => taken(receipt, |paragraphs| Outcome::New { paragraphs }),
        Added::Reread(receipt) => taken(receipt, |paragraphs| Outcome::Reread { paragraphs }),
    })
}

fn read_result(result: Result<Record, ReadError>) -> ReadResult {
    // What is told of a failure may quote the file.
    let told = |error: &ReadError| mask_personal_numbers(&error.to_string()).text;
    match result {
        Ok(record) => ReadResult::Record(Box::new(record)),
        Err(error) if error.waits() => ReadResult::Waiting {
            code: error.code().to_owned(),
            message: told(&error),
        },
        Err(error) => ReadResult::Failed {
            code: error.code().to_owned(),
            message: told(&error),
        },
    }
}

const ORIGINAL_DAMAGED: &str = "the archive's original of this file is damaged, so it was not read anew; `paragraf verify` tells how to put it back";

fn taken(receipt: Receipt, indexed: impl Fn(u32) -> Outcome) -> Taken {
    Taken {
        changes: receipt.changes,
        put_back: receipt.put_back,
        outcome: outcome(receipt, indexed),
    }
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
        DocumentStatus::LeftOut => Outcome::LeftOut { message },
    }
}

fn failed(code: &str, message: String) -> Outcome {
    Outcome::Failed {
        code: code.to_owned(),
        message,
    }
}
