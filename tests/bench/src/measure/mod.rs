//! Fills archives of several sizes and searches them as their users would; tells what that took and how it grows.

mod asked;
mod asking;
pub mod client;
mod compare;
mod disk;
pub mod document;
mod exporting;
mod figures;
mod growth;
mod loading;
pub mod machine;
mod mix;
mod parsing;
mod percentiles;
mod process;
mod programs;
mod results;
mod searching;
pub mod server;
pub mod sets;
mod size;
mod step;
mod table;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use self::machine::Machine;
use self::results::Results;
pub use self::step::{SEED, Step, run as run_step};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many paragraphs, separated by commas
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
    sizes: Vec<u64>,
    /// Where made-up minutes lie (10k, 100k, 1m; made where they are missing), and archives and results
    #[arg(long, default_value = "target/bench")]
    folder: PathBuf,
    /// A folder of `generate` to measure with instead of those of the sizes; may be repeated
    #[arg(long)]
    data_set: Vec<PathBuf>,
    /// Where archives are made instead of FOLDER/archives; each is taken away when it was measured, and nothing else
    #[arg(long)]
    work: Option<PathBuf>,
    /// Leave the archives there: the next run with --only out or export searches them, and leaves them too
    #[arg(long)]
    keep: bool,
    /// Only one part
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// The program that is measured
    #[arg(long, default_value = "target/release/paragraf")]
    program: PathBuf,
    /// Of made-up minutes that are missing
    #[arg(long, default_value_t = step::SEED)]
    seed: u64,
    /// Where results are kept instead of FOLDER/results.json
    #[arg(long)]
    results: Option<PathBuf>,
    /// A document that gets the tables between its marks <!-- measured --> and <!-- /measured -->
    #[arg(long)]
    document: Option<PathBuf>,
    /// Measure nothing: write the tables of what the results hold
    #[arg(long)]
    told: bool,
    /// Results of an earlier run to compare with; of two runs (OLD,NEW) nothing is measured
    #[arg(long, value_delimiter = ',', value_name = "OLD[,NEW]")]
    compare: Vec<PathBuf>,
    /// Two builds of the program to search with in turns instead of all else
    #[arg(long, value_delimiter = ',', value_name = "OLD,NEW")]
    programs: Vec<PathBuf>,
}

/// What can be measured apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// The way in
    In,
    /// Opening and searching
    Out,
    /// Exports
    Export,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    if let [old, new] = arguments.compare.as_slice() {
        println!(
            "{}",
            compare::written(&Results::read(old)?, &Results::read(new)?)
        );
        return Ok(());
    }
    if arguments.told {
        return tell(arguments, &Results::read(&kept(arguments))?);
    }
    std::fs::create_dir_all(&arguments.folder)?;
    let work = match &arguments.work {
        Some(work) => work.clone(),
        None => arguments.folder.join("archives"),
    };
    match arguments.programs.as_slice() {
        [] => measure(arguments, &work),
        [old, new] => in_turns(arguments, &work, [old, new]),
        _ => anyhow::bail!("--programs takes two"),
    }
}

/// Everything, or one part of it, at every size.
fn measure(arguments: &Arguments, work: &Path) -> Result<()> {
    let program = absolute(&arguments.program)?;
    let path = kept(arguments);
    let mut results = Results::of(Machine::here(&arguments.folder), &path);
    let mut failures = Vec::new();
    for folder in folders(arguments)? {
        let set = sets::open(&folder)?;
        let facts = set.facts.clone();
        let place = work.join(folder.file_name().context("a folder with a name")?);
        let (figures, failed) = size::measure(
            &set,
            &absolute(&place)?,
            &program,
            arguments.only,
            arguments.keep,
        )?;
        failures.extend(failed);
        results.add(facts, figures);
        results.write(&path)?;
    }
    tell(arguments, &results)?;
    ensure!(
        failures.is_empty(),
        "not as it should be:\n{}",
        failures.join("\n")
    );
    Ok(())
}

/// Where results are kept.
fn kept(arguments: &Arguments) -> PathBuf {
    match &arguments.results {
        Some(path) => path.clone(),
        None => arguments.folder.join("results.json"),
    }
}

/// Prints the tables, and writes them where they are asked for.
fn tell(arguments: &Arguments, results: &Results) -> Result<()> {
    let table = table::written(results);
    println!("{table}");
    if let Some(document) = &arguments.document {
        document::put(document, "measured", &table)?;
    }
    if let [old] = arguments.compare.as_slice() {
        println!("\n{}", compare::written(&Results::read(old)?, results));
    }
    Ok(())
}

/// Two programs search the same minutes in turns.
fn in_turns(arguments: &Arguments, work: &Path, programs: [&PathBuf; 2]) -> Result<()> {
    let programs = [absolute(programs[0])?, absolute(programs[1])?];
    for folder in folders(arguments)? {
        let set = sets::open(&folder)?;
        let place = work.join(folder.file_name().context("a folder with a name")?);
        let place = absolute(&place)?;
        let compared = programs::compare(&set, &place, &programs);
        if !arguments.keep && place.exists() {
            std::fs::remove_dir_all(&place)?;
        }
        println!("{}\n", compared?);
    }
    Ok(())
}

/// Of every size, made where it is missing.
fn folders(arguments: &Arguments) -> Result<Vec<PathBuf>> {
    if !arguments.data_set.is_empty() {
        return arguments
            .data_set
            .iter()
            .map(|folder| absolute(folder))
            .collect();
    }
    let mut sizes = arguments.sizes.clone();
    sizes.sort_unstable();
    sizes.dedup();
    ensure!(!sizes.is_empty(), "no size is asked for");
    let made = sizes
        .into_iter()
        .map(|size| sets::made(&arguments.folder, size, arguments.seed));
    made.collect()
}

/// The program works in a folder of its own.
fn absolute(path: &Path) -> Result<PathBuf> {
    Ok(std::path::absolute(path)?)
}
