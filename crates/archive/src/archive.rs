//! Writing the archive: a document is either wholly there or not at all.

use std::fs;
use std::io;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::intake::{self, Intake};
use crate::originals::{Originals, sha256_of, sync_folder};
use crate::recognition::would_lose;
use crate::{Added, ArchiveError, Held, Incoming, OpenError, ReadResult, Reader, schema};

/// The one writer of a data folder. Reads go through [`Archive::reader`].
#[derive(Debug)]
pub struct Archive {
    reader: Reader,
    originals: Originals,
    read_by: u32,
    /// Dropped last: the last connection to close puts the log into the catalogue, and a reading one cannot.
    connection: Connection,
}

/// When the same bytes are held, whether the new reading takes the old one's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    IfUnfinished,
    Always,
}

impl Archive {
    /// Opens the archive of a data folder; makes it or brings it up to this version where needed.
    pub fn open(data_dir: &Path) -> Result<Archive, OpenError> {
        make_folder(data_dir).map_err(|source| OpenError::Folder {
            path: data_dir.to_owned(),
            source,
        })?;
        let connection = schema::open_for_writing(&schema::catalogue_path(data_dir))?;
        Ok(Archive {
            reader: Reader::open(data_dir)?,
            originals: Originals::of(data_dir),
            read_by: 0,
            connection,
        })
    }

    /// What is added from now on was read by this version of the rules.
    #[must_use]
    pub fn reading_by(self, read_by: u32) -> Archive {
        Archive { read_by, ..self }
    }

    /// Opens the archive of a data folder for reading only.
    pub fn open_read_only(data_dir: &Path) -> Result<Reader, OpenError> {
        Reader::open(data_dir)
    }

    /// Reading sees at once what was added.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Takes a file in. The same bytes are the same document: held as indexed or as not minutes and read by
    /// the same rules, nothing happens; else the new reading takes the old one's place, unless the old one is
    /// whole and the new one failed, or it holds recognised text that the new one would lose.
    pub fn add(&mut self, incoming: &Incoming<'_>) -> Result<Added, ArchiveError> {
        self.take_in(incoming, Reading::IfUnfinished)
    }

    /// Takes a file in; the new reading takes the old one's place whatever became of that, unless
    /// the new one failed or would lose recognised text.
    pub fn reread(&mut self, incoming: &Incoming<'_>) -> Result<Added, ArchiveError> {
        self.take_in(incoming, Reading::Always)
    }

    /// Deletes what interrupted runs left half written. The caller has to be the only writer.
    pub fn sweep(&self) -> Result<(), ArchiveError> {
        self.originals.sweep()
    }

    /// The original first, then one transaction that makes the document exist: a crash in between leaves
    /// a file that nobody asks for and the next attempt finds in its place.
    fn take_in(
        &mut self,
        incoming: &Incoming<'_>,
        reading: Reading,
    ) -> Result<Added, ArchiveError> {
        let sha256 = sha256_of(incoming.bytes);
        let held = self.reader.holds(&sha256)?;
        if let Some(held) = &held
            && let Some(stays) = self.stays(&sha256, held, reading, &incoming.result)?
        {
            return Ok(stays);
        }
        self.originals.keep(&sha256, incoming.bytes)?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let receipt = intake::store(
            &transaction,
            Intake {
                sha256: &sha256,
                read_by: self.read_by,
                incoming,
            },
        )?;
        transaction.commit()?;
        Ok(if held.is_some() {
            Added::Reread(receipt)
        } else {
            Added::New(receipt)
        })
    }

    /// What to answer where what is held stays as it is.
    fn stays(
        &self,
        sha256: &str,
        held: &Held,
        reading: Reading,
        result: &ReadResult,
    ) -> Result<Option<Added>, ArchiveError> {
        let is_finished = held.status.is_finished();
        let unasked = reading == Reading::IfUnfinished && held.read_by == self.read_by;
        if is_finished && unasked {
            return Ok(Some(Added::AlreadyHeld(held.status)));
        }
        if held.recognised {
            let document = self.reader.document(sha256)?;
            if document.is_some_and(|document| would_lose(&document.findings, result)) {
                return Ok(Some(Added::RecognisedStays(held.status)));
            }
        }
        let failed = !matches!(result, ReadResult::Record(_));
        Ok((is_finished && failed).then_some(Added::AlreadyHeld(held.status)))
    }
}

/// Makes the data folder for good. It may be there and yet be new: a run that made it was interrupted.
fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let above = match folder.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        Some(_) => Path::new("."),
        None => folder,
    };
    match sync_folder(above) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced,
    }
}
