//! `paragraf watch` as a service runs it: files come, change and go, folders too, and others write meanwhile.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use paragraf_ingest::WriterLock;
use paragraf_tests::soak::{Server, ask};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_paragraf");
const MINUTES: &str = include_str!("minutes.txt");

/// Nothing here takes so long; it only keeps a broken test from waiting for ever.
const EVER: Duration = Duration::from_secs(120);

/// A folder to put files into, and an archive beside it.
struct Place(TempDir);

impl Place {
    fn new() -> Result<Place> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("in"))?;
        Ok(Place(folder))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> Result<()> {
        Ok(fs::write(self.path(name), text)?)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.current_dir(self.0.path()).args(words);
        command
    }

    fn watch(&self, words: &[&str]) -> Result<Watching> {
        Watching::of(self.command(words))
    }

    /// A run that ends by itself.
    fn once(&self, words: &[&str]) -> Result<Output> {
        let mut command = self.command(&["watch", "in", "--once", "--every", "1"]);
        Ok(command.args(words).output()?)
    }
}

/// A running `paragraf watch` and every line that it says. Killed when dropped.
struct Watching {
    process: Child,
    lines: Receiver<String>,
    heard: Vec<String>,
}

impl Watching {
    fn of(mut command: Command) -> Result<Watching> {
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (say, lines) = channel();
        let answers = process.stdout.take().context("standard output")?;
        let notes = process.stderr.take().context("standard error")?;
        let also = say.clone();
        thread::spawn(move || pass_on(BufReader::new(answers), &say));
        thread::spawn(move || pass_on(BufReader::new(notes), &also));
        Ok(Watching {
            process,
            lines,
            heard: Vec::new(),
        })
    }

    /// Waits until it says something like that.
    fn hear(&mut self, like: &str) -> Result<String> {
        let until = Instant::now() + EVER;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left);
            let line = line.with_context(|| format!("never said: {like}; {:?}", self.heard))?;
            self.heard.push(line.clone());
            if line.contains(like) {
                return Ok(line);
            }
        }
    }

    /// How often it has said something like that.
    fn heard(&self, like: &str) -> usize {
        self.heard.iter().filter(|line| line.contains(like)).count()
    }

    fn stop(mut self, signal: Signal) -> Result<ExitStatus> {
        let id = Pid::from_raw(self.process.id().try_into()?).context("a process id")?;
        kill_process(id, signal)?;
        Ok(self.process.wait()?)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // Nothing to be done where it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn pass_on(lines: impl BufRead, to: &std::sync::mpsc::Sender<String>) {
    for line in lines.lines().map_while(Result::ok) {
        let _ = to.send(line);
    }
}

