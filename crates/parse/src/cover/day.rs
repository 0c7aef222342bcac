//! Days on the cover: of the meeting, of the adjustment, of the notice.

use chrono::NaiveDate;
use paragraf_model::{Finding, FindingKind, Rule, Span};

use super::fields::Field;
use super::labels::Label;
use super::{Given, everywhere};
use crate::dates;
use crate::folding::Folding;
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
    let told = in_sentences(own);
    let told = |wanted: Event| {
        told.iter()
            .find(|(event, _)| *event == wanted)
            .map(|(_, date)| date.clone())
    };
    let adjusted_on = labelled(fields, Label::Adjustment)
        .or_else(|| told(Event::Adjusted))
        .or_else(|| beside(fields, Label::AdjusterSignature))
        .or_else(|| beside(fields, Label::Adjusters));
    let posted_on = labelled(fields, Label::Posted).or_else(|| told(Event::Posted));
    let posted_until = labelled(fields, Label::PostedUntil)
        .or_else(|| posted_until(fields))
        .or_else(|| told(Event::PostedUntil));
    let mut days = Days {
        adjusted_on: notes.keep("adjusted_on", adjusted_on),
        posted_on: notes.keep("posted_on", posted_on),
        posted_until: notes.keep("posted_until", posted_until),
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
    if let Some((first, last)) = dates::of_two_days(text) {
        return Some((first, Some(last)));
    }
    let found = dates::find_all(text);
    let first = found.first()?;
    let second = found.get(1).filter(|second| {
        let between = text
            .get(first.range.end..second.range.start)
            .unwrap_or_default();
        between.len() <= 60 && words_join(between)
    });
    Some((first.date, second.map(|second| second.date)))
}

/// Between two days of one meeting stand a joining word, weekdays and the first day's hours.
fn words_join(between: &str) -> bool {
    let mut words = between
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    words.all(|word| {
        matches!(
            word,
            "och" | "den" | "till" | "samt" | "kl" | "klockan" | "t" | "o" | "m" | "tom"
        ) || dates::is_weekday(&word.folded())
    })
}

fn labelled(fields: &[Field], label: Label) -> Option<Sourced<NaiveDate>> {
    let own = fields.iter().filter(|field| field.label == label);
    own.flat_map(|field| &field.cells).find_map(|cell| {
        let (date, _) = days_in(&cell.text)?;
        Some(Sourced::new(date, Rule::CoverLabel, cell.span))
    })
}

/// `Justeras: Digitalt 2019-03-19`: on the line of a label that has names as a rule.
fn beside(fields: &[Field], label: Label) -> Option<Sourced<NaiveDate>> {
    let own = fields.iter().filter(|field| field.label == label);
    own.filter_map(|field| Some((field.lines.first()?, field.cells.first()?)))
        .filter(|(line, cell)| **line == cell.line)
        .find_map(|(_, cell)| {
            let (date, _) = days_in(&cell.text)?;
            Some(Sourced::new(date, Rule::CoverLabel, cell.span))
        })
}

/// `Anslagstid 2024-03-06 – 2024-03-28`: the second day of the notice.
fn posted_until(fields: &[Field]) -> Option<Sourced<NaiveDate>> {
    let own = fields.iter().filter(|field| field.label == Label::Posted);
    own.flat_map(|field| &field.cells).find_map(|cell| {
        let (_, last) = days_in(&cell.text)?;
        Some(Sourced::new(last?, Rule::CoverLabel, cell.span))
    })
}

/// So far before a date, in bytes, stands what happened on it.
const BEFORE_DATE: usize = 110;

/// Sentences that no label leads: `Justeringen tillkännagiven på kommunens anslagstavla den 2 december 2014`. They
/// may break anywhere, also within a date.
fn in_sentences(own: &[(usize, &Line<'_>)]) -> Vec<(Event, Sourced<NaiveDate>)> {
    let mut text = String::new();
    let mut ends: Vec<(usize, Span)> = Vec::new();
    for (_, line) in own {
        text.push_str(&line.folded);
        text.push(' ');
        ends.push((text.len(), line.span()));
    }
    let found = dates::find_all_with_year_from_next(&text);
    let mut told = Vec::new();
    let mut from = 0;
    for (place, date) in found.iter().enumerate() {
        let words = text.get(from..date.range.start).unwrap_or_default();
        let next = found
            .get(place + 1)
            .map_or(text.len(), |next| next.range.start);
        let after = text.get(date.range.end..next).unwrap_or_default();
        // "har den 23 oktober tillkännagivits": the verb follows.
        let verb_follows = words.trim_end().trim_end_matches(" den").ends_with(" har");
        let event = if verb_follows {
            event_after(after)
        } else {
            event(words)
        };
        from = date.range.end;
        let line = ends.partition_point(|(end, _)| *end <= date.range.start);
        let span = ends.get(line).map(|&(_, span)| span).unwrap_or_default();
        told.extend(event.map(|event| (event, Sourced::new(date.date, Rule::AfterWords, span))));
    }
    told
}

fn event_after(words: &str) -> Option<Event> {
    let end = words.find('.').unwrap_or(words.len()).min(BEFORE_DATE);
    let words = words.get(..end)?;
    EVENTS
        .iter()
        .find(|(word, _)| words.contains(word))
        .and_then(|&(_, event)| event)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    Adjusted,
    Posted,
    PostedUntil,
}

/// What the words before a date say of it: the last telling one counts.
fn event(words: &str) -> Option<Event> {
    let words = words
        .get(words.len().saturating_sub(BEFORE_DATE)..)
        .unwrap_or(words);
    let told = EVENTS
        .iter()
        .filter_map(|&(word, event)| Some((words.rfind(word)?, event)));
    told.max_by_key(|&(at, _)| at).and_then(|(_, event)| event)
}

/// Words of events; `None` for those whose date is none of the three.
const EVENTS: &[(&str, Option<Event>)] = &[
    ("justerat", Some(Event::Adjusted)),
    ("justerad", Some(Event::Adjusted)),
    ("justeras den", Some(Event::Adjusted)),
    ("anslagstavla", Some(Event::Posted)),
    ("anslaget publicera", Some(Event::Posted)),
    ("anslagits", Some(Event::Posted)),
    ("anslagen", Some(Event::Posted)),
    ("anslaget den", Some(Event::Posted)),
    ("anslås", Some(Event::Posted)),
    ("tillkännagiv", Some(Event::Posted)),
    ("uppsatt", Some(Event::Posted)),
    ("sätts upp", Some(Event::Posted)),
    ("anslås till och med", Some(Event::PostedUntil)),
    ("anslås t.o.m", Some(Event::PostedUntil)),
    ("tas ned", Some(Event::PostedUntil)),
    ("tas ner", Some(Event::PostedUntil)),
    ("nedtag", Some(Event::PostedUntil)),
    ("avpublicera", Some(Event::PostedUntil)),
    ("laga kraft", None),
    ("överklag", None),
    ("sammanträd", None),
    ("kallelse", None),
    ("förvaltningsrätt", None),
    ("förslag", None),
    ("skrivelse", None),
    ("besvär", None),
];

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
