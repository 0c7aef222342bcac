//! Numbers, tab stops and tables as they are set.

use super::counting::{Numerals, bullet, is_number, numeral};
use super::length::twips;
use super::paint::{is_painted, is_white};

#[test]
fn numbers_are_written_as_programs_write_them() {
    let written = |numerals| -> Vec<String> {
        [1, 3, 4, 12, 26, 27, 52, 53, 1999, 4000]
            .map(|number| numeral(number, numerals))
            .to_vec()
    };
    assert_eq!(
        written(Numerals::LowerLetter),
        ["a", "c", "d", "l", "z", "aa", "zz", "aaa", "1999", "4000"]
    );
    assert_eq!(
        written(Numerals::UpperRoman),
        [
            "I", "III", "IV", "XII", "XXVI", "XXVII", "LII", "LIII", "MCMXCIX", "4000"
        ]
    );
    assert_eq!(numeral(7, Numerals::DecimalZero), "07");
    let ordinals = [1, 2, 3, 11, 12, 21, 111].map(|number| numeral(number, Numerals::Ordinal));
    assert_eq!(
        ordinals,
        ["1:a", "2:a", "3:e", "11:e", "12:e", "21:a", "111:e"]
    );
    assert_eq!(numeral(0, Numerals::UpperLetter), "0");
}

#[test]
fn bullets_of_symbol_fonts_are_seen_as_bullets() {
    assert_eq!(bullet("\u{F0B7}"), "•");
    assert_eq!(bullet("\u{F0A7}"), "▪");
    assert_eq!(bullet("–"), "–");
    assert!(is_number("§ 7") && is_number("a)") && !is_number("•") && !is_number("–"));
}

#[test]
fn lengths_have_units_and_nothing_else_is_one() {
    assert_eq!(twips("1in"), Some(1440.0));
    assert_eq!(twips("12pt"), Some(240.0));
    assert_eq!(twips("2.54cm").map(f32::round), Some(1440.0));
    assert_eq!(twips("NaNpt"), None);
    assert_eq!(twips("1e40pt"), None);
    assert_eq!(twips("5"), None);
    assert_eq!(twips("åcm"), None);
}

#[test]
fn white_is_told_however_it_is_written() {
    for white in [
        "#fff",
        "FFFFFF",
        "White",
        "rgb(255, 255, 255)",
        "rgba(255,255,255,1)",
    ] {
        assert!(is_white(white), "{white}");
    }
    for other in ["#ff0", "003366", "auto", "rgb(0,0,0)", "", "#å", "rgb()"] {
        assert!(!is_white(other), "{other}");
    }
    assert_eq!(is_painted("#036"), Some(true));
    assert_eq!(is_painted("white"), Some(false));
    assert_eq!(is_painted("transparent"), None);
}
