//! Case numbers in the search box: one is gone to, several are listed, and what a number may mean is told.

use super::asking::{Answer, get};
use super::made::{Made, archive};
use crate::address;

fn typed(made: &Made, text: &str, rest: &str) -> Answer {
    get(
        &made.app,
        &format!("/sok?q={}{rest}", address::encode(text)),
    )
}

#[test]
fn one_number_in_any_spelling_leads_to_its_case() {
    let made = archive();
    for text in [
        "KS 2023/118",
        "ks-2023-00118",
        "Ks 118/2023",
        "Dnr: KS 118/2023",
        "ärende ks 2023-118",
        "ks 2023 118",
        "2023-118",
        "diarienummer 118/2023.",
    ] {
        // A form sends what was left empty, too.
        for rest in [
            "&kommun=ekvalla",
            "&kommun=ekvalla&del=&fran=&till=&ordning=nyast",
        ] {
            let answer = typed(&made, text, rest);
            assert_eq!(answer.status, 303, "{text}{rest}");
            assert_eq!(
                answer.header("location"),
                "/arende/ekvalla/ks-2023-118",
                "{text}"
            );
            assert_eq!(answer.header("etag"), "", "{text}");
        }
    }
}

#[test]
fn a_number_of_several_cases_shows_them_above_the_hits() {
    let made = archive();
    let answer = typed(&made, "KS 2023/118", "");
    assert_eq!(answer.status, 200);
    let text = answer.text();
    let heading = text
        .find("Numret KS 2023/118 kan avse flera ärenden")
        .unwrap();
    for link in [
        "/arende/ekvalla/ks-2023-118",
        "/arende/strandkoping/ks-2023-118",
    ] {
        let found = text.find(&format!(
            "<li><a class=\"dnr\" href=\"{link}\">KS 2023/118</a>"
        ));
        assert!(found.is_some_and(|at| at > heading), "{link}: {text}");
    }
    assert!(
        text.contains(
            "</a> Ekvalla kommun <span class=\"quiet\">2\u{a0}paragrafer, senast 25 mars 2024"
        ),
        "{text}"
    );
    assert!(text.contains(
        "</a> Strandköpings kommun <span class=\"quiet\">1\u{a0}paragraf, senast 10 oktober 2023"
    ));
    assert!(text.contains("3\u{a0}paragrafer"), "the hits are there too");
}

#[test]
fn a_number_that_no_case_has_is_told_with_the_way_to_what_is_covered() {
    let made = archive();
    let answer = typed(&made, "KS 2023/999", "");
    assert_eq!(answer.status, 200);
    assert!(
        answer.text().contains("Inget ärende med numret <b>KS 2023/999</b> finns i arkivet. Det kan ändå finnas hos kommunen: <a href=\"/tackning\">"),
        "{}",
        answer.text()
    );
    let there = typed(&made, "KS 2023/999", "&kommun=ekvalla");
    assert!(
        there
            .text()
            .contains("finns i arkivet från Ekvalla kommun.")
    );
}

#[test]
fn whoever_searches_is_left_to_search() {
    let made = archive();
    let cursor = get(
        &made.app,
        "/api/v1/search?q=KS%202023%2F118&municipality=ekvalla&size=1",
    )
    .json();
    let cursor = format!(
        "&kommun=ekvalla&antal=1&sida={}",
        cursor["next"].as_str().unwrap()
    );
    for (text, rest) in [
        ("ärende:KS 2023/118", "&kommun=ekvalla"),
        ("\"KS 2023/118\"", "&kommun=ekvalla"),
        ("KS 2023/118 detaljplan", "&kommun=ekvalla"),
        ("detaljplan", ""),
        ("KS 2023/118", "&kommun=ekvalla&ar=2024"),
        ("KS 2023/118", "&kommun=ekvalla&bredda=nej"),
        ("KS 2023/118", "&kommun=ekvalla&kommun=strandkoping"),
        ("KS 2023/118", cursor.as_str()),
        ("", "&arende=KS%202023%2F118"),
    ] {
        let answer = typed(&made, text, rest);
        assert_eq!(answer.status, 200, "{text}{rest}");
        assert!(
            !answer.text().contains("Numret KS 2023/118 kan avse"),
            "{text}{rest}"
        );
        assert!(
            !answer.text().contains("Inget ärende med numret"),
            "{text}{rest}"
        );
    }
}

#[test]
fn several_numbers_lead_to_the_list_that_answers_each() {
    let made = archive();
    let answer = typed(
        &made,
        "KS 2023/118, dnr 2023-999 och ks 2023-118",
        "&kommun=ekvalla",
    );
    assert_eq!(answer.status, 303);
    let list = answer.header("location");
    assert_eq!(
        list,
        "/arenden?nummer=KS%202023%2F118%0A2023-999&kommun=ekvalla"
    );
    assert_eq!(get(&made.app, list).status, 200);

    let many: Vec<String> = (1..400).map(|serial| format!("KS 2023/{serial}")).collect();
    let answer = typed(&made, &many.join(" "), "");
    assert_eq!(answer.status, 200, "too long for an address");
}
