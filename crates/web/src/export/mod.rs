//! Every hit of a search as a file: rows from one snapshot, written one after the other, and the manifest beside it.
//!
//! Plain functions over a writer: the server streams with them, `paragraf export` writes files with them.

mod columns;
mod csv_file;
mod json_lines;
mod manifest;

use std::collections::HashMap;
use std::io::{self, Write};

use paragraf_archive::ArchiveError;
use paragraf_index::{Patience, SearchError};
use paragraf_query::SearchRequest;

use crate::answers::Sources;

pub(crate) use csv_file::defused;

pub use columns::{COLUMNS, Cell, Column, Row};
pub use manifest::{ColumnAnswer, ManifestAnswer, manifest, manifest_within};

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values (RFC 4180, UTF-8).
    Csv,
    /// As Swedish Excel opens it: semicolons and a byte order mark.
    ExcelCsv,
    /// One JSON object a line.
    JsonLines,
}

/// Why an export ended early.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The archive does not answer.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The index does not answer.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// What was written to takes no more: a full disk, or a visitor who left.
    #[error("the export could not be written: {0}")]
    Write(#[from] io::Error),
}

/// Paragraphs that are read from the archive at once: so many are in memory, however many are exported.
const AT_ONCE: usize = 256;

impl Format {
    /// Every format with its names in addresses: `format` and `dialect`.
    pub const ALL: [Format; 3] = [Format::Csv, Format::ExcelCsv, Format::JsonLines];

    /// `format` and `dialect` as in addresses.
    pub fn names(self) -> (&'static str, Option<&'static str>) {
        match self {
            Format::Csv => ("csv", None),
            Format::ExcelCsv => ("csv", Some("excel")),
            Format::JsonLines => ("jsonl", None),
        }
    }

    /// IANA media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv | Format::ExcelCsv => "text/csv; charset=utf-8; header=present",
            Format::JsonLines => "application/jsonl",
        }
    }

    /// A name for the file.
    pub fn filename(self) -> &'static str {
        match self {
            Format::Csv | Format::ExcelCsv => "paragraf.csv",
            Format::JsonLines => "paragraf.jsonl",
        }
    }
}

/// An export that is ready to be written: the keys of every hit, in order, on one snapshot.
#[derive(Debug)]
pub struct Export<'a> {
    sources: &'a Sources,
    keys: Vec<u64>,
    base_url: &'a str,
    /// The index that the hits are from.
    pub generation: String,
}

impl<'a> Export<'a> {
    /// Searches, and keeps nothing but the keys.
    pub fn prepare(
        sources: &'a Sources,
        request: &SearchRequest,
        base_url: &'a str,
    ) -> Result<Export<'a>, ExportError> {
        Export::prepare_within(sources, request, base_url, &Patience::endless())
    }

    /// The same, for somebody who may leave before it is done.
    pub fn prepare_within(
        sources: &'a Sources,
        request: &SearchRequest,
        base_url: &'a str,
        patience: &Patience,
    ) -> Result<Export<'a>, ExportError> {
        let keys = sources.index.export_within(request, patience)?.keys;
        Ok(Export {
            sources,
            keys,
            base_url,
            generation: sources.index.generation(),
        })
    }

    /// How many hits there are.
    pub fn total(&self) -> u64 {
        self.keys.len() as u64
    }

    /// Writes every row and says how many there were.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> Result<u64, ExportError> {
        match format {
            Format::Csv => csv_file::write(self, b',', out),
            Format::ExcelCsv => {
                out.write_all("\u{feff}".as_bytes())?;
                csv_file::write(self, b';', out)
            }
            Format::JsonLines => json_lines::write(self, out),
        }
    }

    /// Calls back with every row in order; in memory are a few hundred at a time.
    fn each_row(
        &self,
        mut take: impl FnMut(&Row<'_>) -> Result<(), ExportError>,
    ) -> Result<u64, ExportError> {
        let mut rows = 0;
        let mut source_urls: HashMap<String, Option<String>> = HashMap::new();
        for keys in self.keys.chunks(AT_ONCE) {
            for stored in self.sources.archive.paragraphs_by_key(keys)? {
                // Hits of one document lie together in most orders; the bound keeps the others small.
                if source_urls.len() > AT_ONCE {
                    source_urls.clear();
                }
                let sha256 = &stored.document_sha256;
                if !source_urls.contains_key(sha256) {
                    let document = self.sources.archive.document(sha256)?;
                    let source_url = document.and_then(|document| document.source_url);
                    source_urls.insert(sha256.clone(), source_url);
                }
                let source_url = source_urls.get(sha256).and_then(Option::as_deref);
                take(&Row {
                    stored: &stored,
                    source_url,
                    base_url: self.base_url,
                })?;
                rows += 1;
            }
        }
        Ok(rows)
    }
}
