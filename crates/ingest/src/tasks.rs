//! What there is to read: files that were found, and originals of documents that are held.

use std::path::{Path, PathBuf};

use paragraf_archive::{KeptDocument, Reader};

use crate::facts::{FactsFinder, Stated};
use crate::run::READING_VERSION;
use crate::walk::{Found, walk};
use crate::{IngestConfig, IngestError, Progress};

/// A file to read, with what is stated for it.
#[derive(Debug)]
pub struct Task {
    /// As found; of an original where the file lay when it came.
    pub path: PathBuf,
    /// Where the file lay, for people to find it again.
    pub source_path: String,
    /// What is stated for it.
    pub stated: Stated,
    /// Whence it comes.
    pub from: From,
}

/// Whence a task's bytes come.
#[derive(Debug)]
pub enum From {
    /// The file itself.
    File,
    /// A folder that could not be listed has none.
    Closed(String),
    /// The archive's original, of a document that was read by other rules.
    Outdated(PathBuf),
    /// The archive's original, of a document that is to be read again whatever is held of it.
    Retried(PathBuf),
}

/// Which documents are tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Those that could not be read or wait for text recognition.
    Unread,
    /// Those too of which some pages could not be read.
    Incomplete,
}

/// All facts are read before the first file is: a mistake in them is wrong use, and nothing has happened yet.
pub fn found(
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
                from: From::File,
            },
            Found::Closed { path, message } => Task {
                source_path: where_it_lies(&path),
                path,
                stated: Stated::default(),
                from: From::Closed(message),
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

/// What was read by other rules.
pub struct Outdated {
    /// To be read anew.
    pub tasks: Vec<Task>,
    /// How many documents of recognised text are not, for want of a recogniser.
    pub left_out: usize,
}

/// What was read by other rules.
pub fn outdated(reader: &Reader, recognises: bool) -> Result<Outdated, IngestError> {
    let (kept, left_out): (Vec<_>, Vec<_>) = reader
        .outdated(READING_VERSION)?
        .into_iter()
        .partition(|kept| recognises || !kept.recognised);
    Ok(Outdated {
        tasks: of_originals(reader, kept, From::Outdated)?,
        left_out: left_out.len(),
    })
}

/// What is to be tried again.
pub fn retried(reader: &Reader, retry: Retry) -> Result<Vec<Task>, IngestError> {
    let kept = match retry {
        Retry::Unread => reader.unread()?,
        Retry::Incomplete => reader.unread_or_incomplete()?,
    };
    of_originals(reader, kept, From::Retried)
}

/// With what was stated then: the files themselves may be gone.
fn of_originals(
    reader: &Reader,
    kept: Vec<KeptDocument>,
    from: fn(PathBuf) -> From,
) -> Result<Vec<Task>, IngestError> {
    let mut tasks = Vec::new();
    for kept in kept {
        let Some(original) = reader.original(&kept.sha256)? else {
            continue;
        };
        let mut stated = Stated::of_fingerprint(kept.stated.as_deref().unwrap_or_default());
        stated.facts.filename = Some(kept.filename);
        tasks.push(Task {
            path: PathBuf::from(&kept.source_path),
            source_path: kept.source_path,
            stated,
            from: from(original),
        });
    }
    Ok(tasks)
}

fn where_it_lies(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_default();
    path.display().to_string()
}
