//! `fuzz_queries [COUNT] [SEED]`: random and mutated queries and texts; prints what was tried, and every fault.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use paragraf_tests::fuzz;
use paragraf_tests::made_up::{Matter, archive};
use paragraf_tests::queries::{files_named, judged};

/// A small archive: searches are to be many.
const MATTERS: usize = 60;

fn main() -> Result<ExitCode> {
    let mut numbers = std::env::args().skip(1).map(|number| number.parse::<u64>());
    let count = numbers.next().transpose()?.unwrap_or(100_000);
    let seed = numbers.next().transpose()?.unwrap_or(1);
    let folder = Path::new("tests/queries");
    let mut matters = Matter::read_folder(folder)?;
    let whole = archive(&matters, None)?;
    let queries = judged::read(&files_named(folder, "queries_")?, &whole.keys)?;
    let queries: Vec<String> = queries.into_iter().map(|query| query.typed).collect();
    matters.truncate(MATTERS);
    let small = archive(&matters, None)?;
    let report = fuzz::run(&small.ours, &queries, count, seed)?;
    for fault in &report.faults {
        println!("{fault}");
    }
    println!(
        "{} queries, {} searches, {} highlights, {} faults; slowest parse {:?}, slowest search {:?}",
        report.queries,
        report.searches,
        report.highlights,
        report.faults.len(),
        report.slowest_parse,
        report.slowest_search
    );
    Ok(if report.faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
