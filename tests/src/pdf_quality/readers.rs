//! The readers that are compared: ours, and others where they are installed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::Result;
use paragraf_model::FindingKind;

/// What a reader made of a file.
pub struct Reading {
    /// Lines, with two blanks or more between columns.
    pub text: String,
    /// How long it took.
    pub seconds: f64,
    /// Why there is no text, or none to be trusted; only ours says so.
    pub refusal: Option<String>,
}

/// Reads within this process.
pub fn ours(path: &Path) -> Result<Reading> {
    let bytes = std::fs::read(path)?;
    let start = Instant::now();
    let source = paragraf_extract::extract(&bytes);
    let text = source.as_ref().map(paragraf_extract::to_text);
    let seconds = start.elapsed().as_secs_f64();
    let refusal = match &source {
        Err(error) => Some(error.to_string()),
        Ok(source) => source
            .findings
            .iter()
            .find(|finding| finding.kind == FindingKind::TextUnreadable)
            .map(|finding| finding.message.clone()),
    };
    Ok(Reading {
        text: text.unwrap_or_default(),
        seconds,
        refusal,
    })
}

/// `pdftotext -layout`, its process included.
pub fn poppler(paths: &[PathBuf]) -> Option<Vec<Reading>> {
    paths.iter().map(|path| poppler_file(path)).collect()
}

fn poppler_file(path: &Path) -> Option<Reading> {
    let start = Instant::now();
    let mut command = Command::new("pdftotext");
    let output = command.arg("-layout").arg(path).arg("-").output().ok()?;
    Some(Reading {
        text: String::from_utf8_lossy(&output.stdout).into_owned(),
        seconds: start.elapsed().as_secs_f64(),
        refusal: None,
    })
}

const PYMUPDF: &str = "
import json, sys, time
import pymupdf
pymupdf.TOOLS.mupdf_display_errors(False)
def read(path):
    start = time.perf_counter()
    try:
        with pymupdf.open(path) as document:
            text = '\\f'.join(page.get_text('text', sort=True) for page in document)
    except Exception:
        text = ''
    return [text, time.perf_counter() - start]
print(json.dumps([read(path) for path in sys.argv[1:]]))
";

/// PyMuPDF with its text sorted, in one process for all files whose start does not count.
pub fn pymupdf(paths: &[PathBuf]) -> Option<Vec<Reading>> {
    let mut command = Command::new("python3");
    let output = command.arg("-c").arg(PYMUPDF).args(paths).output().ok()?;
    let read: Vec<(String, f64)> = serde_json::from_slice(&output.stdout).ok()?;
    let readings = read.into_iter().map(|(text, seconds)| Reading {
        text,
        seconds,
        refusal: None,
    });
    Some(readings.collect())
}
