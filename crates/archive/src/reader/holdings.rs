//! What is held, counted.

use std::collections::BTreeMap;

use paragraf_model::{Municipality, sort_key};
use rusqlite::{Connection, Row};

use crate::codec::{decode_date, decode_time};
use crate::gaps::{self, NamedMeeting};
use crate::numbering::MeetingNumbers;
use crate::numbers::Numbers;
use crate::{ArchiveError, Counts, HeldBody, HeldMunicipality, Holding};

/// Reads every meeting, which is what it tells about.
pub const MEETINGS: &str = "
    SELECT b.id, mu.name, mu.code, mu.short_name, b.name, b.slug,
           m.date, m.held, m.paragraphs, m.documents, m.last_received, m.elsewhere, m.stated, m.whole
    FROM municipalities mu
    JOIN bodies b ON b.municipality_id = mu.id
    JOIN meetings m ON m.body_id = b.id
    WHERE m.documents > 0
    ORDER BY mu.short_name, b.slug, m.date";
const COUNT_MEETINGS: &str = "
    SELECT count(*), coalesce(sum(m.paragraphs), 0), count(DISTINCT m.body_id),
           count(DISTINCT b.municipality_id)
    FROM meetings m JOIN bodies b ON b.id = m.body_id WHERE m.documents > 0";
const COUNT_DOCUMENTS: &str = "SELECT count(*) FROM documents";
const COUNT_PROBLEMS: &str =
    "SELECT status, count(*) FROM documents WHERE status <> 'indexed' GROUP BY status";
const MUNICIPALITIES: &str = "
    SELECT short_name, name, code FROM municipalities mu
    WHERE EXISTS (SELECT 1 FROM bodies b JOIN meetings m ON m.body_id = b.id
                  WHERE b.municipality_id = mu.id AND m.documents > 0)
    ORDER BY short_name";
const BODIES: &str = "
    SELECT mu.short_name, b.slug, b.name
    FROM municipalities mu JOIN bodies b ON b.municipality_id = mu.id
    WHERE EXISTS (SELECT 1 FROM meetings m WHERE m.body_id = b.id AND m.documents > 0)
    ORDER BY mu.short_name, b.slug";

/// Meetings that a held body is named to have had and of which nothing is held: reads what each meeting names. The
/// genitive's s is no part of a body's name. Where no body is named, any meeting of the day may be meant, and a day
/// before all that is held of the body more likely another's. Meetings over several days take two weeks at most.
pub const NAMED: &str = "
    SELECT b.id, n.date, sum(n.paragraphs)
    FROM (SELECT municipality_id, slug, date, implied, sum(paragraphs) AS paragraphs
          FROM named_meetings GROUP BY municipality_id, slug, date, implied) n
    JOIN bodies b ON b.municipality_id = n.municipality_id
         AND b.slug IN (n.slug, substr(n.slug, 1, length(n.slug) - (n.slug LIKE '%s')))
    WHERE NOT EXISTS (
              SELECT 1 FROM meetings m
              WHERE m.body_id = b.id AND m.documents > 0 AND m.date = n.date)
      AND NOT EXISTS (
              SELECT 1 FROM meetings m
              WHERE m.body_id = b.id AND m.documents > 0
                AND m.date BETWEEN date(n.date, '-14 days') AND n.date AND n.date <= m.end_date)
      AND NOT (n.implied AND (
              EXISTS (
                  SELECT 1 FROM bodies o JOIN meetings m ON m.body_id = o.id
                  WHERE o.municipality_id = n.municipality_id AND m.date = n.date AND m.documents > 0)
              OR NOT EXISTS (
                  SELECT 1 FROM meetings m
                  WHERE m.body_id = b.id AND m.documents > 0 AND m.date < n.date)))
    GROUP BY b.id, n.date";

/// What is held of each body, by municipality, in the order of Swedish lists.
pub fn holdings(connection: &Connection) -> Result<Vec<Holding>, ArchiveError> {
    let mut named = named_meetings(connection)?;
    let mut select = connection.prepare_cached(MEETINGS)?;
    let mut rows = select.query([])?;
    let mut holdings: Vec<(i64, Holding, Vec<MeetingNumbers>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let body: i64 = row.get(0)?;
        let of_meeting = holding_of_meeting(row)?;
        let numbers = numbers_of_meeting(row, &of_meeting)?;
        match holdings.last_mut() {
            Some((last, holding, meetings)) if *last == body => {
                join(holding, &of_meeting);
                meetings.push(numbers);
            }
            _ => holdings.push((body, of_meeting, vec![numbers])),
        }
    }
    let with_years = holdings
        .into_iter()
        .map(|(body, holding, meetings)| Holding {
            years: gaps::of_body(&meetings, named.remove(&body).unwrap_or_default()),
            ..holding
        });
    let mut holdings: Vec<Holding> = with_years.collect();
    holdings.sort_by_cached_key(|holding| {
        let municipality = sort_key(&holding.municipality.name);
        let body = sort_key(&holding.body);
        // Two municipalities without a code may share a name.
        (municipality, holding.municipality_short.clone(), body)
    });
    Ok(holdings)
}

