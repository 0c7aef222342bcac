//! Queries to hits in this process: the search alone, without a server, facets, highlights or help.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use paragraf_index::Index;

use super::figures::Figures;
use super::mix::{self, Asked};
use super::server::Archive;
use crate::data_set::DataSet;
use crate::requests;

/// As many as other engines are asked for.
const SIZE: u32 = 10;

/// Asks every query twice, in order.
pub fn run(data_set: &Path, archive: &Path) -> Result<Figures> {
    let data_set = DataSet::open(data_set)?;
    let archive = Archive::at(archive);
    let known = requests::known_values(&paragraf_archive::Reader::open(&archive.data())?)?;
    let index = Index::open(&archive.index())?;
    let queries = data_set.queries()?;
    // What day it is only matters to queries that tell days from it.
    let today = NaiveDate::from_ymd_opt(2026, 1, 1).context("a day")?;
    let mut figures = Figures::new();
    for name in ["search", "search_again"] {
        let mut asked = Vec::new();
        for place in mix::order(queries.len()) {
            let query = &queries[place];
            let begun = Instant::now();
            let request = requests::bare(query, &known, SIZE, today)?;
            let answer = index.search(&request)?;
            asked.push(Asked {
                took: begun.elapsed(),
                kind: query.kind.clone(),
                total: answer.total,
            });
        }
        figures.extend(mix::told(name, &asked));
    }
    Ok(figures)
}
