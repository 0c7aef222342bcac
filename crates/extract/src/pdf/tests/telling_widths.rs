//! Fonts that say of their codes nothing but how wide they are.

use expect_test::expect;

use super::check;
use super::writer::{TinyPdf, in_font};

/// Letters of Helvetica, by the code they have in Windows.
const LETTERS: [(u8, u16); 15] = [
    (b' ', 278),
    (b'K', 667),
    (b'b', 556),
    (b'e', 556),
    (b'l', 222),
    (b'm', 833),
    (b'n', 556),
    (b'o', 556),
    (b'r', 333),
    (b's', 500),
    (b't', 278),
    (b'u', 556),
    (b'y', 500),
    (0xA7, 556),
    (0xE5, 556),
];

#[test]
fn codes_as_wide_as_the_letters_of_a_known_font_are_those_letters() {
    check(
        silent(&LETTERS).bytes(),
        expect!["1:50 Kommunstyrelsens beslut §å\n"],
    );
}

#[test]
fn codes_of_their_own_stay_unknown() {
    let moved = LETTERS.map(|(code, width)| (code, if code == b'b' { 611 } else { width }));
    check(
        silent(&moved).bytes(),
        expect![[r#"
            1:50 ��������������������������
        "#]],
    );
}

#[test]
fn a_few_codes_may_agree_by_chance() {
    let few = &LETTERS[..8];
    check(
        silent(few).bytes(),
        expect![[r#"
        1:50 ��������������������������
    "#]],
    );
}

fn silent(widths: &[(u8, u16)]) -> TinyPdf {
    let font = "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Egen\
        /FontDescriptor<</Flags 4/FontFile2 12 0 R>>>>";
    in_font(font, "(Kommunstyrelsens beslut \\247\\345)").with_data(12, "", &true_type(widths))
}

/// A font program with a map of the classic Mac OS and widths, and without names; its tables stand in an order of
/// their own, as some programs leave them.
fn true_type(widths: &[(u8, u16)]) -> Vec<u8> {
    let count = widths.len() as u16 + 1;
    let mut map = [0u16, 1, 1, 0, 0, 12, 0, 262, 0]
        .iter()
        .flat_map(|part| part.to_be_bytes())
        .collect::<Vec<u8>>();
    map.extend((0..=255u8).map(|code| {
        let place = widths.iter().position(|(known, _)| *known == code);
        place.map_or(0, |place| place as u8 + 1)
    }));
    let mut head = vec![0u8; 54];
    head[..4].copy_from_slice(&[0, 1, 0, 0]);
    head[18..20].copy_from_slice(&1000u16.to_be_bytes());
    let mut horizontal = vec![0u8; 36];
    horizontal[..4].copy_from_slice(&[0, 1, 0, 0]);
    horizontal[34..].copy_from_slice(&count.to_be_bytes());
    let metrics = [0]
        .into_iter()
        .chain(widths.iter().map(|(_, width)| *width))
        .flat_map(|width| [width.to_be_bytes(), [0, 0]].concat())
        .collect();
    let most = [&[0u8, 0, 0x50, 0][..], &count.to_be_bytes()].concat();
    with_tables(&[
        (b"maxp", most),
        (b"head", head),
        (b"hhea", horizontal),
        (b"hmtx", metrics),
        (b"cmap", map),
    ])
}

fn with_tables(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut font = vec![0, 1, 0, 0, 0, tables.len() as u8, 0, 0, 0, 0, 0, 0];
    let mut at = 12 + 16 * tables.len() as u32;
    for (tag, data) in tables {
        font.extend(*tag);
        font.extend([0; 4]);
        font.extend(at.to_be_bytes());
        font.extend((data.len() as u32).to_be_bytes());
        at += data.len() as u32;
    }
    font.extend(tables.iter().flat_map(|(_, data)| data));
    font
}
