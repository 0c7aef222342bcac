//! Findings of all documents, by what they are about and where.

use chrono::NaiveDate;
use paragraf_model::{
    Finding, FindingKind, MediaType, MeetingId, Municipality, ParagraphId, Severity,
};
use rusqlite::{Connection, Row, params};

use super::documents::finding_from_row;
use super::paragraphs::paragraph_id;
use crate::ArchiveError;
use crate::codec::{decode_date, decode_name};
use crate::key::places_of_days;

/// Which findings: any value of each list, and all lists; an empty list is no limit.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FindingFilter {
    /// What they are about.
    pub kinds: Vec<FindingKind>,
    /// How much they matter.
    pub severities: Vec<Severity>,
    /// Short names.
    pub municipalities: Vec<String>,
    /// Second part of ids.
    pub bodies: Vec<String>,
    /// First day of the meeting, that day included.
    pub from: Option<NaiveDate>,
    /// Last day of the meeting, that day included.
    pub to: Option<NaiveDate>,
}

/// Where a page of findings ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingCursor {
    /// Among all findings.
    pub place: i64,
    /// The document's row.
    pub document: i64,
    /// Within the document.
    pub position: i64,
}

/// A finding with the document, the meeting and the paragraph it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredFinding {
    /// What was found.
    pub finding: Finding,
    /// The document it was found in.
    pub document_sha256: String,
    /// That document's name when it came.
    pub filename: String,
    /// That document's kind of file.
    pub media_type: Option<MediaType>,
    /// The meeting; `None` for a document that is not indexed.
    pub meeting: Option<MeetingOfFinding>,
    /// The paragraph it lies in.
    pub paragraph: Option<ParagraphId>,
    /// Whether that paragraph is answered from this document.
    pub current: bool,
    /// Where the next page begins when this is the last one of a page.
    pub cursor: FindingCursor,
}

/// The meeting that a finding belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingOfFinding {
    /// Permanent id.
    pub id: MeetingId,
    /// As a record names it.
    pub municipality: Municipality,
    /// First part of the id.
    pub municipality_short: String,
    /// The body's name as the minutes have it.
    pub body: String,
    /// Its day.
    pub date: NaiveDate,
}

/// How many findings there are of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingsOfKind {
    /// The kind.
    pub kind: FindingKind,
    /// Of each severity, in the order of [`Severity::ALL`].
    pub of_severity: [u64; 3],
}

impl FindingsOfKind {
    /// Of any severity.
    pub fn total(&self) -> u64 {
        self.of_severity.iter().sum()
    }
}

/// What [`one`] reads: as [`super::documents::FINDINGS`], then where it belongs.
pub const ONE: &str = "
    SELECT f.kind, f.severity, f.message, f.page, f.first_line, f.last_line, f.paragraph, f.numbers,
           d.sha256, d.filename, d.media_type,
           mu.short_name, mu.name, mu.code, b.slug, m.body_name, m.date,
           p.name, p.current_document_id IS f.document_id
    FROM findings f
    JOIN documents d ON d.id = f.document_id
    LEFT JOIN meetings m ON m.id = d.meeting_id
    LEFT JOIN bodies b ON b.id = m.body_id
    LEFT JOIN municipalities mu ON mu.id = b.municipality_id
    LEFT JOIN paragraphs p ON p.key = f.key
    WHERE f.document_id = ?1 AND f.position = ?2";

/// Findings after a cursor. Which rows is told from an index alone; what stands in them is read of these few.
pub fn page(
    connection: &Connection,
    filter: &FindingFilter,
    after: Option<FindingCursor>,
    limit: u32,
) -> Result<Vec<StoredFinding>, ArchiveError> {
    let Some(conditions) = conditions(connection, filter)? else {
        return Ok(Vec::new());
    };
    // Of one kind the index that begins with it; of several the one that is in order already.
    let index = match filter.kinds.as_slice() {
        [_] => "findings_by_kind",
        _ => "findings_by_place",
    };
    let mut select = connection.prepare(&format!(
        "SELECT place, document_id, position FROM findings INDEXED BY {index}
         WHERE {conditions} AND place >= ?1 AND (place, document_id, position) > (?1, ?2, ?3)
         ORDER BY place, document_id, position LIMIT ?4"
    ))?;
    let after = after.unwrap_or(FindingCursor {
        place: -1,
        document: 0,
        position: 0,
    });
    let rows: Vec<FindingCursor> = select
        .query_map(
            params![after.place, after.document, after.position, limit],
            |row| {
                Ok(FindingCursor {
                    place: row.get(0)?,
                    document: row.get(1)?,
                    position: row.get(2)?,
                })
            },
        )?
        .collect::<Result<_, _>>()?;
    rows.into_iter()
        .map(|cursor| one(connection, cursor))
        .collect()
}

