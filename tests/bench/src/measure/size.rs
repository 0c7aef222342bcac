//! Everything at one size, step by step.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::asking::{self, Pass};
use super::figures::Figures;
use super::process::{self, Spent};
use super::server::{Archive, Server};
use super::step::What;
use super::{Part, disk, exporting, mix};
use crate::data_set::{DataSet, Query};

/// Parsing apart is as fast in the middle as at the end: about so many §§ tell.
const PARSED: u64 = 100_000;
/// Times the server is started only to see how long that takes.
const STARTS: usize = 3;
const VISITORS: usize = 8;

/// What `paragraf ingest --format json` says.
#[derive(Debug, Deserialize)]
struct Summary {
    new: u64,
    paragraphs: u64,
}

/// Measures the parts that are wanted, with archives in folders below `place`, which are taken away in the end unless
/// `keep`, or unless an earlier run has kept them. What fails is told and left out: a run of half an hour that breaks off
/// has still measured what went well.
pub fn measure(
    set: &DataSet,
    place: &Path,
    program: &Path,
    only: Option<Part>,
    keep: bool,
) -> Result<(Figures, Vec<String>)> {
    let wants = |part: Part| only.is_none_or(|only| only == part);
    let [loaded, whole] = ["loaded", "whole"].map(|name| Archive::at(&place.join(name)));
    let was_there = !wants(Part::In) && (whole.is_whole() || loaded.is_whole());
    let queries = set.queries()?;
    let first = asking::address(mix::first(&queries).context("there are queries")?);
    let mut measured = Measured::default();
    if wants(Part::In) {
        for threads in [1, 2] {
            measured.take(parse(set, threads));
        }
        match set.has_records() {
            true => measured.take(load(set, &loaded)),
            false => eprintln!("  made without records: the step from them is left out"),
        }
        measured.take(whole_way(set, &whole, program));
    } else if !was_there {
        measured.take(whole_way(set, &whole, program));
    }
    let served = if whole.is_whole() { &whole } else { &loaded };
    measured.take(disk::run(served, &set.facts));
    if wants(Part::Out) {
        measured.take(open(program, served, &first));
        measured.take(ask(&queries, program, served, &first));
        measured.count_unanswered();
        measured.take(search(set, served));
    }
    if wants(Part::Export) {
        let step = Stopwatch::start("exports");
        measured.take(exporting::run(program, served, &first));
        step.stop();
    }
    if !keep && !was_there {
        std::fs::remove_dir_all(place)?;
    }
    Ok((measured.figures, measured.failures))
}

/// What went well, and what did not.
#[derive(Default)]
struct Measured {
    figures: Figures,
    failures: Vec<String>,
}

impl Measured {
    fn take(&mut self, step: Result<Figures>) {
        match step {
            Ok(figures) => self.figures.extend(figures),
            Err(error) => {
                eprintln!("  failed: {error:#}");
                self.failures.push(format!("{error:#}"));
            }
        }
    }

    /// Times are those of answers alone: where some are missing, the others look better than it was.
    fn count_unanswered(&mut self) {
        let failed = self.figures.get("http.failed").copied().unwrap_or_default();
        if failed > 0.0 {
            let told = "requests without an answer, whose times are missing";
            self.failures.push(format!("{told}: {failed}"));
        }
    }
}

fn parse(set: &DataSet, threads: usize) -> Result<Figures> {
    let step = Stopwatch::start(&format!("parsing apart, {threads} at a time"));
    let data_set = set.folder.clone();
    let (figures, _) = What::Parse {
        data_set,
        threads,
        most: PARSED,
    }
    .apart()?;
    step.stop();
    Ok(figures)
}

fn load(set: &DataSet, archive: &Archive) -> Result<Figures> {
    let step = Stopwatch::start("records to archive and index");
    archive.make_anew()?;
    let data_set = set.folder.clone();
    let (mut figures, spent) = What::Load {
        data_set,
        archive: archive.folder.clone(),
    }
    .apart()?;
    let paragraphs = figures.get("load.paragraphs").copied().unwrap_or_default();
    figures.extend(taken("load", &spent, paragraphs));
    archive.is_now_whole()?;
    step.stop();
    Ok(figures)
}

