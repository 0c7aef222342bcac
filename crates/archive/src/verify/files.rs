//! What lies in the data folder and is not known.

use std::fs;

use rusqlite::Connection;

use super::Run;
use crate::withdrawal::{self, Log};

/// Files and folders that are ours, or that a person lays there.
const KNOWN: [&str; 13] = [
    "archive.db",
    "archive.db-wal",
    "archive.db-shm",
    "archive.db.lock",
    "archive.db.seal",
    "archive.db.seal.new",
    "archive.db.writers",
    "facts.toml",
    "ingest-state.json",
    "ingest-state.json.new",
    "originals",
    "samples",
    "withdrawals.jsonl",
];

/// The log of withdrawals has a checksum in each line.
pub fn withdrawals(run: &mut Run<'_>) {
    let log = Log::of(run.data_dir);
    let remedy = "restore it from a backup, or remove it: the next command that writes makes it anew from the catalogue";
    match log.events() {
        Err(error) => run.damaged(log.path(), &error.to_string(), remedy),
        Ok(_) if log.is_cut_off() => run.damaged(log.path(), "its last line has no end", remedy),
        Ok(_) => {}
    }
}

/// What the catalogue knows stands in the log too.
pub fn withdrawals_are_told(run: &mut Run<'_>, connection: &Connection) {
    let log = Log::of(run.data_dir);
    let Ok(events) = log.events() else {
        return;
    };
    let missing = withdrawal::missing(connection, &events).unwrap_or_default();
    if !missing.is_empty() {
        let what = format!("it lacks {} lines that the catalogue knows", missing.len());
        let remedy = "the next command that writes adds them";
        run.damaged(log.path(), &what, remedy);
    }
}

/// Tells of what cannot be checked, because nobody knows what it should be.
pub fn unknown(run: &mut Run<'_>) {
    let Ok(entries) = fs::read_dir(run.data_dir) else {
        return;
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| !KNOWN.contains(&name.as_str()))
        .collect();
    names.sort_unstable();
    for name in names {
        let path = run.data_dir.join(name);
        run.note(format!("{}: unknown file, not checked", path.display()));
    }
}
