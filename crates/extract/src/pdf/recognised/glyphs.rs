//! Recognised words as characters with places on the page.

use std::rc::Rc;

use super::lines::TextLine;
use super::tsv::Word;
use super::turn::Turn;
use crate::pdf::fonts::Style;
use crate::pdf::glyph::Glyph;
use crate::pdf::picture::PicturePlace;

/// In ems: a wider gap between two words of a line says itself what it is; a narrower one is a blank.
const BLANK_AT_MOST: f32 = 0.95;

/// In ems: boxes may touch or overlap, and two words are two nevertheless.
const BLANK_AT_LEAST: f32 = 0.2;

/// One glyph for each word and each blank between two.
pub fn place(lines: &[TextLine], turn: Turn, place: &PicturePlace) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    for (line, run) in lines.iter().zip(1..) {
        let pen = Pen {
            line,
            turn,
            place,
            run,
        };
        for (at, word) in line.words.iter().enumerate() {
            match line.words.get(at + 1) {
                Some(next) if next.left - word.right < BLANK_AT_MOST * line.size => {
                    let end = word.right.min(next.left - BLANK_AT_LEAST * line.size);
                    let end = end.max(word.left + 0.1 * line.size);
                    glyphs.push(pen.word(word, end));
                    glyphs.push(pen.glyph(" ", end, next.left.max(end)));
                }
                _ => glyphs.push(pen.word(word, word.right)),
            }
        }
    }
    glyphs
}

struct Pen<'a> {
    line: &'a TextLine,
    turn: Turn,
    place: &'a PicturePlace,
    run: u32,
}

impl Pen<'_> {
    fn word(&self, word: &Word, end: f32) -> Glyph {
        self.glyph(&word.text, word.left, end)
    }

    fn glyph(&self, text: &str, left: f32, right: f32) -> Glyph {
        let end = self.on_page(self.line.at(right));
        Glyph {
            text: Rc::from(text),
            start: self.on_page(self.line.at(left)),
            end,
            next: end,
            size: self.line.size * (self.place.across + self.place.down) / 2.0,
            style: Style::default(),
            run: self.run,
            mode: 0,
            painted: 0,
            clips: None,
            concealment: None,
        }
    }

    fn on_page(&self, point: (f32, f32)) -> (f32, f32) {
        let (x, y) = self.turn.in_picture(point);
        let place = self.place;
        (place.left + x * place.across, place.top + y * place.down)
    }
}
