//! The ways to write a personal number: date, gap, four more characters.

use std::ops::Range;

/// Something written like a personal number, with a date that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelled {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What stands between the date and the last four.
    pub gap: Gap,
    /// The last four.
    pub tail: Tail,
    /// Whether date and tail read as a day and a time of day: `20240512 1830`.
    pub reads_as_time: bool,
}

/// What stands between the date and the last four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Blanks or a line break.
    Blank,
    /// A hyphen, a dash or a plus sign (from the year one turns a hundred), with or without blanks.
    Dash,
}

/// The last four characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// Four digits; whether the last one checks the others (Luhn).
    Digits { check_is_right: bool },
    /// A letter and three digits, given until a real number is.
    Interim,
    /// Somebody masked it, at least in part.
    Masked,
}

/// The letters of interim numbers.
const INTERIM_LETTERS: &str = "TRSUWXJKLMN";

/// Reads a number that starts with the digit at `start`.
pub(super) fn read(text: &str, start: usize) -> Option<Spelled> {
    let digits_end = end_of_digits(text, start);
    let digits = text.get(start..digits_end)?;
    match digits.len() {
        12 | 10 => {
            let (date, tail) = digits.split_at_checked(digits.len() - 4)?;
            finish(start, date, Gap::None, tail)
        }
        8 | 6 => with_tail(text, start, digits, digits_end),
        4 | 2 => spaced_date(text, start, digits, digits_end),
        _ => None,
    }
}

