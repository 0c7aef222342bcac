//! How well minutes are read: against what was written into the samples, and as plain counts over real ones.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use paragraf_ingest::{facts_for, read_record};
use paragraf_model::{Facts, FindingKind, Paragraph, Record};
use serde::Deserialize;

/// What the samples' sources say of one file.
#[derive(Debug, Deserialize)]
pub struct ExpectedMinutes {
    /// Relative to `data/samples`.
    pub file: String,
    /// Full name.
    pub municipality: String,
    /// Full name.
    pub body: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// In document order.
    pub paragraphs: Vec<ExpectedParagraph>,
}

/// What the samples' sources say of one paragraph.
#[derive(Debug, Deserialize)]
pub struct ExpectedParagraph {
    /// Without its suffix.
    pub number: u32,
    /// `b` of `§ 3 b`.
    pub suffix: Option<String>,
    /// `None` where none was written.
    pub title: Option<String>,
    /// Canonical forms.
    pub case_numbers: Vec<String>,
    /// CONTRACT.md's names; empty where nothing was decided.
    pub outcomes: Vec<String>,
    /// In order.
    pub votes: Vec<ExpectedVote>,
    /// Whether it was adjusted at the meeting.
    pub adjusted_at_once: bool,
}

/// The totals of a vote.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub struct ExpectedVote {
    /// *Ja*.
    pub yes: Option<u32>,
    /// *Nej*.
    pub no: Option<u32>,
    /// *Avstår*; none and nothing said are the same here.
    #[serde(default)]
    pub abstain: u32,
}

impl ExpectedParagraph {
    fn number_with_suffix(&self) -> String {
        format!(
            "{}{}",
            self.number,
            self.suffix.as_deref().unwrap_or_default()
        )
    }
}

/// Files of a folder with this extension, by name.
pub fn files_with(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    Ok(files)
}

/// Reads the expectations of the samples.
pub fn expectations(path: &Path) -> Result<Vec<ExpectedMinutes>> {
    serde_json::from_slice(&std::fs::read(path)?).with_context(|| path.display().to_string())
}

/// The record of one file, with the facts beside it.
pub fn record_of(path: &Path) -> Result<Record> {
    let facts = facts_for(path, &Facts::default())?;
    let bytes = std::fs::read(path)?;
    read_record(&bytes, &facts).with_context(|| path.display().to_string())
}

/// Every difference between a record and what was written into its minutes, a line each.
pub fn differences(expected: &ExpectedMinutes, record: &Record) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |what: String, wanted: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
        let (wanted, got) = (format!("{wanted:?}"), format!("{got:?}"));
        if wanted != got {
            differences.push(format!(
                "{}: {what}: wanted {wanted}, got {got}",
                expected.file
            ));
        }
    };
    let meeting = &record.meeting;
    let municipality = meeting
        .municipality
        .as_ref()
        .map(|municipality| municipality.name.as_str());
    compare(
        "municipality".to_owned(),
        &Some(expected.municipality.as_str()),
        &municipality,
    );
    compare(
        "body".to_owned(),
        &Some(expected.body.as_str()),
        &meeting.body.as_deref(),
    );
    compare(
        "date".to_owned(),
        &Some(expected.date.clone()),
        &meeting.date.map(|date| date.to_string()),
    );
    let numbers = |paragraphs: Vec<String>| paragraphs.join(" ");
    compare(
        "paragraphs".to_owned(),
        &numbers(
            expected
                .paragraphs
                .iter()
                .map(ExpectedParagraph::number_with_suffix)
                .collect(),
        ),
        &numbers(
            record
                .paragraphs
                .iter()
                .map(Paragraph::number_with_suffix)
                .collect(),
        ),
    );
    for wanted in &expected.paragraphs {
        let number = wanted.number_with_suffix();
        let found = record
            .paragraphs
            .iter()
            .find(|paragraph| paragraph.number_with_suffix() == number);
        let Some(got) = found else { continue };
        let what = |field: &str| format!("§ {number} {field}");
        compare(what("title"), &wanted.title, &got.title);
        compare(
            what("case numbers"),
            &wanted.case_numbers,
            &case_numbers(got),
        );
        compare(what("outcomes"), &wanted.outcomes, &outcomes(got));
        compare(what("votes"), &wanted.votes, &votes(got));
        compare(
            what("adjusted at once"),
            &wanted.adjusted_at_once,
            &got.adjusted_at_once,
        );
    }
    differences
}

fn case_numbers(paragraph: &Paragraph) -> Vec<String> {
    paragraph
        .case_numbers
        .iter()
        .map(|number| number.canonical().to_owned())
        .collect()
}

fn votes(paragraph: &Paragraph) -> Vec<ExpectedVote> {
    let votes = paragraph.votes.iter();
    votes
        .map(|vote| ExpectedVote {
            yes: vote.yes,
            no: vote.no,
            abstain: vote.abstain.unwrap_or(0),
        })
        .collect()
}

