//! Where each line of the source went: the law that every line is placed or reported.

use paragraf_model::{Finding, FindingKind, Span};

use crate::appendix::Appendix;
use crate::lines::Line;
use crate::outline::Block;

/// What took a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nothing to take.
    Blank,
    /// Page head, page foot, rule.
    Furniture,
    /// A field of the cover or the signatures.
    Cover,
    /// A paragraph's header or one of its sections.
    Paragraph,
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

    pub(crate) fn paragraph(&mut self, block: &Block) {
        block
            .head
            .lines
            .iter()
            .for_each(|&index| self.take(index, Place::Paragraph));
        block
            .body
            .clone()
            .for_each(|index| self.take(index, Place::Paragraph));
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

    fn take(&mut self, index: usize, place: Place) {
        if let Some(held) = self.0.get_mut(index)
            && *held == Place::Unplaced
        {
            *held = place;
        }
    }

    /// Tells of every run of lines that nothing took.
    pub(crate) fn report(&self, lines: &[Line<'_>], findings: &mut Vec<Finding>) {
        let mut run: Vec<&Line<'_>> = Vec::new();
        for (line, place) in lines.iter().zip(&self.0) {
            match place {
                Place::Unplaced => run.push(line),
                Place::Blank => {}
                _ => tell(&mut run, findings),
            }
        }
        tell(&mut run, findings);
    }

    #[cfg(test)]
    pub(crate) fn all(&self) -> &[Place] {
        &self.0
    }
}

fn tell(run: &mut Vec<&Line<'_>>, findings: &mut Vec<Finding>) {
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
        findings.push(Finding::info(
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
