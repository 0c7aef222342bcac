//! Stems: a few rules of Swedish grammar that Snowball lacks, then Snowball.

use frostem::{Algorithm, Stemmer};

mod listed;
mod rules;
mod verbs;

#[cfg(test)]
mod tests;

/// The stem of a word in lower case and composed letters.
pub fn stem(word: &str) -> String {
    // Numbers have no endings, and texts are full of them.
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    if let Some(stem) = rules::protected(word) {
        return stem;
    }
    let verb = verbs::find(word);
    if let Some(stem) = verb.and_then(|verb| verb.short()) {
        return stem;
    }
    let stemmer = Stemmer::new(Algorithm::Swedish);
    let stem = match rules::rewrite(word, verb) {
        Some(rewritten) => stemmer.stem(&rewritten).into_owned(),
        None => stemmer.stem(word).into_owned(),
    };
    // `tillat`, typed for `tillåt`, is not every `till`.
    if stem == "till" {
        word.to_owned()
    } else {
        stem
    }
}
