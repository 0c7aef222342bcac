//! Case numbers and officers of current paragraphs, kept so that they are found without reading records.

use std::collections::{BTreeMap, BTreeSet};

use paragraf_model::{Paragraph, slug};
use rusqlite::{Connection, OptionalExtension, params};

use crate::ArchiveError;

/// Forgets what a paragraph named.
pub fn unlink(connection: &Connection, key: i64) -> Result<(), ArchiveError> {
    connection
        .prepare_cached("DELETE FROM case_numbers WHERE key = ?1")?
        .execute([key])?;
    let officers: Vec<i64> = connection
        .prepare_cached("SELECT officer_id FROM paragraph_officers WHERE key = ?1")?
        .query_map([key], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    connection
        .prepare_cached("DELETE FROM paragraph_officers WHERE key = ?1")?
        .execute([key])?;
    for officer in officers {
        count_officer(connection, officer, -1)?;
    }
    Ok(())
}

/// Notes what a current paragraph names.
pub fn link(
    connection: &Connection,
    municipality_id: i64,
    key: i64,
    paragraph: &Paragraph,
) -> Result<(), ArchiveError> {
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO case_numbers (year, serial, municipality_id, registry, key, canonical)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for ((year, serial, registry), canonical) in cases(paragraph) {
        insert.execute(params![
            year,
            serial,
            municipality_id,
            registry,
            key,
            canonical
        ])?;
    }
    for name in officers(paragraph) {
        link_officer(connection, municipality_id, key, &name)?;
    }
    Ok(())
}

/// Whether what is noted of a current paragraph is what it names.
pub fn fit(connection: &Connection, key: i64, paragraph: &Paragraph) -> Result<bool, ArchiveError> {
    let noted: Cases = connection
        .prepare_cached(
            "SELECT year, serial, registry, canonical FROM case_numbers WHERE key = ?1",
        )?
        .query_map([key], |row| {
            Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?))
        })?
        .collect::<Result<_, _>>()?;
    let named: BTreeSet<String> = connection
        .prepare_cached(
            "SELECT o.name FROM paragraph_officers p JOIN officers o ON o.id = p.officer_id
             WHERE p.key = ?1",
        )?
        .query_map([key], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(noted == cases(paragraph) && named == officers(paragraph))
}

/// Year, serial and registry, with the canonical form.
type Cases = BTreeMap<(i64, i64, String), String>;

fn cases(paragraph: &Paragraph) -> Cases {
    let mut cases = Cases::new();
    for number in &paragraph.case_numbers {
        let registry = number.registry().unwrap_or_default().to_owned();
        cases
            .entry((number.year().into(), number.serial().into(), registry))
            .or_insert_with(|| number.canonical().to_owned());
    }
    cases
}

fn officers(paragraph: &Paragraph) -> BTreeSet<String> {
    let names = paragraph.case_officers.iter().map(|name| name.trim());
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn link_officer(
    connection: &Connection,
    municipality_id: i64,
    key: i64,
    name: &str,
) -> Result<(), ArchiveError> {
    let officer = officer_id(connection, municipality_id, name)?;
    let linked = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO paragraph_officers (officer_id, key) VALUES (?1, ?2)",
        )?
        .execute([officer, key])?;
    if linked > 0 {
        count_officer(connection, officer, 1)?;
    }
    Ok(())
}

fn officer_id(
    connection: &Connection,
    municipality_id: i64,
    name: &str,
) -> Result<i64, ArchiveError> {
    let known = connection
        .prepare_cached("SELECT id FROM officers WHERE municipality_id = ?1 AND name = ?2")?
        .query_row(params![municipality_id, name], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id = connection
        .prepare_cached("INSERT INTO officers (municipality_id, name) VALUES (?1, ?2)")?
        .insert(params![municipality_id, name])?;
    let mut insert = connection
        .prepare_cached("INSERT OR IGNORE INTO officer_words (word, officer_id) VALUES (?1, ?2)")?;
    for word in name_words(name) {
        insert.execute(params![word, id])?;
    }
    Ok(id)
}

/// The words of a name in a–z and 0–9, as [`crate::Reader::officers`] looks them up.
pub fn name_words(name: &str) -> Vec<String> {
    slug(name)
        .split('-')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn count_officer(connection: &Connection, officer: i64, step: i64) -> Result<(), ArchiveError> {
    let paragraphs: i64 = connection
        .prepare_cached(
            "UPDATE officers SET paragraphs = paragraphs + ?2 WHERE id = ?1 RETURNING paragraphs",
        )?
        .query_row([officer, step], |row| row.get(0))?;
    if paragraphs == 0 {
        connection
            .prepare_cached("DELETE FROM officer_words WHERE officer_id = ?1")?
            .execute([officer])?;
        connection
            .prepare_cached("DELETE FROM officers WHERE id = ?1")?
            .execute([officer])?;
    }
    Ok(())
}
