//! At the end of a page: which of its characters nobody sees.

use std::collections::HashMap;
use std::rc::Rc;

use super::ground::Ground;
use super::spots::{all_spots, upwards};
use super::{Concealment, Hidden};
use crate::pdf::fonts::is_sound;
use crate::pdf::geometry::Rectangle;
use crate::pdf::glyph::Glyph;

/// A picture on the page.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// The upright rectangle around it.
    pub bounds: Rectangle,
    /// How many times something opaque had been painted when it was.
    pub order: u32,
}

/// What text that is not painted may belong to.
pub struct Seen<'a> {
    /// What was painted.
    pub ground: &'a Ground,
    /// Pictures that recognised text may stand for.
    pub pictures: &'a [Picture],
    /// Whether something was painted through letters that clip, by their number.
    pub letters_painted: &'a [bool],
    /// The page is a picture, or letters turned into outlines.
    pub is_drawn: bool,
}

/// Takes hidden characters out of a page and counts them.
pub fn tell_apart(glyphs: &mut Vec<Glyph>, seen: &Seen<'_>) -> Hidden {
    let mut hidden = Hidden::default();
    hidden.untold = seen.ground.is_exhausted();
    let is_all_seen =
        |glyph: &Glyph| glyph.concealment.is_none() && glyph.painted == seen.ground.last_order();
    if glyphs.iter().all(is_all_seen) {
        return hidden;
    }
    judge_traceless(glyphs, seen);
    let mut is_all_seen = true;
    for glyph in glyphs.iter_mut() {
        if glyph.concealment.is_none() && !glyph.is_blank() && seen.covers(glyph, glyph.painted) {
            glyph.concealment = Some(Concealment::Covered);
        }
        is_all_seen &= glyph.concealment.is_none();
    }
    if is_all_seen {
        return hidden;
    }
    let (visible, unseen): (Vec<Glyph>, Vec<Glyph>) = std::mem::take(glyphs)
        .into_iter()
        .partition(|glyph| glyph.concealment.is_none());
    let twins = Places::of(&visible);
    for glyph in unseen
        .iter()
        .filter(|glyph| !glyph.is_blank() && !twins.hold(glyph))
    {
        if let Some(concealment) = glyph.concealment {
            hidden.add(concealment, &glyph.text);
        }
    }
    *glyphs = visible;
    hidden
}

impl Seen<'_> {
    /// All of a character was painted over later than this.
    fn covers(&self, glyph: &Glyph, order: u32) -> bool {
        if self.ground.last_order() <= order {
            return false;
        }
        let up = upwards(glyph.start, glyph.end, glyph.size);
        let mut on_page = 0;
        let all = all_spots(&glyph.text, glyph.start, glyph.end, up, |spot| {
            let cell = self.ground.at(spot);
            on_page += u32::from(cell.is_some());
            cell.is_none_or(|cell| cell.order() > order)
        });
        all && on_page > 0
    }

    /// It clips, and something was painted within it.
    fn is_painted_through(&self, glyph: &Glyph) -> bool {
        let letters = glyph.clips.map(|clips| clips.get() as usize - 1);
        letters.and_then(|letters| self.letters_painted.get(letters)) == Some(&true)
    }

    /// When the last picture behind or above a character was painted.
    fn picture_of(&self, glyph: &Glyph) -> Option<u32> {
        let around = f64::from(glyph.size);
        let x = f64::from(glyph.start.0 + glyph.end.0) / 2.0;
        let y = f64::from(glyph.start.1 + glyph.end.1) / 2.0;
        let pictures = self.pictures.iter().filter(|picture| {
            let bounds = &picture.bounds;
            x > bounds.left - around
                && x < bounds.right + around
                && y > bounds.bottom - around
                && y < bounds.top + around
        });
        pictures.map(|picture| picture.order).max()
    }

    /// Something is drawn within a character, or something that is not followed: a program may paint letters as
    /// shapes or through a mask, and add their text unpainted; or paint their outline beside them.
    fn is_drawn_at(&self, glyph: &Glyph) -> bool {
        let up = upwards(glyph.start, glyph.end, glyph.size);
        let along = (glyph.end.0 - glyph.start.0, glyph.end.1 - glyph.start.1);
        let mut first = None;
        let steps = (0..8).flat_map(|across| (0..8).map(move |above| (across, above)));
        for (across, above) in steps {
            let (across, above) = (across as f32 / 7.0, 0.05 + above as f32 / 14.0);
            let spot = (
                glyph.start.0 + across * along.0 + above * up.0,
                glyph.start.1 + across * along.1 + above * up.1,
            );
            let Some(cell) = self.ground.at(spot) else {
                continue;
            };
            let colour = cell.colour();
            if colour.is_none() || first.is_some_and(|first| Some(first) != colour) {
                return true;
            }
            first = colour;
        }
        false
    }
}

