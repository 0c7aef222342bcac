//! When too little has all the words, all but one may do.

use paragraf_query::{Node, Zone};
use tantivy::query::{BooleanQuery, DisjunctionMaxQuery, Occur};

use crate::plan::{Plan, Planner, boosted, excluded};

/// What lacks a word counts half, so that whatever has all of them stays on top.
const LACKING: f32 = 0.5;

/// Whether the query has words of which one may be missing. Phrases, negations, fields, beginnings of words, case
/// numbers and figures stay required.
pub(crate) fn is_possible(root: &Node) -> bool {
    words_of(root) >= 2
}

impl Planner<'_> {
    /// The query in which any one plain word may be missing.
    pub fn all_but_one(&mut self, root: &Node, zones: &[Zone]) -> tantivy::Result<Plan> {
        let strict = self.node(root, zones)?;
        let Node::And(nodes) = root else {
            return Ok(strict);
        };
        let mut clauses = Vec::with_capacity(nodes.len());
        for node in nodes {
            clauses.push(match node {
                Node::Not(inner) => (Occur::MustNot, excluded(self.node(inner, zones)?)),
                word if is_plain(word) => (Occur::Should, self.node(word, zones)?),
                other => (Occur::Must, self.node(other, zones)?),
            });
        }
        let needed = words_of(root).saturating_sub(1);
        let relaxed = BooleanQuery::with_minimum_required_clauses(clauses, needed);
        let relaxed = boosted(Box::new(relaxed), LACKING);
        Ok(Box::new(DisjunctionMaxQuery::new(vec![strict, relaxed])))
    }
}

fn words_of(root: &Node) -> usize {
    match root {
        Node::And(nodes) => nodes.iter().filter(|node| is_plain(node)).count(),
        _ => 0,
    }
}

/// Letters and what joins them: a word with a figure in it is a number of some kind.
fn is_plain(node: &Node) -> bool {
    let is_of_a_word = |c: char| c.is_alphabetic() || matches!(c, '-' | '/' | '\'' | '\u{2019}');
    matches!(node, Node::Word(word) if word.chars().all(is_of_a_word))
}
