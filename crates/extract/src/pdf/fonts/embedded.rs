//! What a font program inside the file says of its codes and glyphs, where the file itself is silent.

use std::collections::HashMap;

use lopdf::Dictionary;
use ttf_parser::{GlyphId, PlatformId, RawFace, Tag, cff, cmap, head, hhea, hmtx, maxp, post};

use super::glyph_names;
use crate::pdf::document::File;
use crate::pdf::lexer::{Lexer, Token};

/// A font program, read as far as text needs it.
pub enum Program {
    /// Names of codes, from PostScript.
    Type1(HashMap<u8, String>),
    /// A compact font: code to glyph to name.
    Compact(Vec<u8>),
    /// TrueType, or OpenType around a compact font.
    TrueType(Vec<u8>),
}

impl Program {
    /// The program that a font descriptor brings along.
    pub fn read(file: &File, descriptor: &Dictionary) -> Option<Program> {
        if let Some(stream) = file.stream(descriptor, b"FontFile") {
            return Some(Program::Type1(type1_encoding(&file.data(stream))));
        }
        let stream = file
            .stream(descriptor, b"FontFile2")
            .or_else(|| file.stream(descriptor, b"FontFile3"))?;
        let data = file.data(stream);
        let is_wrapped = [b"OTTO".as_slice(), b"\0\x01\0\0", b"true", b"ttcf"]
            .iter()
            .any(|mark| data.starts_with(mark));
        Some(if is_wrapped {
            Program::TrueType(data)
        } else {
            Program::Compact(data)
        })
    }

    /// The text of every code that the program itself encodes.
    pub fn encoding(&self) -> HashMap<u8, String> {
        match self {
            Program::Type1(names) => names
                .iter()
                .filter_map(|(&code, name)| Some((code, glyph_names::text(name)?)))
                .collect(),
            Program::Compact(data) => compact_encoding(data),
            Program::TrueType(data) => true_type_encoding(data),
        }
    }

    /// The text of every glyph by its number, from the program's own character map and glyph names.
    pub fn texts_of_glyphs(&self) -> HashMap<u16, String> {
        match self {
            Program::Type1(_) => HashMap::new(),
            Program::Compact(data) => compact_names(data),
            Program::TrueType(data) => {
                let mut texts = names_of_true_type(data);
                texts.extend(characters_of_glyphs(data));
                texts
            }
        }
    }

    /// Glyph numbers by the glyph identifiers of the file, where the program keeps a list of its own.
    pub fn glyphs_by_identifier(&self) -> Option<HashMap<u16, u16>> {
        let Program::Compact(data) = self else {
            return None;
        };
        let table = cff::Table::parse(data)?;
        let glyphs = (0..table.number_of_glyphs())
            .filter_map(|glyph| Some((table.glyph_cid(GlyphId(glyph))?, glyph)));
        let glyphs: HashMap<u16, u16> = glyphs.collect();
        (!glyphs.is_empty()).then_some(glyphs)
    }

    /// Widths of all glyphs in units of the font size.
    pub fn widths_of_codes(&self) -> HashMap<u8, f64> {
        let Program::TrueType(data) = self else {
            return HashMap::new();
        };
        let widths = || {
            let face = RawFace::parse(data, 0).ok()?;
            let table = |tag: &[u8; 4]| table(&face, tag);
            let units = f64::from(head::Table::parse(table(b"head")?)?.units_per_em);
            let metrics = hhea::Table::parse(table(b"hhea")?)?.number_of_metrics;
            let glyphs = maxp::Table::parse(table(b"maxp")?)?.number_of_glyphs;
            let advances = hmtx::Table::parse(metrics, glyphs, table(b"hmtx")?)?;
            let glyphs = glyphs_of_codes(data);
            let width = |glyph: u16| Some(f64::from(advances.advance(GlyphId(glyph))?) / units);
            Some(
                glyphs
                    .iter()
                    .filter_map(|(&code, &glyph)| Some((code, width(glyph)?)))
                    .collect(),
            )
        };
        widths().unwrap_or_default()
    }
}

/// `dup 65 /A put` in the readable part of a Type 1 font.
fn type1_encoding(program: &[u8]) -> HashMap<u8, String> {
    let mut names = HashMap::new();
    let mark = b"/Encoding";
    let Some(at) = program
        .windows(mark.len())
        .position(|window| window == mark)
    else {
        return names;
    };
    let mut lexer = Lexer::new(program);
    lexer.pass_over(at + mark.len());
    let mut code = None;
    for token in lexer.take(4096) {
        match token {
            Token::Keyword(b"StandardEncoding") => return standard_names(),
            Token::Keyword(b"def" | b"readonly" | b"eexec") => break,
            Token::Number(number) => code = Some(number as u8),
            Token::Name(name) => {
                if let Some(code) = code.take() {
                    names.insert(code, String::from_utf8_lossy(&name).into_owned());
                }
            }
            _ => {}
        }
    }
    names
}

