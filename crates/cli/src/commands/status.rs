//! `paragraf status`: what is held, what is missing, what failed and why.

use std::io::{self, Write};

use paragraf_web::answers::{self, GapAnswer, HoldingAnswer, ProblemDocumentAnswer, StatusAnswer};

use super::{Outcome, counted, holdings, incomplete, print_json};
use crate::arguments::{Format, Status};
use crate::settings::Settings;
use crate::table::{Align, Table};

/// More gaps than this are counted and not listed.
const GAPS_SHOWN: usize = 6;

pub fn run(settings: &Settings, options: &Status) -> anyhow::Result<Outcome> {
    let answer = answers::status(&holdings::open(settings)?)?;
    match options.format {
        Format::Json => print_json(&answer)?,
        Format::Text => print(&answer)?,
    }
    Ok(Outcome::Well)
}

fn print(answer: &StatusAnswer) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let counts = &answer.counts;
    writeln!(
        out,
        "Held: {}, {}, {}. Searchable: {}.\n",
        counted(counts.paragraphs, "paragraph", "paragraphs"),
        counted(counts.meetings, "meeting", "meetings"),
        counted(counts.indexed, "document", "documents"),
        counted(answer.searchable_paragraphs, "paragraph", "paragraphs"),
    )?;
    bodies(&answer.bodies).print(&mut out)?;
    if !answer.problems.is_empty() {
        writeln!(out, "\nKept but not searchable:")?;
        problems(&answer.problems).print(&mut out)?;
    }
    if let Some(line) = incomplete(counts.incomplete) {
        writeln!(out, "\n{line}")?;
    }
    Ok(())
}

fn bodies(bodies: &[HoldingAnswer]) -> Table {
    let mut table = Table::new(&[
        ("municipality", Align::Left),
        ("body", Align::Left),
        ("first", Align::Left),
        ("last", Align::Left),
        ("meetings", Align::Right),
        ("§§", Align::Right),
        ("missing §§", Align::Left),
    ]);
    for held in bodies {
        table.row([
            held.municipality.name.clone(),
            held.body.clone(),
            held.first_meeting.to_string(),
            held.last_meeting.to_string(),
            held.meetings.to_string(),
            held.paragraphs.to_string(),
            gaps(&held.gaps),
        ]);
    }
    table
}

fn gaps(gaps: &[GapAnswer]) -> String {
    let mut shown: Vec<String> = gaps.iter().take(GAPS_SHOWN).map(gap).collect();
    if gaps.len() > GAPS_SHOWN {
        shown.push(format!("and {} more", gaps.len() - GAPS_SHOWN));
    }
    shown.join(", ")
}

fn gap(gap: &GapAnswer) -> String {
    if gap.first == gap.last {
        format!("{}: {}", gap.year, gap.first)
    } else {
        format!("{}: {}–{}", gap.year, gap.first, gap.last)
    }
}

fn problems(problems: &[ProblemDocumentAnswer]) -> Table {
    let mut table = Table::new(&[
        ("file", Align::Left),
        ("status", Align::Left),
        ("reason", Align::Left),
    ]);
    for problem in problems {
        table.row([
            problem.filename.clone(),
            problem.status.clone(),
            problem.message.clone(),
        ]);
    }
    table
}
