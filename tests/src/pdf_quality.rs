//! How faithfully text is read from PDFs whose text is known.
//!
//! Words: precision and recall as multisets. Order: 2·LCS / (words + words), without page heads and feet. Key lines:
//! lines that must stand alone. Cells: column cells with two blanks, a tab or a line end on both sides.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use serde::Deserialize;

/// What is known of a PDF's text (`NAME.gt.json`).
#[derive(Deserialize)]
struct Truth {
    lines: Vec<String>,
    keys: Vec<String>,
    cells: Vec<String>,
    furniture: Vec<String>,
    pages: usize,
}

#[derive(Clone, Copy, Default)]
struct Figures {
    precision: f64,
    recall: f64,
    order: f64,
    keys: Option<f64>,
    cells: Option<f64>,
    seconds: f64,
    pages: usize,
}

/// A table of one row a file for us, and the means for us and for `pdftotext -layout` where it is installed.
pub fn over_folder(folder: &Path) -> Result<String> {
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    let mut report = String::from(
        "| file | precision | recall | order | key lines | cells |\n|---|---|---|---|---|---|\n",
    );
    for path in crate::minutes_quality::files_with(folder, "pdf")? {
        let truth_path = path.with_extension("gt.json");
        let truth: Truth = serde_json::from_slice(&std::fs::read(&truth_path)?)
            .with_context(|| truth_path.display().to_string())?;
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let (text, seconds) = read_ours(&path)?;
        match text {
            Ok(text) => {
                let figures = judge(&truth, &text, seconds);
                writeln!(report, "{}", row(&name, &figures))?;
                ours.push(figures);
            }
            Err(reason) => writeln!(report, "| {name} | {reason} |||||")?,
        }
        if let Some((text, seconds)) = read_with_pdftotext(&path) {
            let figures = judge(&truth, &text, seconds);
            if figures.recall > 0.5 {
                theirs.push(figures);
            }
        }
    }
    writeln!(report, "{}", row("**mean**", &mean(&ours)))?;
    if !theirs.is_empty() {
        writeln!(
            report,
            "{}",
            row("*pdftotext -layout, mean*", &mean(&theirs))
        )?;
    }
    writeln!(
        report,
        "\nms a page: {:.2}; pdftotext -layout (whole process): {:.2}",
        pace(&ours),
        pace(&theirs)
    )?;
    Ok(report)
}

type Read = (Result<String, String>, f64);

fn read_ours(path: &Path) -> Result<Read> {
    let bytes = std::fs::read(path)?;
    let start = Instant::now();
    let text = paragraf_extract::extract(&bytes)
        .map(|source| paragraf_extract::to_text(&source))
        .map_err(|error| error.to_string());
    Ok((text, start.elapsed().as_secs_f64()))
}

fn read_with_pdftotext(path: &Path) -> Option<(String, f64)> {
    let start = Instant::now();
    let output = Command::new("pdftotext")
        .arg("-layout")
        .arg(path)
        .arg("-")
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output
        .status
        .success()
        .then(|| (text, start.elapsed().as_secs_f64()))
}

fn judge(truth: &Truth, text: &str, seconds: f64) -> Figures {
    let page_heads = truth
        .furniture
        .iter()
        .cycle()
        .take(truth.furniture.len() * truth.pages);
    let wanted_text: Vec<&str> = truth
        .lines
        .iter()
        .chain(page_heads)
        .map(String::as_str)
        .collect();
    let wanted = words(&wanted_text.join("\n"));
    let got = words(text);
    let common = common(&wanted, &got) as f64;
    let furniture = words(&truth.furniture.join("\n"));
    let body = without(&words(&truth.lines.join("\n")), &furniture);
    let got_body = without(&got, &furniture);
    Figures {
        precision: common / got.len().max(1) as f64,
        recall: common / wanted.len().max(1) as f64,
        order: 2.0 * longest_common(&body, &got_body) as f64
            / (body.len() + got_body.len()).max(1) as f64,
        keys: share(&truth.keys, |key| {
            text.lines().any(|line| folded(line) == folded(key))
        }),
        cells: share(&truth.cells, |cell| stands_apart(text, cell)),
        seconds,
        pages: truth.pages,
    }
}

/// The words of a text, those that a line end breaks joined again. Bare numbers are left out: which of them number
/// the pages is not known.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut broken = false;
    for line in text.lines() {
        let mut at_start = true;
        for word in line.split_whitespace() {
            let goes_on = at_start && broken && word.starts_with(char::is_lowercase);
            match words.last_mut().filter(|_| goes_on) {
                Some(begun) => {
                    begun.pop();
                    begun.push_str(word);
                }
                None => words.push(word.to_owned()),
            }
            at_start = false;
        }
        broken = line.trim_end().ends_with('-') && !line.trim_end().ends_with(" -");
    }
    words.retain(|word| {
        !word
            .chars()
            .all(|letter| letter.is_ascii_digit() || "()/".contains(letter))
    });
    words
}

fn folded(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn stands_apart(text: &str, cell: &str) -> bool {
    let cell = folded(cell);
    text.lines().any(|line| {
        let line = line.replace(['\t', '|'], "  ");
        line.split("  ").any(|piece| folded(piece) == cell)
    })
}

fn share(items: &[String], holds: impl Fn(&str) -> bool) -> Option<f64> {
    let held = items.iter().filter(|item| holds(item)).count();
    (!items.is_empty()).then(|| held as f64 / items.len() as f64)
}

fn common(wanted: &[String], got: &[String]) -> usize {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in wanted {
        *left.entry(word).or_default() += 1;
    }
    let mut common = 0;
    for word in got {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    common
}

fn without(words: &[String], furniture: &[String]) -> Vec<String> {
    words
        .iter()
        .filter(|word| !furniture.contains(word))
        .cloned()
        .collect()
}

fn longest_common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for word in a {
        let mut diagonal = 0;
        for (column, other) in b.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if word == other {
                diagonal + 1
            } else {
                above.max(row[column])
            };
            diagonal = above;
        }
    }
    row[b.len()]
}

fn mean(all: &[Figures]) -> Figures {
    let average = |value: &dyn Fn(&Figures) -> Option<f64>| {
        let values: Vec<f64> = all.iter().filter_map(value).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    };
    Figures {
        precision: average(&|figures| Some(figures.precision)).unwrap_or(0.0),
        recall: average(&|figures| Some(figures.recall)).unwrap_or(0.0),
        order: average(&|figures| Some(figures.order)).unwrap_or(0.0),
        keys: average(&|figures| figures.keys),
        cells: average(&|figures| figures.cells),
        seconds: 0.0,
        pages: 0,
    }
}

fn pace(all: &[Figures]) -> f64 {
    let pages: usize = all.iter().map(|figures| figures.pages).sum();
    let seconds: f64 = all.iter().map(|figures| figures.seconds).sum();
    1000.0 * seconds / pages.max(1) as f64
}

fn row(name: &str, figures: &Figures) -> String {
    let shown = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.3}"));
    format!(
        "| {name} | {:.3} | {:.3} | {:.3} | {} | {} |",
        figures.precision,
        figures.recall,
        figures.order,
        shown(figures.keys),
        shown(figures.cells),
    )
}
