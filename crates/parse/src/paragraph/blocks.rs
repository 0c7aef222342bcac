//! A section's lines made whole again: blocks of running text, and the record's section made of them.

use paragraf_model::{Section, SectionKind, Span};

use crate::lines::{Block, Line, Manner, Reflow};
use crate::notes::{self, Sourced};
use crate::sections::Part;

/// One section's blocks with its heading and kind.
pub(super) struct Blocks<'p, 'l, 's> {
    pub(super) part: &'p Part<'l, 's>,
    pub(super) blocks: Vec<Block>,
    pub(super) text: String,
}

impl<'p, 'l, 's> Blocks<'p, 'l, 's> {
    pub(super) fn of(part: &'p Part<'l, 's>, reflow: &Reflow) -> Blocks<'p, 'l, 's> {
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

    /// The lines of its text.
    pub(super) fn span(&self) -> Span {
        notes::around(self.blocks.iter().map(Block::span))
    }

    /// The line of its heading, or else its text's.
    pub(super) fn heading_span(&self) -> Span {
        let line = self.part.heading_line.map(Line::span);
        line.unwrap_or_else(|| self.span())
    }

    /// As the record has it, with the lines of its heading as source; `None` where neither text nor heading stands.
    pub(super) fn section(&self) -> Option<Sourced<Section>> {
        let with_text = || self.part.lines.iter().filter(|line| line.has_text());
        let first: &Line<'_> = with_text().next().copied().or(self.part.heading_line)?;
        let last: &Line<'_> = with_text()
            .next_back()
            .copied()
            .or(self.part.heading_line)?;
        let pages = first.page.zip(last.page).map(|(first, last)| [first, last]);
        let opening = self.part.heading_line.unwrap_or(first);
        let span = Span::lines(opening.page, opening.number, last.number);
        let section = Section {
            kind: self.part.kind,
            heading: self.part.heading.clone(),
            text: self.text.clone(),
            pages,
            lines: [first.number, last.number],
        };
        Some(Sourced::new(section, self.part.rule, span))
    }
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
