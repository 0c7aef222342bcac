//! A prepared plan is opened in one segment.

use std::sync::Arc;

use tantivy::SegmentReader;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::Bm25Weight;
use tantivy::schema::{Field, IndexRecordOption};

use super::list::{List, Ranks};
use super::node::{All, Node};
use super::phrase::{Phrase, Word};
use super::prepared::{Part, Terms};
use crate::Patience;
use crate::patience::Stride;

impl Part {
    pub fn open(
        &self,
        reader: &SegmentReader,
        segment: usize,
        patience: &Patience,
    ) -> tantivy::Result<Node> {
        let open = |part: &Part| part.open(reader, segment, patience);
        let all = |parts: &[Part]| -> tantivy::Result<Vec<Node>> {
            let mut nodes = parts
                .iter()
                .map(open)
                .collect::<tantivy::Result<Vec<Node>>>()?;
            nodes.retain(|node| !matches!(node, Node::Nothing));
            Ok(nodes)
        };
        Ok(match self {
            Part::Nothing => Node::Nothing,
            Part::Everything => Node::Everything(reader.max_doc()),
            Part::List(terms) => match terms.open(reader, segment)? {
                Some(list) => Node::List(Box::new(list)),
                None => Node::Nothing,
            },
            Part::Phrase(words, bm25) => {
                open_phrase(words, bm25.as_ref(), reader, segment, patience)?
            }
            Part::Set(field, infos, sets) => {
                let (Some(infos), Some(set)) = (infos.get(segment), sets.get(segment)) else {
                    return Ok(Node::Nothing);
                };
                let set = match set.get() {
                    Some(set) => set.clone(),
                    None => {
                        let gathered = Arc::new(gather(*field, infos, reader, patience)?);
                        set.get_or_init(|| gathered).clone()
                    }
                };
                Node::Set(set)
            }
            Part::Days(first, last, facts) => match facts.segments.get(segment) {
                Some(facts) => Node::Days {
                    facts: facts.clone(),
                    first: *first,
                    last: *last,
                },
                None => Node::Nothing,
            },
            Part::Constant(part, score) => match open(part)? {
                Node::Nothing => Node::Nothing,
                node => Node::Constant(Box::new(node), *score),
            },
            Part::Any(parts) => several(all(parts)?, Node::Any),
            Part::Best(parts) => several(all(parts)?, Node::Best),
            Part::All {
                must,
                should,
                needed,
                must_not,
            } => {
                let opened = all(must)?;
                if opened.len() < must.len() {
                    return Ok(Node::Nothing);
                }
                let (must, should, needed) = (opened, all(should)?, *needed);
                match must.is_empty() && should.is_empty() || needed > should.len() {
                    true => Node::Nothing,
                    false => Node::All(Box::new(All {
                        must,
                        should,
                        needed,
                        must_not: all(must_not)?,
                    })),
                }
            }
        })
    }
}

fn several(mut nodes: Vec<Node>, joined: impl Fn(Vec<Node>) -> Node) -> Node {
    match nodes.len() {
        0 | 1 => nodes.pop().unwrap_or(Node::Nothing),
        _ => joined(nodes),
    }
}

impl Terms {
    fn info(&self, segment: usize) -> Option<&TermInfo> {
        self.infos.get(segment)?.as_ref()
    }

    fn open(&self, reader: &SegmentReader, segment: usize) -> tantivy::Result<Option<List>> {
        let Some(info) = self.info(segment) else {
            return Ok(None);
        };
        let reading = match self.bm25 {
            Some(_) => self.reading,
            None => IndexRecordOption::Basic,
        };
        let inverted = reader.inverted_index(self.field)?;
        let blocks = inverted.read_block_postings_from_terminfo(info, reading)?;
        let ranks = match &self.bm25 {
            None => Ranks::Not,
            Some(bm25) => match norms(reader, self.field)?.filter(|_| reading.has_freq()) {
                Some(norms) => Ranks::Each(bm25.clone(), norms),
                None => Ranks::Alike(bm25.score(FieldNormReader::fieldnorm_to_id(1), 1)),
            },
        };
        Ok(Some(List::new(blocks, ranks, reader.max_doc())))
    }
}

fn norms(reader: &SegmentReader, field: Field) -> tantivy::Result<Option<FieldNormReader>> {
    reader.fieldnorms_readers().get_field(field)
}

fn open_phrase(
    words: &[Terms],
    bm25: Option<&Arc<Bm25Weight>>,
    reader: &SegmentReader,
    segment: usize,
    patience: &Patience,
) -> tantivy::Result<Node> {
    let mut opened = Vec::with_capacity(words.len());
    for (to_last, terms) in (0..).zip(words.iter().rev()) {
        let Some(info) = terms.info(segment) else {
            return Ok(Node::Nothing);
        };
        let inverted = reader.inverted_index(terms.field)?;
        let postings =
            inverted.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?;
        opened.push((info.doc_freq, Word { postings, to_last }));
    }
    opened.sort_by_key(|(count, _)| *count);
    let field = words.first().map(|terms| terms.field);
    let ranks = match (bm25, field) {
        (Some(bm25), Some(field)) => {
            let norms = norms(reader, field)?;
            let norms = norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1));
            Some((bm25.clone(), norms))
        }
        _ => None,
    };
    Ok(Node::Phrase(Box::new(Phrase {
        words: opened.into_iter().map(|(_, word)| word).collect(),
        ranks,
        stride: Stride::new(patience),
        places: Vec::new(),
        others: Vec::new(),
    })))
}

/// The documents of many terms; fewer where patience ends.
fn gather(
    field: Field,
    infos: &[TermInfo],
    reader: &SegmentReader,
    patience: &Patience,
) -> tantivy::Result<Vec<u64>> {
    let mut set = vec![0; (reader.max_doc() as usize).div_ceil(64)];
    let inverted = reader.inverted_index(field)?;
    let mut blocks = BlockSegmentPostings::empty();
    let mut is_first = true;
    for info in infos {
        if patience.is_over() {
            break;
        }
        if is_first {
            blocks = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        } else {
            inverted.reset_block_postings_from_terminfo(info, &mut blocks)?;
        }
        is_first = false;
        while !blocks.docs().is_empty() {
            for doc in blocks.docs() {
                let place = *doc as usize / 64;
                if let Some(word) = set.get_mut(place) {
                    *word |= 1_u64 << (doc % 64);
                }
            }
            blocks.advance();
        }
    }
    Ok(set)
}
