//! Containers and XML that mean harm, or have come to harm.

use expect_test::expect;
use paragraf_model::FindingKind;
use proptest::prelude::*;

use crate::limits::{
    CONTAINER_ENTRIES, FLOW_LINES, HEAD_LINES, PAGES, REPEATED_SIZE, UNPACKED_BYTES_OF_ENTRY,
    XML_DEPTH, XML_NODES,
};
use crate::made::{Docx, container, flat_odt, odt, odt_content, odt_with, paragraph, read};
use crate::{ExtractError, extract};

fn refused(bytes: &[u8]) -> String {
    extract(bytes).unwrap_err().to_string()
}

/// The document part of a DOCX, whatever it holds.
fn docx_of(document: &[u8]) -> Vec<u8> {
    container(&[("word/document.xml", document)])
}

#[test]
fn a_part_that_unpacks_without_end_is_refused() {
    let bomb = vec![b' '; UNPACKED_BYTES_OF_ENTRY + 1];
    expect!["the file is too large or complex (67108864 bytes unpacked); split it"]
        .assert_eq(&refused(&docx_of(&bomb)));
}

#[test]
fn parts_that_unpack_to_too_much_together_are_refused() {
    let half = format!(
        "<styles>{}</styles>",
        " ".repeat(UNPACKED_BYTES_OF_ENTRY - 100)
    );
    let relations = r#"<R><r Id="1" Type="x/styles" Target="a"/><r Id="2" Type="x/numbering" Target="b"/><r Id="3" Type="x/settings" Target="c"/></R>"#;
    let bytes = container(&[
        ("word/document.xml", b"<document/>"),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/a", half.as_bytes()),
        ("word/b", half.as_bytes()),
        ("word/c", half.as_bytes()),
    ]);
    assert!(matches!(
        extract(&bytes),
        Err(ExtractError::TooLarge { .. })
    ));
}

#[test]
fn a_container_with_too_many_entries_is_refused() {
    let names: Vec<String> = (0..=CONTAINER_ENTRIES)
        .map(|number| number.to_string())
        .collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    expect!["the file is too large or complex (20000 entries in its ZIP container); split it"]
        .assert_eq(&refused(&container(&entries)));
}

#[test]
fn entries_that_share_their_bytes_are_refused() {
    let mut bytes = container(&[("word/document.xml", b"<a/>"), ("word/other.xml", b"<b/>")]);
    // The directory's second entry points to the bytes of the first.
    let second = bytes
        .windows(4)
        .rposition(|window| window == b"PK\x01\x02")
        .unwrap();
    bytes[second + 42..second + 46].copy_from_slice(&[0; 4]);
    expect!["the file is damaged (entries of its ZIP container lie over one another); fetch it again from its source"]
        .assert_eq(&refused(&bytes));
}

#[test]
fn elements_within_one_another_without_end_are_refused() {
    for name in [
        "p",
        "tbl",
        "r",
        "txbxContent",
        "list",
        "span",
        "section",
        "frame",
    ] {
        let deep = format!("<{name}>").repeat(XML_DEPTH + 1);
        let document = format!("<document><body>{deep}");
        expect!["the file is too large or complex (200 elements within one another); split it"]
            .assert_eq(&refused(&docx_of(document.as_bytes())));
        assert!(
            extract(flat_odt("", &format!("<text:{name}>").repeat(XML_DEPTH)).as_bytes()).is_err()
        );
    }
}

#[test]
fn elements_as_deep_as_allowed_take_no_more_stack_than_there_is() {
    let open = "<tbl><tr><tc>".repeat(60);
    let close = "</tc></tr></tbl>".repeat(60);
    let document = format!(
        "<document><body>{open}{}{close}</body></document>",
        paragraph("text")
    );
    assert!(extract(&docx_of(document.replace("w:", "").as_bytes())).is_ok());
    let boxes = format!(
        "<document><body>{}{}</body></document>",
        "<p><r><drawing><txbxContent>".repeat(45),
        "</txbxContent></drawing></r></p>".repeat(45)
    );
    assert_eq!(
        extract(&docx_of(boxes.as_bytes())),
        Err(ExtractError::Empty)
    );
    let spans = "<text:span>".repeat(XML_DEPTH - 10);
    let text = format!(
        "<text:p>{spans}djupt{}</text:p>",
        "</text:span>".repeat(XML_DEPTH - 10)
    );
    expect!["djupt\n"].assert_eq(&read(&odt("", &text)));
    let lists = "<text:list><text:list-item>".repeat(90);
    let text = format!(
        "{lists}<text:p>djupt</text:p>{}",
        "</text:list-item></text:list>".repeat(90)
    );
    expect!["djupt"].assert_eq(read(&odt("", &text)).trim());
}

