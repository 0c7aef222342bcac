//! A plan at work in one segment, window by window.

use std::sync::Arc;

use tantivy::{DocId, Score, TERMINATED};

use super::list::List;
use super::phrase::Phrase;
use super::segment_facts::SegmentFacts;
use super::window::{Bits, Pool, Scores, WINDOW, Within};

/// A plan of which every part only goes forward.
pub(super) enum Node {
    Nothing,
    /// All documents, up to this one.
    Everything(DocId),
    List(Box<List>),
    Phrase(Box<Phrase>),
    /// A set that was gathered before: 64 documents to a word.
    Set(Arc<Vec<u64>>),
    /// Meetings of these days.
    Days {
        facts: Arc<SegmentFacts>,
        first: i64,
        last: i64,
    },
    /// Every match scores the same.
    Constant(Box<Node>, Score),
    /// Scores add up.
    Any(Vec<Node>),
    /// The best score counts.
    Best(Vec<Node>),
    All(Box<All>),
}

/// What must match, what must not, and of what else so many must.
#[derive(Default)]
pub(super) struct All {
    /// Cheapest first.
    pub must: Vec<Node>,
    pub should: Vec<Node>,
    pub needed: usize,
    pub must_not: Vec<Node>,
}

impl Node {
    /// No match lies between here and there.
    pub fn next(&mut self, from: DocId) -> DocId {
        match self {
            Node::Nothing => TERMINATED,
            Node::Everything(end) if from < *end => from,
            Node::Everything(_) => TERMINATED,
            Node::List(list) => list.next(from),
            Node::Phrase(phrase) => phrase.next(from),
            Node::Set(words) => next_in(words, from),
            Node::Days { .. } => from,
            Node::Constant(node, _) => node.next(from),
            Node::Any(nodes) | Node::Best(nodes) => {
                let each = nodes.iter_mut().map(|node| node.next(from));
                each.min().unwrap_or(TERMINATED)
            }
            Node::All(all) => all.next(from),
        }
    }

    /// Adds what matches in the window that begins at `base`, or of the candidates in it, with its scores where they
    /// are wanted.
    pub fn add(
        &mut self,
        base: DocId,
        within: Option<Within<'_>>,
        bits: &mut Bits,
        scores: Option<&mut Scores>,
        pool: &mut Pool,
    ) {
        match self {
            Node::Nothing => {}
            Node::List(list) => list.add(base, within, bits, scores),
            Node::Phrase(phrase) => phrase.add(base, within, bits, scores),
            Node::Everything(end) => {
                add_bits(Bits::first(end.saturating_sub(base)), within, bits);
            }
            Node::Set(words) => add_bits(Bits::of_segment(words, base), within, bits),
            Node::Days { facts, first, last } => {
                bits.add(&facts.of_days(base, within.map(|within| within.bits), *first, *last));
            }
            Node::Constant(node, score) => {
                let Some(scores) = scores.filter(|_| *score != 0.0) else {
                    return node.add(base, within, bits, None, pool);
                };
                let mut found = pool.bits();
                node.add(base, within, &mut found, None, pool);
                found.for_each(|slot| scores.add(slot, *score));
                bits.add(&found);
                pool.give_bits(found);
            }
            Node::Any(nodes) => {
                let mut scores = scores;
                for node in nodes {
                    node.add(base, within, bits, scores.as_deref_mut(), pool);
                }
            }
            Node::Best(nodes) => add_best(nodes, base, within, bits, scores, pool),
            Node::All(all) => all.add(base, within, bits, scores, pool),
        }
    }
}

fn add_bits(found: Bits, within: Option<Within<'_>>, bits: &mut Bits) {
    let mut found = found;
    if let Some(within) = within {
        found.keep(within.bits);
    }
    bits.add(&found);
}

fn next_in(words: &[u64], from: DocId) -> DocId {
    let place = from as usize / 64;
    let first = words
        .get(place)
        .map_or(0, |word| word & (u64::MAX << (from % 64)));
    let rest = words.get(place + 1..).unwrap_or_default();
    let found = std::iter::once(&first)
        .chain(rest)
        .position(|word| *word != 0);
    found
        .map_or(TERMINATED, |at| (place + at) as u32 * 64)
        .max(from)
}

