//! The graphics state as far as text, and what hides it, depend on it.

use std::rc::Rc;

use super::colour::{Colour, Space};
use super::fonts::Font;
use super::geometry::{Matrix, Rectangle};
use super::hidden::clip::Clip;
use super::hidden::ground::Paint;
use super::hidden::{OPAQUE, TRANSPARENT};

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub struct GraphicsState<'a> {
    /// From the content's own units to the page as the reader sees it.
    pub matrix: Matrix,
    /// How text is set.
    pub text: TextState<'a>,
    /// What text and paths are filled with.
    pub fill: Ink,
    /// What they are outlined with.
    pub stroke: Ink,
    /// Of outlines, in the content's own units.
    pub line_width: f64,
    /// Outlines have gaps.
    pub is_dashed: bool,
    /// What paint may reach.
    pub clip: Clip,
    /// How paint mixes with what lies below it.
    pub mixing: Mixing,
    /// Opacity of the groups that the content belongs to.
    pub group_alpha: f32,
    /// One of these groups mixes.
    pub group_mixes: bool,
}

/// What paint is made of.
#[derive(Clone)]
pub struct Ink {
    /// What the numbers before `sc` mean; `None` for the device's own.
    pub space: Option<Rc<Space>>,
    /// Where it can be told.
    pub colour: Colour,
    /// From 0, transparent, to 1.
    pub alpha: f32,
    /// It is drawn, and may have gaps.
    pub is_pattern: bool,
}

/// How paint mixes with what lies below it. By itself it replaces it.
#[derive(Clone, Copy, Default)]
pub struct Mixing {
    /// A blend mode other than the normal one.
    pub blends: bool,
    /// A mask that makes some of it transparent.
    pub is_masked: bool,
    /// Inks print over one another.
    pub overprints: bool,
}

impl Mixing {
    /// Any of them.
    pub fn mixes(self) -> bool {
        self.blends || self.is_masked || self.overprints
    }
}

impl Ink {
    const BLACK: Ink = Ink {
        space: None,
        colour: Some([0.0; 3]),
        alpha: 1.0,
        is_pattern: false,
    };
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

impl GraphicsState<'_> {
    /// At the beginning of a page, of which so much is shown.
    pub fn new(matrix: Matrix, shown: Rectangle) -> Self {
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
            fill: Ink::BLACK,
            stroke: Ink::BLACK,
            line_width: 1.0,
            is_dashed: false,
            clip: Clip::new(shown),
            mixing: Mixing::default(),
            group_alpha: 1.0,
            group_mixes: false,
        }
    }

    /// Paint changes what lies below it in a way that is not followed.
    pub fn mixes(&self) -> bool {
        self.mixing.mixes() || self.group_mixes
    }

    /// What an ink does to what lies below it; `None` where it is transparent.
    pub fn paint(&self, ink: &Ink) -> Option<Paint> {
        let alpha = ink.alpha * self.group_alpha;
        if alpha < TRANSPARENT {
            None
        } else if alpha < OPAQUE || self.mixes() || ink.is_pattern {
            Some(Paint::Tint(None))
        } else {
            Some(Paint::Opaque(ink.colour))
        }
    }

    /// The content becomes part of a group that is painted as one.
    pub fn enter_group(&mut self) {
        self.group_alpha *= self.fill.alpha;
        self.group_mixes |= self.mixing.mixes();
        self.fill.alpha = 1.0;
        self.stroke.alpha = 1.0;
        self.mixing = Mixing::default();
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
