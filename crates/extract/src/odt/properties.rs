//! Styles: what OpenDocument sets about characters, paragraphs and lists.

use std::collections::HashMap;
use std::rc::Rc;

use super::lists::{ListStyle, list_style};
use crate::flow::length::twips;
use crate::flow::paint::{is_painted, is_white};
use crate::flow::{Alignment, Look, Stop, TWIPS_OF_COLUMN};
use crate::limits::TAB_STOPS;
use crate::office::symbols::Font;
use crate::office::xml::{Element, Xml};

/// A chain of styles longer than this goes in a circle.
const LONGEST_CHAIN: usize = 32;

/// What is set; `None` leaves what was set before.
#[derive(Clone, Debug, Default)]
pub struct Set {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub size: Option<f32>,
    /// A part of the size of the style it is based on.
    pub relative_size: Option<f32>,
    pub hidden: Option<bool>,
    pub font: Option<Font>,
    /// Its colour is that of the paper.
    pub white: Option<bool>,
    /// What it stands on is not.
    pub painted: Option<bool>,
    /// Points.
    pub before: Option<f32>,
    pub after: Option<f32>,
    /// Twips.
    pub indent: Option<f32>,
    pub first_indent: Option<f32>,
    pub tab_width: Option<f32>,
    pub stops: Option<Vec<(f32, Alignment)>>,
    pub break_before: Option<bool>,
    pub break_after: Option<bool>,
    pub list: Option<Rc<str>>,
    pub outline_level: Option<usize>,
    pub master: Option<Rc<str>>,
}

impl Set {
    /// What `other` sets wins.
    pub fn apply(&mut self, other: &Set) {
        let size = self.size;
        self.bold = other.bold.or(self.bold);
        self.italic = other.italic.or(self.italic);
        self.size = other.size.or(size);
        if let (Some(share), Some(size)) = (other.relative_size, size) {
            self.size = Some(size * share);
        }
        self.hidden = other.hidden.or(self.hidden);
        self.font = other.font.or(self.font);
        self.white = other.white.or(self.white);
        self.painted = other.painted.or(self.painted);
        self.before = other.before.or(self.before);
        self.after = other.after.or(self.after);
        self.indent = other.indent.or(self.indent);
        self.first_indent = other.first_indent.or(self.first_indent);
        self.tab_width = other.tab_width.or(self.tab_width);
        self.stops = other.stops.clone().or(self.stops.take());
        self.break_before = other.break_before.or(self.break_before);
        self.break_after = other.break_after.or(self.break_after);
        self.list = other.list.clone().or(self.list.take());
        self.outline_level = other.outline_level.or(self.outline_level);
        self.master = other.master.clone().or(self.master.take());
    }

    pub fn look(&self) -> Look {
        Look {
            bold: self.bold.unwrap_or(false),
            italic: self.italic.unwrap_or(false),
            size: self.size,
        }
    }

    /// Tab stops in columns, in rising order. They are counted from the indent, and the indent is one of them.
    pub fn tab_stops(&self) -> Vec<Stop> {
        let indent = self.indent.unwrap_or(0.0);
        let set = self.stops.iter().flatten();
        let mut stops: Vec<Stop> = set
            .map(|&(twips, alignment)| Stop {
                column: (indent + twips) / TWIPS_OF_COLUMN,
                alignment,
            })
            .collect();
        if self.first_indent.is_some_and(|first| first < 0.0) {
            stops.push(Stop {
                column: indent / TWIPS_OF_COLUMN,
                alignment: Alignment::Left,
            });
        }
        stops.sort_by(|one, other| one.column.total_cmp(&other.column));
        stops
    }
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    set: Set,
}

/// All styles of a document, those of its own text and those it shares.
#[derive(Debug, Default)]
pub struct Styles {
    /// By family and name.
    by_name: HashMap<(String, String), Style>,
    defaults: HashMap<String, Set>,
    lists: HashMap<String, ListStyle>,
    /// Pictures or shapes lie behind the text.
    pub has_backdrop: bool,
    /// Numbers of headings.
    pub outline: ListStyle,
}

impl Styles {
    /// Reads the styles of a part; later parts win.
    pub fn add(&mut self, xml: &Xml) {
        for group in xml.root().elements() {
            if matches!(group.name(), "styles" | "automatic-styles") {
                group.elements().for_each(|style| self.add_style(style));
            }
        }
    }

    fn add_style(&mut self, element: Element<'_>) {
        let name = element.attribute("name").unwrap_or_default().to_owned();
        let family = element.attribute("family").unwrap_or_default().to_owned();
        let mut properties = element.elements();
        self.has_backdrop |=
            properties.any(|set| set.attribute("run-through") == Some("background"));
        match element.name() {
            "default-style" => {
                self.defaults.insert(family, set_by(element));
            }
            "style" => {
                let style = Style {
                    parent: element.attribute("parent-style-name").map(str::to_owned),
                    set: set_by(element),
                };
                self.by_name.insert((family, name), style);
            }
            "list-style" => {
                self.lists.insert(name, list_style(element));
            }
            "outline-style" => self.outline = list_style(element),
            _ => {}
        }
    }

