//! What a reader sees of an ODT.

use expect_test::{Expect, expect};

use crate::made::{container, flat_odt, noticed, odt, odt_content, odt_with, read};
use crate::{ExtractError, extract};

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check(styles: &str, text: &str, expected: Expect) {
    expected.assert_eq(&read(&odt(styles, text)));
}

const LIST: &str = r#"<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="1"/><text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>"#;

fn item(text: &str) -> String {
    format!("<text:list-item><text:p>{text}</text:p></text:list-item>")
}

#[test]
fn lists_have_their_numbers_and_bullets() {
    let inner = format!(
        "<text:list-item><text:list>{}{}<text:list-item><text:list>{}</text:list></text:list-item></text:list></text:list-item>",
        item("under ett"),
        item("under två"),
        item("punkt"),
    );
    let text = format!(
        r#"<text:list xml:id="a" text:style-name="L">{}{inner}{}</text:list><text:p>emellan</text:p><text:list text:continue-list="a" text:style-name="L">{}</text:list><text:list text:style-name="L"><text:list-item text:start-value="7"><text:p>sju</text:p></text:list-item><text:list-header><text:p>utan nummer</text:p></text:list-header></text:list>"#,
        item("ett"),
        item("två"),
        item("tre"),
    );
    check(
        LIST,
        &text,
        expect![[r#"
            1. ett
               a) under ett
               b) under två
                  • punkt
            2. två
            emellan
            3. tre
            7. sju
            utan nummer
        "#]],
    );
}

#[test]
fn headings_are_numbered_by_the_outline() {
    let shared = r#"<office:styles><text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" loext:num-list-format="KS § %1%" text:start-value="14"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style></office:styles>"#;
    let content = odt_content(
        "",
        r#"<text:h text:outline-level="1">Budget</text:h><text:h text:outline-level="2">Drift</text:h><text:h text:outline-level="1"/><text:p>Taxa</text:p>"#,
    );
    expect!["KS § 14 Budget\n14.1 Drift\nKS § 15\nTaxa\n"]
        .assert_eq(&read(&odt_with(&content, shared)));
}

