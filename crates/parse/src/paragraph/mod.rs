//! One paragraph: its sections, and what is read out of them.

mod bare;
mod blocks;
mod decision;
mod lists;
mod nested;
mod officers;
mod outcome;
mod recusals;
mod references;
mod referred_body;
mod reservations;
mod shares;
mod standing;
mod verbs;

use paragraf_model::{Finding, FindingKind, Paragraph, Rule, Section, SectionKind, Span};

use crate::folding::Folding;
use crate::headers::label::Form;
use crate::headers::{Head, Opening};
use crate::language;
use crate::lines::{Line, Reflow};
use crate::notes::{Notes, Sourced};
use crate::sections;
use crate::votes;
use blocks::Blocks;

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
    nested::settle(&mut parts, setting.body);
    bare::part_off(&mut parts, setting.body);
    nested::part_off_proposals(&mut parts, setting.body);
    officers::part_off(&mut parts);
    votes::part_off_tables(&mut parts);
    let blocks: Vec<Blocks<'_, '_, '_>> = parts
        .iter()
        .map(|part| Blocks::of(part, setting.reflow))
        .collect();
    let label = &opening.label;
    let span = lines.get(opening.line).map(Line::span).unwrap_or_default();
    notes.source("number", rule_of(label.form), span);
    let title = notes.keep("title", head.title.clone());
    let case_numbers = notes.keep_all("case_numbers", head.case_numbers.clone());
    let officers = officers::read(&head.case_officers, &blocks);
    let case_officers = notes.keep_all("case_officers", officers);
    let sections = blocks.iter().filter_map(Blocks::section).collect();
    let sections: Vec<Section> = notes.keep_all("sections", sections);
    let text = blocks
        .iter()
        .map(|section| section.text.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    let folded = text.folded();
    report(head, &label.printed, &folded, span, notes);
    let (votes, pointers) = votes::read(&blocks_for_votes(&blocks), &label.printed, span, notes);
    let adjusted_at_once = adjusted_at_once(&folded)
        .map(|at| Sourced::new((), Rule::AdjustedWords, span_at(&blocks, at)));
    let refers_to = references::read(&text, setting.body)
        .into_iter()
        .map(|(reference, at)| Sourced::new(reference, Rule::DatedReference, span_at(&blocks, at)));
    let refers_to = references::with_headings(refers_to.collect(), &blocks, setting.body);
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
        reservations: notes.keep_all("reservations", reservations::reserved(&blocks, &folded)),
        recused: notes.keep_all("recused", recusals::recused(&blocks, &folded)),
        sent_to: lists::read(&blocks, SectionKind::Recipients, "sent_to", notes),
        adjusted_at_once: notes.keep("adjusted_at_once", adjusted_at_once).is_some(),
        refers_to: notes.keep_all("refers_to", refers_to),
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

/// What a person should know about the paragraph as a whole.
fn report(head: &Head, label: &str, folded: &str, span: Span, notes: &mut Notes) {
    if head.title.is_none() {
        let message = format!("{label} har ingen rubrik.");
        notes.find(Finding::warning(FindingKind::TitleMissing, span, message));
    }
    if is_published_elsewhere(folded) {
        let message = format!("{label} finns i ett separat protokoll.");
        notes.find(Finding::info(
            FindingKind::PublishedElsewhere,
            span,
            message,
        ));
    }
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
    if !folded.contains("juster") {
        return None;
    }
    const SAID: [&str; 5] = [
        "omedelbart justera",
        "justeras omedelbart",
        "justerades omedelbart",
        "omedelbar justering",
        "direktjustera",
    ];
    const PROPOSED: [&str; 3] = ["föreslår", "yrkar", "begär"];
    const DENIED: [&str; 5] = [
        "inte omedelbart juster",
        "inte justeras omedelbart",
        "ej omedelbart juster",
        "ej justeras omedelbart",
        "ingen omedelbar justering",
    ];
    let holds = |sentence: &str, words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let mut at = 0;
    for sentence in folded.split(['.', '\n']) {
        if holds(sentence, &SAID) && !holds(sentence, &PROPOSED) && !holds(sentence, &DENIED) {
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
