//! Automatic numbers and bullets: what Word prints before a paragraph and no text of the file holds.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::properties::{OfParagraph, OfText, whole};
use crate::flow::Look;
use crate::flow::counting::{Numerals, bullet, numeral};
use crate::limits::LABEL_CHARACTERS;
use crate::office::symbols::Font;
use crate::office::xml::{Element, Xml};

/// Word has nine levels.
const LEVELS: usize = 9;

/// Lists that take their levels from a style, and that from another list: longer chains go in a circle.
const LONGEST_CHAIN: usize = 8;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: HashMap<u32, Definition>,
    /// The definition that bears the levels of a style.
    by_style: HashMap<String, u32>,
    lists: HashMap<u32, List>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<u32>,
}

#[derive(Clone, Debug, Default)]
struct Definition {
    levels: HashMap<usize, Level>,
    /// Its levels stand in the list of this style.
    of_style: Option<String>,
    is_style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    numerals: Numerals,
    is_bullet: bool,
    /// `%1` stands for the number of the first level.
    text: String,
    /// All its numbers in digits.
    legal: bool,
    /// The level after which it begins anew: counted from 1, 0 for never.
    restart: Option<u32>,
    style: Option<String>,
    set: OfParagraph,
}

#[derive(Clone, Debug, Default)]
struct List {
    definition: u32,
    starts: BTreeMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

impl Numbering {
    pub fn read(xml: Option<&Xml>) -> Numbering {
        let mut numbering = Numbering::default();
        let root = xml.map(Xml::root);
        for element in root.into_iter().flat_map(Element::elements) {
            match element.name() {
                "abstractNum" => {
                    let id = whole(element.attribute("abstractNumId"));
                    let definition = definition(element);
                    if let Some((style, id)) = definition.is_style.clone().zip(id) {
                        numbering.by_style.entry(style).or_insert(id);
                    }
                    numbering.definitions.extend(id.map(|id| (id, definition)));
                }
                "num" => {
                    let id = whole(element.attribute("numId"));
                    numbering.lists.extend(id.zip(list(element)));
                }
                _ => {}
            }
        }
        numbering
    }

    /// What the level sets about indents; without counting.
    pub fn level_set(&self, list: u32, level: usize) -> Option<&OfParagraph> {
        self.level(list, level).map(|level| &level.set)
    }

    /// The level that belongs to a style, where a style names only the list.
    pub fn level_of_style(&self, list: u32, style: &str) -> Option<usize> {
        let definition = self.definition(list)?;
        let mut levels = definition.levels.iter();
        levels
            .find(|(_, level)| level.style.as_deref() == Some(style))
            .map(|(&place, _)| place)
    }

    /// Counts a paragraph, and gives its number. `None` where the list is not known.
    pub fn count(&mut self, list: u32, level: usize) -> Option<(String, Look)> {
        let level = level.min(LEVELS - 1);
        let definition = self.lists.get(&list)?.definition;
        self.begin(list, definition);
        let found = self.level(list, level)?.clone();
        let stated = self.lists.get(&list)?.starts.get(&level).copied();
        let start = stated.unwrap_or(found.start);
        let begun_anew: Vec<usize> = (level + 1..LEVELS)
            .filter(|&below| self.begins_anew(list, below, level))
            .collect();
        let counters = self.counters.entry(definition).or_default();
        for below in begun_anew {
            if let Some(counter) = counters.get_mut(below) {
                *counter = None;
            }
        }
        let counter = counters.get_mut(level)?;
        *counter = Some(counter.map_or(start, |number| number.saturating_add(1)));
        let counters = *counters;
        Some((self.label(list, &found, &counters), found.set.text.look()))
    }

    /// A list that states its own beginning counts from there when it is met first.
    fn begin(&mut self, list: u32, definition: u32) {
        if !self.begun.insert(list) {
            return;
        }
        let starts = self.lists.get(&list).map(|list| list.starts.clone());
        let counters = self.counters.entry(definition).or_default();
        for level in starts.unwrap_or_default().into_keys() {
            if let Some(counter) = counters.get_mut(level) {
                *counter = None;
            }
        }
    }

    fn begins_anew(&self, list: u32, below: usize, counted: usize) -> bool {
        let restart = self.level(list, below).and_then(|level| level.restart);
        restart.is_none_or(|after| after != 0 && counted < after as usize)
    }

