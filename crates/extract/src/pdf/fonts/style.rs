//! Whether a font is bold or italic: its name says so most often, its descriptor sometimes.

use lopdf::Dictionary;

use super::base_name;
use crate::pdf::document::File;

/// Bold, italic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Heavier than the text around.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
}

const ITALIC_FLAG: i64 = 1 << 6;
const FORCE_BOLD_FLAG: i64 = 1 << 18;

/// From this weight of 100 to 900 a face is bold.
const BOLD_WEIGHT: f64 = 600.0;

impl Style {
    /// From a font's name and descriptor.
    pub fn read(file: &File, font: &Dictionary) -> Style {
        let by_name = Style::of_name(&base_name(file, font));
        let descendant = file
            .array(font, b"DescendantFonts")
            .first()
            .and_then(|object| file.resolve(object)?.as_dict().ok());
        let Some(descriptor) = file.dictionary(descendant.unwrap_or(font), b"FontDescriptor")
        else {
            return by_name;
        };
        let flags = file.number(descriptor, b"Flags").unwrap_or(0.0) as i64;
        let weight = file.number(descriptor, b"FontWeight").unwrap_or(0.0);
        let angle = file.number(descriptor, b"ItalicAngle").unwrap_or(0.0);
        Style {
            bold: by_name.bold || flags & FORCE_BOLD_FLAG != 0 || weight >= BOLD_WEIGHT,
            italic: by_name.italic || flags & ITALIC_FLAG != 0 || angle != 0.0,
        }
    }

    /// `Arial-BoldMT`, `Calibri,BoldItalic`, TeX's `CMBX12`.
    fn of_name(name: &str) -> Style {
        const BOLD: [&str; 6] = ["bold", "black", "heavy", "demi", "cmbx", "sfbx"];
        const ITALIC: [&str; 5] = ["italic", "oblique", "kursiv", "cmti", "sfti"];
        let name = name.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        Style {
            bold: has(&BOLD),
            italic: has(&ITALIC) || name.ends_with("-it"),
        }
    }
}
