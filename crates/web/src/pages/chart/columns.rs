//! Values over time as columns. Places across are shares of the width, so that the picture fills a page of any width while
//! its letters keep their size.

use super::{across, part_of};
use crate::swedish;

/// A picture of columns.
#[derive(Clone, Debug)]
pub struct Columns {
    /// What it shows, in words, for whoever does not see it.
    pub told: String,
    pub columns: Vec<Column>,
    pub lines: Vec<Line>,
    pub labels: Vec<Label>,
    /// Of the whole picture.
    pub height: u32,
    /// Where the columns stand.
    pub ground: u32,
    /// Where the labels' letters stand.
    pub baseline: u32,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// `2023: 12 paragrafer`.
    pub told: String,
    /// Empty where nothing is to be found.
    pub url: String,
    pub x: String,
    pub width: String,
    pub y: u32,
    pub height: u32,
}

/// A line across at a round number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub y: u32,
    pub count: String,
}

/// Below a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub x: String,
    pub text: String,
    /// `start`, `middle` or `end`: which part of the text stands at its place.
    pub anchor: &'static str,
}

/// A value before it is drawn.
#[derive(Clone, Debug)]
pub struct Point {
    pub told: String,
    /// What may stand below it; empty for nothing.
    pub label: String,
    pub url: String,
    pub count: u64,
}

/// How large a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Alone across the page.
    Whole,
    /// One of several beside each other.
    Small,
}

/// Room for the letters of the highest line.
const ABOVE: u32 = 16;
/// Room for the labels.
const BELOW: u32 = 22;
/// Of a letter of the labels, in pixels, at most (digits and small letters of 12 pixels).
const LETTER: usize = 7;
/// One column alone does not fill the picture.
const WIDEST: f64 = 0.2;
/// Between two labels, in pixels.
const SPACE: usize = 6;

impl Columns {
    /// Columns as high as their share of the highest.
    pub fn of(told: String, points: &[Point], size: Size) -> Columns {
        let tall = size.tall();
        let most = points.iter().map(|point| point.count).max().unwrap_or(0);
        let number = points.len() as u64;
        let ground = ABOVE + tall;
        let lines = lines(most, ground, tall);
        let room = room(&lines, size.narrowest());
        let columns = (0..).zip(points).map(|(place, point)| {
            let height = height(point.count, most, tall);
            let step = part_of(1, number) * room;
            let width = step.min(WIDEST) * 0.8;
            Column {
                told: point.told.clone(),
                url: point.url.clone(),
                // A fifth of the step is left between two.
                x: across(part_of(place, number) * room + (step - width) / 2.0),
                width: across(width),
                y: ground - height,
                height,
            }
        });
        Columns {
            told,
            columns: columns.collect(),
            lines,
            labels: labels(points, size.narrowest(), room),
            height: ground + BELOW,
            ground,
            baseline: ground + 16,
        }
    }
}

impl Size {
    /// Height of the highest column.
    fn tall(self) -> u32 {
        match self {
            Size::Whole => 130,
            Size::Small => 56,
        }
    }

    /// Pixels across on the narrowest page.
    fn narrowest(self) -> usize {
        match self {
            Size::Whole => 280,
            Size::Small => 130,
        }
    }
}

/// One hit can still be seen and clicked.
fn height(count: u64, most: u64, tall: u32) -> u32 {
    if count == 0 || most == 0 {
        return 0;
    }
    let share = (u128::from(count) * u128::from(tall)).div_ceil(u128::from(most));
    u32::try_from(share).unwrap_or(tall).clamp(2, tall)
}

/// Two to four lines at 1, 2 or 5 times a power of ten.
fn lines(most: u64, ground: u32, tall: u32) -> Vec<Line> {
    let step = step(most, if tall < 100 { 2 } else { 4 });
    let mut lines = Vec::new();
    let mut count = step;
    while count <= most && count > 0 {
        lines.push(Line {
            y: ground - height(count, most, tall),
            count: swedish::count(count),
        });
        count = count.saturating_add(step);
        if count == u64::MAX {
            break;
        }
    }
    lines
}

/// The part of the width that is left to the columns beside the numbers of the lines.
fn room(lines: &[Line], narrowest: usize) -> f64 {
    let longest = lines.iter().map(|line| line.count.chars().count()).max();
    let numbers = longest.map_or(0, |letters| letters * LETTER + SPACE);
    1.0 - part_of(numbers as u64, narrowest as u64)
}

/// The smallest round number of which at most `lines` fit.
fn step(most: u64, lines: u64) -> u64 {
    let mut power: u64 = 1;
    loop {
        for times in [1, 2, 5] {
            let step = power.saturating_mul(times);
            if most / step <= lines {
                return step;
            }
        }
        match power.checked_mul(10) {
            Some(next) => power = next,
            None => return u64::MAX,
        }
    }
}

