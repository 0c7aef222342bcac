//! The text of an ODT: paragraphs, headings, lists, sections and what is anchored in them.

use std::rc::Rc;

use super::lists::{Counters, Lists};
use super::properties::{Set, Styles};
use crate::flow::counting::is_number;
use crate::flow::{Block, Inline, Noticed, PageBreak, Paragraph, TWIPS_OF_COLUMN};
use crate::limits::{REPEATED_SIZE, SECTIONS};
use crate::office::xml::Element;

/// Reads the parts of one document one after another.
pub struct Reader<'x> {
    pub styles: &'x Styles,
    pub noticed: Noticed,
    /// The page styles that the text has asked for, in order.
    pub masters: Vec<Rc<str>>,
    pub waiting_notes: Vec<Block>,
    pub note_count: usize,
    pub in_note: bool,
    /// What is written here stands on a shaded cell, a shape or a picture, as far as can be told.
    pub painted: bool,
    /// What repeated rows and cells may still take.
    pub repeats_left: usize,
    lists: Lists,
    /// Cells, text boxes and heads within one another.
    depth: usize,
}

/// A list that is open, and the item in it that has yet to show its number.
pub struct OpenList {
    style: Rc<str>,
    level: usize,
    counters: Counters,
    label: Option<String>,
}