/// Counts by kind.
pub fn count(
    connection: &Connection,
    filter: &FindingFilter,
) -> Result<Vec<FindingsOfKind>, ArchiveError> {
    let Some(conditions) = conditions(connection, filter)? else {
        return Ok(Vec::new());
    };
    let mut select = connection.prepare(&format!(
        "SELECT kind, sum(severity = 'info'), sum(severity = 'warning'), sum(severity = 'error')
         FROM findings INDEXED BY findings_by_kind WHERE {conditions} GROUP BY kind"
    ))?;
    let mut rows = select.query([])?;
    let mut counts = Vec::new();
    while let Some(row) = rows.next()? {
        let count =
            |column| -> rusqlite::Result<u64> { Ok(row.get::<_, i64>(column)?.unsigned_abs()) };
        counts.push(FindingsOfKind {
            kind: decode_name(row.get_ref(0)?.as_str().unwrap_or_default())?,
            of_severity: [count(1)?, count(2)?, count(3)?],
        });
    }
    counts.sort_by_key(|count| (std::cmp::Reverse(count.total()), count.kind));
    Ok(counts)
}

/// The filter in SQL, of names of closed sets and numbers alone. `None` where no body fits.
fn conditions(
    connection: &Connection,
    filter: &FindingFilter,
) -> Result<Option<String>, ArchiveError> {
    let mut conditions = vec!["1".to_owned()];
    let quoted = |names: Vec<&str>| format!("('{}')", names.join("','"));
    if !filter.kinds.is_empty() {
        let names = filter.kinds.iter().map(|kind| kind.name()).collect();
        conditions.push(format!("kind IN {}", quoted(names)));
    }
    if !filter.severities.is_empty() {
        let names = filter.severities.iter().map(|one| one.name()).collect();
        conditions.push(format!("severity IN {}", quoted(names)));
    }
    if !(filter.municipalities.is_empty() && filter.bodies.is_empty()) {
        let bodies = bodies(connection, filter)?;
        if bodies.is_empty() {
            return Ok(None);
        }
        conditions.push(format!("body_id IN ({})", bodies.join(",")));
    }
    if filter.from.is_some() || filter.to.is_some() {
        let [first, last] = places_of_days(filter.from, filter.to);
        conditions.push(format!(
            "place BETWEEN {first} AND {last} AND body_id IS NOT NULL"
        ));
    }
    Ok(Some(conditions.join(" AND ")))
}

/// Rows of the bodies that fit, as SQL has numbers.
fn bodies(connection: &Connection, filter: &FindingFilter) -> Result<Vec<String>, ArchiveError> {
    let mut select = connection.prepare_cached(
        "SELECT b.id, mu.short_name, b.slug FROM municipalities mu
         JOIN bodies b ON b.municipality_id = mu.id",
    )?;
    let mut rows = select.query([])?;
    let mut bodies = Vec::new();
    let fits = |list: &[String], name: &String| list.is_empty() || list.contains(name);
    while let Some(row) = rows.next()? {
        let (municipality, body) = (row.get(1)?, row.get(2)?);
        if fits(&filter.municipalities, &municipality) && fits(&filter.bodies, &body) {
            bodies.push(row.get::<_, i64>(0)?.to_string());
        }
    }
    Ok(bodies)
}

fn one(connection: &Connection, cursor: FindingCursor) -> Result<StoredFinding, ArchiveError> {
    let mut select = connection.prepare_cached(ONE)?;
    select.query_row(params![cursor.document, cursor.position], |row| {
        Ok(from_row(row, cursor))
    })?
}

fn from_row(row: &Row<'_>, cursor: FindingCursor) -> Result<StoredFinding, ArchiveError> {
    let media_type: Option<String> = row.get(10)?;
    let meeting = meeting(row)?;
    let name: Option<String> = row.get(17)?;
    let paragraph = meeting.as_ref().zip(name);
    Ok(StoredFinding {
        finding: finding_from_row(row)?,
        document_sha256: row.get(8)?,
        filename: row.get(9)?,
        media_type: media_type.map(|name| decode_name(&name)).transpose()?,
        paragraph: paragraph
            .map(|(meeting, name)| paragraph_id(&meeting.id, &name))
            .transpose()?,
        meeting,
        current: row.get(18)?,
        cursor,
    })
}

fn meeting(row: &Row<'_>) -> Result<Option<MeetingOfFinding>, ArchiveError> {
    let (short, slug): (Option<String>, Option<String>) = (row.get(11)?, row.get(14)?);
    let date: Option<String> = row.get(16)?;
    let (Some(short), Some(slug), Some(date)) = (short, slug, date) else {
        return Ok(None);
    };
    let date = decode_date(&date)?;
    Ok(Some(MeetingOfFinding {
        id: MeetingId::from_parts(&short, &slug, date),
        municipality: Municipality {
            name: row.get(12)?,
            code: row.get(13)?,
        },
        municipality_short: short,
        body: row.get(15)?,
        date,
    }))
}
