//! How fast PDFs are read, each in a child process, side by side with `pdftotext -layout` in the same run.
//!
//! Both readers get the same files in turns, and the best round of each counts: other work on the machine can only
//! slow a round down.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use paragraf_ingest::ChildReader;

const ROUNDS: usize = 5;

/// Pages a second over all PDFs of a folder, for us and for `pdftotext -layout`, one file at a time and on all cores.
///
/// # Errors
/// The program is not built, or no file of the folder can be read.
pub fn over_folder(folder: &Path) -> Result<String> {
    let files = crate::minutes_quality::files_with(folder, "pdf")?;
    let program = std::env::current_exe()?.with_file_name("paragraf");
    ensure!(
        program.exists(),
        "{} is not there; run `cargo build --release --package paragraf-cli`",
        program.display()
    );
    let reader = ChildReader {
        program,
        ..ChildReader::of_this_program(ChildReader::TIME)?
    };
    let ours = |path: &Path| pages_of(&reader, path);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut best = [Duration::MAX; 4];
    let mut pages = 0;
    for _ in 0..ROUNDS {
        let rounds = [
            timed(&files, cores, &ours),
            timed(&files, 1, &ours),
            timed(&files, cores, &poppler),
            timed(&files, 1, &poppler),
        ];
        for (best, (time, _)) in best.iter_mut().zip(&rounds) {
            *best = (*best).min(*time);
        }
        pages = rounds[0].1;
    }
    ensure!(pages > 0, "no file in {} can be read", folder.display());
    let mut report = report(files.len(), pages, cores, &best)?;
    if Command::new("pdftotext").arg("-v").output().is_err() {
        report.push_str("\npdftotext is not installed: only the first row holds.\n");
    }
    Ok(report)
}

fn report(files: usize, pages: usize, cores: usize, best: &[Duration; 4]) -> Result<String> {
    let speed = best.map(|time| pages as f64 / time.as_secs_f64());
    let mut report = format!(
        "{files} files, {pages} pages that we read; best of {ROUNDS} rounds in turns.\n\n\
         | pages a second | {cores} at a time | one at a time |\n|---|---|---|\n"
    );
    writeln!(
        report,
        "| Paragraf, a child process a file | {:.0} | {:.0} |",
        speed[0], speed[1]
    )?;
    writeln!(
        report,
        "| `pdftotext -layout` | {:.0} | {:.0} |",
        speed[2], speed[3]
    )?;
    writeln!(
        report,
        "| ratio | {:.2} | {:.2} |\n\nOn all cores against `pdftotext` as it is called, one file after another: {:.2}.",
        speed[0] / speed[2],
        speed[1] / speed[3],
        speed[0] / speed[3],
    )?;
    Ok(report)
}

/// Reads all files, so many at a time; how long that took, and how many pages there were.
fn timed(
    files: &[PathBuf],
    at_a_time: usize,
    read: &(dyn Fn(&Path) -> usize + Sync),
) -> (Duration, usize) {
    let (next, pages) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..at_a_time {
            scope.spawn(|| {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    pages.fetch_add(read(path), Ordering::Relaxed);
                }
            });
        }
    });
    (start.elapsed(), pages.into_inner())
}

fn pages_of(reader: &ChildReader, path: &Path) -> usize {
    let source = std::fs::read(path)
        .ok()
        .and_then(|bytes| reader.text(&bytes).ok());
    source.map_or(0, |source| source.pages.len())
}

/// Its pages are not counted: ours are, for both.
fn poppler(path: &Path) -> usize {
    let run = Command::new("pdftotext")
        .arg("-layout")
        .args([path, Path::new("-")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    usize::from(run.is_ok())
}
