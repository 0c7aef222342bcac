//! The text of a part: paragraphs, tables and what is wrapped around them.

use std::collections::HashMap;

use super::fields::Fields;
use super::numbering::Numbering;
use super::properties::{OfParagraph, OfText};
use super::styles::Styles;
use crate::flow::counting::is_number;
use crate::flow::{Block, Inline, Look, Noticed, PageBreak, Paragraph, TWIPS_OF_COLUMN};
use crate::office::xml::Element;

/// Reads parts of one document one after another: numbers count through all of them.
pub struct Reader<'x> {
    pub styles: &'x Styles,
    pub numbering: Numbering,
    /// Footnotes and endnotes by kind and id.
    pub notes: HashMap<(NoteKind, &'x str), Element<'x>>,
    /// Web pages that the text takes in, by id; each is taken once.
    pub inserted: HashMap<String, Vec<Block>>,
    pub noticed: Noticed,
    /// Heads and feet that were read, by the id that sections name them with.
    pub heads: HashMap<&'x str, Vec<Block>>,
    /// Page numbers are those of the page, not those that the file last had.
    pub in_head: bool,
    pub fields: Fields,
    /// Notes that the text has named and that follow its block.
    pub waiting_notes: Vec<Block>,
    pub note_count: usize,
    pub in_note: bool,
    /// What is written here stands on a shaded table, a shape or a picture, as far as can be told.
    pub painted: bool,
    /// Cells, text boxes and heads within one another; notes wait until the outermost ends.
    depth: usize,
    /// The text of paragraphs whose end is struck out: it goes on in the next one.
    carried: Vec<Inline>,
    before: Option<Option<&'x str>>,
}

/// Where a note stands on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    Foot,
    End,
}

