//! Marked content: a stretch of glyphs may say which text it stands for.

use std::rc::Rc;

use super::fonts::is_sound;
use super::glyph::Glyph;

/// Stretches that have begun and not ended.
#[derive(Default)]
pub struct MarkedContent {
    open: Vec<(Option<Vec<u8>>, usize)>,
}

/// More open stretches than this are damage.
const DEEPEST: usize = 256;

impl MarkedContent {
    /// A stretch begins before the glyph of this number.
    pub fn begin(&mut self, text: Option<Vec<u8>>, glyph: usize) {
        if self.open.len() < DEEPEST {
            self.open.push((text, glyph));
        }
    }

    /// The innermost stretch ends. Its own text counts only where the glyphs' text is unknown: what the reader
    /// of the page sees comes from the glyphs.
    pub fn end(&mut self, glyphs: &mut Vec<Glyph>) {
        let Some((Some(text), first)) = self.open.pop() else {
            return;
        };
        let stretch = glyphs.get_mut(first..).unwrap_or_default();
        if stretch.iter().all(|glyph| is_sound(&glyph.text)) {
            return;
        }
        let Ok(text) = lopdf::decode_text_string(&lopdf::Object::string_literal(text)) else {
            return;
        };
        let (Some(last), Some(glyph)) = (stretch.last().cloned(), stretch.first_mut()) else {
            return;
        };
        if !is_sound(&text) {
            return;
        }
        glyph.text = Rc::from(text);
        (glyph.end, glyph.next) = (last.end, last.next);
        glyphs.truncate(first + 1);
    }
}
