//! Entries of a ZIP container whose directory is lost: each is found by the header before its bytes.

use flate2::read::DeflateDecoder;

use super::container::unpack;
use crate::limits::CONTAINER_ENTRIES;

const SIGNATURE: &[u8] = b"PK\x03\x04";
const HEADER: usize = 30;

/// An entry found by its header.
pub struct Found {
    pub name: String,
    pub encrypted: bool,
    start: usize,
    method: u16,
    /// As the header says; 0 where the writer did not know it yet.
    packed: usize,
}

/// Looks for entries from the beginning of the file to its end.
pub fn look(bytes: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = position(bytes.get(at..).unwrap_or_default()) {
        let start = at + next;
        match header(bytes, start) {
            Some(entry) => {
                at = entry.start + entry.packed;
                found.push(entry);
            }
            None => at = start + SIGNATURE.len(),
        }
        if found.len() >= CONTAINER_ENTRIES {
            break;
        }
    }
    found
}

fn position(bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(SIGNATURE.len())
        .position(|window| window == SIGNATURE)
}

fn header(bytes: &[u8], at: usize) -> Option<Found> {
    let number = |offset: usize| -> Option<u16> {
        let pair = bytes.get(at + offset..at + offset + 2)?;
        Some(u16::from_le_bytes([*pair.first()?, *pair.last()?]))
    };
    let packed = usize::from(number(18)?) | usize::from(number(20)?) << 16;
    let name_length = usize::from(number(26)?);
    let extra_length = usize::from(number(28)?);
    let name = bytes.get(at + HEADER..at + HEADER + name_length)?;
    let start = at + HEADER + name_length + extra_length;
    let has_size = number(6)? & 8 == 0 && packed <= bytes.len();
    Some(Found {
        name: String::from_utf8_lossy(name).into_owned(),
        encrypted: number(6)? & 1 != 0,
        start,
        method: number(8)?,
        packed: if has_size { packed } else { 0 },
    })
}

impl Found {
    /// The bytes as far as they are sound, and whether they are so to the end.
    pub fn unpack(&self, bytes: &[u8], most: usize) -> (Vec<u8>, bool) {
        let packed = bytes.get(self.start..).unwrap_or_default();
        match self.method {
            0 => unpack(packed.get(..self.packed).unwrap_or(packed), most),
            8 => unpack(DeflateDecoder::new(packed), most),
            _ => (Vec::new(), false),
        }
    }
}
