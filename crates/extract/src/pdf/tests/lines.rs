//! Lines: rows by baselines, blanks by distance, accents, shadows, blank lines.

use expect_test::expect;

use super::check;
use super::writer::{RESOURCES, page};
use crate::extract;

/// Text at places: `x y size text`, one a line.
fn placed(texts: &[(f32, f32, f32, &str)]) -> Vec<u8> {
    let shows = texts
        .iter()
        .map(|(x, y, size, text)| format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"));
    page(&shows.collect::<String>()).bytes()
}

#[test]
fn cells_a_little_off_their_row_stand_in_it() {
    check(
        placed(&[
            (50.0, 700.0, 10.0, "Anna Ek"),
            (200.0, 702.0, 10.0, "S"),
            (50.0, 686.0, 10.0, "Bo Alm"),
            (200.0, 688.0, 10.0, "M"),
        ]),
        expect![[r#"
            1:50 Anna Ek|200 S
            1:50 Bo Alm|200 M
        "#]],
    );
}

#[test]
fn text_drawn_in_any_order_is_read_from_the_top() {
    check(
        placed(&[
            (120.0, 688.0, 10.0, "sist"),
            (50.0, 700.0, 10.0, "först"),
            (50.0, 688.0, 10.0, "sedan"),
        ]),
        expect![[r#"
            1:50 först
            1:50 sedan|120 sist
        "#]],
    );
}

#[test]
fn raised_and_lowered_text_hardly_smaller_than_the_rest_stays_in_its_row() {
    check(
        placed(&[
            (50.0, 700.0, 8.25, "Tomten är 42 m"),
            (107.2, 702.8, 7.2, "2"),
            (113.0, 700.0, 8.25, "och vattnet H"),
            (163.6, 697.3, 7.2, "2"),
            (167.7, 700.0, 8.25, "O rent"),
            (50.0, 690.0, 8.25, "enligt planen."),
        ]),
        expect![[r#"
            1:50 Tomten är 42 m2 och vattnet H 2O rent
            1:50 enligt planen.
        "#]],
    );
}

#[test]
fn a_footnote_mark_stays_apart_from_the_number_before_it() {
    check(
        placed(&[
            (50.0, 700.0, 10.0, "år 2024"),
            (86.2, 704.0, 6.0, "1"),
            (92.0, 700.0, 10.0, "och 42 m"),
            (133.8, 704.0, 6.0, "2"),
        ]),
        expect![[r#"
            1:50 år 2024 1 och 42 m2
        "#]],
    );
}

#[test]
fn accents_drawn_apart_join_their_letters() {
    let content =
        "BT /F 10 Tf 50 700 Td [(bl) -120 (\\250) 450 (a) -60 (\\232) 400 (a)] TJ 0 -12 Td
        [(A) 600 (\\232)] TJ ET";
    let pdf = page(content)
        .with(RESOURCES, "<</Font<</F 10 0 R>>>>")
        .with(
            10,
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica\
             /Encoding<</BaseEncoding/WinAnsiEncoding/Differences[154/ring]>>>>",
        );
    check(
        pdf.bytes(),
        expect![[r#"
            1:50 bläå
            1:50 Å
        "#]],
    );
}

#[test]
fn text_drawn_twice_is_one_text_and_bold() {
    let bytes = placed(&[
        (50.0, 700.0, 10.0, "Beslut till alla"),
        (50.4, 700.0, 10.0, "Beslut till alla"),
    ]);
    let source = extract(&bytes).unwrap();
    let segment = &source.pages[0].lines[0].segments[0];
    assert_eq!(
        (segment.text.as_str(), segment.bold),
        ("Beslut till alla", true)
    );
}

#[test]
fn a_shadow_beside_its_text_is_no_text_of_its_own() {
    check(
        placed(&[
            (52.0, 698.0, 12.0, "Kommunstyrelsen"),
            (50.0, 700.0, 12.0, "Kommunstyrelsen"),
            (50.0, 686.0, 12.0, "villkor till alla"),
            (52.5, 683.5, 12.0, "villkor till alla"),
        ]),
        expect![[r#"
            1:52 Kommunstyrelsen
            1:50 villkor till alla
        "#]],
    );
}

#[test]
fn text_that_stands_twice_in_rows_and_cells_stays_twice() {
    check(
        placed(&[
            (50.0, 700.0, 10.0, "Bifall"),
            (80.0, 700.0, 10.0, "Bifall"),
            (150.0, 700.0, 10.0, "Bifall"),
            (50.0, 691.0, 10.0, "Bifall"),
            (50.0, 682.0, 10.0, "Anna Ek"),
            (50.0, 673.0, 10.0, "Anna Ek"),
        ]),
        expect![[r#"
            1:50 Bifall Bifall|150 Bifall
            1:50 Bifall
            1:50 Anna Ek
            1:50 Anna Ek
        "#]],
    );
    // Few letters may be alike by chance.
    check(
        placed(&[(50.0, 700.0, 10.0, "111"), (52.4, 700.0, 10.0, "111")]),
        expect![[r#"
            1:50 111111
        "#]],
    );
}

#[test]
fn letters_set_apart_are_one_word() {
    let content = "BT /F1 10 Tf 3 Tc 50 700 Td (PROTOKOLL NR) Tj ET
        BT /F1 10 Tf 50 680 Td [(B) -400 (E) -400 (S) -400 (L) -400 (U) -400 (T)] TJ ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 PROTOKOLL NR
            1:50 BESLUT
        "#]],
    );
}

#[test]
fn spacing_after_a_single_letter_is_a_blank() {
    check(
        page("BT /F1 10 Tf 50 700 Td 2.8 Tc (\u{A7}) Tj 0 Tc (15) Tj ET").bytes(),
        expect![[r#"
            1:50 § 15
        "#]],
    );
}

#[test]
fn a_gap_clearly_larger_than_the_pitch_is_a_blank_line() {
    check(
        placed(&[
            (50.0, 700.0, 10.0, "Beslut"),
            (50.0, 688.0, 10.0, "Nämnden beslutar"),
            (50.0, 676.0, 10.0, "att bifalla motionen."),
            (50.0, 656.0, 10.0, "Reservation"),
        ]),
        expect![[r#"
            1:50 Beslut
            1:50 Nämnden beslutar
            1:50 att bifalla motionen.
            1:
            1:50 Reservation
        "#]],
    );
}

#[test]
fn a_segment_has_its_place_and_size() {
    let source = extract(&placed(&[(50.0, 700.0, 12.0, "Wi")])).unwrap();
    let line = &source.pages[0].lines[0];
    let segment = &line.segments[0];
    assert_eq!(line.baseline, Some(142.0));
    assert_eq!(segment.font_size, Some(12.0));
    assert_eq!(
        (segment.left, (segment.right * 100.0).round()),
        (50.0, 6399.0)
    );
}

#[test]
fn a_drawn_soft_hyphen_is_a_hyphen() {
    let content = "BT /F 10 Tf 50 700 Td (kommun\\001) Tj 0 -12 Td (styrelsen) Tj ET";
    let pdf = page(content)
        .with(RESOURCES, "<</Font<</F 10 0 R>>>>")
        .with(
            10,
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica\
             /Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/uni00AD]>>>>",
        );
    check(
        pdf.bytes(),
        expect![[r#"
            1:50 kommun-
            1:50 styrelsen
        "#]],
    );
}

#[test]
fn a_page_askew_is_read_in_rows() {
    let content = "BT /F1 10 Tf 0.9998 0.0175 -0.0175 0.9998 50 700 Tm (Anna Ekström) Tj ET
        BT /F1 10 Tf 0.9998 0.0175 -0.0175 0.9998 349.9 705.2 Tm (ledamot) Tj ET
        BT /F1 10 Tf 0.9998 0.0175 -0.0175 0.9998 50.2 688 Tm (Bo Alm) Tj ET";
    let source = extract(&page(content).bytes()).unwrap();
    let texts: Vec<String> = source.lines().map(|(_, line)| line.text()).collect();
    assert_eq!(texts, ["Anna Ekström  ledamot", "Bo Alm"]);
}

#[test]
fn a_blank_drawn_and_taken_back_is_no_blank() {
    check(
        page("BT /F1 10 Tf 50 700 Td [(Howev) 0 ( ) 278 (er)] TJ ET").bytes(),
        expect![[r#"
            1:50 However
        "#]],
    );
}
