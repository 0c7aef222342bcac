//! What kind of file it is, told by its first bytes and never by its name.

use crate::ExtractError;

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Portable Document Format.
    Pdf,
    /// Plain text.
    Text(TextEncoding),
    /// Known, but not read; with its article.
    Other(&'static str),
}

/// How a text file writes its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// With or without a byte order mark.
    Utf8,
    /// Little endian.
    Utf16Le,
    /// Big endian.
    Utf16Be,
    /// What Windows calls ANSI in western Europe; ISO 8859-1 is a part of it for printed text.
    Windows1252,
}

/// A PDF may have junk before its header; readers look this far.
const PDF_HEADER_WITHIN: usize = 1024;

/// So much of a file is looked at where its beginning does not tell.
const SAMPLE: usize = 64 * 1024;

/// Above this share of control characters no text is expected.
const CONTROL_SHARE: f64 = 0.01;

/// Tells the kind of a file. An empty file is an error, an unknown kind is [`FileKind::Other`].
pub fn tell(bytes: &[u8]) -> Result<FileKind, ExtractError> {
    if bytes.is_empty() {
        return Err(ExtractError::Empty);
    }
    if is_pdf(bytes) {
        return Ok(FileKind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(FileKind::Other(zip_content(bytes)));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return old_office(bytes);
    }
    if let Some(name) = by_signature(bytes) {
        return Ok(FileKind::Other(name));
    }
    let Some(encoding) = text_encoding(bytes) else {
        return Ok(FileKind::Other("a binary file of an unknown kind"));
    };
    Ok(match markup(bytes, encoding) {
        Some(name) => FileKind::Other(name),
        None => FileKind::Text(encoding),
    })
}

fn is_pdf(bytes: &[u8]) -> bool {
    let header = |window: &[u8]| {
        window.starts_with(b"%PDF-") && window.last().is_some_and(u8::is_ascii_digit)
    };
    head(bytes, PDF_HEADER_WITHIN).windows(6).any(header)
}

fn head(bytes: &[u8], length: usize) -> &[u8] {
    bytes.get(..length).unwrap_or(bytes)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn by_signature(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
        (b"GIF87a", "a GIF picture"),
        (b"GIF89a", "a GIF picture"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
        (b"\0\0\0\x0CjP  ", "a JPEG 2000 picture"),
        (b"8BPS", "a Photoshop picture"),
        (b"{\\rtf", "an RTF document"),
        (b"%!PS", "a PostScript document"),
        (b"\xFFWPC", "a WordPerfect document"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xFD7zXZ\0", "an xz archive"),
        (b"\x28\xB5\x2F\xFD", "a zstd archive"),
        (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
        (b"Rar!\x1A\x07", "a RAR archive"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"ID3", "a sound recording"),
        (b"OggS", "a sound recording"),
        (b"\x1A\x45\xDF\xA3", "a video"),
    ];
    let by_start = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|&(_, name)| name);
    by_start.or_else(
        || match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
            (Some(b"RIFF"), _, Some(b"WEBP")) => Some("a WebP picture"),
            (Some(b"RIFF"), _, Some(b"WAVE")) => Some("a sound recording"),
            (_, Some(b"ftyp"), Some(b"heic" | b"mif1" | b"avif")) => Some("a HEIF picture"),
            (_, Some(b"ftyp"), _) => Some("a video"),
            (Some([b'B', b'M', ..]), _, _) if is_bitmap(bytes) => Some("a BMP picture"),
            _ => None,
        },
    )
}

/// `BM` also begins words: a bitmap has its own length in the next four bytes and then four zeros.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.get(6..10) == Some(&[0, 0, 0, 0])
}

/// The names of the files in a ZIP stand uncompressed in it.
fn zip_content(bytes: &[u8]) -> &'static str {
    const CONTENTS: &[(&[u8], &str)] = &[
        (
            b"application/vnd.oasis.opendocument.text",
            "an ODT document",
        ),
        (
            b"application/vnd.oasis.opendocument.spreadsheet",
            "an ODS spreadsheet",
        ),
        (
            b"application/vnd.oasis.opendocument.presentation",
            "an ODP presentation",
        ),
        (b"application/epub+zip", "an EPUB book"),
        (b"word/document", "a DOCX document"),
        (b"xl/workbook", "an XLSX spreadsheet"),
        (b"ppt/presentation", "a PPTX presentation"),
    ];
    CONTENTS
        .iter()
        .find(|(mark, _)| contains(bytes, mark))
        .map_or("a ZIP archive", |&(_, name)| name)
}

