//! Text under something opaque that was painted later.

use super::{
    NAME, after_name, before_name, check_hidden, check_seen, page, read, with_annotations,
    with_resources,
};
use crate::pdf::tests::writer::TinyPdf;

const UNDER: &str = "under en ogenomskinlig yta eller bild";

const PICTURE: &str = "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8\
    /ColorSpace/DeviceGray";

#[test]
fn a_box_painted_over_text_hides_it_whatever_its_colour_and_way_of_drawing() {
    for content in [
        "0 g 48 697 50 12 re f",
        "1 1 1 rg 48 697 50 12 re f",
        "0.9 g 48 697 50 12 re F",
        "0 0 0 1 k 48 697 50 12 re B",
        "48 697 m 98 697 l 98 709 l 48 709 l h f*",
        "48 709 m 98 709 l 98 697 l 48 697 l b",
        "98 709 -50 -12 re f",
        "q 0 1 -1 0 98 697 cm 0 0 12 50 re f Q",
        "q 0.7 0.7 -0.7 0.7 70 660 cm 0 0 60 60 re f Q",
        "40 690 m 40 720 l 120 720 l 120 690 l 80 660 l f",
        "45 703 m 45 715 98 715 98 703 c 98 691 45 691 45 703 c f",
        "12 w 45 703.5 m 100 703.5 l S",
        "48 697 30 12 re f 78 697 20 12 re f",
        "48 697 30 12 re 78 697 20 12 re f",
        "q 0 0 595 842 re W n 48 697 50 12 re f Q",
        "q 40 690 m 110 690 l 110 720 l 75 725 l 40 720 l W n 0 0 595 842 re f Q",
    ] {
        check_hidden(&after_name(content), UNDER);
    }
}

#[test]
fn what_covers_a_part_of_the_letters_hides_only_those_that_it_covers() {
    let (text, findings) = read(&after_name("73 697 30 12 re f"));
    assert_eq!(text, "Anna / Beslut");
    assert_eq!(
        findings,
        ["Dold text under en ogenomskinlig yta eller bild har utelämnats (3 tecken)."]
    );
}

#[test]
fn lines_frames_and_boxes_beside_the_text_hide_nothing() {
    for content in [
        // Under the line, through it, above it.
        "48 698 50 1 re f",
        "48 703 50 1.5 re f",
        "1 w 48 703 m 98 703 l S",
        "48 708 50 12 re f",
        // A box that reaches into the line from above or below.
        "48 704 50 12 re f",
        "48 692 50 11 re f",
        // A frame, stroked or made of two boxes one in the other.
        "2 w 48 697 50 12 re S",
        "40 690 70 30 re 48 697 50 12 re f*",
        "40 690 70 30 re 48 709 50 -12 re f",
        // The shape of an L, and the clip that shows only a part of a box.
        "40 690 m 120 690 l 120 720 l 100 720 l 100 698 l 40 698 l f",
        "q 200 690 60 30 re W n 0 0 595 842 re f Q",
        "q 40 690 m 110 690 l 40 692 l W n 0 0 595 842 re f Q",
        // A path that is given up, and one that only clips.
        "48 697 50 12 re n",
        "q 48 697 50 12 re W n Q",
        // A shape that is drawn thin, or dashed.
        "[3 3] 0 d 12 w 45 703.5 m 100 703.5 l S",
        // Many rules, each too thin, with the text between them.
        "48 699 50 0.5 re f 48 708 50 0.5 re f 48 703 50 0.5 re f",
    ] {
        check_seen(&after_name(content));
    }
}

#[test]
fn a_box_painted_before_the_text_is_its_ground() {
    for content in [
        "0.8 g 48 697 50 12 re f 0 g",
        "1 g 0 0 595 842 re f 0 g",
        "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q",
    ] {
        check_seen(&before_name(content));
    }
}

#[test]
fn paint_that_lets_the_text_through_hides_nothing() {
    let state = |entries: &str| {
        let pdf = after_name("q /G gs 1 1 0 rg 48 697 50 12 re f Q");
        with_resources(pdf, &format!("/ExtGState<</G<<{entries}>>>>"))
    };
    for entries in [
        "/ca 0.5",
        "/ca 0",
        "/BM/Multiply",
        "/BM[/Multiply]",
        "/SMask<</S/Luminosity/G 10 0 R>>",
        "/op true",
    ] {
        check_seen(&state(entries));
    }
    for entries in ["/ca 1/BM/Normal/SMask/None", "/CA 0.5", "/BM/Compatible"] {
        check_hidden(&state(entries), UNDER);
    }
}

#[test]
fn a_pattern_may_have_gaps() {
    let pdf = after_name("/Pattern cs /P scn 48 697 50 12 re f 0 g");
    check_seen(&pdf);
    check_seen(&after_name("q 48 697 50 12 re W n /S sh Q"));
}

#[test]
fn a_picture_hides_text_unless_it_has_holes() {
    let picture = |entries: &str| -> TinyPdf {
        let pdf = after_name("q 50 0 0 12 48 697 cm /P Do Q");
        with_resources(pdf, "/XObject<</P 10 0 R>>")
            .with_stream(10, &format!("{PICTURE}{entries}"), "x")
            .with_stream(11, PICTURE, "x")
    };
    check_hidden(&picture(""), UNDER);
    for entries in [
        "/SMask 11 0 R",
        "/Mask[0 0]",
        "/Mask 11 0 R",
        "/SMaskInData 1",
        "/ImageMask true",
    ] {
        check_seen(&picture(entries));
    }
    // A mask without holes, as programs write for pictures that could have some.
    let mask = |value: u8| picture("/SMask 11 0 R").with_data(11, PICTURE, &[value]);
    check_hidden(&mask(255), UNDER);
    check_seen(&mask(200));
    check_hidden(
        &after_name("q 50 0 0 12 48 697 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q"),
        UNDER,
    );
    check_seen(&after_name(
        "q 50 0 0 12 48 697 cm BI /W 1 /H 1 /IM true ID x\nEI Q",
    ));
}

