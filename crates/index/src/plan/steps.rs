//! Plans that stop when patience is over.
//!
//! A phrase of common words that never stand side by side, or words that never stand in one paragraph, may look at
//! millions of paragraphs before the next match, all within one call of tantivy's. Here the same is done in steps: each
//! asks about one paragraph and learns where to ask next (`seek_danger`), and between them the clock is looked at. What
//! remains in one piece is one pass over the paragraphs of one word or one beginning of words.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED};

use super::Plan;
use crate::patience::{Patience, Stride};

/// A plan that goes step by step.
#[derive(Debug)]
pub(super) struct InSteps {
    pub plan: Plan,
    pub patience: Patience,
}

impl Clone for InSteps {
    fn clone(&self) -> InSteps {
        InSteps {
            plan: self.plan.box_clone(),
            patience: self.patience.clone(),
        }
    }
}

impl Query for InSteps {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(InStepsWeight {
            weight: self.plan.weight(scoring)?,
            patience: self.patience.clone(),
        }))
    }
}

struct InStepsWeight {
    weight: Box<dyn Weight>,
    patience: Patience,
}

impl Weight for InStepsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        steps(self.weight.as_ref(), &self.patience, reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, doc)
    }
}

/// The paragraphs of a weight, to be looked for step by step.
pub(super) fn steps(
    weight: &dyn Weight,
    patience: &Patience,
    reader: &SegmentReader,
    boost: Score,
) -> tantivy::Result<Box<dyn Scorer>> {
    // Some sets are gathered whole before they are asked.
    if patience.is_over() {
        return Ok(Box::new(EmptyScorer));
    }
    let (found, scorer) = weight.scorer_danger(reader, 0, boost)?;
    let mut steps = Steps {
        scorer,
        doc: 0,
        is_there: found == SeekDangerResult::Found,
        not_before: 0,
        stride: Stride::new(patience),
    };
    if let SeekDangerResult::SeekLowerBound(first) = found {
        steps.first_from(first);
    }
    Ok(Box::new(steps))
}

/// Paragraphs that are looked for step by step; none any more when patience is over.
///
/// Also makes safe what must not match: tantivy 0.27 asks an excluded phrase about paragraphs that it is past already,
/// which the phrase forbids (a debug assertion in `PhraseScorer::seek_danger`). Such questions are answered here.
struct Steps {
    scorer: Box<dyn Scorer>,
    /// The last one found.
    doc: DocId,
    /// Whether the scorer stands there.
    is_there: bool,
    /// Where it does not stand there: no match lies before this one.
    not_before: DocId,
    stride: Stride,
}

impl Steps {
    /// Asks about one paragraph, later than the last one found.
    fn step(&mut self, target: DocId) -> SeekDangerResult {
        if !self.is_there && target < self.not_before {
            return SeekDangerResult::SeekLowerBound(self.not_before);
        }
        if target >= TERMINATED || self.stride.is_over() {
            return self.ends();
        }
        match self.scorer.seek_danger(target) {
            SeekDangerResult::Found => {
                self.doc = target;
                self.is_there = true;
                SeekDangerResult::Found
            }
            SeekDangerResult::SeekLowerBound(TERMINATED) => self.ends(),
            SeekDangerResult::SeekLowerBound(next) => {
                self.is_there = false;
                self.not_before = next.max(target + 1);
                SeekDangerResult::SeekLowerBound(self.not_before)
            }
        }
    }

    fn ends(&mut self) -> SeekDangerResult {
        self.doc = TERMINATED;
        self.is_there = true;
        SeekDangerResult::SeekLowerBound(TERMINATED)
    }

    fn first_from(&mut self, target: DocId) -> DocId {
        let mut target = target;
        loop {
            match self.step(target) {
                SeekDangerResult::SeekLowerBound(next) if next < TERMINATED => target = next,
                _ => return self.doc,
            }
        }
    }
}

