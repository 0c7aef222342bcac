//! Pixels as grey values, row by row from the top: 0 is black and 255 white.

use crate::pdf::colour::Colour;

/// A rectangle of pixels, one byte each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plane {
    /// Pixels of a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height` of them.
    pub pixels: Vec<u8>,
}

impl Plane {
    /// All pixels alike.
    pub fn filled(width: usize, height: usize, value: u8) -> Plane {
        Plane {
            width,
            height,
            pixels: vec![value; width * height],
        }
    }

    /// The value at a place, or of the nearest pixel inside.
    pub fn at(&self, x: i64, y: i64) -> u8 {
        let inside = |place: i64, size: usize| {
            let last = size.saturating_sub(1);
            usize::try_from(place).map_or(0, |place| place.min(last))
        };
        let place = inside(y, self.height) * self.width + inside(x, self.width);
        self.pixels.get(place).copied().unwrap_or(u8::MAX)
    }
}

/// What a picture paints: its colours as grey, and where it covers what lies below.
#[derive(Clone, Debug)]
pub struct Layer {
    /// What is seen of it.
    pub grey: Plane,
    /// 255 where it covers, 0 where what lies below shows; `None` where it covers everything.
    pub cover: Option<Plane>,
}

/// How bright a colour of the graphics state is; black where it is not known, as letters are.
pub fn brightness(colour: Colour) -> u8 {
    let [red, green, blue] = colour
        .unwrap_or([0.0; 3])
        .map(|part| (part * 255.0).round() as u8);
    luma(red, green, blue)
}

/// How bright a colour is.
pub fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    ((sum + 500) / 1000) as u8
}
