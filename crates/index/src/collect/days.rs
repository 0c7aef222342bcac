//! Counts days, to be told by month.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};
use tantivy::DocId;
use tantivy::columnar::Column;

/// A count for each day from the segment's first to its last.
pub(super) struct Days {
    column: Column<i64>,
    first: i64,
    counts: Vec<u64>,
}

/// Ten thousand years: more than a date may be.
const MOST_DAYS: usize = 366 * 10_000;

impl Days {
    pub fn new(column: Column<i64>) -> Days {
        let first = column.min_value();
        let days = column.max_value().saturating_sub(first).saturating_add(1);
        let days = usize::try_from(days).unwrap_or_default().min(MOST_DAYS);
        Days {
            column,
            first,
            counts: vec![0; days],
        }
    }

    pub fn see(&mut self, doc: DocId) {
        let day = self.column.first(doc);
        let place = day.and_then(|day| usize::try_from(day - self.first).ok());
        if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
            *count += 1;
        }
    }

    /// `2023-05`, for months that have any.
    pub fn by_month(&self) -> BTreeMap<String, u64> {
        let mut months = BTreeMap::new();
        for (day, count) in (self.first..)
            .zip(&self.counts)
            .filter(|(_, count)| **count > 0)
        {
            let date = NaiveDate::default().checked_add_signed(TimeDelta::days(day));
            if let Some(date) = date {
                let month = format!("{:04}-{:02}", date.year(), date.month());
                *months.entry(month).or_default() += count;
            }
        }
        months
    }
}
