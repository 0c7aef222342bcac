//! Counts over searches, as the API gives them.

use expect_test::{Expect, expect};

use super::asking::get;
use super::made::{archive, many};

#[expect(
    clippy::needless_pass_by_value,
    reason = "reads better with `expect!` on the spot"
)]
fn check(parameters: &str, expected: Expect) {
    let answer = get(&archive().app, &format!("/api/v1/stats?{parameters}"));
    let answer = answer.json();
    let mut lines = vec![format!("{} by {}", answer["total"], answer["by"])];
    for one in answer["counts"].as_array().unwrap() {
        lines.push(format!(
            "{} {} {}",
            one["value"], one["label"], one["count"]
        ));
    }
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn a_search_is_counted_by_each_of_its_facts() {
    check(
        "by=month",
        expect![[r#"
            6 by "month"
            "2023-10" "2023-10" 1
            "2023-11" "2023-11" 1
            "2024-03" "2024-03" 4"#]],
    );
    check(
        "by=year&q=detaljplan",
        expect![[r#"
            2 by "year"
            "2024" "2024" 2"#]],
    );
    check(
        "by=municipality",
        expect![[r#"
            6 by "municipality"
            "ekvalla" "Ekvalla kommun" 4
            "strandkoping" "Strandköpings kommun" 2"#]],
    );
    check(
        "by=outcome&body=kommunstyrelsen&municipality=ekvalla",
        expect![[r#"
            3 by "outcome"
            "adopted" "antaget" 1
            "rejected" "avslaget" 1
            "recommended" "tillstyrkt" 1"#]],
    );
}

#[test]
fn what_has_no_meaning_for_counts_is_refused() {
    let made = archive();
    for (address, code) in [
        ("/api/v1/stats", "missing_parameter"),
        ("/api/v1/stats?by=day", "unknown_value"),
        ("/api/v1/stats?by=year&size=3", "unknown_parameter"),
        ("/api/v1/stats?by=year&relax=true", "unknown_parameter"),
        ("/api/v1/stats?by=year&sort=newest", "unknown_parameter"),
        ("/api/v1/stats?by=year&year=x", "malformed_value"),
    ] {
        let answer = get(&made.app, address);
        assert_eq!(
            (answer.status.as_u16(), answer.json()["code"].as_str()),
            (400, Some(code)),
            "{address}"
        );
    }
}

#[test]
fn the_search_page_draws_the_years() {
    let made = archive();
    let page = get(&made.app, "/sok");
    assert!(
        page.text()
            .contains("aria-label=\"2023: 2\u{a0}paragrafer\"")
    );
    assert!(page.text().contains("<a href=\"/sok?ar=2024\">2024</a>"));
    assert!(
        !get(&made.app, "/sok?q=finnsinte")
            .text()
            .contains("class=\"years\"")
    );
    assert!(get(&many(3).app, "/sok").text().contains("class=\"years\""));
    // The year that is chosen is marked, and leads to the search without it.
    let chosen = get(&made.app, "/sok?ar=2023");
    assert!(chosen.text().contains("paragrafer, vald\""));
    assert!(
        chosen
            .text()
            .contains("<a href=\"/sok\" aria-current=\"true\">2023</a>")
    );
}
