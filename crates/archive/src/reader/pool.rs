//! A few open connections that threads take turns with.

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
        let idle = self.idle().pop();
        let reading = match idle {
            Some(connection) => Reading::Beside(connection),
            None => schema::open_for_reading(&self.path)?,
        };
        let (Reading::Beside(connection) | Reading::AsItLies(connection)) = &reading;
        let snapshot = connection.unchecked_transaction()?;
        let answer = ask(&snapshot);
        drop(snapshot);
        let mut idle = self.idle();
        if let Reading::Beside(connection) = reading
            && idle.len() < KEPT_OPEN
        {
            idle.push(connection);
        }
        answer
    }

    /// A thread that panicked while it held the list left it whole: it is pushed to and popped only.
    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
