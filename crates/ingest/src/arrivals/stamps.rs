//! How files look from outside, which is all that is compared from look to look.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use crate::facts::FACTS_FILE;

/// How a file looks from outside. Its inside is read only when this has changed and stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    /// A file that could not be read for want of permission is tried again when it gets another one.
    access: (u32, u32, u32),
}

impl Stamp {
    /// Of the file, or of what a link leads to.
    pub fn of(path: &Path) -> io::Result<Stamp> {
        let metadata = fs::metadata(path)?;
        Ok(Stamp {
            bytes: metadata.len(),
            modified: metadata.modified().ok(),
            access: access(&metadata),
        })
    }
}

#[cfg(unix)]
fn access(metadata: &Metadata) -> (u32, u32, u32) {
    use std::os::unix::fs::MetadataExt;

    (metadata.mode(), metadata.uid(), metadata.gid())
}

#[cfg(not(unix))]
fn access(metadata: &Metadata) -> (u32, u32, u32) {
    (u32::from(metadata.permissions().readonly()), 0, 0)
}

/// The facts files that speak for a folder, as they look: its own and those above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsBeside(Rc<[Option<Stamp>]>);

/// Looks at each facts file once.
#[derive(Debug, Default)]
pub struct FactsLook {
    folders: BTreeMap<PathBuf, FactsBeside>,
    stamps: BTreeMap<PathBuf, Option<Stamp>>,
}

impl FactsLook {
    /// Those that speak for the files of a folder, which lie where `FactsFinder` reads them.
    pub fn beside(&mut self, folder: &Path) -> FactsBeside {
        if let Some(beside) = self.folders.get(folder) {
            return beside.clone();
        }
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let stamps: Vec<_> = real.ancestors().map(|above| self.stamp(above)).collect();
        let beside = FactsBeside(stamps.into());
        self.folders.insert(folder.to_owned(), beside.clone());
        beside
    }

    fn stamp(&mut self, folder: &Path) -> Option<Stamp> {
        let look = || Stamp::of(&folder.join(FACTS_FILE)).ok();
        let stamp = self.stamps.entry(folder.to_owned()).or_insert_with(look);
        stamp.clone()
    }
}
