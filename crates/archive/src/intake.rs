//! Writes one document into the catalogue, inside the caller's transaction.

use std::collections::{BTreeMap, BTreeSet};

use paragraf_model::{Meeting, MeetingId, Paragraph, Record, slug};
use rusqlite::{Connection, OptionalExtension, params};

use crate::codec::{encode_meeting, encode_name, encode_paragraph, encode_time};
use crate::key::{KeySource, next_key, wanted_key};
use crate::noted::{self, Kept, Noted};
use crate::packed::unpack;
use crate::reader::id_parts;
use crate::settle::{Fresh, Occasion, settle};
use crate::verdict::{Verdict, verdict};
use crate::withdrawal::{Cut, note_cut};
use crate::{
    ArchiveError, DocumentStatus, Incoming, LeftOut, ReadResult, Receipt, document_changes,
};

/// A file whose original is kept.
#[derive(Clone, Copy, Debug)]
pub struct Intake<'a> {
    /// Of the bytes.
    pub sha256: &'a str,
    /// Version of the rules that it was read by.
    pub read_by: u32,
    /// The file and what was read from it.
    pub incoming: &'a Incoming<'a>,
}

impl<'a> Intake<'a> {
    /// What was read, where anything was.
    pub fn record(&self) -> Option<&'a Record> {
        match &self.incoming.result {
            ReadResult::Record(record) => Some(record.as_ref()),
            ReadResult::Waiting { .. } | ReadResult::Failed { .. } | ReadResult::LeftOut(_) => None,
        }
    }
}

/// Stores the document, in the place of an earlier reading of the same bytes if there is one.
pub fn store(
    connection: &Connection,
    intake: Intake<'_>,
    cut: &Cut,
) -> Result<Receipt, ArchiveError> {
    let record = intake.record();
    let verdict = verdict(&intake.incoming.result);
    let indexed = record.filter(|_| verdict.status == DocumentStatus::Indexed);
    let meeting_id = indexed.and_then(|record| MeetingId::of(&record.meeting));

    let meeting = match (&meeting_id, indexed) {
        (Some(id), Some(record)) => Some(meeting_row(connection, id, &record.meeting)?),
        _ => None,
    };
    let (document, earlier_meeting) = document_row(connection, intake, &verdict, record, meeting)?;
    let said = said_of_current(connection, document)?;
    forget_reading(connection, document)?;
    note_cut(connection, document, cut)?;
    let place = meeting_id.as_ref().zip(meeting);
    let kept = match place.zip(indexed) {
        Some(((id, meeting), record)) => {
            store_paragraphs(connection, document, (meeting, id), record, cut)?
        }
        None => Vec::new(),
    };
    if let ReadResult::LeftOut(of) = &intake.incoming.result {
        left_out_row(connection, document, of)?;
    }
    if let Some(record) = record {
        let noted = Noted {
            document,
            sha256: intake.sha256,
            meeting: place,
            paragraphs: &kept,
        };
        noted::store(connection, noted, record)?;
    }

    connection
        .prepare_cached("UPDATE archive SET revision = revision + 1")?
        .execute([])?;
    let at = encode_time(intake.incoming.received_at);
    let unchanged = said_again(connection, document, &said)?;
    let occasion = Occasion {
        document,
        unchanged: &unchanged,
        fresh: &fresh(&kept, record),
        at: &at,
    };
    let mut changes = 0;
    for meeting in earlier_meeting
        .filter(|&earlier| Some(earlier) != meeting)
        .into_iter()
        .chain(meeting)
    {
        changes += settle(connection, meeting, occasion)?;
    }
    document_changes::note(connection, document, &at)?;
    Ok(Receipt {
        sha256: intake.sha256.to_owned(),
        status: verdict.status,
        code: verdict.code,
        message: verdict.message,
        meeting_id,
        paragraphs: indexed.map_or(0, |record| record.paragraphs.len() as u32),
        keys: kept.iter().map(Kept::stored_key).collect(),
        changes,
        put_back: false,
    })
}

/// What a document says of the paragraphs that are answered from it.
pub fn said_of_current(
    connection: &Connection,
    document: i64,
) -> Result<BTreeMap<i64, String>, ArchiveError> {
    let mut select = connection.prepare_cached(
        "SELECT v.key, v.record FROM versions v JOIN paragraphs p ON p.key = v.key
         WHERE v.document_id = ?1 AND p.current_document_id = ?1",
    )?;
    let mut rows = select.query([document])?;
    let mut said = BTreeMap::new();
    while let Some(row) = rows.next()? {
        said.insert(row.get(0)?, unpack(row.get_ref(1)?)?.into_owned());
    }
    Ok(said)
}

