//! Opening what is held, and reading a search out of the options: shared by the commands that ask.

use anyhow::Context;
use chrono::Local;
use paragraf_archive::{Archive, OpenError, Reader};
use paragraf_index::Index;
use paragraf_ingest::IngestConfig;
use paragraf_query::{KnownValues, ParameterProblem, SearchRequest};
use paragraf_web::answers::Sources;

use super::WrongUse;
use crate::arguments::Filters;
use crate::output::{harmless, note};
use crate::settings::{Settings, near};

/// Opens the archive for reading.
pub fn open_archive(settings: &Settings) -> anyhow::Result<Reader> {
    let archive = match Archive::open_read_only(&settings.data) {
        Err(older @ OpenError::Older { .. }) => {
            note(format!("brought to this version: {older}"));
            let config = IngestConfig::new(&settings.data, &settings.index);
            paragraf_ingest::carry_over(&config)?;
            Archive::open_read_only(&settings.data)?
        }
        opened => opened?,
    };
    Ok(archive.hiding_officers(!settings.server.shows_officers()))
}

/// Opens archive and index for reading.
pub fn open(settings: &Settings) -> anyhow::Result<Sources> {
    let archive = open_archive(settings)?;
    let index = Index::open(&settings.index)?;
    if index.sequence() < archive.last_sequence()? {
        note(
            "the index is behind the archive; `paragraf ingest` or `paragraf serve` brings it up to date",
        );
    }
    Ok(Sources { archive, index })
}

/// The closed sets that filters are held against.
pub fn known(sources: &Sources) -> anyhow::Result<KnownValues> {
    paragraf_web::known_values(&sources.archive).context("the archive cannot be read")
}

/// The request that the API would read from the same values.
pub fn request(
    known: &KnownValues,
    query: &[String],
    filters: &Filters,
    more: &[(&str, &str)],
) -> anyhow::Result<SearchRequest> {
    let query = query.join(" ");
    let mut pairs = vec![("q", query.as_str())];
    pairs.extend(filter_pairs(filters));
    pairs.extend(more);
    let today = Local::now().date_naive();
    SearchRequest::from_parameters_on(pairs.into_iter(), known, today)
        .map_err(|problems| refused(&problems))
}

/// The short name of the municipality that was named, held against the closed set.
pub fn municipality(known: &KnownValues, typed: &str) -> anyhow::Result<Option<String>> {
    let filters = Filters {
        municipality: vec![typed.to_owned()],
        ..Filters::default()
    };
    let request = request(known, &[], &filters, &[])?;
    Ok(request.filters.municipalities.into_iter().next())
}

fn filter_pairs(filters: &Filters) -> Vec<(&'static str, &str)> {
    fn each<'a>(
        name: &'static str,
        values: &'a [String],
    ) -> impl Iterator<Item = (&'static str, &'a str)> {
        values.iter().map(move |value| (name, value.as_str()))
    }
    fn one<'a>(
        name: &'static str,
        value: &'a Option<String>,
    ) -> impl Iterator<Item = (&'static str, &'a str)> {
        value.iter().map(move |value| (name, value.as_str()))
    }
    each("municipality", &filters.municipality)
        .chain(each("body", &filters.body))
        .chain(each("case", &filters.case))
        .chain(each("officer", &filters.officer))
        .chain(each("outcome", &filters.outcome))
        .chain(one("section", &filters.section))
        .chain(one("from", &filters.from))
        .chain(one("to", &filters.to))
        .chain(each("year", &filters.year))
        .chain(each("language", &filters.language))
        .chain(one("sort", &filters.sort))
        .collect()
}

/// What is wrong with each option, in lines. What the API tells in Swedish is told in English here.
pub fn refused(problems: &[ParameterProblem]) -> anyhow::Error {
    let lines = problems.iter().map(told);
    WrongUse(lines.collect::<Vec<_>>().join("\n")).into()
}

fn told(problem: &ParameterProblem) -> String {
    let (option, value) = (problem.parameter.as_str(), harmless(&problem.value));
    let of_query = option == "q";
    match problem.code {
        "unknown_value" => {
            let legal: Vec<&str> = problem.legal.iter().map(String::as_str).collect();
            let near = near(&value, legal.iter().copied());
            let tip = match near.first() {
                Some(near) => format!("\n  tip: a similar value exists: {near}"),
                None => String::new(),
            };
            // Of many the API tells the nearest.
            let what = match option {
                "municipality" | "body" => "near ones",
                _ => "possible values",
            };
            let list = match legal.as_slice() {
                [] => String::new(),
                legal => format!("\n  [{what}: {}]", legal.join(", ")),
            };
            format!("invalid value '{value}' for '--{option}'{list}{tip}")
        }
        "malformed_value" => {
            let form = form(option);
            format!("invalid value '{value}' for '--{option}': {form}")
        }
        "officers_hidden" => {
            "case officers cannot be searched for in this archive ([server] officers = false)"
                .to_owned()
        }
        "too_many" => format!("'--{option}' is given {value} times, which is too often"),
        // What was typed as a query has no other way to be refused; the words are the API's.
        _ if of_query => problem.message.clone(),
        _ => format!(
            "invalid value '{value}' for '--{option}': {}",
            problem.message
        ),
    }
}

/// How a value has to look.
fn form(option: &str) -> &'static str {
    match option {
        "case" => "write a case number such as KS 2020/596",
        "officer" => "write a name",
        "from" | "to" => "write a date such as 2023-05-31, 2023-05 or 2023",
        "year" => "write a year of four digits",
        "size" => "write a number from 1 to 100",
        "language" => "write a code of two letters, such as sv",
        "cursor" => "write what an earlier answer of the same search gave",
        _ => "it cannot be read",
    }
}
