//! `paragraf verify` and what it shares with the other commands: what is damaged, older or newer.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Result, ensure};
use serde_json::Value;
use tempfile::TempDir;

const MINUTES: &str = include_str!("minutes.txt");

#[test]
fn a_sound_archive_is_well_and_counted() -> Result<()> {
    let place = Place::new()?;
    let said = text(&place.run(&["verify"], 0)?);
    assert!(
        said.contains("1 original (") && said.contains("4 records"),
        "{said}"
    );
    assert!(
        said.contains("4 index entries") && said.ends_with("all is well\n"),
        "{said}"
    );
    let report: Value =
        serde_json::from_slice(&place.run(&["verify", "--format", "json"], 0)?.stdout)?;
    assert_eq!(report["problems"], serde_json::json!([]));
    assert_eq!(
        (&report["originals"], &report["entries"]),
        (&1.into(), &4.into())
    );
    Ok(())
}

#[test]
fn a_damaged_index_is_told_mended_and_well_the_next_time() -> Result<()> {
    let place = Place::new()?;
    let segment = place.first("index", "idx")?;
    flip(&segment)?;
    let said = text(&place.run(&["verify", "--no-repair"], 1)?);
    assert!(
        said.contains(&name(&segment)) && said.contains("`paragraf rebuild`"),
        "{said}"
    );
    let said = text(&place.run(&["verify"], 1)?);
    assert!(
        said.contains(&name(&segment)) && said.contains("mended"),
        "{said}"
    );
    place.run(&["verify"], 0)?;
    let found: Value = serde_json::from_slice(
        &place
            .run(&["search", "nattstugan", "--format", "json"], 0)?
            .stdout,
    )?;
    assert_eq!(found["total"], 1);
    Ok(())
}

#[test]
fn a_damaged_catalogue_or_original_is_told_with_the_remedy() -> Result<()> {
    let place = Place::new()?;
    let catalogue = place.path("data/archive.db");
    let whole = std::fs::read(&catalogue)?;
    flip(&catalogue)?;
    let said = text(&place.run(&["verify"], 1)?);
    assert!(
        said.contains("archive.db: bytes") && said.contains("paragraf restore"),
        "{said}"
    );
    std::fs::write(&catalogue, whole)?;
    let original = place.first("data/originals", "")?;
    flip(&original)?;
    let said = text(&place.run(&["verify"], 1)?);
    assert!(
        said.contains(&name(&original)) && said.contains("paragraf ingest"),
        "{said}"
    );
    let said = text(&place.run(&["ingest", "utskottet.txt"], 0)?);
    assert!(
        said.contains("the original was damaged or missing and is put back from utskottet.txt"),
        "{said}"
    );
    place.run(&["verify"], 0)?;
    Ok(())
}

#[test]
fn rebuilding_with_the_same_lexicon_is_offered_and_says_what_is_held() -> Result<()> {
    let place = Place::new()?;
    let said = text(&place.run(&["rebuild", "--keep-lexicon"], 0)?);
    assert_eq!(said, "The index holds 4 paragraphs.\n");
    place.run(&["verify"], 0)?;
    Ok(())
}

#[test]
fn without_an_archive_there_is_nothing_to_verify() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let output = Command::new(env!("CARGO_BIN_EXE_paragraf"))
        .current_dir(folder.path())
        .arg("verify")
        .output()?;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("make one with `paragraf ingest`"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 0);
    Ok(())
}

/// A folder in which the minutes were read.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Result<Place> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("utskottet.txt"), MINUTES)?;
        let place = Place { folder };
        place.run(&["ingest", "utskottet.txt"], 0)?;
        Ok(place)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn run(&self, arguments: &[&str], status: i32) -> Result<Output> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paragraf"));
        let output = command
            .current_dir(self.folder.path())
            .args(arguments)
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.code() == Some(status),
            "{arguments:?} ended with {}: {said}{}",
            output.status,
            text(&output)
        );
        Ok(output)
    }

    /// The first file below a folder with this extension.
    fn first(&self, folder: &str, extension: &str) -> Result<PathBuf> {
        let mut folders = vec![self.path(folder)];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => files.push(path),
                }
            }
        }
        files.sort();
        let found = files
            .into_iter()
            .find(|path| path.extension().unwrap_or_default() == extension);
        found.ok_or_else(|| anyhow::anyhow!("no {extension} in {folder}"))
    }
}

fn flip(path: &Path) -> Result<()> {
    let mut bytes = std::fs::read(path)?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    Ok(std::fs::write(path, bytes)?)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
