//! How many of what matches have which value.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::evaluate::{Dictionary, Facts, Found, Names, Place, SegmentFacts};
use crate::schema::column;

/// A column whose values are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Of municipalities, bodies, outcomes or officers.
    Text(&'static str),
    Year,
    /// `2023-05`.
    Month,
    /// Outcomes year by year: `2023 adopted`.
    OutcomeOfYear,
}

/// A value and how many have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tallied {
    pub value: Arc<str>,
    pub count: u64,
    /// Its place among all values in the Swedish alphabet, or in time.
    pub rank: u32,
}

/// Counts by the numbers of [`Facts`]. What is not counted has no room.
pub(super) struct Tally {
    places: Counts,
    outcome_sets: Counts,
    officers: Counts,
    days: Counts,
    first_day: i64,
    /// By year and set of outcomes.
    of_years: Counts,
    years: Vec<u64>,
    /// The place of each place's year among the years.
    year_of_place: Vec<usize>,
    sets: usize,
}

/// A count for each number.
#[derive(Default)]
struct Counts(Vec<u32>);

/// Ten thousand years: more than a date may be.
const MOST_DAYS: i64 = 366 * 10_000;

impl Tally {
    pub fn new(counted: &[Counted], facts: &Facts) -> Tally {
        let dictionary = &facts.dictionary;
        let wants = |some: &[Counted]| some.iter().any(|one| counted.contains(one));
        let room =
            |is_wanted: bool, count: usize| Counts(vec![0; if is_wanted { count } else { 0 }]);
        let by_place = [
            Counted::Text(column::MUNICIPALITY),
            Counted::Text(column::BODY),
            Counted::Year,
        ];
        let mut tally = Tally {
            places: room(wants(&by_place), dictionary.places.len()),
            outcome_sets: room(
                wants(&[Counted::Text(column::OUTCOME)]),
                dictionary.outcome_sets.len(),
            ),
            officers: room(
                wants(&[Counted::Text(column::OFFICER)]),
                dictionary.officers.count(),
            ),
            days: Counts::default(),
            first_day: 0,
            of_years: Counts::default(),
            years: Vec::new(),
            year_of_place: Vec::new(),
            sets: dictionary.outcome_sets.len(),
        };
        if wants(&[Counted::Month]) {
            let spans = facts
                .segments
                .iter()
                .map(|segment| segment.first_and_last_day());
            let spans: Vec<(i64, i64)> = spans.filter(|(first, last)| first <= last).collect();
            tally.first_day = spans
                .iter()
                .map(|(first, _)| *first)
                .min()
                .unwrap_or_default();
            let last = spans
                .iter()
                .map(|(_, last)| *last)
                .max()
                .unwrap_or_default();
            let days = (last - tally.first_day + 1).min(MOST_DAYS);
            tally.days = room(true, usize::try_from(days).unwrap_or_default());
        }
        if wants(&[Counted::OutcomeOfYear]) {
            tally.years = dictionary.places.iter().map(|place| place.year).collect();
            tally.years.sort_unstable();
            tally.years.dedup();
            let place_of = |year: u64| tally.years.binary_search(&year).unwrap_or_default();
            tally.year_of_place = dictionary
                .places
                .iter()
                .map(|place| place_of(place.year))
                .collect();
            tally.of_years = room(true, tally.years.len() * tally.sets);
        }
        tally
    }

    /// Counts what was found.
    pub fn see(&mut self, found: &Found<'_>, facts: &SegmentFacts) {
        if self.places.are_wanted() {
            found.for_each_document(|doc| self.places.count(facts.place(doc)));
        }
        if self.outcome_sets.are_wanted() {
            found.for_each_document(|doc| self.outcome_sets.count(facts.outcome_set(doc)));
        }
        if self.officers.are_wanted() {
            found.for_each_document(|doc| {
                for officer in facts.officers(doc) {
                    self.officers.count(*officer as usize);
                }
            });
        }
        if self.days.are_wanted() {
            let first = self.first_day;
            found.for_each_document(|doc| {
                let day = usize::try_from(facts.day(doc) - first);
                day.into_iter().for_each(|day| self.days.count(day));
            });
        }
        if self.of_years.are_wanted() {
            found.for_each_document(|doc| {
                let year = self
                    .year_of_place
                    .get(facts.place(doc))
                    .copied()
                    .unwrap_or_default();
                self.of_years
                    .count(year * self.sets + facts.outcome_set(doc));
            });
        }
    }

    pub fn add(&mut self, other: &Tally) {
        self.places.add(&other.places);
        self.outcome_sets.add(&other.outcome_sets);
        self.officers.add(&other.officers);
        self.days.add(&other.days);
        self.of_years.add(&other.of_years);
    }