    fn definition(&self, list: u32) -> Option<&Definition> {
        let mut definition = self.definitions.get(&self.lists.get(&list)?.definition)?;
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = &definition.of_style else {
                break;
            };
            let bearer = self.by_style.get(style);
            match bearer.and_then(|id| self.definitions.get(id)) {
                Some(other) => definition = other,
                None => break,
            }
        }
        Some(definition)
    }

    fn level(&self, list: u32, level: usize) -> Option<&Level> {
        let own = self.lists.get(&list)?.levels.get(&level);
        own.or_else(|| self.definition(list)?.levels.get(&level))
    }

    /// Fills in the numbers of this level and those above.
    fn label(&self, list: u32, level: &Level, counters: &[Option<u32>; LEVELS]) -> String {
        if level.is_bullet {
            return bullet(&level.text);
        }
        let mut label = String::new();
        let mut letters = level.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let place = letters
                .peek()
                .filter(|_| letter == '%')
                .and_then(|digit| digit.to_digit(10))
                .and_then(|digit| (digit as usize).checked_sub(1));
            let Some(place) = place else {
                label.push(letter);
                continue;
            };
            letters.next();
            let of_place = self.level(list, place);
            let start = of_place.map_or(1, |of_place| of_place.start);
            let number = counters.get(place).copied().flatten().unwrap_or(start);
            let numerals = match of_place {
                Some(of_place) if !level.legal => of_place.numerals,
                _ => Numerals::Decimal,
            };
            label.push_str(&numeral(number, numerals));
        }
        label
    }
}

fn definition(element: Element<'_>) -> Definition {
    Definition {
        levels: levels(element),
        of_style: element.value_of("numStyleLink", "val").map(str::to_owned),
        is_style: element.value_of("styleLink", "val").map(str::to_owned),
    }
}

fn levels(element: Element<'_>) -> HashMap<usize, Level> {
    let levels = element.elements().filter(|level| level.name() == "lvl");
    let placed = levels.filter_map(|element| {
        let place = whole(element.attribute("ilvl"))? as usize;
        (place < LEVELS).then(|| (place, level(element)))
    });
    placed.collect()
}

fn level(element: Element<'_>) -> Level {
    let mut set = OfParagraph::read(element.child("pPr"));
    set.text = OfText::read(element.child("rPr"));
    let format = element.value_of("numFmt", "val").unwrap_or("decimal");
    let written = element.value_of("lvlText", "val").unwrap_or_default();
    let is_circle = written == "o" && set.text.font != Some(Font::Symbol);
    Level {
        start: whole(element.value_of("start", "val")).unwrap_or(1),
        numerals: numerals(format),
        is_bullet: format == "bullet",
        text: if format == "bullet" && is_circle {
            "○".to_owned()
        } else {
            written.chars().take(LABEL_CHARACTERS).collect()
        },
        legal: element.child("isLgl").is_some_and(super::properties::is_on),
        restart: whole(element.value_of("lvlRestart", "val")),
        style: element.value_of("pStyle", "val").map(str::to_owned),
        set,
    }
}

fn numerals(format: &str) -> Numerals {
    match format {
        "lowerLetter" => Numerals::LowerLetter,
        "upperLetter" => Numerals::UpperLetter,
        "lowerRoman" => Numerals::LowerRoman,
        "upperRoman" => Numerals::UpperRoman,
        "decimalZero" => Numerals::DecimalZero,
        "ordinal" => Numerals::Ordinal,
        "none" => Numerals::None,
        _ => Numerals::Decimal,
    }
}

fn list(element: Element<'_>) -> Option<List> {
    let mut list = List {
        definition: whole(element.value_of("abstractNumId", "val"))?,
        ..List::default()
    };
    for change in element.elements() {
        let place = whole(change.attribute("ilvl")).map(|place| place as usize);
        let Some(place) = place.filter(|&place| place < LEVELS) else {
            continue;
        };
        if let Some(other) = change.child("lvl") {
            list.levels.insert(place, level(other));
        }
        let start = whole(change.value_of("startOverride", "val"));
        list.starts.extend(start.map(|start| (place, start)));
    }
    Some(list)
}
