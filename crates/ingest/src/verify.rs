//! Checks all that is held: originals, catalogue and index, against each other; and makes a damaged index anew.

use std::path::PathBuf;
use std::time::Duration;

use paragraf_archive::{Access, Archive, Checked, Damage, OpenError, Reader, Step};
use paragraf_index::{Entries, OpenError as OpenIndexError, check_files};

use crate::follow::{self, Follower, ORIGIN, Words, indexed, make_anew, origin, walk};
use crate::lock::WriterLock;
use crate::{IngestConfig, IngestError, Progress};

/// Whether what can be mended is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mending {
    /// A damaged index is made anew, one that is behind is brought along, and an archive whose rows are well is sealed.
    Allowed,
    /// Nothing is changed.
    Forbidden,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file that it lies in.
    pub file: PathBuf,
    /// What is wrong.
    pub what: String,
    /// What to do about it; `None` where it was mended.
    pub remedy: Option<String>,
}

/// What was checked and found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Of the archive.
    pub checked: Checked,
    /// Files of the index.
    pub index_files: u64,
    /// Their bytes.
    pub index_bytes: u64,
    /// Entries of the index that were compared with the archive; 0 where none could be.
    pub entries: u64,
    /// In the order they were found.
    pub problems: Vec<Problem>,
    /// Problems that are not told one by one.
    pub more_problems: u64,
    /// What a person should know and nothing has to be done about.
    pub notes: Vec<String>,
}

/// Entries of an index that are told one by one.
const MOST_TOLD: u64 = 100;

const REBUILD: &str = "run `paragraf rebuild`, which makes the index anew from the archive";

