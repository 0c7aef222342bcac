//! Who writes to the catalogue: a file that every writer holds open and locked, and that is empty while the seal holds.
//!
//! A withdrawal does not wait for an ingest, so there may be several. It is never deleted, because a lock on a file that
//! is gone locks nobody out.

use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::originals::sync_folder;

/// While another one seals, which takes no longer than reading what changed.
const PAUSE: Duration = Duration::from_millis(20);

/// One who is there; no longer when it is dropped, and by the system when the process ends in whatever way.
#[derive(Debug)]
pub struct Writers {
    file: File,
}

/// Who was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Present {
    /// Nobody, and the catalogue was sealed.
    Nobody,
    /// Nobody, and whoever was there last did not seal the catalogue.
    NobodyAnyMore,
    /// Somebody who is at work.
    Others,
}

impl Writers {
    /// Where it lies.
    pub fn path(data_dir: &Path) -> PathBuf {
        data_dir.join("archive.db.writers")
    }

    /// Joins them, without saying that anything is written.
    pub fn join(data_dir: &Path) -> io::Result<(Writers, Present)> {
        let path = Writers::path(data_dir);
        let is_new = !path.exists();
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)?;
        if is_new {
            sync_folder(data_dir)?;
        }
        let present = loop {
            match file.try_lock() {
                Ok(()) => {
                    let is_sealed = file.metadata()?.len() == 0;
                    file.lock_shared()?;
                    break if is_sealed {
                        Present::Nobody
                    } else {
                        Present::NobodyAnyMore
                    };
                }
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) => {}
            }
            match file.try_lock_shared() {
                Ok(()) => break Present::Others,
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            }
        };
        Ok((Writers { file }, present))
    }

    /// Says that the seal does not hold, for good, before anything is written.
    pub fn unseal(&mut self) -> io::Result<()> {
        if self.file.metadata()?.len() > 0 {
            return Ok(());
        }
        self.file.write_all(b"writing")?;
        self.file.sync_all()
    }

    /// Whether nobody else is there; nobody else comes in then until this is dropped. Where somebody is, this one is not
    /// there any more.
    pub fn is_last(&self) -> io::Result<bool> {
        match self.file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Says that the seal holds again.
    pub fn sealed(&self) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.sync_all()
    }
}
