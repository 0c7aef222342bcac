//! Fonts with one byte a code: Type 1, TrueType and Type 3.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::cmap::CMap;
use super::embedded::Program;
use super::encoding::BaseEncoding;
use super::widths::StandardWidths;
use super::{Code, base_name, glyph_names, is_sound, telling_widths, unknown};
use crate::pdf::document::{File, number};

/// Text and width of all 256 codes, each told when it is first met: texts use few of them.
pub struct Simple<'a> {
    codes: Vec<OnceCell<(Rc<str>, f64)>>,
    /// None for a font that is not there.
    source: Option<Source<'a>>,
    /// How many times the font size an em is.
    pub em: f64,
}

const SYMBOLIC_FLAG: i64 = 1 << 2;

/// Where neither the file nor the font says how wide a glyph is.
const LIKELY_WIDTH: f64 = 0.5;

impl<'a> Simple<'a> {
    /// Reads a font from its dictionary.
    pub fn read(file: &'a File, font: &'a Dictionary) -> Simple<'a> {
        let source = Source::read(file, font);
        Simple {
            codes: vec![OnceCell::new(); 256],
            em: source.type3.as_ref().map_or(1.0, |type3| type3.em),
            source: Some(source),
        }
    }

    /// Every code is unknown.
    pub fn missing() -> Simple<'a> {
        Simple {
            codes: vec![OnceCell::new(); 256],
            source: None,
            em: 1.0,
        }
    }

    /// Hands over the codes of a string, in order.
    pub fn each_code(&self, string: &[u8], mut take: impl FnMut(Code<'_>)) {
        for &byte in string {
            let Some(code) = self.codes.get(usize::from(byte)) else {
                continue;
            };
            let (text, width) = code.get_or_init(|| self.tell(byte));
            take(Code {
                text,
                width: *width,
                is_space: byte == b' ',
            });
        }
    }

    fn tell(&self, code: u8) -> (Rc<str>, f64) {
        let Some(source) = &self.source else {
            return (unknown(), LIKELY_WIDTH);
        };
        let text = source.text(code);
        let width = source.width(code, &text);
        (text, width)
    }
}

/// Everything that may say what a code is.
struct Source<'a> {
    file: &'a File,
    font: &'a Dictionary,
    descriptor: Option<&'a Dictionary>,
    to_unicode: Option<CMap>,
    differences: HashMap<u8, String>,
    /// The file names an encoding, so the program's own does not count.
    names_encoding: bool,
    base: Option<BaseEncoding>,
    symbol_font: Option<BaseEncoding>,
    type3: Option<Type3>,
    standard_widths: Option<StandardWidths>,
    program: OnceCell<FromProgram>,
}

/// What the embedded font program says; read only where the file leaves something open.
#[derive(Default)]
struct FromProgram {
    texts: HashMap<u8, String>,
    widths: HashMap<u8, f64>,
}

