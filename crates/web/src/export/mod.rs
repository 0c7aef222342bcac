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
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::{Duration, Instant};

use paragraf_archive::{ArchiveError, Snapshot, StoredParagraph};
use paragraf_index::{Patience, SearchError};

use crate::answers::Sources;

pub(crate) use csv_file::defused;

pub use again::{Comparison, GoneRow};
pub use fingerprint::Fingerprint;
pub use format::Format;
pub use manifest::{
    ColumnAnswer, ManifestAnswer, PackedFileAnswer, TableAnswer, Witness, manifest_within,
};
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
    /// What a manifest says of its rows does not read.
    #[error(
        "the manifest's digests of rows do not read: it was changed or cut off; take it anew from where it came"
    )]
    DamagedManifest,
    /// It has taken so long that the archive cannot be held as it was any longer.
    #[error(
        "the export took longer than two hours; narrow the search, or take it from the command line"
    )]
    TooLong,
    /// What was written to takes no more: a full disk, or a visitor who left.
    #[error("the export could not be written: {0}")]
    Write(#[from] io::Error),
}

/// Who is shown each paragraph and its row on their way into the file.
pub type See<'s> = &'s mut (dyn FnMut(&StoredParagraph, &[Cell<'_>]) + Send);

/// What takes a paragraph's row.
type TakeRow<'t> = &'t mut (dyn FnMut(&Row<'_>) -> Result<(), ExportError> + Send);

/// Paragraphs that are read from the archive at once.
const AT_ONCE: usize = 64;

/// Batches of them that wait to be written.
const WAITING: usize = 4;

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
    /// after the export was prepared. `see` is shown each paragraph's row once.
    ///
    /// # Errors
    /// The archive does not answer, or `out` takes no more.
    pub fn write(
        &self,
        format: Format,
        out: &mut (dyn Write + Send),
        see: See<'_>,
    ) -> Result<u64, ExportError> {
        match format {
            Format::Csv => csv_file::write(self, b',', out, see),
            Format::ExcelCsv => {
                out.write_all("\u{feff}".as_bytes())?;
                csv_file::write(self, b';', out, see)
            }
            Format::JsonLines => json_lines::write(self, out, see),
            Format::Xlsx => workbook::write(self, out, see),
            Format::Parquet => parquet_file::write(self, out, see),
            Format::Zip => package::write(self, out, see),
        }
    }

    /// Calls back with every row of these keys in order, from a thread of its own: while one batch is written, the next
    /// is read. In memory are a few batches, however many rows there are.
    fn each_row_ahead(&self, keys: &[u64], take: TakeRow<'_>) -> Result<u64, ExportError> {
        let base_url = self.base_url.as_str();
        thread::scope(|scope| {
            let (batches, waiting) = sync_channel::<Vec<Read>>(WAITING);
            let writer = scope.spawn(move || {
                let mut rows = 0;
                for read in waiting.iter().flatten() {
                    take(&read.row(base_url))?;
                    rows += 1;
                }
                Ok(rows)
            });
            let read = self.each_batch(keys, |batch| Ok(batches.send(batch).is_ok()));
            drop(batches);
            let written = writer.join();
            read?;
            written.unwrap_or_else(|_| Err(io::Error::other("writing a row failed").into()))
        })
    }

    /// The same without another thread, for what asks the archive about each row.
    fn each_row(
        &self,
        keys: &[u64],
        mut take: impl FnMut(&Row<'_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        self.each_batch(keys, |batch| {
            batch
                .iter()
                .try_for_each(|read| take(&read.row(&self.base_url)))?;
            Ok(true)
        })
    }

    /// Calls back with the paragraphs of these keys, until nobody wants more.
    fn each_batch(
        &self,
        keys: &[u64],
        mut take: impl FnMut(Vec<Read>) -> Result<bool, ExportError>,
    ) -> Result<(), ExportError> {
        let mut source_urls: HashMap<String, Option<Arc<str>>> = HashMap::new();
        for keys in keys.chunks(AT_ONCE) {
            if self.began.elapsed() > LONGEST {
                return Err(ExportError::TooLong);
            }
            // Hits of one document lie together in most orders; the bound keeps the others small.
            if source_urls.len() > AT_ONCE {
                source_urls.clear();
            }
            let withdrawn = self.archive.withdrawn_since()?;
            let mut batch = Vec::with_capacity(keys.len());
            for stored in self.archive.paragraphs_by_key(keys)? {
                if withdrawn.contains(&stored.key) {
                    continue;
                }
                let sha256 = &stored.document_sha256;
                let source_url = match source_urls.get(sha256) {
                    Some(known) => known.clone(),
                    None => {
                        let found = self.archive.source_url(sha256)?.map(Arc::from);
                        source_urls.insert(sha256.clone(), found.clone());
                        found
                    }
                };
                batch.push(Read { stored, source_url });
            }
            if !take(batch)? {
                break;
            }
        }
        Ok(())
    }
}

/// A paragraph as it was read.
struct Read {
    stored: StoredParagraph,
    source_url: Option<Arc<str>>,
}

impl Read {
    fn row<'r>(&'r self, base_url: &'r str) -> Row<'r> {
        Row {
            stored: &self.stored,
            source_url: self.source_url.as_deref(),
            base_url,
        }
    }
}
