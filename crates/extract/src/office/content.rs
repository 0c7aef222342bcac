//! What a ZIP container holds, told by its parts wherever they stand in it.

use super::container::Container;
use crate::ExtractError;
use crate::docx;
use crate::kind::FileKind;
use crate::refused::{Refused, Remedy};

/// Tells the kind of a ZIP file.
pub fn tell(bytes: &[u8]) -> Result<FileKind, ExtractError> {
    let mut container = Container::open(bytes)?;
    if let Some(stated) = container.bytes_of("mimetype")? {
        let stated = String::from_utf8_lossy(&stated).trim().to_lowercase();
        if let Some(kind) = by_media_type(&stated) {
            return Ok(kind);
        }
    }
    if let Some(main) = docx::main_part(&mut container)? {
        return Ok(FileKind::Docx(main));
    }
    let has = |prefix: &str| container.names().any(|name| name.starts_with(prefix));
    let refused = if has("xl/") {
        Refused::new("an XLSX spreadsheet", Remedy::SaveAsPdf)
    } else if has("ppt/") {
        Refused::new("a PPTX presentation", Remedy::SaveAsPdf)
    } else if has("index/document.iwa") {
        Refused::new("a Pages document", Remedy::SaveAsPdf)
    } else if has("meta-inf/manifest.mf") {
        Refused::new("a program", Remedy::AddDocument)
    } else if has("content.xml") {
        return by_manifest(&mut container);
    } else {
        Refused::new("a ZIP archive", Remedy::Unpack)
    };
    Ok(FileKind::Other(refused))
}

/// An OpenDocument file without its first part says in its manifest what it is.
fn by_manifest(container: &mut Container<'_>) -> Result<FileKind, ExtractError> {
    let manifest = container.xml_of("META-INF/manifest.xml")?;
    let stated = manifest.and_then(|xml| {
        let mut entries = xml.root().elements();
        let whole = entries.find(|entry| entry.attribute("full-path") == Some("/"))?;
        Some(whole.attribute("media-type")?.to_lowercase())
    });
    Ok(stated
        .and_then(|stated| by_media_type(&stated))
        .unwrap_or(FileKind::Odt))
}

fn by_media_type(stated: &str) -> Option<FileKind> {
    const TEXTS: &[&str] = &[
        "application/vnd.oasis.opendocument.text",
        "application/vnd.sun.xml.writer",
    ];
    const OTHERS: &[(&str, &str)] = &[
        (
            "application/vnd.oasis.opendocument.spreadsheet",
            "an ODS spreadsheet",
        ),
        (
            "application/vnd.oasis.opendocument.presentation",
            "an ODP presentation",
        ),
        (
            "application/vnd.oasis.opendocument.graphics",
            "an ODG drawing",
        ),
        ("application/epub+zip", "an EPUB book"),
    ];
    if TEXTS.iter().any(|text| stated.starts_with(text)) {
        return Some(FileKind::Odt);
    }
    let other = OTHERS.iter().find(|(other, _)| stated.starts_with(other));
    other.map(|&(_, kind)| FileKind::Other(Refused::new(kind, Remedy::SaveAsPdf)))
}
