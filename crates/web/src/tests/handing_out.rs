//! Originals are handed out only where nothing in them can be a personal number, and findings stand where they belong.

use super::asking::get;
use super::made::{archive, with_finding};

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
    let read_in_place = format!("/originalfil/{}", made.document("ks.pdf"));
    let page = get(&made.app, &format!("{PAGE}/1"));
    assert!(page.text().contains(&read_in_place));
}

#[test]
fn the_page_of_a_file_that_is_handed_out_leads_to_it() {
    let made = with_finding("title_missing", 10);
    let sha256 = made.document("ks.pdf");
    let answer = get(&made.app, &format!("/originalfil/{sha256}"));
    assert_eq!(answer.status, 303);
    assert_eq!(get(&made.app, "/originalfil/abc").status, 404);
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
