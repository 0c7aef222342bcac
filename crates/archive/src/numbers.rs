//! Paragraph numbers as ranges, and what is missing between them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::Gap;

/// `1-20,22` for sorted numbers.
pub fn to_ranges(sorted: &[u32]) -> String {
    let ranges = joined(sorted.iter().map(|&number| number..=number).collect());
    let texts: Vec<String> = ranges
        .iter()
        .map(|range| match (range.start(), range.end()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}-{last}"),
        })
        .collect();
    texts.join(",")
}

/// The way back; what is no range is left out.
fn from_ranges(text: &str) -> impl Iterator<Item = RangeInclusive<u32>> {
    text.split(',').filter_map(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        Some(first.parse().ok()?..=last.parse().ok()?)
    })
}

/// Numbers that are missing between the first and the last one of each year.
pub fn gaps<'a>(meetings: impl Iterator<Item = (i32, &'a str)>) -> Vec<Gap> {
    let mut years: BTreeMap<i32, Vec<RangeInclusive<u32>>> = BTreeMap::new();
    for (year, numbers) in meetings {
        years.entry(year).or_default().extend(from_ranges(numbers));
    }
    let mut gaps = Vec::new();
    for (year, mut ranges) in years {
        ranges.sort_by_key(|range| *range.start());
        let held = joined(ranges);
        gaps.extend(
            held.iter()
                .zip(held.iter().skip(1))
                .map(|(before, after)| Gap {
                    year,
                    first: before.end() + 1,
                    last: after.start() - 1,
                }),
        );
    }
    gaps
}

/// Joins ranges that touch or overlap; they come sorted by their start.
fn joined(sorted: Vec<RangeInclusive<u32>>) -> Vec<RangeInclusive<u32>> {
    let mut joined: Vec<RangeInclusive<u32>> = Vec::new();
    for range in sorted {
        match joined.last_mut() {
            Some(last) if *range.start() <= last.end().saturating_add(1) => {
                *last = *last.start()..=*last.end().max(range.end());
            }
            _ => joined.push(range),
        }
    }
    joined
}
