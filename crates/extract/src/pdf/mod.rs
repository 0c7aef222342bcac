//! PDF: objects through `lopdf`, everything above them our own, because only placed characters give columns.

mod colour;
mod content;
mod document;
mod encryption;
mod filters;
mod fonts;
mod geometry;
mod glyph;
mod hidden;
mod inflate;
mod interpreter;
mod lexer;
mod lines;
mod marked;
mod page;
mod page_tree;
mod picture;
mod recognised;
mod repair;
mod state;
mod trust;
mod unread;

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

use paragraf_model::{Finding, FindingKind, MediaType, SourceText, Span, TextOrigin};

pub use self::picture::{PagePicture, PictureError, PicturePlace, of_page as page_picture};
pub use self::recognised::{NotRecognised, Reason, Recognised, RecognisedPage};

use self::document::File;
use self::interpreter::Interpreter;
use self::page::ReadPage;
use crate::ExtractError;
use crate::clean::clean;
use crate::limits::{PAGES, PDF_BYTES};

/// Reads a PDF, with what was recognised in the pictures of its pages.
pub fn read(bytes: &[u8], recognised: &Recognised) -> Result<SourceText, ExtractError> {
    guarded(bytes, || read_guarded(bytes, recognised))
}

/// The pages whose pictures are to be recognised, counted from 1.
pub fn pages_to_recognise(bytes: &[u8]) -> Result<Vec<u32>, ExtractError> {
    guarded(bytes, || {
        let read = read_pages(&File::open(bytes)?, &Recognised::default()).0;
        let waiting = read.iter().filter(|page| page.waits());
        Ok(waiting.map(|page| page.number).collect())
    })
}

fn guarded<T>(
    bytes: &[u8],
    read: impl FnOnce() -> Result<T, ExtractError>,
) -> Result<T, ExtractError> {
    if bytes.len() > PDF_BYTES {
        return Err(ExtractError::TooLarge {
            limit: format!("{PDF_BYTES} bytes"),
        });
    }
    // The reader of objects and the one of font programs are large and meet anything; where one of them gives
    // up it must be one document, not the run.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(ExtractError::Damaged {
            detail: "its objects contradict each other".to_owned(),
        })
    })
}

fn read_guarded(bytes: &[u8], recognised: &Recognised) -> Result<SourceText, ExtractError> {
    let file = File::open(bytes)?;
    let (read, are_too_many) = read_pages(&file, recognised);
    if read.iter().all(|page| page.lines.is_empty()) {
        return Err(without_text(&file, &read));
    }
    let mut findings = Vec::new();
    if file.repaired {
        findings.push(damaged());
    }
    if are_too_many {
        findings.push(too_many_pages());
    }
    let (pages, of_pages) = page::finish(read);
    findings.extend(of_pages);
    findings.extend(unread::findings(&file, bytes));
    Ok(SourceText {
        media_type: MediaType::Pdf,
        pages,
        text_quality: 1.0,
        title: file
            .title()
            .map(|title| clean(&title))
            .filter(|title| is_title(title)),
        findings,
    })
}

/// All pages, and whether there were more than the limit allows.
fn read_pages(file: &File, recognised: &Recognised) -> (Vec<ReadPage>, bool) {
    let pages = page_tree::pages(file);
    let mut interpreter = Interpreter::new(file);
    let read = pages.pages.iter().zip(1..).map(|(page, number)| {
        let mut read = page::read(
            file,
            &mut interpreter,
            page,
            number,
            recognised.page(number),
        );
        read.failure = recognised.failure(number);
        read
    });
    (read.collect(), pages.cut)
}

/// Pictures wait for text recognition; a damaged file without them does not.
fn without_text(file: &File, pages: &[ReadPage]) -> ExtractError {
    let is_damaged = file.repaired || pages.iter().any(|page| page.damaged);
    let is_picture = pages.iter().any(ReadPage::waits);
    let is_recognised = pages.iter().any(|page| page.confidence.is_some());
    let is_drawn = pages
        .iter()
        .any(|page| page.trust.origin == TextOrigin::Picture);
    if pages.iter().any(|page| page.cut) {
        ExtractError::TooLarge {
            limit: "operations or decoded bytes of its pages".to_owned(),
        }
    } else if is_damaged && !is_picture {
        ExtractError::Damaged {
            detail: "no text can be read from it".to_owned(),
        }
    } else if let Some(reason) = pages.iter().find_map(|page| page.failure) {
        ExtractError::NotRecognised { reason }
    } else if is_recognised && !is_picture {
        ExtractError::NothingRecognised
    } else if is_drawn && !is_picture {
        ExtractError::DrawnText
    } else if is_picture {
        ExtractError::NoText
    } else {
        ExtractError::NoVisibleText
    }
}

/// Some programs write a title where nobody has given one.
fn is_title(title: &str) -> bool {
    let placeholders = ["", "(anonymous)", "untitled", "namnlös"];
    !placeholders.contains(&title.to_lowercase().as_str())
}

fn damaged() -> Finding {
    Finding::warning(
        FindingKind::FileDamaged,
        Span::default(),
        "Filen är skadad; det som gick att läsa har lästs, men något kan saknas.",
    )
}

fn too_many_pages() -> Finding {
    Finding::error(
        FindingKind::LimitReached,
        Span::default(),
        format!("Filen har fler än {PAGES} sidor; resten har inte lästs."),
    )
}
