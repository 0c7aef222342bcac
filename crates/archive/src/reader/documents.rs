//! Documents, and those that are not indexed.

use chrono::{DateTime, Utc};
use paragraf_model::{DocumentFacts, Finding, Meeting, MeetingId, Record, SCHEMA};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};

use super::paragraphs::paragraph_id;
use crate::codec::{damaged, decode_meeting, decode_name, decode_paragraph, decode_time};
use crate::numbers::Numbers;
use crate::recognition::page_waits;
use crate::{
    ArchiveError, DocumentStatus, DocumentSummary, Held, HeldParagraph, KeptDocument, KeptOriginal,
    OriginalState, StoredDocument,
};

/// Of a document `d`: some of its text was recognised.
macro_rules! is_recognised {
    () => {
        "EXISTS (SELECT 1 FROM findings f WHERE f.document_id = d.id AND f.kind = 'text_recognised')"
    };
}

/// What a [`KeptDocument`] is made of.
macro_rules! kept_of_documents {
    () => {
        concat!(
            "SELECT d.sha256, d.filename, d.source_path, d.stated, ",
            is_recognised!(),
            " FROM documents d "
        )
    };
}

pub const HOLDS: &str = concat!(
    "SELECT d.status, d.stated, d.read_by, d.source_path, ",
    is_recognised!(),
    ", d.original, CASE d.status WHEN 'left_out' THEN json_extract(d.meeting, '$.body') END
     FROM documents d WHERE d.sha256 = ?1"
);
/// Of what was left out there is no original.
pub const OUTDATED: &str = concat!(
    kept_of_documents!(),
    "WHERE d.read_by <> ?1 AND d.original <> 'gone' AND d.status NOT IN ('withdrawn', 'left_out') ORDER BY d.id"
);
pub const UNREAD: &str = concat!(
    kept_of_documents!(),
    "WHERE d.status <> 'indexed' AND d.status IN ('failed', 'waiting') ORDER BY d.received_at, d.id"
);
pub const UNREAD_OR_INCOMPLETE: &str = concat!(
    kept_of_documents!(),
    "WHERE d.status IN ('failed', 'waiting')
        OR EXISTS (SELECT 1 FROM findings f WHERE f.document_id = d.id AND ",
    page_waits!(),
    ") ORDER BY d.id"
);
const COUNT_INCOMPLETE: &str = concat!(
    "SELECT count(DISTINCT f.document_id) FROM findings f JOIN documents d ON d.id = f.document_id
     WHERE d.status = 'indexed' AND ",
    page_waits!()
);
pub const MEETING: &str = "SELECT meeting FROM documents WHERE sha256 = ?1";
pub const ID: &str = "SELECT id FROM documents WHERE sha256 = ?1";
pub const ONE: &str = "
    SELECT d.sha256, d.filename, d.media_type, d.kind, d.status, d.received_at,
           (SELECT count(*) FROM versions v WHERE v.document_id = d.id),
           d.size, d.pages, d.language, d.text_quality, d.code, d.message, d.source_path, d.source_url,
           d.meeting, mu.short_name || '/' || b.slug || '/' || m.date, d.original
    FROM documents d
    LEFT JOIN meetings m ON m.id = d.meeting_id
    LEFT JOIN bodies b ON b.id = m.body_id
    LEFT JOIN municipalities mu ON mu.id = b.municipality_id
    WHERE d.id = ?1";
pub const FINDINGS: &str = "
    SELECT kind, severity, message, page, first_line, last_line, paragraph, numbers
    FROM findings WHERE document_id = ?1 ORDER BY position";
pub const PARAGRAPHS: &str = "
    SELECT mu.short_name || '/' || b.slug || '/' || m.date || '/' || p.name,
           p.current_document_id IS v.document_id, v.record
    FROM versions v
    JOIN paragraphs p ON p.key = v.key
    JOIN meetings m ON m.id = p.meeting_id
    JOIN bodies b ON b.id = m.body_id
    JOIN municipalities mu ON mu.id = b.municipality_id
    WHERE v.document_id = ?1 ORDER BY v.position";
pub const SUMMARIES: &str = "
    SELECT d.sha256, d.filename, d.media_type, d.kind, d.status, d.received_at,
           (SELECT count(*) FROM versions v WHERE v.document_id = d.id)
    FROM documents d WHERE d.meeting_id = ?1
    ORDER BY d.kind = 'minutes' DESC, d.received_at DESC, d.id DESC";

/// What is known of a SHA-256.
pub fn holds(connection: &Connection, sha256: &str) -> Result<Option<Held>, ArchiveError> {
    let mut select = connection.prepare_cached(HOLDS)?;
    let mut rows = select.query([sha256])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some(Held {
        status: status(&row.get::<_, String>(0)?)?,
        stated: row.get(1)?,
        read_by: row.get(2)?,
        source_path: row.get(3)?,
        recognised: row.get(4)?,
        original: original(&row.get::<_, String>(5)?)?,
        left_out_body: row.get(6)?,
    }))
}

