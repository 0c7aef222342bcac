//! One pass over everything that matches: how many, which come first, and which values they have.

mod best;
mod share;
mod tally;

use paragraf_query::Sort;

use crate::Patience;
use crate::evaluate::{Dictionary, Found, Prepared, SegmentFacts, Stretch};
use crate::place::{Place, rounded};
use crate::plan::Plan;
use crate::search::Snapshot;
use best::Best;
use tally::Tally;
pub(crate) use tally::{Counted, Tallied};

/// What one pass is to find out.
pub(crate) struct Collect {
    pub sort: Sort,
    /// Hits to keep.
    pub limit: usize,
    /// Keep only hits after this place.
    pub after: Option<Place>,
    pub counted: Vec<Counted>,
    /// Names to tell of each column, those that most have; of months and years all are told.
    pub most_names: usize,
    pub patience: Patience,
}

/// What one pass found out.
#[derive(Clone, Default)]
pub(crate) struct Collected {
    pub total: u64,
    /// In order.
    pub places: Vec<Place>,
    /// For each column asked for, in that order.
    pub counts: Vec<Vec<Tallied>>,
}

impl Collect {
    /// Goes through all that a plan matches, on as many cores as are free where that is much.
    pub fn run(&self, plan: &Plan, snapshot: &Snapshot) -> tantivy::Result<Collected> {
        let facts = snapshot.facts()?;
        let is_scored = self.sort == Sort::Relevance && self.limit > 0;
        let prepared = Prepared::new(plan, &snapshot.searcher, facts, is_scored)?;
        let passes = share::among_cores(
            &snapshot.searcher,
            prepared.cost(),
            |stretch, pass| self.pass_through(stretch, &prepared, snapshot, pass),
            || Pass::new(self, snapshot),
        )?;
        let pass = passes.into_iter().reduce(Pass::with);
        let Some(pass) = pass else {
            return Ok(Collected::default());
        };
        Ok(Collected {
            total: pass.total,
            places: pass.best.in_order(),
            counts: pass
                .tally
                .values(&self.counted, self.most_names, &facts.dictionary),
        })
    }

    fn pass_through(
        &self,
        stretch: &Stretch,
        prepared: &Prepared,
        snapshot: &Snapshot,
        pass: &mut Pass,
    ) -> tantivy::Result<()> {
        let facts = snapshot.facts()?;
        let Some(of_segment) = facts.segments.get(stretch.segment) else {
            return Ok(());
        };
        let Some(reader) = snapshot.searcher.segment_readers().get(stretch.segment) else {
            return Ok(());
        };
        prepared.each_window(reader, stretch, &self.patience, |found| {
            pass.see(found, of_segment, &facts.dictionary);
            true
        })
    }
}

/// What was found out so far.
struct Pass {
    total: u64,
    best: Best,
    tally: Tally,
}

impl Pass {
    fn new(collect: &Collect, snapshot: &Snapshot) -> tantivy::Result<Pass> {
        let facts = snapshot.facts()?;
        Ok(Pass {
            total: 0,
            best: Best::new(collect.sort, collect.limit, collect.after),
            tally: Tally::new(&collect.counted, facts),
        })
    }

    fn see(&mut self, mut found: Found<'_>, facts: &SegmentFacts, dictionary: &Dictionary) {
        self.total += u64::from(found.bits.count());
        self.tally.see(&found, facts, dictionary);
        if !self.best.wants_any() {
            return;
        }
        let best = &mut self.best;
        found.for_each(|doc, score| {
            if !best.may_want_score(score) {
                return;
            }
            let place = Place {
                score: rounded(score).to_bits(),
                date: facts.day(doc),
                key: 0,
            };
            if best.may_want(&place) {
                let key = facts.keys.first(doc).unwrap_or_default();
                best.see(Place { key, ..place });
            }
        });
    }

    fn with(mut self, other: Pass) -> Pass {
        self.total += other.total;
        self.tally.add(&other.tally);
        let others = other.best.in_order().into_iter();
        others.for_each(|place| self.best.see(place));
        self
    }
}