/// Checks everything. While another command writes, only what that one is not just changing.
///
/// # Errors
/// There is no archive, or one of a later version, or what was found damaged cannot be mended.
pub fn verify(
    config: &IngestConfig,
    mending: Mending,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, IngestError> {
    Reader::exists(&config.data)?;
    let lock = match WriterLock::take(&config.data, "verify", Duration::ZERO) {
        Err(busy @ IngestError::Busy { .. }) => Err(busy),
        taken => Ok(taken?),
    };
    let access = match lock {
        Ok(_) => Access::Alone,
        Err(_) => Access::BesideAWriter,
    };
    let mending = match lock {
        Ok(_) => mending,
        Err(_) => Mending::Forbidden,
    };
    let mut report = Report::default();
    report.checked = checked_archive(config, access, mending, &mut report.notes, progress)?;
    report.take_archive();
    let is_well = report.checked.rows_are_well;
    // What cannot be read is nothing to compare with, and nothing to make an index from.
    if is_well {
        index(config, access, &mut report, progress)?;
        if mending == Mending::Allowed {
            mend(config, &mut report, progress)?;
        }
    } else {
        report.notes.push(
            "the index was not checked, because what it is to be compared with is damaged"
                .to_owned(),
        );
    }
    progress(Progress::Finished);
    Ok(report)
}

/// An archive of an earlier version is brought to this one first.
fn checked_archive(
    config: &IngestConfig,
    access: Access,
    mending: Mending,
    notes: &mut Vec<String>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Checked, IngestError> {
    let mut step = |Step { what, done, total }| progress(Progress::Checking { what, done, total });
    match paragraf_archive::check(&config.data, access, &mut step) {
        Err(older @ OpenError::Older { .. }) if mending == Mending::Allowed => {
            notes.push(format!("brought to this version: {older}"));
            Archive::open(&config.data)?.close()?;
            Ok(paragraf_archive::check(&config.data, access, &mut step)?)
        }
        checked => Ok(checked?),
    }
}

/// Files and entries of the index.
fn index(
    config: &IngestConfig,
    access: Access,
    report: &mut Report,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    let mut done = 0;
    let files = check_files(&config.index, &mut |bytes| {
        done += bytes;
        progress(Progress::Checking {
            what: "index",
            done,
            total: 0,
        });
    });
    let files = match files {
        Ok(files) => files,
        Err(error @ OpenIndexError::Missing { .. }) => {
            report.damaged(config.index.join("current"), &error.to_string());
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    report.index_files = files.files;
    report.index_bytes = files.bytes;
    report.notes.extend(files.notes);
    let is_whole = files.damages.is_empty();
    for damage in files.damages {
        report.damaged(damage.file, &damage.what);
    }
    let archive = Reader::open(&config.data)?;
    if origin(&config.index) != Some(archive.archive_id()?) {
        let path = config.index.join(ORIGIN);
        report.damaged(path, "it does not name this archive");
    }
    // Where a file is damaged, the engine may answer anything.
    if is_whole {
        entries(config, access, &archive, report, progress)?;
    }
    Ok(())
}

fn entries(
    config: &IngestConfig,
    access: Access,
    archive: &Reader,
    report: &mut Report,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    let entries = match Entries::open(&config.index) {
        Ok(entries) => entries,
        Err(error @ (OpenIndexError::Newer { .. } | OpenIndexError::Io { .. })) => {
            return Err(error.into());
        }
        Err(error) => {
            report.damaged(config.index.clone(), &error.to_string());
            return Ok(());
        }
    };
    let last = archive.last_sequence()?;
    let behind = last.saturating_sub(entries.sequence());
    if entries.sequence() > last {
        let what = "it is ahead of the archive: it was made from a later state of it";
        report.damaged(config.index.clone(), what);
        return Ok(());
    }
    if behind > 0 || access == Access::BesideAWriter {
        report.notes.push(format!(
            "the index is {behind} changes behind the archive: its entries were not checked"
        ));
        return Ok(());
    }
    let total = archive.counts()?.paragraphs;
    let mut wrong = 0;
    let mut told: Vec<String> = Vec::new();
    walk(archive, |paragraphs, done| {
        for stored in paragraphs {
            if let Some(what) = entries.difference(&indexed(stored))? {
                wrong += 1;
                if wrong <= MOST_TOLD {
                    told.push(format!("the entry of {}: {what}", stored.id));
                }
            }
        }
        progress(Progress::Checking {
            what: "entries",
            done,
            total,
        });
        Ok(())
    })?;
    report.entries = entries.count();
    for what in told {
        report.damaged(config.index.clone(), &what);
    }
    report.more_problems += wrong.saturating_sub(MOST_TOLD);
    if entries.count() != total && wrong == 0 {
        let what = format!(
            "it has {} entries, and the archive {total}",
            entries.count()
        );
        report.damaged(config.index.clone(), &what);
    }
    Ok(())
}

/// The index is made from the archive, so nothing is lost by making it anew; the archive is not made from anything.
fn mend(
    config: &IngestConfig,
    report: &mut Report,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    let is_of_index = |problem: &Problem| problem.file.starts_with(&config.index);
    let is_damaged = report.problems.iter().any(is_of_index);
    let archive = match report.checked.is_unsealed || is_damaged || follow::is_behind(config) {
        true => Archive::open(&config.data)?,
        false => return Ok(()),
    };
    if is_damaged {
        make_anew(config, archive.reader(), Words::Learn, progress)?;
        for problem in report.problems.iter_mut().filter(|one| is_of_index(one)) {
            problem.remedy = None;
        }
        report.notes.push("the index was made anew".to_owned());
    } else if follow::is_behind(config) {
        let mut follower = Follower::open(config, archive.reader(), progress)?;
        follower.follow(progress)?;
        follower.close()?;
        report
            .notes
            .push("the index was brought up to date".to_owned());
    }
    archive.close()?;
    if report.checked.is_unsealed {
        report.notes.push("the archive is sealed".to_owned());
    }
    Ok(())
}

impl Report {
    /// Whether nothing is wrong, mended or not.
    pub fn is_well(&self) -> bool {
        self.problems.is_empty() && self.more_problems == 0
    }

    fn take_archive(&mut self) {
        let problems = std::mem::take(&mut self.checked.damages);
        self.problems = problems
            .into_iter()
            .map(|Damage { file, what, remedy }| Problem {
                file,
                what,
                remedy: Some(remedy),
            })
            .collect();
        self.more_problems = self.checked.more_damages;
        self.notes.append(&mut self.checked.notes);
    }

    fn damaged(&mut self, file: PathBuf, what: &str) {
        self.problems.push(Problem {
            file,
            what: what.to_owned(),
            remedy: Some(REBUILD.to_owned()),
        });
    }
}
