//! `paragraf status`: what is held, what is missing, what failed and why.

use std::io::{self, Write};

use paragraf_web::answers::{
    self, GapAnswer, HoldingAnswer, KeptBackAnswer, ProblemDocumentAnswer, Sources, StatusAnswer,
    StatusFilter, YearAnswer,
};

use super::{Outcome, bytes, counted, holdings, incomplete};
use crate::arguments::{Filters, Format, Status};
use crate::output::{ERROR, HEADING, WARNING, print, print_json};
use crate::settings::Settings;
use crate::table::{Align, Cell, Table};

/// More than this of a year is counted and not listed.
const MOST_SHOWN: usize = 6;

pub fn run(settings: &Settings, options: &Status) -> anyhow::Result<Outcome> {
    let sources = holdings::open(settings)?;
    let answer = answers::status(&sources, &filter(&sources, options)?)?;
    match options.format {
        Format::Json => print_json(&answer)?,
        Format::Text => print(|out| write_status(&answer, out))?,
    }
    Ok(Outcome::Well)
}

fn filter(sources: &Sources, options: &Status) -> anyhow::Result<StatusFilter> {
    let filters = Filters {
        municipality: options.municipality.clone(),
        body: options.body.clone(),
        year: options.year.clone(),
        ..Filters::default()
    };
    let request = holdings::request(&holdings::known(sources)?, &[], &filters, &[])?;
    Ok(StatusFilter {
        municipalities: request.filters.municipalities,
        bodies: request.filters.bodies,
        years: request.filters.years.into_iter().map(i32::from).collect(),
    })
}

fn write_status(answer: &StatusAnswer, out: &mut dyn Write) -> io::Result<()> {
    let counts = &answer.counts;
    writeln!(
        out,
        "Held: {}, {}, {}. Searchable: {}.\n",
        counted(counts.paragraphs, "paragraph", "paragraphs"),
        counted(counts.meetings, "meeting", "meetings"),
        counted(counts.indexed, "document", "documents"),
        counted(answer.searchable_paragraphs, "paragraph", "paragraphs"),
    )?;
    if let Some(waiting) = &answer.waiting_for_space {
        writeln!(
            out,
            "{WARNING}Ingest waits for disk space{WARNING:#} since {}: {} are free, {} are needed. Searching goes on.\n",
            waiting.since.format("%Y-%m-%d %H:%M UTC"),
            bytes(waiting.free_bytes),
            bytes(waiting.least_free_bytes),
        )?;
    }
    bodies(&answer.bodies).print(out)?;
    let missing = missing(&answer.bodies);
    if let Some(table) = missing {
        writeln!(out, "\n{HEADING}Missing{HEADING:#}")?;
        table.print(out)?;
    }
    if !answer.problems.is_empty() {
        writeln!(out, "\n{HEADING}Kept but not searchable{HEADING:#}")?;
        problems(&answer.problems).print(out)?;
    }
    if counts.withdrawn + counts.withdrawn_paragraphs > 0 {
        writeln!(
            out,
            "\nWithdrawn: {}, {} (`paragraf withdraw --list`).",
            counted(counts.withdrawn_paragraphs, "paragraph", "paragraphs"),
            counted(counts.withdrawn, "document", "documents"),
        )?;
    }
    kept_back(out, &answer.kept_back)?;
    if let Some(line) = incomplete(counts.incomplete) {
        writeln!(out, "\n{line}")?;
    }
    Ok(())
}

/// Personal numbers, hidden text, originals, and bodies that are left out; nothing where there is nothing of it.
fn kept_back(out: &mut dyn Write, kept: &KeptBackAnswer) -> io::Result<()> {
    let documents = |count: u64| counted(count, "document", "documents");
    if kept.withheld_originals > 0 {
        writeln!(
            out,
            "\nMasked: {} in {}. Hidden text: {}. Originals withheld: {}.",
            counted(kept.masked_numbers, "personal number", "personal numbers"),
            documents(kept.with_masked_numbers),
            documents(kept.with_hidden_text),
            kept.withheld_originals,
        )?;
        for hidden in &kept.hidden_kinds {
            writeln!(out, "  {}: {}", hidden.kind, documents(hidden.documents))?;
        }
    }
    if !kept.left_out.is_empty() {
        writeln!(
            out,
            "\n{HEADING}Left out{HEADING:#} (bodies that decide about single persons; [reading] individual_matters names those to read):"
        )?;
        let mut table = Table::new(&[
            ("municipality", Align::Wrap),
            ("body", Align::Wrap),
            ("files", Align::Right),
        ]);
        for of in &kept.left_out {
            table.row([
                of.municipality.clone(),
                of.body.clone(),
                of.documents.to_string(),
            ]);
        }
        table.print(out)?;
    }
    Ok(())
}

