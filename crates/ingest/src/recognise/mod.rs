//! Text recognition for pages that are pictures, by `tesseract` where it is installed.
//!
//! The parent leads: one child names the pages, for each of them one child makes its picture, which goes as plain
//! grey pixels and nothing else of the file to a recogniser with limits of its own, and a last child reads the
//! document again with what was recognised. One page at a time; none of it counts against the time of reading.

#[cfg(not(unix))]
mod absent;
mod document;
mod languages;
#[cfg(unix)]
mod tesseract;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

pub use self::document::{Read, is_worth_trying};

#[cfg(not(unix))]
use self::absent as tesseract;

/// How recognition is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecogniserConfig {
    /// Where `tesseract` lies.
    pub program: PathBuf,
    /// Where its languages lie, if not where it looks by itself.
    pub data: Option<OsString>,
    /// The language, as `tesseract` names it; several are joined by `+`.
    pub language: String,
    /// How long one page may take.
    pub time_per_page: Duration,
    /// So many pages of a document are recognised and no more.
    pub most_pages: usize,
}

impl RecogniserConfig {
    /// Swedish, a minute for a page, 500 pages of a document.
    pub fn new(program: impl Into<PathBuf>) -> RecogniserConfig {
        RecogniserConfig {
            program: program.into(),
            data: None,
            language: "swe".to_owned(),
            time_per_page: Duration::from_secs(60),
            most_pages: 500,
        }
    }
}

/// A recogniser that is there and has the language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recogniser {
    config: RecogniserConfig,
    /// It can tell which way up a page is.
    knows_orientation: bool,
    /// Of a second reading, for the section sign that the Swedish model lacks.
    signs: Option<String>,
}

/// Why nothing can be recognised.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoRecogniser {
    /// It is not there, or does not run.
    #[error(
        "text recognition needs tesseract, which does not run here ({cause}); install it with `apt install tesseract-ocr tesseract-ocr-swe`"
    )]
    NotInstalled {
        /// What the system says.
        cause: String,
    },
    /// It has not the language.
    #[error(
        "tesseract has no language \"{language}\"; install it with `apt install tesseract-ocr-{language}`"
    )]
    NoLanguage {
        /// As `tesseract` names it.
        language: String,
    },
}

impl Recogniser {
    /// Looks whether the recogniser runs and what it knows.
    ///
    /// # Errors
    /// It does not run, or lacks the language.
    pub fn find(config: RecogniserConfig) -> Result<Recogniser, NoRecogniser> {
        let known = languages::known(&config)?;
        languages::check(&config.language, &known)?;
        let knows = |wanted: &str| known.iter().any(|language| language == wanted);
        Ok(Recogniser {
            knows_orientation: knows("osd"),
            signs: languages::for_signs(&config.language, &known),
            config,
        })
    }
}
