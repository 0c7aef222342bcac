//! Which keys an index may hold: to take out what is not there costs the engine a look into every segment.

use std::collections::HashSet;

use tantivy::{Index, IndexReader, ReloadPolicy};

use crate::schema::column;

/// Keys that may be in the index; never too few.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// In order: those it held when somebody first looked. `None` until then.
    before: Option<Vec<u64>>,
    /// Put since it was opened.
    since: HashSet<u64>,
}

/// To read all keys of an index pays for whoever puts as many.
const WORTH_A_LOOK: usize = 1_000;

impl Held {
    /// Of an index with nothing in it.
    pub fn nothing() -> Held {
        Held {
            before: Some(Vec::new()),
            since: HashSet::new(),
        }
    }

    /// Notes that a key is put, and tells whether it may be there already.
    pub fn put(&mut self, key: u64, index: &Index) -> bool {
        let is_again = !self.since.insert(key);
        if self.before.is_none() && self.since.len() >= WORTH_A_LOOK {
            self.before = keys(index).ok();
        }
        let was_there = |keys: &Vec<u64>| keys.binary_search(&key).is_ok();
        is_again || self.before.as_ref().is_none_or(was_there)
    }
}

/// Of every entry of the last commit, removed ones among them, in order.
fn keys(index: &Index) -> tantivy::Result<Vec<u64>> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    let reader: IndexReader = reader.try_into()?;
    let searcher = reader.searcher();
    let mut keys = Vec::new();
    for reader in searcher.segment_readers() {
        let column = reader.fast_fields().u64(column::KEY)?;
        keys.extend((0..reader.max_doc()).filter_map(|document| column.first(document)));
    }
    keys.sort_unstable();
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use tantivy::{TantivyDocument, doc};

    use super::*;
    use crate::schema::layout;

    #[test]
    fn until_many_are_put_every_key_may_be_there() {
        let index = Index::create_in_ram(layout().0);
        let mut held = Held::default();
        for key in 1..WORTH_A_LOOK as u64 {
            assert!(held.put(key, &index));
        }
        assert!(!held.put(5_000, &index));
    }

    #[test]
    fn what_is_there_or_was_put_may_be_there() {
        let (schema, fields) = layout();
        let index = Index::create_in_ram(schema);
        crate::tokens::register(index.tokenizers());
        let mut writer = index
            .writer_with_num_threads::<TantivyDocument>(1, 15_000_000)
            .unwrap();
        for key in [10_001_u64, 10_003] {
            writer.add_document(doc!(fields.key => key)).unwrap();
        }
        writer.commit().unwrap();
        let mut held = Held::default();
        for key in 1..=WORTH_A_LOOK as u64 {
            held.put(key, &index);
        }
        assert!(held.put(10_001, &index) && held.put(10_003, &index));
        assert!(!held.put(10_002, &index));
        assert!(held.put(10_002, &index));
        assert!(held.put(1, &index));
    }

    #[test]
    fn in_a_new_index_nothing_is_there_until_it_is_put() {
        let index = Index::create_in_ram(layout().0);
        let mut held = Held::nothing();
        assert!(!held.put(7, &index));
        assert!(held.put(7, &index));
    }
}