/// Text that is not painted is what recognition found in a picture, or stands for letters that are drawn; only
/// where it is neither, or what it stands for was painted over, is it hidden. Text in the colour of its ground may
/// have an outline that is drawn.
fn judge_traceless(glyphs: &mut [Glyph], seen: &Seen<'_>) {
    let is_traceless = |glyph: &Glyph| {
        matches!(
            glyph.concealment,
            Some(Concealment::Unpainted | Concealment::SameColour)
        )
    };
    if !glyphs.iter().any(is_traceless) {
        return;
    }
    let is_drawn = seen.is_drawn || is_undecodable(glyphs);
    let last_picture = seen.pictures.iter().map(|picture| picture.order).max();
    let last_picture = last_picture.filter(|_| is_drawn);
    // Of letters shown together: how many are drawn as shapes, and how many there are.
    let mut alone: HashMap<u32, (usize, usize)> = HashMap::new();
    for glyph in glyphs.iter_mut().filter(|glyph| is_traceless(glyph)) {
        let is_unpainted = glyph.concealment == Some(Concealment::Unpainted);
        let picture = seen.picture_of(glyph).or(last_picture);
        if let Some(order) = picture.filter(|_| is_unpainted) {
            // It is as visible as its picture, which may be painted over.
            glyph.concealment = None;
            glyph.painted = order;
        } else if is_unpainted && (is_drawn || seen.is_painted_through(glyph)) {
            glyph.concealment = None;
        } else if !glyph.is_blank() {
            let (drawn, all) = alone.entry(glyph.run).or_default();
            *drawn += usize::from(seen.is_drawn_at(glyph));
            *all += 1;
        }
    }
    for glyph in glyphs.iter_mut().filter(|glyph| is_traceless(glyph)) {
        let is_drawn = |(drawn, all): &(usize, usize)| 3 * drawn > *all;
        if alone.get(&glyph.run).is_some_and(is_drawn) {
            glyph.concealment = None;
        }
    }
}

/// Most of what is painted cannot be told: the text that is not painted says what it is.
fn is_undecodable(glyphs: &[Glyph]) -> bool {
    let painted = glyphs
        .iter()
        .filter(|glyph| glyph.concealment.is_none() && !glyph.is_blank());
    let (mut known, mut unknown) = (0, 0);
    for glyph in painted {
        if is_sound(&glyph.text) {
            known += 1;
        } else {
            unknown += 1;
        }
    }
    unknown > known
}

/// Where visible characters stand, to find the ones that were shown twice and are visible once.
struct Places {
    by_place: HashMap<(i32, i32), Vec<Place>>,
}

struct Place {
    start: (f32, f32),
    text: Rc<str>,
}

/// Points; larger than the distance of a character from its twin.
const CELL: f32 = 8.0;

/// Characters around one; more of them lie in a heap that nobody reads.
const MOST_NEIGHBOURS: usize = 200;

/// In ems.
const APART: f32 = 0.3;

impl Places {
    fn of(glyphs: &[Glyph]) -> Places {
        let mut by_place: HashMap<_, Vec<_>> = HashMap::new();
        for glyph in glyphs {
            by_place.entry(cell(glyph)).or_default().push(Place {
                start: glyph.start,
                text: Rc::clone(&glyph.text),
            });
        }
        Places { by_place }
    }

    fn hold(&self, glyph: &Glyph) -> bool {
        let near = (APART * glyph.size).min(CELL);
        let (column, row) = cell(glyph);
        let cells =
            (column - 1..=column + 1).flat_map(|x| (row - 1..=row + 1).map(move |y| (x, y)));
        let places = cells.filter_map(|cell| self.by_place.get(&cell)).flatten();
        places.take(MOST_NEIGHBOURS).any(|place| {
            place.text == glyph.text
                && (place.start.0 - glyph.start.0).abs() <= near
                && (place.start.1 - glyph.start.1).abs() <= near
        })
    }
}

fn cell(glyph: &Glyph) -> (i32, i32) {
    ((glyph.start.0 / CELL) as i32, (glyph.start.1 / CELL) as i32)
}
