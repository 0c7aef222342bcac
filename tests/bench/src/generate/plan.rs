//! What is handled when: the meetings of a municipality's year with the number of each paragraph, and the way of each
//! case from body to body. Made anew from the seed wherever it is needed, so that no part of an archive has to wait
//! for another.

use std::collections::VecDeque;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::chance::Chance;
use super::places::{
    BOARDS, Body, COMMITTEE, COUNCIL, CaseForm, EXECUTIVE, Layout, PLACES, Place, Rank,
};

/// The years that are written of.
const YEARS: std::ops::Range<i32> = 2001..2026;
/// A year with fewer paragraphs has no room for a case to go its way.
const LEAST_A_YEAR: u64 = 75;
const A_MEETING: u64 = 15;

/// A year of a municipality: what is planned at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Among [`PLACES`].
    pub place: usize,
    pub year: i32,
    pub paragraphs: u64,
}

impl Unit {
    /// The years of an archive of this size, in the order of their folders.
    pub fn all(paragraphs: u64) -> Vec<Unit> {
        let all = (PLACES.len() * YEARS.len()) as u64;
        let count = (paragraphs / LEAST_A_YEAR).clamp(1, all);
        let mut units: Vec<Unit> = (0..count)
            .map(|number| Unit {
                place: number as usize % PLACES.len(),
                // Seven and twenty-five have no divisor in common: every year comes once, far from the one before.
                year: YEARS.start
                    + (7 * (number as usize / PLACES.len()) + 3 * (number as usize % PLACES.len()))
                        as i32
                        % YEARS.len() as i32,
                paragraphs: paragraphs * (number + 1) / count - paragraphs * number / count,
            })
            .collect();
        units.sort_by_key(|unit| (unit.place, unit.year));
        units
    }

    pub fn place(&self) -> &'static Place {
        &PLACES[self.place]
    }

    /// A stream that belongs to this year.
    pub fn chance(&self, seed: u64, place: &[u64]) -> Chance {
        let mut path = vec![self.place as u64, self.year as u64];
        path.extend(place);
        Chance::of(seed, &path)
    }
}

/// A year's meetings.
#[derive(Debug)]
pub struct Plan {
    pub unit: Unit,
    /// By day.
    pub meetings: Vec<Meeting>,
    pub cases: Vec<Case>,
}

/// A meeting with its paragraphs.
#[derive(Debug)]
pub struct Meeting {
    pub body: Body,
    pub date: NaiveDate,
    /// How many meetings of the body in this year came before, and this one.
    pub ordinal: u64,
    /// The number of the first paragraph: they are numbered through the year.
    pub first: u32,
    pub items: Vec<Item>,
}

/// A matter (*ärende*).
#[derive(Debug)]
pub struct Case {
    pub registry: &'static str,
    pub serial: u32,
    pub origin: Origin,
    /// Who prepares it.
    pub office: &'static str,
}

/// Where a matter comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Administration,
    /// A member of the council moved it (*motion*).
    Member,
}

/// What a paragraph is about.
#[derive(Clone, Debug)]
pub enum Item {
    Formality(Formality),
    Case {
        /// Among the plan's cases.
        case: usize,
        /// Where it was handled before, in order.
        earlier: Vec<Earlier>,
        /// Who decides next.
        next: Option<Body>,
    },
}

/// What stands in all minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formality {
    Adjusters,
    Agenda,
    Information,
    Delegated,
    Messages,
    Questions,
}

impl Formality {
    /// Some diaries have a case a year for what is in all minutes.
    pub fn case(self, place: &Place, body: &Body) -> Option<Case> {
        (place.layout == Layout::CaseAboveNumber).then_some(Case {
            registry: body.registry,
            serial: self as u32 + 1,
            origin: Origin::Administration,
            office: body.office,
        })
    }
}

/// The serials of formalities come first.
const FORMALITIES: u32 = 6;

/// An earlier paragraph of the same case.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub body: Body,
    pub date: NaiveDate,
    pub number: u32,
}

/// What a body has still to handle.
#[derive(Debug)]
struct Waiting {
    from: NaiveDate,
    case: usize,
    earlier: Vec<Earlier>,
}

/// Beyond this a body's table is full.
const TABLE: usize = 60;

impl Plan {
    pub fn new(unit: Unit, seed: u64) -> Plan {
        let mut chance = unit.chance(seed, &[0]);
        let mut plan = Plan {
            meetings: days(unit, &mut chance),
            unit,
            cases: Vec::new(),
        };
        plan.fill(&mut chance);
        plan
    }

    /// Gives each meeting its share of the paragraphs, and each paragraph its matter.
    fn fill(&mut self, chance: &mut Chance) {
        let weights: Vec<u64> = self
            .meetings
            .iter()
            .map(|_| chance.between(5, 26))
            .collect();
        let all: u64 = weights.iter().sum();
        let (mut weight, mut given) = (0, 0);
        let mut numbers: Vec<(&str, u32)> = Vec::new();
        let mut serials: Vec<(&str, u32)> = Vec::new();
        let mut tables: [VecDeque<Waiting>; 3] = Default::default();
        for (meeting, own) in self.meetings.iter_mut().zip(weights) {
            weight += own;
            let count = self.unit.paragraphs * weight / all.max(1) - given;
            given += count;
            let next = entry(&mut numbers, meeting.body.name);
            meeting.first = *next + 1;
            *next += count as u32;
            meeting.items = formalities(meeting.body.rank, count, chance);
            let last = closing(meeting.body.rank, count, chance);
            let room = count.saturating_sub((meeting.items.len() + last.len()) as u64);
            for _ in 0..room {
                let (case, earlier) = waiting(&mut tables, meeting.body.rank, meeting.date)
                    .unwrap_or_else(|| {
                        self.cases.push(new_case(
                            self.unit.place(),
                            meeting.body,
                            &mut serials,
                            chance,
                        ));
                        (self.cases.len() - 1, Vec::new())
                    });
                let next = next_body(meeting.body.rank, self.cases[case].origin, &earlier, chance)
                    .filter(|next| tables[next.rank as usize - 1].len() < TABLE);
                if let Some(next) = next {
                    let mut passed = earlier.clone();
                    passed.push(Earlier {
                        body: meeting.body,
                        date: meeting.date,
                        number: meeting.first + meeting.items.len() as u32,
                    });
                    tables[next.rank as usize - 1].push_back(Waiting {
                        from: meeting.date + Days::new(7),
                        case,
                        earlier: passed,
                    });
                }
                meeting.items.push(Item::Case {
                    case,
                    earlier,
                    next,
                });
            }
            meeting.items.extend(last);
            meeting.items.truncate(count as usize);
        }
        self.meetings.retain(|meeting| !meeting.items.is_empty());
    }
}

