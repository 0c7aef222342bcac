//! Ready records to archive and index: the product's own way of taking in, but for reading the files' text.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, ensure};
use paragraf_ingest::{IngestConfig, ingest_with};

use super::figures::Figures;
use super::server::Archive;
use crate::data_set::DataSet;
use crate::records::Records;

/// So many documents tell what decoding a record costs.
const DECODED: usize = 2_000;

/// Fills a new archive and its index.
pub fn run(data_set: &Path, archive: &Path) -> Result<Figures> {
    let data_set = DataSet::open(data_set)?;
    let archive = Archive::at(archive);
    let records = Records::open(&data_set.records())?;
    let config = IngestConfig::new(archive.data(), archive.index());
    let read = |bytes: &[u8], facts: &_| records.read(bytes, facts);
    let begun = Instant::now();
    let summary = ingest_with(&read, &[data_set.minutes()], &config, &mut |_| {})?;
    let seconds = begun.elapsed().as_secs_f64();
    ensure!(
        summary.new == summary.files,
        "{} of {} documents were taken in: {:?} {:?} {:?} {:?}",
        summary.new,
        summary.files,
        summary.failed.first(),
        summary.needs_facts.first(),
        summary.not_minutes.first(),
        summary.left_out.first(),
    );
    Ok(Figures::from([
        ("load.rate".to_owned(), summary.paragraphs as f64 / seconds),
        ("load.paragraphs".to_owned(), summary.paragraphs as f64),
        ("load.decode_micros".to_owned(), decoding(&records)?),
    ]))
}

/// Microseconds a paragraph, on one thread.
fn decoding(records: &Records) -> Result<f64> {
    let begun = Instant::now();
    let mut paragraphs = 0;
    for record in records.some(DECODED) {
        paragraphs += record?.paragraphs.len();
    }
    Ok(begun.elapsed().as_secs_f64() * 1e6 / paragraphs.max(1) as f64)
}
