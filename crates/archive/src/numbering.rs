//! How a body numbers its paragraphs, told from the numbers that are held: through the year, from 1 at each meeting,
//! or on over the years. Nobody says it, and a body may change it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::numbers::Numbers;

/// How the numbers of a body run in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// From 1 at the first meeting of the year.
    ThroughYear,
    /// From 1 at each meeting.
    EachMeeting,
    /// Over the turn of the year.
    OverYears,
    /// Too little is held to tell.
    Unknown,
}

/// The numbers of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingNumbers {
    /// Its day.
    pub date: NaiveDate,
    /// Numbers whose text some document holds.
    pub held: Numbers,
    /// Numbers that are published separately and in no document.
    pub elsewhere: Numbers,
    /// Numbers that the covers of whole minutes state.
    pub stated: Numbers,
    /// False where extracts are all that is held.
    pub whole: bool,
    /// How many current paragraphs it has.
    pub paragraphs: u32,
}

/// A meeting that begins later than this left out more than an odd paragraph.
pub const LATEST_BEGINNING: u32 = 5;

/// Between the last meeting of a year and the first of the next, in days.
const LONGEST_PAUSE: i64 = 120;

impl Numbering {
    /// As in the API.
    pub fn name(self) -> &'static str {
        match self {
            Numbering::ThroughYear => "through_year",
            Numbering::EachMeeting => "each_meeting",
            Numbering::OverYears => "over_years",
            Numbering::Unknown => "unknown",
        }
    }
}

impl MeetingNumbers {
    /// First and last number that it is known to have.
    pub fn span(&self) -> Option<[u32; 2]> {
        let all = [&self.held, &self.elsewhere, &self.stated];
        let first = all.iter().filter_map(|numbers| numbers.first()).min()?;
        let last = all.iter().filter_map(|numbers| numbers.last()).max()?;
        Some([first, last])
    }
}

/// The numbering of each year of one body's meetings, which come by date.
pub fn of_years(meetings: &[MeetingNumbers]) -> BTreeMap<i32, Numbering> {
    let years = by_year(meetings);
    let within: BTreeMap<i32, Numbering> = years
        .iter()
        .map(|(&year, meetings)| (year, within(meetings)))
        .collect();
    let mut numbering: BTreeMap<i32, Numbering> = years
        .iter()
        .map(|(&year, meetings)| (year, settled(year, meetings, &within)))
        .collect();
    for year in over_years(&years, &numbering) {
        numbering.insert(year, Numbering::OverYears);
    }
    numbering
}

fn by_year(meetings: &[MeetingNumbers]) -> BTreeMap<i32, Vec<&MeetingNumbers>> {
    let mut years: BTreeMap<i32, Vec<&MeetingNumbers>> = BTreeMap::new();
    for meeting in meetings {
        years.entry(meeting.date.year()).or_default().push(meeting);
    }
    years
}

/// What the year's own meetings tell: do numbers rise from one to the next, or begin again?
fn within(meetings: &[&MeetingNumbers]) -> Numbering {
    let of_whole: Vec<[u32; 2]> = whole_spans(meetings).collect();
    let (rises, falls) = rises_and_falls(&of_whole);
    if of_whole.len() > 1 {
        return match () {
            () if falls > rises => Numbering::EachMeeting,
            () if rises > 0 => Numbering::ThroughYear,
            () => Numbering::Unknown,
        };
    }
    // One § out of a meeting may be any of it: only many that agree tell something.
    let of_all: Vec<[u32; 2]> = meetings.iter().filter_map(|one| one.span()).collect();
    match rises_and_falls(&of_all) {
        (rises, 0) if rises > 1 => Numbering::ThroughYear,
        (rises, falls) if falls > rises => Numbering::EachMeeting,
        _ => Numbering::Unknown,
    }
}

fn whole_spans(meetings: &[&MeetingNumbers]) -> impl Iterator<Item = [u32; 2]> {
    meetings
        .iter()
        .filter(|meeting| meeting.whole)
        .filter_map(|meeting| meeting.span())
}

