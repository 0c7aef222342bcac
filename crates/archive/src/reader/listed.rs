//! What is held, as addresses and times of change alone: no record is read, so that ten million paragraphs can be listed.

use std::collections::HashMap;

use paragraf_model::{FindingKind, MeetingId};
use rusqlite::{CachedStatement, Connection, params};

use super::paragraphs::paragraph_id;
use crate::codec::{decode_date, decode_time};
use crate::{ArchiveError, ListedMeeting, ListedParagraph};

/// The paragraphs of a municipality's meetings between two days, those too that are not answered any more.
pub const OF_DAYS: &str = "
    SELECT m.id, b.slug, m.date, p.name, p.changed_at, p.current_document_id
    FROM municipalities mu
    JOIN bodies b ON b.municipality_id = mu.id
    JOIN meetings m ON m.body_id = b.id AND m.date BETWEEN ?2 AND ?3
    JOIN paragraphs p ON p.meeting_id = m.id
    WHERE mu.short_name = ?1 AND m.documents > 0
    ORDER BY b.slug, m.date, p.number, length(p.name), p.name";
/// Whether personal numbers are masked in a document. By the document and not by the kind (`+`): a kind has many findings.
pub const MASKED: &str = "SELECT 1 FROM findings WHERE document_id = ?1 AND +kind = ?2 LIMIT 1";
/// The same of any of a meeting's documents.
pub const MASKED_IN_MEETING: &str = "
    SELECT 1 FROM documents d JOIN findings f ON f.document_id = d.id
    WHERE d.meeting_id = ?1 AND +f.kind = ?2 LIMIT 1";

/// The meetings of a year by body and day, with their current paragraphs by number.
pub fn of_year(
    connection: &Connection,
    municipality_short: &str,
    year: i32,
) -> Result<Vec<ListedMeeting>, ArchiveError> {
    let mut select = connection.prepare_cached(OF_DAYS)?;
    let mut masked = Masked {
        of_document: connection.prepare_cached(MASKED)?,
        of_meeting: connection.prepare_cached(MASKED_IN_MEETING)?,
        known: HashMap::new(),
    };
    let days = [format!("{year:04}-01-01"), format!("{year:04}-12-31")];
    let mut rows = select.query(params![municipality_short, days[0], days[1]])?;
    let mut meetings: Vec<ListedMeeting> = Vec::new();
    let mut last = None;
    while let Some(row) = rows.next()? {
        let meeting: i64 = row.get(0)?;
        let changed_at = decode_time(row.get_ref(4)?.as_str().unwrap_or_default())?;
        if last != Some(meeting) {
            last = Some(meeting);
            let date = decode_date(row.get_ref(2)?.as_str().unwrap_or_default())?;
            let body = row.get_ref(1)?.as_str().unwrap_or_default();
            meetings.push(ListedMeeting {
                id: MeetingId::from_parts(municipality_short, body, date),
                changed_at,
                masked: masked.meeting(meeting)?,
                paragraphs: Vec::new(),
            });
        }
        let Some(listed) = meetings.last_mut() else {
            continue;
        };
        listed.changed_at = listed.changed_at.max(changed_at);
        if let Some(document) = row.get::<_, Option<i64>>(5)? {
            listed.paragraphs.push(ListedParagraph {
                id: paragraph_id(&listed.id, row.get_ref(3)?.as_str().unwrap_or_default())?,
                changed_at,
                masked: masked.document(document)?,
            });
        }
    }
    Ok(meetings)
}

/// Which documents have something masked, each looked up once.
struct Masked<'a> {
    of_document: CachedStatement<'a>,
    of_meeting: CachedStatement<'a>,
    known: HashMap<i64, bool>,
}

impl Masked<'_> {
    fn meeting(&mut self, meeting: i64) -> Result<bool, ArchiveError> {
        let kind = FindingKind::PersonalNumberMasked.name();
        Ok(self.of_meeting.exists(params![meeting, kind])?)
    }

    fn document(&mut self, document: i64) -> Result<bool, ArchiveError> {
        if let Some(known) = self.known.get(&document) {
            return Ok(*known);
        }
        let kind = FindingKind::PersonalNumberMasked.name();
        let masked = self.of_document.exists(params![document, kind])?;
        self.known.insert(document, masked);
        Ok(masked)
    }
}
