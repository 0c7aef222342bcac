//! What text recognition is given: the pixels of a page's pictures, however the file stores them.

use expect_test::{Expect, expect};

use super::writer::{CONTENT, PAGE, RESOURCES, TinyPdf, page};
use crate::{PictureError, page_picture};

/// The pixels as grey values, one row a line.
#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check(pdf: &TinyPdf, expected: Expect) {
    let picture = page_picture(&pdf.bytes(), 1).unwrap();
    let rows = picture.pixels.chunks(picture.place.width as usize);
    let row = |row: &[u8]| {
        let pixels: Vec<String> = row.iter().map(u8::to_string).collect();
        format!("{}\n", pixels.join(" "))
    };
    expected.assert_eq(&rows.map(row).collect::<String>());
}

/// A page with one picture, a point a pixel, whose data is written in hexadecimal digits.
fn picture(width: u32, height: u32, entries: &str, data: &str) -> TinyPdf {
    let size = format!("/Subtype/Image/Width {width}/Height {height}");
    painted(&format!("q {width} 0 0 {height} 100 100 cm /P Do Q")).with_stream(
        10,
        &format!("{size}{entries}/Filter/ASCIIHexDecode"),
        data,
    )
}

/// A page with this content and pictures `P` (object 10) and `Q` (object 11).
fn painted(content: &str) -> TinyPdf {
    page(content).with(RESOURCES, "<</XObject<</P 10 0 R/Q 11 0 R>>>>")
}

const GREY: &str = "/ColorSpace/DeviceGray/BitsPerComponent 8";

#[test]
fn samples_of_every_size_become_grey() {
    let grey = |bits: u32, data| {
        let entries = format!("/ColorSpace/DeviceGray/BitsPerComponent {bits}");
        picture(4, 2, &entries, data)
    };
    check(&grey(1, "A0 50"), expect!["255 0 255 0\n0 255 0 255\n"]);
    check(&grey(2, "1B E4"), expect!["0 85 170 255\n255 170 85 0\n"]);
    check(
        &grey(4, "05AF F0F0"),
        expect!["0 85 170 255\n255 0 255 0\n"],
    );
    check(
        &grey(8, "004080FF FF804000"),
        expect!["0 64 128 255\n255 128 64 0\n"],
    );
    check(
        &grey(16, "00FF4000800AFFFF FFFF800040000000"),
        expect!["0 64 128 255\n255 128 64 0\n"],
    );
}

#[test]
fn colours_of_every_space_become_as_dark_as_they_look() {
    let row = |space: &str, bits: u32, data| {
        let entries = format!("/ColorSpace {space}/BitsPerComponent {bits}");
        picture(2, 1, &entries, data).with_stream(12, "/N 3", "profile")
    };
    check(&row("/DeviceRGB", 8, "FF0000 0000FF"), expect!["76 29\n"]);
    check(
        &row("[/CalRGB<<>>]", 8, "00FF00 FFFFFF"),
        expect!["150 255\n"],
    );
    check(
        &row("[/ICCBased 12 0 R]", 8, "FF0000 000000"),
        expect!["76 0\n"],
    );
    check(
        &row("/DeviceCMYK", 8, "00000000 000000FF"),
        expect!["255 0\n"],
    );
    check(
        &row("/DeviceCMYK", 8, "FF000000 0000FF00"),
        expect!["179 226\n"],
    );
    check(
        &row("[/Separation/Svart/DeviceGray 9 0 R]", 8, "00FF"),
        expect!["255 0\n"],
    );
    check(
        &row("[/DeviceN[/A/B]/DeviceRGB 9 0 R]", 8, "0000 80FF"),
        expect!["255 0\n"],
    );
    check(&row("[/Lab<<>>]", 8, "FF8080 008080"), expect!["255 0\n"]);
    check(
        &row("[/Indexed/DeviceRGB 1<FF0000 FFFFFF>]", 4, "01"),
        expect!["76 255\n"],
    );
}

#[test]
fn a_decode_array_turns_black_and_white_round() {
    let turned = |entries: &str, data| picture(4, 1, entries, data);
    check(
        &turned(
            "/ColorSpace/DeviceGray/BitsPerComponent 1/Decode[1 0]",
            "A0",
        ),
        expect!["0 255 0 255\n"],
    );
    check(
        &turned(
            "/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[0 0.5]",
            "00408 0FF",
        ),
        expect!["0 32 64 128\n"],
    );
}

