//! `paragraf ingest`: files and folders into the archive and the index.

use std::io::{self, Write};
use std::path::Path;
use std::thread;

use paragraf_ingest::{
    FailedFile, IngestConfig, Outcome as FileOutcome, Progress, ReadBy, Retry, Stop, Summary,
};
use serde_json::json;

use super::serve::stopped;
use super::{Outcome, WrongUse, counted, incomplete, reader, room, stated_facts};
use crate::arguments::{self, HowToRead, Ingest, IngestFormat};
use crate::output::{print, print_json, print_line};
pub use crate::progress::Bar;
use crate::progress::{shown, trouble};
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Ingest) -> anyhow::Result<Outcome> {
    let config = configured(settings, &options.how)?;
    stop_on_signal(config.stop.clone());
    let paths = match options.paths.as_slice() {
        [] => vec![settings.data.join("samples")],
        paths => paths.to_vec(),
    };

    let mut bar = Bar::new();
    let mut show = |progress| {
        if options.format == IngestFormat::Jsonl
            && let Progress::File { path, outcome } = &progress
        {
            acknowledge(path, outcome);
        }
        bar.show(progress);
    };
    let summary = match options.retry {
        None => paragraf_ingest::ingest(&paths, &config, &mut show),
        Some(which) => {
            let which = retried(which, config.recognises());
            paragraf_ingest::retry(which, &config, &mut show)
        }
    };
    bar.finish();
    let summary = summary.map_err(wrong_use_or_trouble)?;

    match options.format {
        IngestFormat::Text => print(|out| summed_up(out, &summary, options.retry.is_some()))?,
        IngestFormat::Json => print_json(&as_json(&summary))?,
        IngestFormat::Jsonl => {
            print_line(json!({ "summary": as_json(&summary) }))?;
        }
    }
    Ok(if summary.has_problems() {
        Outcome::WithProblems
    } else {
        Outcome::Well
    })
}

/// Options, then settings, then the default.
pub fn configured(settings: &Settings, how: &HowToRead) -> anyhow::Result<IngestConfig> {
    let mut config = IngestConfig::new(&settings.data, &settings.index);
    config.stated = stated_facts(&how.facts)?;
    config.read_by = ReadBy::Child(reader(settings, &how.reading)?);
    config.room = room(settings, &how.storage);
    config
        .individual_matters
        .clone_from(&settings.reading.individual_matters);
    config
        .individual_matters
        .extend_from_slice(&how.individual_matters);
    Ok(config)
}

/// Ctrl-C, or what a service manager sends, lets the run end in good order; a second time ends it at once, which loses
/// nothing either.
pub fn stop_on_signal(stop: Stop) {
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        // Without it the first signal ends the program.
        let Ok(runtime) = runtime else { return };
        runtime.block_on(async {
            let Ok(stopped_once) = stopped() else { return };
            stopped_once.await;
            stop.ask();
            let Ok(stopped_again) = stopped() else { return };
            stopped_again.await;
            std::process::exit(130);
        });
    });
}

/// A recogniser is there for pages too whose documents are otherwise read.
fn retried(which: Option<arguments::Retry>, recognises: bool) -> Retry {
    match which {
        Some(arguments::Retry::Unread) => Retry::Unread,
        Some(arguments::Retry::Incomplete) => Retry::Incomplete,
        None if recognises => Retry::Incomplete,
        None => Retry::Unread,
    }
}

/// Exit status 2 for what the person can mend in the command, 1 for what the world did.
pub fn wrong_use_or_trouble(error: paragraf_ingest::IngestError) -> anyhow::Error {
    if error.is_wrong_use() {
        WrongUse(error.to_string()).into()
    } else {
        error.into()
    }
}

