//! What an index has to follow.

use std::collections::HashSet;

use paragraf_model::MeetingId;
use rusqlite::{Connection, params};

use super::paragraphs::paragraph_id;
use crate::codec::{damaged, decode_date, decode_time};
use crate::{ArchiveError, Change, ChangeKind};

pub const AFTER: &str = "
    SELECT c.sequence, c.key, c.kind, mu.short_name, b.slug, m.date, p.name, c.at, c.is_new
    FROM changes c
    JOIN paragraphs p ON p.key = c.key
    JOIN meetings m ON m.id = p.meeting_id
    JOIN bodies b ON b.id = m.body_id
    JOIN municipalities mu ON mu.id = b.municipality_id
    WHERE c.sequence > ?1 ORDER BY c.sequence LIMIT ?2";
pub const LAST: &str = "SELECT coalesce(max(sequence), 0) FROM changes";

/// Changes in the order they were made.
pub fn after(
    connection: &Connection,
    sequence: u64,
    limit: u32,
) -> Result<Vec<Change>, ArchiveError> {
    let mut select = connection.prepare_cached(AFTER)?;
    let mut rows = select.query(params![sequence as i64, limit])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let (municipality, body): (String, String) = (row.get(3)?, row.get(4)?);
        let date = decode_date(&row.get::<_, String>(5)?)?;
        let meeting = MeetingId::from_parts(&municipality, &body, date);
        changes.push(Change {
            sequence: row.get::<_, i64>(0)?.unsigned_abs(),
            key: row.get::<_, i64>(1)?.unsigned_abs(),
            id: paragraph_id(&meeting, &row.get::<_, String>(6)?)?,
            kind: kind(row.get_ref(2)?.as_str().unwrap_or_default())?,
            at: row
                .get::<_, Option<String>>(7)?
                .map(|at| decode_time(&at))
                .transpose()?,
            is_new: row.get(8)?,
        });
    }
    Ok(changes)
}

/// The keys that a statement gives of what was changed after a change.
pub fn keys(
    connection: &Connection,
    statement: &str,
    sequence: u64,
) -> Result<HashSet<u64>, ArchiveError> {
    let mut select = connection.prepare_cached(statement)?;
    let keys = select.query_map(params![sequence as i64], |row| row.get::<_, i64>(0))?;
    keys.map(|key| Ok(key?.unsigned_abs())).collect()
}

/// The latest change's number.
pub fn last(connection: &Connection) -> Result<u64, ArchiveError> {
    let last: i64 = connection
        .prepare_cached(LAST)?
        .query_row([], |row| row.get(0))?;
    Ok(last.unsigned_abs())
}

/// Counts every writing.
pub fn revision(connection: &Connection) -> Result<u64, ArchiveError> {
    let revision: i64 = connection
        .prepare_cached("SELECT revision FROM archive")?
        .query_row([], |row| row.get(0))?;
    Ok(revision.unsigned_abs())
}

fn kind(name: &str) -> Result<ChangeKind, ArchiveError> {
    match name {
        "put" => Ok(ChangeKind::Put),
        "remove" => Ok(ChangeKind::Remove),
        "withdraw" => Ok(ChangeKind::Withdraw),
        other => Err(damaged(&format!("the kind of change {other}"))),
    }
}
