//! The real program on a disk that fails, killed, and without power: whatever happens, the archive holds what was
//! acknowledged, nothing half and nothing twice, is searched meanwhile, and comes to the same end.
//!
//! `make test` takes a sample; `make crash` sets `CRASH_KILLS`, `CRASH_FAILURES`, `CRASH_CUTS` and `CRASH_DOCUMENTS` for the whole.

#![cfg(target_os = "linux")]

mod bench;
mod space;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use paragraf_tests::chance::Chance;
use paragraf_tests::faults::{Disk, Ended, Fault, Journal, Loss, Place, Record, Violation};

use bench::{Bench, Work, program};

/// Of a run that is tried with every failure; small, so that `make crash` ends.
const FEW: usize = 4;

#[test]
fn killed_anywhere_a_run_leaves_what_it_acknowledged_and_the_next_one_ends_the_same() -> Result<()>
{
    let kills = figure("CRASH_KILLS", 20)?;
    let bench = Bench::new(figure("CRASH_DOCUMENTS", 30)?)?;
    let mut tally = Tally::new("kills");
    let mut chance = Chance::of("kills");
    for number in 0..kills {
        let work = *Work::ALL.get(number % 3).context("three kinds of work")?;
        let death = *Fault::DEATHS.get(number / 3 % 3).context("three deaths")?;
        let at = 1 + chance.below(bench.operations(work));
        let (place, ended, mut violations) = bench.disturb(work, death, at)?;
        violations.extend(bench.violations(work, &place, &ended.said));
        if !ended.was_killed() && !ended.status.success() {
            violations.push(format!("ended with {}: {}", ended.status, ended.complained));
        }
        tally.count(&format!("{work:?} {death:?} at {at}"), violations);
    }
    tally.end()
}

#[test]
fn when_an_operation_fails_the_program_says_so_and_the_next_run_ends_the_same() -> Result<()> {
    let bench = Bench::new(FEW)?;
    let of_each = figure("CRASH_FAILURES", 30)?;
    let mut tally = Tally::new("failures");
    let mut number = 0;
    for work in [Work::First, Work::Rebuild] {
        let operations = bench.operations(work);
        let step = (operations as usize / of_each).max(1);
        for at in (1..=operations).step_by(step) {
            let all = Fault::FAILURES.iter();
            // A sample takes the four ways in turn, the whole takes every way at every operation.
            let chosen =
                all.filter(|&&failure| step == 1 || failure == Fault::FAILURES[number % 4]);
            for &failure in chosen {
                let (place, ended, mut violations) = bench.disturb(work, failure, at)?;
                violations.extend(unclean(&ended, failure));
                violations.extend(bench.violations(work, &place, &ended.said));
                tally.count(&format!("{work:?} {failure:?} at {at}"), violations);
            }
            number += 1;
        }
    }
    tally.end()
}

#[test]
fn when_power_fails_everything_acknowledged_is_on_the_disk() -> Result<()> {
    let bench = Bench::new(FEW)?;
    let cuts = figure("CRASH_CUTS", 30)?;
    let mut tally = Tally::new("power failures");
    for work in Work::ALL {
        let place = bench.place(work)?;
        let mut disk = Disk::of(&place.held())?;
        let ended = place.run_with_journal(&bench.shim, &bench.arguments(work))?;
        ensure!(ended.status.success(), "{}", ended.complained);
        let journal = Journal::read(&place.journal())?;
        let step = (journal.records.len() / (cuts / 3).max(1)).max(1);
        for (number, record) in journal.records.iter().enumerate() {
            // Above all right after something was acknowledged.
            let before = number
                .checked_sub(1)
                .and_then(|before| journal.records.get(before));
            let is_told = matches!(before, Some(Record::Say { .. }));
            if is_told || number % step == step / 2 {
                for loss in [Loss::All, Loss::Some] {
                    let left = Place::new(program())?;
                    let mut chance = Chance::of(&format!("{work:?} {number}"));
                    disk.lay_out(loss, &mut chance, &place.held(), &left.held())?;
                    let said = journal.said_before(number);
                    let violations = bench.violations(work, &left, &said);
                    tally.count(&format!("{work:?} {loss:?} before {number}"), violations);
                }
            }
            disk.follow(record)?;
        }
    }
    tally.end()
}

