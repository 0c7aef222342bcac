//! The sources of fields keep their meaning through the record, and every rule can be listed.

use std::collections::BTreeSet;

use super::*;

fn check(text: &str) {
    let sources: Sources = serde_json::from_str(text).expect("sources");
    assert_eq!(serde_json::to_string(&sources).expect("JSON"), text);
}

#[test]
fn a_source_is_one_short_text_in_the_record() {
    check(r#"{"title":"under_number p2 36-37","case_numbers/0":"beside_number 36"}"#);
}

#[test]
fn what_does_not_stand_in_the_text_has_no_lines() {
    check(r#"{"municipality":"stated","date":"file_name"}"#);
}

#[test]
fn what_is_no_source_is_refused() {
    for odd in ["invented_rule 3", "stated px", "stated 3-x", ""] {
        let text = serde_json::json!({ "title": odd }).to_string();
        assert!(serde_json::from_str::<Sources>(&text).is_err(), "{odd}");
    }
}

#[test]
fn a_field_is_told_by_the_nearest_field_around_it() {
    let mut sources = Sources::default();
    sources.note("decision", Rule::DecisionSections, Span::line(Some(2), 40));
    sources.note(
        "decision/outcomes/0",
        Rule::OutcomeVerb,
        Span::line(Some(2), 41),
    );
    let rule = |field: &str| sources.of(field).map(|source| source.rule);
    assert_eq!(rule("decision/points/3"), Some(Rule::DecisionSections));
    assert_eq!(rule("decision/outcomes/0"), Some(Rule::OutcomeVerb));
    assert_eq!(rule("title"), None);
}

#[test]
fn every_rule_has_a_name_of_its_own_and_a_meaning() {
    let names: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    for rule in Rule::ALL {
        assert_eq!(Rule::from_name(rule.name()), Some(*rule));
        assert!(rule.meaning().ends_with('.'), "{}", rule.name());
    }
}