/// Keys of the current paragraphs of which a document says to the letter what it said before.
pub fn said_again(
    connection: &Connection,
    document: i64,
    before: &BTreeMap<i64, String>,
) -> Result<BTreeSet<i64>, ArchiveError> {
    if before.is_empty() {
        return Ok(BTreeSet::new());
    }
    let now = said_of_current(connection, document)?;
    let is_said_again =
        |(key, record): (i64, String)| (before.get(&key) == Some(&record)).then_some(key);
    Ok(now.into_iter().filter_map(is_said_again).collect())
}

/// What was just stored, under its keys: it need not be read back.
pub fn fresh<'a>(kept: &[Kept], record: Option<&'a Record>) -> Fresh<'a> {
    let paragraphs = record.map_or(&[][..], |record| &record.paragraphs);
    let stored = kept
        .iter()
        .zip(paragraphs)
        .filter(|(kept, _)| !kept.is_withdrawn());
    stored
        .map(|(kept, paragraph)| (kept.key, paragraph))
        .collect()
}

/// The row of a meeting, made with those of its municipality and body where needed.
pub fn meeting_row(
    connection: &Connection,
    id: &MeetingId,
    meeting: &Meeting,
) -> Result<i64, ArchiveError> {
    let [municipality, body, date] = id_parts(id.as_str());
    let (name, code) = meeting
        .municipality
        .as_ref()
        .map_or(("", ""), |municipality| {
            (municipality.name.as_str(), municipality.code.as_str())
        });
    // Of several spellings the one that sorts last (small letters after capitals): it must not depend on
    // which document came first. The body's name is settled with its meetings.
    let municipality_id: i64 = connection
        .prepare_cached(
            "INSERT INTO municipalities (short_name, name, code) VALUES (?1, ?2, ?3)
             ON CONFLICT (short_name) DO UPDATE SET name = max(name, excluded.name) RETURNING id",
        )?
        .query_row(params![municipality, name, code], |row| row.get(0))?;
    let body_id: i64 = connection
        .prepare_cached(
            "INSERT INTO bodies (municipality_id, slug, name) VALUES (?1, ?2, ?3)
             ON CONFLICT (municipality_id, slug) DO UPDATE SET slug = slug RETURNING id",
        )?
        .query_row(params![municipality_id, body, meeting.body], |row| {
            row.get(0)
        })?;
    let meeting_id = connection
        .prepare_cached(
            "INSERT INTO meetings (body_id, date) VALUES (?1, ?2)
             ON CONFLICT (body_id, date) DO UPDATE SET date = date RETURNING id",
        )?
        .query_row(params![body_id, date], |row| row.get(0))?;
    Ok(meeting_id)
}

/// Writes the document's row. Gives it and the meeting that an earlier reading belonged to.
fn document_row(
    connection: &Connection,
    intake: Intake<'_>,
    verdict: &Verdict,
    record: Option<&Record>,
    meeting: Option<i64>,
) -> Result<(i64, Option<i64>), ArchiveError> {
    let incoming = intake.incoming;
    let earlier: Option<(i64, Option<i64>)> = connection
        .prepare_cached("SELECT id, meeting_id FROM documents WHERE sha256 = ?1")?
        .query_row([intake.sha256], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let document = match earlier {
        Some((document, _)) => document,
        None => connection
            .prepare_cached(
                "INSERT INTO documents (sha256, size, filename, source_path, received_at, status, read_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .insert(params![
                intake.sha256,
                incoming.bytes.len() as i64,
                incoming.filename,
                incoming.source_path,
                encode_time(incoming.received_at),
                verdict.status.name(),
                intake.read_by,
            ])?,
    };
    connection
        .prepare_cached(
            "UPDATE documents SET source_url = coalesce(?2, source_url), stated = ?3, status = ?4,
                 code = ?5, message = ?6, meeting_id = ?7, read_by = ?8, source_path = ?9, media_type = NULL, pages = NULL,
                 language = NULL, kind = NULL, text_quality = NULL, meeting = NULL WHERE id = ?1",
        )?
        .execute(params![
            document,
            incoming.source_url,
            incoming.stated,
            verdict.status.name(),
            verdict.code,
            verdict.message,
            meeting,
            intake.read_by,
            incoming.source_path,
        ])?;
    if let Some(record) = record {
        store_facts(connection, document, record, meeting.is_some())?;
    }
    Ok((document, earlier.and_then(|(_, meeting)| meeting)))
}

