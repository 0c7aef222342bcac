//! A query's tree becomes a plan of what to find and how it ranks.
//!
//! A word counts where its stem stands, more in the title and in a decision; somewhat less where only its form without
//! å ä ö does (and only if it was typed without them: `får` is not `far`), or where it is a part of a compound. A
//! compound is also found by all its parts apart. A case number counts more than any number of words.

mod cases;
pub(crate) mod filters;
mod names;
mod words;

use std::collections::BTreeSet;

use paragraf_language::Analyzer;
use paragraf_query::{Node, Zone};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::Patience;
use crate::schema::Fields;
use crate::search::Snapshot;
use crate::widen::{Widening, required};

/// What is to be found, and what it scores; [`crate::evaluate`] does it.
#[derive(Clone, Debug)]
pub(crate) enum Plan {
    Nothing,
    /// Scores nothing.
    Everything,
    /// A term scores the more the rarer it is, and where its field keeps that, the more often it stands there.
    Term(Term, IndexRecordOption),
    /// Terms of one field side by side.
    Phrase(Vec<Term>),
    /// Any of a few terms; each match scores 1.
    AnyTerm(Vec<Term>),
    /// Any of a field's terms of a kind, however many; each match scores 1.
    OfTerms(Field, Terms),
    /// Meetings from one day to another, in days since 1970; each scores 1.
    Days(i64, i64),
    /// Every match scores the same.
    Constant(Box<Plan>, f32),
    Boosted(Box<Plan>, f32),
    /// Finds nothing that does not match anyway: without scores it is left out.
    OnlyRanks(Box<Plan>),
    /// Scores add up.
    Any(Vec<Plan>),
    /// The best score counts.
    Best(Vec<Plan>),
    /// All that must match and so many of what else should, but nothing that must not. Scores add up.
    All {
        must: Vec<Plan>,
        should: Vec<Plan>,
        needed: usize,
        must_not: Vec<Plan>,
    },
}

/// Many terms of one field.
#[derive(Clone, Debug)]
pub(crate) enum Terms {
    /// Those that begin so.
    Beginning(String),
    /// These.
    Each(BTreeSet<String>),
}

impl Terms {
    /// Where they stand in each segment.
    pub fn infos(&self, field: Field, searcher: &Searcher) -> tantivy::Result<Vec<Vec<TermInfo>>> {
        let mut infos = Vec::new();
        for reader in searcher.segment_readers() {
            let inverted = reader.inverted_index(field)?;
            let mut found = Vec::new();
            match self {
                Terms::Beginning(beginning) => {
                    let end = format!("{beginning}{}", char::MAX);
                    let range = inverted.terms().range();
                    let range = range.ge(beginning.as_bytes()).lt(end.as_bytes());
                    let mut stream = range.into_stream()?;
                    while stream.advance() {
                        found.push(stream.value().clone());
                    }
                }
                Terms::Each(texts) => {
                    for text in texts {
                        found.extend(inverted.terms().get(text.as_bytes())?);
                    }
                }
            }
            infos.push(found);
        }
        Ok(infos)
    }
}

/// How what is required and what is not join in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Occur {
    Must,
    Should,
    MustNot,
}

/// Makes plans against one snapshot: what exists in it decides how names are read.
pub(crate) struct Planner<'a> {
    pub fields: &'a Fields,
    pub analyzer: &'a Analyzer,
    pub searcher: &'a Searcher,
    /// What words are searched for beside themselves.
    pub widening: &'a Widening,
    /// Swedish sentences about what the search has to add.
    pub notes: Vec<String>,
    /// When the plans give up.
    pub patience: Patience,
}

impl<'a> Planner<'a> {
    pub fn new(snapshot: &'a Snapshot, analyzer: &'a Analyzer) -> Planner<'a> {
        Planner {
            fields: &snapshot.fields,
            analyzer,
            searcher: &snapshot.searcher,
            widening: Widening::NONE,
            notes: Vec::new(),
            patience: Patience::endless(),
        }
    }

    /// With plans that give up.
    pub fn within(self, patience: &Patience) -> Planner<'a> {
        Planner {
            patience: patience.clone(),
            ..self
        }
    }

    /// With what else words are searched for.
    pub fn widened(self, widening: &'a Widening) -> Planner<'a> {
        Planner { widening, ..self }
    }
}

