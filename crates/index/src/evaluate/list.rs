//! The documents that have one term.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::Bm25Weight;
use tantivy::{DocId, Score, TERMINATED};

use super::window::{Bits, Scores, Slot, WINDOW, Within};

/// A walk through a term's documents, which only goes forward.
pub(super) struct List {
    blocks: BlockSegmentPostings,
    /// Where it stands in the block; past its end where nothing is left.
    at: usize,
    ranks: Ranks,
    /// So many candidates or fewer are asked about one by one.
    few: u32,
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

/// Finding one candidate in a block of postings takes as long as going past so many.
const ASKING: u64 = 8;

impl List {
    /// `documents` are those of the segment.
    pub fn new(blocks: BlockSegmentPostings, ranks: Ranks, documents: u32) -> List {
        let in_a_window = u64::from(blocks.doc_freq()) * u64::from(WINDOW);
        let few = in_a_window / (u64::from(documents.max(1)) * ASKING);
        List {
            blocks,
            at: 0,
            ranks,
            few: few.min(u64::from(WINDOW)) as u32,
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
        within: Option<Within<'_>>,
        bits: &mut Bits,
        scores: Option<&mut Scores>,
    ) {
        if self.next(base) >= base + WINDOW {
            return;
        }
        match within {
            Some(within) if within.count <= self.few => self.ask(base, within.bits, bits, scores),
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
        within: Option<Within<'_>>,
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
                    for doc in here {
                        let slot = Slot::of(*doc, base);
                        bits.set(slot);
                        scores.add(slot, *score);
                    }
                }
                (Ranks::Each(bm25, norms), Some(scores), None) => {
                    let freqs = self.blocks.freqs().get(self.at..).unwrap_or_default();
                    for (doc, freq) in here.iter().zip(freqs) {
                        let slot = Slot::of(*doc, base);
                        bits.set(slot);
                        scores.add(slot, bm25.score(norms.fieldnorm_id(*doc), *freq));
                    }
                }
                (ranks, scores, Some(within)) => {
                    let freqs = self.blocks.freqs().get(self.at..).unwrap_or_default();
                    add_within(here, freqs, ranks, base, within.bits, bits, scores);
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

fn mark(docs: &[DocId], base: DocId, bits: &mut Bits) {
    docs.iter().for_each(|doc| bits.set(Slot::of(*doc, base)));
}

/// Documents of one block of postings, at most.
const BLOCK: usize = 128;

/// First which are candidates, without a branch, which the processor could not predict; then what these score.
fn add_within(
    docs: &[DocId],
    freqs: &[u32],
    ranks: &Ranks,
    base: DocId,
    within: &Bits,
    bits: &mut Bits,
    mut scores: Option<&mut Scores>,
) {
    debug_assert!(docs.len() <= BLOCK, "a block of the engine");
    let mut places = [0_u8; BLOCK];
    let mut count = 0;
    for (place, doc) in docs.iter().enumerate() {
        places[count % BLOCK] = place as u8;
        count += usize::from(within.has(Slot::of(*doc, base)));
    }
    for place in places.iter().take(count).map(|place| usize::from(*place)) {
        let Some(doc) = docs.get(place) else { continue };
        let slot = Slot::of(*doc, base);
        bits.set(slot);
        let Some(scores) = scores.as_deref_mut() else {
            continue;
        };
        match ranks {
            Ranks::Not => {}
            Ranks::Alike(score) => scores.add(slot, *score),
            Ranks::Each(bm25, norms) => {
                let freq = freqs.get(place).copied().unwrap_or(1);
                scores.add(slot, bm25.score(norms.fieldnorm_id(*doc), freq));
            }
        }
    }
}
