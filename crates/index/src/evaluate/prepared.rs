//! A plan made ready against one state of the index: its terms looked up, its weights reckoned.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tantivy::postings::TermInfo;
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Searcher, SegmentReader, Term};

use super::facts::Facts;
use super::node::Node;
use crate::Patience;
use crate::plan::Plan;

/// A plan that can be opened in any segment, by several threads at once.
pub(crate) struct Prepared {
    root: Part,
    is_scored: bool,
    /// Documents to be looked at, about.
    cost: u64,
}

pub(super) enum Part {
    Nothing,
    Everything,
    List(Terms),
    Phrase(Vec<Terms>, Option<Arc<Bm25Weight>>),
    Set(Field, Vec<Vec<TermInfo>>, Vec<OnceLock<Arc<Vec<u64>>>>),
    Days(i64, i64, Arc<Facts>),
    Constant(Box<Part>, Score),
    Any(Vec<Part>),
    Best(Vec<Part>),
    All {
        must: Vec<Part>,
        should: Vec<Part>,
        needed: usize,
        must_not: Vec<Part>,
    },
}

/// One term in all segments.
pub(super) struct Terms {
    pub field: Field,
    /// By segment.
    pub infos: Vec<Option<TermInfo>>,
    pub count: u64,
    pub reading: IndexRecordOption,
    pub bm25: Option<Arc<Bm25Weight>>,
}

impl Prepared {
    /// With scores or without; what only ranks is then left out.
    pub fn new(
        plan: &Plan,
        searcher: &Searcher,
        facts: &Arc<Facts>,
        is_scored: bool,
    ) -> tantivy::Result<Prepared> {
        let mut maker = Maker {
            searcher,
            facts,
            averages: BTreeMap::new(),
            documents: searcher.total_num_docs()?,
        };
        let root = maker.part(plan, is_scored.then_some(1.0))?;
        let cost = root.cost(maker.documents);
        Ok(Prepared {
            root,
            is_scored,
            cost,
        })
    }

    pub fn is_scored(&self) -> bool {
        self.is_scored
    }

    /// Documents to be looked at, about.
    pub fn cost(&self) -> u64 {
        self.cost
    }

    pub(super) fn open(
        &self,
        reader: &SegmentReader,
        segment: usize,
        patience: &Patience,
    ) -> tantivy::Result<Node> {
        self.root.open(reader, segment, patience)
    }
}

struct Maker<'a> {
    searcher: &'a Searcher,
    facts: &'a Arc<Facts>,
    /// Tokens that a document has in a field, on average.
    averages: BTreeMap<Field, Score>,
    documents: u64,
}

