//! Where the meeting was held and from when to when.

use paragraf_model::{Meeting, Rule, Span};

use super::fields::{Cell, Field};
use super::labels::Label;
use crate::dates;
use crate::folding::Folding;
use crate::lines::{Line, is_left_hanging};
use crate::notes::Notes;
use crate::scan::Cursor;

/// So many of the cover's lines may tell the time without a label.
const TOP: usize = 10;

pub(super) fn read(
    own: &[(usize, &Line<'_>)],
    fields: &[Field],
    free: &[Cell],
    meeting: &mut Meeting,
    notes: &mut Notes,
) {
    let time = [Label::Time, Label::PlaceAndTime, Label::Date, Label::Place];
    let times = time.into_iter().find_map(|label| {
        values(fields, label).find_map(|(text, span)| Some((times(&text)?, Rule::CoverLabel, span)))
    });
    let beside_date = || {
        let with_clock = own
            .iter()
            .take(TOP)
            .filter(|(_, line)| line.folded.contains(" kl"));
        with_clock
            .filter(|(_, line)| {
                dates::first(&line.text).is_some() || line.folded.contains("sammanträde")
            })
            .find_map(|(_, line)| Some((self::times(&line.text)?, Rule::CoverTop, line.span())))
    };
    if let Some(((start, end), rule, span)) = times.or_else(beside_date) {
        notes.source("start_time", rule, span);
        if end.is_some() {
            notes.source("end_time", rule, span);
        }
        meeting.start_time = Some(start);
        meeting.end_time = end;
    }
    let place = values(fields, Label::Place)
        .next()
        .or_else(|| values(fields, Label::PlaceAndTime).next())
        .or_else(|| above(fields, free));
    let place = place
        .map(|(text, span)| (without_time(&text), span))
        .filter(|(place, _)| !place.is_empty());
    if let Some((place, span)) = place {
        notes.source("place", Rule::CoverLabel, span);
        meeting.place = Some(place);
    }
}

/// Torn columns: the value stands on the line above its label.
fn above(fields: &[Field], free: &[Cell]) -> Option<(String, Span)> {
    let field = fields
        .iter()
        .find(|field| field.label == Label::Place && field.cells.is_empty())?;
    let line = field.lines.first()?.checked_sub(1)?;
    let cell = free.iter().find(|cell| cell.line == line)?;
    let is_place = !cell.text.contains(|letter: char| letter.is_ascii_digit());
    is_place.then(|| (cell.text.clone(), cell.span))
}

fn values<'f>(fields: &'f [Field], label: Label) -> impl Iterator<Item = (String, Span)> + 'f {
    let own = fields
        .iter()
        .filter(move |field| field.label == label && !field.cells.is_empty());
    own.map(|field| {
        let mut text = String::new();
        for cell in &field.cells {
            let joined = text.is_empty() || is_left_hanging(&text.folded());
            if !text.is_empty() {
                text.push_str(if joined { " " } else { ", " });
            }
            text.push_str(&cell.text);
        }
        (text, field.span())
    })
}

/// `14:00–16:30`, `kl. 18.00-21.35, ajournering …`, `klockan 9`: start and end as `HH:MM`.
fn times(text: &str) -> Option<(String, Option<String>)> {
    let masked = without_dates(text);
    let mut found: Vec<(String, usize, usize)> = Vec::new();
    let mut cursor = Cursor::new(&masked);
    let mut after_clock = false;
    while let Some(next) = cursor.peek() {
        if next.is_ascii_digit() {
            let start = cursor.position();
            if let Some(time) = time(&mut cursor, after_clock) {
                found.push((time, start, cursor.position()));
            }
            // More digits than any number has are none, and are passed all the same.
            cursor.take_while(|letter| letter.is_ascii_digit());
        } else if next.is_alphabetic() {
            let word = cursor.letters().folded();
            after_clock = matches!(word.as_str(), "kl" | "klockan" | "klockslag");
        } else {
            cursor.eat_any(&[next]);
        }
    }
    let (start, ..) = found.first()?.clone();
    // Each time with the words between it and the one before.
    let gaps = found
        .iter()
        .zip(found.iter().skip(1))
        .map(|((_, _, end), (time, begins, _))| {
            (masked.get(*end..*begins).unwrap_or_default().folded(), time)
        });
    let mut end = None;
    for (place, (gap, time)) in gaps.enumerate() {
        let closes = gap.len() < 14 && (gap.contains(['-', '–', '—']) || gap.contains("till"));
        // "9.00-12.00 och 13.00-16.00" goes on after a break; "ajournering 10.00-10.15" is a break.
        let goes_on = !gap.contains("ajourn")
            && !gap.contains("paus")
            && !gap.contains("lunch")
            && !gap.contains("avbrott")
            && !gap.contains("middag");
        match place % 2 {
            0 if closes => end = Some(time.clone()),
            1 if goes_on && gap.len() < 40 => {}
            _ => break,
        }
    }
    Some((start, end))
}

