//! Taking out and putting back, inside the caller's transaction: the log first, then the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use paragraf_model::{ParagraphId, Record};
use rusqlite::{Connection, OptionalExtension, params};

use super::ban::{Ban, COPY};
use super::marks::{self, Mark, MarkKind};
use super::{Event, Log, Order, Subject, WithdrawError, WithdrawalReceipt};
use crate::codec::{decode_name, decode_paragraph, encode_time};
use crate::reader::{id_parts, record_of};
use crate::settle::{Occasion, settle};
use crate::{ArchiveError, document_changes, sha256_of};

/// Takes something out of every answer, with its copies.
pub fn withdraw(
    connection: &Connection,
    log: &Log,
    subject: &Subject,
    order: &Order<'_>,
) -> Result<WithdrawalReceipt, WithdrawError> {
    if let Some(reference) = active(connection, subject)? {
        let what = subject.name();
        return Err(WithdrawError::Already { what, reference });
    }
    let marks = marks_of(connection, subject)?.ok_or_else(|| WithdrawError::NotHeld {
        what: subject.name(),
    })?;
    let at = encode_time(order.at);
    let (paragraph, document) = match subject {
        Subject::Paragraph(id) => (Some(id.to_string()), None),
        Subject::Document(sha256) => (None, Some(sha256.clone())),
    };
    let event = Event::Withdrawn {
        reference: reference(subject, order),
        at,
        who: order.who.to_owned(),
        reason: order.reason.to_owned(),
        paragraph,
        document,
        followed: false,
        marks,
    };
    log.append(std::slice::from_ref(&event))?;
    Ok(apply(connection, &event)?)
}

