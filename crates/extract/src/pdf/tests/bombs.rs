//! Small files that ask for endless work. Each ends within the limits and says so; none takes the process along.

use crate::extract;

use super::writer::{CONTENT, PAGE, PAGES, RESOURCES, TinyPdf, in_font, page};

const BESLUT: &str = "BT /F1 10 Tf 50 700 Td (Beslut) Tj ET ";

/// What became of a file, in one line: its text with its findings, or the reason why there is none.
fn outcome(pdf: &TinyPdf) -> String {
    outcome_of(&pdf.bytes())
}

fn outcome_of(bytes: &[u8]) -> String {
    match extract(bytes) {
        Err(error) => format!("refused: {}", error.code()),
        Ok(source) => {
            let lines = source.pages.iter().flat_map(|page| &page.lines);
            let text: String = lines.map(|line| line.text()).take(3).collect();
            let mut kinds: Vec<String> = source
                .findings
                .iter()
                .map(|finding| format!(" {:?}", finding.kind))
                .collect();
            kinds.dedup();
            let text: String = text.chars().take(20).collect();
            text + &kinds.concat()
        }
    }
}

fn packed(data: Vec<u8>) -> Vec<u8> {
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), data);
    stream.compress().unwrap();
    stream.content
}

fn with_content(filters: &str, data: &[u8]) -> TinyPdf {
    page("").with_data(CONTENT, filters, data)
}

#[test]
fn data_packed_twice_is_unpacked_within_the_limit() {
    let inner = packed(b" ".repeat(80_000_000));
    let bomb = with_content("/Filter[/FlateDecode/FlateDecode]", &packed(inner));
    assert_eq!(outcome(&bomb), "refused: too_large");
}

/// What comes out is nothing, however often it is asked for; what it takes to find that out counts.
#[test]
fn data_that_grows_and_shrinks_again_counts_at_its_largest() {
    let swollen = [packed(Vec::new()), b" ".repeat(40_000_000)].concat();
    let often = format!("/Contents[{}]", format!("{CONTENT} 0 R ").repeat(2_000));
    let chains = [
        "/Filter[/FlateDecode/FlateDecode]".to_owned(),
        "/Filter[/FlateDecode/ASCII85Decode]".to_owned(),
        format!("/Filter[/FlateDecode{}]", "/ASCIIHexDecode".repeat(5)),
    ];
    for filters in chains {
        let bomb = page("")
            .with(
                PAGE,
                &format!("<</Type/Page/Parent {PAGES} 0 R{often}/Resources {RESOURCES} 0 R>>"),
            )
            .with_data(CONTENT, &filters, &packed(swollen.clone()));
        assert_eq!(outcome(&bomb), "refused: too_large", "{filters}");
    }
}

#[test]
fn runs_and_words_of_other_filters_have_the_same_limit() {
    // Each pair of bytes stands for 128.
    let runs = [129u8, b' '].repeat(700_000);
    let bomb = with_content("/Filter[/FlateDecode/RunLengthDecode]", &packed(runs));
    assert_eq!(outcome(&bomb), "refused: too_large");
    let bomb = with_content(
        "/Filter[/FlateDecode/LZWDecode]",
        &packed(lzw_of_blanks(2400)),
    );
    assert_eq!(outcome(&bomb), "refused: too_large");
}