/// As names, so that the rest is told in one way; the characters of the table have such names.
fn standard_names() -> HashMap<u8, String> {
    let named = (0..=255u8).filter_map(|code| {
        let character = super::encoding::BaseEncoding::Standard.character(code)?;
        Some((code, format!("u{:04X}", u32::from(character))))
    });
    named.collect()
}

fn compact_encoding(data: &[u8]) -> HashMap<u8, String> {
    let Some(table) = cff::Table::parse(data) else {
        return HashMap::new();
    };
    let texts = (0..=255u8).filter_map(|code| {
        let name = table.glyph_name(table.glyph_index(code)?)?;
        Some((code, glyph_names::text(name)?))
    });
    texts.collect()
}

fn compact_names(data: &[u8]) -> HashMap<u16, String> {
    let Some(table) = cff::Table::parse(data) else {
        return HashMap::new();
    };
    let texts = (0..table.number_of_glyphs()).filter_map(|glyph| {
        let name = table.glyph_name(GlyphId(glyph))?;
        Some((glyph, glyph_names::text(name)?))
    });
    texts.collect()
}

fn character_map(data: &[u8]) -> Option<cmap::Table<'_>> {
    let face = RawFace::parse(data, 0).ok()?;
    cmap::Table::parse(table(&face, b"cmap")?)
}

/// Some programs write the list of tables in another order than that of their names, which the reader of fonts
/// relies on, or cut the last table short.
fn table<'a>(face: &RawFace<'a>, tag: &[u8; 4]) -> Option<&'a [u8]> {
    let tag = Tag::from_bytes(tag);
    let record = face
        .table_records
        .into_iter()
        .find(|record| record.tag == tag)?;
    let rest = face.data.get(usize::try_from(record.offset).ok()?..)?;
    let length = usize::try_from(record.length).ok()?;
    Some(rest.get(..length).unwrap_or(rest))
}

/// Symbol fonts keep their codes at F000 and up, or in the map of the classic Mac OS.
fn glyphs_of_codes(data: &[u8]) -> HashMap<u8, u16> {
    let Some(map) = character_map(data) else {
        return HashMap::new();
    };
    let mut glyphs = HashMap::new();
    for subtable in map.subtables {
        let offset = match (subtable.platform_id, subtable.encoding_id) {
            (PlatformId::Windows, 0) => 0xF000,
            (PlatformId::Macintosh, 0) => 0,
            _ => continue,
        };
        for code in 0..=255u8 {
            let glyph = subtable.glyph_index(offset + u32::from(code));
            let glyph = glyph.or_else(|| subtable.glyph_index(u32::from(code)));
            if let Some(GlyphId(glyph @ 1..)) = glyph {
                glyphs.entry(code).or_insert(glyph);
            }
        }
    }
    glyphs
}

fn true_type_encoding(data: &[u8]) -> HashMap<u8, String> {
    let texts = Program::TrueType(data.to_vec()).texts_of_glyphs();
    let glyphs = glyphs_of_codes(data);
    let texts = glyphs
        .iter()
        .filter_map(|(&code, glyph)| Some((code, texts.get(glyph)?.clone())));
    texts.collect()
}

fn names_of_true_type(data: &[u8]) -> HashMap<u16, String> {
    let Ok(face) = RawFace::parse(data, 0) else {
        return HashMap::new();
    };
    if let Some(data) = table(&face, b"CFF ") {
        return compact_names(data);
    }
    let names = table(&face, b"post").and_then(post::Table::parse);
    let Some(names) = names else {
        return HashMap::new();
    };
    let texts = (0..u16::MAX).map_while(|glyph| Some((glyph, names.glyph_name(GlyphId(glyph))?)));
    texts
        .filter_map(|(glyph, name)| Some((glyph, glyph_names::text(name)?)))
        .collect()
}

/// Several characters may share a glyph: the plain one is wanted, not the hard blank or the soft hyphen.
fn characters_of_glyphs(data: &[u8]) -> HashMap<u16, String> {
    let mut characters: HashMap<u16, char> = HashMap::new();
    let Some(map) = character_map(data) else {
        return HashMap::new();
    };
    for subtable in map.subtables {
        if !subtable.is_unicode() {
            continue;
        }
        subtable.codepoints(|code| {
            let Some(character) = char::from_u32(code) else {
                return;
            };
            let Some(GlyphId(glyph @ 1..)) = subtable.glyph_index(code) else {
                return;
            };
            if glyph_names::is_private(character) {
                return;
            }
            let known = characters.entry(glyph).or_insert(character);
            if rank(character) < rank(*known) {
                *known = character;
            }
        });
    }
    characters
        .into_iter()
        .map(|(glyph, character)| (glyph, character.to_string()))
        .collect()
}

fn rank(character: char) -> (u8, char) {
    let second_choice = matches!(
        character,
        '\u{A0}' | '\u{AD}' | '\u{2000}'..='\u{200F}' | '\u{2126}' | '\u{212B}'
    );
    (u8::from(second_choice), character)
}
