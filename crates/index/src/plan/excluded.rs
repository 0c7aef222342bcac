//! What must not match: no rank, and made safe to exclude by [`steps`].

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score, SegmentReader};

use super::Plan;
use super::steps::steps;
use crate::patience::Patience;

/// A plan that stands among what must not match.
#[derive(Debug)]
pub(super) struct Excluded {
    pub plan: Plan,
    pub patience: Patience,
}

impl Clone for Excluded {
    fn clone(&self) -> Excluded {
        Excluded {
            plan: self.plan.box_clone(),
            patience: self.patience.clone(),
        }
    }
}

impl Query for Excluded {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let unscored = match scoring {
            EnableScoring::Enabled { searcher, .. } => {
                EnableScoring::disabled_from_searcher(searcher)
            }
            disabled @ EnableScoring::Disabled { .. } => disabled,
        };
        Ok(Box::new(ExcludedWeight {
            weight: self.plan.weight(unscored)?,
            patience: self.patience.clone(),
        }))
    }
}

struct ExcludedWeight {
    weight: Box<dyn Weight>,
    patience: Patience,
}

impl Weight for ExcludedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        steps(self.weight.as_ref(), &self.patience, reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, doc)
    }
}
