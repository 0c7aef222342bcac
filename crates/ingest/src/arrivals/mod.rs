//! Files as they come: which lie there whole and are not taken in yet, told by looking again and again.
//!
//! Looking is slower than being told by the system, and works everywhere: on shares of other machines too, of which
//! nobody is told. A file is whole when it, and the facts that speak for it, look as they did at the look before.

mod stamps;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use self::stamps::{FactsBeside, FactsLook, Stamp};
use crate::facts::FactsFinder;
use crate::walk::{Found, walk};
use crate::{IngestConfig, IngestError};

/// What is known of the files of some folders, from look to look.
#[derive(Debug)]
pub struct Arrivals {
    folders: Vec<PathBuf>,
    files: BTreeMap<PathBuf, Known>,
    /// What was told and is not mended yet, by the place where it is to be mended.
    told: BTreeMap<PathBuf, String>,
}

/// What one look shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whole, and not taken in as they are now; in the order of a run.
    pub ready: Vec<PathBuf>,
    /// So many are new or changed, and perhaps still being written.
    pub arriving: usize,
    /// What a person should know, told once.
    pub news: Vec<News>,
}

/// What changed about a place whose files have to wait: a folder that is not there or cannot be listed, or facts that
/// cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Which, and what to do.
    Trouble(String),
    /// The folder or the facts file with which all is well again.
    Mended(PathBuf),
}

#[derive(Debug)]
struct Known {
    sight: Sight,
    /// What was stated for the file when it was found ready.
    stated: Option<String>,
    taken: Option<Taken>,
}

/// A file as it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sight {
    file: Stamp,
    facts: FactsBeside,
}

/// A file as it was taken in.
#[derive(Debug)]
struct Taken {
    sight: Sight,
    stated: Option<String>,
}

impl Arrivals {
    /// Of these folders (or files), with all below them.
    pub fn of(folders: &[PathBuf]) -> Arrivals {
        Arrivals {
            folders: folders.to_vec(),
            files: BTreeMap::new(),
            told: BTreeMap::new(),
        }
    }

    /// Looks at every file once. What is known of a folder that cannot be looked into is kept until it can.
    pub fn look(&mut self, config: &IngestConfig) -> Look {
        let mut view = View::default();
        for folder in &self.folders {
            match walk(std::slice::from_ref(folder), config) {
                Ok(found) => found.into_iter().for_each(|found| view.add(found)),
                Err(error) => view.close(folder, &error),
            }
        }
        let mut look = self.compare(&mut view, config);
        self.files.retain(|path, _| {
            let is_out_of_sight = || view.closed.iter().any(|closed| path.starts_with(closed));
            view.files.contains_key(path) || is_out_of_sight()
        });
        look.news = self.news(view.troubles);
        look
    }

    /// The file that was found ready needs no more looking at until it, or what is stated for it, changes.
    pub fn take(&mut self, path: &Path) {
        if let Some(known) = self.files.get_mut(path) {
            known.taken = Some(Taken {
                sight: known.sight.clone(),
                stated: known.stated.clone(),
            });
        }
    }

    fn compare(&mut self, view: &mut View, config: &IngestConfig) -> Look {
        let mut look = Look::default();
        let mut facts = FactsFinder::default();
        let mut unclear = BTreeSet::new();
        for path in &view.order {
            let Some(sight) = view.files.get(path) else {
                continue;
            };
            let folder = folder_of(path);
            match self.files.get_mut(path) {
                Some(known) if known.sight != *sight => {
                    known.sight = sight.clone();
                    look.arriving += 1;
                }
                Some(known) if known.is_taken() || unclear.contains(folder) => {}
                Some(known) => match facts.stated(path, &config.stated) {
                    Ok(stated) => {
                        known.stated = stated.fingerprint();
                        if known.is_taken_but_for_others_facts() {
                            self.take(path);
                        } else {
                            look.ready.push(path.clone());
                        }
                    }
                    Err(error) => {
                        unclear.insert(folder);
                        let what = format!("{error}; the files that it speaks for wait");
                        view.troubles.insert(place_of(&error, path), what);
                    }
                },
                None => {
                    self.files.insert(path.clone(), Known::new(sight.clone()));
                    look.arriving += 1;
                }
            }
        }
        look
    }

    /// What differs from what was told.
    fn news(&mut self, troubles: BTreeMap<PathBuf, String>) -> Vec<News> {
        let before = std::mem::replace(&mut self.told, troubles);
        let mended = before.keys().filter(|path| !self.told.contains_key(*path));
        let new = self
            .told
            .iter()
            .filter(|(path, what)| before.get(*path) != Some(what));
        mended
            .map(|path| News::Mended(path.clone()))
            .chain(new.map(|(_, what)| News::Trouble(what.clone())))
            .collect()
    }
}

impl Known {
    fn new(sight: Sight) -> Known {
        Known {
            sight,
            stated: None,
            taken: None,
        }
    }

    fn is_taken(&self) -> bool {
        let taken = self.taken.as_ref();
        taken.is_some_and(|taken| taken.sight == self.sight)
    }

    /// Facts that now state something else for other files are no reason to read this one again.
    fn is_taken_but_for_others_facts(&self) -> bool {
        let taken = self.taken.as_ref();
        taken
            .is_some_and(|taken| taken.sight.file == self.sight.file && taken.stated == self.stated)
    }
}

/// What is seen in one look.
#[derive(Debug, Default)]
struct View {
    /// In the order of a run.
    order: Vec<PathBuf>,
    files: BTreeMap<PathBuf, Sight>,
    facts: FactsLook,
    closed: Vec<PathBuf>,
    troubles: BTreeMap<PathBuf, String>,
}

impl View {
    fn add(&mut self, found: Found) {
        match found {
            Found::File(path) => self.add_file(path),
            Found::Closed { path, message } => {
                let what = format!("{}: {message}", path.display());
                self.troubles.insert(path.clone(), what);
                self.closed.push(path);
            }
        }
    }

    fn add_file(&mut self, path: PathBuf) {
        if is_unfinished(&path) || self.files.contains_key(&path) {
            return;
        }
        // A file that goes while it is looked at has gone.
        let Ok(file) = Stamp::of(&path) else {
            return;
        };
        let facts = self.facts.beside(folder_of(&path));
        self.files.insert(path.clone(), Sight { file, facts });
        self.order.push(path);
    }

    fn close(&mut self, folder: &Path, error: &IngestError) {
        let what = match error {
            IngestError::NoSuchPath { .. } => format!(
                "{} is not there; reading in goes on by itself when it is back",
                folder.display()
            ),
            other => other.to_string(),
        };
        self.troubles.insert(folder.to_owned(), what);
        self.closed.push(folder.to_owned());
    }
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent();
    folder
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Where it is to be mended.
fn place_of(error: &IngestError, file: &Path) -> PathBuf {
    match error {
        IngestError::Facts { path, .. } | IngestError::Folder { path, .. } => path.clone(),
        _ => file.to_owned(),
    }
}

/// Whether the name is one that programs give to what they still write, or keep beside a document that is open.
fn is_unfinished(path: &Path) -> bool {
    const EXTENSIONS: [&str; 8] = [
        "crdownload",
        "download",
        "filepart",
        "part",
        "partial",
        "swp",
        "temp",
        "tmp",
    ];
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let extension = path
        .extension()
        .map(|extension| extension.to_ascii_lowercase());
    let has_such_extension = extension.is_some_and(|it| EXTENSIONS.iter().any(|one| it == *one));
    name.starts_with(b"~$") || name.ends_with(b"~") || has_such_extension
}
