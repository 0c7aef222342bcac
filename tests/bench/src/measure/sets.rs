//! Where made-up minutes of a size lie, and how they come there.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};

use crate::data_set::DataSet;

/// Opens a folder and tells of it.
pub fn open(folder: &Path) -> Result<DataSet> {
    let set = DataSet::open(folder)?;
    let facts = &set.facts;
    eprintln!(
        "{}: {} paragraphs in {} files, {:.0} MB of text",
        folder.display(),
        facts.paragraphs,
        facts.documents,
        facts.text_bytes as f64 / 1e6
    );
    Ok(set)
}

/// The folder of a size; where it is missing it is made aside and put in its place when it is whole.
pub fn made(folder: &Path, paragraphs: u64, seed: u64) -> Result<PathBuf> {
    let place = std::path::absolute(folder.join(name(paragraphs)))?;
    if place.join("facts.json").exists() {
        return Ok(place);
    }
    let aside = place.with_extension("part");
    if aside.exists() {
        std::fs::remove_dir_all(&aside)?;
    }
    eprintln!("making {}", place.display());
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["generate", "--paragraphs", &paragraphs.to_string()]);
    command
        .args(["--seed", &seed.to_string(), "--output"])
        .arg(&aside);
    // What it tells of them stands in the folder; our output is tables, or the folder's name.
    let status = command.stdout(Stdio::null()).status()?;
    ensure!(status.success(), "generate ended with {status}");
    std::fs::rename(&aside, &place)?;
    Ok(place)
}

fn name(paragraphs: u64) -> String {
    match paragraphs {
        0 => "0".to_owned(),
        round if round.is_multiple_of(1_000_000) => format!("{}m", round / 1_000_000),
        round if round.is_multiple_of(1_000) => format!("{}k", round / 1_000),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_size_names_its_folder() {
        let names = [10_000, 100_000, 1_000_000, 1_500_000, 1_234].map(name);
        assert_eq!(names, ["10k", "100k", "1m", "1500k", "1234"]);
    }
}
