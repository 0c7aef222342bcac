//! From placed characters to lines as a person reads them.
//!
//! A page is turned so that most of its text runs from left to right; then characters are gathered in rows by
//! their baselines, rows are cut into segments where a column border lies, and true newspaper columns are put
//! one after the other. Sizes and gaps are compared with the em, never with points.

mod accents;
mod blanks;
mod borders;
mod columns;
mod frame;
mod gaps;
mod repeats;
mod rows;
mod segments;
mod shadows;

use std::rc::Rc;

use paragraf_model::{PageSize, Segment, SourceLine};

use super::fonts::Style;
use super::glyph::Glyph;

pub use blanks::Pitch;

/// The lines of a page without the blank ones, and its size after turning.
pub struct PageLines {
    /// In reading order.
    pub lines: Vec<Line>,
    /// As the text is read.
    pub size: PageSize,
}

/// A line with what the blank lines around it depend on.
pub struct Line {
    /// Points from the top of the page.
    pub baseline: f32,
    /// Of most of its text.
    pub size: f32,
    /// Begins text in another direction, which does not go on from the line above.
    pub breaks_flow: bool,
    /// From left to right.
    pub segments: Vec<Segment>,
}

/// A character in the frame of its text: x along the line, y down the page.
#[derive(Clone, Debug)]
struct Letter {
    text: Rc<str>,
    /// Where it begins.
    left: f32,
    /// Where its drawing ends.
    right: f32,
    /// Where the next one is expected: character spacing included.
    next: f32,
    baseline: f32,
    size: f32,
    style: Style,
    /// Place in the content.
    order: usize,
    run: u32,
    blank: bool,
}

/// Puts the lines of a page together.
pub fn assemble(glyphs: &[Glyph], size: PageSize) -> PageLines {
    let frames = frame::split(glyphs, size);
    let size = frames.first().map_or(size, |frame| frame.size);
    let mut lines = Vec::new();
    for frame in frames {
        let mut of_frame = lines_of(frame.letters);
        if let Some(first) = of_frame.first_mut() {
            first.breaks_flow = true;
        }
        lines.extend(of_frame);
    }
    PageLines { lines, size }
}

fn lines_of(letters: Vec<Letter>) -> Vec<Line> {
    let letters = accents::join(letters);
    let letters = repeats::drop(letters);
    let letters = shadows::drop(letters);
    let rows = rows::gather(letters);
    columns::in_reading_order(segments::cut(&rows))
}

/// The lines as the model has them, blank lines where the gap is clearly larger than the pitch.
pub fn with_blanks(lines: Vec<Line>, pitch: &Pitch) -> Vec<SourceLine> {
    blanks::insert(lines, pitch)
}
