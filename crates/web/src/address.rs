//! Addresses of our own pages, and text made fit for addresses and headers.

use std::fmt::Write;

use paragraf_model::{MeetingId, ParagraphId};

use crate::names;

/// Percent-encodes everything but letters, digits and `-._~`, as a path segment or a value of the query part needs.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// What a segment of a path says; `None` where its signs are no text.
pub fn decode(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// `path?name=value&…`, or the path alone where there are no pairs.
pub fn with_parameters<Name: AsRef<str>, Value: AsRef<str>>(
    path: &str,
    pairs: &[(Name, Value)],
) -> String {
    let mut address = path.to_owned();
    for (at, (name, value)) in pairs.iter().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(&encode(name.as_ref()));
        address.push('=');
        address.push_str(&encode(value.as_ref()));
    }
    address
}

/// A search or a question for findings, by pairs as the API names them, at a page that shows it or at a route of the API.
pub fn of_search<Name: AsRef<str>, Value: AsRef<str>>(
    path: &str,
    pairs: &[(Name, Value)],
) -> String {
    if path.starts_with("/api/") {
        return with_parameters(path, pairs);
    }
    let swedish = pairs
        .iter()
        .map(|(name, value)| names::to_swedish(name.as_ref(), value.as_ref()));
    with_parameters(path, &swedish.collect::<Vec<_>>())
}

/// The results of a search, by pairs as the API names them.
pub fn results<Name: AsRef<str>, Value: AsRef<str>>(pairs: &[(Name, Value)]) -> String {
    of_search("/sok", pairs)
}

/// The page of a matter: `/arende/orebro/ks-2020-596`.
pub fn case_page(municipality: &str, case_slug: &str) -> String {
    format!("/arende/{}/{}", encode(municipality), encode(case_slug))
}

/// A document's route in the API.
pub fn document(sha256: &str) -> String {
    format!("/api/v1/documents/{}", encode(sha256))
}

/// A document as a copy of the archive holds it.
pub fn record(sha256: &str) -> String {
    format!("{}/record", document(sha256))
}

/// Where a document's bytes are handed out.
pub fn original(sha256: &str) -> String {
    format!("{}/original", document(sha256))
}

/// Where a browser opens a document's original itself, at this page of it; also tells why one is not handed out.
pub fn original_page(sha256: &str, page: Option<u32>) -> String {
    let path = format!("/originalfil/{}", encode(sha256));
    match page {
        Some(page) => format!("{path}#page={page}"),
        None => path,
    }
}

/// `Content-Disposition` for a download; any file name is safe in it (RFC 6266, RFC 8187).
pub fn attachment(filename: &str) -> String {
    disposition("attachment", filename)
}

/// The same for what the browser opens itself.
pub fn inline(filename: &str) -> String {
    disposition("inline", filename)
}

fn disposition(kind: &str, filename: &str) -> String {
    let plain: String = filename
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' | ' ' => letter,
            _ => '_',
        })
        .collect();
    format!(
        "{kind}; filename=\"{plain}\"; filename*=UTF-8''{}",
        encode(filename)
    )
}

/// Reads a meeting's id: three parts of a–z, 0–9 and hyphens.
pub fn meeting_id(text: &str) -> Option<MeetingId> {
    ParagraphId::parse(&format!("{text}/1")).map(|id| id.meeting())
}

/// Reads a SHA-256 in either case of letters.
pub fn sha256(text: &str) -> Option<String> {
    let well_formed = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    well_formed.then(|| text.to_ascii_lowercase())
}
