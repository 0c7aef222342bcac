//! The tree that a query is read into.

use chrono::NaiveDate;
use paragraf_model::{CaseNumber, Outcome, SectionKind};

/// One part of a query. Engines see this tree and never what was typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Everything: an empty query.
    All,
    /// A word in any of its forms. Several tokens (`EU/EES-medborgare`) are all required; `§ 15` names a paragraph.
    Word(String),
    /// These very word forms side by side, unstemmed.
    Phrase(Vec<String>),
    /// Words that begin so; three letters or more.
    Prefix(String),
    /// A case, however its number is spelt.
    CaseNumber(CaseNumber),
    /// Only in the title or in sections of one kind.
    In(Zone, Box<Node>),
    /// A fact about the paragraph instead of a word in it.
    Filter(Filter),
    /// All of these; two or more.
    And(Vec<Node>),
    /// Any of these; two or more.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
}

/// A part of a paragraph that a search can be limited to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// *Rubrik*.
    Title,
    /// All sections of a kind.
    Section(SectionKind),
}

/// A fact that a field of the query asks for. Names are as typed: the engine knows what exists.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// `kommun:` by short name, full name or code.
    Municipality(String),
    /// `organ:` by name or by its part of an id.
    Body(String),
    /// `handläggare:` by the whole name or a part of it.
    Officer(String),
    /// `ärende:`
    Case(CaseNumber),
    /// `utfall:`
    Outcome(Outcome),
    /// `år:`
    Year(u16),
    /// `från:`, that day included.
    From(NaiveDate),
    /// `till:`, that day included.
    To(NaiveDate),
    /// `språk:`, an ISO 639-1 code.
    Language(String),
}

impl Zone {
    /// Every zone, in the order of a paragraph.
    pub fn all() -> impl Iterator<Item = Zone> {
        [Zone::Title]
            .into_iter()
            .chain(SectionKind::ALL.into_iter().map(Zone::Section))
    }

    /// As in the API: `title` or the section's kind.
    pub fn name(self) -> &'static str {
        match self {
            Zone::Title => "title",
            Zone::Section(kind) => kind.name(),
        }
    }

    /// Reads the API's name.
    pub fn from_name(name: &str) -> Option<Zone> {
        Zone::all().find(|zone| zone.name() == name)
    }
}

impl Node {
    /// All of these, without empty brackets and brackets within brackets; `None` for none at all.
    pub fn and(nodes: Vec<Node>) -> Option<Node> {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::And(inner) => flat.extend(inner),
                Node::All => {}
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => None,
            1 => flat.pop(),
            _ => Some(Node::And(flat)),
        }
    }

    /// Any of these, without brackets within brackets; `None` for none at all.
    pub fn or(nodes: Vec<Node>) -> Option<Node> {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => None,
            1 => flat.pop(),
            _ => Some(Node::Or(flat)),
        }
    }

    /// The opposite of a node.
    #[expect(
        clippy::should_implement_trait,
        reason = "there is no operator to overload here"
    )]
    pub fn not(node: Node) -> Node {
        match node {
            Node::Not(inner) => *inner,
            other => Node::Not(Box::new(other)),
        }
    }

    /// Whether a field of it asks for a case officer.
    pub fn asks_for_officer(&self) -> bool {
        match self {
            Node::Filter(filter) => matches!(filter, Filter::Officer(_)),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(Node::asks_for_officer),
            Node::Not(node) | Node::In(_, node) => node.asks_for_officer(),
            _ => false,
        }
    }

    /// Words, phrases, numbers and filters in it.
    pub fn leaves(&self) -> usize {
        match self {
            Node::All => 0,
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().map(Node::leaves).sum(),
            Node::Not(node) | Node::In(_, node) => node.leaves(),
            _ => 1,
        }
    }

    /// The tree with only its first leaves; `None` where nothing is left.
    pub(crate) fn first_leaves(self, left: &mut usize) -> Option<Node> {
        match self {
            Node::All => Some(Node::All),
            Node::And(nodes) => Node::and(first_of(nodes, left)),
            Node::Or(nodes) => Node::or(first_of(nodes, left)),
            Node::Not(node) => node.first_leaves(left).map(Node::not),
            Node::In(zone, node) => node
                .first_leaves(left)
                .map(|node| Node::In(zone, Box::new(node))),
            leaf => {
                let kept = *left > 0;
                *left = left.saturating_sub(1);
                kept.then_some(leaf)
            }
        }
    }
}

fn first_of(nodes: Vec<Node>, left: &mut usize) -> Vec<Node> {
    nodes
        .into_iter()
        .filter_map(|node| node.first_leaves(left))
        .collect()
}