    pub fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    /// What a paragraph has by its style.
    pub fn of_paragraph(&self, name: Option<&str>) -> Set {
        let mut set = self.defaults.get("paragraph").cloned().unwrap_or_default();
        let chain = self.chain("paragraph", name.unwrap_or("Standard"));
        // A page break belongs to the paragraph whose own style asks for it, or a named one for all of its kind.
        for style in chain {
            set.apply(&style.set);
        }
        set
    }

    /// What a span sets by its style.
    pub fn of_text(&self, name: &str) -> Set {
        let mut set = Set::default();
        for style in self.chain("text", name) {
            set.apply(&style.set);
        }
        set
    }

    /// What a table, row or cell stands on, by its style.
    pub fn paints(&self, family: &str, element: Element<'_>) -> Option<bool> {
        let chain = self.chain(family, element.attribute("style-name")?);
        chain.iter().rev().find_map(|style| style.set.painted)
    }

    /// The style and those it is based on, the farthest first.
    fn chain(&self, family: &str, name: &str) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = Some(name);
        while let Some(name) = next
            && let Some(style) = self.by_name.get(&(family.to_owned(), name.to_owned()))
            && chain.len() < LONGEST_CHAIN
        {
            chain.push(style);
            next = style.parent.as_deref();
        }
        chain.reverse();
        chain
    }
}

fn set_by(style: Element<'_>) -> Set {
    let mut set = Set {
        list: style.attribute("list-style-name").map(Rc::from),
        outline_level: style
            .attribute("default-outline-level")
            .and_then(|level| level.parse().ok()),
        master: style
            .attribute("master-page-name")
            .filter(|name| !name.is_empty())
            .map(Rc::from),
        ..Set::default()
    };
    for properties in style.elements() {
        match properties.name() {
            "text-properties" => text(properties, &mut set),
            "paragraph-properties" => paragraph(properties, &mut set),
            "section-properties"
            | "table-cell-properties"
            | "table-row-properties"
            | "table-properties" => {
                set.painted = background(properties).or(set.painted);
            }
            // The form of OpenOffice before OpenDocument.
            "properties" => {
                text(properties, &mut set);
                paragraph(properties, &mut set);
            }
            _ => {}
        }
    }
    set
}

fn text(properties: Element<'_>, set: &mut Set) {
    let weight = properties.attribute("font-weight");
    set.bold = weight.map(|weight| match weight.parse::<u32>() {
        Ok(weight) => weight >= 600,
        Err(_) => weight == "bold",
    });
    let style = properties.attribute("font-style");
    set.italic = style.map(|style| style == "italic" || style == "oblique");
    if let Some(size) = properties.attribute("font-size") {
        match size.strip_suffix('%') {
            Some(share) => set.relative_size = share.parse().ok().map(|share: f32| share / 100.0),
            None => set.size = twips(size).map(|twips| twips / 20.0),
        }
    }
    // The name of a font declaration; it is the font's own name, with a number where two differ.
    let font = properties
        .attribute("font-family")
        .or(properties.attribute("font-name"));
    set.font = font.map(Font::named);
    // Colours that follow the background are never those of the paper.
    let follows = properties.attribute("use-window-font-color") == Some("true");
    let colour = properties.attribute("color").filter(|_| !follows);
    set.white = colour.map(is_white).or(follows.then_some(false));
    set.painted = background(properties).or(set.painted);
    set.hidden = properties
        .attribute("display")
        .map(|display| display == "none");
}

fn background(properties: Element<'_>) -> Option<bool> {
    properties
        .attribute("background-color")
        .and_then(is_painted)
}

fn paragraph(properties: Element<'_>, set: &mut Set) {
    let length = |name: &str| properties.attribute(name).and_then(twips);
    set.before = length("margin-top")
        .or(length("margin"))
        .map(|twips| twips / 20.0);
    set.after = length("margin-bottom")
        .or(length("margin"))
        .map(|twips| twips / 20.0);
    set.indent = length("margin-left").or(length("margin"));
    set.first_indent = length("text-indent");
    set.tab_width = length("tab-stop-distance");
    let breaks = |name: &str| properties.attribute(name).map(|value| value == "page");
    set.painted = background(properties).or(set.painted);
    set.break_before = breaks("break-before");
    set.break_after = breaks("break-after");
    set.stops = properties.child("tab-stops").map(|stops| {
        let stops = stops.elements().filter_map(|stop| {
            let alignment = match stop.attribute("type") {
                Some("center") => Alignment::Centre,
                Some("right" | "char") => Alignment::Right,
                _ => Alignment::Left,
            };
            Some((twips(stop.attribute("position")?)?, alignment))
        });
        stops.take(TAB_STOPS).collect()
    });
}
