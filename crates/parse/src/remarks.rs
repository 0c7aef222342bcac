//! What people ask for later, told of finished paragraphs: those without decision or case number, those that stand in
//! another file, and which paragraph each finding lies in.

use paragraf_model::{DocumentKind, Finding, FindingKind, Outcome, Paragraph, Span};

use crate::lines::Line;
use crate::outline::{Block, Outline};

/// A finished document.
pub(crate) struct Finished<'d> {
    pub(crate) kind: DocumentKind,
    pub(crate) lines: &'d [Line<'d>],
    pub(crate) outline: &'d Outline,
    pub(crate) paragraphs: &'d [Paragraph],
    /// Numbers that the cover leaves out where it counts up what the file holds.
    pub(crate) left_out: &'d [[u32; 2]],
}

/// Lines of the whole text that a paragraph takes, its header among them.
struct Owner {
    first: u32,
    last: u32,
    number: u32,
    name: String,
}

/// Tells what the paragraphs lack, and names the paragraph of every finding that lies in one.
pub(crate) fn complete(document: &Finished<'_>, findings: &mut Vec<Finding>) {
    let owners = owners(document);
    place(&owners, findings);
    tell_left_out(document, findings);
    if document.kind == DocumentKind::NotMinutes {
        return;
    }
    let elsewhere = published_elsewhere(findings);
    let blocks = document.outline.blocks.iter();
    let paragraphs: Vec<(&Paragraph, Span)> = document
        .paragraphs
        .iter()
        .zip(blocks.map(|block| header(block, document.lines)))
        .filter(|(paragraph, _)| !elsewhere.contains(&paragraph.number_with_suffix()))
        .collect();
    let mut told: Vec<Finding> = paragraphs
        .iter()
        .flat_map(|(paragraph, span)| lacks(paragraph, *span))
        .collect();
    told.extend(without_case_number(&paragraphs));
    place(&owners, &mut told);
    findings.append(&mut told);
}

fn owners(document: &Finished<'_>) -> Vec<Owner> {
    let number_of = |index: usize| document.lines.get(index).map(|line| line.number);
    let blocks = document.outline.blocks.iter().zip(document.paragraphs);
    blocks
        .filter_map(|(block, paragraph)| {
            let header = block.head.lines.iter().chain([&block.opening.line]);
            let first = header.min().copied().and_then(number_of)?;
            let end = block.body.end.max(block.body.start).saturating_sub(1);
            Some(Owner {
                first,
                last: number_of(end.max(block.opening.line)).unwrap_or(first),
                number: paragraph.number,
                name: paragraph.number_with_suffix(),
            })
        })
        .collect()
}

/// Blocks follow each other, so the owner is the last one that begins before the finding does.
fn place(owners: &[Owner], findings: &mut [Finding]) {
    for finding in findings {
        // Heads and feet are the page's, whatever paragraph goes on around them.
        let Some([first, _]) = finding
            .lines
            .filter(|_| finding.kind != FindingKind::PageFurniture)
        else {
            continue;
        };
        let after = owners.partition_point(|owner| owner.first <= first);
        let owner = owners.get(..after).and_then(<[Owner]>::last);
        let Some(owner) = owner.filter(|owner| first <= owner.last) else {
            continue;
        };
        finding.paragraph = Some(owner.name.clone());
        if finding.kind == FindingKind::PublishedElsewhere && finding.numbers.is_empty() {
            finding.numbers = vec![[owner.number, owner.number]];
        }
    }
}

fn published_elsewhere(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::PublishedElsewhere)
        .filter_map(|finding| finding.paragraph.clone())
        .collect()
}

/// Numbers that the cover leaves out are not missing from this file: they stand in another.
fn tell_left_out(document: &Finished<'_>, findings: &mut Vec<Finding>) {
    let holds_some = |&[first, last]: &[u32; 2]| {
        let mut numbers = document.paragraphs.iter().map(|one| one.number);
        numbers.any(|number| (first..=last).contains(&number))
    };
    let left_out = document.left_out.iter().copied();
    let numbers: Vec<[u32; 2]> = left_out.filter(|range| !holds_some(range)).collect();
    if numbers.is_empty() {
        return;
    }
    findings.retain(|finding| {
        let is_told = finding.numbers.iter().all(|range| numbers.contains(range));
        finding.kind != FindingKind::NumberSkipped || finding.numbers.is_empty() || !is_told
    });
    let words: Vec<String> = numbers
        .iter()
        .map(|[first, last]| match first == last {
            true => first.to_string(),
            false => format!("{first}–{last}"),
        })
        .collect();
    let message = format!(
        "Enligt försättsbladet ingår inte § {} i filen.",
        words.join(", ")
    );
    let finding = Finding::info(FindingKind::PublishedElsewhere, Span::default(), message);
    findings.push(finding.about(numbers));
}

/// The place of a paragraph's header.
fn header(block: &Block, lines: &[Line<'_>]) -> Span {
    lines
        .get(block.opening.line)
        .map(Line::span)
        .unwrap_or_default()
}

fn lacks(paragraph: &Paragraph, span: Span) -> Option<Finding> {
    let label = &paragraph.label;
    match &paragraph.decision {
        None => Some(Finding::info(
            FindingKind::DecisionMissing,
            span,
            format!("{label} har inget beslut."),
        )),
        Some(decision) if decision.outcomes.iter().all(|one| *one == Outcome::Other) => {
            Some(Finding::info(
                FindingKind::OutcomeUnknown,
                span,
                format!("Beslutet i {label} är inte av något av de slag som har ett namn."),
            ))
        }
        Some(_) => None,
    }
}

/// Minutes that print no case number at all are told of once.
fn without_case_number(paragraphs: &[(&Paragraph, Span)]) -> Vec<Finding> {
    let kind = FindingKind::CaseNumberMissing;
    let mut lacking = paragraphs
        .iter()
        .filter(|(paragraph, _)| paragraph.case_numbers.is_empty())
        .peekable();
    if lacking.peek().is_none() {
        return Vec::new();
    }
    if paragraphs
        .iter()
        .all(|(one, _)| one.case_numbers.is_empty())
    {
        let message = "Ingen paragraf har något ärendenummer.";
        return vec![Finding::info(kind, Span::default(), message)];
    }
    lacking
        .map(|(paragraph, span)| {
            let message = format!("{} har inget ärendenummer.", paragraph.label);
            Finding::info(kind, *span, message)
        })
        .collect()
}