/// Documents that were read by another version of the rules, in the order they came.
pub fn outdated(connection: &Connection, read_by: u32) -> Result<Vec<KeptDocument>, ArchiveError> {
    kept(connection, OUTDATED, [read_by])
}

/// Originals that lie here, in the order they came.
pub fn originals_after(
    connection: &Connection,
    after: i64,
    limit: u32,
) -> Result<Vec<KeptOriginal>, ArchiveError> {
    let originals = connection
        .prepare_cached(
            "SELECT id, sha256, size FROM documents
             WHERE id > ?1 AND original NOT IN ('gone', 'elsewhere') AND status <> 'left_out' ORDER BY id LIMIT ?2",
        )?
        .query_map([after, i64::from(limit)], |row| {
            Ok(KeptOriginal {
                row: row.get(0)?,
                sha256: row.get(1)?,
                size: row.get::<_, i64>(2)?.unsigned_abs(),
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(originals)
}

/// Documents without text, in the order they came.
pub fn unread(connection: &Connection) -> Result<Vec<KeptDocument>, ArchiveError> {
    kept(connection, UNREAD, [])
}

/// Those too of which some pages wait for text recognition.
pub fn unread_or_incomplete(connection: &Connection) -> Result<Vec<KeptDocument>, ArchiveError> {
    kept(connection, UNREAD_OR_INCOMPLETE, [])
}

/// When the newest document came; `None` where there is none.
pub fn last_received(connection: &Connection) -> Result<Option<DateTime<Utc>>, ArchiveError> {
    let last: Option<String> = connection
        .prepare_cached("SELECT max(received_at) FROM documents")?
        .query_row([], |row| row.get(0))?;
    last.map(|time| decode_time(&time)).transpose()
}

/// How many indexed documents have pages that wait for text recognition.
pub fn count_incomplete(connection: &Connection) -> Result<u64, ArchiveError> {
    let count: i64 = connection
        .prepare_cached(COUNT_INCOMPLETE)?
        .query_row([], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

fn kept(
    connection: &Connection,
    select: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<KeptDocument>, ArchiveError> {
    let kept = connection
        .prepare_cached(select)?
        .query_map(parameters, |row| {
            Ok(KeptDocument {
                sha256: row.get(0)?,
                filename: row.get(1)?,
                source_path: row.get(2)?,
                stated: row.get(3)?,
                recognised: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(kept)
}

/// A document without its paragraphs' text.
pub fn document(
    connection: &Connection,
    sha256: &str,
) -> Result<Option<StoredDocument>, ArchiveError> {
    let Some(id) = id(connection, sha256)? else {
        return Ok(None);
    };
    let mut document = connection
        .prepare_cached(ONE)?
        .query_row([id], |row| Ok(document_from_row(row)))??;
    document.findings = findings(connection, id)?;
    document.paragraphs = paragraphs(connection, id, |id, current, _| {
        Ok(HeldParagraph { id, current })
    })?;
    Ok(Some(document))
}

/// The whole record of a document that could be read.
pub fn record(connection: &Connection, sha256: &str) -> Result<Option<Record>, ArchiveError> {
    let Some(document) = document(connection, sha256)? else {
        return Ok(None);
    };
    let (Some(id), Some(meeting), Some(media_type), Some(kind)) = (
        id(connection, sha256)?,
        document.meeting,
        document.summary.media_type,
        document.summary.kind,
    ) else {
        return Ok(None);
    };
    Ok(Some(Record {
        schema: SCHEMA,
        document: DocumentFacts {
            sha256: document.summary.sha256,
            filename: document.summary.filename,
            media_type,
            pages: document.pages,
            language: document.language,
            kind,
            text_quality: document.text_quality.unwrap_or_default(),
        },
        meeting,
        paragraphs: paragraphs(connection, id, |_, _, record| decode_paragraph(record))?,
        findings: document.findings,
    }))
}

/// Versions of the rules that indexed documents were read by.
pub fn reading_versions(connection: &Connection) -> Result<Vec<u32>, ArchiveError> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT read_by FROM documents WHERE status = 'indexed' ORDER BY read_by",
    )?;
    let versions = select.query_map([], |row| row.get(0))?;
    Ok(versions.collect::<Result<_, _>>()?)
}

/// One line about each document of a meeting, the leading one first.
pub fn summaries(
    connection: &Connection,
    meeting: i64,
) -> Result<Vec<DocumentSummary>, ArchiveError> {
    let mut select = connection.prepare_cached(SUMMARIES)?;
    let mut rows = select.query([meeting])?;
    let mut summaries = Vec::new();
    while let Some(row) = rows.next()? {
        summaries.push(summary_from_row(row)?);
    }
    Ok(summaries)
}

/// What a document says of its meeting.
pub fn meeting_of(connection: &Connection, sha256: &str) -> Result<Option<Meeting>, ArchiveError> {
    let meeting = connection
        .prepare_cached(MEETING)?
        .query_row([sha256], |row| Ok(decode_meeting(row.get_ref(0)?)))
        .optional()?;
    Ok(meeting.transpose()?.flatten())
}

/// What a document says of its meeting, and what was noticed in it.
pub fn meeting_and_findings(
    connection: &Connection,
    sha256: &str,
) -> Result<Option<(Meeting, Vec<Finding>)>, ArchiveError> {
    let document = document(connection, sha256)?;
    Ok(document.and_then(|document| Some((document.meeting?, document.findings))))
}

fn id(connection: &Connection, sha256: &str) -> Result<Option<i64>, ArchiveError> {
    Ok(connection
        .prepare_cached(ID)?
        .query_row([sha256], |row| row.get(0))
        .optional()?)
}

fn document_from_row(row: &Row<'_>) -> Result<StoredDocument, ArchiveError> {
    let meeting_id: Option<String> = row.get(16)?;
    Ok(StoredDocument {
        summary: summary_from_row(row)?,
        size: row.get::<_, i64>(7)?.unsigned_abs(),
        pages: row.get(8)?,
        language: row.get(9)?,
        text_quality: row.get::<_, Option<f64>>(10)?.map(|share| share as f32),
        code: row.get(11)?,
        message: row.get(12)?,
        source_path: row.get(13)?,
        source_url: row.get(14)?,
        original: original(&row.get::<_, String>(17)?)?,
        meeting_id: meeting_id.map(|id| meeting_id_from(&id)).transpose()?,
        meeting: decode_meeting(row.get_ref(15)?)?,
        findings: Vec::new(),
        paragraphs: Vec::new(),
    })
}

fn summary_from_row(row: &Row<'_>) -> Result<DocumentSummary, ArchiveError> {
    let media_type: Option<String> = row.get(2)?;
    let kind: Option<String> = row.get(3)?;
    Ok(DocumentSummary {
        sha256: row.get(0)?,
        filename: row.get(1)?,
        media_type: media_type.map(|name| decode_name(&name)).transpose()?,
        kind: kind.map(|name| decode_name(&name)).transpose()?,
        status: status(&row.get::<_, String>(4)?)?,
        received_at: decode_time(&row.get::<_, String>(5)?)?,
        paragraphs: row.get(6)?,
    })
}

fn findings(connection: &Connection, document: i64) -> Result<Vec<Finding>, ArchiveError> {
    let mut select = connection.prepare_cached(FINDINGS)?;
    let mut rows = select.query([document])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        findings.push(finding_from_row(row)?);
    }
    Ok(findings)
}

/// A finding from the columns of [`FINDINGS`].
pub fn finding_from_row(row: &Row<'_>) -> Result<Finding, ArchiveError> {
    let lines: (Option<u32>, Option<u32>) = (row.get(4)?, row.get(5)?);
    let numbers = Numbers::read(row.get_ref(7)?.as_str().unwrap_or_default());
    let numbers = numbers.ranges().map(|range| [*range.start(), *range.end()]);
    Ok(Finding {
        kind: decode_name(row.get_ref(0)?.as_str().unwrap_or_default())?,
        severity: decode_name(row.get_ref(1)?.as_str().unwrap_or_default())?,
        message: row.get(2)?,
        page: row.get(3)?,
        lines: lines.0.zip(lines.1).map(|(first, last)| [first, last]),
        paragraph: row.get(6)?,
        numbers: numbers.collect(),
    })
}

/// Each paragraph of a document in order: its id, whether it is current, and its stored record.
fn paragraphs<T>(
    connection: &Connection,
    document: i64,
    make: impl Fn(paragraf_model::ParagraphId, bool, ValueRef<'_>) -> Result<T, ArchiveError>,
) -> Result<Vec<T>, ArchiveError> {
    let mut select = connection.prepare_cached(PARAGRAPHS)?;
    let mut rows = select.query([document])?;
    let mut paragraphs = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let (meeting, name) = id.rsplit_once('/').unwrap_or_default();
        let id = paragraph_id(&meeting_id_from(meeting)?, name)?;
        paragraphs.push(make(id, row.get(1)?, row.get_ref(2)?)?);
    }
    Ok(paragraphs)
}

fn meeting_id_from(id: &str) -> Result<MeetingId, ArchiveError> {
    let [municipality, body, date] = super::paragraphs::id_parts(id);
    Ok(MeetingId::from_parts(
        municipality,
        body,
        crate::codec::decode_date(date)?,
    ))
}

fn original(name: &str) -> Result<OriginalState, ArchiveError> {
    OriginalState::from_name(name).ok_or_else(|| damaged(&format!("the original's state {name}")))
}

pub(super) fn status(name: &str) -> Result<DocumentStatus, ArchiveError> {
    DocumentStatus::from_name(name).ok_or_else(|| damaged(&format!("the status {name}")))
}
