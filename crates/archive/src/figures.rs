//! A meeting's own figures, kept so that an overview of ten million paragraphs reads meetings only.

use std::collections::{BTreeMap, BTreeSet};

use paragraf_model::{DocumentKind, FindingKind, slug};
use rusqlite::{Connection, params};

use crate::ArchiveError;
use crate::codec::decode_meeting;
use crate::currency::Candidate;
use crate::numbers::Numbers;
use crate::settle::{Occasion, stored};

/// Notes what follows from the meeting's documents once it is known which paragraphs are current.
pub fn note(
    connection: &Connection,
    meeting: i64,
    documents: &[Candidate],
    occasion: Occasion<'_>,
) -> Result<(), ArchiveError> {
    note_counts(connection, meeting)?;
    note_numbers(connection, meeting, documents)?;
    note_named_meetings(connection, meeting, occasion)?;
    name_body(connection, meeting)
}

fn note_counts(connection: &Connection, meeting: i64) -> Result<(), ArchiveError> {
    let current: Vec<u32> = connection
        .prepare_cached(
            "SELECT number FROM paragraphs WHERE meeting_id = ?1 AND current_document_id IS NOT NULL",
        )?
        .query_map([meeting], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    connection
        .prepare_cached(
            "UPDATE meetings SET numbers = ?2, paragraphs = ?3,
                 (documents, last_received) =
                     (SELECT count(*), max(received_at) FROM documents WHERE meeting_id = ?1)
             WHERE id = ?1",
        )?
        .execute(params![
            meeting,
            current.iter().copied().collect::<Numbers>().write(),
            current.len() as i64
        ])?;
    Ok(())
}

/// What is held, what is published separately, and what the covers state. A § that was taken back is no gap, so
/// what no document is current for counts as held too, and so does what was withdrawn.
fn note_numbers(
    connection: &Connection,
    meeting: i64,
    documents: &[Candidate],
) -> Result<(), ArchiveError> {
    let held: Numbers = documents
        .iter()
        .flat_map(|document| {
            let told = document
                .holds
                .iter()
                .filter(|(key, _)| document.tells(**key));
            told.map(|(_, number)| *number)
        })
        .chain(withdrawn(connection, meeting)?)
        .collect();
    let elsewhere = published_elsewhere(connection, meeting)?.without(&held);
    let whole: Vec<&Candidate> = documents
        .iter()
        .filter(|document| document.kind == DocumentKind::Minutes)
        .collect();
    let stated = Numbers::of(whole.iter().filter_map(|document| trusted_range(document)));
    connection
        .prepare_cached(
            "UPDATE meetings SET held = ?2, elsewhere = ?3, stated = ?4, whole = ?5, end_date = ?6
             WHERE id = ?1",
        )?
        .execute(params![
            meeting,
            held.write(),
            elsewhere.write(),
            stated.write(),
            !whole.is_empty(),
            end_date(connection, meeting)?,
        ])?;
    Ok(())
}

fn withdrawn(connection: &Connection, meeting: i64) -> Result<Vec<u32>, ArchiveError> {
    let numbers = connection
        .prepare_cached(
            "SELECT number FROM paragraphs WHERE meeting_id = ?1 AND withdrawn_by IS NOT NULL",
        )?
        .query_map([meeting], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(numbers)
}

/// A cover's range that the paragraphs fit into; another one was misread or is misprinted.
fn trusted_range(document: &Candidate) -> Option<std::ops::RangeInclusive<u32>> {
    let [first, last] = document.range?;
    let fits = |number: &u32| (first..=last).contains(number);
    document.holds.values().all(fits).then_some(first..=last)
}

fn published_elsewhere(connection: &Connection, meeting: i64) -> Result<Numbers, ArchiveError> {
    let numbers: Vec<String> = connection
        .prepare_cached(
            "SELECT f.numbers FROM documents d JOIN findings f ON f.document_id = d.id
             WHERE d.meeting_id = ?1 AND f.kind = ?2",
        )?
        .query_map(
            params![meeting, FindingKind::PublishedElsewhere.name()],
            |row| row.get(0),
        )?
        .collect::<Result<_, _>>()?;
    Ok(Numbers::read(&numbers.join(",")))
}

/// The last day that any of its documents states.
fn end_date(connection: &Connection, meeting: i64) -> Result<Option<String>, ArchiveError> {
    let mut select =
        connection.prepare_cached("SELECT meeting FROM documents WHERE meeting_id = ?1")?;
    let mut rows = select.query([meeting])?;
    let mut last = None;
    while let Some(row) = rows.next()? {
        last = last.max(decode_meeting(row.get_ref(0)?)?.and_then(|stated| stated.end_date));
    }
    Ok(last.map(|day| day.to_string()))
}

/// Earlier meetings that the current paragraphs name.
fn note_named_meetings(
    connection: &Connection,
    meeting: i64,
    occasion: Occasion<'_>,
) -> Result<(), ArchiveError> {
    connection
        .prepare_cached("DELETE FROM named_meetings WHERE meeting_id = ?1")?
        .execute([meeting])?;
    let (municipality, own, date): (i64, String, String) = connection
        .prepare_cached(
            "SELECT b.municipality_id, b.slug, m.date
             FROM meetings m JOIN bodies b ON b.id = m.body_id WHERE m.id = ?1",
        )?
        .query_row([meeting], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO named_meetings (meeting_id, municipality_id, slug, date, implied, paragraphs)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for ((slug, day, implied), paragraphs) in named_in(connection, (meeting, &own), occasion)? {
        // What is yet to come was misread, and the meeting itself is held.
        if day < date || day == date && slug != own {
            insert.execute(params![
                meeting,
                municipality,
                slug,
                day,
                implied,
                paragraphs
            ])?;
        }
    }
    Ok(())
}

/// Body's part of ids, day, and whether the body is not named; with the number of paragraphs.
type Named = BTreeMap<(String, String, bool), u32>;

fn named_in(
    connection: &Connection,
    (meeting, own): (i64, &str),
    occasion: Occasion<'_>,
) -> Result<Named, ArchiveError> {
    let mut select = connection.prepare_cached(
        "SELECT key, current_document_id FROM paragraphs
         WHERE meeting_id = ?1 AND current_document_id IS NOT NULL",
    )?;
    let mut rows = select.query([meeting])?;
    let mut named = Named::new();
    while let Some(row) = rows.next()? {
        let (key, document): (i64, i64) = (row.get(0)?, row.get(1)?);
        let read;
        let paragraph = match occasion.paragraph(key, document) {
            Some(paragraph) => paragraph,
            None => {
                read = stored(connection, key, document)?;
                &read
            }
        };
        let references = paragraph.refers_to.iter().filter_map(|reference| {
            let body = reference.body.as_deref().map(slug);
            let implied = body.is_none();
            let body = body.unwrap_or_else(|| own.to_owned());
            Some((body, reference.date?.to_string(), implied))
        });
        let references: BTreeSet<(String, String, bool)> = references.collect();
        for reference in references {
            *named.entry(reference).or_default() += 1;
        }
    }
    Ok(named)
}

/// A body is called as at its latest meeting.
fn name_body(connection: &Connection, meeting: i64) -> Result<(), ArchiveError> {
    connection
        .prepare_cached(
            "UPDATE bodies SET name = coalesce(
                 (SELECT body_name FROM meetings
                  WHERE body_id = bodies.id AND documents > 0 ORDER BY date DESC LIMIT 1), name)
             WHERE id = (SELECT body_id FROM meetings WHERE id = ?1)",
        )?
        .execute([meeting])?;
    Ok(())
}
