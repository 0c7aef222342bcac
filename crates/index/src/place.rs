//! The order of hits: where one stands, and which of two comes first.

use std::cmp::Ordering;

use paragraf_query::Sort;

/// All that decides a hit's place. Two paragraphs never share one, because keys are unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// A [`rounded`] score's bits; 0 where the order needs none. Scores are never negative, so bits compare as they do.
    pub score: u32,
    /// Days since 1970.
    pub date: i64,
    pub key: u64,
}

impl Place {
    /// Which comes first. Keys decide last and always rise, so that the order is total and survives merges.
    pub fn compare(&self, other: &Place, sort: Sort) -> Ordering {
        let by_key = self.key.cmp(&other.key);
        match sort {
            Sort::Relevance => (other.score, other.date)
                .cmp(&(self.score, self.date))
                .then(by_key),
            Sort::Newest => other.date.cmp(&self.date).then(by_key),
            Sort::Oldest => self.date.cmp(&other.date).then(by_key),
        }
    }
}

/// What lifts a hit above every hit without it. More than words can score together, and a power of two: so little that
/// the score of words beside it keeps steps of 0.01.
pub(crate) const CLASS: f32 = 16_384.0;

/// The score without the digits that say nothing: what words score is equal within about 1 %, and of equals the newer
/// comes first. Classes stay as they are.
pub(crate) fn rounded(score: f32) -> f32 {
    /// Of the 23 bits of the fraction 7 are kept: steps of 0.4 to 0.8 %.
    const DROPPED: u32 = 16;
    let score = if score.is_finite() {
        score.max(0.0)
    } else {
        0.0
    };
    let half = 1 << (DROPPED - 1);
    let classes = (score / CLASS).floor() * CLASS;
    let words = score - classes;
    classes + f32::from_bits((words.to_bits() + half) >> DROPPED << DROPPED)
}
