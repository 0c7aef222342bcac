//! What a reader sees of a DOCX.

use expect_test::{Expect, expect};

use crate::made::{Docx, noticed, paragraph, read};
use crate::{ExtractError, extract};

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check(docx: Docx, expected: Expect) {
    expected.assert_eq(&read(&docx.bytes()));
}

fn body(text: &str) -> Docx {
    Docx::new(text)
}

/// One level of a list.
fn level(place: u32, format: &str, text: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn automatic_numbers_stand_before_their_paragraphs() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        level(0, "decimal", "§ %1"),
        level(1, "lowerLetter", "%2)"),
        level(2, "upperRoman", "%1.%3."),
    );
    let text = [
        item(1, 0, "Val av justerare"),
        item(1, 1, "första"),
        item(1, 1, "andra"),
        item(1, 2, "djupare"),
        item(1, 0, "Dagordning"),
        item(1, 1, "anew"),
    ];
    check(
        body(&text.concat()).numbering(&numbering),
        expect![[r#"
            § 1 Val av justerare
            a) första
            b) andra
            1.I. djupare
            § 2 Dagordning
            a) anew
        "#]],
    );
}

#[test]
fn a_number_without_text_is_kept_and_a_bullet_is_not() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:abstractNum w:abstractNumId="1">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="71"/></w:lvlOverride></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#,
        level(0, "decimal", "KS § %1"),
        level(0, "bullet", "\u{F0B7}"),
    );
    let empty = |list| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr></w:pPr></w:p>"#
        )
    };
    let text = [
        empty(1),
        paragraph("Upprop"),
        empty(2),
        item(2, 0, "punkt"),
        empty(1),
    ];
    check(
        body(&text.concat()).numbering(&numbering),
        expect![[r#"
            KS § 71
            Upprop

            • punkt
            KS § 72
        "#]],
    );
}

#[test]
fn numbers_come_from_the_style_and_from_the_list_of_a_style() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="12"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Paragraf"/><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Lista"/>{}</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Lista"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>"#,
        level(0, "decimal", "%1."),
    );
    let styles = r#"<w:style w:type="paragraph" w:styleId="Grund"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Paragraf"><w:basedOn w:val="Grund"/></w:style>"#;
    let styled =
        r#"<w:p><w:pPr><w:pStyle w:val="Paragraf"/></w:pPr><w:r><w:t>Taxa</w:t></w:r></w:p>"#;
    let unnumbered = r#"<w:p><w:pPr><w:pStyle w:val="Paragraf"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>Utan</w:t></w:r></w:p>"#;
    let text = [styled, unnumbered, &item(2, 0, "ett"), styled].concat();
    check(
        body(&text).styles(styles).numbering(&numbering),
        expect![[r#"
            § 12 Taxa
            Utan
            1. ett
            § 13 Taxa
        "#]],
    );
}

#[test]
fn bold_comes_through_styles_and_sizes_in_points() {
    let styles = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="A"><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style><w:style w:type="character" w:styleId="C"><w:rPr><w:b w:val="0"/><w:i/></w:rPr></w:style>"#;
    let text = r#"<w:p><w:pPr><w:pStyle w:val="B"/></w:pPr><w:r><w:t>Rubrik</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="B"/></w:pPr><w:r><w:rPr><w:rStyle w:val="C"/></w:rPr><w:t>Kursiv</w:t></w:r></w:p><w:p><w:r><w:t>Text</w:t></w:r></w:p>"#;
    let source = extract(&body(text).styles(styles).bytes()).unwrap();
    let looks: Vec<_> = source
        .lines()
        .flat_map(|(_, line)| &line.segments)
        .map(|segment| (segment.bold, segment.italic, segment.font_size))
        .collect();
    assert_eq!(
        looks,
        [
            (true, false, Some(16.0)),
            (false, true, Some(16.0)),
            (false, false, Some(11.0))
        ]
    );
}

#[test]
fn styles_that_go_in_a_circle_are_read() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>"#;
    let text = r#"<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Beslut</w:t></w:r></w:p>"#;
    check(body(text).styles(styles), expect!["Beslut\n"]);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let text = format!(
        r#"<w:p>{}<w:del><w:r><w:delText>inte </w:delText></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p><w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"#,
        run("Nämnden beslutar "),
        run("att bifalla."),
        run("Flyttat."),
        run("Stycket "),
        run("fortsätter."),
        paragraph("Struken rad"),
        paragraph("Kvar"),
    );
    check(
        body(&text),
        expect![[r#"
            Nämnden beslutar att bifalla.
            Stycket fortsätter.

            Kvar
        "#]],
    );
    expect!["Text som är struken med spårade ändringar har utelämnats på 3 ställen."]
        .assert_eq(&noticed(&body(&text).bytes())[0]);
}

#[test]
fn hidden_text_is_left_out_and_reported() {
    let styles =
        r#"<w:style w:type="character" w:styleId="Dold"><w:rPr><w:vanish/></w:rPr></w:style>"#;
    let text = format!(
        r#"<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t> hemligt</w:t></w:r></w:p><w:p><w:r><w:rPr><w:rStyle w:val="Dold"/></w:rPr><w:t>dold rad</w:t></w:r></w:p><w:p><w:r><w:rPr><w:rStyle w:val="Dold"/><w:vanish w:val="0"/></w:rPr><w:t>synlig rad</w:t></w:r></w:p>"#,
        run("Synligt"),
    );
    let bytes = body(&text).styles(styles).bytes();
    expect!["Synligt\nsynlig rad\n"].assert_eq(&read(&bytes));
    expect!["Text som inte syns i dokumentet har utelämnats på 2 ställen."]
        .assert_eq(&noticed(&bytes)[0]);
}

#[test]
fn fields_show_their_result_and_not_their_instruction() {
    let field = |instruction: &str, result: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
            run(result)
        )
    };
    let nested = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        field("MERGEFIELD x", "osynligt"),
        run("syns"),
    );
    let text = format!(
        r#"<w:p>{}{}</w:p><w:p>{nested}</w:p><w:p><w:fldSimple w:instr="REF dnr">{}</w:fldSimple></w:p><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TRASIGT</w:instrText></w:r></w:p><w:p>{}</w:p><w:p><w:hyperlink r:id="x">{}</w:hyperlink></w:p>"#,
        run("Datum: "),
        field("DATE", "2024-03-05"),
        run("KS 2024/17"),
        run("Texten efter ett trasigt fält är kvar."),
        run("en länk"),
    );
    check(
        body(&text),
        expect![[r#"
            Datum: 2024-03-05
            syns
            KS 2024/17

            Texten efter ett trasigt fält är kvar.
            en länk
        "#]],
    );
}

#[test]
fn special_characters_are_those_that_are_seen() {
    let text = r#"<w:p><w:r><w:t>kommun</w:t><w:softHyphen/><w:t>styrelse 2024</w:t><w:noBreakHyphen/><w:t>03</w:t></w:r></w:p><w:p><w:r><w:sym w:font="Times New Roman" w:char="F0A7"/><w:t> 7</w:t></w:r></w:p><w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> punkt </w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p><w:p><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>&#xF0A3; &#xF0B0;</w:t></w:r></w:p><w:p><w:r><w:t>&#xA7; 8 &amp; &lt;9&gt;</w:t></w:r></w:p>"#;
    check(
        body(text),
        expect![[r#"
            kommunstyrelse 2024-03
            § 7
            • punkt ☑
            ≤ °
            § 8 & <9>
        "#]],
    );
}

#[test]
fn tabs_and_breaks_stand_where_the_stops_are() {
    let stops = r#"<w:pPr><w:tabs><w:tab w:val="left" w:pos="2200"/><w:tab w:val="right" w:pos="6600"/></w:tabs></w:pPr>"#;
    let row = |left: &str, middle: &str, right: &str| {
        format!(
            "<w:p>{stops}<w:r><w:t>{left}</w:t><w:tab/><w:t>{middle}</w:t><w:tab/><w:t>{right}</w:t></w:r></w:p>"
        )
    };
    let text = [
        row("Datum", "2024-03-05", "1 (2)"),
        row("Plats och tid", "Sal A", "12 (24)"),
        "<w:p><w:r><w:t>ett</w:t><w:br/><w:t>två</w:t><w:cr/><w:t>tre      fyra</w:t></w:r></w:p>"
            .to_owned(),
    ];
    check(
        body(&text.concat()),
        expect![[r#"
            Datum               2024-03-05                         1 (2)
            Plats och tid       Sal A                            12 (24)
            ett
            två
            tre      fyra
        "#]],
    );
}

#[test]
fn tables_are_rows_of_cells_in_columns() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let wide = |text: &str| {
        format!(
            r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>"#,
            paragraph(text)
        )
    };
    let below = r#"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"#;
    let nested = format!(
        "<w:tc><w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/></w:tc>",
        cell("a"),
        cell("b")
    );
    let text = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{below}{}{}</w:tr><w:sdt><w:sdtContent><w:tr>{}{nested}</w:tr></w:sdtContent></w:sdt></w:tbl>",
        cell("Ledamot"),
        cell("Ja"),
        cell("Nej"),
        wide("Anna Ek (S)"),
        cell("X"),
        cell("X"),
        cell("-"),
        cell("Bo Alm (M)"),
    );
    check(
        body(&text),
        expect![[r#"
            Ledamot       Ja   Nej
            Anna Ek (S)        X
                          X    -
            Bo Alm (M)    a   b
        "#]],
    );
}

#[test]
fn text_boxes_are_read_once() {
    let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let text = format!(
        r#"<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{}"#,
        run("Före"),
        text_box("I rutan"),
        text_box("I rutan"),
        paragraph("Efter"),
    );
    check(body(&text), expect!["Före\nI rutan\nEfter\n"]);
}

#[test]
fn notes_follow_the_paragraph_that_names_them() {
    let text = format!(
        r#"<w:p>{}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>{}"#,
        run("Nämnden beslutar"),
        paragraph("Nästa stycke"),
    );
    let notes = format!(
        r#"<w:footnote w:type="separator" w:id="0">{}</w:footnote><w:footnote w:id="2">{}</w:footnote>"#,
        paragraph("skiljelinje"),
        r#"<w:p><w:r><w:footnoteRef/><w:t>Se <w:x/>bilaga.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>"#,
    );
    check(
        body(&text).part("footnotes", "footnotes", &notes),
        expect!["Nämnden beslutar[1]\n[1] Se bilaga.\nNästa stycke\n"],
    );
}

#[test]
fn comments_and_properties_are_no_text() {
    let text = format!(
        r#"<w:p><w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:sdt><w:sdtPr><w:alias w:val="Fält"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>"#,
        run("Text "),
        run("i fält"),
    );
    let comments = format!(
        r#"<w:comment w:id="1">{}</w:comment>"#,
        paragraph("Kommentar")
    );
    check(
        body(&text).part("comments", "comments", &comments),
        expect!["Text i fält\n"],
    );
}

#[test]
fn pages_end_where_the_program_laid_them_out() {
    let full = "<w:r><w:lastRenderedPageBreak/></w:r>";
    let text = format!(
        r#"{}<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p>{full}{}</w:p><w:p>{}{full}{}</w:p>{}"#,
        paragraph("Sida ett"),
        run("Sida två"),
        run("Ett stycke som fortsätter "),
        run("på nästa sida."),
        paragraph("Sida tre"),
    );
    let source = extract(&body(&text).bytes()).unwrap();
    let shown: Vec<String> = source
        .lines()
        .filter(|(_, line)| !line.is_blank())
        .map(|(page, line)| format!("{:?} {}", page.number, line.text()))
        .collect();
    assert_eq!(
        shown,
        [
            "Some(1) Sida ett",
            "Some(2) Sida två",
            "Some(2) Ett stycke som fortsätter på nästa sida.",
            "Some(3) Sida tre"
        ]
    );
}

#[test]
fn pages_that_nothing_laid_out_have_no_number() {
    let text = format!(
        r#"{}<w:p><w:r><w:br w:type="page"/></w:r></w:p>{}"#,
        paragraph("Framsida"),
        paragraph("Resten"),
    );
    let source = extract(&body(&text).bytes()).unwrap();
    assert_eq!(source.pages.len(), 2);
    assert_eq!(source.page_count(), None);
}

#[test]
fn heads_and_feet_stand_on_every_page_with_its_number() {
    let field = |name: &str| {
        format!(
            r#"<w:fldSimple w:instr=" {name} ">{}</w:fldSimple>"#,
            run("9")
        )
    };
    let head = format!(
        "<w:p>{}<w:r><w:tab/></w:r>{}{}{}{}</w:p>",
        run("Kommunstyrelsen"),
        field("PAGE"),
        run(" ("),
        field("NUMPAGES"),
        run(")"),
    );
    let text = format!(
        r#"{}<w:p><w:r><w:lastRenderedPageBreak/></w:r>{}</w:p><w:sectPr><w:titlePg/><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/></w:sectPr>"#,
        paragraph("Framsida"),
        run("Andra sidan"),
    );
    let docx = body(&text)
        .part("header", "hdr", &head)
        .part("header", "hdr", &paragraph("Vapen"))
        .part("footer", "ftr", &paragraph("Justerandes sign"));
    check(
        docx,
        expect![[r#"
            Vapen

            Framsida
            Kommunstyrelsen     2 (2)

            Andra sidan

            Justerandes sign
        "#]],
    );
}

#[test]
fn a_personal_number_in_several_runs_is_one_number() {
    let text = format!(
        "<w:p>{}{}{}</w:p>",
        run("Barn 1912"),
        run("1212-12"),
        run("12 placeras.")
    );
    check(body(&text), expect!["Barn ●●●●●●●●-●●●● placeras.\n"]);
}

#[test]
fn a_document_of_pictures_shows_no_text() {
    let text = r#"<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"#;
    assert_eq!(
        extract(&body(text).bytes()),
        Err(ExtractError::NoVisibleText)
    );
    assert_eq!(extract(&body("<w:p/>").bytes()), Err(ExtractError::Empty));
}

#[test]
fn other_namespaces_prefixes_and_part_names_make_no_difference() {
    let document = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Strikt</x:t></x:r></x:p></x:body></x:document>"#;
    let types = r#"<Types><Override PartName="/word/document2.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>"#;
    let bytes = crate::made::container(&[
        ("word/media/image1.png", b"PNG"),
        ("word\\document2.xml", document.as_bytes()),
        ("[Content_Types].xml", types.as_bytes()),
    ]);
    expect!["Strikt\n"].assert_eq(&read(&bytes));
}

#[test]
fn a_web_page_within_the_document_is_read_in_its_place() {
    let text = format!(
        r#"{}<w:altChunk r:id="rId1"/>{}"#,
        paragraph("Före"),
        paragraph("Efter")
    );
    let mut entries = body(&text).part("aFChunk", "x", "").entries();
    if let Some((_, chunk)) = entries
        .iter_mut()
        .find(|(name, _)| name.contains("aFChunk"))
    {
        *chunk = "<html><body><p>§ 1 Val</p><ul><li>punkt</li></ul></body></html>".to_owned();
    }
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, part)| (name.as_str(), part.as_bytes()))
        .collect();
    expect![[r#"
        Före

        § 1 Val

        • punkt
        Efter
    "#]]
    .assert_eq(&read(&crate::made::container(&entries)));
}

#[test]
fn strict_files_give_lengths_with_units() {
    let text = r#"<w:p><w:pPr><w:ind w:start="1.54in" w:firstLine="0cm"/><w:rPr/></w:pPr><w:r><w:rPr><w:b w:val="on"/><w:sz w:val="14pt"/></w:rPr><w:t>Rubrik</w:t></w:r></w:p>"#;
    let source = extract(&body(text).bytes()).unwrap();
    let segment = &source.pages[0].lines[0].segments[0];
    assert_eq!(
        (segment.left, segment.font_size, segment.bold),
        (20.0, Some(14.0), true)
    );
}

#[test]
fn what_is_as_white_as_the_paper_or_too_small_is_left_out_and_reported() {
    let unseen = r#"<w:p><w:r><w:t>synlig</w:t></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>vit</w:t></w:r><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>liten</w:t></w:r></w:p>"#;
    let docx = body(unseen).bytes();
    assert_eq!(read(&docx), "synlig\n");
    assert_eq!(noticed(&docx).len(), 1);
}

#[test]
fn white_text_on_what_is_dark_is_read() {
    let white = |text: &str, more: &str| {
        format!(r#"<w:r><w:rPr><w:color w:val="FFFFFF"/>{more}</w:rPr><w:t>{text}</w:t></w:r>"#)
    };
    let shading = r#"<w:shd w:val="clear" w:fill="003366"/>"#;
    let cell = |set: &str| {
        format!(
            "<w:tbl><w:tblPr>{}</w:tblPr><w:tr><w:tc><w:tcPr>{}</w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            if set.is_empty() {
                r#"<w:tblStyle w:val="T"/>"#
            } else {
                ""
            },
            set,
            white("cell", "")
        )
    };
    let text = format!(
        "<w:p>{}</w:p><w:p><w:pPr>{shading}</w:pPr>{}</w:p>{}{}",
        white("run", shading),
        white("stycke", ""),
        cell(shading),
        cell(""),
    );
    let styles = format!(
        r#"<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:tcPr>{shading}</w:tcPr></w:tblStylePr></w:style>"#
    );
    let docx = body(&text).styles(&styles).bytes();
    assert_eq!(read(&docx), "run\nstycke\n\ncell\n\ncell\n");
    assert!(noticed(&docx).is_empty());
}

#[test]
fn white_text_over_a_picture_behind_it_is_read() {
    let text = r#"<w:p><w:r><w:drawing><wps:anchor behindDoc="1"/></w:drawing></w:r><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Protokoll</w:t></w:r></w:p>"#;
    assert_eq!(read(&body(text).bytes()), "Protokoll\n");
}

#[test]
fn text_in_the_colour_it_stands_on_is_left_out_and_reported() {
    for set in [
        r#"<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>"#,
        r#"<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000"/>"#,
        r#"<w:color w:val="000000"/><w:highlight w:val="black"/>"#,
    ] {
        let runs = format!(
            "<w:p><w:r><w:t>synlig</w:t></w:r><w:r><w:rPr>{set}</w:rPr><w:t>svärtad</w:t></w:r></w:p>"
        );
        let docx = body(&runs).bytes();
        assert_eq!(read(&docx), "synlig\n", "{set}");
        assert_eq!(noticed(&docx).len(), 1, "{set}");
    }
    let shown = r#"<w:p><w:r><w:rPr><w:color w:val="000000"/><w:highlight w:val="yellow"/></w:rPr><w:t>synlig</w:t></w:r></w:p>"#;
    assert_eq!(read(&body(shown).bytes()), "synlig\n");
}
