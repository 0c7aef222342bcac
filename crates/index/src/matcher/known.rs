//! What is known of every word that was met: enough to tell of nearly all of them, without their forms, that they match
//! nothing. A text of two hundred words is then read as fast as its letters are.
//!
//! Of a word's stems a few bits are kept, as in a Bloom filter: a word that lacks a bit of what is sought has no such
//! stem, and one that has them all is looked at. A word stands here by its hash of 64 bits, which begins with a random
//! number: that two of a million words share one is as likely as one in forty million, and then a mark may be missing.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use paragraf_language::Written;
use rustc_hash::FxSeededState;

/// A word or a stem as it is known here; never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hash(u64);

/// Bits of some stems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(u64);

/// Shared by all threads that mark texts. Words are only ever added, so that nobody waits for anybody.
pub(super) struct Known {
    hasher: FxSeededState,
    table: RwLock<Arc<Table>>,
}

/// Words and their bits, looked for from the place on that the hash tells.
#[derive(Debug, Default)]
struct Table {
    slots: Box<[Slot]>,
    used: AtomicUsize,
}

/// Empty where `word` is 0, being filled where `bits` is.
#[derive(Debug, Default)]
struct Slot {
    word: AtomicU64,
    bits: AtomicU64,
}

/// What one walk through a text uses.
#[derive(Debug)]
pub(super) struct View<'a> {
    known: &'a Known,
    table: Arc<Table>,
}

const FEWEST_SLOTS: usize = 1 << 12;

/// 16 MB, for 700 000 words. An archive that has more forgets all when it is full.
const MOST_SLOTS: usize = 1 << 20;

impl Bits {
    pub fn has_all(self, others: Bits) -> bool {
        self.0 & others.0 == others.0
    }
}

impl Default for Known {
    fn default() -> Known {
        let seed = RandomState::new().hash_one(0) as usize;
        Known {
            hasher: FxSeededState::with_seed(seed),
            table: RwLock::default(),
        }
    }
}

impl std::fmt::Debug for Known {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let used = self.view().table.used.load(Ordering::Relaxed);
        formatter.debug_tuple("Known").field(&used).finish()
    }
}

impl Known {
    pub fn hash(&self, word: &str) -> Hash {
        Hash(self.hasher.hash_one(word).max(1))
    }

    /// Of a word as it stands in a text.
    pub fn hash_written(&self, written: Written<'_>) -> Hash {
        match written.lender {
            None => self.hash(written.exact),
            Some(lender) => Hash(self.hasher.hash_one((written.exact, lender)).max(1)),
        }
    }

    /// Of each stem four bits: of compounds, which have most stems, one in two hundred is then looked at in vain.
    pub fn bits<'a>(&self, stems: impl Iterator<Item = &'a str>) -> Bits {
        let each = stems.map(|stem| {
            let Hash(hash) = self.hash(stem);
            [0, 6, 12, 18]
                .iter()
                .fold(0, |bits, shift| bits | 1_u64 << ((hash >> shift) % 64))
        });
        Bits(each.fold(0, |all, bits| all | bits))
    }

    pub fn view(&self) -> View<'_> {
        let table = self.table.read().unwrap_or_else(PoisonError::into_inner);
        View {
            known: self,
            table: table.clone(),
        }
    }

    /// Makes room where that is scarce and nobody else has made it.
    fn grow(&self, full: &Arc<Table>) {
        let slots = full.slots.len();
        // Made before anybody has to wait for it.
        let larger = match slots {
            0 => Table::of(FEWEST_SLOTS),
            _ if slots < MOST_SLOTS => full.twice_as_large(),
            _ => Table::of(FEWEST_SLOTS),
        };
        let mut table = self.table.write().unwrap_or_else(PoisonError::into_inner);
        if Arc::ptr_eq(&table, full) {
            *table = Arc::new(larger);
        }
    }
}

