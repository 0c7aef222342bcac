//! One state of the catalogue for as long as it takes to read much of it.

use std::collections::HashSet;

use paragraf_model::{Meeting, MeetingId, ParagraphId};
use rusqlite::{OptionalExtension, params};

use super::paragraphs::paragraph_id;
use super::pool::Held;
use super::{Reader, changes, meetings, paragraphs};
use crate::codec::decode_date;
use crate::{ArchiveError, StoredParagraph};

pub const GONE_AFTER: &str = "
    SELECT DISTINCT c.key FROM changes c JOIN paragraphs p ON p.key = c.key
    WHERE c.sequence > ?1 AND p.current_document_id IS NULL";
pub const CHANGED_AFTER: &str = "SELECT DISTINCT key FROM changes WHERE sequence > ?1";
pub const WITHDRAWN_AFTER: &str = "
    SELECT DISTINCT key FROM changes WHERE sequence > ?1 AND kind = 'withdraw'";
pub const NAME: &str = "
    SELECT mu.short_name, b.slug, m.date, p.name
    FROM paragraphs p
    JOIN meetings m ON m.id = p.meeting_id
    JOIN bodies b ON b.id = m.body_id
    JOIN municipalities mu ON mu.id = b.municipality_id
    WHERE p.key = ?1";
pub const SOURCE_URL: &str = "SELECT source_url FROM documents WHERE sha256 = ?1";

/// What the catalogue held at one moment: what is written meanwhile is not seen.
///
/// While it is held, the log of the catalogue's changes grows and `purge` cannot finish: hold it for minutes, not days.
#[derive(Debug)]
pub struct Snapshot<'a> {
    reader: &'a Reader,
    held: Held<'a>,
    sequence: u64,
}

impl<'a> Snapshot<'a> {
    pub(super) fn of(reader: &'a Reader) -> Result<Snapshot<'a>, ArchiveError> {
        let held = reader.pool.hold()?;
        // The first read fixes the state that all others see.
        let sequence = changes::last(&held)?;
        Ok(Snapshot {
            reader,
            held,
            sequence,
        })
    }

    /// The last change that it holds.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The current paragraphs of these keys, in the order asked; keys without one are left out.
    pub fn paragraphs_by_key(&self, keys: &[u64]) -> Result<Vec<StoredParagraph>, ArchiveError> {
        let found = paragraphs::by_keys(&self.held, keys, &mut |_| None)?;
        Ok(self.reader.all_shown(found))
    }

    /// What the leading document says of a meeting.
    pub fn meeting(&self, id: &MeetingId) -> Result<Option<Meeting>, ArchiveError> {
        meetings::leading(&self.held, id)
    }

    /// Where a document can be fetched, as stated beside the file.
    pub fn source_url(&self, sha256: &str) -> Result<Option<String>, ArchiveError> {
        let mut select = self.held.prepare_cached(SOURCE_URL)?;
        let url: Option<Option<String>> =
            select.query_row([sha256], |row| row.get(0)).optional()?;
        Ok(url.flatten())
    }

    /// Keys that changed after a change and have no current paragraph here.
    pub fn gone_after(&self, sequence: u64) -> Result<HashSet<u64>, ArchiveError> {
        changes::keys(&self.held, GONE_AFTER, sequence)
    }

    /// Keys of which anything changed after a change.
    pub fn changed_after(&self, sequence: u64) -> Result<HashSet<u64>, ArchiveError> {
        changes::keys(&self.held, CHANGED_AFTER, sequence)
    }

    /// The id that has a key; `None` where there never was one.
    pub fn id_of_key(&self, key: u64) -> Result<Option<ParagraphId>, ArchiveError> {
        let mut select = self.held.prepare_cached(NAME)?;
        let found: Option<[String; 4]> = select
            .query_row(params![key as i64], |row| {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
            })
            .optional()?;
        let Some([municipality, body, date, name]) = found else {
            return Ok(None);
        };
        let meeting = MeetingId::from_parts(&municipality, &body, decode_date(&date)?);
        paragraph_id(&meeting, &name).map(Some)
    }

    /// Keys that were withdrawn since, seen from now: whoever hands out the rest of it leaves these out.
    pub fn withdrawn_since(&self) -> Result<HashSet<u64>, ArchiveError> {
        let sequence = self.sequence;
        let pool = &self.reader.pool;
        pool.read(|connection| {
            if changes::last(connection)? == sequence {
                return Ok(HashSet::new());
            }
            changes::keys(connection, WITHDRAWN_AFTER, sequence)
        })
    }
}
