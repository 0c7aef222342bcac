//! `make quality`, section Search: judged searches over the made-up archive and the samples, by Paragraf and by others.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::made_up::{self, Matter};
use crate::queries::measure::{Figures, measure, wrong};
use crate::queries::peers::{self, Peer};
use crate::queries::{Authors, Judged, Ours, Ranking, Set, Sets, files_named, judged, table};

/// One engine's figures.
struct Engine {
    name: String,
    sets: Sets,
}

/// Everything over the matters and queries in a folder, with the samples in the same archive.
///
/// # Errors
/// A file cannot be read, or an engine fails.
pub fn over_folder(folder: &Path, samples: &Path) -> Result<String> {
    let archive = made_up::archive(&Matter::read_folder(folder)?, Some(samples))?;
    let queries = judged::read(&files_named(folder, "queries_")?, &archive.keys)?;
    report(
        &archive.ours,
        &queries,
        &archive.authors,
        &folder.join("peers.py"),
    )
}

/// The tables of one archive and its queries.
///
/// # Errors
/// An engine fails.
pub fn report(ours: &Ours, queries: &[Judged], authors: &Authors, script: &Path) -> Result<String> {
    let paragraphs = ours.paragraphs()?;
    let rankings: Vec<Ranking> = queries
        .iter()
        .map(|query| Ok(ours.rank(query, authors)?.0))
        .collect::<Result<_>>()?;
    let sets = measure(queries, &rankings);
    let mut report = format!(
        "{} paragraphs, {} queries.\n\n{}",
        paragraphs.len(),
        queries.len(),
        table(&sets)
    );
    let mut engines = vec![Engine {
        name: "Paragraf".to_owned(),
        sets,
    }];
    let mut missing = String::new();
    for Peer { name, answers } in peers::answers(script, &paragraphs, queries)? {
        match answers {
            Ok(rankings) => engines.push(Engine {
                name,
                sets: measure(queries, &condensed(queries, rankings, authors)),
            }),
            Err(why) => writeln!(missing, "{name} is not compared: {why}.")?,
        }
    }
    let mrr = |figures: &Figures| figures.reciprocal_rank;
    let recall = |figures: &Figures| figures.recall;
    write!(report, "\n{}", compared("MRR@10", &engines, &mrr))?;
    write!(
        report,
        "\n{}\n{missing}",
        compared("recall@10", &engines, &recall)
    )?;
    Ok(report)
}

fn condensed(queries: &[Judged], rankings: Vec<Ranking>, authors: &Authors) -> Vec<Ranking> {
    let both = queries.iter().zip(rankings);
    both.map(|(query, ranking)| query.condensed(ranking, authors))
        .collect()
}

/// A row a set, a column an engine.
fn compared(measure: &str, engines: &[Engine], value: &dyn Fn(&Figures) -> f64) -> String {
    let names: Vec<&str> = engines.iter().map(|engine| engine.name.as_str()).collect();
    let mut table = format!(
        "| {measure} | {} |\n|---{}|\n",
        names.join(" | "),
        "|---".repeat(names.len())
    );
    for set in Set::ALL {
        let cells: Vec<String> = engines
            .iter()
            .filter_map(|engine| engine.sets.get(&set))
            .map(|figures| match set {
                Set::MustNot => wrong(figures).to_string(),
                Set::Nothing => format!("{:.3}", figures.right),
                _ => format!("{:.3}", value(figures)),
            })
            .collect();
        let name = match set {
            Set::MustNot => "must_not, violations",
            Set::Nothing => "nothing, none found",
            _ => set.name(),
        };
        if !cells.is_empty() {
            table.push_str(&format!("| {name} | {} |\n", cells.join(" | ")));
        }
    }
    table
}
