//! How tables are filled: the paragraphs first, and what lies beside them from what was seen then.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use paragraf_archive::StoredParagraph;

use super::table::{Cell, Table};
use super::tables::{beside, cells};
use super::{Export, ExportError, Row};

/// What takes a finished row.
pub type Take<'t> = &'t mut dyn FnMut(&[Cell<'_>]) -> Result<(), ExportError>;

/// Fills the tables of one export. What takes more than one pass over the archive reads no paragraph in vain.
pub struct Filling<'e, 'a> {
    export: &'e Export<'a>,
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
            with_votes: Vec::new(),
            with_reservations: Vec::new(),
            of_meetings: Vec::new(),
            meetings: HashSet::new(),
        }
    }

    /// The paragraphs' rows; says how many.
    pub fn paragraphs(
        &mut self,
        witness: &mut dyn FnMut(&StoredParagraph),
        take: Take<'_>,
    ) -> Result<u64, ExportError> {
        let export = self.export;
        export.each_row_of(&export.keys, |row| {
            take(&cells(row))?;
            self.note(row.stored);
            witness(row.stored);
            Ok(())
        })
    }

    /// The rows of a table beside them.
    pub fn beside(&self, table: &Table, take: Take<'_>) -> Result<(), ExportError> {
        let all = &self.export.keys;
        match table.name {
            "case_numbers" => self.of_each(all, take, beside::case_numbers),
            "votes" => self.of_each(&self.with_votes, take, beside::votes),
            "ballots" => self.of_each(&self.with_votes, take, beside::ballots),
            "reservations" => self.of_each(&self.with_reservations, take, beside::reservations),
            "meetings" => self.of_each_meeting(|id, meeting| take(&beside::meeting(id, meeting))),
            "attendance" => {
                self.of_each_meeting(|id, meeting| beside::attendance(id, meeting, take))
            }
            _ => Ok(()),
        }
    }

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

    fn of_each(
        &self,
        keys: &[u64],
        take: Take<'_>,
        rows: fn(&Row<'_>, Take<'_>) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        self.export.each_row_of(keys, |row| rows(row, take))?;
        Ok(())
    }

    fn of_each_meeting(
        &self,
        mut take: impl FnMut(
            &paragraf_model::MeetingId,
            &paragraf_model::Meeting,
        ) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        self.export.each_row_of(&self.of_meetings, |row| {
            let id = &row.stored.meeting_id;
            match self.export.archive.meeting(id)? {
                Some(meeting) => take(id, &meeting),
                None => Ok(()),
            }
        })?;
        Ok(())
    }
}
