//! Extracted text becomes minutes and findings.
//!
//! One parser for all municipalities: it weighs evidence and knows no template. What it cannot place it reports.
#![warn(missing_docs, clippy::disallowed_methods)]

mod appendix;
mod bodies;
mod cover;
mod dates;
mod folding;
mod headers;
mod kind;
mod language;
mod leftovers;
mod lines;
mod notes;
mod numbers;
mod outline;
mod paragraph;
mod people;
mod places;
mod remarks;
mod scan;
mod sections;
mod sequence;
mod votes;

#[cfg(test)]
mod tests;

use chrono::Datelike;
use paragraf_model::{Facts, Finding, Parsed, SourceText};

use lines::{Reflow, Wraps};
use notes::Notes;
use places::Places;

pub use places::Place;

/// Reads one set of minutes. Always answers; what found no place is among the findings.
pub fn parse(source: &SourceText, facts: &Facts) -> Parsed {
    explain(source, facts).0
}

/// Reads as [`parse`] does, and tells where each line of the source went; the first line is at 0.
pub fn explain(source: &SourceText, facts: &Facts) -> (Parsed, Vec<Place>) {
    let mut notes = Notes::default();
    let mut lines = lines::read(source, &mut notes);
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
    let mut cover = cover::read(&given, &mut notes);
    if cover.meeting.attendees.is_empty() {
        cover.meeting.attendees = appendix::attendees(&outline.appendices, &lines, &mut notes);
    }
    cover.meeting.sources = notes.take_sources();
    places.contents(&outline.contents);
    places.cover(&cover.placed);

    let setting = paragraph::Setting {
        reflow: &reflow,
        body: cover.meeting.body.as_deref(),
    };
    let paragraphs = outline.blocks.iter().map(|block| {
        paragraph::read(
            &block.opening,
            &block.head,
            &lines,
            block.body.clone(),
            &setting,
            &mut notes,
        )
    });
    let (mut paragraphs, pointers): (Vec<_>, Vec<_>) = paragraphs.unzip();
    headers::diary::settle_years(&mut paragraphs, cover.meeting.date.map(|date| date.year()));
    cover::fill_in(&mut cover.meeting, &paragraphs);
    for (place, (block, paragraph)) in outline.blocks.iter().zip(&paragraphs).enumerate() {
        places.paragraph(place, block, paragraph);
        leftovers::report(&lines, block, paragraph, &mut notes);
    }
    appendix::attach(
        &outline.appendices,
        &mut paragraphs,
        &pointers,
        &lines,
        &mut notes,
    );
    let before = outline.blocks.first().map_or(0, |block| block.opening.line);
    for among in [0..before, outline.vote_lists.clone()] {
        appendix::by_paragraph::attach(&lines, among, &mut paragraphs, &mut notes);
    }
    places.appendices(&outline.appendices);
    places.vote_lists(outline.vote_lists.clone());

    sequence::check(&outline, &lines, cover.meeting.paragraph_range, &mut notes);
    let language = language::of_document(&paragraphs, &lines);
    let kind = kind::tell(
        &lines,
        &cover.meeting,
        &paragraphs,
        language.as_deref(),
        &mut notes,
    );
    places.report(&lines, &mut notes);
    let finished = remarks::Finished {
        kind,
        lines: &lines,
        outline: &outline,
        paragraphs: &paragraphs,
        left_out: &cover.left_out,
    };
    remarks::complete(&finished, &mut notes.findings);
    sort(&mut notes.findings);
    (
        Parsed {
            kind,
            language,
            meeting: cover.meeting,
            paragraphs,
            findings: notes.findings,
        },
        places.into_lines(),
    )
}

/// Document order; what is about the whole document comes first.
fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.lines.unwrap_or_default(), finding.kind));
}
