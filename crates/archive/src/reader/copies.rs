//! What is handed out for others to keep.

use paragraf_model::Municipality;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Reader, documents};
use crate::codec::{damaged, decode_time};
use crate::copy::{
    Bulk, BulkFile, DocumentChange, DocumentChangeKind, DocumentCopy, LeftOutCopy, ParagraphCopy,
    WithdrawalCopy, WithdrawnDocument, WithdrawnParagraph,
};
use crate::document_changes::WITHOUT_MEETING;
use crate::{ArchiveError, DocumentStatus, OriginalState};

const FILES: &str = "
    SELECT mu.short_name || '/' || substr(m.date, 1, 4) AS name, sum(m.documents), sum(m.paragraphs)
    FROM meetings m
    JOIN bodies b ON b.id = m.body_id
    JOIN municipalities mu ON mu.id = b.municipality_id
    WHERE m.documents > 0 GROUP BY 1 ORDER BY 1";
const IN_FILE: &str = "
    SELECT d.id, d.sha256 FROM municipalities mu
    JOIN bodies b ON b.municipality_id = mu.id
    JOIN meetings m ON m.body_id = b.id
    JOIN documents d ON d.meeting_id = m.id
    WHERE mu.short_name = ?1 AND m.date BETWEEN ?2 || '-01-01' AND ?2 || '-12-31' ORDER BY d.id";
const WITHOUT: &str = "
    SELECT id, sha256 FROM documents WHERE status <> 'indexed' AND status <> 'withdrawn' ORDER BY id";
const HELD_PARAGRAPHS: &str = "
    SELECT mu.short_name || '/' || b.slug || '/' || m.date || '/' || p.name,
           p.current_document_id IS v.document_id, p.changed_at
    FROM versions v
    JOIN paragraphs p ON p.key = v.key
    JOIN meetings m ON m.id = p.meeting_id
    JOIN bodies b ON b.id = m.body_id
    JOIN municipalities mu ON mu.id = b.municipality_id
    WHERE v.document_id = ?1 ORDER BY v.position";
const CHANGES: &str = "
    SELECT sequence, sha256, kind, at, coalesce(new_at, sequence) FROM document_changes
    WHERE sequence > ?1 ORDER BY sequence LIMIT ?2";
/// Of ids that were marked, some may be answered from another document since.
const WITHDRAWN_PARAGRAPHS: &str = "
    SELECT mu.short_name || '/' || b.slug || '/' || m.date || '/' || p.name, mu.name, mu.code, b.name, p.number
    FROM paragraphs p
    JOIN meetings m ON m.id = p.meeting_id
    JOIN bodies b ON b.id = m.body_id
    JOIN municipalities mu ON mu.id = b.municipality_id
    WHERE p.withdrawn_by = ?1 ORDER BY 1";

impl Reader {
    /// The files that everything is handed out as, for others to keep.
    pub fn bulk(&self) -> Result<Bulk, ArchiveError> {
        self.pool.read(bulk)
    }

    /// The last change of what one of them holds or held; 0 where nothing ever was in it.
    pub fn bulk_change(&self, file: &str) -> Result<u64, ArchiveError> {
        self.pool
            .read(|connection| Ok(file_change(connection, file)?.0))
    }

    /// Visits each document of such a file, in the order they came, all as they are at one moment.
    ///
    /// # Errors
    /// The catalogue fails, or the visitor does.
    pub fn each_copy<E: From<ArchiveError>>(
        &self,
        file: &str,
        mut visit: impl FnMut(DocumentCopy) -> Result<(), E>,
    ) -> Result<(), E> {
        self.pool.read(|connection| {
            for (_, sha256) in in_file(connection, file)? {
                if let Some(copy) = copy(connection, &sha256, self.hides_officers)?
                    && let Err(error) = visit(copy)
                {
                    return Ok(Err(error));
                }
            }
            Ok(Ok(()))
        })?
    }

    /// A document as it is handed out; `None` where it is not held or was withdrawn.
    pub fn copy(&self, sha256: &str) -> Result<Option<DocumentCopy>, ArchiveError> {
        self.pool
            .read(|connection| copy(connection, sha256, self.hides_officers))
    }

    /// The last change of each document that changed after a number, with what it is now where it is handed out.
    pub fn document_changes_after(
        &self,
        sequence: u64,
        limit: u32,
    ) -> Result<Vec<(DocumentChange, Option<DocumentCopy>)>, ArchiveError> {
        self.pool.read(|connection| {
            let changes = changes_after(connection, sequence, limit)?;
            let with_copy = changes.into_iter().map(|change| {
                let copy = copy(connection, &change.sha256, self.hides_officers)?;
                Ok((change, copy))
            });
            with_copy.collect()
        })
    }

