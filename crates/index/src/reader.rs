//! The index as a searcher sees it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use paragraf_language::Analyzer;
use paragraf_language::lexicon::Lexicon;
use paragraf_query::SearchRequest;
use tantivy::index::SegmentId;
use tantivy::{IndexReader, ReloadPolicy, SegmentMeta};

use crate::generations::Folder;
use crate::schema::layout;
use crate::search::{Kept, Snapshot};
use crate::stamp::Stamp;
use crate::suggest::{self, Keeper};
use crate::{
    Matcher, OpenError, Overview, Patience, SearchAnswer, SearchError, Stats, StatsBy,
    SuggestRequest, Suggestions,
};

/// An open index. Safe to share between threads; each search works on one snapshot.
pub struct Index {
    folder: Folder,
    state: RwLock<State>,
    keeper: Arc<Keeper>,
}

/// All that a search finds, and of which state of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The archive's permanent keys, in the request's order.
    pub keys: Vec<u64>,
    /// The generation that answered.
    pub generation: String,
    /// The archive's change that it was up to.
    pub sequence: u64,
}

/// The lexicon that the generation in use was made with; `None` where that is the built-in one.
///
/// # Errors
/// As for [`Index::open`].
pub fn lexicon(dir: &Path) -> Result<Option<Lexicon>, OpenError> {
    let folder = Folder::new(dir);
    let current = folder.current().map_err(|source| folder.failed(source))?;
    let generation = current.ok_or_else(|| OpenError::Missing {
        path: dir.to_owned(),
    })?;
    let (_, stamp) = folder.open(&generation)?;
    folder.lexicon(&stamp)
}

/// A state of a generation's files. What puts segments together makes no commit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edition {
    opstamp: u64,
    segments: BTreeSet<SegmentId>,
}

impl Edition {
    fn of(index: &tantivy::Index, folder: &Folder) -> Result<Edition, OpenError> {
        let metas = index.load_metas().map_err(|error| folder.damaged(&error))?;
        Ok(Edition {
            opstamp: metas.opstamp,
            segments: metas.segments.iter().map(SegmentMeta::id).collect(),
        })
    }
}

/// The generation in use and its last snapshot.
struct State {
    index: tantivy::Index,
    reader: IndexReader,
    /// With the lexicon that the generation was made with.
    analyzer: Analyzer,
    /// Fingerprint of that lexicon; `None` for the built-in one.
    lexicon: Option<String>,
    snapshot: Arc<Snapshot>,
    /// Of the commit that the snapshot shows.
    edition: Edition,
    kept: Kept,
}

/// A generation may be removed between reading its name and opening it.
const ATTEMPTS: usize = 3;

impl Index {
    /// Opens the generation in use.
    ///
    /// # Errors
    /// Where there is none, or one that this program cannot read; each error tells the remedy.
    pub fn open(dir: &Path) -> Result<Index, OpenError> {
        let folder = Folder::new(dir);
        let state = State::open(&folder)?;
        Ok(Index {
            folder,
            state: RwLock::new(state),
            keeper: Arc::default(),
        })
    }

    /// Follows commits and a switch of generation; `true` where something changed. Cheap where nothing did.
    ///
    /// # Errors
    /// As for [`Index::open`]; the snapshot held before stays in use.
    pub fn refresh(&self) -> Result<bool, OpenError> {
        let current = self
            .folder
            .current()
            .map_err(|source| self.folder.failed(source))?;
        let (generation, edition) =
            self.with_state(|state| (state.snapshot.generation.clone(), state.edition.clone()));
        if current.as_ref() != Some(&generation) {
            let state = State::open(&self.folder)?;
            state.snapshot.make_ready();
            *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
            return Ok(true);
        }
        let (index, reader, kept) = self.with_state(|state| {
            (
                state.index.clone(),
                state.reader.clone(),
                state.kept.clone(),
            )
        });
        if Edition::of(&index, &self.folder)? == edition {
            return Ok(false);
        }
        let (snapshot, edition) = snapshot(&self.folder, &index, &reader, kept)?;
        snapshot.make_ready();
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.snapshot = Arc::new(snapshot);
        state.edition = edition;
        Ok(true)
    }

