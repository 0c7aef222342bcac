//! What was read is taken into the archive, on one thread and many files at a time.

use paragraf_archive::{
    Added, Archive, Arrival, DocumentStatus, Incoming, ReadResult, Reading, Receipt,
};
use paragraf_language::{mask_personal_numbers, mask_personal_numbers_in_name};
use paragraf_model::Record;

use crate::individual::left_out;
use crate::recent::Recent;
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

/// Takes files in, in their order: what is new in them with one transaction. Their texts are left where the index is
/// brought along.
pub fn take_in(
    archive: &mut Archive,
    files: Vec<(&Task, Work)>,
    config: &IngestConfig,
    recent: &Recent,
) -> Result<Vec<Taken>, IngestError> {
    let (mut told, mut originals, mut comings) = (Vec::new(), Vec::new(), Vec::new());
    for (task, work) in files {
        told.push(match work {
            Work::Read {
                bytes,
                result,
                again,
            } => {
                originals.push(bytes);
                comings.push((task, result, again));
                None
            }
            other => Some(without_reading(archive, other)?),
        });
    }
    let arrivals: Vec<Arrival<'_>> = originals
        .iter()
        .zip(comings)
        .map(|(bytes, (task, result, again))| Arrival {
            incoming: incoming(task, bytes, *result, config),
            reading: match again {
                true => Reading::Always,
                false => Reading::IfUnfinished,
            },
        })
        .collect();
    // Without anything new nothing waits for others who write.
    let added = match arrivals.is_empty() {
        true => Vec::new(),
        false => archive.add_all(&arrivals)?,
    };
    for (arrival, added) in arrivals.into_iter().zip(&added) {
        if let (ReadResult::Record(record), Added::New(receipt) | Added::Reread(receipt)) =
            (arrival.incoming.result, added)
        {
            recent.keep(receipt, arrival.incoming.received_at, record.paragraphs);
        }
    }
    let mut added = added.into_iter().map(of_added);
    let taken = told
        .into_iter()
        .filter_map(|told| told.or_else(|| added.next()));
    Ok(taken.collect())
}

fn without_reading(archive: &Archive, work: Work) -> Result<Taken, IngestError> {
    Ok(match work {
        Work::Closed(message) => Taken::unchanged(failed("unreadable", message)),
        Work::TooLarge => {
            let error = ReadError::Extract(too_large());
            Taken::unchanged(failed(error.code(), error.to_string()))
        }
        Work::OriginalDamaged => {
            Taken::unchanged(failed("original_damaged", ORIGINAL_DAMAGED.to_owned()))
        }
        Work::HeldWithoutOriginal { bytes } => {
            archive.put_back(&bytes)?;
            Taken {
                put_back: true,
                ..Taken::unchanged(Outcome::AlreadyHeld)
            }
        }
        Work::KeptOut => Taken::unchanged(Outcome::Withdrawn),
        Work::Held | Work::Read { .. } => Taken::unchanged(Outcome::AlreadyHeld),
    })
}

fn incoming<'a>(
    task: &Task,
    bytes: &'a [u8],
    result: Result<Record, ReadError>,
    config: &IngestConfig,
) -> Incoming<'a> {
    let facts = &task.stated.facts;
    let filename = facts.filename.as_deref().unwrap_or_default();
    let result = match left_out(&result, facts.body.as_deref(), filename, config) {
        Some(of) => ReadResult::LeftOut(of),
        None => read_result(result),
    };
    Incoming {
        bytes,
        filename: mask_personal_numbers_in_name(filename).text,
        source_path: mask_personal_numbers_in_name(&task.source_path).text,
        source_url: task.stated.url_without_number(),
        received_at: (config.clock)(),
        stated: task.stated.fingerprint(),
        result,
    }
}

fn of_added(added: Added) -> Taken {
    match added {
        Added::AlreadyHeld(_) => Taken::unchanged(Outcome::AlreadyHeld),
        Added::Withdrawn => Taken::unchanged(Outcome::Withdrawn),
        Added::RecognisedStays(_) => Taken::unchanged(Outcome::RecognisedStays),
        Added::New(receipt) => taken(receipt, |paragraphs| Outcome::New { paragraphs }),
        Added::Reread(receipt) => taken(receipt, |paragraphs| Outcome::Reread { paragraphs }),
    }
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
