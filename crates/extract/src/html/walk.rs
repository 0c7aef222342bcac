//! The tree of a page becomes blocks: where paragraphs begin, what lists count, what stands side by side.

use scraper::{ElementRef, Node};

use super::content::{Leave, is_in_heading, is_left_out, may_be_missed};
use super::lists::{List, list_of};
use super::seen::Seen;
use super::style::{Context, PARAGRAPH_SPACE, margins, space_around, style};
use crate::flow::{Alignment, Block, Inline, Noticed, Paragraph, Stop};
use crate::office::symbols::{self, Font};

/// Character columns that lists, definitions and quotations are moved in by.
const INDENT: f32 = 3.0;

/// Tab stops of preformatted text, in characters.
const TAB_STOP: usize = 8;

/// Tab stops that are set for a line of it.
const TAB_STOPS: usize = 30;

/// Reads one page.
pub struct Walker<'p> {
    pub leave: Leave,
    pub seen: &'p Seen,
    pub noticed: Noticed,
    pub blocks: Vec<Block>,
    paragraph: Paragraph,
    /// The number of the list item whose first line is to come.
    label: Option<String>,
    /// Space that is to stand above the next paragraph.
    space: f32,
    pub tables: usize,
}

impl<'p> Walker<'p> {
    pub fn new(leave: Leave, seen: &'p Seen) -> Walker<'p> {
        Walker {
            leave,
            seen,
            noticed: Noticed::default(),
            blocks: Vec::new(),
            paragraph: Paragraph::default(),
            label: None,
            space: 0.0,
            tables: 0,
        }
    }

    /// Reads what stands in an element.
    pub fn children(&mut self, element: ElementRef<'_>, context: Context) {
        for node in element.children() {
            match node.value() {
                Node::Text(text) => self.text(text, context),
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(node) {
                        self.element(element, context);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, mut context: Context) {
        if is_left_out(element, self.leave, self.seen) {
            self.noticed.left_around += usize::from(may_be_missed(element, self.seen));
            return;
        }
        if self.seen.is_hidden(element) {
            self.leave_hidden(element);
            return;
        }
        let name = element.value().name();
        style(element, &mut context, self.seen);
        match name {
            "br" => self.paragraph.inlines.push(Inline::LineBreak),
            "img" | "image" => self.noticed.pictures = true,
            "wbr" => {}
            "del" => {
                self.noticed.deleted += usize::from(has_text(element));
            }
            // What is read out above the characters of East Asian text.
            "rt" | "rp" => {}
            "sup" if is_note_mark(element) => {
                self.text("[", context);
                self.children(element, context);
                self.text("]", context);
            }
            "div" if is_page_foot(element) => self.page_foot(element, context),
            "a" if self.begins_note(element) => {
                self.text("[", context);
                self.children(element, context);
                self.text("] ", context);
            }
            "table" => self.table(element, context),
            "ol" | "ul" | "menu" | "dir" => self.list(element, context),
            "button" if !is_in_heading(element) => {
                self.block(element, context, [PARAGRAPH_SPACE; 2]);
            }
            "hr" => self.end_paragraph(PARAGRAPH_SPACE, context),
            "span" if mso_tabs(element) => self.paragraph.inlines.push(Inline::Tab),
            _ => match space_around(name) {
                Some(space) => self.block(element, context, margins(element, space)),
                None => self.children(element, context),
            },
        }
    }

    /// `<a href="#anc1">1</a>Text of the note`: its number begins the note and must not become part of a word.
    fn begins_note(&self, element: ElementRef<'_>) -> bool {
        let is_first = !self.paragraph.inlines.iter().any(is_text);
        let leads_back = element
            .value()
            .attr("href")
            .is_some_and(|href| href.starts_with('#'));
        let text: String = element.text().collect();
        let is_number = !text.trim().is_empty() && text.trim().chars().all(|c| c.is_ascii_digit());
        is_first && leads_back && is_number
    }

    /// The foot of the printed page, which LibreOffice writes after the text: there it would go on with the last
    /// paragraph. It stands before the text instead.
    fn page_foot(&mut self, element: ElementRef<'_>, context: Context) {
        let mut blocks = self.within(element, context);
        blocks.append(&mut self.blocks);
        self.blocks = blocks;
    }

    fn block(&mut self, element: ElementRef<'_>, mut context: Context, space: [f32; 2]) {
        let [above, below] = space;
        self.end_paragraph(above, context);
        match element.value().name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "button" => {
                context.look.bold = true;
            }
            "dd" | "blockquote" => context.indent += INDENT,
            "pre" | "listing" | "xmp" => context.preformatted = true,
            _ => {}
        }
        self.children(element, context);
        self.end_paragraph(below, context);
    }

    fn list(&mut self, element: ElementRef<'_>, mut context: Context) {
        let space = if context.lists == 0 {
            PARAGRAPH_SPACE
        } else {
            0.0
        };
        self.end_paragraph(space, context);
        if context.lists > 0 {
            context.indent += INDENT;
        }
        context.lists += 1;
        let mut list = list_of(element, context.lists);
        for node in element.children() {
            let Some(item) = ElementRef::wrap(node) else {
                continue;
            };
            if item.value().name() == "li" {
                self.item(item, &mut list, context);
            } else {
                self.element(item, context);
            }
        }
        self.end_paragraph(space, context);
    }

    fn item(&mut self, item: ElementRef<'_>, list: &mut List, mut context: Context) {
        if self.seen.is_hidden(item) {
            self.leave_hidden(item);
            return;
        }
        self.end_paragraph(0.0, context);
        style(item, &mut context, self.seen);
        self.label = list.count(item);
        self.children(item, context);
        self.end_paragraph(0.0, context);
        self.label = None;
    }

    /// What a walker of its own makes of an element: a cell, whose blocks stand apart from the rest.
    pub fn within(&mut self, element: ElementRef<'_>, context: Context) -> Vec<Block> {
        let mut walker = Walker::new(self.leave, self.seen);
        walker.tables = self.tables;
        let context = Context {
            indent: 0.0,
            lists: 0,
            ..context
        };
        walker.children(element, context);
        let (blocks, noticed) = walker.finish();
        self.noticed.hidden += noticed.hidden;
        self.noticed.deleted += noticed.deleted;
        self.noticed.left_around += noticed.left_around;
        self.noticed.pictures |= noticed.pictures;
        blocks
    }

    pub fn finish(mut self) -> (Vec<Block>, Noticed) {
        self.end_paragraph(0.0, Context::default());
        (self.blocks, self.noticed)
    }

    pub fn leave_hidden(&mut self, element: ElementRef<'_>) {
        self.noticed.hidden += usize::from(has_text(element));
    }

    fn text(&mut self, text: &str, context: Context) {
        if context.is_unseen() {
            self.noticed.hidden += usize::from(!text.trim().is_empty());
            return;
        }
        // In other fonts of the web those codes are pictures, and no letters.
        let marks = (context.font != Font::Usual).then(|| symbols::shown(text, context.font));
        let text = marks.as_deref().unwrap_or(text);
        if context.preformatted {
            self.preformatted(text, context);
            return;
        }
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{0C}');
        let mut single = String::with_capacity(text.len());
        let mut after_blank = self.ends_with_blank();
        for c in text.chars() {
            if !is_blank(c) {
                single.push(c);
                after_blank = false;
            } else if !after_blank {
                single.push(' ');
                after_blank = true;
            }
        }
        if single.is_empty() {
            return;
        }
        self.begin_paragraph(context);
        self.paragraph
            .inlines
            .push(Inline::Text(single, context.look));
    }

    fn ends_with_blank(&self) -> bool {
        match self.paragraph.inlines.last() {
            Some(Inline::Text(text, _)) => text.ends_with(' '),
            _ => true,
        }
    }

    fn preformatted(&mut self, text: &str, context: Context) {
        self.begin_paragraph(context);
        let stops = (1..TAB_STOPS).map(|place| Stop {
            column: (place * TAB_STOP) as f32,
            alignment: Alignment::Left,
        });
        self.paragraph.stops = stops.collect();
        let text = text.replace("\r\n", "\n");
        for (place, line) in text.split(['\n', '\r']).enumerate() {
            if place > 0 {
                self.paragraph.inlines.push(Inline::LineBreak);
            }
            for (place, piece) in line.split('\t').enumerate() {
                if place > 0 {
                    self.paragraph.inlines.push(Inline::Tab);
                }
                let piece = piece.to_owned();
                self.paragraph
                    .inlines
                    .push(Inline::Text(piece, context.look));
            }
        }
    }

    fn begin_paragraph(&mut self, context: Context) {
        if !self.paragraph.inlines.iter().any(is_text) {
            self.paragraph.indent = context.indent;
        }
    }

    /// Ends the paragraph at hand, and asks for space before the next.
    pub fn end_paragraph(&mut self, space: f32, context: Context) {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        // A break that ends a block shows nothing.
        if let Some(Inline::LineBreak) = paragraph.inlines.last()
            && paragraph.inlines.iter().any(is_text)
        {
            paragraph.inlines.pop();
        }
        let is_shown = paragraph
            .inlines
            .iter()
            .any(|inline| is_text(inline) || matches!(inline, Inline::LineBreak));
        if is_shown {
            paragraph.before = self.space;
            paragraph.after = 0.0;
            if paragraph.inlines.iter().any(is_text) {
                let label = self.label.take();
                paragraph.label = label.map(|label| (label, context.look));
            }
            self.blocks.push(Block::Paragraph(paragraph));
            self.space = 0.0;
        }
        self.space = self.space.max(space);
    }

    /// A table stands between paragraphs.
    pub fn push_table(&mut self, block: Block) {
        self.blocks.push(block);
        self.space = 0.0;
    }
}

fn is_text(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text, _) if !text.trim().is_empty())
}

fn has_text(element: ElementRef<'_>) -> bool {
    element.text().any(|text| !text.trim().is_empty())
}

fn is_page_foot(element: ElementRef<'_>) -> bool {
    element.value().attr("title") == Some("footer")
}

/// `<sup><a href="#not1">1</a></sup>`: put against the word, it would become part of it.
fn is_note_mark(element: ElementRef<'_>) -> bool {
    let text: String = element.text().collect();
    let is_number = !text.trim().is_empty() && text.trim().chars().all(|c| c.is_ascii_digit());
    let mut around = element.ancestors().take(2).chain(element.descendants());
    is_number
        && around.any(|node| {
            let element = node.value().as_element();
            element.is_some_and(|element| element.name() == "a" && element.attr("href").is_some())
        })
}

/// Word writes a tab as blanks and says so in the style.
fn mso_tabs(element: ElementRef<'_>) -> bool {
    let style = element.value().attr("style").unwrap_or_default();
    style.contains("mso-tab-count") && !has_visible_text(element)
}

fn has_visible_text(element: ElementRef<'_>) -> bool {
    element
        .text()
        .any(|text| text.chars().any(|c| !c.is_whitespace()))
}
