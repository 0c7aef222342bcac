//! How tables are filled: the paragraphs first, and what lies beside them from what was seen then.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use paragraf_archive::StoredParagraph;
use paragraf_model::{Meeting, MeetingId};

use super::table::{Cell, Table};
use super::tables::{beside, cells};
use super::{Export, ExportError, Row, See};

/// What takes a finished row.
pub type Take<'t> = &'t mut (dyn FnMut(&[Cell<'_>]) -> Result<(), ExportError> + Send);

/// Fills the tables of one export. What takes more than one pass over the archive reads no paragraph in vain.
pub struct Filling<'e, 'a> {
    export: &'e Export<'a>,
    noted: Noted,
}

/// What was seen of the paragraphs that the tables beside them need.
#[derive(Default)]
struct Noted {
    /// Keys of paragraphs with votes.
    with_votes: Vec<u64>,
    /// Keys of paragraphs with reservations or recusals.
    with_reservations: Vec<u64>,
    /// A paragraph's key for each meeting, in the order in which they came.
    of_meetings: Vec<u64>,
    /// Digests of the meetings' ids.
    meetings: HashSet<u64>,
}

impl<'e, 'a> Filling<'e, 'a> {
    /// Of one export.
    pub fn of(export: &'e Export<'a>) -> Filling<'e, 'a> {
        Filling {
            export,
            noted: Noted::default(),
        }
    }

    /// The paragraphs' rows; says how many.
    pub fn paragraphs(&mut self, see: See<'_>, take: Take<'_>) -> Result<u64, ExportError> {
        let noted = &mut self.noted;
        self.export.each_row_ahead(&self.export.keys, &mut |row| {
            let cells = cells(row);
            take(&cells)?;
            noted.note(row.stored);
            see(row.stored, &cells);
            Ok(())
        })
    }

    /// The rows of a table beside them.
    pub fn beside(&self, table: &Table, take: Take<'_>) -> Result<(), ExportError> {
        let (all, noted) = (&self.export.keys, &self.noted);
        match table.name {
            "case_numbers" => self.of_each(all, take, beside::case_numbers),
            "votes" => self.of_each(&noted.with_votes, take, beside::votes),
            "ballots" => self.of_each(&noted.with_votes, take, beside::ballots),
            "reservations" => self.of_each(&noted.with_reservations, take, beside::reservations),
            "meetings" => self.of_each_meeting(|id, meeting| take(&beside::meeting(id, meeting))),
            "attendance" => {
                self.of_each_meeting(|id, meeting| beside::attendance(id, meeting, take))
            }
            _ => Ok(()),
        }
    }

    fn of_each(
        &self,
        keys: &[u64],
        take: Take<'_>,
        rows: fn(&Row<'_>, Take<'_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        self.export
            .each_row_ahead(keys, &mut |row| rows(row, take))?;
        Ok(())
    }

    fn of_each_meeting(
        &self,
        mut take: impl FnMut(&MeetingId, &Meeting) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        self.export.each_row(&self.noted.of_meetings, |row| {
            let id = &row.stored.meeting_id;
            match self.export.archive.meeting(id)? {
                Some(meeting) => take(id, &meeting),
                None => Ok(()),
            }
        })
    }
}

impl Noted {
    fn note(&mut self, stored: &StoredParagraph) {
        let paragraph = &stored.paragraph;
        if !paragraph.votes.is_empty() {
            self.with_votes.push(stored.key);
        }
        if !paragraph.reservations.is_empty() || !paragraph.recused.is_empty() {
            self.with_reservations.push(stored.key);
        }
        let mut hasher = DefaultHasher::new();
        stored.meeting_id.as_str().hash(&mut hasher);
        if self.meetings.insert(hasher.finish()) {
            self.of_meetings.push(stored.key);
        }
    }
}
