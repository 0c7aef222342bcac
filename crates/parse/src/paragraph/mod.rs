//! One paragraph: its sections, and what is read out of them.

mod bare;
mod decision;
mod lists;
mod outcome;
mod references;
mod reservations;
mod verbs;

use paragraf_model::{Finding, FindingKind, Paragraph, Section, SectionKind};

use crate::headers::{Head, Opening};
use crate::language;
use crate::lines::{Block, Line, Manner, Reflow};
use crate::sections::{self, Part};
use crate::votes;
use decision::Blocks;

/// What is the same for all paragraphs of a document.
pub(crate) struct Setting<'d> {
    pub(crate) reflow: &'d Reflow,
    pub(crate) body: Option<&'d str>,
}

/// Reads a paragraph from its header and the lines under it. Beside it stand the appendices that its votes point to.
pub(crate) fn read(
    opening: &Opening,
    head: &Head,
    lines: &[Line<'_>],
    own: std::ops::Range<usize>,
    setting: &Setting<'_>,
    findings: &mut Vec<Finding>,
) -> (Paragraph, Vec<Option<u32>>) {
    let body_lines = lines.get(own.clone()).unwrap_or_default();
    let mut parts = sections::split(body_lines);
    bare::part_off(&mut parts, setting.body);
    let blocks: Vec<Blocks<'_, '_, '_>> = parts
        .iter()
        .map(|part| blocks_of(part, setting.reflow))
        .collect();
    let header_line = lines.get(opening.line);
    let sections: Vec<Section> = blocks.iter().filter_map(section).collect();
    let label = &opening.label;
    let span = header_line.map(Line::span).unwrap_or_default();
    if head.title.is_none() {
        findings.push(Finding::warning(
            FindingKind::TitleMissing,
            span,
            format!("{} har ingen rubrik.", label.printed),
        ));
    }
    let text = blocks
        .iter()
        .map(|section| section.text.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    let folded = text.to_lowercase();
    if is_published_elsewhere(&folded) {
        let message = format!("{} finns i ett separat protokoll.", label.printed);
        findings.push(Finding::info(
            FindingKind::PublishedElsewhere,
            span,
            message,
        ));
    }
    let (votes, pointers) = votes::read(&blocks_for_votes(&blocks), &label.printed, span, findings);
    let paragraph = Paragraph {
        number: label.number,
        suffix: label.suffix.map(String::from),
        label: label.printed.clone(),
        body_prefix: label.prefix.clone(),
        title: head.title.clone(),
        case_numbers: head.case_numbers.clone(),
        case_officers: head.case_officers.clone(),
        basis: lists::entries(&blocks, SectionKind::Basis),
        decision: decision::read(&blocks, setting.body),
        votes,
        reservations: reservations::reserved(&blocks),
        recused: reservations::recused(&blocks),
        sent_to: lists::entries(&blocks, SectionKind::Recipients),
        adjusted_at_once: is_adjusted_at_once(&folded),
        refers_to: references::read(&text),
        pages: pages(lines, opening.line, own.end),
        language: language::of(head.title.as_deref(), &text),
        sections,
    };
    (paragraph, pointers)
}

fn blocks_of<'p, 'l, 's>(part: &'p Part<'l, 's>, reflow: &Reflow) -> Blocks<'p, 'l, 's> {
    let manner = match part.kind {
        SectionKind::Basis | SectionKind::Recipients => Manner::List,
        SectionKind::Decision | SectionKind::Proposal => Manner::Points,
        _ => Manner::Prose,
    };
    let mut blocks = reflow.blocks(&part.lines, manner);
    if let (Some(run_in), Some(first)) = (&part.run_in, blocks.first_mut()) {
        // The heading is no part of the text that runs in after it.
        let heading = part
            .lines
            .first()
            .map_or(0, |line| line.text.len())
            .saturating_sub(run_in.len());
        first.text = first
            .text
            .get(heading..)
            .unwrap_or_default()
            .trim()
            .to_owned();
    }
    blocks.retain(|block| !block.text.is_empty());
    let text = running_text(&blocks);
    Blocks { part, blocks, text }
}

fn running_text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push_str(if block.after_blank { "\n\n" } else { "\n" });
        }
        text.push_str(&block.text);
    }
    text
}

fn section(section: &Blocks<'_, '_, '_>) -> Option<Section> {
    let with_text: Vec<&&Line<'_>> = section
        .part
        .lines
        .iter()
        .filter(|line| line.has_text())
        .collect();
    let first = with_text
        .first()
        .copied()
        .copied()
        .or(section.part.heading_line)?;
    let last = with_text
        .last()
        .copied()
        .copied()
        .or(section.part.heading_line)?;
    let pages = first.page.zip(last.page).map(|(first, last)| [first, last]);
    Some(Section {
        kind: section.part.kind,
        heading: section.part.heading.clone(),
        text: section.text.clone(),
        pages,
        lines: [first.number, last.number],
    })
}

fn blocks_for_votes<'b>(blocks: &'b [Blocks<'_, '_, '_>]) -> Vec<votes::Text<'b>> {
    blocks
        .iter()
        .map(|section| votes::Text {
            kind: section.part.kind,
            has_heading: section.part.heading.is_some(),
            blocks: &section.blocks,
            lines: &section.part.lines,
        })
        .collect()
}

/// `Omedelbar justering, se separat protokoll.`
fn is_published_elsewhere(folded: &str) -> bool {
    let said = [
        "separat protokoll",
        "särskilt protokoll",
        "eget protokoll",
        "se separat",
    ];
    folded.len() < 200 && said.iter().any(|words| folded.contains(words))
}

/// `Paragrafen förklaras omedelbart justerad` and its like; not a sentence in which somebody proposes it.
fn is_adjusted_at_once(folded: &str) -> bool {
    const SAID: [&str; 5] = [
        "omedelbart justera",
        "justeras omedelbart",
        "justerades omedelbart",
        "omedelbar justering",
        "direktjustera",
    ];
    const PROPOSED: [&str; 3] = ["föreslår", "yrkar", "begär"];
    let holds = |sentence: &str, words: &[&str]| words.iter().any(|word| sentence.contains(word));
    folded
        .split(['.', '\n'])
        .any(|sentence| holds(sentence, &SAID) && !holds(sentence, &PROPOSED))
}

fn pages(lines: &[Line<'_>], first: usize, end: usize) -> Option<[u32; 2]> {
    let own = lines.get(first..end.max(first + 1))?;
    let first = own.first()?.page?;
    let last = own
        .iter()
        .rev()
        .find(|line| line.has_text())
        .and_then(|line| line.page)
        .unwrap_or(first);
    Some([first, last.max(first)])
}
