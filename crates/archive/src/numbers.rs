//! Paragraph numbers as ranges: written, read, joined and taken from each other.

use std::ops::RangeInclusive;

/// Sorted ranges that neither touch nor overlap.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Numbers(Vec<RangeInclusive<u32>>);

impl Numbers {
    /// Of ranges in any order.
    pub fn of(ranges: impl IntoIterator<Item = RangeInclusive<u32>>) -> Numbers {
        let mut sorted: Vec<RangeInclusive<u32>> = ranges
            .into_iter()
            .filter(|range| !range.is_empty())
            .collect();
        sorted.sort_by_key(|range| *range.start());
        let mut joined: Vec<RangeInclusive<u32>> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match joined.last_mut() {
                Some(last) if *range.start() <= last.end().saturating_add(1) => {
                    *last = *last.start()..=*last.end().max(range.end());
                }
                _ => joined.push(range),
            }
        }
        Numbers(joined)
    }

    /// Reads `1-20,22`; what is no range is left out.
    pub fn read(text: &str) -> Numbers {
        Numbers::of(text.split(',').filter_map(|range| {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            Some(first.parse().ok()?..=last.parse().ok()?)
        }))
    }

    /// `1-20,22`.
    pub fn write(&self) -> String {
        let texts: Vec<String> = self
            .ranges()
            .map(|range| match (range.start(), range.end()) {
                (first, last) if first == last => first.to_string(),
                (first, last) => format!("{first}-{last}"),
            })
            .collect();
        texts.join(",")
    }

    /// The ranges, lowest first.
    pub fn ranges(&self) -> std::slice::Iter<'_, RangeInclusive<u32>> {
        self.0.iter()
    }

    /// The lowest number.
    pub fn first(&self) -> Option<u32> {
        self.0.first().map(|range| *range.start())
    }

    /// The highest number.
    pub fn last(&self) -> Option<u32> {
        self.0.last().map(|range| *range.end())
    }

    /// How many numbers.
    pub fn count(&self) -> u32 {
        self.ranges()
            .map(|range| range.end() - range.start() + 1)
            .sum()
    }

    /// Those that the other has not.
    pub fn without(&self, other: &Numbers) -> Numbers {
        let mut left = Vec::new();
        let mut taken = other.ranges().peekable();
        for range in self.ranges() {
            let mut from = *range.start();
            while taken.next_if(|hole| *hole.end() < from).is_some() {}
            // A hole may reach into the next range too, so it is only looked at here.
            for hole in taken.clone() {
                if hole.start() > range.end() {
                    break;
                }
                if from < *hole.start() {
                    left.push(from..=hole.start() - 1);
                }
                from = from.max(hole.end().saturating_add(1));
            }
            if from <= *range.end() {
                left.push(from..=*range.end());
            }
        }
        Numbers(left)
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Numbers {
        Numbers::of(numbers.into_iter().map(|number| number..=number))
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn numbers_are_joined_and_taken_from_each_other() {
        let numbers = |text: &str| Numbers::read(text);
        assert_eq!(numbers("22,1-20,19-21,x,").write(), "1-22");
        let left = |all: &str, held: &str| numbers(all).without(&numbers(held)).write();
        assert_eq!(left("1-10", "3-4,8"), "1-2,5-7,9-10");
        assert_eq!(left("1-3,6-9", "2-7"), "1,8-9");
        assert_eq!(left("5-6,8", "1-4,5-8"), "");
        assert_eq!(left("5-6", ""), "5-6");
        assert_eq!(numbers("").first(), None);
        assert_eq!(numbers("1-20,22").count(), 21);
    }
}
