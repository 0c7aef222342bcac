//! What every engine is asked.

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::data_set::Query;

/// A search that any engine can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Of which part of the mix it is.
    pub kind: String,
    /// How the words are meant.
    pub mode: Mode,
    /// As typed.
    pub words: Vec<String>,
}

/// How words are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// All of them, in any form.
    All,
    /// Side by side.
    Phrase,
    /// The beginning of a word.
    Prefix,
}

impl Mode {
    fn of(name: &str) -> Option<Mode> {
        match name {
            "all" => Some(Mode::All),
            "phrase" => Some(Mode::Phrase),
            "prefix" => Some(Mode::Prefix),
            _ => None,
        }
    }
}

impl Question {
    /// As Paragraf is asked.
    pub fn typed(&self) -> String {
        let words = self.words.join(" ");
        match self.mode {
            Mode::All => words,
            Mode::Phrase => format!("\"{words}\""),
            Mode::Prefix => format!("{words}*"),
        }
    }
}

/// The queries that other engines have too.
///
/// # Errors
/// A way to mean words that is unknown, or no such query.
pub fn plain(queries: &[Query]) -> Result<Vec<Question>> {
    let mut questions = Vec::new();
    for query in queries {
        let Some(plain) = &query.plain else { continue };
        questions.push(Question {
            kind: query.kind.clone(),
            mode: Mode::of(&plain.mode).with_context(|| plain.mode.clone())?,
            words: plain.words.clone(),
        });
    }
    ensure!(!questions.is_empty(), "there are no plain queries");
    Ok(questions)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = r#"{"kind": "words", "parameters": {"q": "budget 2020"}, "plain": {"mode": "all", "words": ["budget", "2020"]}}
{"kind": "newest", "parameters": {"q": "budget", "sort": "newest"}, "plain": null}
{"kind": "phrase", "parameters": {"q": "\"till och med\""}, "plain": {"mode": "phrase", "words": ["till", "och", "med"]}}
{"kind": "prefix", "parameters": {"q": "skol*"}, "plain": {"mode": "prefix", "words": ["skol"]}}"#;

    fn questions(lines: &str) -> Result<Vec<Question>> {
        let queries = lines.lines().map(serde_json::from_str);
        let queries: Vec<Query> = queries.collect::<Result<_, _>>().unwrap();
        plain(&queries)
    }

    #[test]
    fn only_what_others_have_is_asked() {
        let questions = questions(LINES).unwrap();
        let typed: Vec<String> = questions.iter().map(Question::typed).collect();
        assert_eq!(typed, ["budget 2020", "\"till och med\"", "skol*"]);
    }

    #[test]
    fn a_mode_that_nobody_knows_is_refused() {
        let line = r#"{"kind": "a", "parameters": {}, "plain": {"mode": "near", "words": []}}"#;
        assert!(questions(line).is_err());
    }
}