    /// The history that numbers of changes belong to, and the last change of a document.
    pub fn document_history(&self) -> Result<(String, u64), ArchiveError> {
        self.pool.read(|connection| {
            let history = connection
                .prepare_cached("SELECT history FROM archive")?
                .query_row([], |row| row.get(0))?;
            Ok((history, last_change(connection)?))
        })
    }

    /// Withdrawals in force, as whoever keeps a copy has to follow them.
    pub fn withdrawal_copies(&self) -> Result<Vec<WithdrawalCopy>, ArchiveError> {
        self.pool.read(withdrawals)
    }
}

/// The list of files.
pub fn bulk(connection: &Connection) -> Result<Bulk, ArchiveError> {
    let mut select = connection.prepare_cached(FILES)?;
    let counted: Vec<(String, i64, i64)> = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mut files = Vec::with_capacity(counted.len() + 1);
    for (name, documents, paragraphs) in counted {
        files.push(file(connection, name, documents, paragraphs)?);
    }
    let without: i64 = connection
        .prepare_cached(
            "SELECT count(*) FROM documents WHERE status <> 'indexed' AND status <> 'withdrawn'",
        )?
        .query_row([], |row| row.get(0))?;
    files.push(file(connection, WITHOUT_MEETING.to_owned(), without, 0)?);
    let (archive, history) = connection
        .prepare_cached("SELECT id, history FROM archive")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Bulk {
        archive,
        history,
        sequence: last_change(connection)?,
        files,
        withdrawals: connection
            .prepare_cached("SELECT count(*) FROM withdrawals WHERE lifted_at IS NULL")?
            .query_row([], |row| row.get::<_, i64>(0))?
            .unsigned_abs(),
    })
}

fn file(
    connection: &Connection,
    name: String,
    documents: i64,
    paragraphs: i64,
) -> Result<BulkFile, ArchiveError> {
    let (sequence, changed_at) = file_change(connection, &name)?;
    Ok(BulkFile {
        name,
        documents: documents.unsigned_abs(),
        paragraphs: paragraphs.unsigned_abs(),
        sequence,
        changed_at: changed_at.map(|at| decode_time(&at)).transpose()?,
    })
}

/// The last change of what is, or was, in a file; 0 where nothing ever was.
fn file_change(connection: &Connection, name: &str) -> Result<(u64, Option<String>), ArchiveError> {
    let found: Option<(i64, String)> = connection
        .prepare_cached("SELECT sequence, at FROM bulk_files WHERE name = ?1")?
        .query_row([name], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.map_or((0, None), |(sequence, at)| {
        (sequence.unsigned_abs(), Some(at))
    }))
}

