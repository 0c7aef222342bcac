//! The document parted into cover, paragraphs and what follows the last of them.

use std::ops::Range;

use crate::appendix::{self, Appendix};
use crate::headers::{self, Found, Head, Opening, TitleStyle};
use crate::lines::{Line, Reflow};

/// One paragraph's lines.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) opening: Opening,
    pub(crate) head: Head,
    /// Indices of the lines under the header.
    pub(crate) body: Range<usize>,
}

/// Where everything begins and ends.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// Indices of the cover's lines, and of the signatures' after the last paragraph.
    pub(crate) cover: Vec<usize>,
    /// Indices of lines that list the contents.
    pub(crate) contents: Vec<usize>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) appendices: Vec<Appendix>,
    /// Indices of the lines of vote lists after the last paragraph that name their paragraphs.
    pub(crate) vote_lists: Range<usize>,
}

impl Outline {
    /// First and last number.
    pub(crate) fn numbers(&self) -> Option<[u32; 2]> {
        let labels = self.blocks.iter().map(|block| &block.opening.label);
        let first = labels.clone().map(|label| label.number).min()?;
        Some([first, labels.map(|label| label.last).max()?])
    }
}

/// Parts the document. Headers of continuations are marked as furniture, so that text goes on over them.
pub(crate) fn draw(lines: &mut [Line<'_>], found: Found, reflow: &Reflow) -> Outline {
    let style = TitleStyle::learn(lines, &found.openings);
    let starts: Vec<usize> = found.openings.iter().map(|opening| opening.line).collect();
    let mut heads: Vec<(Opening, Head)> = Vec::with_capacity(starts.len());
    let mut hidden: Vec<usize> = Vec::new();
    let mut after_header = 0;
    for (place, opening) in found.openings.into_iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(lines.len());
        // What stands above a continuation is the text that it continues.
        let start = if opening.is_continuation {
            opening.line
        } else {
            after_header
        };
        let head = headers::read_head(lines, &opening, start..end, &style, reflow);
        after_header = head.body;
        if opening.is_continuation {
            hidden.extend(continuation_lines(
                &head,
                heads.last().map(|(_, head)| head),
                lines,
            ));
        } else {
            heads.push((opening, head));
        }
    }
    for index in hidden {
        if let Some(line) = lines.get_mut(index) {
            line.is_furniture = true;
        }
    }
    let last_body = heads.last().map_or(lines.len(), |(_, head)| head.body);
    let appendix_start = appendix::start(lines, last_body).unwrap_or(lines.len());
    let lists_start = appendix::by_paragraph::start(lines, last_body).unwrap_or(appendix_start);
    let vote_lists = lists_start.min(appendix_start)..appendix_start;
    let end = end_of_paragraphs(lines, last_body).min(vote_lists.start);
    let mut appendices = appendix::read(lines, appendix_start);
    let ends: Vec<usize> = heads
        .iter()
        .skip(1)
        .map(|(_, head)| head.lines.first().copied().unwrap_or(head.body))
        .chain([end])
        .collect();
    let first = heads.first().map_or(lines.len(), |(_, head)| {
        head.lines.first().copied().unwrap_or_default()
    });
    // "Beslutande Enligt bilaga 1": the cover goes on there.
    let pointed_to = appendix::pointed_to(lines.get(..first).unwrap_or_default());
    let rolls: Vec<Appendix> = appendices
        .extract_if(.., |appendix| appendix.is_roll(lines, &pointed_to))
        .collect();
    let rolls = rolls.into_iter().flat_map(|roll| roll.lines);
    let contents = contents(lines, &found.contents, first);
    let blocks = heads.into_iter().zip(ends).map(|((opening, head), end)| {
        let body = head.body..end.max(head.body);
        Block {
            opening,
            head,
            body,
        }
    });
    Outline {
        cover: (0..first)
            .chain(end..vote_lists.start.max(end))
            .chain(rolls)
            .collect(),
        contents,
        blocks: blocks.collect(),
        appendices,
        vote_lists,
    }
}

/// The lines of a continuation's header that only repeat what the paragraph's header says.
fn continuation_lines(head: &Head, before: Option<&Head>, lines: &[Line<'_>]) -> Vec<usize> {
    let title = |head: &Head| head.title.as_ref().map(|title| title.value.clone());
    let repeats = head.title.is_none() || before.is_some_and(|before| title(before) == title(head));
    if repeats {
        return head.lines.clone();
    }
    head.lines
        .iter()
        .copied()
        .filter(|&index| {
            lines
                .get(index)
                .is_some_and(|line| headers::label::read(&line.text).is_some())
        })
        .collect()
}

/// Lines of a contents list: those that look like headers, and the ones between them.
fn contents(lines: &[Line<'_>], candidates: &[usize], first: usize) -> Vec<usize> {
    let mut contents: Vec<usize> = Vec::new();
    for (place, &index) in candidates.iter().enumerate() {
        let next = candidates.get(place + 1).copied().unwrap_or(first);
        // A row of many cells is a table's; the title before it does not wrap.
        let wraps = |&line: &usize| {
            let goes_on = |wrapped: &Line<'_>| {
                wrapped.has_text() && (line == index || wrapped.segments.len() <= 3)
            };
            line < index + 4 && lines.get(line).is_some_and(goes_on)
        };
        contents.extend((index..next.min(first)).take_while(wraps));
    }
    contents
}

/// Signatures and appendices after the last paragraph are not its text.
fn end_of_paragraphs(lines: &[Line<'_>], from: usize) -> usize {
    let closing = lines
        .iter()
        .enumerate()
        .skip(from)
        .find(|(_, line)| line.has_text() && closes_minutes(&line.folded));
    closing.map_or(lines.len(), |(index, _)| index)
}

/// Words that stand alone on a line where the signatures begin.
fn closes_minutes(folded: &str) -> bool {
    let bare = folded.trim_end_matches([':', '.', ' ']);
    matches!(
        bare,
        "vid protokollet"
            | "underskrifter"
            | "justeras"
            | "justerat"
            | "anslag/bevis"
            | "anslagsbevis"
            | "bevis om anslag"
            | "bevis om justering"
            | "tillkännagivande av protokoll"
            | "underskrift"
    )
}
