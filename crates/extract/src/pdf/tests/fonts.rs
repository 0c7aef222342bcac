//! Fonts: what codes stand for, in order of trust, and how wide they are.

use expect_test::{Expect, expect};

use super::check_findings;
use super::writer::{TinyPdf, in_font, page};
use crate::extract;

/// The first segment's text.
fn text(pdf: &TinyPdf) -> String {
    let source = extract(&pdf.bytes()).unwrap();
    source.pages[0].lines[0].text()
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check_text(pdf: TinyPdf, expected: Expect) {
    expected.assert_eq(&text(&pdf));
}

fn simple(entries: &str, codes: &str) -> TinyPdf {
    in_font(
        &format!("<</Type/Font/Subtype/Type1/BaseFont/Helvetica{entries}>>"),
        codes,
    )
}

/// A font with two bytes a code, its descendant object 11.
fn composite(descendant: &str, codes: &str) -> TinyPdf {
    in_font(
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[11 0 R]/ToUnicode 12 0 R>>",
        codes,
    )
    .with(11, &format!("<</Type/Font/Subtype/CIDFontType2/BaseFont/X{descendant}>>"))
}

#[test]
fn a_character_map_comes_first() {
    let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange
        2 beginbfchar <0001> <00C5> <0002> <00660066> endbfchar
        2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<00E4> <00F600E5>] endbfrange";
    check_text(
        composite("", "<000100020010001100120020002100100030>").with_stream(12, "", map),
        expect!["Åffabcäöåa\u{FFFD}"],
    );
}

#[test]
fn ligatures_with_swapped_bytes_are_put_right() {
    let map = "1 beginbfchar <0001> <660066006900> endbfchar";
    check_text(
        composite("", "<0001>").with_stream(12, "", map),
        expect!["ffi"],
    );
}

#[test]
fn a_map_to_nowhere_is_not_believed() {
    let map = "2 beginbfchar <41> <0000> <42> <E012> endbfchar";
    check_text(
        simple("/Encoding/WinAnsiEncoding/ToUnicode 12 0 R", "(AB)").with_stream(12, "", map),
        expect!["AB"],
    );
}

#[test]
fn the_base_encodings_differ_where_they_should() {
    let codes = "(\\344\\205\\047)";
    let text = |encoding: &str| text(&simple(&format!("/Encoding/{encoding}"), codes));
    assert_eq!(text("WinAnsiEncoding"), "ä…'");
    assert_eq!(text("MacRomanEncoding"), "‰Ö'");
    assert_eq!(text("StandardEncoding"), "\u{FFFD}\u{FFFD}’");
}

#[test]
fn a_font_that_says_nothing_has_adobes_encoding() {
    check_text(simple("", "(\\256\\247)"), expect!["fi§"]);
}

#[test]
fn glyph_names_are_read_in_every_form() {
    let names = "/Aring/aring/uni00E4/u00F6/f_f_i/fi/Edieresis/section/Asmall/oneoldstyle/hyphen.case/afii00208";
    check_text(
        simple(
            &format!("/Encoding<</Differences[65{names}]>>"),
            "(ABCDEFGHIJKL)",
        ),
        expect!["ÅåäöffifiË§a1-―"],
    );
}

#[test]
fn the_whole_glyph_list_is_known() {
    let names = "/afii10017/Omegatonos/dalethatafpatah/zukatakana/perthousand";
    check_text(
        simple(&format!("/Encoding<</Differences[65{names}]>>"), "(ABCDE)"),
        expect!["АΏ\u{5d3}\u{5b2}ズ‰"],
    );
}

#[test]
fn expert_fonts_have_small_capitals_and_old_figures() {
    check_text(
        simple("/Encoding/MacExpertEncoding", "(a1\\107)"),
        expect!["a1¼"],
    );
}