#[test]
fn a_mask_paints_its_colour_where_it_is_0_and_elsewhere_paper_shows() {
    let mask = |colour: &str, decode: &str| {
        painted(&format!("q {colour} 4 0 0 1 100 100 cm /P Do Q")).with_stream(
            10,
            &format!(
                "/Subtype/Image/Width 4/Height 1/ImageMask true{decode}/Filter/ASCIIHexDecode"
            ),
            "A0",
        )
    };
    check(&mask("", ""), expect!["255 0 255 0\n"]);
    check(&mask("0.4 g", "/Decode[1 0]"), expect!["102 255 102 255\n"]);
}

#[test]
fn what_a_picture_does_not_cover_shows_what_lies_below() {
    let masked = |entry: &str, mask: &str| {
        let size = "/Subtype/Image/Width 4/Height 1";
        painted("q 4 0 0 1 100 100 cm /Q Do /P Do Q")
            .with_stream(
                11,
                &format!("{size}{GREY}/Filter/ASCIIHexDecode"),
                "80808080",
            )
            .with_stream(
                10,
                &format!("{size}{GREY}{entry}/Filter/ASCIIHexDecode"),
                "00000A0A",
            )
            .with_stream(
                12,
                &format!("{size}{mask}/Filter/ASCIIHexDecode"),
                "00FF00FF",
            )
    };
    check(&masked("/SMask 12 0 R", GREY), expect!["128 0 128 10\n"]);
    let stencil = "/ImageMask true/Filter/ASCIIHexDecode";
    check(&masked("/Mask 12 0 R", stencil), expect!["0 0 10 10\n"]);
    check(&masked("/Mask[5 12]", ""), expect!["0 0 128 128\n"]);
}

#[test]
fn filters_that_any_stream_has_are_undone() {
    let size = "/Subtype/Image/Width 4/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8";
    let filtered = |filter: &str, data| {
        painted("q 4 0 0 2 100 100 cm /P Do Q").with_stream(10, &format!("{size}{filter}"), data)
    };
    check(
        &filtered("/Filter[/ASCIIHexDecode/RunLengthDecode]", "FD00 FD80 80>"),
        expect!["0 0 0 0\n128 128 128 128\n"],
    );
    check(
        &filtered(
            "/Filter[/AHx/Fl]/DecodeParms[null<</Predictor 12/Columns 4>>]",
            "7801 010A00F5FF 0200408020 0210101010 00000000>",
        ),
        expect!["0 64 128 32\n16 80 144 48\n"],
    );
}

#[test]
fn strips_of_a_scan_are_put_together() {
    let strip = |data| {
        let entries = format!("/Subtype/Image/Width 3/Height 1{GREY}/Filter/ASCIIHexDecode");
        (entries, data)
    };
    let ((above, light), (below, dark)) = (strip("FFC0FF"), strip("004000"));
    check(
        &painted("q 3 0 0 1 50 101 cm /P Do Q q 3 0 0 1 50 100 cm /Q Do Q")
            .with_stream(10, &above, light)
            .with_stream(11, &below, dark),
        expect!["255 192 255\n0 64 0\n"],
    );
}

#[test]
fn letters_as_a_fine_mask_over_a_coarse_background_are_put_together() {
    let size = "/Subtype/Image/Filter/ASCIIHexDecode";
    check(
        &painted("q 4 0 0 2 50 100 cm /P Do 0 g /Q Do Q")
            .with_stream(10, &format!("{size}/Width 2/Height 1{GREY}"), "E0C0")
            .with_stream(
                11,
                &format!("{size}/Width 4/Height 2/ImageMask true"),
                "70 E0",
            ),
        expect!["0 224 192 192\n224 224 192 0\n"],
    );
}

#[test]
fn the_picture_is_upright_as_the_page_is_shown() {
    let turned = |matrix: &str, rotate: u32| {
        let size = "/Subtype/Image/Width 3/Height 2/Filter/ASCIIHexDecode";
        painted(&format!("q {matrix} cm /P Do Q"))
            .with_stream(10, &format!("{size}{GREY}"), "010203 040506")
            .with(
                PAGE,
                &format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R/Rotate {rotate}>>"),
            )
    };
    let upright = || expect!["1 2 3\n4 5 6\n"];
    check(&turned("3 0 0 2 50 50", 0), upright());
    check(&turned("0 3 -2 0 50 50", 90), upright());
    check(&turned("-3 0 0 -2 50 50", 180), upright());
    check(&turned("0 -3 2 0 50 50", 270), upright());
    check(&turned("-3 0 0 2 53 50", 0), expect!["3 2 1\n6 5 4\n"]);
    check(&turned("3 0 0 2 50 50", 90), expect!["4 1\n5 2\n6 3\n"]);
}

