//! The picture of a page: what a scanner saw, put together from the pictures in the file. Nothing is rendered;
//! text and drawings of the page are not in it.

mod canvas;
mod codecs;
mod colour_space;
mod decode;
pub mod inline;
mod placed;
mod plane;
mod samples;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use self::canvas::{Grid, Painted};
use self::plane::{Layer, Plane};
use super::document::File;
use super::geometry::Rectangle;
use super::interpreter::Interpreter;
use super::page_tree::{self, Page};
use crate::ExtractError;
use crate::limits::PIXELS_OF_PAGE;

pub use self::placed::{Placed, Source};

/// What a scanner saw of a page, upright as the page is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PagePicture {
    /// Where it lies on the page and how large it is.
    pub place: PicturePlace,
    /// One byte a pixel from the top left corner: 0 is black and 255 white.
    pub pixels: Vec<u8>,
}

/// Where a page's picture lies on the page: what leads from its pixels back to points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PicturePlace {
    /// Pixels of a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Points from the left of the page.
    pub left: f32,
    /// Points from the top of the page.
    pub top: f32,
    /// Points of a pixel along a row.
    pub across: f32,
    /// Points of a pixel down the page.
    pub down: f32,
}

/// Why there is no picture of a page.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum PictureError {
    /// The file has not so many pages, or none with pictures can be read.
    #[error("there is no such page; check its number")]
    NoSuchPage,
    /// Nothing but text and drawings.
    #[error("the page holds no picture of its text; add a copy of the file with text")]
    NoPicture,
    /// Larger than the limits allow.
    #[error("the picture of the page is too large; scan it again at 300 dots per inch")]
    TooLarge,
    /// A filter that nobody knows.
    #[error("the picture of the page is stored in a way that cannot be read; scan it again")]
    UnknownFilter,
    /// Its data is broken.
    #[error("the picture of the page is damaged ({filter}); fetch the file again from its source")]
    Broken {
        /// What could not be decoded.
        filter: &'static str,
    },
}

impl PictureError {
    /// Stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            PictureError::NoSuchPage => "no_such_page",
            PictureError::NoPicture => "no_picture",
            PictureError::TooLarge => "picture_too_large",
            PictureError::UnknownFilter => "picture_unknown",
            PictureError::Broken { .. } => "picture_broken",
        }
    }
}

impl PagePicture {
    /// Dots per inch.
    pub fn resolution(&self) -> u32 {
        let points = self.place.across.min(self.place.down).max(0.01);
        (72.0 / points).round() as u32
    }

    /// Leaves nothing of what was painted over: a name under a black box is not to be recognised either.
    fn blank(&mut self, is_painted_over: impl Fn((f32, f32)) -> bool) {
        const PAPER: u8 = 255;
        let PicturePlace { left, top, .. } = self.place;
        let width = self.place.width.max(1) as usize;
        for (row, pixels) in self.pixels.chunks_mut(width).enumerate() {
            let y = top + (row as f32 + 0.5) * self.place.down;
            for (column, pixel) in pixels.iter_mut().enumerate() {
                let x = left + (column as f32 + 0.5) * self.place.across;
                if is_painted_over((x, y)) {
                    *pixel = PAPER;
                }
            }
        }
    }

    /// As a file in the plainest format for grey pictures (PGM).
    pub fn to_pgm(&self) -> Vec<u8> {
        let PicturePlace { width, height, .. } = self.place;
        let mut file = format!("P5\n{width} {height}\n255\n").into_bytes();
        file.extend(&self.pixels);
        file
    }
}

/// Puts the picture of one page together, counted from 1.
pub fn of_page(bytes: &[u8], number: u32) -> Result<PagePicture, PictureError> {
    // Decoders of pictures meet anything; where one of them gives up it must be one page, not the run.
    catch_unwind(AssertUnwindSafe(|| guarded(bytes, number)))
        .unwrap_or(Err(PictureError::Broken { filter: "its data" }))
}

fn guarded(bytes: &[u8], number: u32) -> Result<PagePicture, PictureError> {
    let file = File::open(bytes).map_err(|error| match error {
        ExtractError::TooLarge { .. } => PictureError::TooLarge,
        _ => PictureError::NoSuchPage,
    })?;
    let pages = page_tree::pages(&file);
    let place = usize::try_from(number)
        .ok()
        .and_then(|number| number.checked_sub(1));
    let page = place.and_then(|place| pages.pages.get(place));
    let page = page.ok_or(PictureError::NoSuchPage)?;
    let mut interpreter = Interpreter::new(&file);
    let content = interpreter.run(page);
    let painted = painted(&file, &content.pictures, seen(page))?;
    let grid = Grid::around(&painted, seen(page))?;
    let canvas = canvas::compose(&painted, &grid)?;
    let mut picture = PagePicture {
        place: place_of(&grid),
        pixels: canvas.pixels,
    };
    picture.blank(|spot| interpreter.is_painted_over(&content, spot));
    Ok(picture)
}

fn place_of(grid: &Grid) -> PicturePlace {
    PicturePlace {
        width: grid.size.0 as u32,
        height: grid.size.1 as u32,
        left: grid.left as f32,
        top: grid.top as f32,
        across: (1.0 / grid.scale.0) as f32,
        down: (1.0 / grid.scale.1) as f32,
    }
}

/// The page as the reader sees it, from its top left corner.
fn seen(page: &Page<'_>) -> Rectangle {
    let (width, height) = (page.shown.width(), page.shown.height());
    if page.quarter_turns.is_multiple_of(2) {
        Rectangle::new([0.0, 0.0, width, height])
    } else {
        Rectangle::new([0.0, 0.0, height, width])
    }
}

/// Decodes the pictures that lie on the page. A broken one is left out as long as another can be read.
fn painted(
    file: &File,
    placed: &[Placed<'_>],
    page: Rectangle,
) -> Result<Vec<Painted>, PictureError> {
    let unit = Rectangle::new([0.0, 0.0, 1.0, 1.0]);
    let mut decoded: HashMap<(usize, u8), Result<Rc<Layer>, PictureError>> = HashMap::new();
    let (mut painted, mut trouble, mut pixels) = (Vec::new(), PictureError::NoPicture, 0);
    for placed in placed {
        if unit.under(placed.matrix).common(&page).is_none() {
            continue;
        }
        let stream = placed.source.stream();
        let ink = plane::brightness(placed.fill);
        // A picture that is painted again and again is decoded once; its place in memory names it.
        let key = (std::ptr::from_ref(stream).addr(), ink);
        let layer = decoded
            .entry(key)
            .or_insert_with(|| decode::layer(file, stream, ink).map(Rc::new));
        match layer {
            Ok(layer) => {
                if Rc::strong_count(layer) == 1 {
                    pixels += size(&layer.grey) + layer.cover.as_ref().map_or(0, size);
                }
                painted.push(Painted {
                    layer: Rc::clone(layer),
                    matrix: placed.matrix,
                });
            }
            Err(error) => trouble = *error,
        }
        if pixels > PIXELS_OF_PAGE {
            return Err(PictureError::TooLarge);
        }
    }
    if painted.is_empty() {
        return Err(trouble);
    }
    Ok(painted)
}

fn size(plane: &Plane) -> usize {
    plane.width * plane.height
}
