//! `fuzz_targets [SECONDS] [SEED]`: every target for so long on its kept seeds and mutations of them; prints what was
//! tried, and every fault.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use paragraf_tests::fuzz::mutate::{Until, run, seeds};
use paragraf_tests::fuzz::targets::TARGETS;

/// No small input may take longer.
const ALLOWED: Duration = Duration::from_secs(1);

fn main() -> Result<ExitCode> {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<u64>());
    let seconds = numbers.next().transpose()?.unwrap_or(30);
    let seed = numbers.next().transpose()?.unwrap_or(1);
    let mut faults = 0;
    for target in TARGETS {
        let seeds = seeds(Path::new("fuzz/seeds"), &target)?;
        let until = Until::Time(Duration::from_secs(seconds));
        let tried = run(&target, &seeds, until, seed, Some(ALLOWED));
        for fault in &tried.faults {
            println!("{fault}");
        }
        println!(
            "{}: {} seeds, {} inputs, slowest {:?}, {} faults",
            target.name,
            seeds.len(),
            tried.inputs,
            tried.slowest,
            tried.faults.len()
        );
        faults += tried.faults.len();
    }
    Ok(if faults == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
