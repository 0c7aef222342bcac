//! Loads the same paragraphs into other engines and asks them the same queries: ratios, not times.
//!
//! Each engine is a process of its own. Loading is one after the other; of the queries each engine is asked a block in
//! turn, so that whatever else the machine does slows all alike.

mod adapter;
mod compare;
mod disk;
mod engines;
mod floor;
mod library;
mod question;
mod ready;
mod report;
mod results;
mod rows;
mod served;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use adapter::{Adapter, Answer, Loaded};
pub use engines::{Arguments as EngineArguments, serve};
use engines::{ENGINES, Engine};
use question::Question;
use results::{Asked, Load, Results};

use crate::data_set::DataSet;
use crate::measure::machine::Machine;
use crate::measure::{SEED, document, sets};

/// Hits of an answer.
const SIZE: usize = 10;
/// Questions that an engine is asked before it is the next one's turn.
const BLOCK: usize = 25;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many paragraphs
    #[arg(long, default_value_t = 100_000)]
    pub paragraphs: u64,
    /// Where made-up minutes lie (10k, 100k, 1m; made where they are missing)
    #[arg(long, default_value = "target/bench")]
    pub folder: PathBuf,
    /// A folder of `generate` to measure with instead
    #[arg(long)]
    pub data_set: Option<PathBuf>,
    /// Where engines and results lie instead of FOLDER/peers
    #[arg(long)]
    pub work: Option<PathBuf>,
    /// Of made-up minutes that are missing
    #[arg(long, default_value_t = SEED)]
    pub seed: u64,
    /// Only these engines, by name; what the same committed program has measured of the others before stays
    #[arg(long, value_delimiter = ',')]
    pub engines: Vec<String>,
    /// Only these steps
    #[arg(long, value_delimiter = ',', default_value = "load,ask")]
    pub steps: Vec<Step>,
    /// Passes over the queries after the first, cold one
    #[arg(long, default_value_t = 1)]
    pub passes: usize,
    /// The program that serves
    #[arg(long, default_value = "target/release/paragraf")]
    pub program: PathBuf,
    /// A table of reading PDFs beside `pdftotext`, to be told with the others
    #[arg(long)]
    pub pdfs: Option<PathBuf>,
    /// A document with a section between `<!-- peers -->` and `<!-- /peers -->` that is written anew
    #[arg(long)]
    pub document: Option<PathBuf>,
    /// Takes away what was loaded in the end
    #[arg(long)]
    pub clear: bool,
}

/// A part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Fill every engine.
    Load,
    /// Ask every engine.
    Ask,
    /// Print what was measured before; the others end with this too
    Report,
}

/// Loads, asks, prints, and keeps what was measured in the folder.
///
/// # Errors
/// An engine fails, or the disk does.
pub fn run(arguments: &Arguments) -> Result<()> {
    let bench = Bench::of(arguments)?;
    let path = bench.folder.join("results.json");
    let mut results = Results::read(&path)?;
    if arguments.steps.iter().any(|step| *step != Step::Report) {
        results = results.going_on(Machine::here(&bench.folder), &bench.data_set.facts);
    }
    if let Some(table) = &arguments.pdfs {
        results.pdfs = Some(fs::read_to_string(table)?);
    }
    if arguments.steps.contains(&Step::Load) {
        bench.load(&mut results)?;
        results.write(&path)?;
    }
    if arguments.steps.contains(&Step::Ask) {
        bench.ask(&mut results)?;
        results.write(&path)?;
    }
    let report = report::report(&results);
    println!("{report}");
    if let Some(document) = &arguments.document {
        document::put(document, "peers", &report)?;
    }
    if arguments.clear {
        bench.clear()?;
    }
    Ok(())
}

/// What is measured, where.
struct Bench<'a> {
    arguments: &'a Arguments,
    data_set: DataSet,
    /// Whole, because engines work elsewhere.
    folder: PathBuf,
    program: PathBuf,
    engines: Vec<&'static Engine>,
}