/// Asks until the search finds so many.
fn finds(server: &Server, query: &str, wanted: u64) -> Result<()> {
    let began = Instant::now();
    loop {
        let path = format!("/api/v1/search?relax=false&q={query}");
        let answer = ask(server.address(), "GET", &path, "")?;
        let answer: Value = serde_json::from_slice(&answer.body)?;
        if answer["total"] == wanted {
            return Ok(());
        }
        ensure!(began.elapsed() < EVER, "{query}: {}", answer["total"]);
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_comes_into_the_folder_is_found_by_the_running_server_until_it_is_told_to_stop() -> Result<()>
{
    let place = Place::new()?;
    for signal in [Signal::TERM, Signal::INT] {
        let mut watching = place.watch(&["watch", "in", "--every", "1"])?;
        watching.hear("watching in every 1 s")?;
        let server = Server::start(Path::new(PROGRAM), place.0.path())?;
        let (name, word, date) = match signal {
            Signal::TERM => ("första.txt", "nattstugan", "2022-05-31"),
            _ => ("andra.txt", "solstugan", "2022-06-28"),
        };
        let text = MINUTES.replace("2022-05-31", date);
        let text = match signal {
            Signal::TERM => text,
            _ => text.replace("Nattstugan", "Solstugan"),
        };
        // A name under which nobody reads, as careful programs write.
        place.write("in/på väg.part", &text)?;
        fs::rename(place.path("in/på väg.part"), place.path("in").join(name))?;
        watching.hear(&format!("in/{name}: new, paragraphs: 4"))?;
        watching.hear("1 file: 1 new with 4 paragraphs, 0 already held")?;
        finds(&server, word, 1)?;
        ensure!(watching.stop(signal)?.success(), "{signal:?}");
        server.stop()?;
    }
    Ok(())
}

#[test]
fn a_file_that_fails_is_told_once_and_tried_again_when_it_changes() -> Result<()> {
    let place = Place::new()?;
    place.write("in/trasig.pdf", "%PDF-1.7 och inget mer")?;
    let mut watching = place.watch(&["watch", "in", "--every", "1"])?;
    let failed = watching.hear("in/trasig.pdf: ")?;
    ensure!(!failed.contains("new"), "{failed}");
    place.write("in/hel.txt", MINUTES)?;
    watching.hear("in/hel.txt: new, paragraphs: 4")?;
    watching.hear("1 file: 1 new")?;
    ensure!(watching.heard("in/trasig.pdf") == 1, "{:?}", watching.heard);
    place.write("in/trasig.pdf", "%PDF-1.7 och nu lite mer")?;
    watching.hear("in/trasig.pdf: ")?;
    ensure!(watching.stop(Signal::TERM)?.success());
    Ok(())
}

#[test]
fn facts_beside_the_files_hold_and_a_mistake_in_them_holds_up_only_their_files() -> Result<()> {
    let place = Place::new()?;
    fs::create_dir_all(place.path("in/oklart"))?;
    place.write("in/oklart/facts.toml", "municipality = Tallnäs")?;
    place.write(
        "in/oklart/a.txt",
        &MINUTES.replace("Nattstugan", "Solstugan"),
    )?;
    place.write("in/b.txt", MINUTES)?;
    let mut watching = place.watch(&["watch", "in", "--every", "1", "--format", "jsonl"])?;
    watching.hear("in/b.txt")?;
    watching.hear("\"summary\"")?;
    ensure!(watching.heard("waiting: ") == 1, "{:?}", watching.heard);
    ensure!(
        watching.heard("facts.toml:1: ") == 1,
        "{:?}",
        watching.heard
    );
    place.write(
        "in/oklart/facts.toml",
        "municipality = \"Tallnäs kommun\"\ndate = 2023-01-17\n",
    )?;
    watching.hear("all is well again with ")?;
    let line: Value = serde_json::from_str(&watching.hear("in/oklart/a.txt")?)?;
    ensure!(line["outcome"] == "new", "{line}");
    watching.hear("\"summary\"")?;
    ensure!(watching.stop(Signal::TERM)?.success());
    let found = place.command(&[
        "search",
        "--municipality",
        "Tallnäs kommun",
        "--format",
        "json",
    ]);
    let found: Value = serde_json::from_slice(&{ found }.output()?.stdout)?;
    ensure!(found["hits"][0]["date"] == "2023-01-17", "{found}");
    Ok(())
}

#[test]
fn a_folder_that_goes_and_comes_back_ends_nothing() -> Result<()> {
    let place = Place::new()?;
    let mut watching = place.watch(&["watch", "in", "--every", "1"])?;
    watching.hear("watching in")?;
    fs::rename(place.path("in"), place.path("borta"))?;
    watching.hear("waiting: in is not there")?;
    fs::write(place.path("borta/a.txt"), MINUTES)?;
    fs::rename(place.path("borta"), place.path("in"))?;
    watching.hear("all is well again with in")?;
    watching.hear("in/a.txt: new, paragraphs: 4")?;
    ensure!(watching.stop(Signal::TERM)?.success());
    Ok(())
}

#[test]
fn while_another_command_writes_it_waits_and_says_so() -> Result<()> {
    let place = Place::new()?;
    let lock = WriterLock::take(&place.path("data"), "rebuild", Duration::ZERO)?;
    place.write("in/a.txt", MINUTES)?;
    let mut watching = place.watch(&["watch", "in", "--every", "1"])?;
    watching.hear("waiting: another command (`paragraf rebuild`")?;
    drop(lock);
    watching.hear("reading in goes on")?;
    watching.hear("in/a.txt: new, paragraphs: 4")?;
    watching.hear("1 file: 1 new")?;
    let lock = WriterLock::take(&place.path("data"), "purge", EVER)?;
    place.write("in/b.txt", &MINUTES.replace("2022-05-31", "2022-06-28"))?;
    watching.hear("waiting: another command (`paragraf purge`")?;
    drop(lock);
    watching.hear("reading in goes on")?;
    ensure!(
        watching.heard("paragraf rebuild") == 1,
        "{:?}",
        watching.heard
    );
    ensure!(watching.stop(Signal::TERM)?.success());
    Ok(())
}

#[test]
fn while_the_disk_is_full_it_waits_and_says_so_and_lets_others_write() -> Result<()> {
    let place = Place::new()?;
    let mut command = place.command(&["watch", "in", "--every", "1", "--wait-for-space", "0"]);
    command.env("PARAGRAF_LEAST_FREE_BYTES", "9000000000000000000");
    let mut watching = Watching::of(command)?;
    watching.hear("trying again every 1 s: only ")?;
    drop(WriterLock::take(&place.path("data"), "purge", EVER)?);
    ensure!(watching.stop(Signal::TERM)?.success());
    Ok(())
}

#[test]
fn once_reads_in_what_lies_there_and_tells_by_the_exit_status_how_it_went() -> Result<()> {
    let place = Place::new()?;
    ensure!(place.once(&[])?.status.success(), "an empty folder is fine");
    place.write("in/a.txt", MINUTES)?;
    let read = place.once(&[])?;
    let said = String::from_utf8(read.stdout)?;
    ensure!(read.status.success(), "{said}");
    ensure!(
        said.starts_with("in/a.txt: new, paragraphs: 4\n1 file: 1 new"),
        "{said}"
    );
    let again = place.once(&[])?;
    let said = String::from_utf8(again.stdout)?;
    ensure!(
        said.starts_with("1 file: 0 new with 0 paragraphs, 1 already held"),
        "{said}"
    );
    place.write("in/trasig.pdf", "%PDF-1.7 och inget mer")?;
    let failed = place.once(&["--format", "jsonl"])?;
    ensure!(failed.status.code() == Some(1), "{failed:?}");
    let said = String::from_utf8(failed.stdout)?;
    let last: Value = serde_json::from_str(said.lines().last().context("a summary")?)?;
    ensure!(
        last["summary"]["failed"][0]["path"] == "in/trasig.pdf",
        "{last}"
    );
    Ok(())
}

#[test]
fn a_folder_that_was_never_there_is_wrong_use() -> Result<()> {
    let place = Place::new()?;
    let output = place.command(&["watch", "protokol"]).output()?;
    ensure!(output.status.code() == Some(2), "{output:?}");
    let said = String::from_utf8(output.stderr)?;
    ensure!(
        said.contains("no file or folder protokol; check the spelling"),
        "{said}"
    );
    ensure!(!place.path("data").exists(), "nothing is made");
    Ok(())
}
