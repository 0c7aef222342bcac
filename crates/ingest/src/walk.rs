//! Which files there are to look at: in an order that depends on their names alone.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::{IngestConfig, IngestError};

/// Something found in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file that may be a document.
    File(PathBuf),
    /// A folder that could not be listed.
    Closed {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        message: String,
    },
}

/// Every file of the paths, in the order given; folders by name, those below included, each file once.
///
/// Not documents: `*.toml`, `*.json`, hidden files and folders, what the archive and the index keep themselves.
/// Symbolic links in folders are not followed: what they show inside is found anyway, and outside is not asked for.
///
/// # Errors
/// A path that is not there is wrong use, and nothing is looked at.
pub fn walk(paths: &[PathBuf], config: &IngestConfig) -> Result<Vec<Found>, IngestError> {
    let mut walk = Walk {
        own: own_places(config),
        seen: HashSet::new(),
        found: Vec::new(),
    };
    let mut starts = Vec::new();
    for path in paths {
        let real = path
            .canonicalize()
            .map_err(|_| IngestError::NoSuchPath { path: path.clone() })?;
        let kind = fs::metadata(&real).map_err(|source| IngestError::Folder {
            path: path.clone(),
            source,
        })?;
        if !kind.is_dir() && !kind.is_file() {
            return Err(IngestError::NoSuchPath { path: path.clone() });
        }
        starts.push((path, real, kind.is_dir()));
    }
    for (path, real, is_folder) in starts {
        if is_folder {
            walk.folder(path, &real);
        } else {
            walk.file(path, &real);
        }
    }
    Ok(walk.found)
}

struct Walk {
    own: Vec<PathBuf>,
    seen: HashSet<PathBuf>,
    found: Vec<Found>,
}

impl Walk {
    /// `path` as the person named it, `real` as it lies on the disk.
    fn folder(&mut self, path: &Path, real: &Path) {
        if self.own.iter().any(|own| own == real) {
            return;
        }
        let entries = match entries(real) {
            Ok(entries) => entries,
            Err(error) => {
                let message =
                    format!("the folder cannot be listed ({error}); check its permissions");
                self.found.push(Found::Closed {
                    path: path.to_owned(),
                    message,
                });
                return;
            }
        };
        for (name, kind) in entries {
            let (path, real) = (path.join(&name), real.join(&name));
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if kind.is_dir() {
                self.folder(&path, &real);
            } else if kind.is_file() {
                self.file(&path, &real);
            }
        }
    }

    fn file(&mut self, path: &Path, real: &Path) {
        let is_own = self.own.iter().any(|own| own == real);
        if may_be_document(path) && !is_own && self.seen.insert(real.to_owned()) {
            self.found.push(Found::File(path.to_owned()));
        }
    }
}

fn entries(folder: &Path) -> io::Result<Vec<(std::ffi::OsString, fs::FileType)>> {
    let mut entries = fs::read_dir(folder)?
        .map(|entry| {
            let entry = entry?;
            Ok((entry.file_name(), entry.file_type()?))
        })
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}

fn may_be_document(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let extension = path
        .extension()
        .map(|extension| extension.to_ascii_lowercase());
    let beside = extension.is_some_and(|extension| extension == "toml" || extension == "json");
    !hidden && !beside
}

/// `paragraf ingest .` is not to read in what an earlier one kept.
fn own_places(config: &IngestConfig) -> Vec<PathBuf> {
    let in_data = [
        "originals",
        "archive.db",
        "archive.db-wal",
        "archive.db-shm",
        "archive.db.lock",
        "archive.db.seal",
        "archive.db.writers",
    ];
    let places = in_data
        .iter()
        .map(|name| config.data.join(name))
        .chain([config.index.clone()]);
    places
        .filter_map(|place| place.canonicalize().ok())
        .collect()
}