impl<'a> Source<'a> {
    fn read(file: &'a File, font: &'a Dictionary) -> Source<'a> {
        let name = base_name(file, font);
        let descriptor = file.dictionary(font, b"FontDescriptor");
        let encoding = file.get(font, b"Encoding");
        let named = encoding_name(file, encoding).and_then(BaseEncoding::named);
        let symbol_font = BaseEncoding::of_symbol_font(&name);
        let type3 =
            (file.name(font, b"Subtype") == Some(b"Type3")).then(|| Type3::read(file, font));
        // A Latin font that says nothing has Adobe's encoding; one with signs of its own has its own.
        let is_latin = type3.is_none() && !is_own_encoding(file, descriptor);
        let own = symbol_font.filter(|font| *font != BaseEncoding::OpenSymbol);
        let silent = own.or(is_latin.then_some(BaseEncoding::Standard));
        Source {
            file,
            font,
            descriptor,
            to_unicode: to_unicode(file, font),
            differences: differences(file, encoding),
            names_encoding: named.is_some(),
            base: named.or(silent),
            symbol_font,
            type3,
            standard_widths: StandardWidths::of_font(&name),
            program: OnceCell::new(),
        }
    }

    fn program(&self) -> &FromProgram {
        self.program.get_or_init(|| {
            let program = self
                .descriptor
                .and_then(|descriptor| Program::read(self.file, descriptor));
            program.map_or_else(FromProgram::default, |program| {
                let (named, widths) = (program.encoding(), program.widths_of_codes());
                let texts = if widths.keys().all(|code| named.contains_key(code)) {
                    named
                } else {
                    let mut told = telling_widths::texts(&widths);
                    told.extend(named);
                    told
                };
                FromProgram { texts, widths }
            })
        })
    }

    fn text(&self, code: u8) -> Rc<str> {
        let mapped = self
            .to_unicode
            .as_ref()
            .and_then(|map| map.text(u32::from(code)));
        let in_symbol_font = mapped.as_deref().and_then(|text| self.in_symbol_font(text));
        mapped
            .filter(|text| is_sound(text))
            .or(in_symbol_font)
            .or_else(|| self.encoded(code))
            .filter(|text| is_sound(text))
            .map_or_else(unknown, Rc::from)
    }

    fn encoded(&self, code: u8) -> Option<String> {
        if let Some(text) = self.named(code) {
            return Some(text);
        }
        let built_in = || self.program().texts.get(&code).cloned();
        let in_base = || Some(self.base?.character(code)?.to_string());
        let of_type3 = || self.type3.as_ref()?.text(code);
        if self.names_encoding {
            in_base().or_else(of_type3)
        } else {
            built_in().or_else(in_base).or_else(of_type3)
        }
    }

    /// A name in the differences hides what the base encoding says, even where the name itself says nothing.
    fn named(&self, code: u8) -> Option<String> {
        let name = self.differences.get(&code)?;
        let text = glyph_names::text(name);
        if text.is_some() || self.type3.is_some() {
            return text;
        }
        Some("\u{FFFD}".to_owned())
    }

    /// Word writes the characters of symbol fonts at F000 and up, also where it maps them to Unicode.
    fn in_symbol_font(&self, text: &str) -> Option<String> {
        let mut characters = text.chars();
        let (Some(character @ '\u{F020}'..='\u{F0FF}'), None) =
            (characters.next(), characters.next())
        else {
            return None;
        };
        let code = u8::try_from(u32::from(character) - 0xF000).ok()?;
        self.symbol_font?.character(code).map(String::from)
    }

    fn width(&self, code: u8, text: &str) -> f64 {
        let (file, font) = (self.file, self.font);
        let scale = self.type3.as_ref().map_or(0.001, |type3| type3.width_scale);
        let missing = self
            .descriptor
            .and_then(|descriptor| file.number(descriptor, b"MissingWidth"));
        if let Some(Object::Array(widths)) = file.get(font, b"Widths") {
            let first = file.number(font, b"FirstChar").unwrap_or(0.0);
            let place = usize::from(code).checked_sub(first.max(0.0) as usize);
            let listed = place.and_then(|place| number(file.resolve(widths.get(place)?)?));
            return listed.or(missing).unwrap_or(0.0) * scale;
        }
        let of_standard = || self.standard_widths.as_ref()?.width(code, text);
        let of_program = self.program().widths.get(&code).copied();
        of_program
            .or_else(of_standard)
            .or(missing.map(|width| width * scale))
            .unwrap_or(LIKELY_WIDTH)
    }
}

/// An embedded font that is not marked as Latin.
fn is_own_encoding(file: &File, descriptor: Option<&Dictionary>) -> bool {
    let Some(descriptor) = descriptor else {
        return false;
    };
    let is_embedded = ["FontFile", "FontFile2", "FontFile3"]
        .iter()
        .any(|key| descriptor.has(key.as_bytes()));
    let flags = file.number(descriptor, b"Flags").unwrap_or(0.0) as i64;
    is_embedded && flags & SYMBOLIC_FLAG != 0
}

/// A map, or a name that says that codes are Unicode already.
pub fn to_unicode(file: &File, font: &Dictionary) -> Option<CMap> {
    match file.get(font, b"ToUnicode")? {
        Object::Stream(stream) => Some(CMap::read(&file.data(stream))),
        Object::Name(name) if name.starts_with(b"Identity") => {
            Some(CMap::read(b"beginbfrange <0000> <FFFF> <0000> endbfrange"))
        }
        _ => None,
    }
}