fn store_facts(
    connection: &Connection,
    document: i64,
    record: &Record,
    is_indexed: bool,
) -> Result<(), ArchiveError> {
    let facts = &record.document;
    connection
        .prepare_cached(
            "UPDATE documents SET media_type = ?2, pages = ?3, language = ?4, kind = ?5,
                 text_quality = ?6, meeting = ?7 WHERE id = ?1",
        )?
        .execute(params![
            document,
            encode_name(facts.media_type)?,
            facts.pages,
            facts.language,
            encode_name(facts.kind)?,
            facts.text_quality,
            encode_meeting(&record.meeting, is_indexed)?,
        ])?;
    Ok(())
}

/// Whose document it was is what is kept of it, so that it can be counted and read once that body is named.
fn left_out_row(connection: &Connection, document: i64, of: &LeftOut) -> Result<(), ArchiveError> {
    let whose = Meeting {
        municipality: of.municipality.clone(),
        body: Some(of.body.clone()),
        ..Meeting::default()
    };
    connection
        .prepare_cached("UPDATE documents SET meeting = ?2, source_url = NULL WHERE id = ?1")?
        .execute(params![document, encode_meeting(&whose, false)?])?;
    Ok(())
}

/// Deletes what was read of a document.
pub fn forget_reading(connection: &Connection, document: i64) -> Result<(), ArchiveError> {
    connection
        .prepare_cached("DELETE FROM findings WHERE document_id = ?1")?
        .execute([document])?;
    connection
        .prepare_cached("DELETE FROM versions WHERE document_id = ?1")?
        .execute([document])?;
    Ok(())
}

fn store_paragraphs(
    connection: &Connection,
    document: i64,
    (meeting, meeting_id): (i64, &MeetingId),
    record: &Record,
    cut: &Cut,
) -> Result<Vec<Kept>, ArchiveError> {
    let mut kept = Vec::with_capacity(record.paragraphs.len());
    let Some(date) = record.meeting.date else {
        return Ok(kept);
    };
    let [municipality, body, _] = id_parts(meeting_id.as_str());
    let mut insert = connection.prepare_cached(
        "INSERT INTO versions (key, document_id, position, record) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let names = names(&record.paragraphs);
    for (position, (paragraph, name)) in record.paragraphs.iter().zip(&names).enumerate() {
        let source = KeySource {
            date,
            municipality,
            body,
            number: paragraph.number,
            suffix: paragraph.suffix.as_deref(),
            name,
        };
        let (key, is_new) = paragraph_key(connection, meeting, source)?;
        let withdrawal = cut.positions.get(&position);
        if !is_new || withdrawal.is_some() {
            note_withdrawn(connection, key, withdrawal)?;
        }
        if withdrawal.is_none() {
            insert.execute(params![
                key,
                document,
                position as i64,
                encode_paragraph(paragraph)?
            ])?;
        }
        kept.push(Kept::of(key, paragraph, withdrawal.is_some()));
    }
    Ok(kept)
}

/// A paragraph that comes again is no longer withdrawn with its only document.
pub fn note_withdrawn(
    connection: &Connection,
    key: i64,
    withdrawal: Option<&i64>,
) -> Result<(), ArchiveError> {
    connection
        .prepare_cached(
            "UPDATE paragraphs SET withdrawn_by = ?2 WHERE key = ?1 AND withdrawn_by IS NOT ?2",
        )?
        .execute(params![key, withdrawal])?;
    Ok(())
}

/// The last part of each paragraph's id. A number that stands twice in one document gets `-2` the second
/// time: both are kept and can be cited.
pub fn names(paragraphs: &[Paragraph]) -> Vec<String> {
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    let mut names = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let printed = slug(&paragraph.number_with_suffix());
        let times = times.entry(printed.clone()).or_default();
        *times += 1;
        names.push(if *times == 1 {
            printed
        } else {
            format!("{printed}-{times}")
        });
    }
    names
}

/// The permanent key of an id, given the first time it comes, and whether that is now.
pub fn paragraph_key(
    connection: &Connection,
    meeting: i64,
    source: KeySource<'_>,
) -> Result<(i64, bool), ArchiveError> {
    let known = connection
        .prepare_cached("SELECT key FROM paragraphs WHERE meeting_id = ?1 AND name = ?2")?
        .query_row(params![meeting, source.name], |row| row.get(0))
        .optional()?;
    if let Some(key) = known {
        return Ok((key, false));
    }
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO paragraphs (key, meeting_id, name, number, changed_at)
         VALUES (?1, ?2, ?3, ?4, '')",
    )?;
    let mut key = wanted_key(source);
    while insert.execute(params![key, meeting, source.name, source.number])? == 0 {
        key = next_key(key);
    }
    Ok((key, true))
}
