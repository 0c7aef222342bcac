//! What the glyphs of a font that tells nothing are, by their widths: a subset that keeps Latin codes has the widths
//! of Helvetica or Times at every one of them, and one with codes of its own has not.

use std::collections::{HashMap, HashSet};

use super::encoding::BaseEncoding;
use super::standard_widths as standard;

/// Fewer codes than this may agree by chance; so may codes of a few widths only.
const LEAST_CODES: usize = 12;
const LEAST_WIDTHS: usize = 6;

/// How far a width may be rounded, in units of the font size.
const ROUNDED: f64 = 0.0015;

const TABLES: [&[u16; 224]; 6] = [
    &standard::HELVETICA,
    &standard::HELVETICA_BOLD,
    &standard::TIMES,
    &standard::TIMES_BOLD,
    &standard::TIMES_ITALIC,
    &standard::TIMES_BOLD_ITALIC,
];

/// The text of each code, where all codes of ASCII have the widths of one well-known font. Other codes are those of
/// Windows or of the classic Mac OS, where the widths leave one of them.
pub fn texts(widths: &HashMap<u8, f64>) -> HashMap<u8, String> {
    let (ascii, others): (HashMap<u8, f64>, HashMap<u8, f64>) =
        widths.iter().partition(|(code, _)| code.is_ascii());
    let Some(table) = TABLES
        .iter()
        .find(|table| agrees(&ascii, table, BaseEncoding::WinAnsi) && is_telling(&ascii))
    else {
        return HashMap::new();
    };
    let fits = |encoding: &BaseEncoding| agrees(&others, table, *encoding);
    let encodings = [BaseEncoding::WinAnsi, BaseEncoding::MacRoman];
    let mut fitting = encodings.iter().copied().filter(fits);
    let of_others = match (fitting.next(), fitting.next()) {
        (Some(encoding), None) => Some(encoding),
        _ => None,
    };
    let text = |code: u8| {
        let encoding = Some(BaseEncoding::WinAnsi).filter(|_| code.is_ascii());
        let character = encoding.or(of_others)?.character(code)?;
        Some((code, character.to_string()))
    };
    widths.keys().filter_map(|&code| text(code)).collect()
}

fn agrees(widths: &HashMap<u8, f64>, table: &[u16; 224], encoding: BaseEncoding) -> bool {
    let expected = |code: u8| {
        let character = encoding.character(code)?;
        let place = super::encoding::win_ansi_code(character)?.checked_sub(32)?;
        table.get(usize::from(place)).copied()
    };
    widths.iter().all(|(&code, width)| {
        expected(code)
            .is_some_and(|expected| (f64::from(expected) / 1000.0 - width).abs() < ROUNDED)
    })
}

fn is_telling(widths: &HashMap<u8, f64>) -> bool {
    let different: HashSet<i64> = widths
        .values()
        .map(|width| (width * 1000.0).round() as i64)
        .collect();
    widths.len() >= LEAST_CODES && different.len() >= LEAST_WIDTHS
}
