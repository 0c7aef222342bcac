//! Fonts with several bytes a code (Type 0): codes become glyph numbers, glyph numbers widths and text.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::cmap::{CMap, big_endian};
use super::embedded::Program;
use super::encoding::BaseEncoding;
use super::simple::to_unicode;
use super::widths::GlyphWidths;
use super::{Code, base_name, is_sound, unknown};
use crate::pdf::document::File;

/// A font with several bytes a code.
pub struct Composite<'a> {
    file: &'a File,
    descendant: Option<&'a Dictionary>,
    codes: CodeMap,
    to_unicode: Option<CMap>,
    /// Read only where the file's own map leaves something open: font programs are large.
    texts: OnceCell<TextsOfGlyphs>,
    widths: GlyphWidths,
    symbol_font: Option<BaseEncoding>,
    /// Where in `told` a code of one or two bytes stands, counted from one; nought for one not met yet.
    places: RefCell<Vec<u32>>,
    /// Codes that were met, with text and width.
    told: RefCell<Vec<(Rc<str>, f64)>>,
}

/// How a string is cut into codes and what glyph a code means.
enum CodeMap {
    /// Two bytes that are the glyph number itself.
    Identity,
    /// Two or four bytes that are UTF-16.
    Unicode,
    /// As a map inside the file says.
    Embedded(CMap),
}

/// What the embedded font program knows of its glyphs.
#[derive(Default)]
struct TextsOfGlyphs {
    texts: HashMap<u16, String>,
    /// Two bytes a glyph number, where the file renumbers them.
    renumbered: Option<Vec<u8>>,
    by_identifier: Option<HashMap<u16, u16>>,
}

impl<'a> Composite<'a> {
    /// Reads a font from its dictionary.
    pub fn read(file: &'a File, font: &'a Dictionary) -> Composite<'a> {
        let descendants = file.array(font, b"DescendantFonts");
        let descendant = descendants
            .first()
            .and_then(|object| file.resolve(object)?.as_dict().ok());
        Composite {
            file,
            descendant,
            codes: CodeMap::read(file, font),
            to_unicode: to_unicode(file, font),
            texts: OnceCell::new(),
            widths: GlyphWidths::read(file, descendant.unwrap_or(font)),
            symbol_font: BaseEncoding::of_symbol_font(&base_name(file, font)),
            places: RefCell::default(),
            told: RefCell::default(),
        }
    }

    /// Hands over the codes of a string, in order.
    pub fn each_code(&self, string: &[u8], mut take: impl FnMut(Code<'_>)) {
        let mut rest = string;
        while !rest.is_empty() {
            let length = self.codes.length(rest).clamp(1, rest.len());
            let (code, behind) = rest.split_at(length);
            rest = behind;
            let (text, width) = self.code(big_endian(code));
            take(Code {
                text: &text,
                width,
                is_space: code == b" ",
            });
        }
    }

    fn code(&self, code: u32) -> (Rc<str>, f64) {
        let Ok(place) = u16::try_from(code).map(usize::from) else {
            return self.tell(code);
        };
        let mut places = self.places.borrow_mut();
        if places.len() <= place {
            places.resize(place + 1, 0);
        }
        let mut told = self.told.borrow_mut();
        let number = places.get(place).copied().unwrap_or(0) as usize;
        if let Some(known) = number.checked_sub(1).and_then(|number| told.get(number)) {
            return known.clone();
        }
        let new = self.tell(code);
        told.push(new.clone());
        if let Some(place) = places.get_mut(place) {
            *place = told.len() as u32;
        }
        new
    }

    fn tell(&self, code: u32) -> (Rc<str>, f64) {
        let glyph = self.codes.glyph(code);
        (self.text(code, glyph), self.widths.width(glyph))
    }

    fn text(&self, code: u32, glyph: u32) -> Rc<str> {
        let mapped = self.to_unicode.as_ref().and_then(|map| map.text(code));
        let in_symbol_font = mapped.as_deref().and_then(|text| self.in_symbol_font(text));
        mapped
            .filter(|text| is_sound(text))
            .or(in_symbol_font)
            .or_else(|| self.codes.unicode(code).filter(|text| is_sound(text)))
            .or_else(|| self.in_program(glyph).filter(|text| is_sound(text)))
            .map_or_else(unknown, Rc::from)
    }

    fn in_program(&self, glyph: u32) -> Option<String> {
        let texts = self.texts.get_or_init(|| {
            let descendant = self.descendant;
            descendant.map_or_else(TextsOfGlyphs::default, |font| {
                TextsOfGlyphs::read(self.file, font)
            })
        });
        texts.text(glyph)
    }

    fn in_symbol_font(&self, text: &str) -> Option<String> {
        let code = u32::from(text.chars().next()?).checked_sub(0xF000)?;
        let character = self.symbol_font?.character(u8::try_from(code).ok()?)?;
        Some(character.to_string())
    }
}

impl CodeMap {
    fn read(file: &File, font: &Dictionary) -> CodeMap {
        match file.get(font, b"Encoding") {
            Some(Object::Stream(stream)) => {
                let map = CMap::read(&file.data(stream));
                if map.has_code_spaces() {
                    CodeMap::Embedded(map)
                } else {
                    CodeMap::Identity
                }
            }
            Some(Object::Name(name)) if is_unicode(name) => CodeMap::Unicode,
            _ => CodeMap::Identity,
        }
    }

    fn length(&self, bytes: &[u8]) -> usize {
        match self {
            CodeMap::Identity => 2,
            CodeMap::Unicode if matches!(bytes.first(), Some(0xD8..=0xDB)) => 4,
            CodeMap::Unicode => 2,
            CodeMap::Embedded(map) => map.code_length(bytes),
        }
    }

    fn glyph(&self, code: u32) -> u32 {
        match self {
            CodeMap::Embedded(map) => map.glyph(code).unwrap_or(0),
            _ => code,
        }
    }

    fn unicode(&self, code: u32) -> Option<String> {
        if !matches!(self, CodeMap::Unicode) {
            return None;
        }
        let units = [(code >> 16) as u16, (code & 0xFFFF) as u16];
        let units = if units[0] == 0 {
            &units[1..]
        } else {
            &units[..]
        };
        String::from_utf16(units).ok()
    }
}

/// `UniGB-UCS2-H` and its kin.
fn is_unicode(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name);
    name.starts_with("Uni") && (name.contains("UCS2") || name.contains("UTF16"))
}

impl TextsOfGlyphs {
    fn read(file: &File, descendant: &Dictionary) -> TextsOfGlyphs {
        let program = file
            .dictionary(descendant, b"FontDescriptor")
            .and_then(|descriptor| Program::read(file, descriptor));
        let Some(program) = program else {
            return TextsOfGlyphs::default();
        };
        TextsOfGlyphs {
            texts: program.texts_of_glyphs(),
            renumbered: file
                .stream(descendant, b"CIDToGIDMap")
                .map(|stream| file.data(stream)),
            by_identifier: program.glyphs_by_identifier(),
        }
    }

    fn text(&self, glyph: u32) -> Option<String> {
        let mut number = u16::try_from(glyph).ok()?;
        if let Some(numbers) = &self.renumbered {
            let at = usize::from(number) * 2;
            let [high, low] = numbers.get(at..at + 2)?.try_into().ok()?;
            number = u16::from_be_bytes([high, low]);
        } else if let Some(glyphs) = &self.by_identifier {
            number = *glyphs.get(&number)?;
        }
        self.texts.get(&number).cloned()
    }
}
