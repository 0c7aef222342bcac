//! What a damaged file still holds. One cut off before its root is given a new root that says where to look; a stream
//! whose length is lost goes on to its end mark.

use lopdf::{Document, Object, Stream};

/// The file with an empty page tree and a trailer at its end. Reading by scanning then finds every object,
/// and without a page tree every page object is taken.
pub fn with_new_root(bytes: &[u8]) -> Vec<u8> {
    let root = highest_object_number(bytes) + 1;
    let tree = root + 1;
    let size = tree + 1;
    let end = format!(
        "\nendstream\nendobj\n{root} 0 obj\n<</Type/Catalog/Pages {tree} 0 R>>\nendobj\n\
         {tree} 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n\
         trailer\n<</Root {root} 0 R/Size {size}>>\nstartxref\n0\n%%EOF\n"
    );
    [bytes, end.as_bytes()].concat()
}

/// Larger numbers are damage: no file of minutes has a million objects.
const HIGHEST: u32 = 1_000_000;

fn highest_object_number(bytes: &[u8]) -> u32 {
    let marks = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, mark)| mark == b" obj");
    let numbers = marks.filter_map(|(at, _)| {
        let before = bytes.get(at.saturating_sub(18)..at)?;
        let before =
            std::str::from_utf8(before.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next()?)
                .ok()?;
        before.split_whitespace().next()?.parse().ok()
    });
    numbers
        .filter(|number| *number < HIGHEST)
        .max()
        .unwrap_or(0)
}

/// A length that stands in an object of its own is lost with it, and the stream comes out empty. Tells whether some
/// did.
pub fn fill_streams(document: &mut Document, bytes: &[u8]) -> bool {
    let objects = document.objects.values_mut();
    let streams = objects.filter_map(|object| object.as_stream_mut().ok());
    let mut filled = false;
    for stream in streams.filter(|stream| has_lost_length(stream)) {
        if let Some(content) = up_to_end_mark(stream, bytes) {
            stream.set_content(content.to_vec());
            filled = true;
        }
    }
    filled
}

fn has_lost_length(stream: &Stream) -> bool {
    stream.content.is_empty() && !matches!(stream.dict.get(b"Length"), Ok(Object::Integer(_)))
}

/// Only where the place that was noted is the beginning of a stream.
fn up_to_end_mark<'a>(stream: &Stream, bytes: &'a [u8]) -> Option<&'a [u8]> {
    let mark = b"endstream";
    let (before, data) = bytes.split_at_checked(stream.start_position?)?;
    let begins = [b"stream\n".as_slice(), b"stream\r\n", b"stream\r"];
    if !begins.iter().any(|begin| before.ends_with(begin)) {
        return None;
    }
    let end = data.windows(mark.len()).position(|window| window == mark)?;
    let content = data.get(..end)?;
    let content = content.strip_suffix(b"\n").unwrap_or(content);
    let content = content.strip_suffix(b"\r").unwrap_or(content);
    (!content.is_empty()).then_some(content)
}
