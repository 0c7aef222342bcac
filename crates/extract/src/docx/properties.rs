//! Properties of characters and paragraphs: what a style, a numbering level or the text itself sets.

use crate::flow::length::twips;
use crate::flow::paint::{colour_of, is_painted, is_white};
use crate::flow::{Alignment, Look, Stop, TWIPS_OF_COLUMN};
use crate::limits::TAB_STOPS;
use crate::office::symbols::Font;
use crate::office::xml::Element;

/// What is set about characters; `None` leaves what was set before.
#[derive(Clone, Debug, Default)]
pub struct OfText {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub size: Option<f32>,
    pub hidden: Option<bool>,
    pub font: Option<Font>,
    /// Its colour is that of the paper.
    pub white: Option<bool>,
    /// What it stands on is not.
    pub painted: Option<bool>,
    /// Its very colour, and that of what it stands on.
    pub ink: Option<u32>,
    pub ground: Option<u32>,
}

/// What is set about a paragraph.
#[derive(Clone, Debug, Default)]
pub struct OfParagraph {
    /// Number of the list; 0 is none.
    pub list: Option<u32>,
    pub level: Option<usize>,
    /// Twips.
    pub indent: Option<f32>,
    pub first_indent: Option<f32>,
    /// Points.
    pub before: Option<f32>,
    pub after: Option<f32>,
    /// No space between paragraphs of the same style.
    pub contextual: Option<bool>,
    pub page_break_before: Option<bool>,
    pub stops: Vec<StopChange>,
    pub text: OfText,
}

/// A tab stop set, or one of a style taken away.
#[derive(Clone, Copy, Debug)]
pub struct StopChange {
    twips: f32,
    alignment: Option<Alignment>,
}

impl OfText {
    /// Reads `rPr`.
    pub fn read(element: Option<Element<'_>>) -> OfText {
        let mut set = OfText::default();
        for property in element.into_iter().flat_map(Element::elements) {
            match property.name() {
                "b" => set.bold = Some(is_on(property)),
                "i" => set.italic = Some(is_on(property)),
                "vanish" | "webHidden" => set.hidden = Some(is_on(property)),
                "color" => {
                    set.white = property.attribute("val").map(is_white);
                    set.ink = property.attribute("val").and_then(colour_of);
                }
                "shd" => {
                    set.painted = shading(property).or(set.painted);
                    set.ground = ground(property).or(set.ground);
                }
                "highlight" => {
                    set.ground = property.attribute("val").and_then(colour_of);
                    let colour = property.attribute("val").and_then(is_painted);
                    set.painted = colour.or(set.painted);
                }
                "sz" => set.size = half_points(property),
                "rFonts" => {
                    let name = property.attribute("ascii").or(property.attribute("hAnsi"));
                    set.font = name.map(Font::named);
                }
                _ => {}
            }
        }
        set
    }

    /// What `other` sets wins.
    pub fn apply(&mut self, other: &OfText) {
        self.bold = other.bold.or(self.bold);
        self.italic = other.italic.or(self.italic);
        self.size = other.size.or(self.size);
        self.hidden = other.hidden.or(self.hidden);
        self.font = other.font.or(self.font);
        self.white = other.white.or(self.white);
        self.painted = other.painted.or(self.painted);
        self.ink = other.ink.or(self.ink);
        self.ground = other.ground.or(self.ground);
    }

    /// Text in the very colour that it stands on.
    pub fn is_blotted(&self) -> bool {
        self.ink.is_some() && self.ink == self.ground
    }

    pub fn look(&self) -> Look {
        Look {
            bold: self.bold.unwrap_or(false),
            italic: self.italic.unwrap_or(false),
            size: self.size,
        }
    }
}

impl OfParagraph {
    /// Reads `pPr`.
    pub fn read(element: Option<Element<'_>>) -> OfParagraph {
        let mut set = OfParagraph::default();
        for property in element.into_iter().flat_map(Element::elements) {
            match property.name() {
                "numPr" => {
                    set.list = whole(property.value_of("numId", "val"));
                    set.level = whole(property.value_of("ilvl", "val")).map(|level| level as usize);
                }
                "ind" => {
                    set.indent = number(property, "left").or(number(property, "start"));
                    set.first_indent = number(property, "hanging")
                        .map(|hanging| -hanging)
                        .or(number(property, "firstLine"));
                }
                "spacing" => {
                    set.before = space(property, "before", "beforeAutospacing");
                    set.after = space(property, "after", "afterAutospacing");
                }
                "shd" => {
                    set.text.painted = shading(property);
                    set.text.ground = ground(property);
                }
                "contextualSpacing" => set.contextual = Some(is_on(property)),
                "pageBreakBefore" => set.page_break_before = Some(is_on(property)),
                "tabs" => {
                    let stops = property.elements().filter_map(StopChange::read);
                    set.stops = stops.take(TAB_STOPS).collect();
                }
                _ => {}
            }
        }
        set
    }

