//! Text that the file gives beside the glyphs, and what it holds beside its pages.

use super::{NAME, after_name, check_seen, page, read, with_annotations};
use crate::pdf::tests::writer::{CONTENT, TinyPdf};

#[test]
fn another_text_than_the_one_shown_is_reported_and_not_read() {
    let marked = |text: &str, shown: &str| -> (String, Vec<String>) {
        let content = format!(
            "BT /F1 10 Tf 50 700 Td /Span<</ActualText({text})>>BDC ({shown}) Tj EMC ET{}",
            super::BESLUT
        );
        read(&page(&content))
    };
    assert_eq!(
        marked("Anna Ask", "N.N."),
        (
            "N.N. / Beslut".to_owned(),
            vec![
                "Filen anger en annan text än den som syns (2 tecken); den som syns har lästs."
                    .to_owned()
            ]
        )
    );
    for (text, shown) in [
        (
            "Avslaget att beslutet bifaller",
            "Avslaget att beslutet avslår",
        ),
        ("summan 900 000 kronor", "summan 100 000 kronor"),
    ] {
        assert_eq!(marked(text, shown).1.len(), 1, "{text} for {shown}");
    }
    for (text, shown) in [
        ("Anna Ask", "Anna Ask"),
        ("att kommunstyrelsen", "att kommun-"),
        ("styrelsen beslutar", "relsen beslutar"),
        ("Anna", "Anna "),
        // A hyphen at the end of a line, a word of which the line shows the beginning, a number's other form.
        ("\u{AD}", "-"),
        ("kommunstyrelsen", "kommun-"),
        ("4", "iv"),
        ("ffi", "f"),
        ("ja", "x"),
        ("", "Anna"),
    ] {
        let (read, said) = marked(text, shown);
        assert_eq!(read, format!("{} / Beslut", shown.trim()));
        assert_eq!(said, Vec::<String>::new(), "{text} for {shown}");
    }
}

#[test]
fn glyphs_that_another_text_stands_for_are_hidden_with_it() {
    let content = format!(
        "BT /F3 10 Tf 50 700 Td /Span<</ActualText(Anna Ask)>>BDC (xyxyxy) Tj EMC ET \
         48 697 50 12 re f{}",
        super::BESLUT
    );
    let pdf = page(&content)
        .with(5, "<</Font<</F1 6 0 R/F3 10 0 R>>>>")
        .with(
            10,
            "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[120/g1/g2]>>>>",
        );
    assert_eq!(read(&pdf).0, "Beslut");
}

/// The file, and a newer state of one of its objects after it.
fn revised(pdf: &TinyPdf, number: u32, object: &str) -> Vec<u8> {
    let mut bytes = pdf.bytes();
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    let (_, end) = text.rsplit_once("startxref\n").unwrap();
    let table_before: usize = end.lines().next().unwrap().parse().unwrap();
    let place = bytes.len();
    bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    let table = bytes.len();
    bytes.extend(
        format!(
            "xref\n{number} 1\n{place:010} 00000 n \n\
             trailer\n<</Size 30/Root 1 0 R/Prev {table_before}>>\nstartxref\n{table}\n%%EOF\n"
        )
        .bytes(),
    );
    bytes
}

fn stream(content: &str) -> String {
    format!(
        "<</Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

fn said_of(bytes: &[u8]) -> (String, Vec<String>) {
    let source = crate::extract(bytes).unwrap();
    let text: Vec<String> = source.lines().map(|(_, line)| line.text()).collect();
    let said = source.findings.into_iter().map(|finding| finding.message);
    (text.join("/"), said.collect())
}

#[test]
fn only_the_newest_state_of_a_page_is_read_and_an_older_one_is_reported() {
    let bytes = revised(&after_name(""), CONTENT, &stream(super::BESLUT));
    assert_eq!(
        said_of(&bytes),
        (
            "Beslut".to_owned(),
            vec!["Filen innehåller en tidigare version med annat innehåll på sidorna (1 st); den har inte lästs.".to_owned()]
        )
    );
}

#[test]
fn a_repaired_file_is_read_in_its_newest_state() {
    let bytes = revised(&after_name(""), CONTENT, &stream(super::BESLUT));
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    let broken = text.replace("startxref", "startxfer");
    let broken: Vec<u8> = broken.chars().map(|c| c as u8).collect();
    assert_eq!(said_of(&broken).0, "Beslut");
}

#[test]
fn what_was_added_without_changing_a_page_is_no_other_page() {
    let signature = "<</Type/Annot/Subtype/Widget/FT/Sig/Rect[0 0 0 0]>>";
    let bytes = revised(&after_name(""), 29, signature);
    assert_eq!(said_of(&bytes), ("Anna Ask//Beslut".to_owned(), vec![]));
}

#[test]
fn attachments_and_comments_are_counted_and_not_read() {
    let attached = after_name("").with(
        1,
        "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Kids[10 0 R 11 0 R]>>>>>>",
    );
    let attached = attached
        .with(10, "<</Names[(a.xml) 12 0 R(b.xml) 12 0 R]>>")
        .with(11, "<</Kids[10 0 R 11 0 R]>>")
        .with(12, "<</Type/Filespec/F(a.xml)>>");
    assert_eq!(
        read(&attached),
        (
            "Anna Ask / Beslut".to_owned(),
            vec!["Filen har inbäddade bilagor (2 st) som inte har lästs.".to_owned()]
        )
    );
    let note = "<</Subtype/Text/Rect[0 0 9 9]/Contents(Anna)>>";
    let pinned = "<</Subtype/FileAttachment/Rect[0 0 9 9]>>";
    let (_, said) = read(&with_annotations(after_name(""), &[note, pinned].concat()));
    assert_eq!(
        said,
        [
            "Filen har inbäddade bilagor (1 st) som inte har lästs.",
            "Filen har kommentarer (1 st) som inte har lästs."
        ]
    );
    let link = "<</Subtype/Link/Rect[0 0 9 9]/Contents(Till kommunens webbplats)>>";
    check_seen(&with_annotations(
        page(&format!("{NAME}{}", super::BESLUT)),
        link,
    ));
}
