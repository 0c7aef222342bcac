//! A matter on one time line: a lane for each body, a dot for each sitting, a thread through them.

use chrono::NaiveDate;
use paragraf_archive::StoredParagraph;

use crate::swedish;

/// The picture; the list below it says the same.
pub struct Lanes {
    pub width: u32,
    pub height: u32,
    pub lanes: Vec<Lane>,
    pub dots: Vec<Dot>,
    /// Corners of the thread, as `points` of SVG.
    pub thread: String,
    /// Days below the lanes that have room for their words.
    pub days: Vec<Day>,
}

/// The lane of a body.
pub struct Lane {
    pub body: String,
    /// Of its line.
    pub y: u32,
}

/// A sitting that dealt with the matter.
pub struct Dot {
    pub x: u32,
    pub y: u32,
    pub told: String,
    /// Where on the page it is told.
    pub anchor: String,
}

/// A day of the scale.
pub struct Day {
    pub x: u32,
    pub text: String,
    /// Whether the words end at `x`.
    pub is_last: bool,
}

const WIDTH: u32 = 640;
/// Left and right of the first and last dot.
const EDGE: u32 = 10;
const LANE: u32 = 40;
/// From the upper edge of a lane to its line: the body's name stands above.
const LINE: u32 = 28;
/// Room of a day's words, such as `19 september 2023`.
const DAY: u32 = 118;
/// With more bodies the picture says less than the list.
const MOST_LANES: usize = 8;

/// In time order; `None` where there is nothing to compare: one day, or one body alone.
pub fn of(paragraphs: &[StoredParagraph]) -> Option<Lanes> {
    let first = paragraphs.first()?.date;
    let last = paragraphs.last()?.date;
    let mut bodies: Vec<&str> = Vec::new();
    for stored in paragraphs {
        if !bodies.contains(&stored.body.as_str()) {
            bodies.push(&stored.body);
        }
    }
    let whole = u32::try_from((last - first).num_days())
        .ok()
        .filter(|days| *days > 0)?;
    if bodies.len() < 2 || bodies.len() > MOST_LANES {
        return None;
    }
    let lane = |body: &str| {
        bodies
            .iter()
            .position(|known| *known == body)
            .unwrap_or_default()
    };
    let y = |lane: usize| u32::try_from(lane).unwrap_or_default() * LANE + LINE;
    let x = |day: NaiveDate| {
        let days = u32::try_from((day - first).num_days()).unwrap_or_default();
        EDGE + u32::try_from(u64::from(days) * u64::from(WIDTH - 2 * EDGE) / u64::from(whole))
            .unwrap_or(WIDTH)
    };
    let mut dots: Vec<Dot> = Vec::new();
    for (at, stored) in paragraphs.iter().enumerate() {
        let (x, y) = (x(stored.date), y(lane(&stored.body)));
        let number = swedish::number(&stored.paragraph);
        match dots.last_mut() {
            // Two paragraphs of one sitting.
            Some(before) if before.x == x && before.y == y => {
                before.told.push_str(&format!(", § {number}"));
            }
            _ => dots.push(Dot {
                x,
                y,
                told: format!("{} {}, § {number}", stored.body, swedish::day(stored.date)),
                anchor: format!("steg-{}", at + 1),
            }),
        }
    }
    let corners: Vec<String> = dots
        .iter()
        .map(|dot| format!("{},{}", dot.x, dot.y))
        .collect();
    Some(Lanes {
        width: WIDTH,
        height: y(bodies.len() - 1) + 40,
        thread: corners.join(" "),
        days: days(paragraphs, x),
        lanes: bodies
            .iter()
            .enumerate()
            .map(|(at, body)| Lane {
                body: (*body).to_owned(),
                y: y(at),
            })
            .collect(),
        dots,
    })
}

/// The first day, the last, and those between that have room.
fn days(paragraphs: &[StoredParagraph], x: impl Fn(NaiveDate) -> u32) -> Vec<Day> {
    let mut days: Vec<NaiveDate> = paragraphs.iter().map(|stored| stored.date).collect();
    days.dedup();
    let last = days.pop();
    let mut shown: Vec<Day> = Vec::new();
    let end = WIDTH - DAY;
    for day in days {
        let from = x(day).saturating_sub(EDGE);
        let free = shown.last().is_none_or(|before| from >= before.x + DAY);
        if free && from + DAY <= end {
            shown.push(Day {
                x: from,
                text: swedish::day(day),
                is_last: false,
            });
        }
    }
    shown.extend(last.map(|day| Day {
        x: WIDTH,
        text: swedish::day(day),
        is_last: true,
    }));
    shown
}