/// Takes out a document that is held and was told to be a copy; `false` where it is not held.
pub fn take_copy(
    connection: &Connection,
    sha256: &str,
    ban: Ban,
    at: &str,
) -> Result<bool, ArchiveError> {
    let held: Option<(i64, Option<i64>)> = connection
        .prepare_cached("SELECT id, meeting_id FROM documents WHERE sha256 = ?1")?
        .query_row([sha256], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((document, meeting)) = held else {
        return Ok(false);
    };
    let taking = Taking {
        connection,
        withdrawal: ban.withdrawal,
        at,
    };
    taking.empty(document, Some(ban.code()))?;
    taking.settle(&meeting.into_iter().collect())?;
    Ok(true)
}

/// Puts back what was taken out under this name. What was cut out is read again by the next ingest; what was purged,
/// when its file comes again.
pub fn lift(
    connection: &Connection,
    log: &Log,
    subject: &Subject,
    order: &Order<'_>,
) -> Result<WithdrawalReceipt, WithdrawError> {
    let cleared = match subject {
        Subject::Document(sha256) => {
            kept_out_by(connection, sha256)?.map(|reference| (reference, Some(sha256.clone())))
        }
        Subject::Paragraph(_) => None,
    };
    let own = active(connection, subject)?.map(|reference| (reference, None));
    let Some((reference, cleared)) = own.or(cleared) else {
        let what = subject.name();
        return Err(WithdrawError::NotWithdrawn { what });
    };
    let event = Event::Lifted {
        reference,
        at: encode_time(order.at),
        who: order.who.to_owned(),
        reason: order.reason.to_owned(),
        cleared,
    };
    log.append(std::slice::from_ref(&event))?;
    Ok(apply(connection, &event)?)
}

/// What stands in the log and not in the catalogue: it was restored from an older backup, or made anew.
pub fn unlogged(connection: &Connection, events: &[Event]) -> Result<u32, ArchiveError> {
    let mut applied = 0;
    for event in events {
        let known = match event {
            Event::Withdrawn { reference, .. } => row(connection, reference)?.is_some(),
            Event::Lifted {
                reference, cleared, ..
            } => match (row(connection, reference)?, cleared) {
                (Some(withdrawal), Some(sha256)) => is_cleared(connection, withdrawal, sha256)?,
                (Some(withdrawal), None) => is_lifted(connection, withdrawal)?,
                (None, _) => true,
            },
            // A catalogue that does not know of a purge holds what was purged, and has to be purged again.
            Event::Purged { .. } => true,
        };
        if !known {
            apply(connection, event)?;
            applied += 1;
        }
    }
    Ok(applied)
}

/// What the catalogue knows and the log does not tell: the file was removed. Who put something back is not known here.
pub fn missing(connection: &Connection, events: &[Event]) -> Result<Vec<Event>, ArchiveError> {
    let is_told = |reference: &String| {
        events.iter().any(
            |event| matches!(event, Event::Withdrawn { reference: told, .. } if told == reference),
        )
    };
    let mut missing = Vec::new();
    let mut select = connection.prepare_cached(
        "SELECT id, reference, at, who, reason, paragraph, document, lifted_at, purged_at, followed
         FROM withdrawals ORDER BY id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let reference: String = row.get(1)?;
        if is_told(&reference) {
            continue;
        }
        missing.push(Event::Withdrawn {
            reference: reference.clone(),
            at: row.get(2)?,
            who: row.get(3)?,
            reason: row.get(4)?,
            paragraph: row.get(5)?,
            document: row.get(6)?,
            followed: row.get(9)?,
            marks: marks_held(connection, row.get(0)?)?,
        });
        if let Some(at) = row.get(8)? {
            missing.push(Event::Purged {
                reference: reference.clone(),
                at,
            });
        }
        if let Some(at) = row.get(7)? {
            missing.push(Event::Lifted {
                reference,
                at,
                who: String::new(),
                reason: String::new(),
                cleared: None,
            });
        }
    }
    Ok(missing)
}

fn marks_held(connection: &Connection, withdrawal: i64) -> Result<Vec<Mark>, ArchiveError> {
    let mut select = connection.prepare_cached(
        "SELECT kind, value FROM marks WHERE withdrawal_id = ?1 ORDER BY kind, value",
    )?;
    let mut rows = select.query([withdrawal])?;
    let mut marks = Vec::new();
    while let Some(row) = rows.next()? {
        marks.push(Mark::of(
            decode_name(&row.get::<_, String>(0)?)?,
            row.get::<_, String>(1)?,
        ));
    }
    Ok(marks)
}

pub(super) fn apply(
    connection: &Connection,
    event: &Event,
) -> Result<WithdrawalReceipt, ArchiveError> {
    connection
        .prepare_cached("UPDATE archive SET revision = revision + 1")?
        .execute([])?;
    match event {
        Event::Withdrawn {
            reference,
            at,
            who,
            reason,
            paragraph,
            document,
            followed,
            marks,
        } => {
            let withdrawal = connection
                .prepare_cached(
                    "INSERT INTO withdrawals (reference, at, who, reason, paragraph, document, followed)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .insert(params![reference, at, who, reason, paragraph, document, followed])?;
            mark(connection, withdrawal, marks)?;
            let taking = Taking {
                connection,
                withdrawal,
                at,
            };
            let (changes, documents) = match (paragraph, document) {
                (Some(id), _) => taking.paragraph(id, marks)?,
                (None, Some(sha256)) => taking.document(sha256, marks)?,
                (None, None) => (0, 0),
            };
            Ok(receipt(reference, changes, documents))
        }
        Event::Lifted {
            reference,
            at,
            cleared,
            ..
        } => {
            let Some(withdrawal) = row(connection, reference)? else {
                return Ok(receipt(reference, 0, 0));
            };
            let documents = match cleared {
                Some(sha256) => clear(connection, withdrawal, sha256, at)?,
                None => put_back(connection, withdrawal, at)?,
            };
            Ok(receipt(reference, 0, documents))
        }
        Event::Purged { reference, .. } => Ok(receipt(reference, 0, 0)),
    }
}

fn receipt(reference: &str, changes: u32, documents: u32) -> WithdrawalReceipt {
    WithdrawalReceipt {
        reference: reference.to_owned(),
        changes,
        documents,
    }
}

/// A withdrawal on its way into the catalogue.
pub(super) struct Taking<'a> {
    pub connection: &'a Connection,
    pub withdrawal: i64,
    pub at: &'a str,
}

impl Taking<'_> {
    /// Cuts the paragraph out of every document, and what says the same under the same number elsewhere.
    fn paragraph(&self, id: &str, marks: &[Mark]) -> Result<(u32, u32), ArchiveError> {
        let mut meetings = BTreeSet::new();
        let mut documents = BTreeSet::new();
        for (key, meeting, twin) in self.same_paragraph(id, marks)? {
            mark(
                self.connection,
                self.withdrawal,
                &[Mark::of(MarkKind::Paragraph, twin)],
            )?;
            documents.extend(self.cut(key)?);
            meetings.insert(meeting);
        }
        for document in &documents {
            self.connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO cuts (withdrawal_id, document_id) VALUES (?1, ?2)",
                )?
                .execute([self.withdrawal, *document])?;
            self.connection
                .prepare_cached(
                    "UPDATE documents SET original = CASE original WHEN 'kept' THEN 'withheld' ELSE 'gone' END
                     WHERE id = ?1 AND original IN ('kept', 'elsewhere')",
                )?
                .execute([document])?;
        }
        let changes = self.settle(&meetings)?;
        for document in &documents {
            document_changes::note(self.connection, *document, self.at)?;
        }
        Ok((changes, documents.len() as u32))
    }

    /// Key, meeting and id of the paragraph and of its twins: other bodies' names are misread, dates too.
    fn same_paragraph(
        &self,
        id: &str,
        marks: &[Mark],
    ) -> Result<Vec<(i64, i64, String)>, ArchiveError> {
        let [municipality, _, _, name] = id_parts(id);
        let mut select = self.connection.prepare_cached(
            "SELECT p.key, p.meeting_id, mu.short_name || '/' || b.slug || '/' || m.date || '/' || p.name
             FROM municipalities mu
             JOIN bodies b ON b.municipality_id = mu.id
             JOIN meetings m ON m.body_id = b.id
             JOIN paragraphs p ON p.meeting_id = m.id AND p.name = ?2
             WHERE mu.short_name = ?1",
        )?;
        let candidates: Vec<(i64, i64, String)> = select
            .query_map([municipality, name], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut same = Vec::new();
        for candidate in candidates {
            if candidate.2 == id
                || texts_of(self.connection, candidate.0)?
                    .iter()
                    .any(|text| marks.contains(text))
            {
                same.push(candidate);
            }
        }
        Ok(same)
    }

    /// Takes a paragraph out of all its documents, which are given.
    fn cut(&self, key: i64) -> Result<Vec<i64>, ArchiveError> {
        let documents = self
            .connection
            .prepare_cached("SELECT document_id FROM versions WHERE key = ?1")?
            .query_map([key], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        self.connection
            .prepare_cached("DELETE FROM versions WHERE key = ?1")?
            .execute([key])?;
        self.connection
            .prepare_cached("DELETE FROM findings WHERE key = ?1")?
            .execute([key])?;
        self.note_gone(key)?;
        Ok(documents)
    }

    pub fn note_gone(&self, key: i64) -> Result<(), ArchiveError> {
        self.connection
            .prepare_cached("UPDATE paragraphs SET withdrawn_by = ?2 WHERE key = ?1")?
            .execute([key, self.withdrawal])?;
        Ok(())
    }

    /// Takes the document out, and others of its meeting that say the same.
    fn document(&self, sha256: &str, marks: &[Mark]) -> Result<(u32, u32), ArchiveError> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, sha256, meeting_id FROM documents
             WHERE sha256 = ?1 OR meeting_id = (SELECT meeting_id FROM documents WHERE sha256 = ?1)",
        )?;
        let candidates: Vec<(i64, String, Option<i64>)> = select
            .query_map([sha256], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let mut meetings = BTreeSet::new();
        let mut documents = 0;
        for (document, of_document, meeting) in candidates {
            let code = if of_document == sha256 {
                None
            } else if text_of(self.connection, &of_document)?
                .is_some_and(|text| marks.contains(&text))
            {
                Some(COPY)
            } else {
                continue;
            };
            self.empty(document, code)?;
            meetings.extend(meeting);
            documents += 1;
        }
        Ok((self.settle(&meetings)?, documents))
    }

    /// Takes everything that was read of a document out of the catalogue.
    pub fn empty(&self, document: i64, code: Option<&str>) -> Result<(), ArchiveError> {
        let keys: Vec<i64> = self
            .connection
            .prepare_cached("SELECT key FROM versions WHERE document_id = ?1")?
            .query_map([document], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        crate::intake::forget_reading(self.connection, document)?;
        for key in keys {
            let elsewhere: bool = self
                .connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM versions WHERE key = ?1)")?
                .query_row([key], |row| row.get(0))?;
            if !elsewhere {
                self.note_gone(key)?;
            }
        }
        self.connection
            .prepare_cached(
                "UPDATE documents SET status = 'withdrawn', withdrawn_by = ?2, code = ?3, message = NULL,
                     meeting_id = NULL, meeting = NULL, media_type = NULL, pages = NULL, language = NULL,
                     kind = NULL, text_quality = NULL,
                     original = CASE WHEN original IN ('gone', 'elsewhere') THEN 'gone' ELSE 'withheld' END
                 WHERE id = ?1",
            )?
            .execute(params![document, self.withdrawal, code])?;
        document_changes::note(self.connection, document, self.at)
    }

    pub fn settle(&self, meetings: &BTreeSet<i64>) -> Result<u32, ArchiveError> {
        let mut changes = 0;
        for meeting in meetings {
            changes += settle(
                self.connection,
                *meeting,
                Occasion::without_document(self.at),
            )?;
        }
        Ok(changes)
    }
}

