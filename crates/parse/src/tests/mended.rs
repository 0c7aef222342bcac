//! What once went wrong, in as few lines as show it.

use paragraf_model::{Facts, FindingKind, Municipality};

use super::support::source;

#[test]
fn labels_repeated_on_an_endless_line_are_text() {
    let endless = "Handläggare: Dnr: 1 ".repeat(60);
    let parsed = crate::parse(
        &source(&format!(
            "§ 1 Lekplatser\n\n{endless}\n\nBeslut\nRapporten godkänns.\n"
        )),
        &Facts::default(),
    );
    assert!(parsed.paragraphs[0].case_numbers.is_empty());
}

#[test]
fn a_stated_municipality_without_a_code_is_contradicted() {
    let facts = Facts {
        municipality: Some(Municipality {
            name: "Habo kommun".to_owned(),
            code: String::new(),
        }),
        ..Facts::default()
    };
    let contradicted = |text: &str| {
        crate::parse(&source(text), &facts)
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::FactContradicted)
    };
    assert!(contradicted(
        "Örebro kommun\n\n§ 1 Lekplatser\n\nBeslut\nRapporten godkänns.\n"
    ));
    assert!(!contradicted(
        "Habo kommun\n\n§ 1 Lekplatser\n\nBeslut\nRapporten godkänns.\n"
    ));
}
