//! Lists and numbered headings: the numbers that LibreOffice prints and no text of the file holds.

use std::collections::HashMap;

use crate::flow::counting::{Numerals, bullet, numeral};
use crate::limits::LABEL_CHARACTERS;
use crate::office::xml::Element;

/// OpenDocument has ten levels.
pub const LEVELS: usize = 10;

/// The levels of a list, from 0.
#[derive(Clone, Debug, Default)]
pub struct ListStyle {
    levels: HashMap<usize, Level>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    numerals: Numerals,
    bullet: Option<String>,
    prefix: String,
    suffix: String,
    /// `%1%.%2%`, as newer files write it instead of prefix, suffix and the number of levels shown.
    format: Option<String>,
    shown_levels: usize,
    start: u32,
}

/// How far a list has counted on each level.
#[derive(Clone, Debug, Default)]
pub struct Counters {
    numbers: [Option<u32>; LEVELS],
}

pub fn list_style(element: Element<'_>) -> ListStyle {
    let levels = element.elements().filter_map(|level| {
        let place = level
            .attribute("level")?
            .parse::<usize>()
            .ok()?
            .checked_sub(1)?;
        (place < LEVELS).then(|| (place, read_level(level)))
    });
    ListStyle {
        levels: levels.collect(),
    }
}

fn read_level(element: Element<'_>) -> Level {
    let short = |text: &str| text.chars().take(LABEL_CHARACTERS).collect::<String>();
    let text = |name: &str| short(element.attribute(name).unwrap_or_default());
    let whole = |name: &str| element.attribute(name).and_then(|value| value.parse().ok());
    let is_bullet = element.name().ends_with("-bullet");
    Level {
        numerals: match element.attribute("num-format") {
            Some("1") => Numerals::Decimal,
            Some("a") => Numerals::LowerLetter,
            Some("A") => Numerals::UpperLetter,
            Some("i") => Numerals::LowerRoman,
            Some("I") => Numerals::UpperRoman,
            Some("01" | "01, 02, 03, ...") => Numerals::DecimalZero,
            Some(format) if format.starts_with('1') => Numerals::Decimal,
            _ => Numerals::None,
        },
        bullet: is_bullet.then(|| bullet(&text("bullet-char"))),
        prefix: text("num-prefix"),
        suffix: text("num-suffix"),
        format: element.attribute("num-list-format").map(short),
        shown_levels: whole("display-levels").unwrap_or(1) as usize,
        start: whole("start-value").unwrap_or(1),
    }
}

impl ListStyle {
    /// Counts an item and gives its number or bullet; nothing where the level has none.
    pub fn count(&self, counters: &mut Counters, level: usize, start: Option<u32>) -> String {
        let level = level.min(LEVELS - 1);
        let of_level = self.levels.get(&level);
        let first = of_level.map_or(1, |level| level.start);
        if let Some(counter) = counters.numbers.get_mut(level) {
            *counter = Some(match (start, *counter) {
                (Some(start), _) => start,
                (None, Some(number)) => number.saturating_add(1),
                (None, None) => first,
            });
        }
        for counter in counters.numbers.iter_mut().skip(level + 1) {
            *counter = None;
        }
        of_level.map_or_else(String::new, |of_level| {
            self.label(of_level, level, counters)
        })
    }

    fn label(&self, of_level: &Level, level: usize, counters: &Counters) -> String {
        if let Some(bullet) = &of_level.bullet {
            return bullet.clone();
        }
        if of_level.numerals == Numerals::None {
            return format!("{}{}", of_level.prefix, of_level.suffix);
        }
        if let Some(format) = &of_level.format {
            return self.filled(format, counters);
        }
        let first = (level + 1).saturating_sub(of_level.shown_levels.max(1));
        let numbers: Vec<String> = (first..=level)
            .map(|place| self.number(place, counters))
            .filter(|number| !number.is_empty())
            .collect();
        format!(
            "{}{}{}",
            of_level.prefix,
            numbers.join("."),
            of_level.suffix
        )
    }

    fn number(&self, place: usize, counters: &Counters) -> String {
        let level = self.levels.get(&place);
        let start = level.map_or(1, |level| level.start);
        let number = counters.numbers.get(place).copied().flatten();
        let numerals = level.map_or(Numerals::None, |level| level.numerals);
        numeral(number.unwrap_or(start), numerals)
    }

    /// `%1%` becomes the number of the first level.
    fn filled(&self, format: &str, counters: &Counters) -> String {
        let mut filled = String::new();
        for (place, piece) in format.split('%').enumerate() {
            let level = piece
                .parse::<usize>()
                .ok()
                .and_then(|level| level.checked_sub(1));
            match level.filter(|_| place % 2 == 1) {
                Some(level) => filled.push_str(&self.number(level, counters)),
                None => filled.push_str(piece),
            }
        }
        filled
    }
}

/// The lists that are being read, by their style and by their own name, so that one can go on with another.
#[derive(Debug, Default)]
pub struct Lists {
    by_id: HashMap<String, Counters>,
    by_style: HashMap<String, Counters>,
    pub outline: Counters,
}

impl Lists {
    /// Where a list begins to count: anew, or where another left off.
    pub fn begin(&self, list: Element<'_>, style: &str) -> Counters {
        if let Some(before) = list.attribute("continue-list") {
            return self.by_id.get(before).cloned().unwrap_or_default();
        }
        if list.attribute("continue-numbering") == Some("true") {
            return self.by_style.get(style).cloned().unwrap_or_default();
        }
        Counters::default()
    }

    pub fn end(&mut self, list: Element<'_>, style: &str, counters: Counters) {
        if let Some(id) = list.attribute("id") {
            self.by_id.insert(id.to_owned(), counters.clone());
        }
        self.by_style.insert(style.to_owned(), counters);
    }
}
