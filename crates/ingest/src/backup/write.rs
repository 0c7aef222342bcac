//! Making a backup, beside whoever writes meanwhile.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};

use chrono::SecondsFormat;
use paragraf_archive::Reader;
use paragraf_index::{IndexCopy, copy_of};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::BackupError;
use super::manifest::{Counted, Entry, FORMAT, IndexInBackup, MANIFEST, Manifest};
use super::names::{CATALOGUE, WITHDRAWALS, of_index_file, of_original, place_of_original};
use crate::{IngestConfig, IngestError, Progress};

/// Originals that are listed in one go.
const STEP: u32 = 1_000;
const BUFFER: usize = 256 * 1024;

/// What was backed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// How much.
    pub counts: Counted,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Originals that are missing or damaged here: what is left of them is in the backup.
    pub faults: Vec<String>,
}

/// Writes everything that is held into one file, as of one moment. Takes no lock: ingest, withdrawals and searches go on.
///
/// # Errors
/// There is no archive, the file is there already, something is purged meanwhile, or the disk fails. Then no file is left.
pub fn backup(
    to: &Path,
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<BackedUp, IngestError> {
    let reader = Reader::open(&config.data)?;
    if to.exists() {
        let path = to.to_owned();
        return Err(BackupError::Exists { path }.into());
    }
    let aside = Aside::beside(to)?;
    let written = write(&aside, &reader, config, progress)?;
    aside.keep_as(to)?;
    Ok(written)
}

/// The folder beside it in which this process puts a backup together: left over only where the process is ended meanwhile.
pub fn partial_backup(to: &Path) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.partial", std::process::id()));
    to.with_file_name(name)
}

fn write(
    aside: &Aside,
    reader: &Reader,
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<BackedUp, IngestError> {
    let purged = reader.purged_withdrawals()?;
    // The index first: what it lacks then is in the catalogue, and a restore brings it along.
    let index = copy_of(&config.index)?;
    let made_at = (config.clock)();
    reader.copy_catalogue(&aside.catalogue())?;
    let copy = Reader::open(&aside.folder)?;
    let counts = copy.counts()?;
    let mut manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: made_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        archive_id: copy.archive_id()?,
        sequence: copy.last_sequence()?,
        digest: copy.digest()?,
        counts: Counted {
            documents: counts.documents(),
            meetings: counts.meetings,
            paragraphs: counts.paragraphs,
        },
        index: index.as_ref().map(|index| IndexInBackup {
            generation: index.generation.clone(),
            sequence: index.sequence,
            edition: index.edition.clone(),
        }),
        faults: Vec::new(),
        entries: Vec::new(),
    };
    let mut packer = Packer::new(aside.packed())?;
    packer.add(CATALOGUE, &aside.catalogue(), &mut manifest.entries)?;
    let log = config.data.join(WITHDRAWALS);
    if log.exists() {
        packer.add(WITHDRAWALS, &log, &mut manifest.entries)?;
    }
    if let Some(index) = index {
        packer.add_index(index, &mut manifest.entries)?;
    }
    add_originals(&mut packer, &copy, config, &mut manifest, progress)?;
    // What a purge removed must not live on in here.
    if reader.purged_withdrawals()? != purged {
        return Err(BackupError::Purged.into());
    }
    let bytes = packer.finish(&manifest)?;
    Ok(BackedUp {
        counts: manifest.counts,
        bytes,
        faults: manifest.faults,
    })
}

fn add_originals(
    packer: &mut Packer,
    copy: &Reader,
    config: &IngestConfig,
    manifest: &mut Manifest,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    let total = manifest.counts.documents;
    let (mut after, mut done) = (None, 0);
    loop {
        let originals = copy.originals_after(after, STEP)?;
        let Some(last) = originals.last() else {
            return Ok(());
        };
        after = Some(last.row);
        for original in originals {
            let path = place_of_original(&config.data, &original.sha256);
            let name = of_original(&original.sha256);
            match File::open(&path) {
                Ok(file) => {
                    let entry = packer.pack(&name, &path, file, CompressionMethod::Stored)?;
                    if entry.sha256 != original.sha256 {
                        let fault = format!("the original {} is damaged", original.sha256);
                        manifest.faults.push(fault);
                    }
                    manifest.entries.push(entry);
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    let fault = format!("the original {} is missing", original.sha256);
                    manifest.faults.push(fault);
                }
                Err(source) => return Err(BackupError::File { path, source }.into()),
            }
            done += 1;
            progress(Progress::Copying { done, total });
        }
    }
}

/// A zip file on its way.
struct Packer {
    path: PathBuf,
    zip: ZipWriter<File>,
}

impl Packer {
    fn new(path: PathBuf) -> Result<Packer, BackupError> {
        let file = File::create_new(&path);
        let file = file.map_err(|source| BackupError::File {
            path: path.clone(),
            source,
        })?;
        Ok(Packer {
            path,
            zip: ZipWriter::new(file),
        })
    }

