//! Words of the archive by their beginnings.

use std::collections::BTreeMap;

use paragraf_language::Analyzer;
use paragraf_query::Zone;

use crate::search::Snapshot;
use crate::{FacetCount, SearchError};

impl Snapshot {
    /// Words that begin like the last one typed, most frequent first. Frequencies add up over zones.
    pub fn completions(
        &self,
        typed: &str,
        limit: usize,
        analyzer: &Analyzer,
    ) -> Result<Vec<FacetCount>, SearchError> {
        let words = analyzer.query_words(typed);
        let Some(begun) = words.last().map(|word| word.exact.as_str()) else {
            return Ok(Vec::new());
        };
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for reader in self.searcher.segment_readers() {
            for zone in Zone::all() {
                let inverted = reader.inverted_index(self.fields.exacts(zone))?;
                let end = format!("{begun}{}", char::MAX);
                let range = inverted
                    .terms()
                    .range()
                    .ge(begun.as_bytes())
                    .lt(end.as_bytes());
                let mut stream = range.into_stream().map_err(tantivy::TantivyError::from)?;
                while stream.advance() {
                    let word = String::from_utf8_lossy(stream.key()).into_owned();
                    *counts.entry(word).or_default() += u64::from(stream.value().doc_freq);
                }
            }
        }
        let mut words: Vec<FacetCount> = counts
            .into_iter()
            .map(|(value, count)| FacetCount { value, count })
            .collect();
        words.sort_by_key(|counted| std::cmp::Reverse(counted.count));
        words.truncate(limit);
        Ok(words)
    }
}
