//! Paragraphs: current ones, and what other documents have.

use chrono::{DateTime, Utc};
use paragraf_model::{DocumentKind, MeetingId, Municipality, Paragraph, ParagraphId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::codec::{damaged, decode_date, decode_gist, decode_name, decode_paragraph, decode_time};
use crate::{ArchiveError, FoundParagraph, StoredParagraph, Version};

/// The rows of [`StoredParagraph`]: `$version` joins the version to answer from, `$rest` says which paragraphs.
macro_rules! select_paragraphs {
    ($version:literal, $rest:literal) => {
        concat!(
            "SELECT p.key, p.name, p.changed_at, m.date, m.body_name, b.slug,
                    mu.short_name, mu.name, mu.code,
                    d.sha256, d.filename, d.media_type, d.received_at, v.record
             FROM paragraphs p
             JOIN versions v ON v.key = p.key AND ",
            $version,
            " JOIN documents d ON d.id = v.document_id
              JOIN meetings m ON m.id = p.meeting_id
              JOIN bodies b ON b.id = m.body_id
              JOIN municipalities mu ON mu.id = b.municipality_id ",
            $rest
        )
    };
}

pub const BY_KEY: &str =
    select_paragraphs!("v.document_id = p.current_document_id", "WHERE p.key = ?1");
pub const BY_ID: &str = select_paragraphs!(
    "v.document_id = p.current_document_id",
    "WHERE mu.short_name = ?1 AND b.slug = ?2 AND m.date = ?3 AND p.name = ?4"
);
pub const BY_ID_AND_DOCUMENT: &str = select_paragraphs!(
    "v.document_id = (SELECT id FROM documents WHERE sha256 = ?5)",
    "WHERE mu.short_name = ?1 AND b.slug = ?2 AND m.date = ?3 AND p.name = ?4"
);
pub const OF_MEETING: &str = select_paragraphs!(
    "v.document_id = p.current_document_id",
    "WHERE p.meeting_id = ?1 ORDER BY p.number, length(p.name), p.name"
);
pub const AFTER_KEY: &str = select_paragraphs!(
    "v.document_id = p.current_document_id",
    "WHERE p.key > ?1 ORDER BY p.key LIMIT ?2"
);
pub const OF_CASE: &str = select_paragraphs!(
    "v.document_id = p.current_document_id",
    "WHERE p.key IN (SELECT key FROM case_numbers WHERE year = ?1 AND serial = ?2
         AND municipality_id = (SELECT id FROM municipalities WHERE short_name = ?3)
         AND registry = ?4)
     ORDER BY m.date, p.key"
);
pub const FOUND: &str = "
    SELECT p.name, m.date, m.body_name, b.slug, mu.short_name, mu.name, v.record
    FROM paragraphs p
    JOIN versions v ON v.key = p.key AND v.document_id = p.current_document_id
    JOIN meetings m ON m.id = p.meeting_id
    JOIN bodies b ON b.id = m.body_id
    JOIN municipalities mu ON mu.id = b.municipality_id
    WHERE p.key = ?1";
pub const VERSIONS: &str = "
    SELECT d.sha256, d.filename, d.kind, d.received_at, d.id IS p.current_document_id AS current
    FROM municipalities mu
    JOIN bodies b ON b.municipality_id = mu.id
    JOIN meetings m ON m.body_id = b.id
    JOIN paragraphs p ON p.meeting_id = m.id
    JOIN versions v ON v.key = p.key
    JOIN documents d ON d.id = v.document_id
    WHERE mu.short_name = ?1 AND b.slug = ?2 AND m.date = ?3 AND p.name = ?4
    ORDER BY current DESC, d.received_at DESC, d.id DESC";

/// The current paragraph of an id.
pub fn by_id(
    connection: &Connection,
    id: &ParagraphId,
) -> Result<Option<StoredParagraph>, ArchiveError> {
    let [municipality, body, date, name] = id_parts(id.as_str());
    one(connection, BY_ID, params![municipality, body, date, name])
}

/// The paragraph as one document has it.
pub fn by_id_and_document(
    connection: &Connection,
    id: &ParagraphId,
    sha256: &str,
) -> Result<Option<StoredParagraph>, ArchiveError> {
    let [municipality, body, date, name] = id_parts(id.as_str());
    one(
        connection,
        BY_ID_AND_DOCUMENT,
        params![municipality, body, date, name, sha256],
    )
}

/// What tells a text of a paragraph from each other one that it has had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition<'a> {
    /// The paragraph's.
    pub key: u64,
    /// The document that says it.
    pub document_sha256: &'a str,
    /// Since when the paragraph says it, to the microsecond.
    pub changed_at: DateTime<Utc>,
}

