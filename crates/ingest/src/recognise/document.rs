//! The pages of one document, one after the other.

use std::time::{Duration, Instant};

use paragraf_extract::{
    ExtractError, NotRecognised, PagePicture, PictureError, Reason, Recognised, RecognisedPage,
};
use paragraf_model::{FindingKind, Record, SourceText};

use super::Recogniser;
use super::tesseract::{Failure, Output, run};
use crate::{ChildReader, ReadError};

/// What may hold pages that a recogniser can read.
pub trait Read {
    /// What was noticed while it was read.
    fn kinds_of_findings(&self) -> impl Iterator<Item = FindingKind>;
}

impl Read for Record {
    fn kinds_of_findings(&self) -> impl Iterator<Item = FindingKind> {
        self.findings.iter().map(|finding| finding.kind)
    }
}

impl Read for SourceText {
    fn kinds_of_findings(&self) -> impl Iterator<Item = FindingKind> {
        self.findings.iter().map(|finding| finding.kind)
    }
}

/// Whether a first reading leaves pages to a recogniser.
pub fn is_worth_trying(read: &Result<impl Read, ReadError>) -> bool {
    let waits = |kind| {
        matches!(
            kind,
            FindingKind::PageWithoutText | FindingKind::TextUnreadable
        )
    };
    match read {
        Ok(read) => read.kinds_of_findings().any(waits),
        Err(error) => error.code() == ExtractError::NoText.code(),
    }
}

impl Recogniser {
    /// Recognises every page of a document that waits for it.
    ///
    /// # Errors
    /// The document's pages cannot be told, or the run cannot go on.
    pub fn recognise(&self, reader: &ChildReader, bytes: &[u8]) -> Result<Recognised, ReadError> {
        let mut recognised = Recognised::default();
        for (number, done) in reader.pages_to_recognise(bytes)?.into_iter().zip(0..) {
            let page = if done < self.config.most_pages {
                self.page(reader, bytes, number)
            } else {
                Err(Trouble::Page(Reason::TooManyPages))
            };
            match page {
                Ok(page) => recognised.pages.push(page),
                Err(Trouble::Page(reason)) => {
                    recognised.failed.push(NotRecognised { number, reason });
                }
                Err(Trouble::Run(error)) => return Err(error),
            }
        }
        Ok(recognised)
    }

    fn page(
        &self,
        reader: &ChildReader,
        bytes: &[u8],
        number: u32,
    ) -> Result<RecognisedPage, Trouble> {
        let picture = reader.picture(bytes, number).map_err(Trouble::of_picture)?;
        let (place, resolution) = (picture.place, picture.resolution());
        let file = picture.to_pgm();
        drop::<PagePicture>(picture);
        let begin = Instant::now();
        let read = |language: &str, time: Duration| {
            run(
                &self.config,
                &self.arguments(language, resolution),
                &file,
                time,
            )
        };
        let Output { said } = read(&self.config.language, self.config.time_per_page)?;
        let left = self.config.time_per_page.saturating_sub(begin.elapsed());
        // Without the second reading the first one is worth nearly as much.
        let signs = self
            .signs
            .as_deref()
            .filter(|_| has_words(&said) && !left.is_zero())
            .and_then(|language| read(language, left).ok());
        Ok(RecognisedPage {
            number,
            place,
            tsv: said,
            signs: signs.map(|output| output.said),
        })
    }

    /// Segmentation is automatic; where it can, it first turns the page so that text stands upright.
    fn arguments(&self, language: &str, resolution: u32) -> Vec<String> {
        let segmentation = if self.knows_orientation { "1" } else { "3" };
        let resolution = resolution.clamp(70, 2400).to_string();
        let arguments = [
            "-",
            "-",
            "-l",
            language,
            "--psm",
            segmentation,
            "--dpi",
            &resolution,
            "tsv",
        ];
        arguments.map(str::to_owned).to_vec()
    }
}

/// Rows of words begin with a 5; a blank page has none.
fn has_words(tsv: &str) -> bool {
    tsv.lines().any(|row| row.starts_with("5\t"))
}

/// Why a page has not been recognised.
enum Trouble {
    /// It is the page's; the next one may do.
    Page(Reason),
    /// Nothing more can be read.
    Run(ReadError),
}

impl Trouble {
    fn of_picture(error: ReadError) -> Trouble {
        if error.ends_the_run() {
            return Trouble::Run(error);
        }
        let is_large = |error: &ReadError| {
            error.code() == PictureError::TooLarge.code()
                || matches!(
                    error,
                    ReadError::OutOfMemory { .. }
                        | ReadError::TimedOut { .. }
                        | ReadError::TooMuchSaid
                )
        };
        Trouble::Page(if is_large(&error) {
            Reason::PictureTooLarge
        } else {
            Reason::PictureUnreadable
        })
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble::Page(match failure {
            Failure::Late => Reason::TimedOut,
            _ => Reason::RecogniserFailed,
        })
    }
}