#[test]
fn a_form_paints_within_its_bounds_and_as_its_group_says() {
    let form = |state: &str, entries: &str| -> TinyPdf {
        let pdf = after_name(&format!("q {state} /X Do Q"));
        with_resources(pdf, "/XObject<</X 10 0 R>>/ExtGState<</G<</ca 0.4>>>>").with_stream(
            10,
            &format!("/Subtype/Form{entries}"),
            "0 0 595 842 re f",
        )
    };
    check_hidden(&form("", "/BBox[48 697 98 709]"), UNDER);
    check_hidden(&form("1 0 0 1 48 697 cm", "/BBox[0 0 50 12]"), UNDER);
    check_seen(&form("", "/BBox[48 650 98 690]"));
    let group = "/BBox[48 697 98 709]/Group<</S/Transparency>>";
    check_hidden(&form("", group), UNDER);
    check_seen(&form("/G gs", group));
}

#[test]
fn an_annotation_is_painted_over_the_page() {
    let annotated = |kind: &str, appearance: &str, content: &str| -> TinyPdf {
        let annotation = format!("<</Subtype/{kind}/Rect[48 697 98 709]{appearance}>>");
        with_annotations(after_name(""), &annotation).with_stream(
            10,
            "/Subtype/Form/BBox[0 0 50 12]",
            content,
        )
    };
    let filled = "0 g 0 0 50 12 re f";
    for kind in ["Square", "Stamp", "Redact", "FreeText", "Widget"] {
        check_hidden(&annotated(kind, "/AP<</N 10 0 R>>", filled), UNDER);
        check_seen(&annotated(kind, "/AP<</N 10 0 R>>", "0 0 50 12 re S"));
    }
    // A marker pen is shown as one, the icon of a note can be moved, and a link is not shown at all.
    for kind in ["Highlight", "StrikeOut", "Text"] {
        check_seen(&annotated(kind, "/AP<</N 10 0 R>>", filled));
    }
    check_seen(&annotated("Link", "", filled));
    check_hidden(&annotated("Square", "/IC[0 0 0]", filled), UNDER);
    check_seen(&annotated("Square", "/IC[0 0 0]/CA 0.3", filled));
    check_seen(&annotated("Square", "/IC[]", filled));
    check_seen(&annotated("Square", "/F 2/IC[0 0 0]", filled));
}

#[test]
fn text_that_is_shown_again_on_top_was_not_hidden() {
    let again = "1 g 48 697 50 12 re f 0 g\nBT /F1 10 Tf 51 700 Td (Anna Ask) Tj ET";
    check_seen(&after_name(again));
    // A shadow, and bold made of a plain face.
    check_seen(&before_name(
        "0.5 g BT /F1 10 Tf 50.6 699.4 Td (Anna Ask) Tj ET 0 g",
    ));
    check_seen(&after_name("BT /F1 10 Tf 50.3 700 Td (Anna Ask) Tj ET"));
}

#[test]
fn turned_pages_and_turned_text_are_told_as_upright_ones() {
    let turned = |rotate: u32, content: &str| -> TinyPdf {
        after_name(content).with(
            crate::pdf::tests::writer::PAGE,
            &format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}\
                 /Contents 4 0 R/Resources 5 0 R>>"
            ),
        )
    };
    for rotate in [90, 180, 270] {
        let (text, findings) = read(&turned(rotate, "48 697 50 12 re f"));
        assert_eq!((text.as_str(), findings.len()), ("Beslut", 1));
        let (text, findings) = read(&turned(rotate, "48 709 50 12 re f"));
        assert!(text.contains("Anna Ask") && findings.is_empty());
    }
    let up_the_margin = format!(
        "BT /F1 10 Tf 0 1 -1 0 30 300 Tm (Anna Ask) Tj ET 22 298 11 50 re f {}",
        super::BESLUT
    );
    check_hidden(&page(&up_the_margin), UNDER);
}

#[test]
fn a_page_of_more_shapes_than_can_be_followed_keeps_its_text_and_says_so() {
    let shapes = "0 0 500 842 re f\n".repeat(200);
    let source = crate::extract(&after_name(&shapes).bytes()).unwrap();
    let text: Vec<String> = source.lines().map(|(_, line)| line.text()).collect();
    assert!(text.contains(&"Anna Ask".to_owned()), "{NAME} in {text:?}");
    let said = source
        .findings
        .iter()
        .map(|finding| finding.message.as_str());
    assert!(said.into_iter().any(|message| message
        == "Sidan är för invecklad för att dold text på den ska kunna skiljas ut."));
}

#[test]
fn a_path_that_nobody_can_follow_hides_nothing() {
    let zigzag = "300 0 l 301 842 l\n".repeat(1500);
    check_seen(&after_name(&format!("0 0 m {zigzag} f")));
    check_seen(&page(&format!(
        "q 0 0 m {zigzag} W n\n{NAME}Q{}",
        super::BESLUT
    )));
}
