//! How a word is written, made uniform: lower case, composed letters, and a form without å, ä, ö.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

use crate::words::{Token, continues_only, is_apostrophe, is_invisible};

/// For each letter of an exact form, where it begins there and where in the text.
pub(crate) type Places = Vec<(usize, usize)>;

/// Writes a word in lower case and composed letters. Where bytes may shift, `places` tells which
/// byte of the text each letter comes from; for a plain word it is left empty.
pub(crate) fn write_exact(text: &str, token: &Token, exact: &mut String, places: &mut Places) {
    exact.clear();
    places.clear();
    let word = text.get(token.range.clone()).unwrap_or_default();
    if token.plain {
        exact.push_str(word);
        lower_plain(exact);
        return;
    }
    let mut letter = String::new();
    let mut begin = token.range.start;
    for (at, c) in word.char_indices() {
        if !continues_only(c) {
            flush(&mut letter, begin, exact, places);
            begin = token.range.start + at;
        }
        push_visible(c, &mut letter);
    }
    flush(&mut letter, begin, exact, places);
}

fn lower_plain(exact: &mut String) {
    if exact.is_ascii() {
        exact.make_ascii_lowercase();
    } else if has_plain_capital(exact.as_bytes()) {
        *exact = exact.to_lowercase();
    }
}

/// Whether a plain word has a capital: of Latin-1, `À` to `Þ` are capitals.
fn has_plain_capital(word: &[u8]) -> bool {
    let is_latin_capital = |pair: &[u8]| matches!(pair, [0xC3, 0x80..=0x9E]);
    word.iter().any(u8::is_ascii_uppercase) || word.windows(2).any(is_latin_capital)
}

fn push_visible(c: char, letter: &mut String) {
    match c {
        c if is_invisible(c) => {}
        c if is_apostrophe(c) => letter.push('\''),
        // Typographic ligatures survive in text taken from PDF files.
        '\u{FB00}' => letter.push_str("ff"),
        '\u{FB01}' => letter.push_str("fi"),
        '\u{FB02}' => letter.push_str("fl"),
        '\u{FB03}' => letter.push_str("ffi"),
        '\u{FB04}' => letter.push_str("ffl"),
        c => letter.push(c),
    }
}

fn flush(letter: &mut String, begin: usize, exact: &mut String, places: &mut Places) {
    if letter.is_empty() {
        return;
    }
    places.push((exact.len(), begin));
    exact.extend(letter.nfc().flat_map(char::to_lowercase));
    letter.clear();
}

/// Writes `exact` without marks (å ä to a, ö ø to o, é to e). False where there was none to drop.
pub(crate) fn write_folded(exact: &str, folded: &mut String) -> bool {
    folded.clear();
    if exact.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    for c in exact.chars() {
        match c {
            'å' | 'ä' | 'æ' => folded.push('a'),
            'ö' | 'ø' | 'œ' => folded.push('o'),
            'ß' => folded.push_str("ss"),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            '¹' => folded.push('1'),
            '²' => folded.push('2'),
            '³' => folded.push('3'),
            '\'' => {}
            c if c.is_ascii() => folded.push(c),
            c => folded.push(without_marks(c)),
        }
    }
    folded != exact
}

/// The Latin letter under a mark; a letter of another script as it is.
fn without_marks(c: char) -> char {
    let mut base = None;
    decompose_canonical(c, |part| {
        base.get_or_insert(part);
    });
    base.filter(char::is_ascii).unwrap_or(c)
}