fn encoding_name<'a>(file: &'a File, encoding: Option<&'a Object>) -> Option<&'a [u8]> {
    match encoding? {
        Object::Name(name) => Some(name),
        Object::Dictionary(dictionary) => file.name(dictionary, b"BaseEncoding"),
        _ => None,
    }
}

fn differences(file: &File, encoding: Option<&Object>) -> HashMap<u8, String> {
    let mut names = HashMap::new();
    let Some(Object::Dictionary(encoding)) = encoding else {
        return names;
    };
    let mut code = 0u32;
    for item in file.array(encoding, b"Differences") {
        match file.resolve(item) {
            Some(Object::Name(name)) => {
                if let Ok(code) = u8::try_from(code) {
                    names.insert(code, String::from_utf8_lossy(name).into_owned());
                }
                code = code.saturating_add(1);
            }
            Some(object) => code = number(object).map_or(code, |number| number as u32),
            None => {}
        }
    }
    names
}

/// A font whose glyphs are little drawings, often the bitmaps of TeX.
struct Type3 {
    em: f64,
    width_scale: f64,
    is_cork: bool,
    is_companion: bool,
    plain_codes: Vec<u8>,
}

impl Type3 {
    fn read(file: &File, font: &Dictionary) -> Type3 {
        let matrix = file.numbers::<6>(font, b"FontMatrix");
        let [a, _, _, d, _, _] = matrix.unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
        let bounds = file.numbers::<4>(font, b"FontBBox").unwrap_or_default();
        let height = ((bounds[3] - bounds[1]) * d).abs();
        // Glyphs of TeX are named after their codes (`a228`), which says as much as a code does.
        let names = differences(file, file.get(font, b"Encoding"));
        let mut plain_codes: Vec<u8> = names
            .iter()
            .filter(|(code, name)| name.strip_prefix('a') == Some(&code.to_string()))
            .map(|(&code, _)| code)
            .collect();
        plain_codes.sort_unstable();
        Type3 {
            em: if height == 0.0 || (0.3..3.0).contains(&height) {
                1.0
            } else {
                height
            },
            width_scale: a,
            is_companion: plain_codes
                .iter()
                .all(|code| matches!(code, 0x84..=0x88 | 0xA2..=0xBF)),
            is_cork: plain_codes.last().is_some_and(|&code| code >= 0xC0),
            plain_codes,
        }
    }

    /// Letters and digits stand where they stand in ASCII in all of TeX's text encodings. A font with glyphs
    /// above 0xC0 has the Cork encoding: there the letters stand as in ISO 8859-1. One with nothing but signs is
    /// the companion of it: there the signs stand so (`§` above all).
    fn text(&self, code: u8) -> Option<String> {
        self.plain_codes.binary_search(&code).ok()?;
        let character = match code {
            b'!'..=b'~' if self.is_cork || code.is_ascii_alphanumeric() => char::from(code),
            b'!' | b'%' | b'\''..=b'/' | b':' | b';' | b'=' | b'?' => char::from(code),
            0xA2..=0xBE if self.is_companion => char::from(code),
            0xC0..=0xD6 | 0xD8..=0xDE | 0xE0..=0xF6 | 0xF8..=0xFE if self.is_cork => {
                char::from(code)
            }
            _ if self.is_companion => return companion(code).map(String::from),
            _ => return cork(code).filter(|_| self.is_cork).map(str::to_owned),
        };
        Some(character.to_string())
    }
}

/// Signs of TeX's companion fonts that stand elsewhere than in ISO 8859-1.
fn companion(code: u8) -> Option<char> {
    Some(match code {
        0x84 => '†',
        0x85 => '‡',
        0x86 => '‖',
        0x87 => '‰',
        0x88 => '•',
        0xBF => '€',
        _ => return None,
    })
}

fn cork(code: u8) -> Option<&'static str> {
    Some(match code {
        0x10 => "“",
        0x11 => "”",
        0x12 => "„",
        0x13 => "«",
        0x14 => "»",
        0x15 => "–",
        0x16 => "—",
        0x1B => "ff",
        0x1C => "fi",
        0x1D => "fl",
        0x1E => "ffi",
        0x1F => "ffl",
        0x7F => "-",
        0x9F => "§",
        0xD7 => "Œ",
        0xF7 => "œ",
        0xFF => "ß",
        _ => return None,
    })
}
