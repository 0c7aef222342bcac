//! Where each line of the source went: the law that every line is placed or reported.

use std::ops::Range;

use paragraf_model::{Finding, FindingKind, Paragraph, Span};

use crate::appendix::Appendix;
use crate::lines::Line;
use crate::notes::Notes;
use crate::outline::Block;

/// What took a line. Paragraphs and sections are told by their places in the record, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nothing to take.
    Blank,
    /// Page head, page foot, rule.
    Furniture,
    /// A field of the cover or the signatures.
    Cover,
    /// A list of the contents.
    Contents,
    /// A paragraph's header.
    Header(usize),
    /// The heading of a section.
    Heading(usize, usize),
    /// The text of a section.
    Section(usize, usize),
    /// An attendance or vote list after the last paragraph.
    Appendix,
    /// Nothing took it.
    Unplaced,
}

/// Each line's place, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Places(Vec<Place>);

impl Places {
    pub(crate) fn new(lines: &[Line<'_>]) -> Places {
        Places(
            lines
                .iter()
                .map(|line| match (line.is_blank(), line.is_furniture) {
                    (true, _) => Place::Blank,
                    (_, true) => Place::Furniture,
                    _ => Place::Unplaced,
                })
                .collect(),
        )
    }

    pub(crate) fn cover(&mut self, indices: &[usize]) {
        indices
            .iter()
            .for_each(|&index| self.take(index, Place::Cover));
    }

    pub(crate) fn contents(&mut self, indices: &[usize]) {
        for &index in indices {
            self.take(index, Place::Contents);
        }
    }

    /// The header and the sections of the paragraph at this place of the record. A line of its body that is in no
    /// section's text is the heading of the next one.
    pub(crate) fn paragraph(&mut self, place: usize, block: &Block, paragraph: &Paragraph) {
        for &index in &block.head.lines {
            self.take(index, Place::Header(place));
        }
        let mut sections = paragraph.sections.iter().enumerate().peekable();
        for index in block.body.clone() {
            let number = index as u32 + 1;
            while sections
                .next_if(|(_, section)| section.lines[1] < number)
                .is_some()
            {}
            let Some((section, held)) = sections.peek() else {
                return;
            };
            let is_text = held.lines[0] <= number && !held.text.is_empty();
            let taken = if is_text {
                Place::Section(place, *section)
            } else {
                Place::Heading(place, *section)
            };
            self.take(index, taken);
        }
    }

    /// Appendices that were read; the others stay unplaced and are reported.
    pub(crate) fn appendices(&mut self, appendices: &[Appendix]) {
        for appendix in appendices.iter().filter(|appendix| appendix.is_read()) {
            appendix
                .lines
                .clone()
                .for_each(|index| self.take(index, Place::Appendix));
        }
    }

    /// Vote lists that name their paragraphs.
    pub(crate) fn vote_lists(&mut self, indices: Range<usize>) {
        indices.for_each(|index| self.take(index, Place::Appendix));
    }

    fn take(&mut self, index: usize, place: Place) {
        if let Some(held) = self.0.get_mut(index)
            && *held == Place::Unplaced
        {
            *held = place;
        }
    }

    /// Tells of every run of lines that nothing took.
    pub(crate) fn report(&self, lines: &[Line<'_>], notes: &mut Notes) {
        let mut run: Vec<&Line<'_>> = Vec::new();
        for (line, place) in lines.iter().zip(&self.0) {
            match place {
                Place::Unplaced => run.push(line),
                Place::Blank => {}
                _ => tell(&mut run, notes),
            }
        }
        tell(&mut run, notes);
    }

    /// Line by line, the first at 0.
    pub(crate) fn into_lines(self) -> Vec<Place> {
        self.0
    }
}

fn tell(run: &mut Vec<&Line<'_>>, notes: &mut Notes) {
    if let (Some(first), Some(last)) = (run.first(), run.last()) {
        let message = match run.len() {
            1 => format!(
                "En rad fick ingen plats i protokollet: ”{}”.",
                shortened(&first.text)
            ),
            count => format!(
                "{count} rader fick ingen plats i protokollet. Den första är ”{}”.",
                shortened(&first.text)
            ),
        };
        notes.find(Finding::info(
            FindingKind::LineUnplaced,
            Span::lines(first.page, first.number, last.number),
            message,
        ));
    }
    run.clear();
}

fn shortened(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        format!("{short} …")
    } else {
        short
    }
}
