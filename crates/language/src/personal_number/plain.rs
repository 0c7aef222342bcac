//! A text as a person reads its digits: what other signs stand for them, what nobody sees between them, and the
//! blanks of letter-spacing. Each byte knows where it came from.

use std::ops::Range;

/// A text with plain digits.
pub(super) struct Plain {
    /// What numbers are looked for in.
    pub text: String,
    /// For each byte of the text, the bytes of the character that it came from.
    from: Vec<Range<usize>>,
}

/// Zeros of the digits that fonts and other scripts have; nine more follow each. Full-width, Arabic, Persian,
/// Devanagari, subscript, and those of mathematics.
const ZEROS: [char; 10] = [
    '\u{FF10}',
    '\u{660}',
    '\u{6F0}',
    '\u{966}',
    '\u{2080}',
    '\u{1D7CE}',
    '\u{1D7D8}',
    '\u{1D7E2}',
    '\u{1D7EC}',
    '\u{1D7F6}',
];

/// Superscript digits, which do not follow one another.
const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Fewer digits with blanks between them are a list of numbers.
const FEWEST_SPACED: usize = 4;

impl Plain {
    /// `None` where the text is plain as it stands.
    pub fn of(text: &str) -> Option<Plain> {
        if !has_other_signs(text) && !has_spaced_digits(text) {
            return None;
        }
        let mut plain = Plain {
            text: String::with_capacity(text.len()),
            from: Vec::with_capacity(text.len()),
        };
        for (at, c) in text.char_indices() {
            if !is_unseen(c) && !plain.hides(c) {
                plain.push(digit(c).unwrap_or(c), at..at + c.len_utf8());
            }
        }
        Some(plain.without_letter_spacing())
    }

    /// The bytes of the text that a number came from.
    pub fn original(&self, number: &Range<usize>) -> Range<usize> {
        let first = self.from.get(number.start);
        let last = number
            .end
            .checked_sub(1)
            .and_then(|last| self.from.get(last));
        match (first, last) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        self.text.push(c);
        self.from.resize(self.text.len(), from);
    }

    /// A soft hyphen after a whole date is what parts it from the last four; elsewhere nobody sees it.
    fn hides(&self, c: char) -> bool {
        let digits = || {
            let bytes = self.text.bytes().rev();
            bytes.take_while(u8::is_ascii_digit).count()
        };
        c == SOFT_HYPHEN && !matches!(digits(), 6 | 8)
    }

    fn without_letter_spacing(self) -> Plain {
        let letters: Vec<(usize, char)> = self.text.char_indices().collect();
        let dropped = spacing(&letters);
        if dropped.is_empty() {
            return self;
        }
        let mut closed = Plain {
            text: String::with_capacity(self.text.len()),
            from: Vec::with_capacity(self.from.len()),
        };
        let mut dropped = dropped.into_iter().peekable();
        for (place, (at, c)) in letters.into_iter().enumerate() {
            if dropped.next_if_eq(&place).is_none() {
                closed.push(c, self.from.get(at).cloned().unwrap_or_default());
            }
        }
        closed
    }
}

const SOFT_HYPHEN: char = '\u{AD}';

/// What has no width: joiners, marks of direction, variants of a sign.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{20E3}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

fn digit(c: char) -> Option<char> {
    let value = |zero: char| {
        u32::from(c)
            .checked_sub(u32::from(zero))
            .filter(|value| *value < 10)
    };
    let value = ZEROS.iter().find_map(|&zero| value(zero)).or_else(|| {
        let place = SUPERSCRIPTS.iter().position(|&sign| sign == c)?;
        u32::try_from(place).ok()
    })?;
    char::from_digit(value, 10)
}

fn is_blank(c: char) -> bool {
    c != '\n' && c != '\r' && c.is_whitespace()
}

/// Whether anything in it is not as a person reads it.
fn has_other_signs(text: &str) -> bool {
    let is_other = |c: char| is_unseen(c) || c == SOFT_HYPHEN || digit(c).is_some();
    // The letters of Swedish and its neighbours begin with other bytes than these.
    let may_be_other = |byte: u8| byte == 0xC2 || byte > 0xC5;
    text.bytes().any(may_be_other) && text.chars().any(|c| !c.is_ascii() && is_other(c))
}

