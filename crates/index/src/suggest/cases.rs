//! Cases whose number begins so, however it is spelt.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use tantivy::Term;

use super::{Ask, Suggested, Suggestion};
use crate::keys::fold;

/// What is there of a case number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    /// In capitals.
    registry: Option<String>,
    /// The years that may be meant, the likeliest first, and how the serial begins or what it is.
    readings: Vec<Reading>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Reading {
    years: RangeInclusive<u16>,
    serial: Serial,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Serial {
    /// These are its first figures; none of them means any.
    Begins(String),
    Is(u32),
}

/// Years of which case numbers are held.
const YEARS: RangeInclusive<u16> = 1900..=2099;

/// Words before a number that only say that it is one.
const LABELS: [&str; 8] = [
    "dnr",
    "diarienr",
    "diarienummer",
    "ärende",
    "arende",
    "ärendenr",
    "ärendenummer",
    "nr",
];

/// Terms that one answer looks at.
const MOST_STEPS: usize = 4_000;

/// Registries are written in so many letters at most.
const LONGEST_REGISTRY: usize = 10;

impl Ask<'_> {
    pub(super) fn cases(&self) -> tantivy::Result<Vec<Suggestion>> {
        let Some(part) = Part::read(self.typed.whole) else {
            return Ok(Vec::new());
        };
        let is_held = |registry: &String| {
            let known = self.vocabulary.map(|vocabulary| &vocabulary.registries);
            known.is_none_or(|known| known.contains(registry))
        };
        if !part.registry.iter().all(is_held) {
            return Ok(Vec::new());
        }
        let registries = match (&part.registry, self.vocabulary) {
            (Some(registry), _) => vec![registry.as_str()],
            (None, Some(vocabulary)) => vocabulary.registries.iter().map(String::as_str).collect(),
            (None, None) => vec!["-"],
        };
        let mut found: BTreeMap<(String, u16, u32), (String, u64)> = BTreeMap::new();
        let mut left = MOST_STEPS;
        for reading in &part.readings {
            for registry in &registries {
                self.look_up(registry, reading, &mut left, &mut found)?;
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        let is_exact = |serial: u32| {
            let is = |reading: &Reading| match &reading.serial {
                Serial::Begins(figures) => *figures == serial.to_string(),
                Serial::Is(typed) => *typed == serial,
            };
            part.readings.iter().any(is)
        };
        // What is typed in full first, then the newest: who looks for an old one goes on typing.
        found.sort_by_key(|((_, year, serial), _)| {
            (!is_exact(*serial), std::cmp::Reverse((*year, *serial)))
        });
        found.truncate(self.size);
        let suggestion =
            |((_, year, serial), (registry, count)): ((String, u16, u32), (String, u64))| {
                let number = match registry.as_str() {
                    "-" => format!("{year}/{serial}"),
                    registry => format!("{registry} {year}/{serial}"),
                };
                Suggestion {
                    what: Suggested::Case(number),
                    count: Some(count),
                }
            };
        Ok(found.into_iter().map(suggestion).collect())
    }

    /// The cases of a registry that a reading fits, by plain registry, year and serial.
    fn look_up(
        &self,
        registry: &str,
        reading: &Reading,
        left: &mut usize,
        found: &mut BTreeMap<(String, u16, u32), (String, u64)>,
    ) -> tantivy::Result<()> {
        let searcher = &self.snapshot.searcher;
        let mut add = |year: u16, serial: u32, count: u64| {
            let plain = fold(registry).to_uppercase();
            let held = found.entry((plain, year, serial)).or_default();
            // The same case is found under its registry with and without å ä ö: the former is how it is cited.
            if held.0.is_empty() || !registry.is_ascii() {
                held.0 = registry.to_owned();
            }
            held.1 = held.1.max(count);
        };
        if let Serial::Is(serial) = reading.serial {
            for year in reading.years.clone().rev() {
                if *left == 0 || self.is_late() {
                    break;
                }
                *left -= 1;
                let key = format!("o:{registry}:{year}:{serial}");
                let count =
                    searcher.doc_freq(&Term::from_field_text(self.snapshot.fields.case, &key))?;
                if count > 0 {
                    add(year, serial, count);
                }
            }
            return Ok(());
        }
        let Serial::Begins(figures) = &reading.serial else {
            return Ok(());
        };
        let mut counts: BTreeMap<(u16, u32), u64> = BTreeMap::new();
        for year in reading.years.clone().rev() {
            let prefix = format!("o:{registry}:{year}:{figures}");
            for reader in searcher.segment_readers() {
                let inverted = reader.inverted_index(self.snapshot.fields.case)?;
                let range = inverted.terms().range();
                let mut stream = range.ge(&prefix).lt(format!("{prefix}~")).into_stream()?;
                while *left > 0 && stream.advance() {
                    *left -= 1;
                    let key = String::from_utf8_lossy(stream.key());
                    let serial = key
                        .rsplit(':')
                        .next()
                        .and_then(|serial| serial.parse().ok());
                    if let Some(serial) = serial {
                        *counts.entry((year, serial)).or_default() +=
                            u64::from(stream.value().doc_freq);
                    }
                }
            }
            if *left == 0 || self.is_late() || counts.len() >= 10 * self.size {
                break;
            }
        }
        for ((year, serial), count) in counts {
            add(year, serial, count);
        }
        Ok(())
    }
}

impl Part {
    /// Reads a text that is nothing but the beginning of a case number: letters and one or two numbers, in any order
    /// and with anything between them that is no letter or figure.
    fn read(text: &str) -> Option<Part> {
        let mut registry: Vec<String> = Vec::new();
        let mut numbers: Vec<&str> = Vec::new();
        for piece in pieces(text) {
            if piece.starts_with(|c: char| c.is_ascii_digit()) {
                numbers.push(piece);
            } else if numbers.is_empty() || registry.is_empty() {
                registry.push(piece.to_uppercase());
            } else {
                return None;
            }
        }
        if LABELS.iter().any(|label| {
            registry
                .first()
                .is_some_and(|word| *word == label.to_uppercase())
        }) {
            registry.remove(0);
        }
        let registry = registry.join("-");
        if registry.chars().count() > LONGEST_REGISTRY {
            return None;
        }
        let registry = (!registry.is_empty()).then_some(registry);
        let readings = match numbers.as_slice() {
            [one] => of_one(one, registry.is_some()),
            // A third number is a sub-number, which belongs to the case.
            [one, other] | [one, other, _] => of_two(one, other),
            _ => Vec::new(),
        };
        (!readings.is_empty()).then_some(Part { registry, readings })
    }
}

/// The first or the second is the year; typed so far are four figures of the one, or some of the other.
fn of_two(one: &str, other: &str) -> Vec<Reading> {
    let mut readings = Vec::new();
    if let Some(years) = year(one) {
        readings.push(Reading {
            years,
            serial: Serial::Begins(without_zeros(other).to_owned()),
        });
    }
    if let (Some(years), Ok(serial)) = (years_beginning(other), one.parse()) {
        readings.push(Reading {
            years,
            serial: Serial::Is(serial),
        });
    }
    readings
}

/// A year behind a registry, or a serial of any year; a number alone means too many things.
fn of_one(number: &str, has_registry: bool) -> Vec<Reading> {
    if !has_registry {
        return Vec::new();
    }
    let mut readings = Vec::new();
    if let Some(years) = year(number) {
        readings.push(Reading {
            years,
            serial: Serial::Begins(String::new()),
        });
    }
    if let Ok(serial) = number.parse() {
        readings.push(Reading {
            years: YEARS,
            serial: Serial::Is(serial),
        });
    }
    readings
}

fn year(number: &str) -> Option<RangeInclusive<u16>> {
    let year: u16 = number.parse().ok()?;
    match number.len() {
        4 if YEARS.contains(&year) => Some(year..=year),
        // `KS 21/412` as old minutes write it.
        2 => Some(2000 + year..=2000 + year),
        _ => None,
    }
}

/// The years that begin so: 202 begins 2020 to 2029.
fn years_beginning(number: &str) -> Option<RangeInclusive<u16>> {
    let begun: u16 = number.parse().ok()?;
    let (first, last) = match number.len() {
        1 => (begun.checked_mul(1000)?, 999),
        2 => (begun * 100, 99),
        3 => (begun * 10, 9),
        4 => (begun, 0),
        _ => return None,
    };
    let years = first.max(*YEARS.start())..=first.checked_add(last)?.min(*YEARS.end());
    (years.start() <= years.end()).then_some(years)
}

fn without_zeros(figures: &str) -> &str {
    figures.trim_start_matches('0')
}

/// Runs of letters and runs of figures.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for run in text.split(|c: char| !c.is_alphanumeric()) {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let is_figure = first.is_ascii_digit();
            let end = rest
                .find(|c: char| c.is_ascii_digit() != is_figure)
                .unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            pieces.push(piece);
            rest = after;
        }
    }
    pieces
}
