//! Optional content and annotations that are not shown.

use super::{NAME, after_name, check_hidden, check_seen, page, with_annotations, with_resources};
use crate::pdf::tests::writer::TinyPdf;

const OFF: &str = "i ett lager som är släckt";

/// The name in layer 10, with 11 another layer; the configuration comes without the layers.
fn layered(configuration: &str, layer: &str) -> TinyPdf {
    let content = format!("/OC/L BDC\n{NAME} EMC{}", super::BESLUT);
    with_resources(page(&content), &format!("/Properties<</L {layer}>>"))
        .with(
            1,
            &format!(
                "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[10 0 R 11 0 R]/D<<{configuration}>>>>>>"
            ),
        )
        .with(10, "<</Type/OCG/Name(Utkast)/Usage<</View<</ViewState/OFF>>/Print<</PrintState/OFF>>>>>>")
        .with(11, "<</Type/OCG/Name(Text)>>")
        .with(12, "<</Type/OCMD/OCGs[10 0 R 11 0 R]>>")
        .with(13, "<</Type/OCMD/OCGs[10 0 R 11 0 R]/P/AllOn>>")
        .with(14, "<</Type/OCMD/OCGs[10 0 R 11 0 R]/P/AnyOff>>")
        .with(15, "<</Type/OCMD/OCGs 10 0 R/P/AllOff>>")
        .with(16, "<</Type/OCMD/VE[/And 11 0 R[/Not 10 0 R]]>>")
        .with(17, "<</Type/OCMD/VE[/Or 10 0 R[/Not 11 0 R]]>>")
        .with(18, "<</Type/OCMD/OCGs[]>>")
        .with(19, "<</Type/OCG/Name(Konstruktion)/Intent/Design>>")
}

#[test]
fn text_of_a_layer_that_is_off_is_hidden() {
    for (configuration, layer) in [
        ("/OFF[10 0 R]", "10 0 R"),
        ("/BaseState/OFF", "10 0 R"),
        ("/BaseState/OFF/ON[11 0 R]", "10 0 R"),
        ("/OFF[10 0 R 11 0 R]", "12 0 R"),
        ("/OFF[10 0 R]", "13 0 R"),
        ("", "14 0 R"),
        ("", "15 0 R"),
        ("", "16 0 R"),
        ("/OFF[10 0 R]", "17 0 R"),
        (
            "/AS[<</Event/View/Category[/View]/OCGs[10 0 R]>>]",
            "10 0 R",
        ),
    ] {
        check_hidden(&layered(configuration, layer), OFF);
    }
}

#[test]
fn text_of_a_layer_that_is_on_is_seen() {
    for (configuration, layer) in [
        ("", "10 0 R"),
        ("/OFF[11 0 R]", "10 0 R"),
        ("/BaseState/OFF/ON[10 0 R]", "10 0 R"),
        ("/OFF[10 0 R]", "12 0 R"),
        ("", "13 0 R"),
        ("/OFF[10 0 R]", "14 0 R"),
        ("/OFF[10 0 R]", "15 0 R"),
        ("/OFF[10 0 R]", "16 0 R"),
        ("", "17 0 R"),
        ("/BaseState/OFF", "18 0 R"),
        ("/OFF[19 0 R]", "19 0 R"),
        // For paper only, and not set by itself: as it is on the screen.
        (
            "/AS[<</Event/Print/Category[/Print]/OCGs[10 0 R]>>]",
            "10 0 R",
        ),
    ] {
        check_seen(&layered(configuration, layer));
    }
}

#[test]
fn a_layer_ends_with_its_stretch_and_with_its_form() {
    let off = |content: &str| -> TinyPdf {
        let pdf = layered("/OFF[10 0 R]", "10 0 R");
        pdf.with_stream(4, "", &format!("{content}{}", super::BESLUT))
    };
    check_seen(&off(&format!("/OC/L BDC /Span BMC EMC EMC {NAME}")));
    check_hidden(&off(&format!("/OC/L BDC /Span BMC EMC {NAME} EMC")), OFF);
    let with_form = |content: &str, form: &str| -> TinyPdf {
        let pdf = off(content);
        with_resources(pdf, "/Properties<</L 10 0 R>>/XObject<</X 20 0 R>>").with_stream(
            20,
            "/Subtype/Form/BBox[0 0 595 842]",
            form,
        )
    };
    check_seen(&with_form(&format!("/X Do {NAME}"), "/OC/L BDC"));
    check_hidden(
        &with_form("/OC/L BDC /X Do EMC", &format!("EMC {NAME}")),
        OFF,
    );
}

#[test]
fn paint_of_a_layer_that_is_off_covers_nothing() {
    let pdf = layered("/OFF[10 0 R]", "10 0 R");
    let content = format!("{NAME}/OC/L BDC 0 g 48 697 50 12 re f EMC{}", super::BESLUT);
    check_seen(&pdf.with_stream(4, "", &content));
}

#[test]
fn forms_and_annotations_may_belong_to_a_layer() {
    let pdf = layered("/OFF[10 0 R]", "10 0 R");
    let form = with_resources(pdf.clone(), "/XObject<</X 20 0 R>>")
        .with_stream(4, "", &format!("/X Do{}", super::BESLUT))
        .with_stream(20, "/Subtype/Form/BBox[0 0 595 842]/OC 10 0 R", NAME);
    check_hidden(&form, OFF);
    let stamp = "<</Subtype/Stamp/Rect[0 0 595 842]/OC 10 0 R/AP<</N 20 0 R>>>>";
    let annotated = with_annotations(pdf, stamp)
        .with_stream(4, "", super::BESLUT)
        .with_stream(20, "/Subtype/Form/BBox[0 0 595 842]/Resources 5 0 R", NAME);
    check_hidden(&annotated, OFF);
}

#[test]
fn annotations_that_are_not_shown_are_told_of_and_cover_nothing() {
    let stamp = |flags: u32, content: &str, page_content: TinyPdf| -> TinyPdf {
        let stamp = format!("<</Subtype/Stamp/F {flags}/Rect[0 0 595 842]/AP<</N 20 0 R>>>>");
        with_annotations(page_content, &stamp).with_stream(
            20,
            "/Subtype/Form/BBox[0 0 595 842]/Resources 5 0 R",
            content,
        )
    };
    for flags in [2, 32] {
        let pdf = stamp(flags, NAME, page(super::BESLUT));
        check_hidden(&pdf, "i en anteckning som inte visas");
        check_seen(&stamp(flags, "48 697 50 12 re f", after_name("")));
    }
    check_seen(&stamp(4, NAME, page(super::BESLUT)));
}

#[test]
fn conditions_within_conditions_end() {
    let mut pdf = layered("", "12 0 R").with(12, "<</Type/OCMD/VE 20 0 R>>");
    for number in 20..34 {
        let inner = format!("{} 0 R ", number + 1).repeat(20);
        pdf = pdf.with(number, &format!("[/And {inner}]"));
    }
    check_seen(&pdf.with(34, "[/And 10 0 R]"));
}
