//! Files become documents: read on several threads, taken in one by one in the order they were found.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use paragraf_archive::{
    Added, Archive, DocumentStatus, Held, Incoming, ReadResult, Reader, Receipt, sha256_of,
};
use paragraf_model::{Facts, Record};

use crate::facts::{FactsFinder, Stated};
use crate::follow::Follower;
use crate::lock::WriterLock;
use crate::record::{SIZE_LIMIT, read_record, too_large};
use crate::walk::{Found, walk};
use crate::{IngestConfig, IngestError, Outcome, Progress, ReadBy, ReadError, Summary};

/// Version of the rules that files are read by: extraction, masking and parsing. Raise it with every change of them
/// that is to reach what is held: the next ingest reads every document of another version anew.
pub const READING_VERSION: u32 = 1;

/// Files that each thread may be ahead.
const AHEAD: usize = 2;

/// A stack that deeply nested files do not use up.
pub const STACK_BYTES: usize = 32 * 1024 * 1024;

/// Changes after which what was taken in is indexed and becomes visible.
const INDEX_EVERY: u32 = 2_000;

/// How a file's bytes become a record.
pub type ReadFile<'a> = dyn Fn(&[u8], &Facts) -> Result<Record, ReadError> + Sync + 'a;

/// Reads files and folders into the archive and the index; a file seen before is skipped, unless other
/// facts are stated for it now, or it could not be read or lacked facts before. Documents that were read by
/// other rules and whose files are not among these are read anew from their originals.
///
/// # Errors
/// Wrong use, another command that writes, or an archive or disk that fails. What was taken in before
/// is safe, and the next run goes on from there.
pub fn ingest(
    paths: &[PathBuf],
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, IngestError> {
    match &config.read_by {
        ReadBy::ThisProcess => ingest_with(&read_record, paths, config, progress),
        ReadBy::Child(reader) => {
            let read = |bytes: &[u8], facts: &Facts| reader.record(bytes, facts);
            ingest_with(&read, paths, config, progress)
        }
    }
}

/// As [`ingest`], with another way to read a file.
pub fn ingest_with(
    read: &ReadFile<'_>,
    paths: &[PathBuf],
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, IngestError> {
    let tasks = tasks(paths, config, progress)?;
    let _lock = WriterLock::take(&config.data, "ingest", config.patience)?;
    let mut archive = Archive::open(&config.data)?.reading_by(READING_VERSION);
    archive.sweep()?;
    let reader = Reader::open(&config.data)?;
    let mut follower = Follower::open(config, &reader, progress)?;
    follower.follow(progress)?;

    progress(Progress::Started { files: tasks.len() });
    let mut summary = Summary {
        files: tasks.len(),
        ..Summary::default()
    };
    let mut waiting = 0;
    let mut take = |task: &Task, work: Result<Work, IngestError>| {
        let (outcome, changes) = take_in(&mut archive, task, work?, config)?;
        summary.count(&task.path, &outcome);
        progress(Progress::File {
            path: task.path.clone(),
            outcome,
        });
        waiting += changes;
        if waiting >= INDEX_EVERY {
            waiting = 0;
            // In between files, its progress would only hide theirs.
            follower.follow(&mut |_| {})?;
        }
        Ok(())
    };
    each_read(read, &tasks, &reader, &mut take)?;
    let outdated = outdated(&reader)?;
    each_read(read, &outdated, &reader, &mut take)?;
    summary.files += outdated.len();
    follower.follow(progress)?;
    progress(Progress::Finished);
    Ok(summary)
}

/// A file to read, with what is stated for it.
struct Task {
    path: PathBuf,
    /// Where the file lay, for people to find it again.
    source_path: String,
    stated: Stated,
    /// Set for a folder that could not be listed.
    closed: Option<String>,
}

/// Takes in what a file's reading gave.
type Take<'a> = dyn FnMut(&Task, Result<Work, IngestError>) -> Result<(), IngestError> + 'a;

/// What reading a file on some thread gave.
enum Work {
    Closed(String),
    TooLarge,
    Held,
    Read {
        bytes: Vec<u8>,
        result: Box<Result<Record, ReadError>>,
        again: bool,
    },
}

/// All facts are read before the first file is: a mistake in them is wrong use, and nothing has happened yet.
fn tasks(
    paths: &[PathBuf],
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<Task>, IngestError> {
    let mut facts = FactsFinder::default();
    let mut tasks = Vec::new();
    for found in walk(paths, config)? {
        tasks.push(match found {
            Found::File(path) => Task {
                stated: facts.stated(&path, &config.stated)?,
                source_path: where_it_lies(&path),
                path,
                closed: None,
            },
            Found::Closed { path, message } => Task {
                source_path: where_it_lies(&path),
                path,
                stated: Stated::default(),
                closed: Some(message),
            },
        });
    }
    for (path, name) in facts.unmatched(paths) {
        progress(Progress::Note(format!(
            "{}: there is no file \"{name}\" to read; check its name under [files]",
            path.display()
        )));
    }
    Ok(tasks)
}

/// What was read by other rules, with what was stated for it then: the files themselves may be gone.
fn outdated(reader: &Reader) -> Result<Vec<Task>, IngestError> {
    let mut tasks = Vec::new();
    for held in reader.outdated(READING_VERSION)? {
        let Some(path) = reader.original(&held.sha256)? else {
            continue;
        };
        let mut stated = Stated::of_fingerprint(held.stated.as_deref().unwrap_or_default());
        stated.facts.filename = Some(held.filename);
        tasks.push(Task {
            path,
            source_path: held.source_path,
            stated,
            closed: None,
        });
    }
    Ok(tasks)
}

fn where_it_lies(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_default();
    path.display().to_string()
}

/// Reads every task on several threads and hands the results over in the order of the tasks: thread `t`
/// reads tasks `t`, `t + n`, `t + 2n` …, so that taking turns restores the order and little waits in memory.
fn each_read(
    read: &ReadFile<'_>,
    tasks: &[Task],
    reader: &Reader,
    take: &mut Take<'_>,
) -> Result<(), IngestError> {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(tasks.len().max(1));
    thread::scope(|scope| {
        let mut results: Vec<Receiver<Result<Work, IngestError>>> = Vec::new();
        for first in 0..threads {
            let (sender, receiver) = sync_channel(AHEAD);
            let own = tasks.iter().skip(first).step_by(threads);
            thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, move || read_all(read, own, reader, &sender))
                .map_err(IngestError::Thread)?;
            results.push(receiver);
        }
        for (task, results) in tasks.iter().zip(results.iter().cycle()) {
            let work = results
                .recv()
                .unwrap_or_else(|_| Ok(Work::Closed(LOST_THREAD.to_owned())));
            take(task, work)?;
        }
        Ok(())
    })
}

/// Panics are caught where files are read, so this is not expected to be seen.
const LOST_THREAD: &str =
    "the program failed while reading this file; please report it with the file";

fn read_all<'a>(
    read: &ReadFile<'_>,
    tasks: impl Iterator<Item = &'a Task>,
    reader: &Reader,
    results: &SyncSender<Result<Work, IngestError>>,
) {
    for task in tasks {
        let work = work(read, task, reader);
        if results.send(work).is_err() {
            return;
        }
    }
}

fn work(read: &ReadFile<'_>, task: &Task, reader: &Reader) -> Result<Work, IngestError> {
    if let Some(message) = &task.closed {
        return Ok(Work::Closed(message.clone()));
    }
    let bytes = match bytes_of(&task.path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Ok(Work::TooLarge),
        Err(error) => {
            let message = format!("the file cannot be read ({error}); check its permissions");
            return Ok(Work::Closed(message));
        }
    };
    let sha256 = sha256_of(&bytes);
    let held = reader.holds(&sha256)?;
    let again = held.as_ref().is_some_and(|held| stated_anew(held, task));
    if held.is_some_and(|held| stays(&held, task)) && !again {
        return Ok(Work::Held);
    }
    let result = match read(&bytes, &task.stated.facts) {
        Err(error) if error.ends_the_run() => return Err(IngestError::Stopped(error)),
        Ok(record) if record.document.sha256 != sha256 => Err(ReadError::Garbled),
        result => result,
    };
    Ok(Work::Read {
        bytes,
        result: Box::new(result),
        again,
    })
}

/// `None` for a file beyond the limit.
fn bytes_of(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(SIZE_LIMIT + 1)
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= SIZE_LIMIT).then_some(bytes))
}

