//! Originals are handed out only where nothing in them can be a personal number, and findings stand where they belong.

use axum::body::Body;
use axum::http::Request;
use paragraf_archive::Subject;
use paragraf_model::ParagraphId;

use super::asking::{ask, get};
use super::made::{Made, archive, of_kinds, with_finding};

const PAGE: &str = "/ekvalla/kommunstyrelsen/2024-03-05";

#[test]
fn an_original_that_was_not_read_in_full_is_withheld_everywhere() {
    for kind in [
        "personal_number_masked",
        "page_without_text",
        "text_recognised",
        "limit_reached",
        "file_damaged",
        "hidden_text",
    ] {
        let made = with_finding(kind, 10);
        let document = format!("/api/v1/documents/{}", made.document("ks.pdf"));
        let original = format!("{document}/original");
        assert_eq!(get(&made.app, &original).status, 403, "{kind}");
        assert!(
            get(&made.app, &document).json()["original"].is_null(),
            "{kind}"
        );
        for page in [PAGE.to_owned(), format!("{PAGE}/1")] {
            let page = get(&made.app, &page);
            assert!(!page.text().contains(&original), "{kind}");
            assert!(
                page.text().contains("kan innehålla, personnummer"),
                "{kind}"
            );
            let way = format!("/originalfil/{}", made.document("ks.pdf"));
            assert!(page.text().contains(&way), "{kind}");
            let why = get(&made.app, &way);
            assert_eq!(why.status, 403, "{kind}");
            assert!(why.text().contains("<html"), "{kind}");
            assert!(why.text().contains("be kommunen om originalet"), "{kind}");
        }
    }
}

#[test]
fn an_original_with_other_findings_is_handed_out_and_linked() {
    let made = with_finding("title_missing", 10);
    let original = format!("/api/v1/documents/{}/original", made.document("ks.pdf"));
    assert_eq!(get(&made.app, &original).status, 200);
    assert!(get(&made.app, PAGE).text().contains(&original));
    let viewer = format!("href=\"/originalfil/{}", made.document("ks.pdf"));
    assert!(
        get(&made.app, &format!("{PAGE}/1"))
            .text()
            .contains(&viewer)
    );
}

/// How a file is handed out at its page: status, type, and what the browser is to do with it.
fn handed_out(made: &Made, filename: &str) -> (u16, String, String) {
    let answer = get(
        &made.app,
        &format!("/originalfil/{}", made.document(filename)),
    );
    let disposition = answer.header("content-disposition").split(';').next();
    (
        answer.status.as_u16(),
        answer.header("content-type").to_owned(),
        disposition.unwrap_or_default().to_owned(),
    )
}

#[test]
fn a_browser_opens_what_it_can_be_trusted_with_and_is_led_to_the_attachment_of_the_rest() {
    let made = of_kinds();
    let shown = |kind: &str| (200, kind.to_owned(), "inline".to_owned());
    assert_eq!(handed_out(&made, "protokoll.pdf"), shown("application/pdf"));
    assert_eq!(
        handed_out(&made, "utf-8.txt"),
        shown("text/plain; charset=utf-8")
    );
    for filename in ["latin-1.txt", "sida.html", "sida.pdf", "protokoll.odt"] {
        let sha256 = made.document(filename);
        let answer = get(&made.app, &format!("/originalfil/{sha256}"));
        assert_eq!(answer.status, 303, "{filename}");
        let attachment = answer.header("location");
        assert_eq!(attachment, format!("/api/v1/documents/{sha256}/original"));
        let file = get(&made.app, attachment);
        assert!(
            file.header("content-disposition")
                .starts_with("attachment;"),
            "{filename}"
        );
    }
    assert_eq!(get(&made.app, "/originalfil/abc").status, 404);
    assert_eq!(
        get(&made.app, &format!("/originalfil/{}", "0".repeat(64))).status,
        404
    );
}

