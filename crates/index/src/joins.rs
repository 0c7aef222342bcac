//! Compounds that were typed as several words: `barn omsorg`, `åter vinnings central`.

use std::ops::Range;

use paragraf_language::Analyzer;
use paragraf_query::Node;

use crate::plan::is_plain_word;

/// Words that are joined at most.
const MOST_WORDS: usize = 3;

/// Ways to join that are looked at, for one run of words.
const MOST_FORMS: usize = 40;

/// The compounds that words side by side may make, each with the words that make it. Fillers join too: `för skola` is
/// `förskola`.
#[derive(Debug)]
pub(crate) struct Joins(Vec<Join>);

#[derive(Debug)]
struct Join {
    words: Range<usize>,
    stem: String,
}

impl Joins {
    pub fn of(nodes: &[Node], analyzer: &Analyzer) -> Joins {
        let mut joins = Vec::new();
        for length in 2..=MOST_WORDS {
            for (start, run) in nodes.windows(length).enumerate() {
                for form in joined(run, analyzer) {
                    let stems = analyzer.query_stems(&form).into_iter();
                    let words = start..start + length;
                    joins.extend(stems.map(|stem| Join {
                        words: words.clone(),
                        stem,
                    }));
                }
            }
        }
        Joins(joins)
    }

    /// Those alone that are known.
    ///
    /// # Errors
    /// Where it cannot be told.
    pub fn known(
        mut self,
        is_known: impl Fn(&str) -> tantivy::Result<bool>,
    ) -> tantivy::Result<Joins> {
        let mut failed = Ok(());
        self.0.retain(|join| {
            is_known(&join.stem).unwrap_or_else(|error| {
                failed = Err(error);
                false
            })
        });
        failed.map(|()| self)
    }

    /// Stems of those that a word is part of, each once.
    pub fn at(&self, place: usize) -> Vec<&str> {
        let mut stems = Vec::new();
        for join in self.0.iter().filter(|join| join.words.contains(&place)) {
            if !stems.contains(&join.stem.as_str()) {
                stems.push(join.stem.as_str());
            }
        }
        stems
    }
}

/// Every way to write a run of plain words as one.
fn joined(run: &[Node], analyzer: &Analyzer) -> Vec<String> {
    let mut forms = Vec::new();
    for node in run {
        let Node::Word(word) = node else {
            return Vec::new();
        };
        if !is_plain_word(node) {
            return Vec::new();
        }
        if forms.is_empty() {
            forms.push(word.clone());
            continue;
        }
        forms = forms
            .iter()
            .flat_map(|form: &String| analyzer.joined_forms(form, word))
            .take(MOST_FORMS)
            .collect();
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joins(words: &[&str]) -> Joins {
        let nodes: Vec<Node> = words
            .iter()
            .map(|word| Node::Word((*word).to_owned()))
            .collect();
        Joins::of(&nodes, &Analyzer::built_in())
    }

    #[test]
    fn a_word_is_joined_with_those_beside_it_the_shortest_first_and_each_stem_once() {
        let known = |stem: &str| Ok(["återvin", "återvinningscentral"].contains(&stem));
        let all = joins(&["åter", "vinnings", "central"]);
        assert!(all.at(0).contains(&"återvinning"), "{:?}", all.at(0));
        let middle = all.at(1);
        assert!(
            middle
                .iter()
                .any(|stem| stem.starts_with("vinningscentral"))
        );
        let mut once = middle.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), middle.len());
        let whole = |stem: &&str| *stem == "återvinningscentral";
        assert!(
            [0, 1, 2]
                .iter()
                .all(|place| all.at(*place).iter().any(whole))
        );
        let all = all.known(known).unwrap();
        assert_eq!(all.at(2), ["återvinningscentral"]);
        assert!(joins(&["barn"]).at(0).is_empty() && joins(&[]).at(0).is_empty());
    }

    #[test]
    fn where_it_cannot_be_told_what_is_known_nothing_is() {
        let failed = |_: &str| Err(tantivy::TantivyError::SystemError("disk".to_owned()));
        assert!(joins(&["barn", "omsorg"]).known(failed).is_err());
    }
}
