//! How a paragraph's record stands in the catalogue: its JSON, compressed with a dictionary of what all records share
//! (names of fields and rules, the words of every decision). Records are small and alike, so that a dictionary does more
//! for them than any level of compression.
//!
//! A packed record is a BLOB: the number of its dictionary in one byte, then a Zstandard frame (RFC 8878) that tells its
//! length. A TEXT is the JSON itself, as catalogues before version 5 have it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use rusqlite::types::ValueRef;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::get_frame_content_size;

use crate::ArchiveError;
use crate::codec::damaged;

/// Of [`DICTIONARY`]. What is packed with another one is unpacked with that one: none is ever taken out.
const NUMBER: u8 = 1;

/// Trained on the invented minutes of this repository by `make dictionary`.
static DICTIONARY: &[u8] = include_bytes!("packed/1.dict");

/// More takes longer and saves little: on made-up minutes 3 is within 2 % of 9.
const LEVEL: i32 = 3;

/// No record is larger: its source is not.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// Room for a record that is kept for the next one; most need some kilobytes.
const MOST_KEPT: usize = 1024 * 1024;

static ENCODER: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static DECODER: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

// What they work in is some hundred kilobytes, too much to make for each record.
thread_local! {
    static UNPACKED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Packs a record's JSON.
pub fn pack(json: &str) -> Result<Vec<u8>, ArchiveError> {
    COMPRESSOR.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(compressor) => compressor,
            None => {
                let made =
                    Compressor::with_prepared_dictionary(&ENCODER).map_err(|e| failed(&e))?;
                kept.insert(made)
            }
        };
        let frame = compressor.compress(json.as_bytes());
        let frame = frame.map_err(|error| failed(&error))?;
        let mut packed = Vec::with_capacity(frame.len() + 1);
        packed.push(NUMBER);
        packed.extend_from_slice(&frame);
        Ok(packed)
    })
}

/// The JSON of a record as it stands in the catalogue.
///
/// # Errors
/// It is not what this program or an earlier one wrote.
pub fn unpack(stored: ValueRef<'_>) -> Result<Cow<'_, str>, ArchiveError> {
    match stored {
        ValueRef::Text(json) => std::str::from_utf8(json)
            .map(Cow::Borrowed)
            .map_err(|_| damaged("a record that is no text")),
        ValueRef::Blob([NUMBER, frame @ ..]) => unpack_frame(frame).map(Cow::Owned),
        ValueRef::Blob([number, ..]) => Err(damaged(&format!(
            "a record packed with the unknown dictionary {number}"
        ))),
        _ => Err(damaged("a record that is none")),
    }
}

/// As [`unpack`] for whoever only reads the JSON: it stands in room that is used again.
///
/// # Errors
/// As of [`unpack`], and those of `read`.
pub fn unpacked<T>(
    stored: ValueRef<'_>,
    read: impl FnOnce(&str) -> Result<T, ArchiveError>,
) -> Result<T, ArchiveError> {
    let ValueRef::Blob([NUMBER, frame @ ..]) = stored else {
        return read(&unpack(stored)?);
    };
    // Taken out, so that what is read may itself unpack.
    let mut room = UNPACKED.take();
    let read = unpack_into(frame, &mut room).and_then(|()| read(as_text(&room)?));
    if room.capacity() <= MOST_KEPT {
        UNPACKED.set(room);
    }
    read
}

fn unpack_frame(frame: &[u8]) -> Result<String, ArchiveError> {
    let mut json = Vec::new();
    unpack_into(frame, &mut json)?;
    String::from_utf8(json).map_err(|_| damaged(NO_TEXT))
}

fn unpack_into(frame: &[u8], json: &mut Vec<u8>) -> Result<(), ArchiveError> {
    let length = get_frame_content_size(frame).ok().flatten();
    let length = length.and_then(|length| usize::try_from(length).ok());
    let length = length.filter(|&length| length <= MOST_BYTES);
    let length = length.ok_or_else(|| damaged("a packed record without its length"))?;
    json.clear();
    json.reserve_exact(length);
    let unpacked = DECOMPRESSOR.with_borrow_mut(|kept| {
        let decompressor = match kept {
            Some(decompressor) => decompressor,
            None => kept.insert(Decompressor::with_prepared_dictionary(&DECODER)?),
        };
        decompressor.decompress_to_buffer(frame, json)
    });
    let unpacked = unpacked.map_err(|error| damaged(&format!("a packed record: {error}")));
    unpacked.map(drop)
}

fn as_text(json: &[u8]) -> Result<&str, ArchiveError> {
    std::str::from_utf8(json).map_err(|_| damaged(NO_TEXT))
}

const NO_TEXT: &str = "a packed record that is no text";

fn failed(error: &std::io::Error) -> ArchiveError {
    ArchiveError::Database {
        cause: format!("a record cannot be packed: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"number":15,"title":"Skolskjuts för elever i Sörby","case_numbers":[]}"#;

    #[test]
    fn what_was_packed_comes_back() {
        for json in ["", JSON, &JSON.repeat(5_000)] {
            let packed = pack(json).unwrap();
            assert_eq!(unpack(ValueRef::Blob(&packed)).unwrap(), json);
            let read = unpacked(ValueRef::Blob(&packed), |json| Ok(json.to_owned()));
            assert_eq!(read.unwrap(), json);
        }
    }

    /// What it packed is in catalogues that nothing else can unpack.
    #[test]
    fn the_dictionary_is_never_changed() {
        assert_eq!(
            crate::sha256_of(DICTIONARY),
            "012a11314616d5ad1b070082621d4cf1270ab85a714af271d5caf66aef15c67a"
        );
    }

    #[test]
    fn text_of_earlier_versions_is_read() {
        assert_eq!(unpack(ValueRef::Text(JSON.as_bytes())).unwrap(), JSON);
        let length = unpacked(ValueRef::Text(JSON.as_bytes()), |json| Ok(json.len()));
        assert_eq!(length.unwrap(), JSON.len());
    }

    #[test]
    fn what_is_no_record_is_refused() {
        let packed = pack(JSON).unwrap();
        let mut other = packed.clone();
        other[0] = 9;
        for damaged in [&[][..], &[NUMBER], &packed[..packed.len() - 3], &other] {
            assert!(unpack(ValueRef::Blob(damaged)).is_err(), "{damaged:?}");
            let read = unpacked(ValueRef::Blob(damaged), |_| Ok(()));
            assert!(read.is_err(), "{damaged:?}");
        }
        assert!(unpack(ValueRef::Null).is_err());
    }

    /// A frame that says it holds gigabytes takes no memory for them.
    #[test]
    fn a_length_that_cannot_be_is_refused() {
        // A frame header with a content size of 8 bytes: 2^62.
        let mut frame = vec![NUMBER, 0x28, 0xb5, 0x2f, 0xfd, 0xc0];
        frame.push(0);
        frame.extend_from_slice(&(1_u64 << 62).to_le_bytes());
        assert!(unpack(ValueRef::Blob(&frame)).is_err());
    }
}
