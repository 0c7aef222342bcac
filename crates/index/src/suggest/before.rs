//! What was typed before the last word: which paragraphs have it.

use std::collections::BTreeMap;
use std::time::Duration;

use paragraf_query::{Node, Query};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Term};

use super::Ask;
use crate::Patience;
use crate::evaluate::{Prepared, Stretch};
use crate::plan::Planner;

/// The words before the last.
pub(super) struct Before {
    /// `None` where nothing was typed before.
    pub root: Option<Node>,
    /// The first paragraphs that have them, by segment.
    sample: BTreeMap<usize, Vec<DocId>>,
    /// Whether these are all.
    is_complete: bool,
}

/// So many paragraphs tell which words go with those before.
const SAMPLE: usize = 1_000;

/// Words before the last that never stand together are looked for so long at most.
pub(super) const LONGEST: Duration = Duration::from_millis(200);

impl Before {
    pub fn of(ask: &Ask<'_>) -> tantivy::Result<Before> {
        let root = Query::parse(ask.typed.kept).root;
        let mut before = Before {
            root: None,
            sample: BTreeMap::new(),
            is_complete: true,
        };
        if root != Node::All {
            before.take_sample(ask, &root)?;
            before.root = Some(root);
        }
        Ok(before)
    }

    fn take_sample(&mut self, ask: &Ask<'_>, root: &Node) -> tantivy::Result<()> {
        let searcher = &ask.snapshot.searcher;
        let patience = Patience::of(LONGEST);
        let mut planner = Planner::new(ask.snapshot, ask.analyzer).within(&patience);
        let plan = planner.node(root, &[])?;
        let prepared = Prepared::new(&plan, searcher, ask.snapshot.facts()?, false)?;
        let mut left = SAMPLE;
        for (segment, reader) in searcher.segment_readers().iter().enumerate() {
            let sample = self.sample.entry(segment).or_default();
            let mut has_more = false;
            prepared.each_window(
                reader,
                &Stretch::whole(segment, reader),
                &patience,
                |found| {
                    found.for_each_document(|doc| match left {
                        0 => has_more = true,
                        _ => {
                            sample.push(doc);
                            left -= 1;
                        }
                    });
                    has_more = has_more || ask.is_late();
                    !has_more
                },
            )?;
            if has_more || patience.is_over() {
                self.is_complete = false;
                break;
            }
        }
        Ok(())
    }

    /// How many paragraphs have a term beside the words before, as far as was looked; and whether that is all.
    pub fn together(
        &self,
        ask: &Ask<'_>,
        field: Field,
        text: &str,
    ) -> tantivy::Result<(u64, bool)> {
        let term = Term::from_field_text(field, text);
        if self.root.is_none() {
            return Ok((ask.snapshot.searcher.doc_freq(&term)?, true));
        }
        let mut count = 0;
        for (segment, docs) in self.sample.iter().filter(|(_, docs)| !docs.is_empty()) {
            let Some(reader) = ask.snapshot.searcher.segment_readers().get(*segment) else {
                continue;
            };
            let inverted = reader.inverted_index(field)?;
            let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            for doc in docs {
                if postings.doc() < *doc {
                    postings.seek(*doc);
                }
                count += u64::from(postings.doc() == *doc);
            }
        }
        Ok((count, self.is_complete))
    }
}
