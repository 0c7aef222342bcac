//! The label that opens a paragraph: `§ 15`, `KS § 80`, `56 §`, `§ 3 b`, `133 Rubrik`.

use super::cases;
use crate::bodies;
use crate::folding::Folding;
use crate::lines::without_rule;
use crate::scan::{self, Cursor};

/// How the number is shown to be a paragraph's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `§ 15`.
    Sign,
    /// `§§ 12-14`.
    Several,
    /// `56 §`.
    SignAfter,
    /// `133 Rubrik`.
    Bare,
    /// `KS 353/2008 Rubrik`: number and year, looks like a case number.
    WithYear,
}

/// A label at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) form: Form,
    pub(crate) number: u32,
    /// Of `§§ 12-14` the last; else the number.
    pub(crate) last: u32,
    /// In small letters.
    pub(crate) suffix: Option<char>,
    /// As printed.
    pub(crate) prefix: Option<String>,
    /// Prefix, sign, number and suffix as printed.
    pub(crate) printed: String,
    /// What stands after it on the line, without a full stop or colon that closes the label.
    pub(crate) rest: String,
    /// `forts.` stands before or after it.
    pub(crate) is_continued: bool,
    /// A comma stands between number and rest: a reference, or a case number.
    pub(crate) has_comma: bool,
}

impl Label {
    /// Orders `§ 3`, `§ 3 a`, `§ 4`.
    pub(crate) fn key(&self) -> u32 {
        let suffix = self
            .suffix
            .map_or(0, |letter| (letter as u32).saturating_sub('a' as u32) + 1);
        self.number
            .saturating_mul(32)
            .saturating_add(suffix.min(31))
    }
}

/// The largest number that a meeting's paragraph has.
const LARGEST: u32 = 3000;

/// Reads the label that a line begins with, with a section sign.
pub(crate) fn read(text: &str) -> Option<Label> {
    if !may_hold_sign(text) {
        return None;
    }
    let text = without_rule(text);
    let mut cursor = Cursor::new(text);
    let is_continued = eat_continued(&mut cursor);
    let start = cursor.position();
    let (prefix, form, [number, last]) = sign_before(&mut cursor)
        .or_else(|| {
            cursor.jump(start);
            several(&mut cursor)
        })
        .or_else(|| {
            cursor.jump(start);
            let number = sign_after(&mut cursor)?;
            Some((None, Form::SignAfter, [number, number]))
        })?;
    let suffix = suffix(&mut cursor).filter(|_| number == last);
    year_after(&mut cursor);
    let printed = text.get(start..cursor.position())?.trim().to_owned();
    finish(
        cursor,
        Label {
            form,
            number,
            last,
            suffix,
            prefix,
            printed,
            rest: String::new(),
            is_continued,
            has_comma: false,
        },
    )
}

/// Nearly every line has neither the sign nor a capital that its word in full begins with.
fn may_hold_sign(text: &str) -> bool {
    text.contains('§') || text.contains('P')
}

/// Reads `133 Rubrik`: a number of its own before a capital letter or a case number, or alone.
pub(crate) fn read_bare(text: &str) -> Option<Label> {
    bare(text, |cursor| cursor.blanks())
}

/// Reads what may be left of a label whose sign was lost: `133 Rubrik`, `133. Rubrik`.
pub(crate) fn read_lost(text: &str) -> Option<Label> {
    bare(text, |cursor| {
        let _ = cursor.eat(".");
        cursor.blanks()
    })
}

