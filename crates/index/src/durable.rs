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
    DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

/// Ends the name of a file that is not yet in its place.
pub(crate) const ASIDE: &str = ".new";

/// As the engine's own, but a file that is replaced is in its place for good before anything goes on: the engine removes
/// the files of the commit before as soon as `meta.json` is replaced, and a power failure may keep the removal and lose
/// the replacement.
#[derive(Clone, Debug)]
pub(crate) struct DurableDirectory {
    path: PathBuf,
    inner: MmapDirectory,
}

impl DurableDirectory {
    pub fn open(path: &Path) -> Result<DurableDirectory, OpenDirectoryError> {
        Ok(DurableDirectory {
            path: path.to_owned(),
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
        self.inner.get_file_handle(path)
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
