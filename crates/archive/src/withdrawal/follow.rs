//! An archive that is a copy of another one follows its withdrawals: by what the source says is gone, not by marks. What
//! the source keeps out does not come from it, and what it lets in comes.

use std::collections::BTreeSet;

use paragraf_model::{Meeting, ParagraphId};
use rusqlite::{Connection, OptionalExtension, params};

use super::apply::{Taking, apply, row};
use super::marks::{Mark, MarkKind};
use super::{Event, Log};
use crate::codec::{damaged, decode_date, encode_time};
use crate::copy::{WithdrawalCopy, WithdrawnDocument, WithdrawnParagraph};
use crate::intake;
use crate::key::KeySource;
use crate::reader::id_parts;
use crate::{ArchiveError, Followed, document_changes};

/// Brings what is withdrawn here in line with all withdrawals in force at the source. Gives the SHA-256 of documents
/// whose originals are to be removed.
pub fn follow(
    connection: &Connection,
    log: &Log,
    in_force: &[WithdrawalCopy],
    who: &str,
    at: &str,
) -> Result<(Followed, Vec<String>), ArchiveError> {
    let mut followed = Followed::default();
    let mut gone = Vec::new();
    for told in in_force {
        let known = row(connection, &told.reference)?;
        let withdrawal = match known {
            Some(withdrawal) => withdrawal,
            None => {
                followed.withdrawn += 1;
                begin(connection, log, told, who)?
            }
        };
        if !is_followed(connection, withdrawal)? {
            continue;
        }
        let told_at = encode_time(told.at);
        let taking = Taking {
            connection,
            withdrawal,
            at: &told_at,
        };
        for document in &told.documents {
            no_document(&taking, document)?;
        }
        for paragraph in &told.paragraphs {
            no_paragraph(&taking, paragraph)?;
        }
        followed.to_purge |= told.purged && !is_purged(connection, withdrawal)?;
        gone.extend(with_originals(connection, withdrawal)?);
    }
    followed.lifted = lift_others(connection, log, in_force, who, at)?;
    Ok((followed, gone))
}

fn begin(
    connection: &Connection,
    log: &Log,
    told: &WithdrawalCopy,
    who: &str,
) -> Result<i64, ArchiveError> {
    let subject = match (&told.paragraph, &told.document) {
        (Some(id), None) => Mark::of(MarkKind::Paragraph, id.as_str()),
        (None, Some(sha256)) => Mark::of(MarkKind::Document, sha256.as_str()),
        _ => return Err(damaged("a withdrawal of nothing")),
    };
    let twins = told.paragraphs.iter().filter(|_| told.paragraph.is_some());
    let twins = twins.map(|paragraph| Mark::of(MarkKind::Paragraph, paragraph.id.as_str()));
    let marks: BTreeSet<Mark> = std::iter::once(subject).chain(twins).collect();
    let event = Event::Withdrawn {
        reference: told.reference.clone(),
        at: encode_time(told.at),
        who: who.to_owned(),
        reason: told.reason.clone(),
        paragraph: told.paragraph.clone(),
        document: told.document.clone(),
        followed: true,
        marks: marks.into_iter().collect(),
    };
    log.append(std::slice::from_ref(&event))?;
    apply(connection, &event)?;
    row(connection, &told.reference)?.ok_or_else(|| damaged("a withdrawal that was not noted"))
}

fn is_followed(connection: &Connection, withdrawal: i64) -> Result<bool, ArchiveError> {
    Ok(connection
        .prepare_cached("SELECT followed FROM withdrawals WHERE id = ?1")?
        .query_row([withdrawal], |row| row.get(0))?)
}

fn is_purged(connection: &Connection, withdrawal: i64) -> Result<bool, ArchiveError> {
    Ok(connection
        .prepare_cached("SELECT purged_at IS NOT NULL FROM withdrawals WHERE id = ?1")?
        .query_row([withdrawal], |row| row.get(0))?)
}

