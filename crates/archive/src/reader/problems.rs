//! Documents that are kept and not indexed.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::documents::status;
use crate::codec::decode_time;
use crate::{ArchiveError, ProblemDocument, ProblemsOfCode};

/// What a [`ProblemDocument`] is made of.
macro_rules! problem {
    () => {
        "SELECT sha256, filename, source_path, status, code, message, received_at,
                coalesce(json_extract(meeting, '$.municipality.name'), ''),
                coalesce(json_extract(meeting, '$.body'), ''), json_extract(meeting, '$.date')
         FROM documents "
    };
}

/// Which documents are told of.
macro_rules! is_problem {
    () => {
        "status <> 'indexed' AND status NOT IN ('withdrawn', 'left_out')"
    };
}

pub const ALL: &str = concat!(
    problem!(),
    "WHERE ",
    is_problem!(),
    " ORDER BY received_at DESC"
);
pub const ONE: &str = concat!(problem!(), "WHERE id = ?1");
pub const CODES: &str = concat!(
    "SELECT id, coalesce(code, '') FROM documents WHERE ",
    is_problem!(),
    " AND (?1 IS NULL OR json_extract(meeting, '$.municipality.name') = ?1)
      ORDER BY received_at DESC"
);

/// Every one, latest first.
pub fn all(connection: &Connection) -> Result<Vec<ProblemDocument>, ArchiveError> {
    let mut select = connection.prepare_cached(ALL)?;
    let mut rows = select.query([])?;
    let mut problems = Vec::new();
    while let Some(row) = rows.next()? {
        problems.push(from_row(row)?);
    }
    Ok(problems)
}

/// How many there are for each reason, the most frequent first, and the latest of each. One pass that holds no more than
/// it answers: sorting within each reason in SQL takes seconds where a hundred thousand files failed.
pub fn by_code(
    connection: &Connection,
    municipality: Option<&str>,
    most: usize,
) -> Result<Vec<ProblemsOfCode>, ArchiveError> {
    let mut counted: BTreeMap<String, (u64, Vec<i64>)> = BTreeMap::new();
    let mut select = connection.prepare_cached(CODES)?;
    let mut rows = select.query([municipality])?;
    while let Some(row) = rows.next()? {
        let (total, latest) = counted.entry(row.get(1)?).or_default();
        *total += 1;
        if latest.len() < most {
            latest.push(row.get(0)?);
        }
    }
    let mut problems = Vec::with_capacity(counted.len());
    for (code, (total, ids)) in counted {
        let mut latest = Vec::with_capacity(ids.len());
        for id in ids {
            latest.extend(one(connection, id)?);
        }
        problems.push(ProblemsOfCode {
            code,
            total,
            latest,
        });
    }
    problems.sort_by_key(|of| std::cmp::Reverse(of.total));
    Ok(problems)
}

fn one(connection: &Connection, id: i64) -> Result<Option<ProblemDocument>, ArchiveError> {
    let mut select = connection.prepare_cached(ONE)?;
    let problem = select.query_row([id], |row| Ok(from_row(row)));
    problem.optional()?.transpose()
}

fn from_row(row: &Row<'_>) -> Result<ProblemDocument, ArchiveError> {
    let date: Option<String> = row.get(9)?;
    Ok(ProblemDocument {
        sha256: row.get(0)?,
        filename: row.get(1)?,
        source_path: row.get(2)?,
        status: status(&row.get::<_, String>(3)?)?,
        code: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
        message: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
        received_at: decode_time(&row.get::<_, String>(6)?)?,
        municipality: row.get(7)?,
        body: row.get(8)?,
        date: date.and_then(|date| date.parse().ok()),
    })
}
