//! The folder of an index: its generations, the pointer to the one in use and the lock.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use paragraf_language::Analyzer;
use paragraf_language::lexicon::{Lexicon, fingerprint};
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};
use tantivy::{Directory as _, IndexSettings, TantivyError};

use crate::OpenError;
use crate::durable::{ASIDE, DurableDirectory, Reading};
use crate::schema::{SCHEMA_VERSION, layout};
use crate::stamp::Stamp;
use crate::sums::{Found, Sums};
use crate::tokens;

const POINTER: &str = "current";
const LOCK: &str = "writer.lock";
/// Begins the names of files that the engine by itself has not put in their place yet.
const ENGINES_ASIDE: &str = ".tmp";
/// In a generation's folder: the lexicon that it was made with, where the archive extended it.
pub(crate) const LEXICON: &str = "lexicon.bin";

/// The folder that holds generations.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    pub path: PathBuf,
}

impl Folder {
    pub fn new(path: &Path) -> Folder {
        Folder {
            path: path.to_owned(),
        }
    }

    pub fn of_generation(&self, generation: &str) -> PathBuf {
        self.path.join(generation)
    }

    /// The generation in use; `None` where nothing was published yet.
    pub fn current(&self) -> io::Result<Option<String>> {
        let bytes = match fs::read(self.pointer()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        let text = String::from_utf8_lossy(&bytes);
        let (generation, sum) = text
            .trim()
            .split_once(' ')
            .map_or((text.trim(), None), |(name, sum)| (name, Some(sum)));
        // Earlier versions wrote no checksum.
        let is_whole = sum.is_none_or(|sum| sum == fingerprint(generation.as_bytes()));
        if is_generation(generation) && is_whole {
            return Ok(Some(generation.to_owned()));
        }
        Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "the pointer file names no generation",
        ))
    }

    /// The file that names the generation in use.
    pub fn pointer(&self) -> PathBuf {
        self.path.join(POINTER)
    }

    /// Points to another generation, in one step and for good.
    pub fn point_to(&self, generation: &str) -> io::Result<()> {
        let fresh = self.path.join(format!("{POINTER}.new"));
        let mut file = File::create(&fresh)?;
        let sum = fingerprint(generation.as_bytes());
        file.write_all(format!("{generation} {sum}").as_bytes())?;
        file.sync_all()?;
        fs::rename(&fresh, self.pointer())?;
        sync(&self.path)
    }

    /// A name that no generation has had while any of them is left.
    pub fn next_generation(&self) -> io::Result<String> {
        let numbers = self.generations()?;
        let last = numbers
            .iter()
            .filter_map(|name| name.rsplit_once('-')?.1.parse::<u64>().ok())
            .max();
        let number = last.unwrap_or(0) + 1;
        Ok(format!(
            "s{SCHEMA_VERSION}a{}-{number:06}",
            paragraf_language::ANALYSIS_VERSION
        ))
    }

    /// Removes every other generation. Only for the holder of the lock: nobody else is building one, and readers keep
    /// the files that they have open.
    pub fn keep_only(&self, generation: &str) -> io::Result<()> {
        for other in self.generations()? {
            if other != generation {
                fs::remove_dir_all(self.of_generation(&other))?;
            }
        }
        Ok(())
    }

    /// Removes one that is not in use.
    pub fn remove(&self, generation: &str) -> io::Result<()> {
        fs::remove_dir_all(self.of_generation(generation))
    }

    /// Every generation that there is, in use or not.
    pub fn generations(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_generation(&name) && entry.file_type()?.is_dir() {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Takes the one writer lock; it is free again when the file is dropped, also after a crash.
    pub fn lock(&self) -> Result<File, OpenError> {
        let failed = |source| self.failed(source);
        fs::create_dir_all(&self.path).map_err(failed)?;
        let file = File::create(self.path.join(LOCK)).map_err(failed)?;
        // The folder itself was perhaps made just now, or by a run that was interrupted before this.
        sync_name(&self.path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(OpenError::Locked {
                path: self.path.clone(),
            }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    /// Makes an empty generation, to be written.
    pub fn create(&self, generation: &str) -> Result<tantivy::Index, OpenError> {
        let path = self.of_generation(generation);
        fs::create_dir_all(&path).map_err(|source| self.failed(source))?;
        let directory = DurableDirectory::open(&path, Reading::InPieces);
        let directory = directory.map_err(|error| self.damaged(&error))?;
        let (schema, _) = layout();
        let created = tantivy::Index::create(directory, schema, IndexSettings::default());
        let index = created.map_err(|error| self.engine_failed(&error))?;
        tokens::register(index.tokenizers());
        Ok(index)
    }

    /// Opens a generation that this program can use, to be searched.
    pub fn open(&self, generation: &str) -> Result<(tantivy::Index, Stamp), OpenError> {
        self.check_files(generation)?;
        self.open_unsealed(generation)
    }

    /// As [`Folder::open`], to be written.
    pub fn open_to_write(&self, generation: &str) -> Result<(tantivy::Index, Stamp), OpenError> {
        self.check_files(generation)?;
        self.open_as(generation, Reading::InPieces)
    }

    /// As [`Folder::open`], whatever its checksums say.
    pub fn open_unsealed(&self, generation: &str) -> Result<(tantivy::Index, Stamp), OpenError> {
        self.open_as(generation, Reading::Mapped)
    }

    fn open_as(
        &self,
        generation: &str,
        reading: Reading,
    ) -> Result<(tantivy::Index, Stamp), OpenError> {
        let path = self.of_generation(generation);
        let missing = || self.damaged(&format!("{} is missing", path.display()));
        let directory = DurableDirectory::open(&path, reading).map_err(|_| missing())?;
        let has_meta = directory
            .exists(Path::new("meta.json"))
            .map_err(|error| self.damaged(&error))?;
        if !has_meta {
            return Err(missing());
        }
        let index = tantivy::Index::open(directory).map_err(|error| self.engine_failed(&error))?;
        tokens::register(index.tokenizers());
        let stamp = self.stamp(&index)?;
        self.check(&stamp)?;
        if index.schema() != layout().0 {
            return Err(self.damaged(&"its fields are not those of its schema version"));
        }
        Ok((index, stamp))
    }

    /// Removes from a generation what an interrupted run left: files that no commit names and the engine does not know
    /// of. Only for the holder of the lock, before the engine begins to write.
    pub fn sweep(&self, generation: &str, index: &tantivy::Index) -> Result<(), OpenError> {
        let segments = index.searchable_segment_metas();
        let segments = segments.map_err(|error| self.engine_failed(&error))?;
        let living: BTreeSet<String> = segments
            .iter()
            .map(|segment| segment.id().uuid_string())
            .collect();
        let swept = self.remove_left(&self.of_generation(generation), &living);
        swept.map_err(|source| self.failed(source))
    }

    fn remove_left(&self, folder: &Path, living: &BTreeSet<String>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let segment = name.split('.').next().filter(|stem| is_segment(stem));
            let is_dead = segment.is_some_and(|segment| !living.contains(segment));
            let is_aside = name.ends_with(ASIDE) || name.starts_with(ENGINES_ASIDE);
            if is_dead || is_aside {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// What can be told in a moment of a generation that nobody writes to.
    fn check_files(&self, generation: &str) -> Result<(), OpenError> {
        let folder = self.of_generation(generation);
        if !folder.is_dir() {
            return Ok(());
        }
        let failed = |source| self.failed(source);
        let sums = match Sums::read(&folder).map_err(failed)? {
            Found::Sealed(sums) => sums,
            Found::Damaged => return Err(self.damaged(&"its list of checksums was changed")),
            Found::Unsealed | Found::Other => return Ok(()),
        };
        let Some(different) = sums.quick_difference(&folder).map_err(failed)? else {
            return Ok(());
        };
        // A writer takes the checksums away before it changes anything, and lays others there when it is done.
        match Sums::read(&folder).map_err(failed)? {
            Found::Sealed(still) if still == sums => Err(self.damaged(&different)),
            _ => Ok(()),
        }
    }

    /// Lays a lexicon into a generation, for good, and gives its fingerprint.
    pub fn write_lexicon(&self, generation: &str, lexicon: &Lexicon) -> io::Result<String> {
        let (folder, bytes) = (self.of_generation(generation), lexicon.encode());
        let mut file = File::create(folder.join(LEXICON))?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        sync(&folder)?;
        Ok(fingerprint(&bytes))
    }

    /// The analysis that a generation was made with: no other finds what it holds.
    pub fn analyzer(&self, stamp: &Stamp) -> Result<Analyzer, OpenError> {
        let lexicon = self.lexicon(stamp)?;
        Ok(lexicon.map_or_else(Analyzer::built_in, Analyzer::with))
    }

    /// The lexicon that lies in a generation; none where the built-in one serves.
    pub fn lexicon(&self, stamp: &Stamp) -> Result<Option<Lexicon>, OpenError> {
        let Some(expected) = &stamp.lexicon else {
            return Ok(None);
        };
        let path = self.of_generation(&stamp.generation).join(LEXICON);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(self.damaged(&"its lexicon is missing"));
            }
            read => read.map_err(|source| self.failed(source))?,
        };
        let lexicon = Lexicon::decode(&bytes).filter(|_| fingerprint(&bytes) == *expected);
        let lexicon = lexicon.ok_or_else(|| self.damaged(&"its lexicon was changed"))?;
        Ok(Some(lexicon))
    }

    /// What the engine says of a disk that fails is not to be taken for damage: a new index would not help.
    pub fn engine_failed(&self, error: &TantivyError) -> OpenError {
        match disk_failure(error) {
            Some(source) => self.failed(source),
            None => self.damaged(error),
        }
    }

    pub fn failed(&self, source: io::Error) -> OpenError {
        OpenError::Io {
            path: self.path.clone(),
            source,
        }
    }

    pub fn damaged(&self, cause: &dyn ToString) -> OpenError {
        OpenError::Damaged {
            path: self.path.clone(),
            cause: cause.to_string(),
        }
    }
}

/// `s1a1-000001`: schema, analysis and a running number.
pub(crate) fn is_generation(name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = name.strip_prefix('s').and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(versions, number)| {
        let versions = versions.split_once('a');
        is_number(number)
            && versions.is_some_and(|(schema, analysis)| is_number(schema) && is_number(analysis))
    })
}

/// Files of a segment bear its id, 32 hexadecimal digits.
fn is_segment(stem: &str) -> bool {
    stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What the system said, where it was the system; a file that is missing is none of its faults.
pub(crate) fn disk_failure(error: &TantivyError) -> Option<io::Error> {
    let source = match error {
        TantivyError::IoError(source)
        | TantivyError::OpenReadError(OpenReadError::IoError {
            io_error: source, ..
        })
        | TantivyError::OpenWriteError(OpenWriteError::IoError {
            io_error: source, ..
        })
        | TantivyError::LockFailure(LockError::IoError(source), _) => source,
        _ => return None,
    };
    let failed = match source.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(source.kind(), source.to_string()),
    };
    let is_of_the_disk = source.raw_os_error().is_some();
    is_of_the_disk.then_some(failed)
}

/// Makes a folder itself last, where the folder above it may be opened.
fn sync_name(folder: &Path) -> io::Result<()> {
    let above = match folder.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        Some(_) => Path::new("."),
        None => folder,
    };
    match sync(above) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced,
    }
}

/// A rename is only durable when the folder that holds the name is.
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
