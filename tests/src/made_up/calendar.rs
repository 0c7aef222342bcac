//! When the bodies meet, and which paragraph of a matter falls into which meeting.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Matter;
use super::formalities::{self, Formality};
use super::handling::{Earlier, Handling, Step};
use crate::chance::Chance;

/// Between two bodies that handle the same matter.
const BETWEEN_BODIES: u64 = 14;

/// Between a decision and the report on it.
const UNTIL_REPORT: u64 = 150;

/// A meeting with its paragraphs, before it is text.
#[derive(Debug)]
pub struct Meeting<'a> {
    pub municipality: &'static str,
    pub body: &'a str,
    pub date: NaiveDate,
    /// The number of the first paragraph: they are numbered through the year.
    pub first: u32,
    pub items: Vec<Item<'a>>,
}

/// One paragraph.
#[derive(Debug)]
pub enum Item<'a> {
    Formality(Formality),
    Handling(Handling<'a>),
}

impl<'a> Meeting<'a> {
    /// Every item with its number.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &Item<'a>)> {
        (self.first..).zip(&self.items)
    }

    /// The paragraphs of matters.
    pub fn handlings(&self) -> impl Iterator<Item = (u32, &Handling<'a>)> {
        self.numbered().filter_map(|(number, item)| match item {
            Item::Handling(handling) => Some((number, handling)),
            Item::Formality(_) => None,
        })
    }
}

/// A day of a body: the order in which everything is held.
type Day<'a> = (&'static str, NaiveDate, &'a str);

/// Every meeting in which one of the matters is handled, by municipality and date.
pub fn meetings(matters: &[Matter]) -> Vec<Meeting<'_>> {
    let mut days: BTreeMap<Day<'_>, Vec<(&Matter, Step)>> = BTreeMap::new();
    for matter in matters {
        for (step, body, date) in path(matter) {
            let day = (matter.municipality_name(), date, body);
            days.entry(day).or_default().push((matter, step));
        }
    }
    let mut numbers: BTreeMap<(&str, &str, i32), u32> = BTreeMap::new();
    let mut earlier: BTreeMap<&str, Vec<Earlier>> = BTreeMap::new();
    let mut meetings = Vec::new();
    for ((municipality, date, body), mut handled) in days {
        handled.sort_by_key(|(matter, _)| Chance::of(&matter.key).number());
        let next = numbers
            .entry((municipality, body, date.year()))
            .or_insert(1);
        let first = *next;
        let mut items = formalities::opening(municipality, body, date);
        for (matter, step) in handled {
            let before = earlier.entry(&matter.key).or_default();
            items.push(Item::Handling(Handling {
                matter,
                step,
                earlier: before.clone(),
            }));
            before.push(Earlier {
                body: body.to_owned(),
                date,
                number: first + items.len() as u32 - 1,
            });
        }
        items.extend(formalities::closing(municipality, body, date));
        *next += items.len() as u32;
        meetings.push(Meeting {
            municipality,
            body,
            date,
            first,
            items,
        });
    }
    meetings
}

/// The days on which a matter is handled.
fn path(matter: &Matter) -> Vec<(Step, &str, NaiveDate)> {
    let name = matter.municipality_name();
    let mut chance = Chance::of(&matter.key);
    let mut after = day(matter.year, 1, 1) + Days::new(chance.below(240));
    let mut path = Vec::new();
    let last = matter.bodies.len().saturating_sub(1);
    for (place, body) in matter.bodies.iter().enumerate() {
        let date = next_meeting(name, body, after);
        let step = if place == last {
            Step::Decides
        } else {
            Step::Proposes(place)
        };
        path.push((step, body.as_str(), date));
        after = date + Days::new(BETWEEN_BODIES);
    }
    if !matter.later.trim().is_empty() {
        let date = after + Days::new(UNTIL_REPORT - BETWEEN_BODIES);
        let body = reported_to(matter);
        path.push((Step::Reports, body, next_meeting(name, body, date)));
    }
    path
}

/// Reports go to the last body that is not the council.
fn reported_to(matter: &Matter) -> &str {
    let not_council = |body: &&String| !body.ends_with("fullmäktige");
    let body = matter.bodies.iter().rev().find(not_council);
    body.or(matter.bodies.last()).map_or("", String::as_str)
}

/// The body's first meeting on that day or later.
fn next_meeting(municipality: &str, body: &str, after: NaiveDate) -> NaiveDate {
    let years = after.year()..=after.year() + 1;
    let mut days = years.flat_map(|year| of_year(municipality, body, year));
    days.find(|day| *day >= after).unwrap_or(after)
}

/// A body's meetings of one year, in order.
fn of_year(municipality: &str, body: &str, year: i32) -> Vec<NaiveDate> {
    let months: &[u32] = if body.ends_with("fullmäktige") {
        &[6, 12]
    } else if body.ends_with("styrelsen") {
        &[2, 5, 10]
    } else if body.ends_with("utskott") {
        &[4, 9]
    } else {
        &[3, 9]
    };
    let mut chance = Chance::of(&format!("{municipality}/{body}/{year}"));
    let mut days: Vec<NaiveDate> = months
        .iter()
        .map(|month| working_day(day(year, *month, 1) + Days::new(chance.below(24))))
        .collect();
    // The samples hold meetings of the same bodies in these years: two sets of minutes of one day would be one meeting.
    days.iter_mut()
        .filter(|day| SAMPLES.contains(&day.to_string().as_str()))
        .for_each(|day| *day = working_day(*day + Days::new(1)));
    days
}

/// The days of the sample minutes.
const SAMPLES: &[&str] = &[
    "2019-12-16",
    "2020-09-22",
    "2020-10-06",
    "2020-10-20",
    "2020-11-09",
    "2023-03-21",
    "2023-05-16",
    "2023-09-12",
    "2023-09-19",
    "2023-10-17",
    "2023-11-27",
    "2024-06-18",
    "2024-08-28",
    "2024-09-11",
    "2024-09-30",
    "2025-01-29",
    "2025-02-24",
    "2025-09-10",
    "2025-09-17",
    "2025-10-14",
    "2025-11-18",
    "2026-02-10",
];

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn working_day(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => day + Days::new(2),
        Weekday::Sun => day + Days::new(1),
        _ => day,
    }
}
