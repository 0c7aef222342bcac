//! Where runs begin, what they do and who searches meanwhile.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use paragraf_archive::Reader;
use paragraf_index::Index;
use paragraf_query::{Query, SearchRequest};
use paragraf_tests::faults::{Ended, Fault, Place, Shim, Undisturbed, Violation, minutes};
use tempfile::TempDir;

/// What a run of the program is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Read all documents into nothing.
    First,
    /// Read the second half beside the first.
    More,
    /// Make the index anew.
    Rebuild,
}

impl Work {
    pub const ALL: [Work; 3] = [Work::First, Work::More, Work::Rebuild];
}

/// Documents, places to begin from, and what is to come out.
pub struct Bench {
    pub shim: Shim,
    minutes: TempDir,
    /// Nothing, half, and all.
    begun: [Place; 3],
    undisturbed: Undisturbed,
    operations: [u64; 3],
}

impl Bench {
    pub fn new(documents: usize) -> Result<Bench> {
        let shim = Shim::build()?;
        let folder = tempfile::tempdir()?;
        let paths = minutes(folder.path(), documents)?;
        let half: Vec<&str> = paths
            .iter()
            .take(documents / 2)
            .filter_map(|path| path.to_str())
            .collect();
        let begun = [
            Place::new(program())?,
            Place::new(program())?,
            Place::new(program())?,
        ];
        let mut bench = Bench {
            undisturbed: {
                let all = [&["ingest"], [text(folder.path())?].as_slice()].concat();
                well(&begun[2].run(&shim, &all, None)?)?;
                Undisturbed::of(&begun[2], folder.path(), &paths)?
            },
            shim,
            minutes: folder,
            begun,
            operations: [0; 3],
        };
        let first_half = [&["ingest"], half.as_slice()].concat();
        well(&bench.begun[1].run(&bench.shim, &first_half, None)?)?;
        for (number, work) in Work::ALL.into_iter().enumerate() {
            let ended = bench
                .place(work)?
                .run(&bench.shim, &bench.arguments(work), None)?;
            well(&ended)?;
            bench.operations[number] = ended.operations;
        }
        println!(
            "operations of {documents} documents: {:?}",
            bench.operations
        );
        Ok(bench)
    }

    pub fn operations(&self, work: Work) -> u64 {
        self.operations[work as usize]
    }

    /// A fresh copy of where the work begins.
    pub fn place(&self, work: Work) -> Result<Place> {
        Place::like(&self.begun[work as usize])
    }

    pub fn arguments(&self, work: Work) -> Vec<&str> {
        match work {
            Work::First | Work::More => {
                let minutes = self.minutes.path().to_str().unwrap_or_default();
                vec!["ingest", minutes, "--format", "jsonl"]
            }
            Work::Rebuild => vec!["rebuild"],
        }
    }

    /// Runs with a fault while somebody has archive and index open, who must be answered all the time.
    pub fn disturb(
        &self,
        work: Work,
        fault: Fault,
        at: u64,
    ) -> Result<(Place, Ended, Vec<Violation>)> {
        let place = self.place(work)?;
        let reader = (work != Work::First)
            .then(|| Searcher::open(&place))
            .transpose()?;
        let ended = place.run(&self.shim, &self.arguments(work), Some((fault, at)))?;
        let unanswered = reader
            .and_then(|reader| reader.ask(&place).err())
            .map(|error| format!("searching meanwhile: {error:#}"));
        Ok((place, ended, unanswered.into_iter().collect()))
    }

    pub fn violations(&self, work: Work, place: &Place, said: &str) -> Vec<Violation> {
        // A rebuild acknowledges nothing, and all was acknowledged before.
        let everything = match work {
            Work::Rebuild => self.undisturbed.acknowledgements(),
            Work::First | Work::More => String::new(),
        };
        self.undisturbed
            .violations(place, &format!("{everything}{said}"))
    }
}

/// One who has archive and index open, and one who opens them.
struct Searcher {
    archive: Reader,
    index: Index,
    total: u64,
}

impl Searcher {
    fn open(place: &Place) -> Result<Searcher> {
        let (archive, index) = (Reader::open(&place.data())?, Index::open(&place.index())?);
        let total = found(&archive, &index)?;
        Ok(Searcher {
            archive,
            index,
            total,
        })
    }

    fn ask(&self, place: &Place) -> Result<()> {
        let before = found(&self.archive, &self.index)?;
        self.index.refresh()?;
        let after = found(&self.archive, &self.index)?;
        let anew = Searcher::open(place)?.total;
        ensure!(
            before == self.total && after >= self.total && anew >= self.total,
            "{} hits before, then {before}, {after} and {anew}",
            self.total
        );
        Ok(())
    }
}

fn found(archive: &Reader, index: &Index) -> Result<u64> {
    let answer = index.search(&SearchRequest::new(Query::parse("beslut")))?;
    let keys: Vec<u64> = answer.hits.iter().map(|hit| hit.key).collect();
    ensure!(!keys.is_empty(), "nothing is found");
    ensure!(
        archive.paragraphs_by_key(&keys)?.len() == keys.len(),
        "hits without a paragraph"
    );
    Ok(answer.total)
}

fn well(ended: &Ended) -> Result<()> {
    ensure!(
        ended.status.success(),
        "{}: {}",
        ended.status,
        ended.complained
    );
    Ok(())
}

/// The real one.
pub fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_paragraf"))
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("a path of text")
}
