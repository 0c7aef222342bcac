//! One file becomes one record.

use std::fs::File;
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use paragraf_archive::sha256_of;
use paragraf_extract::{ExtractError, Recognised, extract, extract_with};
use paragraf_model::{DocumentFacts, Facts, Record, SCHEMA, SourceText};
use paragraf_parse::parse;

use crate::{ReadError, masked};

/// Files beyond this are not looked at. In bytes.
pub const SIZE_LIMIT: u64 = 256 * 1024 * 1024;

/// The bytes of a file; `None` where there are more than the limit allows.
///
/// # Errors
/// The file cannot be read.
pub fn read_whole(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(SIZE_LIMIT + 1)
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= SIZE_LIMIT).then_some(bytes))
}

/// Reads one file into its record: extraction, parsing and what is known of the file itself.
/// A fault in a library that reads files is the file's failure, not the program's end.
///
/// # Errors
/// No text is to be had from the file.
pub fn read_record(bytes: &[u8], facts: &Facts) -> Result<Record, ReadError> {
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(too_large().into());
    }
    caught(|| record(sha256_of(bytes), facts, extract(bytes)?))
}

/// As [`read_record`], and lets go of the file before its text is parsed: a scanned volume is larger than all that
/// follows from it. Whoever calls it catches panics.
pub fn read_and_drop(
    bytes: Vec<u8>,
    facts: &Facts,
    recognised: &Recognised,
) -> Result<Record, ReadError> {
    let (sha256, source) = (sha256_of(&bytes), extract_with(&bytes, recognised)?);
    drop(bytes);
    record(sha256, facts, source)
}

/// Runs what may panic on a file that nobody foresaw.
pub fn caught<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Panicked))
}

/// What a file beyond the limit is refused with.
pub fn too_large() -> ExtractError {
    ExtractError::TooLarge {
        limit: format!("more than {} MiB", SIZE_LIMIT / 1024 / 1024),
    }
}

fn record(sha256: String, facts: &Facts, source: SourceText) -> Result<Record, ReadError> {
    let parsed = parse(&source, facts);
    let pages = source.page_count();
    let mut findings = source.findings;
    findings.extend(parsed.findings);
    findings.sort_by_key(|finding| (finding.lines, finding.page));
    let mut record = Record {
        schema: SCHEMA,
        document: DocumentFacts {
            sha256,
            filename: facts.filename.clone().unwrap_or_default(),
            media_type: source.media_type,
            pages,
            language: parsed.language,
            kind: parsed.kind,
            text_quality: source.text_quality,
        },
        meeting: parsed.meeting,
        paragraphs: parsed.paragraphs,
        findings,
    };
    masked::mask(&mut record)?;
    Ok(record)
}
