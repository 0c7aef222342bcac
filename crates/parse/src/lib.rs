//! Extracted text becomes minutes and findings.
//!
//! One parser for all municipalities: it weighs evidence and knows no template. What it cannot place it reports.
#![warn(missing_docs, clippy::disallowed_methods)]

mod appendix;
mod bodies;
mod cover;
mod dates;
mod headers;
mod kind;
mod language;
mod lines;
mod numbers;
mod outline;
mod paragraph;
mod people;
mod places;
mod scan;
mod sections;
mod sequence;
mod votes;

#[cfg(test)]
mod tests;

use paragraf_model::{Facts, Finding, Parsed, SourceText};

use lines::{Reflow, Wraps};
use places::Places;

/// Reads one set of minutes. Always answers; what found no place is among the findings.
pub fn parse(source: &SourceText, facts: &Facts) -> Parsed {
    read(source, facts).0
}

/// The record, and where each line went.
fn read(source: &SourceText, facts: &Facts) -> (Parsed, Places) {
    let mut findings: Vec<Finding> = Vec::new();
    let mut lines = lines::read(source, &mut findings);
    let reflow = Reflow::of(&lines, Wraps::of(source.media_type));
    let found = headers::find(&lines, &reflow);
    let outline = outline::draw(&mut lines, found, &reflow);
    let mut places = Places::new(&lines);

    let given = cover::Given {
        lines: &lines,
        own: &outline.cover,
        contents: &outline.contents,
        numbers: outline.numbers(),
        source,
        facts,
    };
    let mut cover = cover::read(&given, &mut findings);
    if cover.meeting.attendees.is_empty() {
        cover.meeting.attendees = appendix::attendees(&outline.appendices);
    }
    places.cover(&cover.placed);

    let setting = paragraph::Setting {
        reflow: &reflow,
        body: cover.meeting.body.as_deref(),
    };
    let paragraphs = outline.blocks.iter().map(|block| {
        places.paragraph(block);
        paragraph::read(
            &block.opening,
            &block.head,
            &lines,
            block.body.clone(),
            &setting,
            &mut findings,
        )
    });
    let (mut paragraphs, pointers): (Vec<_>, Vec<_>) = paragraphs.unzip();
    appendix::attach(
        &outline.appendices,
        &mut paragraphs,
        &pointers,
        &mut findings,
    );
    places.appendices(&outline.appendices);

    sequence::check(
        &outline,
        &lines,
        cover.meeting.paragraph_range,
        &mut findings,
    );
    let kind = kind::tell(&lines, &cover.meeting, &paragraphs, &mut findings);
    places.report(&lines, &mut findings);
    sort(&mut findings);
    let language = language::of_document(&paragraphs, &lines);
    (
        Parsed {
            kind,
            language,
            meeting: cover.meeting,
            paragraphs,
            findings,
        },
        places,
    )
}

/// Document order; what is about the whole document comes first.
fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.lines.unwrap_or_default(), finding.kind));
}