fn add_best(
    nodes: &mut [Node],
    base: DocId,
    within: Option<Within<'_>>,
    bits: &mut Bits,
    scores: Option<&mut Scores>,
    pool: &mut Pool,
) {
    let Some(scores) = scores else {
        for node in nodes {
            node.add(base, within, bits, None, pool);
        }
        return;
    };
    let is_here = |node: &mut Node| node.next(base) < base + WINDOW;
    let Some(first) = nodes.iter_mut().position(is_here) else {
        return;
    };
    let nodes = nodes.get_mut(first..).unwrap_or_default();
    if let Some((only, others)) = nodes.split_first_mut()
        && !others.iter_mut().any(is_here)
    {
        return only.add(base, within, bits, Some(scores), pool);
    }
    let (mut all, mut best) = (pool.bits(), pool.scores());
    for node in nodes {
        if !is_here(node) {
            continue;
        }
        let (mut found, mut new) = (pool.bits(), pool.scores());
        node.add(base, within, &mut found, Some(&mut new), pool);
        found.for_each(|slot| best.raise(slot, new.take(slot)));
        all.add(&found);
        pool.give_bits(found);
        pool.give_scores(Some(new));
    }
    all.for_each(|slot| scores.add(slot, best.take(slot)));
    bits.add(&all);
    pool.give_bits(all);
    pool.give_scores(Some(best));
}

impl All {
    fn next(&mut self, from: DocId) -> DocId {
        let mut target = from;
        for node in &mut self.must {
            target = target.max(node.next(target));
        }
        if self.must.is_empty() {
            let each = self.should.iter_mut().map(|node| node.next(from));
            target = each.min().unwrap_or(TERMINATED);
        }
        target
    }

    fn add(
        &mut self,
        base: DocId,
        within: Option<Within<'_>>,
        bits: &mut Bits,
        scores: Option<&mut Scores>,
        pool: &mut Pool,
    ) {
        let mut own = scores.is_some().then(|| pool.scores());
        // Whatever may have got a score, and what is left of it.
        let mut touched = pool.bits();
        let mut left = pool.bits();
        let is_open = match self.must.split_first_mut() {
            Some((first, rest)) => {
                first.add(base, within, &mut touched, own.as_mut(), pool);
                left.add(&touched);
                for node in rest {
                    if left.is_empty() {
                        break;
                    }
                    let mut found = pool.bits();
                    let candidates = Within::of(&left);
                    node.add(base, Some(candidates), &mut found, own.as_mut(), pool);
                    left.keep(&found);
                    pool.give_bits(found);
                }
                false
            }
            None => true,
        };
        if is_open {
            let enough = self.enough(base, within, &mut touched, own.as_mut(), pool);
            left.add(&enough);
        } else if !left.is_empty() && !self.should.is_empty() {
            let candidates = Within::of(&left);
            let enough = self.enough(base, Some(candidates), &mut touched, own.as_mut(), pool);
            if self.needed > 0 {
                left.keep(&enough);
            }
        }
        for node in &mut self.must_not {
            if left.is_empty() {
                break;
            }
            let mut found = pool.bits();
            node.add(base, Some(Within::of(&left)), &mut found, None, pool);
            left.remove(&found);
            pool.give_bits(found);
        }
        if let (Some(own), Some(scores)) = (own.as_mut(), scores) {
            left.for_each(|slot| scores.add(slot, own.take(slot)));
            touched.remove(&left);
            own.forget(&touched);
        }
        bits.add(&left);
        pool.give_bits(touched);
        pool.give_bits(left);
        pool.give_scores(own);
    }

    /// What has enough of what should match: at least one, where none is needed.
    fn enough(
        &mut self,
        base: DocId,
        within: Option<Within<'_>>,
        touched: &mut Bits,
        mut own: Option<&mut Scores>,
        pool: &mut Pool,
    ) -> Bits {
        // `enough[n]` holds those that have more than n of them.
        let mut enough = pool.levels(self.needed.max(1));
        for node in &mut self.should {
            let mut found = pool.bits();
            node.add(base, within, &mut found, own.as_deref_mut(), pool);
            touched.add(&found);
            for level in (1..enough.len()).rev() {
                let (fewer, more) = enough.split_at_mut(level);
                if let (Some(fewer), Some(more)) = (fewer.last(), more.first_mut()) {
                    let mut both = fewer.clone();
                    both.keep(&found);
                    more.add(&both);
                }
            }
            if let Some(least) = enough.first_mut() {
                least.add(&found);
            }
            pool.give_bits(found);
        }
        let most = enough.pop().unwrap_or(Bits::NONE);
        pool.give_levels(enough);
        most
    }
}
