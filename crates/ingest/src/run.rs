//! Files become documents: read on several threads, taken in in the order they were found, as many at a time as are
//! read by then.

use std::path::PathBuf;
use std::thread::{self, Scope};

use paragraf_archive::{Archive, Reader};
use paragraf_model::Facts;

use crate::follow::Follower;
use crate::following::Following;
use crate::individual::leave_out_held;
use crate::lock::WriterLock;
use crate::pool::in_order;
use crate::record::read_record;
use crate::space::Watch;
use crate::take_in::{Taken, take_in};
use crate::tasks::{self, Retry, Task};
use crate::work::{ReadFile, Work, work};
use crate::{IngestConfig, IngestError, Progress, ReadBy, Summary};

/// Version of the rules that files are read by: extraction, masking and parsing. Raise it with every change of them
/// that is to reach what is held: the next ingest reads every document of another version anew.
pub const READING_VERSION: u32 = 5;

/// With the last sixth of the files left, the index is put together, which takes about as long as they do; they make a few parts
/// more.
const LAST_SHARE: usize = 6;

/// Panics are caught where files are read, so this is not expected to be seen.
const LOST_THREAD: &str =
    "the program failed while reading this file; please report it with the file";

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
    by_config(config, &mut |read| {
        ingest_with(read, paths, config, progress)
    })
}

