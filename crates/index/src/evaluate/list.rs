//! The documents that have one term.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::Bm25Weight;
use tantivy::{DocId, Score, TERMINATED};

use super::window::{Bits, Scores, Slot, WINDOW};

/// A walk through a term's documents, which only goes forward.
pub(super) struct List {
    blocks: BlockSegmentPostings,
    /// Where it stands in the block; past its end where nothing is left.
    at: usize,
    ranks: Ranks,
}

/// What a document scores.
pub(super) enum Ranks {
    /// Nothing.
    Not,
    /// All the same.
    Alike(Score),
    /// By how often the term stands in it and how long it is.
    Each(Arc<Bm25Weight>, FieldNormReader),
}

/// Fewer candidates are asked about one by one.
const FEW: u32 = 12;

impl List {
    pub fn new(blocks: BlockSegmentPostings, ranks: Ranks) -> List {
        List {
            blocks,
            at: 0,
            ranks,
        }
    }

    #[inline]
    fn doc(&self) -> DocId {
        let docs = self.blocks.docs();
        docs.get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// The first document from here on.
    #[inline]
    pub fn next(&mut self, from: DocId) -> DocId {
        if self.doc() < from {
            self.at = self.blocks.seek(from);
        }
        self.doc()
    }

    /// Adds those of the window, or of the candidates in it.
    pub fn add(
        &mut self,
        base: DocId,
        within: Option<&Bits>,
        bits: &mut Bits,
        scores: Option<&mut Scores>,
    ) {
        if self.next(base) >= base + WINDOW {
            return;
        }
        match within {
            Some(within) if within.count() <= FEW => self.ask(base, within, bits, scores),
            _ => self.walk(base, within, bits, scores),
        }
    }

    /// One candidate after the other.
    fn ask(
        &mut self,
        base: DocId,
        within: &Bits,
        bits: &mut Bits,
        mut scores: Option<&mut Scores>,
    ) {
        within.for_each(|slot| {
            let doc = base + slot.place() as u32;
            if self.next(doc) != doc {
                return;
            }
            bits.set(slot);
            if let Some(scores) = scores.as_deref_mut() {
                let score = match &self.ranks {
                    Ranks::Not => 0.0,
                    Ranks::Alike(score) => *score,
                    Ranks::Each(bm25, norms) => {
                        bm25.score(norms.fieldnorm_id(doc), self.blocks.freq(self.at))
                    }
                };
                scores.add(slot, score);
            }
        });
    }

    /// Block by block.
    fn walk(
        &mut self,
        base: DocId,
        within: Option<&Bits>,
        bits: &mut Bits,
        mut scores: Option<&mut Scores>,
    ) {
        let end = base + WINDOW;
        loop {
            let docs = self.blocks.docs();
            let left = docs.get(self.at..).unwrap_or_default();
            let Some(last) = left.last() else { return };
            let here = match *last < end {
                true => left,
                false => left.split_at(left.partition_point(|doc| *doc < end)).0,
            };
            let scores = scores.as_deref_mut();
            match (&self.ranks, scores, within) {
                (Ranks::Not, _, None) | (_, None, None) => mark(here, base, bits),
                (Ranks::Alike(score), Some(scores), None) => {
                    mark(here, base, bits);
                    here.iter()
                        .for_each(|doc| scores.add(Slot::of(*doc, base), *score));
                }
                (Ranks::Each(bm25, norms), Some(scores), None) => {
                    mark(here, base, bits);
                    let freqs = self.blocks.freqs().get(self.at..).unwrap_or_default();
                    for (doc, freq) in here.iter().zip(freqs) {
                        let score = bm25.score(norms.fieldnorm_id(*doc), *freq);
                        scores.add(Slot::of(*doc, base), score);
                    }
                }
                (ranks, scores, Some(within)) => {
                    let freqs = self.blocks.freqs().get(self.at..).unwrap_or_default();
                    add_within(here, freqs, ranks, base, within, bits, scores);
                }
            }
            let (passed, all) = (here.len(), docs.len());
            self.at += passed;
            if self.at < all {
                return;
            }
            self.blocks.advance();
            self.at = 0;
        }
    }
}

/// Documents in rising order: a word of the set is written once.
#[inline]
fn mark(docs: &[DocId], base: DocId, bits: &mut Bits) {
    for doc in docs {
        bits.set(Slot::of(*doc, base));
    }
}

fn add_within(
    docs: &[DocId],
    freqs: &[u32],
    ranks: &Ranks,
    base: DocId,
    within: &Bits,
    bits: &mut Bits,
    mut scores: Option<&mut Scores>,
) {
    for (place, doc) in docs.iter().enumerate() {
        let slot = Slot::of(*doc, base);
        if !within.has(slot) {
            continue;
        }
        bits.set(slot);
        if let Some(scores) = scores.as_deref_mut() {
            let score = match ranks {
                Ranks::Not => 0.0,
                Ranks::Alike(score) => *score,
                Ranks::Each(bm25, norms) => {
                    let freq = freqs.get(place).copied().unwrap_or(1);
                    bm25.score(norms.fieldnorm_id(*doc), freq)
                }
            };
            scores.add(slot, score);
        }
    }
}
