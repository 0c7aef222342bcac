//! What every text goes through: one way of writing each character, and nothing that cannot be seen.
//!
//! The order of the work: special forms are spelt out, invisible characters go, then NFC, then single blanks.

use unicode_normalization::UnicodeNormalization;

/// NFC, ligatures undone, blanks of every kind one blank, invisible characters and controls gone.
///
/// Runs of blanks become one and none is left at the ends. A soft hyphen shows only where a line ends:
/// there it is a hyphen, elsewhere nothing.
pub fn clean(raw: &str) -> String {
    if is_plain(raw) || is_clean(raw) {
        return raw.to_owned();
    }
    let mut text = String::with_capacity(raw.len());
    let last_visible = raw.trim_end().chars().next_back();
    let visible = raw
        .chars()
        .flat_map(|c| spelt_out(c).chars().chain(kept(c)));
    for c in visible.nfc() {
        if c != ' ' || !(text.is_empty() || text.ends_with(' ')) {
            text.push(c);
        }
    }
    if last_visible == Some(SOFT_HYPHEN) {
        text.push('-');
    }
    text.truncate(text.trim_end().len());
    text
}

/// Letters that stay as they are, with single blanks between them: told without a branch for each byte, and of lines
/// that hold nothing but printed ASCII and the letters of western Europe. They have one cell.
pub fn is_plain(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_letter = |byte: u8| matches!(byte, b' '..=b'~' | 0x80..=0xBF | 0xC3);
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let is_gap = |(one, other): (&u8, &u8)| (*one == b' ') & (*other == b' ');
    !bytes.is_empty()
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
        && bytes.iter().fold(true, |all, &byte| all & is_letter(byte))
        && !pairs.fold(false, |any, pair| any | is_gap(pair))
}

/// Nearly every line: letters that stay as they are, with single blanks between them.
fn is_clean(raw: &str) -> bool {
    let mut before = ' ';
    for c in raw.chars() {
        let stays = match c {
            ' ' => before != ' ',
            '!'..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{17F}' => true,
            '–' | '”' | '’' | '•' => true,
            _ => false,
        };
        if !stays {
            return false;
        }
        before = c;
    }
    before != ' '
}

/// Blanks single and none at the ends, otherwise as it stands.
pub fn single_blanks(raw: &str) -> String {
    let words: Vec<&str> = raw
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The text as the file has it, where cleaning changed more than blanks.
pub fn raw_if_changed(raw: &str, cleaned: &str) -> Option<String> {
    if raw == cleaned {
        return None;
    }
    let raw = single_blanks(raw);
    (raw != cleaned).then_some(raw)
}

const SOFT_HYPHEN: char = '\u{AD}';

/// Blanks that separate words, of any width, breaking or not.
pub fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// What a ligature or another special form of a character stands for.
fn spelt_out(c: char) -> &'static str {
    match c {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        // The two hyphens that Unicode has beside the one on the keyboard: broken words and case numbers
        // are looked for with the latter.
        '\u{2010}' | '\u{2011}' => "-",
        _ => "",
    }
}

fn kept(c: char) -> Option<char> {
    match c {
        '\u{FB00}'..='\u{FB06}' | '\u{2010}' | '\u{2011}' => None,
        '\u{2028}' | '\u{2029}' | '\u{0B}' => Some(' '),
        _ if is_blank(c) => Some(' '),
        _ if is_invisible(c) => None,
        _ => Some(c),
    }
}

/// Controls, soft hyphens, zero-width and bidirectional marks, variation selectors, tags.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            SOFT_HYPHEN
                | '\u{034F}'
                | '\u{061C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{is_clean, is_plain};

    proptest! {
        #[test]
        fn whatever_is_plain_is_clean(line in "[a-zåäö ÅÄÖ.0-9]{0,12}|[ a\\tå§–\u{A0}\u{300}]{0,8}|\\PC{0,8}") {
            prop_assert!(!is_plain(&line) || is_clean(&line));
        }
    }

    #[test]
    fn every_letter_of_western_europe_is_plain() {
        let letters: String = ('!'..='~').chain('À'..='ÿ').collect();
        assert!(is_plain(&letters) && is_clean(&letters));
        assert!(!is_plain("") && !is_plain(" a") && !is_plain("a ") && !is_plain("a  b"));
    }
}
