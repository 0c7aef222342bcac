//! The meetings of a municipality's bodies as lines under each other, with one axis: when they met as far as is held, and
//! where something is missing.

use paragraf_archive::{GapPlace, Holding};

use chrono::{Datelike, NaiveDate};

use super::chart::strip::{Axis, Days, Strip, YearMark};
use crate::swedish;

/// Lines with their axis.
#[derive(Clone, Debug)]
pub struct Strips {
    pub lines: Vec<Line>,
    pub marks: Vec<YearMark>,
}

/// One body.
#[derive(Clone, Debug)]
pub struct Line {
    pub body: String,
    pub url: String,
    pub strip: Strip,
}

impl Strips {
    /// Of bodies of one municipality; nothing where nothing is held.
    pub fn of(holdings: &[&Holding]) -> Option<Strips> {
        let first = holdings.iter().map(|holding| holding.first_meeting).min()?;
        let last = holdings.iter().map(|holding| holding.last_meeting).max()?;
        let axis = Axis::of(first, last)?;
        let line = |holding: &&Holding| Line {
            body: holding.body.clone(),
            url: format!("/{}/{}", holding.municipality_short, holding.body_slug),
            strip: axis.strip(&days(holding)),
        };
        Some(Strips {
            lines: holdings.iter().map(line).collect(),
            marks: axis.marks(),
        })
    }
}

fn days(holding: &Holding) -> Days {
    let named = holding.years.iter().flat_map(|year| &year.named_meetings);
    Days {
        told: in_words(holding),
        held: holding.days.clone(),
        missing: holding.gaps().map(|gap| stretch(gap.place)).collect(),
        named: named.map(|meeting| meeting.date).collect(),
    }
}

/// The days between which the missing numbers lie.
fn stretch(place: GapPlace) -> (NaiveDate, NaiveDate) {
    match place {
        GapPlace::InMeeting(day) => (day, day),
        GapPlace::BetweenMeetings(after, before) => (after, before),
        GapPlace::BeforeFirstMeeting(before) => {
            let new_year = NaiveDate::from_ymd_opt(before.year(), 1, 1);
            (new_year.unwrap_or(before), before)
        }
    }
}

/// The line in a sentence; the words beside it tell which numbers and which meetings.
fn in_words(holding: &Holding) -> String {
    let meetings = swedish::counted(holding.meetings.into(), "sammanträde", "sammanträden");
    let span = match holding.first_meeting == holding.last_meeting {
        true => swedish::day(holding.first_meeting),
        false => format!(
            "från {} till {}",
            swedish::day(holding.first_meeting),
            swedish::day(holding.last_meeting)
        ),
    };
    let gaps = match holding.gaps().count() as u64 {
        0 => "inga nummer saknas".to_owned(),
        1 => "nummer saknas på ett ställe".to_owned(),
        many => format!("nummer saknas på {} ställen", swedish::count(many)),
    };
    let named: usize = holding
        .years
        .iter()
        .map(|year| year.named_meetings.len())
        .sum();
    let named = match named as u64 {
        0 => String::new(),
        1 => "; ett sammanträde som andra protokoll nämner är inte inläst".to_owned(),
        many => format!(
            "; {} sammanträden som andra protokoll nämner är inte inlästa",
            swedish::count(many)
        ),
    };
    format!("{}: {meetings} {span}; {gaps}{named}", holding.body)
}
