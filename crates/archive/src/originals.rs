//! The files as received, by their SHA-256: `originals/ab/abcd…`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::ArchiveError;

/// SHA-256 as 64 hexadecimal digits in lower case: the name of a document.
pub fn sha256_of(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// In lower case.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What [`Originals::keep`] found in the place of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Nothing: they were written.
    Fresh,
    /// The very same bytes.
    Whole,
    /// Other bytes, which cannot be the document's: the right ones were put in their place.
    PutBack,
}

/// The folder of the originals.
#[derive(Clone, Debug)]
pub struct Originals {
    folder: PathBuf,
    /// Shelves that are known to be on the disk for good, with every folder above them.
    lasting: Arc<Mutex<BTreeSet<PathBuf>>>,
}

impl Originals {
    /// Of a data folder.
    pub fn of(data_dir: &Path) -> Originals {
        Originals {
            folder: data_dir.join("originals"),
            lasting: Arc::default(),
        }
    }

    /// Where the bytes of this SHA-256 lie or would lie; `None` for a text that is no SHA-256.
    pub fn path(&self, sha256: &str) -> Option<PathBuf> {
        let well_formed = sha256.len() == 64
            && sha256
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let shelf = sha256.get(..2).filter(|_| well_formed)?;
        Some(self.folder.join(shelf).join(sha256))
    }

    /// Writes the bytes so that they are there whole, or not at all, also after a power failure.
    /// What lies there already is used if it is whole, and replaced if it is not; the run that wrote it may have ended
    /// before any of it was synchronised. `sha256` has to be that of the bytes.
    pub fn keep(&self, sha256: &str, bytes: &[u8]) -> Result<Kept, ArchiveError> {
        let path = self
            .path(sha256)
            .ok_or_else(|| crate::codec::damaged(&format!("the SHA-256 {sha256}")))?;
        let found = match fs::read(&path) {
            Ok(kept) if kept == bytes => Kept::Whole,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Kept::Fresh,
            _ => Kept::PutBack,
        };
        let kept = match found {
            Kept::Whole => File::open(&path).and_then(|file| file.sync_all()),
            Kept::Fresh | Kept::PutBack => self.write(&path, bytes),
        };
        kept.and_then(|()| self.make_last(&path))
            .map_err(|source| ArchiveError::Original { path, source })?;
        Ok(found)
    }

    /// Whether the original is there with exactly these bytes.
    pub fn is_whole(&self, sha256: &str, bytes: &[u8]) -> bool {
        let Some(path) = self.path(sha256) else {
            return false;
        };
        let same_size = fs::metadata(&path).is_ok_and(|facts| facts.len() == bytes.len() as u64);
        same_size && fs::read(path).is_ok_and(|kept| kept == bytes)
    }

    /// The folder that the originals of these two digits lie in.
    pub fn shelf(&self, digits: &str) -> PathBuf {
        self.folder.join(digits)
    }

    /// The folder of all of them.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where files are written before they are put in their place.
    pub fn incoming(&self) -> PathBuf {
        self.folder.join("incoming")
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(self.incoming())?;
        let aside = self.aside(path);
        write_whole(&aside, bytes)?;
        self.put(&aside, path)
    }

    /// Puts a file that is written to its end in its place.
    pub(crate) fn put(&self, aside: &Path, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        fs::rename(aside, path)
    }

    /// Synchronises the names that lead to a file. A folder that is there may be one that a run made before it was
    /// interrupted, so each is synchronised once by every run.
    pub(crate) fn make_last(&self, path: &Path) -> io::Result<()> {
        let shelf = path.parent().unwrap_or(&self.folder);
        sync_folder(shelf)?;
        let mut lasting = self.lasting.lock().unwrap_or_else(PoisonError::into_inner);
        if !lasting.contains(shelf) {
            sync_folder(&self.folder)?;
            sync_folder(self.folder.parent().unwrap_or(&self.folder))?;
            lasting.insert(shelf.to_owned());
        }
        Ok(())
    }

    /// The file to write to before the rename; one folder for all, so that leftovers are easy to find.
    pub(crate) fn aside(&self, path: &Path) -> PathBuf {
        self.incoming().join(path.file_name().unwrap_or_default())
    }

    /// Deletes what interrupted runs left half written. Only for the one writer.
    pub fn sweep(&self) -> Result<(), ArchiveError> {
        let folder = self.incoming();
        let Ok(entries) = fs::read_dir(&folder) else {
            return Ok(());
        };
        for entry in entries {
            let removed = entry.and_then(|entry| fs::remove_file(entry.path()));
            removed.map_err(|source| ArchiveError::Original {
                path: folder.clone(),
                source,
            })?;
        }
        Ok(())
    }
}

/// Writes a file to its end and to the disk.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a rename or a new entry in the folder survive a power failure.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
