//! A meeting with everything that is held of it.

use paragraf_model::{Meeting, MeetingId};
use rusqlite::{Connection, OptionalExtension, params};

use super::paragraphs::id_parts;
use super::{documents, paragraphs};
use crate::codec::decode_date;
use crate::{ArchiveError, MeetingSummary, StoredMeeting};

pub const ID: &str = "
    SELECT m.id FROM municipalities mu
    JOIN bodies b ON b.municipality_id = mu.id
    JOIN meetings m ON m.body_id = b.id
    WHERE mu.short_name = ?1 AND b.slug = ?2 AND m.date = ?3";

pub const OF_BODY: &str = "
    SELECT m.date, m.body_name, m.numbers, m.paragraphs FROM municipalities mu
    JOIN bodies b ON b.municipality_id = mu.id
    JOIN meetings m ON m.body_id = b.id
    WHERE mu.short_name = ?1 AND b.slug = ?2 AND m.documents > 0
    ORDER BY m.date DESC";

/// The latest first.
pub fn of_body(
    connection: &Connection,
    municipality: &str,
    body: &str,
) -> Result<Vec<MeetingSummary>, ArchiveError> {
    let mut statement = connection.prepare_cached(OF_BODY)?;
    let mut rows = statement.query(params![municipality, body])?;
    let mut meetings = Vec::new();
    while let Some(row) = rows.next()? {
        let date = decode_date(&row.get::<_, String>(0)?)?;
        meetings.push(MeetingSummary {
            id: MeetingId::from_parts(municipality, body, date),
            date,
            body: row.get(1)?,
            numbers: row.get(2)?,
            paragraphs: row.get(3)?,
        });
    }
    Ok(meetings)
}

/// What the leading document says of it; `None` where no document is held of it.
pub fn leading(connection: &Connection, id: &MeetingId) -> Result<Option<Meeting>, ArchiveError> {
    let Some(row) = row_of(connection, id)? else {
        return Ok(None);
    };
    match documents::summaries(connection, row)?.first() {
        Some(document) => documents::meeting_of(connection, &document.sha256),
        None => Ok(None),
    }
}

fn row_of(connection: &Connection, id: &MeetingId) -> Result<Option<i64>, ArchiveError> {
    let [municipality, body, date] = id_parts(id.as_str());
    Ok(connection
        .prepare_cached(ID)?
        .query_row(params![municipality, body, date], |row| row.get(0))
        .optional()?)
}

/// `None` where no document is held of it.
pub fn meeting(
    connection: &Connection,
    id: &MeetingId,
) -> Result<Option<StoredMeeting>, ArchiveError> {
    let Some(row) = row_of(connection, id)? else {
        return Ok(None);
    };
    let [municipality, body, _] = id_parts::<3>(id.as_str());
    let documents = documents::summaries(connection, row)?;
    let leading = match documents.first() {
        Some(document) => documents::meeting_and_findings(connection, &document.sha256)?,
        None => None,
    };
    let Some((meeting, findings)) = leading else {
        return Ok(None);
    };
    Ok(Some(StoredMeeting {
        id: id.clone(),
        municipality_short: municipality.to_owned(),
        body_slug: body.to_owned(),
        meeting,
        documents,
        paragraphs: paragraphs::all(connection, paragraphs::OF_MEETING, [row])?,
        findings,
    }))
}
