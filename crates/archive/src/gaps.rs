//! Which numbers and meetings of a body are missing, and where they must lie.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::numbering::{self, LATEST_BEGINNING, MeetingNumbers, Numbering};
use crate::numbers::Numbers;

/// What is held of a body in a year, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldYear {
    /// The year.
    pub year: i32,
    /// How the paragraphs are numbered.
    pub numbering: Numbering,
    /// Number of meetings.
    pub meetings: u32,
    /// Number of current paragraphs.
    pub paragraphs: u32,
    /// Numbers that no document holds and none says to be published separately.
    pub gaps: Vec<Gap>,
    /// Numbers that the minutes say are published separately, and that no document holds.
    pub published_separately: Vec<PublishedSeparately>,
    /// Meetings that paragraphs name and of which nothing is held.
    pub named_meetings: Vec<NamedMeeting>,
}

/// Paragraph numbers that no document holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Year of the meetings.
    pub year: i32,
    /// First missing number.
    pub first: u32,
    /// Last missing number.
    pub last: u32,
    /// Where they must lie.
    pub place: GapPlace,
    /// Meetings beside it of which only extracts are held: the numbers may be theirs.
    pub extracts_only: Vec<NaiveDate>,
}

/// Where missing numbers must lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapPlace {
    /// In a meeting that is held.
    InMeeting(NaiveDate),
    /// Between two meetings that are held: at least one is missing.
    BetweenMeetings(NaiveDate, NaiveDate),
    /// Before the first meeting of the year that is held.
    BeforeFirstMeeting(NaiveDate),
}

/// Numbers of a meeting that are published separately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedSeparately {
    /// The meeting.
    pub meeting: NaiveDate,
    /// First number.
    pub first: u32,
    /// Last number.
    pub last: u32,
}

/// A meeting that paragraphs name and of which nothing is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedMeeting {
    /// The day that they name.
    pub date: NaiveDate,
    /// How many current paragraphs do.
    pub paragraphs: u32,
}

/// The years of one body, from its meetings by date.
pub fn of_body(meetings: &[MeetingNumbers], named: Vec<NamedMeeting>) -> Vec<HeldYear> {
    let numbering = numbering::of_years(meetings);
    let mut years: BTreeMap<i32, HeldYear> = BTreeMap::new();
    for meeting in meetings {
        let year = meeting.date.year();
        let numbering = numbering.get(&year).copied();
        let held = years.entry(year).or_insert_with(|| HeldYear {
            numbering: numbering.unwrap_or(Numbering::Unknown),
            ..HeldYear::empty(year)
        });
        held.meetings += 1;
        held.paragraphs += meeting.paragraphs;
        let ranges = meeting.elsewhere.ranges();
        held.published_separately
            .extend(ranges.map(|range| PublishedSeparately {
                meeting: meeting.date,
                first: *range.start(),
                last: *range.end(),
            }));
    }
    for run in runs(meetings, &numbering) {
        for gap in gaps_of_run(&run) {
            if let Some(year) = years.get_mut(&gap.year) {
                year.gaps.push(gap);
            }
        }
    }
    for meeting in named {
        let year = meeting.date.year();
        let held = years.entry(year).or_insert_with(|| HeldYear::empty(year));
        held.named_meetings.push(meeting);
    }
    years.into_values().collect()
}

impl HeldYear {
    fn empty(year: i32) -> HeldYear {
        HeldYear {
            year,
            numbering: Numbering::Unknown,
            meetings: 0,
            paragraphs: 0,
            gaps: Vec::new(),
            published_separately: Vec::new(),
            named_meetings: Vec::new(),
        }
    }
}

/// Where a run's numbers begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// At 1, with the first meeting of the year.
    Year,
    /// At 1, with a meeting.
    Meeting,
    /// At the first number held: what came before it is nobody's guess.
    Held,
}

/// Meetings whose numbers form one run.
struct Run<'m> {
    start: Start,
    meetings: Vec<&'m MeetingNumbers>,
    /// The meeting before it, of whatever numbers.
    after: Option<NaiveDate>,
    highest: u32,
}

