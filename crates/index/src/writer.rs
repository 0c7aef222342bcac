//! Putting paragraphs into the index and taking them out.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use paragraf_language::Analyzer;
use paragraf_model::Paragraph;

use crate::{OpenError, WriteError};

/// A paragraph with what the index must know of its meeting.
#[derive(Clone, Copy, Debug)]
pub struct IndexedParagraph<'a> {
    /// The archive's permanent key.
    pub key: u64,
    /// The paragraph's id.
    pub id: &'a str,
    /// Short name.
    pub municipality: &'a str,
    /// Full name.
    pub municipality_name: &'a str,
    /// The body's part of the id.
    pub body: &'a str,
    /// Full name.
    pub body_name: &'a str,
    /// Of the meeting.
    pub date: NaiveDate,
    /// What is searched.
    pub paragraph: &'a Paragraph,
}

/// The one writer of an index: holds its lock until dropped.
#[derive(Debug)]
pub struct IndexWriter {
    path: PathBuf,
}

impl IndexWriter {
    /// Opens the generation in use, or begins the first; takes the writer lock.
    ///
    /// # Errors
    /// Where another process writes, or where the index is one that this program cannot use.
    pub fn open(dir: &Path, _analyzer: Analyzer) -> Result<IndexWriter, OpenError> {
        Err(OpenError::Missing {
            path: dir.to_owned(),
        })
    }

    /// Begins a new generation aside, for a rebuild; readers keep the present one until [`IndexWriter::publish`].
    ///
    /// # Errors
    /// Where another process writes, or the file system fails.
    pub fn create_generation(dir: &Path, _analyzer: Analyzer) -> Result<IndexWriter, OpenError> {
        Err(OpenError::Missing {
            path: dir.to_owned(),
        })
    }

    /// Puts a paragraph in the place of the one with the same key, from the next commit on.
    ///
    /// # Errors
    /// An engine failure; `rollback` before going on.
    pub fn put(&mut self, _paragraph: &IndexedParagraph<'_>) -> Result<(), WriteError> {
        Err(self.not_yet())
    }

    /// Takes a paragraph out, from the next commit on.
    ///
    /// # Errors
    /// An engine failure; `rollback` before going on.
    pub fn remove(&mut self, _key: u64) -> Result<(), WriteError> {
        Err(self.not_yet())
    }

    /// Makes everything since the last commit durable and visible, as of the archive's change `sequence`.
    ///
    /// # Errors
    /// A full disk, for one; `rollback` before going on.
    pub fn commit(&mut self, _sequence: u64) -> Result<(), WriteError> {
        Err(self.not_yet())
    }

    /// The archive's change of the last commit; 0 in a new index.
    pub fn sequence(&self) -> u64 {
        0
    }

    /// Forgets everything since the last commit and makes the writer usable again after an error.
    ///
    /// # Errors
    /// An engine failure.
    pub fn rollback(&mut self) -> Result<(), WriteError> {
        Err(self.not_yet())
    }

    /// Switches readers to this generation and removes the others. Nothing to do for one that is in use already.
    ///
    /// # Errors
    /// A failing file system; the generation before stays in use.
    pub fn publish(&mut self) -> Result<(), WriteError> {
        Err(self.not_yet())
    }

    fn not_yet(&self) -> WriteError {
        WriteError::Engine {
            path: self.path.clone(),
            cause: "not yet written".to_owned(),
        }
    }
}