/// The bodies' days.
fn days(unit: Unit, chance: &mut Chance) -> Vec<Meeting> {
    let working: Vec<NaiveDate> = working_days(unit.year);
    let boards = (unit.paragraphs / 100).clamp(1, BOARDS.len() as u64);
    let total = (unit.paragraphs / A_MEETING).max(4);
    // In hundredths of all meetings; what the boards have is shared among them.
    let shares = [(COMMITTEE, 19, 30), (EXECUTIVE, 20, 55), (COUNCIL, 14, 80)];
    let mut bodies: Vec<(Body, u64, u64)> = shares
        .into_iter()
        .map(|(body, share, phase)| (body, total * share / 100, phase))
        .collect();
    // Few boards are not the same ones everywhere.
    let other = BOARDS.into_iter().cycle().skip(unit.place);
    for body in other.take(boards as usize) {
        bodies.push((body, total * 47 / 100 / boards, chance.between(2, 25)));
    }
    let mut meetings = Vec::new();
    for (body, count, phase) in bodies {
        let count = count.clamp(1, working.len() as u64 / 2);
        for ordinal in 0..count {
            let place = (ordinal * 100 + phase) * working.len() as u64 / (count * 100);
            meetings.push(Meeting {
                body,
                date: working[place as usize],
                ordinal: ordinal + 1,
                first: 0,
                items: Vec::new(),
            });
        }
    }
    meetings.sort_by_key(|meeting| (meeting.date, meeting.body.rank, meeting.body.name));
    meetings
}

/// Without weekends, July and the end of the year.
fn working_days(year: i32) -> Vec<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 8).unwrap_or_default();
    first
        .iter_days()
        .take(347)
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && day.month() != 7)
        .collect()
}

fn entry<'e>(entries: &'e mut Vec<(&'static str, u32)>, name: &'static str) -> &'e mut u32 {
    let place = entries.iter().position(|(known, _)| *known == name);
    let place = place.unwrap_or_else(|| {
        entries.push((name, 0));
        entries.len() - 1
    });
    &mut entries[place].1
}

fn formalities(rank: Rank, count: u64, chance: &mut Chance) -> Vec<Item> {
    let mut items = vec![Item::Formality(Formality::Adjusters)];
    if count > 6 && rank != Rank::Council && chance.percent(60) {
        items.push(Item::Formality(Formality::Agenda));
    }
    if count > 8 && rank != Rank::Council && chance.percent(40) {
        items.push(Item::Formality(Formality::Information));
    }
    items
}

fn closing(rank: Rank, count: u64, chance: &mut Chance) -> Vec<Item> {
    let mut items = Vec::new();
    if count > 8 && rank == Rank::Council && chance.percent(50) {
        items.push(Item::Formality(Formality::Questions));
    }
    if count > 7 && rank != Rank::Council && chance.percent(60) {
        items.push(Item::Formality(Formality::Delegated));
    }
    if count > 6 && chance.percent(60) {
        items.push(Item::Formality(Formality::Messages));
    }
    items
}

/// The case that has waited longest for this body.
fn waiting(
    tables: &mut [VecDeque<Waiting>; 3],
    rank: Rank,
    date: NaiveDate,
) -> Option<(usize, Vec<Earlier>)> {
    let table = tables.get_mut((rank as usize).checked_sub(1)?)?;
    let place = table.iter().position(|waiting| waiting.from <= date)?;
    table
        .remove(place)
        .map(|waiting| (waiting.case, waiting.earlier))
}

fn new_case(
    place: &Place,
    body: Body,
    serials: &mut Vec<(&'static str, u32)>,
    chance: &mut Chance,
) -> Case {
    let diary = match place.case_form {
        CaseForm::NoRegistry => "",
        _ => body.registry,
    };
    let serial = entry(serials, diary);
    *serial += chance.between(1, 5) as u32;
    let is_motion = body.rank == Rank::Council && chance.percent(60);
    Case {
        registry: diary,
        serial: FORMALITIES + *serial,
        origin: if is_motion {
            Origin::Member
        } else {
            Origin::Administration
        },
        office: body.office,
    }
}

/// To whom the case goes from here.
fn next_body(rank: Rank, origin: Origin, earlier: &[Earlier], chance: &mut Chance) -> Option<Body> {
    match rank {
        Rank::Board if chance.percent(22) => Some(COMMITTEE),
        Rank::Board if chance.percent(18) => Some(EXECUTIVE),
        Rank::Committee if chance.percent(85) => Some(EXECUTIVE),
        Rank::Executive if origin == Origin::Member || chance.percent(45) => Some(COUNCIL),
        Rank::Council if origin == Origin::Member && earlier.is_empty() => Some(EXECUTIVE),
        _ => None,
    }
}
