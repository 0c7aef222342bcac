//! What is kept of words that were met before, from one answer to the next.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use paragraf_language::FormCache;

use super::known::Known;

/// Shared by all that mark texts of one index. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    known: Known,
    /// Paragraphs that the index had, and one more, when its commonest words were met; 0 where they were not.
    met_at: AtomicU64,
    forms: Mutex<Vec<FormCache>>,
}

/// An index that has grown so many times has other words.
const MUCH_LARGER: u64 = 4;

/// More than so many texts are hardly read at once; what the others remember is forgotten.
const MOST: usize = 4;

/// Forms are asked for where a word is new or may match; some thousand queries need no more, which take 8 MB.
const MOST_WORDS: usize = 30_000;

impl Memory {
    /// What is known of all words.
    pub(super) fn known(&self) -> &Known {
        &self.0.known
    }

    /// Whether the commonest words of an index of so many paragraphs are being met or were, or those of one not much smaller.
    pub fn has_met(&self, paragraphs: u64) -> bool {
        let at = self.0.met_at.load(Ordering::Relaxed);
        at != 0 && paragraphs <= at.saturating_mul(MUCH_LARGER)
    }

    pub(super) fn is_first_to_meet(&self, paragraphs: u64) -> bool {
        let at = self.0.met_at.load(Ordering::Relaxed);
        let next = paragraphs.saturating_add(1);
        !self.has_met(paragraphs)
            && self
                .0
                .met_at
                .compare_exchange(at, next, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
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
