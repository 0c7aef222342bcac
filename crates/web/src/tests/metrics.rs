//! What is told to those who watch the server, held against what the operator's document says.

use std::collections::BTreeMap;

use super::asking::{get, post};
use super::made::{Made, archive};

const DOCUMENT: &str = include_str!("../../../../docs/operate.md");

fn told(made: &Made) -> String {
    get(&made.app, "/metrics").text().to_owned()
}

#[test]
fn every_metric_has_its_row_in_the_operators_document_and_every_row_its_metric() {
    let rows = DOCUMENT.lines().filter_map(|line| {
        let mut cells = line.split(" | ");
        let name = cells.next()?.strip_prefix("| `")?.strip_suffix('`')?;
        let known = name.starts_with("paragraf_") || name.starts_with("process_");
        known.then(|| (name.to_owned(), cells.next().unwrap_or_default().to_owned()))
    });
    let documented: BTreeMap<String, String> = rows.collect();
    let made = archive();
    // Some are told only when there is something to tell.
    get(&made.app, "/");
    get(&made.app, "/api/v1/nowhere");
    let told = told(&made);
    let types = told.lines().filter_map(|line| {
        let (name, kind) = line.strip_prefix("# TYPE ")?.split_once(' ')?;
        Some((name.to_owned(), kind.to_owned()))
    });
    assert_eq!(types.collect::<BTreeMap<_, _>>(), documented);
    for name in documented.keys() {
        assert!(told.contains(&format!("# HELP {name} ")), "{name}");
    }
}

#[test]
fn what_is_held_is_counted_and_follows_the_archive() {
    let made = archive();
    let text = told(&made);
    for line in [
        "paragraf_paragraphs 6",
        "paragraf_archive_readable 1",
        "paragraf_documents{status=\"indexed\"} 5",
        "paragraf_documents{status=\"not_minutes\"} 1",
        "paragraf_documents{status=\"needs_facts\"} 1",
        "paragraf_documents{status=\"failed\"} 1",
        "paragraf_documents{status=\"waiting\"} 0",
        "paragraf_withdrawn_paragraphs 0",
        "paragraf_waiting_for_space 0",
        "paragraf_index_behind_seconds 0",
        "paragraf_refresh_failures_total{of=\"index\"} 0",
    ] {
        assert!(text.lines().any(|told| told == line), "{line}: {text}");
    }
    made.add_one_more();
    made.app.refresh();
    assert!(told(&made).contains("paragraf_paragraphs 7\n"));
    assert!(told(&made).contains("paragraf_documents{status=\"indexed\"} 6\n"));
}

#[test]
fn answers_are_counted_by_route_and_problems_by_their_code() {
    let made = archive();
    get(&made.app, "/ekvalla/kommunstyrelsen");
    get(&made.app, "/api/v1/search?hemligt=1");
    post(
        &made.app,
        "/api/v1/cases/lookup",
        &serde_json::json!({ "numbers": "hemligt" }),
    );
    let text = told(&made);
    for line in [
        "paragraf_answer_seconds_count{route=\"/{municipality}/{body}\"} 1",
        "paragraf_answer_seconds_bucket{route=\"/api/v1/search\",le=\"+Inf\"} 1",
        "paragraf_problems_total{code=\"invalid_parameter\"} 1",
        "paragraf_problems_total{code=\"malformed_body\"} 1",
    ] {
        assert!(text.lines().any(|told| told == line), "{line}: {text}");
    }
    assert!(!text.contains("hemligt") && !text.contains("ekvalla"));
}

#[test]
fn a_busy_server_tells_that_it_is_busy() {
    let made = archive();
    let at_work = made.app.hold_questions();
    let text = told(&made);
    let working = format!(
        "paragraf_turns{{queue=\"questions\",state=\"working\"}} {}",
        at_work.len()
    );
    assert!(text.lines().any(|told| told == working), "{text}");
    drop(at_work);
    let idle = "paragraf_turns{queue=\"questions\",state=\"working\"} 0\n";
    assert!(told(&made).contains(idle));
}
