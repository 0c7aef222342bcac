//! Answers a request against one snapshot.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use paragraf_language::Analyzer;
use paragraf_query::{Node, SearchRequest};
use tantivy::Searcher;

use crate::cursor::Cursor;
use crate::evaluate::{Facts, FactsMaker};
use crate::help::Help;
use crate::matcher::Memory;
use crate::place::Place;
use crate::remembered::{Remembered, Wanted};
use crate::run::Run;
use crate::schema::Fields;
use crate::widen::Speller;
use crate::{Export, Hit, Matcher, Overview, Patience, SearchAnswer, SearchError, Stats, StatsBy};

/// One state of the index, which no commit changes.
pub(crate) struct Snapshot {
    pub searcher: Searcher,
    pub fields: Fields,
    pub generation: String,
    pub sequence: u64,
    facts: OnceLock<Arc<Facts>>,
    pub remembered: Remembered,
    kept: Kept,
}

/// What all snapshots of one generation share.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    facts: Arc<Mutex<FactsMaker>>,
    memory: Memory,
}

impl Snapshot {
    pub fn new(
        searcher: Searcher,
        fields: Fields,
        (generation, sequence): (String, u64),
        kept: Kept,
    ) -> Snapshot {
        Snapshot {
            searcher,
            fields,
            generation,
            sequence,
            facts: OnceLock::new(),
            remembered: Remembered::default(),
            kept,
        }
    }

    /// What is known of each document; read when first asked for.
    pub fn facts(&self) -> tantivy::Result<&Arc<Facts>> {
        if let Some(facts) = self.facts.get() {
            return Ok(facts);
        }
        let mut maker = self
            .kept
            .facts
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(facts) = self.facts.get() {
            return Ok(facts);
        }
        let facts = Arc::new(maker.facts(&self.searcher)?);
        Ok(self.facts.get_or_init(|| facts))
    }

    /// Reads what searches need before anybody waits for it. Where that fails, the first search tells it.
    pub fn make_ready(&self) {
        if let Err(error) = self.facts() {
            tracing::debug!(%error, "the facts of the index could not be read ahead");
        }
    }

    /// Removed paragraphs that scores still count, because their segments have not been put together since.
    pub fn gone(&self) -> u64 {
        let segments = self.searcher.segment_readers().iter();
        segments
            .map(|segment| u64::from(segment.num_deleted_docs()))
            .sum()
    }

    pub fn has_met_words(&self) -> bool {
        self.kept.memory.has_met(self.searcher.num_docs())
    }

    /// Meets the commonest words, once for all snapshots of a generation; tells how many. Where that fails, they are met when
    /// they come.
    pub fn meet_words(&self, analyzer: &Analyzer) -> usize {
        let memory = &self.kept.memory;
        let met = memory.meet(&self.searcher, &self.fields, analyzer);
        met.unwrap_or_else(|error| {
            tracing::debug!(%error, "the words of the index could not be met ahead");
            0
        })
    }

    pub fn search(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        patience: &Patience,
    ) -> Result<SearchAnswer, SearchError> {
        let cursor = Cursor::of(request, self)?;
        let mut run = Run::new(self, request, analyzer, patience)?;
        let page = run.page(cursor.as_ref())?;
        let facets = request.facets.then(|| run.facets(&page)).transpose()?;
        let mut notes = request.query.notes.clone();
        notes.extend(page.notes);
        let hit = |place: &Place| Hit {
            key: place.key,
            score: f32::from_bits(place.score),
        };
        let hits = page.collected.places.iter().map(hit).collect();
        let help = page.help;
        let last = page.collected.places.last().filter(|_| page.has_more);
        Ok(SearchAnswer {
            total: page.collected.total,
            hits,
            facets,
            next: last.map(|after| {
                let generation = self.generation.clone();
                Cursor {
                    generation,
                    sequence: self.sequence,
                    gone: self.gone(),
                    help,
                    after: *after,
                }
                .write(request)
            }),
            relaxed: help.is_relaxed(),
            total_as_typed: page.as_typed,
            notes,
            did_you_mean: page.did_you_mean,
            generation: format!("{}.{}", self.generation, self.sequence),
            matcher: Matcher::widened(
                zoned(&run.helper.root, request),
                analyzer,
                run.helper.widening(help),
                self.kept.memory.clone(),
            ),
        })
    }

    /// What a search marks, found without searching: with all help, because a text that has what was typed shows that.
    pub fn matcher(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        patience: &Patience,
    ) -> Result<Matcher, SearchError> {
        let mut run = Run::new(self, request, analyzer, patience)?;
        let mut help = Help::None;
        if request.relax {
            run.look_further()?;
            help = Help::Widened;
        }
        let widening = run.helper.widening(help);
        Ok(Matcher::widened(
            zoned(&run.helper.root, request),
            analyzer,
            widening,
            self.kept.memory.clone(),
        ))
    }

    pub fn export(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        patience: &Patience,
    ) -> Result<Export, SearchError> {
        let run = Run::new(self, request, analyzer, patience)?;
        let (plan, _) = run.plan(Help::None)?;
        let collected = run.collect(&plan, Wanted::first(usize::MAX), 0)?;
        let places = collected.places.into_iter();
        Ok(Export {
            keys: places.map(|place| place.key).collect(),
            generation: self.generation.clone(),
            sequence: self.sequence,
        })
    }

    pub fn stats(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        by: StatsBy,
        patience: &Patience,
    ) -> Result<Stats, SearchError> {
        let run = Run::new(self, request, analyzer, patience)?;
        let (plan, planned) = run.plan(Help::None)?;
        let collected = run.collect(&plan, Wanted::counts(vec![by.counted()]), usize::MAX)?;
        let mut notes = request.query.notes.clone();
        notes.extend(planned);
        Ok(Stats {
            total: collected.total,
            counts: by.in_order(collected),
            notes,
            generation: format!("{}.{}", self.generation, self.sequence),
        })
    }

    pub fn overview(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        patience: &Patience,
    ) -> Result<Overview, SearchError> {
        let run = Run::new(self, request, analyzer, patience)?;
        let (plan, planned) = run.plan(Help::None)?;
        let collected = run.collect(&plan, Wanted::counts(Overview::counted()), usize::MAX)?;
        let mut notes = request.query.notes.clone();
        notes.extend(planned);
        let generation = format!("{}.{}", self.generation, self.sequence);
        Ok(Overview::of(collected, notes, generation))
    }

    pub fn speller<'a>(&'a self, analyzer: &'a Analyzer, patience: &'a Patience) -> Speller<'a> {
        Speller {
            analyzer,
            patience,
            searcher: &self.searcher,
            fields: &self.fields,
        }
    }
}

/// The tree as it is limited by the request's zones, for marking what matched.
fn zoned(root: &Node, request: &SearchRequest) -> Node {
    let zones = request.filters.zones.iter();
    let limited = zones.map(|zone| Node::In(*zone, Box::new(root.clone())));
    Node::or(limited.collect()).unwrap_or_else(|| root.clone())
}