fn runs<'m>(meetings: &'m [MeetingNumbers], numbering: &BTreeMap<i32, Numbering>) -> Vec<Run<'m>> {
    let of_year = |year: i32| numbering.get(&year).copied().unwrap_or(Numbering::Unknown);
    let mut runs: Vec<Run<'m>> = Vec::new();
    let mut before: Option<&MeetingNumbers> = None;
    for meeting in meetings {
        let year = meeting.date.year();
        let [first, last] = meeting.span().unwrap_or_default();
        let joins = |run: &&mut Run<'m>| {
            let last_year = before.map_or(year, |before| before.date.year());
            match (of_year(last_year), of_year(year)) {
                (Numbering::ThroughYear, Numbering::ThroughYear) => last_year == year,
                // Where one run over years ends and another begins, the numbers fall at the turn.
                (Numbering::OverYears, Numbering::OverYears) => {
                    last_year == year || first > run.highest
                }
                _ => false,
            }
        };
        match runs.last_mut().filter(joins) {
            Some(run) => {
                run.meetings.push(meeting);
                run.highest = run.highest.max(last);
            }
            None => runs.push(Run {
                start: match of_year(year) {
                    Numbering::ThroughYear => Start::Year,
                    Numbering::EachMeeting => Start::Meeting,
                    Numbering::OverYears | Numbering::Unknown => Start::Held,
                },
                meetings: vec![meeting],
                after: before.map(|before| before.date),
                highest: last,
            }),
        }
        before = Some(meeting);
    }
    runs
}

/// A meeting with its first and last number.
struct Spanned<'m> {
    first: u32,
    last: u32,
    meeting: &'m MeetingNumbers,
}

fn gaps_of_run(run: &Run<'_>) -> Vec<Gap> {
    let mut spans: Vec<Spanned<'_>> = run
        .meetings
        .iter()
        .filter_map(|meeting| {
            let [first, last] = meeting.span()?;
            Some(Spanned {
                first,
                last,
                meeting,
            })
        })
        .collect();
    spans.sort_by_key(|span| (span.first, span.last));
    let lowest = spans.first().map_or(0, |span| span.first);
    let from = if run.start == Start::Held { lowest } else { 1 };
    let present = Numbers::of(run.meetings.iter().flat_map(|meeting| {
        let numbers = meeting.held.ranges().chain(meeting.elsewhere.ranges());
        numbers.cloned()
    }));
    let gaps = Numbers::of([from..=run.highest]).without(&present);
    let gaps = gaps
        .ranges()
        .flat_map(|range| placed(*range.start(), *range.end(), &spans));
    let begins_late = lowest > LATEST_BEGINNING && spans.iter().any(|span| span.meeting.whole);
    gaps.map(|gap| match (gap.place, run.after) {
        // Whole minutes in which more than an odd paragraph is missing at the beginning go on from another meeting.
        (GapPlace::BeforeFirstMeeting(day), Some(after))
            if run.start == Start::Meeting && begins_late =>
        {
            gap.at(GapPlace::BetweenMeetings(after, day))
        }
        (GapPlace::BeforeFirstMeeting(day), _) if run.start == Start::Meeting && !begins_late => {
            gap.at(GapPlace::InMeeting(day))
        }
        _ => gap,
    })
    .collect()
}

/// Parts a range of missing numbers where meetings begin and end.
fn placed(first: u32, last: u32, spans: &[Spanned<'_>]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut from = first;
    while from <= last {
        let inside = spans
            .iter()
            .find(|span| span.first <= from && from <= span.last);
        let next = spans.iter().find(|span| span.first > from);
        let gap = match (inside, next) {
            (Some(span), _) => Gap::new(
                [from, last.min(span.last)],
                GapPlace::InMeeting(span.meeting.date),
                [Some(span), None],
            ),
            (None, Some(next)) => {
                let before = spans
                    .iter()
                    .filter(|span| span.last < from)
                    .max_by_key(|span| span.last);
                let day = next.meeting.date;
                let place = before.map_or(GapPlace::BeforeFirstMeeting(day), |before| {
                    GapPlace::BetweenMeetings(before.meeting.date, day)
                });
                Gap::new(
                    [from, last.min(next.first - 1)],
                    place,
                    [before, Some(next)],
                )
            }
            // Nothing is known beyond the last number.
            (None, None) => break,
        };
        from = gap.last + 1;
        gaps.push(gap);
    }
    gaps
}

impl Gap {
    fn at(self, place: GapPlace) -> Gap {
        Gap { place, ..self }
    }

    fn new([first, last]: [u32; 2], place: GapPlace, beside: [Option<&Spanned<'_>>; 2]) -> Gap {
        let day = match place {
            GapPlace::InMeeting(day)
            | GapPlace::BetweenMeetings(_, day)
            | GapPlace::BeforeFirstMeeting(day) => day,
        };
        let meetings = beside.into_iter().flatten().map(|span| span.meeting);
        Gap {
            year: day.year(),
            first,
            last,
            place,
            extracts_only: meetings
                .filter(|meeting| !meeting.whole)
                .map(|meeting| meeting.date)
                .collect(),
        }
    }
}
