//! File bytes become text with its places. Alone in naming a PDF library.

mod clean;
mod docx;
mod elsewhere;
mod error;
mod flow;
mod html;
mod kind;
mod layout_text;
mod limits;
mod mask;
mod misread;
mod odt;
mod office;
mod pdf;
mod quality;
mod refused;
mod text_file;

#[cfg(test)]
mod made;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

use paragraf_model::{Finding, FindingKind, SourceText};

use crate::kind::FileKind;
use crate::office::container::Container;

pub use crate::error::ExtractError;
pub use crate::layout_text::to_text;
pub use crate::pdf::{
    NotRecognised, PagePicture, PictureError, PicturePlace, Reason, Recognised, RecognisedPage,
};

/// The pages whose pictures are worth recognising, counted from 1: scans, and scans whose text layer is broken.
///
/// # Errors
/// As [`extract`]; a file of pictures alone is none.
pub fn pages_to_recognise(bytes: &[u8]) -> Result<Vec<u32>, ExtractError> {
    match kind::tell(bytes)? {
        FileKind::Pdf => pdf::pages_to_recognise(bytes),
        _ => Ok(Vec::new()),
    }
}

/// Puts the picture of one page of a PDF together, for text recognition; pages are counted from 1.
///
/// # Errors
/// The file has no such page, or no picture of it that can be decoded within the limits.
pub fn page_picture(bytes: &[u8], page: u32) -> Result<PagePicture, PictureError> {
    pdf::page_picture(bytes, page)
}

/// Reads the text of one file, its kind told by the content and never by its name.
///
/// The text is cleaned and personal numbers in it are masked, so nothing that leaves this crate holds one.
pub fn extract(bytes: &[u8]) -> Result<SourceText, ExtractError> {
    extract_with(bytes, &Recognised::default())
}

/// As [`extract`], with what a recogniser read in the pictures of pages. Of a page's own text and the recognised
/// one, that is kept which reads better.
///
/// # Errors
/// As [`extract`].
pub fn extract_with(bytes: &[u8], recognised: &Recognised) -> Result<SourceText, ExtractError> {
    let kind = guarded(|| kind::tell(bytes))?;
    let mut source = match &kind {
        FileKind::Text(encoding) => text_file::read(bytes, *encoding)?,
        FileKind::Pdf => pdf::read(bytes, recognised)?,
        FileKind::Docx(main) => guarded(|| docx::read(Container::open(bytes)?, main)?.set())?,
        FileKind::Odt => guarded(|| odt::read(Container::open(bytes)?)?.set())?,
        FileKind::FlatOdt => guarded(|| odt::read_flat(bytes)?.set())?,
        FileKind::Html => guarded(|| html::read(bytes)?.set())?,
        FileKind::Mhtml => guarded(|| html::read_mhtml(bytes)?.set())?,
        FileKind::Other(refused) => {
            return Err(ExtractError::UnsupportedType {
                kind: refused.kind.to_owned(),
                remedy: refused.remedy.text(),
            });
        }
    };
    quality::judge(&mut source);
    mask::mask(&mut source);
    let beside = guarded(|| Ok(beside(&kind, bytes, &source)))?;
    source.findings.extend(beside);
    Ok(source)
}

/// What the file holds beside the text that was read. A PDF's own reader looks there, and of a text everything is read.
fn beside(kind: &FileKind, bytes: &[u8], source: &SourceText) -> Vec<Finding> {
    let mut findings = source.findings.iter();
    // Where one number was masked, the file is not handed on anyway.
    let looks_for_numbers = !findings.any(|one| one.kind == FindingKind::PersonalNumberMasked);
    match kind {
        FileKind::Docx(_) | FileKind::Odt => elsewhere::in_container(bytes, looks_for_numbers),
        FileKind::Html | FileKind::Mhtml | FileKind::FlatOdt => {
            elsewhere::in_one_piece(&html::decode::decode(bytes), looks_for_numbers)
        }
        FileKind::Pdf | FileKind::Text(_) | FileKind::Other(_) => Vec::new(),
    }
}

/// The readers of ZIP, XML and HTML meet anything; where one of them gives up it must be one document, not the run.
fn guarded<T>(read: impl FnOnce() -> Result<T, ExtractError>) -> Result<T, ExtractError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(ExtractError::Damaged {
            detail: "its parts contradict each other".to_owned(),
        })
    })
}
