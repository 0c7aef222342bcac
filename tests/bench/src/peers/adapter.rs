//! An engine as a process of its own, asked over its standard input: `tests/bench/peers/adapter.py` tells the
//! conversation, which engines in Rust hold to as well (`serve`).

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::question::Question;

/// What an engine is told to do.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Fill the folder.
    Load(String),
    /// Make ready to search.
    Open(()),
    /// Answer, one after the other.
    Ask(Vec<Question>),
}

/// How long loading took.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// From rows in memory to what can be searched.
    pub seconds: f64,
    /// Each step by name; some may not be counted.
    pub steps: Vec<(String, f64)>,
    /// Where the folder holds more than what is loaded.
    #[serde(default)]
    pub bytes: Option<u64>,
}

/// What an engine found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// How long it took.
    pub micros: f64,
    /// Exactly how many match; `None` where the engine had nothing to search for.
    pub total: Option<u64>,
    /// The ten best, by what the engine calls them.
    pub keys: Vec<u64>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Answers {
    answers: Vec<Answer>,
}

/// An engine in this process.
pub trait Engine {
    /// Fills its folder from rows, or from what it reads itself.
    fn load(&mut self, from: &Path) -> Result<Loaded>;
    /// Makes ready to search.
    fn open(&mut self) -> Result<()>;
    /// The total and the ten best. All of it is timed.
    fn ask(&mut self, question: &Question) -> Result<(u64, Vec<u64>)>;
}

/// Answers requests until standard input ends.
///
/// # Errors
/// The engine fails, or a request is none.
pub fn serve(engine: &mut dyn Engine) -> Result<()> {
    for line in io::stdin().lines() {
        let answer = match serde_json::from_str(&line?)? {
            Request::Load(from) => serde_json::to_string(&engine.load(Path::new(&from))?)?,
            Request::Open(()) => {
                engine.open()?;
                "{}".to_owned()
            }
            Request::Ask(questions) => {
                let answers = questions.iter().map(|question| timed(engine, question));
                let answers = answers.collect::<Result<_>>()?;
                serde_json::to_string(&Answers { answers })?
            }
        };
        let mut output = io::stdout().lock();
        output.write_all(answer.as_bytes())?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(())
}

fn timed(engine: &mut dyn Engine, question: &Question) -> Result<Answer> {
    let start = Instant::now();
    let (total, keys) = engine.ask(question)?;
    Ok(Answer {
        micros: start.elapsed().as_secs_f64() * 1e6,
        total: Some(total),
        keys,
    })
}

/// An engine in a process of its own; it ends with this value.
#[derive(Debug)]
pub struct Adapter {
    name: &'static str,
    process: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Adapter {
    /// Starts it.
    pub fn start(name: &'static str, mut command: Command) -> Result<Adapter> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{name}: {}", command.get_program().display()))?;
        Ok(Adapter {
            name,
            requests: process.stdin.take(),
            answers: BufReader::new(process.stdout.take().context("its standard output")?),
            process,
        })
    }

    /// Fills its folder.
    pub fn load(&mut self, from: &Path) -> Result<Loaded> {
        self.ask_for(&Request::Load(from.display().to_string()))
    }

    /// Makes it ready to search.
    pub fn open(&mut self) -> Result<()> {
        let _: serde_json::Value = self.ask_for(&Request::Open(()))?;
        Ok(())
    }

    /// Asks one question after the other.
    pub fn answers(&mut self, questions: &[Question]) -> Result<Vec<Answer>> {
        let Answers { answers } = self.ask_for(&Request::Ask(questions.to_vec()))?;
        anyhow::ensure!(
            answers.len() == questions.len(),
            "{} left questions unanswered",
            self.name
        );
        Ok(answers)
    }

    /// Lets it stop what it has started, and waits for that.
    pub fn end(mut self) -> Result<()> {
        self.requests = None;
        let status = self.process.wait()?;
        anyhow::ensure!(status.success(), "{} ended with {status}", self.name);
        Ok(())
    }

    fn ask_for<T: for<'a> Deserialize<'a>>(&mut self, request: &Request) -> Result<T> {
        let mut line = serde_json::to_string(request)?;
        line.push('\n');
        let requests = self.requests.as_mut().context("it has ended")?;
        // What it had to say stands on standard error.
        let told = || format!("{} has failed", self.name);
        requests.write_all(line.as_bytes()).with_context(told)?;
        let mut answer = String::new();
        if self.answers.read_line(&mut answer)? == 0 {
            bail!(told());
        }
        serde_json::from_str(&answer).with_context(told)
    }
}

impl Drop for Adapter {
    fn drop(&mut self) {
        // It ends by itself with its standard input, having stopped what it started.
        self.requests = None;
        let _ = self.process.wait();
    }
}
