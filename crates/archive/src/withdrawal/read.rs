//! What was taken out, for those who ask for it and for the operator.

use paragraf_model::{MeetingId, ParagraphId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::ban::SAME_ADDRESS;
use super::{Copied, Subject, Withdrawal};
use crate::ArchiveError;
use crate::codec::{damaged, decode_time};
use crate::reader::id_parts;

/// The rows of [`Withdrawal`]; `$rest` says which.
macro_rules! select_withdrawals {
    ($rest:literal) => {
        concat!(
            "SELECT w.id, w.reference, w.at, w.who, w.reason, w.paragraph, w.document, w.lifted_at, w.purged_at
             FROM withdrawals w ",
            $rest
        )
    };
}

const ALL: &str = select_withdrawals!("ORDER BY w.at DESC, w.id DESC");
const OF_MARK: &str = select_withdrawals!(
    "JOIN marks m ON m.withdrawal_id = w.id
     WHERE m.kind = ?1 AND m.value = ?2 AND w.lifted_at IS NULL LIMIT 1"
);
const OF_PARAGRAPH: &str = select_withdrawals!(
    "WHERE w.id = (SELECT p.withdrawn_by FROM municipalities mu
         JOIN bodies b ON b.municipality_id = mu.id
         JOIN meetings m ON m.body_id = b.id
         JOIN paragraphs p ON p.meeting_id = m.id
         WHERE mu.short_name = ?1 AND b.slug = ?2 AND m.date = ?3 AND p.name = ?4)"
);
const OF_MEETING: &str = select_withdrawals!(
    "WHERE w.id = (SELECT max(p.withdrawn_by) FROM municipalities mu
         JOIN bodies b ON b.municipality_id = mu.id
         JOIN meetings m ON m.body_id = b.id
         JOIN paragraphs p ON p.meeting_id = m.id
         WHERE mu.short_name = ?1 AND b.slug = ?2 AND m.date = ?3 AND m.documents = 0)"
);
const OF_DOCUMENT: &str =
    select_withdrawals!("WHERE w.id = (SELECT withdrawn_by FROM documents WHERE sha256 = ?1)");

/// Every withdrawal, the latest first.
pub fn all(connection: &Connection) -> Result<Vec<Withdrawal>, ArchiveError> {
    let mut select = connection.prepare_cached(ALL)?;
    let mut rows = select.query([])?;
    let mut withdrawals = Vec::new();
    while let Some(row) = rows.next()? {
        let copies = copies(connection, row.get(0)?)?;
        withdrawals.push(Withdrawal {
            copies,
            ..from_row(row)?
        });
    }
    Ok(withdrawals)
}

/// How many are in force and not purged.
pub fn pending(connection: &Connection) -> Result<u64, ArchiveError> {
    let pending: i64 = connection
        .prepare_cached(
            "SELECT count(*) FROM withdrawals WHERE lifted_at IS NULL AND purged_at IS NULL",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(pending.unsigned_abs())
}

/// Why a paragraph is not shown: it was taken out, or the only document that had it.
pub fn of_paragraph(
    connection: &Connection,
    id: &ParagraphId,
) -> Result<Option<Withdrawal>, ArchiveError> {
    if let Some(found) = one(connection, OF_MARK, params!["paragraph", id.as_str()])? {
        return Ok(Some(found));
    }
    let [municipality, body, date, name] = id_parts(id.as_str());
    one(
        connection,
        OF_PARAGRAPH,
        params![municipality, body, date, name],
    )
}

/// Why a meeting is not shown: nothing is left of it.
pub fn of_meeting(
    connection: &Connection,
    id: &MeetingId,
) -> Result<Option<Withdrawal>, ArchiveError> {
    let [municipality, body, date] = id_parts(id.as_str());
    one(connection, OF_MEETING, params![municipality, body, date])
}

/// Why a document is not shown.
pub fn of_document(
    connection: &Connection,
    sha256: &str,
) -> Result<Option<Withdrawal>, ArchiveError> {
    if let Some(found) = one(connection, OF_MARK, params!["document", sha256])? {
        return Ok(Some(found));
    }
    one(connection, OF_DOCUMENT, params![sha256])
}

fn one(
    connection: &Connection,
    select: &str,
    parameters: impl rusqlite::Params,
) -> Result<Option<Withdrawal>, ArchiveError> {
    connection
        .prepare_cached(select)?
        .query_row(parameters, |row| Ok(from_row(row)))
        .optional()?
        .transpose()
}

fn from_row(row: &Row<'_>) -> Result<Withdrawal, ArchiveError> {
    let time = |column| -> Result<_, ArchiveError> {
        let text: Option<String> = row.get(column)?;
        text.map(|text| decode_time(&text)).transpose()
    };
    let (paragraph, document): (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
    let subject = match (paragraph, document) {
        (Some(id), _) => Subject::Paragraph(
            ParagraphId::parse(&id).ok_or_else(|| damaged(&format!("the id {id}")))?,
        ),
        (None, sha256) => Subject::Document(sha256.unwrap_or_default()),
    };
    Ok(Withdrawal {
        reference: row.get(1)?,
        at: time(2)?.ok_or_else(|| damaged("a withdrawal without a time"))?,
        who: row.get(3)?,
        reason: row.get(4)?,
        subject,
        lifted_at: time(7)?,
        purged_at: time(8)?,
        copies: Vec::new(),
    })
}

fn copies(connection: &Connection, withdrawal: i64) -> Result<Vec<Copied>, ArchiveError> {
    let copies = connection
        .prepare_cached(
            "SELECT sha256, filename, code IS ?2 FROM documents
             WHERE withdrawn_by = ?1 AND code IS NOT NULL ORDER BY id",
        )?
        .query_map(params![withdrawal, SAME_ADDRESS], |row| {
            Ok(Copied {
                sha256: row.get(0)?,
                filename: row.get(1)?,
                by_address: row.get(2)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(copies)
}
