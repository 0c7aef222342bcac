//! Text in one direction at a time: the page's dominant one first, then what runs up its margin or across it.

use std::collections::BTreeMap;
use std::rc::Rc;

use paragraf_model::PageSize;

use super::Letter;
use crate::pdf::glyph::Glyph;

/// All text of one direction, turned so that it runs from left to right.
pub struct Frame {
    /// In the order of the content.
    pub letters: Vec<Letter>,
    /// Of the page, turned as the text.
    pub size: PageSize,
}

/// Directions are told apart in steps of so many degrees: a page scanned askew is still upright.
const STEP: f32 = 15.0;

/// Splits a page's text by direction; the one with most text comes first.
pub fn split(glyphs: &[Glyph], size: PageSize) -> Vec<Frame> {
    let mut directions: BTreeMap<i32, Vec<(usize, &Glyph)>> = BTreeMap::new();
    for (order, glyph) in glyphs.iter().enumerate() {
        directions
            .entry(direction(glyph))
            .or_default()
            .push((order, glyph));
    }
    let mut directions: Vec<_> = directions.into_iter().collect();
    directions.sort_by_key(|(_, glyphs)| {
        std::cmp::Reverse(glyphs.iter().filter(|(_, glyph)| !glyph.is_blank()).count())
    });
    directions
        .into_iter()
        .map(|(step, glyphs)| frame(step, &glyphs, size))
        .collect()
}

fn angle(glyph: &Glyph) -> f32 {
    let (x, y) = (glyph.end.0 - glyph.start.0, glyph.end.1 - glyph.start.1);
    // Nearly all text is upright. A glyph without width says nothing of its direction.
    if y == 0.0 && x >= 0.0 {
        0.0
    } else {
        y.atan2(x).to_degrees()
    }
}

fn direction(glyph: &Glyph) -> i32 {
    let step = (angle(glyph) / STEP).round() as i32;
    step.rem_euclid((360.0 / STEP) as i32)
}

fn frame(step: i32, glyphs: &[(usize, &Glyph)], size: PageSize) -> Frame {
    let quarter = (90.0 / STEP) as i32;
    let turned = if step % (2 * quarter) == quarter {
        PageSize {
            width: size.height,
            height: size.width,
        }
    } else {
        size
    };
    let mut angles: Vec<f32> = glyphs.iter().map(|(_, glyph)| angle(glyph)).collect();
    angles.sort_by(f32::total_cmp);
    // Around 180 degrees the sign jumps; only a page that is askew needs its exact angle.
    let nominal = step as f32 * STEP;
    let exact = angles.get(angles.len() / 2).copied().unwrap_or(nominal);
    let askew = ((exact - nominal + 180.0).rem_euclid(360.0) - 180.0).clamp(-STEP, STEP);
    if step == 0 && askew == 0.0 {
        let upright = |place| place;
        return Frame {
            letters: letters(glyphs, upright),
            size,
        };
    }
    let (sin, cos) = (-(nominal + askew)).to_radians().sin_cos();
    let (center_x, center_y) = (size.width / 2.0, size.height / 2.0);
    let place = |(x, y): (f32, f32)| {
        let (x, y) = (x - center_x, y - center_y);
        (
            x * cos - y * sin + turned.width / 2.0,
            x * sin + y * cos + turned.height / 2.0,
        )
    };
    Frame {
        letters: letters(glyphs, place),
        size: turned,
    }
}

fn letters(
    glyphs: &[(usize, &Glyph)],
    place: impl Fn((f32, f32)) -> (f32, f32) + Copy,
) -> Vec<Letter> {
    glyphs
        .iter()
        .map(|&(order, glyph)| letter(order, glyph, place))
        .collect()
}

fn letter(order: usize, glyph: &Glyph, place: impl Fn((f32, f32)) -> (f32, f32)) -> Letter {
    let (left, baseline) = place(glyph.start);
    let (right, _) = place(glyph.end);
    let (next, _) = place(glyph.next);
    // A soft hyphen that is drawn is a hyphen: programs put it where they have broken a word.
    let is_hyphen = &*glyph.text == "\u{AD}" && right - left > 0.1 * glyph.size;
    Letter {
        text: if is_hyphen {
            Rc::from("-")
        } else {
            Rc::clone(&glyph.text)
        },
        left,
        right: right.max(left),
        next,
        baseline,
        size: glyph.size.max(0.1),
        style: glyph.style,
        order,
        run: glyph.run,
        blank: glyph.is_blank() && !is_hyphen,
    }
}
