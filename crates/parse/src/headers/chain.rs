//! Which candidates are this meeting's paragraphs: the heaviest run of rising numbers.
//!
//! Nested earlier decisions (`KU § 317` inside § 8) and contents lists before the text fall out, because a
//! run that goes through them weighs less than the one that goes on with the next number.

/// What a candidate for a header weighs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    /// Number and suffix, comparable.
    pub(super) key: u32,
    pub(super) number: u32,
    /// The last of several numbers under one header; else the number.
    pub(super) last: u32,
    /// Evidence for its being a header, in tenths.
    pub(super) weight: i32,
}

/// What it is worth to follow the number before directly.
const NEXT: i32 = 30;

/// Places of the candidates that form the heaviest chain, in document order.
pub(super) fn heaviest(candidates: &[Weighed]) -> Vec<usize> {
    let mut keys: Vec<u32> = candidates.iter().map(|candidate| candidate.key).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut lighter = Prefixes::new(keys.len());
    let mut by_number = ByNumber::new(candidates);
    let mut before: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    let mut best: Option<Link> = None;
    for (place, candidate) in candidates.iter().enumerate() {
        let rank = keys.binary_search(&candidate.key).unwrap_or_default();
        let chosen = by_number
            .followed_by(candidate)
            .chain(lighter.best_before(rank))
            .max_by_key(|link| link.total);
        let chosen = chosen.filter(|link| link.total > 0);
        let link = Link {
            total: candidate.weight + chosen.map_or(0, |link| link.total),
            place,
            key: candidate.key,
        };
        before.push(chosen.map(|link| link.place));
        lighter.raise(rank, link);
        by_number.raise(candidate.last, link);
        if best.is_none_or(|held| held.total < link.total) {
            best = Some(link);
        }
    }
    let mut chain: Vec<usize> = std::iter::successors(best.map(|link| link.place), |&place| {
        before.get(place).copied().flatten()
    })
    .collect();
    chain.reverse();
    chain
}

/// The heaviest link that ends with each number.
struct ByNumber(Vec<Option<Link>>);

impl ByNumber {
    fn new(candidates: &[Weighed]) -> ByNumber {
        let largest = candidates.iter().map(|candidate| candidate.last).max();
        ByNumber(vec![None; largest.unwrap_or(0) as usize + 1])
    }

    /// Links that this candidate follows directly: with the number before, or the same without its suffix.
    fn followed_by(&self, candidate: &Weighed) -> impl Iterator<Item = Link> + use<> {
        let at = |number: u32| self.0.get(number as usize).copied().flatten();
        let previous = candidate.number.checked_sub(1).and_then(at);
        let same = at(candidate.number).filter(|link| link.key < candidate.key);
        [previous, same].into_iter().flatten().map(|link| Link {
            total: link.total + NEXT,
            ..link
        })
    }

    fn raise(&mut self, number: u32, link: Link) {
        if let Some(slot) = self.0.get_mut(number as usize)
            && slot.is_none_or(|held| held.total < link.total)
        {
            *slot = Some(link);
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Link {
    total: i32,
    place: usize,
    key: u32,
}

/// The heaviest link among all lower ranks, in logarithmic time (a Fenwick tree over maxima).
struct Prefixes(Vec<Option<Link>>);

impl Prefixes {
    fn new(ranks: usize) -> Prefixes {
        Prefixes(vec![None; ranks + 1])
    }

    fn best_before(&self, rank: usize) -> Option<Link> {
        let mut best: Option<Link> = None;
        let mut node = rank;
        while node > 0 {
            let held = self.0.get(node).copied().flatten();
            best = best.into_iter().chain(held).max_by_key(|link| link.total);
            node &= node - 1;
        }
        best
    }

    fn raise(&mut self, rank: usize, link: Link) {
        let mut node = rank + 1;
        while let Some(held) = self.0.get_mut(node) {
            if held.is_none_or(|held| held.total < link.total) {
                *held = Some(link);
            }
            node += node & node.wrapping_neg();
        }
    }
}