/// Lets everything of a withdrawal come in again.
fn put_back(connection: &Connection, withdrawal: i64, at: &str) -> Result<u32, ArchiveError> {
    connection.execute("DELETE FROM marks WHERE withdrawal_id = ?1", [withdrawal])?;
    connection.execute(
        "UPDATE withdrawals SET lifted_at = ?2 WHERE id = ?1",
        params![withdrawal, at],
    )?;
    connection.execute(
        "UPDATE paragraphs SET withdrawn_by = NULL WHERE withdrawn_by = ?1",
        [withdrawal],
    )?;
    let cut: Vec<i64> = connection
        .prepare_cached("SELECT document_id FROM cuts WHERE withdrawal_id = ?1")?
        .query_map([withdrawal], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    connection.execute("DELETE FROM cuts WHERE withdrawal_id = ?1", [withdrawal])?;
    let mut documents = 0;
    for document in cut {
        // Read again by the next ingest, from its original or, where that is gone, when its file comes again.
        documents += connection
            .prepare_cached(
                "UPDATE documents SET read_by = 0, original = CASE
                     WHEN original = 'withheld' AND NOT EXISTS (SELECT 1 FROM cuts WHERE document_id = ?1)
                     THEN 'kept' ELSE original END
                 WHERE id = ?1",
            )?
            .execute([document])? as u32;
        document_changes::note(connection, document, at)?;
    }
    let whole: Vec<String> = connection
        .prepare_cached("SELECT sha256 FROM documents WHERE withdrawn_by = ?1")?
        .query_map([withdrawal], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for sha256 in &whole {
        let_in(connection, sha256, at)?;
    }
    Ok(documents + whole.len() as u32)
}

/// Lets one document in that a withdrawal of another one kept out.
fn clear(
    connection: &Connection,
    withdrawal: i64,
    sha256: &str,
    at: &str,
) -> Result<u32, ArchiveError> {
    mark(
        connection,
        withdrawal,
        &[Mark::of(MarkKind::Cleared, sha256)],
    )?;
    let_in(connection, sha256, at)?;
    Ok(1)
}

fn let_in(connection: &Connection, sha256: &str, at: &str) -> Result<(), ArchiveError> {
    let deleted = connection
        .prepare_cached("DELETE FROM documents WHERE sha256 = ?1 AND original = 'gone'")?
        .execute([sha256])?;
    if deleted > 0 {
        return document_changes::note_removed(connection, sha256, at);
    }
    let document: Option<i64> = connection
        .prepare_cached(
            "UPDATE documents SET status = 'failed', code = 'withdrawal_lifted', withdrawn_by = NULL, read_by = 0,
                 message = 'it was withdrawn and that was lifted; the next `paragraf ingest` reads it again',
                 original = 'kept'
             WHERE sha256 = ?1 RETURNING id",
        )?
        .query_row([sha256], |row| row.get(0))
        .optional()?;
    match document {
        Some(document) => document_changes::note(connection, document, at),
        None => Ok(()),
    }
}

fn mark(connection: &Connection, withdrawal: i64, marks: &[Mark]) -> Result<(), ArchiveError> {
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO marks (kind, value, withdrawal_id) VALUES (?1, ?2, ?3)",
    )?;
    for mark in marks {
        insert.execute(params![mark.kind.name(), mark.value, withdrawal])?;
    }
    Ok(())
}

/// By what it is told when it comes again; `None` where it is not held.
fn marks_of(connection: &Connection, subject: &Subject) -> Result<Option<Vec<Mark>>, ArchiveError> {
    match subject {
        Subject::Paragraph(id) => {
            let Some(key) = key_of(connection, id)? else {
                return Ok(None);
            };
            let mut marks = vec![Mark::of(MarkKind::Paragraph, id.as_str())];
            marks.extend(texts_of(connection, key)?);
            Ok(Some(marks))
        }
        Subject::Document(sha256) => {
            let held: Option<Option<String>> = connection
                .prepare_cached("SELECT source_url FROM documents WHERE sha256 = ?1")?
                .query_row([sha256], |row| row.get(0))
                .optional()?;
            let Some(url) = held else {
                return Ok(None);
            };
            let mut marks = vec![Mark::of(MarkKind::Document, sha256.as_str())];
            if let Some(record) = record_of(connection, sha256)? {
                marks.extend(marks::of_document(&record, &BTreeMap::new()));
                marks.extend(marks::parts_of_document(&record));
            }
            marks.extend(url.as_deref().map(marks::of_address));
            Ok(Some(marks))
        }
    }
}

fn key_of(connection: &Connection, id: &ParagraphId) -> Result<Option<i64>, ArchiveError> {
    let [municipality, body, date, name] = id_parts(id.as_str());
    Ok(connection
        .prepare_cached(
            "SELECT p.key FROM municipalities mu
             JOIN bodies b ON b.municipality_id = mu.id
             JOIN meetings m ON m.body_id = b.id
             JOIN paragraphs p ON p.meeting_id = m.id
             WHERE mu.short_name = ?1 AND b.slug = ?2 AND m.date = ?3 AND p.name = ?4",
        )?
        .query_row([municipality, body, date, name], |row| row.get(0))
        .optional()?)
}

/// The marks of what each version of a paragraph says, without repeats.
fn texts_of(connection: &Connection, key: i64) -> Result<BTreeSet<Mark>, ArchiveError> {
    let mut select = connection.prepare_cached("SELECT record FROM versions WHERE key = ?1")?;
    let mut rows = select.query([key])?;
    let mut marks = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let paragraph = decode_paragraph(row.get_ref(0)?)?;
        marks.extend(marks::of_paragraph(&paragraph));
    }
    Ok(marks)
}

