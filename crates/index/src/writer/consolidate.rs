//! One segment of many at the end of a big run. Every word of a search is looked up in each segment, so that what lies in
//! six of them takes several times as long to find as what lies in one.

use tantivy::SegmentMeta;
use tantivy::index::SegmentId;
use tantivy::indexer::NoMergePolicy;

use super::IndexWriter;
use crate::WriteError;
use crate::room::segment_sizes;

/// Fewer paragraphs are found at once wherever they lie.
const FEW: u64 = 10_000;

/// Where the largest segment holds this share of all (3 of 4), the rest waits until it is more: so a paragraph is written
/// anew a few times in the life of an index, and not after every small run.
const LARGE: (u64, u64) = (3, 4);

impl IndexWriter {
    /// Bytes that [`IndexWriter::consolidate`] writes before it removes as many; 0 where it would do nothing.
    ///
    /// # Errors
    /// A failing file system.
    pub fn scattered_bytes(&self) -> Result<u64, WriteError> {
        if self.scattered()?.is_empty() {
            return Ok(0);
        }
        let sizes = segment_sizes(&self.folder.of_generation(self.generation()));
        let sizes = sizes.map_err(|source| self.io_failed(source))?;
        Ok(sizes.into_values().sum())
    }

    /// Makes one segment of all that was committed, where that is worth it: where much was put since the last time.
    ///
    /// # Errors
    /// A failing file system. What was committed is safe, and as it was before; the writer can go on.
    pub fn consolidate(&mut self) -> Result<(), WriteError> {
        if self.is_dirty || self.is_broken {
            return Ok(());
        }
        // Segments that the engine puts together itself are not to be had meanwhile.
        let engine = self.engine.take().ok_or_else(|| self.closed())?;
        let waited = engine.wait_merging_threads();
        let waited = waited.map_err(|error| self.engine_failed(&error));
        let merged = waited.and_then(|()| self.merge());
        if merged.is_err() {
            // Files that were begun would take room from whoever comes next.
            let swept = self.folder.sweep(self.generation(), &self.index);
            if let Err(error) = swept {
                tracing::warn!(%error, "what was begun of a segment is left");
            }
        }
        self.engine = Some(self.reopened()?);
        merged
    }

    fn merge(&self) -> Result<(), WriteError> {
        let scattered = self.scattered()?;
        if scattered.is_empty() {
            return Ok(());
        }
        let mut engine = self.reopened()?;
        engine.set_merge_policy(Box::new(NoMergePolicy));
        let merged = engine.merge(&scattered).wait();
        merged.map_err(|error| self.engine_failed(&error))?;
        let waited = engine.wait_merging_threads();
        waited.map_err(|error| self.engine_failed(&error))
    }

    fn reopened(&self) -> Result<tantivy::IndexWriter, WriteError> {
        let opened = IndexWriter::open_engine(&self.index, &self.folder);
        opened.map_err(|error| self.io_failed(std::io::Error::other(error)))
    }

    /// All segments where they are worth being put together, else none. By their names: the engine keeps the files of
    /// segments of which somebody holds more.
    fn scattered(&self) -> Result<Vec<SegmentId>, WriteError> {
        let segments = self.index.searchable_segment_metas();
        let segments = segments.map_err(|error| self.engine_failed(&error))?;
        let size = |segment: &SegmentMeta| u64::from(segment.num_docs());
        match is_worth(&segments.iter().map(size).collect::<Vec<_>>()) {
            true => Ok(segments.iter().map(SegmentMeta::id).collect()),
            false => Ok(Vec::new()),
        }
    }
}

/// By the paragraphs of each segment.
fn is_worth(sizes: &[u64]) -> bool {
    let all: u64 = sizes.iter().sum();
    let largest = sizes.iter().copied().max().unwrap_or_default();
    let (share, of) = LARGE;
    all >= FEW && largest * of < all * share
}

#[cfg(test)]
mod tests {
    use super::is_worth;

    #[test]
    fn a_small_index_and_a_small_run_are_left_alone() {
        assert!(!is_worth(&[]));
        assert!(!is_worth(&[2_000; 4]));
        assert!(!is_worth(&[20_000]));
        assert!(!is_worth(&[1_000_000, 120_000, 8_000]));
    }

    #[test]
    fn what_a_big_run_scattered_is_put_together() {
        assert!(is_worth(&[5_000, 5_000]));
        assert!(is_worth(&[120_000; 9]));
        assert!(is_worth(&[1_000_000, 200_000, 200_000]));
    }
}