/// Ever longer words of blanks, from the beginning again before codes need more than nine bits: 30,000 blanks a time.
fn lzw_of_blanks(times: usize) -> Vec<u8> {
    let once = [256u32, 32].into_iter().chain(258..500);
    let codes = std::iter::repeat_n(once, times).flatten();
    let (mut data, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for code in codes {
        bits = bits << 9 | code;
        count += 9;
        while count >= 8 {
            count -= 8;
            data.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    data
}

#[test]
fn rows_wider_than_the_data_unpack_to_nothing() {
    let parms = "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 32/BitsPerComponent 16>>";
    let bomb = with_content(parms, &packed(BESLUT.into()));
    assert_eq!(outcome(&bomb), "refused: no_visible_text");
}

#[test]
fn a_filter_named_ten_thousand_times_ends() {
    let bomb = with_content(
        &format!("/Filter[{}]", "/FlateDecode".repeat(10_000)),
        &packed(BESLUT.into()),
    );
    assert_eq!(outcome(&bomb), "refused: damaged");
}

#[test]
fn a_map_of_four_thousand_million_codes_is_a_range() {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 12 0 R>>";
    let map = "2 beginbfrange <00000000> <FFFFFFFF> <0000> <41> <42> <0042> endbfrange";
    let bomb = in_font(font, "(A)").with_stream(12, "", map);
    assert_eq!(outcome(&bomb), "B");
    let many: String = (0..200_000)
        .map(|code| format!("<{code:08X}> <0041>\n"))
        .collect();
    let map = format!("beginbfchar {many} endbfchar");
    assert_eq!(
        outcome(&in_font(font, "(A)").with_stream(12, "", &map)),
        "A"
    );
}

#[test]
fn maps_that_use_one_another_are_read_once() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 12 0 R/ToUnicode 13 0 R>>";
    let map = "begincmap /Own usecmap 1 begincodespacerange <00> <FF> endcodespacerange";
    let unicode = "begincmap /Own usecmap 1 beginbfchar <41> <0042> endbfchar";
    let bomb = in_font(font, "(A)")
        .with_stream(12, "/UseCMap 12 0 R", map)
        .with_stream(13, "/UseCMap 13 0 R", unicode);
    assert_eq!(outcome(&bomb), "B");
}

#[test]
fn three_hundred_million_operations_are_cut() {
    let parts = "10 0 R ".repeat(100);
    let content = b"n\n".repeat(3_000_000);
    let bomb = page(BESLUT)
        .with(
            PAGE,
            &format!("<</Type/Page/Parent 2 0 R/Contents[4 0 R {parts}]/Resources 5 0 R>>"),
        )
        .with_data(10, "/Filter/FlateDecode", &packed(content));
    assert_eq!(outcome(&bomb), "Beslut LimitReached");
}

#[test]
fn a_content_named_a_million_times_is_cut() {
    let parts = "10 0 R ".repeat(1_000_000);
    let bomb = page(BESLUT)
        .with(
            PAGE,
            &format!("<</Type/Page/Parent 2 0 R/Contents[4 0 R {parts}]/Resources 5 0 R>>"),
        )
        .with_stream(10, "", &" ".repeat(1000));
    assert_eq!(outcome(&bomb), "Beslut LimitReached");
}

#[test]
fn forms_that_draw_twelve_forms_that_draw_twelve_are_cut() {
    let mut bomb = page(&format!("{BESLUT} /X Do"))
        .with(RESOURCES, "<</Font<</F1 6 0 R>>/XObject<</X 20 0 R>>>>");
    for depth in 20..32 {
        let entries = format!(
            "/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X {} 0 R>>>>",
            depth + 1
        );
        bomb = bomb.with_stream(depth, &entries, &"/X Do ".repeat(12));
    }
    assert_eq!(outcome(&bomb), "Beslut LimitReached");
}

#[test]
fn drawn_letters_that_draw_themselves_are_letters() {
    let font = "<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FontBBox[0 0 1 1]/FirstChar 65/Widths[1]\
                /Encoding<</Differences[65/A]>>/CharProcs<</A 12 0 R>>/Resources<</Font<</F 10 0 R>>>>>>";
    let bomb = in_font(font, "(A)").with_stream(12, "", "BT /F 1 Tf (AAAA) Tj ET");
    assert_eq!(outcome(&bomb), "A");
}

#[test]
fn arrays_in_arrays_without_end_are_passed_over() {
    let deep = "[".repeat(300_000);
    assert_eq!(outcome(&page(BESLUT).with(20, &deep)), "Beslut");
    let deep = "<</A".repeat(300_000);
    assert_eq!(outcome(&page(BESLUT).with(20, &deep)), "Beslut");
    assert_eq!(
        outcome(&page(&format!("{BESLUT} {}", "[".repeat(300_000)))),
        "Beslut"
    );
    assert_eq!(
        outcome(&page(&format!("{BESLUT} {}", "<</A".repeat(300_000)))),
        "Beslut"
    );
    assert_eq!(
        outcome(&page(&format!("{BESLUT} {}", "(".repeat(300_000)))),
        "Beslut"
    );
}

#[test]
fn a_page_named_a_million_times_is_one_page() {
    let kids = "3 0 R ".repeat(1_000_000);
    let bomb = page(BESLUT).with(
        PAGES,
        &format!("<</Type/Pages/Kids[{kids}]/Count 1000000>>"),
    );
    assert_eq!(outcome(&bomb), "Beslut");
}

#[test]
fn a_page_tree_deeper_than_any_ends() {
    let mut bomb = page(BESLUT).with(PAGES, "<</Type/Pages/Kids[100 0 R 3 0 R]>>");
    for node in 100..3100 {
        bomb = bomb.with(node, &format!("<</Type/Pages/Kids[{} 0 R]>>", node + 1));
    }
    assert_eq!(outcome(&bomb), "Beslut");
}

#[test]
fn annotations_without_number_are_cut() {
    let annotations = "10 0 R ".repeat(300_000);
    let bomb = page(BESLUT)
        .with(
            PAGE,
            &format!(
                "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 5 0 R/Annots[{annotations}]>>"
            ),
        )
        .with(10, "<</Subtype/Stamp/Rect[0 0 9 9]/AP<</N 11 0 R>>>>")
        .with_stream(11, "/Subtype/Form/BBox[0 0 9 9]", "n");
    assert_eq!(outcome(&bomb), "Beslut LimitReached");
}

#[test]
fn pictures_are_not_unpacked_however_large() {
    let bomb = page(&format!("{BESLUT} /X Do"))
        .with(RESOURCES, "<</Font<</F1 6 0 R>>/XObject<</X 20 0 R>>>>")
        .with_data(
            20,
            "/Subtype/Image/Width 2000000000/Height 2000000000/BitsPerComponent 16/Filter/FlateDecode",
            &packed(vec![0; 10_000_000]),
        );
    assert_eq!(outcome(&bomb), "Beslut");
    let inline = "BI /W 999999999 /H 999999999 /BPC 8 /CS /RGB ID x ";
    assert_eq!(
        outcome(&page(&format!("{BESLUT} {}", inline.repeat(20_000)))),
        "Beslut"
    );
}

#[test]
fn widths_of_four_thousand_million_glyphs_are_ranges() {
    let ranges = "0 4294967295 500 ".repeat(50_000);
    let descendant = format!("<</Subtype/CIDFontType2/W[{ranges} 4294967295 [1 2 3] -5 -1 7]>>");
    let font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[11 0 R]/ToUnicode 12 0 R>>";
    let bomb = in_font(font, "<0041>").with(11, &descendant).with_stream(
        12,
        "",
        "1 beginbfchar <0041> <0041> endbfchar",
    );
    assert_eq!(outcome(&bomb), "A");
}

#[test]
fn hundreds_of_thousands_of_letters_on_one_spot_are_cut() {
    let shown = "(protokoll) Tj 0 0 Td ".repeat(50_000);
    let bomb = page(&format!("{BESLUT} BT /F1 10 Tf 50 600 Td {shown} ET"));
    assert!(
        outcome(&bomb).ends_with("LimitReached"),
        "{}",
        outcome(&bomb)
    );
}

#[test]
fn objects_that_are_one_another_are_nothing() {
    let bomb = page(BESLUT)
        .with(
            RESOURCES,
            "<</Font<</F1 6 0 R>>/XObject 20 0 R/ExtGState 21 0 R/Properties 20 0 R>>",
        )
        .with(20, "21 0 R")
        .with(21, "20 0 R");
    assert_eq!(outcome(&bomb), "Beslut");
}

#[test]
fn a_length_that_lies_is_not_believed() {
    for length in ["99999999999", "4 0 R", "20 0 R", "/X", "0"] {
        let object = format!("<</Length {length}>>\nstream\n{BESLUT}\nendstream");
        let said = outcome(&page("").with(CONTENT, &object));
        assert!(said.starts_with("Beslut"), "{length}: {said}");
    }
}

#[test]
fn tables_of_objects_that_follow_one_another_in_a_ring_end() {
    let start = page(BESLUT).bytes();
    let text: String = start.iter().map(|&byte| char::from(byte)).collect();
    let table = text.rfind("xref\n0").unwrap();
    let ring = page(BESLUT).with_trailer(&format!("/Prev {table}")).bytes();
    assert_eq!(outcome_of(&ring), "Beslut");
}

#[test]
fn tables_of_objects_with_absurd_sizes_are_damage() {
    for entries in [
        "/Size 2147483647/W[1 2 1]",
        "/Size 9/W[9223372036854775807 9223372036854775807 1]",
        "/Size 9/W[1 2 1]/Index[0 9223372036854775807]",
        "/Size -1/W[-1 -2 -1]/Index[-5 -7]",
        "/Size 9/W[0 0 0]/Index[0 2147483647]",
    ] {
        let object = format!(
            "20 0 obj\n<</Type/XRef/Root 1 0 R{entries}/Length 8>>\nstream\nabcdefgh\nendstream\nendobj\n"
        );
        let mut bytes = page(BESLUT).bytes();
        let table = bytes
            .windows(6)
            .rposition(|window| window == b"xref\n0")
            .unwrap();
        bytes.truncate(table);
        bytes.extend(object.bytes());
        bytes.extend(format!("startxref\n{table}\n%%EOF\n").bytes());
        assert_eq!(outcome_of(&bytes), "Beslut FileDamaged", "{entries}");
    }
}

#[test]
fn streams_of_objects_that_unpack_without_end_or_hold_themselves_do_no_harm() {
    let endless = packed(b"20 0 ".repeat(30_000_000));
    let bomb = page(BESLUT).with_data(
        20,
        "/Type/ObjStm/N 2000000000/First 5/Filter/FlateDecode",
        &endless,
    );
    let said = outcome(&bomb);
    assert!(
        said == "refused: too_large" || said.starts_with("Beslut"),
        "{said}"
    );
    let ring = page(BESLUT).with_stream(
        20,
        "/Type/ObjStm/N 1/First 5/Extends 20 0 R",
        "20 0 <</A 20 0 R>>",
    );
    assert_eq!(outcome(&ring), "Beslut");
}

#[test]
fn keys_of_absurd_lengths_open_nothing() {
    for entries in [
        "/V 1/R 2/Length 2147483640",
        "/V 2/R 3/Length -8",
        "/V 4/R 4/Length 0",
        "/V 99/R 99",
        "/V 5/R 6/Length 9999999999",
    ] {
        let encrypt = format!("/Encrypt<</Filter/Standard{entries}/O(x)/U(y)/P -4>>/ID[(1)(1)]");
        let said = outcome(&page(BESLUT).with_trailer(&encrypt));
        // What is not encrypted is read in spite of what the file says of itself.
        assert!(
            ["refused: encrypted", "Beslut FileDamaged"].contains(&&*said),
            "{entries}: {said}"
        );
    }
}