    /// The values of a column that any has, in no order.
    pub fn values(&self, counted: Counted, dictionary: &Dictionary) -> Vec<Tallied> {
        match counted {
            Counted::Text(column::OFFICER) => named(&self.officers.0, &dictionary.officers),
            Counted::Text(column::OUTCOME) => {
                let mut counts = vec![0; dictionary.outcomes.count()];
                for (set, count) in dictionary.outcome_sets.iter().zip(&self.outcome_sets.0) {
                    set.iter()
                        .for_each(|outcome| add_at(&mut counts, *outcome, *count));
                }
                named(&counts, &dictionary.outcomes)
            }
            Counted::Text(column::MUNICIPALITY) => {
                let mut counts = vec![0; dictionary.municipalities.count()];
                for (place, count) in self.counted_places(dictionary) {
                    place
                        .municipality
                        .into_iter()
                        .for_each(|one| add_at(&mut counts, one, *count));
                }
                named(&counts, &dictionary.municipalities)
            }
            Counted::Text(_) => {
                let mut counts = vec![0; dictionary.bodies.count()];
                for (place, count) in self.counted_places(dictionary) {
                    place
                        .body
                        .into_iter()
                        .for_each(|one| add_at(&mut counts, one, *count));
                }
                named(&counts, &dictionary.bodies)
            }
            Counted::Year => {
                let mut years: BTreeMap<u64, u64> = BTreeMap::new();
                for (place, count) in self.counted_places(dictionary) {
                    *years.entry(place.year).or_default() += u64::from(*count);
                }
                in_time(
                    years
                        .into_iter()
                        .map(|(year, count)| (year.to_string(), count)),
                )
            }
            Counted::Month => in_time(self.months().into_iter()),
            Counted::OutcomeOfYear => in_time(self.outcomes_of_years(dictionary).into_iter()),
        }
    }

    /// Most searches find something in few places, of which there is one for each body and year.
    fn counted_places<'a>(
        &'a self,
        dictionary: &'a Dictionary,
    ) -> impl Iterator<Item = (&'a Place, &'a u32)> {
        let counts = self.places.0.iter();
        let places = dictionary.places.iter().zip(counts);
        places.filter(|(_, count)| **count > 0)
    }

    fn months(&self) -> BTreeMap<String, u64> {
        let mut months = BTreeMap::new();
        for (day, count) in (self.first_day..)
            .zip(&self.days.0)
            .filter(|(_, count)| **count > 0)
        {
            let date = NaiveDate::default().checked_add_signed(TimeDelta::days(day));
            if let Some(date) = date {
                let month = format!("{:04}-{:02}", date.year(), date.month());
                *months.entry(month).or_default() += u64::from(*count);
            }
        }
        months
    }

    fn outcomes_of_years(&self, dictionary: &Dictionary) -> BTreeMap<String, u64> {
        let mut of_years = BTreeMap::new();
        for (year, counts) in self
            .years
            .iter()
            .zip(self.of_years.0.chunks(self.sets.max(1)))
        {
            for (set, count) in dictionary
                .outcome_sets
                .iter()
                .zip(counts)
                .filter(|(_, count)| **count > 0)
            {
                for (outcome, _) in set
                    .iter()
                    .filter_map(|one| dictionary.outcomes.get(*one as usize))
                {
                    *of_years.entry(format!("{year} {outcome}")).or_default() += u64::from(*count);
                }
            }
        }
        of_years
    }
}

impl Counts {
    fn are_wanted(&self) -> bool {
        !self.0.is_empty()
    }

    #[inline]
    fn count(&mut self, number: usize) {
        if let Some(count) = self.0.get_mut(number) {
            *count += 1;
        }
    }

    fn add(&mut self, other: &Counts) {
        for (count, other) in self.0.iter_mut().zip(&other.0) {
            *count += other;
        }
    }
}

fn add_at(counts: &mut [u32], number: u32, count: u32) {
    if let Some(held) = counts.get_mut(number as usize) {
        *held += count;
    }
}

fn named(counts: &[u32], names: &Names) -> Vec<Tallied> {
    let counts = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let tallied = counts.filter_map(|(number, count)| {
        let (value, rank) = names.get(number)?;
        Some(Tallied {
            value: value.clone(),
            count: u64::from(*count),
            rank,
        })
    });
    tallied.collect()
}

/// Values that come in order.
fn in_time(values: impl Iterator<Item = (String, u64)>) -> Vec<Tallied> {
    let values = values.filter(|(_, count)| *count > 0);
    let tallied = (0..).zip(values).map(|(rank, (value, count))| Tallied {
        value: value.into(),
        count,
        rank,
    });
    tallied.collect()
}
