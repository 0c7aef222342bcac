//! One pass over everything that matches: how many, which come first, and which values they have.

mod days;
mod of_years;

use std::collections::BTreeMap;

use paragraf_query::Sort;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::Weight;
use tantivy::{DocAddress, DocId, DocSet, Score, SegmentOrdinal, SegmentReader, TERMINATED};

use crate::patience::{Patience, Stride};
use crate::place::{Place, rounded};
use crate::schema::column;
use days::Days;
use of_years::OfYears;

/// What one pass is to find out.
pub(crate) struct Collect {
    pub sort: Sort,
    /// Hits to keep.
    pub limit: usize,
    /// Keep only hits after this place.
    pub after: Option<Place>,
    pub counted: Vec<Counted>,
    pub patience: Patience,
}

/// A column whose values are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    Text(&'static str),
    Year,
    /// `2023-05`.
    Month,
    /// A column's values year by year: `2023 adopted`.
    OfYear(&'static str),
}

/// What one pass found out.
#[derive(Default)]
pub(crate) struct Collected {
    pub total: u64,
    /// In order.
    pub places: Vec<(Place, DocAddress)>,
    /// For each column asked for, in that order.
    pub counts: Vec<BTreeMap<String, u64>>,
}

impl Collector for Collect {
    type Fruit = Collected;
    type Child = OneSegment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<OneSegment> {
        let fast = reader.fast_fields();
        let counters = self
            .counted
            .iter()
            .map(|counted| Counter::new(*counted, reader));
        Ok(OneSegment {
            segment,
            keys: fast.u64(column::KEY)?,
            dates: fast.i64(column::DATE)?,
            counters: counters.collect::<tantivy::Result<_>>()?,
            total: 0,
            best: Best {
                sort: self.sort,
                limit: self.limit,
                after: self.after,
                places: Vec::new(),
            },
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance && self.limit > 0
    }

    fn collect_segment(
        &self,
        weight: &dyn Weight,
        segment: u32,
        reader: &SegmentReader,
    ) -> tantivy::Result<tantivy::Result<Collected>> {
        let mut collector = self.for_segment(segment, reader)?;
        let mut scorer = weight.scorer(reader, 1.0)?;
        let alive = reader.alive_bitset();
        let with_score = self.requires_scoring();
        let mut doc = scorer.doc();
        let mut stride = Stride::new(&self.patience);
        while doc != TERMINATED && !stride.is_over() {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                let score = if with_score { scorer.score() } else { 0.0 };
                collector.collect(doc, score);
            }
            doc = scorer.advance();
        }
        Ok(collector.harvest())
    }

    fn merge_fruits(
        &self,
        segments: Vec<tantivy::Result<Collected>>,
    ) -> tantivy::Result<Collected> {
        let mut merged = Collected {
            counts: vec![BTreeMap::new(); self.counted.len()],
            ..Collected::default()
        };
        for segment in segments {
            let segment = segment?;
            merged.total += segment.total;
            merged.places.extend(segment.places);
            for (sum, counts) in merged.counts.iter_mut().zip(segment.counts) {
                for (value, count) in counts {
                    *sum.entry(value).or_default() += count;
                }
            }
        }
        merged
            .places
            .sort_unstable_by(|(one, _), (other, _)| one.compare(other, self.sort));
        merged.places.truncate(self.limit);
        Ok(merged)
    }
}

/// The pass over one segment.
pub(crate) struct OneSegment {
    segment: SegmentOrdinal,
    keys: Column<u64>,
    dates: Column<i64>,
    counters: Vec<Counter>,
    total: u64,
    best: Best,
}

impl SegmentCollector for OneSegment {
    type Fruit = tantivy::Result<Collected>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        for counter in &mut self.counters {
            counter.see(doc);
        }
        if self.best.limit == 0 {
            return;
        }
        let place = Place {
            score: rounded(score).to_bits(),
            date: self.dates.first(doc).unwrap_or_default(),
            key: self.keys.first(doc).unwrap_or_default(),
        };
        self.best.see(place, DocAddress::new(self.segment, doc));
    }

    fn harvest(self) -> tantivy::Result<Collected> {
        let counts = self.counters.into_iter().map(Counter::by_value);
        Ok(Collected {
            total: self.total,
            places: self.best.places,
            counts: counts.collect::<tantivy::Result<_>>()?,
        })
    }
}

/// The first hits of a segment: collects twice as many as wanted before it sorts.
struct Best {
    sort: Sort,
    limit: usize,
    after: Option<Place>,
    places: Vec<(Place, DocAddress)>,
}

impl Best {
    fn see(&mut self, place: Place, address: DocAddress) {
        let is_before = |after: &Place| place.compare(after, self.sort).is_le();
        if self.after.as_ref().is_some_and(is_before) {
            return;
        }
        self.places.push((place, address));
        if self.places.len() >= self.limit.saturating_mul(2) {
            self.keep_first();
        }
    }

    fn keep_first(&mut self) {
        let sort = self.sort;
        let last = self.limit - 1;
        self.places
            .select_nth_unstable_by(last, |(one, _), (other, _)| one.compare(other, sort));
        self.places.truncate(self.limit);
    }
}

/// Counts the values of one column in one segment.
enum Counter {
    Text {
        column: Option<StrColumn>,
        counts: Vec<u64>,
    },
    Year {
        column: Column<u64>,
        counts: BTreeMap<u64, u64>,
    },
    Month(Days),
    OfYears(OfYears),
}

impl Counter {
    fn new(counted: Counted, reader: &SegmentReader) -> tantivy::Result<Counter> {
        let fast = reader.fast_fields();
        Ok(match counted {
            Counted::Text(name) => {
                let column = fast.str(name)?;
                let values = column
                    .as_ref()
                    .map_or(0, |column| column.dictionary().num_terms());
                Counter::Text {
                    column,
                    counts: vec![0; values],
                }
            }
            Counted::Year => Counter::Year {
                column: fast.u64(column::YEAR)?,
                counts: BTreeMap::new(),
            },
            Counted::Month => Counter::Month(Days::new(fast.i64(column::DATE)?)),
            Counted::OfYear(name) => {
                Counter::OfYears(OfYears::new(fast.u64(column::YEAR)?, fast.str(name)?))
            }
        })
    }

    fn see(&mut self, doc: DocId) {
        match self {
            Counter::Text { column, counts } => {
                let ords = column.iter().flat_map(|column| column.term_ords(doc));
                for ord in ords {
                    let place = usize::try_from(ord).ok();
                    if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                        *count += 1;
                    }
                }
            }
            Counter::Year { column, counts } => {
                *counts
                    .entry(column.first(doc).unwrap_or_default())
                    .or_default() += 1;
            }
            Counter::Month(days) => days.see(doc),
            Counter::OfYears(values) => values.see(doc),
        }
    }

    fn by_value(self) -> tantivy::Result<BTreeMap<String, u64>> {
        let mut by_value = BTreeMap::new();
        match self {
            Counter::Text { column, counts } => {
                let Some(column) = column else {
                    return Ok(by_value);
                };
                for (ord, count) in (0..).zip(counts).filter(|(_, count)| *count > 0) {
                    let mut value = String::new();
                    column.ord_to_str(ord, &mut value)?;
                    by_value.insert(value, count);
                }
            }
            Counter::Month(days) => by_value = days.by_month(),
            Counter::OfYears(values) => by_value = values.by_year_and_value()?,
            Counter::Year { counts, .. } => {
                by_value.extend(
                    counts
                        .into_iter()
                        .map(|(year, count)| (year.to_string(), count)),
                );
            }
        }
        Ok(by_value)
    }
}
