//! A query's tree becomes the engine's queries.
//!
//! A word counts where its stem stands, more in the title and in a decision; somewhat less where only its form without
//! å ä ö does (and only if it was typed without them: `får` is not `far`), or where it is a part of a compound. A
//! compound is also found by all its parts apart. A case number counts more than any number of words.

mod cases;
mod excluded;
pub(crate) mod filters;
mod names;
mod steps;
mod words;

use paragraf_language::Analyzer;
use paragraf_query::{Node, Zone};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::Patience;
use crate::schema::Fields;
use crate::search::Snapshot;
use crate::widen::{Widening, required};
use excluded::Excluded;
use steps::InSteps;

/// A query of the engine.
pub(crate) type Plan = Box<dyn Query>;

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
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// What must match, what must not, and plain words as the caller says.
    pub fn clauses(
        &mut self,
        nodes: &[Node],
        zones: &[Zone],
        words: Occur,
    ) -> tantivy::Result<Vec<(Occur, Plan)>> {
        let mut clauses = Vec::with_capacity(nodes.len() + 1);
        for place in required(nodes) {
            let Some(node) = nodes.get(place) else {
                continue;
            };
            clauses.push(match node {
                Node::Not(inner) => {
                    let plan = self.node(inner, zones)?;
                    (Occur::MustNot, self.excluded(plan))
                }
                word if is_plain_word(word) => {
                    let mut plans = vec![self.node(word, zones)?];
                    plans.extend(self.joined(nodes, place, zones)?);
                    let may_be_missing = self.widening.may_be_missing(word);
                    let occur = if may_be_missing { words } else { Occur::Must };
                    (occur, self.in_steps(any_of(plans)))
                }
                other => {
                    let plan = self.node(other, zones)?;
                    (Occur::Must, self.in_steps(plan))
                }
            });
        }
        Ok(clauses)
    }

    /// A plan that gives up when patience is over, however long it goes without a match.
    pub fn in_steps(&self, plan: Plan) -> Plan {
        Box::new(InSteps {
            plan,
            patience: self.patience.clone(),
        })
    }

    /// For what must not match.
    fn excluded(&self, plan: Plan) -> Plan {
        Box::new(Excluded {
            plan,
            patience: self.patience.clone(),
        })
    }
}

/// A word of letters and what joins them: one with a figure in it is a number of some kind.
pub(crate) fn is_plain_word(node: &Node) -> bool {
    let is_of_a_word = |c: char| c.is_alphabetic() || matches!(c, '-' | '/' | '\'' | '\u{2019}');
    matches!(node, Node::Word(word) if word.chars().all(is_of_a_word))
}

/// Matches everything and says nothing about rank.
pub(crate) fn everything() -> Plan {
    constant(Box::new(AllQuery), 0.0)
}

pub(crate) fn nothing() -> Plan {
    Box::new(tantivy::query::EmptyQuery)
}

pub(crate) fn every(mut plans: Vec<Plan>) -> Plan {
    match (plans.len(), plans.pop()) {
        (_, None) => everything(),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            plans.push(last);
            Box::new(BooleanQuery::intersection(plans))
        }
    }
}

pub(crate) fn any_of(mut plans: Vec<Plan>) -> Plan {
    match (plans.len(), plans.pop()) {
        (_, None) => nothing(),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            plans.push(last);
            Box::new(BooleanQuery::union(plans))
        }
    }
}

/// Every match counts the same.
pub(crate) fn constant(plan: Plan, score: f32) -> Plan {
    Box::new(ConstScoreQuery::new(plan, score))
}

pub(crate) fn boosted(plan: Plan, boost: f32) -> Plan {
    Box::new(BoostQuery::new(plan, boost))
}

/// Documents that hold a term, the more the more often it stands there.
fn term(field: Field, text: &str) -> Plan {
    Box::new(TermQuery::new(
        Term::from_field_text(field, text),
        IndexRecordOption::WithFreqs,
    ))
}

/// Documents that hold a term.
pub(crate) fn flag(field: Field, text: &str) -> Plan {
    Box::new(TermQuery::new(
        Term::from_field_text(field, text),
        IndexRecordOption::Basic,
    ))
}
