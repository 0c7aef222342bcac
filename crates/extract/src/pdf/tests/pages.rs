//! Pages: inherited attributes, turned pages, pictures, encryption, the title, limits.

use expect_test::expect;
use lopdf::encryption::crypt_filters::{Aes128CryptFilter, CryptFilter};
use lopdf::xref::XrefType;
use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};
use paragraf_model::{PageSize, TextOrigin};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::writer::{CONTENT, PAGE, PAGES, RESOURCES, TinyPdf, page};
use super::{check, check_findings, check_refused};
use crate::{ExtractError, extract};

const BESLUT: &str = "BT /F1 10 Tf 50 700 Td (Beslut) Tj ET";

#[test]
fn pages_inherit_what_they_do_not_say() {
    let pdf = page(BESLUT)
        .with(
            PAGES,
            "<</Type/Pages/Kids[8 0 R]/Count 1/Resources 5 0 R/MediaBox[0 0 300 800]>>",
        )
        .with(
            8,
            "<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1/Rotate 180>>",
        )
        .with(PAGE, "<</Type/Page/Parent 8 0 R/Contents 4 0 R>>");
    let source = extract(&pdf.bytes()).unwrap();
    let page = &source.pages[0];
    let size = PageSize {
        width: 300.0,
        height: 800.0,
    };
    assert_eq!((page.number, page.size), (Some(1), Some(size)));
    expect!["Beslut"].assert_eq(&page.lines[0].text());
}

#[test]
fn places_count_from_the_corner_of_what_is_shown() {
    let pdf = page(BESLUT).with(
        PAGE,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/CropBox[20 30 500 800]\
         /Contents 4 0 R/Resources 5 0 R>>",
    );
    let source = extract(&pdf.bytes()).unwrap();
    let line = &source.pages[0].lines[0];
    assert_eq!((line.segments[0].left, line.baseline), (30.0, Some(100.0)));
}

#[test]
fn a_turned_page_reads_as_the_reader_sees_it() {
    for (rotate, matrix) in [
        (0, "1 0 0 1 50 700"),
        (90, "0 1 -1 0 142 50"),
        (180, "-1 0 0 -1 545 142"),
        (270, "0 -1 1 0 453 792"),
    ] {
        let content = format!("BT /F1 10 Tf {matrix} Tm 12 TL (rad ett) Tj T* (rad två) Tj ET");
        let entries = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}\
             /Contents 4 0 R/Resources 5 0 R>>"
        );
        check(
            page(&content).with(PAGE, &entries).bytes(),
            expect![[r#"
                1:50 rad ett
                1:50 rad två
            "#]],
        );
    }
}

#[test]
fn text_that_runs_up_an_unturned_page_is_read_too() {
    let content = "BT /F1 10 Tf 0 1 -1 0 142 50 Tm 12 TL (rad ett) Tj T* (rad två) Tj ET";
    let source = extract(&page(content).bytes()).unwrap();
    expect!["rad ett\nrad två\n"].assert_eq(&crate::to_text(&source));
    let size = source.pages[0].size.unwrap();
    assert_eq!((size.width, size.height), (842.0, 595.0));
}

#[test]
fn text_up_the_margin_comes_after_the_page() {
    let content = "BT /F1 8 Tf 0 1 -1 0 30 300 Tm (blankett 12) Tj ET
        BT /F1 10 Tf 50 700 Td 12 TL (Protokoll och beslut) Tj T* (rad) Tj ET";
    let source = extract(&page(content).bytes()).unwrap();
    let texts: Vec<String> = source.lines().map(|(_, line)| line.text()).collect();
    assert_eq!(texts, ["Protokoll och beslut", "rad", "", "blankett 12"]);
}

