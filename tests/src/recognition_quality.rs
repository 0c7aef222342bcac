//! How well scanned pages are read by the recogniser that is installed: words found and seconds a page.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use paragraf_extract::{pages_to_recognise, to_text};
use paragraf_ingest::{ChildReader, Recogniser, RecogniserConfig};

/// Every scan of a folder that has its text beside it (`NAME.pdf`, `NAME.gt.txt`).
pub fn over_folder(folder: &Path) -> Result<String> {
    let recogniser = match Recogniser::find(RecogniserConfig::new(installed())) {
        Ok(recogniser) => recogniser,
        Err(error) => return Ok(format!("Not measured: {error}.\n")),
    };
    let mut reader = ChildReader::of_this_program(ChildReader::TIME)?;
    reader.recogniser = Some(recogniser);
    let mut rows =
        "| scan | pages | words found | confidence | s a page |\n|---|---|---|---|---|\n"
            .to_owned();
    for path in scans(folder)? {
        let bytes = fs::read(&path)?;
        let pages = pages_to_recognise(&bytes).unwrap_or_default().len();
        let truth = fs::read_to_string(path.with_extension("gt.txt")).unwrap_or_default();
        if pages == 0 || truth.is_empty() {
            continue;
        }
        let begin = Instant::now();
        let source = reader
            .text(&bytes)
            .with_context(|| path.display().to_string())?;
        let seconds = begin.elapsed().as_secs_f32() / pages as f32;
        let sure: Vec<f32> = source
            .pages
            .iter()
            .filter_map(|page| page.confidence)
            .collect();
        let sure = sure.iter().sum::<f32>() / sure.len().max(1) as f32;
        let found = share_found(&truth, &to_text(&source));
        let name = path.file_name().unwrap_or_default().display();
        writeln!(
            rows,
            "| {name} | {pages} | {found:.3} | {sure:.2} | {seconds:.1} |"
        )?;
    }
    Ok(rows)
}

/// Where programs lie; the system's own place where that is not told.
fn installed() -> PathBuf {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders)
        .map(|folder| folder.join("tesseract"))
        .find(|path| path.is_file());
    found.unwrap_or_else(|| PathBuf::from("tesseract"))
}

fn scans(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "pdf") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Share of the words that are in the text as often; words broken by the end of a line count joined too.
fn share_found(truth: &str, text: &str) -> f32 {
    let mut there: HashMap<String, usize> = HashMap::new();
    let joined = text.replace("-\n", "");
    for word in text
        .split_whitespace()
        .chain(words_of_breaks(text, &joined))
    {
        *there.entry(plain(word)).or_default() += 1;
    }
    let (mut all, mut found) = (0u32, 0u32);
    for word in truth.split_whitespace() {
        all += 1;
        if let Some(left) = there.get_mut(&plain(word)).filter(|left| **left > 0) {
            *left -= 1;
            found += 1;
        }
    }
    found as f32 / all.max(1) as f32
}

/// Words that only joining makes.
fn words_of_breaks<'a>(text: &str, joined: &'a str) -> impl Iterator<Item = &'a str> {
    let mut as_printed: HashMap<String, usize> = HashMap::new();
    for word in text.split_whitespace() {
        *as_printed.entry(word.to_owned()).or_default() += 1;
    }
    joined.split_whitespace().filter(move |&word| {
        let left = as_printed.get_mut(word).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_none()
    })
}

/// Dashes of one kind: the Swedish model has but one.
fn plain(word: &str) -> String {
    word.replace(['–', '—'], "-")
}
