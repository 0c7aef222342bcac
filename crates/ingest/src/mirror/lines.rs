//! JSON Lines as they come, one in memory at a time.

use std::io::{BufRead, BufReader, Read};

use serde::de::DeserializeOwned;

use super::source::{MirrorError, Source};

/// The longest line that any document makes: a record is far shorter than the file it was read from.
const LONGEST_LINE: u64 = 256 * 1024 * 1024;

/// Lines on their way.
pub struct Lines<'a> {
    reader: BufReader<&'a mut dyn Read>,
    address: &'a str,
    line: Vec<u8>,
}

impl<'a> Lines<'a> {
    pub fn of(reader: &'a mut dyn Read, address: &'a str) -> Lines<'a> {
        Lines {
            reader: BufReader::new(reader),
            address,
            line: Vec::new(),
        }
    }

    /// The next one; `None` after the last. A line without an end is none: the answer broke off.
    pub fn next<T: DeserializeOwned>(&mut self) -> Result<Option<T>, MirrorError> {
        self.line.clear();
        let mut limited = (&mut self.reader).take(LONGEST_LINE);
        let read = limited.read_until(b'\n', &mut self.line);
        read.map_err(|cause| MirrorError::BrokenOff {
            address: self.address.to_owned(),
            cause,
        })?;
        if self.line.is_empty() {
            return Ok(None);
        }
        if self.line.last() != Some(&b'\n') {
            return Err(self.garbled("a line without an end"));
        }
        let value = serde_json::from_slice(&self.line);
        value
            .map(Some)
            .map_err(|error| self.garbled(&error.to_string()))
    }

    fn garbled(&self, cause: &str) -> MirrorError {
        MirrorError::Garbled {
            address: self.address.to_owned(),
            cause: cause.to_owned(),
        }
    }
}

/// Visits each line of what lies at a path.
pub fn each_line<T: DeserializeOwned>(
    source: &mut dyn Source,
    path: &str,
    mut visit: impl FnMut(T) -> Result<(), MirrorError>,
) -> Result<(), MirrorError> {
    let mut reading = source.get(path)?;
    let mut lines = Lines::of(&mut reading, path);
    while let Some(value) = lines.next()? {
        visit(value)?;
    }
    Ok(())
}
