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
    let mut by_number: Vec<Option<Link>> = vec![
        None;
        candidates
            .iter()
            .map(|candidate| candidate.number as usize + 2)
            .max()
            .unwrap_or(0)
    ];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    let mut best: Option<Link> = None;
    for (place, candidate) in candidates.iter().enumerate() {
        let rank = keys.binary_search(&candidate.key).unwrap_or_default();
        let number = candidate.number as usize;
        let any = lighter.best_before(rank);
        let previous = number
            .checked_sub(1)
            .and_then(|number| by_number.get(number).copied().flatten());
        let same = by_number.get(number).copied().flatten().filter(|link| {
            candidates
                .get(link.place)
                .is_some_and(|other| other.key < candidate.key)
        });
        let next = [previous, same].into_iter().flatten().map(|link| Link {
            total: link.total + NEXT,
            ..link
        });
        let chosen = next.chain(any).max_by_key(|link| link.total);
        let total = candidate.weight + chosen.map_or(0, |link| link.total.max(0));
        before.push(chosen.filter(|link| link.total > 0).map(|link| link.place));
        let link = Link { total, place };
        lighter.raise(rank, link);
        if let Some(slot) = by_number.get_mut(number)
            && slot.is_none_or(|held| held.total <= total)
        {
            *slot = Some(link);
        }
        if best.is_none_or(|held| held.total < total) {
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

#[derive(Clone, Copy, Debug)]
struct Link {
    total: i32,
    place: usize,
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
