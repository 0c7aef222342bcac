//! The ZIP container of a document: what it holds, and its parts unpacked within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::salvage;
use super::xml::Xml;
use crate::ExtractError;
use crate::limits::{CONTAINER_BYTES, CONTAINER_ENTRIES, UNPACKED_BYTES, UNPACKED_BYTES_OF_ENTRY};

/// An opened container.
pub struct Container<'a> {
    bytes: &'a [u8],
    archive: Option<ZipArchive<Cursor<&'a [u8]>>>,
    entries: Vec<Entry>,
    /// Bytes that may still be unpacked.
    left: usize,
    /// Its directory is missing, or a part of it could be read in part only.
    pub damaged: bool,
}

struct Entry {
    name: String,
    place: Place,
    encrypted: bool,
}

/// Where the entry's bytes are.
enum Place {
    /// In the directory of the archive.
    Listed(usize),
    /// Found by its own header alone.
    Found(salvage::Found),
}

impl<'a> Container<'a> {
    /// Reads the directory. Where it is missing or broken, entries are looked for by their own headers.
    pub fn open(bytes: &'a [u8]) -> Result<Container<'a>, ExtractError> {
        if bytes.len() > CONTAINER_BYTES {
            return Err(ExtractError::TooLarge {
                limit: format!("{CONTAINER_BYTES} bytes"),
            });
        }
        let mut container = Container {
            bytes,
            archive: ZipArchive::new(Cursor::new(bytes)).ok(),
            entries: Vec::new(),
            left: UNPACKED_BYTES,
            damaged: false,
        };
        match container.archive.take() {
            Some(mut archive) if !archive.is_empty() => {
                container.entries = listed(&mut archive)?;
                container.archive = Some(archive);
            }
            _ => container.look_for_entries()?,
        }
        Ok(container)
    }

    fn look_for_entries(&mut self) -> Result<(), ExtractError> {
        let found = salvage::look(self.bytes);
        self.damaged = true;
        self.entries = found
            .into_iter()
            .map(|found| Entry {
                name: normal(&found.name),
                encrypted: found.encrypted,
                place: Place::Found(found),
            })
            .collect();
        if self.entries.is_empty() {
            return Err(ExtractError::Damaged {
                detail: "its ZIP container has no directory and no entries".to_owned(),
            });
        }
        Ok(())
    }

    /// Names of the entries, small letters, without a leading slash.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// An entry is protected by a password.
    pub fn is_encrypted(&self) -> bool {
        self.entries.iter().any(|entry| entry.encrypted)
    }

    /// Unpacks an entry; `None` where there is none of this name.
    pub fn bytes_of(&mut self, name: &str) -> Result<Option<Vec<u8>>, ExtractError> {
        let name = normal(name);
        // Of entries with the same name the last counts, as in an archive that was added to.
        let Some(entry) = self.entries.iter().rev().find(|entry| entry.name == name) else {
            return Ok(None);
        };
        if entry.encrypted {
            return Err(ExtractError::Encrypted);
        }
        let most = UNPACKED_BYTES_OF_ENTRY.min(self.left);
        let (bytes, sound) = match (&entry.place, &mut self.archive) {
            (Place::Listed(index), Some(archive)) => match archive.by_index(*index) {
                Ok(file) => unpack(file, most),
                Err(_) => (Vec::new(), false),
            },
            (Place::Found(found), _) => found.unpack(self.bytes, most),
            (Place::Listed(_), None) => (Vec::new(), false),
        };
        if bytes.len() > most {
            return Err(ExtractError::TooLarge {
                limit: format!("{most} bytes unpacked"),
            });
        }
        self.left -= bytes.len();
        self.damaged |= !sound;
        Ok(Some(bytes))
    }

    /// Reads an entry as XML; `None` where there is none of this name, or nothing in it.
    pub fn xml_of(&mut self, name: &str) -> Result<Option<Xml>, ExtractError> {
        let Some(bytes) = self.bytes_of(name)?.filter(|bytes| !bytes.is_empty()) else {
            return Ok(None);
        };
        let xml = Xml::read(&bytes)?;
        self.damaged |= xml.damaged;
        Ok(Some(xml))
    }
}

/// Up to one byte more than allowed, so that the caller can tell; and whether all of it was sound.
pub(super) fn unpack(from: impl Read, most: usize) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let sound = from.take(most as u64 + 1).read_to_end(&mut bytes).is_ok();
    (bytes, sound)
}

fn normal(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches("./")
        .trim_start_matches('/')
        .to_lowercase()
}

fn listed(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<Entry>, ExtractError> {
    if archive.len() > CONTAINER_ENTRIES {
        return Err(ExtractError::TooLarge {
            limit: format!("{CONTAINER_ENTRIES} entries in its ZIP container"),
        });
    }
    let mut entries = Vec::with_capacity(archive.len());
    let mut extents = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(index) else {
            continue;
        };
        extents.push((file.header_start(), file.compressed_size()));
        entries.push(Entry {
            name: normal(&String::from_utf8_lossy(file.name_raw())),
            place: Place::Listed(index),
            encrypted: file.encrypted(),
        });
    }
    if overlap(&mut extents) {
        return Err(ExtractError::Damaged {
            detail: "entries of its ZIP container lie over one another".to_owned(),
        });
    }
    Ok(entries)
}

/// No program lets two entries share bytes; a bomb does, to unpack the same bytes again and again.
fn overlap(extents: &mut [(u64, u64)]) -> bool {
    const LEAST_HEADER: u64 = 30;
    extents.sort_unstable();
    extents.windows(2).any(|pair| match pair {
        [(start, length), (next, _)] => start.saturating_add(LEAST_HEADER + length) > *next,
        _ => false,
    })
}
