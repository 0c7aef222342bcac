//! `withdrawals.jsonl` beside the catalogue: who took out what, when and why, one JSON object a line.
//!
//! It is written before the catalogue, and it alone has to be kept for an archive that is restored from an older backup,
//! or made anew, to know what must not come back.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::marks::Mark;
use crate::ArchiveError;

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Something was taken out.
    Withdrawn {
        reference: String,
        at: String,
        who: String,
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        paragraph: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<String>,
        marks: Vec<Mark>,
    },
    /// It was put back.
    Lifted {
        reference: String,
        at: String,
        who: String,
        reason: String,
        /// A document that may come in although it lies where the withdrawn one lay; all else stays out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cleared: Option<String>,
    },
    /// Its bytes were removed.
    Purged { reference: String, at: String },
}

/// The log of a data folder.
#[derive(Clone, Debug)]
pub struct Log {
    path: PathBuf,
}

impl Log {
    pub fn of(data_dir: &Path) -> Log {
        Log {
            path: data_dir.join("withdrawals.jsonl"),
        }
    }

    /// Every event in order. The end of a line that a crash cut off is no event.
    pub fn events(&self) -> Result<Vec<Event>, ArchiveError> {
        let text = match fs::read_to_string(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read.map_err(|source| self.failed(source))?,
        };
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let lines = whole.lines().zip(1..).filter(|(line, _)| !line.is_empty());
        lines
            .map(|(line, number)| {
                serde_json::from_str(line).map_err(|error| ArchiveError::Log {
                    path: self.path.clone(),
                    line: number,
                    cause: error.to_string(),
                })
            })
            .collect()
    }

    /// Adds events for good.
    pub fn append(&self, events: &[Event]) -> Result<(), ArchiveError> {
        let mut lines = String::new();
        for event in events {
            let line = serde_json::to_string(event).map_err(io::Error::from);
            lines.push_str(&line.map_err(|source| self.failed(source))?);
            lines.push('\n');
        }
        self.write(&lines).map_err(|source| self.failed(source))
    }

    fn write(&self, lines: &str) -> io::Result<()> {
        let mut file = File::options()
            .create(true)
            .read(true)
            .append(true)
            .open(&self.path)?;
        // What a crash cut off must not be the beginning of the next line.
        let kept = fs::read(&self.path)?;
        let whole = kept.iter().rposition(|&byte| byte == b'\n');
        let whole = whole.map_or(0, |last| last + 1);
        if whole < kept.len() {
            file.set_len(whole as u64)?;
        }
        file.write_all(lines.as_bytes())?;
        file.sync_all()?;
        let folder = self.path.parent().unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()
    }

    fn failed(&self, source: io::Error) -> ArchiveError {
        ArchiveError::Original {
            path: self.path.clone(),
            source,
        }
    }
}
