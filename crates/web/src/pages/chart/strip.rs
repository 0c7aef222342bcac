//! Days on a line of time: what is held, what is missing and what others only name, for several lines with one axis.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use super::{across, part_of};

/// The years that all lines of a picture share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    first: NaiveDate,
    days: u64,
    first_year: i32,
    last_year: i32,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Strip {
    /// A sentence that says the same, for whoever does not see it.
    pub told: String,
    /// A stroke for each day held, as the data of a path in a picture a thousand wide and ten high.
    pub held: String,
    /// Strokes at the turns of years, likewise.
    pub years: String,
    pub missing: Vec<Stretch>,
    /// Places of days that others name.
    pub named: Vec<String>,
}

/// From one place to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub x: String,
    pub width: String,
}

/// A year on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearMark {
    pub year: String,
    /// Where it begins.
    pub x: String,
}

/// A line before it is drawn.
#[derive(Clone, Debug, Default)]
pub struct Days {
    pub told: String,
    pub held: Vec<NaiveDate>,
    /// First and last day of each stretch.
    pub missing: Vec<(NaiveDate, NaiveDate)>,
    pub named: Vec<NaiveDate>,
}

/// A stroke's place is told in thousandths of the width: more would be finer than a pixel.
const FINEST: f64 = 1_000.0;
/// So many years can have their number on the narrowest page.
const LABELS: usize = 5;
/// Wider than this is no body's time: a line would show nothing.
const MOST_YEARS: i32 = 400;
/// Days that others name and that a line shows; the words beside it tell all.
const MOST_NAMED: usize = 60;

impl Axis {
    /// From the first day's New Year to the last day's New Year's Eve; the last years where it would be endless.
    pub fn of(first: NaiveDate, last: NaiveDate) -> Option<Axis> {
        let last_year = last.year();
        let first_year = first.year().min(last_year).max(last_year - MOST_YEARS);
        let first = NaiveDate::from_ymd_opt(first_year, 1, 1)?;
        let end = NaiveDate::from_ymd_opt(last_year + 1, 1, 1)?;
        Some(Axis {
            first,
            days: (end - first).num_days().unsigned_abs(),
            first_year,
            last_year,
        })
    }

    /// The years' beginnings, as many as have room for their number.
    pub fn marks(&self) -> Vec<YearMark> {
        let years = usize::try_from(self.last_year - self.first_year + 1).unwrap_or(1);
        let every = years.div_ceil(LABELS);
        let marks = (self.first_year..=self.last_year).step_by(every);
        marks
            .filter_map(|year| {
                let day = NaiveDate::from_ymd_opt(year, 1, 1)?;
                Some(YearMark {
                    year: year.to_string(),
                    x: across(self.place(day)),
                })
            })
            .collect()
    }

    /// Draws a line.
    pub fn strip(&self, days: &Days) -> Strip {
        let middle = |day: &NaiveDate| self.place(*day) + part_of(1, self.days * 2);
        let turns = (self.first_year + 1..=self.last_year)
            .filter_map(|year| Some(self.place(NaiveDate::from_ymd_opt(year, 1, 1)?)));
        let stretch = |(from, to): &(NaiveDate, NaiveDate)| {
            let (from, to) = (self.place(*from), self.place(*to) + part_of(1, self.days));
            // A day of many years would not be seen.
            let width = (to - from).max(0.006);
            Stretch {
                x: across(from.min(1.0 - width)),
                width: across(width),
            }
        };
        let inside = |day: &&NaiveDate| (0.0..1.0).contains(&self.place(**day));
        Strip {
            told: days.told.clone(),
            held: strokes(days.held.iter().filter(inside).map(middle)),
            years: strokes(turns),
            missing: days.missing.iter().map(stretch).collect(),
            named: days
                .named
                .iter()
                .filter(inside)
                .rev()
                .take(MOST_NAMED)
                .map(|day| across(middle(day)))
                .collect(),
        }
    }

    /// 0 at the beginning, 1 at the end.
    fn place(&self, day: NaiveDate) -> f64 {
        let days = (day - self.first).num_days();
        let part = part_of(days.unsigned_abs(), self.days);
        if days < 0 { -part } else { part }
    }
}

/// `M12 0v10M480 0v10`: the same place twice is one stroke.
fn strokes(places: impl Iterator<Item = f64>) -> String {
    let mut path = String::new();
    let mut last = None;
    for place in places {
        let place = (place * FINEST).round();
        if last != Some(place) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{place} 0v10");
            last = Some(place);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use chrono::NaiveDate;

    use super::{Axis, Days, Strip};

    #[derive(Template)]
    #[template(path = "chart/strip.html")]
    struct Drawn {
        strip: Strip,
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn axis(first: &str, last: &str) -> Axis {
        Axis::of(day(first), day(last)).unwrap()
    }

    #[test]
    fn days_lie_at_their_part_of_the_years() {
        let strip = axis("2022-05-01", "2023-03-01").strip(&Days {
            held: vec![day("2022-01-01"), day("2023-01-01"), day("2023-12-31")],
            missing: vec![(day("2022-07-02"), day("2022-12-31"))],
            named: vec![day("2022-07-02"), day("1999-01-01")],
            ..Days::default()
        });
        assert_eq!(strip.held, "M1 0v10M501 0v10M999 0v10");
        assert_eq!(strip.years, "M500 0v10");
        assert_eq!(
            (strip.missing[0].x.as_str(), strip.missing[0].width.as_str()),
            ("24.93%", "25.07%")
        );
        assert_eq!(strip.named, ["25%"], "what lies outside is not drawn");
    }

    #[test]
    fn one_day_alone_and_none_are_drawn() {
        let axis = axis("2024-12-31", "2024-12-31");
        let strip = axis.strip(&Days {
            held: vec![day("2024-12-31")],
            missing: vec![(day("2024-12-31"), day("2024-12-31"))],
            ..Days::default()
        });
        assert_eq!(strip.held, "M999 0v10");
        assert_eq!(
            (strip.missing[0].x.as_str(), strip.missing[0].width.as_str()),
            ("99.4%", "0.6%")
        );
        assert_eq!(axis.strip(&Days::default()).held, "");
    }

    #[test]
    fn many_days_take_no_more_room_than_a_thousand() {
        let first = day("1900-01-01");
        let held: Vec<NaiveDate> = first.iter_days().take(40_000).collect();
        let axis = Axis::of(first, *held.last().unwrap()).unwrap();
        let strip = axis.strip(&Days {
            named: held.clone(),
            held,
            ..Days::default()
        });
        assert!(strip.held.len() < 9_000, "{}", strip.held.len());
        assert_eq!(strip.named.len(), 60);
        assert!(axis.marks().len() <= 5);
    }

    #[test]
    fn an_odd_year_does_not_stretch_the_axis_without_end() {
        let axis = axis("0001-01-01", "2024-05-05");
        assert_eq!(axis.first_year, 1624);
        assert!(axis.strip(&Days::default()).years.len() < 5_000);
        assert!(Axis::of(day("2024-05-05"), NaiveDate::MAX).is_none());
    }

    #[test]
    fn the_sentence_stays_text() {
        let strip = axis("2024-01-01", "2024-02-02").strip(&Days {
            told: "\"><script>alert(1)</script>".to_owned(),
            ..Days::default()
        });
        let html = Drawn { strip }.render().unwrap();
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("role=\"img\""));
    }
}
