//! What ingest tells while it works and in the end.

use std::path::{Path, PathBuf};

/// Something that happened; for a progress line and the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The folders have been walked.
    Started {
        /// How many files there are to look at.
        files: usize,
    },
    /// One file is done.
    File {
        /// As found.
        path: PathBuf,
        /// What became of it.
        outcome: Outcome,
    },
    /// The words of all paragraphs are counted, before a rebuild indexes them.
    CountingWords {
        /// Paragraphs done.
        done: u64,
        /// Of how many.
        total: u64,
    },
    /// The index is being brought up to date.
    Indexing {
        /// Changes or paragraphs done.
        done: u64,
        /// Of how many.
        total: u64,
    },
    /// What is held is being checked.
    Checking {
        /// What of it.
        what: &'static str,
        /// Bytes or pieces done.
        done: u64,
        /// Of how many.
        total: u64,
    },
    /// Files are copied into or out of a backup.
    Copying {
        /// Files done.
        done: u64,
        /// Of how many.
        total: u64,
    },
    /// Something a person should know, in a sentence.
    Note(String),
    /// All is done and committed.
    Finished,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Read and indexed.
    New {
        /// How many paragraphs it holds.
        paragraphs: u32,
    },
    /// The same bytes were held, and were read anew with other facts or after a failure.
    Reread {
        /// How many paragraphs it holds.
        paragraphs: u32,
    },
    /// The same bytes are held.
    AlreadyHeld,
    /// The same bytes are held with recognised text that this reading would lose, so nothing was changed.
    RecognisedStays,
    /// It, or what it is a copy of, was withdrawn, so it stays out.
    Withdrawn,
    /// Kept and listed; it holds no minutes.
    NotMinutes {
        /// Why, in Swedish.
        message: String,
    },
    /// Kept and listed; facts are missing.
    NeedsFacts {
        /// Which, and what to do.
        message: String,
    },
    /// Kept and listed; it holds pictures of pages and waits for text recognition.
    Waiting {
        /// Stable name of the reason.
        code: String,
        /// The reason, with what to do.
        message: String,
    },
    /// Listed and not kept: its body decides about single persons.
    LeftOut {
        /// Which body, and what to do.
        message: String,
    },
    /// Kept and listed, or not even readable from the disk.
    Failed {
        /// Stable name of the reason.
        code: String,
        /// The reason, with what to do.
        message: String,
    },
}

/// The whole of an ingest.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Summary {
    /// Documents read and indexed for the first time.
    pub new: usize,
    /// Documents held before and read anew.
    pub reread: usize,
    /// Files whose bytes were held.
    pub already_held: usize,
    /// Files that are held with recognised text and were not taken in anew, because that would lose it.
    pub recognised_stays: Vec<FailedFile>,
    /// Files that stay out because they, or what they are copies of, were withdrawn.
    pub withdrawn: Vec<FailedFile>,
    /// Files whose original in the archive was damaged or missing and is put back from them.
    pub put_back: Vec<PathBuf>,
    /// Files that are not minutes.
    pub not_minutes: Vec<FailedFile>,
    /// Files whose municipality, body or date is unknown.
    pub needs_facts: Vec<FailedFile>,
    /// Files that wait for text recognition.
    pub waiting: Vec<FailedFile>,
    /// Files that could not be read.
    pub failed: Vec<FailedFile>,
    /// Files of bodies that decide about single persons: no failure.
    pub left_out: Vec<FailedFile>,
    /// Paragraphs in the documents that were new or read anew.
    pub paragraphs: usize,
    /// Files looked at.
    pub files: usize,
    /// Indexed documents in the whole archive of which some pages wait for text recognition.
    pub incomplete: u64,
}

/// What is told of a file whose recognised text stays.
pub const RECOGNISED_STAYS: &str = "its text was recognised in pictures and would be lost, so what is held stays as it is; read it again with `--ocr`";

/// What is told of a file that was withdrawn.
pub const WITHDRAWN: &str = "it was withdrawn, is a copy of what was, or lies where that lay; `paragraf withdraw --list` tells why";

/// A file that is not indexed, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedFile {
    /// As found.
    pub path: PathBuf,
    /// Stable name of the reason.
    pub code: String,
    /// The reason, with what to do.
    pub message: String,
}

impl Summary {
    /// Whether some documents failed or wait for facts or text recognition: done, but not all is searchable or
    /// taken up (exit status 1).
    pub fn has_problems(&self) -> bool {
        let lists = [
            &self.failed,
            &self.needs_facts,
            &self.waiting,
            &self.recognised_stays,
        ];
        lists.iter().any(|list| !list.is_empty())
    }

    pub(crate) fn count(&mut self, path: &Path, outcome: &Outcome) {
        let listed = |code: &str, message: &str| FailedFile {
            path: path.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        };
        match outcome {
            Outcome::New { paragraphs } => {
                self.new += 1;
                self.paragraphs += *paragraphs as usize;
            }
            Outcome::Reread { paragraphs } => {
                self.reread += 1;
                self.paragraphs += *paragraphs as usize;
            }
            Outcome::AlreadyHeld => self.already_held += 1,
            Outcome::RecognisedStays => self
                .recognised_stays
                .push(listed("recognised_stays", RECOGNISED_STAYS)),
            Outcome::Withdrawn => self.withdrawn.push(listed("withdrawn", WITHDRAWN)),
            Outcome::NotMinutes { message } => {
                self.not_minutes.push(listed("not_minutes", message));
            }
            Outcome::NeedsFacts { message } => {
                self.needs_facts.push(listed("needs_facts", message));
            }
            Outcome::Waiting { code, message } => self.waiting.push(listed(code, message)),
            Outcome::Failed { code, message } => self.failed.push(listed(code, message)),
            Outcome::LeftOut { message } => {
                self.left_out.push(listed("individual_matters", message));
            }
        }
    }
}
