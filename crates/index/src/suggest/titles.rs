//! Titles that have the words typed, the last of them as a beginning.

use std::collections::{BTreeSet, HashMap};

use paragraf_query::Zone;
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use super::before::{Before, LONGEST};
use super::words::Words;
use super::{Ask, Suggested, Suggestion};
use crate::Patience;
use crate::evaluate::{Prepared, Stretch};
use crate::plan::{Plan, Planner, any_of, every, flag};
use crate::schema::column;

/// Fewer letters alone begin too many titles.
const SHORTEST: usize = 2;

/// Words by which the last one is completed, and terms looked at to find them.
const MOST_ENDINGS: usize = 24;
const MOST_STEPS: usize = 600;

/// Paragraphs that are looked at.
const MOST_PARAGRAPHS: usize = 8_000;

/// What is known of a title.
struct Title {
    count: u64,
    /// Day and key of the newest paragraph that has it.
    newest: (i64, u64),
}

/// The columns of a segment.
struct Columns {
    titles: Column<u64>,
    dates: Column<i64>,
    keys: Column<u64>,
}

impl Ask<'_> {
    pub(super) fn titles(
        &self,
        before: &Before,
        words: &Words,
    ) -> tantivy::Result<Vec<Suggestion>> {
        if before.root.is_none() && self.typed.last.chars() < SHORTEST {
            return Ok(Vec::new());
        }
        let mut plans = Vec::new();
        let patience = Patience::of(LONGEST);
        if let Some(root) = &before.root {
            let mut planner = Planner::new(self.snapshot, self.analyzer).within(&patience);
            plans.push(planner.node(root, &[Zone::Title])?);
        }
        if !self.typed.last.is_empty() {
            plans.push(self.last_word_in_titles(words)?);
        }
        let (titles, is_all) = self.distinct_titles(every(plans), &patience)?;
        let is_all = is_all && !patience.is_over();
        let mut titles: Vec<Title> = titles.into_values().collect();
        titles.sort_by_key(|title| std::cmp::Reverse((title.count, title.newest)));
        titles.truncate(self.size);
        let suggestion = |title: Title| Suggestion {
            what: Suggested::Title(title.newest.1),
            count: is_all.then_some(title.count),
        };
        Ok(titles.into_iter().map(suggestion).collect())
    }

    /// Words of titles that begin so, and those in which a part does.
    fn last_word_in_titles(&self, words: &Words) -> tantivy::Result<Plan> {
        let field = self.snapshot.fields.exacts(Zone::Title);
        let found = self.terms_beginning(&[field], MOST_STEPS)?;
        let mut found: Vec<(u64, String)> = found.into_iter().map(|(word, n)| (n, word)).collect();
        found.sort_unstable_by(|one, other| other.cmp(one));
        let beginning = found.into_iter().take(MOST_ENDINGS).map(|(_, word)| word);
        let texts = beginning.chain(words.forms().iter().cloned());
        // Not a set of terms, which the engine would look up to the end before it gives the first paragraph.
        let texts: BTreeSet<String> = texts.collect();
        Ok(any_of(texts.iter().map(|text| flag(field, text)).collect()))
    }

    /// Titles by what their words make (see [`crate::keys::of_title`]), and whether these are all.
    fn distinct_titles(
        &self,
        plan: Plan,
        patience: &Patience,
    ) -> tantivy::Result<(HashMap<u64, Title>, bool)> {
        let searcher = &self.snapshot.searcher;
        let prepared = Prepared::new(&plan, searcher, self.snapshot.facts()?, false)?;
        let mut titles = HashMap::new();
        let mut left = MOST_PARAGRAPHS;
        for (segment, reader) in searcher.segment_readers().iter().enumerate() {
            let columns = Columns::of(reader)?;
            let mut has_more = false;
            prepared.each_window(
                reader,
                &Stretch::whole(segment, reader),
                patience,
                |found| {
                    found.for_each_document(|doc| match left {
                        0 => has_more = true,
                        _ => {
                            left -= 1;
                            columns.add(doc, &mut titles);
                        }
                    });
                    has_more = has_more || self.is_late();
                    !has_more
                },
            )?;
            if has_more {
                return Ok((titles, false));
            }
        }
        Ok((titles, true))
    }
}

impl Columns {
    fn of(reader: &SegmentReader) -> tantivy::Result<Columns> {
        let fast = reader.fast_fields();
        Ok(Columns {
            titles: fast.u64(column::TITLE)?,
            dates: fast.i64(column::DATE)?,
            keys: fast.u64(column::KEY)?,
        })
    }

    fn add(&self, doc: DocId, titles: &mut HashMap<u64, Title>) {
        let Some(title) = self.titles.first(doc) else {
            return;
        };
        let date = self.dates.first(doc).unwrap_or_default();
        let key = self.keys.first(doc).unwrap_or_default();
        let held = titles.entry(title).or_insert(Title {
            count: 0,
            newest: (date, key),
        });
        held.count += 1;
        held.newest = held.newest.max((date, key));
    }
}
