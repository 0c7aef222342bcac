//! Steps that work without the program run in a process of their own, so that what they take is theirs alone.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::figures::Figures;
use super::process::{self, Spent};
use super::{asking, loading, mix, parsing, searching, sets};
use crate::data_set::DataSet;

/// Of made-up minutes where nobody names another.
pub const SEED: u64 = 1;

/// One step; prints its figures as JSON. Not for people.
#[derive(Clone, Debug, clap::Args)]
pub struct Step {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq, clap::Subcommand)]
pub enum What {
    /// Text files to records, nothing written
    Parse {
        #[arg(long)]
        data_set: PathBuf,
        #[arg(long)]
        threads: usize,
        /// About so many §§, of files that lie evenly among all
        #[arg(long)]
        most: u64,
    },
    /// Ready records to archive and index
    Load {
        #[arg(long)]
        data_set: PathBuf,
        #[arg(long)]
        archive: PathBuf,
    },
    /// Queries to hits, in this process
    Search {
        #[arg(long)]
        data_set: PathBuf,
        #[arg(long)]
        archive: PathBuf,
    },
    /// Queries to a server that somebody has started
    Ask {
        #[arg(long)]
        data_set: PathBuf,
        #[arg(long)]
        server: SocketAddr,
        #[arg(long, default_value_t = 1)]
        visitors: usize,
    },
    /// Tells where made-up minutes of a size lie, and makes them where they are missing
    DataSet {
        #[arg(long)]
        paragraphs: u64,
        #[arg(long)]
        folder: PathBuf,
    },
}

/// Does one step in this process.
pub fn run(step: &Step) -> Result<()> {
    let figures = match &step.what {
        What::Parse {
            data_set,
            threads,
            most,
        } => parsing::run(data_set, *threads, *most)?,
        What::Load { data_set, archive } => loading::run(data_set, archive)?,
        What::Search { data_set, archive } => searching::run(data_set, archive)?,
        What::Ask {
            data_set,
            server,
            visitors,
        } => ask(data_set, *server, *visitors)?,
        What::DataSet { paragraphs, folder } => {
            println!("{}", sets::made(folder, *paragraphs, SEED)?.display());
            return Ok(());
        }
    };
    serde_json::to_writer(std::io::stdout().lock(), &figures)?;
    Ok(())
}

impl What {
    /// Does it in a process of its own.
    pub fn apart(&self) -> Result<(Figures, Spent)> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("step").args(self.words());
        let (said, status, spent) = process::run(&mut command)?;
        ensure!(status.success(), "{self:?} ended with {status}");
        let figures = serde_json::from_str(&said).with_context(|| format!("{self:?}: {said}"))?;
        Ok((figures, spent))
    }

    fn words(&self) -> Vec<OsString> {
        let number = |number: &dyn ToString| OsString::from(number.to_string());
        let (name, options): (&str, Vec<(&str, OsString)>) = match self {
            What::Parse {
                data_set,
                threads,
                most,
            } => (
                "parse",
                vec![
                    ("--data-set", data_set.into()),
                    ("--threads", number(threads)),
                    ("--most", number(most)),
                ],
            ),
            What::Load { data_set, archive } => (
                "load",
                vec![
                    ("--data-set", data_set.into()),
                    ("--archive", archive.into()),
                ],
            ),
            What::Search { data_set, archive } => (
                "search",
                vec![
                    ("--data-set", data_set.into()),
                    ("--archive", archive.into()),
                ],
            ),
            What::Ask {
                data_set,
                server,
                visitors,
            } => (
                "ask",
                vec![
                    ("--data-set", data_set.into()),
                    ("--server", number(server)),
                    ("--visitors", number(visitors)),
                ],
            ),
            What::DataSet { paragraphs, folder } => (
                "data-set",
                vec![
                    ("--paragraphs", number(paragraphs)),
                    ("--folder", folder.into()),
                ],
            ),
        };
        let options = options
            .into_iter()
            .flat_map(|(name, value)| [name.into(), value]);
        std::iter::once(name.into()).chain(options).collect()
    }
}

/// The mix over HTTP.
fn ask(data_set: &Path, server: SocketAddr, visitors: usize) -> Result<Figures> {
    let queries = DataSet::open(data_set)?.queries()?;
    let pass = asking::together(server, &queries, visitors)?;
    let mut figures = mix::told("http", &pass.asked);
    figures.insert("http.rate".to_owned(), pass.rate());
    figures.insert("http.failed".to_owned(), pass.failures.len() as f64);
    Ok(figures)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Step, What};

    #[derive(Debug, Parser)]
    struct Typed {
        #[command(flatten)]
        step: Step,
    }

    #[test]
    fn what_a_step_is_told_is_what_it_reads() {
        let (data_set, archive) = ("a b/10k".into(), "work".into());
        let steps = [
            What::Parse {
                data_set: "d".into(),
                threads: 2,
                most: 7,
            },
            What::Load { data_set, archive },
            What::Search {
                data_set: "d".into(),
                archive: "e".into(),
            },
            What::Ask {
                data_set: "d".into(),
                server: ([127, 0, 0, 1], 80).into(),
                visitors: 8,
            },
            What::DataSet {
                paragraphs: 10_000,
                folder: "f".into(),
            },
        ];
        for step in steps {
            let words = std::iter::once("step".into()).chain(step.words());
            assert_eq!(Typed::parse_from(words).step.what, step);
        }
    }
}
