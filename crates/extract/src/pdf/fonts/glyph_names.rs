//! What a glyph's name says of its character, by the rules of the Adobe Glyph List.

use std::cmp::Ordering;

/// Name and code points, one a line in the order of bytes: the whole Adobe Glyph List but for its private characters,
/// and names of TeX's fonts.
const LIST: &str = include_str!("glyph_names.txt");

/// Sought where it lies: a process that reads one document needs a few names and would make the whole list for them.
fn listed(name: &str) -> Option<String> {
    let (mut low, mut high) = (0, LIST.len());
    while low < high {
        let middle = (low + high) / 2;
        let start = memchr::memrchr(b'\n', LIST.as_bytes().get(low..middle)?)
            .map_or(low, |before| low + before + 1);
        let line = LIST.get(start..)?.lines().next()?;
        let (listed, codes) = line.split_once(' ')?;
        match listed.cmp(name) {
            Ordering::Less => low = start + line.len() + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => return characters(codes),
        }
    }
    None
}

fn characters(codes: &str) -> Option<String> {
    let codes = codes.split(' ');
    codes
        .map(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?))
        .collect()
}

/// The text of a glyph, or `None` where its name says nothing.
pub fn text(name: &str) -> Option<String> {
    // What follows the first dot tells variants apart: `a.sc`, `hyphen.case`.
    let base = match name.split_once('.') {
        Some(("", _)) => return None,
        Some((base, _)) => base,
        None => name,
    };
    let parts: Option<Vec<String>> = base.split('_').map(part).collect();
    parts
        .map(|parts| parts.concat())
        .filter(|text| !text.is_empty())
}

fn part(name: &str) -> Option<String> {
    listed(name)
        .or_else(|| by_code_point(name))
        .or_else(|| drawn_differently(name))
}

/// `uni00E5`, `uni00660069`, `u1F600`.
fn by_code_point(name: &str) -> Option<String> {
    let hexadecimal = |digits: &str| {
        let is_code = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = is_code.then(|| u32::from_str_radix(digits, 16).ok())??;
        char::from_u32(code).filter(|character| !is_private(*character))
    };
    if let Some(digits) = name.strip_prefix("uni")
        && digits.len() >= 4
        && digits.len() % 4 == 0
        && digits.is_ascii()
    {
        let places = (0..digits.len()).step_by(4);
        return places
            .map(|at| hexadecimal(digits.get(at..at + 4)?))
            .collect();
    }
    let digits = name.strip_prefix('u')?;
    let is_long_enough = (4..=6).contains(&digits.len());
    is_long_enough
        .then(|| hexadecimal(digits))?
        .map(String::from)
}

/// `Asmall` is an a drawn as a small capital, `oneoldstyle` a one, `asuperior` a raised a.
fn drawn_differently(name: &str) -> Option<String> {
    if let Some(letter) = name.strip_suffix("small") {
        return Some(listed(letter)?.to_lowercase());
    }
    let suffixes = ["oldstyle", "superior", "inferior", "fitted", "math"];
    let base = suffixes
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))?;
    listed(base)
}

/// Private characters mean something in one font only.
pub fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{LIST, characters, listed};

    #[test]
    fn every_name_of_the_list_is_found_and_no_other() {
        for line in LIST.lines() {
            let (name, codes) = line.split_once(' ').unwrap();
            assert_eq!(listed(name), characters(codes), "{name}");
        }
        for name in ["", " ", "A0", "aa", "zukatakanaa", "ö"] {
            assert_eq!(listed(name), None, "{name}");
        }
    }
}