#[test]
fn text_is_spaced_as_it_is_seen() {
    let styles = r#"<style:style style:name="T" style:family="paragraph"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="5.82cm"/><style:tab-stop style:position="11.64cm" style:type="right"/></style:tab-stops></style:paragraph-properties></style:style>"#;
    let text = "<text:p text:style-name=\"T\">Datum<text:tab/>2024-03-05<text:tab/>1 (2)</text:p><text:p>radens\n   slut <text:span>och</text:span>   mer<text:line-break/>ny rad<text:s text:c=\"6\"/>långt bort</text:p><text:p>mjukt\u{AD}bindestreck, hårt\u{2011}bindestreck</text:p>";
    check(
        styles,
        text,
        expect![[r#"
            Datum                         2024-03-05               1 (2)
            radens slut och mer
            ny rad      långt bort
            mjuktbindestreck, hårt-bindestreck
        "#]],
    );
}

#[test]
fn bold_comes_through_styles_and_shares_of_sizes() {
    let styles = r#"<style:style style:name="A" style:family="paragraph"><style:text-properties fo:font-weight="bold" fo:font-size="10pt"/></style:style><style:style style:name="B" style:family="paragraph" style:parent-style-name="A"><style:text-properties fo:font-size="150%"/></style:style><style:style style:name="C" style:family="text"><style:text-properties fo:font-weight="normal" fo:font-style="italic"/></style:style>"#;
    let text = r#"<text:p text:style-name="B">Rubrik</text:p><text:p text:style-name="A"><text:span text:style-name="C">Kursiv</text:span></text:p>"#;
    let source = extract(&odt(styles, text)).unwrap();
    let looks: Vec<_> = source
        .lines()
        .flat_map(|(_, line)| &line.segments)
        .map(|segment| (segment.bold, segment.italic, segment.font_size))
        .collect();
    assert_eq!(
        looks,
        [(true, false, Some(15.0)), (false, true, Some(10.0))]
    );
}

#[test]
fn deletions_comments_and_index_sources_are_no_text() {
    let text = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>struket</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>Kvar<office:annotation><dc:creator>N N</dc:creator><text:p>kommentar</text:p></office:annotation><text:change text:change-id="x"/>.</text:p><text:table-of-content><text:table-of-content-source><text:index-title-template>Mall</text:index-title-template></text:table-of-content-source><text:index-body><text:p>§ 1 Val<text:tab/>2</text:p></text:index-body></text:table-of-content>"#;
    check("", text, expect!["Kvar.\n§ 1 Val      2\n"]);
    expect!["Text som är struken med spårade ändringar har utelämnats på ett ställe."]
        .assert_eq(&noticed(&odt("", text))[0]);
}

#[test]
fn hidden_text_is_left_out_and_reported() {
    let styles = r#"<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let text = r#"<text:p>Syns<text:span text:style-name="H"> inte</text:span>.</text:p><text:section text:display="none"><text:p>Dolt avsnitt</text:p></text:section>"#;
    check(styles, text, expect!["Syns.\n"]);
    expect!["Text som inte syns i dokumentet har utelämnats på 2 ställen."]
        .assert_eq(&noticed(&odt(styles, text))[0]);
}

#[test]
fn tables_frames_and_notes_are_read() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let text = format!(
        r#"<table:table><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row>{}{}{}</table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Anna Ek (S)</text:p></table:table-cell><table:covered-table-cell/>{}</table:table-row><table:table-row>{}<table:table-cell table:number-columns-repeated="2"><text:p>X</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p/></table:table-cell></table:table-row></table:table><text:p>Före<draw:frame><svg:title>alternativ</svg:title><draw:text-box><text:p>I ramen</text:p></draw:text-box></draw:frame><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noten.</text:p></text:note-body></text:note></text:p>"#,
        cell("Ledamot"),
        cell("Ja"),
        cell("Nej"),
        cell("X"),
        cell("Bo Alm (M)"),
    );
    check(
        "",
        &text,
        expect![[r#"
            Ledamot       Ja   Nej
            Anna Ek (S)        X
            Bo Alm (M)    X    X

            Före[1]
            I ramen
            [1] Noten.
        "#]],
    );
}

#[test]
fn pages_have_heads_and_feet_where_they_were_laid_out() {
    let shared = r#"<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Nämnden sid <text:page-number>9</text:page-number> av <text:page-count>9</text:page-count></text:p></style:header><style:footer style:display="false"><text:p>osynlig fot</text:p></style:footer></style:master-page><style:master-page style:name="Forsta" style:next-style-name="Standard"><style:header><text:p>Framsida</text:p></style:header></style:master-page></office:master-styles>"#;
    let styles =
        r#"<style:style style:name="F" style:family="paragraph" style:master-page-name="Forsta"/>"#;
    let content = odt_content(
        styles,
        r#"<text:p text:style-name="F">Protokoll</text:p><text:p>Ett stycke <text:soft-page-break/>över två sidor.</text:p><text:p>Sida två</text:p>"#,
    );
    expect![[r#"
        Framsida

        Protokoll
        Ett stycke över två sidor.
        Nämnden sid 2 av 2

        Sida två
    "#]]
    .assert_eq(&read(&odt_with(&content, shared)).replace('\u{0C}', ""));
}

#[test]
fn the_flat_form_reads_the_same() {
    let text = "<text:p>Beslut</text:p>";
    expect!["Beslut\n"].assert_eq(&read(flat_odt("", text).as_bytes()));
    assert_eq!(
        extract(flat_odt("", text).as_bytes()).unwrap().media_type,
        extract(&odt("", text)).unwrap().media_type
    );
}

#[test]
fn a_file_with_a_password_is_protected() {
    let manifest = r#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let bytes = container(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"\x8F\x03\x9A"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ]);
    assert_eq!(extract(&bytes), Err(ExtractError::Encrypted));
}

#[test]
fn a_file_without_its_first_part_is_told_by_its_manifest_or_its_text() {
    let content = odt_content("", "<text:p>Beslut</text:p>");
    let bytes = container(&[
        ("Pictures/a.png", b"x"),
        ("content.xml", content.as_bytes()),
    ]);
    expect!["Beslut\n"].assert_eq(&read(&bytes));
}

#[test]
fn marks_in_symbol_fonts_are_what_they_show() {
    let styles = r#"<style:style style:name="W" style:family="text"><style:text-properties style:font-name="Wingdings"/></style:style>"#;
    let text = "<text:p>Ja <text:span text:style-name=\"W\">\u{F0FC}</text:span> Nej <text:span text:style-name=\"W\">\u{F0FB}</text:span> \u{F0A7} 7</text:p>";
    check(styles, text, expect!["Ja ✓ Nej ✗ § 7\n"]);
}

#[test]
fn white_text_is_read_where_it_stands_on_something_dark_alone() {
    let styles = r##"<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style><style:style style:name="D" style:family="table-cell"><style:table-cell-properties fo:background-color="#003366"/></style:style>"##;
    let white = r#"<text:span text:style-name="W">vit</text:span>"#;
    let text = format!(
        r#"<text:p>synlig {white}</text:p><table:table><table:table-row><table:table-cell table:style-name="D"><text:p>{white}</text:p></table:table-cell></table:table-row></table:table>"#
    );
    let document = odt(styles, &text);
    assert_eq!(read(&document), "synlig\n\nvit\n");
    assert_eq!(noticed(&document).len(), 1);
}
