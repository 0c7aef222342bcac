//! Words side by side within one text.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Bm25Weight;
use tantivy::{DocId, DocSet};

use super::window::{Bits, Scores, Slot, WINDOW, Within};
use crate::patience::Stride;

/// A walk through the documents that have all words of a phrase, and their places.
pub(super) struct Phrase {
    /// Rarest first.
    pub words: Vec<Word>,
    /// How its documents rank, where that is wanted.
    pub ranks: Option<(Arc<Bm25Weight>, FieldNormReader)>,
    pub stride: Stride,
    /// Where the phrase may stand, and where its next word does: kept to spare allocations.
    pub places: Vec<u32>,
    pub others: Vec<u32>,
}

/// One word of a phrase.
pub(super) struct Word {
    pub postings: SegmentPostings,
    /// Words from it to the last: added to its places, they are the same for all words of the phrase.
    pub to_last: u32,
}

impl Phrase {
    /// No match lies between here and there.
    pub fn next(&mut self, from: DocId) -> DocId {
        let mut target = from;
        for word in &mut self.words {
            target = target.max(word.seek(target));
        }
        target
    }

    pub fn add(
        &mut self,
        base: DocId,
        within: Option<Within<'_>>,
        bits: &mut Bits,
        mut scores: Option<&mut Scores>,
    ) {
        let end = base + WINDOW;
        let mut target = base;
        while !self.stride.is_over() {
            if let Some(within) = within {
                let Some(slot) = within.bits.next(target - base) else {
                    return;
                };
                target = base + slot.place() as u32;
            }
            let doc = self.next(target);
            if doc >= end {
                return;
            }
            if doc > target {
                target = doc;
                continue;
            }
            let times = self.times();
            if times > 0 {
                let slot = Slot::of(doc, base);
                bits.set(slot);
                if let (Some(scores), Some((bm25, norms))) = (scores.as_deref_mut(), &self.ranks) {
                    scores.add(slot, bm25.score(norms.fieldnorm_id(doc), times));
                }
            }
            target = doc + 1;
            if target >= end {
                return;
            }
        }
    }

    /// How often the phrase stands in the document at which all words stand.
    fn times(&mut self) -> u32 {
        let Some((first, rest)) = self.words.split_first_mut() else {
            return 0;
        };
        first
            .postings
            .positions_with_offset(first.to_last, &mut self.places);
        for word in rest {
            word.postings
                .positions_with_offset(word.to_last, &mut self.others);
            keep_common(&mut self.places, &self.others);
            if self.places.is_empty() {
                return 0;
            }
        }
        self.places.len() as u32
    }
}

impl Word {
    fn seek(&mut self, target: DocId) -> DocId {
        match self.postings.doc() {
            doc if doc < target => self.postings.seek(target),
            doc => doc,
        }
    }
}

/// Of two rising rows what both have.
fn keep_common(places: &mut Vec<u32>, others: &[u32]) {
    let mut others = others.iter().copied().peekable();
    places.retain(|place| {
        while others.next_if(|other| other < place).is_some() {}
        others.peek() == Some(place)
    });
}

#[cfg(test)]
mod tests {
    use super::keep_common;

    #[test]
    fn what_both_have_is_kept() {
        let common = |one: &[u32], other: &[u32]| {
            let mut one = one.to_vec();
            keep_common(&mut one, other);
            one
        };
        assert_eq!(common(&[1, 4, 7, 9], &[2, 4, 9, 12]), [4, 9]);
        assert!(common(&[1], &[]).is_empty());
        assert!(common(&[], &[1]).is_empty());
        assert_eq!(common(&[5, 6], &[5, 6]), [5, 6]);
    }
}
