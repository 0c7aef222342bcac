//! Text operators, the graphics state, forms, annotations.

use expect_test::expect;

use super::check;
use super::writer::{PAGE, RESOURCES, page};

#[test]
fn every_operator_that_moves_the_text_moves_it() {
    let content = "BT /F1 10 Tf 50 700 Td (Td) Tj 10 -20 TD (TD) Tj T* (T stjärna) Tj
        15 TL (apostrof) ' 1 0 (citat) \" 1 0 0 1 100 500 Tm (Tm) Tj ET
        BT /F1 10 Tf 40 480 Td [(T) 0 (J)] TJ ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 Td
            1:
            1:60 TD
            1:
            1:60 T stjärna
            1:60 apostrof
            1:60 citat
            1:
            1:100 Tm
            1:
            1:40 TJ
        "#]],
    );
}

#[test]
fn kerning_is_no_blank_and_a_wide_step_is() {
    check(
        page("BT /F1 10 Tf 50 700 Td [(Pr) 40 (oto) -100 (koll) -278 (nr) -300 (3)] TJ ET").bytes(),
        expect![[r#"
            1:50 Protokoll nr 3
        "#]],
    );
}

#[test]
fn a_step_wider_than_an_em_is_a_column_border() {
    check(
        page("BT /F1 10 Tf 50 700 Td [(\u{A7} 7) -9000 (Dnr 2024-17)] TJ ET").bytes(),
        expect![[r#"
            1:50 § 7|154 Dnr 2024-17
        "#]],
    );
}

#[test]
fn spacing_and_stretching_count_in_the_place_of_the_next_word() {
    let content = "BT /F1 10 Tf 1 Tc 20 Tw 200 Tz 50 700 Td (Ja Nej) Tj ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 Ja|123 Nej
        "#]],
    );
}

#[test]
fn raised_text_stays_in_its_row() {
    let content =
        "BT /F1 10 Tf 50 700 Td (punkt) Tj /F1 6 Tf 4 Ts (a) Tj /F1 10 Tf 0 Ts ( och) Tj ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 punkta och
        "#]],
    );
}

#[test]
fn a_saved_state_comes_back() {
    let content = "q 2 0 0 2 0 0 cm BT /F1 10 Tf 50 350 Td (dubbelt) Tj ET Q
        BT /F1 10 Tf 50 600 Td (enkelt) Tj ET";
    let source = crate::extract(&page(content).bytes()).unwrap();
    let sizes = source
        .lines()
        .filter_map(|(_, line)| line.segments.first()?.font_size);
    assert_eq!(sizes.collect::<Vec<_>>(), [20.0, 10.0]);
}

#[test]
fn more_states_brought_back_than_saved_do_no_harm() {
    check(
        page("Q Q BT /F1 10 Tf 50 700 Td (Beslut) Tj ET Q").bytes(),
        expect![[r#"
            1:50 Beslut
        "#]],
    );
}

#[test]
fn a_form_is_drawn_where_its_matrix_puts_it_with_its_own_fonts() {
    let pdf = page("q 1 0 0 1 100 0 cm /X Do Q BT /F1 10 Tf 50 600 Td (efter) Tj ET")
        .with(RESOURCES, "<</Font<</F1 6 0 R>>/XObject<</X 10 0 R>>>>")
        .with_stream(
            10,
            "/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Matrix[1 0 0 1 7 600]\
             /Resources<</Font<</Egen 7 0 R>>>>",
            "BT /Egen 10 Tf 50 100 Td (i form) Tj ET",
        );
    check(
        pdf.bytes(),
        expect![[r#"
            1:157 i form
            1:
            1:50 efter
        "#]],
    );
}

#[test]
fn a_form_without_resources_uses_those_around_it() {
    let pdf = page("/X Do")
        .with(RESOURCES, "<</Font<</F1 6 0 R>>/XObject<</X 10 0 R>>>>")
        .with_stream(
            10,
            "/Subtype/Form/BBox[0 0 595 842]",
            "BT /F1 9 Tf 50 600 Td (lånat) Tj ET",
        );
    check(
        pdf.bytes(),
        expect![[r#"
            1:50 lånat
        "#]],
    );
}

#[test]
fn stamps_are_read_from_their_appearance_and_hidden_ones_are_not() {
    let stamp = |flags: u32, appearance: u32| {
        format!("<</Subtype/Stamp/F {flags}/Rect[300 100 400 120]/AP<</N {appearance} 0 R>>>>")
    };
    let annotations = [stamp(4, 10), stamp(2, 11)].concat();
    let drawn = "/Subtype/Form/BBox[0 0 50 10]/Resources<</Font<</F1 6 0 R>>>>";
    let pdf = page("BT /F1 10 Tf 50 700 Td (Underskrifter) Tj ET")
        .with(
            PAGE,
            &format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R\
                 /Annots[{annotations}]>>"
            ),
        )
        .with_stream(10, drawn, "BT /F1 5 Tf 0 2 Td (Justerat 2024-02-02) Tj ET")
        .with_stream(11, drawn, "BT /F1 5 Tf 0 2 Td (dold) Tj ET");
    check(
        pdf.bytes(),
        expect![[r#"
            1:50 Underskrifter
            1:
            1:300 Justerat 2024-02-02
        "#]],
    );
}

#[test]
fn an_inline_image_is_passed_over_even_with_its_end_mark_inside() {
    let content = "BI /W 4 /H 2 /BPC 8 /CS /G ID a EI \u{80}bcdef\nEI Q
        BT /F1 10 Tf 50 700 Td (efter bilden) Tj ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 efter bilden
        "#]],
    );
}

#[test]
fn marked_text_stands_in_only_where_the_glyphs_are_unknown() {
    let content = "BT /F1 10 Tf 50 700 Td /Span<</ActualText(annat)>>BDC (Beslut) Tj EMC ET
        BT /F3 10 Tf 50 680 Td /Span<</ActualText<FEFF00C5>>>BDC (xy) Tj EMC (z) Tj ET";
    let pdf = page(content)
        .with(RESOURCES, "<</Font<</F1 6 0 R/F3 10 0 R>>>>")
        .with(
            10,
            "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[120/g1/g2/A]>>>>",
        );
    check(
        pdf.bytes(),
        expect![[r#"
            1:50 Beslut
            1:50 ÅA
        "#]],
    );
}

#[test]
fn a_font_from_a_graphics_state_is_used() {
    let pdf = page("BT /G gs 50 700 Td (Beslut) Tj ET")
        .with(RESOURCES, "<</ExtGState<</G<</Font[7 0 R 10]>>>>>>");
    let source = crate::extract(&pdf.bytes()).unwrap();
    assert!(source.pages[0].lines[0].segments[0].bold);
}

#[test]
fn strings_are_read_in_every_way_of_writing_them() {
    let content = r"BT /F1 10 Tf 50 700 Td (\(S\) \101\344 (in (i)) rad\
 slut) Tj 0 -20 Td <42 65 73 6C 75 7> Tj ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 (S) Aä (in (i)) rad slut
            1:50 Beslup
        "#]],
    );
}
