//! What a child answers: one line of JSON. The line's end tells that it is whole, so nobody waits for the child to
//! give its memory back.

use std::io::{self, BufWriter, Write};

use paragraf_extract::{PagePicture, PicturePlace};
use paragraf_language::mask_personal_numbers;
use paragraf_model::{MediaType, Record, SourceText};
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
    /// What was asked for.
    Pages(Vec<u32>),
    /// What was asked for; the pixels stand behind it, for as text they would be four times as long.
    Picture(Picture),
    /// It cannot be read.
    Failed {
        /// Stable name of the reason.
        code: String,
        /// The reason, with what to do.
        message: String,
    },
}

/// A picture of a page, in an answer.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    place: PicturePlace,
    #[serde(skip)]
    pixels: Vec<u8>,
}

/// Ends the JSON that pixels follow; JSON itself never holds it.
const BEFORE_PIXELS: u8 = 0;

/// The line's end is not to be met within pixels, so its byte is given as the next lighter grey, which nobody can
/// tell from it.
const LINE_END: u8 = b'\n';

impl Answer {
    /// A picture that is to be written.
    pub fn picture(picture: PagePicture) -> Answer {
        let mut pixels = picture.pixels;
        for pixel in pixels.iter_mut().filter(|pixel| **pixel == LINE_END) {
            *pixel += 1;
        }
        Answer::Picture(Picture {
            place: picture.place,
            pixels,
        })
    }

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
            message: mask_personal_numbers(&error.to_string())
                .text
                .chars()
                .take(MESSAGE_LENGTH)
                .map(shown)
                .collect(),
        }
    }

    /// Whether the document was one that nothing but this program's own code reads.
    pub fn is_of_plain_text(&self) -> bool {
        matches!(self, Answer::Record(record) if record.document.media_type == MediaType::PlainText)
    }

    /// Writes the line.
    pub fn write(&self, to: impl Write) -> io::Result<()> {
        let mut to = BufWriter::with_capacity(PIECE, to);
        serde_json::to_writer(&mut to, self)?;
        if let Answer::Picture(picture) = self {
            to.write_all(&[BEFORE_PIXELS])?;
            to.write_all(&picture.pixels)?;
        }
        to.write_all(&[LINE_END])?;
        to.flush()
    }

    /// `None` for what no child of this program answers: what it says ends in the catalogue and on a terminal.
    pub fn read(line: &[u8]) -> Option<Answer> {
        let json = line.split(|&byte| byte == BEFORE_PIXELS).next()?;
        let mut answer = serde_json::from_slice(json).ok()?;
        match &mut answer {
            Answer::Picture(picture) => {
                let pixels = line.get(json.len() + 1..)?.strip_suffix(&[LINE_END])?;
                let size = u64::from(picture.place.width) * u64::from(picture.place.height);
                picture.pixels = pixels.to_vec();
                (pixels.len() as u64 == size).then_some(answer)
            }
            Answer::Failed { code, message } => {
                let is_code = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
                let sound = !code.is_empty()
                    && code.len() <= 40
                    && code.bytes().all(is_code)
                    && message.chars().count() <= MESSAGE_LENGTH
                    && !message.chars().any(char::is_control);
                sound.then_some(answer)
            }
            Answer::Record(_) | Answer::Text(_) | Answer::Pages(_) => Some(answer),
        }
    }
}

impl From<Picture> for PagePicture {
    fn from(picture: Picture) -> PagePicture {
        PagePicture {
            place: picture.place,
            pixels: picture.pixels,
        }
    }
}
