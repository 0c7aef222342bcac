//! Every row that is read by others: that it says what this program can read, and names what is there.

use paragraf_model::{DocumentKind, FindingKind, MediaType, Severity};
use rusqlite::{Connection, OptionalExtension, params};

use super::{RESTORE, Run};
use crate::codec::{decode_date, decode_meeting, decode_name, decode_paragraph, decode_time};
use crate::{ArchiveError, DocumentStatus, links};

/// Read in one go: nobody who writes waits for a check.
const STEP: i64 = 500;

/// Each counts rows that should not be.
const NEVER: [(&str, &str); 5] = [
    (
        "current paragraphs without the document that they are answered from",
        "SELECT count(*) FROM paragraphs p WHERE current_document_id IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM versions v WHERE v.key = p.key AND v.document_id = p.current_document_id)",
    ),
    (
        "case numbers of paragraphs that are not current",
        "SELECT count(*) FROM case_numbers c JOIN paragraphs p ON p.key = c.key
         WHERE p.current_document_id IS NULL",
    ),
    (
        "case officers of paragraphs that are not current",
        "SELECT count(*) FROM paragraph_officers o JOIN paragraphs p ON p.key = o.key
         WHERE p.current_document_id IS NULL",
    ),
    (
        "case officers whose number of paragraphs is wrong",
        "SELECT count(*) FROM officers o WHERE paragraphs <>
             (SELECT count(*) FROM paragraph_officers p WHERE p.officer_id = o.id)",
    ),
    (
        "changes of a kind that is unknown",
        "SELECT count(*) FROM changes WHERE kind NOT IN ('put', 'remove', 'withdraw')",
    ),
];

/// Reads them all.
pub fn check(run: &mut Run<'_>, connection: &Connection) {
    let outcome = documents(run, connection)
        .and_then(|()| meetings(run, connection))
        .and_then(|()| versions(run, connection))
        .and_then(|()| findings(run, connection))
        .and_then(|()| never(run, connection));
    if let Err(error) = outcome {
        damaged(run, &error.to_string());
    }
}

fn damaged(run: &mut Run<'_>, what: &str) {
    let path = run.catalogue();
    run.damaged(&path, what, RESTORE);
}

fn documents(run: &mut Run<'_>, connection: &Connection) -> Result<(), ArchiveError> {
    let mut select = connection.prepare_cached(
        "SELECT id, sha256, status, received_at, media_type, kind, meeting FROM documents
         WHERE id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut after = i64::MIN;
    loop {
        let mut rows = select.query(params![after, STEP])?;
        let mut found = 0;
        while let Some(row) = rows.next()? {
            after = row.get(0)?;
            found += 1;
            if let Err(error) = document(row) {
                let sha256: String = row.get(1)?;
                damaged(run, &format!("document {sha256}: {error}"));
            }
        }
        if found < STEP {
            return Ok(());
        }
    }
}

fn document(row: &rusqlite::Row<'_>) -> Result<(), ArchiveError> {
    let status: String = row.get(2)?;
    if DocumentStatus::from_name(&status).is_none() {
        return Err(crate::codec::damaged(&format!("the status {status}")));
    }
    decode_time(&row.get::<_, String>(3)?)?;
    if let Some(name) = row.get::<_, Option<String>>(4)? {
        decode_name::<MediaType>(&name)?;
    }
    if let Some(name) = row.get::<_, Option<String>>(5)? {
        decode_name::<DocumentKind>(&name)?;
    }
    decode_meeting(row.get_ref(6)?)?;
    Ok(())
}

fn meetings(run: &mut Run<'_>, connection: &Connection) -> Result<(), ArchiveError> {
    let dates: Vec<String> = connection
        .prepare("SELECT DISTINCT date FROM meetings")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for date in dates {
        if let Err(error) = decode_date(&date) {
            damaged(run, &error.to_string());
        }
    }
    Ok(())
}

fn versions(run: &mut Run<'_>, connection: &Connection) -> Result<(), ArchiveError> {
    let total = connection
        .query_row("SELECT max(id) FROM versions", [], |row| {
            row.get::<_, Option<i64>>(0)
        })
        .optional()?
        .flatten()
        .unwrap_or_default()
        .unsigned_abs();
    let mut select = connection.prepare_cached(
        "SELECT v.id, v.key, v.record, d.sha256, p.number, p.current_document_id IS v.document_id
         FROM versions v JOIN paragraphs p ON p.key = v.key JOIN documents d ON d.id = v.document_id
         WHERE v.id > ?1 ORDER BY v.id LIMIT ?2",
    )?;
    let mut after = i64::MIN;
    loop {
        let mut rows = select.query(params![after, STEP])?;
        let mut found = 0;
        while let Some(row) = rows.next()? {
            after = row.get(0)?;
            found += 1;
            run.checked.records += 1;
            let what = match version(connection, row) {
                Ok(true) => continue,
                Ok(false) => "its number, case numbers or case officers are not what its text says"
                    .to_owned(),
                Err(error) => error.to_string(),
            };
            let (key, sha256): (i64, String) = (row.get(1)?, row.get(3)?);
            damaged(
                run,
                &format!("paragraph {key} of document {sha256}: {what}"),
            );
        }
        run.step("records", after.max(0).unsigned_abs(), total);
        if found < STEP {
            return Ok(());
        }
    }
}

/// Whether what is noted of it is what it says.
fn version(connection: &Connection, row: &rusqlite::Row<'_>) -> Result<bool, ArchiveError> {
    let paragraph = decode_paragraph(row.get_ref(2)?)?;
    let (number, is_current): (u32, bool) = (row.get(4)?, row.get(5)?);
    let fits = !is_current || links::fit(connection, row.get(1)?, &paragraph)?;
    Ok(number == paragraph.number && fits)
}

fn findings(run: &mut Run<'_>, connection: &Connection) -> Result<(), ArchiveError> {
    let names: Vec<(String, String)> = connection
        .prepare("SELECT DISTINCT kind, severity FROM findings")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (kind, severity) in names {
        let read =
            decode_name::<FindingKind>(&kind).and_then(|_| decode_name::<Severity>(&severity));
        if let Err(error) = read {
            damaged(run, &format!("findings: {error}"));
        }
    }
    Ok(())
}

fn never(run: &mut Run<'_>, connection: &Connection) -> Result<(), ArchiveError> {
    for (what, count) in NEVER {
        let found: i64 = connection.query_row(count, [], |row| row.get(0))?;
        if found > 0 {
            damaged(run, &format!("it holds {found} {what}"));
        }
    }
    Ok(())
}
