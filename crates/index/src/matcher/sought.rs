//! What a query's tree looks for in a text.

use paragraf_language::{AnalyzedWord, Analyzer, is_function_word};
use paragraf_model::CaseNumber;
use paragraf_query::{Node, Zone};

use crate::joins::Joins;
use crate::widen::{Alternative, Kind, Widening, required};

/// One thing that is looked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sought {
    /// Only there; everywhere where `None`.
    pub zone: Option<Zone>,
    /// What it is.
    pub what: What,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// A word in any form, by its stem, whole or as part of a compound.
    Stem(String),
    /// The same, typed without å ä ö: by the folded stem.
    Folded(String),
    /// A compound that was typed, by its parts: side by side in a longer word, else apart from each other, but only
    /// where all of them stand in a text and the compound itself does not, or `kommunstyrelsen` would mark every
    /// `kommun`.
    Parts {
        /// The compound.
        whole: String,
        /// Its parts' stems.
        parts: Vec<String>,
    },
    /// These very words side by side, in lower case.
    Phrase(Vec<String>),
    /// Words that begin so, in lower case.
    Prefix(String),
    /// A case's number however it is spelt.
    CaseNumber(CaseNumber),
}

/// Everything that a matching text may hold. What is negated and what is a filter is not looked for.
pub(super) fn of(root: &Node, analyzer: &Analyzer, widening: &Widening) -> Vec<Sought> {
    let mut sought = Vec::new();
    let mut left = vec![(None, root)];
    while let Some((zone, node)) = left.pop() {
        match node {
            Node::Word(word) => {
                for word in analyzer.query_words(word) {
                    sought.extend(of_word(&word, widening).map(|what| Sought { zone, what }));
                    let others = widening.of(&word.exact).iter();
                    let others = others.flat_map(|other| of_alternative(other, analyzer, widening));
                    sought.extend(others.map(|what| Sought { zone, what }));
                }
            }
            Node::Phrase(words) => {
                let words = words.iter().flat_map(|word| analyzer.query_words(word));
                let what = What::Phrase(words.map(|word| word.exact).collect());
                sought.push(Sought { zone, what });
            }
            Node::Prefix(prefix) => {
                let words = analyzer.query_words(prefix).into_iter();
                sought.extend(words.map(|word| Sought {
                    zone,
                    what: What::Prefix(word.exact),
                }));
            }
            Node::CaseNumber(number) => {
                sought.push(Sought {
                    zone,
                    what: What::CaseNumber(number.clone()),
                });
            }
            Node::In(zone, node) => left.push((Some(*zone), node)),
            // The last one is taken first, so that terms keep the order in which they were typed.
            Node::And(nodes) => {
                sought.extend(joined(nodes, analyzer).map(|what| Sought { zone, what }));
                let required = required(nodes).into_iter().rev();
                left.extend(required.filter_map(|place| Some((zone, nodes.get(place)?))));
            }
            Node::Or(nodes) => left.extend(nodes.iter().rev().map(|node| (zone, node))),
            Node::All | Node::Filter(_) | Node::Not(_) => {}
        }
    }
    sought
}

/// What words side by side may make together.
fn joined(nodes: &[Node], analyzer: &Analyzer) -> impl Iterator<Item = What> {
    let joins = Joins::of(nodes, analyzer);
    let mut stems: Vec<String> = Vec::new();
    for stem in (0..nodes.len()).flat_map(|place| joins.at(place)) {
        if !stems.iter().any(|known| known == stem) {
            stems.push(stem.to_owned());
        }
    }
    stems.into_iter().map(What::Stem)
}

/// What stands in the place of a word: a phrase as a whole, words apart only where all of them stand.
fn of_alternative(other: &Alternative, analyzer: &Analyzer, widening: &Widening) -> Vec<What> {
    match other.words.as_slice() {
        words if other.is_phrase && words.len() > 1 => {
            let exact = |words: Vec<String>| {
                let words = analyzer.query_words(&words.join(" ")).into_iter();
                What::Phrase(words.map(|word| word.exact).collect())
            };
            other.phrases().into_iter().map(exact).collect()
        }
        words => {
            let words = analyzer.query_words(&words.join(" "));
            let telling: Vec<&AnalyzedWord> = words
                .iter()
                .filter(|word| !is_function_word(&word.exact))
                .collect();
            match telling.as_slice() {
                // Nobody looks for these alone.
                [] => Vec::new(),
                [only] => of_word(only, widening)
                    .filter(|what| {
                        other.kind != Kind::Everyday || !matches!(what, What::Parts { .. })
                    })
                    .collect(),
                several => vec![What::Parts {
                    whole: String::new(),
                    parts: several.iter().map(|word| word.stem.clone()).collect(),
                }],
            }
        }
    }
}

fn of_word(word: &AnalyzedWord, widening: &Widening) -> impl Iterator<Item = What> {
    let typed_plain = word.folded.is_none() && !widening.keeps_letters;
    let whole = [
        Some(What::Stem(word.stem.clone())),
        typed_plain.then(|| What::Folded(word.folded_or_stem().to_owned())),
    ];
    let parts = (word.parts.len() > 1).then(|| What::Parts {
        whole: word.stem.clone(),
        parts: word.parts.iter().map(|part| part.stem.clone()).collect(),
    });
    whole.into_iter().flatten().chain(parts)
}
