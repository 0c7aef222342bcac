//! What a child is asked: one line of JSON, then the document's bytes.

use std::io::{self, BufRead, Read, Write};

use paragraf_extract::Recognised;
use paragraf_model::Facts;
use serde::{Deserialize, Serialize};

use crate::record::SIZE_LIMIT;

/// A request without its document. Facts are short; texts that were recognised are not.
const LINE_BYTES: u64 = 64 * 1024 * 1024;

/// What is to be made of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Its record.
    Record,
    /// Its text with its places.
    Text,
    /// The pages that text recognition is to try.
    PagesToRecognise,
    /// The picture of one page, for text recognition.
    Picture {
        /// Counted from 1.
        page: u32,
    },
}

/// One document to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// What is to be made of it.
    pub task: Task,
    /// Processor time that it may cost, for a child whose parent is no more.
    pub seconds: u64,
    /// Whether the child is to wait for another request.
    pub another_follows: bool,
    /// How many bytes of document follow.
    pub bytes: u64,
    /// What was stated for it.
    pub facts: Facts,
    /// What was recognised in the pictures of its pages.
    pub recognised: Recognised,
}

impl Request {
    /// Writes the line.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *to, self)?;
        to.write_all(b"\n")
    }

    /// Reads the line; `None` where no other follows.
    pub fn read(from: &mut impl BufRead) -> io::Result<Option<Request>> {
        let mut line = Vec::new();
        from.take(LINE_BYTES).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        Ok(Some(serde_json::from_slice(&line)?))
    }

    /// Reads the document after the line.
    pub fn read_document(&self, from: &mut impl Read) -> io::Result<Vec<u8>> {
        let expected = usize::try_from(self.bytes.min(SIZE_LIMIT)).unwrap_or_default();
        let mut bytes = Vec::with_capacity(expected);
        from.take(self.bytes).read_to_end(&mut bytes)?;
        if bytes.len() == expected {
            Ok(bytes)
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}
