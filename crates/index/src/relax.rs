//! When too little has all the words, all but one may do.

use paragraf_query::{Node, Zone};
use tantivy::query::{BooleanQuery, DisjunctionMaxQuery, Occur};

use crate::plan::{Plan, Planner, boosted, is_plain_word};

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
        let clauses = self.clauses(nodes, zones, Occur::Should)?;
        let needed = words_of(root).saturating_sub(1);
        let relaxed = BooleanQuery::with_minimum_required_clauses(clauses, needed);
        let relaxed = boosted(Box::new(relaxed), LACKING);
        Ok(Box::new(DisjunctionMaxQuery::new(vec![strict, relaxed])))
    }
}

fn words_of(root: &Node) -> usize {
    match root {
        Node::And(nodes) => nodes.iter().filter(|node| is_plain_word(node)).count(),
        _ => 0,
    }
}
