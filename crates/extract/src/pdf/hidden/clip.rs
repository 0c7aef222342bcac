//! What paint may reach: the part of the page that is shown, cut down by clipping paths and the bounds of forms.

use std::rc::Rc;

use super::ground::Ground;
use super::path::{CellSpan, Path, Rule, common_cells};
use crate::pdf::geometry::Rectangle;

/// A part of the page.
#[derive(Clone, Debug)]
pub struct Clip {
    /// Nothing outside of it is painted.
    pub bounds: Rectangle,
    /// What of the bounds can be painted.
    pub shape: Shape,
    /// Paint comes through the letters that were shown for it, named by their number.
    pub letters: Option<usize>,
}

/// What of a clip's bounds can be painted.
#[derive(Clone, Debug)]
pub enum Shape {
    /// All.
    Bounds,
    /// These cells.
    Cells(Rc<[CellSpan]>),
    /// Nobody knows.
    Unknown,
}

impl Clip {
    /// The whole page.
    pub fn new(bounds: Rectangle) -> Clip {
        Clip {
            bounds,
            shape: Shape::Bounds,
            letters: None,
        }
    }

    /// Cuts it down to a path. One that is empty or cannot be followed cuts nothing off.
    pub fn cut(&mut self, path: &mut Path, rule: Rule, ground: &mut Ground) {
        let Some(around) = path.bounds() else { return };
        if path.is_overlong() {
            self.shape = Shape::Unknown;
            return;
        }
        self.bounds = self.bounds.cut_to(&around);
        if path.as_rectangle().is_some() {
            return;
        }
        let cells = ground.cells(path, rule, &self.bounds);
        self.shape = match (&self.shape, cells) {
            (Shape::Bounds, Some(cells)) => Shape::Cells(cells.into()),
            (Shape::Cells(before), Some(cells)) => {
                Shape::Cells(common_cells(before, &cells).into())
            }
            _ => Shape::Unknown,
        };
    }

    /// A point lies within its bounds.
    pub fn holds(&self, (x, y): (f32, f32)) -> bool {
        let (x, y) = (f64::from(x), f64::from(y));
        x >= self.bounds.left
            && x <= self.bounds.right
            && y >= self.bounds.bottom
            && y <= self.bounds.top
    }

    /// Nothing of an upright rectangle comes through.
    pub fn shuts_out(&self, rectangle: &Rectangle) -> bool {
        rectangle.right < self.bounds.left
            || rectangle.left > self.bounds.right
            || rectangle.top < self.bounds.bottom
            || rectangle.bottom > self.bounds.top
    }
}
