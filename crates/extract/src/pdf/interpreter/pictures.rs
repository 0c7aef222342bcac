//! Pictures and plain squares: what covers text without being a path.

use lopdf::{Dictionary, Object};

use super::Run;
use crate::limits::PICTURES;
use crate::pdf::colour::of_device;
use crate::pdf::content::Operand;
use crate::pdf::document::{File, number};
use crate::pdf::geometry::Rectangle;
use crate::pdf::hidden::Picture;
use crate::pdf::hidden::ground::Paint;
use crate::pdf::hidden::path::{Path, Rule};
use crate::pdf::state::Ink;

/// The square that a picture fills.
const UNIT: [f64; 4] = [0.0, 0.0, 1.0, 1.0];

impl<'a> Run<'_, 'a> {
    /// A picture fills the unit square. One that is a stencil or has a mask may have holes.
    pub(super) fn picture(&mut self, is_opaque: bool) {
        let [a, b, c, d, _, _] = self.state.matrix.entries;
        let area = (a * d - b * c).abs();
        self.content.picture_area += if area.is_finite() { area } else { 0.0 };
        self.content.pictures += 1;
        let paint = match self.state.paint(&self.state.fill) {
            Some(_) if self.paints_nothing() => return,
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

    pub(super) fn inline_picture(&mut self, operands: &[Operand]) {
        let is_stencil = match operands.first() {
            // `true` and `false` are read alike: whatever may be a stencil is taken for one.
            Some(Operand::Dictionary(entries)) => entries.iter().any(|(key, value)| {
                matches!(&**key, b"IM" | b"ImageMask") && matches!(value, Operand::Other)
            }),
            _ => false,
        };
        self.picture(!is_stencil);
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
            let sides = [
                rectangle.left,
                rectangle.bottom,
                rectangle.width(),
                rectangle.height(),
            ];
            let mut path = Path::default();
            path.rectangle(sides, self.state.matrix);
            self.fill(&mut path, Rule::NonZero, paint);
        }
    }
}

/// Whether nothing is seen through a picture: no stencil, no mask of any kind.
pub(super) fn is_opaque(file: &File, picture: &Dictionary) -> bool {
    let is_stencil = file
        .get(picture, b"ImageMask")
        .is_some_and(|flag| matches!(flag, Object::Boolean(true)));
    let is_masked = [&b"SMask"[..], b"Mask"].iter().any(|key| {
        file.get(picture, key)
            .is_some_and(|mask| !matches!(mask, Object::Null))
    });
    let own_mask = file.number(picture, b"SMaskInData").unwrap_or(0.0) > 0.0;
    !is_stencil && !is_masked && !own_mask
}
