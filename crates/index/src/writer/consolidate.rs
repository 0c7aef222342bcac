//! One segment of many at the end of a big run, or two. Every word of a search is looked up in each segment, so that what lies
//! in six of them takes several times as long to find as what lies in one. The engine writes it on one thread, so that a run does
//! so shortly before its end, while other threads have work ([`IndexWriter::commit_and_gather`]).

use std::cmp::Reverse;
use std::collections::BTreeMap;

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

/// Of 20 paragraphs that were counted, so many are waited for: some are removed meanwhile.
const NEARLY_ALL: (u64, u64) = (19, 20);

impl IndexWriter {
    /// Bytes that [`IndexWriter::consolidate`] writes before it removes as many; 0 where it would do nothing.
    ///
    /// # Errors
    /// A failing file system.
    pub fn scattered_bytes(&self) -> Result<u64, WriteError> {
        let scattered = self.scattered()?;
        let sizes = self.segment_bytes()?;
        let bytes = scattered
            .iter()
            .filter_map(|id| sizes.get(&id.uuid_string()));
        Ok(bytes.sum())
    }

    /// Bytes that [`IndexWriter::commit_and_gather`] is going to write, as far as they are known before its commit; 0 where it
    /// would not spare [`IndexWriter::consolidate`] anything. `uncommitted` are the paragraphs put since the last commit.
    ///
    /// # Errors
    /// A failing file system.
    pub fn bytes_to_gather(&self, uncommitted: u64) -> Result<u64, WriteError> {
        let mut sizes = self.committed_sizes()?;
        let committed: u64 = sizes.iter().sum();
        sizes.push(uncommitted);
        if committed == 0 || !is_worth(&sizes) {
            return Ok(0);
        }
        let bytes = u128::from(self.committed_bytes()?);
        let all = bytes * u128::from(committed + uncommitted) / u128::from(committed);
        Ok(u64::try_from(all).unwrap_or(u64::MAX))
    }

    /// As [`IndexWriter::commit`], and makes one segment of nearly all that is committed then, aside, while more is put; of
    /// segments that are being put together already, as soon as they are. What comes of it is waited for by
    /// [`IndexWriter::settle`], or when the writer is closed. `uncommitted` are the paragraphs put since the last commit.
    ///
    /// # Errors
    /// As [`IndexWriter::commit`].
    pub fn commit_and_gather(&mut self, sequence: u64, uncommitted: u64) -> Result<(), WriteError> {
        let nearly_all = |sizes: Vec<u64>| sizes.iter().sum::<u64>() * NEARLY_ALL.0 / NEARLY_ALL.1;
        let mut sizes = self.committed_sizes()?;
        sizes.push(uncommitted);
        // Before the commit: in it the engine looks at what it has.
        self.gathering.ask(nearly_all(sizes));
        self.commit(sequence)?;
        // What was put in the place of another was counted twice.
        self.gathering.do_with(nearly_all(self.committed_sizes()?));
        Ok(())
    }

    /// Waits until the engine has put together what it began to. Nothing that is still waiting to be begun is.
    ///
    /// # Errors
    /// As [`IndexWriter::consolidate`].
    pub fn settle(&mut self) -> Result<(), WriteError> {
        self.gathering.ask(0);
        if self.is_dirty || self.is_broken {
            return Ok(());
        }
        let engine = self.engine.take().ok_or_else(|| self.closed())?;
        let waited = engine.wait_merging_threads();
        self.engine = Some(self.reopened()?);
        waited.map_err(|error| self.engine_failed(&error))
    }

    /// Makes one segment of all that was committed, or of all but what is large beside the rest, where that is worth it: where
    /// much was put since the last time.
    ///
    /// # Errors
    /// A failing file system. What was committed is safe, and as it was before; the writer can go on.
    pub fn consolidate(&mut self) -> Result<(), WriteError> {
        if self.is_dirty || self.is_broken {
            return Ok(());
        }
        self.gathering.ask(0);
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
        let opened = IndexWriter::open_engine(&self.index, &self.folder, &self.gathering);
        opened.map_err(|error| self.io_failed(std::io::Error::other(error)))
    }

    /// The segments that are worth being put together, by their names: the engine keeps the files of segments of which somebody
    /// holds more.
    fn scattered(&self) -> Result<Vec<SegmentId>, WriteError> {
        let mut segments = self.committed()?;
        segments.sort_by_key(|segment| Reverse(segment.num_docs()));
        let sizes: Vec<u64> = segments.iter().map(size).collect();
        let left = first_of_scattered(&sizes).unwrap_or(segments.len());
        Ok(segments.iter().skip(left).map(SegmentMeta::id).collect())
    }

    fn committed(&self) -> Result<Vec<SegmentMeta>, WriteError> {
        let segments = self.index.searchable_segment_metas();
        segments.map_err(|error| self.engine_failed(&error))
    }

    /// Paragraphs of each segment.
    fn committed_sizes(&self) -> Result<Vec<u64>, WriteError> {
        Ok(self.committed()?.iter().map(size).collect())
    }

    fn committed_bytes(&self) -> Result<u64, WriteError> {
        Ok(self.segment_bytes()?.into_values().sum())
    }

    fn segment_bytes(&self) -> Result<BTreeMap<String, u64>, WriteError> {
        let sizes = segment_sizes(&self.folder.of_generation(self.generation()));
        sizes.map_err(|source| self.io_failed(source))
    }
}

fn size(segment: &SegmentMeta) -> u64 {
    u64::from(segment.num_docs())
}

/// Of segments by their paragraphs, the largest first: with which of them those begin that are worth being put together. What
/// is large enough beside the rest is left alone, and the rest asked the same.
fn first_of_scattered(sizes: &[u64]) -> Option<usize> {
    (0..sizes.len()).find(|&first| is_worth(sizes.get(first..).unwrap_or_default()))
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
    use super::{first_of_scattered, is_worth};

    #[test]
    fn beside_a_large_one_the_rest_is_put_together() {
        assert_eq!(first_of_scattered(&[]), None);
        assert_eq!(first_of_scattered(&[1_000_000, 120_000, 8_000]), None);
        assert_eq!(first_of_scattered(&[1_000_000, 60_000, 60_000]), Some(1));
        assert_eq!(
            first_of_scattered(&[1_000_000, 120_000, 9_000, 9_000]),
            Some(2)
        );
        assert_eq!(first_of_scattered(&[300_000, 200_000, 200_000]), Some(0));
    }

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