impl View<'_> {
    pub fn bits(&self, word: Hash) -> Option<Bits> {
        self.table.get(word)
    }

    pub fn note(&self, word: Hash, bits: Bits) {
        // A word without stems is never passed over.
        if bits != Bits::default() && !self.table.put(word, bits) {
            self.known.grow(&self.table);
        }
    }
}

impl Table {
    fn of(slots: usize) -> Table {
        Table {
            slots: std::iter::repeat_with(Slot::default).take(slots).collect(),
            used: AtomicUsize::new(0),
        }
    }

    fn twice_as_large(&self) -> Table {
        let larger = Table::of(2 * self.slots.len());
        for slot in &self.slots {
            let bits = slot.bits.load(Ordering::Relaxed);
            if bits != 0 {
                larger.put(Hash(slot.word.load(Ordering::Relaxed)), Bits(bits));
            }
        }
        larger
    }

    fn get(&self, Hash(word): Hash) -> Option<Bits> {
        for slot in self.from(word) {
            match slot.word.load(Ordering::Relaxed) {
                0 => return None,
                held if held == word => {
                    let bits = slot.bits.load(Ordering::Relaxed);
                    return (bits != 0).then_some(Bits(bits));
                }
                _ => {}
            }
        }
        None
    }

    /// False where it is too full to find anything fast.
    fn put(&self, Hash(word): Hash, Bits(bits): Bits) -> bool {
        if self.used.load(Ordering::Relaxed) * 3 >= self.slots.len() * 2 {
            return false;
        }
        for slot in self.from(word) {
            // What a slot was taken for never changes, so that its bits cannot be read for another word's.
            match slot
                .word
                .compare_exchange(0, word, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) => {
                    self.used.fetch_add(1, Ordering::Relaxed);
                    slot.bits.store(bits, Ordering::Relaxed);
                    return true;
                }
                Err(held) if held == word => return true,
                Err(_) => {}
            }
        }
        false
    }

    /// The slots in which a word may stand, likeliest first.
    fn from(&self, word: u64) -> impl Iterator<Item = &Slot> {
        let count = self.slots.len();
        // The lowest bits make the bits of stems.
        let first = (word >> 24) as usize % count.max(1);
        let (before, after) = self.slots.split_at(first.min(count));
        after.iter().chain(before)
    }
}

#[cfg(test)]
mod tests {
    use super::{FEWEST_SLOTS, Known, MOST_SLOTS};

    #[test]
    fn what_was_noted_is_known_whatever_room_it_takes() {
        let known = Known::default();
        let words: Vec<String> = (0..3 * FEWEST_SLOTS).map(|n| format!("ord{n}")).collect();
        let bits_of = |word: &str| known.bits([word, "ord"].into_iter());
        for word in &words {
            // Where it is full a word is noted the next time.
            for _ in 0..3 {
                known.view().note(known.hash(word), bits_of(word));
            }
        }
        let view = known.view();
        for word in &words {
            let bits = view.bits(known.hash(word));
            assert_eq!(bits, Some(bits_of(word)), "{word}");
            assert!(bits.unwrap().has_all(known.bits(["ord"].into_iter())));
        }
        assert_eq!(view.bits(known.hash("annat")), None);
        let others = (0..1000).map(|n| known.bits([format!("stam{n}").as_str()].into_iter()));
        let passed = others.filter(|other| !bits_of("ord7").has_all(*other));
        assert!(passed.count() > 950, "most words are passed over");
    }

    #[test]
    fn it_never_grows_beyond_its_bound() {
        let known = Known::default();
        for n in 0..MOST_SLOTS {
            let hash = known.hash(&n.to_string());
            let view = known.view();
            view.note(hash, known.bits(["ett"].into_iter()));
            assert!(view.table.slots.len() <= MOST_SLOTS);
        }
        assert!(
            known.view().table.slots.len() < MOST_SLOTS,
            "it started over"
        );
    }
}
