//! How fast extracted text is parsed: real minutes repeated to 10 MB, and texts made to take long.
//!
//! Growth is told by parsing half of a text first: twice the length should take about twice the time. All hard texts
//! are parsed at 2 MB, and those that took longest once more at the length that the bar names, 10 MB.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use paragraf_model::Facts;

use crate::hard_texts::HARD_TEXTS;
use crate::minutes_quality::files_with;

/// In bytes: no text of this length may take more than 10 seconds.
const WHOLE: usize = 10_000_000;
/// In bytes: long enough to tell which texts are hard.
const SAMPLE: usize = 2_000_000;
/// So many of the hardest are parsed whole.
const HARDEST: usize = 5;

/// A text of about so many bytes.
type Make<'m> = &'m dyn Fn(usize) -> String;

/// Pace over the corpus and over the hard texts, extraction left out.
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
        writeln!(
            report,
            "{}",
            Row::measure("**real minutes**", &repeated, WHOLE)?.line()
        )?;
    }
    let mut rows = Vec::new();
    for (name, make) in HARD_TEXTS {
        rows.push((Row::measure(name, make, SAMPLE)?, make));
    }
    rows.sort_by(|(one, _), (other, _)| other.seconds.total_cmp(&one.seconds));
    for (row, make) in rows.iter().take(HARDEST) {
        writeln!(report, "{}", Row::measure(row.name, *make, WHOLE)?.line())?;
    }
    for (row, _) in &rows {
        writeln!(report, "{}", row.line())?;
    }
    Ok(report)
}

struct Row<'n> {
    name: &'n str,
    bytes: usize,
    seconds: f64,
    /// Of half the text.
    half: f64,
}

impl<'n> Row<'n> {
    fn measure(name: &'n str, make: Make<'_>, size: usize) -> Result<Row<'n>> {
        let (_, half) = timed(&make(size / 2))?;
        let (bytes, seconds) = timed(&make(size))?;
        Ok(Row {
            name,
            bytes,
            seconds,
            half,
        })
    }

    fn line(&self) -> String {
        let megabytes = self.bytes as f64 / 1e6;
        format!(
            "| {} | {megabytes:.1} | {:.2} | {:.2} | × {:.1} |",
            self.name,
            self.seconds,
            megabytes / self.seconds.max(1e-9),
            self.seconds / self.half.max(1e-9),
        )
    }
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
