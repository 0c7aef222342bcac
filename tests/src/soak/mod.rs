//! Load for a while: the real program searched by several visitors at once while more and more is read in.
//!
//! Nothing may fail, and neither memory nor open files may grow with time.

mod asking;
mod client;
mod server;

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::made_up::{MadeUp, Matter};
use asking::Visitor;
pub use asking::{KINDS, Kind};
pub use client::{Answer, ask};
pub use server::{Figures, Server};

/// How hard and how long.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// How long altogether.
    pub time: Duration,
    /// After so long, memory is what it will be.
    pub warm_up: Duration,
    /// Visitors who ask one thing after the other.
    pub visitors: usize,
    /// Files of minutes that are there from the beginning; at most half of those that there are.
    pub files: usize,
}

/// What came of it.
#[derive(Debug)]
pub struct Report {
    /// How long each answer took, by kind.
    pub took: Vec<(Kind, Vec<Duration>)>,
    /// What failed and how; the first of many.
    pub failures: Vec<String>,
    /// How many failed.
    pub failed: u64,
    /// How often documents were read in meanwhile, and how many.
    pub rounds: u64,
    /// Documents read in meanwhile.
    pub documents: u64,
    /// Of the server after the warm-up, and in the end.
    pub warm: Figures,
    /// In the end.
    pub last: Figures,
}

/// Files of minutes that are read in at a time.
const AT_ONCE: usize = 4;
/// Failures that are told.
const TOLD: usize = 20;

/// Runs a program under load in this folder. The matters and queries come with the project.
pub fn run(program: &Path, queries: &Path, folder: &Path, load: Load) -> Result<Report> {
    let minutes = MadeUp::of(&Matter::read_folder(queries)?).files;
    let (first, later) = minutes.split_at(load.files.min(minutes.len() / 2));
    let incoming = Incoming {
        program,
        folder,
        files: later.iter().map(|(_, text)| text.as_str()).collect(),
    };
    for (name, text) in first {
        write(&folder.join("minutes").join(name), text)?;
    }
    incoming.ingest("minutes")?;
    let typed = asking::typed(queries)?;
    let server = Server::start(program, folder)?;
    let ends = Instant::now() + load.time;
    let ended = AtomicBool::new(false);
    let failed = AtomicU64::new(0);

    let (visits, read_in, warm) = std::thread::scope(|scope| {
        let visitors: Vec<_> = (0..load.visitors)
            .map(|number| {
                let (typed, failed) = (&typed, &failed);
                let address = server.address();
                scope.spawn(move || {
                    let mut visitor = Visitor::new(number, typed);
                    while Instant::now() < ends {
                        visitor.ask(address, failed);
                    }
                    visitor
                })
            })
            .collect();
        let reading = scope.spawn(|| incoming.go_on_until(&ended));
        // What is waited for is time itself: after it, memory has settled.
        std::thread::sleep(load.warm_up);
        let warm = server.figures();
        let visits: Vec<Visitor> = visitors
            .into_iter()
            .filter_map(|visitor| visitor.join().ok())
            .collect();
        ended.store(true, Ordering::Relaxed);
        (visits, reading.join(), warm)
    });
    ensure!(visits.len() == load.visitors, "a visitor gave up");
    let (rounds, documents) = read_in.map_err(|_| anyhow::anyhow!("reading in broke off"))??;
    let last = server.figures()?;
    server.stop().context("the server did not stop well")?;
    Ok(Report {
        took: asking::took(&visits),
        failures: visits
            .into_iter()
            .flat_map(|visitor| visitor.failures)
            .take(TOLD)
            .collect(),
        failed: failed.into_inner(),
        rounds,
        documents,
        warm: warm?,
        last,
    })
}

/// Minutes on their way in, again and again in new versions.
struct Incoming<'a> {
    program: &'a Path,
    folder: &'a Path,
    files: Vec<&'a str>,
}

impl Incoming<'_> {
    fn ingest(&self, name: &str) -> Result<()> {
        let output = Command::new(self.program)
            .current_dir(self.folder)
            .args(["ingest", name])
            .stdin(Stdio::null())
            .output()?;
        // Some invented minutes hold what the program has to remark on.
        ensure!(
            matches!(output.status.code(), Some(0 | 1)),
            "ingest ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(())
    }

    fn go_on_until(&self, ended: &AtomicBool) -> Result<(u64, u64)> {
        let (mut rounds, mut documents) = (0, 0);
        while !ended.load(Ordering::Relaxed) {
            let name = format!("more/{rounds}");
            for place in 0..AT_ONCE {
                let at = usize::try_from(documents)? % self.files.len();
                let version = documents / self.files.len() as u64;
                let text = format!("{}\nAvskrift {version}\n", self.files[at]);
                write(&self.folder.join(&name).join(format!("{place}.txt")), &text)?;
                documents += 1;
            }
            self.ingest(&name)?;
            rounds += 1;
        }
        Ok((rounds, documents))
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, text).with_context(|| path.display().to_string())
}

impl Report {
    /// How many answers there were.
    pub fn requests(&self) -> usize {
        self.took.iter().map(|(_, took)| took.len()).sum()
    }

    /// As a table, for people.
    pub fn table(&self) -> String {
        use std::fmt::Write;
        let mut table = String::new();
        // Writing to a string cannot fail.
        let mut line = |line: std::fmt::Arguments<'_>| {
            let _ = writeln!(table, "{line}");
        };
        line(format_args!(
            "{:<12}{:>10}{:>10}{:>10}{:>10}  (milliseconds)",
            "", "answers", "p50", "p99", "max"
        ));
        let mut all: Vec<Duration> = Vec::new();
        for (kind, took) in &self.took {
            line(format_args!("{}", row(kind.name(), took.clone())));
            all.extend(took);
        }
        line(format_args!("{}", row("all", all)));
        line(format_args!(
            "read in meanwhile: {} documents in {} rounds",
            self.documents, self.rounds
        ));
        let growth = self.last.own_memory as f64 / self.warm.own_memory.max(1) as f64;
        line(format_args!(
            "own memory {} kB after the warm-up, {} kB in the end ({:+.1} %)",
            self.warm.own_memory,
            self.last.own_memory,
            (growth - 1.0) * 100.0
        ));
        line(format_args!(
            "with the files it looks into {} kB, {} kB; open files {}, {}",
            self.warm.memory, self.last.memory, self.warm.open_files, self.last.open_files
        ));
        line(format_args!("failures: {}", self.failed));
        for failure in &self.failures {
            line(format_args!("  {failure}"));
        }
        table
    }
}

fn row(name: &str, mut took: Vec<Duration>) -> String {
    took.sort_unstable();
    let at = |share: f64| {
        let place = (took.len() as f64 * share) as usize;
        let found = took.get(place.min(took.len().saturating_sub(1)));
        found.map_or(0.0, Duration::as_secs_f64) * 1000.0
    };
    format!(
        "{name:<12}{:>10}{:>10.1}{:>10.1}{:>10.1}",
        took.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    )
}