impl Maker<'_> {
    /// `boost` is `None` where nothing is scored.
    fn part(&mut self, plan: &Plan, boost: Option<Score>) -> tantivy::Result<Part> {
        Ok(match plan {
            Plan::Nothing => Part::Nothing,
            Plan::Everything => Part::Everything,
            Plan::Term(term, reading) => self.term(term, *reading, boost)?,
            Plan::Phrase(terms) => self.phrase(terms, boost)?,
            Plan::AnyTerm(terms) => {
                let parts = terms
                    .iter()
                    .map(|term| self.term(term, IndexRecordOption::Basic, None));
                constant(any(parts.collect::<tantivy::Result<_>>()?), boost, 1.0)
            }
            Plan::OfTerms(field, terms) => {
                let infos = terms.infos(*field, self.searcher)?;
                match infos.iter().all(Vec::is_empty) {
                    true => Part::Nothing,
                    false => {
                        let sets = infos.iter().map(|_| OnceLock::new()).collect();
                        constant(Part::Set(*field, infos, sets), boost, 1.0)
                    }
                }
            }
            Plan::Days(first, last) => {
                constant(Part::Days(*first, *last, self.facts.clone()), boost, 1.0)
            }
            Plan::Constant(plan, score) => constant(self.part(plan, None)?, boost, *score),
            Plan::Boosted(plan, more) => self.part(plan, boost.map(|boost| boost * more))?,
            Plan::OnlyRanks(plan) => match boost {
                Some(_) => self.part(plan, boost)?,
                None => Part::Nothing,
            },
            Plan::Any(plans) => self.any_part(plans, boost)?,
            Plan::Best(plans) => best(self.parts(plans, boost)?),
            Plan::All {
                must,
                should,
                needed,
                must_not,
            } => {
                let (mut must, mut should) = (self.parts(must, boost)?, self.parts(should, boost)?);
                let needed = *needed;
                should.retain(|part| !part.is_nothing());
                if must.iter().any(Part::is_nothing) || needed > should.len() {
                    return Ok(Part::Nothing);
                }
                if needed == should.len() {
                    must.append(&mut should);
                }
                let needed = needed.min(should.len());
                must.sort_by_key(|part| part.cost(self.documents));
                let mut must_not = self.parts(must_not, None)?;
                must_not.retain(|part| !part.is_nothing());
                match (must.len(), should.is_empty() && must_not.is_empty()) {
                    (1, true) => must.pop().unwrap_or(Part::Nothing),
                    (0, _) if should.is_empty() => Part::Nothing,
                    _ => Part::All {
                        must,
                        should,
                        needed,
                        must_not,
                    },
                }
            }
        })
    }

    /// What only ranks is looked up where anything else of the plan may match: it finds nothing that does not.
    fn any_part(&mut self, plans: &[Plan], boost: Option<Score>) -> tantivy::Result<Part> {
        let only_ranks = |plan: &Plan| matches!(plan, Plan::OnlyRanks(_));
        let mut parts: Vec<Option<Part>> = Vec::with_capacity(plans.len());
        for plan in plans {
            parts.push(match only_ranks(plan) {
                true => None,
                false => Some(self.part(plan, boost)?),
            });
        }
        let finds = parts.iter().flatten().any(|part| !part.is_nothing());
        if finds || plans.iter().all(only_ranks) {
            for (part, plan) in parts.iter_mut().zip(plans) {
                if part.is_none() {
                    *part = Some(self.part(plan, boost)?);
                }
            }
        }
        Ok(any(parts.into_iter().flatten().collect()))
    }

    fn parts(&mut self, plans: &[Plan], boost: Option<Score>) -> tantivy::Result<Vec<Part>> {
        plans.iter().map(|plan| self.part(plan, boost)).collect()
    }

    fn term(
        &mut self,
        term: &Term,
        reading: IndexRecordOption,
        boost: Option<Score>,
    ) -> tantivy::Result<Part> {
        let mut terms = self.terms(term, reading)?;
        if terms.count == 0 {
            return Ok(Part::Nothing);
        }
        if let Some(boost) = boost {
            let average = self.average(term.field())?;
            let weight =
                Bm25Weight::for_one_term_without_explain(terms.count, self.documents, average);
            terms.bm25 = Some(Arc::new(weight.boost_by(boost)));
        }
        Ok(Part::List(terms))
    }

    fn phrase(&mut self, words: &[Term], boost: Option<Score>) -> tantivy::Result<Part> {
        if words.is_empty() {
            return Ok(Part::Nothing);
        }
        // Long words are rare: where one is missing the others need not be looked up.
        let mut places: Vec<usize> = (0..words.len()).collect();
        places.sort_by_key(|place| {
            let word = words.get(*place);
            Reverse(word.map_or(0, |word| word.serialized_value_bytes().len()))
        });
        let mut lists: Vec<Option<Terms>> = words.iter().map(|_| None).collect();
        for place in places {
            let (Some(word), Some(list)) = (words.get(place), lists.get_mut(place)) else {
                continue;
            };
            let terms = self.terms(word, IndexRecordOption::WithFreqsAndPositions)?;
            if terms.count == 0 {
                return Ok(Part::Nothing);
            }
            *list = Some(terms);
        }
        let lists: Vec<Terms> = lists.into_iter().flatten().collect();
        let weight = match boost {
            Some(boost) => {
                let known = Known {
                    searcher: self.searcher,
                    words,
                    lists: &lists,
                };
                let weight = Bm25Weight::for_terms(&known, words)?.boost_by(boost);
                Some(Arc::new(weight))
            }
            None => None,
        };
        Ok(Part::Phrase(lists, weight))
    }

    fn terms(&self, term: &Term, reading: IndexRecordOption) -> tantivy::Result<Terms> {
        let mut infos = Vec::new();
        for reader in self.searcher.segment_readers() {
            infos.push(reader.inverted_index(term.field())?.get_term_info(term)?);
        }
        let counts = infos.iter().flatten().map(|info| u64::from(info.doc_freq));
        Ok(Terms {
            field: term.field(),
            count: counts.sum(),
            infos,
            reading,
            bm25: None,
        })
    }

    fn average(&mut self, field: Field) -> tantivy::Result<Score> {
        if let Some(known) = self.averages.get(&field) {
            return Ok(*known);
        }
        let average = self.searcher.total_num_tokens(field)? as Score / self.documents as Score;
        self.averages.insert(field, average);
        Ok(average)
    }
}

/// Tells the engine in how many documents words stand that were looked up already.
struct Known<'a> {
    searcher: &'a Searcher,
    words: &'a [Term],
    lists: &'a [Terms],
}

impl Bm25StatisticsProvider for Known<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut known = self.words.iter().zip(self.lists);
        match known.find(|(word, _)| *word == term) {
            Some((_, terms)) => Ok(terms.count),
            None => self.searcher.doc_freq(term),
        }
    }
}

fn constant(part: Part, boost: Option<Score>, score: Score) -> Part {
    match (part, boost) {
        (Part::Nothing, _) => Part::Nothing,
        (part, None) => part,
        (part, Some(boost)) => Part::Constant(Box::new(part), boost * score),
    }
}

fn any(parts: Vec<Part>) -> Part {
    some_of(parts, Part::Any)
}

fn best(parts: Vec<Part>) -> Part {
    some_of(parts, Part::Best)
}

fn some_of(mut parts: Vec<Part>, joined: impl Fn(Vec<Part>) -> Part) -> Part {
    parts.retain(|part| !part.is_nothing());
    match (parts.len(), parts.pop()) {
        (_, None) => Part::Nothing,
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            joined(parts)
        }
    }
}

impl Part {
    fn is_nothing(&self) -> bool {
        matches!(self, Part::Nothing)
    }

    /// Documents that it looks at, about.
    fn cost(&self, documents: u64) -> u64 {
        let sum = |parts: &[Part]| parts.iter().map(|part| part.cost(documents)).sum::<u64>();
        match self {
            Part::Nothing => 0,
            Part::Everything => documents,
            Part::List(terms) => terms.count,
            // Reading where words stand takes so much longer than reading that they do.
            Part::Phrase(words, _) => 10 * words.iter().map(|terms| terms.count).min().unwrap_or(0),
            Part::Set(_, infos, _) => infos
                .iter()
                .flatten()
                .map(|info| u64::from(info.doc_freq))
                .sum(),
            Part::Days(..) => documents / 4,
            Part::Constant(part, _) => part.cost(documents),
            Part::Any(parts) | Part::Best(parts) => sum(parts),
            Part::All { must, should, .. } => {
                let least = must.iter().map(|part| part.cost(documents)).min();
                least.unwrap_or_else(|| sum(should))
            }
        }
    }
}