/// `14:00`, `9.30`, and after `kl` also `9`.
fn time(cursor: &mut Cursor<'_>, after_clock: bool) -> Option<String> {
    let hour = cursor.number()?;
    let mut ahead = *cursor;
    let mark = ahead.eat_any(&[':', '.']);
    let minutes = ahead.take_while(|letter| letter.is_ascii_digit());
    if mark.is_some() && minutes.len() == 2 && hour < 25 {
        *cursor = ahead;
        let minute: u32 = minutes.parse().ok().filter(|minute| *minute < 60)?;
        return Some(format!("{hour:02}:{minute:02}"));
    }
    (after_clock && hour < 25).then(|| format!("{hour:02}:00"))
}

/// Dates give way to blanks, so that their numbers are no times.
fn without_dates(text: &str) -> String {
    let mut masked = text.to_owned();
    for found in dates::find_all(text).into_iter().rev() {
        let blanks = " ".repeat(found.range.len());
        masked.replace_range(found.range, &blanks);
    }
    masked
}

/// The place without weekday, date and time.
fn without_time(text: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let end = text.find('§').unwrap_or(text.len());
    for part in text.get(..end).unwrap_or(text).split([',', ';']) {
        let part = part.trim();
        let folded = part.folded();
        let first = folded
            .split(' ')
            .next()
            .unwrap_or_default()
            .trim_end_matches('.');
        let is_day = WEEKDAYS.contains(&first)
            || first == "den"
            || dates::find_all(part)
                .first()
                .is_some_and(|date| date.range.start < 8);
        let is_time = matches!(first, "kl" | "klockan" | "tid")
            || folded.contains("ajourner")
            || (folded.starts_with(|letter: char| letter.is_ascii_digit())
                && times(part).is_some());
        if is_day || is_time {
            continue;
        }
        parts.push(cut_before_time(part));
    }
    parts
        .join(", ")
        .trim_matches([' ', ',', ';', '.'])
        .to_owned()
}

/// `Rådhuset kl. 13.00` → `Rådhuset`.
fn cut_before_time(part: &str) -> &str {
    let folded = part.folded();
    if folded.len() != part.len() {
        return part;
    }
    let by_word = [" kl ", " kl. ", " kl.", " klockan "]
        .iter()
        .filter_map(|word| folded.find(word))
        .min();
    let by_date = dates::find_all(part).first().map(|found| found.range.start);
    let by_day = WEEKDAYS
        .iter()
        .filter_map(|day| folded.find(&format!(" {day} ")))
        .min();
    let cut = [by_word, by_date, by_day, span_of_time(part)]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(part.len());
    let kept = part.get(..cut).unwrap_or(part).trim_end();
    kept.strip_suffix(" den")
        .unwrap_or(kept)
        .trim_end_matches([',', ' '])
}

/// Where `08.30 - 11.30` begins.
fn span_of_time(part: &str) -> Option<usize> {
    let starts = part.match_indices(' ').map(|(at, _)| at);
    starts.into_iter().find(|&at| {
        let rest = part.get(at + 1..).unwrap_or_default();
        rest.starts_with(|letter: char| letter.is_ascii_digit())
            && times(rest).is_some_and(|(_, end)| end.is_some())
            && rest
                .chars()
                .all(|letter| letter.is_ascii_digit() || " .:-–—".contains(letter))
    })
}

const WEEKDAYS: &[&str] = &[
    "måndagen",
    "tisdagen",
    "onsdagen",
    "torsdagen",
    "fredagen",
    "lördagen",
    "söndagen",
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lördag",
    "söndag",
];
