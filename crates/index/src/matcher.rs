//! Where a query matches in a text: excerpts for the hit list and ranges for the paragraph's page.

use std::ops::Range;

use paragraf_model::Paragraph;
use paragraf_query::Zone;

/// Knows what a query looks for; needs no index.
#[derive(Clone, Debug, Default)]
pub struct Matcher {}

/// An excerpt of one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// `title` or the section's kind.
    pub section: String,
    /// Escaped text with `<mark>` around what matched, and no other tag.
    pub html: String,
}

impl Matcher {
    /// The best excerpt of each section that matches, decisions first; none where nothing in the text matched.
    pub fn highlights(&self, _paragraph: &Paragraph) -> Vec<Highlight> {
        Vec::new()
    }

    /// What matches in a text of this zone: byte ranges in order, without overlaps.
    pub fn marks(&self, _text: &str, _zone: Zone) -> Vec<Range<usize>> {
        Vec::new()
    }
}
