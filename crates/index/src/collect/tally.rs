//! How many of what matches have which value.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::evaluate::{Dictionary, Facts, Found, Names, SegmentFacts};
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

impl Counted {
    /// Whether the place of a document tells its value.
    fn is_of_places(self) -> bool {
        match self {
            Counted::Text(name) => [column::MUNICIPALITY, column::BODY].contains(&name),
            Counted::Year => true,
            Counted::Month | Counted::OutcomeOfYear => false,
        }
    }
}

/// A value and how many have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tallied {
    pub value: Arc<str>,
    pub count: u64,
    /// Its place among all values in the Swedish alphabet, or in time.
    pub rank: u32,
}

impl Tallied {
    /// An order in which the value comes first that most have.
    pub fn most_first(&self) -> (Reverse<u64>, u32) {
        (Reverse(self.count), self.rank)
    }
}

/// Counts by the numbers of [`Facts`]. What is not counted has no room.
pub(super) struct Tally {
    places: Counts,
    outcome_sets: Counts,
    officer_sets: Counts,
    days: Counts,
    first_day: i64,
    /// By year and set of outcomes.
    of_years: Counts,
}

/// A count for each number.
#[derive(Default)]
struct Counts(Vec<u32>);

/// Ten thousand years: more than a date may be.
const MOST_DAYS: i64 = 366 * 10_000;

impl Tally {
    pub fn new(counted: &[Counted], facts: &Facts) -> Tally {
        let dictionary = &facts.dictionary;
        let room = |is_wanted: bool, count: usize| match is_wanted {
            true => Counts(vec![0; count]),
            false => Counts::default(),
        };
        let has = |one: Counted| counted.contains(&one);
        let of_places = counted.iter().any(|one| one.is_of_places());
        let of_outcomes = has(Counted::Text(column::OUTCOME));
        let of_officers = has(Counted::Text(column::OFFICER));
        let sets = dictionary.outcome_sets.len();
        let (first_day, days) = match has(Counted::Month) {
            true => span(facts),
            false => (0, 0),
        };
        Tally {
            places: room(of_places, dictionary.places.len()),
            outcome_sets: room(of_outcomes, sets),
            officer_sets: room(of_officers, dictionary.officer_sets.len()),
            days: room(true, days),
            first_day,
            of_years: room(has(Counted::OutcomeOfYear), dictionary.years.len() * sets),
        }
    }

    /// Counts what was found.
    pub fn see(&mut self, found: &Found<'_>, facts: &SegmentFacts, dictionary: &Dictionary) {
        let by_fact = [&self.places, &self.outcome_sets, &self.officer_sets];
        if by_fact.iter().any(|counts| counts.are_wanted()) {
            found.for_each_document(|doc| {
                let fact = facts.fact(doc);
                self.places.count(fact.place);
                self.outcome_sets.count(fact.outcome_set);
                self.officer_sets.count(fact.officer_set);
            });
        }
        if self.days.are_wanted() {
            found.for_each_document(|doc| {
                let day = u32::try_from(facts.day(doc) - self.first_day);
                day.into_iter().for_each(|day| self.days.count(day));
            });
        }
        if self.of_years.are_wanted() {
            let sets = dictionary.outcome_sets.len() as u32;
            found.for_each_document(|doc| {
                let fact = facts.fact(doc);
                let year = dictionary.year_of_place.get(fact.place as usize);
                let year = year.copied().unwrap_or_default();
                let number = year.saturating_mul(sets).saturating_add(fact.outcome_set);
                self.of_years.count(number);
            });
        }
    }

    pub fn add(&mut self, other: &Tally) {
        self.places.add(&other.places);
        self.outcome_sets.add(&other.outcome_sets);
        self.officer_sets.add(&other.officer_sets);
        self.days.add(&other.days);
        self.of_years.add(&other.of_years);
    }