#[test]
fn a_page_with_a_picture_and_no_text_waits_for_text_recognition() {
    let pdf = page(BESLUT)
        .with(PAGES, "<</Type/Pages/Kids[3 0 R 8 0 R]/Count 2>>")
        .with(
            8,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 9 0 R\
             /Resources<</XObject<</P 10 0 R>>>>>>",
        )
        .with_stream(9, "", "q 595 0 0 842 0 0 cm /P Do Q")
        .with_stream(
            10,
            "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8",
            "x",
        );
    assert_eq!(
        extract(&pdf.bytes()).unwrap().pages[1].origin,
        TextOrigin::Picture
    );
    check_findings(
        pdf.bytes(),
        expect![[r#"
            2: PageWithoutText: Sidan är en bild utan text; den kan läsas först efter textigenkänning.
        "#]],
    );
}

#[test]
fn a_file_of_pictures_alone_has_no_text() {
    let pdf = page("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q");
    assert_eq!(extract(&pdf.bytes()), Err(ExtractError::NoText));
}

#[test]
fn invisible_text_over_a_picture_of_the_page_is_recognised_text() {
    let lines = "(Kommunstyrelsen beslutar) Tj T* ".repeat(30);
    let pdf = page(&format!(
        "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q
        BT /F1 10 Tf 12 TL 3 Tr 50 700 Td {lines} ET",
    ));
    assert_eq!(
        extract(&pdf.bytes()).unwrap().pages[0].origin,
        TextOrigin::Ocr
    );
}

#[test]
fn the_title_of_the_document_is_kept() {
    let titled = |title: &str| {
        let information = format!("<</Title({title})>>");
        let pdf = page(BESLUT)
            .with(8, &information)
            .with_trailer("/Info 8 0 R");
        extract(&pdf.bytes()).unwrap().title
    };
    assert_eq!(
        titled("Protokoll 2024-02-02").as_deref(),
        Some("Protokoll 2024-02-02")
    );
    assert_eq!(titled("(anonymous)"), None);
}

#[test]
fn a_file_encrypted_without_a_password_is_read() {
    check(
        encrypted(&page(BESLUT), ""),
        expect![[r#"
            1:50 Beslut
        "#]],
    );
}

#[test]
fn a_file_encrypted_with_a_password_is_refused() {
    check_refused(
        encrypted(&page(BESLUT), "hemligt"),
        expect!["encrypted: the file is protected by a password; add a copy without one"],
    );
}

#[test]
fn how_a_file_is_encrypted_may_stand_in_its_trailer() {
    for (kind, before) in [
        (XrefType::CrossReferenceTable, ""),
        (XrefType::CrossReferenceStream, ""),
        (XrefType::CrossReferenceTable, "junk before the header\n"),
    ] {
        let in_trailer = |password: &str| {
            let mut document = encrypted_document(&page(BESLUT), password);
            document.reference_table.cross_reference_type = kind;
            let number = document.trailer.get(b"Encrypt").unwrap();
            let number = number.as_reference().unwrap();
            let dictionary = document.objects.remove(&number).unwrap();
            document.trailer.set("Encrypt", dictionary);
            let mut bytes = before.as_bytes().to_vec();
            document.save_to(&mut bytes).unwrap();
            bytes
        };
        check(in_trailer(""), expect!["1:50 Beslut\n"]);
        check_findings(in_trailer(""), expect![]);
        assert_eq!(
            extract(&in_trailer("hemligt")),
            Err(ExtractError::Encrypted)
        );
    }
}

fn encrypted(pdf: &TinyPdf, password: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    encrypted_document(pdf, password)
        .save_to(&mut bytes)
        .unwrap();
    bytes
}

fn encrypted_document(pdf: &TinyPdf, password: &str) -> Document {
    let pdf = pdf
        .clone()
        .with_trailer("/ID[(1234567890123456)(1234567890123456)]");
    let mut document = Document::load_mem(&pdf.bytes()).unwrap();
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes128CryptFilter);
    let version = EncryptionVersion::V4 {
        document: &document,
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: "ägare",
        user_password: password,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    document
}

#[test]
fn pages_past_the_limit_are_reported() {
    let kids: Vec<String> = (0..3001)
        .map(|page| format!("{} 0 R", 100 + page))
        .collect();
    let mut pdf = page(BESLUT)
        .with(PAGES, &format!("<</Type/Pages/Kids[{}]>>", kids.join(" ")))
        .without(PAGE);
    for number in 100..3101 {
        pdf = pdf.with(number, "<</Type/Page/Contents 4 0 R/Resources 5 0 R>>");
    }
    assert_eq!(extract(&pdf.bytes()).unwrap().pages.len(), 3000);
    check_findings(
        pdf.bytes(),
        expect![[r#"
            -: LimitReached: Filen har fler än 3000 sidor; resten har inte lästs.
        "#]],
    );
}

#[test]
fn a_form_that_draws_itself_ends() {
    let pdf = page("BT /F1 10 Tf 50 700 Td (Beslut) Tj ET /X Do")
        .with(RESOURCES, "<</Font<</F1 6 0 R>>/XObject<</X 10 0 R>>>>")
        .with_stream(10, "/Subtype/Form/BBox[0 0 1 1]", "/X Do /X Do");
    check_findings(
        pdf.bytes(),
        expect![[r#"
            1: LimitReached: Sidan är för invecklad; bara en del av den har lästs.
        "#]],
    );
}

#[test]
fn content_that_unpacks_without_end_is_too_large() {
    let mut packed = b"x".repeat(70_000_000);
    packed = lopdf::Stream::new(lopdf::Dictionary::new(), packed)
        .with_compression(true)
        .content;
    let pdf = page("").with_data(CONTENT, "", &packed);
    check_refused(
        pdf.bytes(),
        expect![
            "too_large: the file is too large or complex (operations or decoded bytes of its pages); split it"
        ],
    );
}

#[test]
fn pages_that_hold_one_another_end() {
    let pdf = page(BESLUT).with(PAGES, "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>");
    check(
        pdf.bytes(),
        expect![[r#"
            1:50 Beslut
        "#]],
    );
}