/// Spans that overlap without beginning again are a slip somewhere, and tell nothing.
fn rises_and_falls(spans: &[[u32; 2]]) -> (usize, usize) {
    let pairs = spans.iter().zip(spans.iter().skip(1));
    let rises = pairs.clone().filter(|([_, last], [first, _])| first > last);
    let falls = pairs
        .clone()
        .filter(|([before, _], [first, _])| first <= before);
    (rises.count(), falls.count())
}

/// A year that does not tell goes by the nearest one that does, as far as its meetings allow that.
fn settled(
    year: i32,
    meetings: &[&MeetingNumbers],
    within: &BTreeMap<i32, Numbering>,
) -> Numbering {
    let told = within
        .iter()
        .filter(|(_, numbering)| **numbering != Numbering::Unknown)
        .min_by_key(|(other, _)| (*other - year).abs())
        .map(|(_, numbering)| *numbering);
    let first = whole_spans(meetings).map(|[first, _]| first).max();
    match (within.get(&year), first) {
        (Some(&known), _) if known != Numbering::Unknown => known,
        // Whole minutes that do not begin at the beginning are not numbered from 1.
        (_, Some(first)) if first > LATEST_BEGINNING => Numbering::ThroughYear,
        _ => told.unwrap_or(Numbering::Unknown),
    }
}

/// What a year that runs has, and when.
#[derive(Clone, Copy)]
struct Running {
    year: i32,
    span: [u32; 2],
    days: [NaiveDate; 2],
}

/// Years that are joined to another one by numbers that go on.
fn over_years(
    years: &BTreeMap<i32, Vec<&MeetingNumbers>>,
    numbering: &BTreeMap<i32, Numbering>,
) -> Vec<i32> {
    let running: Vec<Running> = years
        .iter()
        .filter(|(year, _)| numbering.get(year) == Some(&Numbering::ThroughYear))
        .filter_map(|(&year, meetings)| running(year, meetings))
        .collect();
    let turns: Vec<(Running, Running)> = running
        .iter()
        .copied()
        .zip(running.iter().copied().skip(1))
        .collect();
    let goes_on = turns.iter().any(goes_on_at);
    let always_rises = turns.len() > 1 && turns.iter().all(rises_at);
    if !(goes_on || always_rises && is_dense(years, &running)) {
        return Vec::new();
    }
    let joined = turns.iter().filter(|turn| rises_at(turn));
    joined
        .flat_map(|(before, after)| [before.year, after.year])
        .collect()
}

fn running(year: i32, meetings: &[&MeetingNumbers]) -> Option<Running> {
    let spans = meetings.iter().filter_map(|meeting| meeting.span());
    let first = spans.clone().map(|[first, _]| first).min()?;
    Some(Running {
        year,
        span: [first, spans.map(|[_, last]| last).max()?],
        days: [meetings.first()?.date, meetings.last()?.date],
    })
}

fn rises_at((before, after): &(Running, Running)) -> bool {
    after.span[0] > before.span[1]
}

/// The next number at the next meeting. With many months between them it only looks so.
fn goes_on_at((before, after): &(Running, Running)) -> bool {
    let apart = (after.days[0] - before.days[1]).num_days();
    after.span[0] == before.span[1] + 1 && apart <= LONGEST_PAUSE
}

/// Of numbers that go on over the years most are held; of a few meetings of some years few would be.
fn is_dense(years: &BTreeMap<i32, Vec<&MeetingNumbers>>, running: &[Running]) -> bool {
    let (Some(first), Some(last)) = (running.first(), running.last()) else {
        return false;
    };
    let meetings = running.iter().filter_map(|one| years.get(&one.year));
    let held: u32 = meetings.flatten().map(|meeting| meeting.held.count()).sum();
    held > last.span[1].saturating_sub(first.span[0]) / 2
}
