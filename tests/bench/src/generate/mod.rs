//! Writes made-up minutes, what is read from them, and queries over them: the same for the same seed, on any machine.
//!
//! An archive is made year by year: [`plan`] tells the meetings of a municipality's year and the way of each case,
//! [`minutes`] puts a meeting into words, [`layout`] prints it as that municipality does, and the program's own reader
//! makes the record. Each depends on the seed and its own place alone, so that documents are made on all cores and
//! written in order, in memory that does not grow with the archive.

mod candidates;
mod case_numbers;
mod chance;
mod dispute;
mod document;
mod facts;
mod formality;
mod headings;
mod language;
mod layout;
mod minutes;
mod people;
mod places;
mod plan;
mod queries;
#[cfg(test)]
mod tests;
mod wording;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, bail};

use candidates::Candidates;
use document::{Made, Maker};
use facts::Facts;
use plan::{Plan, Unit};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many paragraphs
    #[arg(long)]
    pub paragraphs: u64,
    /// The same seed gives the same files
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Folder to write to; must be new or empty
    #[arg(long, short)]
    pub output: PathBuf,
    /// Do not read what was written: no records.jsonl
    #[arg(long)]
    pub no_records: bool,
}

/// Documents that are made before they are written: enough that no core waits long for the other.
const BATCH: usize = 256;

pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let facts = generate(arguments)?;
    println!("{}", serde_json::to_string_pretty(&facts)?);
    Ok(())
}

/// Writes everything; `facts.json` last.
pub(crate) fn generate(arguments: &Arguments) -> anyhow::Result<Facts> {
    let output = &arguments.output;
    fs::create_dir_all(output)?;
    if fs::read_dir(output)?.next().is_some() {
        bail!("{} is not empty", output.display());
    }
    let maker = Maker::new(arguments.seed, !arguments.no_records);
    let units = Unit::all(arguments.paragraphs);
    let mut candidates = Candidates::draw(&maker, &units);
    let mut facts = Facts::new(arguments, &units);
    let mut records = match arguments.no_records {
        true => None,
        false => Some(BufWriter::with_capacity(
            1 << 20,
            File::create(output.join("records.jsonl"))?,
        )),
    };
    let mut batch: Vec<(Arc<Plan>, Vec<usize>)> = Vec::new();
    let mut waiting = 0;
    for (place, unit) in units.iter().enumerate() {
        let plan = Arc::new(Plan::new(*unit, arguments.seed));
        // In the order of their files' names, as whoever lists the folder finds them.
        let mut order: Vec<usize> = (0..plan.meetings.len()).collect();
        order.sort_by_key(|&meeting| plan.meetings[meeting].file_name());
        for part in order.chunks(BATCH) {
            waiting += part.len();
            batch.push((Arc::clone(&plan), part.to_vec()));
            if waiting >= BATCH {
                write(
                    &maker,
                    &mut batch,
                    &mut candidates,
                    &mut facts,
                    &mut records,
                    output,
                )?;
                waiting = 0;
            }
        }
        if place % 100 == 99 {
            eprintln!(
                "{} of {} paragraphs",
                facts.paragraphs, arguments.paragraphs
            );
        }
    }
    write(
        &maker,
        &mut batch,
        &mut candidates,
        &mut facts,
        &mut records,
        output,
    )?;
    if let Some(mut records) = records {
        records.flush()?;
    }
    let queries = queries::all(&candidates, &facts, arguments.seed);
    let mut file = BufWriter::new(File::create(output.join("queries.jsonl"))?);
    for query in &queries {
        serde_json::to_writer(&mut file, query)?;
        file.write_all(b"\n")?;
    }
    file.flush()?;
    facts.vocabulary = candidates.vocabulary();
    fs::write(
        output.join("facts.json"),
        serde_json::to_string_pretty(&facts)?,
    )?;
    Ok(facts)
}

/// Makes a batch of documents on all cores and writes it in order.
fn write(
    maker: &Maker,
    batch: &mut Vec<(Arc<Plan>, Vec<usize>)>,
    candidates: &mut Candidates,
    facts: &mut Facts,
    records: &mut Option<BufWriter<File>>,
    output: &Path,
) -> anyhow::Result<()> {
    let batch = std::mem::take(batch);
    let tasks: Vec<(&Plan, usize)> = batch
        .iter()
        .flat_map(|(plan, meetings)| meetings.iter().map(move |&meeting| (&**plan, meeting)))
        .collect();
    for made in make_all(maker, &tasks, candidates, output)? {
        facts.count(&made);
        candidates.count(&made.found);
        if let (Some(records), Some(record)) = (records.as_mut(), &made.record) {
            records.write_all(record.as_bytes())?;
            records.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn make_all(
    maker: &Maker,
    tasks: &[(&Plan, usize)],
    candidates: &Candidates,
    output: &Path,
) -> anyhow::Result<Vec<Made>> {
    let next = AtomicUsize::new(0);
    let work = || -> anyhow::Result<Vec<(usize, Made)>> {
        let mut all = Vec::new();
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            let Some((plan, meeting)) = tasks.get(task) else {
                return Ok(all);
            };
            let made = maker.make(plan, *meeting, candidates)?;
            let path = output.join(&made.path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&path, &made.text).with_context(|| path.display().to_string())?;
            all.push((task, made));
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut made: Vec<(usize, Made)> = Vec::with_capacity(tasks.len());
    std::thread::scope(|scope| -> anyhow::Result<()> {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            match worker.join() {
                Ok(part) => made.extend(part?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(())
    })?;
    made.sort_by_key(|(task, _)| *task);
    Ok(made.into_iter().map(|(_, made)| made).collect())
}