/// The current paragraphs of these keys, in their order. What `known` has need not be unpacked.
pub fn by_keys(
    connection: &Connection,
    keys: &[u64],
    known: &mut dyn FnMut(Edition<'_>) -> Option<Paragraph>,
) -> Result<Vec<StoredParagraph>, ArchiveError> {
    let mut found = Vec::with_capacity(keys.len());
    let mut select = connection.prepare_cached(BY_KEY)?;
    for &key in keys {
        let row = select.query_row([key as i64], |row| Ok(from_row_or(row, known)));
        found.extend(row.optional()?.transpose()?);
    }
    Ok(found)
}

/// The same as a list tells them.
pub fn found_by_keys(
    connection: &Connection,
    keys: &[u64],
) -> Result<Vec<FoundParagraph>, ArchiveError> {
    let mut select = connection.prepare_cached(FOUND)?;
    let mut all = Vec::with_capacity(keys.len());
    for &key in keys {
        let found = select
            .query_row(params![key as i64], |row| Ok(found(row, key)))
            .optional()?;
        all.extend(found.transpose()?);
    }
    Ok(all)
}

/// All rows that one of the statements above gives.
pub fn all(
    connection: &Connection,
    statement: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<StoredParagraph>, ArchiveError> {
    let mut select = connection.prepare_cached(statement)?;
    let mut rows = select.query(parameters)?;
    let mut paragraphs = Vec::new();
    while let Some(row) = rows.next()? {
        paragraphs.push(from_row(row)?);
    }
    Ok(paragraphs)
}

/// Every document that holds the paragraph, the current one first.
pub fn versions(connection: &Connection, id: &ParagraphId) -> Result<Vec<Version>, ArchiveError> {
    let [municipality, body, date, name] = id_parts(id.as_str());
    let mut select = connection.prepare_cached(VERSIONS)?;
    let mut rows = select.query(params![municipality, body, date, name])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        versions.push(Version {
            document_sha256: row.get(0)?,
            filename: row.get(1)?,
            kind: decode_name::<DocumentKind>(row.get_ref(2)?.as_str().unwrap_or_default())?,
            received_at: decode_time(&row.get::<_, String>(3)?)?,
            current: row.get(4)?,
        });
    }
    Ok(versions)
}

fn one(
    connection: &Connection,
    statement: &str,
    parameters: impl rusqlite::Params,
) -> Result<Option<StoredParagraph>, ArchiveError> {
    let mut select = connection.prepare_cached(statement)?;
    select
        .query_row(parameters, |row| Ok(from_row(row)))
        .optional()?
        .transpose()
}

fn from_row(row: &Row<'_>) -> Result<StoredParagraph, ArchiveError> {
    from_row_or(row, &mut |_| None)
}

fn from_row_or(
    row: &Row<'_>,
    known: &mut dyn FnMut(Edition<'_>) -> Option<Paragraph>,
) -> Result<StoredParagraph, ArchiveError> {
    let key = row.get::<_, i64>(0)?.unsigned_abs();
    let changed_at = decode_time(row.get_ref(2)?.as_str().unwrap_or_default())?;
    let document_sha256: String = row.get(9)?;
    let edition = Edition {
        key,
        document_sha256: &document_sha256,
        changed_at,
    };
    let paragraph = match known(edition) {
        Some(paragraph) => paragraph,
        None => decode_paragraph(row.get_ref(13)?)?,
    };
    let date: String = row.get(3)?;
    let date = decode_date(&date)?;
    let (municipality_short, body_slug): (String, String) = (row.get(6)?, row.get(5)?);
    let meeting_id = MeetingId::from_parts(&municipality_short, &body_slug, date);
    Ok(StoredParagraph {
        key,
        id: paragraph_id(&meeting_id, &row.get::<_, String>(1)?)?,
        meeting_id,
        municipality: Municipality {
            name: row.get(7)?,
            code: row.get(8)?,
        },
        municipality_short,
        body: row.get(4)?,
        body_slug,
        date,
        document_sha256,
        filename: row.get(10)?,
        media_type: decode_name(row.get_ref(11)?.as_str().unwrap_or_default())?,
        received_at: decode_time(&row.get::<_, String>(12)?)?,
        changed_at,
        paragraph,
    })
}

fn found(row: &Row<'_>, key: u64) -> Result<FoundParagraph, ArchiveError> {
    let text = |place: usize| -> rusqlite::Result<String> { row.get(place) };
    let date = decode_date(&text(1)?)?;
    let municipality_short = text(4)?;
    let meeting_id = MeetingId::from_parts(&municipality_short, &text(3)?, date);
    Ok(FoundParagraph {
        key,
        id: paragraph_id(&meeting_id, &text(0)?)?,
        municipality: text(5)?,
        municipality_short,
        body: text(2)?,
        date,
        gist: decode_gist(row.get_ref(6)?)?,
    })
}

/// The id of a meeting's paragraph by its last part.
pub fn paragraph_id(meeting: &MeetingId, name: &str) -> Result<ParagraphId, ArchiveError> {
    let id = format!("{meeting}/{name}");
    ParagraphId::parse(&id).ok_or_else(|| damaged(&format!("the id {id}")))
}

/// The parts of an id; empty where there are fewer.
pub fn id_parts<const N: usize>(id: &str) -> [&str; N] {
    let mut parts = id.split('/');
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}
