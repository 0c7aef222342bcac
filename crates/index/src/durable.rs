//! The engine's folder, kept so that a power failure at any moment leaves a whole commit.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    DirectoryLock, FileHandle, FileSlice, Lock, META_LOCK, MmapDirectory, WatchCallback,
    WatchHandle, WritePtr,
};

use crate::pieces::InPieces;

/// Ends the name of a file that is not yet in its place.
pub(crate) const ASIDE: &str = ".new";

/// How postings and positions are read, nine tenths of an index. Whatever else it holds is mapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Here and there, again and again: who searches.
    Mapped,
    /// From their beginning to their end: who writes, and puts segments together. What is removed is looked up here and there,
    /// with a page read for each.
    InPieces,
}

/// Ends of the names of the files that postings and positions are in.
const LONG: [&str; 2] = ["idx", "pos"];

/// As the engine's own, but a file that is replaced is in its place for good before anything goes on: the engine removes
/// the files of the commit before as soon as `meta.json` is replaced, and a power failure may keep the removal and lose
/// the replacement.
#[derive(Clone, Debug)]
pub(crate) struct DurableDirectory {
    path: PathBuf,
    reading: Reading,
    inner: MmapDirectory,
}

impl DurableDirectory {
    pub fn open(path: &Path, reading: Reading) -> Result<DurableDirectory, OpenDirectoryError> {
        Ok(DurableDirectory {
            path: path.to_owned(),
            reading,
            inner: MmapDirectory::open(path)?,
        })
    }
}

impl Directory for DurableDirectory {
    /// The name to write to first is always the same, so that an interrupted run leaves nothing that the next one does
    /// not overwrite.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let target = self.path.join(path);
        let mut aside = target.clone().into_os_string();
        aside.push(ASIDE);
        let mut file = File::create(&aside)?;
        file.write_all(data)?;
        file.sync_data()?;
        fs::rename(&aside, &target)?;
        self.sync_directory()
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let is_long = path
            .extension()
            .is_some_and(|end| LONG.iter().any(|long| end == *long));
        if self.reading == Reading::Mapped || !is_long {
            return self.inner.get_file_handle(path);
        }
        match FileSlice::open(&self.path.join(path)) {
            Ok(file) => Ok(Arc::new(InPieces::new(file))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(OpenReadError::FileDoesNotExist(path.to_owned()))
            }
            Err(error) => Err(OpenReadError::wrap_io_error(error, path.to_owned())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    /// A disk that is full, write-protected or broken does not keep anybody from reading: nobody removes files from it
    /// meanwhile, and where somebody does, opening them fails and is tried again.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            Err(LockError::IoError(_)) if lock.filepath == META_LOCK.filepath => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            acquired => acquired,
        }
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(watch_callback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether this process has mapped a file whose name ends so.
    fn is_mapped(end: &str) -> bool {
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        maps.lines().any(|line| line.ends_with(end))
    }

    #[test]
    fn who_writes_maps_no_postings() {
        let dir = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("mapped-or-not.idx", "postings"),
            ("mapped-or-not.term", "terms"),
        ] {
            fs::write(dir.path().join(name), content).unwrap();
        }
        for (reading, is_postings_mapped) in [(Reading::InPieces, false), (Reading::Mapped, true)] {
            let directory = DurableDirectory::open(dir.path(), reading).unwrap();
            let open = |name: &str| directory.get_file_handle(Path::new(name)).unwrap();
            let (postings, terms) = (open("mapped-or-not.idx"), open("mapped-or-not.term"));
            assert_eq!(postings.read_bytes(1..8).unwrap().as_slice(), b"ostings");
            assert_eq!(terms.read_bytes(0..5).unwrap().as_slice(), b"terms");
            assert_eq!(
                is_mapped("/mapped-or-not.idx"),
                is_postings_mapped,
                "{reading:?}"
            );
            assert!(is_mapped("/mapped-or-not.term"));
            let missing = directory.get_file_handle(Path::new("none.idx"));
            assert!(matches!(missing, Err(OpenReadError::FileDoesNotExist(_))));
        }
    }
}
