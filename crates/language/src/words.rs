//! Finds the words of a text: where they stand and how they are capitalised.
//!
//! Letters and digits make words, whatever the script. Combining marks, soft hyphens and
//! zero-width characters belong to the word they stand in, so that text taken from a PDF gives the
//! same words however its letters are composed.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, is_nfc_quick};

#[cfg(test)]
mod tests;

/// How a word is capitalised, with regard to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Casing {
    /// No capital first: an ordinary word, or a number.
    Lower,
    /// A capital first where a sentence, a line, a list item or a quotation begins: tells nothing.
    SentenceStart,
    /// A capital first in the middle of a sentence: most likely a name.
    MidSentence,
    /// Two letters or more, all of them capitals: an abbreviation or a heading.
    Capitals,
}

/// A word's place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub range: Range<usize>,
    pub casing: Casing,
    /// Whether every letter is ASCII or Latin-1 and composed: lower-casing keeps each byte's place.
    pub plain: bool,
    /// Whether it is plain and has no capital: it stands there as it is searched.
    pub is_lower: bool,
    /// Whether a hyphen follows that leads to no letter, as in `gång- och cykelväg`.
    pub hangs: bool,
}

/// Longer runs of letters are no words (joined table cells, encoded data) and are cut into pieces.
const MAX_WORD_CHARS: usize = 128;

/// Endings that are written after a colon: `EU:s`, `KF:s`, `1:a`, `3:e`. They carry no meaning.
const COLON_ENDINGS: [&str; 20] = [
    "s", "n", "ns", "en", "ens", "t", "et", "ets", "ar", "arna", "er", "erna", "ernas", "na", "or",
    "a", "e", "as", "arnas", "orna",
];

/// Fills `tokens` with the words of `text`, in order.
pub(crate) fn find(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = 0;
    let mut at_start = true;
    while let Some(first) = char_at(text, at) {
        if begins_word(first) {
            let (token, end) = read_word(text, at, at_start);
            let word = text.get(token.range.clone()).unwrap_or_default();
            // "3 Avfallsplan" in an agenda: the number before a heading does not begin its sentence.
            at_start &= word.chars().all(char::is_numeric);
            at = end + colon_ending(word, text.get(end..).unwrap_or_default());
            tokens.push(token);
        } else if first == ' ' {
            at += 1;
        } else {
            let start = at;
            at += first.len_utf8();
            let rest = text.get(at..).unwrap_or_default();
            at_start = begins_sentence(first, rest, tokens.last(), text).unwrap_or(at_start);
            if is_hyphen(first) {
                mark_hanging(tokens.last_mut(), start, rest);
            }
        }
    }
}

/// The character that begins at a byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text.get(at..)?.chars().next(),
        None => None,
    }
}

fn begins_word(c: char) -> bool {
    is_plain(c) || !c.is_ascii() && c.is_alphanumeric() && !continues_only(c)
}

/// Characters that belong to the letter before them and never begin a word: marks, invisible
/// characters and the few letters (Hangul vowels among them) that compose with the letter before.
pub(crate) fn continues_only(c: char) -> bool {
    !c.is_ascii()
        && !is_plain(c)
        && (is_combining_mark(c)
            || is_invisible(c)
            || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe)
}

/// Soft hyphen and zero-width characters: they say how to break or join, not what is written.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// Both apostrophes; inside a word they belong to it (`D'Angelo`).
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a letter is stored as one character whose lower case takes as many bytes.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{FF}')
}

/// The word that begins at `start`, and where the text goes on behind it.
fn read_word(text: &str, start: usize, at_start: bool) -> (Token, usize) {
    let (mut at, mut end) = (start, start);
    let mut plain = true;
    let mut letters = Letters::default();
    let mut length = 0;
    loop {
        let run = lower_letters(text.as_bytes().get(at..), MAX_WORD_CHARS - length);
        if run.letters > 0 {
            at += run.bytes;
            end = at;
            length += run.letters;
            letters.see_lower(run.letters);
        }
        let Some(c) = char_at(text, at) else { break };
        let begins = begins_word(c);
        let joins_letters = is_apostrophe(c) && letters.last_is_letter && {
            let next = char_at(text, at + c.len_utf8());
            next.is_some_and(|next| begins_word(next) && next.is_alphabetic())
        };
        let belongs = begins || joins_letters || continues_only(c);
        if !belongs || (length >= MAX_WORD_CHARS && begins) {
            break;
        }
        at += c.len_utf8();
        // Marks are not counted: a word is cut at the same letter however its letters are composed.
        length += usize::from(begins);
        plain &= is_plain(c) || c == '\'';
        letters.see(c);
        // A soft hyphen or a zero-width space after the last letter is not part of the word.
        if !is_invisible(c) {
            end = at;
        }
    }
    let token = Token {
        range: start..end,
        casing: letters.casing(at_start),
        plain,
        is_lower: plain && letters.capitals == 0,
        hangs: false,
    };
    (token, at)
}