/// Row and SHA-256 of each document in a file, in the order they came.
pub fn in_file(connection: &Connection, name: &str) -> Result<Vec<(i64, String)>, ArchiveError> {
    let take = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found = match name.split_once('/') {
        Some((municipality, year)) => connection
            .prepare_cached(IN_FILE)?
            .query_map([municipality, year], take)?
            .collect::<Result<_, _>>()?,
        None if name == WITHOUT_MEETING => connection
            .prepare_cached(WITHOUT)?
            .query_map([], take)?
            .collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    Ok(found)
}

/// One document as it is handed out; `None` where it is not held or was withdrawn.
pub fn copy(
    connection: &Connection,
    sha256: &str,
    hides_officers: bool,
) -> Result<Option<DocumentCopy>, ArchiveError> {
    let Some(document) = documents::document(connection, sha256)? else {
        return Ok(None);
    };
    let status = document.summary.status;
    if status == DocumentStatus::Withdrawn {
        return Ok(None);
    }
    let (number, stated, rules): (i64, Option<String>, u32) = connection
        .prepare_cached("SELECT id, stated, read_by FROM documents WHERE sha256 = ?1")?
        .query_row([sha256], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let is_left_out = status == DocumentStatus::LeftOut;
    let left_out = match &document.meeting {
        Some(whose) if is_left_out => Some(LeftOutCopy {
            municipality: whose.municipality.clone(),
            body: whose.body.clone().unwrap_or_default(),
        }),
        _ => None,
    };
    let mut record = documents::record(connection, sha256)?;
    if let Some(record) = record.as_mut().filter(|_| hides_officers) {
        for paragraph in &mut record.paragraphs {
            paragraph.case_officers.clear();
        }
    }
    Ok(Some(DocumentCopy {
        number: number.unsigned_abs(),
        status: status.name().to_owned(),
        withheld: matches!(
            document.original,
            OriginalState::Withheld | OriginalState::Gone
        ),
        handed_out: document.may_be_handed_out(),
        code: document.code,
        message: document.message,
        filename: document.summary.filename,
        size: document.size,
        received_at: document.summary.received_at,
        source_url: document.source_url,
        stated: stated.filter(|_| !is_left_out),
        rules,
        meeting: document.meeting_id.map(|id| id.to_string()),
        left_out,
        paragraphs: paragraphs(connection, number)?,
        record,
        sha256: document.summary.sha256,
    }))
}

fn paragraphs(connection: &Connection, document: i64) -> Result<Vec<ParagraphCopy>, ArchiveError> {
    let mut select = connection.prepare_cached(HELD_PARAGRAPHS)?;
    let mut rows = select.query([document])?;
    let mut paragraphs = Vec::new();
    while let Some(row) = rows.next()? {
        let (current, changed_at): (bool, String) = (row.get(1)?, row.get(2)?);
        let told = current && !changed_at.is_empty();
        paragraphs.push(ParagraphCopy {
            id: row.get(0)?,
            current,
            changed_at: told.then(|| decode_time(&changed_at)).transpose()?,
        });
    }
    Ok(paragraphs)
}

/// The last change of each document that changed after a number, in order.
fn changes_after(
    connection: &Connection,
    sequence: u64,
    limit: u32,
) -> Result<Vec<DocumentChange>, ArchiveError> {
    let mut select = connection.prepare_cached(CHANGES)?;
    let mut rows = select.query(params![sequence as i64, limit])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push(DocumentChange {
            sequence: row.get::<_, i64>(0)?.unsigned_abs(),
            sha256: row.get(1)?,
            kind: kind(row.get_ref(2)?.as_str().unwrap_or_default())?,
            at: decode_time(row.get_ref(3)?.as_str().unwrap_or_default())?,
            new_at: row.get::<_, i64>(4)?.unsigned_abs(),
        });
    }
    Ok(changes)
}

/// The number of the last change of a document; 0 where there was none.
fn last_change(connection: &Connection) -> Result<u64, ArchiveError> {
    let last: i64 = connection
        .prepare_cached("SELECT coalesce(max(sequence), 0) FROM document_changes")?
        .query_row([], |row| row.get(0))?;
    Ok(last.unsigned_abs())
}

fn kind(name: &str) -> Result<DocumentChangeKind, ArchiveError> {
    match name {
        "put" => Ok(DocumentChangeKind::Put),
        "withdraw" => Ok(DocumentChangeKind::Withdraw),
        "remove" => Ok(DocumentChangeKind::Remove),
        other => Err(damaged(&format!("the kind of change {other}"))),
    }
}

/// Withdrawals in force, in the order they were made.
fn withdrawals(connection: &Connection) -> Result<Vec<WithdrawalCopy>, ArchiveError> {
    let mut select = connection.prepare_cached(
        "SELECT id, reference, at, reason, paragraph, document, purged_at IS NOT NULL
         FROM withdrawals WHERE lifted_at IS NULL ORDER BY id",
    )?;
    let mut rows = select.query([])?;
    let mut withdrawals = Vec::new();
    while let Some(row) = rows.next()? {
        let withdrawal: i64 = row.get(0)?;
        withdrawals.push(WithdrawalCopy {
            reference: row.get(1)?,
            at: decode_time(row.get_ref(2)?.as_str().unwrap_or_default())?,
            reason: row.get(3)?,
            paragraph: row.get(4)?,
            document: row.get(5)?,
            purged: row.get(6)?,
            paragraphs: withdrawn_paragraphs(connection, withdrawal)?,
            documents: withdrawn_documents(connection, withdrawal)?,
        });
    }
    Ok(withdrawals)
}

fn withdrawn_paragraphs(
    connection: &Connection,
    withdrawal: i64,
) -> Result<Vec<WithdrawnParagraph>, ArchiveError> {
    let found = connection
        .prepare_cached(WITHDRAWN_PARAGRAPHS)?
        .query_map([withdrawal], |row| {
            Ok(WithdrawnParagraph {
                id: row.get(0)?,
                municipality: Municipality {
                    name: row.get(1)?,
                    code: row.get(2)?,
                },
                body: row.get(3)?,
                number: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(found)
}

fn withdrawn_documents(
    connection: &Connection,
    withdrawal: i64,
) -> Result<Vec<WithdrawnDocument>, ArchiveError> {
    let found = connection
        .prepare_cached(
            "SELECT sha256, id, code FROM documents WHERE withdrawn_by = ?1 ORDER BY id",
        )?
        .query_map([withdrawal], |row| {
            Ok(WithdrawnDocument {
                sha256: row.get(0)?,
                number: row.get::<_, i64>(1)?.unsigned_abs(),
                code: row.get(2)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(found)
}
