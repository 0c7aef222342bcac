//! What a reader sees of a file: kinds told apart, text decoded, lines and segments where they stand.

use expect_test::{Expect, expect};
use paragraf_model::{MediaType, SourceText};
use proptest::prelude::*;

use crate::made::container;
use crate::{extract, to_text};

/// Every line as `page:left text|left text`, a blank one as `page:`.
pub fn shown(source: &SourceText) -> String {
    let mut shown = String::new();
    for (page, line) in source.lines() {
        let number = page
            .number
            .map_or("-".to_owned(), |number| number.to_string());
        let segments: Vec<String> = line
            .segments
            .iter()
            .map(|segment| format!("{} {}", segment.left.round(), segment.text))
            .collect();
        shown.push_str(&format!("{number}:{}\n", segments.join("|")));
    }
    shown
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check(bytes: impl AsRef<[u8]>, expected: Expect) {
    expected.assert_eq(&shown(&extract(bytes.as_ref()).unwrap()));
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check_refused(bytes: impl AsRef<[u8]>, expected: Expect) {
    let error = extract(bytes.as_ref()).unwrap_err();
    expected.assert_eq(&format!("{}: {error}", error.code()));
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

const SWEDISH: &str = "§ 7 Gångväg vid Ån\nÄrendenummer: KS 12/2021\n";

#[test]
fn swedish_is_read_in_every_encoding_that_municipalities_use() {
    let windows: Vec<u8> = encoding_rs::WINDOWS_1252.encode(SWEDISH).0.into_owned();
    let files = [
        SWEDISH.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", SWEDISH.as_bytes()].concat(),
        windows,
        utf16(SWEDISH, u16::to_le_bytes),
        utf16(SWEDISH, u16::to_be_bytes),
        [b"\xFF\xFE".to_vec(), utf16(SWEDISH, u16::to_le_bytes)].concat(),
        [b"\xFE\xFF".to_vec(), utf16(SWEDISH, u16::to_be_bytes)].concat(),
    ];
    for file in files {
        check(
            file,
            expect![[r#"
                -:0 § 7 Gångväg vid Ån
                -:0 Ärendenummer: KS 12/2021
            "#]],
        );
    }
}

#[test]
fn a_few_broken_bytes_do_not_turn_utf8_into_another_encoding() {
    let mut bytes = "Åtta älgar åt ännu äldre åkrar, och öar är överallt här."
        .as_bytes()
        .to_vec();
    bytes.push(0xC3);
    let source = extract(&bytes).unwrap();
    expect!["Åtta älgar åt ännu äldre åkrar, och öar är överallt här.\u{FFFD}\n"]
        .assert_eq(&to_text(&source));
    expect!["Ett tecken gick inte att tyda och visas som \u{FFFD}."]
        .assert_eq(&source.findings[0].message);
}

#[test]
fn without_form_feeds_there_is_one_page_without_number() {
    let source = extract(b"Beslut\n\nBifall.\n").unwrap();
    assert_eq!(source.media_type, MediaType::PlainText);
    assert_eq!(source.page_count(), None);
    check(
        b"Beslut\n\nBifall.\n",
        expect![[r#"
            -:0 Beslut
            -:
            -:0 Bifall.
        "#]],
    );
}

#[test]
fn a_form_feed_begins_a_page_with_the_text_that_follows_it() {
    check(
        "Sida ett\n\u{0C}Sida två\n\u{0C}\n\u{0C}Sida fyra\n\u{0C}",
        expect![[r#"
            1:0 Sida ett
            2:0 Sida två
            3:
            4:0 Sida fyra
        "#]],
    );
}

#[test]
fn a_form_feed_within_a_line_ends_the_line() {
    check(
        "\u{0C}Slut på sidan\u{0C}Nästa\r\nrad\r\n",
        expect![[r#"
            1:0 Slut på sidan
            2:0 Nästa
            2:0 rad
        "#]],
    );
}

#[test]
fn a_page_without_text_keeps_its_number() {
    check(
        "a\n\u{0C}\u{0C}b\n",
        expect![[r#"
            1:0 a
            3:0 b
        "#]],
    );
}

#[test]
fn lines_end_as_on_any_system() {
    check(
        "a\rb\r\nc\nd",
        expect![[r#"
            -:0 a
            -:0 b
            -:0 c
            -:0 d
        "#]],
    );
}

#[test]
fn tabs_and_wide_gaps_are_column_borders() {
    check(
        "§ 48          Dnr 2024-02875\nAnna Ek (S)\tersättare\n    indraget stycke\n",
        expect![[r#"
            -:0 § 48|14 Dnr 2024-02875
            -:0 Anna Ek (S)|16 ersättare
            -:4 indraget stycke
        "#]],
    );
}

#[test]
fn two_blanks_are_a_column_border_where_lines_around_agree() {
    check(
        "Ledamöter        Ersättare\nAnna Lindgren S  Bo Ek (M)\nOla Ek (C)       Eva Alm (L)\n",
        expect![[r#"
            -:0 Ledamöter|17 Ersättare
            -:0 Anna Lindgren S|17 Bo Ek (M)
            -:0 Ola Ek (C)|17 Eva Alm (L)
        "#]],
    );
}

#[test]
fn two_blanks_within_a_sentence_are_a_blank() {
    check(
        "Nämnden  beslutar.  Därefter ajourneras mötet.\nMötet  återupptas.\n",
        expect![[r#"
            -:0 Nämnden beslutar. Därefter ajourneras mötet.
            -:0 Mötet återupptas.
        "#]],
    );
}

#[test]
fn text_is_cleaned_and_the_raw_text_kept() {
    let source =
        extract("A\u{30A}bo \u{FB01}n o\u{FB03}ciell\u{202E} kom\u{AD}mun\u{A0}5".as_bytes())
            .unwrap();
    let segment = &source.pages[0].lines[0].segments[0];
    expect!["Åbo fin officiell kommun 5"].assert_eq(&segment.text);
    expect!["A\u{30A}bo \u{FB01}n o\u{FB03}ciell\u{202E} kom\u{AD}mun 5"]
        .assert_eq(segment.raw.as_deref().unwrap());
}

#[test]
fn no_raw_text_where_only_blanks_changed() {
    let source = extract("två\u{A0}ord  här".as_bytes()).unwrap();
    assert_eq!(source.pages[0].lines[0].segments[0].raw, None);
}

#[test]
fn a_soft_hyphen_at_the_end_of_a_line_is_a_hyphen() {
    check(
        "kommun\u{AD}\nfullmäktige",
        expect![[r#"
            -:0 kommun-
            -:0 fullmäktige
        "#]],
    );
}

#[test]
fn nothing_is_an_empty_file() {
    check_refused(
        b"",
        expect!["empty: the file is empty; fetch it again from its source"],
    );
    check_refused(
        b"\xEF\xBB\xBF \r\n \x0C\n",
        expect!["empty: the file is empty; fetch it again from its source"],
    );
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let sheet = container(&[("xl/workbook.xml", b"<workbook/>")]);
    let calc = container(&[(
        "mimetype",
        b"application/vnd.oasis.opendocument.spreadsheet",
    )]);
    let archive = container(&[("notes.txt", b"notes")]);
    let kinds: [(&[u8], &str); 17] = [
        (
            b"\xFF\xD8\xFF\xE0\0\x10JFIF\0",
            "a JPEG picture cannot be read; make a PDF of it, with text recognition where you can",
        ),
        (
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
            "a PNG picture cannot be read; make a PDF of it, with text recognition where you can",
        ),
        (
            b"II*\0\x08\0\0\0",
            "a TIFF picture cannot be read; make a PDF of it, with text recognition where you can",
        ),
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
            "an old Word document (.doc) cannot be read; open it in Word or LibreOffice and save it as DOCX or PDF",
        ),
        (
            b"{\\rtf1\\ansi Beslut}",
            "an RTF document cannot be read; open it in Word or LibreOffice and save it as DOCX or PDF",
        ),
        (
            b"<?xml version='1.0'?><w:wordDocument/>",
            "a Word XML document cannot be read; open it in Word or LibreOffice and save it as DOCX or PDF",
        ),
        (
            b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><pkg:package/>",
            "a Word XML document cannot be read; open it in Word or LibreOffice and save it as DOCX or PDF",
        ),
        (
            &sheet,
            "an XLSX spreadsheet cannot be read; open it in its program and save it as PDF",
        ),
        (
            &calc,
            "an ODS spreadsheet cannot be read; open it in its program and save it as PDF",
        ),
        (
            &archive,
            "a ZIP archive cannot be read; unpack it and add the documents in it",
        ),
        (
            b"\x1F\x8B\x08\0",
            "a gzip archive cannot be read; unpack it and add the documents in it",
        ),
        (
            b"Rar!\x1A\x07\x01\0",
            "a RAR archive cannot be read; unpack it and add the documents in it",
        ),
        (
            b"\0\0\0\x18ftypmp42\0\0\0\0",
            "a video cannot be read; add the document itself, as PDF, DOCX, ODT, HTML or text",
        ),
        (
            b"MZ\x90\0\x03",
            "a program cannot be read; add the document itself, as PDF, DOCX, ODT, HTML or text",
        ),
        (
            b"<?xml version='1.0'?><protokoll/>",
            "an XML document cannot be read; convert it to PDF or text and add it again",
        ),
        (
            b"%!PS-Adobe-3.0",
            "a PostScript document cannot be read; convert it to PDF or text and add it again",
        ),
        (
            b"\x01\x02\x03\x04\0\0\x05\x06\x07\x08\x0E\x0F",
            "a binary file of an unknown kind cannot be read; convert it to PDF or text and add it again",
        ),
    ];
    for (bytes, message) in kinds {
        let error = extract(bytes).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(error.code(), "unsupported_type");
    }
}

#[test]
fn an_office_file_with_a_password_is_protected() {
    let name: Vec<u8> = utf16("EncryptedPackage", u16::to_le_bytes);
    let file = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), name].concat();
    check_refused(
        file,
        expect!["encrypted: the file is protected by a password; add a copy without one"],
    );
}

#[test]
fn printed_text_shows_columns_and_pages_and_reads_back_the_same() {
    let text = "Ledamöter        Ersättare\nAnna Ek  (S)     Bo Alm\n\n\u{0C}§ 1   Val\n";
    let source = extract(text.as_bytes()).unwrap();
    let printed = to_text(&source);
    expect!["Ledamöter        Ersättare\nAnna Ek (S)      Bo Alm\n\n\u{0C}§ 1   Val\n"]
        .assert_eq(&printed);
    assert_eq!(extract(printed.as_bytes()).unwrap(), source);
}

#[test]
fn personal_numbers_are_masked_and_counted() {
    let text = "Vårdnadshavare f\u{F6}r 19121212-1212\u{AD} yttrar sig.\nDnr SN 2024/121.\n";
    let source = extract(text.as_bytes()).unwrap();
    expect!["Vårdnadshavare för ●●●●●●●●-●●●● yttrar sig.\nDnr SN 2024/121.\n"]
        .assert_eq(&to_text(&source));
    expect!["Ett personnummer har maskerats."].assert_eq(&source.findings[0].message);
    assert_eq!(source.pages[0].lines[0].segments[0].raw, None);
}

#[test]
fn a_personal_number_broken_by_the_end_of_a_line_is_masked() {
    check(
        "Placering av barn, 121212-\n1212, i familjehem.\n",
        expect![[r#"
            -:0 Placering av barn, ●●●●●●-
            -:0 ●●●●, i familjehem.
        "#]],
    );
}

#[test]
fn a_personal_number_broken_by_the_edge_of_a_cell_is_masked() {
    check(
        "Barn      19121212-    familjehem\n          1212         Kalmar\n",
        expect![[r#"
            -:0 Barn|10 ●●●●●●●●-|23 familjehem
            -:10 ●●●●|23 Kalmar
        "#]],
    );
}

#[test]
fn a_page_in_a_broken_font_map_is_reported() {
    let text =
        "Nämnden beslutar att bifalla ansökan och att ge förvaltningen i uppdrag att ".repeat(4);
    let shifted = |c: char| match c {
        '!'..='~' => char::from(b'!' + (c as u8 - b'!' + 29) % 94),
        other => other,
    };
    let broken: String = text.chars().map(shifted).collect();
    let source = extract(format!("{text}\n\u{0C}{broken}\n").as_bytes()).unwrap();
    let reported: Vec<Option<u32>> = source.findings.iter().map(|finding| finding.page).collect();
    assert_eq!(reported, [Some(2)]);
    expect!["Texten på sidan går inte att läsa som ord; typsnittets teckentabell eller textigenkänningen är trasig."]
        .assert_eq(&source.findings[0].message);
    assert!(source.text_quality < 0.7, "{}", source.text_quality);
}

#[test]
fn a_list_of_names_is_no_broken_font_map() {
    let names =
        "Ylva Bråhammar S Ja\nGöran Ekelöf L Nej\nNaïma Öberg V Ja\nHjördis Affelin KD\n".repeat(8);
    assert_eq!(extract(names.as_bytes()).unwrap().findings, []);
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = extract(&bytes);
    }

    #[test]
    fn every_line_of_a_text_is_there(lines in proptest::collection::vec("[ a-zåäö0-9.\t]{0,40}", 1..12)) {
        let text = lines.join("\n");
        if let Ok(source) = extract(text.as_bytes()) {
            let without_last = lines.last().is_some_and(String::is_empty);
            prop_assert_eq!(source.lines().count(), lines.len() - usize::from(without_last));
        }
    }
}
