//! Dates as minutes print them: `2024-02-29`, `den 8 januari 2007`, `18.3.2019`, `06-12-05`.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::folding::Folding;
use crate::scan::Cursor;

/// Names of months, in full and as abbreviated.
const MONTHS: [(&str, &str); 12] = [
    ("januari", "jan"),
    ("februari", "feb"),
    ("mars", "mar"),
    ("april", "apr"),
    ("maj", "maj"),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augusti", "aug"),
    ("september", "sept"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
];

/// A date and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// Byte range.
    pub(crate) range: Range<usize>,
    pub(crate) date: NaiveDate,
}

/// Every date in a text, in order.
pub(crate) fn find_all(text: &str) -> Vec<FoundDate> {
    let mut found = Vec::new();
    let mut cursor = Cursor::new(text);
    let mut before = ' ';
    while let Some(letter) = cursor.peek() {
        if letter.is_ascii_digit() && !is_inside_number(before) {
            let start = cursor.position();
            if let Some((date, length)) = at_start(cursor.rest()) {
                let range = start..start + length;
                cursor.jump(range.end);
                found.push(FoundDate { range, date });
                before = ' ';
                continue;
            }
            cursor.take_while(|letter| letter.is_ascii_digit());
            before = '0';
            continue;
        }
        cursor.take_while(|other| other == letter);
        before = letter;
    }
    found
}

/// The first date in a text.
pub(crate) fn first(text: &str) -> Option<NaiveDate> {
    find_all(text).first().map(|found| found.date)
}

/// Every date in a text, also `den 9 september` whose year the next full date tells, if it is the later one.
pub(crate) fn find_all_with_year_from_next(text: &str) -> Vec<FoundDate> {
    let mut found = find_all(text);
    let mut lacking: Vec<FoundDate> = Vec::new();
    for (at, _) in text.match_indices("den ") {
        let start = at + "den ".len();
        let Some((day, month, length)) = text.get(start..).and_then(day_and_month) else {
            continue;
        };
        let next = found.get(found.partition_point(|next| next.range.start < start));
        let own = next
            .filter(|next| next.range.start > start)
            .and_then(|next| {
                let date = NaiveDate::from_ymd_opt(next.date.year(), month, day)?;
                (date <= next.date).then_some(date)
            });
        lacking.extend(own.map(|date| FoundDate {
            range: start..start + length,
            date,
        }));
    }
    found.extend(lacking);
    found.sort_by_key(|found| found.range.start);
    found
}

/// `9 september` and its length.
fn day_and_month(text: &str) -> Option<(u32, u32, usize)> {
    let mut cursor = Cursor::new(text);
    let day = digits(&mut cursor, 1..=2)?;
    cursor.blanks();
    let month = month(&mut cursor)?;
    Some((day, month, cursor.position()))
}

/// First and last day of `18-19 juni 2025`, `den 18 och 19 juni 2025`, `30 april–1 maj 2025`.
pub(crate) fn of_two_days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let mut cursor = Cursor::new(text);
    let mut before = ' ';
    while let Some(letter) = cursor.peek() {
        if !letter.is_ascii_digit() || is_inside_number(before) {
            before = letter;
            cursor.eat_any(&[letter]);
            continue;
        }
        if let Some(days) = two_days(cursor) {
            return Some(days);
        }
        cursor.take_while(|letter| letter.is_ascii_digit());
        before = '0';
    }
    None
}

fn two_days(mut cursor: Cursor<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let first = digits(&mut cursor, 1..=2)?;
    cursor.blanks();
    let mut ahead = cursor;
    let first_month = month(&mut ahead);
    if first_month.is_some() {
        cursor = ahead;
        cursor.blanks();
    }
    joins(&mut cursor).then_some(())?;
    let (last, _) = day_and_month_name(cursor.rest())?;
    let first = date(
        u32::try_from(last.year()).ok()?,
        first_month.unwrap_or(last.month()),
        first,
    )?;
    (first < last).then_some((first, last))
}

/// Passes over `–`, `och`, `till och med torsdagen den`.
fn joins(cursor: &mut Cursor<'_>) -> bool {
    let mut joined = cursor.eat_any(&['-', '–', '—']).is_some();
    cursor.blanks();
    let mut ahead = *cursor;
    loop {
        let word = ahead.letters().folded();
        let known = matches!(word.as_str(), "och" | "samt" | "till" | "med" | "den");
        if !known && !is_weekday(&word) {
            return joined;
        }
        joined |= matches!(word.as_str(), "och" | "samt" | "till");
        ahead.blanks();
        *cursor = ahead;
    }
}

/// A weekday's name in small letters, with or without its article.
pub(crate) fn is_weekday(word: &str) -> bool {
    let name = word.strip_suffix("en").unwrap_or(word);
    matches!(
        name,
        "måndag" | "tisdag" | "onsdag" | "torsdag" | "fredag" | "lördag" | "söndag"
    )
}

