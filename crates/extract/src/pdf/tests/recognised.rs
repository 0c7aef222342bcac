//! What a reader sees of scanned pages that a recogniser has read. Its tables are written here by hand.

use expect_test::{Expect, expect};
use paragraf_model::TextOrigin;
use proptest::prelude::*;

use super::writer::{PAGES, RESOURCES, TinyPdf, page};
use crate::tests::shown;
use crate::{
    ExtractError, NotRecognised, PicturePlace, Reason, Recognised, RecognisedPage, extract,
    extract_with, pages_to_recognise,
};

/// A picture over the whole page, before anything else on it.
const SCAN: &str = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q ";

/// At 200 dots per inch, as the scan of an A4 page.
const PLACE: PicturePlace = PicturePlace {
    width: 1653,
    height: 2339,
    left: 0.0,
    top: 0.0,
    across: 0.36,
    down: 0.36,
};

/// A word in a table: block, line, left and top in pixels, confidence in percent, text.
type Row<'a> = (u32, u32, u32, u32, f32, &'a str);

/// Letters are 12 pixels wide here and 20 high, as 10 points are.
fn tsv(words: &[Row<'_>]) -> String {
    let mut table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t1653\t2339\t-1\t\n".to_owned();
    for (number, (block, line, left, top, confidence, text)) in words.iter().enumerate() {
        let width = 12 * text.chars().count();
        let below = if text.contains(['g', 'j', 'p', 'q', 'y', '(', '§', 'Q']) {
            6
        } else {
            0
        };
        let height = 20 + below;
        table.push_str(&format!(
            "5\t1\t{block}\t1\t{line}\t{number}\t{left}\t{top}\t{width}\t{height}\t{confidence}\t{text}\n"
        ));
    }
    table
}

/// One line of words, 8 pixels apart.
fn line<'a>(block: u32, number: u32, left: u32, top: u32, text: &'a str) -> Vec<Row<'a>> {
    let mut left = left;
    let mut words = Vec::new();
    for word in text.split(' ') {
        words.push((block, number, left, top, 95.0, word));
        left += 12 * word.chars().count() as u32 + 8;
    }
    words
}