/// Nothing is shown of the document.
fn no_document(taking: &Taking<'_>, told: &WithdrawnDocument) -> Result<(), ArchiveError> {
    let connection = taking.connection;
    let held: Option<(i64, String, Option<i64>)> = connection
        .prepare_cached("SELECT id, status, meeting_id FROM documents WHERE sha256 = ?1")?
        .query_row([&told.sha256], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    match held {
        Some((_, status, _)) if status == "withdrawn" => Ok(()),
        Some((document, _, meeting)) => {
            taking.empty(document, told.code.as_deref())?;
            taking.settle(&meeting.into_iter().collect())?;
            Ok(())
        }
        None => {
            let number = i64::try_from(told.number).ok();
            let is_taken: bool = connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?1)")?
                .query_row([number], |row| row.get(0))?;
            let document = connection
                .prepare_cached(
                    "INSERT INTO documents (id, sha256, size, filename, source_path, received_at, status, code,
                         read_by, withdrawn_by, original)
                     VALUES (?1, ?2, 0, '', '', ?3, 'withdrawn', ?4, 0, ?5, 'gone')",
                )?
                .insert(params![
                    number.filter(|_| !is_taken),
                    told.sha256,
                    taking.at,
                    told.code,
                    taking.withdrawal
                ])?;
            document_changes::note(connection, document, taking.at)
        }
    }
}

/// The id is known and answered no more. Where a document that is held still has the paragraph, the source says so
/// with that document's next change.
fn no_paragraph(taking: &Taking<'_>, told: &WithdrawnParagraph) -> Result<(), ArchiveError> {
    let connection = taking.connection;
    let id = ParagraphId::parse(&told.id).ok_or_else(|| damaged(&format!("the id {}", told.id)))?;
    let [municipality, body, date, name] = id_parts(id.as_str());
    let stated = Meeting {
        municipality: Some(told.municipality.clone()),
        body: Some(told.body.clone()),
        ..Meeting::default()
    };
    let meeting = intake::meeting_row(connection, &id.meeting(), &stated)?;
    let suffix: String = name
        .chars()
        .skip_while(char::is_ascii_digit)
        .take_while(|letter| *letter != '-')
        .collect();
    let source = KeySource {
        date: decode_date(date)?,
        municipality,
        body,
        number: told.number,
        suffix: Some(suffix.as_str()).filter(|suffix| !suffix.is_empty()),
        name,
    };
    let (key, _) = intake::paragraph_key(connection, meeting, source)?;
    let is_known: bool = connection
        .prepare_cached(
            "SELECT withdrawn_by IS ?2 OR EXISTS (SELECT 1 FROM versions WHERE key = ?1)
             FROM paragraphs WHERE key = ?1",
        )?
        .query_row([key, taking.withdrawal], |row| row.get(0))?;
    if !is_known {
        taking.note_gone(key)?;
        taking.settle(&BTreeSet::from([meeting]))?;
    }
    Ok(())
}

/// Documents that hold what was withdrawn and whose bytes lie here.
fn with_originals(connection: &Connection, withdrawal: i64) -> Result<Vec<String>, ArchiveError> {
    let documents = connection
        .prepare_cached(
            "UPDATE documents SET original = 'gone'
             WHERE original <> 'gone'
               AND (withdrawn_by = ?1 OR id IN (SELECT document_id FROM cuts WHERE withdrawal_id = ?1))
             RETURNING sha256",
        )?
        .query_map([withdrawal], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(documents)
}

/// What was followed and is not in force at the source any more.
fn lift_others(
    connection: &Connection,
    log: &Log,
    in_force: &[WithdrawalCopy],
    who: &str,
    at: &str,
) -> Result<u32, ArchiveError> {
    let told: BTreeSet<&str> = in_force
        .iter()
        .map(|told| told.reference.as_str())
        .collect();
    let followed: Vec<String> = connection
        .prepare_cached("SELECT reference FROM withdrawals WHERE followed AND lifted_at IS NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut lifted = 0;
    for reference in followed {
        if told.contains(reference.as_str()) {
            continue;
        }
        let event = Event::Lifted {
            reference,
            at: at.to_owned(),
            who: who.to_owned(),
            reason: String::new(),
            cleared: None,
        };
        log.append(std::slice::from_ref(&event))?;
        apply(connection, &event)?;
        lifted += 1;
    }
    Ok(lifted)
}
