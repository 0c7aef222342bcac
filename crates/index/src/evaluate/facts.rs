//! What is counted and sorted by, held in memory so that one look tells it of a document.
//!
//! Columns of the index are packed, and each segment numbers its values by itself. Here all segments share one
//! numbering, and the facts of a meeting that always come together are one number.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use paragraf_model::sort_key;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::window::{Bits, Slot, WINDOW};
use crate::schema::column;

/// What is known of every document of one state of the index.
pub(crate) struct Facts {
    pub dictionary: Dictionary,
    /// In the order of the searcher's segments.
    pub segments: Vec<Arc<SegmentFacts>>,
}

/// What the numbers mean.
pub(crate) struct Dictionary {
    pub municipalities: Names,
    pub bodies: Names,
    pub outcomes: Names,
    pub officers: Names,
    pub places: Arc<[Place]>,
    /// Sets of outcomes that a decision has.
    pub outcome_sets: Arc<[Arc<[u32]>]>,
}

/// Where and in which year a meeting was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub municipality: Option<u32>,
    pub body: Option<u32>,
    pub year: u64,
}

/// Values by number.
pub(crate) struct Names {
    names: Arc<[Arc<str>]>,
    /// Where each stands in the Swedish alphabet.
    ranks: Vec<u32>,
}

/// What is known of the documents of one segment.
pub(crate) struct SegmentFacts {
    /// The archive's keys, in a column that stays open: opening it takes a tenth of a millisecond in a large segment.
    pub keys: Column<u64>,
    /// Days since 1970.
    days: Vec<i32>,
    places: Vec<u32>,
    outcome_sets: Vec<u32>,
    /// Where each document's officers begin, and their numbers one after the other.
    officer_starts: Vec<u32>,
    officers: Vec<u32>,
}

impl SegmentFacts {
    /// Days since 1970.
    #[inline]
    pub fn day(&self, doc: DocId) -> i64 {
        self.days
            .get(doc as usize)
            .copied()
            .unwrap_or_default()
            .into()
    }

    #[inline]
    pub fn place(&self, doc: DocId) -> usize {
        self.places.get(doc as usize).copied().unwrap_or_default() as usize
    }

    #[inline]
    pub fn outcome_set(&self, doc: DocId) -> usize {
        let set = self.outcome_sets.get(doc as usize);
        set.copied().unwrap_or_default() as usize
    }

    #[inline]
    pub fn officers(&self, doc: DocId) -> &[u32] {
        let doc = doc as usize;
        let (Some(start), Some(end)) = (
            self.officer_starts.get(doc),
            self.officer_starts.get(doc + 1),
        ) else {
            return &[];
        };
        let range = *start as usize..*end as usize;
        self.officers.get(range).unwrap_or_default()
    }

    /// The first and the last day; the wrong way round where there is none.
    pub fn first_and_last_day(&self) -> (i64, i64) {
        let first = self.days.iter().min().copied().unwrap_or(0);
        let last = self.days.iter().max().copied().unwrap_or(-1);
        (first.into(), last.into())
    }

    /// Documents of the window that begins at `base` whose day is one of these.
    pub fn of_days(&self, base: DocId, first: i64, last: i64) -> Bits {
        let mut bits = Bits::NONE;
        let days = self.days.get(base as usize..).unwrap_or_default();
        for (doc, day) in (base..base + WINDOW).zip(days) {
            if (first..=last).contains(&i64::from(*day)) {
                bits.set(Slot::of(doc, base));
            }
        }
        bits
    }
}

impl Names {
    /// The value of a number and where it stands in the alphabet.
    pub fn get(&self, number: usize) -> Option<(&Arc<str>, u32)> {
        Some((self.names.get(number)?, *self.ranks.get(number)?))
    }

    pub fn count(&self) -> usize {
        self.names.len()
    }
}

/// Makes facts, and keeps those of segments that the next state of the index has as well.
#[derive(Default)]
pub(crate) struct FactsMaker {
    municipalities: Numbers<Arc<str>>,
    bodies: Numbers<Arc<str>>,
    outcomes: Numbers<Arc<str>>,
    officers: Numbers<Arc<str>>,
    places: Numbers<Place>,
    outcome_sets: Numbers<Arc<[u32]>>,
    segments: BTreeMap<SegmentId, Arc<SegmentFacts>>,
}

