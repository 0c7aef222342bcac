//! Forms of words that were met before, kept from one answer to the next.

use std::sync::{Arc, Mutex, PoisonError};

use paragraf_language::FormCache;

/// Shared by all that mark texts of one index. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(Arc<Mutex<Vec<FormCache>>>);

/// More than so many texts are hardly read at once; what the others remember is forgotten.
const MOST: usize = 4;

impl Memory {
    /// Works with what was met before.
    pub fn with<T>(&self, work: impl FnOnce(&mut FormCache) -> T) -> T {
        let held = self.lock(Vec::pop);
        let mut cache = held.unwrap_or_default();
        let done = work(&mut cache);
        self.lock(|caches| {
            if caches.len() < MOST {
                caches.push(cache);
            }
        });
        done
    }

    fn lock<T>(&self, work: impl FnOnce(&mut Vec<FormCache>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
