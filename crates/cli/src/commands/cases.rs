//! `paragraf cases`: many case numbers, one row each in the order asked.

use std::io::{self, IsTerminal, Read, Write};

use anyhow::Context;
use paragraf_web::answers::{self, LookupAnswer, LookupResult, LookupStatus};

use super::{Outcome, WrongUse, holdings};
use crate::arguments::{Cases, Format};
use crate::output::{GOOD, WARNING, print, print_json};
use crate::settings::Settings;
use crate::table::{Align, Cell, Table};

pub fn run(settings: &Settings, options: &Cases) -> anyhow::Result<Outcome> {
    let numbers = match options.numbers.as_slice() {
        [] => from_standard_input()?,
        numbers => numbers.to_vec(),
    };
    let sources = holdings::open(settings)?;
    let municipality = match &options.municipality {
        Some(typed) => holdings::municipality(&holdings::known(&sources)?, typed)?,
        None => None,
    };
    let typed = numbers.iter().map(String::as_str);
    let answer = answers::lookup(&sources.archive, typed, municipality.as_deref())?;
    match options.format {
        Format::Json => print_json(&answer)?,
        Format::Text => print(|out| write_rows(&answer, out))?,
    }
    Ok(Outcome::Well)
}

fn from_standard_input() -> anyhow::Result<Vec<String>> {
    if io::stdin().is_terminal() {
        return Err(
            WrongUse("name case numbers, or pipe in a list with one a line".to_owned()).into(),
        );
    }
    let mut list = String::new();
    io::stdin()
        .read_to_string(&mut list)
        .context("cannot read the list on standard input")?;
    Ok(answers::listed_numbers(&list))
}

fn write_rows(answer: &LookupAnswer, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(&[
        ("typed", Align::Left),
        ("status", Align::Whole),
        ("case", Align::Whole),
        ("municipality", Align::Wrap),
        ("§§", Align::Right),
        ("latest", Align::Whole),
        ("outcome", Align::Left),
        ("id", Align::Whole),
    ]);
    for result in &answer.results {
        for row in rows(result) {
            table.row(row);
        }
    }
    table.print(out)
}

/// One row for a number that is found or not, one for each candidate of an ambiguous one.
fn rows(result: &LookupResult) -> Vec<Vec<Cell>> {
    let (status, style) = match result.status {
        LookupStatus::Found => ("found", GOOD),
        LookupStatus::NotFound => ("not found", WARNING),
        LookupStatus::Ambiguous => ("ambiguous", WARNING),
    };
    let begun = || vec![result.typed.clone().into(), Cell::styled(status, style)];
    if result.candidates.is_empty() {
        return vec![begun()];
    }
    let candidates = result.candidates.iter();
    candidates
        .map(|candidate| {
            let of_case = [
                candidate.case_number.clone(),
                candidate.municipality.clone(),
                candidate.paragraphs.to_string(),
                candidate.latest.date.to_string(),
                candidate.latest.outcomes.join(", "),
                candidate.latest.id.clone(),
            ];
            begun().into_iter().chain(of_case.map(Cell::from)).collect()
        })
        .collect()
}
