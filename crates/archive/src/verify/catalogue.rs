//! The catalogue as a file: its log, its seal and its structure.

use rusqlite::Connection;

use super::{Access, RESTORE, Run};
use crate::OpenError;
use crate::log::{self, LogState};
use crate::seal::{NoSeal, Present, SEAL_VERSION, Seal};

/// Problems of its structure that are told; one broken page makes many.
const MOST_PROBLEMS: u32 = 20;

/// Compares the catalogue with its seal where nobody writes, and looks through the log. Whether the log is whole: one
/// that is not may only be read, because SQLite would cut it off where it is damaged.
pub fn seal(run: &mut Run<'_>, present: Present) -> Result<bool, OpenError> {
    let seal = Seal::read(run.data_dir);
    if let Err(NoSeal::Newer(found)) = seal {
        return Err(OpenError::Newer {
            path: Seal::path(run.data_dir),
            found,
            known: SEAL_VERSION,
        });
    }
    if run.access == Access::BesideAWriter {
        run.note(
            "somebody writes to the archive: its seal, structure and figures were not checked"
                .to_owned(),
        );
        return Ok(false);
    }
    let was_interrupted = present == Present::NobodyAnyMore;
    let log_is_whole = check_log(run, seal.is_ok() && !was_interrupted);
    match seal {
        Ok(_) if was_interrupted => {
            run.checked.is_unsealed = true;
            run.note("the last writer was interrupted and did not seal the archive: its rows were checked one by one instead".to_owned());
        }
        Ok(seal) => compare(run, &seal),
        Err(NoSeal::Missing) => {
            run.checked.is_unsealed = true;
            run.note(
                "the archive is not sealed yet: its rows were checked one by one instead"
                    .to_owned(),
            );
        }
        Err(NoSeal::Damaged | NoSeal::Newer(_)) => {
            run.checked.is_unsealed = true;
            run.damaged(
                &Seal::path(run.data_dir),
                "it does not fit to its own checksum",
                "run `paragraf verify` again: where the rows are well, the archive is sealed anew",
            );
        }
        Err(NoSeal::Io(error)) => {
            let path = Seal::path(run.data_dir);
            run.damaged(
                &path,
                &error.to_string(),
                "check the disk and the permissions",
            );
        }
    }
    Ok(log_is_whole)
}

fn check_log(run: &mut Run<'_>, is_sealed: bool) -> bool {
    let path = log::log_path(&run.catalogue());
    match log::check(&run.catalogue()) {
        Ok(LogState::Empty) => true,
        Ok(LogState::Whole { .. }) if is_sealed => {
            run.damaged(
                &path,
                "it is not empty, though the archive was sealed: another program wrote to it",
                "run `paragraf ingest`, which takes it into the archive; if nobody is known to have written, restore a backup",
            );
            true
        }
        Ok(LogState::Whole { .. }) => true,
        Ok(LogState::Damaged { frame }) => {
            run.damaged(
                &path,
                &format!("it is damaged at frame {frame}: what was written after that is lost"),
                "run `paragraf ingest` with the files that were read in last; they are taken in again",
            );
            false
        }
        Err(error) => {
            run.damaged(
                &path,
                &error.to_string(),
                "check the disk and the permissions",
            );
            false
        }
    }
}

fn compare(run: &mut Run<'_>, seal: &Seal) {
    let path = run.catalogue();
    let total = std::fs::metadata(&path).map_or(0, |facts| facts.len());
    let mut done = 0;
    let progress = &mut *run.progress;
    let differences = seal.differences(&path, &mut |bytes| {
        done += bytes;
        progress(super::Step {
            what: "catalogue",
            done,
            total,
        });
    });
    run.checked.sealed_bytes = done;
    match differences {
        Ok(differences) => {
            for range in differences {
                let what = format!(
                    "bytes {} to {} are not as they were sealed",
                    range.start,
                    range.end - 1
                );
                run.damaged(&path, &what, RESTORE);
            }
        }
        Err(error) => run.damaged(&path, &error.to_string(), RESTORE),
    }
}

/// What SQLite knows of its own structure.
pub fn structure(run: &mut Run<'_>, connection: &Connection) {
    if run.access == Access::BesideAWriter {
        return;
    }
    run.step("structure", 0, 0);
    let path = run.catalogue();
    match problems(connection) {
        Ok(problems) => {
            for problem in problems {
                run.damaged(&path, &problem, RESTORE);
            }
        }
        Err(error) => run.damaged(&path, &error.to_string(), RESTORE),
    }
}

fn problems(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut problems: Vec<String> = connection
        .prepare(&format!("PRAGMA integrity_check({MOST_PROBLEMS})"))?
        .query_map([], |row| row.get(0))?
        .filter(|found| found.as_deref() != Ok("ok"))
        .collect::<Result<_, _>>()?;
    let foreign: Vec<String> = connection
        .prepare("PRAGMA foreign_key_check")?
        .query_map([], |row| {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(format!(
                "a row of {table} names one of {parent} that is not there"
            ))
        })?
        .take(MOST_PROBLEMS as usize)
        .collect::<Result<_, _>>()?;
    problems.extend(foreign);
    Ok(problems)
}
