//! One module per command.

pub mod analyze;
pub mod backup;
pub mod cases;
pub mod cite;
pub mod completions;
pub mod config;
pub mod dump;
pub mod explain;
pub mod export;
pub mod extract;
pub mod findings;
pub mod health;
pub mod holdings;
pub mod ingest;
pub mod man;
pub mod mirror;
pub mod parse;
pub mod purge;
pub mod rebuild;
pub mod restore;
pub mod search;
pub mod serve;
pub mod status;
pub mod verify;
pub mod watch;
pub mod withdraw;

use std::fmt;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use paragraf_ingest::{
    ChildReader, Recogniser, RecogniserConfig, Room, municipality_named, read_whole, too_large,
};
use paragraf_model::register::near;
use paragraf_model::{Facts, Municipality, RegisterEntry};

use crate::arguments::{self, Reading, StatedFacts};
use crate::output;
use crate::settings::{Ocr, Settings};

/// How a command that did its work ended; the exit status says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Exit status 0.
    Well,
    /// Exit status 1: done, but some documents failed or problems were found.
    WithProblems,
}

/// The person asked for something that cannot be meant: exit status 2.
#[derive(Debug)]
pub struct WrongUse(pub String);

impl fmt::Display for WrongUse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for WrongUse {}

fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    read_whole(path)
        .with_context(|| WrongUse(format!("cannot read {}", path.display())))?
        .ok_or_else(|| anyhow::Error::new(too_large()))
        .with_context(|| path.display().to_string())
}

/// `1 file`, `2 files`.
fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `1.2 MB`.
fn bytes(bytes: u64) -> String {
    let mut size = bytes as f64;
    for unit in ["B", "kB", "MB", "GB"] {
        if size < 1000.0 {
            let decimals = usize::from(unit != "B");
            return format!("{size:.decimals$} {unit}");
        }
        size /= 1000.0;
    }
    format!("{size:.1} TB")
}

/// How many documents could tell more; `None` where none could.
fn incomplete(documents: u64) -> Option<String> {
    let have = counted(documents, "document has", "documents have");
    (documents > 0).then(|| {
        format!("{have} pages that wait for text recognition: run `paragraf ingest --retry --ocr`")
    })
}

/// A child of this program for each file: option, then settings, then the default.
fn reader(settings: &Settings, options: &Reading) -> anyhow::Result<ChildReader> {
    let stated = settings.reading.seconds_per_file.map(NonZeroU64::get);
    let time = options
        .seconds_per_file
        .or(stated)
        .map_or(ChildReader::TIME, Duration::from_secs);
    let mut reader = ChildReader::of_this_program(time)
        .context("the program cannot find itself to read files with")?;
    if options.ocr.unwrap_or(settings.ocr.enabled) {
        reader.recogniser = Some(recogniser(&settings.ocr)?);
    }
    Ok(reader)
}

/// How much room there has to be on the disk: option, then settings, then the default.
fn room(settings: &Settings, options: &arguments::Storage) -> Room {
    let default = Room::default();
    let (stated, typed) = (&settings.storage, options);
    let patience = typed.wait_for_space.or(stated.wait_seconds);
    Room {
        least_free_bytes: typed
            .least_free_bytes
            .or(stated.least_free_bytes)
            .unwrap_or(default.least_free_bytes),
        patience: patience.map_or(default.patience, Duration::from_secs),
        ..default
    }
}

/// Asked for and not there is a mistake that is told before anything is read.
fn recogniser(ocr: &Ocr) -> anyhow::Result<Recogniser> {
    let program = ocr.program.clone().unwrap_or_else(|| "tesseract".into());
    let mut config = RecogniserConfig::new(lies_at(program));
    config.data = std::env::var_os("TESSDATA_PREFIX");
    if let Some(language) = &ocr.language {
        config.language.clone_from(language);
    }
    if let Some(seconds) = ocr.seconds_per_page {
        config.time_per_page = Duration::from_secs(seconds.get());
    }
    config.most_pages = ocr.most_pages.unwrap_or(config.most_pages);
    Recogniser::find(config).map_err(|error| WrongUse(error.to_string()).into())
}

/// It is started without this program's environment, so it is looked up here.
fn lies_at(program: PathBuf) -> PathBuf {
    if program.components().count() > 1 {
        return program;
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders)
        .map(|folder| folder.join(&program))
        .find(|path| path.is_file());
    found.unwrap_or(program)
}

/// What was typed about the files, checked against the register.
fn stated_facts(stated: &StatedFacts) -> anyhow::Result<Facts> {
    let municipality = stated
        .municipality
        .as_deref()
        .map(municipality)
        .transpose()?;
    Ok(Facts {
        municipality,
        body: stated.body.clone(),
        date: stated.date,
        filename: None,
    })
}

/// A registered one by any of its names; another one as typed, with a word of warning.
fn municipality(typed: &str) -> anyhow::Result<Municipality> {
    let near: Vec<&str> = near(typed, 3).into_iter().map(|entry| entry.name).collect();
    let Some(municipality) = municipality_named(typed) else {
        let message = format!(
            "no municipality or region is called {typed}; near ones: {}",
            near.join(", ")
        );
        return Err(WrongUse(message).into());
    };
    if RegisterEntry::find(typed).is_none() {
        output::note(format!(
            "{typed} is not in the register and is taken as it stands; near ones: {}",
            near.join(", ")
        ));
    }
    Ok(municipality)
}
