//! What an export is: the question, the answer's size, what made it, and the fingerprint of the file.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

use chrono::{DateTime, NaiveDate, Utc};
use paragraf_archive::StoredParagraph;
use paragraf_index::Patience;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::fingerprint::Fingerprint;
use super::question::Wanted;
use super::table::Table;
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
    /// When the manifest was made.
    pub made_at: DateTime<Utc>,
    /// Exactly how many paragraphs match.
    pub total: u64,
    /// How many rows the file holds; less than `total` only where paragraphs were withdrawn while it was written.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
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
    /// For each row 32 hexadecimal digits: 16 that stand for the paragraph's id, 16 for what it says. By these
    /// `paragraf export --again` tells what was added, changed and taken out. Null for more than a million rows.
    pub row_digests: Option<String>,
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

    /// One more paragraph.
    pub fn see(&mut self, stored: &StoredParagraph) {
        self.seen += 1;
        if self.seen <= MOST_DIGESTS {
            self.digests.push((stored.key, digest_of(stored)));
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

/// Differs where what a citation of the paragraph leads to differs: what it says, and the file that it stands in.
fn digest_of(stored: &StoredParagraph) -> u64 {
    let mut hash = Sha256::new();
    for text in [
        stored.id.as_str(),
        &stored.municipality.name,
        &stored.body,
        &stored.document_sha256,
    ] {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    // A paragraph came out of its JSON and goes back into it.
    hash.update(serde_json::to_vec(&stored.paragraph).unwrap_or_default());
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
    let rows = export.write(format, &mut fingerprint, &mut |stored| witness.see(stored))?;
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
            made_at,
            total: self.total(),
            rows,
            bytes: file.bytes(),
            sha256: file.sha256(),
            archive: self.archive_id().to_owned(),
            generation: self.generation.clone(),
            sequence: self.sequence,
            analysis_version: paragraf_index::ANALYSIS_VERSION,
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            columns: columns(&PARAGRAPHS),
            tables: beside.iter().map(TableAnswer::of).collect(),
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
