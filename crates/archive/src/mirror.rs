//! An archive that is a copy of another one: what the source hands out is taken in as it is, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use paragraf_model::{Meeting, MeetingId, ParagraphId, Record};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::codec::{damaged, encode_meeting, encode_name, encode_paragraph, encode_time};
use crate::copy::{DocumentCopy, WithdrawalCopy};
use crate::intake::{self, Intake};
use crate::key::KeySource;
use crate::noted::{self, Kept, Noted};
use crate::reader::{copy_of, id_parts};
use crate::settle::{Fresh, Occasion, settle};
use crate::withdrawal::{self, Cut, note_cut};
use crate::{
    Archive, ArchiveError, DocumentStatus, Incoming, ReadResult, document_changes, sha256_of,
};

/// Why something is not taken from the source.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// It holds what came in another way.
    #[error(
        "the archive holds documents that were read in from files; a copy of another archive needs a data folder of its own: name one with --data"
    )]
    HoldsOthers,
    /// It is a copy of another one.
    #[error(
        "the archive is a copy of {source_address}, which is another archive; name another data folder with --data"
    )]
    OtherSource { source_address: String },
    /// What came is no document.
    #[error("{what}; the source may be of a later version: use the newer program")]
    Malformed { what: String },
    /// The catalogue or an original fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl From<rusqlite::Error> for CopyError {
    fn from(error: rusqlite::Error) -> CopyError {
        CopyError::Archive(error.into())
    }
}

/// What became of a document that the source hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopiedIn {
    /// It was not held.
    New { changes: u32 },
    /// It was held otherwise.
    Changed { changes: u32 },
    /// It was held just so.
    Same,
    /// It was withdrawn here.
    Withdrawn,
}

/// What following the source's withdrawals changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Withdrawals that were not known here.
    pub withdrawn: u32,
    /// Withdrawals that the source has lifted.
    pub lifted: u32,
    /// Some of them were purged at the source and not here.
    pub to_purge: bool,
}

impl Archive {
    /// Makes the archive a copy of another one, by its address and id, or checks that it is that.
    ///
    /// # Errors
    /// It holds what came in another way, is a copy of another archive, or fails.
    pub fn become_mirror(&mut self, source: &str, archive: &str) -> Result<(), CopyError> {
        match self.reader().mirror()? {
            Some(known) if known.archive != archive => {
                return Err(CopyError::OtherSource {
                    source_address: known.source,
                });
            }
            Some(known) if known.source == source => return Ok(()),
            Some(_) => {}
            None => {
                let counts = self.reader().counts()?;
                if counts.documents() > 0 || !self.reader().withdrawals()?.is_empty() {
                    return Err(CopyError::HoldsOthers);
                }
            }
        }
        self.connection().execute(
            "INSERT INTO mirror (only_row, source, archive) VALUES (1, ?1, ?2)
             ON CONFLICT (only_row) DO UPDATE SET source = excluded.source",
            [source, archive],
        )?;
        Ok(())
    }

    /// How far the source's feed was followed; `None` where everything is to be taken anew.
    ///
    /// # Errors
    /// The catalogue fails.
    pub fn set_mirror_cursor(&mut self, cursor: Option<&str>) -> Result<(), ArchiveError> {
        let connection = self.connection();
        connection.execute("UPDATE mirror SET cursor = ?1", [cursor])?;
        connection.execute("DELETE FROM mirrored_files", [])?;
        Ok(())
    }

    /// Which version of one of the source's files was taken whole.
    ///
    /// # Errors
    /// The catalogue fails.
    pub fn note_mirrored_file(&mut self, name: &str, version: &str) -> Result<(), ArchiveError> {
        self.connection().execute(
            "INSERT INTO mirrored_files (name, version) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET version = excluded.version",
            [name, version],
        )?;
        Ok(())
    }

    /// Takes a document in as the source has it. Where it lies is told as `source_path`.
    ///
    /// # Errors
    /// It is malformed, or the catalogue fails.
    pub fn copy_in(
        &mut self,
        copy: &DocumentCopy,
        source_path: &str,
    ) -> Result<CopiedIn, CopyError> {
        let wanted = Wanted::of(copy)?;
        let transaction = self
            .connection_mut()
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let copied = take(&transaction, &wanted, source_path)?;
        transaction.commit()?;
        if copy.withheld {
            self.originals().remove(&copy.sha256)?;
        }
        self.relieve()?;
        Ok(copied)
    }

