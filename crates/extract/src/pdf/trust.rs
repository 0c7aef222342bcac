//! Which pages can be trusted: where the file's own text is what the reader sees, and where a picture is.

use paragraf_model::{PageSize, TextOrigin};

use super::glyph::Glyph;
use super::interpreter::{CURVES_OF_OUTLINED_TEXT, PageContent, SCAN_SHARE};

/// What a page consists of.
#[derive(Clone, Copy, Debug)]
pub struct Trust {
    /// Text, recognised text or a picture.
    pub origin: TextOrigin,
    /// There are pictures large enough to hold the page's text.
    pub is_pictured: bool,
    /// One picture, or several together, lie over most of the page.
    pub is_scan: bool,
}

/// A page with fewer characters than this and a picture over most of it is a scan with a stamp on it.
const CHARACTERS_OF_A_STAMP: usize = 20;

/// A page with fewer characters than this, all of them at its edges, and a picture over most of it is a scan
/// that was signed or numbered by a program.
const CHARACTERS_AT_EDGES: usize = 500;

/// Share of the page's height and width that counts as its edge.
const EDGES: (f32, f32) = (0.1, 0.07);

/// Pictures that cover less than this share are logos and signatures.
const LEAST_SHARE: f64 = 0.03;

/// Render mode of text that is not painted.
const INVISIBLE: u8 = 3;

/// Judges a page by its text, its pictures and its curves.
pub fn judge(content: &PageContent<'_>, page: PageSize) -> Trust {
    let area = f64::from(page.width) * f64::from(page.height);
    let is_pictured = content.picture_area > LEAST_SHARE * area;
    let is_scan = content.picture_area > SCAN_SHARE * area;
    let characters = content.glyphs.iter().filter(|glyph| !glyph.is_blank());
    let (visible, invisible): (Vec<&Glyph>, Vec<&Glyph>) =
        characters.partition(|glyph| glyph.mode != INVISIBLE);
    let all = visible.len() + invisible.len();
    let is_outlined = content.curves > CURVES_OF_OUTLINED_TEXT;
    let is_at_edge = |glyph: &&Glyph| at_edge(glyph, page);
    let is_picture = all == 0 && (is_pictured || is_outlined)
        || is_scan && all < CHARACTERS_OF_A_STAMP
        || is_scan
            && invisible.is_empty()
            && all < CHARACTERS_AT_EDGES
            && visible.iter().all(is_at_edge);
    let origin = if is_picture {
        TextOrigin::Picture
    } else if is_scan && 10 * invisible.len() > 9 * all {
        TextOrigin::Ocr
    } else {
        TextOrigin::Text
    };
    Trust {
        origin,
        is_pictured,
        is_scan,
    }
}

/// Whether a glyph can be seen; over a picture there may be text for searching only.
pub fn is_visible(glyph: &Glyph) -> bool {
    glyph.mode != INVISIBLE
}

fn at_edge(glyph: &Glyph, page: PageSize) -> bool {
    let (x, y) = glyph.start;
    let near = |place: f32, length: f32, share: f32| {
        let from_edge = place.min(length - place);
        from_edge < share * length
    };
    near(y, page.height, EDGES.0) || near(x, page.width, EDGES.1)
}
