//! What a reader sees of a web page.

use expect_test::{Expect, expect};
use paragraf_model::FindingKind;

use crate::made::{noticed, read};
use crate::{ExtractError, extract};

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check(page: &str, expected: Expect) {
    expected.assert_eq(&read(page.as_bytes()));
}

#[test]
fn menus_and_side_columns_are_left_out() {
    check(
        "<!DOCTYPE html><title>Protokoll</title><header><nav>Meny</nav></header><main><nav>Start / Protokoll</nav><article><header><h1>Kommunstyrelsen</h1></header><p>§ 1 Val</p></article></main><aside>Kontakt</aside><footer>Om webbplatsen</footer>",
        expect!["Kommunstyrelsen\n\n§ 1 Val\n"],
    );
}

#[test]
fn the_minutes_are_not_lost_where_main_holds_something_else() {
    check(
        "<body><main><p>Sök</p></main><div><p>§ 1 Val av justerare</p><p>Anna Ek utses.</p></div></body>",
        expect!["Sök\n\n§ 1 Val av justerare\n\nAnna Ek utses.\n"],
    );
    check(
        "<body><nav><p>§ 1 Val av justerare</p><p>Anna Ek utses.</p></nav><p>Sidfot</p></body>",
        expect!["§ 1 Val av justerare\n\nAnna Ek utses.\n\nSidfot\n"],
    );
    check(
        "<body><article><h2>§ 1 Val</h2></article><article><h2>§ 2 Taxa</h2></article></body>",
        expect!["§ 1 Val\n\n§ 2 Taxa\n"],
    );
}

