//! Documents that do harm to whoever reads them, between others: each is one failed document with its reason.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use paragraf_archive::Reader;
use paragraf_ingest::{ChildReader, IngestConfig, ReadBy, Summary, ingest};

const MINUTES: &str = include_str!("../../crates/cli/tests/minutes.txt");

/// Long enough for a machine that has other things to do.
const LONG: Duration = Duration::from_secs(120);

#[test]
fn each_harm_is_one_failed_document_while_the_others_are_read() -> Result<()> {
    let place = Place::new()?;
    let harms = [
        ("abort", "crashed"),
        ("allocate", "out_of_memory"),
        ("babble", "text_too_long"),
        ("exit", "garbled"),
        ("panic", "program_failed"),
        ("recurse", "too_deep"),
    ];
    for (harm, _) in harms {
        place.write(&format!("{harm}.txt"), &format!("{harm}\n{MINUTES}"))?;
        place.write(
            &format!("{harm} and after.txt"),
            &format!("{MINUTES}\n{harm}"),
        )?;
    }
    let summary = place.ingest(LONG)?;
    let failed: Vec<(String, &str)> = summary
        .failed
        .iter()
        .map(|failed| (failed.path.display().to_string(), failed.code.as_str()))
        .collect();
    let expected: Vec<(String, &str)> = harms
        .iter()
        .map(|(harm, code)| {
            (
                place.path(&format!("{harm}.txt")).display().to_string(),
                *code,
            )
        })
        .collect();
    assert_eq!(failed, expected);
    assert_eq!(summary.new, harms.len());
    let archive = Reader::open(&place.folder.path().join("data"))?;
    for problem in archive.problems()? {
        assert!(!problem.message.contains("1212"), "{}", problem.message);
    }
    Ok(())
}

#[test]
fn a_child_is_confined_and_reads_nevertheless() -> Result<()> {
    let place = Place::new()?;
    place.write("a.txt", &format!("break out\n{MINUTES}"))?;
    let summary = place.ingest(LONG)?;
    assert_eq!((summary.new, summary.failed), (1, Vec::new()));
    Ok(())
}

#[test]
fn what_never_ends_is_ended() -> Result<()> {
    let place = Place::new()?;
    place.write("sleep.txt", &format!("sleep\n{MINUTES}"))?;
    place.write("spin.txt", &format!("spin\n{MINUTES}"))?;
    let summary = place.ingest(Duration::from_secs(1))?;
    let codes: Vec<&str> = summary
        .failed
        .iter()
        .map(|failed| failed.code.as_str())
        .collect();
    assert_eq!(codes, ["timed_out", "timed_out"]);
    Ok(())
}

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Result<Place> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join("in"))?;
        Ok(Place { folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("in").join(name)
    }

    fn write(&self, name: &str, text: &str) -> Result<()> {
        Ok(std::fs::write(self.path(name), text)?)
    }

    fn ingest(&self, time: Duration) -> Result<Summary> {
        let (data, index) = (
            self.folder.path().join("data"),
            self.folder.path().join("index"),
        );
        let mut config = IngestConfig::new(data, index);
        config.read_by = ReadBy::Child(ChildReader {
            program: env!("CARGO_BIN_EXE_misbehaving_reader").into(),
            arguments: Vec::new(),
            time,
            recogniser: None,
        });
        Ok(ingest(&[self.path("")], &config, &mut |_| {})?)
    }
}
