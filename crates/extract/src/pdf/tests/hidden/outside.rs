//! Text outside of what is shown.

use super::{NAME, after_name, before_name, check_hidden, check_seen, page, with_resources};
use crate::pdf::tests::writer::{PAGE, TinyPdf};

const OUTSIDE: &str = "utanför det som visas av sidan";

fn with_boxes(boxes: &str) -> TinyPdf {
    after_name("").with(
        PAGE,
        &format!("<</Type/Page/Parent 2 0 R{boxes}/Contents 4 0 R/Resources 5 0 R>>"),
    )
}

#[test]
fn text_beside_the_paper_or_cut_off_it_is_hidden() {
    check_hidden(&with_boxes("/MediaBox[0 0 595 690]"), OUTSIDE);
    check_hidden(
        &with_boxes("/MediaBox[0 0 595 842]/CropBox[0 0 595 690]"),
        OUTSIDE,
    );
    check_hidden(
        &before_name("q 1 0 0 1 2000 0 cm 0 g").with_stream(
            4,
            "",
            &format!("q 1 0 0 1 2000 0 cm\n{NAME}Q{}", super::BESLUT),
        ),
        OUTSIDE,
    );
}

#[test]
fn text_that_reaches_onto_the_paper_is_seen() {
    check_seen(&with_boxes("/MediaBox[0 0 595 705]"));
    check_seen(&with_boxes(
        "/MediaBox[0 0 595 842]/CropBox[30 500 595 705]",
    ));
    check_seen(&with_boxes("/MediaBox[0 0 595 842]/TrimBox[0 0 595 600]"));
}

#[test]
fn text_outside_the_path_that_clips_is_hidden() {
    for clip in [
        "200 600 100 200 re W n",
        "40 500 300 150 re W* n",
        "200 600 m 300 600 l 250 700 l W n",
        "40 690 100 30 re W n 300 690 100 30 re W n",
    ] {
        let content = format!("q {clip}\n{NAME}Q{}", super::BESLUT);
        check_hidden(&page(&content), OUTSIDE);
    }
}

#[test]
fn text_within_the_path_that_clips_is_seen() {
    for clip in [
        "48 697 50 12 re W n",
        "0 0 595 842 re W* n",
        "48 704 50 2 re W n",
        "40 690 m 110 690 l 110 720 l 75 725 l 40 720 l h W n",
        // Nothing was drawn to clip with.
        "W n",
        // A clip that is brought back.
        "q 300 300 9 9 re W n Q",
    ] {
        let content = format!("q {clip}\n{NAME}Q{}", super::BESLUT);
        check_seen(&page(&content));
    }
}

#[test]
fn many_saved_states_bring_back_the_right_clip() {
    let saved = "q ".repeat(600);
    let brought_back = "Q ".repeat(600);
    let content = format!("q {saved} 300 300 9 9 re W n {brought_back} Q");
    let (text, _) = super::read(&page(&format!("{}{content}", super::BESLUT)));
    assert_eq!(text, "Beslut");
    let inner = "q ".repeat(520);
    let content = format!("{inner} {} {NAME}{}", "Q ".repeat(520), super::BESLUT);
    check_seen(&page(&content));
}

#[test]
fn text_outside_the_bounds_of_its_form_is_hidden() {
    let form = |bounds: &str| -> TinyPdf {
        let pdf = page(&format!("/X Do{}", super::BESLUT));
        with_resources(pdf, "/XObject<</X 10 0 R>>").with_stream(
            10,
            &format!("/Subtype/Form{bounds}"),
            NAME,
        )
    };
    check_hidden(&form("/BBox[0 0 595 600]"), OUTSIDE);
    check_seen(&form("/BBox[0 0 595 842]"));
    check_seen(&form("/BBox[98 709 48 697]"));
    check_seen(&form(""));
    check_seen(
        &form("/Matrix[0.5 0.5 -0.5 0.5 300 300]/BBox[0 600 595 842]").with_stream(
            10,
            "/Subtype/Form/BBox[0 600 595 842]",
            NAME,
        ),
    );
}
