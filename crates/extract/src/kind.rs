//! What kind of file it is, told by its content and never by its name.

use crate::ExtractError;
use crate::html::decode::is_mostly_utf8;
use crate::html::mhtml;
use crate::office::content;
use crate::refused::{Refused, Remedy, by_signature};

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Portable Document Format.
    Pdf,
    /// Plain text.
    Text(TextEncoding),
    /// What Word writes; the part of the container with the text in it.
    Docx(String),
    /// What LibreOffice writes.
    Odt,
    /// The same in one XML file.
    FlatOdt,
    /// A web page.
    Html,
    /// A web page as a mail message.
    Mhtml,
    /// Known, but not read.
    Other(Refused),
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

/// So many characters tell what markup it is; a page may begin with long comments.
const BEGINNING: usize = 8192;

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
        return content::tell(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return old_office(bytes);
    }
    if let Some(refused) = by_signature(bytes) {
        return Ok(FileKind::Other(refused));
    }
    let Some(encoding) = text_encoding(bytes) else {
        return Ok(FileKind::Other(Refused::new(
            "a binary file of an unknown kind",
            Remedy::Convert,
        )));
    };
    Ok(markup(bytes, encoding).unwrap_or(FileKind::Text(encoding)))
}

fn is_pdf(bytes: &[u8]) -> bool {
    let header = |window: &[u8]| {
        window.starts_with(b"%PDF-") && window.last().is_some_and(u8::is_ascii_digit)
    };
    let mut windows = head(bytes, PDF_HEADER_WITHIN).windows(6);
    let Some((before, rest)) = windows
        .position(header)
        .and_then(|at| bytes.split_at_checked(at))
    else {
        return false;
    };
    let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
    // A text may speak of such files.
    before.trim_ascii().is_empty() || before.iter().any(is_control) || has_objects(rest)
}

/// As no text of ordinary use has them; ends of lines and pages are none.
fn is_control(byte: &u8) -> bool {
    *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0C')
}

/// Some object of a PDF begins: its numbers, `obj` and no word that goes on.
fn has_objects(bytes: &[u8]) -> bool {
    let mark = b" obj";
    memchr::memmem::find_iter(bytes, mark).any(|at| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let after = bytes.get(at + mark.len());
        before.is_some_and(u8::is_ascii_digit)
            && after.is_none_or(|byte| !byte.is_ascii_alphanumeric())
    })
}

fn head(bytes: &[u8], length: usize) -> &[u8] {
    bytes.get(..length).unwrap_or(bytes)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
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
    let (kind, remedy) = if names("WordDocument") {
        ("an old Word document (.doc)", Remedy::SaveAgain)
    } else if names("Workbook") || names("Book") {
        ("an old Excel spreadsheet (.xls)", Remedy::SaveAsPdf)
    } else if names("PowerPoint Document") {
        ("an old PowerPoint presentation (.ppt)", Remedy::SaveAsPdf)
    } else if names("__substg1.0_") {
        ("an Outlook message (.msg)", Remedy::AddDocument)
    } else {
        ("an old Office document", Remedy::SaveAgain)
    };
    Ok(FileKind::Other(Refused::new(kind, remedy)))
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
    Some(if is_mostly_utf8(bytes) {
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

/// HTML and other markup is text, but read as text its tags would end up in the archive.
fn markup(bytes: &[u8], encoding: TextEncoding) -> Option<FileKind> {
    let beginning: String = match encoding {
        TextEncoding::Utf16Le | TextEncoding::Utf16Be => head(bytes, 2 * BEGINNING)
            .iter()
            .filter(|byte| byte.is_ascii() && **byte != 0)
            .map(|&byte| char::from(byte))
            .collect(),
        _ => String::from_utf8_lossy(head(bytes, BEGINNING)).into_owned(),
    };
    if mhtml::is_mhtml(&beginning) {
        return Some(FileKind::Mhtml);
    }
    let beginning = beginning.to_ascii_lowercase();
    let blank = |c: char| c == '\u{FEFF}' || c.is_whitespace();
    let is_xml = beginning.trim_start_matches(blank).starts_with("<?xml");
    let first = after_comments(beginning.trim_start_matches(blank));
    let is_doctype = first
        .strip_prefix("<!doctype")
        .is_some_and(|after| after.trim_start().starts_with("html"));
    if is_doctype
        || first
            .strip_prefix('<')
            .is_some_and(|tag| html_name(tag).is_some())
    {
        return Some(FileKind::Html);
    }
    let root = first
        .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .next()?;
    let is_root = |name: &str| root.starts_with('<') && root.ends_with(name);
    if is_root("office:document") || is_root(":document") && first.contains("opendocument") {
        let is_text = first.contains("opendocument.text") || first.contains("<office:text");
        return Some(match is_text {
            true => FileKind::FlatOdt,
            false => FileKind::Other(Refused::new("a flat ODS or ODP file", Remedy::SaveAsPdf)),
        });
    }
    if is_root("worddocument") || is_root("pkg:package") {
        return Some(FileKind::Other(Refused::new(
            "a Word XML document",
            Remedy::SaveAgain,
        )));
    }
    let is_xml = is_xml || first.starts_with("<!doctype");
    if !is_xml {
        return holds_tags(first).then_some(FileKind::Html);
    }
    Some(FileKind::Other(Refused::new(
        "an XML document",
        Remedy::Convert,
    )))
}

/// Text with the tags of a page in it, which a browser would show without them.
fn holds_tags(text: &str) -> bool {
    let (mut opening, mut closing) = (0_usize, 0_usize);
    for tag in text.split('<').skip(1) {
        let (count, tag) = match tag.strip_prefix('/') {
            Some(tag) => (&mut closing, tag),
            None => (&mut opening, tag),
        };
        *count += usize::from(html_name(tag).is_some());
    }
    let begins = text.starts_with('<') && text.get(1..).is_some_and(begins_with_letter);
    closing >= 2 || closing == 1 && (begins || opening >= 2)
}

fn begins_with_letter(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The name of a tag, without what follows it.
fn html_name(tag: &str) -> Option<&str> {
    let end = tag.find(|c: char| c == '>' || c == '/' || c.is_whitespace())?;
    let name = tag.get(..end)?;
    HTML.contains(&name).then_some(name)
}

/// What a web page may begin with, also one that leaves out all that it may, and fragments of one.
const HTML: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "mark",
    "menu",
    "meta",
    "nav",
    "nobr",
    "noscript",
    "o:p",
    "object",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Past comments, instructions and the XML declaration.
fn after_comments(text: &str) -> &str {
    let mut rest = text;
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else {
            return rest;
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return rest,
        }
    }
}
