//! What else a typed word is searched for: what an abbreviation means, how a misspelt word is spelt, what minutes say
//! instead of an everyday word.
//!
//! The query's tree stays as it is. Planner and matcher both look here for the alternatives of a word, so that whatever
//! finds a paragraph is also marked in it.

mod abbreviations;
mod apart;
mod beginnings;
mod corrections;
mod derived;
mod everyday;
mod nearby;
mod numbers;

pub(crate) use abbreviations::definition_key;
pub(crate) use beginnings::words_beginning;
pub(crate) use corrections::Speller;
pub(crate) use numbers::with_known_cases;

use std::collections::{BTreeMap, BTreeSet};

use paragraf_language::is_function_word;
use paragraf_query::{Node, Query};

use crate::plan::is_plain_word;

/// Alternatives of the words of one query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Widening {
    /// By the word's token in lower case.
    by_word: BTreeMap<String, Vec<Alternative>>,
    /// Whether a lone word typed without å, ä and ö is a word of the archive as it stands: `far` is not `får`.
    pub keeps_letters: bool,
    /// Words that name a municipality: they say where, and stay required when others may be missing.
    pub places: BTreeSet<String>,
}

/// Words that may stand in the place of one that was typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alternative {
    /// Where it comes from.
    pub kind: Kind,
    /// One word or several.
    pub words: Vec<String>,
    /// Whether several stand side by side in these very forms; else all of them, wherever.
    pub is_phrase: bool,
    /// What it counts beside the word that was typed.
    pub weight: f32,
    /// Where it means this.
    pub scope: Scope,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Abbreviation,
    Correction,
    Everyday,
}

/// The municipalities, by short name, in whose minutes an abbreviation has a meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Scope {
    #[default]
    Everywhere,
    Only(Vec<String>),
    NotIn(Vec<String>),
}

impl Alternative {
    /// The phrase, and the same in the genitive: `kommunstyrelsens arbetsutskotts`.
    pub fn phrases(&self) -> Vec<Vec<String>> {
        let mut genitive = self.words.clone();
        if let Some(last) = genitive.last_mut() {
            last.push('s');
        }
        vec![self.words.clone(), genitive]
    }
}

impl Widening {
    /// Words as they were typed and nothing else.
    pub const NONE: &Widening = &Widening {
        by_word: BTreeMap::new(),
        keeps_letters: false,
        places: BTreeSet::new(),
    };

    /// Notes which words of a query name a municipality.
    pub fn add_places(&mut self, root: &Node, speller: &Speller<'_>) -> tantivy::Result<()> {
        for typed in words_of(root) {
            if speller.is_place(typed)? {
                self.places.insert(typed.to_owned());
            }
        }
        Ok(())
    }

    /// Whether a node is a plain word that may be missing from what is found.
    pub fn may_be_missing(&self, node: &Node) -> bool {
        is_plain_word(node) && !matches!(node, Node::Word(word) if self.places.contains(word))
    }

    /// Alternatives of a token in lower case.
    pub fn of(&self, token: &str) -> &[Alternative] {
        self.by_word.get(token).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, token: &str, alternative: Alternative) {
        let known = self.by_word.entry(token.to_owned()).or_default();
        if !known.iter().any(|known| known.words == alternative.words) {
            known.push(alternative);
        }
    }

    /// The first spelling by which each misspelt word was replaced.
    fn spellings(&self) -> impl Iterator<Item = (&str, String)> {
        self.by_word.iter().filter_map(|(typed, alternatives)| {
            let corrections = alternatives
                .iter()
                .find(|alternative| alternative.kind == Kind::Correction)?;
            Some((typed.as_str(), corrections.words.join(" ")))
        })
    }

    /// Whether any word has an alternative of this kind.
    pub fn has(&self, kind: Kind) -> bool {
        let mut all = self.by_word.values().flatten();
        all.any(|alternative| alternative.kind == kind)
    }

