//! An export once more: what has come, what has changed and what has gone since its manifest was written.

use std::collections::HashMap;

use paragraf_model::ParagraphId;
use serde::Serialize;

use super::manifest::{MOST_DIGESTS, ManifestAnswer, Witness};
use super::{Export, ExportError, Format};
use crate::answers::Sources;

/// What differs between an export and an earlier one of the same search.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Comparison {
    /// Whether the file would be the same, byte by byte.
    pub same_file: bool,
    /// Rows then.
    pub rows_before: u64,
    /// Rows now.
    pub rows_now: u64,
    /// Ids that are found now and were not; `None` where the manifest has no digests.
    pub added: Option<Vec<String>>,
    /// Ids that say something else now, or are from another file.
    pub changed: Option<Vec<String>>,
    /// What was found then and is not any more.
    pub gone: Option<Vec<GoneRow>>,
    /// What else may make the two differ, in English sentences.
    pub notes: Vec<String>,
}

/// A paragraph that was in an export and is not any more.
#[derive(Clone, Debug, Serialize)]
pub struct GoneRow {
    /// Its id; its key where the archive never heard of it.
    pub id: String,
    /// `withdrawn`, `removed`, or `no_match`: still there, and the search does not find it any more.
    pub why: &'static str,
    /// The reason of a withdrawal.
    pub reason: Option<String>,
}

impl Comparison {
    /// Says what is left where every row is the same and the file is not.
    fn note_other_bytes(&mut self, before: &ManifestAnswer) {
        let lists = [&self.added, &self.changed];
        let same_rows = lists
            .iter()
            .all(|list| list.as_ref().is_some_and(Vec::is_empty))
            && self.gone.as_ref().is_some_and(Vec::is_empty);
        if same_rows && before.sha256.is_none() {
            self.notes.push("every row is the same".to_owned());
        } else if same_rows && !self.same_file {
            self.notes.push(
                "every row is the same, but the file is not: they come in another order, or what describes them differs"
                    .to_owned(),
            );
        }
    }
}

impl ManifestAnswer {
    /// Its format.
    pub fn file_format(&self) -> Option<Format> {
        Format::named(&self.format, self.dialect.as_deref())
    }

    /// Its search as the parameters of an address.
    pub fn parameters(&self) -> Vec<(&str, &str)> {
        let mut pairs = vec![("q", self.query.as_str()), ("sort", self.sort.as_str())];
        for (name, values) in &self.filters {
            pairs.extend(values.iter().map(|value| (name.as_str(), value.as_str())));
        }
        pairs
    }
}

/// Digests by key; `None` where they do not read.
fn digests(written: &str) -> Option<HashMap<u64, u64>> {
    let mut digests = HashMap::with_capacity(written.len() / 32);
    for row in written.as_bytes().chunks(32) {
        let (key, digest) = std::str::from_utf8(row).ok()?.split_at_checked(16)?;
        let number = |digits: &str| {
            let whole = digits.len() == 16;
            u64::from_str_radix(digits, 16).ok().filter(|_| whole)
        };
        digests.insert(number(key)?, number(digest)?);
    }
    Some(digests)
}

impl Export<'_> {
    /// Compares this export, made anew as `now`, with an earlier one. `witness` has seen its paragraphs.
    ///
    /// # Errors
    /// The archive does not answer.
    pub fn compared(
        &self,
        sources: &Sources,
        before: &ManifestAnswer,
        now: &ManifestAnswer,
        witness: &Witness,
    ) -> Result<Comparison, ExportError> {
        let mut comparison = Comparison {
            same_file: before.sha256.is_some() && before.sha256 == now.sha256,
            rows_before: before.rows,
            rows_now: now.rows,
            notes: notes(before, now),
            ..Comparison::default()
        };
        let (Some(written), Some(seen)) = (&before.row_digests, witness.digests()) else {
            comparison.notes.push(format!(
                "no digests of rows are kept for more than {MOST_DIGESTS} rows, so which ones differ is not told"
            ));
            return Ok(comparison);
        };
        let mut then = digests(written).ok_or(ExportError::DamagedManifest)?;
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        for (key, digest) in seen {
            match then.remove(key) {
                None => added.push(self.name_of(*key)?),
                Some(old) if old != *digest => changed.push(self.name_of(*key)?),
                Some(_) => {}
            }
        }
        let mut left: Vec<u64> = then.into_keys().collect();
        left.sort_unstable();
        let gone = left.into_iter().map(|key| self.gone(sources, key));
        comparison.gone = Some(gone.collect::<Result<_, _>>()?);
        (comparison.added, comparison.changed) = (Some(added), Some(changed));
        comparison.note_other_bytes(before);
        Ok(comparison)
    }

    fn gone(&self, sources: &Sources, key: u64) -> Result<GoneRow, ExportError> {
        let Some(id) = self.archive.id_of_key(key)? else {
            return Ok(GoneRow {
                id: format!("{key:016x}"),
                why: "removed",
                reason: None,
            });
        };
        let (why, reason) = self.why_gone(sources, key, &id)?;
        Ok(GoneRow {
            id: id.to_string(),
            why,
            reason,
        })
    }

    fn why_gone(
        &self,
        sources: &Sources,
        key: u64,
        id: &ParagraphId,
    ) -> Result<(&'static str, Option<String>), ExportError> {
        if !self.archive.paragraphs_by_key(&[key])?.is_empty() {
            return Ok(("no_match", None));
        }
        let withdrawal = sources.archive.withdrawal_of_paragraph(id)?;
        Ok(match withdrawal {
            Some(withdrawal) => ("withdrawn", Some(withdrawal.reason)),
            None => ("removed", None),
        })
    }

    fn name_of(&self, key: u64) -> Result<String, ExportError> {
        let id = self.archive.id_of_key(key)?;
        Ok(id.map_or_else(|| format!("{key:016x}"), |id| id.to_string()))
    }
}

/// Circumstances that are not the same.
fn notes(before: &ManifestAnswer, now: &ManifestAnswer) -> Vec<String> {
    let mut notes = Vec::new();
    if before.archive != now.archive {
        notes.push("the manifest is of another archive".to_owned());
    }
    if before.understood != now.understood {
        notes.push(format!(
            "the query was understood as {} and is now understood as {}",
            before.understood, now.understood
        ));
    }
    if before.analysis_version != now.analysis_version || before.generation != now.generation {
        notes.push(
            "the index was made anew since: other words may be found to mean the same".to_owned(),
        );
    }
    if before.program_version != now.program_version {
        notes.push(format!(
            "the file was made by version {} of the program, and this is {}",
            before.program_version, now.program_version
        ));
    }
    if before.base_url != now.base_url {
        notes.push("addresses in the file begin otherwise".to_owned());
    }
    notes
}
