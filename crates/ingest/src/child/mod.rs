//! A child process for each document: the program itself, which reads one file within limits and answers. One that
//! has read plain text reads the next document too (`idle`).
//!
//! A file that crashes its reader, never lets it end or eats memory costs that child alone. The parent gives the
//! request and the very bytes that it hashed over a socket that is the child's standard input and output, so the child
//! needs to open nothing: no file, no environment, no second process. It gets what is left of the wall clock as the
//! socket's timeout, so nothing polls.

mod answer;
mod confine;
#[cfg(unix)]
mod end;
#[cfg(unix)]
mod exchange;
#[cfg(unix)]
mod idle;
#[cfg_attr(not(unix), path = "in_process.rs")]
mod process;
mod request;
mod respond;
#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use paragraf_extract::{PagePicture, Recognised};
use paragraf_model::{Facts, Record, SourceText};

use self::answer::Answer;
use self::request::{Request, Task};
use crate::ReadError;
use crate::recognise::{self, Recogniser};
use crate::record::{SIZE_LIMIT, too_large};

#[cfg(unix)]
pub use self::exchange::{Deadline, Silence, converse};
#[cfg(unix)]
pub use self::process::Running;
pub use self::respond::{respond, respond_by};

/// The argument by which the program is told to be such a child.
pub const CHILD_ARGUMENT: &str = "read-document";

/// Address space of a child.
pub const MEMORY_BYTES: u64 = 1024 * 1024 * 1024;

/// How a child ends that was refused its limits or was not asked: through no fault of a document.
const UNFIT: u8 = 2;

/// A child is not asked again after it has worked so long, all its documents together: its limit of processor time is
/// for its whole life.
const WORKED_BEFORE: Duration = Duration::from_secs(5);

/// A longer document is its child's last one: what is left of it in memory could make the next one fail.
const LONG_DOCUMENT: usize = 4 * 1024 * 1024;

/// What a child may answer. The longest minutes known become a record of some 10 MB.
const ANSWER_BYTES: usize = 128 * 1024 * 1024;

/// By what a file is read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum ReadBy {
    /// This very process: a file that kills its reader kills the program. For tests.
    #[default]
    ThisProcess,
    /// A child for each file.
    Child(ChildReader),
}

/// Reads files by child processes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildReader {
    /// What to run.
    pub program: PathBuf,
    /// What it is given.
    pub arguments: Vec<String>,
    /// How long one file may take.
    pub time: Duration,
    /// Reads the pages that are pictures, where that is wanted.
    pub recogniser: Option<Recogniser>,
}

impl ChildReader {
    /// How long one file may take where nobody says otherwise.
    pub const TIME: Duration = Duration::from_secs(25);

    /// The running program as its own child.
    ///
    /// # Errors
    /// The system does not tell where the program lies.
    pub fn of_this_program(time: Duration) -> io::Result<ChildReader> {
        Ok(ChildReader {
            program: process::this_program()?,
            arguments: vec![CHILD_ARGUMENT.to_owned()],
            time,
            recogniser: None,
        })
    }

    /// Reads a file into its record, and the pages that are pictures by a recogniser.
    ///
    /// # Errors
    /// No text is to be had from the file, or its child did not live to tell.
    pub fn record(&self, bytes: &[u8], facts: &Facts) -> Result<Record, ReadError> {
        self.with_recognised(bytes, |recognised| {
            match self.ask(Task::Record, bytes, facts, recognised)? {
                Answer::Record(record) => Ok(*record),
                _ => Err(ReadError::Garbled),
            }
        })
    }

    /// Reads the text of a file with its places.
    ///
    /// # Errors
    /// As [`ChildReader::record`].
    pub fn text(&self, bytes: &[u8]) -> Result<SourceText, ReadError> {
        self.with_recognised(bytes, |recognised| {
            match self.ask(Task::Text, bytes, &Facts::default(), recognised)? {
                Answer::Text(text) => Ok(*text),
                _ => Err(ReadError::Garbled),
            }
        })
    }

    /// The pages that text recognition is to try.
    pub(crate) fn pages_to_recognise(&self, bytes: &[u8]) -> Result<Vec<u32>, ReadError> {
        let nothing = Recognised::default();
        match self.ask(Task::PagesToRecognise, bytes, &Facts::default(), &nothing)? {
            Answer::Pages(pages) => Ok(pages),
            _ => Err(ReadError::Garbled),
        }
    }

    /// The picture of a page.
    pub(crate) fn picture(&self, bytes: &[u8], page: u32) -> Result<PagePicture, ReadError> {
        let nothing = Recognised::default();
        match self.ask(Task::Picture { page }, bytes, &Facts::default(), &nothing)? {
            Answer::Picture(picture) => Ok(picture.into()),
            _ => Err(ReadError::Garbled),
        }
    }

    /// Reads once, and once more with what was recognised where the first reading leaves pages to a recogniser.
    fn with_recognised<T: recognise::Read>(
        &self,
        bytes: &[u8],
        read: impl Fn(&Recognised) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let first = read(&Recognised::default());
        let Some(recogniser) = &self.recogniser else {
            return first;
        };
        if !recognise::is_worth_trying(&first) {
            return first;
        }
        let recognised = match recogniser.recognise(self, bytes) {
            Ok(recognised) if recognised != Recognised::default() => recognised,
            Err(error) if error.ends_the_run() => return Err(error),
            Ok(_) | Err(_) => return first,
        };
        match (read(&recognised), first) {
            // What was read without the recogniser is not lost for its sake.
            (Err(error), Ok(first)) if !error.ends_the_run() => Ok(first),
            (second, _) => second,
        }
    }

    fn ask(
        &self,
        task: Task,
        bytes: &[u8],
        facts: &Facts,
        recognised: &Recognised,
    ) -> Result<Answer, ReadError> {
        if bytes.len() as u64 > SIZE_LIMIT {
            return Err(too_large().into());
        }
        let request = Request {
            task,
            seconds: self.time.as_secs().max(1),
            another_follows: task == Task::Record && may_be_short_text(bytes),
            bytes: bytes.len() as u64,
            facts: facts.clone(),
            recognised: recognised.clone(),
        };
        match process::ask(self, &request, bytes)? {
            Answer::Failed { code, message } => Err(ReadError::Told { code, message }),
            answer => Ok(answer),
        }
    }
}

/// What surely is something else ends its child.
fn may_be_short_text(bytes: &[u8]) -> bool {
    let is_other = bytes.starts_with(b"%PDF") || bytes.starts_with(b"PK");
    !is_other && bytes.len() < LONG_DOCUMENT
}
