//! Many files are taken in with one transaction and few waits for the disk.

use std::collections::BTreeMap;

use paragraf_model::MeetingId;
use rusqlite::{Connection, TransactionBehavior};

use crate::intake::{self, Intake};
use crate::originals::{Kept, sha256_of};
use crate::reader::documents;
use crate::recognition::would_lose;
use crate::staged::Staged;
use crate::withdrawal::{self, Cut};
use crate::{Added, Archive, ArchiveError, DocumentStatus, Held, Incoming, ReadResult};

/// When the same bytes are held, whether the new reading takes the old one's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Where the old one failed, lacked facts, or was by other rules.
    IfUnfinished,
    /// Whatever became of the old one.
    Always,
}

/// A file on its way in, and what to do where its bytes are held.
#[derive(Debug)]
pub struct Arrival<'a> {
    /// The file.
    pub incoming: Incoming<'a>,
    /// What to do.
    pub reading: Reading,
}

impl Archive {
    /// Takes files in, one after the other, as [`Archive::add`] and [`Archive::reread`] do: all of them or, where one
    /// fails, none. The originals first, then one transaction that makes the documents exist: a crash in between leaves
    /// files that nobody asks for and the next attempt finds in their place.
    ///
    /// # Errors
    /// The catalogue or the disk fails.
    pub fn add_all(&mut self, arrivals: &[Arrival<'_>]) -> Result<Vec<Added>, ArchiveError> {
        let names: Vec<String> = arrivals
            .iter()
            .map(|arrival| sha256_of(arrival.incoming.bytes))
            .collect();
        let mut unknown = Vec::new();
        for (arrival, sha256) in arrivals.iter().zip(&names) {
            let leaves_out = matches!(arrival.incoming.result, ReadResult::LeftOut(_));
            if !leaves_out && self.reader().holds(sha256)?.is_none() {
                unknown.push((sha256.as_str(), arrival.incoming.bytes));
            }
        }
        let originals = self.originals().clone();
        let mut staged = Staged::write(&originals, &unknown)?;
        let read_by = self.read_by();
        let transaction = self
            .connection_mut()
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut added = Vec::with_capacity(arrivals.len());
        for (arrival, sha256) in arrivals.iter().zip(&names) {
            let intake = Intake {
                sha256,
                read_by,
                incoming: &arrival.incoming,
            };
            added.push(take_in(&transaction, intake, arrival.reading, &mut staged)?);
        }
        staged.make_last()?;
        transaction.commit()?;
        drop(staged);
        // Of copies the last one tells what became of the document.
        let mut became = BTreeMap::new();
        for added in &added {
            if let Added::New(receipt) | Added::Reread(receipt) = added {
                became.insert(receipt.sha256.as_str(), receipt.status);
            }
        }
        for (sha256, status) in became {
            if status == DocumentStatus::LeftOut {
                originals.remove(sha256)?;
            }
        }
        self.relieve()?;
        Ok(added)
    }

    /// One alone.
    pub(crate) fn one(
        &mut self,
        incoming: &Incoming<'_>,
        reading: Reading,
    ) -> Result<Added, ArchiveError> {
        let arrival = Arrival {
            incoming: incoming.clone(),
            reading,
        };
        let added = self.add_all(&[arrival])?.pop();
        added.ok_or_else(|| crate::codec::damaged("nothing was added"))
    }
}

/// Takes one in, within the transaction.
fn take_in(
    connection: &Connection,
    intake: Intake<'_>,
    reading: Reading,
    staged: &mut Staged<'_>,
) -> Result<Added, ArchiveError> {
    let (incoming, sha256) = (intake.incoming, intake.sha256);
    let held = documents::holds(connection, sha256)?;
    if held.as_ref().is_some_and(Held::is_kept_out) {
        return Ok(Added::Withdrawn);
    }
    if let Some(held) = &held
        && let Some(stays) = stays(connection, intake, held, reading)?
    {
        return Ok(stays);
    }
    // Within the transaction: what must not come in may be withdrawn by another program at any moment.
    let cut = cut(connection, intake)?;
    if let Some(ban) = withdrawal::ban_of(connection, intake, &cut)? {
        if !ban.is_purged {
            staged.keep(sha256, incoming.bytes)?;
        }
        withdrawal::note_copy(connection, intake, ban)?;
        return Ok(Added::Withdrawn);
    }
    // What a run left half written that never became a document is nothing to tell of.
    let mut put_back = false;
    if !cut.is_purged && !matches!(incoming.result, ReadResult::LeftOut(_)) {
        let kept = staged.keep(sha256, incoming.bytes)?;
        put_back = held.is_some() && kept != Kept::Whole;
    }
    let mut receipt = intake::store(connection, intake, &cut)?;
    receipt.put_back = put_back;
    Ok(match held {
        Some(_) => Added::Reread(receipt),
        None => Added::New(receipt),
    })
}

/// What to answer where what is held stays as it is.
fn stays(
    connection: &Connection,
    intake: Intake<'_>,
    held: &Held,
    reading: Reading,
) -> Result<Option<Added>, ArchiveError> {
    let result = &intake.incoming.result;
    let failed = !matches!(result, ReadResult::Record(_) | ReadResult::LeftOut(_));
    let was_left_out = held.status == DocumentStatus::LeftOut;
    // Whether a body is read is told by the settings, whatever was read before; a reading that failed tells
    // nothing of the body.
    if matches!(result, ReadResult::LeftOut(_)) != was_left_out {
        return Ok((was_left_out && failed).then_some(Added::AlreadyHeld(held.status)));
    }
    let is_finished = held.status.is_finished();
    let unasked = reading == Reading::IfUnfinished && held.read_by == intake.read_by;
    if is_finished && unasked {
        return Ok(Some(Added::AlreadyHeld(held.status)));
    }
    if held.recognised {
        let document = documents::document(connection, intake.sha256)?;
        if document.is_some_and(|document| would_lose(&document.findings, result)) {
            return Ok(Some(Added::RecognisedStays(held.status)));
        }
    }
    Ok((is_finished && failed).then_some(Added::AlreadyHeld(held.status)))
}

/// Which paragraphs of a document are kept out; none of what is not minutes, because it has no ids.
fn cut(connection: &Connection, intake: Intake<'_>) -> Result<Cut, ArchiveError> {
    let Some(record) = intake.record() else {
        return Ok(Cut::default());
    };
    let Some(meeting) = MeetingId::of(&record.meeting) else {
        return Ok(Cut::default());
    };
    let names = intake::names(&record.paragraphs);
    withdrawal::cut(connection, &meeting, &names, record)
}
