//! Brings everything that follows from a meeting's documents up to date: which paragraphs are current,
//! the changes an index has to follow, and the meeting's own figures.
//!
//! It is computed from all of the meeting's documents each time, so that whatever adds or takes away a
//! document only has to call [`settle`] in the same transaction.

use std::collections::{BTreeMap, BTreeSet};

use paragraf_model::{FindingKind, Paragraph};
use rusqlite::{Connection, params};

use crate::codec::{decode_meeting, decode_name, decode_paragraph};
use crate::currency::{self, Candidate};
use crate::{ArchiveError, document_changes, figures, links};

/// What made it necessary.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// The document that was added or read anew: its current paragraphs count as changed. 0 for none.
    pub document: i64,
    /// Keys of the paragraphs of which that document says to the letter what it said before. They do not count as changed:
    /// better rules make the archive read everything anew, and who follows it is only told what that changed.
    pub unchanged: &'a BTreeSet<i64>,
    /// What that document says of each of its paragraphs.
    pub fresh: &'a Fresh<'a>,
    /// The time to note at what changes.
    pub at: &'a str,
}

/// Paragraphs of one document by their keys.
pub type Fresh<'a> = BTreeMap<i64, &'a Paragraph>;

impl<'a> Occasion<'a> {
    /// Where no document was added or read anew.
    pub fn without_document(at: &'a str) -> Occasion<'a> {
        const NOTHING: &BTreeSet<i64> = &BTreeSet::new();
        const NOBODY: &Fresh<'static> = &Fresh::new();
        Occasion {
            // As no document is numbered.
            document: -1,
            unchanged: NOTHING,
            fresh: NOBODY,
            at,
        }
    }

    /// What the document that a paragraph is answered from says of it, where it is the one that was added.
    pub fn paragraph(&self, key: i64, document: i64) -> Option<&'a Paragraph> {
        let is_its = document == self.document;
        self.fresh.get(&key).copied().filter(|_| is_its)
    }
}

/// Settles one meeting and tells how many changes of current paragraphs that made.
pub fn settle(
    connection: &Connection,
    meeting: i64,
    occasion: Occasion<'_>,
) -> Result<u32, ArchiveError> {
    let mut documents = indexed_documents(connection, meeting)?;
    currency::sort_leading_first(&mut documents);
    let renamed = name_body(connection, meeting, documents.first())?;
    let before = current_before(connection, meeting)?;
    let municipality = municipality_of(connection, meeting)?;
    let after = currency::current(documents.clone());

    let mut changes = 0;
    // What each hands out says which of its paragraphs are current.
    let mut told_otherwise = BTreeSet::new();
    for (&key, &was) in &before {
        let is = after.get(&key).copied().flatten();
        let is_read_anew = is == Some(occasion.document) && !occasion.unchanged.contains(&key);
        let same = is == was && !is_read_anew && !(renamed && is.is_some());
        if !same {
            answer_from(connection, municipality, key, (was, is), occasion)?;
            told_otherwise.extend(was.into_iter().chain(is));
            changes += 1;
        }
    }
    figures::note(connection, meeting, &documents, occasion)?;
    told_otherwise.remove(&occasion.document);
    for document in told_otherwise {
        document_changes::note(connection, document, occasion.at)?;
    }
    Ok(changes)
}

fn indexed_documents(
    connection: &Connection,
    meeting: i64,
) -> Result<Vec<Candidate>, ArchiveError> {
    let mut select = connection.prepare_cached(
        "SELECT id, kind, received_at, meeting,
                EXISTS (SELECT 1 FROM findings f WHERE f.document_id = d.id AND f.kind = ?2)
         FROM documents d WHERE meeting_id = ?1",
    )?;
    let elsewhere = FindingKind::PublishedElsewhere.name();
    let mut rows = select.query(params![meeting, elsewhere])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        let document = row.get(0)?;
        let stated = decode_meeting(row.get_ref(3)?)?.unwrap_or_default();
        documents.push(Candidate {
            document,
            kind: decode_name(&row.get::<_, String>(1)?)?,
            received_at: row.get(2)?,
            range: stated.paragraph_range,
            points_elsewhere: row.get(4)?,
            holds: held_by(connection, document)?,
            points: pointing_in(connection, document)?,
        });
    }
    Ok(documents)
}

