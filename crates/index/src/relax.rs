//! When too little has all the words, all but one may do, and of many words several.

use paragraf_query::{Node, Zone};

use crate::plan::{Occur, Plan, Planner, boosted, of_clauses};
use crate::widen::{Widening, required};

/// What lacks a word counts so little that whatever has all of them stays on top.
const LACKING: f32 = 0.2;

/// A question in so many words is put in the asker's own, and more than one of them may be missing from the minutes.
const MANY: usize = 4;

/// In a query of no more words, one that stands nowhere in the archive is what was sought: without it the rest would
/// find something else.
const FEW: usize = 3;

/// Whether the query has words of which one may be missing. Phrases, negations, fields, beginnings of words, case
/// numbers and figures stay required.
pub(crate) fn is_possible(root: &Node, widening: &Widening, has_unknown_words: bool) -> bool {
    let words = words(root, widening);
    let is_name = words.len() == 2 && words.iter().all(|word| is_capitalised(word));
    words.len() >= 2 && !is_name && (words.len() > FEW || !has_unknown_words)
}

/// How many of the words may be missing where all but one still find nothing: all but two of five, of more words more
/// must be there; `None` where that is the end of it.
pub(crate) fn most_missing(root: &Node, widening: &Widening) -> Option<usize> {
    let words = words(root, widening).len();
    let needed = (words * 2 / 5).max(2);
    (words >= MANY).then(|| words.saturating_sub(needed))
}

/// `Helena Lind` is one person: another Helena is not meant.
fn is_capitalised(node: &Node) -> bool {
    matches!(node, Node::Word(word) if word.starts_with(char::is_uppercase))
}

impl Planner<'_> {
    /// The query in which any so many plain words may be missing.
    pub fn all_but(
        &mut self,
        missing: usize,
        root: &Node,
        zones: &[Zone],
    ) -> tantivy::Result<Plan> {
        let strict = self.node(root, zones)?;
        let Node::And(nodes) = root else {
            return Ok(strict);
        };
        let clauses = self.clauses(nodes, zones, Occur::Should)?;
        let needed = words(root, self.widening).len().saturating_sub(missing);
        let relaxed = boosted(of_clauses(clauses, needed), LACKING);
        Ok(Plan::Best(vec![strict, relaxed]))
    }
}

/// Plain words that are required and may be missing.
pub(crate) fn words<'a>(root: &'a Node, widening: &Widening) -> Vec<&'a Node> {
    match root {
        Node::And(nodes) => required(nodes)
            .into_iter()
            .filter_map(|place| nodes.get(place))
            .filter(|node| widening.may_be_missing(node))
            .collect(),
        Node::Word(_) if widening.may_be_missing(root) => vec![root],
        _ => Vec::new(),
    }
}
