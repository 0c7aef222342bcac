//! What a run wrote, in the order in which it did.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// One operation. Files are told apart by the number that the file system gives them, which may be given again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A new file.
    Create { path: PathBuf, file: u64 },
    /// A new folder.
    MakeFolder { path: PathBuf },
    /// A name changed, perhaps in the place of another file.
    Rename { from: PathBuf, to: PathBuf },
    /// A file's name is gone.
    Remove { path: PathBuf },
    /// An empty folder is gone.
    RemoveFolder { path: PathBuf },
    /// Bytes in a file.
    Write {
        file: u64,
        offset: u64,
        bytes: Vec<u8>,
    },
    /// A file's length.
    Truncate { file: u64, length: u64 },
    /// What was written to a file is on the disk.
    Sync { file: u64 },
    /// The names in a folder are on the disk.
    SyncFolder { path: PathBuf },
    /// On standard output.
    Say { bytes: Vec<u8> },
}

/// Everything that a run did.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// In order.
    pub records: Vec<Record>,
}

impl Journal {
    /// Reads what the library wrote.
    ///
    /// # Errors
    /// The file is missing or not its own.
    pub fn read(path: &Path) -> Result<Journal> {
        let bytes = std::fs::read(path)?;
        let mut rest = Rest(&bytes);
        let mut records = Vec::new();
        while !rest.0.is_empty() {
            records.push(rest.record().context("the journal is cut off")??);
        }
        Ok(Journal { records })
    }

    /// What was said before the record of this number.
    pub fn said_before(&self, number: usize) -> String {
        let said = self.records.iter().take(number);
        let bytes: Vec<u8> = said
            .filter_map(|record| match record {
                Record::Say { bytes } => Some(bytes.as_slice()),
                _ => None,
            })
            .flatten()
            .copied()
            .collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn long(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn short(&mut self) -> Option<usize> {
        let number = u32::from_le_bytes(self.take(4)?.try_into().ok()?);
        usize::try_from(number).ok()
    }

    fn record(&mut self) -> Option<Result<Record>> {
        let kind = *self.take(1)?.first()?;
        let (file, offset) = (self.long()?, self.long()?);
        let (first, second) = (self.short()?, self.short()?);
        let (first, second) = (self.take(first)?, self.take(second)?);
        let path = |bytes: &[u8]| PathBuf::from(String::from_utf8_lossy(bytes).into_owned());
        Some(Ok(match kind {
            1 => Record::Create {
                path: path(first),
                file,
            },
            2 => Record::MakeFolder { path: path(first) },
            3 => Record::Rename {
                from: path(first),
                to: path(second),
            },
            4 => Record::Remove { path: path(first) },
            5 => Record::RemoveFolder { path: path(first) },
            6 => Record::Write {
                file,
                offset,
                bytes: first.to_vec(),
            },
            7 => Record::Truncate {
                file,
                length: offset,
            },
            8 => Record::Sync { file },
            9 => Record::SyncFolder { path: path(first) },
            10 => Record::Say {
                bytes: first.to_vec(),
            },
            other => return Some(unknown(other)),
        }))
    }
}

fn unknown(kind: u8) -> Result<Record> {
    bail!("the journal holds a record of the unknown kind {kind}")
}
