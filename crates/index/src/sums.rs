//! Checksums of a generation's files, so that every changed byte is noticed: the engine's own cover what is inside its
//! segments, and neither its lists nor our lexicon.
//!
//! They lie in the generation's folder while nobody writes to it. A writer takes them away first and lays new ones there
//! when it ends; where there are none, somebody writes or was interrupted.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::generations::sync;

/// In a generation's folder.
const SUMS: &str = "sums";
const TITLE: &str = "paragraf sums ";
const VERSION: u32 = 1;
/// Begins the last line.
const SUM: &str = "sum ";
const BUFFER: usize = 256 * 1024;

/// Size and SHA-256 of each file by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    files: BTreeMap<String, Summed>,
}

/// Of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Summed {
    size: u64,
    sum: String,
}

/// What a generation's folder says of its files.
#[derive(Debug)]
pub(crate) enum Found {
    /// Nobody writes, and this is what the files should be.
    Sealed(Sums),
    /// Somebody writes or was interrupted.
    Unsealed,
    /// They do not fit to their own checksum.
    Damaged,
    /// Made by another version of the program: nothing can be said.
    Other,
}

impl Sums {
    /// Reads those of a generation's folder.
    pub fn read(folder: &Path) -> io::Result<Found> {
        let bytes = match fs::read(folder.join(SUMS)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Unsealed),
            read => read?,
        };
        Ok(read(&bytes).unwrap_or(Found::Damaged))
    }

    /// Takes them away before anything is written, for good.
    pub fn remove(folder: &Path) -> io::Result<()> {
        match fs::remove_file(folder.join(SUMS)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
            Ok(()) => sync(folder),
        }
    }

    /// Of the files as they are. Those of `known` that cannot have changed are not read again, so that what the disk
    /// did to them since is not sealed in.
    pub fn of(folder: &Path, known: &Sums) -> io::Result<Sums> {
        let mut files = BTreeMap::new();
        for name in names(folder)? {
            let path = folder.join(&name);
            let size = fs::metadata(&path)?.len();
            let known = known.files.get(&name);
            let summed = match known.filter(|known| known.size == size && is_written_once(&name)) {
                Some(known) => known.clone(),
                None => Summed {
                    size,
                    sum: sum(&path, &mut |_| {})?,
                },
            };
            files.insert(name, summed);
        }
        Ok(Sums { files })
    }

    /// Lays them into the folder, in one step and for good.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let mut body = format!("{TITLE}{VERSION}\n");
        for (name, Summed { size, sum }) in &self.files {
            body.push_str(&format!("{sum} {size} {name}\n"));
        }
        let whole = hexadecimal(&Sha256::digest(&body));
        let aside = folder.join("sums.new");
        let mut file = File::create(&aside)?;
        file.write_all(body.as_bytes())?;
        file.write_all(format!("{SUM}{whole}\n").as_bytes())?;
        file.sync_all()?;
        fs::rename(aside, folder.join(SUMS))?;
        sync(folder)
    }

    /// A file that is missing or of another size, or one of the small ones that is changed: what can be told in a
    /// moment. `None` where all is well.
    pub fn quick_difference(&self, folder: &Path) -> io::Result<Option<String>> {
        // The lexicon is read whole, with a checksum of its own, wherever the index is opened.
        let others = self
            .files
            .iter()
            .filter(|(name, _)| !name.ends_with(".bin"));
        for (name, summed) in others {
            let path = folder.join(name);
            let size = match fs::metadata(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return Ok(Some(format!("{name} is missing")));
                }
                facts => facts?.len(),
            };
            let is_same = size == summed.size
                && (is_written_once(name) || sum(&path, &mut |_| {})? == summed.sum);
            if !is_same {
                return Ok(Some(format!("{name} was changed")));
            }
        }
        Ok(None)
    }

    /// Every file that is not as it was, with what is wrong; `tick` is told how many bytes were read.
    pub fn differences(
        &self,
        folder: &Path,
        tick: &mut dyn FnMut(u64),
    ) -> io::Result<Vec<(String, String)>> {
        let mut different = Vec::new();
        for (name, summed) in &self.files {
            let what = match sum(&folder.join(name), tick) {
                Ok(found) if found == summed.sum => continue,
                Ok(_) => "its bytes are not those that were written".to_owned(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => "it is missing".to_owned(),
                Err(error) => format!("it cannot be read ({error})"),
            };
            different.push((name.clone(), what));
        }
        Ok(different)
    }

    /// Files in the folder that have no checksum.
    pub fn unknown(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut names = names(folder)?;
        names.retain(|name| !self.files.contains_key(name));
        Ok(names)
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Of all of them.
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|summed| summed.size).sum()
    }
}

/// `None` where they are damaged.
fn read(bytes: &[u8]) -> Option<Found> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (body, whole) = text.rsplit_once(SUM)?;
    if whole.strip_suffix('\n')? != hexadecimal(&Sha256::digest(body)) {
        return None;
    }
    let (version, lines) = body.strip_prefix(TITLE)?.split_once('\n')?;
    if version.parse() != Ok(VERSION) {
        return Some(Found::Other);
    }
    let files = lines.lines().map(|line| {
        let mut parts = line.splitn(3, ' ');
        let (sum, size) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
        Some((parts.next()?.to_owned(), Summed { size, sum }))
    });
    let files = files.collect::<Option<BTreeMap<_, _>>>()?;
    Some(Found::Sealed(Sums { files }))
}

/// Files of a folder but locks and the checksums themselves.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_lock = name.starts_with(".tantivy-");
        if !is_lock && name != SUMS && name != "sums.new" {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// Segments never change; lists do, and the lexicon is small.
fn is_written_once(name: &str) -> bool {
    !name.ends_with(".json") && !name.ends_with(".bin")
}

fn sum(path: &Path, tick: &mut dyn FnMut(u64)) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; BUFFER];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hexadecimal(&hasher.finalize()));
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
        tick(read as u64);
    }
}

/// In lower case.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
