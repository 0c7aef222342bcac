//! Counts the values of a column year by year.

use std::collections::BTreeMap;

use tantivy::DocId;
use tantivy::columnar::{Column, StrColumn};

/// A count for each year and value that occur together.
pub(super) struct OfYears {
    years: Column<u64>,
    values: Option<StrColumn>,
    counts: BTreeMap<(u64, u64), u64>,
}

impl OfYears {
    pub fn new(years: Column<u64>, values: Option<StrColumn>) -> OfYears {
        OfYears {
            years,
            values,
            counts: BTreeMap::new(),
        }
    }

    pub fn see(&mut self, doc: DocId) {
        let year = self.years.first(doc).unwrap_or_default();
        let ords = self.values.iter().flat_map(|values| values.term_ords(doc));
        for ord in ords {
            *self.counts.entry((year, ord)).or_default() += 1;
        }
    }

    /// `2023 adopted`.
    pub fn by_year_and_value(self) -> tantivy::Result<BTreeMap<String, u64>> {
        let mut by_value = BTreeMap::new();
        let Some(values) = self.values else {
            return Ok(by_value);
        };
        for ((year, ord), count) in self.counts {
            let mut value = String::new();
            values.ord_to_str(ord, &mut value)?;
            by_value.insert(format!("{year} {value}"), count);
        }
        Ok(by_value)
    }
}
