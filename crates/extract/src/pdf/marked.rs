//! Marked content: a stretch of glyphs may say which text it stands for, and may belong to a layer that is off.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use super::fonts::is_sound;
use super::glyph::Glyph;

/// Stretches that have begun and not ended.
#[derive(Default)]
pub struct MarkedContent {
    open: Vec<Stretch>,
    /// Begun past the deepest; they end first.
    skipped: usize,
    layers_off: usize,
    /// Characters that another text was given for.
    pub replaced: usize,
}

/// A stretch of marked content.
#[derive(Default)]
pub struct Stretch {
    /// The text that it says to stand for.
    pub text: Option<Vec<u8>>,
    /// Number of its first glyph.
    pub first_glyph: usize,
    /// It belongs to a layer that is off.
    pub layer_is_off: bool,
}

/// More open stretches than this are damage.
const DEEPEST: usize = 256;

/// Shorter additions are signs that were spelt out.
const TELLING_CHARACTERS: usize = 3;

impl MarkedContent {
    /// A stretch begins.
    pub fn begin(&mut self, stretch: Stretch) {
        if self.open.len() < DEEPEST {
            self.layers_off += usize::from(stretch.layer_is_off);
            self.open.push(stretch);
        } else {
            self.skipped += 1;
        }
    }

    /// The innermost stretch ends, unless it began before so many were open: a form ends only its own. Its own
    /// text counts only where the glyphs' text is unknown: what the reader of the page sees comes from the glyphs.
    pub fn end(&mut self, glyphs: &mut Vec<Glyph>, outside: usize) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.open.len() <= outside {
            return;
        }
        let Some(stretch) = self.open.pop() else {
            return;
        };
        self.layers_off -= usize::from(stretch.layer_is_off);
        let Some(text) = stretch.text else { return };
        let Ok(text) = lopdf::decode_text_string(&lopdf::Object::string_literal(text)) else {
            return;
        };
        let first = stretch.first_glyph;
        let shown = glyphs.get_mut(first..).unwrap_or_default();
        if shown.iter().all(|glyph| is_sound(&glyph.text)) {
            self.replaced += replaced(&text, shown);
            return;
        }
        let is_seen_in_part = shown.iter().any(|glyph| glyph.concealment.is_none());
        let (Some(last), Some(glyph)) = (shown.last().cloned(), shown.first_mut()) else {
            return;
        };
        if !is_sound(&text) {
            return;
        }
        if is_seen_in_part {
            glyph.concealment = None;
        }
        glyph.text = Rc::from(text);
        (glyph.end, glyph.next) = (last.end, last.next);
        glyphs.truncate(first + 1);
    }

    /// How many stretches are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// A form is over: what it began and did not end ends with it.
    pub fn end_down_to(&mut self, depth: usize) {
        self.skipped = 0;
        for stretch in self.open.drain(depth.min(self.open.len())..) {
            self.layers_off -= usize::from(stretch.layer_is_off);
        }
    }

    /// What is painted now belongs to a layer that is off.
    pub fn layer_is_off(&self) -> bool {
        self.layers_off > 0
    }
}

/// How many characters are shown where another text is given. Ligatures, hyphens, other forms of a number and
/// a word of which the line shows one end are the same text.
fn replaced(given: &str, shown: &[Glyph]) -> usize {
    let shown: String = shown.iter().map(|glyph| &*glyph.text).collect();
    let words: Vec<String> = given.split_whitespace().map(letters).collect();
    let (given, shown) = (letters(given), letters(&shown));
    let is_part = |part: &str, whole: &str| {
        part.len() > 1 && (whole.starts_with(part) || whole.ends_with(part))
    };
    if shown.is_empty() || given == shown || is_part(&shown, &given) || is_part(&given, &shown) {
        return 0;
    }
    let added = added(&given, &shown);
    let is_material = added >= TELLING_CHARACTERS && 4 * added > given.chars().count();
    if is_material || has_other_word(&words, &shown) {
        shown.chars().count()
    } else {
        0
    }
}

/// A word or an amount stands in the given text and not in the one shown, where the line may show only one end of the
/// first and the last word: `avslår` for `bifaller` changes few letters and the whole decision.
fn has_other_word(words: &[String], shown: &str) -> bool {
    let is_shown = |place: usize, word: &str| {
        let ends = || word.char_indices().map(|(at, _)| at).skip(2);
        let shows_end = |at: usize| word.get(at..).is_some_and(|end| shown.starts_with(end));
        let shows_beginning =
            |at: usize| word.get(..at).is_some_and(|start| shown.ends_with(start));
        shown.contains(word)
            || word.contains(shown)
            || place == 0 && ends().any(shows_end)
            || place + 1 == words.len() && ends().any(shows_beginning)
    };
    words.iter().enumerate().any(|(place, word)| {
        let has_digits = word.chars().filter(char::is_ascii_digit).count() > 1;
        let tells = has_digits || word.chars().count() >= TELLING_CHARACTERS;
        tells && !is_shown(place, word)
    })
}

/// How many of a text's characters another one does not have, whatever their order.
fn added(given: &str, shown: &str) -> usize {
    let sorted = |text: &str| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.sort_unstable();
        characters
    };
    let mut shown = sorted(shown).into_iter().peekable();
    let is_added = |c: &char| {
        while shown.next_if(|other| other < c).is_some() {}
        shown.next_if_eq(c).is_none()
    };
    sorted(given).into_iter().filter(is_added).count()
}

fn letters(text: &str) -> String {
    text.nfkc()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
