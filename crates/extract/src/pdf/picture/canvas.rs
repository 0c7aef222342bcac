//! The pictures of a page on one canvas, each where the content paints it.
//!
//! A scan is one picture, or strips of one, or a background with masks for its letters: they meet here at the
//! resolution of the finest. Where a picture has the canvas' own resolution its pixels are copied as they are.

use std::rc::Rc;

use super::PictureError;
use super::plane::{Layer, Plane};
use crate::limits::{PIXELS, PIXELS_OF_PAGE};
use crate::pdf::geometry::{Matrix, Rectangle};

/// A picture that is decoded, with its place on the page.
pub struct Painted {
    /// What it paints.
    pub layer: Rc<Layer>,
    /// From the unit square to the page as the reader sees it.
    pub matrix: Matrix,
}

/// Where a canvas lies on the page and how fine it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// In points from the left of the page.
    pub left: f64,
    /// In points from the top of the page.
    pub top: f64,
    /// Pixels a point, along x and y.
    pub scale: (f64, f64),
    /// In pixels.
    pub size: (usize, usize),
}

/// More than this gains nothing for recognition: 400 dots per inch, as pixels a point.
const FINEST: f64 = 400.0 / 72.0;

/// A picture smaller than this share of the largest does not decide how fine the canvas is: it may be a logo.
const LARGE_ENOUGH: f64 = 0.05;

/// Scales along x and y that differ by more than this are those of a fax, and letters would be flat.
const SQUARE: f64 = 1.05;

/// Pixels of a picture that one pixel of the canvas is the mean of, along each side, at most.
const MOST_MERGED: usize = 8;

const UNIT: Rectangle = Rectangle {
    left: 0.0,
    bottom: 0.0,
    right: 1.0,
    top: 1.0,
};

impl Grid {
    /// Around all pictures as far as they lie on the page.
    pub fn around(painted: &[Painted], page: Rectangle) -> Result<Grid, PictureError> {
        let bounds = painted
            .iter()
            .filter_map(|painted| UNIT.under(painted.matrix).common(&page))
            .reduce(|all, one| Rectangle {
                left: all.left.min(one.left),
                bottom: all.bottom.min(one.bottom),
                right: all.right.max(one.right),
                top: all.top.max(one.top),
            });
        let bounds = bounds.ok_or(PictureError::NoPicture)?;
        let scale = scale(painted);
        let size = |points: f64, scale: f64| (points * scale).round().max(1.0);
        let (width, height) = (
            size(bounds.width(), scale.0),
            size(bounds.height(), scale.1),
        );
        if width * height > PIXELS as f64 {
            return Err(PictureError::TooLarge);
        }
        Ok(Grid {
            left: bounds.left,
            top: bounds.bottom,
            scale: (width / bounds.width(), height / bounds.height()),
            size: (width as usize, height as usize),
        })
    }

    /// From pixels of the canvas to points of the page.
    fn to_page(self) -> Matrix {
        let (across, down) = self.scale;
        Matrix::new([1.0 / across, 0.0, 0.0, 1.0 / down, self.left, self.top])
    }
}

/// Pixels a point, of the finest picture that is large enough.
fn scale(painted: &[Painted]) -> (f64, f64) {
    let area = |painted: &Painted| area(painted.matrix);
    let largest = painted.iter().map(area).fold(0.0, f64::max);
    let scales = painted
        .iter()
        .filter(|painted| area(painted) >= LARGE_ENOUGH * largest)
        .map(own_scale);
    let (across, down) = scales.fold((0.1, 0.1), |finest: (f64, f64), own| {
        if own.0 * own.1 > finest.0 * finest.1 {
            own
        } else {
            finest
        }
    });
    let (across, down) = if across.max(down) > SQUARE * across.min(down) {
        (across.max(down), across.max(down))
    } else {
        (across, down)
    };
    // By a whole number, so that every pixel of the canvas is the mean of as many pixels.
    let coarser = (across.max(down) / FINEST).ceil().max(1.0);
    (across / coarser, down / coarser)
}

fn area(matrix: Matrix) -> f64 {
    let [a, b, c, d, _, _] = matrix.entries;
    (a * d - b * c).abs()
}

/// Pixels a point of one picture along the page's x and y.
fn own_scale(painted: &Painted) -> (f64, f64) {
    let size = |plane: &Plane| (plane.width as f64, plane.height as f64);
    let (width, height) = match &painted.layer.cover {
        Some(cover) if cover.width > painted.layer.grey.width => size(cover),
        _ => size(&painted.layer.grey),
    };
    let [a, b, c, d, _, _] = painted.matrix.entries;
    let (along, across) = (width / a.hypot(b), height / c.hypot(d));
    if a.abs() >= b.abs() {
        (along, across)
    } else {
        (across, along)
    }
}

