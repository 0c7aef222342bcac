//! The originals of many documents at once. To wait for the disk once for each file takes many times as long as to wait
//! for many together, because the file system writes its journal once for all that wait.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use crate::ArchiveError;
use crate::originals::{Kept, Originals, write_whole};

/// Threads that wait for the disk at the same time: on ext4 on a virtual disk 8 take 0.3 ms a file where one takes 8 ms,
/// and more gain nothing.
const WAITING: usize = 8;

/// Originals that are on the disk and not in their place yet, and those in their place whose folder is not on the disk.
#[derive(Debug)]
pub struct Staged<'a> {
    originals: &'a Originals,
    /// Not in their place yet, by their SHA-256.
    aside: BTreeSet<String>,
    /// One file of each shelf that is to be synchronised.
    placed: BTreeMap<PathBuf, PathBuf>,
}

impl<'a> Staged<'a> {
    /// Writes these bytes aside, each under its SHA-256, and waits until they are on the disk. What lies in its place
    /// already is left to [`Staged::keep`].
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn write(
        originals: &'a Originals,
        documents: &[(&str, &[u8])],
    ) -> Result<Staged<'a>, ArchiveError> {
        let mut files = BTreeMap::new();
        for (sha256, bytes) in documents {
            let path = path(originals, sha256)?;
            if !path.exists() {
                files.insert(*sha256, (originals.aside(&path), *bytes));
            }
        }
        let mut staged = Staged {
            originals,
            aside: BTreeSet::new(),
            placed: BTreeMap::new(),
        };
        if files.is_empty() {
            return Ok(staged);
        }
        let folder = originals.incoming();
        fs::create_dir_all(&folder).map_err(|source| failed(&folder, source))?;
        staged.aside = files.keys().map(|sha256| (*sha256).to_owned()).collect();
        let files: Vec<_> = files.into_values().collect();
        for_each_at_once(&files, |(aside, bytes)| {
            write_whole(aside, bytes).map_err(|source| failed(aside, source))
        })?;
        Ok(staged)
    }

    /// Puts a document's bytes in their place; they are there for good after [`Staged::make_last`].
    ///
    /// # Errors
    /// The disk fails.
    pub fn keep(&mut self, sha256: &str, bytes: &[u8]) -> Result<Kept, ArchiveError> {
        if !self.aside.remove(sha256) {
            return self.originals.keep(sha256, bytes);
        }
        let path = path(self.originals, sha256)?;
        self.originals
            .put(&self.originals.aside(&path), &path)
            .map_err(|source| failed(&path, source))?;
        let shelf = path.parent().map(Path::to_owned).unwrap_or_default();
        self.placed.entry(shelf).or_insert(path);
        Ok(Kept::Fresh)
    }

    /// Waits until every name is on the disk: before the transaction that names the documents ends.
    ///
    /// # Errors
    /// The disk fails.
    pub fn make_last(&mut self) -> Result<(), ArchiveError> {
        let placed: Vec<_> = std::mem::take(&mut self.placed).into_values().collect();
        for_each_at_once(&placed, |path| {
            let made = self.originals.make_last(path);
            made.map_err(|source| failed(path, source))
        })
    }
}

/// Of what was not wanted after all nothing is left; what cannot be removed is removed by the next run.
impl Drop for Staged<'_> {
    fn drop(&mut self) {
        for sha256 in &self.aside {
            if let Some(path) = self.originals.path(sha256) {
                let _ = fs::remove_file(self.originals.aside(&path));
            }
        }
    }
}

fn path(originals: &Originals, sha256: &str) -> Result<PathBuf, ArchiveError> {
    let path = originals.path(sha256);
    path.ok_or_else(|| crate::codec::damaged(&format!("the SHA-256 {sha256}")))
}

fn failed(path: &Path, source: io::Error) -> ArchiveError {
    ArchiveError::Original {
        path: path.to_owned(),
        source,
    }
}

/// Does something that waits for the disk to each of many, some at a time; one of the errors is given.
fn for_each_at_once<T: Sync>(
    many: &[T],
    work: impl Fn(&T) -> Result<(), ArchiveError> + Sync,
) -> Result<(), ArchiveError> {
    let work_on = |part: &[T]| part.iter().try_for_each(&work);
    if many.len() <= 2 {
        return work_on(many);
    }
    thread::scope(|scope| {
        let parts = many.chunks(many.len().div_ceil(WAITING));
        let started: Vec<_> = parts
            .map(|part| {
                (
                    part,
                    thread::Builder::new().spawn_scoped(scope, || work_on(part)),
                )
            })
            .collect();
        let mut done = Ok(());
        for (part, started) in started {
            let of_part = match started {
                Ok(thread) => thread.join().unwrap_or_else(|_| Err(stopped())),
                // Where no thread is to be had, this one does it.
                Err(_) => work_on(part),
            };
            done = done.and(of_part);
        }
        done
    })
}

fn stopped() -> ArchiveError {
    ArchiveError::Database {
        cause: "a thread that writes originals stopped".to_owned(),
    }
}
