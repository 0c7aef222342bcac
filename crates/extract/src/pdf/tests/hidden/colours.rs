//! Text in the colour of what it stands on.

use super::{NAME, before_name, check_hidden, check_seen, page, with_resources};
use crate::pdf::tests::writer::TinyPdf;

const SAME: &str = "i samma färg som sin bakgrund";

#[test]
fn text_in_the_colour_of_the_paper_is_hidden_however_the_colour_is_given() {
    for colour in [
        "1 g",
        "0.98 g",
        "1 1 1 rg",
        "0 0 0 0 k",
        "/DeviceRGB cs 1 1 1 sc",
        "/DeviceGray cs 1 scn",
        "/Profile cs 1 1 1 scn",
        "/Grey cs 1 scn",
        "/Ink cs 0 scn",
        "/Inks cs 0 0 scn",
        "/Table cs 1 scn",
        "/Lab cs 100 0 0 scn",
        // Outlined, and filled and outlined.
        "1 Tr 1 G",
        "2 Tr 1 g 1 1 1 RG",
        "1 Tr /Profile CS 1 1 1 SCN",
    ] {
        check_hidden(&with_spaces(&before_name(colour)), SAME);
    }
}

#[test]
fn text_of_any_other_colour_is_seen() {
    for colour in [
        "0.9 g",
        "1 1 0.8 rg",
        "0 0 0 0.1 k",
        "/DeviceGray cs",
        "/Profile cs",
        "/Profile cs 0.5 1 1 scn",
        "/Ink cs",
        "/Ink cs 0.5 scn",
        "/Inks cs 0.5 0 scn",
        "/Table cs 0 scn",
        "/Lab cs 40 0 0 scn",
        // Spaces and patterns that are not followed.
        "/Nowhere cs 1 1 1 scn",
        "/Pattern cs /P scn",
        // White letters with a black outline.
        "2 Tr 1 g 0 G",
        "1 Tr 1 g 0 G",
    ] {
        check_seen(&with_spaces(&before_name(colour)));
    }
}

fn with_spaces(pdf: &TinyPdf) -> TinyPdf {
    let spaces = "/ColorSpace<</Profile[/ICCBased 10 0 R]/Grey[/CalGray<<>>]/Ink[/Separation/Gold\
        /DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 .2 .9 .1]/N 1>>]\
        /Inks[/DeviceN[/A/B]/DeviceCMYK 11 0 R]/Table[/Indexed/DeviceRGB 1<000000FFFFFF>]\
        /Lab[/Lab<</WhitePoint[0.95 1 1.09]>>]>>";
    with_resources(pdf.clone(), spaces)
        .with_stream(10, "/N 3", "")
        .with_stream(
            11,
            "/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1 0 1]",
            "{pop}",
        )
}

#[test]
fn white_text_on_dark_ground_is_seen() {
    for ground in [
        "0 g 48 697 50 12 re f 1 g",
        "0.2 0.3 0.5 rg 40 690 200 30 re f 1 1 1 rg",
        "0 g 0 650 595 842 re f 1 g",
        "0 g 40 690 m 120 690 l 120 720 l 40 720 l f 1 g",
        "20 w 0 G 40 703 m 120 703 l S 1 g",
        // Many thin strips, as a colour that changes is often drawn.
        &format!(
            "{} 1 g",
            (0..60)
                .map(|step| format!("0 g 40 {} 200 0.5 re f ", 690.0 + 0.5 * f64::from(step)))
                .collect::<String>()
        ),
        // Through a clip, upright and not.
        "q 40 690 80 30 re W n 0 g 0 0 595 842 re f Q 1 g",
        "q 40 690 m 120 690 l 120 720 l 70 725 l 40 720 l W n 0 g 0 0 595 842 re f Q 1 g",
        // A picture, a shading, a pattern, transparent paint.
        "q 50 0 0 12 48 697 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q 1 g",
        "q 50 0 0 12 48 697 cm BI /W 1 /H 1 /IM true ID x\nEI Q 1 g",
        "q 48 697 50 12 re W n /S sh Q 1 g",
        "/Pattern cs /P scn 48 697 50 12 re f 1 g",
        "q /G gs 0 g 48 697 50 12 re f Q 1 g",
    ] {
        let pdf = before_name(ground);
        let pdf = with_resources(pdf, "/ExtGState<</G<</ca 0.8>>>>");
        let pdf_text = super::read(&pdf);
        assert!(pdf_text.0.starts_with("Anna Ask"), "{ground}: {pdf_text:?}");
        assert!(pdf_text.1.is_empty(), "{ground}: {pdf_text:?}");
    }
}

#[test]
fn white_text_on_a_dark_page_is_seen_and_dark_text_is_not() {
    let (text, findings) = super::read(&before_name("0 g 0 0 595 842 re f 1 g"));
    assert_eq!(text, "Anna Ask");
    assert_eq!(
        findings,
        ["Dold text i samma färg som sin bakgrund har utelämnats (6 tecken)."]
    );
}

#[test]
fn text_in_the_colour_of_its_box_is_hidden() {
    check_hidden(&before_name("0 g 48 697 50 12 re f"), SAME);
    check_hidden(&before_name("1 0 0 rg 40 690 90 30 re f"), SAME);
    // White again on a dark page.
    check_hidden(
        &before_name("0 g 0 0 595 300 re f 1 g 48 697 50 12 re f"),
        SAME,
    );
}

#[test]
fn white_text_that_reaches_over_the_edge_of_a_dark_box_is_seen_where_it_lies_in_it() {
    let (text, findings) = super::read(&before_name("0 g 40 690 33 30 re f 1 g"));
    assert_eq!(text, "Anna / Beslut");
    assert_eq!(findings.len(), 1);
}

#[test]
fn mixing_and_faint_ink_count_as_what_they_leave_on_the_page() {
    let state = |entries: &str, colour: &str| -> TinyPdf {
        let content = format!("q /G gs {colour}\n{NAME} Q{}", super::BESLUT);
        with_resources(page(&content), &format!("/ExtGState<</G<<{entries}>>>>"))
    };
    check_seen(&state("/BM/Difference", "1 g"));
    check_seen(&state("/ca 0.3", "0 g"));
    check_hidden(&state("/ca 0.3", "1 g"), SAME);
    check_hidden(&state("/ca 0.03", "0 g"), SAME);
    check_seen(&state("/SMask<</S/Alpha/G 10 0 R>>", "1 g"));
}

#[test]
fn a_white_box_under_white_text_is_no_ground_to_see_it_on() {
    check_hidden(&before_name("1 g 0 0 595 842 re f"), SAME);
}

#[test]
fn white_letters_with_an_outline_drawn_around_them_are_seen() {
    let outline: String = (0..7)
        .map(|letter| {
            let x = 50 + 6 * letter;
            format!("{x} 700 m {x} 706 {} 707 {} 700 c S\n", x + 5, x + 5)
        })
        .collect();
    let content = format!("1 g {NAME} 0 G 0.6 w {outline}{}", super::BESLUT);
    check_seen(&page(&content));
}