    /// For each column the values that any has: names in no order, and only those that most have; years and months in time.
    pub fn values(
        &self,
        counted: &[Counted],
        most: usize,
        dictionary: &Dictionary,
    ) -> Vec<Vec<Tallied>> {
        let of_places = OfPlaces::of(&self.places, dictionary);
        let values = |counted: &Counted| match *counted {
            Counted::Text(column::OFFICER) => {
                let counts = of_members(
                    &self.officer_sets,
                    &dictionary.officer_sets,
                    dictionary.officers.count(),
                );
                named(&counts, &dictionary.officers, most)
            }
            Counted::Text(column::OUTCOME) => {
                let counts = of_members(
                    &self.outcome_sets,
                    &dictionary.outcome_sets,
                    dictionary.outcomes.count(),
                );
                named(&counts, &dictionary.outcomes, most)
            }
            Counted::Text(column::MUNICIPALITY) => {
                named(&of_places.municipalities, &dictionary.municipalities, most)
            }
            Counted::Text(_) => named(&of_places.bodies, &dictionary.bodies, most),
            Counted::Year => {
                let years = dictionary.years.iter().zip(&of_places.years);
                in_time(years.map(|(year, count)| (year.to_string(), (*count).into())))
            }
            Counted::Month => in_time(self.months().into_iter()),
            Counted::OutcomeOfYear => in_time(self.outcomes_of_years(dictionary).into_iter()),
        };
        counted.iter().map(values).collect()
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
        let sets = dictionary.outcome_sets.len().max(1);
        let mut of_years = BTreeMap::new();
        for (year, counts) in dictionary.years.iter().zip(self.of_years.0.chunks(sets)) {
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

/// The first day of all meetings, and how many days there are from it to the last, both counted.
fn span(facts: &Facts) -> (i64, usize) {
    let spans = facts.segments.iter();
    let spans = spans.map(|segment| segment.first_and_last_day());
    let all = spans
        .filter(|(first, last)| first <= last)
        .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
    let Some((first, last)) = all else {
        return (0, 0);
    };
    let days = (last - first + 1).min(MOST_DAYS);
    (first, usize::try_from(days).unwrap_or_default())
}

/// What was counted by place, by what a place is.
#[derive(Default)]
struct OfPlaces {
    municipalities: Vec<u32>,
    bodies: Vec<u32>,
    /// As in [`Dictionary::years`].
    years: Vec<u32>,
}

impl OfPlaces {
    fn of(places: &Counts, dictionary: &Dictionary) -> OfPlaces {
        if !places.are_wanted() {
            return OfPlaces::default();
        }
        let mut counts = OfPlaces {
            municipalities: vec![0; dictionary.municipalities.count()],
            bodies: vec![0; dictionary.bodies.count()],
            years: vec![0; dictionary.years.len()],
        };
        let known = dictionary.places.iter().zip(&dictionary.year_of_place);
        // Most searches find something in few places, of which there is one for each body and year.
        let found = places.0.iter().zip(known).filter(|(count, _)| **count > 0);
        for (count, (place, year)) in found {
            let municipality = place.municipality.into_iter();
            municipality.for_each(|one| add_at(&mut counts.municipalities, one, *count));
            let body = place.body.into_iter();
            body.for_each(|one| add_at(&mut counts.bodies, one, *count));
            add_at(&mut counts.years, *year, *count);
        }
        counts
    }
}

/// What was counted by sets, by their members.
fn of_members(sets: &Counts, members: &[Arc<[u32]>], count: usize) -> Vec<u32> {
    let mut counts = vec![0; count];
    let found = sets.0.iter().zip(members).filter(|(count, _)| **count > 0);
    for (count, members) in found {
        members
            .iter()
            .for_each(|member| add_at(&mut counts, *member, *count));
    }
    counts
}

impl Counts {
    fn are_wanted(&self) -> bool {
        !self.0.is_empty()
    }

    #[inline]
    fn count(&mut self, number: u32) {
        if let Some(count) = self.0.get_mut(number as usize) {
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

/// The values that most have, in no order.
fn named(counts: &[u32], names: &Names, most: usize) -> Vec<Tallied> {
    let counts = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let ranked = counts.filter_map(|(number, count)| {
        let (value, rank) = names.get(number)?;
        Some(((Reverse(u64::from(*count)), rank), value))
    });
    let mut ranked: Vec<_> = ranked.collect();
    if ranked.len() > most {
        ranked.select_nth_unstable_by_key(most, |(order, _)| *order);
        ranked.truncate(most);
    }
    let tallied = ranked.into_iter().map(|((count, rank), value)| Tallied {
        value: value.clone(),
        count: count.0,
        rank,
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