fn outcomes(paragraph: &Paragraph) -> Vec<String> {
    let decision = paragraph.decision.iter();
    decision
        .flat_map(|decision| {
            decision
                .outcomes
                .iter()
                .map(|outcome| outcome.name().to_owned())
        })
        .collect()
}

/// Share of the samples' fields that were read as written, and each that was not.
pub fn against_expectations(expected: &Path, samples: &Path) -> Result<String> {
    let mut report = String::new();
    let (mut fields, mut wrong) = (0, 0);
    for minutes in expectations(expected)? {
        fields += 4 + 5 * minutes.paragraphs.len();
        let record = record_of(&samples.join(&minutes.file))?;
        for difference in differences(&minutes, &record) {
            wrong += 1;
            writeln!(report, "- {difference}")?;
        }
    }
    writeln!(
        report,
        "\n{} of {fields} fields as written ({:.4})",
        fields - wrong,
        1.0 - wrong as f64 / fields.max(1) as f64
    )?;
    Ok(report)
}

#[derive(Default)]
struct Tally {
    paragraphs: usize,
    titled: usize,
    with_case: usize,
    decided: usize,
    with_outcome: usize,
    only_other: usize,
    votes: usize,
    findings: BTreeMap<FindingKind, usize>,
    bytes: usize,
    seconds: f64,
}

/// Plain counts over real minutes: what a reader can compare from one version to the next.
pub fn over_corpus(folder: &Path) -> Result<String> {
    let mut report = String::from(
        "| file | § | title | case | decision | outcome | votes | vote sentences | unplaced | out of order | seconds |\n|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut total = Tally::default();
    let mut sentences_in_all = 0;
    for path in [files_with(folder, "txt")?, files_with(folder, "pdf")?].concat() {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut tally = Tally::default();
        let start = Instant::now();
        let record = record_of(&path)?;
        tally.seconds = start.elapsed().as_secs_f64();
        tally.bytes = std::fs::metadata(&path)?.len() as usize;
        count(&record, &mut tally);
        let sentences = vote_sentences(&path)?;
        sentences_in_all += sentences;
        writeln!(report, "{}", row(&name, &tally, sentences))?;
        add(&mut total, &tally);
    }
    writeln!(report, "{}", row("**all**", &total, sentences_in_all))?;
    writeln!(
        report,
        "\n{:.2} MB/s, extraction included. Findings:",
        total.bytes as f64 / 1e6 / total.seconds.max(1e-9)
    )?;
    for (kind, count) in &total.findings {
        writeln!(report, "- {kind:?}: {count}")?;
    }
    Ok(report)
}

fn count(record: &Record, tally: &mut Tally) {
    for paragraph in &record.paragraphs {
        tally.paragraphs += 1;
        tally.titled += usize::from(paragraph.title.is_some());
        tally.with_case += usize::from(!paragraph.case_numbers.is_empty());
        tally.votes += paragraph.votes.len();
        let outcomes = outcomes(paragraph);
        tally.decided += usize::from(paragraph.decision.is_some());
        tally.with_outcome += usize::from(!outcomes.is_empty());
        tally.only_other +=
            usize::from(outcomes.iter().all(|outcome| outcome == "other") && !outcomes.is_empty());
    }
    for finding in &record.findings {
        *tally.findings.entry(finding.kind).or_default() += 1;
    }
}

/// A plain search of its own for sentences that tell a count of votes, so that the parser is not its own judge.
fn vote_sentences(path: &Path) -> Result<usize> {
    let text = String::from_utf8_lossy(&std::fs::read(path)?)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let count = |needle: &str| text.matches(needle).count();
    Ok(count(" Ja mot ") + count(" ja-röster mot ") + count(" ja-röster och "))
}

fn add(total: &mut Tally, one: &Tally) {
    total.paragraphs += one.paragraphs;
    total.titled += one.titled;
    total.with_case += one.with_case;
    total.decided += one.decided;
    total.with_outcome += one.with_outcome;
    total.only_other += one.only_other;
    total.votes += one.votes;
    total.bytes += one.bytes;
    total.seconds += one.seconds;
    for (kind, count) in &one.findings {
        *total.findings.entry(*kind).or_default() += count;
    }
}

fn row(name: &str, tally: &Tally, sentences: usize) -> String {
    let found = |kind| tally.findings.get(&kind).copied().unwrap_or(0);
    let unplaced = found(FindingKind::LineUnplaced);
    let out_of_order = found(FindingKind::NumberOutOfOrder);
    format!(
        "| {name} | {} | {} | {} | {} | {} | {} | {sentences} | {unplaced} | {out_of_order} | {:.2} |",
        tally.paragraphs,
        tally.titled,
        tally.with_case,
        tally.decided,
        tally.with_outcome - tally.only_other,
        tally.votes,
        tally.seconds,
    )
}
