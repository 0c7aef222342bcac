//! Cases and officers: what current paragraphs name.

use std::cmp::Reverse;

use paragraf_model::{CaseNumber, MeetingId, Municipality, sort_key};
use rusqlite::{Connection, params};

use super::paragraphs::{self, paragraph_id};
use crate::codec::decode_date;
use crate::links::name_words;
use crate::{ArchiveError, CaseCandidate, Officer, StoredParagraph};

pub const CANDIDATES: &str = "
    SELECT mu.short_name, mu.name, mu.code, c.canonical, c.registry, c.paragraphs,
           b.slug, m.date, p.name
    FROM (SELECT municipality_id, registry, canonical, count(*) AS paragraphs
          FROM case_numbers WHERE year = ?1 AND serial = ?2
          GROUP BY municipality_id, registry) c
    JOIN municipalities mu ON mu.id = c.municipality_id
    JOIN paragraphs p ON p.key = (
        SELECT n.key FROM case_numbers n
        JOIN paragraphs q ON q.key = n.key
        JOIN meetings d ON d.id = q.meeting_id
        WHERE n.year = ?1 AND n.serial = ?2
          AND n.municipality_id = c.municipality_id AND n.registry = c.registry
        ORDER BY d.date DESC, n.key DESC LIMIT 1)
    JOIN meetings m ON m.id = p.meeting_id
    JOIN bodies b ON b.id = m.body_id
    WHERE ?3 IS NULL OR mu.short_name = ?3
    ORDER BY mu.short_name, c.registry";
pub const OFFICERS: &str = "
    SELECT o.id, o.name, mu.short_name, o.paragraphs
    FROM (SELECT DISTINCT officer_id FROM officer_words WHERE word >= ?1 AND word < ?2) w
    JOIN officers o ON o.id = w.officer_id
    JOIN municipalities mu ON mu.id = o.municipality_id
    ORDER BY o.id";
pub const FIRST_MEETING: &str = "
    SELECT m.date FROM paragraphs p JOIN meetings m ON m.id = p.meeting_id
    WHERE p.key = (SELECT min(key) FROM paragraph_officers WHERE officer_id = ?1)";
pub const LAST_MEETING: &str = "
    SELECT m.date FROM paragraphs p JOIN meetings m ON m.id = p.meeting_id
    WHERE p.key = (SELECT max(key) FROM paragraph_officers WHERE officer_id = ?1)";

/// Every current paragraph that names exactly this case, in time order.
pub fn case(
    connection: &Connection,
    municipality_short: &str,
    case_number: &CaseNumber,
) -> Result<Vec<StoredParagraph>, ArchiveError> {
    let registry = case_number.registry().unwrap_or_default();
    let parameters = params![
        case_number.year(),
        case_number.serial(),
        municipality_short,
        registry
    ];
    paragraphs::all(connection, paragraphs::OF_CASE, parameters)
}

/// The cases that a typed number may mean.
pub fn candidates(
    connection: &Connection,
    case_number: &CaseNumber,
    municipality_short: Option<&str>,
) -> Result<Vec<CaseCandidate>, ArchiveError> {
    let mut select = connection.prepare_cached(CANDIDATES)?;
    let mut rows = select.query(params![
        case_number.year(),
        case_number.serial(),
        municipality_short
    ])?;
    let mut candidates = Vec::new();
    while let Some(row) = rows.next()? {
        let registry: String = row.get(4)?;
        let exact = case_number.registry().is_none_or(|typed| typed == registry);
        if !exact && !registry.is_empty() {
            continue;
        }
        let municipality_short: String = row.get(0)?;
        let latest_date = decode_date(&row.get::<_, String>(7)?)?;
        let meeting =
            MeetingId::from_parts(&municipality_short, &row.get::<_, String>(6)?, latest_date);
        candidates.push(CaseCandidate {
            municipality: Municipality {
                name: row.get(1)?,
                code: row.get(2)?,
            },
            municipality_short,
            canonical: row.get(3)?,
            paragraphs: row.get(5)?,
            latest: paragraph_id(&meeting, &row.get::<_, String>(8)?)?,
            latest_date,
            exact,
        });
    }
    candidates.sort_by_cached_key(|candidate: &CaseCandidate| {
        let municipality = sort_key(&candidate.municipality.name);
        (
            !candidate.exact,
            municipality,
            sort_key(&candidate.canonical),
        )
    });
    Ok(candidates)
}

/// Officers with a name in which every typed word begins some word.
pub fn officers(
    connection: &Connection,
    typed: &str,
    limit: u32,
) -> Result<Vec<Officer>, ArchiveError> {
    let typed = name_words(typed);
    // The longest word leaves the fewest names to look at.
    let Some(longest) = typed.iter().max_by_key(|word| word.len()) else {
        return Ok(Vec::new());
    };
    // Words consist of a-z and 0-9; the brace is the next sign after z.
    let end = format!("{longest}{{");
    let mut select = connection.prepare_cached(OFFICERS)?;
    let mut rows = select.query(params![longest, end])?;
    let mut fitting: Vec<(i64, String, String, u32)> = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let words = name_words(&name);
        let fits = |typed: &String| words.iter().any(|word| word.starts_with(typed.as_str()));
        if typed.iter().all(fits) {
            fitting.push((row.get(0)?, name, row.get(2)?, row.get(3)?));
        }
    }
    fitting.sort_by_cached_key(|(_, name, municipality, paragraphs)| {
        (Reverse(*paragraphs), sort_key(name), municipality.clone())
    });
    fitting.truncate(limit as usize);
    let officers = fitting
        .into_iter()
        .map(|(id, name, municipality_short, paragraphs)| {
            Ok(Officer {
                name,
                municipality_short,
                paragraphs,
                first: meeting_date(connection, FIRST_MEETING, id)?,
                last: meeting_date(connection, LAST_MEETING, id)?,
            })
        });
    officers.collect()
}

fn meeting_date(
    connection: &Connection,
    statement: &str,
    officer: i64,
) -> Result<chrono::NaiveDate, ArchiveError> {
    let date: String = connection
        .prepare_cached(statement)?
        .query_row([officer], |row| row.get(0))?;
    decode_date(&date)
}