/// One line, told when the file's place in the archive outlives the machine: whoever reads it may forget the file.
/// Whether anybody listens does not matter to the archive.
pub fn acknowledge(path: &Path, outcome: &FileOutcome) {
    let (became, paragraphs) = match outcome {
        FileOutcome::New { paragraphs } => ("new", Some(paragraphs)),
        FileOutcome::Reread { paragraphs } => ("reread", Some(paragraphs)),
        FileOutcome::AlreadyHeld => ("already_held", None),
        FileOutcome::RecognisedStays => ("recognised_stays", None),
        FileOutcome::NotMinutes { .. } => ("not_minutes", None),
        FileOutcome::NeedsFacts { .. } => ("needs_facts", None),
        FileOutcome::Waiting { .. } => ("waiting", None),
        FileOutcome::Withdrawn => ("withdrawn", None),
        FileOutcome::Failed { .. } => ("failed", None),
        FileOutcome::LeftOut { .. } => ("left_out", None),
    };
    let message = message_of(outcome);
    let line = json!({ "path": shown(path), "outcome": became, "paragraphs": paragraphs, "message": message });
    let _ = print_line(line);
}

/// Why a file is not searchable, where there is something to say.
pub fn message_of(outcome: &FileOutcome) -> Option<&str> {
    match outcome {
        FileOutcome::NotMinutes { message } | FileOutcome::LeftOut { message } => Some(message),
        other => trouble(other),
    }
}

fn summed_up(out: &mut dyn Write, summary: &Summary, retried: bool) -> io::Result<()> {
    if retried {
        writeln!(
            out,
            "{} tried again: {} read anew with {}",
            counted(summary.files as u64, "document", "documents"),
            summary.reread,
            paragraphs(summary),
        )?;
    } else {
        print_counts(out, summary)?;
    }
    list(
        out,
        "kept but not indexed: not minutes",
        &summary.not_minutes,
    )?;
    list(
        out,
        "kept but not indexed: facts are missing",
        &summary.needs_facts,
    )?;
    list(
        out,
        "kept but not indexed: waiting for text recognition (`paragraf ingest --retry --ocr`)",
        &summary.waiting,
    )?;
    list(
        out,
        "held with recognised text and not read anew",
        &summary.recognised_stays,
    )?;
    list(out, "left out", &summary.withdrawn)?;
    list(out, "could not be read", &summary.failed)?;
    for path in &summary.put_back {
        let path = shown(path);
        writeln!(
            out,
            "the original was damaged or missing and is put back from {path}"
        )?;
    }
    list(
        out,
        "left out: bodies that decide about single persons",
        &summary.left_out,
    )?;
    match incomplete(summary.incomplete) {
        Some(line) => writeln!(out, "{line}"),
        None => Ok(()),
    }
}

fn paragraphs(summary: &Summary) -> String {
    counted(summary.paragraphs as u64, "paragraph", "paragraphs")
}

pub fn print_counts(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    let anew = match summary.reread {
        0 => String::new(),
        reread => format!(" and {reread} read anew"),
    };
    writeln!(
        out,
        "{}: {} new{anew} with {}, {} already held",
        counted(summary.files as u64, "file", "files"),
        summary.new,
        paragraphs(summary),
        summary.already_held,
    )?;
    if summary.new + summary.reread == 0 && summary.already_held > 0 {
        writeln!(out, "Nothing was added.")?;
    }
    Ok(())
}

fn list(out: &mut dyn Write, what: &str, files: &[FailedFile]) -> io::Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} {what}:", files.len())?;
    for file in files {
        writeln!(out, "  {}: {}", shown(&file.path), file.message)?;
    }
    Ok(())
}

pub fn as_json(summary: &Summary) -> serde_json::Value {
    let files = |files: &[FailedFile]| -> Vec<serde_json::Value> {
        files
            .iter()
            .map(|file| json!({ "path": shown(&file.path), "code": file.code, "message": file.message }))
            .collect()
    };
    json!({
        "files": summary.files,
        "new": summary.new,
        "reread": summary.reread,
        "already_held": summary.already_held,
        "paragraphs": summary.paragraphs,
        "not_minutes": files(&summary.not_minutes),
        "needs_facts": files(&summary.needs_facts),
        "waiting": files(&summary.waiting),
        "failed": files(&summary.failed),
        "withdrawn": files(&summary.withdrawn),
        "left_out": files(&summary.left_out),
        "recognised_stays": files(&summary.recognised_stays),
        "put_back": summary.put_back,
        "incomplete": summary.incomplete,
    })
}
