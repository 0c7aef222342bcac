//! PDF: objects through `lopdf`, everything above them our own, because only placed characters give columns.

mod colour;
mod content;
mod document;
mod filters;
mod fonts;
mod geometry;
mod glyph;
mod hidden;
mod interpreter;
mod lexer;
mod lines;
mod marked;
mod page;
mod page_tree;
mod repair;
mod state;
mod unread;

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

use paragraf_model::{Finding, FindingKind, MediaType, SourceText, Span, TextOrigin};

use self::document::File;
use self::interpreter::Interpreter;
use self::page::ReadPage;
use crate::ExtractError;
use crate::clean::clean;
use crate::limits::{PAGES, PDF_BYTES};

/// Reads a PDF.
pub fn read(bytes: &[u8]) -> Result<SourceText, ExtractError> {
    if bytes.len() > PDF_BYTES {
        return Err(ExtractError::TooLarge {
            limit: format!("{PDF_BYTES} bytes"),
        });
    }
    // The reader of objects and the one of font programs are large and meet anything; where one of them gives
    // up it must be one document, not the run.
    catch_unwind(AssertUnwindSafe(|| read_guarded(bytes))).unwrap_or_else(|_| {
        Err(ExtractError::Damaged {
            detail: "its objects contradict each other".to_owned(),
        })
    })
}

fn read_guarded(bytes: &[u8]) -> Result<SourceText, ExtractError> {
    let file = File::open(bytes)?;
    let pages = page_tree::pages(&file);
    let mut interpreter = Interpreter::new(&file);
    let read: Vec<ReadPage> = pages
        .pages
        .iter()
        .zip(1..)
        .map(|(page, number)| page::read(&file, &mut interpreter, page, number))
        .collect();
    if read.iter().all(|page| page.lines.is_empty()) {
        return Err(without_text(&file, &read));
    }
    let mut findings = Vec::new();
    if file.repaired {
        findings.push(damaged());
    }
    if pages.cut {
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

/// Pictures wait for text recognition; a damaged file without them does not.
fn without_text(file: &File, pages: &[ReadPage]) -> ExtractError {
    let is_damaged = file.repaired || pages.iter().any(|page| page.damaged);
    let is_picture = pages.iter().any(|page| page.origin == TextOrigin::Picture);
    if pages.iter().any(|page| page.cut) {
        ExtractError::TooLarge {
            limit: "operations or decoded bytes of its pages".to_owned(),
        }
    } else if is_damaged && !is_picture {
        ExtractError::Damaged {
            detail: "no text can be read from it".to_owned(),
        }
    } else {
        ExtractError::NoText
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
