//! Pictures and plain squares: what covers text without being a path.

use std::rc::Rc;

use lopdf::{Dictionary, Object, Stream};

use super::{Interpreter, Run};
use crate::limits::{PICTURES, PICTURES_OF_PAGE};
use crate::pdf::colour::of_device;
use crate::pdf::content::Operand;
use crate::pdf::document::{File, number};
use crate::pdf::geometry::Rectangle;
use crate::pdf::hidden::Picture;
use crate::pdf::hidden::ground::Paint;
use crate::pdf::hidden::path::{Path, Rule};
use crate::pdf::picture::{Placed, Source, inline};
use crate::pdf::state::Ink;

/// The square that a picture fills.
const UNIT: [f64; 4] = [0.0, 0.0, 1.0, 1.0];

impl<'a> Interpreter<'a> {
    fn is_solid(&mut self, mask: &'a Stream) -> bool {
        let key = std::ptr::from_ref(mask).addr();
        let file = self.file;
        *self
            .solid_masks
            .entry(key)
            .or_insert_with(|| is_solid(file, mask))
    }
}

impl<'a> Run<'_, 'a> {
    /// Nothing is seen through a picture: it is no stencil and has no mask of any kind, or one without holes.
    pub(super) fn is_opaque(&mut self, picture: &'a Dictionary) -> bool {
        let file = self.shared.file;
        let has = |key: &[u8]| {
            file.get(picture, key)
                .is_some_and(|mask| !matches!(mask, Object::Null))
        };
        let own_mask = file.number(picture, b"SMaskInData").unwrap_or(0.0) > 0.0;
        if is_stencil(file, picture) || has(b"Mask") || own_mask {
            return false;
        }
        match file.get(picture, b"SMask") {
            Some(Object::Stream(mask)) => self.lies_over_text() && self.shared.is_solid(mask),
            Some(Object::Null) | None => true,
            _ => false,
        }
    }

    /// Masks are decoded only where it matters.
    fn lies_over_text(&mut self) -> bool {
        let glyphs = &self.content.glyphs;
        self.shared.ground.count(glyphs.len() / 8);
        if self.shared.ground.is_exhausted() {
            return false;
        }
        let bounds = Rectangle::new(UNIT).under(self.state.matrix);
        glyphs.iter().any(|glyph| {
            let (x, y) = (f64::from(glyph.start.0), f64::from(glyph.start.1));
            x > bounds.left && x < bounds.right && y > bounds.bottom && y < bounds.top
        })
    }

    /// A picture fills the unit square. One that is a stencil or has a mask may have holes.
    pub(super) fn picture(&mut self, source: Source<'a>) {
        if self.paints_nothing() {
            return;
        }
        let is_opaque = match &source {
            Source::Object(stream) => self.is_opaque(&stream.dict),
            Source::Inline(stream) => !is_stencil(self.shared.file, &stream.dict),
        };
        let [a, b, c, d, _, _] = self.state.matrix.entries;
        let area = (a * d - b * c).abs();
        self.content.picture_area += if area.is_finite() { area } else { 0.0 };
        if self.content.pictures.len() < PICTURES_OF_PAGE {
            self.content.pictures.push(Placed {
                source,
                matrix: self.state.matrix,
                fill: self.state.fill.colour,
            });
        }
        let paint = match self.state.paint(&self.state.fill) {
            Some(Paint::Opaque(_)) if is_opaque => Paint::Opaque(None),
            // A pattern to fill with does not make a picture transparent.
            Some(_) if is_opaque && self.state.fill.is_pattern && !self.state.mixes() => {
                Paint::Opaque(None)
            }
            Some(_) => Paint::Tint(None),
            None => return,
        };
        let mut path = Path::default();
        path.rectangle(UNIT, self.state.matrix);
        self.fill(&mut path, Rule::NonZero, paint);
        if let Some(bounds) = path.bounds() {
            let order = self.shared.ground.order();
            self.note_picture(Picture { bounds, order });
        }
    }

    /// Scans are often cut into strips; together they are one picture.
    fn note_picture(&mut self, picture: Picture) {
        if let Some(last) = self.pictures.last_mut()
            && let (one, other) = (&last.bounds, &picture.bounds)
            && (one.left - other.left).abs() < 1.0
            && (one.right - other.right).abs() < 1.0
            && one.bottom - 1.0 < other.top
            && other.bottom - 1.0 < one.top
        {
            last.bounds = Rectangle {
                bottom: one.bottom.min(other.bottom),
                top: one.top.max(other.top),
                ..*one
            };
            last.order = picture.order;
        } else if self.pictures.len() < PICTURES {
            self.pictures.push(picture);
        } else if let Some(last) = self.pictures.last_mut() {
            last.order = picture.order;
        }
    }

    /// A picture whose data stands in the content itself.
    pub(super) fn inline_picture(
        &mut self,
        operands: &[Operand],
        resources: Option<&'a Dictionary>,
    ) {
        let [Operand::Dictionary(entries), Operand::String(data)] = operands else {
            return;
        };
        let file = self.shared.file;
        let spaces = resources.and_then(|resources| file.dictionary(resources, b"ColorSpace"));
        let stream = inline::stream(entries, data, spaces);
        self.picture(Source::Inline(Rc::new(stream)));
    }

    /// A rectangle that is painted by whoever shows the page, because the annotation says so and has no
    /// appearance.
    pub(super) fn plain_square(&mut self, annotation: &'a Dictionary, rectangle: &Rectangle) {
        let file = self.shared.file;
        let numbers = |key: &[u8]| -> Vec<f64> {
            let parts = file.array(annotation, key).iter();
            let parts = parts.filter_map(|part| file.resolve(part));
            parts.filter_map(number).collect()
        };
        let Some(colour) = of_device(&numbers(b"IC")) else {
            return;
        };
        let alpha = file.number(annotation, b"CA").unwrap_or(1.0) as f32;
        self.state.fill = Ink {
            alpha,
            colour: Some(colour),
            ..self.state.fill.clone()
        };
        if let Some(paint) = self.state.paint(&self.state.fill) {
            let mut path = Path::default();
            path.rectangle(rectangle.sides(), self.state.matrix);
            self.fill(&mut path, Rule::NonZero, paint);
        }
    }
}

fn is_stencil(file: &File, picture: &Dictionary) -> bool {
    matches!(file.get(picture, b"ImageMask"), Some(Object::Boolean(true)))
}

/// Opacity, of 255, from which nothing is seen through a spot of a mask.
const OPAQUE_SPOT: u8 = 242;

/// Samples of a mask that are looked at.
const MOST_SAMPLES: f64 = 4_000_000.0;

/// A mask lets nothing through at any spot.
fn is_solid(file: &File, mask: &Stream) -> bool {
    let entries = &mask.dict;
    let number = |key: &[u8]| file.number(entries, key);
    let samples = number(b"Width").unwrap_or(0.0) * number(b"Height").unwrap_or(0.0);
    let filters = file.array(entries, b"Filter").iter();
    let mut filters =
        filters.map(|filter| file.resolve(filter).and_then(|name| name.as_name().ok()));
    let is_plain = number(b"BitsPerComponent") == Some(8.0)
        && file.get(entries, b"Decode").is_none()
        && (1.0..=MOST_SAMPLES).contains(&samples)
        && filters.all(|filter| matches!(filter, Some(b"FlateDecode" | b"Fl")));
    if !is_plain {
        return false;
    }
    let data = file.data(mask);
    data.get(..samples as usize)
        .is_some_and(|samples| samples.iter().all(|&spot| spot >= OPAQUE_SPOT))
}