    /// What `other` sets wins; tab stops add up.
    pub fn apply(&mut self, other: &OfParagraph) {
        self.list = other.list.or(self.list);
        self.level = other.level.or(self.level);
        self.indent = other.indent.or(self.indent);
        self.first_indent = other.first_indent.or(self.first_indent);
        self.before = other.before.or(self.before);
        self.after = other.after.or(self.after);
        self.contextual = other.contextual.or(self.contextual);
        self.page_break_before = other.page_break_before.or(self.page_break_before);
        self.stops.extend_from_slice(&other.stops);
        self.text.apply(&other.text);
    }

    /// The tab stops that are left, in columns and in rising order. The hanging indent is one of them.
    pub fn tab_stops(&self) -> Vec<Stop> {
        let mut stops: Vec<Stop> = Vec::new();
        for change in &self.stops {
            let column = change.twips / TWIPS_OF_COLUMN;
            stops.retain(|stop| (stop.column - column).abs() > 0.01);
            if let Some(alignment) = change.alignment {
                stops.push(Stop { column, alignment });
            }
        }
        if self.first_indent.is_some_and(|first| first < 0.0) {
            stops.push(Stop {
                column: self.indent.unwrap_or(0.0) / TWIPS_OF_COLUMN,
                alignment: Alignment::Left,
            });
        }
        stops.sort_by(|one, other| one.column.total_cmp(&other.column));
        stops
    }
}

impl StopChange {
    fn read(tab: Element<'_>) -> Option<StopChange> {
        let alignment = match tab.attribute("val") {
            Some("clear") => None,
            Some("center") => Some(Alignment::Centre),
            Some("right" | "end" | "decimal") => Some(Alignment::Right),
            _ => Some(Alignment::Left),
        };
        Some(StopChange {
            twips: number(tab, "pos")?,
            alignment,
        })
    }
}

/// Whether a shading is of another colour than the paper.
pub fn shading(element: Element<'_>) -> Option<bool> {
    let is_pattern = !matches!(element.attribute("val"), None | Some("clear" | "nil"));
    let fill = element.attribute("fill").and_then(is_painted);
    if is_pattern { Some(true) } else { fill }
}

/// The colour of a shading, where it is one.
fn ground(element: Element<'_>) -> Option<u32> {
    match element.attribute("val") {
        None | Some("clear") => element.attribute("fill").and_then(colour_of),
        Some("solid") => element.attribute("color").and_then(colour_of),
        _ => None,
    }
}

/// `<w:b/>` is on, `<w:b w:val="0"/>` off.
pub fn is_on(element: Element<'_>) -> bool {
    !matches!(element.attribute("val"), Some("0" | "false" | "off"))
}

/// A finite number; strict files may write a unit after it.
fn number(element: Element<'_>, attribute: &str) -> Option<f32> {
    let text = element.attribute(attribute)?.trim();
    let plain = text.parse::<f32>().ok();
    plain
        .filter(|number| number.is_finite())
        .or_else(|| twips(text))
}

/// Sizes are in halves of a point, or have a unit.
fn half_points(element: Element<'_>) -> Option<f32> {
    let text = element.attribute("val")?.trim();
    let size = match text.parse::<f32>() {
        Ok(half_points) => half_points / 2.0,
        Err(_) => twips(text)? / 20.0,
    };
    size.is_finite().then_some(size)
}

pub fn whole(text: Option<&str>) -> Option<u32> {
    text?.trim().parse().ok()
}

/// Word's own spacing for web pages looks like a blank line.
fn space(element: Element<'_>, attribute: &str, automatic: &str) -> Option<f32> {
    const AUTOMATIC: f32 = 14.0;
    match element.attribute(automatic) {
        Some("1" | "true" | "on") => Some(AUTOMATIC),
        _ => number(element, attribute).map(|twips| twips / 20.0),
    }
}