#[test]
fn what_a_browser_opens_is_the_whole_file_and_may_run_nothing() {
    let made = of_kinds();
    let sha256 = made.document("protokoll.pdf");
    let answer = get(&made.app, &format!("/originalfil/{sha256}"));
    assert_eq!(answer.text(), "%PDF-1.7 0123456789");
    for (name, value) in [
        ("content-length", "19"),
        ("accept-ranges", "bytes"),
        ("cache-control", "no-cache"),
        ("x-content-type-options", "nosniff"),
        (
            "content-disposition",
            "inline; filename=\"protokoll.pdf\"; filename*=UTF-8''protokoll.pdf",
        ),
        (
            "content-security-policy",
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
            frame-ancestors 'none'",
        ),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    assert_eq!(answer.header("etag"), format!("\"{sha256}\""));
    assert!(
        get(
            &made.app,
            &format!("/originalfil/{}", made.document("utf-8.txt"))
        )
        .text()
        .ends_with('å')
    );
}

#[test]
fn a_viewer_gets_the_part_it_asks_for() {
    let made = of_kinds();
    let sha256 = made.document("protokoll.pdf");
    let ask_with = |method: &str, headers: &[(&str, &str)]| {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/originalfil/{sha256}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        ask(&made.app, request.body(Body::empty()).unwrap())
    };
    let part = ask_with("GET", &[("range", "bytes=9-11")]);
    assert_eq!((part.status.as_u16(), part.text()), (206, "012"));
    assert_eq!(part.header("content-range"), "bytes 9-11/19");
    assert_eq!(part.header("content-length"), "3");
    let end = ask_with("GET", &[("range", "bytes=-2")]);
    assert_eq!((end.status.as_u16(), end.text()), (206, "89"));
    let tag = format!("\"{sha256}\"");
    let same = ask_with("GET", &[("range", "bytes=9-11"), ("if-range", &tag)]);
    assert_eq!(same.status, 206);
    for whole in [
        ask_with("GET", &[("range", "bytes=9-11"), ("if-range", "\"other\"")]),
        ask_with("GET", &[("range", "bytes=19-")]),
        ask_with("GET", &[("range", "bytes=0-1,4-5")]),
    ] {
        assert_eq!((whole.status.as_u16(), whole.body.len()), (200, 19));
        assert_eq!(whole.header("content-range"), "");
    }
    let head = ask_with("HEAD", &[]);
    assert_eq!(
        (
            head.status.as_u16(),
            head.header("content-length"),
            head.body.len()
        ),
        (200, "19", 0)
    );
    let held = ask_with("GET", &[("if-none-match", &tag)]);
    assert_eq!((held.status.as_u16(), held.body.len()), (304, 0));
}

#[test]
fn a_file_that_was_withdrawn_is_gone_and_one_that_something_was_cut_from_is_withheld() {
    let made = of_kinds();
    let sha256 = made.document("protokoll.pdf");
    let of_text = made.document("utf-8.txt");
    made.withdraw(&Subject::Document(sha256.clone()));
    let paragraph = ParagraphId::parse("ekvalla/kommunstyrelsen/2024-03-02/1").unwrap();
    made.withdraw(&Subject::Paragraph(paragraph));
    let gone = get(&made.app, &format!("/originalfil/{sha256}"));
    assert_eq!(gone.status, 410);
    assert!(gone.text().contains("<html"));
    let withheld = get(&made.app, &format!("/originalfil/{of_text}"));
    assert_eq!(withheld.status, 403);
    assert!(withheld.text().contains("tagits bort ur arkivet"));
}

#[test]
fn a_file_that_could_not_be_read_is_withheld() {
    let made = archive();
    let original = format!("/api/v1/documents/{}/original", made.document("trasig.pdf"));
    let answer = get(&made.app, &original);
    assert_eq!(answer.status, 403);
    assert!(
        answer.json()["detail"]
            .as_str()
            .unwrap()
            .contains("kan innehålla")
    );
}

#[test]
fn a_finding_is_shown_with_the_paragraph_only_where_it_lies_in_a_section() {
    let found = |line: u32| {
        let made = with_finding("line_unplaced", line);
        let answer = get(&made.app, &format!("/api/v1/paragraphs{PAGE}/1")).json();
        answer["findings"].as_array().unwrap().len()
    };
    assert_eq!([9, 10, 14, 15].map(found), [0, 1, 1, 0]);
}
