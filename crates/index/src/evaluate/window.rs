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

/// A set of documents of one window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits([u64; WORDS]);

impl Bits {
    pub const NONE: Bits = Bits([0; WORDS]);

    /// The first so many documents of the window.
    pub fn first(count: u32) -> Bits {
        let mut bits = Bits::NONE;
        let mut left = count.min(WINDOW);
        for word in &mut bits.0 {
            *word = match left {
                64.. => u64::MAX,
                some => (1 << some) - 1,
            };
            left = left.saturating_sub(64);
        }
        bits
    }

    #[inline]
    pub fn set(&mut self, slot: Slot) {
        self.0[slot.word()] |= slot.bit();
    }

    #[inline]
    pub fn has(&self, slot: Slot) -> bool {
        self.0[slot.word()] & slot.bit() != 0
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub fn clear(&mut self) {
        self.0 = Bits::NONE.0;
    }

    pub fn add(&mut self, other: &Bits) {
        self.each(other, |one, other| one | other);
    }

    pub fn keep(&mut self, other: &Bits) {
        self.each(other, |one, other| one & other);
    }

    pub fn remove(&mut self, other: &Bits) {
        self.each(other, |one, other| one & !other);
    }

    fn each(&mut self, other: &Bits, join: impl Fn(u64, u64) -> u64) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word = join(*word, *other);
        }
    }

    /// Of a set of all documents of a segment, 64 to a word, those of the window that begins at `base`.
    pub fn of_segment(words: &[u64], base: DocId) -> Bits {
        let mut bits = Bits::NONE;
        let start = base as usize / 64;
        let words = words.get(start..).unwrap_or_default();
        for (word, found) in bits.0.iter_mut().zip(words) {
            *word = *found;
        }
        bits
    }

    /// In rising order.
    #[inline]
    pub fn for_each(&self, mut see: impl FnMut(Slot)) {
        for (place, word) in self.0.iter().enumerate() {
            let mut left = *word;
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
        let first = self.0.get(place)? & (u64::MAX << (from % 64));
        let rest = self.0.get(place + 1..).unwrap_or_default();
        let words = std::iter::once(&first).chain(rest);
        let (at, word) = words.enumerate().find(|(_, word)| **word != 0)?;
        Some(Slot(
            ((place + at) * 64 + word.trailing_zeros() as usize) as u16,
        ))
    }
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

    /// Gives the score and leaves none.
    #[inline]
    pub fn take(&mut self, slot: Slot) -> Score {
        std::mem::take(&mut self.0[slot.place()])
    }
}

/// Sets and scores to work with, kept from window to window. Whoever gives scores back has left none in them.
#[derive(Debug, Default)]
pub(super) struct Pool {
    bits: Vec<Bits>,
    scores: Vec<Scores>,
}

impl Pool {
    pub fn bits(&mut self) -> Bits {
        match self.bits.pop() {
            Some(mut bits) => {
                bits.clear();
                bits
            }
            None => Bits::NONE,
        }
    }

    pub fn give_bits(&mut self, bits: Bits) {
        self.bits.push(bits);
    }

    pub fn scores(&mut self) -> Scores {
        self.scores.pop().unwrap_or_else(Scores::none)
    }

    pub fn give_scores(&mut self, scores: Option<Scores>) {
        self.scores.extend(scores);
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
