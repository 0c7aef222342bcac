//! Removing the bytes of what was taken out.

use std::fs;
use std::io;

use rusqlite::{Connection, params};

use super::ban::SAME_ADDRESS;
use super::{Event, Log, Purged};
use crate::ArchiveError;
use crate::originals::Originals;

/// A withdrawal in force whose bytes are not known to be gone.
struct Pending {
    row: i64,
    reference: String,
}

/// Deletes the originals of everything withdrawn that is in force, and what is known of withdrawn documents beyond
/// their digests; then writes the whole catalogue anew, so that no free page of it holds what was deleted. May be
/// run again after it was interrupted. Nothing may be noted as purged before the index is made anew, so that is
/// done by `index`.
pub fn purge<E: From<ArchiveError>>(
    connection: &mut Connection,
    originals: &Originals,
    log: &Log,
    at: &str,
    index: impl FnOnce() -> Result<(), E>,
) -> Result<Purged, E> {
    let pending = pending(connection)?;
    if pending.is_empty() {
        return Ok(Purged::default());
    }
    let mut purged = Purged {
        withdrawals: pending.len() as u32,
        originals: 0,
    };
    let transaction = connection.transaction().map_err(ArchiveError::from)?;
    let mut gone = Vec::new();
    for withdrawal in &pending {
        gone.extend(forget(&transaction, withdrawal.row)?);
    }
    transaction.commit().map_err(ArchiveError::from)?;
    for sha256 in &gone {
        purged.originals += u32::from(originals.remove(sha256)?);
    }
    originals.sweep()?;
    write_anew(connection)?;
    index()?;
    note(connection, log, &pending, at)?;
    Ok(purged)
}

fn pending(connection: &Connection) -> Result<Vec<Pending>, ArchiveError> {
    let pending = connection
        .prepare_cached(
            "SELECT id, reference FROM withdrawals WHERE lifted_at IS NULL AND purged_at IS NULL ORDER BY id",
        )?
        .query_map([], |row| {
            Ok(Pending {
                row: row.get(0)?,
                reference: row.get(1)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(pending)
}

/// Notes that the originals are gone, and gives the names they lie under.
fn forget(connection: &Connection, withdrawal: i64) -> Result<Vec<String>, ArchiveError> {
    let gone = connection
        .prepare_cached(
            "UPDATE documents SET original = 'gone'
             WHERE id IN (SELECT document_id FROM cuts WHERE withdrawal_id = ?1)
                OR withdrawn_by = ?1 AND code IS NOT ?2
             RETURNING sha256",
        )?
        .query_map(params![withdrawal, SAME_ADDRESS], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    connection
        .prepare_cached(
            "UPDATE documents SET filename = '', source_path = '', source_url = NULL, stated = NULL, message = NULL
             WHERE withdrawn_by = ?1 AND code IS NOT ?2",
        )?
        .execute(params![withdrawal, SAME_ADDRESS])?;
    Ok(gone)
}

/// Every page is written once more, from what is still there, and the log of changes is emptied.
fn write_anew(connection: &Connection) -> Result<(), ArchiveError> {
    connection.execute_batch("VACUUM")?;
    let busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy {
        return Err(ArchiveError::Original {
            path: connection.path().unwrap_or_default().into(),
            source: io::Error::other("another program reads it all the time"),
        });
    }
    Ok(())
}

fn note(
    connection: &mut Connection,
    log: &Log,
    pending: &[Pending],
    at: &str,
) -> Result<(), ArchiveError> {
    let transaction = connection.transaction()?;
    let events: Vec<Event> = pending
        .iter()
        .map(|withdrawal| Event::Purged {
            reference: withdrawal.reference.clone(),
            at: at.to_owned(),
        })
        .collect();
    log.append(&events)?;
    for withdrawal in pending {
        transaction.execute(
            "UPDATE withdrawals SET purged_at = ?2 WHERE id = ?1",
            params![withdrawal.row, at],
        )?;
    }
    transaction.commit()?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

impl Originals {
    /// Deletes an original for good; `false` where there is none.
    pub(crate) fn remove(&self, sha256: &str) -> Result<bool, ArchiveError> {
        let Some(path) = self.path(sha256) else {
            return Ok(false);
        };
        let removed = match fs::remove_file(&path) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(source) => return Err(ArchiveError::Original { path, source }),
        };
        let shelf = path.parent().map_or(Ok(()), crate::originals::sync_folder);
        shelf.map_err(|source| ArchiveError::Original { path, source })?;
        Ok(removed)
    }
}
