//! Character maps: from codes to text (`/ToUnicode`) and from codes to glyph numbers (`/Encoding`).

use std::borrow::Cow;
use std::collections::HashMap;

use crate::limits::MAP_ENTRIES;
use crate::pdf::lexer::{Lexer, Token};

/// A character map as the file has it.
#[derive(Clone, Debug, Default)]
pub struct CMap {
    texts: HashMap<u32, String>,
    text_ranges: Ranges<Vec<u16>>,
    glyphs: HashMap<u32, u32>,
    glyph_ranges: Ranges<u32>,
    /// Length in bytes, first and last code.
    code_spaces: Vec<(usize, u32, u32)>,
}

impl CMap {
    /// Reads a map; what is broken in it is left out.
    pub fn read(data: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut lexer = Lexer::new(data);
        while let Some(token) = lexer.next() {
            match token {
                Token::Keyword(b"begincodespacerange") => map.read_code_spaces(&mut lexer),
                Token::Keyword(b"beginbfchar") => map.read_characters(&mut lexer),
                Token::Keyword(b"beginbfrange") => map.read_ranges(&mut lexer),
                Token::Keyword(b"begincidchar") => map.read_glyphs(&mut lexer),
                Token::Keyword(b"begincidrange") => map.read_glyph_ranges(&mut lexer),
                _ => {}
            }
        }
        map.text_ranges.sort();
        map.glyph_ranges.sort();
        map
    }

    /// The text of a code, where the map has one.
    pub fn text(&self, code: u32) -> Option<String> {
        if let Some(text) = self.texts.get(&code) {
            return Some(text.clone());
        }
        let (first, units) = self.text_ranges.find(code)?;
        let mut units = units.clone();
        let last = units.last_mut()?;
        *last = u16::try_from(u32::from(*last) + (code - first)).ok()?;
        Some(String::from_utf16_lossy(&units))
    }

    /// The glyph number of a code, where the map has one.
    pub fn glyph(&self, code: u32) -> Option<u32> {
        if let Some(glyph) = self.glyphs.get(&code) {
            return Some(*glyph);
        }
        let (first, glyph) = self.glyph_ranges.find(code)?;
        glyph.checked_add(code - first)
    }

    /// How many bytes the code at the beginning of some bytes has.
    pub fn code_length(&self, bytes: &[u8]) -> usize {
        let fits = |&&(length, low, high): &&(usize, u32, u32)| {
            bytes
                .get(..length)
                .is_some_and(|code| (low..=high).contains(&big_endian(code)))
        };
        let space = self
            .code_spaces
            .iter()
            .find(fits)
            .or(self.code_spaces.first());
        space.map_or(2, |&(length, _, _)| length)
    }

    /// It says how codes are told apart.
    pub fn has_code_spaces(&self) -> bool {
        !self.code_spaces.is_empty()
    }

    fn is_full(&self) -> bool {
        self.texts.len() + self.text_ranges.0.len() + self.glyphs.len() + self.glyph_ranges.0.len()
            >= MAP_ENTRIES
    }

    fn read_code_spaces(&mut self, lexer: &mut Lexer<'_>) {
        while let Some([low, high]) = pair(lexer) {
            if (1..=4).contains(&low.len()) && self.code_spaces.len() < 100 {
                self.code_spaces
                    .push((low.len(), big_endian(&low), big_endian(&high)));
            }
        }
    }

    fn read_characters(&mut self, lexer: &mut Lexer<'_>) {
        while let Some([code, text]) = pair(lexer) {
            if !self.is_full() {
                self.texts.insert(big_endian(&code), utf16(&text));
            }
        }
    }

    fn read_ranges(&mut self, lexer: &mut Lexer<'_>) {
        while let Some([low, high]) = pair(lexer) {
            let (low, high) = (big_endian(&low), big_endian(&high));
            match lexer.next() {
                Some(Token::String(text)) if !self.is_full() => {
                    self.text_ranges.push(low, high, units(&text));
                }
                Some(Token::ArrayStart) => self.read_array(low, high, lexer),
                Some(Token::String(_)) => {}
                _ => return,
            }
        }
    }

    fn read_array(&mut self, low: u32, high: u32, lexer: &mut Lexer<'_>) {
        for offset in 0u32.. {
            let Some(Token::String(text)) = lexer.next() else {
                return;
            };
            let code = low.saturating_add(offset);
            if code <= high && !self.is_full() {
                self.texts.insert(code, utf16(&text));
            }
        }
    }

    fn read_glyphs(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(code) = string(lexer) {
            let Some(Token::Number(glyph)) = lexer.next() else {
                return;
            };
            if !self.is_full() {
                self.glyphs.insert(big_endian(&code), glyph as u32);
            }
        }
    }

    fn read_glyph_ranges(&mut self, lexer: &mut Lexer<'_>) {
        while let Some([low, high]) = pair(lexer) {
            let Some(Token::Number(glyph)) = lexer.next() else {
                return;
            };
            if !self.is_full() {
                self.glyph_ranges
                    .push(big_endian(&low), big_endian(&high), glyph as u32);
            }
        }
    }
}

/// Ranges of codes in the order of their first code.
#[derive(Clone, Debug)]
struct Ranges<T>(Vec<(u32, u32, T)>);

impl<T> Default for Ranges<T> {
    fn default() -> Ranges<T> {
        Ranges(Vec::new())
    }
}

/// Ranges may overlap where a map is careless; so many are looked through for the one that holds a code.
const OVERLAPPING: usize = 16;

impl<T> Ranges<T> {
    fn push(&mut self, low: u32, high: u32, target: T) {
        if low <= high {
            self.0.push((low, high, target));
        }
    }

    fn sort(&mut self) {
        self.0.sort_by_key(|(low, _, _)| *low);
    }

    fn find(&self, code: u32) -> Option<(u32, &T)> {
        let behind = self.0.partition_point(|(low, _, _)| *low <= code);
        let candidates = self.0.get(..behind)?.iter().rev().take(OVERLAPPING);
        let mut holding = candidates.filter(|(_, high, _)| code <= *high);
        holding.next().map(|(low, _, target)| (*low, target))
    }
}

/// Two strings; anything else ends the section.
fn pair<'a>(lexer: &mut Lexer<'a>) -> Option<[Cow<'a, [u8]>; 2]> {
    let first = string(lexer)?;
    Some([first, string(lexer)?])
}

fn string<'a>(lexer: &mut Lexer<'a>) -> Option<Cow<'a, [u8]>> {
    match lexer.next()? {
        Token::String(text) => Some(text),
        _ => None,
    }
}

/// A code as a number; bytes before the last four do not count.
pub fn big_endian(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// Some versions of Ghostscript write the letters of a ligature with their bytes swapped: `ff` as `昀昀`.
fn units(bytes: &[u8]) -> Vec<u16> {
    if let [byte] = bytes {
        return vec![u16::from(*byte)];
    }
    let pairs = || bytes.chunks_exact(2);
    let is_swapped =
        bytes.len() > 2 && pairs().all(|pair| pair[0].is_ascii_lowercase() && pair[1] == 0);
    let unit = |pair: &[u8]| u16::from_be_bytes([pair[0], pair[1]]);
    pairs()
        .map(|pair| {
            if is_swapped {
                unit(pair).swap_bytes()
            } else {
                unit(pair)
            }
        })
        .collect()
}

fn utf16(bytes: &[u8]) -> String {
    String::from_utf16_lossy(&units(bytes))
}