/// The container of Office before 2007, and of later Office files with a password.
fn old_office(bytes: &[u8]) -> Result<FileKind, ExtractError> {
    let names = |name: &str| {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &utf16)
    };
    if names("EncryptedPackage") {
        return Err(ExtractError::Encrypted);
    }
    Ok(FileKind::Other(if names("WordDocument") {
        "an old Word document (.doc)"
    } else if names("Workbook") || names("Book") {
        "an old Excel spreadsheet (.xls)"
    } else if names("PowerPoint Document") {
        "an old PowerPoint presentation (.ppt)"
    } else {
        "an old Office document"
    }))
}

fn text_encoding(bytes: &[u8]) -> Option<TextEncoding> {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Some(TextEncoding::Utf8);
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(TextEncoding::Utf16Le);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(TextEncoding::Utf16Be);
    }
    let sample = head(bytes, SAMPLE);
    if let Some(encoding) = utf16_by_zeros(sample) {
        return Some(encoding);
    }
    if is_binary(sample) {
        return None;
    }
    Some(if reads_as_utf8(bytes) {
        TextEncoding::Utf8
    } else {
        TextEncoding::Windows1252
    })
}

/// Swedish in UTF-16 has a zero byte in nearly every pair, always in the same half.
fn utf16_by_zeros(sample: &[u8]) -> Option<TextEncoding> {
    let pairs = sample.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |half: usize| {
        let bytes = sample.iter().skip(half).step_by(2);
        bytes.filter(|&&byte| byte == 0).count() as f64 / pairs as f64
    };
    match (zeros(0), zeros(1)) {
        (high, low) if low >= 0.7 && high < 0.02 => Some(TextEncoding::Utf16Le),
        (high, low) if high >= 0.7 && low < 0.02 => Some(TextEncoding::Utf16Be),
        _ => None,
    }
}

fn is_binary(sample: &[u8]) -> bool {
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C);
    let controls = sample.iter().filter(|&&byte| is_control(byte)).count();
    controls as f64 > sample.len() as f64 * CONTROL_SHARE
}

/// One cut or stray byte does not make a UTF-8 text another encoding, so sequences are counted.
fn reads_as_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || sound > broken * 4
}

/// HTML and other markup is text, but read as text its tags would end up in the archive.
fn markup(bytes: &[u8], encoding: TextEncoding) -> Option<&'static str> {
    let beginning: String = match encoding {
        TextEncoding::Utf16Le | TextEncoding::Utf16Be => head(bytes, 4096)
            .iter()
            .filter(|byte| byte.is_ascii() && **byte != 0)
            .map(|&byte| char::from(byte))
            .collect(),
        _ => String::from_utf8_lossy(head(bytes, 2048)).into_owned(),
    };
    let beginning = beginning
        .trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace())
        .to_ascii_lowercase();
    let html = ["<!doctype html", "<html", "<head", "<body", "<div", "<p>"];
    if html.iter().any(|tag| beginning.starts_with(tag)) {
        return Some("an HTML page");
    }
    if beginning.starts_with("<?xml") || beginning.starts_with("<!--") {
        let is_html = beginning.contains("<html") || beginning.contains("<!doctype html");
        return Some(if is_html {
            "an HTML page"
        } else {
            "an XML document"
        });
    }
    None
}