#[test]
fn nothing_old_is_removed_from_the_index_before_the_new_is_on_the_disk() -> Result<()> {
    let bench = Bench::new(FEW)?;
    let place = bench.place(Work::Rebuild)?;
    let ended = place.run_with_journal(&bench.shim, &bench.arguments(Work::Rebuild))?;
    ensure!(ended.status.success(), "{}", ended.complained);
    let mut not_lasting = BTreeSet::new();
    let mut removed = 0;
    for record in Journal::read(&place.journal())?.records {
        match record {
            Record::Rename { to, .. } if to.starts_with(place.index()) => {
                not_lasting.insert(to);
            }
            Record::SyncFolder { path } => {
                not_lasting.retain(|name: &PathBuf| name.parent() != Some(&path));
            }
            Record::Remove { path } if path.extension().is_some_and(|ending| ending == "store") => {
                removed += 1;
                ensure!(
                    not_lasting.is_empty(),
                    "{not_lasting:?} may still be lost when {path:?} goes"
                );
            }
            _ => {}
        }
    }
    ensure!(removed > 0, "the old generation is still there");
    Ok(())
}

#[test]
fn a_search_is_answered_on_a_disk_that_takes_nothing() -> Result<()> {
    let bench = Bench::new(FEW)?;
    let place = bench.place(Work::Rebuild)?;
    for failure in [
        Fault::Full { for_good: true },
        Fault::Broken { for_good: true },
    ] {
        let arguments = ["search", "beslut", "--format", "json"];
        let ended = place.run(&bench.shim, &arguments, Some((failure, 1)))?;
        ensure!(ended.status.success(), "{failure:?}: {}", ended.complained);
        ensure!(ended.said.contains("\"total\""), "{}", ended.said);
    }
    Ok(())
}

/// A run that met a failure ends well or with a sentence that helps, never with what only a programmer understands.
fn unclean(ended: &Ended, failure: Fault) -> Vec<Violation> {
    let told = &ended.complained;
    let mut violations = Vec::new();
    match ended.status.code() {
        Some(0) => {}
        Some(1) if told.contains("error: ") => {
            if matches!(failure, Fault::Full { for_good: true }) && !told.contains("space") {
                violations.push(format!("does not tell to free space: {told}"));
            }
        }
        _ => violations.push(format!("ended with {}: {told}", ended.status)),
    }
    for sign in ["panicked", "the program failed", "RUST_BACKTRACE"] {
        if told.contains(sign) {
            violations.push(format!("gives up: {told}"));
        }
    }
    violations
}

/// Counts what was tried and lists what was wrong.
struct Tally {
    what: &'static str,
    tried: usize,
    wrong: String,
}

impl Tally {
    fn new(what: &'static str) -> Tally {
        Tally {
            what,
            tried: 0,
            wrong: String::new(),
        }
    }

    fn count(&mut self, case: &str, violations: Vec<Violation>) {
        self.tried += 1;
        if self.tried.is_multiple_of(100) {
            println!("{}: {} so far", self.what, self.tried);
        }
        for violation in violations {
            println!("{case}: {violation}");
            let _ = writeln!(self.wrong, "{case}: {violation}");
        }
    }

    fn end(self) -> Result<()> {
        println!(
            "{}: {}, violations: {}",
            self.what,
            self.tried,
            self.wrong.lines().count()
        );
        ensure!(self.wrong.is_empty(), "{}", self.wrong);
        Ok(())
    }
}

fn figure(name: &str, otherwise: usize) -> Result<usize> {
    match std::env::var(name) {
        Ok(value) => value
            .parse()
            .with_context(|| format!("{name} is no number")),
        Err(_) => Ok(otherwise),
    }
}
