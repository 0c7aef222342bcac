//! A file cut off before its root still holds its pages: it is given a new root that says where to look.

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