impl FactsMaker {
    pub fn facts(&mut self, searcher: &Searcher) -> tantivy::Result<Facts> {
        let mut held = std::mem::take(&mut self.segments);
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            let facts = match held.remove(&reader.segment_id()) {
                Some(facts) => facts,
                None => Arc::new(self.of_segment(reader)?),
            };
            self.segments.insert(reader.segment_id(), facts.clone());
            segments.push(facts);
        }
        Ok(Facts {
            dictionary: Dictionary {
                municipalities: self.municipalities.names(),
                bodies: self.bodies.names(),
                outcomes: self.outcomes.names(),
                officers: self.officers.names(),
                places: self.places.values.as_slice().into(),
                outcome_sets: self.outcome_sets.values.as_slice().into(),
            },
            segments,
        })
    }

    fn of_segment(&mut self, reader: &SegmentReader) -> tantivy::Result<SegmentFacts> {
        let fast = reader.fast_fields();
        let count = reader.max_doc();
        let years = firsts(&fast.u64(column::YEAR)?, count);
        let days = firsts(&fast.i64(column::DATE)?, count);
        let municipalities =
            Values::read(fast.str(column::MUNICIPALITY)?, &mut self.municipalities)?;
        let bodies = Values::read(fast.str(column::BODY)?, &mut self.bodies)?;
        let (municipalities, bodies) = (municipalities.firsts(count), bodies.firsts(count));
        let mut places = Vec::with_capacity(years.len());
        let mut last: Option<(Place, u32)> = None;
        for ((year, municipality), body) in years.into_iter().zip(municipalities).zip(bodies) {
            let year = year.unwrap_or_default();
            let place = Place {
                municipality,
                body,
                year,
            };
            // Paragraphs of one meeting mostly stand side by side.
            let number = match last {
                Some((before, number)) if before == place => number,
                _ => self.places.number(place),
            };
            last = Some((place, number));
            places.push(number);
        }
        let outcomes = Values::read(fast.str(column::OUTCOME)?, &mut self.outcomes)?;
        let mut outcome_sets = Vec::with_capacity(places.len());
        let mut set = Vec::new();
        for doc in 0..count {
            set.clear();
            set.extend(outcomes.of(doc));
            let known = self.outcome_sets.by_value.get(set.as_slice()).copied();
            outcome_sets
                .push(known.unwrap_or_else(|| self.outcome_sets.number(set.as_slice().into())));
        }
        let all = Values::read(fast.str(column::OFFICER)?, &mut self.officers)?;
        let mut officer_starts = Vec::with_capacity(places.len() + 1);
        let mut officers = Vec::new();
        for doc in 0..count {
            officer_starts.push(officers.len() as u32);
            officers.extend(all.of(doc));
        }
        officer_starts.push(officers.len() as u32);
        let day = |day: Option<i64>| i32::try_from(day.unwrap_or_default()).unwrap_or_default();
        Ok(SegmentFacts {
            keys: fast.u64(column::KEY)?,
            days: days.into_iter().map(day).collect(),
            places,
            outcome_sets,
            officer_starts,
            officers,
        })
    }
}

/// Numbers values in the order in which they are met; a number stays what it is.
struct Numbers<Value> {
    values: Vec<Value>,
    by_value: HashMap<Value, u32>,
}

impl<Value> Default for Numbers<Value> {
    fn default() -> Numbers<Value> {
        Numbers {
            values: Vec::new(),
            by_value: HashMap::new(),
        }
    }
}

impl<Value: Clone + Eq + Hash> Numbers<Value> {
    fn number(&mut self, value: Value) -> u32 {
        if let Some(known) = self.by_value.get(&value) {
            return *known;
        }
        let number = self.values.len() as u32;
        self.values.push(value.clone());
        self.by_value.insert(value, number);
        number
    }
}

impl Numbers<Arc<str>> {
    fn names(&self) -> Names {
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        order.sort_by_cached_key(|number| {
            self.values
                .get(*number)
                .map(|name| (sort_key(name), name.clone()))
        });
        let mut ranks = vec![0; order.len()];
        for (rank, number) in (0..).zip(order) {
            if let Some(place) = ranks.get_mut(number) {
                *place = rank;
            }
        }
        Names {
            names: self.values.as_slice().into(),
            ranks,
        }
    }
}

/// A text column with the numbers that all segments share.
struct Values {
    column: Option<Column<u64>>,
    /// By the segment's own number.
    numbers: Vec<u32>,
}

impl Values {
    fn read(column: Option<StrColumn>, numbers: &mut Numbers<Arc<str>>) -> tantivy::Result<Values> {
        let Some(column) = column else {
            return Ok(Values {
                column: None,
                numbers: Vec::new(),
            });
        };
        let mut own = Vec::with_capacity(column.num_terms());
        let mut terms = column.dictionary().stream()?;
        while terms.advance() {
            own.push(numbers.number(String::from_utf8_lossy(terms.key()).into()));
        }
        Ok(Values {
            column: Some(column.ords().clone()),
            numbers: own,
        })
    }

    fn of(&self, doc: DocId) -> impl Iterator<Item = u32> {
        let values = self
            .column
            .iter()
            .flat_map(move |column| column.values_for_doc(doc));
        values.filter_map(|own| self.shared(own))
    }

    fn firsts(&self, count: u32) -> Vec<Option<u32>> {
        let Some(column) = &self.column else {
            return vec![None; count as usize];
        };
        let firsts = firsts(column, count).into_iter();
        firsts.map(|own| self.shared(own?)).collect()
    }

    fn shared(&self, own: u64) -> Option<u32> {
        let own = usize::try_from(own).ok()?;
        self.numbers.get(own).copied()
    }
}

/// The first value of each document.
fn firsts<T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + 'static>(
    column: &Column<T>,
    count: u32,
) -> Vec<Option<T>> {
    let docs: Vec<DocId> = (0..count).collect();
    let mut values = vec![None; docs.len()];
    column.first_vals(&docs, &mut values);
    values
}