#[test]
fn a_fax_with_flat_pixels_is_stretched_so_that_letters_keep_their_shape() {
    let flat = painted("q 2 0 0 2 50 50 cm /P Do Q").with_stream(
        10,
        &format!("/Subtype/Image/Width 4/Height 2{GREY}/Filter/ASCIIHexDecode"),
        "01020304 05060708",
    );
    check(&flat, expect!["1 2 3 4\n1 2 3 4\n5 6 7 8\n5 6 7 8\n"]);
}

#[test]
fn a_scan_finer_than_recognition_needs_is_made_coarser() {
    let fine = painted("q 0.36 0 0 0.36 50 50 cm /P Do Q").with_stream(
        10,
        &format!("/Subtype/Image/Width 4/Height 4{GREY}/Filter/ASCIIHexDecode"),
        "00004040 00004040 80808080 80808080",
    );
    let picture = page_picture(&fine.bytes(), 1).unwrap();
    assert_eq!(picture.resolution(), 400);
    check(&fine, expect!["0 64\n128 128\n"]);
}

#[test]
fn a_picture_in_the_content_itself_counts_with_its_short_names() {
    check(
        &page("q 4 0 0 1 50 50 cm BI /W 4 /H 1 /BPC 4 /CS /G /F /AHx /D [1 0] ID 0F0F>\nEI Q"),
        expect!["255 0 255 0\n"],
    );
    check(
        &page("q 4 0 0 1 50 50 cm BI /W 4 /H 1 /IM true /F /AHx ID A0>\nEI Q"),
        expect!["255 0 255 0\n"],
    );
}

