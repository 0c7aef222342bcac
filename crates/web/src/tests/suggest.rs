//! Completions, as the API gives them.

use expect_test::expect;

use super::asking::get;
use super::made::{Made, archive};

/// Each completion as `kind text (count) url`.
fn suggested(made: &Made, typed: &str) -> String {
    let answer = get(&made.app, &format!("/api/v1/suggest?q={typed}"));
    assert_eq!(answer.status, 200);
    let answer = answer.json();
    let suggestions = answer["suggestions"].as_array().unwrap().iter();
    let line = |one: &serde_json::Value| {
        let text = |name: &str| one[name].as_str().unwrap().to_owned();
        let (kind, words, url) = (text("kind"), text("text"), text("url"));
        assert_eq!(get(&made.app, &url).status, 200, "{url}");
        format!("{kind} {words} ({}) {url}", one["count"])
    };
    suggestions.map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_kind_leads_to_its_paragraphs() {
    let made = archive();
    expect![[r#"
        word skolskjuts (1) /sok?q=skolskjuts
        title Motion om gratis skolskjuts (1) /ekvalla/kommunstyrelsen/2024-03-05/13"#]]
    .assert_eq(&suggested(&made, "skjut"));
    expect!["case KS 2023/118 (3) /sok?arende=KS%202023%2F118"]
        .assert_eq(&suggested(&made, "ks%202023-1"));
    expect!["officer Per Åkerö (1) /sok?handlaggare=Per%20%C3%85ker%C3%B6"]
        .assert_eq(&suggested(&made, "akero"));
    expect![[r#"
        body Socialnämnden (1) /sok?organ=socialnamnden"#]]
    .assert_eq(&suggested(&made, "socialn"));
    expect!["municipality Strandköpings kommun (2) /strandkoping"]
        .assert_eq(&suggested(&made, "strandk"));
}

#[test]
fn titles_that_begin_with_what_was_typed_come_before_others() {
    let made = archive();
    expect![[r#"
        word detaljplan för (2) /sok?q=detaljplan%20f%C3%B6r
        word detaljplan föreslår (1) /sok?q=detaljplan%20f%C3%B6resl%C3%A5r
        word detaljplan förskola (1) /sok?q=detaljplan%20f%C3%B6rskola
        title Detaljplan för Sjöbacken, antagande (1) /ekvalla/kommunfullmaktige/2024-03-25/40
        title Detaljplan för Sjöbacken (1) /ekvalla/kommunstyrelsen/2024-03-05/12"#]]
    .assert_eq(&suggested(&made, "detaljplan%20f%C3%B6r"));
}

#[test]
fn nothing_typed_completes_nothing_and_what_is_wrong_is_refused() {
    let made = archive();
    assert_eq!(suggested(&made, ""), "");
    assert_eq!(suggested(&made, "%20"), "");
    for (address, code) in [
        ("/api/v1/suggest", "missing_parameter"),
        ("/api/v1/suggest?q=a&kind=word", "unknown_parameter"),
        ("/api/v1/suggest?q=a&q=b", "repeated"),
        ("/api/v1/suggest?q=a&size=0", "malformed_value"),
        ("/api/v1/suggest?q=a&size=11", "malformed_value"),
    ] {
        let answer = get(&made.app, address);
        assert_eq!(
            (answer.status.as_u16(), answer.json()["code"].as_str()),
            (400, Some(code)),
            "{address}"
        );
    }
    let few = get(&made.app, "/api/v1/suggest?q=s&size=1").json();
    assert_eq!(few["suggestions"].as_array().unwrap().len(), 1);
}
