//! A picture where the content of a page paints it.

use std::rc::Rc;

use lopdf::Stream;

use crate::pdf::colour::Colour;
use crate::pdf::geometry::Matrix;

/// A picture with its place.
#[derive(Clone)]
pub struct Placed<'a> {
    /// Where its data is.
    pub source: Source<'a>,
    /// From the unit square, which it fills, to the page as the reader sees it.
    pub matrix: Matrix,
    /// What a mask is painted with.
    pub fill: Colour,
}

/// Where a picture's data is.
#[derive(Clone)]
pub enum Source<'a> {
    /// An object of the file.
    Object(&'a Stream),
    /// In the content itself; made into what an object would be.
    Inline(Rc<Stream>),
}

impl Source<'_> {
    /// Dictionary and data.
    pub fn stream(&self) -> &Stream {
        match self {
            Source::Object(stream) => stream,
            Source::Inline(stream) => stream,
        }
    }
}
