//! What a disk holds when the power goes: what was synchronised, and of the rest anything.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::journal::Record;
use crate::chance::Chance;

/// What becomes of all that was not synchronised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It is lost.
    All,
    /// Some names and bytes are lost, some are there, some halved, some garbled, in no order but that of one name.
    Some,
    /// Nothing is lost but what was in memory: the program was killed.
    Nothing,
}

/// A disk below a folder, as far as it was written.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    files: Vec<Content>,
    /// Which file the system's number stands for now.
    by_number: BTreeMap<u64, usize>,
    /// Names that are there for good.
    names: BTreeMap<PathBuf, Node>,
    /// Changes of names that are not.
    pending: Vec<Change>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    File(usize),
    Folder,
}

#[derive(Clone, Debug, Default)]
struct Content {
    lasting: Vec<u8>,
    pending: Vec<Edit>,
}

#[derive(Clone, Debug)]
enum Edit {
    Write { offset: usize, bytes: Vec<u8> },
    Truncate { length: usize },
}

#[derive(Clone, Debug)]
enum Change {
    Put {
        path: PathBuf,
        node: Node,
    },
    Remove {
        path: PathBuf,
    },
    /// Within one folder, so that both names change together.
    Move {
        from: PathBuf,
        to: PathBuf,
        node: Node,
    },
}

impl Change {
    fn names(&self) -> Vec<&Path> {
        match self {
            Change::Put { path, .. } | Change::Remove { path } => vec![path],
            Change::Move { from, to, .. } => vec![from, to],
        }
    }

    fn is_in(&self, folder: &Path) -> bool {
        self.names()
            .iter()
            .any(|name| name.parent() == Some(folder))
    }
}

impl Disk {
    /// As this folder is now, all of it for good.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(folder: &Path) -> Result<Disk> {
        let mut disk = Disk::default();
        disk.take_in(folder)?;
        Ok(disk)
    }

    fn take_in(&mut self, path: &Path) -> Result<()> {
        if path.is_dir() {
            self.names.insert(path.to_owned(), Node::Folder);
            for entry in fs::read_dir(path)? {
                self.take_in(&entry?.path())?;
            }
            return Ok(());
        }
        let number = fs::metadata(path)?.ino();
        let file = self.new_file(number, fs::read(path)?);
        self.names.insert(path.to_owned(), Node::File(file));
        Ok(())
    }

    fn new_file(&mut self, number: u64, lasting: Vec<u8>) -> usize {
        let file = self.files.len();
        self.files.push(Content {
            lasting,
            pending: Vec::new(),
        });
        self.by_number.insert(number, file);
        file
    }

    /// Follows one operation.
    ///
    /// # Errors
    /// It is about a file or a name that no operation before it made.
    pub fn follow(&mut self, record: &Record) -> Result<()> {
        match record {
            Record::Create { path, file } => {
                let node = Node::File(self.new_file(*file, Vec::new()));
                let path = path.clone();
                self.pending.push(Change::Put { path, node });
            }
            Record::MakeFolder { path } => self.pending.push(Change::Put {
                path: path.clone(),
                node: Node::Folder,
            }),
            Record::Rename { from, to } => self.rename(from, to)?,
            Record::Remove { path } | Record::RemoveFolder { path } => {
                self.pending.push(Change::Remove { path: path.clone() });
            }
            Record::Write {
                file,
                offset,
                bytes,
            } => self.edit(
                *file,
                Edit::Write {
                    offset: usize::try_from(*offset)?,
                    bytes: bytes.clone(),
                },
            )?,
            Record::Truncate { file, length } => {
                let length = usize::try_from(*length)?;
                self.edit(*file, Edit::Truncate { length })?;
            }
            Record::Sync { file } => {
                let content = self.content(*file)?;
                for edit in std::mem::take(&mut content.pending) {
                    apply(&mut content.lasting, &edit);
                }
            }
            Record::SyncFolder { path } => self.sync_folder(path),
            Record::Say { .. } => {}
        }
        Ok(())
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<()> {
        let node = self
            .seen()
            .get(from)
            .copied()
            .with_context(|| format!("{} was never made", from.display()))?;
        let (from, to) = (from.to_owned(), to.to_owned());
        if from.parent() == to.parent() {
            self.pending.push(Change::Move { from, to, node });
        } else {
            self.pending.push(Change::Put { path: to, node });
            self.pending.push(Change::Remove { path: from });
        }
        Ok(())
    }

    fn content(&mut self, number: u64) -> Result<&mut Content> {
        let file = self.by_number.get(&number);
        let file = file.and_then(|&file| self.files.get_mut(file));
        file.with_context(|| format!("no file has the number {number}"))
    }

    fn edit(&mut self, number: u64, edit: Edit) -> Result<()> {
        self.content(number)?.pending.push(edit);
        Ok(())
    }

    fn sync_folder(&mut self, folder: &Path) {
        let (lasting, pending) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|change| change.is_in(folder));
        self.pending = pending;
        let lasting: Vec<Change> = lasting;
        for change in &lasting {
            make(&mut self.names, change);
        }
    }

    /// The names as the running program sees them.
    fn seen(&self) -> BTreeMap<PathBuf, Node> {
        let mut names = self.names.clone();
        for change in &self.pending {
            make(&mut names, change);
        }
        names
    }

    /// Lays what is left below `from` into `to`, when the power goes now.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn lay_out(&self, loss: Loss, chance: &mut Chance, from: &Path, to: &Path) -> Result<()> {
        let names = self.names_left(loss, chance);
        for (path, node) in &names {
            let Ok(relative) = path.strip_prefix(from) else {
                continue;
            };
            // What lies in a folder whose name is lost is lost with it.
            let is_reachable = relative
                .ancestors()
                .skip(1)
                .filter(|above| !above.as_os_str().is_empty())
                .all(|above| names.get(&from.join(above)) == Some(&Node::Folder));
            if !is_reachable {
                continue;
            }
            let target = to.join(relative);
            match node {
                Node::Folder => fs::create_dir_all(&target)?,
                Node::File(file) => {
                    let content = self.files.get(*file).context("a name without a file")?;
                    fs::write(&target, left(content, loss, chance))?;
                }
            }
        }
        Ok(())
    }

    fn names_left(&self, loss: Loss, chance: &mut Chance) -> BTreeMap<PathBuf, Node> {
        let mut names = self.names.clone();
        let mut lost: BTreeSet<&Path> = BTreeSet::new();
        for change in &self.pending {
            let is_lost = match loss {
                Loss::All => true,
                Loss::Nothing => false,
                Loss::Some => {
                    change.names().iter().any(|name| lost.contains(name)) || chance.once_in(2)
                }
            };
            if is_lost {
                lost.extend(change.names());
            } else {
                make(&mut names, change);
            }
        }
        names
    }
}

