//! How wide glyphs are where the file says so, or where every reader knows it.

use std::collections::HashMap;

use lopdf::{Dictionary, Object};

use super::encoding::{BaseEncoding, win_ansi_code};
use super::standard_widths as standard;
use crate::limits::WIDTHS;
use crate::pdf::document::{File, number};

/// Widths by glyph number, in thousandths of an em.
pub struct GlyphWidths {
    listed: HashMap<u32, f32>,
    ranges: Vec<(u32, u32, f32)>,
    other: f32,
}

impl GlyphWidths {
    /// From `/W` and `/DW` of a descendant font.
    pub fn read(file: &File, font: &Dictionary) -> GlyphWidths {
        let mut widths = GlyphWidths {
            listed: HashMap::new(),
            ranges: Vec::new(),
            other: file.number(font, b"DW").unwrap_or(1000.0) as f32,
        };
        let mut items = file.array(font, b"W").iter().map(|item| file.resolve(item));
        while let Some(Some(first)) = items.next() {
            let Some(first) = number(first).map(|first| first as u32) else {
                continue;
            };
            match items.next().flatten() {
                Some(Object::Array(list)) => widths.list(file, first, list),
                Some(last) => {
                    let width = items.next().flatten().and_then(number);
                    widths.range(first, number(last), width);
                }
                None => break,
            }
        }
        widths
    }

    /// `c [w1 w2 …]`: the widths of `c`, `c + 1` and so on.
    fn list(&mut self, file: &File, first: u32, list: &[Object]) {
        for (glyph, width) in (first..=u32::MAX).zip(list) {
            if self.listed.len() >= WIDTHS {
                return;
            }
            if let Some(width) = file.resolve(width).and_then(number) {
                self.listed.insert(glyph, width as f32);
            }
        }
    }

    /// `c1 c2 w`: one width for all from the first to the last.
    fn range(&mut self, first: u32, last: Option<f64>, width: Option<f64>) {
        if let (Some(last), Some(width)) = (last, width)
            && self.ranges.len() < WIDTHS
        {
            self.ranges.push((first, last as u32, width as f32));
        }
    }

    /// In units of the font size.
    pub fn width(&self, glyph: u32) -> f64 {
        let in_range = || {
            let holds = |&&(first, last, _): &&(u32, u32, f32)| (first..=last).contains(&glyph);
            self.ranges.iter().find(holds).map(|&(_, _, width)| width)
        };
        let width = self.listed.get(&glyph).copied().or_else(in_range);
        f64::from(width.unwrap_or(self.other)) / 1000.0
    }
}

/// Widths of the fonts that files need not describe, and of those that look like them.
pub enum StandardWidths {
    /// Every glyph is as wide as the next.
    Courier,
    /// By code.
    Symbols(&'static [u16; 224]),
    /// By character; the number is the font's place among the text fonts.
    Text(&'static [u16; 224], usize),
}

impl StandardWidths {
    /// By the font's name; `None` for a symbol font of which no widths are known.
    pub fn of_font(name: &str) -> Option<StandardWidths> {
        match BaseEncoding::of_symbol_font(name) {
            Some(BaseEncoding::Symbol) => return Some(StandardWidths::Symbols(&standard::SYMBOL)),
            Some(BaseEncoding::ZapfDingbats) => {
                return Some(StandardWidths::Symbols(&standard::ZAPF_DINGBATS));
            }
            Some(_) => return None,
            None => {}
        }
        let name = name.to_ascii_lowercase();
        let bold = name.contains("bold");
        let italic = name.contains("italic") || name.contains("oblique");
        let has_serifs = name.contains("times") || name.contains("garamond");
        Some(match (has_serifs, bold, italic) {
            _ if name.contains("courier") => StandardWidths::Courier,
            (false, false, _) => StandardWidths::Text(&standard::HELVETICA, 0),
            (false, true, _) => StandardWidths::Text(&standard::HELVETICA_BOLD, 1),
            (true, false, false) => StandardWidths::Text(&standard::TIMES, 2),
            (true, true, false) => StandardWidths::Text(&standard::TIMES_BOLD, 3),
            (true, false, true) => StandardWidths::Text(&standard::TIMES_ITALIC, 4),
            (true, true, true) => StandardWidths::Text(&standard::TIMES_BOLD_ITALIC, 5),
        })
    }

    /// In units of the font size.
    pub fn width(&self, code: u8, text: &str) -> Option<f64> {
        let in_table =
            |table: &[u16; 224], code: u8| table.get(usize::from(code.checked_sub(32)?)).copied();
        let width = match self {
            StandardWidths::Courier => 600,
            StandardWidths::Symbols(table) => in_table(table, code)?,
            StandardWidths::Text(table, font) => {
                let character = text.chars().next()?;
                let other = standard::OTHERS
                    .iter()
                    .find(|(other, _)| *other == character);
                match other {
                    Some((_, widths)) => widths.get(*font).copied()?,
                    None => in_table(table, win_ansi_code(character)?)?,
                }
            }
        };
        Some(f64::from(width) / 1000.0)
    }
}
