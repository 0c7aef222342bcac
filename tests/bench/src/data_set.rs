//! A folder of made-up minutes as `generate` leaves it: files, records, queries, and figures about them.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// What others find where in the folder.
#[derive(Clone, Debug)]
pub struct DataSet {
    /// The folder.
    pub folder: PathBuf,
    /// What it holds.
    pub facts: Facts,
}

/// `facts.json`, which is written last: where it is, everything is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// §§ that were written.
    pub paragraphs: u64,
    /// Files that were written.
    pub documents: u64,
    /// Titles and sections in UTF-8.
    pub text_bytes: u64,
    /// The files.
    pub file_bytes: u64,
    /// Of the generator.
    pub seed: u64,
}

/// One line of `queries.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Query {
    /// Which kind of query this is.
    pub kind: String,
    /// Names and values of `GET /api/v1/search`.
    pub parameters: serde_json::Map<String, serde_json::Value>,
    /// What engines are asked that have only words.
    #[serde(default)]
    pub plain: Option<Plain>,
}

/// A query in terms that every engine has.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Plain {
    /// `all`, `phrase` or `prefix`.
    pub mode: String,
    /// In order.
    pub words: Vec<String>,
}

impl DataSet {
    /// Opens a folder that is whole.
    pub fn open(folder: &Path) -> Result<DataSet> {
        let path = folder.join("facts.json");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        let facts = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
        Ok(DataSet {
            folder: folder.to_owned(),
            facts,
        })
    }

    /// Text files as `paragraf ingest` takes them.
    pub fn minutes(&self) -> PathBuf {
        self.folder.join("minutes")
    }

    /// One record a line, as the program reads those files.
    pub fn records(&self) -> PathBuf {
        self.folder.join("records.jsonl")
    }

    /// Whether it was made with them.
    pub fn has_records(&self) -> bool {
        self.records().is_file()
    }

    /// Every query, in the order of the file.
    pub fn queries(&self) -> Result<Vec<Query>> {
        let path = self.folder.join("queries.jsonl");
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        let lines = BufReader::new(file).lines();
        lines
            .map(|line| Ok(serde_json::from_str(&line?)?))
            .collect::<Result<_>>()
            .with_context(|| path.display().to_string())
    }
}

impl Query {
    /// Names and values as an address has them: a list is a parameter given several times.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (name, value) in &self.parameters {
            match value {
                serde_json::Value::Array(values) => {
                    pairs.extend(values.iter().map(|value| (name.clone(), plain(value))));
                }
                value => pairs.push((name.clone(), plain(value))),
            }
        }
        pairs
    }
}

fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn a_list_is_a_parameter_given_several_times() {
        let line = r#"{"kind":"filtered","parameters":{"q":"väg","year":[2020,2021],"facets":true},"plain":null}"#;
        let query: Query = serde_json::from_str(line).unwrap();
        let pairs = query.pairs();
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        let expected = [
            ("facets", "true"),
            ("q", "väg"),
            ("year", "2020"),
            ("year", "2021"),
        ];
        assert_eq!(pairs, expected);
        assert_eq!(query.plain, None);
    }
}