#[test]
fn a_name_that_says_nothing_hides_what_the_base_encoding_says() {
    check_text(
        simple(
            "/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[66/g17]>>",
            "(ABC)",
        ),
        expect!["A\u{FFFD}C"],
    );
}

#[test]
fn bullets_of_symbol_fonts_are_bullets() {
    let symbol = "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>";
    check_text(in_font(symbol, "(\\267)"), expect!["•"]);
    let wingdings =
        "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings-Regular/ToUnicode 12 0 R>>";
    let map = "1 beginbfchar <A7> <F0A7> endbfchar";
    check_text(
        in_font(wingdings, "(\\247)").with_stream(12, "", map),
        expect!["▪"],
    );
    let stand_in = "<</Type/Font/Subtype/TrueType/BaseFont/BAAAAA+OpenSymbol/ToUnicode 12 0 R>>";
    let map = "2 beginbfchar <01> <F0B7> <02> <F0D8> endbfchar";
    check_text(
        in_font(stand_in, "<0102>").with_stream(12, "", map),
        expect!["•➢"],
    );
}

#[test]
fn an_unknown_character_is_marked_and_reported() {
    check_findings(
        simple("/Encoding<</Differences[65/g1]>>", "(AA)").bytes(),
        expect![[r#"
            1: CharacterUnknown: 2 tecken gick inte att tyda och visas som �.
        "#]],
    );
}

#[test]
fn text_in_a_font_that_is_not_there_is_unknown() {
    check_text(
        page("BT /Borta 10 Tf 50 700 Td (AB) Tj ET"),
        expect!["\u{FFFD}\u{FFFD}"],
    );
}

#[test]
fn both_ways_of_writing_glyph_widths_count() {
    let map = "1 beginbfrange <0001> <0009> <0061> endbfrange";
    let pdf = composite("/DW 1000/W[1[200 300] 3 5 400]", "<00010002000300050009>");
    let source = extract(&pdf.with_stream(12, "", map).bytes()).unwrap();
    let segment = &source.pages[0].lines[0].segments[0];
    assert_eq!(segment.text, "abcei");
    assert_eq!(
        segment.right - segment.left,
        10.0 * (0.2 + 0.3 + 0.4 + 0.4 + 1.0)
    );
}

#[test]
fn a_font_without_widths_has_those_of_the_standard_fonts() {
    let width = |name: &str| {
        let font = format!("<</Type/Font/Subtype/Type1/BaseFont/{name}>>");
        let source = extract(&in_font(&font, "(Wi)").bytes()).unwrap();
        let segment = &source.pages[0].lines[0].segments[0];
        ((segment.right - segment.left) * 100.0).round() as i32
    };
    assert_eq!(width("Helvetica"), 944 + 222);
    assert_eq!(width("Times-Bold"), 1000 + 278);
    assert_eq!(width("Courier"), 1200);
}

#[test]
fn the_encoding_inside_a_type1_font_is_read() {
    let font =
        "<</Type/Font/Subtype/Type1/BaseFont/Eget/FontDescriptor<</Flags 4/FontFile 12 0 R>>>>";
    let program = "%!PS-AdobeFont-1.0\n/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\n\
        dup 1 /Aring put dup 2 /odieresis put readonly def currentfile eexec";
    check_text(
        in_font(font, "(\\001\\002\\003)").with_stream(12, "", program),
        expect!["Åö\u{FFFD}"],
    );
}

#[test]
fn without_a_map_the_characters_come_from_the_font_program() {
    let pdf = composite(
        "/FontDescriptor<</Flags 4/FontFile2 13 0 R>>",
        "<000300040009>",
    )
    .with_data(13, "", &true_type(3, "Åö"));
    check_text(pdf, expect!["Åö\u{FFFD}"]);
}

#[test]
fn renumbered_glyphs_are_found_in_the_font_program() {
    let pdf = composite(
        "/FontDescriptor<</Flags 4/FontFile2 13 0 R>>/CIDToGIDMap 14 0 R",
        "<0001>",
    );
    let pdf = pdf
        .with_data(13, "", &true_type(3, "Åö"))
        .with_data(14, "", &[0, 0, 0, 4]);
    check_text(pdf, expect!["ö"]);
}

/// A font program with nothing but a map from characters to glyph numbers, counted from the first.
fn true_type(first: u32, characters: &str) -> Vec<u8> {
    let groups: Vec<[u32; 3]> = characters
        .chars()
        .zip(first..)
        .map(|(character, glyph)| [character.into(), character.into(), glyph])
        .collect();
    let length = 16 + 12 * groups.len() as u32;
    let mut map: Vec<u8> = [0u16, 1, 3, 10]
        .iter()
        .flat_map(|part| part.to_be_bytes())
        .collect();
    map.extend(12u32.to_be_bytes());
    map.extend([0u8, 12, 0, 0]);
    map.extend(
        [length, 0, groups.len() as u32]
            .iter()
            .flat_map(|part| part.to_be_bytes()),
    );
    map.extend(groups.iter().flatten().flat_map(|part| part.to_be_bytes()));
    let mut font = vec![0, 1, 0, 0, 0, 1, 0, 16, 0, 0, 0, 0];
    font.extend(b"cmap\0\0\0\0");
    font.extend(
        [28, map.len() as u32]
            .iter()
            .flat_map(|part| part.to_be_bytes()),
    );
    font.extend(map);
    font
}

#[test]
fn a_drawn_font_is_read_by_its_names() {
    let font = "<</Type/Font/Subtype/Type3/FontMatrix[0.01 0 0 0.01 0 0]/FontBBox[0 0 60 100]\
        /Encoding<</Differences[97/Aring/a98/a229]>>/CharProcs<<>>/FirstChar 97/Widths[60 60 60]>>";
    check_text(in_font(font, "(abc)"), expect!["Åb\u{FFFD}"]);
}

#[test]
fn bitmaps_of_tex_have_the_cork_encoding_where_they_have_its_letters() {
    let font = |names: &str| {
        format!(
            "<</Type/Font/Subtype/Type3/FontMatrix[0.01 0 0 0.01 0 0]/FontBBox[0 0 60 100]\
             /Encoding<</Differences[{names}]>>/CharProcs<<>>/FirstChar 0/Widths[60]>>"
        )
    };
    let text_font = font("27/a27 98/a98 159/a159 228/a228");
    check_text(in_font(&text_font, "(\\033b\\344\\237)"), expect!["ffbä§"]);
    let sign_font = font("136/a136 167/a167 181/a181");
    check_text(in_font(&sign_font, "(\\210\\247\\265)"), expect!["•§µ"]);
}

#[test]
fn bold_and_italic_are_told_by_name_flags_and_slant() {
    let style = |font: &str, set: &str| {
        let pdf = page(&format!(
            "BT /F 10 Tf {set} 1 0 0 1 50 700 Tm (Beslut) Tj ET"
        ))
        .with(5, "<</Font<</F 10 0 R>>>>")
        .with(10, &format!("<</Type/Font/Subtype/TrueType{font}>>"));
        let source = extract(&pdf.bytes()).unwrap();
        let segment = &source.pages[0].lines[0].segments[0];
        (segment.bold, segment.italic)
    };
    assert_eq!(style("/BaseFont/Arial", ""), (false, false));
    assert_eq!(
        style("/BaseFont/ABCDEF+Arial-BoldItalicMT", ""),
        (true, true)
    );
    assert_eq!(
        style("/BaseFont/X/FontDescriptor<</Flags 262208>>", ""),
        (true, true)
    );
    assert_eq!(
        style("/BaseFont/X/FontDescriptor<</FontWeight 700>>", ""),
        (true, false)
    );
    assert_eq!(style("/BaseFont/Arial", "2 Tr"), (true, false));
}
