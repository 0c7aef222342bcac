//! Finds and ranks what a plan matches: a window of documents at a time, part by part.
//!
//! The engine asks every part of a query about one document after the other, through a call for each. Here each part
//! adds all it knows of a window of documents to one array of scores and one set of bits, block of postings after block.
//! That takes a fraction of the time, looks at the clock as often as one likes, and may begin at any document, so that
//! one search can be divided among cores. What a term scores is the engine's own reckoning ([`Bm25Weight`]).

mod facts;
mod list;
mod node;
mod open;
mod phrase;
mod prepared;
mod segment_facts;
mod window;

#[cfg(test)]
mod tests;

pub(crate) use facts::{Dictionary, Facts, FactsMaker, Names};
pub(crate) use prepared::Prepared;
pub(crate) use segment_facts::SegmentFacts;
pub(crate) use window::{Bits, WINDOW};

use std::cell::RefCell;
use std::ops::Range;

use tantivy::{DocId, Score, SegmentReader};

use crate::Patience;
use crate::patience::Stride;
use window::{Pool, Scores};

thread_local! {
    static POOL: RefCell<Pool> = const { RefCell::new(Pool::NONE) };
}

/// What matches in one window. Scores are taken out one by one.
pub(crate) struct Found<'a> {
    pub base: DocId,
    pub bits: &'a Bits,
    scores: Option<&'a mut Scores>,
}

impl Found<'_> {
    /// Each document with its score, in rising order.
    #[inline]
    pub fn for_each(&mut self, mut see: impl FnMut(DocId, Score)) {
        let base = self.base;
        match self.scores.as_deref_mut() {
            Some(scores) => self
                .bits
                .for_each(|slot| see(base + slot.place() as u32, scores.take(slot))),
            None => self
                .bits
                .for_each(|slot| see(base + slot.place() as u32, 0.0)),
        }
    }

    /// Each document, in rising order.
    #[inline]
    pub fn for_each_document(&self, mut see: impl FnMut(DocId)) {
        self.bits
            .for_each(|slot| see(self.base + slot.place() as u32));
    }
}

/// A stretch of one segment's documents.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    /// The segment's number.
    pub segment: usize,
    /// Begins at a multiple of [`WINDOW`].
    pub docs: Range<DocId>,
}

impl Stretch {
    /// All documents of a segment.
    pub fn whole(segment: usize, reader: &SegmentReader) -> Stretch {
        Stretch {
            segment,
            docs: 0..reader.max_doc(),
        }
    }
}

impl Prepared {
    /// Shows what matches in a stretch, window by window in rising order, as long as `see` wants more and patience
    /// lasts. Of deleted documents nothing is shown.
    pub fn each_window(
        &self,
        reader: &SegmentReader,
        stretch: &Stretch,
        patience: &Patience,
        mut see: impl FnMut(Found<'_>) -> bool,
    ) -> tantivy::Result<()> {
        let mut node = self.open(reader, stretch.segment, patience)?;
        // What one pass of this thread worked with is used by the next.
        let mut pool = POOL.take();
        let mut bits = Bits::NONE;
        let mut scores = self.is_scored().then(|| pool.scores());
        let alive = reader.alive_bitset();
        let mut stride = Stride::new(patience);
        let mut base = stretch.docs.start;
        while !stride.looks() {
            base = node.next(base);
            if base >= stretch.docs.end {
                break;
            }
            base -= base % WINDOW;
            node.add(base, None, &mut bits, scores.as_mut(), &mut pool);
            if let Some(alive) = alive {
                let mut dead = Bits::NONE;
                bits.for_each(|slot| {
                    if !alive.is_alive(base + slot.place() as u32) {
                        dead.set(slot);
                        if let Some(scores) = &mut scores {
                            scores.take(slot);
                        }
                    }
                });
                bits.remove(&dead);
            }
            if !bits.is_empty() {
                let found = Found {
                    base,
                    bits: &bits,
                    scores: scores.as_mut(),
                };
                if !see(found) {
                    // Nobody has taken all scores.
                    scores = None;
                    break;
                }
                bits.clear();
            }
            base += WINDOW;
        }
        pool.give_scores(scores);
        POOL.set(pool);
        Ok(())
    }
}
