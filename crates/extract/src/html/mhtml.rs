//! The single-file web page that Word and browsers save: a mail message whose first HTML part is the page.

use std::borrow::Cow;

use super::decode::encoding_of;

/// Parts within parts; Word writes one level.
const DEPTH: usize = 4;

/// Whether the beginning is that of such a file.
pub fn is_mhtml(beginning: &str) -> bool {
    let head = beginning.trim_start().to_ascii_lowercase();
    let is_message = [
        "mime-version:",
        "from:",
        "content-type:",
        "subject:",
        "date:",
    ]
    .iter()
    .any(|name| head.starts_with(name));
    is_message && head.contains("content-type:") && head.contains("multipart/")
}

/// The page in it, decoded.
pub fn page(bytes: &[u8]) -> Option<String> {
    part(bytes, 0)
}

fn part(bytes: &[u8], depth: usize) -> Option<String> {
    let (head, body) = split(bytes);
    let kind = field(&head, "content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") && depth < DEPTH {
        let boundary = parameter(&kind, "boundary")?;
        let parts = parts(body, &boundary);
        return parts.into_iter().find_map(|bytes| part(bytes, depth + 1));
    }
    if !lower.starts_with("text/html") && !lower.starts_with("application/xhtml") {
        return None;
    }
    let coding = field(&head, "content-transfer-encoding").unwrap_or_default();
    let bytes: Cow<'_, [u8]> = match coding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body).into(),
        "base64" => base64(body).into(),
        _ => body.into(),
    };
    let stated = parameter(&kind, "charset");
    let encoding = encoding_of(&bytes, stated.as_deref());
    Some(encoding.decode(&bytes).0.into_owned())
}

/// The fields above the first blank line, folded ones joined, and what follows it.
fn split(bytes: &[u8]) -> (String, &[u8]) {
    let ends = [b"\r\n\r\n".as_slice(), b"\n\n".as_slice()];
    let end = ends
        .iter()
        .filter_map(|end| Some((position(bytes, end)?, end.len())))
        .min();
    let (head, body) = match end {
        Some((at, length)) => (bytes.get(..at), bytes.get(at + length..)),
        None => (Some(bytes), None),
    };
    let head = String::from_utf8_lossy(head.unwrap_or_default()).replace("\r\n", "\n");
    let head = head.replace("\n ", " ").replace("\n\t", " ");
    (head, body.unwrap_or_default())
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

fn field(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        let is_wanted = found.trim().eq_ignore_ascii_case(name);
        is_wanted.then(|| value.trim().to_owned())
    })
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|parameter| {
        let (found, value) = parameter.split_once('=')?;
        let is_wanted = found.trim().eq_ignore_ascii_case(name);
        is_wanted.then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    let mut parts = Vec::new();
    let mut rest = body;
    if boundary.is_empty() {
        return parts;
    }
    while let Some(at) = position(rest, &mark) {
        rest = rest.get(at + mark.len()..).unwrap_or_default();
        if rest.starts_with(b"--") {
            break;
        }
        let begins = rest
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(0, |at| at + 1);
        rest = rest.get(begins..).unwrap_or_default();
        let ends = position(rest, &mark).unwrap_or(rest.len());
        parts.extend(rest.get(..ends));
        rest = rest.get(ends..).unwrap_or_default();
    }
    parts
}

/// `=C3=A5` is a byte each, and `=` at the end of a line joins it to the next.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'=' {
            decoded.push(*first);
            continue;
        }
        match after {
            [b'\r', b'\n', more @ ..] | [b'\n', more @ ..] => rest = more,
            [high, low, more @ ..] => match hexadecimal(*high).zip(hexadecimal(*low)) {
                Some((high, low)) => {
                    decoded.push(high << 4 | low);
                    rest = more;
                }
                None => decoded.push(b'='),
            },
            _ => decoded.push(b'='),
        }
    }
    decoded
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|digit| digit as u8)
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for &byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    decoded
}
