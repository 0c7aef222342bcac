//! `paragraf parse`: the record of one file.

use std::io::{self, Write};

use anyhow::Context;
use paragraf_ingest::facts_for;
use paragraf_model::{Facts, Paragraph, Record};

use super::{Outcome, explain, read_file, reader, stated_facts};
use crate::arguments::{Format, Parse};
use crate::output::{self, HEADING, WARNING, harmless, print, print_json};
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Parse) -> anyhow::Result<Outcome> {
    let bytes = read_file(&options.file)?;
    let stated = stated_facts(&options.facts)?;
    let facts = facts_for(&options.file, &stated).map_err(super::ingest::wrong_use_or_trouble)?;
    if options.explain {
        return explain_file(settings, options, &bytes, &facts);
    }
    let record = reader(settings, &options.reading)?
        .record(&bytes, &facts)
        .with_context(|| options.file.display().to_string())?;
    match options.format {
        Format::Json => print_json(&record)?,
        Format::Text => print(|out| write_outline(&record, out))?,
    }
    Ok(Outcome::Well)
}

/// The text with its margins marked. Read in this process: the text is no longer a file that could do harm.
fn explain_file(
    settings: &Settings,
    options: &Parse,
    bytes: &[u8],
    facts: &Facts,
) -> anyhow::Result<Outcome> {
    let source = reader(settings, &options.reading)?
        .text(bytes)
        .with_context(|| options.file.display().to_string())?;
    let in_colour = output::answers_in_colour();
    print(|out| explain::print(&source, facts, &mut explain::Paper::new(out, in_colour)))?;
    Ok(Outcome::Well)
}

/// What was read, at a glance: for a person who looks whether a file was understood.
fn write_outline(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let meeting = &record.meeting;
    let or_unknown = |text: Option<&str>| text.unwrap_or("(unknown)").to_owned();
    writeln!(
        out,
        "{HEADING}{}, {}, {}{HEADING:#}",
        or_unknown(
            meeting
                .municipality
                .as_ref()
                .map(|municipality| municipality.name.as_str())
        ),
        or_unknown(meeting.body.as_deref()),
        or_unknown(meeting.date.map(|date| date.to_string()).as_deref()),
    )?;
    for paragraph in &record.paragraphs {
        writeln!(out, "{}", harmless(&outline(paragraph)))?;
    }
    for finding in &record.findings {
        let line = finding
            .lines
            .map(|[first, _]| format!(" (line {first})"))
            .unwrap_or_default();
        writeln!(
            out,
            "{WARNING}!{WARNING:#} {}{line}",
            harmless(&finding.message)
        )?;
    }
    Ok(())
}

fn outline(paragraph: &Paragraph) -> String {
    let cases: Vec<&str> = paragraph
        .case_numbers
        .iter()
        .map(|number| number.canonical())
        .collect();
    let outcomes: Vec<&str> = paragraph
        .decision
        .iter()
        .flat_map(|decision| decision.outcomes.iter().map(|outcome| outcome.name()))
        .collect();
    format!(
        "{}  {}  [{}]  {}",
        paragraph.label,
        paragraph.title.as_deref().unwrap_or("(no title)"),
        cases.join(", "),
        outcomes.join(", "),
    )
}
