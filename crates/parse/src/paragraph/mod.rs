//! One paragraph: its sections, and what is read out of them.

mod bare;
mod decision;
mod lists;
mod outcome;
mod references;
mod reservations;
mod verbs;

use paragraf_model::{Finding, FindingKind, Paragraph, Rule, Section, SectionKind, Span};

use crate::headers::label::Form;
use crate::headers::{Head, Opening};
use crate::language;
use crate::lines::{Block, Line, Manner, Reflow};
use crate::notes::{Notes, Sourced};
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
    notes: &mut Notes,
) -> (Paragraph, Vec<Option<u32>>) {
    let body_lines = lines.get(own.clone()).unwrap_or_default();
    let mut parts = sections::split(body_lines);
    bare::part_off(&mut parts, setting.body);
    let blocks: Vec<Blocks<'_, '_, '_>> = parts
        .iter()
        .map(|part| blocks_of(part, setting.reflow))
        .collect();
    let header_line = lines.get(opening.line);
    let sections = blocks.iter().filter_map(section).collect();
    let label = &opening.label;
    let span = header_line.map(Line::span).unwrap_or_default();
    notes.source("number", rule_of(label.form), span);
    let title = notes.keep("title", head.title.clone());
    let case_numbers = notes.keep_all("case_numbers", head.case_numbers.clone());
    let case_officers = notes.keep_all("case_officers", head.case_officers.clone());
    let sections: Vec<Section> = notes.keep_all("sections", sections);
    if title.is_none() {
        notes.find(Finding::warning(
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
        notes.find(Finding::info(
            FindingKind::PublishedElsewhere,
            span,
            message,
        ));
    }
    let (votes, pointers) = votes::read(&blocks_for_votes(&blocks), &label.printed, span, notes);
    let adjusted_at_once = adjusted_at_once(&folded)
        .map(|at| Sourced::new((), Rule::AdjustedWords, span_at(&blocks, at)));
    let refers_to = references::read(&text)
        .into_iter()
        .map(|(reference, at)| Sourced::new(reference, Rule::DatedReference, span_at(&blocks, at)));
    let paragraph = Paragraph {
        number: label.number,
        suffix: label.suffix.map(String::from),
        label: label.printed.clone(),
        body_prefix: label.prefix.clone(),
        language: language::of(title.as_deref(), &text),
        title,
        case_numbers,
        case_officers,
        basis: lists::read(&blocks, SectionKind::Basis, "basis", notes),
        decision: decision::read(&blocks, setting.body, notes),
        votes,
        reservations: notes.keep_all("reservations", reservations::reserved(&blocks)),
        recused: notes.keep_all("recused", reservations::recused(&blocks)),
        sent_to: lists::read(&blocks, SectionKind::Recipients, "sent_to", notes),
        adjusted_at_once: notes.keep("adjusted_at_once", adjusted_at_once).is_some(),
        refers_to: notes.keep_all("refers_to", refers_to.collect()),
        pages: pages(lines, opening.line, own.end),
        sections,
        sources: notes.take_sources(),
    };
    (paragraph, pointers)
}

fn rule_of(form: Form) -> Rule {
    match form {
        Form::Sign | Form::Several => Rule::SignBeforeNumber,
        Form::SignAfter => Rule::SignAfterNumber,
        Form::Bare => Rule::NumberAlone,
        Form::WithYear => Rule::NumberWithYear,
    }
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

/// With the lines of its heading as source.
fn section(section: &Blocks<'_, '_, '_>) -> Option<Sourced<Section>> {
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
    let heading_line = section.part.heading_line.unwrap_or(first);
    let span = Span::lines(heading_line.page, heading_line.number, last.number);
    let section_of_record = Section {
        kind: section.part.kind,
        heading: section.part.heading.clone(),
        text: section.text.clone(),
        pages,
        lines: [first.number, last.number],
    };
    Some(Sourced::new(section_of_record, section.part.rule, span))
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

/// Where `Paragrafen förklaras omedelbart justerad` or its like stands; not a sentence in which somebody proposes it.
fn adjusted_at_once(folded: &str) -> Option<usize> {
    const SAID: [&str; 5] = [
        "omedelbart justera",
        "justeras omedelbart",
        "justerades omedelbart",
        "omedelbar justering",
        "direktjustera",
    ];
    const PROPOSED: [&str; 3] = ["föreslår", "yrkar", "begär"];
    let holds = |sentence: &str, words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let mut at = 0;
    for sentence in folded.split(['.', '\n']) {
        if holds(sentence, &SAID) && !holds(sentence, &PROPOSED) {
            return Some(at);
        }
        at += sentence.len() + 1;
    }
    None
}

/// The lines of the block that stands at this byte of the sections' texts, which a line break parts.
fn span_at(sections: &[Blocks<'_, '_, '_>], at: usize) -> Span {
    let mut end = 0;
    let mut span = Span::default();
    for section in sections {
        for (place, block) in section.blocks.iter().enumerate() {
            let gap = if block.after_blank { 2 } else { 1 };
            end += block.text.len() + if place > 0 { gap } else { 0 };
            span = block.span();
            if at < end {
                return span;
            }
        }
        end += 1;
    }
    span
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
