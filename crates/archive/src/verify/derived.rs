//! What follows from the documents of a meeting, computed anew and compared: which paragraphs are current, and figures.

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use super::{RESTORE, Run};
use crate::ArchiveError;
use crate::settle::{Occasion, settle};

/// Settles every meeting in a transaction that is taken back.
pub fn check(run: &mut Run<'_>) {
    let path = run.catalogue();
    if let Err(error) = every_meeting(run) {
        run.damaged(&path, &error.to_string(), RESTORE);
    }
}

fn every_meeting(run: &mut Run<'_>) -> Result<(), ArchiveError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(run.catalogue(), flags)?;
    // Nothing of what is taken back reaches the log, and what is there stays as it is.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "cache_spill", false)?;
    let meetings: Vec<i64> = connection
        .prepare("SELECT id FROM meetings ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let total = meetings.len() as u64;
    for meeting in meetings {
        if !is_settled(&mut connection, meeting)? {
            let path = run.catalogue();
            let name = name(&connection, meeting)?;
            let what = format!(
                "the meeting {name}: its current paragraphs or figures are not what follows from its documents"
            );
            run.damaged(&path, &what, RESTORE);
        }
        run.checked.meetings += 1;
        run.step("figures", run.checked.meetings, total);
    }
    Ok(())
}

fn is_settled(connection: &mut Connection, meeting: i64) -> Result<bool, ArchiveError> {
    let transaction = connection.transaction()?;
    let before = figures(&transaction, meeting)?;
    let occasion = Occasion::without_document("");
    let changes = settle(&transaction, meeting, occasion)?;
    let after = figures(&transaction, meeting)?;
    transaction.rollback()?;
    Ok(changes == 0 && before == after)
}

/// Every value that settling writes beside what is current.
fn figures(connection: &Connection, meeting: i64) -> Result<Vec<Vec<Value>>, ArchiveError> {
    let mut figures = Vec::new();
    for select in [
        "SELECT * FROM meetings WHERE id = ?1",
        "SELECT * FROM named_meetings WHERE meeting_id = ?1 ORDER BY slug, date, implied",
        "SELECT name FROM bodies WHERE id = (SELECT body_id FROM meetings WHERE id = ?1)",
    ] {
        let mut select = connection.prepare_cached(select)?;
        let columns = select.column_count();
        let mut rows = select.query([meeting])?;
        while let Some(row) = rows.next()? {
            let values = (0..columns).map(|column| row.get(column));
            figures.push(values.collect::<Result<_, _>>()?);
        }
    }
    Ok(figures)
}

fn name(connection: &Connection, meeting: i64) -> Result<String, ArchiveError> {
    let name = connection.query_row(
        "SELECT mu.short_name || '/' || b.slug || '/' || m.date FROM meetings m
         JOIN bodies b ON b.id = m.body_id JOIN municipalities mu ON mu.id = b.municipality_id
         WHERE m.id = ?1",
        [meeting],
        |row| row.get(0),
    )?;
    Ok(name)
}
