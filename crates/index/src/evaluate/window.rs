//! A stretch of documents that is looked at in one go: which of them match, and what they score.

use tantivy::{DocId, Score};

/// Documents of one window. Scores of a few windows stay in the nearest cache.
pub(crate) const WINDOW: u32 = 4096;
const LONG: usize = WINDOW as usize;
const WORDS: usize = LONG / 64;

/// Where a document stands in its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot(u16);

impl Slot {
    /// Of a document in the window that begins at `base`.
    #[inline]
    pub fn of(doc: DocId, base: DocId) -> Slot {
        Slot((doc.wrapping_sub(base) % WINDOW) as u16)
    }

    #[inline]
    pub fn place(self) -> usize {
        usize::from(self.0) % LONG
    }

    #[inline]
    fn word(self) -> usize {
        self.place() / 64
    }

    #[inline]
    fn bit(self) -> u64 {
        1 << (self.0 % 64)
    }
}

/// A set of documents of one window. Most have few: only words that are not 0 are gone through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    words: [u64; WORDS],
    /// Invariant: a bit for each word that is not 0.
    filled: u64,
}

/// With more of them all words are gone through, several at a time.
const MANY: u32 = 24;

impl Bits {
    pub const NONE: Bits = Bits {
        words: [0; WORDS],
        filled: 0,
    };

    /// The first so many documents of the window.
    pub fn first(count: u32) -> Bits {
        let mut left = count.min(WINDOW);
        let words = std::array::from_fn(|_| {
            let word = match left {
                64.. => u64::MAX,
                some => (1 << some) - 1,
            };
            left = left.saturating_sub(64);
            word
        });
        Bits::of(words)
    }

    /// Of a set of all documents of a segment, 64 to a word, those of the window that begins at `base`.
    pub fn of_segment(all: &[u64], base: DocId) -> Bits {
        let mut words = [0; WORDS];
        let found = all.get(base as usize / 64..).unwrap_or_default();
        for (word, found) in words.iter_mut().zip(found) {
            *word = *found;
        }
        Bits::of(words)
    }

    fn of(words: [u64; WORDS]) -> Bits {
        let mut bits = Bits { words, filled: 0 };
        bits.see_filled();
        bits
    }

    #[inline]
    pub fn set(&mut self, slot: Slot) {
        self.words[slot.word()] |= slot.bit();
        self.filled |= 1 << slot.word();
    }

    #[inline]
    pub fn has(&self, slot: Slot) -> bool {
        self.words[slot.word()] & slot.bit() != 0
    }

    pub fn is_empty(&self) -> bool {
        self.filled == 0
    }

    pub fn count(&self) -> u32 {
        places(self.filled)
            .map(|place| self.words[place].count_ones())
            .sum()
    }

    pub fn clear(&mut self) {
        places(self.filled).for_each(|place| self.words[place] = 0);
        self.filled = 0;
    }

    pub fn add(&mut self, other: &Bits) {
        self.filled |= other.filled;
        if other.filled.count_ones() > MANY {
            self.each(other, |one, other| one | other);
        } else {
            places(other.filled).for_each(|place| self.words[place] |= other.words[place]);
        }
    }

    pub fn keep(&mut self, other: &Bits) {
        self.change(other, self.filled, |one, other| one & other);
    }

    pub fn remove(&mut self, other: &Bits) {
        self.change(other, self.filled & other.filled, |one, other| one & !other);
    }

    /// Changes words that others do not fill.
    fn change(&mut self, other: &Bits, changed: u64, join: impl Fn(u64, u64) -> u64) {
        if changed.count_ones() > MANY {
            self.each(other, join);
            self.see_filled();
            return;
        }
        for place in places(changed) {
            let word = join(self.words[place], other.words[place]);
            self.words[place] = word;
            self.filled &= !(u64::from(word == 0) << place);
        }
    }

    fn each(&mut self, other: &Bits, join: impl Fn(u64, u64) -> u64) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word = join(*word, *other);
        }
    }

    fn see_filled(&mut self) {
        let filled = self.words.iter().enumerate();
        self.filled = filled.fold(0, |filled, (place, word)| {
            filled | u64::from(*word != 0) << place
        });
    }

    /// In rising order.
    #[inline]
    pub fn for_each(&self, mut see: impl FnMut(Slot)) {
        for place in places(self.filled) {
            let mut left = self.words[place];
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                see(Slot((place * 64 + bit) as u16));
                left &= left - 1;
            }
        }
    }

    /// The first one at or after a place.
    pub fn next(&self, from: u32) -> Option<Slot> {
        let place = from as usize / 64;
        let here = self.words.get(place)? & (u64::MAX << (from % 64));
        let (place, word) = match here {
            0 => {
                let later = self.filled & u64::MAX.checked_shl(place as u32 + 1).unwrap_or(0);
                let place = places(later).next()?;
                (place, self.words[place])
            }
            word => (place, word),
        };
        Some(Slot((place * 64) as u16 + word.trailing_zeros() as u16))
    }
}

/// Documents of a window that alone are asked about, and how many they are.
#[derive(Clone, Copy)]
pub(super) struct Within<'a> {
    pub bits: &'a Bits,
    pub count: u32,
}

impl Within<'_> {
    pub fn of(bits: &Bits) -> Within<'_> {
        Within {
            bits,
            count: bits.count(),
        }
    }
}