fn held_by(connection: &Connection, document: i64) -> Result<BTreeMap<i64, u32>, ArchiveError> {
    let held = connection
        .prepare_cached(
            "SELECT p.key, p.number FROM versions v JOIN paragraphs p ON p.key = v.key
             WHERE v.document_id = ?1",
        )?
        .query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(held)
}

/// Paragraphs that only say that they are published elsewhere.
fn pointing_in(connection: &Connection, document: i64) -> Result<BTreeSet<i64>, ArchiveError> {
    let pointing = connection
        .prepare_cached(
            "SELECT key FROM findings WHERE document_id = ?1 AND kind = ?2 AND key IS NOT NULL",
        )?
        .query_map(
            params![document, FindingKind::PublishedElsewhere.name()],
            |row| row.get(0),
        )?
        .collect::<Result<_, _>>()?;
    Ok(pointing)
}

/// The meeting's body is called as its leading document has it. Tells whether that changed.
fn name_body(
    connection: &Connection,
    meeting: i64,
    leading: Option<&Candidate>,
) -> Result<bool, ArchiveError> {
    let Some(leading) = leading else {
        return Ok(false);
    };
    let stated = connection
        .prepare_cached("SELECT meeting FROM documents WHERE id = ?1")?
        .query_row([leading.document], |row| {
            Ok(decode_meeting(row.get_ref(0)?))
        })??;
    let name = stated.and_then(|stated| stated.body).unwrap_or_default();
    let renamed = connection
        .prepare_cached("UPDATE meetings SET body_name = ?2 WHERE id = ?1 AND body_name <> ?2")?
        .execute(params![meeting, name])?;
    Ok(renamed > 0)
}

fn current_before(
    connection: &Connection,
    meeting: i64,
) -> Result<BTreeMap<i64, Option<i64>>, ArchiveError> {
    let current = connection
        .prepare_cached("SELECT key, current_document_id FROM paragraphs WHERE meeting_id = ?1")?
        .query_map([meeting], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(current)
}

fn municipality_of(connection: &Connection, meeting: i64) -> Result<i64, ArchiveError> {
    Ok(connection
        .prepare_cached(
            "SELECT b.municipality_id FROM meetings m JOIN bodies b ON b.id = m.body_id WHERE m.id = ?1",
        )?
        .query_row([meeting], |row| row.get(0))?)
}

/// Makes a document the one that a key is answered from, and notes the change.
fn answer_from(
    connection: &Connection,
    municipality: i64,
    key: i64,
    (before, document): (Option<i64>, Option<i64>),
    occasion: Occasion<'_>,
) -> Result<(), ArchiveError> {
    connection
        .prepare_cached(
            "UPDATE paragraphs SET current_document_id = ?2, changed_at = ?3 WHERE key = ?1",
        )?
        .execute(params![key, document, occasion.at])?;
    // Only of what is current anything is noted.
    if before.is_some() {
        links::unlink(connection, key)?;
    }
    if let Some(document) = document {
        match occasion.paragraph(key, document) {
            Some(paragraph) => links::link(connection, municipality, key, paragraph)?,
            None => {
                let paragraph = stored(connection, key, document)?;
                links::link(connection, municipality, key, &paragraph)?;
            }
        }
    }
    connection
        .prepare_cached(
            "INSERT INTO changes (key, kind, at, is_new)
             SELECT key, CASE WHEN current_document_id IS NOT NULL THEN 'put'
                              WHEN withdrawn_by IS NOT NULL THEN 'withdraw' ELSE 'remove' END,
                    ?2, current_document_id IS NOT NULL AND ?3 IS NULL
             FROM paragraphs WHERE key = ?1",
        )?
        .execute(params![key, occasion.at, before])?;
    Ok(())
}

/// What a document says of a paragraph.
pub fn stored(connection: &Connection, key: i64, document: i64) -> Result<Paragraph, ArchiveError> {
    connection
        .prepare_cached("SELECT record FROM versions WHERE key = ?1 AND document_id = ?2")?
        .query_row([key, document], |row| Ok(decode_paragraph(row.get_ref(0)?)))?
}
