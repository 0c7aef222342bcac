//! What stands around a number and tells its kind.

use std::ops::Range;

use super::spelled::is_mask;

/// Words that announce a personal number. Compared without blanks, stops and hyphens.
const CUES: &[&str] = &[
    "personnummer",
    "personnumer",
    "personnr",
    "persnr",
    "pnr",
    "samordningsnummer",
    "samordningsnr",
    "samordnr",
    "samnr",
    "född",
    "födda",
    "fodd",
    "födelsenummer",
    "födelsenr",
    "födelsedatum",
    "födelsetid",
    "idnummer",
    "idnr",
    "interimsnummer",
    "reservnummer",
];

/// Words that announce another kind of number, where they stand right before it.
const OTHER_KINDS: &[&str] = &[
    "telefon",
    "telefonnummer",
    "telefonnr",
    "tel",
    "tfn",
    "tele",
    "mobil",
    "mobiltelefon",
    "mobilnummer",
    "mobilnr",
    "fax",
    "växel",
    "sms",
    "ring",
    "bankgiro",
    "bg",
    "plusgiro",
    "pg",
    "postgiro",
    "konto",
    "kontonr",
    "kontonummer",
    "bankkonto",
    "clearing",
    "faktura",
    "fakturanr",
    "fakturanummer",
    "ocr",
    "referens",
    "ref",
    "refnr",
    "isbn",
    "issn",
    "dnr",
    "diarienr",
    "diarienummer",
    "ärende",
    "ärendenr",
    "ärendenummer",
    "kundnr",
    "kundnummer",
    "avtalsnr",
    "avtalsnummer",
    "artikelnr",
    "artikelnummer",
    "serienr",
    "serienummer",
    "beställningsnr",
];

/// Units after an amount.
const UNITS: &[&str] = &[
    "kr", "kronor", "sek", "tkr", "mkr", "mnkr", "euro", "eur", "%", "kwh",
];

/// How far before a number its cue may stand, in bytes; and how far a list under one cue goes on.
const REACH: usize = 80;
/// A cue may follow its number as well: `850101-1234 (personnummer)`.
const REACH_BACK: usize = 24;

/// The digits of a number with its century.
const FULL: usize = 12;

/// The text, and how far the latest cue reaches.
pub(super) struct Context<'a> {
    text: &'a str,
    cue_holds_to: usize,
}

impl<'a> Context<'a> {
    pub fn new(text: &'a str) -> Context<'a> {
        Context {
            text,
            cue_holds_to: 0,
        }
    }

    /// Whether a cue stands near, or further up in the list that the number is part of.
    pub fn has_cue(&mut self, number: &Range<usize>) -> bool {
        if self.names_another_kind(number) {
            return false;
        }
        let before = self.before(number);
        let after = words_after(self.text, number.end, REACH_BACK);
        let after = after
            .split(|c: char| c.is_ascii_digit() || is_mask(c))
            .next()
            .unwrap_or_default();
        let found = contains_cue(before) || contains_cue(after);
        if found {
            self.cue_holds_to = self.cue_holds_to.max(number.end + REACH);
        }
        found || number.start < self.cue_holds_to
    }

    /// A list of numbers under one cue: each number carries it on.
    pub fn extend_cue(&mut self, number: &Range<usize>) {
        if number.start < self.cue_holds_to {
            self.cue_holds_to = number.end + REACH;
        }
    }

    /// Whether letters tie the number to a longer identifier: `a850101-1236-4f`, `ref8501011236`.
    /// A name may be glued to a dashed number where a table was read without its columns.
    pub fn is_inside_identifier(&self, number: &Range<usize>, is_dashed: bool) -> bool {
        let after = self.after(number);
        let follows = after.starts_with(is_word_char);
        let goes_on = after
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(is_word_char));
        let is_glued = self
            .before(number)
            .ends_with(|c| is_word_char(c) || c == '_');
        if is_dashed {
            return is_glued && goes_on;
        }
        // Twelve digits that begin with a century are hardly ever right by chance.
        if number.len() == FULL {
            return follows;
        }
        follows || (is_glued && !contains_cue(self.word_before(number)))
    }

