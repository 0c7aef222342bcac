//! Fonts: what text a code stands for and how wide it is. What cannot be told is U+FFFD, never a guess,
//! because that is what makes a broken font visible.

mod cmap;
mod composite;
mod embedded;
mod encoding;
mod glyph_names;
mod simple;
mod standard_widths;
mod style;
mod telling_widths;
mod widths;

use std::rc::Rc;

use lopdf::Dictionary;

use super::document::File;
use composite::Composite;
use simple::Simple;

pub use style::Style;

/// A font as far as text needs it.
pub struct Font<'a> {
    /// Bold, italic.
    pub style: Style,
    /// Its glyphs are content of their own, with any size and colour.
    pub is_drawn: bool,
    codes: Codes<'a>,
}

enum Codes<'a> {
    Simple(Box<Simple<'a>>),
    Composite(Box<Composite<'a>>),
}

/// One code of a string.
pub struct Code<'a> {
    /// What it stands for; empty where it stands for nothing.
    pub text: &'a Rc<str>,
    /// In units of the font size.
    pub width: f64,
    /// The single byte 32, to which word spacing applies.
    pub is_space: bool,
}

impl<'a> Font<'a> {
    /// Reads a font from its dictionary.
    pub fn read(file: &'a File, font: &'a Dictionary) -> Font<'a> {
        let codes = if file.name(font, b"Subtype") == Some(b"Type0") {
            Codes::Composite(Box::new(Composite::read(file, font)))
        } else {
            Codes::Simple(Box::new(Simple::read(file, font)))
        };
        Font {
            style: Style::read(file, font),
            is_drawn: file.name(font, b"Subtype") == Some(b"Type3"),
            codes,
        }
    }

    /// Stands in for a font that the file names and does not have: every code is unknown.
    pub fn missing() -> Font<'a> {
        Font {
            style: Style::default(),
            is_drawn: false,
            codes: Codes::Simple(Box::new(Simple::missing())),
        }
    }

    /// Hands over the codes of a string, in order.
    pub fn each_code(&self, string: &[u8], take: impl FnMut(Code<'_>)) {
        match &self.codes {
            Codes::Simple(simple) => simple.each_code(string, take),
            Codes::Composite(composite) => composite.each_code(string, take),
        }
    }

    /// How many times the font size an em is; type 3 fonts are drawn to any scale.
    pub fn em(&self) -> f64 {
        match &self.codes {
            Codes::Simple(simple) => simple.em,
            Codes::Composite(_) => 1.0,
        }
    }
}

/// The name of a font without the tag of a subset (`ABCDEF+`).
fn base_name(file: &File, font: &Dictionary) -> String {
    let name = file.name(font, b"BaseFont").unwrap_or_default();
    let name = String::from_utf8_lossy(name);
    match name.split_once('+') {
        Some((tag, name)) if tag.len() == 6 => name.to_owned(),
        _ => name.into_owned(),
    }
}

/// A text that means something outside its font.
pub fn is_sound(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|character| {
            character != '\0'
                && character != char::REPLACEMENT_CHARACTER
                && !glyph_names::is_private(character)
        })
}

fn unknown() -> Rc<str> {
    Rc::from("\u{FFFD}")
}
