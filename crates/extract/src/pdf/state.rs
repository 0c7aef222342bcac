//! The graphics state as far as text depends on it.

use std::rc::Rc;

use super::fonts::Font;
use super::geometry::Matrix;

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub struct GraphicsState<'a> {
    /// From the content's own units to the page as the reader sees it.
    pub matrix: Matrix,
    /// How text is set.
    pub text: TextState<'a>,
    /// What text is filled with.
    pub fill: Colour,
}

/// How text is set.
#[derive(Clone)]
pub struct TextState<'a> {
    /// None before the first `Tf`.
    pub font: Option<Rc<Font<'a>>>,
    /// Of the font.
    pub size: f64,
    /// Added after each character.
    pub character_spacing: f64,
    /// Added after each space.
    pub word_spacing: f64,
    /// 1 where the file says 100 %.
    pub horizontal_scale: f64,
    /// From one baseline to the next.
    pub leading: f64,
    /// Above the baseline.
    pub rise: f64,
    /// 0 filled, 1 outlined, 2 both, 3 invisible, 4 to 7 the same as clipping.
    pub mode: u8,
}

/// A colour as red, green and blue from 0 to 1; `None` for patterns and spaces that are not followed.
pub type Colour = Option<[f32; 3]>;

impl GraphicsState<'_> {
    /// At the beginning of a page.
    pub fn new(matrix: Matrix) -> Self {
        GraphicsState {
            matrix,
            text: TextState {
                font: None,
                size: 0.0,
                character_spacing: 0.0,
                word_spacing: 0.0,
                horizontal_scale: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
            fill: Some([0.0; 3]),
        }
    }
}

/// Grey, red green blue or the four printing colours, told apart by their number.
pub fn colour(parts: &[f64]) -> Colour {
    let part = |value: f64| value.clamp(0.0, 1.0) as f32;
    match *parts {
        [grey] => Some([part(grey); 3]),
        [red, green, blue] => Some([part(red), part(green), part(blue)]),
        [cyan, magenta, yellow, black] => {
            let mixed = |ink: f64| part((1.0 - ink) * (1.0 - black));
            Some([mixed(cyan), mixed(magenta), mixed(yellow)])
        }
        _ => None,
    }
}

/// Where the next character goes: the text matrix and the one of the line.
#[derive(Clone, Copy)]
pub struct TextPlace {
    /// Of the next character.
    pub matrix: Matrix,
    /// Of the beginning of the line.
    pub line: Matrix,
}

impl TextPlace {
    /// As `BT` sets it.
    pub const START: TextPlace = TextPlace {
        matrix: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
    };

    /// A new line, so far from the beginning of the last one.
    pub fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(self.line);
        self.matrix = self.line;
    }

    /// On along the line.
    pub fn advance(&mut self, x: f64) {
        self.matrix = Matrix::translation(x, 0.0).then(self.matrix);
    }
}
