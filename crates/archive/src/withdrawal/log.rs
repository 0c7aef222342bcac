//! `withdrawals.jsonl` beside the catalogue: who took out what, when and why, one JSON object a line, with a checksum of
//! the line in its last field.
//!
//! It is written before the catalogue, and it alone has to be kept for an archive that is restored from an older backup,
//! or made anew, to know what must not come back.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::marks::Mark;
use crate::{ArchiveError, sha256_of};

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
        /// It was the source's decision, of which this archive is a copy.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        followed: bool,
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

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether its last line has no end.
    pub fn is_cut_off(&self) -> bool {
        let bytes = fs::read(&self.path).unwrap_or_default();
        bytes.last().is_some_and(|&last| last != b'\n')
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
                read(line).map_err(|cause| ArchiveError::Log {
                    path: self.path.clone(),
                    line: number,
                    cause,
                })
            })
            .collect()
    }

    /// Adds events for good.
    pub fn append(&self, events: &[Event]) -> Result<(), ArchiveError> {
        let mut lines = String::new();
        for event in events {
            let line = written(event).map_err(|error| self.failed(error.into()));
            lines.push_str(&line?);
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

/// An event with the checksum of what it says.
fn written(event: &Event) -> serde_json::Result<String> {
    let json = serde_json::to_string(event)?;
    let sum = sum_of(&json);
    // An object of at least two fields, so that one more can be put before its end.
    Ok(format!(
        "{},\"sum\":\"{sum}\"}}",
        json.trim_end_matches('}')
    ))
}

/// The way back; what is wrong where a byte was changed.
fn read(line: &str) -> Result<Event, String> {
    let event: Event = serde_json::from_str(line).map_err(|error| error.to_string())?;
    match written(&event) {
        Ok(expected) if expected == line => Ok(event),
        _ => Err("it is not as it was written".to_owned()),
    }
}

fn sum_of(json: &str) -> String {
    let mut digest = sha256_of(json.as_bytes());
    digest.truncate(16);
    digest
}