fn recognised(words: &[Row<'_>]) -> Recognised {
    Recognised {
        pages: vec![RecognisedPage {
            number: 1,
            place: PLACE,
            tsv: tsv(words),
            signs: None,
        }],
        failed: Vec::new(),
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check(words: &[Row<'_>], expected: Expect) {
    let source = extract_with(&page(SCAN).bytes(), &recognised(words)).unwrap();
    expected.assert_eq(&shown(&source));
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check_findings(pdf: &TinyPdf, recognised: &Recognised, expected: Expect) {
    let source = extract_with(&pdf.bytes(), recognised).unwrap();
    let findings = source.findings.iter().map(|finding| {
        let page = finding.page.unwrap_or(0);
        format!(
            "{page}: {:?}: {:?}: {}\n",
            finding.kind, finding.severity, finding.message
        )
    });
    expected.assert_eq(&findings.collect::<String>());
}

#[test]
fn recognised_words_are_lines_where_they_stand() {
    let words = [
        line(1, 1, 200, 200, "Kommunstyrelsens protokoll"),
        line(2, 1, 200, 300, "Nämnden beslutar att bifalla"),
        line(2, 2, 200, 332, "ansökan."),
    ];
    check(
        &words.concat(),
        expect![[r#"
            1:72 Kommunstyrelsens protokoll
            1:
            1:72 Nämnden beslutar att bifalla
            1:72 ansökan.
        "#]],
    );
}

#[test]
fn columns_that_are_blocks_to_the_recogniser_are_cells_of_rows() {
    let words = [
        line(1, 1, 200, 200, "Ledamöter"),
        line(1, 2, 200, 232, "Anna Ek (S)"),
        line(1, 3, 200, 264, "Bo Alm (M)"),
        line(2, 1, 800, 200, "Ersättare"),
        line(2, 2, 801, 233, "Eva Lind (C)"),
        line(2, 3, 800, 265, "Ola Berg (V)"),
    ];
    check(
        &words.concat(),
        expect![[r#"
            1:72 Ledamöter|288 Ersättare
            1:72 Anna Ek (S)|288 Eva Lind (C)
            1:72 Bo Alm (M)|288 Ola Berg (V)
        "#]],
    );
}

#[test]
fn a_wide_gap_within_a_line_is_a_border() {
    let mut words = line(1, 1, 200, 200, "Justerandes sign");
    words.extend(line(1, 1, 900, 200, "Utdragsbestyrkande"));
    check(
        &words,
        expect!["1:72 Justerandes sign|324 Utdragsbestyrkande\n"],
    );
}

#[test]
fn columns_of_running_text_are_read_one_after_the_other() {
    let left = [
        "Kommunstyrelsen beslutar att",
        "uppdra åt förvaltningen att se",
        "över avgifterna för lokaler och",
        "återkomma till hösten med svar.",
    ];
    let right = [
        "Förvaltningen menar att årets taxa",
        "bör höjas med två procent först och",
        "att den därefter ska gälla från och med",
        "januari nästa år i kommunen.",
    ];
    let mut words = Vec::new();
    for (block, left_edge, texts) in [(1, 150, left), (2, 850, right)] {
        for (number, text) in (1..).zip(texts) {
            words.extend(line(block, number, left_edge, 200 + 32 * number, text));
        }
    }
    check(
        &words,
        expect![[r#"
            1:54 Kommunstyrelsen beslutar att
            1:54 uppdra åt förvaltningen att se
            1:54 över avgifterna för lokaler och
            1:54 återkomma till hösten med svar.
            1:306 Förvaltningen menar att årets taxa
            1:306 bör höjas med två procent först och
            1:306 att den därefter ska gälla från och med
            1:306 januari nästa år i kommunen.
        "#]],
    );
}

#[test]
fn a_page_that_lies_askew_has_whole_lines() {
    let falling = |number: u32, text| {
        let mut words = line(1, number, 200, 200 + 32 * number, text);
        for word in &mut words {
            word.3 += (word.2 - 200) / 30;
        }
        words
    };
    let words = [
        falling(1, "Kommunstyrelsen beslutade den femte mars att ärendet"),
        falling(2, "skulle tas om hand av förvaltningen för samråd innan"),
        falling(3, "nästa sammanträde i nämnden för kultur och fritid här"),
    ];
    let source = extract_with(&page(SCAN).bytes(), &recognised(&words.concat())).unwrap();
    let texts: Vec<String> = source.pages[0]
        .lines
        .iter()
        .map(|line| line.text())
        .collect();
    expect![[r#"
        Kommunstyrelsen beslutade den femte mars att ärendet
        skulle tas om hand av förvaltningen för samråd innan
        nästa sammanträde i nämnden för kultur och fritid här"#]]
    .assert_eq(&texts.join("\n"));
}

#[test]
fn a_page_that_was_fed_sideways_is_read_along_its_text() {
    // Text that runs up the picture: a word is as high as it is long, the next one stands above it.
    let row = |line: u32, left: u32, bottom: u32, text: &str| {
        let length = 12 * text.chars().count() as u32;
        format!(
            "5\t1\t1\t1\t{line}\t1\t{left}\t{}\t20\t{length}\t95\t{text}\n",
            bottom - length
        )
    };
    let table = row(1, 200, 1600, "Beslut")
        + &row(1, 200, 1520, "om")
        + &row(1, 200, 1488, "torg")
        + &row(2, 232, 1600, "Nämnden")
        + &row(2, 232, 1508, "bifaller");
    let mut recognised = recognised(&[]);
    recognised.pages[0].tsv = table;
    let source = extract_with(&page(SCAN).bytes(), &recognised).unwrap();
    let texts: Vec<String> = source.pages[0]
        .lines
        .iter()
        .map(|line| line.text())
        .collect();
    assert_eq!(texts, ["Beslut om torg", "Nämnden bifaller"]);
    assert_eq!(source.pages[0].size.map(|size| size.width), Some(842.0));
}

#[test]
fn dust_lines_of_tables_and_scribbles_are_no_text() {
    let words = [
        line(1, 1, 200, 200, "Protokollet justeras"),
        vec![
            (1, 2, 190, 232, 30.0, "|"),
            (1, 2, 200, 232, 96.0, "Ordförande"),
        ],
        vec![(2, 1, 800, 400, 12.0, "Ä,"), (2, 1, 830, 400, 20.0, "xl")],
        vec![(3, 1, 800, 500, 22.0, "~=;rl")],
        vec![(4, 1, 800, 600, 40.0, "———")],
        vec![
            (5, 1, 200, 700, 90.0, "–"),
            (5, 1, 230, 700, 96.0, "Bilaga"),
            (5, 1, 310, 700, 3.0, "15"),
        ],
    ];
    check(
        &words.concat(),
        expect![[r#"
            1:72 Protokollet justeras
            1:72 Ordförande
            1:
            1:72 – Bilaga 15
        "#]],
    );
}

#[test]
fn section_signs_come_from_a_reading_that_knows_them() {
    let first = [
        vec![
            (1, 1, 200, 200, 60.0, "8"),
            (1, 1, 230, 200, 95.0, "28"),
            (1, 1, 270, 200, 95.0, "Val"),
        ],
        vec![
            (1, 2, 200, 232, 60.0, "8103"),
            (1, 2, 270, 232, 95.0, "Budget"),
        ],
        vec![
            (1, 3, 200, 264, 60.0, "88"),
            (1, 3, 240, 264, 95.0, "12-18"),
        ],
        vec![
            (1, 4, 200, 296, 95.0, "Enligt"),
            (1, 4, 290, 296, 95.0, "5"),
            (1, 4, 310, 296, 60.0, "8,"),
            (1, 4, 350, 296, 95.0, "8"),
        ],
    ];
    let second = [
        vec![
            (1, 1, 200, 200, 90.0, "§"),
            (1, 1, 230, 200, 95.0, "28"),
            (1, 1, 270, 200, 95.0, "Val"),
        ],
        vec![
            (1, 2, 200, 232, 90.0, "§103"),
            (1, 2, 270, 232, 95.0, "Budget"),
        ],
        vec![
            (1, 3, 200, 264, 90.0, "S§"),
            (1, 3, 240, 264, 95.0, "12-18"),
        ],
        vec![
            (1, 4, 200, 296, 95.0, "Enhgt"),
            (1, 4, 290, 296, 95.0, "5"),
            (1, 4, 310, 296, 90.0, "§,"),
            (1, 4, 350, 296, 95.0, "8"),
        ],
    ];
    let mut recognised = recognised(&first.concat());
    recognised.pages[0].signs = Some(tsv(&second.concat()));
    let source = extract_with(&page(SCAN).bytes(), &recognised).unwrap();
    expect![[r#"
        1:72 § 28 Val
        1:72 §103 Budget
        1:72 §§ 12-18
        1:72 Enligt 5 §, 8
    "#]]
    .assert_eq(&shown(&source));
}

#[test]
fn a_dollar_is_a_section_sign_also_without_a_second_reading() {
    let words = [
        line(1, 1, 200, 200, "$ 28 Val av justerare"),
        line(1, 2, 200, 232, "Bo Alm (S) $$ 12-18"),
        line(1, 3, 200, 264, "S 5 Budget"),
        line(1, 4, 200, 296, "Anna Ek S 5 år"),
    ];
    check(
        &words.concat(),
        expect![[r#"
            1:72 § 28 Val av justerare
            1:72 Bo Alm (S) §§ 12-18
            1:72 § 5 Budget
            1:72 Anna Ek S 5 år
        "#]],
    );
}

#[test]
fn how_sure_the_recogniser_is_is_kept_and_told() {
    let words = line(1, 1, 200, 200, "Nämnden bifaller");
    let source = extract_with(&page(SCAN).bytes(), &recognised(&words)).unwrap();
    assert_eq!(source.pages[0].origin, TextOrigin::Ocr);
    assert_eq!(
        source.pages[0]
            .confidence
            .map(|sure| (100.0 * sure).round()),
        Some(95.0)
    );
    check_findings(
        &page(SCAN),
        &recognised(&words),
        expect![[r#"
            1: TextRecognised: Info: Sidans text är igenkänd ur en bild (säkerhet 95 %).
        "#]],
    );
    let unsure: Vec<Row<'_>> = words
        .iter()
        .map(|word| (word.0, word.1, word.2, word.3, 61.0, word.5))
        .collect();
    check_findings(
        &page(SCAN),
        &recognised(&unsure),
        expect![[r#"
            1: TextRecognised: Warning: Sidans text är igenkänd ur en bild med låg säkerhet (61 %); jämför med originalet.
        "#]],
    );
}

#[test]
fn what_was_typed_over_a_scan_joins_what_was_recognised_in_it() {
    let typed = page(&format!(
        "{SCAN} BT /F1 8 Tf 40 822 Td (Signerat 2024-03-05, referensnummer 8841) Tj ET"
    ));
    assert_eq!(
        extract(&typed.bytes()).unwrap().pages[0].origin,
        TextOrigin::Picture
    );
    assert_eq!(pages_to_recognise(&typed.bytes()), Ok(vec![1]));
    let words = line(1, 1, 200, 300, "Nämnden bifaller");
    let source = extract_with(&typed.bytes(), &recognised(&words)).unwrap();
    expect![[r#"
        1:40 Signerat 2024-03-05, referensnummer 8841
        1:
        1:72 Nämnden bifaller
    "#]]
    .assert_eq(&shown(&source));
}

#[test]
fn a_stamp_in_the_middle_of_a_scan_leaves_it_a_scan() {
    let stamped = page(&format!(
        "{SCAN} BT /F1 8 Tf 12 TL 150 500 Td (Dokumentet är elektroniskt underskrivet av) Tj T* \
         (Anna Ek och Bo Alm den 5 mars 2024, se verifikat 8841) Tj ET"
    ));
    assert_eq!(pages_to_recognise(&stamped.bytes()), Ok(vec![1]));
    check_findings(
        &stamped,
        &Recognised::default(),
        expect![[r#"
            1: PageWithoutText: Warning: Sidan är en bild med lite text till; bildens egen text kan läsas först efter textigenkänning.
        "#]],
    );
    let words = line(1, 1, 200, 300, "Nämnden bifaller");
    let source = extract_with(&stamped.bytes(), &recognised(&words)).unwrap();
    expect![[r#"
        1:72 Nämnden bifaller
        1:
        1:150 Dokumentet är elektroniskt underskrivet av
        1:150 Anna Ek och Bo Alm den 5 mars 2024, se verifikat 8841
    "#]]
    .assert_eq(&shown(&source));
}

#[test]
fn a_short_page_on_a_letterhead_keeps_its_text_as_it_is() {
    let text = "BT /F1 10 Tf 12 TL 72 700 Td (Beslutet skickas till) Tj T* (Kultur- och fritidsnämnden) Tj T* \
        (Anna Ek, ordförande) Tj ET";
    let plain = shown(&extract(&page(text).bytes()).unwrap());
    let letterhead = page(&format!("{SCAN} {text}"));
    let read =
        |recognised: &Recognised| shown(&extract_with(&letterhead.bytes(), recognised).unwrap());
    assert_eq!(read(&Recognised::default()), plain);
    assert_eq!(pages_to_recognise(&letterhead.bytes()), Ok(vec![1]));
    // Nothing is in the picture but the colours of the letterhead.
    assert_eq!(read(&recognised(&[])), plain);
    let failed = Recognised {
        pages: Vec::new(),
        failed: vec![NotRecognised {
            number: 1,
            reason: Reason::TimedOut,
        }],
    };
    check_findings(
        &letterhead,
        &failed,
        expect![[r#"
        1: PageWithoutText: Warning: Sidan är en bild med lite text till; bildens text kunde inte kännas igen: tiden räckte inte.
    "#]],
    );
    check_findings(
        &letterhead,
        &recognised(&[]),
        expect![[r#"
        1: TextRecognised: Info: Sidan är en bild där ingen text kunde kännas igen.
    "#]],
    );
}

#[test]
fn a_page_full_of_text_on_a_letterhead_waits_for_nothing() {
    let line = "(Nämnden beslutar att bifalla ansökan om bidrag till lokaler.) Tj T* ";
    let text = format!("{SCAN} BT /F1 10 Tf 12 TL 72 700 Td {} ET", line.repeat(12));
    let pdf = page(&text);
    assert_eq!(
        extract(&pdf.bytes()).unwrap().pages[0].origin,
        TextOrigin::Text
    );
    assert_eq!(pages_to_recognise(&pdf.bytes()), Ok(vec![]));
}

#[test]
fn a_poor_text_layer_gives_way_to_clearly_more() {
    let poor = page(&format!(
        "{SCAN} BT /F1 10 Tf 3 Tr 72 700 Td (Nämnden beslutar enligt förslaget i går.) Tj ET"
    ));
    assert_eq!(pages_to_recognise(&poor.bytes()), Ok(vec![1]));
    let read = |words: &[Row<'_>]| shown(&extract_with(&poor.bytes(), &recognised(words)).unwrap());
    let own = shown(&extract(&poor.bytes()).unwrap());
    assert_eq!(read(&[]), own);
    assert_eq!(read(&line(1, 1, 200, 300, "Nämnden beslutar")), own);
    let more = [
        line(1, 1, 200, 300, "Kommunstyrelsen föreslår fullmäktige"),
        line(1, 2, 200, 332, "att anta taxan för år 2025 och att"),
        line(1, 3, 200, 364, "den gäller från och med januari."),
    ];
    expect![[r#"
        1:72 Kommunstyrelsen föreslår fullmäktige
        1:72 att anta taxan för år 2025 och att
        1:72 den gäller från och med januari.
    "#]]
    .assert_eq(&read(&more.concat()));
}

#[test]
fn a_broken_text_layer_gives_way_and_a_sound_one_stays() {
    let broken = "q7x zw3k vv9 kkq ttx wzz qqp xk3 zzv wqx ".repeat(2);
    let sound = "Nämnden beslutar att bifalla ansökan om bidrag till föreningens lokaler i år. ";
    let layer = |text: &str| {
        let lines = format!("({text}) Tj T* ").repeat(10);
        page(&format!(
            "{SCAN} BT /F1 10 Tf 12 TL 3 Tr 50 700 Td {lines} ET"
        ))
    };
    let words = line(1, 1, 200, 300, "Nämnden beslutar att bifalla ansökan.");
    let read = |pdf: &TinyPdf| shown(&extract_with(&pdf.bytes(), &recognised(&words)).unwrap());
    assert_eq!(pages_to_recognise(&layer(&broken).bytes()), Ok(vec![1]));
    assert_eq!(pages_to_recognise(&layer(sound).bytes()), Ok(vec![]));
    assert_eq!(
        read(&layer(&broken)),
        "1:72 Nämnden beslutar att bifalla ansökan.\n"
    );
    assert_eq!(
        read(&layer(sound)),
        shown(&extract(&layer(sound).bytes()).unwrap())
    );
}

#[test]
fn a_stamp_on_a_page_with_text_is_no_scan() {
    let stamped = page(
        "BT /F1 10 Tf 50 700 Td (Kommunstyrelsen beslutar) Tj ET \
         q 180 0 0 90 300 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q",
    );
    assert_eq!(
        extract(&stamped.bytes()).unwrap().pages[0].origin,
        TextOrigin::Text
    );
    assert_eq!(pages_to_recognise(&stamped.bytes()), Ok(vec![]));
}

#[test]
fn a_blank_page_with_a_logo_waits_for_nothing() {
    let logo = "q 60 0 0 40 50 780 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q";
    let pdf = page("BT /F1 10 Tf 50 700 Td (Beslut) Tj ET")
        .with(PAGES, "<</Type/Pages/Kids[3 0 R 8 0 R]/Count 2>>")
        .with(
            8,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 9 0 R>>",
        )
        .with_stream(9, "", logo);
    let source = extract(&pdf.bytes()).unwrap();
    assert_eq!(source.pages[1].origin, TextOrigin::Text);
    assert_eq!(source.findings, []);
}

#[test]
fn letters_drawn_as_curves_cannot_be_recognised_and_that_is_said() {
    let curves = "1 2 3 4 5 6 c ".repeat(2500);
    let drawn = page(&curves);
    assert_eq!(extract(&drawn.bytes()), Err(ExtractError::DrawnText));
    assert_eq!(pages_to_recognise(&drawn.bytes()), Ok(vec![]));
    let pdf = page("BT /F1 10 Tf 50 700 Td (Beslut) Tj ET")
        .with(PAGES, "<</Type/Pages/Kids[3 0 R 8 0 R]/Count 2>>")
        .with(
            8,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 9 0 R>>",
        )
        .with_stream(9, "", &curves);
    check_findings(
        &pdf,
        &Recognised::default(),
        expect![[r#"
            2: PageWithoutText: Warning: Sidans text är ritad som kurvor; den kan varken läsas eller kännas igen.
        "#]],
    );
}

#[test]
fn a_scan_without_text_is_settled_once_it_was_looked_at() {
    assert_eq!(extract(&page(SCAN).bytes()), Err(ExtractError::NoText));
    assert_eq!(
        extract_with(&page(SCAN).bytes(), &recognised(&[])),
        Err(ExtractError::NothingRecognised)
    );
    let with_text = page("BT /F1 10 Tf 50 700 Td (Beslut) Tj ET")
        .with(PAGES, "<</Type/Pages/Kids[8 0 R 3 0 R]/Count 2>>")
        .with(
            8,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 9 0 R>>",
        )
        .with_stream(9, "", SCAN);
    check_findings(
        &with_text,
        &recognised(&[]),
        expect![[r#"
            1: TextRecognised: Info: Sidan är en bild där ingen text kunde kännas igen.
        "#]],
    );
}

#[test]
fn why_a_page_could_not_be_recognised_is_told() {
    let failed = Recognised {
        pages: Vec::new(),
        failed: vec![NotRecognised {
            number: 1,
            reason: Reason::TimedOut,
        }],
    };
    let error = extract_with(&page(SCAN).bytes(), &failed).unwrap_err();
    expect!["not_recognised: its scanned pages could not be recognised (the time was not enough); scan it again at 300 dots per inch"]
        .assert_eq(&format!("{}: {error}", error.code()));
    let with_text = page("BT /F1 10 Tf 50 700 Td (Beslut) Tj ET")
        .with(PAGES, "<</Type/Pages/Kids[8 0 R 3 0 R]/Count 2>>")
        .with(
            8,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 9 0 R>>",
        )
        .with_stream(9, "", SCAN);
    check_findings(
        &with_text,
        &failed,
        expect![[r#"
            1: PageWithoutText: Warning: Sidan är en bild vars text inte kunde kännas igen: tiden räckte inte.
        "#]],
    );
}

#[test]
fn personal_numbers_are_masked_also_with_letters_read_for_digits() {
    let words = [
        line(1, 1, 200, 200, "Vårdnadshavare 19l2l212-1212 yttrar sig."),
        line(1, 2, 200, 232, "Barn 121212—I2l2 placeras."),
        line(1, 3, 200, 264, "Dnr SN 2024/l21 och BESLUT"),
    ];
    check(
        &words.concat(),
        expect![[r#"
            1:72 Vårdnadshavare ●●●●●●●●-●●●● yttrar sig.
            1:72 Barn ●●●●●●—●●●● placeras.
            1:72 Dnr SN 2024/l21 och BESLUT
        "#]],
    );
}

#[test]
fn letters_of_a_files_own_text_are_no_digits() {
    let pdf = page("BT /F1 10 Tf 50 700 Td (Artikel 19l2l212-1212 i lager) Tj ET");
    expect!["1:50 Artikel 19l2l212-1212 i lager\n"]
        .assert_eq(&shown(&extract(&pdf.bytes()).unwrap()));
}

proptest! {
    #[test]
    fn any_table_is_answered(rows in proptest::collection::vec("[0-9\t\\-.a-zåäö§$|]{0,60}", 0..20)) {
        let mut recognised = recognised(&[]);
        recognised.pages[0].tsv = rows.join("\n");
        recognised.pages[0].signs = Some(rows.concat());
        let _ = extract_with(&page(SCAN).bytes(), &recognised);
    }

    #[test]
    fn words_anywhere_are_answered(
        words in proptest::collection::vec((0u32..4, 0u32..4, 0u32..u32::MAX, 0u32..3000, 0f32..100.0, "[a-zåäö§8$(),.]{1,12}"), 0..40),
    ) {
        let words: Vec<Row<'_>> = words.iter().map(|word| (word.0, word.1, word.2, word.3, word.4, word.5.as_str())).collect();
        let _ = extract_with(&page(SCAN).with(RESOURCES, "<<>>").bytes(), &recognised(&words));
    }
}
