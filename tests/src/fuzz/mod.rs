//! Random and mutated queries and texts through everything that reads them: no panic, no query that is slow to parse,
//! what was understood reads back, and highlights are well-formed.

mod highlights;
pub mod mutate;
pub mod targets;
mod typed;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use paragraf_index::Matcher;
use paragraf_language::Analyzer;
use paragraf_model::Paragraph;
use paragraf_query::Query;

use crate::chance::Chance;
use crate::queries::Ours;
use typed::Typist;

/// No query may take longer to parse.
const SLOWEST: Duration = Duration::from_millis(50);

/// A search takes a hundred times as long as all the rest, so only one query in so many is searched.
const SEARCH_EVERY: u64 = 50;

/// What was tried.
#[derive(Debug, Default)]
pub struct Report {
    /// Queries that were parsed and read back.
    pub queries: u64,
    /// Queries that were searched.
    pub searches: u64,
    /// Excerpts that were looked at.
    pub highlights: u64,
    /// The longest that a query took to parse.
    pub slowest_parse: Duration,
    /// The longest that a search took, highlights included.
    pub slowest_search: Duration,
    /// What was wrong, with the query.
    pub faults: Vec<String>,
}

/// Tries so many queries. The same seed gives the same queries.
///
/// # Errors
/// The archive is empty or cannot be read.
pub fn run(ours: &Ours, known_queries: &[String], count: u64, seed: u64) -> Result<Report> {
    let paragraphs = ours.paragraphs()?;
    let paragraphs: Vec<Paragraph> = paragraphs
        .into_iter()
        .map(|stored| stored.paragraph)
        .collect();
    if paragraphs.is_empty() {
        bail!("the archive is empty");
    }
    let mut chance = Chance::of(&format!("fuzz/{seed}"));
    let typist = Typist::new(&paragraphs, known_queries);
    let analyzer = Analyzer::built_in();
    let mut report = Report::default();
    for number in 0..count {
        let typed = typist.query(&mut chance);
        let mut paragraph = paragraphs[chance.below(paragraphs.len() as u64) as usize].clone();
        if chance.once_in(2) {
            typist.spoil(&mut paragraph, &mut chance);
        }
        let tried = catch_unwind(AssertUnwindSafe(|| {
            try_query(&mut report, &typed, &paragraph, &analyzer);
            if number.is_multiple_of(SEARCH_EVERY) {
                try_search(&mut report, ours, &typed);
            }
        }));
        if tried.is_err() {
            report
                .faults
                .push(format!("panic: {typed:?} in {paragraph:?}"));
        }
    }
    Ok(report)
}

fn try_query(report: &mut Report, typed: &str, paragraph: &Paragraph, analyzer: &Analyzer) {
    report.queries += 1;
    let (query, took) = parsed(typed);
    report.slowest_parse = report.slowest_parse.max(took);
    if took > SLOWEST {
        report.faults.push(format!("{took:?} to parse: {typed:?}"));
    }
    let understood = query.understood();
    let again = Query::parse(&understood);
    if again.root != query.root {
        let fault = format!("{typed:?} is understood as {understood:?}, which is another query");
        report.faults.push(fault);
    }
    let matcher = Matcher::of(&query.root, analyzer);
    for highlight in matcher.highlights(paragraph) {
        report.highlights += 1;
        if let Some(fault) = highlights::fault(&highlight.html) {
            let html = &highlight.html;
            report
                .faults
                .push(format!("{fault}: {typed:?} gives {html:?}"));
        }
    }
}

/// The shortest of some times where the first was long: others use the machine too.
fn parsed(typed: &str) -> (Query, Duration) {
    let timed = || {
        let start = Instant::now();
        let query = Query::parse(typed);
        (query, start.elapsed())
    };
    let (query, mut took) = timed();
    for _ in 0..4 {
        if took > SLOWEST / 10 {
            took = took.min(timed().1);
        }
    }
    (query, took)
}

fn try_search(report: &mut Report, ours: &Ours, typed: &str) {
    report.searches += 1;
    let start = Instant::now();
    match ours.search(typed, "5") {
        Ok(answer) => {
            for highlight in answer.hits.iter().flat_map(|hit| &hit.highlights) {
                report.highlights += 1;
                if let Some(fault) = highlights::fault(&highlight.html) {
                    let html = &highlight.html;
                    report
                        .faults
                        .push(format!("{fault}: {typed:?} gives {html:?}"));
                }
            }
        }
        Err(error) => report
            .faults
            .push(format!("search fails: {typed:?}: {error:#}")),
    }
    report.slowest_search = report.slowest_search.max(start.elapsed());
}