impl<'x> Reader<'x> {
    pub fn new(styles: &'x Styles) -> Reader<'x> {
        Reader {
            styles,
            noticed: Noticed::default(),
            masters: Vec::new(),
            waiting_notes: Vec::new(),
            note_count: 0,
            in_note: false,
            painted: styles.has_backdrop,
            repeats_left: REPEATED_SIZE,
            lists: Lists::default(),
            depth: 0,
        }
    }

    pub fn blocks(&mut self, parent: Element<'x>) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.blocks_into(parent, &mut None, &mut blocks);
        blocks
    }

    /// The same for a cell, a text box or a page head.
    pub fn blocks_within(&mut self, parent: Element<'x>) -> Vec<Block> {
        self.depth += 1;
        let blocks = self.blocks(parent);
        self.depth -= 1;
        blocks
    }

    fn blocks_into(
        &mut self,
        parent: Element<'x>,
        list: &mut Option<OpenList>,
        blocks: &mut Vec<Block>,
    ) {
        for element in parent.elements() {
            self.block(element, list, blocks);
            if self.depth == 0 && !self.waiting_notes.is_empty() {
                blocks.append(&mut self.waiting_notes);
            }
        }
    }

    fn block(
        &mut self,
        element: Element<'x>,
        list: &mut Option<OpenList>,
        blocks: &mut Vec<Block>,
    ) {
        match element.name() {
            "p" | "h" => self.paragraph(element, list, blocks),
            "list" | "ordered-list" | "unordered-list" => self.list(element, list, blocks),
            "table" => {
                let rows = self.table(element);
                blocks.push(Block::Table(rows));
            }
            "soft-page-break" => blocks.push(Block::PageBreak(PageBreak::Full)),
            "tracked-changes" => self.noticed.deleted += deletions(element),
            "section" if is_hidden(element) => self.noticed.hidden += 1,
            "section" => {
                let around = self.painted;
                self.painted = self.styles.paints("section", element).unwrap_or(around);
                self.blocks_into(element, list, blocks);
                self.painted = around;
            }
            "frame" | "text-box" | "custom-shape" | "rect" | "g" => {
                let mut boxes = self.drawing(element);
                blocks.append(&mut boxes);
            }
            // What an index is made by, forms, scripts, comments: no text of the document.
            "table-of-content-source"
            | "illustration-index-source"
            | "table-index-source"
            | "alphabetical-index-source"
            | "user-index-source"
            | "bibliography-source"
            | "object-index-source"
            | "forms"
            | "scripts"
            | "annotation"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls" => {}
            _ => self.blocks_into(element, list, blocks),
        }
    }

    fn list(
        &mut self,
        element: Element<'x>,
        outer: &mut Option<OpenList>,
        blocks: &mut Vec<Block>,
    ) {
        let own = element.attribute("style-name");
        let style: Option<Rc<str>> = own.map(Rc::from);
        let style = style.or_else(|| outer.as_ref().map(|outer| outer.style.clone()));
        let style = style.unwrap_or_else(|| Rc::from(""));
        // A list within an item goes on counting in the numbers of its parent.
        let (level, counters) = match outer.as_ref() {
            Some(outer) => (outer.level + 1, outer.counters.clone()),
            None => (0, self.lists.begin(element, &style)),
        };
        let mut open = Some(OpenList {
            style,
            level,
            counters,
            label: None,
        });
        for item in element.elements() {
            match item.name() {
                "list-item" => self.item(item, &mut open, blocks),
                "list-header" => self.blocks_into(item, &mut open, blocks),
                "soft-page-break" => blocks.push(Block::PageBreak(PageBreak::Full)),
                _ => {}
            }
        }
        let Some(open) = open else { return };
        match outer {
            Some(outer) => outer.counters = open.counters,
            None => self.lists.end(element, &open.style, open.counters),
        }
    }

    /// Its number stands before its first paragraph. An item that only holds a list of its own has none.
    fn item(&mut self, item: Element<'x>, open: &mut Option<OpenList>, blocks: &mut Vec<Block>) {
        let first = item.elements().find(|element| element.name() != "number");
        let counts = first.is_some_and(|first| matches!(first.name(), "p" | "h"));
        if let Some(open) = open.as_mut().filter(|_| counts) {
            let start = item
                .attribute("start-value")
                .and_then(|start| start.parse().ok());
            let counted = self
                .styles
                .list(&open.style)
                .map(|style| style.count(&mut open.counters, open.level, start));
            // Some programs write the number into the file too.
            let written = item.child("number").map(Element::text);
            open.label = written.or(counted);
        }
        self.blocks_into(item, open, blocks);
        if let Some(open) = open {
            open.label = None;
        }
    }

    fn paragraph(
        &mut self,
        element: Element<'x>,
        list: &mut Option<OpenList>,
        blocks: &mut Vec<Block>,
    ) {
        let set = self.styles.of_paragraph(element.attribute("style-name"));
        if self.depth == 0 {
            self.page_begins(&set, blocks);
        }
        let mut paragraph = Paragraph {
            inlines: Vec::new(),
            label: self.label(element, &set, list),
            indent: set.indent.unwrap_or(0.0) / TWIPS_OF_COLUMN,
            first_indent: set.first_indent.unwrap_or(0.0) / TWIPS_OF_COLUMN,
            stops: set.tab_stops(),
            before: set.before.unwrap_or(0.0),
            after: set.after.unwrap_or(0.0),
        };
        if let Some(list) = list {
            paragraph.indent += 3.0 * list.level as f32;
        }
        let hidden = self.noticed.hidden;
        let mut boxes = Vec::new();
        self.inlines(element, &set, &mut paragraph.inlines, &mut boxes);
        let is_empty = !paragraph.inlines.iter().any(holds_text);
        if is_empty {
            paragraph.label = paragraph.label.filter(|(label, _)| is_number(label));
        }
        if !is_empty || paragraph.label.is_some() || self.noticed.hidden == hidden {
            blocks.push(Block::Paragraph(paragraph));
        }
        blocks.append(&mut boxes);
        if self.depth == 0 && set.break_after == Some(true) {
            blocks.push(Block::PageBreak(PageBreak::Wanted));
        }
    }

    /// A break before, or a page style of its own, begins a page.
    fn page_begins(&mut self, set: &Set, blocks: &mut Vec<Block>) {
        let wants_page = set.break_before == Some(true) || set.master.is_some();
        if wants_page && !blocks.is_empty() {
            blocks.push(Block::PageBreak(PageBreak::Wanted));
        }
        if let Some(master) = set
            .master
            .as_ref()
            .filter(|_| self.masters.len() < SECTIONS)
        {
            // The first section is that of the text without any page style.
            blocks.push(Block::Section(self.masters.len() + 1));
            self.masters.push(master.clone());
        }
    }

    fn label(
        &mut self,
        element: Element<'x>,
        set: &Set,
        list: &mut Option<OpenList>,
    ) -> Option<(String, crate::flow::Look)> {
        let label = match list {
            Some(list) => list.label.take()?,
            None if element.name() == "h" => self.heading_number(element, set)?,
            None => return None,
        };
        let label = label.trim().to_owned();
        (!label.is_empty()).then(|| (label, set.look()))
    }

    fn heading_number(&mut self, element: Element<'x>, set: &Set) -> Option<String> {
        if element.attribute("is-list-header") == Some("true") {
            return None;
        }
        let stated = element
            .attribute("outline-level")
            .and_then(|level| level.parse().ok());
        let level = stated.or(set.outline_level)?;
        let level = usize::checked_sub(level, 1)?;
        let start = element
            .attribute("start-value")
            .and_then(|start| start.parse().ok());
        let styles = self.styles;
        let own = set.list.as_deref().and_then(|name| styles.list(name));
        let style = own.unwrap_or(&styles.outline);
        Some(style.count(&mut self.lists.outline, level, start))
    }
}

fn holds_text(inline: &Inline) -> bool {
    !matches!(inline, Inline::LineBreak | Inline::PageBreak(_))
}

pub fn is_hidden(element: Element<'_>) -> bool {
    matches!(element.attribute("display"), Some("none"))
        || element.attribute("is-hidden") == Some("true")
}

fn deletions(changes: Element<'_>) -> usize {
    let regions = changes
        .elements()
        .filter(|region| region.child("deletion").is_some());
    regions.count()
}
