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

/// A page with fewer characters than this and a picture over most of it is taken for a scan that was stamped, signed
/// or poorly recognised. Where it is a short page on a letterhead, its text is kept all the same: the picture can
/// only add to it.
const CHARACTERS_OVER_A_SCAN: usize = 500;

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
        characters.partition(|glyph| is_visible(glyph));
    let all = visible.len() + invisible.len();
    let is_outlined = content.curves > CURVES_OF_OUTLINED_TEXT;
    let is_picture =
        all == 0 && (is_pictured || is_outlined) || is_scan && all < CHARACTERS_OVER_A_SCAN;
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

impl Trust {
    /// Of a page whose picture was recognised in vain, as its own text says as much.
    pub fn looked_at(self) -> Trust {
        let is_picture = self.origin == TextOrigin::Picture;
        Trust {
            origin: if is_picture {
                TextOrigin::Ocr
            } else {
                self.origin
            },
            ..self
        }
    }
}

/// Whether a glyph can be seen; over a picture there may be text for searching only.
pub fn is_visible(glyph: &Glyph) -> bool {
    glyph.mode != INVISIBLE
}
