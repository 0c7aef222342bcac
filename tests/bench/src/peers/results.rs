//! What a run has measured: kept as JSON, so that steps can be taken apart and a table made again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::adapter::{Answer, Loaded};
use super::question::Question;
use crate::data_set::Facts;
use crate::measure::machine::Machine;

/// Everything that the tables are made from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// When and where; `None` before the first run.
    pub machine: Option<Machine>,
    /// §§ of the data set.
    pub paragraphs: u64,
    /// Their titles and sections in UTF-8.
    pub text_bytes: u64,
    /// From records to the rows that others load: no part of any loading.
    pub rows_seconds: f64,
    /// By engine.
    pub loads: BTreeMap<String, Load>,
    /// What was asked, in this order.
    pub questions: Vec<Question>,
    /// By engine.
    pub asked: BTreeMap<String, Asked>,
    /// The table of reading PDFs beside `pdftotext`, where that was measured.
    #[serde(default)]
    pub pdfs: Option<String>,
}

/// What loading took.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Load {
    /// The time.
    pub loaded: Loaded,
    /// On the disk.
    pub bytes: u64,
}

/// What one engine answered, a value a question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// The first time, in microseconds.
    pub cold: Vec<f64>,
    /// Thereafter: the median of the passes.
    pub warm: Vec<f64>,
    /// `None` where there was nothing to search for.
    pub totals: Vec<Option<u64>>,
}

impl Asked {
    /// From passes over the same questions, the cold one first.
    pub fn of(passes: &[Vec<Answer>]) -> Asked {
        let Some((cold, warm)) = passes.split_first() else {
            return Asked::default();
        };
        let of_question = |place: usize| {
            let answers = warm.iter().filter_map(|pass| pass.get(place));
            let mut micros: Vec<f64> = answers.map(|answer| answer.micros).collect();
            micros.sort_by(f64::total_cmp);
            super::compare::percentile(&micros, 50.0)
        };
        Asked {
            cold: cold.iter().map(|answer| answer.micros).collect(),
            warm: (0..cold.len()).filter_map(of_question).collect(),
            totals: cold.iter().map(|answer| answer.total).collect(),
        }
    }
}

impl Results {
    /// What was measured before; nothing where there is no such file.
    ///
    /// # Errors
    /// The file is not of this form.
    pub fn read(path: &Path) -> Result<Results> {
        match fs::read_to_string(path) {
            Ok(text) => serde_json::from_str(&text).with_context(|| path.display().to_string()),
            Err(_) => Ok(Results::default()),
        }
    }

    /// What the next steps go on from: nothing of another program, another machine or another data set.
    pub fn going_on(self, machine: Machine, facts: &Facts) -> Results {
        let is_same = |before: &Machine| before.is_same(&machine);
        let is_of_set = (self.paragraphs, self.text_bytes) == (facts.paragraphs, facts.text_bytes);
        let goes_on = is_of_set && self.machine.as_ref().is_some_and(is_same);
        let kept = if goes_on { self } else { self.dropped() };
        Results {
            machine: Some(machine),
            paragraphs: facts.paragraphs,
            text_bytes: facts.text_bytes,
            ..kept
        }
    }

    fn dropped(self) -> Results {
        if let Some(before) = self.machine {
            eprintln!(
                "left out: what commit {} measured with {} paragraphs",
                before.commit, self.paragraphs
            );
        }
        Results::default()
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// The disk fails.
    pub fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string(self)?;
        fs::write(path, text + "\n").with_context(|| path.display().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(micros: [f64; 2]) -> Vec<Answer> {
        let answer = |micros| Answer {
            micros,
            total: Some(3),
            keys: Vec::new(),
        };
        micros.map(answer).to_vec()
    }

    #[test]
    fn the_first_pass_is_cold_and_the_median_of_the_others_counts() {
        let passes = [[9.0, 8.0], [1.0, 5.0], [3.0, 4.0], [2.0, 6.0]].map(pass);
        let asked = Asked::of(&passes);
        assert_eq!(asked.cold, [9.0, 8.0]);
        assert_eq!(asked.warm, [2.0, 5.0]);
        assert_eq!(asked.totals, [Some(3), Some(3)]);
    }

    #[test]
    fn steps_go_on_from_the_same_program_machine_and_data_set_alone() {
        let here = |commit: &str, cores: usize| Machine {
            commit: commit.to_owned(),
            cores,
            ..Machine::here(Path::new("."))
        };
        let facts = |paragraphs, text_bytes| Facts {
            paragraphs,
            documents: 3,
            text_bytes,
            file_bytes: text_bytes,
            seed: 1,
        };
        let kept = |before: &str, commit: &str, cores, paragraphs, text_bytes| {
            let first = Results {
                loads: BTreeMap::from([("floor".to_owned(), Load::default())]),
                ..Results::default().going_on(here(before, 2), &facts(100, 133))
            };
            let facts = facts(paragraphs, text_bytes);
            let results = first.going_on(here(commit, cores), &facts);
            assert_eq!(
                (results.paragraphs, results.text_bytes),
                (paragraphs, text_bytes)
            );
            results.loads.len()
        };
        assert_eq!(kept("4d343b3", "4d343b3", 2, 100, 133), 1);
        assert_eq!(kept("4d343b3", "4d343b3", 2, 1_000, 133), 0);
        assert_eq!(kept("4d343b3", "4d343b3", 2, 100, 1_330), 0);
        assert_eq!(kept("4d343b3", "4d343b3", 4, 100, 133), 0);
        assert_eq!(kept("4d343b3", "aad139f", 2, 100, 133), 0);
        assert_eq!(kept("4d343b3-dirty", "4d343b3-dirty", 2, 100, 133), 0);
    }
}
