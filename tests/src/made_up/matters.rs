//! The matters as their authors wrote them.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::queries::files_named;

/// One matter (*ärende*).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// Unique; the query files name it.
    pub key: String,
    /// `Ekvalla`, `Kvarnåsa`, `Strandköping` or `Älvmark`.
    pub municipality: String,
    /// In the order they handle it; the last one decides.
    pub bodies: Vec<String>,
    /// When it is first handled.
    pub year: i32,
    /// `KS 2021/412`.
    pub case: String,
    /// *Handläggare*.
    pub officer: String,
    /// *Rubrik*.
    pub title: String,
    /// *Ärendebeskrivning*.
    pub description: String,
    /// The points of the last body's decision.
    pub decision: Vec<String>,
    /// For the reader; the minutes say it in words.
    pub outcome: String,
    /// What is told half a year after the decision; empty where nothing is.
    #[serde(default)]
    pub later: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MatterFile {
    matter: Vec<Matter>,
}

impl Matter {
    /// Every matter of the files `matters_*.toml` in a folder, by file.
    ///
    /// # Errors
    /// A file cannot be read or names a field that is unknown.
    pub fn read_folder(folder: &Path) -> Result<Vec<Matter>> {
        let mut matters = Vec::new();
        for path in files_named(folder, "matters_")? {
            let text = std::fs::read_to_string(&path)?;
            let file: MatterFile =
                toml::from_str(&text).with_context(|| path.display().to_string())?;
            matters.extend(file.matter);
        }
        Ok(matters)
    }

    /// Full name of the municipality.
    pub fn municipality_name(&self) -> &'static str {
        match self.municipality.as_str() {
            "Ekvalla" => "Ekvalla kommun",
            "Strandköping" => "Strandköpings stad",
            "Älvmark" => "Region Älvmark",
            _ => "Kvarnåsa kommun",
        }
    }
}
