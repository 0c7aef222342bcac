//! What an export is: the question, the answer's size, what made it, and the fingerprint of the file.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use paragraf_archive::StoredParagraph;
use paragraf_index::Patience;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::fingerprint::Fingerprint;
use super::question::Wanted;
use super::table::{Cell, Table};
use super::{BESIDE, Export, ExportError, Format, PARAGRAPHS};
use crate::answers::Sources;

/// Rows whose digests a manifest holds; of a larger export it tells the file's alone.
pub const MOST_DIGESTS: usize = 1_000_000;

/// Enough to make an export again and to see what has changed since.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ManifestAnswer {
    /// The query exactly as typed.
    pub query: String,
    /// The query in its plainest form, as it was read.
    pub understood: String,
    /// The filters in use: a list of values for each parameter.
    pub filters: BTreeMap<String, Vec<String>>,
    /// `relevance`, `newest` or `oldest`.
    pub sort: String,
    /// The day on which it was asked; a query may tell days from it.
    pub day: NaiveDate,
    /// Swedish sentences about what was not read the way it may have been meant.
    pub notes: Vec<String>,
    /// `csv`, `xlsx`, `jsonl`, `parquet` or `zip`.
    pub format: String,
    /// `excel`, or null.
    pub dialect: Option<String>,
    /// What addresses in the file begin with; empty where the archive's own address is not known.
    pub base_url: String,
    /// Address of the terms under which the rows may be used; null where the operator names none.
    #[serde(default)]
    pub licence: Option<String>,
    /// When the manifest was made; null in the one that lies in a zip, whose bytes tell of the rows alone.
    pub made_at: Option<DateTime<Utc>>,
    /// Exactly how many paragraphs match.
    pub total: u64,
    /// How many rows the file holds; less than `total` only where paragraphs were withdrawn while it was written.
    pub rows: u64,
    /// Bytes of the file; null in the one that lies in it.
    pub bytes: Option<u64>,
    /// SHA-256 of the file; null in the one that lies in it.
    pub sha256: Option<String>,
    /// The archive that was asked: the same for all of its copies made by `paragraf restore`.
    pub archive: String,
    /// The index that answered: changes with a rebuild alone, not with what is read in.
    pub generation: String,
    /// The last change of the archive that the rows hold.
    pub sequence: u64,
    /// Version of the rules by which words are found.
    pub analysis_version: u32,
    /// Version of the program.
    pub program_version: String,
    /// The columns of the paragraphs.
    pub columns: Vec<ColumnAnswer>,
    /// The tables beside the paragraphs that the file holds.
    pub tables: Vec<TableAnswer>,
    /// The tables' files, in the manifest that lies beside them in a zip; elsewhere none.
    #[serde(default)]
    pub files: Vec<PackedFileAnswer>,
    /// For each row 32 hexadecimal digits: 16 that stand for the paragraph's id, 16 for what it says. By these
    /// `paragraf export --again` tells what was added, changed and taken out. Null for more than a million rows.
    pub row_digests: Option<String>,
}

/// A table's file in a zip.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PackedFileAnswer {
    /// Its name.
    pub path: String,
    /// Rows without the heading.
    pub rows: u64,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: String,
}

/// A table of an export.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TableAnswer {
    /// Its name.
    pub name: String,
    /// What a row is.
    pub description: String,
    /// Its columns.
    pub columns: Vec<ColumnAnswer>,
}

/// A column of an export.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ColumnAnswer {
    /// Its name, stable.
    pub name: String,
    /// `string`, `integer`, `boolean` or `date`.
    pub r#type: String,
    /// What it holds.
    pub description: String,
}

/// Sees every paragraph of an export and keeps a digest of each, as many as a manifest holds.
#[derive(Debug, Default)]
pub struct Witness {
    digests: Vec<(u64, u64)>,
    seen: usize,
}

impl Witness {
    /// Nothing seen yet.
    pub fn new() -> Witness {
        Witness::default()
    }