fn make(names: &mut BTreeMap<PathBuf, Node>, change: &Change) {
    match change {
        Change::Put { path, node } => {
            names.insert(path.clone(), *node);
        }
        Change::Remove { path } => {
            names.remove(path);
        }
        Change::Move { from, to, node } => {
            names.remove(from);
            names.insert(to.clone(), *node);
        }
    }
}

fn left(content: &Content, loss: Loss, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = content.lasting.clone();
    for edit in &content.pending {
        match loss {
            Loss::All => {}
            Loss::Nothing => apply(&mut bytes, edit),
            Loss::Some => apply_in_part(&mut bytes, edit, chance),
        }
    }
    bytes
}

fn apply(bytes: &mut Vec<u8>, edit: &Edit) {
    match edit {
        Edit::Truncate { length } => bytes.resize(*length, 0),
        Edit::Write {
            offset,
            bytes: fresh,
        } => {
            let end = offset + fresh.len();
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            if let Some(place) = bytes.get_mut(*offset..end) {
                place.copy_from_slice(fresh);
            }
        }
    }
}

fn apply_in_part(bytes: &mut Vec<u8>, edit: &Edit, chance: &mut Chance) {
    match (chance.below(4), edit) {
        (0, _) => {}
        (
            1,
            Edit::Write {
                offset,
                bytes: fresh,
            },
        ) => {
            let half = fresh.get(..fresh.len() / 2).unwrap_or_default().to_vec();
            let offset = *offset;
            apply(
                bytes,
                &Edit::Write {
                    offset,
                    bytes: half,
                },
            );
        }
        (
            2,
            Edit::Write {
                offset,
                bytes: fresh,
            },
        ) => {
            let offset = *offset;
            let garbled = fresh.iter().map(|_| chance.below(256) as u8).collect();
            apply(
                bytes,
                &Edit::Write {
                    offset,
                    bytes: garbled,
                },
            );
        }
        _ => apply(bytes, edit),
    }
}
