//! What costly searches found, kept as long as the state of the index lasts that they were found in.
//!
//! The next page of a search, the same search by another visitor and the facets of either are then answered without
//! going through all that matches once more. Nothing can be stale: a commit makes another [`crate::search::Snapshot`],
//! which remembers nothing yet.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::collect::{Collected, Counted};
use crate::place::Place;

/// What is wanted of a search.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub limit: usize,
    pub after: Option<Place>,
    pub counted: Vec<Counted>,
}

impl Wanted {
    /// No hits, only how many, and these counts of them.
    pub fn counts(counted: Vec<Counted>) -> Wanted {
        Wanted {
            limit: 0,
            after: None,
            counted,
        }
    }

    /// The first so many hits.
    pub fn first(limit: usize) -> Wanted {
        Wanted {
            limit,
            after: None,
            counted: Vec::new(),
        }
    }
}

/// What was found, by search.
#[derive(Default)]
pub(crate) struct Remembered(Mutex<Searches>);

#[derive(Default)]
struct Searches {
    by_name: HashMap<String, Search>,
    bytes: usize,
    /// Counts what is asked for, to tell what was not for long.
    clock: u64,
}

struct Search {
    wanted: Wanted,
    collected: Collected,
    notes: Vec<String>,
    bytes: usize,
    used: u64,
}

/// All that is remembered, about.
const MOST_BYTES: usize = 16 * 1024 * 1024;

impl Remembered {
    /// What is wanted of a search, and what its planner had to note; `None` where that much is not known of it.
    pub fn get(&self, name: &str, wanted: &Wanted) -> Option<(Collected, Vec<String>)> {
        let mut searches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        searches.clock += 1;
        let clock = searches.clock;
        let search = searches.by_name.get_mut(name)?;
        let known = search.answer(wanted)?;
        search.used = clock;
        Some((known, search.notes.clone()))
    }

    /// Remembers what was found.
    pub fn put(&self, name: String, wanted: Wanted, collected: &Collected, notes: &[String]) {
        let values: usize = collected.counts.iter().map(Vec::len).sum();
        let bytes = 256
            + name.len()
            + values * 40
            + collected.places.len() * size_of::<Place>()
            + notes.iter().map(String::len).sum::<usize>();
        if bytes > MOST_BYTES / 4 {
            return;
        }
        let mut searches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let used = searches.clock;
        let search = Search {
            wanted,
            collected: collected.clone(),
            notes: notes.to_vec(),
            bytes,
            used,
        };
        searches.bytes += bytes;
        if let Some(before) = searches.by_name.insert(name, search) {
            searches.bytes -= before.bytes;
        }
        searches.make_room();
    }
}

impl Searches {
    /// Forgets what was not asked for for longest: half of all at once, so that this is seldom.
    fn make_room(&mut self) {
        if self.bytes <= MOST_BYTES {
            return;
        }
        let mut used: Vec<u64> = self.by_name.values().map(|search| search.used).collect();
        used.sort_unstable();
        let middle = used.get(used.len() / 2).copied().unwrap_or_default();
        self.by_name.retain(|_, search| search.used > middle);
        self.bytes = self.by_name.values().map(|search| search.bytes).sum();
    }
}

impl Search {
    fn answer(&self, wanted: &Wanted) -> Option<Collected> {
        if !wanted.counted.is_empty() && wanted.counted != self.wanted.counted {
            return None;
        }
        let held = &self.collected.places;
        let is_all = held.len() < self.wanted.limit;
        let start = match wanted.after {
            after if after == self.wanted.after => 0,
            Some(after) => held.iter().position(|place| *place == after)? + 1,
            None => return None,
        };
        let rest = held.get(start..)?;
        if rest.len() < wanted.limit && !is_all {
            return None;
        }
        let places = rest.iter().take(wanted.limit).copied().collect();
        let counts = match wanted.counted.is_empty() {
            true => Vec::new(),
            false => self.collected.counts.clone(),
        };
        Some(Collected {
            total: self.collected.total,
            places,
            counts,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, Remembered, Wanted};
    use crate::collect::{Collected, Counted};
    use crate::place::Place;

    fn place(key: u64) -> Place {
        Place {
            score: 0,
            date: 0,
            key,
        }
    }

    fn wanted(limit: usize, after: Option<u64>, counted: &[Counted]) -> Wanted {
        Wanted {
            limit,
            after: after.map(place),
            counted: counted.to_vec(),
        }
    }

    fn found(total: u64, keys: std::ops::Range<u64>) -> Collected {
        Collected {
            total,
            places: keys.map(place).collect(),
            counts: vec![Vec::new()],
        }
    }

    #[test]
    fn pages_come_from_what_was_found_as_long_as_it_reaches() {
        let remembered = Remembered::default();
        let all = [Counted::Year];
        let name = || "bygglov".to_owned();
        remembered.put(name(), wanted(10, None, &all), &found(100, 0..10), &[]);
        let keys = |wanted: &Wanted| {
            let (known, _) = remembered.get("bygglov", wanted)?;
            assert_eq!(known.total, 100);
            Some(
                known
                    .places
                    .iter()
                    .map(|place| place.key)
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(keys(&wanted(3, None, &all)), Some(vec![0, 1, 2]));
        assert_eq!(keys(&wanted(3, Some(2), &[])), Some(vec![3, 4, 5]));
        assert_eq!(keys(&wanted(3, Some(7), &[])), None, "there may be more");
        assert_eq!(keys(&wanted(3, Some(50), &[])), None);
        assert_eq!(keys(&wanted(3, None, &[Counted::Month])), None);
        assert!(remembered.get("badhus", &wanted(3, None, &[])).is_none());

        remembered.put(name(), wanted(10, Some(89), &all), &found(100, 90..99), &[]);
        assert_eq!(
            keys(&wanted(3, Some(96), &[])),
            Some(vec![97, 98]),
            "the end"
        );
        assert_eq!(keys(&wanted(3, Some(98), &[])), Some(vec![]));
        assert_eq!(
            keys(&wanted(3, None, &[])),
            None,
            "another stretch is known now"
        );
    }

    #[test]
    fn what_is_not_asked_for_is_forgotten_before_there_is_too_much() {
        let remembered = Remembered::default();
        let long = "x".repeat(MOST_BYTES / 8);
        for n in 0..100 {
            let name = |n: u32| format!("{n} {long}");
            remembered.put(name(n), wanted(1, None, &[]), &found(1, 0..1), &[]);
            assert!(remembered.get(&name(n), &wanted(1, None, &[])).is_some());
            assert!(remembered.0.lock().unwrap().bytes <= MOST_BYTES);
        }
        let huge = "x".repeat(MOST_BYTES);
        remembered.put(huge.clone(), wanted(1, None, &[]), &found(1, 0..1), &[]);
        assert!(remembered.get(&huge, &wanted(1, None, &[])).is_none());
    }
}
