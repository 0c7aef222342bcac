//! What stands in a line: text, spans, tabs, fields, notes, and frames that are anchored in it.

use super::body::{Reader, is_hidden};
use super::properties::Set;
use crate::flow::{Block, Inline, PageBreak};
use crate::limits::BLANKS;
use crate::office::symbols;
use crate::office::xml::{Element, Node};

/// Points of text that nobody is meant to read.
const UNSEEN_SIZE: f32 = 1.0;

impl<'x> Reader<'x> {
    /// Reads everything in a paragraph or span. What is anchored in it follows it.
    pub fn inlines(
        &mut self,
        parent: Element<'x>,
        set: &Set,
        inlines: &mut Vec<Inline>,
        boxes: &mut Vec<Block>,
    ) {
        if set.hidden == Some(true) {
            self.noticed.hidden += usize::from(!parent.text().trim().is_empty());
            return;
        }
        let is_unseen = self.is_unseen(set);
        for node in parent.children() {
            match node {
                Node::Text(text) if is_unseen => {
                    self.noticed.hidden += usize::from(!text.trim().is_empty());
                }
                Node::Text(text) => {
                    let font = set.font.unwrap_or_default();
                    let text = symbols::shown(&single_spaced(text), font);
                    if !text.is_empty() {
                        inlines.push(Inline::Text(text, set.look()));
                    }
                }
                Node::Element(element) => self.inline(element, set, inlines, boxes),
            }
        }
    }

    /// White on the paper, or too small for any eye.
    fn is_unseen(&self, set: &Set) -> bool {
        let on_paper = !set.painted.unwrap_or(self.painted);
        set.white == Some(true) && on_paper || set.size.is_some_and(|size| size <= UNSEEN_SIZE)
    }

    fn inline(
        &mut self,
        element: Element<'x>,
        set: &Set,
        inlines: &mut Vec<Inline>,
        boxes: &mut Vec<Block>,
    ) {
        match element.name() {
            "span" => {
                let mut of_span = set.clone();
                if let Some(style) = element.attribute("style-name") {
                    of_span.apply(&self.styles.of_text(style));
                }
                self.inlines(element, &of_span, inlines, boxes);
            }
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok());
                let blanks = " ".repeat(count.unwrap_or(1).min(BLANKS));
                inlines.push(Inline::Text(blanks, set.look()));
            }
            "tab" | "tab-stop" => inlines.push(Inline::Tab),
            "line-break" => inlines.push(Inline::LineBreak),
            "soft-page-break" => inlines.push(Inline::PageBreak(PageBreak::Full)),
            "page-number" => inlines.push(Inline::PageNumber(element.text(), set.look())),
            "page-count" => inlines.push(Inline::PageCount(element.text(), set.look())),
            "note" | "footnote" | "endnote" => self.note(element, set, inlines),
            "frame" | "text-box" | "custom-shape" | "rect" | "g" | "polygon" | "path" => {
                boxes.extend(self.drawing(element));
            }
            "hidden-text" | "hidden-paragraph" if is_hidden(element) => {
                self.noticed.hidden += 1;
            }
            // Comments; what stands above a ruby; a number that the list gives too; programs.
            "annotation" | "annotation-end" | "ruby-text" | "number" | "script" | "object" => {}
            _ => self.inlines(element, set, inlines, boxes),
        }
    }

    fn note(&mut self, element: Element<'x>, set: &Set, inlines: &mut Vec<Inline>) {
        let body = element
            .elements()
            .find(|part| part.name().ends_with("-body") || part.name() == "note-body");
        let Some(body) = body.filter(|_| !self.in_note) else {
            return;
        };
        self.note_count += 1;
        let mark = format!("[{}]", self.note_count);
        inlines.push(Inline::Text(mark.clone(), set.look()));
        self.in_note = true;
        let mut blocks = self.blocks_within(body);
        self.in_note = false;
        if let Some(Block::Paragraph(first)) = blocks.first_mut() {
            let look = first.inlines.iter().find_map(|inline| match inline {
                Inline::Text(_, look) => Some(*look),
                _ => None,
            });
            first.label = Some((mark, look.unwrap_or_default()));
        }
        self.waiting_notes.append(&mut blocks);
    }

    /// The text of frames and shapes; of a picture it is only noted that there is one.
    pub fn drawing(&mut self, element: Element<'x>) -> Vec<Block> {
        let around = std::mem::replace(&mut self.painted, true);
        let blocks = self.drawn(element);
        self.painted = around;
        blocks
    }

    fn drawn(&mut self, element: Element<'x>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in element.elements() {
            match part.name() {
                "image" => self.noticed.pictures = true,
                "text-box" => blocks.extend(self.blocks_within(part)),
                "frame" | "g" | "custom-shape" | "rect" => blocks.extend(self.drawing(part)),
                "p" | "list" | "h" => {
                    blocks.extend(self.blocks_within(element));
                    break;
                }
                _ => {}
            }
        }
        blocks
    }
}

/// Line ends and runs of blanks count as one blank; `text:s` writes those that are meant.
fn single_spaced(text: &str) -> String {
    let mut single = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if matches!(c, '\t' | '\n' | '\r') {
            ' '
        } else {
            c
        };
        if c != ' ' || !single.ends_with(' ') {
            single.push(c);
        }
    }
    single
}