/// What was read by other rules and for other facts is read anew from its original.
fn stays(held: &Held, task: &Task) -> bool {
    let is_outdated = held.read_by != READING_VERSION && held.stated == task.stated.fingerprint();
    held.status.is_finished() && !is_outdated
}

/// A second copy does not undo what was stated for the first as long as that lies in its place: of two copies
/// with different facts the first one's stand, or each run would read both anew.
fn stated_anew(held: &Held, task: &Task) -> bool {
    let stated = task.stated.fingerprint();
    if stated.is_none() || stated == held.stated {
        return false;
    }
    let first = Path::new(&held.source_path).canonicalize();
    let is_the_first = || first.as_ref().ok() == task.path.canonicalize().as_ref().ok();
    !held.status.is_finished() || first.is_err() || is_the_first()
}

/// Gives what became of the file, and how many changes of current paragraphs that made.
fn take_in(
    archive: &mut Archive,
    task: &Task,
    work: Work,
    config: &IngestConfig,
) -> Result<(Outcome, u32), IngestError> {
    let (bytes, result, again) = match work {
        Work::Closed(message) => return Ok((failed("unreadable", message), 0)),
        Work::TooLarge => {
            let error = ReadError::Extract(too_large());
            return Ok((failed(error.code(), error.to_string()), 0));
        }
        Work::Held => return Ok((Outcome::AlreadyHeld, 0)),
        Work::Read {
            bytes,
            result,
            again,
        } => (bytes, result, again),
    };
    let result = match *result {
        Ok(record) => ReadResult::Record(Box::new(record)),
        Err(error) => ReadResult::Failed {
            code: error.code().to_owned(),
            message: error.to_string(),
        },
    };
    let incoming = Incoming {
        bytes: &bytes,
        filename: task.stated.facts.filename.clone().unwrap_or_default(),
        source_path: task.source_path.clone(),
        source_url: task.stated.source_url.clone(),
        received_at: (config.clock)(),
        stated: task.stated.fingerprint(),
        result,
    };
    let added = if again {
        archive.reread(&incoming)?
    } else {
        archive.add(&incoming)?
    };
    Ok(match added {
        Added::AlreadyHeld(_) => (Outcome::AlreadyHeld, 0),
        Added::New(receipt) => {
            let changes = receipt.changes;
            (
                outcome(receipt, |paragraphs| Outcome::New { paragraphs }),
                changes,
            )
        }
        Added::Reread(receipt) => {
            let changes = receipt.changes;
            (
                outcome(receipt, |paragraphs| Outcome::Reread { paragraphs }),
                changes,
            )
        }
    })
}

fn outcome(receipt: Receipt, indexed: impl Fn(u32) -> Outcome) -> Outcome {
    let message = receipt.message.unwrap_or_default();
    match receipt.status {
        DocumentStatus::Indexed => indexed(receipt.paragraphs),
        DocumentStatus::NotMinutes => Outcome::NotMinutes { message },
        DocumentStatus::NeedsFacts => Outcome::NeedsFacts { message },
        DocumentStatus::Failed => failed(&receipt.code.unwrap_or_default(), message),
    }
}

fn failed(code: &str, message: String) -> Outcome {
    Outcome::Failed {
        code: code.to_owned(),
        message,
    }
}
