//! Extracted text with its places: what `extract` gives and `parse` reads.

use serde::{Deserialize, Serialize};

use crate::{Finding, MediaType};

/// The text of one file as pages of lines, each line with its place.
///
/// Lines are counted from 1 over the whole text, blank lines included, and that count is what
/// [`crate::LineRange`] means everywhere. Text is NFC, without soft hyphens, control characters and
/// typographic ligatures, and personal numbers in it are already masked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceText {
    /// What kind of file it came from, told by its content.
    pub media_type: MediaType,
    /// In reading order; a text file without form feeds is one page without number.
    pub pages: Vec<SourcePage>,
    /// Share of the text that reads as words, 0 to 1; low means a broken font map or bad OCR.
    pub text_quality: f32,
    /// The document's own title, where its metadata has one.
    pub title: Option<String>,
    /// What was noticed while reading: hidden text, pages without text, masked numbers.
    pub findings: Vec<Finding>,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourcePage {
    /// Counted from 1; `None` where the source has no pages.
    pub number: Option<u32>,
    /// In points, as the reader sees the page (after `/Rotate`); `None` for text files.
    pub size: Option<PageSize>,
    /// How the text came about.
    pub origin: TextOrigin,
    /// How sure the recogniser is of its text, from 0 to 1; `None` where this program let none read the page.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confidence: Option<f32>,
    /// From top to bottom; a line without segments is a blank line.
    pub lines: Vec<SourceLine>,
}

/// Width and height in points (1/72 inch).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageSize {
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
}

/// How the text of a page came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextOrigin {
    /// The file says itself which characters stand there.
    Text,
    /// Read from a picture by optical character recognition.
    Ocr,
    /// A picture that nothing has read yet.
    Picture,
}

/// One line: segments from left to right, apart where a column border or a tab stop lies between them.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct SourceLine {
    /// From left to right; none for a blank line.
    pub segments: Vec<Segment>,
    /// Baseline in points from the top of the page; `None` for text files.
    pub baseline: Option<f32>,
}

/// A run of text that no column gap interrupts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// The text, cleaned; no leading or trailing blanks, inner blanks single.
    pub text: String,
    /// The text as the file has it, where cleaning changed more than blanks.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub raw: Option<String>,
    /// Left edge: points in a PDF, character columns from 0 in a text file.
    pub left: f32,
    /// Right edge, in the unit of `left`.
    pub right: f32,
    /// Points; `None` for text files.
    pub font_size: Option<f32>,
    /// Most of it is set in a bold face.
    pub bold: bool,
    /// Most of it is set in an italic face.
    pub italic: bool,
}

impl SourceText {
    /// All lines with their page, in reading order; the line's number is its place in this order, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (&SourcePage, &SourceLine)> {
        self.pages
            .iter()
            .flat_map(|page| page.lines.iter().map(move |line| (page, line)))
    }

    /// Number of pages, where the source has pages.
    pub fn page_count(&self) -> Option<u32> {
        self.pages.iter().filter_map(|page| page.number).max()
    }
}

impl SourceLine {
    /// The whole line, two blanks between segments.
    pub fn text(&self) -> String {
        let texts: Vec<&str> = self
            .segments
            .iter()
            .map(|segment| segment.text.as_str())
            .collect();
        texts.join("  ")
    }

    /// Nothing stands on it.
    pub fn is_blank(&self) -> bool {
        self.segments.iter().all(|segment| segment.text.is_empty())
    }
}

impl Segment {
    /// A segment of a text file, at a character column.
    pub fn plain(text: impl Into<String>, column: usize) -> Segment {
        let text = text.into();
        let right = column + text.chars().count();
        Segment {
            text,
            raw: None,
            left: column as f32,
            right: right as f32,
            font_size: None,
            bold: false,
            italic: false,
        }
    }
}
