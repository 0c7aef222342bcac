//! What is promised of an archive whose writer was disturbed, and what of it does not hold.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use paragraf_archive::{Reader, sha256_of};
use paragraf_index::Index;
use paragraf_ingest::{IngestConfig, catch_up, ingest};
use paragraf_query::{Query, SearchRequest};

use super::run::{Place, acknowledged};

/// Searches whose answers are compared: everything, words, parts of words, a phrase, a case and a filter.
const SEARCHES: [&str; 8] = [
    "",
    "beslut",
    "kommunstyrelsen",
    "\"enligt förslaget\"",
    "skol*",
    "protokoll justering",
    "KS 2021",
    "kommun:ekvalla",
];

/// A promise that was not kept, in words.
pub type Violation = String;

/// What an archive answers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answers {
    digest: String,
    documents: u64,
    paragraphs: u64,
    /// Keys of every hit of each search.
    found: Vec<Vec<u64>>,
}

/// The archive that a run leaves that nobody disturbs.
#[derive(Debug)]
pub struct Undisturbed {
    /// Below which the documents lie.
    minutes: PathBuf,
    /// SHA-256 and record of each document.
    documents: BTreeMap<PathBuf, (String, String)>,
    answers: Answers,
}

impl Undisturbed {
    /// Of a place that holds all documents below a folder.
    ///
    /// # Errors
    /// It does not hold them.
    pub fn of(place: &Place, minutes: &Path, documents: &[PathBuf]) -> Result<Undisturbed> {
        let archive = Reader::open(&place.data())?;
        let documents: Result<BTreeMap<_, _>> = documents
            .iter()
            .map(|path| {
                let sha256 = sha256_of(&fs::read(path)?);
                let record = archive.record(&sha256)?.context("a document is missing")?;
                Ok((path.clone(), (sha256, serde_json::to_string(&record)?)))
            })
            .collect();
        Ok(Undisturbed {
            minutes: minutes.to_owned(),
            documents: documents?,
            answers: answers(place)?,
        })
    }

    /// What a run that took everything in has said.
    pub fn acknowledgements(&self) -> String {
        let lines = self.documents.keys();
        lines
            .map(|path| format!("{}\n", serde_json::json!({ "path": path })))
            .collect()
    }

    /// Everything that does not hold in a place where a run was disturbed that had said this. Goes on there to the end.
    pub fn violations(&self, place: &Place, said: &str) -> Vec<Violation> {
        let mut violations = Vec::new();
        let mut check = |what: &str, checked: Result<Option<Violation>>| match checked {
            Ok(None) => {}
            Ok(Some(violation)) => violations.push(format!("{what}: {violation}")),
            Err(error) => violations.push(format!("{what}: {error:#}")),
        };
        let config = IngestConfig::new(place.data(), place.index());
        let started = catch_up(&config, &mut |_| {});
        check(
            "at the next start",
            started.map(|()| None).map_err(Into::into),
        );
        check("held after the next start", self.held(place, said));
        check("indexed after the next start", indexed(place));
        let paths = [self.minutes.clone()];
        let ended = ingest(&paths, &config, &mut |_| {});
        check("run to the end", ended.map(|_| None).map_err(Into::into));
        check("in the end", self.in_the_end(place));
        check("originals", self.originals(place));
        check("left over", left_over(place));
        violations
    }

    /// What was acknowledged is held; what is held is whole and there once.
    fn held(&self, place: &Place, said: &str) -> Result<Option<Violation>> {
        let archive = Reader::open(&place.data())?;
        let mut wrong = String::new();
        let acknowledged = acknowledged(said);
        let mut held = 0;
        for (path, (sha256, expected)) in &self.documents {
            let record = archive.record(sha256)?;
            held += u64::from(record.is_some());
            match record {
                None if acknowledged.contains(path) => {
                    write!(wrong, "{} was acknowledged and is lost; ", path.display())?;
                }
                Some(record) if serde_json::to_string(&record)? != *expected => {
                    write!(wrong, "{} is held in part; ", path.display())?;
                }
                _ => {}
            }
        }
        let counts = archive.counts()?;
        if counts.indexed != held {
            write!(wrong, "{} documents for {held} files", counts.indexed)?;
        }
        Ok((!wrong.is_empty()).then_some(wrong))
    }

    fn in_the_end(&self, place: &Place) -> Result<Option<Violation>> {
        let (answers, expected) = (answers(place)?, &self.answers);
        if answers == *expected {
            return Ok(None);
        }
        let searches = SEARCHES
            .iter()
            .zip(answers.found.iter().zip(&expected.found));
        let other: Vec<&str> = searches
            .filter(|(_, (found, expected))| found != expected)
            .map(|(typed, _)| *typed)
            .collect();
        Ok(Some(format!(
            "{} documents and {} paragraphs instead of {} and {}, the digest {} and other answers to {other:?}",
            answers.documents,
            answers.paragraphs,
            expected.documents,
            expected.paragraphs,
            if answers.digest == expected.digest {
                "the same"
            } else {
                "another"
            },
        )))
    }

    fn originals(&self, place: &Place) -> Result<Option<Violation>> {
        let archive = Reader::open(&place.data())?;
        for (sha256, _) in self.documents.values() {
            let path = archive
                .original(sha256)?
                .context("an original is missing")?;
            if sha256_of(&fs::read(&path)?) != *sha256 {
                return Ok(Some(format!("{} has other bytes", path.display())));
            }
        }
        Ok(None)
    }
}

/// The index is up to the archive's last change and holds as many paragraphs.
fn indexed(place: &Place) -> Result<Option<Violation>> {
    let (archive, index) = (Reader::open(&place.data())?, Index::open(&place.index())?);
    let (held, found) = (
        (archive.last_sequence()?, archive.counts()?.paragraphs),
        (index.sequence(), index.paragraph_count()),
    );
    Ok((held != found).then(|| format!("the archive is at {held:?}, the index at {found:?}")))
}

fn answers(place: &Place) -> Result<Answers> {
    let (archive, index) = (Reader::open(&place.data())?, Index::open(&place.index())?);
    let counts = archive.counts()?;
    let found = SEARCHES.iter().map(|typed| {
        let mut keys: Vec<u64> = index
            .export(&SearchRequest::new(Query::parse(typed)))?
            .collect();
        // Among equals the order is the index's own.
        keys.sort_unstable();
        Ok(keys)
    });
    Ok(Answers {
        digest: archive.digest()?,
        documents: counts.indexed,
        paragraphs: counts.paragraphs,
        found: found.collect::<Result<_>>()?,
    })
}

/// Nothing half written lies about, and one generation of the index.
fn left_over(place: &Place) -> Result<Option<Violation>> {
    let mut left: Vec<String> = names_in(&place.data().join("originals/incoming"))?;
    let (generations, files): (Vec<String>, Vec<String>) = names_in(&place.index())?
        .into_iter()
        .partition(|name| place.index().join(name).is_dir());
    left.extend(files.into_iter().filter(|name| name.ends_with(".new")));
    for generation in &generations {
        let files = names_in(&place.index().join(generation))?;
        left.extend(
            files
                .into_iter()
                .filter(|name| name.ends_with(".new") || name.starts_with(".tmp")),
        );
    }
    if generations.len() > 1 {
        left.extend(generations);
    }
    Ok((!left.is_empty()).then(|| left.join(", ")))
}

fn names_in(folder: &Path) -> Result<Vec<String>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}