/// Where the digits that begin at `start` end.
pub(super) fn end_of_digits(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Characters by which others mask digits, our own among them. Letters are not among them, because
/// they also begin words.
pub(super) fn is_mask(c: char) -> bool {
    matches!(c, '*' | '●' | '•' | '_' | '#' | '█' | '■' | '×' | '∗')
}

fn with_tail(text: &str, start: usize, date: &str, date_end: usize) -> Option<Spelled> {
    let (gap, gap_end) = read_gap(text, date_end);
    let (tail, is_glued) = match read_tail(text, gap_end) {
        Some(tail) => (tail, false),
        None => (read_glued_tail(text, gap_end)?, true),
    };
    // A line to be filled in by hand looks like a masked tail.
    if gap != Gap::Dash && tail.contains('_') {
        return None;
    }
    let mut number = finish(start, date, gap, tail)?;
    let is_sure = gap == Gap::Dash
        && matches!(
            number.tail,
            Tail::Digits {
                check_is_right: true
            }
        );
    if is_glued && !is_sure {
        return None;
    }
    number.range.end = gap_end + tail.len();
    Some(number)
}

/// `1985-01-01-1236`, `85 01 01-1236`: the date in three groups, the same sign between them.
fn spaced_date(text: &str, start: usize, year: &str, year_end: usize) -> Option<Spelled> {
    let sign = text.get(year_end..)?.chars().next()?;
    if !matches!(
        sign,
        '-' | '.' | '/' | ' ' | '\u{A0}' | '\u{2011}' | '\u{2013}'
    ) {
        return None;
    }
    let mut date = year.to_owned();
    let mut end = year_end;
    for _ in 0..2 {
        let group_start = end
            + text
                .get(end..)?
                .strip_prefix(sign)
                .map(|_| sign.len_utf8())?;
        end = end_of_digits(text, group_start);
        let group = text
            .get(group_start..end)
            .filter(|group| group.len() == 2)?;
        date.push_str(group);
    }
    let number = with_tail(text, start, &date, end)?;
    // A date with a number after it is common in tables; without a dash only an early year tells.
    let is_early = year.len() == 4 && year < "1990";
    let is_one = number.gap == Gap::Dash || (number.gap == Gap::Blank && is_early);
    is_one.then_some(number)
}

/// The range ends after the tail only where both stand side by side; `with_tail` corrects it.
fn finish(start: usize, date: &str, gap: Gap, tail: &str) -> Option<Spelled> {
    let (year, short) = match date.len() {
        8 => (date.get(..4)?.parse::<u32>().ok()?, date.get(2..)?),
        _ => (2000 + date.get(..2)?.parse::<u32>().ok()?, date),
    };
    // 16 is written before organisation numbers, and so before a sole trader's personal number.
    let is_century = (1840..2100).contains(&year) || (1600..1700).contains(&year);
    let month = short.get(2..4)?.parse().ok()?;
    let day: u32 = short.get(4..6)?.parse().ok()?;
    let coordinated = day.checked_sub(60).filter(|&day| day > 0);
    if !is_century || !is_date(year, month, coordinated.unwrap_or(day)) {
        return None;
    }
    Some(Spelled {
        range: start..start + date.len() + tail.len(),
        gap,
        tail: kind_of_tail(short, tail)?,
        reads_as_time: date.len() == 8 && year >= 1990 && is_time(tail),
    })
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    let is_leap = year.is_multiple_of(4);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A time of day as meetings keep it: on five minutes.
fn is_time(tail: &str) -> bool {
    let hour = tail.get(..2).and_then(|hour| hour.parse::<u32>().ok());
    let minute = tail.get(2..).and_then(|minute| minute.parse::<u32>().ok());
    hour.is_some_and(|hour| hour < 24)
        && minute.is_some_and(|minute| minute < 60 && minute.is_multiple_of(5))
}

fn read_gap(text: &str, start: usize) -> (Gap, usize) {
    let mut gap = Gap::None;
    let mut end = start;
    let mut breaks = 0;
    for c in text.get(start..).unwrap_or_default().chars() {
        let is_dash = matches!(
            c,
            '-' | '+' | '\u{AD}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}'
        );
        let is_blank = c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}');
        breaks += usize::from(c == '\n');
        let is_too_long = breaks > 1 || end - start > 12;
        match gap {
            _ if is_too_long => break,
            Gap::None | Gap::Blank if is_dash => gap = Gap::Dash,
            Gap::None if is_blank => gap = Gap::Blank,
            _ if is_blank => {}
            _ => break,
        }
        end += c.len_utf8();
    }
    (gap, end)
}

/// Four characters that nothing continues.
fn read_tail(text: &str, start: usize) -> Option<&str> {
    let rest = text.get(start..)?;
    let (end, _) = rest.char_indices().nth(4).unwrap_or((rest.len(), ' '));
    let (tail, follows) = rest.split_at_checked(end)?;
    (tail.chars().count() == 4 && !continues(tail, follows)).then_some(tail)
}

/// Four digits that a letter or a mark of a note follows at once: a blank was lost, where the check digit is right.
fn read_glued_tail(text: &str, start: usize) -> Option<&str> {
    let rest = text.get(start..)?;
    let tail = rest.get(..4)?;
    let follows = rest.get(4..)?.chars().next()?;
    let is_tail = tail.bytes().all(|byte| byte.is_ascii_digit());
    (is_tail && (follows.is_alphabetic() || follows == '*')).then_some(tail)
}

fn continues(tail: &str, follows: &str) -> bool {
    let mut signs = follows.chars();
    let (first, second) = (signs.next(), signs.next());
    // A masked number may follow another sign: its first group is no tail of what stands before it.
    let is_other_mask = tail.contains('●') && second.is_some_and(is_mask);
    // `2024-05-12 – 2025-06-30`: two dates.
    let shape: String = follows
        .chars()
        .take(6)
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let is_date = shape.starts_with("-00-00") || shape.starts_with("/00/00");
    first.is_some_and(|c| c.is_alphanumeric() || is_mask(c)) || is_other_mask || is_date
}

fn kind_of_tail(short_date: &str, tail: &str) -> Option<Tail> {
    let is_digit = |c: char| c.is_ascii_digit();
    if tail.chars().all(is_digit) {
        let check_is_right = luhn_is_right(short_date.chars().chain(tail.chars()));
        return Some(Tail::Digits { check_is_right });
    }
    let mut letters = tail.chars();
    let first = letters.next()?;
    if INTERIM_LETTERS.contains(first) && letters.all(is_digit) {
        return Some(Tail::Interim);
    }
    let is_masked = |c: char| is_mask(c) || matches!(c, 'X' | 'x' | 'N' | 'n');
    tail.chars()
        .all(|c| is_digit(c) || is_masked(c))
        .then_some(Tail::Masked)
}

/// Every second digit counts double, and the sum of all digits is a multiple of ten.
fn luhn_is_right(digits: impl Iterator<Item = char>) -> bool {
    let sum: u32 = digits
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(place, digit)| match digit * (2 - (place as u32) % 2) {
            product if product > 9 => product - 9,
            product => product,
        })
        .sum();
    sum.is_multiple_of(10)
}
