//! The first hits in an order.

use paragraf_query::Sort;

use crate::place::Place;

/// Collects twice as many as wanted before it sorts.
pub(super) struct Best {
    sort: Sort,
    limit: usize,
    after: Option<Place>,
    places: Vec<Place>,
    /// So many are before this one that it is the last that is wanted.
    last: Option<Place>,
    /// Of a lower score none is wanted.
    floor: f32,
}

/// Scores that differ by more are not rounded to the same.
const ROUNDED_BY: f32 = 0.01;

impl Best {
    /// The first so many after a place.
    pub fn new(sort: Sort, limit: usize, after: Option<Place>) -> Best {
        Best {
            sort,
            limit,
            after,
            places: Vec::new(),
            last: None,
            floor: 0.0,
        }
    }

    /// Whether a hit of this score, not yet rounded, may be among them: all that is asked of most hits.
    #[inline]
    pub fn may_want_score(&self, score: f32) -> bool {
        score >= self.floor
    }

    pub fn wants_any(&self) -> bool {
        self.limit > 0
    }

    /// Whether a hit of which everything but the key is known may be among them.
    #[inline]
    pub fn may_want(&self, place: &Place) -> bool {
        let (highest, lowest) = (u64::MAX, 0);
        let with = |key| Place { key, ..*place };
        let is_over = |last: &Place| with(lowest).compare(last, self.sort).is_gt();
        let is_before = |after: &Place| with(highest).compare(after, self.sort).is_le();
        !self.last.as_ref().is_some_and(is_over) && !self.after.as_ref().is_some_and(is_before)
    }

    pub fn see(&mut self, place: Place) {
        let is_before = |after: &Place| place.compare(after, self.sort).is_le();
        if self.limit == 0 || self.after.as_ref().is_some_and(is_before) {
            return;
        }
        self.places.push(place);
        if self.places.len() >= self.limit.saturating_mul(2) {
            self.keep_first();
        }
    }

    fn keep_first(&mut self) {
        let sort = self.sort;
        let last = self.limit - 1;
        self.places
            .select_nth_unstable_by(last, |one, other| one.compare(other, sort));
        self.places.truncate(self.limit);
        self.last = self.places.last().copied();
        if let (Some(last), Sort::Relevance) = (&self.last, sort) {
            self.floor = f32::from_bits(last.score) * (1.0 - ROUNDED_BY);
        }
    }

    pub fn in_order(mut self) -> Vec<Place> {
        let sort = self.sort;
        self.places
            .sort_unstable_by(|one, other| one.compare(other, sort));
        self.places.truncate(self.limit);
        self.places
    }
}

#[cfg(test)]
mod tests {
    use paragraf_query::Sort;

    use super::Best;
    use crate::place::{Place, rounded};

    #[test]
    fn no_score_is_passed_over_that_is_rounded_to_a_wanted_one() {
        for score in [
            0.5_f32, 0.9999, 7.3, 300.0, 16_384.0, 16_500.0, 49_160.3, 65_700.0,
        ] {
            let last = rounded(score);
            let mut best = Best::new(Sort::Relevance, 1, None);
            for key in 0..2 {
                best.see(Place {
                    score: last.to_bits(),
                    date: 0,
                    key,
                });
            }
            assert!(!best.may_want_score(last * 0.98));
            for step in 0..=200 {
                let near = score * (0.98 + 0.0001 * step as f32);
                assert!(
                    best.may_want_score(near) || rounded(near) < last,
                    "{near} beside {score}"
                );
            }
        }
    }

    #[test]
    fn the_first_are_kept_whatever_is_passed_over() {
        let places: Vec<Place> = (0..1_000_u64)
            .map(|n| Place {
                score: ((n * 7919) % 23) as u32,
                date: ((n * 104_729) % 17) as i64,
                key: n,
            })
            .collect();
        for sort in Sort::ALL {
            let mut expected = places.clone();
            expected.sort_by(|one, other| one.compare(other, sort));
            for after in [None, expected.get(40).copied()] {
                let mut best = Best::new(sort, 10, after);
                let mut passed_over = 0;
                for place in &places {
                    match best.may_want(&Place { key: 0, ..*place }) {
                        true => best.see(*place),
                        false => passed_over += 1,
                    }
                }
                let start = if after.is_some() { 41 } else { 0 };
                assert_eq!(best.in_order(), expected[start..start + 10]);
                assert!(passed_over > 500);
            }
        }
    }
}