    /// Forgets a document that the source does not hand out any more, and its original. `None` where it is not held;
    /// else how many changes of current paragraphs followed. What is withdrawn stays so.
    ///
    /// # Errors
    /// The catalogue or the disk fails.
    pub fn remove_copy(
        &mut self,
        sha256: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<u32>, ArchiveError> {
        let transaction = self
            .connection_mut()
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changes = remove(&transaction, sha256, &encode_time(at))?;
        transaction.commit()?;
        if changes.is_some() {
            self.originals().remove(sha256)?;
        }
        Ok(changes)
    }

    /// Keeps the bytes of a document that the source hands out; `false` where they are not that document's.
    ///
    /// # Errors
    /// The catalogue or the disk fails.
    pub fn keep_original(&mut self, sha256: &str, bytes: &[u8]) -> Result<bool, ArchiveError> {
        if sha256_of(bytes) != sha256 {
            return Ok(false);
        }
        self.originals().keep(sha256, bytes)?;
        self.connection().execute(
            "UPDATE documents SET original = 'kept' WHERE sha256 = ?1 AND original = 'elsewhere'",
            [sha256],
        )?;
        Ok(true)
    }

    /// Takes out what the source has withdrawn, with its originals, and puts back what it has lifted. `in_force` are all
    /// of the source's withdrawals; `who` is told in the log.
    ///
    /// # Errors
    /// The catalogue, the log or the disk fails.
    pub fn follow_withdrawals(
        &mut self,
        in_force: &[WithdrawalCopy],
        who: &str,
        at: DateTime<Utc>,
    ) -> Result<Followed, CopyError> {
        let (log, originals) = (self.withdrawal_log(), self.originals().clone());
        let transaction = self
            .connection_mut()
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (followed, gone) =
            withdrawal::follow(&transaction, &log, in_force, who, &encode_time(at))?;
        // Before it is noted: a run that is interrupted here finds them missing the next time, and not there for good.
        for sha256 in gone {
            originals.remove(&sha256)?;
        }
        transaction.commit()?;
        Ok(followed)
    }
}

/// A document that is to be held, with what has to be true of it.
struct Wanted<'a> {
    copy: &'a DocumentCopy,
    status: DocumentStatus,
    /// Of an indexed document.
    meeting: Option<MeetingId>,
    /// The last part of each paragraph's id.
    names: Vec<String>,
}

impl<'a> Wanted<'a> {
    fn of(copy: &'a DocumentCopy) -> Result<Wanted<'a>, CopyError> {
        let malformed = |what: &str| CopyError::Malformed {
            what: format!("the document {} {what}", copy.sha256),
        };
        let is_digits = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if copy.sha256.len() != 64 || !copy.sha256.bytes().all(is_digits) {
            return Err(malformed("is not named by a SHA-256"));
        }
        let status = DocumentStatus::from_name(&copy.status)
            .filter(|status| *status != DocumentStatus::Withdrawn)
            .ok_or_else(|| malformed(&format!("has the status {}", copy.status)))?;
        let record = copy.record.as_ref();
        if record.is_some_and(|record| record.document.sha256 != copy.sha256) {
            return Err(malformed("has the record of another one"));
        }
        if status != DocumentStatus::Indexed {
            return Ok(Wanted {
                copy,
                status,
                meeting: None,
                names: Vec::new(),
            });
        }
        let record = record.ok_or_else(|| malformed("has no record"))?;
        let meeting = MeetingId::of(&record.meeting)
            .filter(|id| copy.meeting.as_deref() == Some(id.as_str()))
            .ok_or_else(|| malformed("is not of its meeting"))?;
        if record.paragraphs.len() != copy.paragraphs.len() {
            return Err(malformed("has not as many ids as paragraphs"));
        }
        let mut names = Vec::with_capacity(copy.paragraphs.len());
        let mut seen = BTreeSet::new();
        for told in &copy.paragraphs {
            let id = ParagraphId::parse(&told.id).filter(|id| id.meeting() == meeting);
            let id = id.ok_or_else(|| malformed(&format!("has the paragraph {}", told.id)))?;
            let [_, _, _, name] = id_parts(id.as_str());
            if !seen.insert(name.to_owned()) {
                return Err(malformed(&format!("has the paragraph {} twice", told.id)));
            }
            names.push(name.to_owned());
        }
        Ok(Wanted {
            copy,
            status,
            meeting: Some(meeting),
            names,
        })
    }

    fn record(&self) -> Option<&'a Record> {
        self.copy.record.as_ref()
    }
}

