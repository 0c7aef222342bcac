//! What is counted and sorted by, held in memory so that one look tells it of a document.
//!
//! Columns of the index are packed, and each segment numbers its values by itself. Here all segments share one
//! numbering, and facts that come together are one number.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use paragraf_model::sort_key;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::segment_facts::{Fact, SegmentFacts};
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
    /// In rising order.
    pub years: Vec<u64>,
    /// The place of each place's year among the years.
    pub year_of_place: Vec<u32>,
    /// Sets of outcomes that a decision has.
    pub outcome_sets: Arc<[Arc<[u32]>]>,
    /// Sets of officers that a paragraph has.
    pub officer_sets: Arc<[Arc<[u32]>]>,
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
    outcome_sets: Sets,
    officer_sets: Sets,
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
        let places: Arc<[Place]> = self.places.values.as_slice().into();
        let mut years: Vec<u64> = places.iter().map(|place| place.year).collect();
        years.sort_unstable();
        years.dedup();
        let year_of = |place: &Place| years.binary_search(&place.year).unwrap_or_default() as u32;
        let year_of_place = places.iter().map(year_of).collect();
        Ok(Facts {
            dictionary: Dictionary {
                municipalities: self.municipalities.names(),
                bodies: self.bodies.names(),
                outcomes: self.outcomes.names(),
                officers: self.officers.names(),
                places,
                years,
                year_of_place,
                outcome_sets: self.outcome_sets.all(),
                officer_sets: self.officer_sets.all(),
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
        let outcomes = Values::read(fast.str(column::OUTCOME)?, &mut self.outcomes)?;
        let officers = Values::read(fast.str(column::OFFICER)?, &mut self.officers)?;
        let meetings = years.into_iter().zip(municipalities).zip(bodies);
        let mut facts = Vec::with_capacity(count as usize);
        let mut last: Option<(Place, u32)> = None;
        let mut members = Vec::new();
        for (doc, ((year, municipality), body)) in (0..count).zip(meetings) {
            let place = Place {
                municipality,
                body,
                year: year.unwrap_or_default(),
            };
            // Paragraphs of one meeting mostly stand side by side.
            let number = match last {
                Some((before, number)) if before == place => number,
                _ => self.places.number(place),
            };
            last = Some((place, number));
            let mut set = |values: &Values, sets: &mut Sets| {
                members.clear();
                members.extend(values.of(doc));
                sets.number(&members)
            };
            facts.push(Fact {
                place: number,
                outcome_set: set(&outcomes, &mut self.outcome_sets),
                officer_set: set(&officers, &mut self.officer_sets),
            });
        }
        let day = |day: Option<i64>| i32::try_from(day.unwrap_or_default()).unwrap_or_default();
        Ok(SegmentFacts {
            keys: fast.u64(column::KEY)?,
            by_document: facts,
            days: days.into_iter().map(day).collect(),
        })
    }
}

/// Numbers sets of numbers. Each has a place in the table that a search counts in, so they should be few: most paragraphs have
/// one outcome and one officer, and combinations come again.
#[derive(Default)]
struct Sets {
    numbers: Numbers<Arc<[u32]>>,
    /// The sets of one member, which most are: by that member.
    of_one: Vec<Option<u32>>,
}

impl Sets {
    fn number(&mut self, members: &[u32]) -> u32 {
        let [only] = members else {
            return self.of_any(members);
        };
        let place = *only as usize;
        if let Some(Some(known)) = self.of_one.get(place) {
            return *known;
        }
        let number = self.of_any(members);
        if self.of_one.len() <= place {
            self.of_one.resize(place + 1, None);
        }
        if let Some(held) = self.of_one.get_mut(place) {
            *held = Some(number);
        }
        number
    }

    fn of_any(&mut self, members: &[u32]) -> u32 {
        match self.numbers.by_value.get(members) {
            Some(known) => *known,
            None => self.numbers.number(members.into()),
        }
    }

    fn all(&self) -> Arc<[Arc<[u32]>]> {
        self.numbers.values.as_slice().into()
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
