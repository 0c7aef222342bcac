//! Prints a tree as a query string that is read as the same tree.

use crate::fields::Field;
use crate::lexer::operator;
use crate::{Filter, Node};

/// How much is spelt out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// With brackets that show how operators bind.
    Clear,
    /// Without brackets that are not needed; for what would nest too deep.
    Short,
    /// With operators and brackets that keep neighbours from being read as one case number.
    Guarded,
}

impl Style {
    pub const ALL: [Style; 3] = [Style::Clear, Style::Short, Style::Guarded];
}

/// The query string; the empty one for everything.
pub(crate) fn print(node: &Node, style: Style) -> String {
    match node {
        Node::All => String::new(),
        Node::Word(word) => word.clone(),
        Node::Phrase(words) => format!("\"{}\"", words.join(" ")),
        Node::Prefix(word) => format!("{word}*"),
        Node::CaseNumber(number) if number.registry().and_then(operator).is_some() => {
            format!("\"{}\"", number.canonical())
        }
        Node::CaseNumber(number) => number.canonical().to_owned(),
        Node::Filter(filter) => print_filter(filter),
        Node::In(zone, node) => format!("{}:{}", Field::Zone(*zone).name(), in_zone(node, style)),
        Node::And(nodes) => join(
            nodes,
            style,
            if style == Style::Guarded {
                " AND "
            } else {
                " "
            },
            Node::is_or,
        ),
        Node::Or(nodes) => join(nodes, style, " ELLER ", |node| {
            node.is_and() && style == Style::Clear
        }),
        Node::Not(node) if node.is_spaced() => format!("INTE {}", single(node, style)),
        Node::Not(node) => format!("-{}", single(node, style)),
    }
}

impl Node {
    fn is_and(&self) -> bool {
        matches!(self, Node::And(_))
    }

    fn is_or(&self) -> bool {
        matches!(self, Node::Or(_))
    }

    /// Printed with blanks in it though it is one leaf.
    fn is_spaced(&self) -> bool {
        match self {
            Node::CaseNumber(_) => true,
            Node::Word(word) => word.starts_with('§'),
            _ => false,
        }
    }
}

fn join(
    nodes: &[Node],
    style: Style,
    operator: &str,
    needs_brackets: impl Fn(&Node) -> bool,
) -> String {
    let printed: Vec<String> = nodes
        .iter()
        .map(|node| {
            let is_guarded = style == Style::Guarded && matches!(node, Node::CaseNumber(_));
            let text = print(node, style);
            if needs_brackets(node) || is_guarded {
                format!("({text})")
            } else {
                text
            }
        })
        .collect();
    printed.join(operator)
}

/// As the operand of something that binds tightly.
fn single(node: &Node, style: Style) -> String {
    let text = print(node, style);
    match node {
        Node::And(_) | Node::Or(_) | Node::Not(_) => format!("({text})"),
        _ => text,
    }
}

/// Right behind a zone's name only words stand without brackets.
fn in_zone(node: &Node, style: Style) -> String {
    let text = print(node, style);
    match node {
        Node::Word(_) | Node::Phrase(_) | Node::Prefix(_) => text,
        _ => format!("({text})"),
    }
}

fn print_filter(filter: &Filter) -> String {
    let (field, value) = match filter {
        Filter::Municipality(name) => (Field::Municipality, name.clone()),
        Filter::Body(name) => (Field::Body, name.clone()),
        Filter::Officer(name) => (Field::Officer, name.clone()),
        Filter::Case(number) => (Field::Case, number.canonical().to_owned()),
        Filter::Outcome(outcome) => (Field::Outcome, outcome.swedish().to_owned()),
        Filter::Year(year) => (Field::Year, year.to_string()),
        Filter::From(date) => (Field::From, date.to_string()),
        Filter::To(date) => (Field::To, date.to_string()),
        Filter::Language(code) => (Field::Language, code.clone()),
    };
    let is_bare = value.chars().all(|c| c.is_alphanumeric() || c == '-');
    if is_bare {
        format!("{}:{value}", field.name())
    } else {
        format!("{}:\"{value}\"", field.name())
    }
}