/// The shape of `pictures/make_pictures.py`, seen through any way of storing it.
fn check_shape(entries: &str, data: &[u8]) {
    let size = "/Subtype/Image/Width 24/Height 12";
    let pdf =
        painted("q 24 0 0 12 50 50 cm /P Do Q").with_data(10, &format!("{size}{entries}"), data);
    let picture = page_picture(&pdf.bytes(), 1).unwrap();
    let shown = |&pixel: &u8| if pixel < 128 { '#' } else { '.' };
    let rows = picture
        .pixels
        .chunks(24)
        .map(|row| row.iter().map(shown).collect());
    let rows: Vec<String> = rows.collect();
    expect![[r#"
        ........................
        ..####............###...
        ..####............###...
        ..####............###...
        ..####..................
        ..####..................
        ..####..................
        ..####..................
        ..################......
        ..################......
        ..################......
        ........................"#]]
    .assert_eq(&rows.join("\n"));
}

#[test]
fn what_fax_machines_send_is_decoded() {
    let fax = |k: i32, more: &str| {
        format!(
            "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode\
             /DecodeParms<</K {k}/Columns 24/Rows 12{more}>>"
        )
    };
    let group4 = include_bytes!("pictures/group4.fax");
    check_shape(&fax(-1, ""), group4);
    check_shape(
        &fax(0, "/EndOfLine true"),
        include_bytes!("pictures/group3.fax"),
    );
    check_shape(
        &fax(1, "/EndOfLine true"),
        include_bytes!("pictures/group3_two_dimensional.fax"),
    );
    check_shape(
        &fax(-1, "/BlackIs1 true").replace("/Filter", "/Decode[1 0]/Filter"),
        group4,
    );
    check_shape(
        "/ImageMask true/Filter/CCITTFaxDecode/DecodeParms[<</K -1/Columns 24>>]",
        group4,
    );
}

#[test]
fn what_scanners_and_cameras_write_is_decoded() {
    let coded = |space: &str, filter: &str| {
        format!("/ColorSpace/{space}/BitsPerComponent 8/Filter/{filter}")
    };
    check_shape(
        &coded("DeviceGray", "DCTDecode"),
        include_bytes!("pictures/grey.jpg"),
    );
    check_shape(
        &coded("DeviceRGB", "DCTDecode"),
        include_bytes!("pictures/colour.jpg"),
    );
    check_shape(
        &coded("DeviceRGB", "DCTDecode"),
        include_bytes!("pictures/progressive.jpg"),
    );
    check_shape(
        &format!(
            "{}/Decode[1 0 1 0 1 0 1 0]",
            coded("DeviceCMYK", "DCTDecode")
        ),
        include_bytes!("pictures/inks.jpg"),
    );
    check_shape("/Filter/JPXDecode", include_bytes!("pictures/colour.jp2"));
    check_shape(
        "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode",
        include_bytes!("pictures/region.jbig2"),
    );
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check_refused(pdf: &TinyPdf, expected: Expect) {
    let error = page_picture(&pdf.bytes(), 1).unwrap_err();
    expected.assert_eq(&error.to_string());
}

#[test]
fn what_cannot_be_decoded_tells_why() {
    check_refused(
        &page("BT /F1 10 Tf 50 700 Td (Beslut) Tj ET"),
        expect!["the page holds no picture of its text; add a copy of the file with text"],
    );
    check_refused(
        &picture(20_000, 20_000, GREY, "00"),
        expect!["the picture of the page is too large; scan it again at 300 dots per inch"],
    );
    check_refused(
        &picture(4, 1, "/Filter/DCTDecode", "00").with_stream(
            10,
            "/Subtype/Image/Width 4/Height 1/Filter/DCTDecode",
            "no picture",
        ),
        expect!["the picture of the page is damaged (JPEG); fetch the file again from its source"],
    );
    check_refused(
        &picture(4, 1, "", "").with_stream(
            10,
            "/Subtype/Image/Width 4/Height 1/Filter/OwnDecode",
            "x",
        ),
        expect!["the picture of the page is stored in a way that cannot be read; scan it again"],
    );
    let one_page = picture(4, 1, GREY, "00000000").bytes();
    assert_eq!(page_picture(&one_page, 2), Err(PictureError::NoSuchPage));
    assert_eq!(page_picture(&one_page, 0), Err(PictureError::NoSuchPage));
}

#[test]
fn a_picture_with_absurd_numbers_is_answered() {
    for entries in [
        "/ColorSpace[/Indexed 12 0 R 255 12 0 R]/BitsPerComponent 8",
        "/ColorSpace[/DeviceN[]/DeviceRGB 9 0 R]/BitsPerComponent 8",
        "/ColorSpace[/ICCBased 10 0 R]/BitsPerComponent 8",
        "/ColorSpace/DeviceGray/BitsPerComponent 3",
        "/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[1e38 -1e38]",
        "/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 10 0 R",
        "/ColorSpace/DeviceGray/BitsPerComponent 8/Mask[-1 1e30]",
    ] {
        let pdf = picture(4, 1, entries, "00FF00FF").with(12, "[/Indexed 12 0 R 1 (a)]");
        let _ = page_picture(&pdf.bytes(), 1);
    }
    for matrix in [
        "0 0 0 0 50 50",
        "1e30 0 0 1e30 0 0",
        "1e-30 0 0 1 50 50",
        "4 0 0 -1 9e9 0",
    ] {
        let pdf =
            picture(4, 1, GREY, "00FF00FF").with_stream(CONTENT, "", &format!("{matrix} cm /P Do"));
        let _ = page_picture(&pdf.bytes(), 1);
    }
}

#[test]
fn nothing_is_left_of_what_was_painted_over() {
    let data = "00000000 00000000 00000000";
    let pdf = picture(4, 3, GREY, data).with_stream(
        CONTENT,
        "",
        "q 4 0 0 3 100 100 cm /P Do Q 0 g 102 101 2 2 re f",
    );
    check(&pdf, expect!["0 0 255 255\n0 0 255 255\n0 0 0 0\n"]);
}

#[test]
fn what_lies_under_a_picture_or_lets_it_through_leaves_it_as_it_is() {
    let data = "00000000 00000000";
    let painted = |before: &str, after: &str| {
        let pdf = picture(4, 2, GREY, data).with_stream(
            CONTENT,
            "",
            &format!("{before} q 4 0 0 2 100 100 cm /P Do Q {after}"),
        );
        pdf.with(
            RESOURCES,
            "<</XObject<</P 10 0 R>>/ExtGState<</G<</ca 0.4>>>>>>",
        )
    };
    let whole = || expect!["0 0 0 0\n0 0 0 0\n"];
    check(&painted("1 g 0 0 595 842 re f", ""), whole());
    check(&painted("", "/G gs 0 0 595 842 re f"), whole());
}
