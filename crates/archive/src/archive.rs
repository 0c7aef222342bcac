//! Writing the archive: a document is either wholly there or not at all.

use std::fs;
use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};

use crate::batch::Reading;
use crate::intake::{self, Intake};
use crate::originals::{Originals, sha256_of, sync_folder};
use crate::seal::SealKeeper;
use crate::withdrawal::{self, Cut, Log};
use crate::{
    Added, ArchiveError, Incoming, LeftOut, OpenError, Order, Purged, ReadResult, Reader, Receipt,
    Subject, WithdrawError, WithdrawalReceipt, schema,
};

/// The one writer of a data folder. Reads go through [`Archive::reader`].
#[derive(Debug)]
pub struct Archive {
    reader: Reader,
    originals: Originals,
    log: Log,
    read_by: u32,
    keeper: SealKeeper,
    is_sealed: bool,
    /// Dropped last: the last connection to close puts the log into the catalogue, and a reading one cannot.
    connection: Connection,
}

impl Archive {
    /// Opens the archive of a data folder; makes it or brings it up to this version where needed. It is unsealed until
    /// it is closed, or dropped.
    pub fn open(data_dir: &Path) -> Result<Archive, OpenError> {
        make_folder(data_dir).map_err(|source| OpenError::Folder {
            path: data_dir.to_owned(),
            source,
        })?;
        // What is not for this program is refused before anything is laid beside it.
        let path = schema::catalogue_path(data_dir);
        schema::refuse_unknown(&path)?;
        let keeper = SealKeeper::unseal(data_dir)?;
        let connection = schema::open_for_writing(&path)?;
        let mut archive = Archive {
            reader: Reader::open(data_dir)?,
            originals: Originals::of(data_dir),
            log: Log::of(data_dir),
            read_by: 0,
            keeper,
            is_sealed: false,
            connection,
        };
        let followed = archive.follow_log();
        followed.map_err(|error| OpenError::Log {
            cause: error.to_string(),
        })?;
        Ok(archive)
    }

    /// What is added from now on was read by this version of the rules.
    #[must_use]
    pub fn reading_by(mut self, read_by: u32) -> Archive {
        self.read_by = read_by;
        self
    }

    /// Puts everything into the catalogue's one file and seals it, so that any later change of its bytes is noticed.
    /// `false` where somebody reads for so long that the log cannot be emptied: it stays unsealed, which harms nothing.
    ///
    /// # Errors
    /// The catalogue is damaged, or the disk fails.
    pub fn close(mut self) -> Result<bool, ArchiveError> {
        self.seal()
    }

    /// For what belongs to the writer and stands in a module of its own.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn connection_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }

    pub(crate) fn originals(&self) -> &Originals {
        &self.originals
    }

    pub(crate) fn read_by(&self) -> u32 {
        self.read_by
    }

    pub(crate) fn withdrawal_log(&self) -> Log {
        self.log.clone()
    }

    /// Empties SQLite's log where it has grown.
    pub(crate) fn relieve(&mut self) -> Result<(), ArchiveError> {
        self.keeper.relieve(&self.connection)
    }

    /// From now on the numbers of changes belong to another history than before: the archive was restored from a
    /// backup, and gives numbers again that were given since.
    ///
    /// # Errors
    /// The catalogue fails.
    pub fn begin_history(&mut self) -> Result<(), ArchiveError> {
        self.connection
            .execute("UPDATE archive SET history = lower(hex(randomblob(4)))", [])?;
        Ok(())
    }

    fn seal(&mut self) -> Result<bool, ArchiveError> {
        self.is_sealed = true;
        self.keeper.seal(&self.connection)
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
        self.one(incoming, Reading::IfUnfinished)
    }

    /// Takes a file in; the new reading takes the old one's place whatever became of that, unless
    /// the new one failed or would lose recognised text.
    pub fn reread(&mut self, incoming: &Incoming<'_>) -> Result<Added, ArchiveError> {
        self.one(incoming, Reading::Always)
    }

    /// Whether the original of these bytes is there and whole; of a document that is not held there is none to miss.
    pub fn lacks(reader: &Reader, sha256: &str, bytes: &[u8]) -> Result<bool, ArchiveError> {
        let is_held = reader.original(sha256)?.is_some();
        Ok(is_held && !Originals::of(reader.data_dir()).is_whole(sha256, bytes))
    }

    /// Puts the bytes of a document that is held back in their place, where its original is damaged or missing.
    pub fn put_back(&self, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.originals.keep(&sha256_of(bytes), bytes)?;
        Ok(())
    }