/// Paints all pictures on white paper.
pub fn compose(painted: &[Painted], grid: &Grid) -> Result<Plane, PictureError> {
    let mut canvas = Plane::filled(grid.size.0, grid.size.1, u8::MAX);
    let mut drawn = 0;
    for painted in painted {
        // From the canvas to the picture's unit square.
        let Some(to_unit) = inverse(painted.matrix) else {
            continue;
        };
        let bounds = pixels_of(painted.matrix, grid);
        drawn += bounds.2.saturating_sub(bounds.0) * bounds.3.saturating_sub(bounds.1);
        if drawn > PIXELS_OF_PAGE {
            return Err(PictureError::TooLarge);
        }
        paint(
            &mut canvas,
            &painted.layer,
            grid.to_page().then(to_unit),
            bounds,
        );
    }
    Ok(canvas)
}

fn inverse(matrix: Matrix) -> Option<Matrix> {
    let [a, b, c, d, e, f] = matrix.entries;
    let area = a * d - b * c;
    let inverse = Matrix::new([
        d / area,
        -b / area,
        -c / area,
        a / area,
        (c * f - d * e) / area,
        (b * e - a * f) / area,
    ]);
    inverse.is_finite().then_some(inverse)
}

/// First and last pixel that a picture can touch: left, top, right, bottom.
fn pixels_of(matrix: Matrix, grid: &Grid) -> (usize, usize, usize, usize) {
    let bounds = UNIT.under(matrix);
    let across = |x: f64| (x - grid.left) * grid.scale.0;
    let down = |y: f64| (y - grid.top) * grid.scale.1;
    let inside = |place: f64, size: usize| (place.max(0.0) as usize).min(size);
    (
        inside(across(bounds.left).floor(), grid.size.0),
        inside(down(bounds.bottom).floor(), grid.size.1),
        inside(across(bounds.right).ceil(), grid.size.0),
        inside(down(bounds.top).ceil(), grid.size.1),
    )
}

fn paint(
    canvas: &mut Plane,
    layer: &Layer,
    to_unit: Matrix,
    (left, top, right, bottom): (usize, usize, usize, usize),
) {
    let grey = Sampled::new(&layer.grey, to_unit);
    let cover = layer
        .cover
        .as_ref()
        .map(|cover| Sampled::new(cover, to_unit));
    for y in top..bottom {
        let row = y * canvas.width;
        let Some(pixels) = canvas.pixels.get_mut(row + left..row + right) else {
            return;
        };
        for (x, pixel) in (left..right).zip(pixels) {
            let (u, v) = to_unit.apply(x as f64 + 0.5, y as f64 + 0.5);
            if !(0.0..1.0).contains(&u) || !(0.0..1.0).contains(&v) {
                continue;
            }
            let cover = cover.as_ref().map_or(u8::MAX, |cover| cover.at(u, v));
            if cover > 0 {
                *pixel = mixed(*pixel, grey.at(u, v), cover);
            }
        }
    }
}

fn mixed(below: u8, above: u8, cover: u8) -> u8 {
    let part = |value: u8, share: u8| u32::from(value) * u32::from(share);
    ((part(above, cover) + part(below, 255 - cover) + 127) / 255) as u8
}

/// A plane that is looked up at places of its unit square, whose y goes up while rows go down.
struct Sampled<'a> {
    plane: &'a Plane,
    /// Pixels that make one of the canvas, along its rows and down.
    merged: (usize, usize),
}

impl<'a> Sampled<'a> {
    fn new(plane: &'a Plane, to_unit: Matrix) -> Sampled<'a> {
        let [a, b, c, d, _, _] = to_unit.entries;
        let merged = |step: f64, size: usize| {
            let pixels = (step * size as f64).round();
            (pixels.max(1.0) as usize).min(MOST_MERGED)
        };
        Sampled {
            plane,
            merged: (
                merged(a.hypot(c), plane.width),
                merged(b.hypot(d), plane.height),
            ),
        }
    }

    fn at(&self, u: f64, v: f64) -> u8 {
        let x = u * self.plane.width as f64;
        let y = (1.0 - v) * self.plane.height as f64;
        let (columns, rows) = self.merged;
        if (columns, rows) == (1, 1) {
            return self.plane.at(x.floor() as i64, y.floor() as i64);
        }
        let first = |place: f64, count: usize| (place - count as f64 / 2.0).round() as i64;
        let (left, top) = (first(x, columns), first(y, rows));
        let mut sum = 0;
        for row in 0..rows {
            for column in 0..columns {
                sum += usize::from(self.plane.at(left + column as i64, top + row as i64));
            }
        }
        (sum / (columns * rows)) as u8
    }
}
