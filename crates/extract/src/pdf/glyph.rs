//! A character with its place on the page.

use std::num::NonZeroU32;
use std::rc::Rc;

use super::fonts::Style;
use super::hidden::Concealment;

/// A character, or the few that one glyph stands for, with its place as the reader sees the page: points from
/// the top left corner.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Never empty; a blank is a blank.
    pub text: Rc<str>,
    /// Where its baseline begins.
    pub start: (f32, f32),
    /// Where the glyph itself ends on its baseline.
    pub end: (f32, f32),
    /// Where the next one begins if nothing moves it: the end and the character spacing.
    pub next: (f32, f32),
    /// Height of an em in points.
    pub size: f32,
    /// Bold, italic.
    pub style: Style,
    /// Which operation showed it, counted over the page.
    pub run: u32,
    /// Text render mode; 3 is invisible.
    pub mode: u8,
    /// How many times something opaque had been painted before it.
    pub painted: u32,
    /// The number, from 1, of the letters to clip with that it belongs to.
    pub clips: Option<NonZeroU32>,
    /// Why nobody sees it, as far as that can be told when it is shown.
    pub concealment: Option<Concealment>,
}

impl Glyph {
    /// Nothing but blanks.
    pub fn is_blank(&self) -> bool {
        // A visible character of ASCII settles it for nearly all.
        let is_plain = self.text.bytes().any(|byte| byte.is_ascii_graphic());
        !is_plain
            && self
                .text
                .chars()
                .all(|c| crate::clean::is_blank(c) || crate::clean::is_invisible(c))
    }
}