/// The letters that most words consist of, read many at a time.
#[derive(Default)]
struct Run {
    letters: usize,
    bytes: usize,
}

/// At most so many of `a` to `z` and `ß` to `ÿ` that texts begin with.
fn lower_letters(bytes: Option<&[u8]>, most: usize) -> Run {
    let bytes = bytes.unwrap_or_default();
    let mut run = Run::default();
    while run.letters < most {
        run.bytes += match bytes.get(run.bytes..) {
            Some([b'a'..=b'z', ..]) => 1,
            Some([0xC3, 0x9F..=0xB6 | 0xB8..=0xBF, ..]) => 2,
            _ => break,
        };
        run.letters += 1;
    }
    run
}

/// What is remembered of a word's letters while it is read.
#[derive(Default)]
struct Letters {
    seen: usize,
    capitals: usize,
    first_is_capital: bool,
    last_is_letter: bool,
}

impl Letters {
    fn see_lower(&mut self, letters: usize) {
        self.last_is_letter = true;
        self.seen += letters;
    }

    fn see(&mut self, c: char) {
        if continues_only(c) {
            return;
        }
        self.last_is_letter = match is_plain(c) {
            true => !c.is_ascii_digit(),
            false => c.is_alphabetic(),
        };
        if !self.last_is_letter {
            return;
        }
        let is_capital = match is_plain(c) {
            true => c.is_ascii_uppercase() || matches!(c, '\u{C0}'..='\u{DE}'),
            false => c.is_uppercase(),
        };
        self.first_is_capital |= is_capital && self.seen == 0;
        self.seen += 1;
        self.capitals += usize::from(is_capital);
    }

    fn casing(&self, at_start: bool) -> Casing {
        match (self.first_is_capital, at_start) {
            _ if self.capitals >= 2 && self.capitals == self.seen => Casing::Capitals,
            (false, _) => Casing::Lower,
            (true, true) => Casing::SentenceStart,
            (true, false) => Casing::MidSentence,
        }
    }
}

/// Whether a sentence begins after the separator `c`; `None` where it changes nothing.
fn begins_sentence(c: char, rest: &str, before: Option<&Token>, text: &str) -> Option<bool> {
    match c {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(true),
        '§' | '"' | '\u{201C}' | '\u{201D}' | '»' | '«' | '•' => Some(true),
        '.' | '!' | '?' | ':' | '…' => {
            let word = before.and_then(|token| text.get(token.range.clone()));
            let is_abbreviation = c == '.' && word.is_some_and(ends_in_a_stop);
            let space_follows = rest.chars().next().is_none_or(char::is_whitespace);
            (space_follows && !is_abbreviation).then_some(true)
        }
        _ => None,
    }
}

/// Initials and abbreviations whose full stop ends no sentence.
fn ends_in_a_stop(word: &str) -> bool {
    const ABBREVIATIONS: [&str; 16] = [
        "bl", "ca", "dr", "dvs", "ev", "ex", "fd", "inkl", "kap", "kl", "nr", "resp", "sid", "st",
        "tf", "tel",
    ];
    word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
        || ABBREVIATIONS
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
}

fn mark_hanging(before: Option<&mut Token>, at: usize, rest: &str) {
    let Some(token) = before else { return };
    let leads_nowhere = !rest.starts_with(begins_word);
    token.hangs |= token.range.end == at && leads_nowhere;
}

/// Bytes of the ending of `EU:s` or `1:a`, which is left out. Only after capitals and digits, because elsewhere a
/// colon separates words.
fn colon_ending(word: &str, rest: &str) -> usize {
    let Some(rest) = rest.strip_prefix(':') else {
        return 0;
    };
    let takes_colon = word
        .chars()
        .all(|c| c.is_uppercase() || c.is_numeric() || continues_only(c));
    let ending: &str = rest
        .split(|c| !begins_word(c) && !continues_only(c))
        .next()
        .unwrap_or("");
    match takes_colon && COLON_ENDINGS.contains(&ending) {
        true => 1 + ending.len(),
        false => 0,
    }
}
