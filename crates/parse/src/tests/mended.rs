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

#[test]
fn what_a_vote_means_is_read_from_the_procedure_and_who_abstained_from_the_vote() {
    let parsed = crate::parse(
        &source(
            "§ 1 Lekplatser\n\nBeslutsgång\nOmröstning begärs. Ja-röst innebär bifall till förslaget, \
             nej-röst bifall till motförslaget.\n\nOmröstningsresultat\n\
             Med 2 ja-röster mot 1 nej-röster bifalls förslaget. 1 ledamot avstår.\n\n\
             Ja-röster: Alva Ask (S), Bo Ek (S).\n\nNej-röster: Cia Al (M).\n\n\
             Avstår: Dan Dal (L).\n\nBeslut\nFörslaget antas.\n",
        ),
        &Facts::default(),
    );
    let vote = &parsed.paragraphs[0].votes[0];
    assert_eq!(vote.meaning_yes.as_deref(), Some("bifall till förslaget"));
    assert_eq!(vote.meaning_no.as_deref(), Some("bifall till motförslaget"));
    assert_eq!(vote.named.len(), 4);
}

#[test]
fn a_party_that_reserves_itself_is_no_person() {
    let parsed = crate::parse(
        &source(
            "§ 1 Lekplatser\n\nBeslut\nFörslaget antas.\n\nReservation\n\
             Ledamöterna från Moderaterna och SD reserverar sig mot beslutet.\n",
        ),
        &Facts::default(),
    );
    assert_eq!(parsed.paragraphs[0].reservations, Vec::new());
}