#[test]
fn lists_count_as_a_browser_counts() {
    check(
        r#"<ol><li>ett<li>två<ol type="a"><li>under</ol><li value="7">sju<li>åtta</ol><ul><li>punkt<ul><li>inre</li></ul></li></ul><ol start="3" type="I"><li>tre</ol><ol style="list-style-type: upper-alpha"><li><p>A</p><p>mer</p></li></ol><ul style="list-style: none"><li>utan</ul><ol reversed><li>sist<li>först</ol>"#,
        expect![[r#"
            1. ett
            2. två
               a. under
            7. sju
            8. åtta

            • punkt
               ○ inre

            III. tre

            A. A

            mer

            utan

            2. sist
            1. först
        "#]],
    );
}

#[test]
fn tables_are_rows_of_cells_in_columns() {
    check(
        r#"<table><caption>Omröstning</caption><thead><tr><th>Ledamot<th>Ja<th>Nej</thead><tr><td rowspan="2">Anna Ek (S)<td>X<td><tr><td colspan="2">avstår<tr style="display:none"><td>dold</table>"#,
        expect![[r#"
            Omröstning
            Ledamot       Ja   Nej
            Anna Ek (S)   X
                          avstår
        "#]],
    );
}

#[test]
fn a_table_that_lays_out_the_page_is_read_cell_by_cell() {
    let prose = "Nämnden behandlar ärendet vid två sammanträden och hör förvaltningen om kostnaderna för skolskjutsen under det kommande läsåret. ".repeat(3);
    let page = format!(
        "<table><tr><td><p>Start</p><p>Nämnder</p><p>Protokoll</p><p>Kontakt</p></td><td><h2>§ 1 Skolskjuts</h2><p>{prose}</p></td></tr></table>"
    );
    let shown = read(page.as_bytes());
    let first: Vec<&str> = shown.lines().take(8).collect();
    assert_eq!(
        first,
        [
            "Start",
            "",
            "Nämnder",
            "",
            "Protokoll",
            "",
            "Kontakt",
            "§ 1 Skolskjuts"
        ]
    );
}

#[test]
fn breaks_entities_and_preformatted_text_are_as_they_are_seen() {
    check(
        "<p>Ordförande<br>Anna&nbsp;Ek &amp; Bo &Aring;s &sect;&nbsp;7<br></p><pre>Ja   18\nNej\t22</pre><p>ett\n   två&shy;tre</p><p>brutet <span style='mso-tab-count:1'>&nbsp;&nbsp; </span>Dnr 7</p>",
        expect![[r#"
            Ordförande
            Anna Ek & Bo Ås § 7

            Ja   18
            Nej     22

            ett tvåtre

            brutet   Dnr 7
        "#]],
    );
}

#[test]
fn hidden_text_is_left_out_and_reported() {
    let page = r#"<p>Syns <span style="display: none">inte</span><b hidden>heller</b> <i aria-hidden="true">men detta</i></p><p style="visibility:hidden">Dold</p><p>Kvar <del>struken</del><ins>ny</ins></p><script>var x = "§ 9";</script><style>p { color: red }</style><noscript>Slå på</noscript><template><p>Mall</p></template>"#;
    check(page, expect!["Syns men detta\n\nKvar ny\n"]);
    assert_eq!(
        noticed(page.as_bytes()),
        [
            "Text som inte syns i dokumentet har utelämnats på 3 ställen.",
            "Text som är struken med spårade ändringar har utelämnats på ett ställe."
        ]
    );
}

#[test]
fn every_encoding_that_a_page_comes_in_is_read() {
    let page = |charset: &str| {
        format!(
            "<html><head><meta charset=\"{charset}\"></head><body><p>§ 7 Gångväg vid Ån – ”ja”</p></body></html>"
        )
    };
    let windows = |charset: &str| {
        encoding_rs::WINDOWS_1252
            .encode(&page(charset))
            .0
            .into_owned()
    };
    let utf16: Vec<u8> = page("utf-16")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let files = [
        page("utf-8").into_bytes(),
        page("iso-8859-1").into_bytes(),
        [b"\xEF\xBB\xBF", page("x").as_bytes()].concat(),
        windows("windows-1252"),
        windows("iso-8859-1"),
        windows("utf-8"),
        windows("okänd"),
        utf16.clone(),
        [b"\xFF\xFE".to_vec(), utf16].concat(),
    ];
    for file in files {
        expect!["§ 7 Gångväg vid Ån – ”ja”\n"].assert_eq(&read(&file));
    }
    let mac =
        b"<meta http-equiv='Content-Type' content='text/html; charset=macintosh'><p>\x8Cn</p>";
    expect!["ån\n"].assert_eq(&read(mac));
}

#[test]
fn empty_tags_of_xhtml_do_not_swallow_the_text() {
    check(
        r#"<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head><body><div class="tom"/><p>§ 1 Val<a name="x"/></p><p>§ 2 Taxa</p></body></html>"#,
        expect!["§ 1 Val\n\n§ 2 Taxa\n"],
    );
}

#[test]
fn a_single_file_web_page_is_read() {
    let page = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"----=_Del\"\r\n\r\n------=_Del\r\nContent-Type: text/html; charset=\"windows-1252\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>=A7 1 Val av juste=\r\nrare i =C5m=E5l</p></body></html>\r\n------=_Del\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------=_Del--\r\n";
    check(page, expect!["§ 1 Val av justerare i Åmål\n"]);
    let base64 = page.replace("quoted-printable", "base64").replace(
        "<html><body><p>=A7 1 Val av juste=\r\nrare i =C5m=E5l</p></body></html>",
        "PHA+pyAx\r\nPC9wPg==",
    );
    check(&base64, expect!["§ 1\n"]);
}

#[test]
fn the_title_is_the_pages_and_placeholders_are_none() {
    let title = |page: &str| extract(page.as_bytes()).unwrap().title;
    assert_eq!(
        title("<title>Protokoll  KS</title><p>text</p>").as_deref(),
        Some("Protokoll KS")
    );
    assert_eq!(title("<title> </title><p>text</p>"), None);
}

#[test]
fn a_page_without_text_is_empty_or_a_picture() {
    assert_eq!(
        extract(b"<html><body></body></html>"),
        Err(ExtractError::Empty)
    );
    assert_eq!(
        extract(b"<html><img src='a.png'></html>"),
        Err(ExtractError::NoVisibleText)
    );
}

#[test]
fn depth_is_flattened_and_the_text_kept() {
    for tag in ["div", "b", "table", "span", "font size=1", "ul", "section"] {
        let page = format!("<html>{}<p>§ 1 Val</p>", format!("<{tag}>").repeat(100_000));
        let source = extract(page.as_bytes()).unwrap_or_else(|error| panic!("{tag}: {error}"));
        let is_cut = source
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::LimitReached);
        assert!(is_cut, "{tag}");
        assert_eq!(crate::to_text(&source).trim(), "§ 1 Val", "{tag}");
    }
}

#[test]
fn pictures_drawn_in_the_page_are_no_text_and_end_where_text_begins() {
    check(
        "<p>Före<svg><title>Vapen</title><g><text>diagram</text></g></svg> efter</p><math><mi>x</mi><mo>=</mo><mn>2</mn></math>",
        expect!["Före efter\n\nx=2\n"],
    );
    let endless = format!(
        "<html>{}<p>§ 1 Val</p>",
        "<svg><foreignObject>".repeat(100_000)
    );
    check(&endless, expect!["§ 1 Val\n"]);
}

#[test]
fn tags_that_the_next_of_their_kind_ends_are_no_depth() {
    for tag in ["p", "li", "td", "tr", "dt", "option", "br"] {
        let page = format!(
            "<html><body>{}<p>§ 1 Val</p>",
            format!("<{tag}>x").repeat(20_000)
        );
        assert!(extract(page.as_bytes()).is_ok(), "{tag}");
    }
}

#[test]
fn emphasis_that_never_ends_does_not_multiply() {
    let opened: String = (0..2_000)
        .map(|number| format!("<font id={number}>"))
        .collect();
    let page = format!("<html><body>{opened}{}", "<p>x".repeat(20_000));
    let source = extract(page.as_bytes()).unwrap();
    assert_eq!(
        source.lines().filter(|(_, line)| !line.is_blank()).count(),
        20_000
    );
}

#[test]
fn a_tag_with_endless_attributes_is_text() {
    let attributes: String = (0..200_000)
        .map(|number| format!(" a{number}='>'"))
        .collect();
    let page = format!("<html><body><p>§ 1 Val</p><div{attributes}>slut</div></body>");
    let source = extract(page.as_bytes()).unwrap();
    let first = source.lines().next().map(|(_, line)| line.text());
    assert_eq!(first.as_deref(), Some("§ 1 Val"));
    let long_value = format!(
        "<html><body><img src='{}'><p>§ 1 Val</p>",
        "a b ".repeat(50_000)
    );
    assert_eq!(noticed(long_value.as_bytes()), Vec::<String>::new());
}

#[test]
fn more_tokens_than_a_page_has_are_left_out() {
    let page = format!(
        "<html><body><p>§ 1 Val</p>{}",
        "<i></i>".repeat(crate::limits::HTML_TOKENS)
    );
    assert_eq!(
        noticed(page.as_bytes()),
        [
            "Webbsidan är ovanligt djupt uppbyggd eller stor; delar av uppställningen kan ha gått förlorade."
        ]
    );
}

#[test]
fn space_between_paragraphs_is_what_their_style_says() {
    check(
        r#"<p style="margin-bottom: 0in">Anna Ek</p><p style="margin-top:0;margin-bottom:0.3cm">Bo Alm</p><p>Beslut</p><div style="margin: 1cm 0">Bifall</div>"#,
        expect!["Anna Ek\nBo Alm\n\nBeslut\n\nBifall\n"],
    );
}

#[test]
fn marks_of_notes_stand_apart_from_words() {
    check(
        r##"<p>Nämnden<sup><a href="#n1">1</a></sup> mäter 4 m<sup>2</sup>.</p><div id="n1"><p><a href="#anc1">1</a>Noten.</p></div>"##,
        expect!["Nämnden[1] mäter 4 m2.\n\n[1] Noten.\n"],
    );
}

/// A page whose main part is these minutes and what follows them.
fn page_with(more: &str) -> String {
    format!(
        "<!doctype html><nav>Start</nav><main><h2>§ 1 Budget</h2><p>Kommunstyrelsen godkänner budgeten.</p>{more}</main>"
    )
}

#[test]
fn the_head_and_foot_of_a_page_without_a_menu_are_its_own() {
    check(
        "<!doctype html><header><h1>Protokoll</h1></header><div><h2>§ 1 Budget</h2><p>Godkänns av kommunstyrelsen.</p></div><footer><p>Vid protokollet: Nils Ö</p></footer>",
        expect![
            "Protokoll\n\n§ 1 Budget\n\nGodkänns av kommunstyrelsen.\n\nVid protokollet: Nils Ö\n"
        ],
    );
}

#[test]
fn boxes_within_the_document_are_read_and_lists_of_links_are_not() {
    for more in [
        "<aside><p>Reservation: Per Ek</p></aside>",
        "<div role=complementary><p>Reservation: Per Ek</p></div>",
        "<noscript><p>§ 2 Reservation: Per Ek</p></noscript>",
        "<button aria-controls=r aria-haspopup=dialog>Visa</button><dialog id=r><p>Reservation: Per Ek</p></dialog>",
    ] {
        let shown = read(page_with(more).as_bytes());
        assert!(shown.ends_with("Reservation: Per Ek\n"), "{more}: {shown}");
    }
    let links = page_with("<aside><a href=a>Fler protokoll</a> <a href=b>Kallelser</a></aside>");
    assert!(!read(links.as_bytes()).contains("Kallelser"));
}

#[test]
fn what_a_button_unfolds_is_read_under_its_heading() {
    for more in [
        "<button aria-expanded=false>§ 2 Skola</button><div style='display:none'><p>Bifall.</p></div>",
        "<div role=heading><button>§ 2 Skola</button></div><div role=tabpanel hidden><p>Bifall.</p></div>",
        "<h2>§ 2 Skola</h2><div hidden=until-found><p>Bifall.</p></div>",
        "<h2>§ 2 Skola</h2><p id=p hidden>Bifall.</p><button data-target='#p'>Mer</button>",
        "<h2>§ 2 Skola</h2><p id=p hidden>Bifall.</p><a role=tab href='#p'></a>",
    ] {
        let shown = read(page_with(more).as_bytes());
        assert!(shown.ends_with("§ 2 Skola\n\nBifall.\n"), "{more}: {shown}");
        assert!(noticed(page_with(more).as_bytes()).is_empty(), "{more}");
    }
}

#[test]
fn buttons_that_do_something_are_no_text() {
    for main in ["<main>", "<div role=main>"] {
        let page = format!(
            "{main}<h2>§ 1 Budget</h2><p>Bifall.</p><button>Lyssna</button><button>Dela</button>"
        );
        assert_eq!(read(page.as_bytes()), "§ 1 Budget\n\nBifall.\n");
    }
}

#[test]
fn what_may_be_missed_beside_the_document_is_reported() {
    for more in [
        "</main><footer>§ 2 Reservation</footer><main>",
        "<dialog>§ 2 Reservation</dialog>",
    ] {
        let findings = extract(page_with(more).as_bytes()).unwrap().findings;
        let kinds: Vec<FindingKind> = findings.iter().map(|finding| finding.kind).collect();
        assert_eq!(kinds, [FindingKind::PageFurniture], "{more}");
    }
    let menu = page_with(&format!(
        "<nav>{}</nav>",
        "<a href=x>Kommun och politik</a>".repeat(50)
    ));
    assert!(noticed(menu.as_bytes()).is_empty());
}

#[test]
fn fragments_of_a_page_are_read_whatever_tag_they_begin_with() {
    for name in "h4 em li td blockquote details o:p i u small footer custom-el".split(' ') {
        let page = format!("<{name}>§ 1 Val</{name}><p>Nämnden utser Åke.</p>");
        assert!(!read(page.as_bytes()).contains('<'), "{page}");
    }
    check(
        "Protokoll<br>Kommunstyrelsen<p>§ 1 Val</p>",
        expect!["Protokoll\nKommunstyrelsen\n\n§ 1 Val\n"],
    );
    check(
        "a < b, <c> och <b>d</b>",
        expect!["a < b, <c> och <b>d</b>\n"],
    );
}

#[test]
fn marks_in_symbol_fonts_are_what_they_show() {
    check(
        "<p>Ja <font face='Wingdings'>ü</font> Nej <span style='font-family: \"Wingdings\", serif'>\u{F0FB}</span> ü</p>",
        expect!["Ja ✓ Nej ✗ ü\n"],
    );
}
