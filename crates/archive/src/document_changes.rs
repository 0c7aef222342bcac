//! Notes that what the archive hands out of a document changed: [`crate::DocumentCopy`], whatever part of it.

use rusqlite::{Connection, OptionalExtension, params};

use crate::ArchiveError;

/// The file of documents without a meeting: what failed, is no minutes, or lacks facts.
pub const WITHOUT_MEETING: &str = "without-meeting";

/// `municipality/year`, or [`WITHOUT_MEETING`]; none for what is not handed out.
const NOW: &str = "
    SELECT d.sha256, d.status = 'withdrawn',
           CASE WHEN d.status = 'withdrawn' THEN NULL
                ELSE coalesce(mu.short_name || '/' || substr(m.date, 1, 4), 'without-meeting') END
    FROM documents d
    LEFT JOIN meetings m ON m.id = d.meeting_id
    LEFT JOIN bodies b ON b.id = m.body_id
    LEFT JOIN municipalities mu ON mu.id = b.municipality_id
    WHERE d.id = ?1";

/// What was noted of a document before.
struct Before {
    is_there: bool,
    new_at: i64,
    file: Option<String>,
}

/// Call it in the transaction that makes the change, after it.
pub fn note(connection: &Connection, document: i64, at: &str) -> Result<(), ArchiveError> {
    let now: Option<(String, bool, Option<String>)> = connection
        .prepare_cached(NOW)?
        .query_row([document], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    match now {
        Some((sha256, true, _)) => write(connection, &sha256, "withdraw", None, at),
        Some((sha256, false, file)) => write(connection, &sha256, "put", file.as_deref(), at),
        None => Ok(()),
    }
}

/// As [`note`], of a document whose row was deleted.
pub fn note_removed(connection: &Connection, sha256: &str, at: &str) -> Result<(), ArchiveError> {
    write(connection, sha256, "remove", None, at)
}

fn write(
    connection: &Connection,
    sha256: &str,
    kind: &str,
    file: Option<&str>,
    at: &str,
) -> Result<(), ArchiveError> {
    let before = before(connection, sha256)?;
    let new_at = before
        .as_ref()
        .filter(|before| before.is_there)
        .map(|before| before.new_at);
    connection
        .prepare_cached("DELETE FROM document_changes WHERE sha256 = ?1")?
        .execute([sha256])?;
    let sequence = connection
        .prepare_cached(
            "INSERT INTO document_changes (sha256, kind, new_at, at, file) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .insert(params![sha256, kind, new_at, at, file])?;
    let left = before.and_then(|before| before.file);
    let left = left.as_deref().filter(|left| Some(*left) != file);
    let mut touch = connection.prepare_cached(
        "INSERT INTO bulk_files (name, sequence, at) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence, at = excluded.at",
    )?;
    for name in file.into_iter().chain(left) {
        touch.execute(params![name, sequence, at])?;
    }
    Ok(())
}

fn before(connection: &Connection, sha256: &str) -> Result<Option<Before>, ArchiveError> {
    Ok(connection
        .prepare_cached(
            "SELECT kind = 'put', coalesce(new_at, sequence), file FROM document_changes WHERE sha256 = ?1",
        )?
        .query_row([sha256], |row| {
            Ok(Before {
                is_there: row.get(0)?,
                new_at: row.get(1)?,
                file: row.get(2)?,
            })
        })
        .optional()?)
}
