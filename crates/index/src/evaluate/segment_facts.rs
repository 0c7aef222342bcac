//! What is known of each document of one segment.

use tantivy::DocId;
use tantivy::columnar::Column;

use super::window::{Bits, Slot, WINDOW};

/// What is counted of one document, side by side: matches of a large archive lie far apart, so that each is a trip to
/// memory, and this way it is one trip.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fact {
    /// Numbers of the [dictionary](super::Dictionary).
    pub place: u32,
    pub outcome_set: u32,
    pub officer_set: u32,
}

/// What is known of the documents of one segment.
pub(crate) struct SegmentFacts {
    /// The archive's keys, in a column that stays open: opening it takes a tenth of a millisecond in a large segment.
    pub keys: Column<u64>,
    pub(super) by_document: Vec<Fact>,
    /// Days since 1970; by themselves, because a limit of days is compared with every day of a window.
    pub(super) days: Vec<i32>,
}

impl SegmentFacts {
    #[inline]
    pub fn fact(&self, doc: DocId) -> Fact {
        self.by_document
            .get(doc as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Days since 1970.
    #[inline]
    pub fn day(&self, doc: DocId) -> i64 {
        let day = self.days.get(doc as usize);
        day.copied().unwrap_or_default().into()
    }

    /// The first and the last day; the wrong way round where there is none.
    pub fn first_and_last_day(&self) -> (i64, i64) {
        let first = self.days.iter().min().copied().unwrap_or(0);
        let last = self.days.iter().max().copied().unwrap_or(-1);
        (first.into(), last.into())
    }

    /// Documents of the window that begins at `base`, or of the candidates in it, whose day is one of these.
    pub fn of_days(&self, base: DocId, within: Option<&Bits>, first: i64, last: i64) -> Bits {
        let mut bits = Bits::NONE;
        let is_of_these = |day: &i32| (first..=last).contains(&i64::from(*day));
        let here = self.days.get(base as usize..).unwrap_or_default();
        match within {
            Some(within) => within.for_each(|slot| {
                if here.get(slot.place()).is_some_and(is_of_these) {
                    bits.set(slot);
                }
            }),
            None => (base..base + WINDOW)
                .zip(here)
                .filter(|(_, day)| is_of_these(day))
                .for_each(|(doc, _)| bits.set(Slot::of(doc, base))),
        }
        bits
    }
}