    fn add(
        &mut self,
        name: &str,
        path: &Path,
        entries: &mut Vec<Entry>,
    ) -> Result<(), BackupError> {
        let file = File::open(path).map_err(|source| BackupError::File {
            path: path.to_owned(),
            source,
        })?;
        entries.push(self.pack(name, path, file, CompressionMethod::Deflated)?);
        Ok(())
    }

    fn add_index(&mut self, index: IndexCopy, entries: &mut Vec<Entry>) -> Result<(), BackupError> {
        for copied in index.files {
            let name = of_index_file(&index.generation, &copied.name);
            let path = Path::new(&name).to_owned();
            entries.push(self.pack(&name, &path, copied.file, CompressionMethod::Stored)?);
        }
        Ok(())
    }

    /// Packs a file and tells what was packed.
    fn pack(
        &mut self,
        name: &str,
        path: &Path,
        file: File,
        method: CompressionMethod,
    ) -> Result<Entry, BackupError> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(true);
        let started = self.zip.start_file(name, options);
        started.map_err(|error| self.failed(error.into()))?;
        let mut reader = BufReader::with_capacity(BUFFER, file);
        let mut buffer = vec![0; BUFFER];
        let (mut hasher, mut size) = (Sha256::new(), 0);
        loop {
            let read = reader
                .read(&mut buffer)
                .map_err(|source| BackupError::File {
                    path: path.to_owned(),
                    source,
                })?;
            let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
                break;
            };
            hasher.update(bytes);
            size += read as u64;
            let written = self.zip.write_all(bytes);
            written.map_err(|error| self.failed(error))?;
        }
        Ok(Entry {
            name: name.to_owned(),
            size,
            sha256: hexadecimal(hasher),
        })
    }

    fn finish(mut self, manifest: &Manifest) -> Result<u64, BackupError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let json = serde_json::to_vec_pretty(manifest).map_err(io::Error::from);
        let written = self
            .zip
            .start_file(MANIFEST, options)
            .map_err(io::Error::from)
            .and_then(|()| self.zip.write_all(&json?));
        written.map_err(|error| self.failed(error))?;
        let path = self.path.clone();
        let finished = self.zip.finish().map_err(io::Error::from);
        let synced = finished.and_then(|mut file| {
            file.sync_all()?;
            file.stream_position()
        });
        synced.map_err(|source| BackupError::File { path, source })
    }

    fn failed(&self, source: io::Error) -> BackupError {
        BackupError::File {
            path: self.path.clone(),
            source,
        }
    }
}

/// A folder beside the file that is to be, which goes again whatever happens.
struct Aside {
    folder: PathBuf,
}

impl Aside {
    fn beside(to: &Path) -> Result<Aside, BackupError> {
        let folder = partial_backup(to);
        fs::create_dir_all(&folder).map_err(|source| not_begun(to, source))?;
        Ok(Aside { folder })
    }

    fn catalogue(&self) -> PathBuf {
        self.folder.join(CATALOGUE)
    }

    fn packed(&self) -> PathBuf {
        self.folder.join("packed")
    }

    /// Under its name only now that it is whole, and never over another file.
    fn keep_as(self, to: &Path) -> Result<(), BackupError> {
        let failed = |source| BackupError::File {
            path: to.to_owned(),
            source,
        };
        match fs::hard_link(self.packed(), to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let path = to.to_owned();
                return Err(BackupError::Exists { path });
            }
            // A file system without second names.
            Err(_) => fs::rename(self.packed(), to).map_err(failed)?,
            Ok(()) => {}
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))
            .and_then(|folder| folder.sync_all())
            .map_err(failed)
    }
}

/// Why nothing can be put together beside it. Names the folder that a person knows, and not ours.
fn not_begun(to: &Path, source: io::Error) -> BackupError {
    let mut above = to.ancestors().skip(1);
    let folder = above.find(|folder| folder.as_os_str().is_empty() || folder.exists());
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    match source.kind() {
        io::ErrorKind::PermissionDenied => BackupError::Denied { folder },
        _ => BackupError::File {
            path: to.to_owned(),
            source,
        },
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // What is left behind by this is told by its name and harms nothing.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// As 64 digits.
pub fn hexadecimal(hasher: Sha256) -> String {
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nobody_may_write_the_folder_is_named_and_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let denied = |to: &Path| not_begun(to, io::ErrorKind::PermissionDenied.into());
        let there = folder.path().display();
        let expected = format!(
            "cannot write in {there}: permission denied; run this as a user who may, or name another folder"
        );
        assert_eq!(denied(&folder.path().join("a.zip")).to_string(), expected);
        let deeper = denied(&folder.path().join("not/made/a.zip"));
        assert_eq!(deeper.to_string(), expected);
        assert!(deeper.is_wrong_use());
        let here = denied(Path::new("a.zip")).to_string();
        assert!(here.starts_with("cannot write in .: "), "{here}");
        let full = not_begun(Path::new("a.zip"), io::ErrorKind::StorageFull.into());
        assert!(!full.is_wrong_use());
    }
}
