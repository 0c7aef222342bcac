//! Compounds that were typed as several words: `barn omsorg`, `åter vinnings central`.

use paragraf_language::{AnalyzedWord, Analyzer};
use paragraf_query::Node;

use crate::plan::is_plain_word;

/// Words that are joined at most.
const MOST_WORDS: usize = 3;

/// Ways to join that are looked at, for one run of words.
const MOST_FORMS: usize = 40;

/// The compounds that a word may make with its neighbours. Fillers join too: `för skola` is `förskola`.
pub(crate) fn joined_at(nodes: &[Node], place: usize, analyzer: &Analyzer) -> Vec<AnalyzedWord> {
    let mut found: Vec<AnalyzedWord> = Vec::new();
    for length in 2..=MOST_WORDS {
        let first = (place + 1).saturating_sub(length);
        for run in (first..=place).filter_map(|start| nodes.get(start..start + length)) {
            for form in joined(run, analyzer) {
                let words = analyzer.query_words(&form).into_iter();
                let new = words.filter(|word| found.iter().all(|known| known.stem != word.stem));
                found.extend(new.collect::<Vec<_>>());
            }
        }
    }
    found
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
