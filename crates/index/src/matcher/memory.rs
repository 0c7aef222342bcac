//! What is kept of words that were met before, from one answer to the next.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use paragraf_language::FormCache;

use super::known::Known;

/// Shared by all that mark texts of one index. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    known: Known,
    /// Whether somebody meets the commonest words or has.
    has_met: AtomicBool,
    forms: Mutex<Vec<FormCache>>,
}

/// More than so many texts are hardly read at once; what the others remember is forgotten.
const MOST: usize = 4;

/// Forms are asked for where a word is new or may match; some thousand queries need no more, which take 8 MB.
const MOST_WORDS: usize = 30_000;

impl Memory {
    /// What is known of all words.
    pub(super) fn known(&self) -> &Known {
        &self.0.known
    }

    /// Whether the commonest words are being met or were.
    pub fn has_met(&self) -> bool {
        self.0.has_met.load(Ordering::Relaxed)
    }

    pub(super) fn is_first_to_meet(&self) -> bool {
        !self.0.has_met.swap(true, Ordering::Relaxed)
    }

    /// Works with forms that were made before.
    pub fn with_forms<T>(&self, work: impl FnOnce(&mut FormCache) -> T) -> T {
        let held = self.lock(Vec::pop);
        let mut cache = held.unwrap_or_else(|| FormCache::of_at_most(MOST_WORDS));
        let done = work(&mut cache);
        self.lock(|caches| {
            if caches.len() < MOST {
                caches.push(cache);
            }
        });
        done
    }

    fn lock<T>(&self, work: impl FnOnce(&mut Vec<FormCache>) -> T) -> T {
        work(&mut self.0.forms.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
