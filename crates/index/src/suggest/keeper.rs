//! Keeps the vocabulary, and has the next one made aside when the index has changed.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use paragraf_language::Analyzer;

use super::vocabulary::Vocabulary;
use crate::search::Snapshot;

/// Shared between an index and the thread that makes its vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Keeper {
    held: Mutex<Held>,
    made: Condvar,
}

#[derive(Debug, Default)]
struct Held {
    last: Option<Made>,
    is_being_made: bool,
}

#[derive(Clone, Debug)]
struct Made {
    vocabulary: Arc<Vocabulary>,
    /// Of which state of the index.
    state: (String, u64),
    at: Instant,
    took: Duration,
}

/// The first answer waits so long for a vocabulary; a small archive's is made in that time.
const FIRST_PATIENCE: Duration = Duration::from_millis(400);

/// Later answers wait only for one that is quickly made.
const QUICK: Duration = Duration::from_millis(40);

/// While much is read in, no more of the time than this share goes into vocabularies.
const SHARE: u32 = 20;

impl Keeper {
    /// The vocabulary of a snapshot, or the last one held while that is being made; and whether it is that one.
    pub fn vocabulary(
        self: &Arc<Self>,
        snapshot: &Arc<Snapshot>,
        analyzer: &Analyzer,
    ) -> (Option<Arc<Vocabulary>>, bool) {
        let state = (snapshot.generation.clone(), snapshot.sequence);
        let mut held = self.lock();
        if !held.is_of(&state) {
            let patience = self.renew(&mut held, snapshot, analyzer);
            let waited = self
                .made
                .wait_timeout_while(held, patience, |held| held.is_being_made);
            held = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let vocabulary = held.last.as_ref().map(|made| made.vocabulary.clone());
        (vocabulary, held.is_of(&state))
    }

    /// Has a vocabulary made, unless one is being made or was just made; how long it is worth waiting for.
    fn renew(
        self: &Arc<Self>,
        held: &mut Held,
        snapshot: &Arc<Snapshot>,
        analyzer: &Analyzer,
    ) -> Duration {
        let patience = match &held.last {
            None => FIRST_PATIENCE,
            Some(made) if made.took < QUICK => 2 * QUICK,
            Some(_) => Duration::ZERO,
        };
        let is_early = held
            .last
            .as_ref()
            .is_some_and(|made| made.took >= QUICK && made.at.elapsed() < SHARE * made.took);
        if held.is_being_made || is_early {
            return patience;
        }
        let making = Making {
            keeper: Arc::clone(self),
        };
        let (snapshot, analyzer) = (Arc::clone(snapshot), analyzer.clone());
        let began = std::thread::Builder::new()
            .name("vocabulary".to_owned())
            .spawn(move || making.make(&snapshot, &analyzer));
        held.is_being_made = began.is_ok();
        patience
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        // A poisoned lock still holds whole values: they are only ever replaced.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn is_of(&self, state: &(String, u64)) -> bool {
        self.last.as_ref().is_some_and(|made| made.state == *state)
    }
}

/// The work of one thread; however it ends, the next one may begin.
struct Making {
    keeper: Arc<Keeper>,
}

impl Making {
    fn make(self, snapshot: &Snapshot, analyzer: &Analyzer) {
        let began = Instant::now();
        match Vocabulary::of(snapshot, analyzer) {
            Ok(vocabulary) => {
                let made = Made {
                    vocabulary: Arc::new(vocabulary),
                    state: (snapshot.generation.clone(), snapshot.sequence),
                    at: Instant::now(),
                    took: began.elapsed(),
                };
                tracing::debug!(
                    milliseconds = made.took.as_millis(),
                    "made a vocabulary for completions"
                );
                self.keeper.lock().last = Some(made);
            }
            Err(error) => {
                tracing::warn!(%error, "no vocabulary could be made; fewer completions are proposed");
            }
        }
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        self.keeper.lock().is_being_made = false;
        self.keeper.made.notify_all();
    }
}
