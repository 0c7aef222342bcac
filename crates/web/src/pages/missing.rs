//! What is missing of a body, year by year, in plain words.

use paragraf_archive::{Gap, GapPlace, HeldYear, Holding, Numbering};

use crate::swedish;

/// What is missing in a year; a line that is empty is not shown.
pub struct MissingView {
    pub year: String,
    /// Numbers that no document holds, and where they must lie.
    pub numbers: Vec<String>,
    /// Numbers that are published separately.
    pub separately: String,
    /// Meetings that other minutes name.
    pub meetings: String,
}

/// The years in which something is missing, the latest first; those of which nothing is held together and last.
pub fn of_body(holding: &Holding) -> Vec<MissingView> {
    let (held, not_held): (Vec<&HeldYear>, Vec<&HeldYear>) = holding
        .years
        .iter()
        .rev()
        .partition(|year| year.meetings > 0);
    let views = held
        .into_iter()
        .map(of_year)
        .chain(years_not_held(&not_held));
    views.filter(MissingView::is_something).collect()
}

/// The same of the years of which nothing is held, each with its days: what has no place between meetings that are held.
pub fn of_years_not_held(holding: &Holding) -> Vec<MissingView> {
    let latest_first = holding.years.iter().rev();
    let not_held = latest_first.filter(|year| year.meetings == 0);
    not_held
        .map(of_year)
        .filter(MissingView::is_something)
        .collect()
}

/// Meetings of years of which nothing is held: that they are missing surprises nobody, so they are only counted.
fn years_not_held(latest_first: &[&HeldYear]) -> Option<MissingView> {
    let (last, first) = (latest_first.first()?.year, latest_first.last()?.year);
    let count: usize = latest_first
        .iter()
        .map(|year| year.named_meetings.len())
        .sum();
    Some(MissingView {
        year: match first == last {
            true => first.to_string(),
            false => format!("{first}–{last}"),
        },
        numbers: Vec::new(),
        separately: String::new(),
        meetings: swedish::counted(count as u64, "sammanträde", "sammanträden"),
    })
}

/// How the numbers run in the latest year that tells.
pub fn numbering(holding: &Holding) -> &'static str {
    let mut told = holding.years.iter().rev().map(|held| held.numbering);
    match told.find(|one| *one != Numbering::Unknown) {
        Some(Numbering::ThroughYear) => "Numren löper genom året.",
        Some(Numbering::EachMeeting) => {
            "Numren börjar om vid varje sammanträde, så ett helt protokoll som saknas märks inte på dem."
        }
        Some(Numbering::OverYears) => "Numren löper vidare över årsskiftet.",
        Some(Numbering::Unknown) | None => "",
    }
}

/// Whether numbers or meetings of the year are missing, as far as can be told.
pub fn is_missing_something(held: &HeldYear) -> bool {
    !(held.gaps.is_empty()
        && held.published_separately.is_empty()
        && held.named_meetings.is_empty())
}

impl MissingView {
    fn is_something(&self) -> bool {
        !(self.numbers.is_empty() && self.separately.is_empty() && self.meetings.is_empty())
    }
}

fn of_year(held: &HeldYear) -> MissingView {
    let year = held.year;
    let separately = held.published_separately.iter().map(|one| {
        let day = swedish::day_of_year(one.meeting, year);
        format!("{} ({day})", swedish::numbers(one.first, one.last))
    });
    let meetings = held.named_meetings.iter().map(|meeting| {
        let count = meeting.paragraphs.into();
        let paragraphs = swedish::counted(count, "paragraf", "paragrafer");
        let day = swedish::day_of_year(meeting.date, year);
        format!("{day} (i {paragraphs})")
    });
    let meetings: Vec<String> = meetings.collect();
    let meetings = match meetings.is_empty() {
        true => String::new(),
        false => format!("sammanträdet {}", meetings.join(", ")),
    };
    MissingView {
        year: year.to_string(),
        numbers: by_place(&held.gaps, year),
        separately: separately.collect::<Vec<_>>().join(", "),
        meetings,
    }
}

/// `§ 3, § 7–8 i protokollet från 5 maj`: numbers of one place in one line.
fn by_place(gaps: &[Gap], year: i32) -> Vec<String> {
    let mut lines: Vec<(GapPlace, Vec<String>, String)> = Vec::new();
    for gap in gaps {
        let numbers = swedish::numbers(gap.first, gap.last);
        match lines.last_mut() {
            Some((place, shown, _)) if *place == gap.place => shown.push(numbers),
            _ => lines.push((gap.place, vec![numbers], where_it_lies(gap, year))),
        }
    }
    let line = |(_, numbers, place): (GapPlace, Vec<String>, String)| {
        format!("{} {place}", numbers.join(", "))
    };
    lines.into_iter().map(line).collect()
}

fn where_it_lies(gap: &Gap, year: i32) -> String {
    let day = |date| swedish::day_of_year(date, year);
    let place = match gap.place {
        GapPlace::InMeeting(date) => format!("i protokollet från {}", day(date)),
        GapPlace::BetweenMeetings(after, before) => {
            format!("mellan sammanträdena {} och {}", day(after), day(before))
        }
        GapPlace::BeforeFirstMeeting(before) => {
            format!("före sammanträdet {}, det första som finns", day(before))
        }
    };
    if gap.extracts_only.is_empty() {
        return place;
    }
    let extracts = gap.extracts_only.iter().map(|&date| day(date));
    let extracts = extracts.collect::<Vec<_>>().join(" och ");
    format!("{place} (från {extracts} finns bara utdrag)")
}
