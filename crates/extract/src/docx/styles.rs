//! Styles, each with what it takes from the one it is based on.

use std::collections::HashMap;

use super::properties::{OfParagraph, OfText, shading};
use crate::office::xml::{Element, Xml};

/// A chain of styles longer than this goes in a circle.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    default_paragraph: Option<String>,
    defaults: OfParagraph,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    set: OfParagraph,
    /// Some part of it is shaded, a table's first row for example.
    paints: bool,
}

impl Styles {
    pub fn read(xml: Option<&Xml>) -> Styles {
        let mut styles = Styles::default();
        let root = xml.map(Xml::root);
        for element in root.into_iter().flat_map(Element::elements) {
            match element.name() {
                "docDefaults" => styles.defaults = defaults(element),
                "style" => styles.add(element),
                _ => {}
            }
        }
        styles
    }

    fn add(&mut self, element: Element<'_>) {
        let Some(id) = element.attribute("styleId") else {
            return;
        };
        let is_default = matches!(element.attribute("default"), Some("1" | "true" | "on"));
        if is_default && element.attribute("type") == Some("paragraph") {
            self.default_paragraph = Some(id.to_owned());
        }
        let mut set = OfParagraph::read(element.child("pPr"));
        let of_paragraph = std::mem::take(&mut set.text);
        set.text = OfText::read(element.child("rPr"));
        set.text.painted = set.text.painted.or(of_paragraph.painted);
        let mut below = element.descendants().into_iter();
        let style = Style {
            paints: below.any(|below| below.name() == "shd" && shading(below) == Some(true)),
            based_on: element.value_of("basedOn", "val").map(str::to_owned),
            set,
        };
        self.by_id.insert(id.to_owned(), style);
    }

    /// What a paragraph has before it sets anything itself.
    pub fn of_paragraph(&self, id: Option<&str>) -> OfParagraph {
        let mut set = self.defaults.clone();
        let known = id.filter(|id| self.by_id.contains_key(*id));
        for style in self.chain(known.or(self.default_paragraph.as_deref())) {
            set.apply(&style.set);
        }
        set
    }

    /// What a character style sets.
    pub fn of_text(&self, id: &str) -> OfText {
        let mut set = OfText::default();
        for style in self.chain(Some(id)) {
            set.apply(&style.set.text);
        }
        set
    }

    /// Whether a style shades anything.
    pub fn paints(&self, id: &str) -> bool {
        self.chain(Some(id)).iter().any(|style| style.paints)
    }

    /// The style and those it is based on, the farthest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> Vec<&'s Style> {
        let mut chain = Vec::new();
        let mut next = id;
        while let Some(style) = next.and_then(|id| self.by_id.get(id))
            && chain.len() < LONGEST_CHAIN
        {
            chain.push(style);
            next = style.based_on.as_deref();
        }
        chain.reverse();
        chain
    }
}

fn defaults(element: Element<'_>) -> OfParagraph {
    let paragraph = element.child("pPrDefault");
    let mut set = OfParagraph::read(paragraph.and_then(|default| default.child("pPr")));
    let text = element.child("rPrDefault");
    set.text = OfText::read(text.and_then(|default| default.child("rPr")));
    set
}
