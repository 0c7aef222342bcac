//! The days that a text means: `2023-05`, `maj 2023`, `förra veckan`, `30d`.

use chrono::{Datelike, Days, Months, NaiveDate};
use paragraf_model::slug;

/// The first and the last day.
pub(crate) type Span = (NaiveDate, NaiveDate);

/// A unit of time and its names, without å ä ö.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

const UNITS: [(Unit, &[&str]); 5] = [
    (
        Unit::Day,
        &["d", "dag", "dagar", "dagen", "dagarna", "day", "days"],
    ),
    (
        Unit::Week,
        &[
            "v", "w", "vecka", "veckor", "veckan", "veckorna", "week", "weeks",
        ],
    ),
    (
        Unit::Month,
        &[
            "m",
            "man",
            "manad",
            "manader",
            "manaden",
            "manaderna",
            "month",
            "months",
        ],
    ),
    (
        Unit::Quarter,
        &[
            "q",
            "kvartal",
            "kvartalet",
            "kvartalen",
            "quarter",
            "quarters",
        ],
    ),
    (
        Unit::Year,
        &["a", "ar", "aret", "aren", "y", "year", "years"],
    ),
];

/// In order, with what they are called in English where that differs.
const MONTHS: [&[&str]; 12] = [
    &["januari", "jan", "january"],
    &["februari", "feb", "february"],
    &["mars", "mar", "march"],
    &["april", "apr"],
    &["maj", "may"],
    &["juni", "jun", "june"],
    &["juli", "jul", "july"],
    &["augusti", "aug", "august"],
    &["september", "sep", "sept"],
    &["oktober", "okt", "october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

const NUMBERS: [&[&str]; 12] = [
    &["ett", "en", "one"],
    &["tva", "two"],
    &["tre", "three"],
    &["fyra", "four"],
    &["fem", "five"],
    &["sex", "six"],
    &["sju", "seven"],
    &["atta", "eight"],
    &["nio", "nine"],
    &["tio", "ten"],
    &["elva", "eleven"],
    &["tolv", "twelve"],
];

/// More than this lies before any minutes.
const MOST: u32 = 10_000;

/// Reads a text. What is relative, or lacks its year, is only read where it is known what day it is.
pub(crate) fn span(text: &str, today: Option<NaiveDate>) -> Option<Span> {
    if let Some(span) = absolute(text) {
        return Some(span);
    }
    let slug = slug(text);
    let words: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
    if let Some(span) = written_out(&words, today) {
        return Some(span);
    }
    let today = today?;
    let span = named(&words, today)
        .or_else(|| last(&words, today))
        .or_else(|| ago(&words, today));
    // Other years could not be written so that they are read again.
    span.filter(|(first, _)| (1000..=9999).contains(&first.year()))
}

/// `2023`, `2023-05` or `2023-05-31`.
pub(crate) fn absolute(text: &str) -> Option<Span> {
    let mut parts = text.split('-');
    let year = i32::from(super::fields::year(parts.next()?)?);
    let Some(month) = parts.next() else {
        return unit_of(Unit::Year, NaiveDate::from_ymd_opt(year, 1, 1)?);
    };
    let month = two_digits(month)?;
    let Some(day) = parts.next() else {
        return unit_of(Unit::Month, NaiveDate::from_ymd_opt(year, month, 1)?);
    };
    let day = NaiveDate::from_ymd_opt(year, month, two_digits(day)?)?;
    parts.next().is_none().then_some((day, day))
}

/// `maj`, `maj 2023`, `31 maj` or `31 maj 2023`. Without a year it is the last one that is not yet to come.
fn written_out(words: &[&str], today: Option<NaiveDate>) -> Option<Span> {
    let (day, rest) = match words {
        [day, rest @ ..] if !rest.is_empty() && two_digits(day).is_some() => {
            (two_digits(day), rest)
        }
        _ => (None, words),
    };
    let (month, year) = match rest {
        [month] => (month, None),
        [month, year] => (month, Some(i32::from(super::fields::year(year)?))),
        _ => return None,
    };
    let month = (1..)
        .zip(MONTHS)
        .find(|(_, names)| names.contains(month))?
        .0;
    let of_year = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1))?;
        match day {
            Some(_) => Some((first, first)),
            None => unit_of(Unit::Month, first),
        }
    };
    let Some(year) = year else {
        let today = today?;
        let this_year = of_year(today.year());
        let has_begun = this_year.filter(|(first, _)| *first <= today);
        return has_begun.or_else(|| of_year(today.year() - 1));
    };
    of_year(year)
}