/// Reads a number and, past what parts them, its title.
fn bare(text: &str, part: impl Fn(&mut Cursor<'_>) -> bool) -> Option<Label> {
    let text = without_rule(text);
    let mut cursor = Cursor::new(text);
    let _ = cursor.eat("Nr ") || cursor.eat("$");
    cursor.blanks();
    let number = paragraph_number(&mut cursor)?;
    let suffix = cursor.peek().filter(|letter| ('a'..='h').contains(letter));
    if let Some(letter) = suffix {
        cursor.eat_any(&[letter]);
    }
    let printed = text.get(..cursor.position())?.trim().to_owned();
    let parted = part(&mut cursor);
    let rest = without_dash(cursor.rest());
    let first = rest.chars().next();
    let begins = first.is_none_or(|first| {
        let begins = first.is_uppercase() || matches!(first, '”' | '"');
        parted && (begins || first.is_ascii_digit() && cases::read_all(rest).is_some())
    });
    begins.then(|| Label {
        form: Form::Bare,
        number,
        last: number,
        suffix,
        prefix: None,
        printed,
        rest: rest.to_owned(),
        is_continued: false,
        has_comma: false,
    })
}

/// Reads `Taxa för bad          § 15`: title or case number at the left, the label in a column of its own.
pub(crate) fn read_at_end(text: &str) -> Option<Label> {
    if !may_hold_sign(text) {
        return None;
    }
    let (before, label) = text.rsplit_once("  ")?;
    let label = read(label.trim_start()).filter(|label| label.rest.is_empty())?;
    let rest = before.trim().to_owned();
    (!rest.is_empty() && !rest.ends_with(')')).then_some(Label { rest, ..label })
}

/// Reads `KS 353/2008 Rubrik`.
pub(crate) fn read_with_year(text: &str) -> Option<Label> {
    let mut cursor = Cursor::new(text);
    let prefix = cursor.letters();
    if !is_prefix(prefix) || !cursor.blanks() {
        return None;
    }
    let number = paragraph_number(&mut cursor)?;
    let year = cursor.eat("/").then(|| cursor.number()).flatten()?;
    let printed = text.get(..cursor.position())?.to_owned();
    let parted = cursor.blanks();
    let rest = cursor.rest().to_owned();
    let begins = parted && scan::is_capitalised(&rest) && (1970..2100).contains(&year);
    begins.then(|| Label {
        form: Form::WithYear,
        number,
        last: number,
        suffix: None,
        prefix: Some(prefix.to_owned()),
        printed,
        rest,
        is_continued: false,
        has_comma: false,
    })
}

/// Prefix, form, first and last number.
type Opened = (Option<String>, Form, [u32; 2]);

fn sign_before(cursor: &mut Cursor<'_>) -> Option<Opened> {
    let prefix = prefix(cursor);
    let signed = cursor.eat("§")
        || (prefix.is_none() && (cursor.eat("Paragraf ") || cursor.eat("PARAGRAF ")));
    // A second sign tells of several paragraphs.
    if !signed || cursor.peek() == Some('§') {
        return None;
    }
    cursor.blanks();
    let number = paragraph_number(cursor)?;
    Some((prefix, Form::Sign, [number, number]))
}

/// `§§ 12-14`: one header for several paragraphs.
fn several(cursor: &mut Cursor<'_>) -> Option<Opened> {
    let prefix = prefix(cursor);
    if !cursor.eat("§") {
        return None;
    }
    let _ = cursor.eat("§");
    cursor.blanks();
    let first = cursor.number()?;
    cursor.blanks();
    cursor.eat_any(&['-', '–', '—'])?;
    cursor.blanks();
    let last = cursor.number()?;
    let several = (1..=LARGEST).contains(&first) && (first + 1..first + 30).contains(&last);
    // `§§ 1-5, 7-10` and `§§ 12-14 och 16` tell of attendance.
    several.then_some((prefix, Form::Several, [first, last]))
}

fn sign_after(cursor: &mut Cursor<'_>) -> Option<u32> {
    let number = paragraph_number(cursor)?;
    cursor.blanks();
    let signed = cursor.eat("§");
    let mut ahead = *cursor;
    ahead.blanks();
    let alone = !ahead
        .peek()
        .is_some_and(|next| next.is_ascii_digit() || next == '§');
    (signed && alone).then_some(number)
}

fn paragraph_number(cursor: &mut Cursor<'_>) -> Option<u32> {
    let number = cursor
        .number()
        .filter(|number| (1..=LARGEST).contains(number))?;
    (!is_range_or_sum(cursor.rest())).then_some(number)
}

/// `46-70`, `15 – 18`, `2:16`, `3,5`, `10 %`: no paragraph's number.
fn is_range_or_sum(rest: &str) -> bool {
    let mut cursor = Cursor::new(rest);
    if cursor.eat_any(&[':', ',', '.']).is_some() {
        return cursor.peek().is_some_and(|next| next.is_ascii_digit());
    }
    cursor.blanks();
    let dashed = cursor.eat_any(&['-', '–', '—']).is_some();
    cursor.blanks();
    let _ = dashed && cursor.eat("§");
    cursor.blanks();
    dashed && cursor.peek().is_some_and(|next| next.is_ascii_digit()) || cursor.peek() == Some('%')
}

/// `b` of `§ 3 b`; `§ 3 i lagen` has none.
fn suffix(cursor: &mut Cursor<'_>) -> Option<char> {
    let mut ahead = *cursor;
    let parted = ahead.blanks();
    let letter = ahead.eat_any(&[
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H',
    ])?;
    let ends = ahead
        .peek()
        .is_none_or(|next| next.is_whitespace() || matches!(next, '.' | ':' | ',' | ')'));
    let after = ahead.rest().trim_start();
    let plausible = !parted || (letter.is_lowercase() && !scan::begins_small(after));
    if !ends || !plausible {
        return None;
    }
    *cursor = ahead;
    Some(letter.to_ascii_lowercase())
}

/// `§ 71/2024`: the year belongs to the label.
fn year_after(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.eat("/")
        && ahead
            .number()
            .is_some_and(|year| (1970..2100).contains(&year) || year < 100)
        && !ahead.peek().is_some_and(char::is_alphanumeric)
    {
        *cursor = ahead;
    }
}

fn finish(mut cursor: Cursor<'_>, label: Label) -> Option<Label> {
    let touches = cursor
        .peek()
        .is_some_and(|next| next.is_alphanumeric() && label.form == Form::SignAfter);
    let has_comma = cursor.eat(",");
    if !has_comma {
        let _ = cursor.eat_any(&['.', ':']);
    }
    cursor.blanks();
    let continued = eat_continued(&mut cursor);
    let rest = cursor.rest().trim();
    let trailing = ["forts.", "forts", "(forts.)", "(forts)", "fortsättning"]
        .iter()
        .find_map(|word| rest.strip_suffix(word));
    let is_continued = label.is_continued || continued || trailing.is_some();
    let rest = without_dash(trailing.unwrap_or(rest).trim()).to_owned();
    (!touches).then_some(Label {
        rest,
        has_comma,
        is_continued,
        ..label
    })
}

/// `§ 150 - Frågor`: the dash parts label and title.
fn without_dash(rest: &str) -> &str {
    let title = rest.strip_prefix(['-', '–', '—']).map(str::trim_start);
    title
        .filter(|title| scan::is_capitalised(title))
        .unwrap_or(rest)
}

fn eat_continued(cursor: &mut Cursor<'_>) -> bool {
    let before = *cursor;
    let _ = cursor.eat("(");
    let word = cursor.letters().in_small_letters();
    if !matches!(&*word, "forts" | "fortsättning" | "fort") {
        *cursor = before;
        return false;
    }
    let _ = cursor.eat(".");
    let _ = cursor.eat(")");
    cursor.blanks();
    true
}

/// `KS`, `Kfn`, `KsAu`, `KS-AU`, `KS AU`, `ks`, `Kommunstyrelsen` before the sign.
fn prefix(cursor: &mut Cursor<'_>) -> Option<String> {
    let before = *cursor;
    let is_part = |letter: char| letter.is_alphabetic() || matches!(letter, '-' | '/');
    let first = cursor.take_while(is_part);
    let mut text = first;
    if is_prefix(first) {
        let _ = cursor.eat(".");
        cursor.blanks();
        let start = before.position();
        let second = cursor.take_while(is_part);
        if !second.is_empty() && is_prefix(second) && first.chars().count() <= 4 {
            text = cursor.since(start).trim_end();
            let _ = cursor.eat(".");
            cursor.blanks();
        }
        if cursor.peek() == Some('§') {
            return Some(text.to_owned());
        }
    }
    *cursor = before;
    let upto = cursor.rest().find('§')?;
    let name = cursor.rest().get(..upto)?.trim();
    if !name.is_empty() && name.len() < 80 && bodies::is_body_name(name) {
        cursor.jump(before.position() + upto);
        return Some(name.to_owned());
    }
    *cursor = before;
    None
}

/// An abbreviated body: few letters, the first a capital, or all small in a few that are written so.
fn is_prefix(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let short =
        (2..=8).contains(&letters) && (capitals == letters || letters <= 5 || capitals >= 2);
    let begins = scan::is_capitalised(word) || SMALL_PREFIXES.contains(&word);
    short && begins && !NOT_PREFIXES.contains(&word)
}

const SMALL_PREFIXES: &[&str] = &[
    "ks", "kf", "ksau", "kfn", "sn", "bn", "tn", "au", "bun", "mbn", "ksu",
];

const NOT_PREFIXES: &[&str] = &[
    "Se", "Enl", "Jfr", "Lag", "Kap", "Och", "Den", "Av", "Till", "Jml", "Från", "Samt", "Lagen",
    "Punkt", "Rad", "Sid", "Dnr",
];
