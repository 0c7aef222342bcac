//! What stands in a line: runs of text and what lies between them.

use super::body::{NoteKind, Reader, alternative};
use super::fields::counted;
use super::properties::OfText;
use crate::flow::{Block, Inline, PageBreak};
use crate::office::symbols::{self, Font};
use crate::office::xml::{Element, Node};

/// Points of text that nobody is meant to read.
const UNSEEN_SIZE: f32 = 1.0;

impl<'x> Reader<'x> {
    /// Reads everything in a paragraph. Text boxes that are anchored in it follow it.
    pub fn inlines(
        &mut self,
        parent: Element<'x>,
        set: &OfText,
        inlines: &mut Vec<Inline>,
        boxes: &mut Vec<Block>,
    ) {
        for element in parent.elements() {
            match element.name() {
                "r" => self.run(element, set, inlines, boxes),
                "del" | "moveFrom" => {
                    self.noticed.deleted += 1;
                }
                "fldSimple" => self.simple_field(element, set, inlines, boxes),
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.inlines(chosen, set, inlines, boxes);
                    }
                }
                // Properties and marks, among them those of comments; the text above a ruby is a gloss.
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "rt" => {}
                "drawing" | "pict" | "object" => self.drawing(element, boxes),
                _ => self.inlines(element, set, inlines, boxes),
            }
        }
    }

    fn simple_field(
        &mut self,
        element: Element<'x>,
        set: &OfText,
        inlines: &mut Vec<Inline>,
        boxes: &mut Vec<Block>,
    ) {
        let counted = counted(element.attribute("instr").unwrap_or_default());
        match counted.filter(|_| self.in_head) {
            Some(counted) => inlines.push(counted.inline(element.text(), set.look())),
            None => self.inlines(element, set, inlines, boxes),
        }
    }

    fn run(
        &mut self,
        run: Element<'x>,
        set: &OfText,
        inlines: &mut Vec<Inline>,
        boxes: &mut Vec<Block>,
    ) {
        let own = run.child("rPr");
        let mut set = set.clone();
        if let Some(style) = own.and_then(|own| own.value_of("rStyle", "val")) {
            set.apply(&self.styles.of_text(style));
        }
        set.apply(&OfText::read(own));
        if set.hidden == Some(true) || self.is_unseen(&set) {
            let has_text = run
                .child("t")
                .is_some_and(|text| !text.text().trim().is_empty());
            self.noticed.hidden += usize::from(has_text);
            return;
        }
        for element in run.elements() {
            self.run_child(element, &set, inlines, boxes);
        }
    }

    /// White on the paper, or too small for any eye. What stands in heads may stand on a picture.
    fn is_unseen(&self, set: &OfText) -> bool {
        let on_paper = !set.painted.unwrap_or(self.painted || self.in_head);
        set.is_blotted()
            || set.white == Some(true) && on_paper
            || set.size.is_some_and(|size| size <= UNSEEN_SIZE)
    }

    fn run_child(
        &mut self,
        element: Element<'x>,
        set: &OfText,
        inlines: &mut Vec<Inline>,
        boxes: &mut Vec<Block>,
    ) {
        match element.name() {
            "t" => self.text(element, set, inlines),
            "tab" | "ptab" => inlines.push(Inline::Tab),
            "br" if element.attribute("type") == Some("page") => {
                inlines.push(Inline::PageBreak(PageBreak::Wanted));
            }
            "br" | "cr" => inlines.push(Inline::LineBreak),
            "lastRenderedPageBreak" => inlines.push(Inline::PageBreak(PageBreak::Full)),
            "noBreakHyphen" => self.characters("-", set, inlines),
            "softHyphen" => self.characters("\u{AD}", set, inlines),
            "sym" => {
                let font = Font::named(element.attribute("font").unwrap_or_default());
                let code = element.attribute("char").unwrap_or_default();
                self.characters(&symbols::by_code(code, font), set, inlines);
            }
            "fldChar" => self.field_mark(element, set, inlines),
            "instrText" => self.fields.instruction(&element.text()),
            "pgNum" => inlines.push(Inline::PageNumber(String::new(), set.look())),
            "footnoteReference" => self.note_mark(NoteKind::Foot, element, set, inlines),
            "endnoteReference" => self.note_mark(NoteKind::End, element, set, inlines),
            "drawing" | "pict" | "object" => self.drawing(element, boxes),
            "AlternateContent" => {
                for element in alternative(element).into_iter().flat_map(Element::elements) {
                    self.run_child(element, set, inlines, boxes);
                }
            }
            "ruby" => {
                if let Some(base) = element.child("rubyBase") {
                    self.inlines(base, set, inlines, boxes);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, element: Element<'x>, set: &OfText, inlines: &mut Vec<Inline>) {
        let font = set.font.unwrap_or(Font::Usual);
        for node in element.children() {
            if let Node::Text(text) = node {
                self.characters(&symbols::shown(text, font), set, inlines);
            }
        }
    }

    fn characters(&mut self, text: &str, set: &OfText, inlines: &mut Vec<Inline>) {
        if self.fields.in_instruction() || self.in_head && self.fields.takes(text) {
            return;
        }
        inlines.push(Inline::Text(text.to_owned(), set.look()));
    }

    fn field_mark(&mut self, element: Element<'x>, set: &OfText, inlines: &mut Vec<Inline>) {
        match element.attribute("fldCharType") {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => {
                let page = self.fields.end(set.look());
                inlines.extend(page.filter(|_| self.in_head));
            }
            _ => {}
        }
    }

    fn note_mark(
        &mut self,
        kind: NoteKind,
        element: Element<'x>,
        set: &OfText,
        inlines: &mut Vec<Inline>,
    ) {
        let id = element.attribute("id").unwrap_or_default();
        if let Some(mark) = self.note(kind, id) {
            inlines.push(Inline::Text(mark, set.look()));
        }
    }

    /// Text boxes hold paragraphs; of a picture it is only noted that there is one.
    fn drawing(&mut self, element: Element<'x>, boxes: &mut Vec<Block>) {
        let mut open: Vec<Element<'x>> = vec![element];
        while let Some(element) = open.pop() {
            match element.name() {
                "txbxContent" => {
                    let mut blocks = self.text_box(element);
                    boxes.append(&mut blocks);
                }
                "AlternateContent" => open.extend(alternative(element)),
                "blip" | "imagedata" => self.noticed.pictures = true,
                _ => {
                    let mut below: Vec<Element<'x>> = element.elements().collect();
                    below.reverse();
                    open.extend(below);
                }
            }
        }
    }

    /// Its fields are its own: an instruction that is open around it says nothing about its text.
    fn text_box(&mut self, element: Element<'x>) -> Vec<Block> {
        let fields = std::mem::take(&mut self.fields);
        let around = std::mem::replace(&mut self.painted, true);
        let blocks = self.blocks_within(element);
        self.painted = around;
        self.fields = fields;
        blocks
    }
}
