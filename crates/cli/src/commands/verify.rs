//! `paragraf verify`: every stored byte and every index entry.

use std::io::{self, Write};

use paragraf_ingest::{IngestConfig, Mending, Problem, Report};
use serde_json::json;

use super::ingest::wrong_use_or_trouble;
use super::{Outcome, bytes, counted};
use crate::arguments::{Format, Verify};
use crate::output::{ERROR, GOOD, NOTE, harmless, print, print_json};
use crate::progress::Bar;
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Verify) -> anyhow::Result<Outcome> {
    let config = IngestConfig::new(&settings.data, &settings.index);
    let mending = match options.no_repair {
        true => Mending::Forbidden,
        false => Mending::Allowed,
    };
    let mut bar = Bar::new();
    let report = paragraf_ingest::verify(&config, mending, &mut |progress| bar.show(progress));
    bar.finish();
    let report = report.map_err(wrong_use_or_trouble)?;
    match options.format {
        Format::Text => print(|out| write_report(&report, out))?,
        Format::Json => print_json(&as_json(&report))?,
    }
    Ok(match report.is_well() {
        true => Outcome::Well,
        false => Outcome::WithProblems,
    })
}

fn write_report(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for problem in &report.problems {
        writeln!(out, "{}", harmless(&line(problem)))?;
    }
    if report.more_problems > 0 {
        writeln!(
            out,
            "and {} more",
            counted(report.more_problems, "problem", "problems")
        )?;
    }
    for note in &report.notes {
        writeln!(out, "{NOTE}note:{NOTE:#} {note}")?;
    }
    let checked = &report.checked;
    writeln!(
        out,
        "checked: {} ({}), {} of catalogue, {}, {}, {} ({}), {}",
        counted(checked.originals, "original", "originals"),
        bytes(checked.original_bytes),
        bytes(checked.sealed_bytes),
        counted(checked.records, "record", "records"),
        counted(checked.meetings, "meeting", "meetings"),
        counted(report.index_files, "index file", "index files"),
        bytes(report.index_bytes),
        counted(report.entries, "index entry", "index entries"),
    )?;
    match report.problems.len() as u64 + report.more_problems {
        0 => writeln!(out, "{GOOD}all is well{GOOD:#}"),
        problems => {
            let problems = counted(problems, "problem", "problems");
            writeln!(out, "{ERROR}{problems}{ERROR:#}")
        }
    }
}

/// File, what is wrong, what to do.
fn line(problem: &Problem) -> String {
    let remedy = problem
        .remedy
        .as_deref()
        .unwrap_or("mended: it was made anew");
    format!("{}: {}; {remedy}", problem.file.display(), problem.what)
}

fn as_json(report: &Report) -> serde_json::Value {
    let problems: Vec<serde_json::Value> = report
        .problems
        .iter()
        .map(|problem| {
            json!({ "file": problem.file, "what": problem.what, "remedy": problem.remedy,
                    "mended": problem.remedy.is_none() })
        })
        .collect();
    let checked = &report.checked;
    json!({
        "problems": problems,
        "more_problems": report.more_problems,
        "notes": report.notes,
        "originals": checked.originals,
        "original_bytes": checked.original_bytes,
        "sealed_bytes": checked.sealed_bytes,
        "records": checked.records,
        "meetings": checked.meetings,
        "index_files": report.index_files,
        "index_bytes": report.index_bytes,
        "entries": report.entries,
    })
}
