//! What an explained text comes to: where its lines went, which fields have no value, which rules read the others.

use std::collections::BTreeMap;
use std::io::{self, Write};

use paragraf_model::{Finding, Meeting, Paragraph, Parsed, Rule, Sources};
use paragraf_parse::Place;

use super::paper::Paper;
use super::values;

/// Where names end and what is said of them begins.
const INDENT: usize = 26;

pub fn print(
    parsed: &Parsed,
    places: &[Place],
    findings: &[&Finding],
    paper: &mut Paper<impl Write>,
) -> io::Result<()> {
    paper.blank()?;
    paper.title("Where the lines went")?;
    paper.entry("", 0, &lines(places))?;
    paper.blank()?;
    paper.title("Fields without value")?;
    let missing = missing_of_meeting(&parsed.meeting).join(", ");
    paper.entry("meeting", INDENT, &or_none(missing))?;
    for (field, labels) in missing_of_paragraphs(&parsed.paragraphs) {
        let of = parsed.paragraphs.len();
        let text = format!("{} of {of}: {}", labels.len(), in_runs(&labels));
        paper.entry(field, INDENT, &text)?;
    }
    paper.blank()?;
    paper.title("Findings")?;
    let counts = findings_by_kind(findings);
    if counts.is_empty() {
        paper.entry("none", 0, "")?;
    }
    for (kind, count) in counts {
        paper.entry(&format!("{count:>5}  {kind}"), 0, "")?;
    }
    paper.blank()?;
    paper.title("Rules that read fields")?;
    for (rule, count) in rules(parsed) {
        let name = format!("{count:>5}  {}", rule.name());
        paper.entry(&name, INDENT + 6, rule.meaning())?;
    }
    Ok(())
}

fn or_none(text: String) -> String {
    if text.is_empty() {
        "none".to_owned()
    } else {
        text
    }
}

fn lines(places: &[Place]) -> String {
    let mut counts: BTreeMap<usize, (&str, usize)> = BTreeMap::new();
    for place in places {
        let (order, name) = match place {
            Place::Cover => (0, "cover"),
            Place::Contents => (1, "contents"),
            Place::Header(_) => (2, "headers of paragraphs"),
            Place::Heading(..) => (3, "headings"),
            Place::Section(..) => (4, "text of sections"),
            Place::Appendix => (5, "lists"),
            Place::Furniture => (6, "furniture"),
            Place::Blank => (7, "blank"),
            Place::Unplaced => (8, "unplaced"),
        };
        counts.entry(order).or_insert((name, 0)).1 += 1;
    }
    let parts = counts
        .values()
        .map(|(name, count)| format!("{count} {name}"));
    format!(
        "{} lines: {}",
        places.len(),
        parts.collect::<Vec<_>>().join(", ")
    )
}

fn missing_of_meeting(meeting: &Meeting) -> Vec<&'static str> {
    let fields = [
        ("municipality", meeting.municipality.is_none()),
        ("body", meeting.body.is_none()),
        ("date", meeting.date.is_none()),
        ("start_time", meeting.start_time.is_none()),
        ("end_time", meeting.end_time.is_none()),
        ("place", meeting.place.is_none()),
        ("adjusted_on", meeting.adjusted_on.is_none()),
        ("posted_on", meeting.posted_on.is_none()),
        ("posted_until", meeting.posted_until.is_none()),
        ("chair", meeting.chair.is_none()),
        ("secretary", meeting.secretary.is_none()),
        ("adjusters", meeting.adjusters.is_empty()),
        ("attendees", meeting.attendees.is_empty()),
        ("paragraph_range", meeting.paragraph_range.is_none()),
    ];
    let missing = fields.into_iter().filter(|(_, is_missing)| *is_missing);
    missing.map(|(field, _)| field).collect()
}

/// `3, 5–9, 12 b`: neighbours that follow each other in the minutes are one run.
fn in_runs(lacking: &[(usize, String)]) -> String {
    let runs = lacking.chunk_by(|(one, _), (other, _)| one + 1 == *other);
    let shown = runs.map(|run| match run {
        [(_, first), .., (_, last)] => format!("{first}–{last}"),
        [(_, only)] => only.clone(),
        [] => String::new(),
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// Fields that most paragraphs have, with places and numbers of those that lack them.
fn missing_of_paragraphs(paragraphs: &[Paragraph]) -> Vec<(&'static str, Vec<(usize, String)>)> {
    type Lacks = fn(&Paragraph) -> bool;
    let fields: [(&str, Lacks); 5] = [
        ("title", |paragraph| paragraph.title.is_none()),
        ("case_numbers", |paragraph| {
            paragraph.case_numbers.is_empty()
        }),
        ("case_officers", |paragraph| {
            paragraph.case_officers.is_empty()
        }),
        ("decision", |paragraph| paragraph.decision.is_none()),
        ("sent_to", |paragraph| paragraph.sent_to.is_empty()),
    ];
    let missing = fields.into_iter().map(|(field, lacks)| {
        let numbered = paragraphs.iter().enumerate();
        let lacking = numbered.filter(|(_, paragraph)| lacks(paragraph));
        let numbers = lacking.map(|(place, paragraph)| (place, paragraph.number_with_suffix()));
        (field, numbers.collect::<Vec<_>>())
    });
    missing.filter(|(_, labels)| !labels.is_empty()).collect()
}

fn findings_by_kind(findings: &[&Finding]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(values::name(&finding.kind)).or_default() += 1;
    }
    counts
}

/// The most used first.
fn rules(parsed: &Parsed) -> Vec<(Rule, usize)> {
    let of_paragraphs = parsed.paragraphs.iter().map(|paragraph| &paragraph.sources);
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    for source in std::iter::once(&parsed.meeting.sources)
        .chain(of_paragraphs)
        .flat_map(Sources::iter)
    {
        *counts.entry(source.rule).or_default() += 1;
    }
    let mut rules: Vec<(Rule, usize)> = counts.into_iter().collect();
    rules.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    rules
}
