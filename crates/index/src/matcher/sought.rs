//! What a query's tree looks for in a text.

use paragraf_language::{AnalyzedWord, Analyzer};
use paragraf_model::CaseNumber;
use paragraf_query::{Node, Zone};

use crate::plan::is_plain_word;

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
pub(super) fn of(root: &Node, analyzer: &Analyzer) -> Vec<Sought> {
    let mut sought = Vec::new();
    let mut left = vec![(None, root)];
    while let Some((zone, node)) = left.pop() {
        match node {
            Node::Word(word) => {
                for word in analyzer.query_words(word) {
                    sought.extend(of_word(&word).map(|what| Sought { zone, what }));
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
            Node::And(nodes) | Node::Or(nodes) => {
                if matches!(node, Node::And(_)) {
                    sought.extend(joined(nodes, analyzer).map(|what| Sought { zone, what }));
                }
                left.extend(nodes.iter().rev().map(|node| (zone, node)));
            }
            Node::All | Node::Filter(_) | Node::Not(_) => {}
        }
    }
    sought
}

/// What two words side by side may make together.
fn joined<'a>(nodes: &'a [Node], analyzer: &'a Analyzer) -> impl Iterator<Item = What> + 'a {
    let forms = nodes.windows(2).flat_map(|pair| match pair {
        [Node::Word(left), Node::Word(right)] if pair.iter().all(is_plain_word) => {
            analyzer.joined_forms(left, right)
        }
        _ => Vec::new(),
    });
    let words = forms.flat_map(|form| analyzer.query_words(&form));
    words.map(|word| What::Stem(word.stem))
}

fn of_word(word: &AnalyzedWord) -> impl Iterator<Item = What> {
    let typed_plain = word.folded.is_none();
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
