//! From one file to an archive that answers the same.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use paragraf_archive::{Archive, Reader};
use paragraf_index::{adopt, edition};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::BackupError;
use super::manifest::{Counted, Entry, FORMAT, MANIFEST, Manifest};
use super::names::{self, CATALOGUE, Named, WITHDRAWALS};
use super::write::hexadecimal;
use crate::follow::{Follower, set_origin};
use crate::lock::WriterLock;
use crate::{IngestConfig, IngestError, Progress};

/// Until all else is in place, so that half a restore is no archive.
const CATALOGUE_ASIDE: &str = "archive.db.restoring";
/// A manifest is larger only by fraud: a hundred bytes an entry, for ten million of them.
const LARGEST_MANIFEST: u64 = 1 << 30;
const BUFFER: usize = 256 * 1024;

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// How much is held now: less where something was withdrawn after the backup was made.
    pub counts: Counted,
    /// Whether the backup's own index answers; else it was made anew.
    pub with_its_index: bool,
}

/// Restores a backup into folders that hold no archive and no index yet. A log of withdrawals that lies there is
/// honoured: what it names stays out.
///
/// # Errors
/// It is no backup or a damaged one, of a later version, the folders are in use, or the disk fails. Until all is in
/// place there is no archive; run it again then.
pub fn restore(
    from: &Path,
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Restored, IngestError> {
    let mut backup = Backup::open(from)?;
    let _lock = WriterLock::take(&config.data, "restore", config.patience)?;
    refuse_what_is_there(config)?;
    let with_its_index = backup.unpack(config, progress)?;
    backup.join_logs(&config.data)?;
    let catalogue = config.data.join(CATALOGUE);
    let placed = fs::rename(config.data.join(CATALOGUE_ASIDE), &catalogue).and_then(|()| {
        // Entries of the folder are for good only when it is.
        File::open(&config.data)?.sync_all()
    });
    placed.map_err(|source| file_failed(&catalogue, source))?;

    // One of an older version does not open as it is: it is carried over first, and then told by its counts alone.
    if let Ok(reader) = Reader::open(&config.data)
        && reader.digest()? != backup.manifest.digest
    {
        return Err(differs(from, "its paragraphs"));
    }
    let mut archive = Archive::open(&config.data)?;
    archive.begin_history()?;
    let reader = archive.reader();
    let mut follower = Follower::open(config, reader, progress)?;
    follower.follow(progress)?;
    follower.close()?;
    let counts = reader.counts()?;
    let counts = Counted {
        documents: counts.documents(),
        meetings: counts.meetings,
        paragraphs: counts.paragraphs,
    };
    if counts.documents != backup.manifest.counts.documents {
        return Err(differs(from, "the number of documents"));
    }
    archive.close()?;
    progress(Progress::Finished);
    Ok(Restored {
        manifest: backup.manifest,
        counts,
        with_its_index,
    })
}

fn differs(from: &Path, what: &str) -> IngestError {
    BackupError::Differs {
        path: from.to_owned(),
        what: what.to_owned(),
    }
    .into()
}

fn refuse_what_is_there(config: &IngestConfig) -> Result<(), BackupError> {
    for path in [config.data.join(CATALOGUE), config.index.join("current")] {
        if path.exists() {
            return Err(BackupError::NotEmpty { path });
        }
    }
    Ok(())
}

/// An open backup that says what is in it.
struct Backup {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
    manifest: Manifest,
}

impl Backup {
    fn open(path: &Path) -> Result<Backup, BackupError> {
        let no_backup = |cause: String| BackupError::NoBackup {
            path: path.to_owned(),
            cause,
        };
        let file = File::open(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => no_backup("there is no such file".to_owned()),
            _ => file_failed(path, source),
        })?;
        let reader = BufReader::with_capacity(BUFFER, file);
        let mut zip = ZipArchive::new(reader).map_err(|error| no_backup(error.to_string()))?;
        let manifest = read_manifest(&mut zip).map_err(|error| no_backup(error.to_string()))?;
        let format = manifest["format"].as_u64().unwrap_or_default();
        let found = u32::try_from(format).unwrap_or(u32::MAX);
        if found > FORMAT {
            return Err(BackupError::Newer {
                path: path.to_owned(),
                found,
                known: FORMAT,
            });
        }
        let manifest =
            serde_json::from_value(manifest).map_err(|error| no_backup(error.to_string()))?;
        Ok(Backup {
            path: path.to_owned(),
            zip,
            manifest,
        })
    }

    /// Lays every entry where it belongs and checks it on the way. Tells whether an index was among them.
    fn unpack(
        &mut self,
        config: &IngestConfig,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<bool, IngestError> {
        let manifest = self.manifest.clone();
        let index = manifest.index.as_ref();
        let usable = index.filter(|index| index.edition == edition());
        let total = manifest.entries.len() as u64;
        let mut shelves = BTreeMap::new();
        for (entry, done) in manifest.entries.iter().zip(1..) {
            let to = match names::read(&entry.name, index) {
                Some(Named::Catalogue) => config.data.join(CATALOGUE_ASIDE),
                Some(Named::Withdrawals) => config.data.join(WITHDRAWALS_ASIDE),
                Some(Named::Original(sha256)) => names::place_of_original(&config.data, sha256),
                Some(Named::Index(file)) => match usable {
                    Some(index) => config.index.join(&index.generation).join(file),
                    None => continue,
                },
                None => return Err(self.damaged(&entry.name).into()),
            };
            if let Some(folder) = to.parent() {
                shelves.insert(folder.to_owned(), ());
            }
            self.lay(entry, &to)?;
            progress(Progress::Copying { done, total });
        }
        for folder in shelves.keys() {
            sync_with_parents(folder, config)?;
        }
        if let Some(index) = usable {
            adopt(&config.index, &index.generation)?;
            set_origin(&config.index, &manifest.archive_id)?;
        }
        Ok(usable.is_some())
    }

    fn lay(&mut self, entry: &Entry, to: &Path) -> Result<(), BackupError> {
        let damaged = BackupError::Damaged {
            path: self.path.clone(),
            entry: entry.name.clone(),
        };
        let Ok(mut packed) = self.zip.by_name(&entry.name) else {
            return Err(damaged);
        };
        let folder = to.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|source| file_failed(folder, source))?;
        let file = File::create(to).map_err(|source| file_failed(to, source))?;
        let mut out = BufWriter::with_capacity(BUFFER, file);
        let mut buffer = vec![0; BUFFER];
        let (mut hasher, mut size) = (Sha256::new(), 0_u64);
        loop {
            // A damaged stream does not unpack.
            let Ok(read) = packed.read(&mut buffer) else {
                return Err(damaged);
            };
            let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
                break;
            };
            size += read as u64;
            if size > entry.size {
                return Err(damaged);
            }
            hasher.update(bytes);
            out.write_all(bytes)
                .map_err(|source| file_failed(to, source))?;
        }
        if size != entry.size || hexadecimal(hasher) != entry.sha256 {
            return Err(damaged);
        }
        let file = out.into_inner().map_err(io::IntoInnerError::into_error);
        file.and_then(|file| file.sync_all())
            .map_err(|source| file_failed(to, source))
    }

    /// The log that lay there, and after it what only the backup's has.
    fn join_logs(&self, data: &Path) -> Result<(), BackupError> {
        let (own, brought) = (data.join(WITHDRAWALS), data.join(WITHDRAWALS_ASIDE));
        let failed = |source| file_failed(&own, source);
        let read = |path: &Path| match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            read => read,
        };
        let (held, new) = (read(&own).map_err(failed)?, read(&brought).map_err(failed)?);
        if !new.is_empty() {
            let mut joined = held.clone();
            for line in new
                .lines()
                .filter(|line| held.lines().all(|held| held != *line))
            {
                joined.push_str(line);
                joined.push('\n');
            }
            let written = File::create(&own).and_then(|mut file| {
                file.write_all(joined.as_bytes())?;
                file.sync_all()
            });
            written.map_err(failed)?;
        }
        match fs::remove_file(&brought) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
            _ => Ok(()),
        }
    }

    fn damaged(&self, entry: &str) -> BackupError {
        BackupError::Damaged {
            path: self.path.clone(),
            entry: entry.to_owned(),
        }
    }
}

/// Beside the log that lies there.
const WITHDRAWALS_ASIDE: &str = "withdrawals.jsonl.restoring";

fn read_manifest(zip: &mut ZipArchive<BufReader<File>>) -> io::Result<serde_json::Value> {
    let entry = zip.by_name(MANIFEST).map_err(io::Error::from)?;
    let mut json = Vec::new();
    entry.take(LARGEST_MANIFEST).read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

fn sync_with_parents(folder: &Path, config: &IngestConfig) -> Result<(), BackupError> {
    let ends = [config.data.as_path(), config.index.as_path()];
    for folder in folder.ancestors() {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|source| file_failed(folder, source))?;
        if ends.contains(&folder) {
            break;
        }
    }
    Ok(())
}

fn file_failed(path: &Path, source: io::Error) -> BackupError {
    BackupError::File {
        path: path.to_owned(),
        source,
    }
}