#[test]
fn more_elements_than_a_document_has_are_refused() {
    let document = format!("<document>{}", "<a/>".repeat(XML_NODES));
    expect!["the file is too large or complex (6000000 elements and attributes); split it"]
        .assert_eq(&refused(&docx_of(document.as_bytes())));
}

#[test]
fn entities_are_not_looked_up() {
    let document = r#"<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "skratt"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><document><body><p><r><t>x&b;y&f;z &lt;&#167;&gt;</t></r></p></body></document>"#;
    expect!["x\u{FFFD}y\u{FFFD}z <§>\n"].assert_eq(&read(&docx_of(document.as_bytes())));
}

#[test]
fn repeated_cells_and_rows_do_not_multiply_without_end() {
    let mut table = "<text:p>x</text:p>".to_owned();
    for _ in 0..6 {
        table = format!(
            r#"<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000">{table}</table:table-cell></table:table-row></table:table>"#
        );
    }
    let source = extract(&odt("", &table)).unwrap();
    let letters = source
        .lines()
        .map(|(_, line)| line.text().len())
        .sum::<usize>();
    assert!(letters < REPEATED_SIZE, "{letters}");
}

#[test]
fn a_head_is_not_repeated_without_end() {
    let text =
        r#"<w:p><w:r><w:t>x</w:t><w:br w:type="page"/><w:lastRenderedPageBreak/></w:r></w:p>"#
            .repeat(PAGES + 10)
            + r#"<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>"#;
    let head = paragraph(&"rad ".repeat(20)).repeat(5_000);
    let docx = Docx::new(&text).part("header", "hdr", &head);
    let source = extract(&docx.bytes()).unwrap();
    assert_eq!(source.pages.len(), PAGES);
    assert!(
        source
            .pages
            .iter()
            .take(PAGES - 1)
            .all(|page| page.lines.len() <= HEAD_LINES + 2)
    );
    assert!(
        source
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::LimitReached)
    );
}

#[test]
fn a_part_that_is_named_again_and_again_is_read_once() {
    let long = paragraph(&"ord ".repeat(200_000));
    let section = r#"<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/><w:headerReference r:id="rId1"/></w:sectPr></w:pPr></w:p>"#;
    let note = r#"<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    let docx = Docx::new(&(section.repeat(20_000) + &note.repeat(20_000)))
        .part("header", "hdr", &long)
        .part(
            "footnotes",
            "footnotes",
            &format!(r#"<w:footnote w:id="2">{long}</w:footnote>"#),
        );
    let source = extract(&docx.bytes()).unwrap();
    let letters: usize = source.lines().map(|(_, line)| line.text().len()).sum();
    assert!(letters < 1_000_000, "{letters}");
    let pages =
        r#"<style:style style:name="M" style:family="paragraph" style:master-page-name="S"/>"#;
    let text = r#"<text:p text:style-name="M">x</text:p>"#.repeat(20_000);
    let content = odt_content(pages, &text);
    let head = format!(
        r#"<office:master-styles><style:master-page style:name="S"><style:header><text:p>{}</text:p></style:header></style:master-page></office:master-styles>"#,
        "ord ".repeat(200_000)
    );
    assert!(extract(&odt_with(&content, &head)).is_ok());
}

#[test]
fn more_lines_than_a_document_has_are_left_out() {
    let text = format!(
        "<text:p>{}</text:p>",
        "x<text:line-break/>".repeat(FLOW_LINES + 100)
    );
    let source = extract(&odt("", &text)).unwrap();
    assert_eq!(source.lines().count(), FLOW_LINES);
    assert_eq!(source.findings[0].kind, FindingKind::LimitReached);
}

#[test]
fn rows_of_very_many_cells_are_answered() {
    let cells = "<w:tc><w:p><w:r><w:t>1-</w:t></w:r></w:p></w:tc>".repeat(60_000);
    let row = format!("<w:tr>{cells}</w:tr>");
    let bytes = Docx::new(&format!("<w:tbl>{row}{row}</w:tbl>")).bytes();
    let source = extract(&bytes).unwrap();
    let cells = source.lines().map(|(_, line)| line.segments.len());
    assert_eq!(cells.collect::<Vec<_>>(), [60_000, 60_000]);
}

#[test]
fn numbers_beyond_reason_are_read_within_reason() {
    let huge = u32::MAX;
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{huge}"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="{huge}"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
    );
    let item = |level: u32| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr><w:ind w:left="999999999"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"#
        )
    };
    let cells = format!(
        r#"<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{huge}"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="{huge}"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"#,
        paragraph("a"),
        paragraph("b")
    );
    let text = [item(0), item(0), item(1), cells].concat();
    let shown = read(&Docx::new(&text).numbering(&numbering).bytes());
    let words: Vec<&str> = shown.split_whitespace().collect();
    assert_eq!(
        words,
        [
            "4294967295.",
            "x",
            "4294967295.",
            "x",
            "4294967295.",
            "x",
            "a",
            "b"
        ]
    );
    assert!(shown.lines().all(|line| line.len() < 500));
    let blanks = odt("", r#"<text:p>a<text:s text:c="4000000000"/>b</text:p>"#);
    assert!(read(&blanks).len() < 500);
}

