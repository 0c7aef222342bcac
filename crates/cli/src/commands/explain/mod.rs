//! `paragraf parse --explain`: the text with its margins marked, for people who mend a rule.
//!
//! Each line has its number and where it went; under it stands what was read there, at the right the rule that read
//! it; the end sums up.

mod paper;
mod summary;
mod values;

use std::collections::BTreeMap;
use std::io::{self, Write};

use paragraf_model::{Facts, FieldSource, Finding, Parsed, Severity, SourceText};
use paragraf_parse::Place;

use paper::Ink;
pub use paper::Paper;

/// What is said under a line.
enum Note {
    Field { text: String, rule: &'static str },
    Finding { text: String, severity: Severity },
}

/// Reads the text and prints it with all that is known of each line.
pub fn print(source: &SourceText, facts: &Facts, paper: &mut Paper<impl Write>) -> io::Result<()> {
    let (parsed, places) = paragraf_parse::explain(source, facts);
    let findings: Vec<&Finding> = source.findings.iter().chain(&parsed.findings).collect();
    let mut notes = notes(&parsed, &findings);
    front(&parsed, &mut notes, paper)?;
    let mut sheet = None;
    for (index, ((page, line), place)) in source.lines().zip(&places).enumerate() {
        if page.number != sheet {
            sheet = page.number;
            paper.page(page.number.unwrap_or_default())?;
            tell(
                findings.iter().filter(|finding| {
                    finding.lines.is_none() && finding.page.is_some() && finding.page == sheet
                }),
                paper,
            )?;
        }
        let number = index as u32 + 1;
        let (tag, ink) = tag(*place, &parsed);
        paper.line(number, &tag, ink, &line.text())?;
        for note in notes.remove(&number).unwrap_or_default() {
            write(&note, paper)?;
        }
    }
    summary::print(&parsed, &places, &findings, paper)
}

/// Notes by the number of the line that they stand under; those that belong to no line under 0.
fn notes(parsed: &Parsed, findings: &[&Finding]) -> BTreeMap<u32, Vec<Note>> {
    let mut notes: BTreeMap<u32, Vec<Note>> = BTreeMap::new();
    let mut add = |source: &FieldSource, value: String, otherwise: u32| {
        let text = format!("{}: {value}", source.field);
        let note = Note::Field {
            text,
            rule: source.rule.name(),
        };
        notes
            .entry(anchor(source).unwrap_or(otherwise))
            .or_default()
            .push(note);
    };
    for source in parsed.meeting.sources.iter() {
        add(
            source,
            values::of_meeting(&parsed.meeting, &source.field),
            0,
        );
    }
    for paragraph in &parsed.paragraphs {
        let header = paragraph.sources.of("number").and_then(anchor).unwrap_or(0);
        for source in paragraph.sources.iter() {
            add(
                source,
                values::of_paragraph(paragraph, &source.field),
                header,
            );
        }
    }
    for finding in findings {
        let whole_page = finding.lines.is_none() && finding.page.is_some();
        if whole_page {
            continue;
        }
        let at = finding.lines.map_or(0, |[_, last]| last);
        notes.entry(at).or_default().push(finding_note(finding));
    }
    notes
}

/// A field stands under its last line, since a reader has seen all of it there; a section's begins it.
fn anchor(source: &FieldSource) -> Option<u32> {
    let [first, last] = source.span.lines?;
    let opens = source.field.starts_with("sections/");
    Some(if opens { first } else { last })
}

fn finding_note(finding: &Finding) -> Note {
    Note::Finding {
        text: format!("{}: {}", values::name(&finding.kind), finding.message),
        severity: finding.severity,
    }
}

fn tell<'f>(
    findings: impl Iterator<Item = &'f &'f Finding>,
    paper: &mut Paper<impl Write>,
) -> io::Result<()> {
    for finding in findings {
        write(&finding_note(finding), paper)?;
    }
    Ok(())
}

/// What is true of the whole document, and what was read beside its text.
fn front(
    parsed: &Parsed,
    notes: &mut BTreeMap<u32, Vec<Note>>,
    paper: &mut Paper<impl Write>,
) -> io::Result<()> {
    paper.title(&values::headline(parsed))?;
    for note in notes.remove(&0).unwrap_or_default() {
        write(&note, paper)?;
    }
    Ok(())
}

fn write(note: &Note, paper: &mut Paper<impl Write>) -> io::Result<()> {
    match note {
        Note::Field { text, rule } => paper.field(text, rule),
        Note::Finding { text, severity } => {
            let ink = match severity {
                Severity::Info => Ink::Faint,
                Severity::Warning => Ink::Warning,
                Severity::Error => Ink::Alarm,
            };
            paper.finding(text, ink)
        }
    }
}

/// The margin of a line: where it went.
fn tag(place: Place, parsed: &Parsed) -> (String, Ink) {
    let label = |paragraph: usize| parsed.paragraphs.get(paragraph);
    let plain = |name: &str, ink: Ink| (name.to_owned(), ink);
    match place {
        Place::Blank => plain("", Ink::Plain),
        Place::Furniture => plain("furniture", Ink::Faint),
        Place::Cover => plain("cover", Ink::Margin),
        Place::Contents => plain("contents", Ink::Faint),
        Place::Appendix => plain("list", Ink::Margin),
        Place::Unplaced => plain("UNPLACED", Ink::Alarm),
        Place::Header(paragraph) => {
            let printed = label(paragraph).map(|paragraph| paragraph.label.clone());
            (printed.unwrap_or_default(), Ink::Header)
        }
        Place::Heading(..) => plain("heading", Ink::Header),
        Place::Section(paragraph, section) => {
            let kind = label(paragraph).and_then(|paragraph| paragraph.sections.get(section));
            let name = kind.map_or("", |section| section.kind.name());
            plain(name, Ink::Margin)
        }
    }
}

#[cfg(test)]
mod tests;
