//! What a glyph's name says of its character, by the rules of the Adobe Glyph List.

use std::sync::LazyLock;

/// Name and code points, one a line in the order of bytes: the whole Adobe Glyph List but for its private characters,
/// and names of TeX's fonts.
const LIST: &str = include_str!("glyph_names.txt");

static CODES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    LIST.lines()
        .filter_map(|line| line.split_once(' '))
        .collect()
});

fn listed(name: &str) -> Option<String> {
    let place = CODES.binary_search_by_key(&name, |&(name, _)| name).ok()?;
    let (_, codes) = CODES.get(place)?;
    let characters = codes.split(' ');
    characters
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
