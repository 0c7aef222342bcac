//! What comes in is held against the marks of what was taken out.

use std::collections::BTreeMap;

use paragraf_model::{MeetingId, Record};
use rusqlite::{Connection, OptionalExtension, params};

use super::apply::take_copy;
use super::marks::{self, Mark, MarkKind};
use crate::codec::encode_time;
use crate::intake::Intake;
use crate::{ArchiveError, document_changes};

/// Why a document does not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ban {
    /// The withdrawal's row.
    pub withdrawal: i64,
    /// It only resembles it or lies where it lay: a corrected version, perhaps, so a person is to look at it.
    pub by_address: bool,
    /// Its bytes were removed, so a copy's are not kept either.
    pub is_purged: bool,
}

/// Paragraphs that are cut out of a document that comes in, by their position, with the withdrawal's row.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// Which and why.
    pub positions: BTreeMap<usize, i64>,
    /// The bytes of one of them were removed, so the original that holds it is not kept.
    pub is_purged: bool,
}

impl Ban {
    /// Why the document is kept out.
    pub fn code(self) -> &'static str {
        if self.by_address { SAME_ADDRESS } else { COPY }
    }
}

/// Whether a document was taken out, says the same as one that was, or lies where one lay.
pub fn ban_of(
    connection: &Connection,
    intake: Intake<'_>,
    cut: &Cut,
) -> Result<Option<Ban>, ArchiveError> {
    if !any_marks(connection)? {
        return Ok(None);
    }
    let own = Mark::of(MarkKind::Document, intake.sha256);
    if let Some(ban) = marked(connection, &own)? {
        return Ok(Some(ban));
    }
    let cleared = Mark::of(MarkKind::Cleared, intake.sha256);
    if marked(connection, &cleared)?.is_some() {
        return Ok(None);
    }
    // Whole, and as it would be held.
    for without in [&BTreeMap::new(), &cut.positions] {
        let text = intake
            .record()
            .and_then(|record| marks::of_document(record, without));
        if let Some(text) = text
            && let Some(ban) = marked(connection, &text)?
        {
            return Ok(Some(ban));
        }
    }
    let url = intake.incoming.source_url.as_deref();
    let by_address = url.map(|url| marked(connection, &marks::of_address(url)));
    let ban = match by_address.transpose()?.flatten() {
        Some(ban) => Some(ban),
        None => resembled(connection, intake)?,
    };
    Ok(ban.map(|ban| Ban {
        by_address: true,
        is_purged: cut.is_purged,
        ..ban
    }))
}

/// The withdrawal of a document that shares half of its longer paragraphs with this one, or more: a copy in which
/// something was changed, or a corrected version.
fn resembled(connection: &Connection, intake: Intake<'_>) -> Result<Option<Ban>, ArchiveError> {
    let parts = intake
        .record()
        .map(marks::parts_of_document)
        .unwrap_or_default();
    let mut shared = Vec::new();
    for part in &parts {
        shared.extend(marked(connection, part)?);
    }
    Ok(shared
        .first()
        .copied()
        .filter(|_| shared.len() * 2 >= parts.len()))
}

/// Which paragraphs of a record are kept out, by their ids or by what they say.
pub fn cut(
    connection: &Connection,
    meeting: &MeetingId,
    names: &[String],
    record: &Record,
) -> Result<Cut, ArchiveError> {
    let mut cut = Cut::default();
    if !any_marks(connection)? {
        return Ok(cut);
    }
    for (position, (paragraph, name)) in record.paragraphs.iter().zip(names).enumerate() {
        let id = Mark::of(MarkKind::Paragraph, format!("{meeting}/{name}"));
        let text = marks::of_paragraph(paragraph);
        for mark in std::iter::once(id).chain(text) {
            if let Some(ban) = marked(connection, &mark)? {
                cut.positions.insert(position, ban.withdrawal);
                cut.is_purged |= ban.is_purged;
                break;
            }
        }
    }
    Ok(cut)
}

/// Notes that a document came and was kept out: nothing that was read of it is stored, or stays stored.
pub fn note_copy(
    connection: &Connection,
    intake: Intake<'_>,
    ban: Ban,
) -> Result<(), ArchiveError> {
    let incoming = intake.incoming;
    let at = encode_time(incoming.received_at);
    if take_copy(connection, intake.sha256, ban, &at)? {
        return Ok(());
    }
    let code = ban.code();
    let original = match ban {
        Ban {
            is_purged: true, ..
        } => "gone",
        Ban { .. } => "withheld",
    };
    connection
        .prepare_cached(
            "INSERT INTO documents (sha256, size, filename, source_path, received_at, status, code,
                 read_by, withdrawn_by, original)
             VALUES (?1, ?2, ?3, ?4, ?5, 'withdrawn', ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            intake.sha256,
            incoming.bytes.len() as i64,
            incoming.filename,
            incoming.source_path,
            at,
            code,
            intake.read_by,
            ban.withdrawal,
            original,
        ])?;
    document_changes::note(connection, connection.last_insert_rowid(), &at)
}

/// Why a copy is kept out.
pub const COPY: &str = "copy_of_withdrawn";
/// Why a document is kept out that may be a corrected one.
pub const SAME_ADDRESS: &str = "address_of_withdrawn";

/// Notes of which withdrawals a document misses paragraphs, and that its original is not to be handed out.
pub fn note_cut(connection: &Connection, document: i64, cut: &Cut) -> Result<(), ArchiveError> {
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO cuts (withdrawal_id, document_id) VALUES (?1, ?2)",
    )?;
    for withdrawal in cut.positions.values() {
        insert.execute([*withdrawal, document])?;
    }
    let original = match cut {
        Cut { positions, .. } if positions.is_empty() => "kept",
        Cut {
            is_purged: true, ..
        } => "gone",
        Cut { .. } => "withheld",
    };
    connection
        .prepare_cached("UPDATE documents SET original = ?2 WHERE id = ?1")?
        .execute(params![document, original])?;
    Ok(())
}

fn any_marks(connection: &Connection) -> Result<bool, ArchiveError> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM marks)")?
        .query_row([], |row| row.get(0))?)
}

fn marked(connection: &Connection, mark: &Mark) -> Result<Option<Ban>, ArchiveError> {
    let found = connection
        .prepare_cached(
            "SELECT w.id, w.purged_at IS NOT NULL FROM marks m JOIN withdrawals w ON w.id = m.withdrawal_id
             WHERE m.kind = ?1 AND m.value = ?2 AND w.lifted_at IS NULL AND NOT w.followed
             ORDER BY w.purged_at IS NULL LIMIT 1",
        )?
        .query_row(params![mark.kind.name(), mark.value], |row| {
            Ok(Ban {
                withdrawal: row.get(0)?,
                by_address: false,
                is_purged: row.get(1)?,
            })
        })
        .optional()?;
    Ok(found)
}