    /// Deletes what interrupted runs left half written, and originals of what was left out. The caller has to be the
    /// only writer.
    pub fn sweep(&self) -> Result<(), ArchiveError> {
        for sha256 in self.reader.left_out_documents()? {
            self.originals.remove(&sha256)?;
        }
        self.originals.sweep()
    }

    /// Takes a paragraph or a document out of every answer, with its copies, and keeps them out when they come again.
    /// Needs no lock but the catalogue's own: it takes effect at once, whatever else is written.
    ///
    /// # Errors
    /// It is not held, or withdrawn already, or the log or the catalogue cannot be written.
    pub fn withdraw(
        &mut self,
        subject: &Subject,
        order: &Order<'_>,
    ) -> Result<WithdrawalReceipt, WithdrawError> {
        self.change(|connection, log| withdrawal::withdraw(connection, log, subject, order))
    }

    /// Lets what was withdrawn come in again: from its original by the next ingest, or with its file where that was
    /// purged.
    ///
    /// # Errors
    /// It is not withdrawn, or the log or the catalogue cannot be written.
    pub fn lift(
        &mut self,
        subject: &Subject,
        order: &Order<'_>,
    ) -> Result<WithdrawalReceipt, WithdrawError> {
        let receipt =
            self.change(|connection, log| withdrawal::lift(connection, log, subject, order))?;
        // Of a copy the source has it, and hands it out once more.
        self.set_mirror_cursor(None)?;
        Ok(receipt)
    }

    /// Removes the bytes of everything that is withdrawn from originals and catalogue; `index` has to remove them from
    /// the index. The caller has to be the only writer. Interrupted, it is run again.
    ///
    /// # Errors
    /// The disk fails, or another program reads the catalogue all the time.
    pub fn purge<E: From<ArchiveError>>(
        &mut self,
        at: DateTime<Utc>,
        index: impl FnOnce() -> Result<(), E>,
    ) -> Result<Purged, E> {
        let (originals, log) = (self.originals.clone(), self.log.clone());
        let at = crate::codec::encode_time(at);
        // Every page is written anew, past the log that tells what changed.
        self.keeper.forget();
        withdrawal::purge(&mut self.connection, &originals, &log, &at, index)
    }

    fn change<T>(
        &mut self,
        change: impl FnOnce(&Connection, &Log) -> Result<T, WithdrawError>,
    ) -> Result<T, WithdrawError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changed = change(&transaction, &self.log)?;
        transaction.commit()?;
        Ok(changed)
    }

    /// What the log tells and the catalogue does not know, which was restored from an older backup or made anew; and the
    /// other way, where the log was removed.
    fn follow_log(&mut self) -> Result<(), ArchiveError> {
        let events = self.log.events()?;
        let missing = withdrawal::missing(&self.connection, &events)?;
        if !missing.is_empty() {
            self.log.append(&missing)?;
        }
        if events.is_empty() {
            return Ok(());
        }
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        if withdrawal::unlogged(&transaction, &events)? > 0 {
            transaction.commit()?;
        }
        Ok(())
    }

    /// Takes out what is held of a document whose body decides about single persons; that it came stays noted.
    /// Without its bytes, which may be gone.
    pub fn leave_out(
        &mut self,
        sha256: &str,
        of: LeftOut,
        at: DateTime<Utc>,
    ) -> Result<Receipt, ArchiveError> {
        let document = self.reader.document(sha256)?;
        let held = self.reader.holds(sha256)?;
        let (Some(document), Some(held)) = (document, held) else {
            return Err(crate::codec::damaged(&format!("no document {sha256}")));
        };
        let incoming = Incoming {
            bytes: &[],
            filename: document.summary.filename,
            source_path: document.source_path,
            source_url: None,
            received_at: at,
            stated: held.stated,
            result: ReadResult::LeftOut(of),
        };
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let intake = Intake {
            sha256,
            read_by: self.read_by,
            incoming: &incoming,
        };
        let receipt = intake::store(&transaction, intake, &Cut::default())?;
        transaction.commit()?;
        self.originals.remove(sha256)?;
        Ok(receipt)
    }
}

/// A command that ends in an error seals what it had done all the same. What fails here leaves the catalogue unsealed,
/// which the next writer mends.
impl Drop for Archive {
    fn drop(&mut self) {
        if !self.is_sealed {
            let _ = self.seal();
        }
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