#[test]
fn a_container_without_its_directory_is_read_by_its_headers() {
    let bytes = Docx::new(&paragraph("§ 1 Val av justerare")).bytes();
    let directory = bytes
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    let source = extract(&bytes[..directory]).unwrap();
    expect!["§ 1 Val av justerare\n"].assert_eq(&crate::to_text(&source));
    assert_eq!(source.findings[0].kind, FindingKind::FileDamaged);
}

#[test]
fn a_part_that_is_cut_is_read_as_far_as_it_goes() {
    let document = format!(
        "<document><body>{}{}<p><r><t>halv",
        paragraph("§ 1 Val"),
        paragraph("§ 2 Taxa")
    );
    let source = extract(&docx_of(document.replace("w:", "").as_bytes())).unwrap();
    expect!["§ 1 Val\n§ 2 Taxa\nhalv\n"].assert_eq(&crate::to_text(&source));
    assert_eq!(source.findings[0].kind, FindingKind::FileDamaged);
}

#[test]
fn a_container_without_anything_in_it_is_damaged() {
    expect!["the file is damaged (its ZIP container has no directory and no entries); fetch it again from its source"]
        .assert_eq(&refused(b"PK\x03\x04\x14\0\0\0"));
    assert!(matches!(
        extract(&container(&[("word/document.xml", b"")])),
        Err(ExtractError::Damaged { .. })
    ));
}

#[test]
fn an_entry_with_a_password_is_protected() {
    let mut bytes = docx_of(b"<document/>");
    let directory = bytes
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    bytes[6] |= 1;
    bytes[directory + 8] |= 1;
    assert_eq!(extract(&bytes), Err(ExtractError::Encrypted));
}

#[test]
fn utf16_and_latin_parts_are_decoded() {
    let document = |encoding: &str| {
        format!(
            r#"<?xml version="1.0" encoding="{encoding}"?><document><body><p><r><t>§ 7 Å</t></r></p></body></document>"#
        )
    };
    let utf16: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(document("UTF-16").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin = encoding_rs::WINDOWS_1252
        .encode(&document("ISO-8859-1"))
        .0
        .into_owned();
    for part in [utf16, latin, document("UTF-8").into_bytes()] {
        expect!["§ 7 Å\n"].assert_eq(&read(&docx_of(&part)));
    }
}

/// Damage as it happens: bytes flipped, cut out, doubled, the end lost.
fn damaged(bytes: &[u8], hits: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (place, kind, value) in hits {
        if bytes.is_empty() {
            break;
        }
        let at = place.index(bytes.len());
        match kind % 5 {
            0 => bytes[at] ^= value | 1,
            1 => bytes[at] = *value,
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..(at + usize::from(*value)).min(bytes.len()))),
            _ => {
                let piece = bytes[at..(at + usize::from(*value)).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

/// A reader panicked, and was caught.
fn gave_up(result: &Result<paragraf_model::SourceText, ExtractError>) -> bool {
    matches!(result, Err(ExtractError::Damaged { detail }) if detail.contains("contradict"))
}

fn hits() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, u8)>> {
    proptest::collection::vec(
        (any::<prop::sample::Index>(), any::<u8>(), any::<u8>()),
        1..12,
    )
}

const FIXTURES: &[&[u8]] = &[
    include_bytes!("../../../../tests/formats/ekvalla/word.docx"),
    include_bytes!("../../../../tests/formats/ekvalla/libreoffice.docx"),
    include_bytes!("../../../../tests/formats/ekvalla/libreoffice.odt"),
    include_bytes!("../../../../tests/formats/ekvalla/flat.fodt"),
    include_bytes!("../../../../tests/formats/ekvalla/website.html"),
    include_bytes!("../../../../tests/formats/kvarnasa/libreoffice.html"),
];

/// The same parts, stored: damage reaches the XML and not only its packing.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return bytes.to_vec();
    };
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        writer.start_file(name, options).unwrap();
        std::io::copy(&mut file, &mut writer).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn damaged_files_are_answered(fixture in 0..FIXTURES.len(), hits in hits()) {
        let result = extract(&damaged(FIXTURES[fixture], &hits));
        prop_assert!(!gave_up(&result));
    }

    #[test]
    fn files_with_damaged_parts_are_answered(fixture in 0..FIXTURES.len(), hits in hits()) {
        let result = extract(&damaged(&stored(FIXTURES[fixture]), &hits));
        prop_assert!(!gave_up(&result));
    }
}
