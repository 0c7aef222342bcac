//! Where in a source something stands.

/// First and last page, both counted from 1.
pub type PageRange = [u32; 2];

/// First and last line, both counted from 1 over the whole extracted text, blank lines included.
pub type LineRange = [u32; 2];

/// A place in a source that a person can open and look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Span {
    /// Page, from 1; `None` where the source has no pages.
    pub page: Option<u32>,
    /// Lines of the whole text; `None` where the whole document is meant.
    pub lines: Option<LineRange>,
}

impl Span {
    /// The place of a single line.
    pub fn line(page: Option<u32>, line: u32) -> Span {
        Span {
            page,
            lines: Some([line, line]),
        }
    }

    /// Lines `first` to `last`, which begin on `page`.
    pub fn lines(page: Option<u32>, first: u32, last: u32) -> Span {
        Span {
            page,
            lines: Some([first, last]),
        }
    }
}
