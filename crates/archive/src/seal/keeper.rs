//! Keeps the seal while the catalogue is written, and seals it again at the end.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rusqlite::Connection;

use super::{BLOCK, NoSeal, Present, SEAL_VERSION, Seal, Writers};
use crate::log::{changed, log_length};
use crate::{ArchiveError, OpenError, schema};

/// The log is put into the catalogue when it is longer.
const LONGEST_LOG: u64 = 32 * 1024 * 1024;

/// The seal of a catalogue that is open for writing. Only blocks that changed are read for the next seal: which ones
/// tells the log, which is looked through each time before it is put into the catalogue.
#[derive(Debug)]
pub struct SealKeeper {
    data_dir: PathBuf,
    catalogue: PathBuf,
    writers: Writers,
    /// Somebody else was there first: that one alone puts the log into the catalogue, and so knows what changed.
    is_guest: bool,
    /// `None` where every block has to be read, because nobody knows what changed.
    seal: Option<Seal>,
    changed: BTreeSet<u64>,
    /// Of these, those that were not as they were sealed when they were about to be changed.
    damaged: BTreeSet<u64>,
    log_limit: u64,
}

impl SealKeeper {
    /// To be called before anything is written.
    pub fn unseal(data_dir: &Path) -> Result<SealKeeper, OpenError> {
        let catalogue = schema::catalogue_path(data_dir);
        let seal = match Seal::read(data_dir) {
            Ok(seal) => Some(seal),
            Err(NoSeal::Missing | NoSeal::Damaged) => None,
            Err(NoSeal::Newer(found)) => {
                return Err(OpenError::Newer {
                    path: Seal::path(data_dir),
                    found,
                    known: SEAL_VERSION,
                });
            }
            Err(NoSeal::Io(source)) => return Err(unusable(Seal::path(data_dir), source)),
        };
        let unsealed = Writers::join(data_dir).and_then(|(mut writers, present)| {
            writers.unseal()?;
            Ok((writers, present))
        });
        let (writers, present) =
            unsealed.map_err(|source| unusable(Writers::path(data_dir), source))?;
        let seal = match present {
            Present::Others => None,
            Present::Nobody | Present::NobodyAnyMore if is_new(&catalogue) => {
                Some(Seal::of_nothing())
            }
            Present::Nobody => seal.filter(|seal| seal.is_of_size(&catalogue)),
            Present::NobodyAnyMore => None,
        };
        Ok(SealKeeper {
            seal,
            writers,
            is_guest: present == Present::Others,
            data_dir: data_dir.to_owned(),
            catalogue,
            changed: BTreeSet::new(),
            damaged: BTreeSet::new(),
            log_limit: LONGEST_LOG,
        })
    }

    /// Puts the log into the catalogue where it has become long. What readers keep it from is done later.
    pub fn relieve(&mut self, connection: &Connection) -> Result<(), ArchiveError> {
        let length = log_length(&self.catalogue).map_err(|error| self.failed(&error))?;
        if length < self.log_limit || self.is_guest {
            return Ok(());
        }
        let is_empty = self.checkpoint(connection)?;
        self.log_limit = if is_empty {
            LONGEST_LOG
        } else {
            length + LONGEST_LOG
        };
        Ok(())
    }

    /// Puts the log into the catalogue and empties it; `false` where a reader keeps it from being emptied.
    pub fn checkpoint(&mut self, connection: &Connection) -> Result<bool, ArchiveError> {
        self.note_changed().map_err(|error| self.failed(&error))?;
        let busy: i64 =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }

    /// What changes from now on is not told by the log alone: the next seal is made of every block.
    pub fn forget(&mut self) {
        self.seal = None;
    }

    /// Seals the catalogue as it is. `false` where somebody else writes, who will seal it, or where a reader holds on
    /// to the log: then it stays unsealed, and the next writer seals it.
    pub fn seal(&mut self, connection: &Connection) -> Result<bool, ArchiveError> {
        if !self
            .writers
            .is_last()
            .map_err(|error| self.failed(&error))?
        {
            return Ok(false);
        }
        if !self.checkpoint(connection)? {
            return Ok(false);
        }
        self.renew(connection)?;
        self.writers.sealed().map_err(|error| self.failed(&error))?;
        Ok(true)
    }

    fn renew(&mut self, connection: &Connection) -> Result<(), ArchiveError> {
        let renewed = match &mut self.seal {
            Some(seal) if self.changed.is_empty() && seal.is_of_size(&self.catalogue) => {
                return Ok(());
            }
            Some(seal) => seal.renew(&self.catalogue, &self.changed).map(|()| {
                for &number in &self.damaged {
                    seal.mark_damaged(number);
                }
                seal.clone()
            }),
            None => {
                // Damage that nobody could have noticed yet is not to be sealed in.
                let found: String =
                    connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
                if found != "ok" {
                    return Err(crate::codec::damaged(&found));
                }
                Seal::of(&self.catalogue)
            }
        };
        let sealed = renewed.and_then(|seal| seal.write(&self.data_dir).map(|()| seal));
        self.seal = Some(sealed.map_err(|error| self.failed(&error))?);
        self.changed.clear();
        Ok(())
    }

    /// While the log is not yet in the catalogue, a block that is changed for the first time has to be as it was
    /// sealed: a new seal would hide the damage.
    fn note_changed(&mut self) -> io::Result<()> {
        let changed = changed(&self.catalogue)?;
        for page in changed.pages {
            let number = page.saturating_sub(1) * changed.page_size / BLOCK;
            let is_first = self.changed.insert(number);
            if let Some(seal) = self.seal.as_ref().filter(|_| is_first)
                && !seal.holds(&self.catalogue, number)?
            {
                self.damaged.insert(number);
            }
        }
        Ok(())
    }

    fn failed(&self, error: &io::Error) -> ArchiveError {
        ArchiveError::Database {
            cause: format!("{} cannot be sealed: {error}", self.catalogue.display()),
        }
    }
}

/// Nothing was written yet: every block is this writer's, and the first seal need not ask SQLite whether somebody else's are
/// well, for which it reads all of a catalogue that a long run has filled.
fn is_new(catalogue: &Path) -> bool {
    match fs::metadata(catalogue) {
        Ok(facts) => facts.len() == 0,
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

fn unusable(path: PathBuf, source: io::Error) -> OpenError {
    match source.kind() {
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::ReadOnlyFilesystem
        | io::ErrorKind::NotADirectory => OpenError::Folder { path, source },
        _ => OpenError::Disk {
            path,
            cause: source.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_new_catalogue_is_known_and_nothing_of_one_that_was_never_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let seal = || SealKeeper::unseal(folder.path()).unwrap().seal;
        assert_eq!(seal(), Some(Seal::of_nothing()));
        fs::write(schema::catalogue_path(folder.path()), "").unwrap();
        assert_eq!(seal(), Some(Seal::of_nothing()));
        fs::write(schema::catalogue_path(folder.path()), "SQLite format 3").unwrap();
        assert_eq!(seal(), None);
        // One that was sealed and is gone leaves nothing that the next one is held against.
        let catalogue = schema::catalogue_path(folder.path());
        Seal::of(&catalogue).unwrap().write(folder.path()).unwrap();
        fs::remove_file(catalogue).unwrap();
        assert_eq!(seal(), Some(Seal::of_nothing()));
    }
}