/// As its user runs it.
pub fn whole_way(set: &DataSet, archive: &Archive, program: &Path) -> Result<Figures> {
    let step = Stopwatch::start("whole way from text files");
    archive.make_anew()?;
    let mut command = archive.command(program);
    command
        .args(["ingest", "--format", "json"])
        .arg(set.minutes());
    let (said, status, spent) = process::run(&mut command)?;
    let summary: Summary = serde_json::from_str(&said)
        .with_context(|| format!("{} ended with {status}: {said}", program.display()))?;
    let whole = summary.new == set.facts.documents;
    ensure!(
        whole,
        "{} of {} documents: {said}",
        summary.new,
        set.facts.documents
    );
    let paragraphs = summary.paragraphs as f64;
    let mut figures = taken("whole", &spent, paragraphs);
    figures.insert("whole.paragraphs".to_owned(), paragraphs);
    figures.insert("whole.rate".to_owned(), paragraphs / spent.seconds);
    archive.is_now_whole()?;
    step.stop();
    Ok(figures)
}

fn taken(name: &str, spent: &Spent, paragraphs: f64) -> Figures {
    Figures::from([
        (
            format!("{name}.cpu_micros"),
            spent.cpu_seconds * 1e6 / paragraphs,
        ),
        (format!("{name}.resident"), spent.memory.resident as f64),
        (format!("{name}.own"), spent.memory.own as f64),
    ])
}

/// From the start until a search is answered; what the server reads is in the system's memory.
fn open(program: &Path, archive: &Archive, first: &str) -> Result<Figures> {
    let step = Stopwatch::start("opening");
    let mut seconds = Vec::new();
    for _ in 0..STARTS {
        let server = Server::start(program, archive, first)?;
        seconds.push(server.opened_in.as_secs_f64());
        server.stop()?;
    }
    seconds.sort_by(f64::total_cmp);
    step.stop();
    Ok(Figures::from([
        ("open.seconds".to_owned(), seconds[seconds.len() / 2]),
        ("open.worst".to_owned(), seconds[seconds.len() - 1]),
    ]))
}

/// By one visitor and by eight, each with a server that has answered nothing yet, and once more.
fn ask(queries: &[Query], program: &Path, archive: &Archive, first: &str) -> Result<Figures> {
    let mut figures = Figures::new();
    let mut failures = 0;
    let (mut resident, mut own) = (0_u64, 0_u64);
    for (name, visitors) in [("http", 1), ("http_8", VISITORS)] {
        let step = Stopwatch::start(&format!("the mix over HTTP, {visitors} at a time, twice"));
        let server = Server::start(program, archive, first)?;
        for name in [name.to_owned(), format!("{name}_again")] {
            let before = server.cpu_seconds();
            let pass: Pass = asking::together(server.address(), queries, visitors)?;
            let cpu = (server.cpu_seconds() - before) * 1e3 / pass.requests as f64;
            figures.extend(mix::told(&name, &pass.asked));
            figures.insert(format!("{name}.rate"), pass.rate());
            figures.insert(format!("{name}.cpu"), cpu);
            failures += pass.failures.len();
        }
        resident = resident.max(server.most_resident());
        own = own.max(server.memory().own);
        server.stop()?;
        step.stop();
    }
    figures.insert("http.failed".to_owned(), failures as f64);
    figures.insert("server.resident".to_owned(), resident as f64);
    figures.insert("server.own".to_owned(), own as f64);
    Ok(figures)
}

fn search(set: &DataSet, archive: &Archive) -> Result<Figures> {
    let step = Stopwatch::start("search alone");
    let (data_set, archive) = (set.folder.clone(), archive.folder.clone());
    let (figures, _) = What::Search { data_set, archive }.apart()?;
    step.stop();
    Ok(figures)
}

/// Tells on standard error what is going on.
pub struct Stopwatch {
    what: String,
    begun: Instant,
}

impl Stopwatch {
    pub fn start(what: &str) -> Stopwatch {
        Stopwatch {
            what: what.to_owned(),
            begun: Instant::now(),
        }
    }

    pub fn stop(self) {
        eprintln!(
            "  {}: {:.1} s",
            self.what,
            self.begun.elapsed().as_secs_f64()
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{Figures, Measured};

    #[test]
    fn requests_without_an_answer_are_a_failure() {
        let of = |failed: f64| {
            let mut measured = Measured::default();
            measured.take(Ok(Figures::from([("http.failed".to_owned(), failed)])));
            measured.count_unanswered();
            measured.failures
        };
        assert!(of(0.0).is_empty());
        assert!(of(2.0)[0].ends_with(": 2"));
    }
}
