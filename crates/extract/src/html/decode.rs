//! The characters of a web page: by its mark, by what it says itself, by what its bytes can be.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// So far into the page browsers look for what it says about itself; some put much before it.
const HEAD: usize = 4096;

/// Decodes a page that came without the header that a server sends along.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let bytes = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(bytes).0;
    }
    encoding_of(bytes, None)
        .decode_without_bom_handling(bytes)
        .0
}

/// The encoding, `stated` by what the page came in. Bytes that are UTF-8 beyond doubt are read as it whatever
/// else is said: pages are often moved to another system with the old statement in them.
pub fn encoding_of(bytes: &[u8], stated: Option<&str>) -> &'static Encoding {
    if let Some(utf16) = utf16_by_zeros(bytes) {
        return utf16;
    }
    let is_ascii = bytes.is_ascii();
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    if is_utf8 && !is_ascii {
        return UTF_8;
    }
    let declared = declared(bytes);
    let label = stated.or(declared.as_deref());
    let known = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match known.filter(|encoding| encoding.is_ascii_compatible()) {
        // Cut in the middle of a character, or another encoding after all.
        Some(encoding) if encoding == UTF_8 && !is_utf8 && !is_mostly_utf8(bytes) => WINDOWS_1252,
        Some(encoding) => encoding,
        None if !is_ascii && is_mostly_utf8(bytes) => UTF_8,
        None => WINDOWS_1252,
    }
}

/// One cut or stray byte does not make a UTF-8 text another encoding, so sequences are counted.
pub fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || sound > broken * 4
}

/// Tags are ASCII: in UTF-16 every second byte of theirs is zero.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..4)? {
        [b'<', 0, _, 0] => Some(UTF_16LE),
        [0, b'<', 0, _] => Some(UTF_16BE),
        _ => None,
    }
}

/// `charset=…` in a `meta` tag, or `encoding="…"` in an XML declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = |name: &str| {
        let (_, rest) = head.split_once(name)?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let label = rest.trim_start_matches(['"', '\'']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        let label = end.map_or(Some(label), |end| label.get(..end))?;
        (!label.is_empty()).then(|| label.to_owned())
    };
    let in_xml = head
        .trim_start()
        .starts_with("<?xml")
        .then(|| after("encoding"));
    after("charset").or(in_xml.flatten())
}
