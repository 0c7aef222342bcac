//! Text that is not painted: recognised text of a picture, or hidden.

use expect_test::expect;
use paragraf_model::TextOrigin;

use super::{NAME, before_name, check_hidden, check_seen, page, read, with_resources};
use crate::pdf::tests::check_refused;
use crate::pdf::tests::writer::TinyPdf;
use crate::{ExtractError, extract};

const UNPAINTED: &str = "som inte målas på sidan";

/// A picture over the whole page.
const SCAN: &str = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q\n";

#[test]
fn text_that_is_not_painted_and_stands_for_no_picture_is_hidden() {
    check_hidden(&before_name("3 Tr"), UNPAINTED);
    let content = format!("q /G gs\n{NAME} Q{}", super::BESLUT);
    let pdf = with_resources(page(&content), "/ExtGState<</G<</ca 0>>>>");
    check_hidden(&pdf, UNPAINTED);
    // A picture elsewhere on the page does not count.
    check_hidden(
        &before_name("q 90 0 0 90 300 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q 3 Tr"),
        UNPAINTED,
    );
}

#[test]
fn a_file_of_hidden_text_alone_has_no_text() {
    let pdf = page(&format!("3 Tr {NAME}"));
    assert_eq!(extract(&pdf.bytes()), Err(ExtractError::NoVisibleText));
    let covered = page(&format!("{NAME} 0 0 595 842 re f"));
    check_refused(
        covered.bytes(),
        expect![
            "no_visible_text: it shows no text; add a copy with text, or pictures of pages as PDF"
        ],
    );
}

#[test]
fn recognised_text_under_or_over_its_picture_is_read() {
    let strips: String = (0..842)
        .map(|row| format!("q 595 0 0 1 0 {row} cm BI /W 1 /H 1 /IM true ID x\nEI Q\n"))
        .collect();
    for content in [
        format!("{SCAN} 3 Tr {NAME}"),
        format!("3 Tr {NAME} {SCAN}"),
        format!("{strips} 3 Tr {NAME}"),
        format!("1 g 0 0 595 842 re f {SCAN} 3 Tr {NAME}"),
        format!("{SCAN} 7 Tr {NAME}"),
    ] {
        let recognised = page(&format!("{content} BT 50 600 Td (Beslut) Tj ET"));
        assert_eq!(
            read(&recognised),
            ("Anna Ask / Beslut".to_owned(), vec![]),
            "{content}"
        );
    }
    let lines = "(Kommunstyrelsen beslutar) Tj T* ".repeat(30);
    let long = format!("BT 3 Tr /F1 10 Tf 12 TL 50 700 Td {lines} ET");
    let source = extract(&page(&format!("{SCAN}{long}")).bytes()).unwrap();
    assert_eq!(source.pages[0].origin, TextOrigin::Ocr);
}

#[test]
fn recognised_text_of_a_picture_in_the_text_is_read() {
    check_seen(&before_name(
        "q 90 0 0 90 30 650 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q 3 Tr",
    ));
}

#[test]
fn recognised_text_whose_picture_was_painted_over_is_hidden() {
    for content in [
        format!("{SCAN} 3 Tr {NAME} 0 g 48 697 50 12 re f"),
        format!("3 Tr {NAME} {SCAN} 0 g 48 697 50 12 re f"),
        format!("{SCAN} 0 g 48 697 50 12 re f 3 Tr {NAME}"),
    ] {
        check_hidden(
            &page(&format!("{content}{}", super::BESLUT)),
            "under en ogenomskinlig yta eller bild",
        );
    }
}

#[test]
fn text_that_is_seen_and_then_covered_by_a_scan_is_hidden() {
    let pdf = page(&format!("{NAME}{SCAN}{}", super::BESLUT));
    check_hidden(&pdf, "under en ogenomskinlig yta eller bild");
}

#[test]
fn letters_drawn_as_shapes_keep_the_text_that_stands_for_them() {
    // Some programs paint letters as shapes and put the same text there unpainted.
    let letters: String = (0..7)
        .map(|letter| {
            let x = 50 + 6 * letter;
            format!("{x} 700 m {} 707 l {} 700 l h f\n", x + 2, x + 4)
        })
        .collect();
    check_seen(&before_name(&format!("{letters} 3 Tr")));
    // A line under the text is no letter.
    check_hidden(&before_name("48 698 50 1 re f 3 Tr"), UNPAINTED);
}

#[test]
fn text_that_stands_for_glyphs_nobody_can_decode_is_read() {
    let font = "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 0\
        /LastChar 1/Widths[.6 .6]/CharProcs<<>>/Encoding<</Differences[0/u0/u1]>>>>";
    let content = format!("BT /F3 10 Tf 50 720 Td <0001000100010001000100> Tj ET 3 Tr {NAME}");
    let pdf = page(&content)
        .with(5, "<</Font<</F1 6 0 R/F3 10 0 R>>>>")
        .with(10, font);
    let source = extract(&pdf.bytes()).unwrap();
    let lines = &source.pages[0].lines;
    assert!(
        lines.iter().any(|line| line.text().contains("Anna")),
        "{lines:?}"
    );
}

#[test]
fn letters_that_clip_are_seen_where_something_is_painted_through_them() {
    let clip =
        |paint: &str| -> TinyPdf { page(&format!("q 7 Tr {NAME} {paint} Q{}", super::BESLUT)) };
    check_hidden(&clip(""), UNPAINTED);
    check_seen(&clip("0 g 0 0 595 842 re f"));
    check_seen(&clip("/S sh"));
    // What is painted through letters does not cover the page.
    let content = format!(
        "{NAME} q 7 Tr BT /F1 9 Tf 50 500 Td (Q) Tj ET 0 0 595 842 re f Q{}",
        super::BESLUT
    );
    let (text, findings) = read(&page(&content));
    assert_eq!((text.as_str(), findings), ("Anna Ask / Beslut / Q", vec![]));
}

#[test]
fn letters_too_small_for_anybody_are_hidden() {
    for set in [
        "/F1 0.5 Tf",
        "/F1 0 Tf",
        "/F1 10 Tf 0 Tz",
        "/F1 10 Tf 0.05 0 0 0.05 50 700 Tm",
    ] {
        let name = format!("BT {set} 50 700 Td (Anna Ask) Tj ET 100 Tz");
        let content = format!("{name}{}", super::BESLUT);
        check_hidden(&page(&content), "i oläsligt liten storlek");
    }
    for set in [
        "/F1 3 Tf",
        "/F1 1 Tf 10 0 0 10 50 700 Tm",
        "/F1 -10 Tf -1 0 0 -1 50 700 Tm",
    ] {
        let content = format!("BT {set} (Anna Ask) Tj ET{}", super::BESLUT);
        let (text, _) = read(&page(&content));
        assert!(text.contains("Anna Ask"), "{set}: {text}");
    }
}

#[test]
fn text_that_a_mask_lets_paint_through_may_be_seen() {
    let content = format!(
        "q /M gs 40 690 200 30 re f Q q /G gs\n{NAME}Q{}",
        super::BESLUT
    );
    let states = "/ExtGState<</M<</SMask<</S/Luminosity/G 10 0 R>>>>/G<</ca 0>>>>";
    check_seen(&with_resources(page(&content), states));
}
