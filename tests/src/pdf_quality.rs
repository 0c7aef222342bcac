//! How faithfully text is read from PDFs whose text is known, by us and by others.
//!
//! Words: precision and recall as multisets. Order: 2·LCS / (words + words), without page heads and feet. Key lines:
//! lines that must stand alone. Cells: column cells with two blanks, a tab or a line end on both sides.

mod measure;
mod readers;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub use self::measure::Figures;
use self::measure::{Truth, judge};
use self::readers::Reading;

/// A file below this in any figure is named.
const TOO_LOW: f64 = 0.9;

/// One reader over all files.
struct Column {
    name: &'static str,
    figures: Vec<Figures>,
    seconds: f64,
}

/// Our figures for one file, and what is reported where its text is not to be trusted.
pub fn our_figures(path: &Path) -> Result<(Figures, Option<String>)> {
    let reading = readers::ours(path)?;
    Ok((judge(&truth(path)?, &reading.text), reading.refusal))
}

/// A table of one row a file, the readers side by side. Means are over the files whose text can be decoded at all.
pub fn over_folder(folder: &Path) -> Result<String> {
    let paths = crate::minutes_quality::files_with(folder, "pdf")?;
    let truths: Vec<Truth> = paths
        .iter()
        .map(|path| truth(path))
        .collect::<Result<_>>()?;
    let read: Vec<Reading> = paths
        .iter()
        .map(|path| readers::ours(path))
        .collect::<Result<_>>()?;
    let refusals: Vec<Option<String>> =
        read.iter().map(|reading| reading.refusal.clone()).collect();
    let others = [
        ("pdftotext -layout", readers::poppler(&paths)),
        ("PyMuPDF, sorted", readers::pymupdf(&paths)),
    ];
    let mut report = String::new();
    let mut columns = vec![column("Paragraf", &read, &truths)];
    for (name, readings) in others {
        match readings {
            Some(readings) => columns.push(column(name, &readings, &truths)),
            None => writeln!(report, "{name} is not installed.\n")?,
        }
    }
    write_table(&mut report, &paths, &columns, &refusals)?;
    write_pace(&mut report, &truths, &columns)?;
    Ok(report)
}

fn truth(path: &Path) -> Result<Truth> {
    let known = path.with_extension("gt.json");
    let bytes = std::fs::read(&known).with_context(|| known.display().to_string())?;
    serde_json::from_slice(&bytes).with_context(|| known.display().to_string())
}

fn column(name: &'static str, readings: &[Reading], truths: &[Truth]) -> Column {
    let judged = readings.iter().zip(truths);
    Column {
        name,
        figures: judged
            .map(|(reading, truth)| judge(truth, &reading.text))
            .collect(),
        seconds: readings.iter().map(|reading| reading.seconds).sum(),
    }
}

fn write_table(
    report: &mut String,
    paths: &[PathBuf],
    columns: &[Column],
    refusals: &[Option<String>],
) -> Result<()> {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    writeln!(report, "Precision, recall, order, key lines, cells.\n")?;
    writeln!(
        report,
        "| file | {} |\n|{}",
        names.join(" | "),
        "---|".repeat(names.len() + 1)
    )?;
    for (place, path) in paths.iter().enumerate() {
        let mut name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let lowest = columns
            .first()
            .and_then(|ours| ours.figures.get(place))
            .map_or(0.0, Figures::lowest);
        let refusal = refusals.get(place).and_then(Option::as_ref);
        if lowest < TOO_LOW && refusal.is_none() {
            name = format!("**{name}**");
        }
        let figures = columns
            .iter()
            .map(|column| column.figures.get(place).map(shown).unwrap_or_default());
        writeln!(
            report,
            "| {name} | {} |",
            figures.collect::<Vec<_>>().join(" | ")
        )?;
        if let Some(refusal) = refusal {
            writeln!(
                report,
                "| | reported: {refusal} |{}",
                " |".repeat(names.len() - 1)
            )?;
        }
    }
    let means = columns.iter().map(|column| {
        let decoded = column
            .figures
            .iter()
            .zip(refusals)
            .filter(|(_, refusal)| refusal.is_none());
        shown(&mean(
            &decoded.map(|(figures, _)| *figures).collect::<Vec<_>>(),
        ))
    });
    writeln!(
        report,
        "| **mean** | {} |",
        means.collect::<Vec<_>>().join(" | ")
    )?;
    Ok(())
}

fn write_pace(report: &mut String, truths: &[Truth], columns: &[Column]) -> Result<()> {
    let pages: usize = truths.iter().map(|truth| truth.pages).sum();
    let paces = columns.iter().map(|column| {
        let pace = 1000.0 * column.seconds / pages.max(1) as f64;
        format!("{} {pace:.2}", column.name)
    });
    writeln!(
        report,
        "\nms a page (pdftotext: the whole process): {}",
        paces.collect::<Vec<_>>().join(", ")
    )?;
    Ok(())
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
    }
}

fn shown(figures: &Figures) -> String {
    let share = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.3}"));
    let shares = [
        Some(figures.precision),
        Some(figures.recall),
        Some(figures.order),
        figures.keys,
        figures.cells,
    ];
    shares.map(share).join(" ")
}
