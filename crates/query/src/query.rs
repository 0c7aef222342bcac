//! What a person typed, and how it was understood.

use crate::Node;

/// A query as typed and as understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Exactly what was typed.
    pub typed: String,
    /// What will be searched.
    pub root: Node,
    /// Swedish sentences about what was not read the way it may have been meant.
    pub notes: Vec<String>,
}

impl Query {
    /// Reads a query. Always answers.
    pub fn parse(typed: &str) -> Query {
        let mut words: Vec<Node> = typed
            .split_whitespace()
            .map(|word| Node::Word(word.to_owned()))
            .collect();
        let root = match words.len() {
            0 => Node::All,
            1 => words.remove(0),
            _ => Node::And(words),
        };
        Query {
            typed: typed.to_owned(),
            root,
            notes: Vec::new(),
        }
    }

    /// Matches everything.
    pub fn all() -> Query {
        Query {
            typed: String::new(),
            root: Node::All,
            notes: Vec::new(),
        }
    }

    /// A query string in its plainest form that is read as the same tree.
    pub fn understood(&self) -> String {
        self.typed.clone()
    }
}
