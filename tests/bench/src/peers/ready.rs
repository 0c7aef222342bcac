//! Records in memory, so that what it takes to read them from a file is not measured.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use paragraf_archive::sha256_of;
use paragraf_ingest::ReadError;
use paragraf_model::{Facts, Record};

/// Records by the bytes they were read from. Each is given once.
#[derive(Debug, Default)]
pub struct Ready {
    by_sha256: Mutex<HashMap<String, Record>>,
}

impl Ready {
    /// Reads all of a file.
    ///
    /// # Errors
    /// As [`each`].
    pub fn read(path: &Path) -> Result<Ready> {
        let mut by_sha256 = HashMap::new();
        each(path, |record| {
            by_sha256.insert(record.document.sha256.clone(), record);
            Ok(())
        })?;
        Ok(Ready {
            by_sha256: Mutex::new(by_sha256),
        })
    }

    /// The record of a file, for `paragraf_ingest::ingest_with`.
    ///
    /// # Errors
    /// There is none of these bytes.
    pub fn record(&self, bytes: &[u8], _: &Facts) -> Result<Record, ReadError> {
        let records = self.by_sha256.lock();
        let mut records = records.unwrap_or_else(PoisonError::into_inner);
        records.remove(&sha256_of(bytes)).ok_or(ReadError::Garbled)
    }
}

/// Calls with each record of a file, in order.
///
/// # Errors
/// The file cannot be read, a line is no record, or the visit fails.
pub fn each(path: &Path, mut visit: impl FnMut(Record) -> Result<()>) -> Result<()> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut file = BufReader::with_capacity(1 << 20, file);
    let (mut line, mut number) = (String::new(), 0);
    while file.read_line(&mut line)? > 0 {
        number += 1;
        let record = serde_json::from_str(&line);
        visit(record.with_context(|| format!("{}:{number}", path.display()))?)?;
        line.clear();
    }
    Ok(())
}