/// As many labels as fit beside each other on the narrowest page, the last column's among them where it has one.
fn labels(points: &[Point], narrowest: usize, room: f64) -> Vec<Label> {
    let number = points.len();
    let offered: Vec<(usize, &str)> = points
        .iter()
        .enumerate()
        .filter(|(_, point)| !point.label.is_empty())
        .map(|(place, point)| (place, point.label.as_str()))
        .collect();
    let longest = offered.iter().map(|(_, label)| label.chars().count()).max();
    let wide = longest.unwrap_or(0) * LETTER + SPACE;
    // Labels of the same distance: of the distance between two columns.
    let left_to_columns = narrowest as f64 * room;
    let fitting = (left_to_columns / wide as f64).max(1.0) as usize;
    let every = offered.len().div_ceil(fitting).max(1);
    let last = offered.len().saturating_sub(1);
    let shown = offered
        .iter()
        .enumerate()
        .filter(|(at, _)| (last - at).is_multiple_of(every));
    let across_in_pixels = |part: f64| part * narrowest as f64;
    let label = |(_, (place, text)): (usize, &(usize, &str))| {
        let step = part_of(1, number as u64) * room;
        let left = part_of(*place as u64, number as u64) * room;
        let middle = left + step / 2.0;
        // Text wider than its column would stand out of the picture at either end.
        let half = (text.chars().count() * LETTER) as f64 / 2.0;
        let (part, anchor) = if across_in_pixels(middle) < half {
            (left + step * 0.1, "start")
        } else if across_in_pixels(1.0 - middle) < half {
            (left + step * 0.9, "end")
        } else {
            (middle, "middle")
        };
        Label {
            x: across(part),
            text: (*text).to_owned(),
            anchor,
        }
    };
    shown.map(label).collect()
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Columns, Label, Point, Size, step};

    #[derive(Template)]
    #[template(path = "chart/columns.html")]
    struct Drawn {
        chart: Columns,
    }

    fn points(counts: &[u64]) -> Vec<Point> {
        let point = |(year, count): (u32, &u64)| Point {
            told: format!("{year}: {count}"),
            label: year.to_string(),
            url: match count {
                0 => String::new(),
                _ => format!("/sok?year={year}"),
            },
            count: *count,
        };
        (2001..).zip(counts).map(point).collect()
    }

    fn columns(counts: &[u64]) -> Columns {
        Columns::of("Antal per år".to_owned(), &points(counts), Size::Whole)
    }

    #[test]
    fn columns_are_as_high_as_their_share_and_one_hit_is_seen() {
        let chart = columns(&[10_000, 5_000, 1, 0]);
        let heights: Vec<u32> = chart.columns.iter().map(|one| one.height).collect();
        assert_eq!(heights, [130, 65, 2, 0]);
        assert!(
            chart
                .columns
                .iter()
                .all(|one| one.y + one.height == chart.ground)
        );
    }

    #[test]
    fn one_value_and_none_are_drawn_too() {
        let chart = columns(&[1]);
        assert_eq!(
            (chart.columns[0].x.as_str(), chart.columns[0].width.as_str()),
            ("39.68%", "16%")
        );
        assert_eq!(chart.lines.len(), 1);
        let none = columns(&[]);
        assert!(none.columns.is_empty() && none.lines.is_empty() && none.labels.is_empty());
        assert_eq!(columns(&[0, 0]).columns[1].height, 0);
    }

    #[test]
    fn lines_stand_at_round_numbers() {
        let told = |most| -> Vec<String> {
            columns(&[most])
                .lines
                .into_iter()
                .map(|line| line.count)
                .collect()
        };
        assert_eq!(told(1), ["1"]);
        assert_eq!(told(4), ["1", "2", "3", "4"]);
        assert_eq!(told(7), ["2", "4", "6"]);
        assert_eq!(
            told(2_300),
            ["500", "1\u{a0}000", "1\u{a0}500", "2\u{a0}000"]
        );
        assert!(step(u64::MAX, 4) > 1_000_000);
        assert!(columns(&[u64::MAX]).lines.len() <= 4);
    }

    #[test]
    fn labels_are_as_many_as_fit_on_a_narrow_page_and_stay_inside() {
        for number in 1..=120 {
            let chart = columns(&vec![3; number]);
            let room = 280.0 / chart.labels.len() as f64;
            assert!(room >= 34.0, "{number}: {} labels", chart.labels.len());
            for Label { x, text, anchor } in &chart.labels {
                let x: f64 = x.trim_end_matches('%').parse::<f64>().unwrap() * 2.8;
                let width = text.len() as f64 * 7.0;
                let (from, to) = match *anchor {
                    "start" => (x, x + width),
                    "end" => (x - width, x),
                    _ => (x - width / 2.0, x + width / 2.0),
                };
                assert!(
                    from >= -0.5 && to <= 280.5,
                    "{number}: {text} at {from}–{to}"
                );
            }
            assert!(
                chart
                    .labels
                    .last()
                    .is_some_and(|label| label.text == (2000 + number).to_string())
            );
        }
    }

    #[test]
    fn only_what_is_found_is_a_link_and_words_stay_text() {
        let mut points = points(&[1, 0]);
        points[0].told = "<b>\"2001\"</b>".to_owned();
        let chart = Columns::of("a & <b>".to_owned(), &points, Size::Small);
        let html = Drawn { chart }.render().unwrap();
        assert_eq!(html.matches("<a ").count(), 1, "{html}");
        assert!(!html.contains("<b>"), "{html}");
    }
}
