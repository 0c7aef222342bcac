//! File bytes become text with its places. Alone in naming a PDF library.

mod clean;
mod error;
mod kind;
mod layout_text;
mod limits;
mod mask;
mod pdf;
mod quality;
mod text_file;

#[cfg(test)]
mod tests;

use paragraf_model::SourceText;

use crate::kind::FileKind;

pub use crate::error::ExtractError;
pub use crate::layout_text::to_text;

/// Reads the text of one file, its kind told by the content and never by its name.
///
/// The text is cleaned and personal numbers in it are masked, so nothing that leaves this crate holds one.
pub fn extract(bytes: &[u8]) -> Result<SourceText, ExtractError> {
    let mut source = match kind::tell(bytes)? {
        FileKind::Text(encoding) => text_file::read(bytes, encoding)?,
        FileKind::Pdf => pdf::read(bytes)?,
        FileKind::Other(name) => {
            return Err(ExtractError::UnsupportedType {
                kind: name.to_owned(),
            });
        }
    };
    quality::judge(&mut source);
    mask::mask(&mut source);
    Ok(source)
}