    /// Whether it is a sum of money, or one piece of a longer number.
    pub fn is_part_of_amount(&self, number: &Range<usize>) -> bool {
        let mut after = self.after(number).chars();
        let mut before = self.before(number).chars().rev();
        let is_sign = |c: Option<char>| c.is_some_and(|c| matches!(c, ',' | '.' | ':' | '-' | '/'));
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || is_mask(c));
        let goes_on = is_sign(after.next()) && is_digit(after.next());
        let went_before = is_sign(before.next()) && is_digit(before.next());
        let unit = self.after(number).trim_start().to_lowercase();
        let unit = unit
            .split(|c: char| c != '%' && !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        goes_on || went_before || UNITS.contains(&unit)
    }

    /// Whether the word right before it names another kind of number.
    pub fn names_another_kind(&self, number: &Range<usize>) -> bool {
        let word = self.word_before(number).to_lowercase();
        OTHER_KINDS.contains(&word.as_str())
    }

    fn word_before(&self, number: &Range<usize>) -> &'a str {
        let before = self.before(number);
        let before = before.trim_end_matches(|c: char| !is_word_char(c) && c != '\n');
        before
            .rsplit(|c: char| !is_word_char(c))
            .next()
            .unwrap_or_default()
    }

    fn before(&self, number: &Range<usize>) -> &'a str {
        words_before(self.text, number.start, REACH)
    }

    fn after(&self, number: &Range<usize>) -> &'a str {
        words_after(self.text, number.end, REACH)
    }
}

/// Masks count as well: what was masked before must not bring two words together.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_mask(c)
}

/// The text before a byte, so far back; a word that begins farther back is left out, because the rest of it may
/// read as a cue.
fn words_before(text: &str, end: usize, reach: usize) -> &str {
    // A letter of several bytes that the reach ends in is not within it, and still goes before the piece.
    let start = (end.saturating_sub(reach)..end).find(|&at| text.is_char_boundary(at));
    let start = start.unwrap_or(end);
    let piece = slice(text, start, end);
    let cut = start > 0 && slice(text, 0, start).ends_with(is_word_char);
    if cut {
        piece.trim_start_matches(is_word_char)
    } else {
        piece
    }
}

/// The text after a byte, so far on; a word that ends farther on is left out.
fn words_after(text: &str, start: usize, reach: usize) -> &str {
    let end = start.saturating_add(reach).min(text.len());
    let end = (start..=end).rev().find(|&at| text.is_char_boundary(at));
    let end = end.unwrap_or(start);
    let piece = slice(text, start, end);
    let cut = end < text.len() && slice(text, end, text.len()).starts_with(is_word_char);
    if cut {
        piece.trim_end_matches(is_word_char)
    } else {
        piece
    }
}

/// The text between two bytes, less the letters that they cut.
fn slice(text: &str, start: usize, end: usize) -> &str {
    let start = (start..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len());
    let end = (start..=end.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at));
    end.and_then(|end| text.get(start..end)).unwrap_or_default()
}

/// Whether a cue stands in a piece of text, as a word of its own or abbreviated (`p.nr`, `pers nr`).
fn contains_cue(text: &str) -> bool {
    let mut words: Vec<String> = Vec::new();
    for word in text
        .split(|c: char| !is_word_char(c))
        .filter(|word| !word.is_empty())
    {
        words.push(word.to_lowercase());
    }
    let is_cue = |word: &str| CUES.contains(&word);
    words
        .iter()
        .any(|word| is_cue(word) || is_cue(word.trim_end_matches(char::is_numeric)))
        || words.windows(2).any(|pair| is_cue(&pair.concat()))
}
