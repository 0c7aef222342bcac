//! Characters of symbol fonts. A section sign or a bullet must not get lost because of the font it is set in.

use crate::flow::counting::bullet;

/// Fonts whose characters are not what their codes say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Font {
    #[default]
    Usual,
    Symbol,
    Wingdings,
}

impl Font {
    /// By its name, or by the first of several.
    pub fn named(name: &str) -> Font {
        let first = name.split(',').next().unwrap_or_default();
        let name = first.trim().trim_matches(['"', '\'']).to_lowercase();
        if name == "symbol" {
            Font::Symbol
        } else if name.starts_with("wingdings") || name.starts_with("webdings") {
            Font::Wingdings
        } else {
            Font::Usual
        }
    }
}

/// Text in a font, as characters that say what it shows.
pub fn shown(text: &str, font: Font) -> String {
    if font == Font::Usual && !text.contains(is_private) {
        return text.to_owned();
    }
    text.chars().map(|c| character(c, font)).collect()
}

/// The codes of symbol fonts, moved to the private use area.
fn is_private(c: char) -> bool {
    matches!(c, '\u{F020}'..='\u{F0FF}')
}

/// One character by its code, as `w:sym` names it.
pub fn by_code(code: &str, font: Font) -> String {
    let code = u32::from_str_radix(code.trim(), 16).ok();
    match code.and_then(char::from_u32) {
        Some(c) if !c.is_control() => character(c, font).to_string(),
        _ => "\u{FFFD}".to_owned(),
    }
}

fn character(c: char, font: Font) -> char {
    let code = match c {
        '\u{F020}'..='\u{F0FF}' => (c as u32 - 0xF000) as u8,
        ' '..='\u{FF}' => c as u32 as u8,
        _ => return c,
    };
    match font {
        // A font with letters: its characters were moved to the private use area, and no more.
        Font::Usual if is_private(c) => windows_1252(code),
        Font::Usual => c,
        Font::Symbol => symbol(code).unwrap_or('\u{FFFD}'),
        Font::Wingdings => wingdings(code),
    }
}

fn windows_1252(code: u8) -> char {
    let bytes = [code];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or('\u{FFFD}')
}

/// The Symbol font: Greek where Latin letters are, and signs of mathematics.
fn symbol(code: u8) -> Option<char> {
    const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL_GREEK: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match code {
        b' '..=b'!' | b'#' | b'%'..=b'&' | b'('..=b')' | b'+'..=b',' | b'.'..=b'?' => {
            char::from(code)
        }
        b'A'..=b'Z' => GREEK.chars().nth(usize::from(code - b'A'))?,
        b'a'..=b'z' => SMALL_GREEK.chars().nth(usize::from(code - b'a'))?,
        b'[' | b']' | b'_' | b'{'..=b'}' => char::from(code),
        b'*' => '∗',
        b'-' => '−',
        0x40 => '≅',
        0xA2 => '′',
        0xA3 => '≤',
        0xA5 => '∞',
        0xAB => '↔',
        0xAC => '←',
        0xAD => '↑',
        0xAE => '→',
        0xAF => '↓',
        0xB0 => '°',
        0xB1 => '±',
        0xB2 => '″',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBB => '≈',
        0xBC => '…',
        0xD0 => '∠',
        0xD2 | 0xE2 => '®',
        0xD3 | 0xE3 => '©',
        0xD4 | 0xE4 => '™',
        0xD7 => '⋅',
        0xE5 => '∑',
        _ => return None,
    })
}

/// Wingdings: boxes, ticks, arrows and bullets. What has no character of its own is a bullet.
fn wingdings(code: u8) -> char {
    match code {
        b' ' => ' ',
        0x6F | 0x70 | 0x71 | 0x72 | 0xA8 => '☐',
        0x78 | 0xFD => '☒',
        0xFE => '☑',
        0xFB => '✗',
        0xFC => '✓',
        0x28 => '☎',
        0x2A => '✉',
        0xDF | 0xE7 => '←',
        0xE0 | 0xE8 | 0xF0 => '→',
        other => bullet(
            &char::from_u32(0xF000 + u32::from(other))
                .unwrap_or('•')
                .to_string(),
        )
        .chars()
        .next()
        .unwrap_or('•'),
    }
}