/// Reads documents again that are held and could not be read, or only in part, from their originals.
///
/// # Errors
/// There is no archive, another command writes, or the archive or the disk fails.
pub fn retry(
    retry: Retry,
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, IngestError> {
    by_config(config, &mut |read| {
        retry_with(read, retry, config, progress)
    })
}

/// As [`ingest`], with another way to read a file.
pub fn ingest_with(
    read: &ReadFile<'_>,
    paths: &[PathBuf],
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, IngestError> {
    let tasks = tasks::found(paths, config, progress)?;
    let _lock = WriterLock::take(&config.data, "ingest", config.patience)?;
    let mut archive = Archive::open(&config.data)?.reading_by(READING_VERSION);
    refuse_mirror(archive.reader(), config)?;
    archive.sweep()?;
    let reader = Reader::open(&config.data)?;
    let summary = thread::scope(|scope| {
        let mut run = Run::begin(scope, read, config, &mut archive, &reader, progress)?;
        let read = run.read_first(&tasks);
        run.end(read)
    })?;
    archive.close()?;
    Ok(summary)
}

/// As [`retry`], with another way to read a file.
pub fn retry_with(
    read: &ReadFile<'_>,
    retry: Retry,
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, IngestError> {
    Reader::exists(&config.data)?;
    let _lock = WriterLock::take(&config.data, "ingest --retry", config.patience)?;
    let mut archive = Archive::open(&config.data)?.reading_by(READING_VERSION);
    refuse_mirror(archive.reader(), config)?;
    archive.sweep()?;
    let reader = Reader::open(&config.data)?;
    let tasks = tasks::retried(&reader, retry)?;
    let summary = thread::scope(|scope| {
        let mut run = Run::begin(scope, read, config, &mut archive, &reader, progress)?;
        let read = run.read_last(&tasks);
        run.end(read)
    })?;
    archive.close()?;
    Ok(summary)
}

/// What is read here would be taken for the source's.
fn refuse_mirror(reader: &Reader, config: &IngestConfig) -> Result<(), IngestError> {
    match reader.mirror()? {
        Some(mirror) => Err(IngestError::IsMirror {
            data: config.data.clone(),
            source_address: mirror.source,
        }),
        None => Ok(()),
    }
}

/// Calls with the way to read files that was chosen.
fn by_config(
    config: &IngestConfig,
    run: &mut dyn FnMut(&ReadFile<'_>) -> Result<Summary, IngestError>,
) -> Result<Summary, IngestError> {
    match &config.read_by {
        ReadBy::ThisProcess => run(&read_record),
        ReadBy::Child(reader) => run(&|bytes: &[u8], facts: &Facts| reader.record(bytes, facts)),
    }
}

/// Under the writer lock: what is read goes into the archive, and the index follows.
struct Run<'scope, 'a> {
    read: &'a ReadFile<'a>,
    config: &'a IngestConfig,
    archive: &'a mut Archive,
    reader: &'a Reader,
    following: Following<'scope, 'a>,
    progress: &'a mut dyn FnMut(Progress),
    summary: Summary,
    watch: Watch,
    /// The archive's last change if nobody else makes any.
    expected: u64,
}

impl<'scope, 'a: 'scope> Run<'scope, 'a> {
    fn begin<'env>(
        scope: &'scope Scope<'scope, 'env>,
        read: &'a ReadFile<'a>,
        config: &'a IngestConfig,
        archive: &'a mut Archive,
        reader: &'a Reader,
        progress: &'a mut dyn FnMut(Progress),
    ) -> Result<Run<'scope, 'a>, IngestError> {
        let mut watch = Watch::default();
        watch.wait(config, progress)?;
        let (left_out, files) = leave_out_held(archive, config)?;
        let mut follower = Follower::open(config, reader, progress)?;
        follower.follow(progress)?;
        let expected = reader.last_sequence()?;
        if !files.is_empty() {
            progress(Progress::Note(format!(
                "documents taken out because their bodies decide about single persons ({left_out} paragraphs): {}",
                files.join(", ")
            )));
        }
        Ok(Run {
            read,
            config,
            archive,
            reader,
            following: Following::begin(scope, follower, config)?,
            progress,
            summary: Summary::default(),
            watch,
            expected,
        })
    }

    /// Reads these, and then what was read by other rules.
    fn read_first(&mut self, tasks: &[Task]) -> Result<(), IngestError> {
        let outdated = tasks::outdated(self.reader, self.config.recognises())?;
        match outdated.tasks.is_empty() {
            true => self.read_last(tasks)?,
            // Only then: it may just have been read anew from its file.
            false => self.read(tasks, &mut |_, _| Ok(()))?,
        }
        self.read_outdated()
    }

    /// Reads what the run ends with. The index is told when most of it is taken in.
    fn read_last(&mut self, tasks: &[Task]) -> Result<(), IngestError> {
        let most = tasks.len() - tasks.len() / LAST_SHARE;
        self.read(tasks, &mut |run, taken| match taken >= most {
            true => run.following.note_nearly_all(),
            false => Ok(()),
        })
    }

    /// Reads every task on several threads and takes the results in, in the order of the tasks. Calls `after` with how many are
    /// taken in.
    fn read(
        &mut self,
        tasks: &[Task],
        after: &mut dyn FnMut(&mut Self, usize) -> Result<(), IngestError>,
    ) -> Result<(), IngestError> {
        self.summary.files += tasks.len();
        (self.progress)(Progress::Started {
            files: self.summary.files,
        });
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let (read, reader, config) = (self.read, self.reader, self.config);
        let work = |task: &Task| {
            let work = work(read, task, reader, config);
            let weight = work.as_ref().map_or(0, Work::bytes);
            (work, weight)
        };
        let mut taken = 0;
        in_order(tasks, threads, &work, &mut |done| {
            taken += done.len();
            self.take(done)?;
            after(self, taken)
        })
    }

    /// What was recognised would be lost without a recogniser, so it waits for one.
    fn read_outdated(&mut self) -> Result<(), IngestError> {
        let outdated = tasks::outdated(self.reader, self.config.recognises())?;
        if outdated.left_out > 0 {
            (self.progress)(Progress::Note(format!(
                "documents with recognised text that only `--ocr` reads by the new rules: {}",
                outdated.left_out
            )));
        }
        self.read_last(&outdated.tasks)
    }

    /// What could not be worked on ends the run when everything before it is taken in.
    fn take(
        &mut self,
        done: Vec<(&Task, Option<Result<Work, IngestError>>)>,
    ) -> Result<(), IngestError> {
        if self.config.stop.is_asked() {
            return Err(IngestError::Asked);
        }
        self.watch.wait(self.config, self.progress)?;
        let (mut files, mut end) = (Vec::with_capacity(done.len()), Ok(()));
        for (task, work) in done {
            match work.unwrap_or_else(|| Ok(Work::Closed(LOST_THREAD.to_owned()))) {
                Ok(work) => files.push((task, work)),
                Err(error) => {
                    end = Err(error);
                    break;
                }
            }
        }
        let tasks: Vec<&Task> = files.iter().map(|(task, _)| *task).collect();
        let taken = take_in(self.archive, files, self.config, self.following.recent())?;
        for (task, taken) in tasks.into_iter().zip(taken) {
            self.tell(task, taken);
        }
        // What was withdrawn meanwhile is to be gone within seconds, not in the end.
        let last = self.reader.last_sequence()?;
        if last > self.expected {
            self.expected = last;
            self.following.hurry(last)?;
        } else {
            self.following.note(last)?;
        }
        while !self.following.is_close(last) {
            self.watch.wait(self.config, self.progress)?;
        }
        end
    }

    fn tell(&mut self, task: &Task, taken: Taken) {
        self.summary.count(&task.path, &taken.outcome);
        if taken.put_back {
            self.summary.put_back.push(task.path.clone());
            (self.progress)(Progress::Note(format!(
                "the original was damaged or missing and is put back from {}",
                task.path.display()
            )));
        }
        (self.progress)(Progress::File {
            path: task.path.clone(),
            outcome: taken.outcome,
        });
        self.expected += u64::from(taken.changes);
    }

    /// A run that was asked to end leaves what it took in searchable; one that failed may not be able to.
    fn end(mut self, read: Result<(), IngestError>) -> Result<Summary, IngestError> {
        match read {
            Ok(()) => self.watch.wait(self.config, self.progress)?,
            Err(IngestError::Asked) => {}
            Err(error) => return Err(error),
        }
        let last = self.reader.last_sequence()?;
        let mut follower = self.following.finish(last, self.progress)?;
        read?;
        follower.consolidate(self.config, self.progress);
        // What was withdrawn meanwhile did not wait for that to end.
        follower.follow(&mut |_| {})?;
        follower.close()?;
        self.summary.incomplete = self.reader.incomplete()?;
        (self.progress)(Progress::Finished);
        Ok(self.summary)
    }
}
