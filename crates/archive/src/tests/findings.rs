//! Findings found by what they are about.

use expect_test::{Expect, expect};
use paragraf_model::{DocumentKind, FindingKind, Severity};
use tempfile::TempDir;

use super::made::{minutes, stock};
use crate::{Archive, FindingFilter};

fn held() -> (TempDir, Archive) {
    stock(&[
        minutes("Tallnäs kommun", "Nämnden", "2024-02-14")
            .paragraphs(1..=12)
            .lacking(FindingKind::DecisionMissing, "2", 5)
            .lacking(FindingKind::DecisionMissing, "11", 60)
            .finding(FindingKind::VoteDoesNotAddUp, "Omröstningen går inte ihop.")
            .received(1),
        minutes("Tallnäs kommun", "Styrelsen", "2024-03-05")
            .paragraphs(1..=1)
            .lacking(FindingKind::DecisionMissing, "1", 5)
            .received(2),
        minutes("Lillby kommun", "Nämnden", "2023-03-05")
            .paragraphs(4..=4)
            .paragraphs(4..=4)
            .lacking(FindingKind::TitleMissing, "4", 13)
            .received(3),
        minutes("Lillby kommun", "Nämnden", "2023-03-06")
            .kind(DocumentKind::NotMinutes)
            .received(4),
    ])
}

fn check(filter: FindingFilter, expected: Expect) {
    let (_folder, archive) = held();
    let found = archive.reader().findings(&filter, None, 100).unwrap();
    let lines = found.iter().map(|found| {
        let paragraph = found.paragraph.as_ref().map(ToString::to_string);
        let meeting = found.meeting.as_ref().map(|meeting| meeting.id.to_string());
        let place = paragraph.or(meeting).unwrap_or_else(|| "-".to_owned());
        format!("{} {place}", found.finding.kind.name())
    });
    expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn findings_come_by_the_latest_meeting_and_then_by_paragraph() {
    check(
        FindingFilter::default(),
        expect![[r#"
            decision_missing tallnas/styrelsen/2024-03-05/1
            vote_does_not_add_up tallnas/namnden/2024-02-14
            decision_missing tallnas/namnden/2024-02-14/2
            decision_missing tallnas/namnden/2024-02-14/11
            title_missing lillby/namnden/2023-03-05/4-2
            not_minutes -"#]],
    );
}

#[test]
fn filters_leave_what_fits_all_of_them() {
    let decisions = FindingFilter {
        kinds: vec![FindingKind::DecisionMissing],
        ..FindingFilter::default()
    };
    check(
        FindingFilter {
            bodies: vec!["namnden".to_owned()],
            ..decisions.clone()
        },
        expect![[r#"
            decision_missing tallnas/namnden/2024-02-14/2
            decision_missing tallnas/namnden/2024-02-14/11"#]],
    );
    check(
        FindingFilter {
            from: Some("2024-02-15".parse().unwrap()),
            to: Some("2024-03-05".parse().unwrap()),
            ..decisions.clone()
        },
        expect!["decision_missing tallnas/styrelsen/2024-03-05/1"],
    );
    check(
        FindingFilter {
            to: Some("2024-02-14".parse().unwrap()),
            severities: vec![Severity::Warning],
            ..FindingFilter::default()
        },
        expect!["vote_does_not_add_up tallnas/namnden/2024-02-14"],
    );
    check(
        FindingFilter {
            municipalities: vec!["ingenstans".to_owned()],
            ..decisions
        },
        expect![""],
    );
}

#[test]
fn findings_are_paged_without_losing_or_repeating_any() {
    let (_folder, archive) = held();
    let mut after = None;
    let mut seen = Vec::new();
    for _ in 0..10 {
        let found = archive
            .reader()
            .findings(&FindingFilter::default(), after, 2)
            .unwrap();
        seen.extend(found.iter().map(|found| found.finding.message.clone()));
        after = found.last().map(|found| found.cursor).or(after);
    }
    let all = archive
        .reader()
        .findings(&FindingFilter::default(), None, 100)
        .unwrap();
    let all: Vec<String> = all.into_iter().map(|found| found.finding.message).collect();
    assert_eq!(seen, all);
}

#[test]
fn findings_are_counted_by_kind() {
    let (_folder, archive) = held();
    let counts = archive
        .reader()
        .count_findings(&FindingFilter::default())
        .unwrap();
    let lines: Vec<String> = counts
        .iter()
        .map(|count| format!("{} {:?}", count.kind.name(), count.of_severity))
        .collect();
    expect![[r#"
        decision_missing [3, 0, 0]
        title_missing [1, 0, 0]
        vote_does_not_add_up [0, 1, 0]
        not_minutes [0, 1, 0]"#]]
    .assert_eq(&lines.join("\n"));
}