/// Days and units that have a name of their own, seen from today.
fn named(words: &[&str], today: NaiveDate) -> Option<Span> {
    let (first, last) = match words {
        ["idag"] | ["i", "dag"] | ["today"] => (today, today),
        ["igar"] | ["i", "gar"] | ["yesterday"] => {
            let day = before(Unit::Day, 1, today)?;
            (day, day)
        }
        ["iforrgar"] | ["i", "forrgar"] => {
            let day = before(Unit::Day, 2, today)?;
            (day, day)
        }
        ["ifjol"] | ["i", "fjol"] => unit_of(Unit::Year, before(Unit::Year, 1, today)?)?,
        ["iar"] | ["i", "ar"] => unit_of(Unit::Year, today)?,
        ["forra" | "last" | "previous", name] => {
            let unit = unit(name)?;
            unit_of(unit, before(unit, 1, today)?)?
        }
        ["denna" | "detta" | "this", name] | ["den" | "det", "har", name] => {
            unit_of(unit(name)?, today)?
        }
        _ => return None,
    };
    Some((first, last))
}

/// `senaste veckan`, `de senaste 30 dagarna`, `past 3 months`: until today.
fn last(words: &[&str], today: NaiveDate) -> Option<Span> {
    let words = match words {
        ["de" | "den" | "det" | "the", rest @ ..] => rest,
        other => other,
    };
    let (count, name) = match words {
        ["senaste" | "past", name] => (1, name),
        ["senaste" | "past" | "last", count, name] => (number(count)?, name),
        _ => return None,
    };
    Some((before(unit(name)?, count, today)?, today))
}

/// `30d`, `3 m`, `1 år sedan`: the day that lies so long back.
fn ago(words: &[&str], today: NaiveDate) -> Option<Span> {
    let words = match words {
        [rest @ .., "sedan" | "ago"] => rest,
        ["for", rest @ ..] => rest,
        other => other,
    };
    let (count, name) = match words {
        [count, name] => (number(count)?, *name),
        [joined] => {
            let figures = joined.find(|c: char| !c.is_ascii_digit())?;
            let (count, name) = joined.split_at(figures);
            (number(count)?, name)
        }
        _ => return None,
    };
    let day = before(unit(name)?, count, today)?;
    Some((day, day))
}

fn unit(name: &str) -> Option<Unit> {
    let found = UNITS.iter().find(|(_, names)| names.contains(&name));
    found.map(|(unit, _)| *unit)
}

fn number(text: &str) -> Option<u32> {
    let written = (1..).zip(NUMBERS).find(|(_, names)| names.contains(&text));
    let count = written
        .map(|(number, _)| number)
        .or_else(|| text.parse().ok());
    count.filter(|count| *count <= MOST)
}

/// The day that lies so many units before.
fn before(unit: Unit, count: u32, day: NaiveDate) -> Option<NaiveDate> {
    match unit {
        Unit::Day => day.checked_sub_days(Days::new(u64::from(count))),
        Unit::Week => day.checked_sub_days(Days::new(7 * u64::from(count))),
        Unit::Month => day.checked_sub_months(Months::new(count)),
        Unit::Quarter => day.checked_sub_months(Months::new(3 * count)),
        Unit::Year => day.checked_sub_months(Months::new(12 * count)),
    }
}

/// The whole unit that a day lies in. Weeks begin on Monday.
fn unit_of(unit: Unit, day: NaiveDate) -> Option<Span> {
    let (year, month) = (day.year(), day.month());
    let (first, months) = match unit {
        Unit::Day => return Some((day, day)),
        Unit::Week => {
            let since = Days::new(u64::from(day.weekday().num_days_from_monday()));
            let first = day.checked_sub_days(since)?;
            return Some((first, first.checked_add_days(Days::new(6))?));
        }
        Unit::Month => (NaiveDate::from_ymd_opt(year, month, 1)?, 1),
        Unit::Quarter => (
            NaiveDate::from_ymd_opt(year, (month - 1) / 3 * 3 + 1, 1)?,
            3,
        ),
        Unit::Year => (NaiveDate::from_ymd_opt(year, 1, 1)?, 12),
    };
    let next = first.checked_add_months(Months::new(months))?;
    Some((first, next.checked_sub_days(Days::new(1))?))
}

fn two_digits(text: &str) -> Option<u32> {
    let is_number = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}