impl Bench<'_> {
    fn of(arguments: &Arguments) -> Result<Bench<'_>> {
        let names = &arguments.engines;
        for name in names {
            let is_known = ENGINES.iter().any(|engine| engine.name == name);
            ensure!(is_known, "no engine is called {name}");
        }
        let is_chosen =
            |engine: &&Engine| names.is_empty() || names.iter().any(|name| name == engine.name);
        let folder = match &arguments.work {
            Some(work) => work.clone(),
            None => arguments.folder.join("peers"),
        };
        fs::create_dir_all(&folder)?;
        let data_set = match &arguments.data_set {
            Some(data_set) => data_set.canonicalize()?,
            None => sets::made(&arguments.folder, arguments.paragraphs, arguments.seed)?,
        };
        Ok(Bench {
            data_set: sets::open(&data_set)?,
            folder: folder.canonicalize()?,
            program: std::path::absolute(&arguments.program)?,
            engines: ENGINES.iter().filter(is_chosen).collect(),
            arguments,
        })
    }

    fn rows(&self) -> PathBuf {
        self.folder.join("rows.tsv")
    }

    fn load(&self, results: &mut Results) -> Result<()> {
        let start = Instant::now();
        rows::write(&self.data_set.records(), &self.rows())?;
        results.rows_seconds = start.elapsed().as_secs_f64();
        for engine in self.engines.iter().filter(|engine| engine.loads()) {
            let folder = engine.folder(&self.folder);
            remove(&folder)?;
            fs::create_dir_all(&folder)?;
            eprintln!("loading: {}", engine.label);
            let mut adapter = engine.start(&self.folder, &self.program)?;
            let loaded = adapter.load(engine.source(&self.data_set.folder, &self.rows()))?;
            adapter.end()?;
            let bytes = loaded.bytes.map_or_else(|| disk::bytes(&folder), Ok)?;
            eprintln!("  {:.1} s, {} bytes", loaded.seconds, bytes);
            results
                .loads
                .insert(engine.name.to_owned(), Load { loaded, bytes });
        }
        Ok(())
    }

    fn ask(&self, results: &mut Results) -> Result<()> {
        let questions = question::plain(&self.data_set.queries()?)?;
        if results.questions != questions {
            results.asked.clear();
        }
        for engine in &self.engines {
            disk::forget(&engine.folder(&self.folder))?;
        }
        let mut adapters = Vec::new();
        for engine in &self.engines {
            let mut adapter = engine.start(&self.folder, &self.program)?;
            adapter.open()?;
            adapters.push(adapter);
        }
        let mut passes: Vec<Vec<Vec<Answer>>> = vec![Vec::new(); adapters.len()];
        for pass in 0..=self.arguments.passes {
            eprintln!("asking {} questions: pass {pass}", questions.len());
            for (answers, passes) in in_turns(&mut adapters, &questions)?
                .into_iter()
                .zip(&mut passes)
            {
                passes.push(answers);
            }
        }
        for adapter in adapters {
            adapter.end()?;
        }
        for (engine, passes) in self.engines.iter().zip(&passes) {
            results
                .asked
                .insert(engine.name.to_owned(), Asked::of(passes));
        }
        results.questions = questions;
        Ok(())
    }

    fn clear(&self) -> Result<()> {
        for engine in &self.engines {
            remove(&engine.folder(&self.folder))?;
        }
        fs::remove_file(self.rows())?;
        Ok(())
    }
}

/// Each engine's answers to all questions, asked in blocks; with each block another engine is the first.
fn in_turns(adapters: &mut [Adapter], questions: &[Question]) -> Result<Vec<Vec<Answer>>> {
    let mut answers = vec![Vec::new(); adapters.len()];
    for (number, block) in questions.chunks(BLOCK).enumerate() {
        for place in 0..adapters.len() {
            let place = (place + number) % adapters.len();
            answers[place].extend(adapters[place].answers(block)?);
        }
    }
    Ok(answers)
}

fn remove(folder: &Path) -> Result<()> {
    match folder.exists() {
        true => fs::remove_dir_all(folder).with_context(|| folder.display().to_string()),
        false => Ok(()),
    }
}

/// Times the steps of loading.
#[derive(Debug, Default)]
struct Steps(Vec<(String, f64)>);

impl Steps {
    fn take<T>(&mut self, name: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let result = step()?;
        self.0
            .push((name.to_owned(), start.elapsed().as_secs_f64()));
        Ok(result)
    }

    fn loaded(self) -> Loaded {
        Loaded {
            seconds: self.0.iter().map(|(_, seconds)| seconds).sum(),
            steps: self.0,
            bytes: None,
        }
    }
}
