//! What a child answers: one line of JSON. The line's end tells that it is whole, so nobody waits for the child to
//! give its memory back.

use std::io::{self, BufWriter, Write};

use paragraf_model::{Record, SourceText};
use serde::{Deserialize, Serialize};

use crate::ReadError;

/// Written in pieces of this size: the answer is never held whole by the child.
const PIECE: usize = 64 * 1024;

/// In characters; longer messages are not of this program's making.
const MESSAGE_LENGTH: usize = 1_000;

/// What became of the document.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// What was asked for.
    Record(Box<Record>),
    /// What was asked for.
    Text(Box<SourceText>),
    /// It cannot be read.
    Failed {
        /// Stable name of the reason.
        code: String,
        /// The reason, with what to do.
        message: String,
    },
}

impl Answer {
    /// Why there is nothing else to answer.
    pub fn failed(error: &ReadError) -> Answer {
        // A detail may come from the file.
        let shown = |character: char| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        };
        Answer::Failed {
            code: error.code().to_owned(),
            message: error
                .to_string()
                .chars()
                .take(MESSAGE_LENGTH)
                .map(shown)
                .collect(),
        }
    }

    /// Writes the line.
    pub fn write(&self, to: impl Write) -> io::Result<()> {
        let mut to = BufWriter::with_capacity(PIECE, to);
        serde_json::to_writer(&mut to, self)?;
        to.write_all(b"\n")?;
        to.flush()
    }

    /// `None` for what no child of this program answers: what it says ends in the catalogue and on a terminal.
    pub fn read(line: &[u8]) -> Option<Answer> {
        let answer = serde_json::from_slice(line).ok()?;
        match &answer {
            Answer::Failed { code, message } => {
                let is_code = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
                let sound = !code.is_empty()
                    && code.len() <= 40
                    && code.bytes().all(is_code)
                    && message.chars().count() <= MESSAGE_LENGTH
                    && !message.chars().any(char::is_control);
                sound.then_some(answer)
            }
            Answer::Record(_) | Answer::Text(_) => Some(answer),
        }
    }
}
