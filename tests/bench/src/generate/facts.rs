//! What is told of a made-up archive: `facts.json`.

use serde::Serialize;

use super::Arguments;
use super::document::Made;
use super::places::PLACES;
use super::plan::Unit;

/// More are not told.
const MISREAD: usize = 50;

/// Counts over everything that was written.
#[derive(Debug, Default, Serialize)]
pub struct Facts {
    pub paragraphs: u64,
    pub documents: u64,
    /// Titles and texts of sections, as the reader gives them.
    pub text_bytes: u64,
    pub file_bytes: u64,
    pub seed: u64,
    /// Short names.
    pub municipalities: Vec<&'static str>,
    pub first_year: i32,
    pub last_year: i32,
    /// Paragraphs whose number, title and case number the reader gave back as they were written; 0 without records.
    pub paragraphs_read: u64,
    /// The first few that it did not.
    pub misread: Vec<String>,
    /// Different words of all paragraphs.
    pub vocabulary: u64,
}

impl Facts {
    pub fn new(arguments: &Arguments, units: &[Unit]) -> Facts {
        let years = units.iter().map(|unit| unit.year);
        let mut places: Vec<usize> = units.iter().map(|unit| unit.place).collect();
        places.dedup();
        Facts {
            seed: arguments.seed,
            municipalities: places
                .into_iter()
                .map(|place| PLACES[place].short_name)
                .collect(),
            first_year: years.clone().min().unwrap_or(0),
            last_year: years.max().unwrap_or(0),
            ..Facts::default()
        }
    }

    pub fn count(&mut self, made: &Made) {
        self.documents += 1;
        self.paragraphs += made.paragraphs;
        self.text_bytes += made.text_bytes;
        self.file_bytes += made.text.len() as u64;
        self.paragraphs_read += made.read;
        let room = MISREAD.saturating_sub(self.misread.len());
        self.misread.extend(made.misread.iter().take(room).cloned());
    }
}