    /// The query with its misspelt words replaced; `None` where none is.
    pub fn corrected(&self, root: &Node) -> Option<Corrected> {
        let replaced: Vec<(String, String)> = self
            .spellings()
            .map(|(typed, spelling)| (typed.to_owned(), spelling))
            .collect();
        if replaced.is_empty() {
            return None;
        }
        let root = with_spellings(root, &replaced);
        let query = Query {
            root,
            ..Query::all()
        };
        Some(Corrected {
            query: query.understood(),
            replaced,
        })
    }

    /// Everyday words with what they were also searched for.
    pub fn everyday(&self) -> Vec<(&str, String)> {
        let of_word = |(typed, alternatives): (&'_ String, &'_ Vec<Alternative>)| {
            let others: Vec<String> = alternatives
                .iter()
                .filter(|alternative| alternative.kind == Kind::Everyday)
                .map(|alternative| alternative.words.join(" "))
                .collect();
            (!others.is_empty()).then(|| (typed.clone(), others.join(", ")))
        };
        self.by_word
            .iter()
            .filter_map(|(typed, alternatives)| {
                let (_, others) = of_word((typed, alternatives))?;
                Some((typed.as_str(), others))
            })
            .collect()
    }
}

/// A query in another spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Corrected {
    /// The whole query as one would type it.
    pub query: String,
    /// Words as typed, in lower case, and as they are spelt.
    pub replaced: Vec<(String, String)>,
}

fn with_spellings(node: &Node, replaced: &[(String, String)]) -> Node {
    let all = |nodes: &[Node]| {
        let nodes = nodes.iter().map(|node| with_spellings(node, replaced));
        nodes.collect()
    };
    match node {
        Node::Word(word) => Node::Word(respelt(word, replaced)),
        Node::And(nodes) => Node::And(all(nodes)),
        Node::Or(nodes) => Node::Or(all(nodes)),
        Node::In(zone, inner) => Node::In(*zone, Box::new(with_spellings(inner, replaced))),
        other => other.clone(),
    }
}

/// The word with its misspelt tokens replaced.
fn respelt(word: &str, replaced: &[(String, String)]) -> String {
    let lower = word.to_lowercase();
    replaced
        .iter()
        .find(|(typed, _)| *typed == lower)
        .map_or_else(
            || {
                let mut pieces = word.to_owned();
                for (typed, spelling) in replaced {
                    if let Some(at) = lower
                        .find(typed.as_str())
                        .filter(|_| lower.len() == word.len())
                    {
                        pieces.replace_range(at..at + typed.len(), spelling);
                        break;
                    }
                }
                pieces
            },
            |(_, spelling)| spelling.clone(),
        )
}

/// The words of a tree that are searched; those that must not stand there are not.
fn words_of(root: &Node) -> Vec<&str> {
    let mut words = Vec::new();
    let mut left = vec![root];
    while let Some(node) = left.pop() {
        match node {
            Node::Word(word) => words.push(word.as_str()),
            Node::In(_, inner) => left.push(inner),
            Node::And(nodes) | Node::Or(nodes) => left.extend(nodes.iter().rev()),
            _ => {}
        }
    }
    words
}

/// Whether a node only holds the sentence together and may be missing from what is found.
pub(crate) fn is_filler(node: &Node) -> bool {
    matches!(node, Node::Word(word) if is_function_word(&word.to_lowercase()))
}

/// The places of the nodes that must match: fillers do not count beside other words.
pub(crate) fn required(nodes: &[Node]) -> Vec<usize> {
    let is_telling = |node: &Node| !is_filler(node);
    let has_words = nodes
        .iter()
        .any(|node| is_telling(node) && !matches!(node, Node::Not(_) | Node::Filter(_)));
    let places = nodes.iter().enumerate();
    places
        .filter(|(_, node)| !has_words || is_telling(node))
        .map(|(place, _)| place)
        .collect()
}
