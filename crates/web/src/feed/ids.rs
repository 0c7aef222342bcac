//! Ids of feeds and entries: for ever the same, whatever address the archive has or gets.
//!
//! They are UUIDs of version 8 (RFC 9562), made by SHA-256 from the archive's own id, which comes with it through every
//! backup, and from the paragraph's id or the question. A reader of feeds compares them and does nothing else with them.

use paragraf_archive::{ArchiveError, Reader, StoredParagraph};
use sha2::{Digest, Sha256};

use crate::address;

/// Of one archive.
pub struct Ids {
    archive: String,
}

impl Ids {
    /// Of this archive.
    pub fn of(archive: &Reader) -> Result<Ids, ArchiveError> {
        Ok(Ids {
            archive: archive.archive_id()?,
        })
    }

    /// Of the paragraph, in whatever feed it stands.
    pub fn of_paragraph(&self, stored: &StoredParagraph) -> String {
        self.of_name(&format!("paragraph {}", stored.id))
    }

    /// Of the feed that follows this search, in either format.
    pub fn of_feed(&self, pairs: &[(String, String)]) -> String {
        self.of_name(&address::with_parameters("feed ", pairs))
    }

    fn of_name(&self, name: &str) -> String {
        let digest = Sha256::digest(format!("{} {name}", self.archive).as_bytes());
        let mut bytes = [0; 16];
        for (byte, digit) in bytes.iter_mut().zip(digest) {
            *byte = digit;
        }
        // Its version and its variant have places of their own.
        let places = (0xf << 76) | (0b11 << 62);
        let bits = (u128::from_be_bytes(bytes) & !places) | (8 << 76) | (0b10 << 62);
        let digits = format!("{bits:032x}");
        let mut uuid = String::from("urn:uuid:");
        for (at, digit) in digits.chars().enumerate() {
            if matches!(at, 8 | 12 | 16 | 20) {
                uuid.push('-');
            }
            uuid.push(digit);
        }
        uuid
    }
}
