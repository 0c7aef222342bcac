//! `make quality`: prints the figures of docs/QUALITY.md. It measures and never passes or fails.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use paragraf_ingest::{CHILD_ARGUMENT, respond};
use paragraf_tests::{
    judged_quality, masking_quality, minutes_quality, minutes_speed, pdf_quality, pdf_speed,
    recognition_quality, search_quality,
};

fn main() -> ExitCode {
    // Its own child, as the program is: scans are read as they are read there.
    if std::env::args()
        .nth(1)
        .is_some_and(|first| first == CHILD_ARGUMENT)
    {
        return respond();
    }
    match print_all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn print_all() -> Result<()> {
    let shared = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let own_pdfs = std::env::args()
        .nth(2)
        .map_or_else(|| PathBuf::from("../measure-pdfs"), PathBuf::from);
    section(
        "Sample minutes against what was written into them",
        Path::new("tests/samples/expected.json"),
        |path| minutes_quality::against_expectations(path, Path::new("data/samples")),
    )?;
    section(
        "Judged minutes: a truth written before any reader saw them",
        Path::new("tests/judged"),
        judged_quality::over_folder,
    )?;
    section(
        "Real minutes",
        &shared.join("corpus"),
        minutes_quality::over_corpus,
    )?;
    section(
        "Numbers in real minutes that are taken for personal numbers",
        &shared.join("corpus"),
        masking_quality::over_folder,
    )?;
    section(
        "Speed of reading minutes",
        &shared.join("corpus"),
        minutes_speed::over_folder,
    )?;
    section(
        "PDF producers",
        &shared.join("pdf"),
        pdf_quality::over_folder,
    )?;
    section(
        "PDFs of our own making (`make pdfs`)",
        &own_pdfs,
        pdf_quality::over_folder,
    )?;
    section(
        "Speed of reading PDFs",
        &shared.join("pdf"),
        pdf_speed::over_folder,
    )?;
    section(
        "Scanned pages",
        &shared.join("pdf"),
        recognition_quality::over_folder,
    )?;
    section(
        "Search: judged queries over made-up minutes and the samples",
        Path::new("tests/queries"),
        |path| search_quality::over_folder(path, Path::new("data/samples")),
    )
}

fn section(title: &str, path: &Path, measure: impl Fn(&Path) -> Result<String>) -> Result<()> {
    println!("## {title}\n");
    if path.exists() {
        println!("{}", measure(path)?);
    } else {
        println!("{} is not there.\n", path.display());
    }
    Ok(())
}
