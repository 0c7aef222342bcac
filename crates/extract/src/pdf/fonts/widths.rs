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
        for (glyph, width) in (first..).zip(list) {
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
pub struct StandardWidths {
    table: &'static [u16; 224],
    by_code: bool,
}

impl StandardWidths {
    /// By the font's name; `None` for a name that says nothing of its shape.
    pub fn of_font(name: &str) -> Option<StandardWidths> {
        match BaseEncoding::of_symbol_font(name) {
            Some(BaseEncoding::Symbol) => return Some(by_code(&standard::SYMBOL)),
            Some(BaseEncoding::ZapfDingbats) => return Some(by_code(&standard::ZAPF_DINGBATS)),
            Some(_) => return None,
            None => {}
        }
        let name = name.to_ascii_lowercase();
        let bold = name.contains("bold");
        let italic = name.contains("italic") || name.contains("oblique");
        let table = if name.contains("courier") {
            &standard::COURIER
        } else if name.contains("times") || name.contains("garamond") {
            match (bold, italic) {
                (false, false) => &standard::TIMES,
                (true, false) => &standard::TIMES_BOLD,
                (false, true) => &standard::TIMES_ITALIC,
                (true, true) => &standard::TIMES_BOLD_ITALIC,
            }
        } else if bold {
            &standard::HELVETICA_BOLD
        } else {
            &standard::HELVETICA
        };
        Some(StandardWidths {
            table,
            by_code: false,
        })
    }

    /// In units of the font size.
    pub fn width(&self, code: u8, text: &str) -> Option<f64> {
        let place = if self.by_code {
            code
        } else {
            let character = text.chars().next()?;
            win_ansi_code(character)?
        };
        let width = self.table.get(usize::from(place.checked_sub(32)?))?;
        Some(f64::from(*width) / 1000.0)
    }
}

fn by_code(table: &'static [u16; 224]) -> StandardWidths {
    StandardWidths {
        table,
        by_code: true,
    }
}
