//! Checks every byte and every row that the archive holds, and changes nothing.
//!
//! The seal tells of any changed byte of the catalogue, and each original's name is its own checksum. Beside that the
//! rows are read, because a seal says only that they are as they were written, not that they were written well.

mod catalogue;
mod derived;
mod files;
mod originals;
mod rows;

use std::path::{Path, PathBuf};

use crate::schema::Reading;
use crate::seal::{Present, Writers};
use crate::{OpenError, Reader};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The file that it lies in.
    pub file: PathBuf,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// Whether anybody may write meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The caller holds the writer lock.
    Alone,
    /// Somebody writes: what a writer may just be changing is left out, and no reading lasts long enough to hold it up.
    BesideAWriter,
}

/// How far a check is; for a progress line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is checked.
    pub what: &'static str,
    /// Of it, in bytes or pieces.
    pub done: u64,
    /// Of how much.
    pub total: u64,
}

/// What was checked and found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Originals that were read.
    pub originals: u64,
    /// Their bytes.
    pub original_bytes: u64,
    /// Bytes of the catalogue that were compared with the seal; 0 where it was not sealed.
    pub sealed_bytes: u64,
    /// Paragraphs that were read as each document has them.
    pub records: u64,
    /// Meetings that were computed anew.
    pub meetings: u64,
    /// No more than a thousand.
    pub damages: Vec<Damage>,
    /// Damages that are not told one by one.
    pub more_damages: u64,
    /// What a person should know and nothing has to be done about.
    pub notes: Vec<String>,
    /// Nobody sealed the catalogue, or its seal is damaged: when it is sealed again, the rows have been checked.
    pub is_unsealed: bool,
    /// The rows could be read to the end and say what they should.
    pub rows_are_well: bool,
}

/// A disk that dies makes more damages than anybody reads.
const MOST_TOLD: usize = 1_000;

/// Without a backup there is nothing to put in the place of the catalogue.
const RESTORE: &str = "restore the archive from a backup with `paragraf restore FILE`";

/// Checks everything in a data folder but the samples.
///
/// # Errors
/// There is no archive, or one that is not for this program.
pub fn check(
    data_dir: &Path,
    access: Access,
    progress: &mut dyn FnMut(Step),
) -> Result<Checked, OpenError> {
    Reader::exists(data_dir)?;
    // As one of them, so that no other seals the catalogue while it is compared with the seal.
    let joined = Writers::join(data_dir).map_err(|source| OpenError::Folder {
        path: Writers::path(data_dir),
        source,
    });
    let (_writers, present) = joined?;
    let mut run = Run {
        data_dir,
        access: match present {
            Present::Others => Access::BesideAWriter,
            Present::Nobody | Present::NobodyAnyMore => access,
        },
        checked: Checked::default(),
        progress,
    };
    files::unknown(&mut run);
    files::withdrawals(&mut run);
    let log_is_whole = catalogue::seal(&mut run, present)?;
    let before_rows = run.damages();
    match crate::schema::open_for_reading(&crate::schema::catalogue_path(data_dir)) {
        Ok(Reading::Beside(connection) | Reading::AsItLies(connection)) => {
            files::withdrawals_are_told(&mut run, &connection);
            originals::check(&mut run, &connection);
            let before_rows = run.damages();
            catalogue::structure(&mut run, &connection);
            rows::check(&mut run, &connection);
            drop(connection);
            if run.access == Access::Alone && log_is_whole && run.damages() == before_rows {
                derived::check(&mut run);
            }
            run.checked.rows_are_well = run.damages() == before_rows;
        }
        Err(error @ (OpenError::Newer { .. } | OpenError::Older { .. })) if before_rows == 0 => {
            return Err(error);
        }
        Err(error) => run.damaged(&run.catalogue(), &error.to_string(), RESTORE),
    }
    Ok(run.checked)
}

/// A check on its way.
struct Run<'a> {
    data_dir: &'a Path,
    access: Access,
    checked: Checked,
    progress: &'a mut dyn FnMut(Step),
}

impl Run<'_> {
    fn catalogue(&self) -> PathBuf {
        crate::schema::catalogue_path(self.data_dir)
    }

    fn damages(&self) -> u64 {
        self.checked.damages.len() as u64 + self.checked.more_damages
    }

    fn damaged(&mut self, file: &Path, what: &str, remedy: &str) {
        if self.checked.damages.len() >= MOST_TOLD {
            self.checked.more_damages += 1;
            return;
        }
        self.checked.damages.push(Damage {
            file: file.to_owned(),
            what: what.to_owned(),
            remedy: remedy.to_owned(),
        });
    }

    fn note(&mut self, note: String) {
        self.checked.notes.push(note);
    }

    fn step(&mut self, what: &'static str, done: u64, total: u64) {
        (self.progress)(Step { what, done, total });
    }
}