fn has_spaced_digits(text: &str) -> bool {
    if !may_be_spaced(text.as_bytes()) {
        return false;
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    !spacing(&letters).is_empty()
}

/// Whether a single digit has a blank and a single digit after it, or two digits after a dash a blank and two more.
/// Cheap, and true wherever [`spacing`] finds anything: most texts have no such run.
fn may_be_spaced(bytes: &[u8]) -> bool {
    let is_digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while let Some(start) = next_digit(bytes, at) {
        let digits = bytes.get(start..).unwrap_or_default();
        at = start
            + digits
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
        let next = at + bytes.get(at).map_or(0, |&byte| blank_bytes(byte));
        let may_be = next > at
            && is_digit(next)
            && match at - start {
                1 => !is_digit(next + 1),
                2 => is_digit(next + 1) && may_follow_dash(bytes, start),
                _ => false,
            };
        if may_be {
            return true;
        }
    }
    false
}

fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    Some(from + rest.iter().position(u8::is_ascii_digit)?)
}

/// How many bytes a blank has that begins with this one; nothing where none does.
fn blank_bytes(first: u8) -> usize {
    match first {
        b' ' | b'\t' | 0x0B | 0x0C => 1,
        0xC2 => 2,
        0xE1..=0xE3 => 3,
        _ => 0,
    }
}

fn may_follow_dash(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default().trim_ascii_end().last();
    before.is_some_and(|&byte| matches!(byte, b'-' | b'+' | 0x80..))
}

/// The places of blanks that only spread a number: between single digits (`8 5 0 1 0 1 - 1 2 3 6`), and between the
/// two halves of the last four (`850101-12 36`).
fn spacing(letters: &[(usize, char)]) -> Vec<usize> {
    let sign = |place: usize| letters.get(place).map(|(_, c)| *c);
    let is_digit = |place: usize| sign(place).is_some_and(|c| c.is_ascii_digit());
    let mut blanks = Vec::new();
    let mut place = 0;
    while place < letters.len() {
        let starts = is_digit(place) && !place.checked_sub(1).is_some_and(is_digit);
        let mut end = place;
        // Only single digits: the next one must not begin a longer number.
        while starts
            && sign(end + 1).is_some_and(is_blank)
            && is_digit(end + 2)
            && !is_digit(end + 3)
        {
            end += 2;
        }
        let digits = (end - place) / 2 + 1;
        if digits >= FEWEST_SPACED {
            blanks.extend((place + 1..end).step_by(2));
        } else if starts && parts_last_four(letters, place) {
            blanks.push(place + 2);
        }
        place = end.max(place) + 1;
    }
    blanks
}

/// Whether two digits, a blank and two more begin at this place, after a date and its dash.
fn parts_last_four(letters: &[(usize, char)], place: usize) -> bool {
    let is =
        |place: usize, fits: fn(char) -> bool| letters.get(place).is_some_and(|(_, c)| fits(*c));
    let digit = |c: char| c.is_ascii_digit();
    let has_shape = is(place, digit)
        && is(place + 1, digit)
        && is(place + 2, is_blank)
        && is(place + 3, digit)
        && is(place + 4, digit)
        && !is(place + 5, char::is_alphanumeric);
    let before = letters.get(..place).unwrap_or_default().iter().rev();
    let mut before = before.map(|(_, c)| *c).skip_while(|c| is_blank(*c));
    let has_dash = before
        .next()
        .is_some_and(|c| matches!(c, '-' | '+' | '\u{2010}'..='\u{2015}' | '\u{2212}'));
    // The date, in one piece or in three.
    let date =
        before.take_while(|c| c.is_ascii_digit() || is_blank(*c) || matches!(c, '-' | '.' | '/'));
    has_shape && has_dash && date.take(10).filter(char::is_ascii_digit).count() >= 6
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{has_spaced_digits, spacing};

    proptest! {
        #[test]
        fn no_spread_number_is_passed_over(text in "[0-9]{0,2}[0-9\u{A0}\u{2003}\u{B}\n\t .a٣–+-]{0,24}") {
            let letters: Vec<(usize, char)> = text.char_indices().collect();
            prop_assert_eq!(has_spaced_digits(&text), !spacing(&letters).is_empty());
        }

        #[test]
        fn the_last_four_are_found_in_two_halves(text in "850101[ \u{A0}]{0,2}[-–+][ \u{A0}]{0,2}12[ \u{A0}\u{3000}]36[.a ]?") {
            let letters: Vec<(usize, char)> = text.char_indices().collect();
            prop_assert_eq!(has_spaced_digits(&text), !spacing(&letters).is_empty());
        }
    }
}