impl DocSet for Steps {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.first_from(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.is_there && target <= self.doc {
            return self.doc;
        }
        self.first_from(target)
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if !self.is_there || target > self.doc {
            return self.step(target);
        }
        match target == self.doc && target < TERMINATED {
            true => SeekDangerResult::Found,
            false => SeekDangerResult::SeekLowerBound(self.doc),
        }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }

    fn cost(&self) -> u64 {
        self.scorer.cost()
    }
}

impl Scorer for Steps {
    fn score(&mut self) -> Score {
        self.scorer.score()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use super::*;

    /// Every third paragraph looks like a match; of those every tenth is one.
    struct Sparse {
        doc: DocId,
        asked: Arc<AtomicU32>,
    }

    /// Paragraphs there are.
    const MOST: DocId = 3_000_000;

    impl DocSet for Sparse {
        fn advance(&mut self) -> DocId {
            self.seek(self.doc + 1)
        }

        fn seek(&mut self, target: DocId) -> DocId {
            self.doc = match target.div_ceil(30) * 30 {
                doc if doc < MOST => doc,
                _ => TERMINATED,
            };
            self.doc
        }

        fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let candidate = target.div_ceil(3) * 3;
            if candidate >= MOST {
                return SeekDangerResult::SeekLowerBound(TERMINATED);
            }
            if candidate == target && target.is_multiple_of(30) {
                self.doc = target;
                return SeekDangerResult::Found;
            }
            SeekDangerResult::SeekLowerBound(candidate.max(target + 1))
        }

        fn doc(&self) -> DocId {
            self.doc
        }

        fn size_hint(&self) -> u32 {
            MOST / 30
        }
    }

    impl Scorer for Sparse {
        fn score(&mut self) -> Score {
            1.0
        }
    }

    fn sparse(patience: &Patience) -> (Steps, Arc<AtomicU32>) {
        let asked = Arc::new(AtomicU32::new(0));
        let scorer = Sparse {
            doc: 0,
            asked: asked.clone(),
        };
        let steps = Steps {
            scorer: Box::new(scorer),
            doc: 0,
            is_there: true,
            not_before: 0,
            stride: Stride::new(patience),
        };
        (steps, asked)
    }

    #[test]
    fn step_by_step_the_same_is_found() {
        let (mut steps, _) = sparse(&Patience::endless());
        let mut found = vec![steps.doc()];
        while steps.advance() != TERMINATED {
            found.push(steps.doc());
        }
        let expected: Vec<DocId> = (0..MOST).step_by(30).collect();
        assert_eq!(found, expected);
        assert_eq!(steps.advance(), TERMINATED);
        assert_eq!(steps.seek(TERMINATED), TERMINATED);
    }

    #[test]
    fn one_may_be_asked_about_what_is_past() {
        let (mut steps, _) = sparse(&Patience::endless());
        assert_eq!(steps.seek(100), 120);
        assert_eq!(steps.seek_danger(90), SeekDangerResult::SeekLowerBound(120));
        assert_eq!(steps.seek_danger(120), SeekDangerResult::Found);
        let SeekDangerResult::SeekLowerBound(next) = steps.seek_danger(121) else {
            panic!("there is no match");
        };
        assert!((122..=150).contains(&next));
        assert_eq!(steps.seek_danger(150), SeekDangerResult::Found);
        assert_eq!((steps.doc(), steps.advance()), (150, 180));
    }

    #[test]
    fn when_patience_is_over_nothing_more_is_found_and_soon() {
        let patience = Patience::of(Duration::ZERO);
        let (mut steps, asked) = sparse(&patience);
        while steps.advance() != TERMINATED {}
        assert!(asked.load(Ordering::Relaxed) <= 4096 * 2, "{asked:?}");
        assert_eq!(
            steps.seek_danger(MOST),
            SeekDangerResult::SeekLowerBound(TERMINATED)
        );
    }
}