fn take(
    connection: &Connection,
    wanted: &Wanted<'_>,
    source_path: &str,
) -> Result<CopiedIn, CopyError> {
    let copy = wanted.copy;
    let held = copy_of(connection, &copy.sha256, false)?;
    if let Some(mut held) = held {
        // Another document may have taken its place here.
        held.number = copy.number;
        if held == *copy {
            return Ok(CopiedIn::Same);
        }
    }
    // What was withdrawn here stays out, whatever the source says.
    let cut = match (wanted.record(), &wanted.meeting) {
        (Some(record), Some(meeting)) => {
            withdrawal::cut(connection, meeting, &wanted.names, record)?
        }
        _ => Cut::default(),
    };
    let incoming = Incoming {
        bytes: &[],
        filename: copy.filename.clone(),
        source_path: source_path.to_owned(),
        source_url: copy.source_url.clone(),
        received_at: copy.received_at,
        stated: copy.stated.clone(),
        result: match wanted.record() {
            Some(record) => ReadResult::Record(Box::new(record.clone())),
            None => ReadResult::Failed {
                code: String::new(),
                message: String::new(),
            },
        },
    };
    let intake = Intake {
        sha256: &copy.sha256,
        read_by: copy.rules,
        incoming: &incoming,
    };
    if let Some(ban) = withdrawal::ban_of(connection, intake, &cut)? {
        withdrawal::note_copy(connection, intake, ban)?;
        return Ok(CopiedIn::Withdrawn);
    }
    store(connection, wanted, source_path, &cut)
}

fn store(
    connection: &Connection,
    wanted: &Wanted<'_>,
    source_path: &str,
    cut: &Cut,
) -> Result<CopiedIn, CopyError> {
    let copy = wanted.copy;
    let meeting = match (&wanted.meeting, wanted.record()) {
        (Some(id), Some(record)) => Some(intake::meeting_row(connection, id, &record.meeting)?),
        _ => None,
    };
    let earlier: Option<(i64, Option<i64>, bool)> = connection
        .prepare_cached(
            "SELECT id, meeting_id, original = 'kept' FROM documents WHERE sha256 = ?1",
        )?
        .query_row([&copy.sha256], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    // It may have been fetched.
    let is_here = earlier.is_some_and(|(_, _, is_here)| is_here);
    let document = match earlier {
        Some((document, ..)) => document,
        None => new_row(connection, copy)?,
    };
    write_row(connection, document, wanted, source_path, meeting)?;
    let said = intake::said_of_current(connection, document)?;
    intake::forget_reading(connection, document)?;
    note_cut(connection, document, cut)?;
    connection
        .prepare_cached(
            "UPDATE documents SET original = CASE WHEN ?2 OR original <> 'kept' THEN 'gone'
                 WHEN ?3 THEN 'kept' ELSE 'elsewhere' END
             WHERE id = ?1",
        )?
        .execute(params![document, copy.withheld, is_here])?;
    let place = wanted.meeting.as_ref().zip(meeting);
    let kept = match (place, wanted.record()) {
        (Some(place), Some(record)) => {
            store_paragraphs(connection, (document, place), wanted, record, cut)?
        }
        _ => Vec::new(),
    };
    if let Some(record) = wanted.record() {
        let noted = Noted {
            document,
            sha256: &copy.sha256,
            meeting: place,
            paragraphs: &kept,
        };
        noted::store(connection, noted, record)?;
    }
    let changes = settle_all(
        connection,
        document,
        [earlier.and_then(|row| row.1), meeting],
        &said,
        &intake::fresh(&kept, wanted.record()),
        copy,
    )?;
    Ok(match earlier {
        Some(_) => CopiedIn::Changed { changes },
        None => CopiedIn::New { changes },
    })
}

/// With the source's number, because of two documents of one moment the later one is current.
fn new_row(connection: &Connection, copy: &DocumentCopy) -> Result<i64, ArchiveError> {
    let number = i64::try_from(copy.number).ok().filter(|number| *number > 0);
    let is_taken: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?1)")?
        .query_row([number], |row| row.get(0))?;
    Ok(connection
        .prepare_cached(
            "INSERT INTO documents (id, sha256, size, filename, source_path, received_at, status, read_by)
             VALUES (?1, ?2, 0, '', '', ?3, 'failed', 0)",
        )?
        .insert(params![
            number.filter(|_| !is_taken),
            copy.sha256,
            encode_time(copy.received_at)
        ])?)
}

fn write_row(
    connection: &Connection,
    document: i64,
    wanted: &Wanted<'_>,
    source_path: &str,
    meeting: Option<i64>,
) -> Result<(), ArchiveError> {
    let copy = wanted.copy;
    let facts = wanted.record().map(|record| &record.document);
    let stated_meeting = match (&copy.left_out, wanted.record()) {
        (Some(whose), _) => {
            let whose = Meeting {
                municipality: whose.municipality.clone(),
                body: Some(whose.body.clone()),
                ..Meeting::default()
            };
            Some(encode_meeting(&whose, false)?)
        }
        (None, Some(record)) => Some(encode_meeting(&record.meeting, meeting.is_some())?),
        (None, None) => None,
    };
    connection
        .prepare_cached(
            "UPDATE documents SET size = ?2, filename = ?3, source_path = ?4, source_url = ?5, received_at = ?6,
                 stated = ?7, status = ?8, code = ?9, message = ?10, read_by = ?11, meeting_id = ?12, meeting = ?13,
                 media_type = ?14, pages = ?15, language = ?16, kind = ?17, text_quality = ?18, withdrawn_by = NULL
             WHERE id = ?1",
        )?
        .execute(params![
            document,
            copy.size as i64,
            copy.filename,
            source_path,
            copy.source_url,
            encode_time(copy.received_at),
            copy.stated,
            wanted.status.name(),
            copy.code,
            copy.message,
            copy.rules,
            meeting,
            stated_meeting,
            facts.map(|facts| encode_name(facts.media_type)).transpose()?,
            facts.and_then(|facts| facts.pages),
            facts.and_then(|facts| facts.language.as_deref()),
            facts.map(|facts| encode_name(facts.kind)).transpose()?,
            facts.map(|facts| facts.text_quality),
        ])?;
    Ok(())
}

