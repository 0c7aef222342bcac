//! Gets to know the commonest words of an index before anybody searches: else each is taken apart while the first visitor
//! whose hits hold it waits.

use paragraf_language::{Analyzer, FormCache};
use paragraf_query::Zone;
use tantivy::Searcher;

use super::Memory;
use crate::schema::Fields;

/// Words that stand in so many paragraphs of one segment and zone, the commonest first: what begins with the rarest would
/// end before it came to words that nearly every hit has.
const FREQUENCIES: [u32; 6] = [1024, 256, 64, 16, 4, 1];

/// A second's work of one core: nearly as many as the hits of a thousand queries hold. Rarer words cost less when they come than all
/// of them would ahead.
const MOST_WORDS: usize = 60_000;

/// Longer ones stand in hardly any text twice.
const LONGEST: usize = 60;

impl Memory {
    /// Notes the commonest words of a state of the index, and tells how many. Whoever comes second has nothing to do.
    ///
    /// # Errors
    /// A dictionary cannot be read.
    pub fn meet(
        &self,
        searcher: &Searcher,
        fields: &Fields,
        analyzer: &Analyzer,
    ) -> tantivy::Result<usize> {
        if !self.is_first_to_meet(searcher.num_docs()) {
            return Ok(0);
        }
        let mut cache = FormCache::of_at_most(1);
        let mut met = 0;
        for least in FREQUENCIES {
            for reader in searcher.segment_readers() {
                for zone in Zone::all() {
                    let inverted = reader.inverted_index(fields.exacts(zone))?;
                    let mut words = inverted.terms().stream()?;
                    while words.advance() {
                        let is_common = words.value().doc_freq >= least;
                        let word = std::str::from_utf8(words.key()).unwrap_or_default();
                        if is_common
                            && word.len() <= LONGEST
                            && self.note(word, analyzer, &mut cache)
                        {
                            met += 1;
                        }
                        if met >= MOST_WORDS {
                            return Ok(met);
                        }
                    }
                }
            }
        }
        Ok(met)
    }

    /// False for one that is known.
    fn note(&self, word: &str, analyzer: &Analyzer, cache: &mut FormCache) -> bool {
        let known = self.known();
        if known.view().bits(known.hash(word)).is_some() {
            return false;
        }
        analyzer.for_each_wanted_word(
            word,
            cache,
            |_| true,
            |_, written, word| {
                let bits = known.bits(word.stems());
                known.view().note(known.hash_written(written), bits);
            },
        );
        true
    }
}
