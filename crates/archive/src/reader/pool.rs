//! A few open connections that threads take turns with.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::schema::Reading;
use crate::{ArchiveError, OpenError, schema};

/// More are opened when needed; this many stay open.
const KEPT_OPEN: usize = 16;

/// Read-only connections to one catalogue.
#[derive(Debug)]
pub struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

/// A connection that sees one state of the catalogue until it is dropped.
#[derive(Debug)]
pub struct Held<'a> {
    pool: &'a Pool,
    /// `None` only while it is being dropped.
    reading: Option<Reading>,
}

impl Pool {
    /// With one connection, so that a catalogue that does not open is noticed at once.
    pub fn open(path: PathBuf) -> Result<Pool, OpenError> {
        let first = match schema::open_for_reading(&path)? {
            Reading::Beside(connection) => vec![connection],
            Reading::AsItLies(_) => Vec::new(),
        };
        Ok(Pool {
            path,
            idle: Mutex::new(first),
        })
    }

    /// Runs one read on one snapshot of the catalogue.
    pub fn read<T>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, ArchiveError>,
    ) -> Result<T, ArchiveError> {
        let held = self.hold()?;
        ask(&held)
    }

    /// A connection that from now on sees the catalogue as it is.
    pub fn hold(&self) -> Result<Held<'_>, ArchiveError> {
        let idle = self.idle().pop();
        let reading = match idle {
            Some(connection) => Reading::Beside(connection),
            None => schema::open_for_reading(&self.path)?,
        };
        let held = Held {
            pool: self,
            reading: Some(reading),
        };
        held.execute_batch("BEGIN DEFERRED")?;
        Ok(held)
    }

    /// A thread that panicked while it held the list left it whole: it is pushed to and popped only.
    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Deref for Held<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        match &self.reading {
            Some(Reading::Beside(connection) | Reading::AsItLies(connection)) => connection,
            None => unreachable!("taken out only where it is dropped"),
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let Some(Reading::Beside(connection)) = self.reading.take() else {
            return;
        };
        // One that does not end its transaction would keep the catalogue's log for ever: closed, it ends it.
        if connection.execute_batch("ROLLBACK").is_err() {
            return;
        }
        let mut idle = self.pool.idle();
        if idle.len() < KEPT_OPEN {
            idle.push(connection);
        }
    }
}