/// Of each body, by day.
fn named_meetings(
    connection: &Connection,
) -> Result<BTreeMap<i64, Vec<NamedMeeting>>, ArchiveError> {
    let mut select = connection.prepare_cached(NAMED)?;
    let mut rows = select.query([])?;
    let mut named: BTreeMap<i64, Vec<NamedMeeting>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let meeting = NamedMeeting {
            date: decode_date(&row.get::<_, String>(1)?)?,
            paragraphs: row.get(2)?,
        };
        named.entry(row.get(0)?).or_default().push(meeting);
    }
    Ok(named)
}

fn numbers_of_meeting(row: &Row<'_>, meeting: &Holding) -> Result<MeetingNumbers, ArchiveError> {
    let numbers = |column: usize| -> Result<Numbers, ArchiveError> {
        Ok(Numbers::read(
            row.get_ref(column)?.as_str().unwrap_or_default(),
        ))
    };
    Ok(MeetingNumbers {
        date: meeting.first_meeting,
        held: numbers(7)?,
        elsewhere: numbers(11)?,
        stated: numbers(12)?,
        whole: row.get(13)?,
        paragraphs: meeting.paragraphs,
    })
}

fn holding_of_meeting(row: &Row<'_>) -> Result<Holding, ArchiveError> {
    let date = decode_date(&row.get::<_, String>(6)?)?;
    Ok(Holding {
        municipality: Municipality {
            name: row.get(1)?,
            code: row.get(2)?,
        },
        municipality_short: row.get(3)?,
        body: row.get(4)?,
        body_slug: row.get(5)?,
        first_meeting: date,
        last_meeting: date,
        meetings: 1,
        days: vec![date],
        paragraphs: row.get(8)?,
        documents: row.get(9)?,
        years: Vec::new(),
        last_ingest: decode_time(&row.get::<_, String>(10)?)?,
    })
}

/// Meetings come by date.
fn join(holding: &mut Holding, later: &Holding) {
    holding.last_meeting = later.last_meeting;
    holding.meetings += later.meetings;
    holding.days.extend(&later.days);
    holding.paragraphs += later.paragraphs;
    holding.documents += later.documents;
    holding.last_ingest = holding.last_ingest.max(later.last_ingest);
}

/// How much is held.
pub fn counts(connection: &Connection) -> Result<Counts, ArchiveError> {
    let mut counts = connection
        .prepare_cached(COUNT_MEETINGS)?
        .query_row([], |row| {
            Ok(Counts {
                meetings: count(row, 0)?,
                paragraphs: count(row, 1)?,
                bodies: count(row, 2)?,
                municipalities: count(row, 3)?,
                ..Counts::default()
            })
        })?;
    let documents: u64 = connection
        .prepare_cached(COUNT_DOCUMENTS)?
        .query_row([], |row| count(row, 0))?;
    let mut select = connection.prepare_cached(COUNT_PROBLEMS)?;
    let mut rows = select.query([])?;
    let mut problems = 0;
    while let Some(row) = rows.next()? {
        let number = count(row, 1)?;
        problems += number;
        match row.get_ref(0)?.as_str().unwrap_or_default() {
            "not_minutes" => counts.not_minutes = number,
            "needs_facts" => counts.needs_facts = number,
            "waiting" => counts.waiting = number,
            "failed" => counts.failed = number,
            "withdrawn" => counts.withdrawn = number,
            "left_out" => counts.left_out = number,
            _ => {}
        }
    }
    counts.indexed = documents.saturating_sub(problems);
    counts.withdrawn_paragraphs = connection
        .prepare_cached("SELECT count(*) FROM paragraphs WHERE withdrawn_by IS NOT NULL")?
        .query_row([], |row| count(row, 0))?;
    Ok(counts)
}

fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(column)?.unsigned_abs())
}

/// Municipalities with at least one meeting, by name.
pub fn municipalities(connection: &Connection) -> Result<Vec<HeldMunicipality>, ArchiveError> {
    let mut held: Vec<HeldMunicipality> = connection
        .prepare_cached(MUNICIPALITIES)?
        .query_map([], |row| {
            Ok(HeldMunicipality {
                short_name: row.get(0)?,
                municipality: Municipality {
                    name: row.get(1)?,
                    code: row.get(2)?,
                },
            })
        })?
        .collect::<Result<_, _>>()?;
    held.sort_by_cached_key(|one| sort_key(&one.municipality.name));
    Ok(held)
}

/// Bodies with at least one meeting, by municipality and name.
pub fn bodies(connection: &Connection) -> Result<Vec<HeldBody>, ArchiveError> {
    let mut held: Vec<HeldBody> = connection
        .prepare_cached(BODIES)?
        .query_map([], |row| {
            Ok(HeldBody {
                municipality_short: row.get(0)?,
                slug: row.get(1)?,
                name: row.get(2)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    held.sort_by_cached_key(|one| (sort_key(&one.municipality_short), sort_key(&one.name)));
    Ok(held)
}
