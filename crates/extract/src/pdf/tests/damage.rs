//! Damaged files: what can be read is read and said to be damaged.

use std::io::Write;

use expect_test::expect;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use paragraf_model::{MediaType, SourceText};
use proptest::prelude::*;

use super::writer::{CONTENT, PAGE, page};
use super::{check, check_findings, check_refused};
use crate::extract;

const BESLUT: &str = "BT /F1 10 Tf 50 700 Td (Beslut) Tj ET";

fn cut_before(mark: &[u8]) -> Vec<u8> {
    let bytes = page(BESLUT).bytes();
    let at = bytes
        .windows(mark.len())
        .position(|window| window == mark)
        .unwrap();
    bytes[..at].to_vec()
}

#[test]
fn a_file_without_its_table_of_objects_is_read() {
    check(
        cut_before(b"xref"),
        expect![[r#"
            1:50 Beslut
        "#]],
    );
    check_findings(
        cut_before(b"xref"),
        expect![[r#"
            -: FileDamaged: Filen är skadad; det som gick att läsa har lästs, men något kan saknas.
        "#]],
    );
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Content in four pieces, the third of which is made of these bytes.
fn in_pieces(third: &[u8]) -> Vec<u8> {
    let filler = " ".repeat(200);
    let show = |text: &str| packed(&format!("{filler}({text}) Tj T*{filler}"));
    page("")
        .with(
            PAGE,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R 8 0 R 9 0 R 10 0 R]/Resources 5 0 R>>",
        )
        .with_data(
            CONTENT,
            "/Filter/FlateDecode",
            &packed(&format!("{filler}BT /F1 10 Tf 50 700 Td 12 TL{filler}")),
        )
        .with_data(8, "/Filter[/Fl]", &show("Beslut"))
        .with_data(9, "/Filter/FlateDecode", third)
        .with_data(10, "/Filter/FlateDecode", &show("slut"))
        .bytes()
}

#[test]
fn pieces_of_content_are_unpacked_one_after_the_other_as_far_as_they_are_sound() {
    let text: String = (1..40).map(|row| format!("(rad {row}) Tj T*\n")).collect();
    let sound = packed(&text);
    let lines = |pdf: &[u8]| {
        let source = extract(pdf).unwrap();
        let texts = source.lines().map(|(_, line)| line.text());
        texts.collect::<Vec<String>>()
    };
    let read = lines(&in_pieces(&sound));
    assert_eq!(read.len(), 41);
    assert_eq!(
        [&read[1], &read[39], &read[40]],
        ["rad 1", "rad 39", "slut"]
    );
    // One whose checksum is wrong is whole; one that is cut off is read as far as it goes.
    let mut wrong = sound.clone();
    *wrong.last_mut().unwrap() ^= 1;
    assert_eq!(lines(&in_pieces(&wrong)), read);
    let cut = lines(&in_pieces(&sound[..sound.len() / 2]));
    assert_eq!(cut[1], "rad 1");
    assert!(!cut.contains(&read[39]), "{cut:?}");
    // What is no packed data at all leaves the others as they are.
    assert_eq!(lines(&in_pieces(b"nothing packed")), ["Beslut", "slut"]);
}

#[test]
fn a_file_without_its_root_is_read() {
    let bytes = page(BESLUT).without(1).bytes();
    check(
        bytes,
        expect![[r#"
            1:50 Beslut
        "#]],
    );
}

#[test]
fn a_table_that_points_beside_the_objects_is_not_believed() {
    let bytes = page(BESLUT).bytes();
    let text = bytes
        .iter()
        .map(|&byte| char::from(byte))
        .collect::<String>();
    let content = text.find("4 0 obj").unwrap();
    let wrong = text.replace(&format!("{content:010}"), &format!("{:010}", content + 3));
    check(
        wrong.chars().map(|c| c as u8).collect(),
        expect![[r#"
            1:50 Beslut
        "#]],
    );
}

#[test]
fn a_page_that_the_table_has_lost_is_found() {
    let bytes = page(BESLUT)
        .with(2, "<</Type/Pages/Kids[3 0 R 8 0 R]/Count 2>>")
        .with(
            8,
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 5 0 R>>",
        )
        .bytes();
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    let entry = format!("{:010} 00000 n", text.find("8 0 obj").unwrap());
    let lost = text.replace(&entry, "0000000000 65535 f");
    check(
        lost.chars().map(|c| c as u8).collect(),
        expect![[r#"
            1:50 Beslut
            2:50 Beslut
        "#]],
    );
}

#[test]
fn a_stream_whose_length_is_lost_goes_on_to_its_end_mark() {
    let content = format!("<</Length 99 0 R>>\nstream\n{BESLUT}\nendstream");
    check(
        page("").with(4, &content).bytes(),
        expect![[r#"
            1:50 Beslut
        "#]],
    );
}

#[test]
fn junk_before_the_header_does_no_harm() {
    let bytes = [
        b"\r\n\r\nHTTP/1.1 200\r\n\r\n".to_vec(),
        page(BESLUT).bytes(),
    ]
    .concat();
    check(
        bytes,
        expect![[r#"
            1:50 Beslut
        "#]],
    );
}

#[test]
fn a_header_and_nothing_else_is_damaged() {
    check_refused(
        b"%PDF-1.4\nwhat remains".to_vec(),
        expect![
            "damaged: the file is damaged (no page can be found in it); fetch it again from its source"
        ],
    );
}

#[test]
fn content_that_cannot_be_decoded_is_damage_and_no_scan() {
    let pdf = page("").with_stream(CONTENT, "/Filter/NoSuchDecode", "x");
    check_refused(
        pdf.bytes(),
        expect![
            "damaged: the file is damaged (no text can be read from it); fetch it again from its source"
        ],
    );
}

#[test]
fn filters_may_have_short_names_and_stand_elsewhere() {
    let hexadecimal: String = BESLUT.bytes().map(|byte| format!("{byte:02x}")).collect();
    let pdf = page("")
        .with_stream(CONTENT, "/Filter 8 0 R", &format!("{hexadecimal}>"))
        .with(8, "[/AHx]");
    check(
        pdf.bytes(),
        expect![[r#"
            1:50 Beslut
        "#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_content_is_answered(content in "[ -~]{0,200}") {
        let _ = extract(&page(&content).bytes());
    }

    #[test]
    fn any_operands_are_answered(
        numbers in proptest::collection::vec(-1e9f64..1e9, 0..8),
        operator in "(Tm|Td|cm|Tf|Tc|Tz|TJ|Do|re|\"|')",
    ) {
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        let content = format!("BT /F1 9 Tf {} {operator} (Beslut) Tj ET", numbers.join(" "));
        let _ = extract(&page(&content).bytes());
    }

    #[test]
    fn any_paint_is_answered(
        numbers in proptest::collection::vec(-1e9f64..1e9, 0..7),
        operators in "((m|l|c|v|y|re|h|W|W\\*|n|f|f\\*|B|b\\*|S|s|w|cm|q|Q|g|rg|k|cs|scn|sh|Tr|BT|ET|EMC) ){1,12}",
    ) {
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        let operators = operators.replace(' ', &format!(" {} ", numbers.join(" ")));
        let content = format!("BT /F1 9 Tf 50 700 Td (Beslut) Tj ET {operators} (Beslut) Tj");
        let _ = extract(&page(&content).bytes());
    }

    #[test]
    fn a_changed_file_is_answered(at in 0usize..1200, byte: u8, length in 0usize..40) {
        let mut bytes = page(BESLUT).bytes();
        let at = at.min(bytes.len() - 1);
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, [byte]);
        let _ = extract(&bytes);
    }
}

#[test]
fn a_header_further_in_is_one_where_no_text_speaks_of_it() {
    let behind = |before: &[u8], rest: &[u8]| extract(&[before, rest].concat());
    let sound = page(BESLUT).bytes();
    let texts = |source: SourceText| {
        let texts = source.lines().map(|(_, line)| line.text());
        texts.collect::<Vec<String>>()
    };
    for before in ["HTTP/1.1 200 OK\r\n\r\n", "\n\n", "\u{feff}", "\0\u{1}"] {
        let source = behind(before.as_bytes(), &sound).unwrap();
        assert_eq!(texts(source), ["Beslut"], "{before:?}");
    }
    let note = "Filen börjar med ";
    let about =
        "%PDF-1.4 och är ett objekt för arkivet, med xref och allt.\nNämnden beslutar att bifalla.";
    let source = behind(note.as_bytes(), about.as_bytes()).unwrap();
    assert_eq!(source.media_type, MediaType::PlainText);
    assert_eq!(texts(source).len(), 2);
    for before in ["\n", "\0\u{1}\u{2}"] {
        let error = behind(before.as_bytes(), b"%PDF-1.4\nwhat remains").unwrap_err();
        assert_eq!(error.code(), "damaged", "{before:?}");
    }
}