/// The places of a word's bits.
#[inline]
fn places(word: u64) -> impl Iterator<Item = usize> {
    let mut left = word;
    std::iter::from_fn(move || {
        let place = left.trailing_zeros() as usize;
        left &= left.wrapping_sub(1);
        (place < WORDS).then_some(place)
    })
}

/// What each document of a window scores; 0 where it does not match.
#[derive(Debug)]
pub(super) struct Scores(Box<[Score; LONG]>);

impl Scores {
    pub fn none() -> Scores {
        Scores(Box::new([0.0; LONG]))
    }

    #[inline]
    pub fn add(&mut self, slot: Slot, score: Score) {
        self.0[slot.place()] += score;
    }

    /// The better of the two stays.
    #[inline]
    pub fn raise(&mut self, slot: Slot, score: Score) {
        let held = &mut self.0[slot.place()];
        *held = held.max(score);
    }

    /// Leaves no score of these documents.
    pub fn forget(&mut self, bits: &Bits) {
        // Of many it takes less to go over all than from one to the next.
        match bits.count() {
            0 => {}
            1..=200 => bits.for_each(|slot| {
                self.take(slot);
            }),
            _ => self.0.fill(0.0),
        }
    }

    /// Gives the score and leaves none.
    #[inline]
    pub fn take(&mut self, slot: Slot) -> Score {
        std::mem::take(&mut self.0[slot.place()])
    }
}

/// Sets and scores to work with, kept from window to window and from search to search. Whoever gives scores back has left
/// none in them.
#[derive(Debug, Default)]
pub(super) struct Pool {
    #[expect(
        clippy::vec_box,
        reason = "half a kilobyte each, taken out and given back for each part of a plan in each window"
    )]
    bits: Vec<Box<Bits>>,
    scores: Vec<Scores>,
    levels: Vec<Bits>,
}

/// More are given back only where plans are nested deeply.
const MOST_KEPT: usize = 32;

impl Pool {
    pub const NONE: Pool = Pool {
        bits: Vec::new(),
        scores: Vec::new(),
        levels: Vec::new(),
    };

    pub fn bits(&mut self) -> Box<Bits> {
        match self.bits.pop() {
            Some(mut bits) => {
                bits.clear();
                bits
            }
            None => Box::new(Bits::NONE),
        }
    }

    pub fn give_bits(&mut self, bits: Box<Bits>) {
        if self.bits.len() < MOST_KEPT {
            self.bits.push(bits);
        }
    }

    /// So many empty sets in a row.
    pub fn levels(&mut self, count: usize) -> Vec<Bits> {
        let mut levels = std::mem::take(&mut self.levels);
        levels.clear();
        levels.resize(count, Bits::NONE);
        levels
    }

    pub fn give_levels(&mut self, levels: Vec<Bits>) {
        self.levels = levels;
    }

    pub fn scores(&mut self) -> Scores {
        self.scores.pop().unwrap_or_else(Scores::none)
    }

    pub fn give_scores(&mut self, scores: Option<Scores>) {
        if self.scores.len() < MOST_KEPT {
            self.scores.extend(scores);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bits, Slot, WINDOW};

    #[test]
    fn a_set_tells_its_documents_in_order() {
        let mut bits = Bits::NONE;
        let docs = [0, 1, 63, 64, 700, WINDOW - 1];
        for doc in docs {
            bits.set(Slot::of(8192 + doc, 8192));
        }
        let mut seen = Vec::new();
        bits.for_each(|slot| seen.push(slot.place() as u32));
        assert_eq!(seen, docs);
        assert_eq!(bits.count(), 6);
        let next = |from| bits.next(from).map(|slot| slot.place());
        assert_eq!(next(0), Some(0));
        assert_eq!(next(2), Some(63));
        assert_eq!(next(65), Some(700));
        assert_eq!(next(701), Some(4095));
        assert_eq!(next(WINDOW), None);
    }

    /// Few documents and many are put together in different ways.
    #[test]
    fn sets_are_joined_as_sets() {
        let set = |step: u32, start: u32| {
            let mut bits = Bits::NONE;
            (start..WINDOW)
                .step_by(step as usize)
                .for_each(|doc| bits.set(Slot::of(doc, 0)));
            bits
        };
        let docs = |bits: &Bits| {
            let mut docs = std::collections::BTreeSet::new();
            bits.for_each(|slot| {
                docs.insert(slot.place());
            });
            docs
        };
        let sets = [(1, 0), (3, 1), (64, 63), (700, 5), (900, 5), (WINDOW, 0)];
        let sets = sets.map(|(step, start)| set(step, start));
        for (one, other) in sets
            .iter()
            .flat_map(|one| sets.iter().map(move |other| (one, other)))
        {
            let joined = |join: fn(&mut Bits, &Bits)| {
                let mut bits = one.clone();
                join(&mut bits, other);
                assert_eq!(
                    bits,
                    Bits::of(bits.words),
                    "which words are filled is known"
                );
                docs(&bits)
            };
            let (one, other) = (docs(one), docs(other));
            assert_eq!(joined(Bits::add), &one | &other);
            assert_eq!(joined(Bits::keep), &one & &other);
            assert_eq!(joined(Bits::remove), &one - &other);
        }
    }

    #[test]
    fn the_first_documents_are_so_many() {
        for count in [0, 1, 63, 64, 65, 4095, 4096, 5000] {
            assert_eq!(Bits::first(count).count(), count.min(WINDOW));
        }
        let words = [u64::MAX; 100];
        assert_eq!(Bits::of_segment(&words, 4096).count(), 36 * 64);
        assert!(Bits::of_segment(&words, 8192).is_empty());
    }
}
