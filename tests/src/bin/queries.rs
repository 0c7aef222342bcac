//! Measures judged searches over an archive, and shows those that are not right.
//!
//! `queries --data DIR --index DIR [--show SET|all] FILE.toml…` measures over what the program holds there;
//! `queries --made-up [--show SET|all] [FILE.toml…]` over the made-up archive and the samples, made for the occasion;
//! with `--peers` also what other engines find of the same;
//! `queries --write DIR` writes the made-up minutes there, to be looked at.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use paragraf_tests::made_up::{self, MadeUp, Matter};
use paragraf_tests::queries::{
    Authors, Judged, Keys, Ours, Ranking, Set, files_named, judged, measure, show, table,
};
use paragraf_tests::search_quality;

/// Matters and queries that come with the project.
const QUERIES: &str = "tests/queries";
const SAMPLES: &str = "data/samples";

fn main() -> Result<()> {
    let options = Options::read(std::env::args().skip(1))?;
    if let Some(folder) = &options.write {
        return MadeUp::of(&Matter::read_folder(Path::new(QUERIES))?).write(folder);
    }
    if options.made_up {
        let matters = Matter::read_folder(Path::new(QUERIES))?;
        let archive = made_up::archive(&matters, Some(Path::new(SAMPLES)))?;
        let files = match options.files.as_slice() {
            [] => files_named(Path::new(QUERIES), "queries_")?,
            named => named.to_vec(),
        };
        let queries = judged::read(&files, &archive.keys)?;
        measured(&options, &archive.ours, &queries, &archive.authors)
    } else if options.files.is_empty() {
        bail!("name at least one file of queries")
    } else {
        let ours = Ours::open(&options.data, &options.index)?;
        let queries = judged::read(&options.files, &Keys::new())?;
        measured(&options, &ours, &queries, &Authors::new())
    }
}

fn measured(options: &Options, ours: &Ours, queries: &[Judged], authors: &Authors) -> Result<()> {
    if options.peers {
        let script = Path::new(QUERIES).join("peers.py");
        println!(
            "{}",
            search_quality::report(ours, queries, authors, &script)?
        );
        return Ok(());
    }
    let mut rankings = Vec::new();
    let mut times = Vec::new();
    for query in queries {
        let (ranking, took) = ours.rank(query, authors)?;
        rankings.push(ranking);
        times.push(took);
    }
    println!("{}", table(&measure::measure(queries, &rankings)));
    println!("{}", pace(times));
    for (query, ranking) in queries.iter().zip(&rankings) {
        if options.shows(query, ranking) {
            println!("{}", show::shown(ours, query, ranking)?);
        }
    }
    Ok(())
}

fn pace(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |share: usize| {
        let place = times.len().saturating_sub(1) * share / 100;
        times
            .get(place)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    format!(
        "{} queries; half within {:.2} ms, 95 % within {:.2} ms, all within {:.2} ms, highlights included\n",
        times.len(),
        at(50),
        at(95),
        at(100)
    )
}

struct Options {
    data: PathBuf,
    index: PathBuf,
    made_up: bool,
    peers: bool,
    write: Option<PathBuf>,
    shown: Vec<Set>,
    files: Vec<PathBuf>,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Options> {
        let mut options = Options {
            data: PathBuf::from("data"),
            index: PathBuf::from("index"),
            made_up: false,
            peers: false,
            write: None,
            shown: Vec::new(),
            files: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .with_context(|| format!("{argument} needs a value"))
            };
            match argument.as_str() {
                "--data" => options.data = value()?.into(),
                "--index" => options.index = value()?.into(),
                "--made-up" => options.made_up = true,
                "--peers" => options.peers = true,
                "--write" => options.write = Some(value()?.into()),
                "--show" => options.shown.extend(sets(&value()?)?),
                option if option.starts_with("--") => bail!("unknown option {option}"),
                file => options.files.push(file.into()),
            }
        }
        Ok(options)
    }

    fn shows(&self, query: &Judged, ranking: &Ranking) -> bool {
        self.shown.contains(&query.set) && !ranking.is_right(&query.expected)
    }
}

fn sets(name: &str) -> Result<Vec<Set>> {
    if name == "all" {
        return Ok(Set::ALL.to_vec());
    }
    let set = Set::from_name(name).with_context(|| {
        let names: Vec<&str> = Set::ALL.iter().map(|set| set.name()).collect();
        format!("--show takes `all` or one of {}", names.join(", "))
    })?;
    Ok(vec![set])
}
