//! `soak [SECONDS] [VISITORS]`: the program beside this one under load for so long; prints what came of it and fails
//! where anything did, or where memory grew.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use paragraf_tests::soak::{Load, run};

/// How much more memory may be taken in the end than after the warm-up.
const MOST_GROWTH: f64 = 1.10;

fn main() -> Result<ExitCode> {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<u64>());
    let seconds = numbers.next().transpose()?.unwrap_or(600);
    let visitors = numbers.next().transpose()?.unwrap_or(6);
    let here = std::env::current_exe()?;
    let program = here.with_file_name("paragraf");
    ensure!(
        program.exists(),
        "{} is missing; build it with cargo build --release --package paragraf-cli",
        program.display()
    );
    let load = Load {
        time: Duration::from_secs(seconds),
        warm_up: Duration::from_secs((seconds / 5).min(120)),
        visitors: usize::try_from(visitors)?,
        files: usize::MAX,
    };
    let folder = tempfile::tempdir()?;
    let report = run(&program, Path::new("tests/queries"), folder.path(), load)
        .context("the load could not be put on")?;
    print!("{}", report.table());
    let most = report.warm.own_memory as f64 * MOST_GROWTH;
    let is_well = report.failed == 0 && report.last.own_memory as f64 <= most;
    Ok(if is_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
