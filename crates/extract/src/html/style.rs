//! What elements and their own style say about the characters in them and the space around them.

use scraper::ElementRef;

use super::content::declarations;
use super::seen::Seen;
use crate::flow::Look;
use crate::flow::length::twips;
use crate::flow::paint::{colour_of, is_painted, is_white};
use crate::office::symbols::Font;

/// Points between paragraphs, as browsers set them.
pub const PARAGRAPH_SPACE: f32 = 12.0;

/// What an element hands down to those in it.
#[derive(Clone, Copy, Default)]
pub struct Context {
    pub look: Look,
    pub indent: f32,
    pub preformatted: bool,
    pub font: Font,
    /// How many lists it stands in.
    pub lists: usize,
    /// Its colour is that of the page.
    pub white: bool,
    /// What it stands on is not.
    pub painted: bool,
    /// Its very colour, and that of what it stands on, where both are written down.
    pub ink: Option<u32>,
    pub ground: Option<u32>,
    /// Set in no colour at all.
    pub clear: bool,
    /// Set in no size at all.
    pub sizeless: bool,
}

impl Context {
    /// What the elements around a part of the page hand down about its colours.
    pub fn of_page(element: ElementRef<'_>, seen: &Seen) -> Context {
        let mut context = Context::default();
        let above: Vec<ElementRef<'_>> = element.ancestors().filter_map(ElementRef::wrap).collect();
        for element in above.into_iter().rev().chain([element]) {
            colour(element, &mut context, seen);
        }
        context
    }

    pub fn is_unseen(&self) -> bool {
        let is_blotted = self.ink.is_some() && self.ink == self.ground;
        self.white && !self.painted || self.sizeless || self.clear || is_blotted
    }
}

/// Points above and below; `None` for what stands in a line.
pub fn space_around(name: &str) -> Option<f32> {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "dl" | "pre" | "listing"
        | "xmp" | "figure" | "fieldset" => Some(PARAGRAPH_SPACE),
        "div" | "section" | "article" | "main" | "header" | "footer" | "address" | "center"
        | "dt" | "dd" | "li" | "form" | "figcaption" | "details" | "summary" | "hgroup" | "nav"
        | "aside" | "legend" | "caption" | "tr" | "body" | "html" | "tbody" | "thead" | "tfoot"
        | "dialog" | "search" | "option" | "optgroup" => Some(0.0),
        _ => None,
    }
}

/// Points above and below, where its own style says other than what is usual for it.
pub fn margins(element: ElementRef<'_>, usual: f32) -> [f32; 2] {
    let points = |length: &str| match length {
        "0" => Some(0.0),
        length => twips(length).map(|twips| twips / 20.0),
    };
    let mut margins = [usual; 2];
    let style = element.value().attr("style").unwrap_or_default();
    for (name, value) in declarations(style) {
        let set: &[usize] = match name.as_str() {
            "margin" => &[0, 1],
            "margin-top" => &[0],
            "margin-bottom" => &[1],
            _ => continue,
        };
        let first = value.split_whitespace().next().unwrap_or_default();
        for &side in set {
            if let (Some(margin), Some(points)) = (margins.get_mut(side), points(first)) {
                *margin = points;
            }
        }
    }
    margins
}

/// What the element's name and its own style say about its characters.
pub fn style(element: ElementRef<'_>, context: &mut Context, seen: &Seen) {
    colour(element, context, seen);
    match element.value().name() {
        "b" | "strong" | "th" => context.look.bold = true,
        "i" | "em" | "cite" | "var" | "dfn" => context.look.italic = true,
        _ => {}
    }
    if let Some(face) = element.value().attr("face") {
        context.font = Font::named(face);
    }
    let Some(style) = element.value().attr("style") else {
        return;
    };
    for (name, value) in declarations(style) {
        match name.as_str() {
            "font-weight" => {
                context.look.bold = match value.parse::<u32>() {
                    Ok(weight) => weight >= 600,
                    Err(_) => value.starts_with("bold"),
                }
            }
            "font-style" => context.look.italic = value == "italic" || value == "oblique",
            "font-family" => context.font = Font::named(&value),
            "white-space" => context.preformatted = value.starts_with("pre"),
            _ => {}
        }
    }
}

/// Text and background: white on white is not seen.
fn colour(element: ElementRef<'_>, context: &mut Context, seen: &Seen) {
    let value = element.value();
    if seen.sheet.may_paint(element) || value.attr("background").is_some() {
        context.painted = true;
        context.ground = None;
    }
    if let Some(colour) = value.attr("bgcolor") {
        context.ground = colour_of(colour);
    }
    if let Some(painted) = value.attr("bgcolor").and_then(is_painted) {
        context.painted = painted;
    }
    let attribute = match value.name() {
        "font" => value.attr("color"),
        "body" => value.attr("text"),
        _ => None,
    };
    if let Some(colour) = attribute {
        context.white = is_white(colour);
        context.ink = colour_of(colour);
    }
    for (name, value) in declarations(value.attr("style").unwrap_or_default()) {
        match name.as_str() {
            "color" if value != "inherit" => {
                context.white = is_white(&value);
                context.ink = colour_of(&value);
                context.clear = value == "transparent";
            }
            "background" | "background-color" | "background-image" => {
                if is_painted(&value).is_some() {
                    context.ground = colour_of(&value);
                }
                context.painted = is_painted(&value).unwrap_or(context.painted);
            }
            "font-size" if is_zero(&value) => context.sizeless = true,
            // A part of nothing is nothing.
            "font-size" if !value.ends_with("em") && !value.ends_with('%') => {
                context.sizeless = false;
            }
            _ => {}
        }
    }
}

fn is_zero(length: &str) -> bool {
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f32>().is_ok_and(|number| number <= 0.0)
}
