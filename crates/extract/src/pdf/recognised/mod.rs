//! Text that was recognised in the pictures of pages. A recogniser gives words in boxes; here they become
//! characters with places, so that rows and columns are put together as those of any other page.

mod glyphs;
mod lines;
mod noise;
mod signs;
mod tsv;
mod turn;

use serde::{Deserialize, Serialize};

use super::glyph::Glyph;
use super::picture::PicturePlace;

/// What was recognised in a document, page by page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Recognised {
    /// In any order; of two with one number the first counts.
    pub pages: Vec<RecognisedPage>,
    /// Pages that were tried in vain.
    pub failed: Vec<NotRecognised>,
}

/// A page that was tried in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotRecognised {
    /// Counted from 1.
    pub number: u32,
    /// Why.
    pub reason: Reason,
}

/// Why a page could not be recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// There is no picture to hand over, or one that cannot be decoded.
    PictureUnreadable,
    /// Its picture is beyond the limits.
    PictureTooLarge,
    /// The recogniser was not done in time.
    TimedOut,
    /// The recogniser failed.
    RecogniserFailed,
    /// The document has more pages to recognise than one run may.
    TooManyPages,
}

impl Reason {
    /// In English, as a part of a sentence.
    pub fn in_english(self) -> &'static str {
        match self {
            Reason::PictureUnreadable => "their pictures cannot be decoded",
            Reason::PictureTooLarge => "their pictures are too large",
            Reason::TimedOut => "the time was not enough",
            Reason::RecogniserFailed => "the recogniser failed",
            Reason::TooManyPages => "there are more of them than one run may recognise",
        }
    }

    /// In Swedish, as a part of a sentence.
    pub fn in_swedish(self) -> &'static str {
        match self {
            Reason::PictureUnreadable => "bilden kan inte avkodas",
            Reason::PictureTooLarge => "bilden är för stor",
            Reason::TimedOut => "tiden räckte inte",
            Reason::RecogniserFailed => "igenkänningsprogrammet misslyckades",
            Reason::TooManyPages => "dokumentet har fler sådana sidor än vad som tillåts",
        }
    }
}

/// What was recognised in the picture of one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecognisedPage {
    /// Counted from 1.
    pub number: u32,
    /// Where the picture lies on the page.
    pub place: PicturePlace,
    /// Words with their boxes and confidence, as `tesseract` writes them (TSV).
    pub tsv: String,
    /// The same by a model that knows the section sign, where there is one: the Swedish model does not.
    pub signs: Option<String>,
}

/// The characters of a recognised page.
pub struct ReadPicture {
    /// One for each word and each blank between two, in the recogniser's order.
    pub glyphs: Vec<Glyph>,
    /// From 0 to 1: how sure the recogniser is, weighed by the length of words.
    pub confidence: f32,
}

impl Recognised {
    /// Why a page could not be recognised.
    pub fn failure(&self, number: u32) -> Option<Reason> {
        let failed = self.failed.iter().find(|page| page.number == number);
        failed.map(|page| page.reason)
    }

    /// What was recognised on a page.
    pub fn page(&self, number: u32) -> Option<&RecognisedPage> {
        self.pages.iter().find(|page| page.number == number)
    }
}

impl RecognisedPage {
    /// Places the words on the page. What is no text is left out: a stamp's edge, the lines of a table.
    pub fn read(&self) -> ReadPicture {
        let mut words = tsv::words(&self.tsv);
        let second = self.signs.as_deref().map(tsv::words);
        signs::restore(&mut words, &second.unwrap_or_default());
        let turn = turn::of(&words);
        let words = words.into_iter().map(|word| turn.upright(word)).collect();
        let lines = lines::gather(words);
        let lines = noise::without(lines);
        ReadPicture {
            confidence: confidence(&lines),
            glyphs: glyphs::place(&lines, turn, &self.place),
        }
    }
}

fn confidence(lines: &[lines::TextLine]) -> f32 {
    let (mut sum, mut characters) = (0.0, 0.0);
    for word in lines.iter().flat_map(|line| &line.words) {
        let length = word.text.chars().count() as f32;
        sum += length * word.confidence;
        characters += length;
    }
    if characters > 0.0 {
        sum / characters
    } else {
        0.0
    }
}
