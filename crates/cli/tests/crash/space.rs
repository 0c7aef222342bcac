//! The disk running low: reading in waits, tells it everywhere, and ends in good order when it is asked to.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use paragraf_tests::faults::{Place, minutes};
use serde_json::Value;

use super::bench::program;

#[test]
fn a_run_that_waits_for_space_is_seen_in_the_status_and_ends_by_a_signal() -> Result<()> {
    let place = Place::new(program())?;
    let folder = tempfile::tempdir()?;
    let documents = minutes(folder.path(), 2)?;
    let first = documents
        .first()
        .and_then(|path| path.to_str())
        .context("a document")?;
    let ingested = place.command(&["ingest", first]).output()?;
    ensure!(ingested.status.success(), "{ingested:?}");
    ensure!(status(&place)?["waiting_for_space"].is_null());

    let second = documents
        .last()
        .and_then(|path| path.to_str())
        .context("a document")?;
    let mut waiting = place
        .command(&["ingest", second])
        .env("PARAGRAF_LEAST_FREE_BYTES", "9000000000000000000")
        .stderr(Stdio::piped())
        .spawn()?;
    let mut told = BufReader::new(waiting.stderr.take().context("standard error")?).lines();
    let note = told.next().context("it says nothing")??;
    ensure!(note.starts_with("note: waiting for disk space: "), "{note}");
    let state = place.data().join("ingest-state.json");
    ensure!(state.exists(), "what it says is told nowhere else");
    ensure!(
        status(&place)?["waiting_for_space"]["least_free_bytes"] == 9_000_000_000_000_000_000_u64
    );
    let found = place.command(&["search", "beslut"]).output()?;
    ensure!(
        found.status.success() && !found.stdout.is_empty(),
        "{found:?}"
    );

    let signalled = Command::new("kill")
        .args(["-INT", &waiting.id().to_string()])
        .status()?;
    ensure!(signalled.success());
    let told: Vec<String> = told.collect::<Result<_, _>>()?;
    let ended = waiting.wait()?;
    ensure!(ended.code() == Some(1), "{ended}: {told:?}");
    ensure!(
        told.iter()
            .any(|line| line.contains("free disk space, then run this again")),
        "{told:?}"
    );
    ensure!(!state.exists(), "{:?}", fs::read_to_string(&state));
    Ok(())
}

#[test]
fn a_run_that_is_not_to_wait_ends_at_once() -> Result<()> {
    let place = Place::new(program())?;
    let folder = tempfile::tempdir()?;
    minutes(folder.path(), 1)?;
    let folder = folder.path().to_str().context("a path of text")?.to_owned();
    let arguments = [
        "ingest",
        &folder,
        "--least-free-bytes",
        "9000000000000000000",
        "--wait-for-space",
        "0",
    ];
    let ended = place.command(&arguments).output()?;
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    ensure!(
        ended.status.code() == Some(1) && told.contains("are needed"),
        "{told}"
    );
    Ok(())
}

fn status(place: &Place) -> Result<Value> {
    let output = place.command(&["status", "--format", "json"]).output()?;
    ensure!(output.status.success(), "{output:?}");
    Ok(serde_json::from_slice(&output.stdout)?)
}