    /// Whether [`Index::meet_words`] has nothing to do.
    pub fn has_met_words(&self) -> bool {
        self.snapshot().has_met_words()
    }

    /// Gets to know the commonest words, so that what matches is marked as fast in the first answers as later; tells how
    /// many. Takes a second or two of a large index, nothing where it was done before.
    pub fn meet_words(&self) -> usize {
        let (snapshot, analyzer) = self.snapshot_and_analyzer();
        snapshot.meet_words(&analyzer)
    }

    /// Answers one page.
    ///
    /// # Errors
    /// A cursor that does not fit, a search that takes too long, or an engine failure.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, SearchError> {
        self.search_within(request, &Patience::of(Patience::OF_A_PAGE))
    }

    /// As [`Index::search`], for somebody who may leave before it is done.
    ///
    /// # Errors
    /// The same.
    pub fn search_within(
        &self,
        request: &SearchRequest,
        patience: &Patience,
    ) -> Result<SearchAnswer, SearchError> {
        let (snapshot, analyzer) = self.snapshot_and_analyzer();
        snapshot.search(request, &analyzer, patience)
    }

    /// What a search would mark in a text, without searching.
    ///
    /// # Errors
    /// One that takes too long to make, or an engine failure.
    pub fn matcher(&self, request: &SearchRequest) -> Result<Matcher, SearchError> {
        let (snapshot, analyzer) = self.snapshot_and_analyzer();
        snapshot.matcher(request, &analyzer, &Patience::of(Patience::OF_A_PAGE))
    }

    /// The keys of every hit in the request's order, on one snapshot; never relaxed, size and cursor disregarded.
    ///
    /// # Errors
    /// An engine failure.
    pub fn export(&self, request: &SearchRequest) -> Result<std::vec::IntoIter<u64>, SearchError> {
        self.export_snapshot(request)
            .map(|export| export.keys.into_iter())
    }

    /// As [`Index::export`], with the generation and sequence of the snapshot that the keys are of.
    ///
    /// # Errors
    /// An engine failure.
    pub fn export_snapshot(&self, request: &SearchRequest) -> Result<Export, SearchError> {
        self.export_within(request, &Patience::endless())
    }

    /// As [`Index::export_snapshot`], for somebody who may leave before it is done.
    ///
    /// # Errors
    /// A search that takes too long, or an engine failure.
    pub fn export_within(
        &self,
        request: &SearchRequest,
        patience: &Patience,
    ) -> Result<Export, SearchError> {
        let (snapshot, analyzer) = self.snapshot_and_analyzer();
        snapshot.export(request, &analyzer, patience)
    }

    /// The analysis that the generation in use was made with: whoever reads texts for it reads them so.
    pub fn analyzer(&self) -> Analyzer {
        self.with_state(|state| state.analyzer.clone())
    }

    /// Completions of what is being typed, in bounded time. The vocabulary that most of them come from is made aside
    /// after each change of the index; until then the last one serves.
    ///
    /// # Errors
    /// An engine failure.
    pub fn suggest(&self, request: &SuggestRequest) -> Result<Suggestions, SearchError> {
        let (snapshot, analyzer) = self.snapshot_and_analyzer();
        let (vocabulary, is_present) = self.keeper.vocabulary(&snapshot, &analyzer);
        let suggestions = suggest::suggest(&snapshot, &analyzer, vocabulary.as_deref(), request)?;
        Ok(Suggestions {
            suggestions,
            stale: !is_present,
        })
    }

    /// Counts every hit of a search by one of its facts; never relaxed, size and cursor disregarded.
    ///
    /// # Errors
    /// A search that takes too long, or an engine failure.
    pub fn stats(&self, request: &SearchRequest, by: StatsBy) -> Result<Stats, SearchError> {
        self.stats_within(request, by, &Patience::of(Patience::OF_A_PAGE))
    }

    /// As [`Index::stats`], for somebody who may leave before it is done.
    ///
    /// # Errors
    /// The same.
    pub fn stats_within(
        &self,
        request: &SearchRequest,
        by: StatsBy,
        patience: &Patience,
    ) -> Result<Stats, SearchError> {
        let (snapshot, analyzer) = self.snapshot_and_analyzer();
        snapshot.stats(request, &analyzer, by, patience)
    }

    /// Counts every hit of a search by all of its facts at once; never relaxed, size and cursor disregarded.
    ///
    /// # Errors
    /// A search that takes too long, or an engine failure.
    pub fn overview_within(
        &self,
        request: &SearchRequest,
        patience: &Patience,
    ) -> Result<Overview, SearchError> {
        let (snapshot, analyzer) = self.snapshot_and_analyzer();
        snapshot.overview(request, &analyzer, patience)
    }

    /// The generation in use.
    pub fn generation(&self) -> String {
        self.snapshot().generation.clone()
    }

    /// Fingerprint of the lexicon that the generation in use was made with; `None` where that is the built-in one.
    pub fn lexicon_fingerprint(&self) -> Option<String> {
        self.with_state(|state| state.lexicon.clone())
    }

    /// The archive's change that the snapshot is up to.
    pub fn sequence(&self) -> u64 {
        self.snapshot().sequence
    }

    /// Removed paragraphs that the scores of the snapshot still count. With the same generation, sequence and this, a search
    /// has the same hits in the same order.
    pub fn gone(&self) -> u64 {
        self.snapshot().gone()
    }

    /// Paragraphs in the snapshot.
    pub fn paragraph_count(&self) -> u64 {
        self.snapshot().searcher.num_docs()
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        self.with_state(|state| Arc::clone(&state.snapshot))
    }

    /// Of one generation: another may be switched to at any moment.
    fn snapshot_and_analyzer(&self) -> (Arc<Snapshot>, Analyzer) {
        self.with_state(|state| (Arc::clone(&state.snapshot), state.analyzer.clone()))
    }

    fn with_state<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Index")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl State {
    /// Opens what the pointer names; once more where that was switched meanwhile.
    fn open(folder: &Folder) -> Result<State, OpenError> {
        let mut attempt = 1;
        loop {
            let current = folder.current().map_err(|source| folder.failed(source))?;
            let generation = current.ok_or_else(|| OpenError::Missing {
                path: folder.path.clone(),
            })?;
            match State::of_generation(folder, &generation) {
                Err(_)
                    if attempt < ATTEMPTS
                        && folder.current().ok().flatten() != Some(generation) =>
                {
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    fn of_generation(folder: &Folder, generation: &str) -> Result<State, OpenError> {
        let (index, stamp) = folder.open(generation)?;
        let analyzer = folder.analyzer(&stamp)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into();
        let reader: IndexReader = reader.map_err(|error| folder.damaged(&error))?;
        let kept = Kept::default();
        let (snapshot, edition) = snapshot(folder, &index, &reader, kept.clone())?;
        Ok(State {
            index,
            reader,
            analyzer,
            lexicon: stamp.lexicon,
            snapshot: Arc::new(snapshot),
            edition,
            kept,
        })
    }
}

/// The last commit and its stamp, which belong together only where no other commit came between.
fn snapshot(
    folder: &Folder,
    index: &tantivy::Index,
    reader: &IndexReader,
    kept: Kept,
) -> Result<(Snapshot, Edition), OpenError> {
    loop {
        let before = Edition::of(index, folder)?;
        reader.reload().map_err(|error| folder.damaged(&error))?;
        let Stamp {
            generation,
            sequence,
            ..
        } = folder.stamp(index)?;
        if Edition::of(index, folder)? == before {
            let (searcher, (_, fields)) = (reader.searcher(), layout());
            let snapshot = Snapshot::new(searcher, fields, (generation, sequence), kept);
            return Ok((snapshot, before));
        }
    }
}
