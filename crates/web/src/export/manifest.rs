//! What an export is: the question, the answer's size, what made it, and the fingerprint of the file.

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::{DateTime, Utc};
use paragraf_index::Patience;
use paragraf_query::SearchRequest;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::{COLUMNS, Export, ExportError, Format};
use crate::answers::{Sources, filters_of};
use crate::assets::hexadecimal;

/// Enough to make an export again and to see whether it is the same.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManifestAnswer {
    /// The query exactly as typed.
    pub query: String,
    /// The query in its plainest form, as it was read.
    pub understood: String,
    /// The filters in use: a list of values for each parameter.
    pub filters: BTreeMap<String, Vec<String>>,
    /// `relevance`, `newest` or `oldest`.
    pub sort: String,
    /// Swedish sentences about what was not read the way it may have been meant.
    pub notes: Vec<String>,
    /// `csv` or `jsonl`.
    pub format: String,
    /// `excel`, or null.
    pub dialect: Option<String>,
    /// When the manifest was made.
    pub made_at: DateTime<Utc>,
    /// Exactly how many paragraphs match.
    pub total: u64,
    /// How many rows the file holds; less than `total` only where paragraphs were taken out meanwhile.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The index that answered: changes with a rebuild alone, not with what is read in.
    pub generation: String,
    /// The last change of the archive that the index holds.
    pub sequence: u64,
    /// Version of the rules by which words are found.
    pub analysis_version: u32,
    /// Version of the program.
    pub program_version: String,
    /// The file's columns.
    pub columns: Vec<ColumnAnswer>,
}

/// A column of an export.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ColumnAnswer {
    /// Its name, stable.
    pub name: String,
    /// `string`, `integer`, `boolean` or `date`.
    pub r#type: String,
    /// What it holds.
    pub description: String,
}

/// Makes the manifest by writing the export into a hash.
pub fn manifest(
    sources: &Sources,
    request: &SearchRequest,
    format: Format,
    base_url: &str,
    made_at: DateTime<Utc>,
) -> Result<ManifestAnswer, ExportError> {
    let patience = Patience::endless();
    manifest_within(sources, request, format, base_url, made_at, &patience)
}

/// The same, for somebody who may leave before it is done.
pub fn manifest_within(
    sources: &Sources,
    request: &SearchRequest,
    format: Format,
    base_url: &str,
    made_at: DateTime<Utc>,
    patience: &Patience,
) -> Result<ManifestAnswer, ExportError> {
    let export = Export::prepare_within(sources, request, base_url, patience)?;
    let mut fingerprint = Fingerprint {
        hash: Sha256::new(),
        bytes: 0,
        patience,
    };
    let rows = export.write(format, &mut fingerprint)?;
    let (format, dialect) = format.names();
    Ok(ManifestAnswer {
        query: request.query.typed.clone(),
        understood: request.query.understood(),
        filters: filters_of(request),
        sort: request.sort.name().to_owned(),
        notes: request.query.notes.clone(),
        format: format.to_owned(),
        dialect: dialect.map(str::to_owned),
        made_at,
        total: export.total(),
        rows,
        bytes: fingerprint.bytes,
        sha256: hexadecimal(&fingerprint.hash.finalize()),
        generation: export.generation.clone(),
        sequence: sources.index.sequence(),
        analysis_version: paragraf_index::ANALYSIS_VERSION,
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        columns: columns(),
    })
}

fn columns() -> Vec<ColumnAnswer> {
    let answer = |column: &super::Column| ColumnAnswer {
        name: column.name.to_owned(),
        r#type: column.kind.to_owned(),
        description: column.meaning.to_owned(),
    };
    COLUMNS.iter().map(answer).collect()
}

/// Takes bytes and keeps their hash and number alone.
struct Fingerprint<'a> {
    hash: Sha256,
    bytes: u64,
    patience: &'a Patience,
}

impl Write for Fingerprint<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.patience.is_over() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