fn month(cursor: &mut Cursor<'_>) -> Option<u32> {
    let name = cursor.letters().folded();
    let found = (1..)
        .zip(MONTHS)
        .find(|(_, (full, short))| name == *full || name == *short);
    cursor.eat(".");
    found.map(|(month, _)| month)
}

/// A date in a file name, where `20240229` and `240612` are usual too.
pub(crate) fn in_filename(name: &str) -> Option<NaiveDate> {
    let name = name.replace('_', " ");
    first(&name)
        .or_else(|| compact(&name, 8))
        .or_else(|| compact(&name, 6))
}

fn is_inside_number(before: char) -> bool {
    before.is_alphanumeric() || matches!(before, '-' | '/' | ':' | '.')
}

fn at_start(text: &str) -> Option<(NaiveDate, usize)> {
    year_first(text)
        .or_else(|| day_and_month_name(text))
        .or_else(|| day_first(text))
        .or_else(|| short_year_first(text))
}

/// `2024-02-29`, also with other dashes and with blanks around them.
fn year_first(text: &str) -> Option<(NaiveDate, usize)> {
    let mut cursor = Cursor::new(text);
    let year = digits(&mut cursor, 4..=4)?;
    let dash = dash(&mut cursor)?;
    let month = digits(&mut cursor, 1..=2)?;
    (self::dash(&mut cursor)? == dash).then_some(())?;
    let day = digits(&mut cursor, 1..=2)?;
    ends_here(&cursor)?;
    Some((date(year, month, day)?, cursor.position()))
}

/// `8 januari 2007`, `8:e jan. 2007`.
fn day_and_month_name(text: &str) -> Option<(NaiveDate, usize)> {
    let mut cursor = Cursor::new(text);
    let day = digits(&mut cursor, 1..=2)?;
    let _ = cursor.eat(":e") || cursor.eat(":a");
    cursor.blanks();
    let month = month(&mut cursor)?;
    cursor.blanks();
    let year = digits(&mut cursor, 4..=4)?;
    Some((date(year, month, day)?, cursor.position()))
}

/// `18.3.2019`, `29/2 2024`, `29/2-2024`.
fn day_first(text: &str) -> Option<(NaiveDate, usize)> {
    let mut cursor = Cursor::new(text);
    let day = digits(&mut cursor, 1..=2)?;
    let mark = cursor.eat_any(&['.', '/'])?;
    let month = digits(&mut cursor, 1..=2)?;
    if mark == '.' {
        cursor.eat(".").then_some(())?;
    } else {
        (cursor.eat("-") || cursor.blanks() || cursor.eat("/")).then_some(())?;
    }
    let year = digits(&mut cursor, 4..=4)?;
    ends_here(&cursor)?;
    Some((date(year, month, day)?, cursor.position()))
}

/// `06-12-05`, as in older minutes.
fn short_year_first(text: &str) -> Option<(NaiveDate, usize)> {
    let mut cursor = Cursor::new(text);
    let year = digits(&mut cursor, 2..=2)?;
    cursor.eat("-").then_some(())?;
    let month = digits(&mut cursor, 2..=2)?;
    cursor.eat("-").then_some(())?;
    let day = digits(&mut cursor, 2..=2)?;
    ends_here(&cursor)?;
    Some((date(full_year(year), month, day)?, cursor.position()))
}

/// Eight or six digits that stand alone and are a date.
fn compact(text: &str, length: usize) -> Option<NaiveDate> {
    let runs = text.split(|letter: char| !letter.is_ascii_digit());
    runs.filter(|run| run.len() == length).find_map(|run| {
        let year_digits = length - 4;
        let part = |range: Range<usize>| run.get(range)?.parse::<u32>().ok();
        let year = part(0..year_digits)?;
        let year = if year_digits == 2 {
            full_year(year)
        } else {
            year
        };
        date(
            year,
            part(year_digits..year_digits + 2)?,
            part(year_digits + 2..length)?,
        )
    })
}

fn digits(cursor: &mut Cursor<'_>, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let digits = cursor.take_while(|letter| letter.is_ascii_digit());
    count
        .contains(&digits.len())
        .then(|| digits.parse().ok())
        .flatten()
}

fn dash(cursor: &mut Cursor<'_>) -> Option<char> {
    let before = cursor.position();
    cursor.blanks();
    let Some(dash) = cursor.eat_any(&['-', '–', '‑', '−']) else {
        cursor.jump(before);
        return None;
    };
    cursor.blanks();
    Some(if dash == '-' { '-' } else { '–' })
}

fn ends_here(cursor: &Cursor<'_>) -> Option<()> {
    (!cursor.peek().is_some_and(char::is_alphanumeric)).then_some(())
}

fn full_year(year: u32) -> u32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// Minutes older than municipalities or from a far future are misreadings.
fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1862..2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}
