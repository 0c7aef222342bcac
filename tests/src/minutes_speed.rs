//! How fast extracted text is parsed: real minutes repeated to 10 MB, and texts made to take long.
//!
//! Growth is told by parsing half of a text first: twice the length should take about twice the time.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use paragraf_model::Facts;

use crate::hard_texts::HARD_TEXTS;
use crate::minutes_quality::files_with;

/// In bytes.
const SIZE: usize = 10_000_000;

/// Pace over the corpus and over every hard text, extraction left out.
///
/// # Errors
/// The corpus cannot be read.
pub fn over_folder(folder: &Path) -> Result<String> {
    let mut report =
        String::from("| text | MB | seconds | MB/s | twice the length |\n|---|---|---|---|---|\n");
    let mut corpus = String::new();
    for path in files_with(folder, "txt")? {
        corpus += &std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    }
    if !corpus.is_empty() {
        let repeated = |size: usize| corpus.repeat(size / corpus.len() + 1);
        writeln!(report, "{}", row("**real minutes**", repeated)?)?;
    }
    for (name, make) in HARD_TEXTS {
        writeln!(report, "{}", row(name, make)?)?;
    }
    Ok(report)
}

fn row(name: &str, make: impl Fn(usize) -> String) -> Result<String> {
    let (_, half) = timed(&make(SIZE / 2))?;
    let (size, whole) = timed(&make(SIZE))?;
    let megabytes = size as f64 / 1e6;
    Ok(format!(
        "| {name} | {megabytes:.1} | {whole:.2} | {:.2} | × {:.1} |",
        megabytes / whole.max(1e-9),
        whole / half.max(1e-9),
    ))
}

/// Bytes of the text and seconds that parsing it took.
fn timed(text: &str) -> Result<(usize, f64)> {
    let source = paragraf_extract::extract(text.as_bytes())?;
    let start = Instant::now();
    let parsed = paragraf_parse::parse(&source, &Facts::default());
    let seconds = start.elapsed().as_secs_f64();
    drop(parsed);
    Ok((text.len(), seconds))
}