fn text_of(connection: &Connection, sha256: &str) -> Result<Option<Mark>, ArchiveError> {
    let record: Option<Record> = record_of(connection, sha256)?;
    Ok(record
        .as_ref()
        .and_then(|record| marks::of_document(record, &BTreeMap::new())))
}

/// The reference of the withdrawal in force of exactly this.
fn active(connection: &Connection, subject: &Subject) -> Result<Option<String>, ArchiveError> {
    let (column, name) = match subject {
        Subject::Paragraph(id) => ("paragraph", id.as_str()),
        Subject::Document(sha256) => ("document", sha256.as_str()),
    };
    let select =
        format!("SELECT reference FROM withdrawals WHERE {column} = ?1 AND lifted_at IS NULL");
    Ok(connection
        .prepare_cached(&select)?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// The reference of the withdrawal that keeps a document out that it does not name.
fn kept_out_by(connection: &Connection, sha256: &str) -> Result<Option<String>, ArchiveError> {
    Ok(connection
        .prepare_cached(
            "SELECT w.reference FROM documents d JOIN withdrawals w ON w.id = d.withdrawn_by
             WHERE d.sha256 = ?1 AND d.status = 'withdrawn'",
        )?
        .query_row([sha256], |row| row.get(0))
        .optional()?)
}

pub(super) fn row(connection: &Connection, reference: &str) -> Result<Option<i64>, ArchiveError> {
    Ok(connection
        .prepare_cached("SELECT id FROM withdrawals WHERE reference = ?1")?
        .query_row([reference], |row| row.get(0))
        .optional()?)
}

fn is_lifted(connection: &Connection, withdrawal: i64) -> Result<bool, ArchiveError> {
    Ok(connection
        .prepare_cached("SELECT lifted_at IS NOT NULL FROM withdrawals WHERE id = ?1")?
        .query_row([withdrawal], |row| row.get(0))?)
}

fn is_cleared(
    connection: &Connection,
    withdrawal: i64,
    sha256: &str,
) -> Result<bool, ArchiveError> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM marks WHERE kind = 'cleared' AND value = ?2 AND withdrawal_id = ?1)",
        )?
        .query_row(params![withdrawal, sha256], |row| row.get(0))?)
}

/// `U-20240305-3f9c21`: *utgallrad*, the day, and digits that tell two of a day apart.
fn reference(subject: &Subject, order: &Order<'_>) -> String {
    let told = format!("{} {}", subject.name(), encode_time(order.at));
    let digits = sha256_of(told.as_bytes());
    format!(
        "U-{}-{}",
        order.at.format("%Y%m%d"),
        digits.get(..6).unwrap_or_default()
    )
}