fn bodies(bodies: &[HoldingAnswer]) -> Table {
    let mut table = Table::new(&[
        ("municipality", Align::Wrap),
        ("body", Align::Wrap),
        ("first", Align::Whole),
        ("last", Align::Whole),
        ("meetings", Align::Right),
        ("§§", Align::Right),
        ("missing", Align::Right),
    ]);
    for held in bodies {
        table.row([
            held.municipality.name.clone(),
            held.body.clone(),
            held.first_meeting.to_string(),
            held.last_meeting.to_string(),
            held.meetings.to_string(),
            held.paragraphs.to_string(),
            missing_count(held),
        ]);
    }
    table
}

fn missing_count(held: &HoldingAnswer) -> String {
    let missing: u32 = held.gaps.iter().map(|gap| gap.last - gap.first + 1).sum();
    if missing == 0 {
        return String::new();
    }
    missing.to_string()
}

/// One row a body and year in which something is missing; `None` where nothing is.
fn missing(bodies: &[HoldingAnswer]) -> Option<Table> {
    let mut table = Table::new(&[
        ("municipality", Align::Wrap),
        ("body", Align::Wrap),
        ("year", Align::Whole),
        ("what", Align::Wrap),
    ]);
    let mut is_something = false;
    for held in bodies {
        let (of_body, name) = (&held.body, &held.municipality.name);
        for (year, what) in lines_of_body(held) {
            is_something = true;
            table.row([name.clone(), of_body.clone(), year, what]);
        }
    }
    is_something.then_some(table)
}

/// Year and what is missing in it; years of which nothing is held in one line.
fn lines_of_body(held: &HoldingAnswer) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let not_held: Vec<&YearAnswer> = held
        .years
        .iter()
        .filter(|year| year.meetings == 0)
        .collect();
    let named: usize = not_held.iter().map(|year| year.named_meetings.len()).sum();
    if let (Some(first), Some(last)) = (not_held.first(), not_held.last()) {
        let years = match first.year == last.year {
            true => first.year.to_string(),
            false => format!("{}–{}", first.year, last.year),
        };
        let meetings = counted(named as u64, "named meeting", "named meetings");
        lines.push((years, format!("{meetings}, none held")));
    }
    for year in held.years.iter().filter(|year| year.meetings > 0) {
        let of_year = what_is_missing(year).into_iter();
        lines.extend(of_year.map(|what| (year.year.to_string(), what)));
    }
    lines
}

fn what_is_missing(year: &YearAnswer) -> Vec<String> {
    let separately = year.published_separately.iter();
    let separately =
        separately.map(|one| format!("{} ({})", numbers(one.first, one.last), one.meeting));
    let named = year.named_meetings.iter();
    let named = named.map(|one| format!("{} ({}×)", one.date, one.paragraphs));
    let lines = [
        ("", year.gaps.iter().map(gap).collect()),
        ("published separately: ", separately.collect()),
        ("named meetings: ", named.collect()),
    ];
    lines
        .into_iter()
        .filter(|(_, parts): &(&str, Vec<String>)| !parts.is_empty())
        .map(|(name, parts)| format!("{name}{}", shortened(parts)))
        .collect()
}

fn shortened(mut parts: Vec<String>) -> String {
    let left_out = parts.len().saturating_sub(MOST_SHOWN);
    parts.truncate(MOST_SHOWN);
    if left_out > 0 {
        parts.push(format!("and {left_out} more"));
    }
    parts.join(", ")
}

/// `§ 10–14 (between 2024-01-05 and 2024-03-05)`.
fn gap(gap: &GapAnswer) -> String {
    let place = match (gap.meeting, gap.after, gap.before) {
        (Some(meeting), _, _) => format!("in {meeting}"),
        (None, Some(after), Some(before)) => format!("between {after} and {before}"),
        (None, _, Some(before)) => format!("before {before}"),
        (None, _, None) => String::new(),
    };
    let doubt = match gap.extracts_only.is_empty() {
        true => "",
        false => ", beside extracts",
    };
    format!("{} ({place}{doubt})", numbers(gap.first, gap.last))
}

fn numbers(first: u32, last: u32) -> String {
    match first == last {
        true => format!("§ {first}"),
        false => format!("§ {first}–{last}"),
    }
}

fn problems(problems: &[ProblemDocumentAnswer]) -> Table {
    let mut table = Table::new(&[
        ("file", Align::Left),
        ("status", Align::Left),
        ("reason", Align::Wrap),
    ]);
    for problem in problems {
        let style = match problem.status.as_str() {
            "failed" => ERROR,
            _ => WARNING,
        };
        table.row([
            problem.filename.clone().into(),
            Cell::styled(problem.status.clone(), style),
            problem.message.clone().into(),
        ]);
    }
    table
}
