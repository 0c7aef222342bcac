//! Writes a document's findings, each with the paragraph it lies in and a place among all findings.

use paragraf_model::{Finding, MeetingId, Paragraph, Record};
use rusqlite::{Connection, params};

use crate::ArchiveError;
use crate::key::{KeySource, place_of, place_without_meeting, wanted_key};
use crate::numbers::Numbers;
use crate::reader::id_parts;

/// A paragraph of the document as it is stored.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its permanent number.
    pub key: i64,
    /// First and last line of its sections; `None` where it has none.
    lines: Option<[u32; 2]>,
    /// `15`, `3b`.
    printed: String,
    /// It was withdrawn, and what was found in it is not kept either.
    is_withdrawn: bool,
}

impl Kept {
    /// A paragraph under its key.
    pub fn of(key: i64, paragraph: &Paragraph, is_withdrawn: bool) -> Kept {
        let sections = paragraph.sections.iter().map(|section| section.lines);
        let first = sections.clone().map(|[first, _]| first).min();
        let last = sections.map(|[_, last]| last).max();
        Kept {
            key,
            lines: first.zip(last).map(|(first, last)| [first, last]),
            printed: paragraph.number_with_suffix(),
            is_withdrawn,
        }
    }

    /// Its key, where its text is stored.
    pub fn stored_key(&self) -> Option<u64> {
        (!self.is_withdrawn).then_some(self.key.unsigned_abs())
    }

    /// Whether it was withdrawn.
    pub fn is_withdrawn(&self) -> bool {
        self.is_withdrawn
    }

    fn ends_after(&self, line: u32) -> bool {
        self.lines.is_none_or(|[_, last]| line <= last)
    }

    fn holds(&self, line: u32) -> bool {
        self.lines
            .is_some_and(|[first, last]| (first..=last).contains(&line))
    }
}

/// The document that the findings are about.
#[derive(Clone, Copy, Debug)]
pub struct Noted<'a> {
    /// Its row.
    pub document: i64,
    /// Of its bytes.
    pub sha256: &'a str,
    /// The meeting and its row; `None` for a document that is not indexed.
    pub meeting: Option<(&'a MeetingId, i64)>,
    /// In document order; none where it is not indexed.
    pub paragraphs: &'a [Kept],
}

/// Stores them in document order.
pub fn store(
    connection: &Connection,
    noted: Noted<'_>,
    record: &Record,
) -> Result<(), ArchiveError> {
    let usual_place = usual_place(noted, record);
    let mut insert = connection.prepare_cached(
        "INSERT INTO findings
             (document_id, position, kind, severity, message, page, first_line, last_line,
              paragraph, numbers, key, place, body_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
                 (SELECT body_id FROM meetings WHERE id = ?13))",
    )?;
    for (position, finding) in record.findings.iter().enumerate() {
        let owner = owner(finding, noted.paragraphs);
        if owner.is_some_and(|kept| kept.is_withdrawn) {
            continue;
        }
        let key = owner.map(|kept| kept.key);
        let numbers = finding.numbers.iter().map(|[first, last]| *first..=*last);
        insert.execute(params![
            noted.document,
            position as i64,
            finding.kind.name(),
            finding.severity.name(),
            finding.message,
            finding.page,
            finding.lines.map(|[first, _]| first),
            finding.lines.map(|[_, last]| last),
            finding.paragraph,
            Numbers::of(numbers).write(),
            key,
            key.map_or(usual_place, place_of),
            noted.meeting.map(|(_, meeting)| meeting),
        ])?;
    }
    Ok(())
}

/// The paragraph that the record names, told by the lines where a number stands twice; else the one whose text it
/// lies in, because what was noticed in the file itself knows no paragraphs.
fn owner<'k>(finding: &Finding, paragraphs: &'k [Kept]) -> Option<&'k Kept> {
    let line = finding.lines.map_or(0, |[first, _]| first);
    let Some(named) = &finding.paragraph else {
        return paragraphs.iter().find(|kept| kept.holds(line));
    };
    let mut of_number = paragraphs.iter().filter(|kept| kept.printed == *named);
    let last = of_number.clone().next_back();
    of_number.find(|kept| kept.ends_after(line)).or(last)
}

/// Before the meeting's paragraphs; without a meeting, after all that have one.
fn usual_place(noted: Noted<'_>, record: &Record) -> i64 {
    let Some(((id, _), date)) = noted.meeting.zip(record.meeting.date) else {
        return place_without_meeting(noted.sha256);
    };
    let [municipality, body, _] = id_parts(id.as_str());
    place_of(wanted_key(KeySource {
        date,
        municipality,
        body,
        number: 0,
        suffix: None,
        name: "",
    }))
}