    /// One more paragraph and its row.
    pub fn see(&mut self, stored: &StoredParagraph, cells: &[Cell<'_>]) {
        self.seen += 1;
        if self.seen <= MOST_DIGESTS {
            self.digests.push((stored.key, digest_of(cells)));
        }
    }

    /// Key and digest of each paragraph; `None` where there were too many.
    pub fn digests(&self) -> Option<&[(u64, u64)]> {
        (self.seen <= MOST_DIGESTS).then_some(self.digests.as_slice())
    }

    fn written(&self) -> Option<String> {
        let digests = self.digests()?;
        let mut written = String::with_capacity(digests.len() * 32);
        for (key, digest) in digests {
            // Writing into memory does not fail.
            let _ = write!(written, "{key:016x}{digest:016x}");
        }
        Some(written)
    }
}

/// Differs where any cell of a row differs.
fn digest_of(cells: &[Cell<'_>]) -> u64 {
    let mut hash = Sha256::new();
    for cell in cells {
        match cell {
            Cell::Text(text) => hash.update(text.as_bytes()),
            Cell::Number(number) => hash.update(number.to_be_bytes()),
            Cell::Truth(truth) => hash.update([u8::from(*truth)]),
            Cell::Day(day) => hash.update(day.num_days_from_ce().to_be_bytes()),
            Cell::Nothing => {}
        }
        // No text holds this byte.
        hash.update([0xff]);
    }
    let [a, b, c, d, e, f, g, h, ..]: [u8; 32] = hash.finalize().into();
    u64::from_be_bytes([a, b, c, d, e, f, g, h])
}

/// Makes the manifest by writing the export into a hash, for somebody who may leave before it is done.
///
/// # Errors
/// Archive or index do not answer, or patience is over.
pub fn manifest_within(
    sources: &Sources,
    wanted: &Wanted<'_>,
    format: Format,
    made_at: DateTime<Utc>,
    patience: &Patience,
) -> Result<ManifestAnswer, ExportError> {
    let export = Export::prepare_within(sources, wanted, patience)?;
    let mut fingerprint = Fingerprint::within(io::sink(), patience.clone());
    let mut witness = Witness::new();
    let rows = export.write(format, &mut fingerprint, &mut |stored, cells| {
        witness.see(stored, cells);
    })?;
    Ok(export.manifest(format, made_at, rows, &fingerprint, &witness))
}

impl Export<'_> {
    /// What the file is that this export was written into.
    pub fn manifest<W: io::Write>(
        &self,
        format: Format,
        made_at: DateTime<Utc>,
        rows: u64,
        file: &Fingerprint<W>,
        witness: &Witness,
    ) -> ManifestAnswer {
        ManifestAnswer {
            made_at: Some(made_at),
            bytes: Some(file.bytes()),
            sha256: Some(file.sha256()),
            ..self.manifest_within_file(format, rows, witness)
        }
    }

    /// The same, as it lies in the file.
    pub(super) fn manifest_within_file(
        &self,
        format: Format,
        rows: u64,
        witness: &Witness,
    ) -> ManifestAnswer {
        let question = self.question().clone();
        let beside: &[Table] = if format.holds_all_tables() {
            &BESIDE
        } else {
            &[]
        };
        let (name, dialect) = format.names();
        ManifestAnswer {
            query: question.query,
            understood: question.understood,
            filters: question.filters,
            sort: question.sort,
            day: question.day,
            notes: question.notes,
            format: name.to_owned(),
            dialect: dialect.map(str::to_owned),
            base_url: self.base_url().to_owned(),
            licence: self.licence().map(str::to_owned),
            made_at: None,
            total: self.total(),
            rows,
            bytes: None,
            sha256: None,
            archive: self.archive_id().to_owned(),
            generation: self.generation.clone(),
            sequence: self.sequence,
            analysis_version: paragraf_index::ANALYSIS_VERSION,
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            columns: columns(&PARAGRAPHS),
            tables: beside.iter().map(TableAnswer::of).collect(),
            files: Vec::new(),
            row_digests: witness.written(),
        }
    }
}

impl TableAnswer {
    fn of(table: &Table) -> TableAnswer {
        TableAnswer {
            name: table.name.to_owned(),
            description: table.meaning.to_owned(),
            columns: columns(table),
        }
    }
}

fn columns(table: &Table) -> Vec<ColumnAnswer> {
    let answer = |column: &super::Column| ColumnAnswer {
        name: column.name.to_owned(),
        r#type: column.kind.name().to_owned(),
        description: column.meaning.to_owned(),
    };
    table.columns.iter().map(answer).collect()
}