fn store_paragraphs(
    connection: &Connection,
    (document, (id, meeting)): (i64, (&MeetingId, i64)),
    wanted: &Wanted<'_>,
    record: &Record,
    cut: &Cut,
) -> Result<Vec<Kept>, ArchiveError> {
    let date = record
        .meeting
        .date
        .ok_or_else(|| damaged("a meeting without a date"))?;
    let [municipality, body, _] = id_parts(id.as_str());
    let mut insert = connection.prepare_cached(
        "INSERT INTO versions (key, document_id, position, record) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut kept = Vec::with_capacity(record.paragraphs.len());
    for (position, (paragraph, name)) in record.paragraphs.iter().zip(&wanted.names).enumerate() {
        let source = KeySource {
            date,
            municipality,
            body,
            number: paragraph.number,
            suffix: paragraph.suffix.as_deref(),
            name,
        };
        let (key, is_new) = intake::paragraph_key(connection, meeting, source)?;
        let withdrawal = cut.positions.get(&position);
        if !is_new || withdrawal.is_some() {
            intake::note_withdrawn(connection, key, withdrawal)?;
        }
        if withdrawal.is_none() {
            let record = encode_paragraph(paragraph)?;
            insert.execute(params![key, document, position as i64, record])?;
        }
        kept.push(Kept::of(key, paragraph, withdrawal.is_some()));
    }
    Ok(kept)
}

/// What follows from it, with the times of the source.
fn settle_all(
    connection: &Connection,
    document: i64,
    [earlier, meeting]: [Option<i64>; 2],
    said: &BTreeMap<i64, String>,
    fresh: &Fresh<'_>,
    copy: &DocumentCopy,
) -> Result<u32, ArchiveError> {
    let at = encode_time(copy.received_at);
    let unchanged = intake::said_again(connection, document, said)?;
    let occasion = Occasion {
        document,
        unchanged: &unchanged,
        fresh,
        at: &at,
    };
    let left = earlier.filter(|&earlier| Some(earlier) != meeting);
    let mut changes = 0;
    for meeting in left.into_iter().chain(meeting) {
        changes += settle(connection, meeting, occasion)?;
    }
    let mut update = connection.prepare_cached(
        "UPDATE paragraphs SET changed_at = ?3
         WHERE meeting_id = ?1 AND name = ?2 AND current_document_id = ?4",
    )?;
    for told in &copy.paragraphs {
        if let Some(changed_at) = told.changed_at {
            let [_, _, _, name] = id_parts(&told.id);
            update.execute(params![meeting, name, encode_time(changed_at), document])?;
        }
    }
    connection
        .prepare_cached("UPDATE archive SET revision = revision + 1")?
        .execute([])?;
    document_changes::note(connection, document, &at)?;
    Ok(changes)
}

fn remove(connection: &Connection, sha256: &str, at: &str) -> Result<Option<u32>, ArchiveError> {
    let held: Option<(i64, Option<i64>)> = connection
        .prepare_cached(
            "SELECT id, meeting_id FROM documents WHERE sha256 = ?1 AND status <> 'withdrawn'",
        )?
        .query_row([sha256], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((document, meeting)) = held else {
        return Ok(None);
    };
    intake::forget_reading(connection, document)?;
    connection
        .prepare_cached("UPDATE documents SET meeting_id = NULL WHERE id = ?1")?
        .execute([document])?;
    let occasion = Occasion::without_document(at);
    let changes = match meeting {
        Some(meeting) => settle(connection, meeting, occasion)?,
        None => 0,
    };
    for delete in [
        "DELETE FROM cuts WHERE document_id = ?1",
        "DELETE FROM documents WHERE id = ?1",
    ] {
        connection.prepare_cached(delete)?.execute([document])?;
    }
    connection
        .prepare_cached("UPDATE archive SET revision = revision + 1")?
        .execute([])?;
    document_changes::note_removed(connection, sha256, at)?;
    Ok(Some(changes))
}
