//! Choices that look like chance and are the same on every machine: whole numbers only, drawn from names and numbers.

/// A stream of numbers that belongs to a seed and a place.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The stream of a place: no two places share one, whatever is drawn elsewhere.
    pub fn of(seed: u64, place: &[u64]) -> Chance {
        let mut chance = Chance(seed ^ 0x6a09_e667_f3bc_c908);
        for &step in place {
            chance.0 = chance.number() ^ step.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        chance
    }

    /// The next number (SplitMix64).
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `limit`; 0 where the limit is.
    pub fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.number()) * u128::from(limit)) >> 64) as u64
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// True in so many of a hundred.
    pub fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// One of these.
    ///
    /// # Panics
    /// Of nothing, nothing can be picked.
    pub fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len() as u64) as usize]
    }

    /// A length in percent of the middle one, log-normally spread: many are short, few are very long.
    pub fn spread(&mut self) -> u64 {
        let place = self.below(SPREAD.len() as u64 - 1) as usize;
        let (from, to) = (SPREAD[place], SPREAD[place + 1]);
        from + self.below(to - from)
    }
}

/// Every thirtieth of a log-normal distribution whose logarithm has a standard deviation of 0.9, in percent of the median.
/// A table, for logarithms may differ in the last digit from machine to machine.
const SPREAD: [u64; 31] = [
    12, 19, 26, 32, 37, 42, 47, 52, 57, 63, 68, 74, 80, 86, 93, 100, 108, 117, 126, 136, 147, 160,
    175, 192, 214, 239, 272, 317, 386, 521, 1300,
];

/// Draws places of a list by their weights, at the same cost for any length (Walker's alias method in whole numbers).
#[derive(Debug)]
pub struct Weighted {
    /// Of each place: how much of 2³² is its own, and whose the rest is.
    places: Vec<(u64, u32)>,
}

impl Weighted {
    pub fn new(weights: impl IntoIterator<Item = u64>) -> Weighted {
        let weights: Vec<u128> = weights.into_iter().map(u128::from).collect();
        let total: u128 = weights.iter().sum::<u128>().max(1);
        let count = weights.len() as u128;
        // Scaled so that an even share is exactly `total`.
        let mut rest: Vec<u128> = weights.iter().map(|weight| weight * count).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) =
            (0..rest.len()).partition(|&place| rest[place] < total);
        let mut places: Vec<(u64, u32)> = (0..rest.len())
            .map(|place| (1 << 32, place as u32))
            .collect();
        while let (Some(poor), Some(&rich)) = (small.pop(), large.last()) {
            places[poor] = (((rest[poor] << 32) / total) as u64, rich as u32);
            rest[rich] -= total - rest[poor];
            if rest[rich] < total {
                large.pop();
                small.push(rich);
            }
        }
        Weighted { places }
    }

    /// A place of the list.
    pub fn draw(&self, chance: &mut Chance) -> usize {
        let number = chance.number();
        let place = (((number >> 32) * self.places.len() as u64) >> 32) as usize;
        let (own, other) = self.places[place];
        if number & 0xffff_ffff < own {
            place
        } else {
            other as usize
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_tell_how_often_each_is_drawn() {
        let weighted = Weighted::new([700, 0, 200, 100]);
        let mut chance = Chance::of(1, &[]);
        let mut drawn = [0_u32; 4];
        for _ in 0..100_000 {
            drawn[weighted.draw(&mut chance)] += 1;
        }
        assert_eq!(drawn[1], 0);
        for (place, expected) in [(0, 70_000), (2, 20_000), (3, 10_000)] {
            assert!(drawn[place].abs_diff(expected) < 800, "{drawn:?}");
        }
    }

    #[test]
    fn neighbouring_places_have_different_streams() {
        let first = |place: &[u64]| Chance::of(7, place).number();
        let all = [
            first(&[0, 1]),
            first(&[1, 0]),
            first(&[0]),
            first(&[1]),
            first(&[0, 0]),
        ];
        let different: std::collections::BTreeSet<u64> = all.into_iter().collect();
        assert_eq!(different.len(), all.len());
    }
}
