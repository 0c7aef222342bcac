//! Taking out what must not be shown, while other commands write and the server answers.

use paragraf_archive::{Archive, Order, Purged, Reader, Subject, WithdrawError, WithdrawalReceipt};

use crate::follow::{Words, make_anew};
use crate::lock::WriterLock;
use crate::{IngestConfig, IngestError, Progress, catch_up};

/// Takes paragraphs and documents out of every answer. The catalogue shows nothing of them from then on; the index
/// follows at once, or is brought along by the command that is writing to it.
///
/// # Errors
/// There is no archive, something is not held or withdrawn already (what stands before it is done), or the archive or
/// the disk fails.
pub fn withdraw(
    subjects: &[Subject],
    order: &Order<'_>,
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<WithdrawalReceipt>, IngestError> {
    change(subjects, config, progress, |archive, subject| {
        archive.withdraw(subject, order)
    })
}

/// Lets what was withdrawn come in again with the next [`crate::ingest`].
///
/// # Errors
/// There is no archive, something is not withdrawn (what stands before it is done), or the archive or the disk fails.
pub fn lift(
    subjects: &[Subject],
    order: &Order<'_>,
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<WithdrawalReceipt>, IngestError> {
    change(subjects, config, progress, |archive, subject| {
        archive.lift(subject, order)
    })
}

/// Removes the bytes of everything that is withdrawn from the archive and, by making it anew, from the index.
///
/// # Errors
/// There is no archive, another command writes, or the archive or the disk fails. Interrupted, it is run again.
pub fn purge(
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Purged, IngestError> {
    Reader::exists(&config.data)?;
    let _lock = WriterLock::take(&config.data, "purge", config.patience)?;
    let mut archive = Archive::open(&config.data)?;
    archive.purge((config.clock)(), || {
        let reader = Reader::open(&config.data)?;
        make_anew(config, &reader, Words::Learn, progress)
    })
}

/// Without the writer lock: whoever holds it may hold it for hours, and this is not to wait.
fn change(
    subjects: &[Subject],
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
    change: impl Fn(&mut Archive, &Subject) -> Result<WithdrawalReceipt, WithdrawError>,
) -> Result<Vec<WithdrawalReceipt>, IngestError> {
    Reader::exists(&config.data)?;
    let mut archive = Archive::open(&config.data)?;
    let mut receipts = Vec::new();
    let mut failed = None;
    for subject in subjects {
        match change(&mut archive, subject) {
            Ok(receipt) => receipts.push(receipt),
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    drop(archive);
    match catch_up(config, progress) {
        Err(busy @ IngestError::Busy { .. }) => progress(Progress::Note(format!(
            "what is withdrawn is shown no more; the index follows later: {busy}"
        ))),
        followed => followed?,
    }
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(receipts),
    }
}