impl Planner<'_> {
    /// The plan of a node, limited to zones; none means everywhere.
    pub fn node(&mut self, node: &Node, zones: &[Zone]) -> tantivy::Result<Plan> {
        match node {
            Node::All => Ok(everything()),
            Node::Word(word) => self.word(word, zones),
            Node::Phrase(words) => Ok(self.phrase(words, zones)),
            Node::Prefix(prefix) => self.prefix(prefix, zones),
            Node::CaseNumber(number) => Ok(self.case_anywhere(number)),
            Node::In(zone, inner) => self.node(inner, &[*zone]),
            Node::Filter(filter) => self.filter(filter),
            Node::And(nodes) => self.all_of(nodes, zones),
            Node::Or(nodes) => {
                let plans: tantivy::Result<Vec<Plan>> =
                    nodes.iter().map(|node| self.node(node, zones)).collect();
                plans.map(any_of)
            }
            Node::Not(_) => self.all_of(std::slice::from_ref(node), zones),
        }
    }

    /// All of the nodes, negations among them.
    fn all_of(&mut self, nodes: &[Node], zones: &[Zone]) -> tantivy::Result<Plan> {
        let mut clauses = self.clauses(nodes, zones, Occur::Must)?;
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, everything()));
        }
        Ok(of_clauses(clauses, 0))
    }

    /// What must match, what must not, and plain words as the caller says.
    pub fn clauses(
        &mut self,
        nodes: &[Node],
        zones: &[Zone],
        words: Occur,
    ) -> tantivy::Result<Vec<(Occur, Plan)>> {
        let mut clauses = Vec::with_capacity(nodes.len() + 1);
        let joins = self.joins(nodes)?;
        for place in required(nodes) {
            let Some(node) = nodes.get(place) else {
                continue;
            };
            clauses.push(match node {
                Node::Not(inner) => (Occur::MustNot, self.node(inner, zones)?),
                word if is_plain_word(word) => {
                    let mut plans = vec![self.node(word, zones)?];
                    plans.extend(self.joined(&joins, place, zones));
                    let may_be_missing = self.widening.may_be_missing(word);
                    let occur = if may_be_missing { words } else { Occur::Must };
                    (occur, any_of(plans))
                }
                other => (Occur::Must, self.node(other, zones)?),
            });
        }
        Ok(clauses)
    }
}

/// A word of letters and what joins them: one with a figure in it is a number of some kind.
pub(crate) fn is_plain_word(node: &Node) -> bool {
    let is_of_a_word = |c: char| c.is_alphabetic() || matches!(c, '-' | '/' | '\'' | '\u{2019}');
    matches!(node, Node::Word(word) if word.chars().all(is_of_a_word))
}

/// Matches everything and says nothing about rank.
pub(crate) fn everything() -> Plan {
    Plan::Everything
}

pub(crate) fn nothing() -> Plan {
    Plan::Nothing
}

/// What must and what must not match, and at least so many of the rest.
pub(crate) fn of_clauses(clauses: Vec<(Occur, Plan)>, needed: usize) -> Plan {
    let (mut must, mut should, mut must_not) = (Vec::new(), Vec::new(), Vec::new());
    for (occur, plan) in clauses {
        match occur {
            Occur::Must => must.push(plan),
            Occur::Should => should.push(plan),
            Occur::MustNot => must_not.push(plan),
        }
    }
    Plan::All {
        must,
        should,
        needed,
        must_not,
    }
}

pub(crate) fn every(mut plans: Vec<Plan>) -> Plan {
    match (plans.len(), plans.pop()) {
        (_, None) => everything(),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            plans.push(last);
            of_clauses(
                plans.into_iter().map(|plan| (Occur::Must, plan)).collect(),
                0,
            )
        }
    }
}

pub(crate) fn any_of(mut plans: Vec<Plan>) -> Plan {
    match (plans.len(), plans.pop()) {
        (_, None) => nothing(),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            plans.push(last);
            Plan::Any(plans)
        }
    }
}

/// Every match counts the same.
pub(crate) fn constant(plan: Plan, score: f32) -> Plan {
    Plan::Constant(Box::new(plan), score)
}

pub(crate) fn boosted(plan: Plan, boost: f32) -> Plan {
    Plan::Boosted(Box::new(plan), boost)
}

/// Finds nothing that does not match anyway.
pub(crate) fn only_ranks(plan: Plan) -> Plan {
    Plan::OnlyRanks(Box::new(plan))
}

/// Documents that hold a term, the more the more often it stands there.
fn term(field: Field, text: &str) -> Plan {
    Plan::Term(
        Term::from_field_text(field, text),
        IndexRecordOption::WithFreqs,
    )
}

/// Documents that hold a term.
pub(crate) fn flag(field: Field, text: &str) -> Plan {
    Plan::Term(Term::from_field_text(field, text), IndexRecordOption::Basic)
}