impl<'x> Reader<'x> {
    pub fn new(styles: &'x Styles, numbering: Numbering) -> Reader<'x> {
        Reader {
            styles,
            numbering,
            notes: HashMap::new(),
            inserted: HashMap::new(),
            heads: HashMap::new(),
            noticed: Noticed::default(),
            in_head: false,
            fields: Fields::default(),
            waiting_notes: Vec::new(),
            note_count: 0,
            in_note: false,
            painted: false,
            depth: 0,
            carried: Vec::new(),
            before: None,
        }
    }

    /// What stands in an element: paragraphs, tables, and what wraps them without being seen.
    pub fn blocks(&mut self, parent: Element<'x>) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.blocks_into(parent, &mut blocks);
        if !self.carried.is_empty() {
            let inlines = std::mem::take(&mut self.carried);
            blocks.push(Block::Paragraph(Paragraph {
                inlines,
                ..Paragraph::default()
            }));
        }
        blocks
    }

    /// The same for a part of its own: a cell, a text box, a page head.
    pub fn blocks_within(&mut self, parent: Element<'x>) -> Vec<Block> {
        let carried = std::mem::take(&mut self.carried);
        let before = self.before.take();
        self.depth += 1;
        let blocks = self.blocks(parent);
        self.depth -= 1;
        self.carried = carried;
        self.before = before;
        blocks
    }

    fn blocks_into(&mut self, parent: Element<'x>, blocks: &mut Vec<Block>) {
        for element in parent.elements() {
            self.block(element, blocks);
        }
    }

    /// One of them.
    pub fn block(&mut self, element: Element<'x>, blocks: &mut Vec<Block>) {
        match element.name() {
            "p" => self.paragraph(element, blocks),
            "tbl" => {
                let rows = self.table(element);
                blocks.push(Block::Table(rows));
                self.before = None;
            }
            "AlternateContent" => {
                if let Some(chosen) = alternative(element) {
                    self.blocks_into(chosen, blocks);
                }
            }
            "del" | "moveFrom" => self.noticed.deleted += 1,
            "altChunk" => {
                let id = element.attribute("id").unwrap_or_default();
                blocks.append(&mut self.inserted.remove(id).unwrap_or_default());
            }
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" | "txbxContent"
            | "sect" | "sub-section" | "oMathPara" | "Choice" | "Fallback" => {
                self.blocks_into(element, blocks);
            }
            _ => {}
        }
        if self.depth == 0 && !self.waiting_notes.is_empty() {
            blocks.append(&mut self.waiting_notes);
        }
    }

    fn paragraph(&mut self, element: Element<'x>, blocks: &mut Vec<Block>) {
        let own = element.child("pPr");
        let mark = own.and_then(|own| own.child("rPr"));
        let style = own.and_then(|own| own.value_of("pStyle", "val"));
        let (set, label) = self.paragraph_set(own, style, mark);
        if set.page_break_before == Some(true) && self.depth == 0 && !blocks.is_empty() {
            blocks.push(Block::PageBreak(PageBreak::Wanted));
        }
        let mut paragraph = Paragraph {
            inlines: std::mem::take(&mut self.carried),
            label,
            indent: set.indent.unwrap_or(0.0) / TWIPS_OF_COLUMN,
            first_indent: set.first_indent.unwrap_or(0.0) / TWIPS_OF_COLUMN,
            stops: set.tab_stops(),
            before: set.before.unwrap_or(0.0),
            after: set.after.unwrap_or(0.0),
        };
        let hidden = self.noticed.hidden + self.noticed.deleted;
        let mut boxes = Vec::new();
        self.inlines(element, &set.text, &mut paragraph.inlines, &mut boxes);
        self.fields.end_paragraph();
        let is_joined = mark.is_some_and(|mark| mark.child("del").is_some())
            || mark.is_some_and(|mark| mark.child("moveFrom").is_some());
        if is_joined {
            self.carried = paragraph.inlines;
            blocks.append(&mut boxes);
            return;
        }
        let is_empty = paragraph.inlines.is_empty();
        let all_hidden = is_empty
            && paragraph.label.is_none()
            && self.noticed.hidden + self.noticed.deleted > hidden;
        if is_empty {
            // A number alone is what a heading without a title of its own consists of; a bullet alone says nothing.
            paragraph.label = paragraph.label.filter(|(label, _)| is_number(label));
        }
        self.close_up(&mut paragraph, style, set.contextual == Some(true), blocks);
        if !all_hidden {
            blocks.push(Block::Paragraph(paragraph));
        }
        blocks.append(&mut boxes);
    }

    /// Everything that is set for a paragraph: by its style, by its level of a list, by itself.
    fn paragraph_set(
        &mut self,
        own: Option<Element<'x>>,
        style: Option<&'x str>,
        mark: Option<Element<'x>>,
    ) -> (OfParagraph, Option<(String, Look)>) {
        let mut set = self.styles.of_paragraph(style);
        let own = OfParagraph::read(own);
        let list = own.list.or(set.list).filter(|&list| list != 0);
        let Some(list) = list else {
            set.apply(&own);
            return (set, None);
        };
        let of_style = style.and_then(|style| self.numbering.level_of_style(list, style));
        let level = own.level.or(of_style).or(set.level).unwrap_or(0);
        if let Some(of_level) = self.numbering.level_set(list, level) {
            set.indent = of_level.indent.or(set.indent);
            set.first_indent = of_level.first_indent.or(set.first_indent);
        }
        set.apply(&own);
        let is_deleted = mark.is_some_and(|mark| mark.child("del").is_some());
        let label = if is_deleted {
            None
        } else {
            self.numbering.count(list, level)
        };
        let label = label.filter(|(text, _)| !text.trim().is_empty());
        let look = {
            let mut text = set.text.clone();
            text.apply(&OfText::read(mark));
            text.look()
        };
        let label = label.map(|(text, of_level)| {
            let bold = of_level.bold || look.bold;
            (text, Look { bold, ..look })
        });
        (set, label)
    }

    /// Between paragraphs of one style that asks for it there is no space.
    fn close_up(
        &mut self,
        paragraph: &mut Paragraph,
        style: Option<&'x str>,
        contextual: bool,
        blocks: &mut [Block],
    ) {
        if contextual && self.before == Some(style) {
            paragraph.before = 0.0;
            if let Some(Block::Paragraph(last)) = blocks.last_mut() {
                last.after = 0.0;
            }
        }
        self.before = Some(style);
    }

    /// The text of a note, its mark before it.
    pub fn note(&mut self, kind: NoteKind, id: &'x str) -> Option<String> {
        if self.in_note {
            return None;
        }
        // Each note once: what names it again shows only where it stands.
        let element = self.notes.remove(&(kind, id))?;
        self.note_count += 1;
        let mark = format!("[{}]", self.note_count);
        self.in_note = true;
        let fields = std::mem::take(&mut self.fields);
        let mut blocks = self.blocks_within(element);
        self.fields = fields;
        self.in_note = false;
        if let Some(Block::Paragraph(first)) = blocks.first_mut() {
            let look = first.inlines.iter().find_map(|inline| match inline {
                Inline::Text(_, look) => Some(*look),
                _ => None,
            });
            first.label = Some((mark.clone(), look.unwrap_or_default()));
        }
        self.waiting_notes.append(&mut blocks);
        Some(mark)
    }
}

/// Of the forms in which a thing is written for newer and older programs, the first that holds text.
pub fn alternative(element: Element<'_>) -> Option<Element<'_>> {
    let holds_text = |form: &Element<'_>| {
        let mut below = form.descendants().into_iter();
        below.any(|element| matches!(element.name(), "t" | "p" | "sym" | "tab" | "br"))
    };
    let forms = || {
        element
            .elements()
            .filter(|form| matches!(form.name(), "Choice" | "Fallback"))
    };
    forms().find(holds_text).or_else(|| forms().next())
}
