//! Days on the cover: of the meeting, of the adjustment, of the notice.

use chrono::NaiveDate;
use paragraf_model::{Finding, FindingKind, Rule, Span};

use super::fields::Field;
use super::labels::Label;
use super::{Given, everywhere};
use crate::dates;
use crate::lines::Line;
use crate::notes::{Notes, Sourced};

/// The days that were read, and the lines that tell the meeting's.
#[derive(Debug, Default)]
pub(super) struct Days {
    pub(super) date: Option<NaiveDate>,
    pub(super) end_date: Option<NaiveDate>,
    pub(super) adjusted_on: Option<NaiveDate>,
    pub(super) posted_on: Option<NaiveDate>,
    pub(super) posted_until: Option<NaiveDate>,
    pub(super) lines: Vec<usize>,
}

/// So many of the cover's lines may hold the date without a label.
const TOP: usize = 25;

pub(super) fn read(
    given: &Given<'_, '_>,
    own: &[(usize, &Line<'_>)],
    fields: &[Field],
    notes: &mut Notes,
) -> Days {
    let adjusted_on = labelled(fields, Label::Adjustment).or_else(|| after_words(own, ADJUSTED));
    let posted_on = labelled(fields, Label::Posted).or_else(|| after_words(own, POSTED));
    let mut days = Days {
        adjusted_on: notes.keep("adjusted_on", adjusted_on),
        posted_on: notes.keep("posted_on", posted_on),
        posted_until: notes.keep("posted_until", labelled(fields, Label::PostedUntil)),
        ..Days::default()
    };
    let printed = of_meeting(fields)
        .or_else(|| at_top(own, &mut days.lines))
        .or_else(|| in_page_heads(given.lines));
    let mut source = printed.as_ref().map(|found| (found.rule, found.span));
    if let Some((date, end_date)) = printed.map(|found| found.value) {
        days.date = Some(date);
        days.end_date = end_date.filter(|end| *end > date && (*end - date).num_days() <= 14);
    }
    if let Some(stated) = given.facts.date {
        if let Some(date) = days.date.filter(|date| *date != stated) {
            let message = format!(
                "Enligt den angivna uppgiften är datumet {stated}, men i filen står {date}."
            );
            notes.find(Finding::warning(
                FindingKind::FactContradicted,
                everywhere(),
                message,
            ));
            days.end_date = None;
        }
        days.date = Some(stated);
        source = Some((Rule::Stated, Span::default()));
    }
    if let Some((rule, span)) = source {
        notes.source("date", rule, span);
        if days.end_date.is_some() {
            notes.source("end_date", rule, span);
        }
    }
    if days.date.is_none() {
        infer(given, &mut days, notes);
    }
    days
}

/// The date and a second day of the same meeting.
type Printed = (NaiveDate, Option<NaiveDate>);

/// Words before the day on which the minutes were adjusted.
const ADJUSTED: &[&str] = &[
    "justerat den",
    "justerades den",
    "justerat",
    "protokollet är justerat",
];

/// Words before the day on which the notice went up.
const POSTED: &[&str] = &[
    "anslagstavla den",
    "anslaget publicerades",
    "anslagits den",
    "tillkännagivits den",
];

fn of_meeting(fields: &[Field]) -> Option<Sourced<Printed>> {
    [Label::Date, Label::PlaceAndTime, Label::Time, Label::Place]
        .iter()
        .find_map(|&label| {
            fields
                .iter()
                .filter(|field| field.label == label)
                .find_map(|field| {
                    let text = field
                        .cells
                        .iter()
                        .map(|cell| cell.text.as_str())
                        .collect::<Vec<_>>()
                        .join(" ");
                    Some(Sourced::new(
                        days_in(&text)?,
                        Rule::CoverLabel,
                        field.span(),
                    ))
                })
        })
}

/// `2025-06-18 och 2025-06-19`, `18-19 juni 2025`.
fn days_in(text: &str) -> Option<Printed> {
    let found = dates::find_all(text);
    let first = found.first()?;
    if let Some(second) = found.get(1) {
        let between = text
            .get(first.range.end..second.range.start)
            .unwrap_or_default();
        let joined = between.len() <= 20
            && between
                .split(|letter: char| !letter.is_alphabetic())
                .all(|word| {
                    matches!(
                        word,
                        "" | "och"
                            | "den"
                            | "till"
                            | "samt"
                            | "måndagen"
                            | "tisdagen"
                            | "onsdagen"
                            | "torsdagen"
                            | "fredagen"
                    )
                });
        return Some((first.date, joined.then_some(second.date)));
    }
    Some((first.date, None))
}

fn labelled(fields: &[Field], label: Label) -> Option<Sourced<NaiveDate>> {
    fields
        .iter()
        .filter(|field| field.label == label)
        .flat_map(|field| &field.cells)
        .find_map(|cell| {
            let date = dates::first(&cell.text)?;
            Some(Sourced::new(date, Rule::CoverLabel, cell.span))
        })
}

/// A date right after certain words on the same line.
fn after_words(own: &[(usize, &Line<'_>)], words: &[&str]) -> Option<Sourced<NaiveDate>> {
    own.iter().find_map(|(_, line)| {
        words.iter().find_map(|word| {
            let at = line.folded.find(word)? + word.len();
            let date = dates::first(line.folded.get(at..)?)?;
            Some(Sourced::new(date, Rule::AfterWords, line.span()))
        })
    })
}

/// A date among the first lines that no other label owns.
fn at_top(own: &[(usize, &Line<'_>)], placed: &mut Vec<usize>) -> Option<Sourced<Printed>> {
    let other = [
        "juster", "anslag", "anslås", "nedtag", "tas ned", "dnr", "diarie", "publicer", "förfall",
    ];
    let (index, line, printed) = own
        .iter()
        .take(TOP)
        .filter(|(_, line)| {
            !other.iter().any(|word| line.folded.contains(word)) && line.text.len() < 160
        })
        .find_map(|(index, line)| Some((*index, line, days_in(&line.text)?)))?;
    placed.push(index);
    Some(Sourced::new(printed, Rule::CoverTop, line.span()))
}

/// The date that page heads agree on.
fn in_page_heads(lines: &[Line<'_>]) -> Option<Sourced<Printed>> {
    let mut counts: Vec<(NaiveDate, usize, Span)> = Vec::new();
    for (line, date) in lines
        .iter()
        .filter(|line| line.is_furniture)
        .take(400)
        .filter_map(|line| Some((line, dates::first(&line.text)?)))
    {
        match counts.iter_mut().find(|(known, ..)| *known == date) {
            Some((_, count, _)) => *count += 1,
            None => counts.push((date, 1, line.span())),
        }
    }
    counts
        .into_iter()
        .max_by_key(|&(_, count, _)| count)
        .map(|(date, _, span)| Sourced::new((date, None), Rule::PageHeads, span))
}

/// Last resorts: the document's own title, then the file's name.
fn infer(given: &Given<'_, '_>, days: &mut Days, notes: &mut Notes) {
    let by_title = given
        .source
        .title
        .as_deref()
        .and_then(dates::first)
        .map(|date| (date, Rule::DocumentTitle, "dokumentets egen titel"));
    let by_name = || {
        given
            .facts
            .filename
            .as_deref()
            .and_then(dates::in_filename)
            .map(|date| (date, Rule::FileName, "filens namn"))
    };
    match by_title.or_else(by_name) {
        Some((date, rule, from)) => {
            days.date = Some(date);
            notes.source("date", rule, Span::default());
            let message = format!("Datumet {date} står inte i texten utan är hämtat ur {from}.");
            notes.find(Finding::info(
                FindingKind::DateInferred,
                everywhere(),
                message,
            ));
        }
        None => notes.find(Finding::warning(
            FindingKind::DateUnknown,
            everywhere(),
            "Det framgår inte vilken dag sammanträdet hölls.",
        )),
    }
}
