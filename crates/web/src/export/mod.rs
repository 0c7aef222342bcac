//! Every hit of a search as a file: rows from one snapshot, written one after the other, and the manifest beside it.
//!
//! Plain functions over a writer: the server streams with them, `paragraf export` writes files with them. However many
//! hits there are, in memory are their keys (8 bytes each) and a few hundred paragraphs.

mod again;
mod csv_file;
mod filling;
mod fingerprint;
mod format;
mod json_lines;
mod manifest;
mod package;
mod parquet_file;
mod question;
mod table;
mod tables;
mod workbook;

use std::collections::HashMap;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use paragraf_archive::{ArchiveError, Snapshot, StoredParagraph};
use paragraf_index::{Patience, SearchError};

use crate::answers::Sources;

pub(crate) use csv_file::defused;

pub use again::{Comparison, GoneRow};
pub use fingerprint::Fingerprint;
pub use format::Format;
pub use manifest::{ColumnAnswer, ManifestAnswer, TableAnswer, Witness, manifest_within};
pub use question::{Question, Wanted};
pub use table::{Cell, Column, Kind, Table};
pub use tables::{BESIDE, PARAGRAPHS, Row};

/// Why an export ended early.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The archive does not answer.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The index does not answer.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// It has taken so long that the archive cannot be held as it was any longer.
    #[error(
        "the export took longer than two hours; narrow the search, or take it from the command line"
    )]
    TooLong,
    /// What was written to takes no more: a full disk, or a visitor who left.
    #[error("the export could not be written: {0}")]
    Write(#[from] io::Error),
}

/// Paragraphs that are read from the archive at once: so many are in memory, however many are exported.
const AT_ONCE: usize = 256;

/// So long the archive is held as it was: meanwhile its log grows, and nothing can be purged.
const LONGEST: Duration = Duration::from_secs(2 * 60 * 60);

/// An export that is ready to be written: the keys of every hit, in order, and the archive as it was then.
#[derive(Debug)]
pub struct Export<'a> {
    archive: Snapshot<'a>,
    keys: Vec<u64>,
    archive_id: String,
    question: Question,
    base_url: String,
    licence: Option<String>,
    began: Instant,
    /// The index that the hits are from.
    pub generation: String,
    /// The last change of the archive that the rows hold.
    pub sequence: u64,
}

impl<'a> Export<'a> {
    /// Searches, and keeps nothing but the keys.
    ///
    /// # Errors
    /// Archive or index do not answer.
    pub fn prepare(sources: &'a Sources, wanted: &Wanted<'_>) -> Result<Export<'a>, ExportError> {
        Export::prepare_within(sources, wanted, &Patience::endless())
    }

    /// The same, for somebody who may leave before it is done.
    ///
    /// # Errors
    /// The same, and a search that takes too long.
    pub fn prepare_within(
        sources: &'a Sources,
        wanted: &Wanted<'_>,
        patience: &Patience,
    ) -> Result<Export<'a>, ExportError> {
        let found = sources.index.export_within(wanted.request, patience)?;
        // After the search, so that the archive is never behind the index. What it has lost meanwhile is no hit.
        let archive = sources.archive.snapshot()?;
        let mut keys = found.keys;
        if archive.sequence() != found.sequence {
            let gone = archive.gone_after(found.sequence)?;
            keys.retain(|key| !gone.contains(key));
        }
        Ok(Export {
            sequence: archive.sequence(),
            archive,
            keys,
            began: Instant::now(),
            archive_id: sources.archive.archive_id()?,
            question: Question::of(wanted),
            base_url: wanted.base_url.trim_end_matches('/').to_owned(),
            licence: wanted.licence.map(str::to_owned),
            generation: found.generation,
        })
    }

    /// How many hits there are.
    pub fn total(&self) -> u64 {
        self.keys.len() as u64
    }

    /// What was asked.
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// What addresses begin with.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Address of the terms, where the operator names any.
    pub fn licence(&self) -> Option<&str> {
        self.licence.as_deref()
    }

    /// The archive that was asked.
    pub fn archive_id(&self) -> &str {
        &self.archive_id
    }

    /// Writes every row and says how many there were: fewer than [`Export::total`] only where paragraphs were withdrawn
    /// after the export was prepared. `witness` sees each paragraph once.
    ///
    /// # Errors
    /// The archive does not answer, or `out` takes no more.
    pub fn write(
        &self,
        format: Format,
        out: &mut (dyn Write + Send),
        witness: &mut dyn FnMut(&StoredParagraph),
    ) -> Result<u64, ExportError> {
        match format {
            Format::Csv => csv_file::write(self, b',', out, witness),
            Format::ExcelCsv => {
                out.write_all("\u{feff}".as_bytes())?;
                csv_file::write(self, b';', out, witness)
            }
            Format::JsonLines => json_lines::write(self, out, witness),
            Format::Xlsx => workbook::write(self, out, witness),
            Format::Parquet => parquet_file::write(self, out, witness),
            Format::Zip => package::write(self, out, witness),
        }
    }

    /// Calls back with every row of these keys in order; in memory are a few hundred at a time.
    fn each_row_of(
        &self,
        keys: &[u64],
        mut take: impl FnMut(&Row<'_>) -> Result<(), ExportError>,
    ) -> Result<u64, ExportError> {
        let mut rows = 0;
        let mut source_urls: HashMap<String, Option<String>> = HashMap::new();
        for keys in keys.chunks(AT_ONCE) {
            if self.began.elapsed() > LONGEST {
                return Err(ExportError::TooLong);
            }
            let withdrawn = self.archive.withdrawn_since()?;
            for stored in self.archive.paragraphs_by_key(keys)? {
                if withdrawn.contains(&stored.key) {
                    continue;
                }
                // Hits of one document lie together in most orders; the bound keeps the others small.
                if source_urls.len() > AT_ONCE {
                    source_urls.clear();
                }
                let sha256 = &stored.document_sha256;
                if !source_urls.contains_key(sha256) {
                    let source_url = self.archive.source_url(sha256)?;
                    source_urls.insert(sha256.clone(), source_url);
                }
                let source_url = source_urls.get(sha256).and_then(Option::as_deref);
                take(&Row {
                    stored: &stored,
                    source_url,
                    base_url: &self.base_url,
                })?;
                rows += 1;
            }
        }
        Ok(rows)
    }
}
