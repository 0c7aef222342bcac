//! Days on the cover: of the meeting, of the adjustment, of the notice.

use chrono::NaiveDate;
use paragraf_model::{Finding, FindingKind};

use super::fields::Field;
use super::labels::Label;
use super::{Given, everywhere};
use crate::dates;
use crate::lines::Line;

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
    findings: &mut Vec<Finding>,
) -> Days {
    let mut days = Days {
        adjusted_on: labelled(fields, Label::Adjustment).or_else(|| {
            after_words(
                own,
                &[
                    "justerat den",
                    "justerades den",
                    "justerat",
                    "protokollet är justerat",
                ],
            )
        }),
        posted_on: labelled(fields, Label::Posted).or_else(|| {
            after_words(
                own,
                &[
                    "anslagstavla den",
                    "anslaget publicerades",
                    "anslagits den",
                    "tillkännagivits den",
                ],
            )
        }),
        posted_until: labelled(fields, Label::PostedUntil),
        ..Days::default()
    };
    let printed = of_meeting(fields)
        .or_else(|| at_top(own, &mut days.lines))
        .or_else(|| in_page_heads(given.lines));
    if let Some((date, end_date)) = printed {
        days.date = Some(date);
        days.end_date = end_date.filter(|end| *end > date && (*end - date).num_days() <= 14);
    }
    if let Some(stated) = given.facts.date {
        if let Some(date) = days.date.filter(|date| *date != stated) {
            let message = format!(
                "Enligt den angivna uppgiften är datumet {stated}, men i filen står {date}."
            );
            findings.push(Finding::warning(
                FindingKind::FactContradicted,
                everywhere(),
                message,
            ));
            days.end_date = None;
        }
        days.date = Some(stated);
    }
    if days.date.is_none() {
        infer(given, &mut days, findings);
    }
    days
}

/// The date and a second day of the same meeting.
type Printed = (NaiveDate, Option<NaiveDate>);

fn of_meeting(fields: &[Field]) -> Option<Printed> {
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
                    days_in(&text)
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

fn labelled(fields: &[Field], label: Label) -> Option<NaiveDate> {
    fields
        .iter()
        .filter(|field| field.label == label)
        .flat_map(|field| &field.cells)
        .find_map(|cell| dates::first(&cell.text))
}

/// A date right after certain words on the same line.
fn after_words(own: &[(usize, &Line<'_>)], words: &[&str]) -> Option<NaiveDate> {
    own.iter().find_map(|(_, line)| {
        words.iter().find_map(|word| {
            let at = line.folded.find(word)? + word.len();
            dates::first(line.folded.get(at..)?)
        })
    })
}

/// A date among the first lines that no other label owns.
fn at_top(own: &[(usize, &Line<'_>)], placed: &mut Vec<usize>) -> Option<Printed> {
    let other = [
        "juster", "anslag", "anslås", "nedtag", "tas ned", "dnr", "diarie", "publicer", "förfall",
    ];
    let (index, printed) = own
        .iter()
        .take(TOP)
        .filter(|(_, line)| {
            !other.iter().any(|word| line.folded.contains(word)) && line.text.len() < 160
        })
        .find_map(|(index, line)| Some((*index, days_in(&line.text)?)))?;
    placed.push(index);
    Some(printed)
}

/// The date that page heads agree on.
fn in_page_heads(lines: &[Line<'_>]) -> Option<Printed> {
    let mut counts: Vec<(NaiveDate, usize)> = Vec::new();
    for date in lines
        .iter()
        .filter(|line| line.is_furniture)
        .take(400)
        .filter_map(|line| dates::first(&line.text))
    {
        match counts.iter_mut().find(|(known, _)| *known == date) {
            Some((_, count)) => *count += 1,
            None => counts.push((date, 1)),
        }
    }
    counts
        .into_iter()
        .max_by_key(|&(_, count)| count)
        .map(|(date, _)| (date, None))
}

/// Last resorts: the document's own title, then the file's name.
fn infer(given: &Given<'_, '_>, days: &mut Days, findings: &mut Vec<Finding>) {
    let by_title = given
        .source
        .title
        .as_deref()
        .and_then(dates::first)
        .map(|date| (date, "dokumentets egen titel"));
    let by_name = || {
        given
            .facts
            .filename
            .as_deref()
            .and_then(dates::in_filename)
            .map(|date| (date, "filens namn"))
    };
    match by_title.or_else(by_name) {
        Some((date, from)) => {
            days.date = Some(date);
            let message = format!("Datumet {date} står inte i texten utan är hämtat ur {from}.");
            findings.push(Finding::info(
                FindingKind::DateInferred,
                everywhere(),
                message,
            ));
        }
        None => findings.push(Finding::warning(
            FindingKind::DateUnknown,
            everywhere(),
            "Det framgår inte vilken dag sammanträdet hölls.",
        )),
    }
}
