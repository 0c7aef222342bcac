//! `paragraf findings`: what was noticed while reading, counted by kind or listed.

use std::io::{self, Write};

use anstyle::Style;
use paragraf_web::FindingRequest;
use paragraf_web::answers::{self, FindingsAnswer, ListedFindingAnswer};

use super::{Outcome, counted, holdings};
use crate::arguments::{Findings, Format};
use crate::output::{self, ERROR, FAINT, HEADING, WARNING, harmless, print, print_json};
use crate::settings::Settings;
use crate::table::{Align, Cell, Table, wrapped};

pub fn run(settings: &Settings, options: &Findings) -> anyhow::Result<Outcome> {
    let sources = holdings::open(settings)?;
    let known = holdings::known(&sources)?;
    let request = FindingRequest::from_parameters(pairs(options).into_iter(), &known)
        .map_err(|problems| holdings::refused(&problems))?;
    let answer = answers::findings(&sources.archive, &request.filter, request.page)?;
    match options.format {
        Format::Json => print_json(&answer)?,
        Format::Text if lists(options) => print(|out| write_list(&answer, options, out))?,
        Format::Text => print(|out| write_counts(&answer, out))?,
    }
    Ok(Outcome::Well)
}

/// Without a kind or a severity there are too many to list, so they are counted.
fn lists(options: &Findings) -> bool {
    let named = !options.kind.is_empty() || !options.severity.is_empty();
    named || options.cursor.is_some() || options.size.is_some()
}

fn pairs(options: &Findings) -> Vec<(&'static str, &str)> {
    fn each<'a>(
        name: &'static str,
        values: impl IntoIterator<Item = &'a String>,
    ) -> impl Iterator<Item = (&'static str, &'a str)> {
        let values = values.into_iter();
        values.map(move |value| (name, value.as_str()))
    }
    each("kind", &options.kind)
        .chain(each("severity", &options.severity))
        .chain(each("municipality", &options.municipality))
        .chain(each("body", &options.body))
        .chain(each("from", &options.from))
        .chain(each("to", &options.to))
        .chain(each("size", &options.size))
        .chain(each("cursor", &options.cursor))
        .collect()
}

fn write_counts(answer: &FindingsAnswer, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(&[
        ("kind", Align::Whole),
        ("findings", Align::Right),
        ("info", Align::Right),
        ("warning", Align::Right),
        ("error", Align::Right),
        ("in Swedish", Align::Left),
    ]);
    for count in &answer.kinds {
        table.row([
            count.kind.clone(),
            count.total.to_string(),
            count.info.to_string(),
            count.warning.to_string(),
            count.error.to_string(),
            count.label.clone(),
        ]);
    }
    table.print(out)?;
    let all = counted(answer.total, "finding", "findings");
    writeln!(
        out,
        "\n{all}; list them with --kind KIND or --severity SEVERITY"
    )
}

fn write_list(answer: &FindingsAnswer, options: &Findings, out: &mut dyn Write) -> io::Result<()> {
    // Ids and sentences side by side need more room than terminals have.
    match output::width() {
        Some(width) => write_blocks(answer, width, out)?,
        None => rows(answer).print(out)?,
    }
    let shown = answer.findings.len();
    let from = if options.cursor.is_some() {
        "more "
    } else {
        ""
    };
    writeln!(
        out,
        "\n{shown} {from}of {}",
        counted(answer.total, "finding", "findings")
    )?;
    if let Some(cursor) = &answer.next {
        writeln!(out, "go on with --cursor {cursor}")?;
    }
    Ok(())
}

/// Where it is, and under it what it says.
fn write_blocks(answer: &FindingsAnswer, width: usize, out: &mut dyn Write) -> io::Result<()> {
    const INDENT: usize = 2;
    for finding in &answer.findings {
        let style = style(&finding.severity);
        let page = finding.page.map(|page| format!("  page {page}"));
        let lines = match lines(finding).as_str() {
            "" => String::new(),
            lines => format!("  lines {lines}"),
        };
        writeln!(
            out,
            "{style}{}{style:#}  {HEADING}{}{HEADING:#}{}{lines}",
            finding.severity,
            place(finding),
            page.unwrap_or_default(),
        )?;
        let file = &finding.document.filename;
        let said = harmless(&format!("{} ({file})", finding.message));
        for line in wrapped(&said, width.saturating_sub(INDENT).max(INDENT)) {
            writeln!(out, "{:INDENT$}{line}", "")?;
        }
    }
    Ok(())
}

/// All of it in a row each, for programs that sort and sieve lines.
fn rows(answer: &FindingsAnswer) -> Table {
    let mut table = Table::new(&[
        ("where", Align::Whole),
        ("page", Align::Right),
        ("lines", Align::Left),
        ("severity", Align::Left),
        ("message", Align::Wrap),
        ("file", Align::Left),
    ]);
    for finding in &answer.findings {
        table.row([
            place(finding).into(),
            finding
                .page
                .map(|page| page.to_string())
                .unwrap_or_default()
                .into(),
            lines(finding).into(),
            Cell::styled(finding.severity.clone(), style(&finding.severity)),
            finding.message.clone().into(),
            finding.document.filename.clone().into(),
        ]);
    }
    table
}

fn style(severity: &str) -> Style {
    match severity {
        "error" => ERROR,
        "warning" => WARNING,
        _ => FAINT,
    }
}

/// The paragraph's id, else the meeting's.
fn place(finding: &ListedFindingAnswer) -> String {
    let paragraph = finding.paragraph.as_ref().map(|paragraph| &paragraph.id);
    let meeting = finding.meeting.as_ref().map(|meeting| &meeting.id);
    paragraph.or(meeting).cloned().unwrap_or_default()
}

fn lines(finding: &ListedFindingAnswer) -> String {
    match finding.lines.as_deref() {
        Some([first, last]) if first != last => format!("{first}–{last}"),
        Some([first, ..]) => first.to_string(),
        _ => String::new(),
    }
}
