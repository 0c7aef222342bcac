//! The meetings of a body by year, the latest first, with what is missing at its place between them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use paragraf_archive::{Gap, GapPlace, Holding, MeetingSummary};

use crate::swedish;

/// A year.
pub struct YearView {
    pub year: String,
    /// `9 sammanträden, 120 paragrafer`.
    pub counted: String,
    pub lines: Vec<Line>,
}

/// A meeting that is held, what is missing of it, or what is missing before it.
#[derive(Default)]
pub struct Line {
    pub meeting: Option<MeetingLine>,
    /// What is missing here, in sentences.
    pub missing: Vec<String>,
}

/// A meeting that is held.
pub struct MeetingLine {
    pub url: String,
    pub day: String,
    pub date: String,
    pub numbers: String,
    pub counted: String,
}

/// Where a line stands: the latest first, and what lies before a meeting after it.
type Place = Reverse<(NaiveDate, bool)>;

/// Every meeting, and what is known to be missing in the years of which something is held.
pub fn by_year(holding: &Holding, meetings: &[MeetingSummary]) -> Vec<YearView> {
    let mut lines: BTreeMap<Place, Line> = BTreeMap::new();
    for meeting in meetings {
        let line = lines.entry(Reverse((meeting.date, true))).or_default();
        line.meeting = Some(MeetingLine::of(meeting));
    }
    let mut tell = |day: NaiveDate, within: bool, sentence: String| {
        let line = lines.entry(Reverse((day, within))).or_default();
        line.missing.push(sentence);
    };
    for held in holding.years.iter().filter(|held| held.meetings > 0) {
        for gap in &held.gaps {
            let numbers = swedish::numbers(gap.first, gap.last);
            let extracts = extracts_only(gap, held.year);
            match gap.place {
                GapPlace::InMeeting(day) => {
                    tell(
                        day,
                        true,
                        format!("{numbers} saknas i protokollet{extracts}"),
                    );
                }
                GapPlace::BetweenMeetings(_, before) => tell(
                    before,
                    false,
                    format!(
                        "{numbers} saknas: minst ett sammanträde här emellan är inte inläst{extracts}"
                    ),
                ),
                GapPlace::BeforeFirstMeeting(before) => tell(
                    before,
                    false,
                    format!("{numbers} saknas, före årets första inlästa sammanträde{extracts}"),
                ),
            }
        }
        for one in &held.published_separately {
            let numbers = swedish::numbers(one.first, one.last);
            tell(
                one.meeting,
                true,
                format!("{numbers} är publicerat för sig och inte inläst"),
            );
        }
        for meeting in &held.named_meetings {
            let paragraphs = swedish::counted(meeting.paragraphs.into(), "paragraf", "paragrafer");
            tell(
                meeting.date,
                true,
                format!(
                    "Sammanträdet {} nämns i {paragraphs} men är inte inläst",
                    swedish::day_of_year(meeting.date, held.year)
                ),
            );
        }
    }
    years(holding, lines)
}

fn years(holding: &Holding, lines: BTreeMap<Place, Line>) -> Vec<YearView> {
    let mut years: Vec<YearView> = Vec::new();
    for (Reverse((day, _)), line) in lines {
        let year = day.format("%Y").to_string();
        if years.last().is_none_or(|last| last.year != year) {
            years.push(YearView {
                counted: counted(holding, day.year()),
                year,
                lines: Vec::new(),
            });
        }
        if let Some(last) = years.last_mut() {
            last.lines.push(line);
        }
    }
    years
}

fn counted(holding: &Holding, year: i32) -> String {
    let held = holding.years.iter().find(|held| held.year == year);
    match held {
        Some(held) if held.meetings > 0 => format!(
            "{}, {}",
            swedish::counted(held.meetings.into(), "sammanträde", "sammanträden"),
            swedish::counted(held.paragraphs.into(), "paragraf", "paragrafer")
        ),
        _ => String::new(),
    }
}

fn extracts_only(gap: &Gap, year: i32) -> String {
    if gap.extracts_only.is_empty() {
        return String::new();
    }
    let days = gap
        .extracts_only
        .iter()
        .map(|day| swedish::day_of_year(*day, year));
    format!(
        " (från {} finns bara utdrag)",
        days.collect::<Vec<_>>().join(" och ")
    )
}

impl MeetingLine {
    fn of(meeting: &MeetingSummary) -> MeetingLine {
        MeetingLine {
            url: format!("/{}", meeting.id),
            day: swedish::day(meeting.date),
            date: meeting.date.to_string(),
            numbers: meeting.numbers.replace('-', "–").replace(',', ", "),
            counted: swedish::counted(meeting.paragraphs.into(), "paragraf", "paragrafer"),
        }
    }
}
