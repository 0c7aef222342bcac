//! What finished paragraphs lack, what stands in other files, and in which paragraph each finding lies.

use expect_test::{Expect, expect};
use paragraf_model::{Finding, FindingKind};

use super::support::parse;

/// The findings of these kinds: kind, paragraph, numbers, message.
fn check(text: &str, kinds: &[FindingKind], expected: Expect) {
    let findings = parse(text).findings;
    let lines = findings
        .iter()
        .filter(|finding| kinds.contains(&finding.kind))
        .map(line);
    expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

fn line(finding: &Finding) -> String {
    let paragraph = finding.paragraph.as_deref().unwrap_or("-");
    let (kind, numbers) = (finding.kind.name(), &finding.numbers);
    format!("{kind} {paragraph} {numbers:?} {}", finding.message)
}

#[test]
fn a_paragraph_without_a_decision_is_told_of() {
    check(
        "Lillviks kommun\nKommunstyrelsen\n2024-03-05\n\n§ 7 Lekplatser\n\nBeslut\nLekplatsen byggs om.\n\n\
         § 8 Information om badet\n\nTillförordnad badchef berättar.\n\n§ 9 a Färjor\n\nÄrendebeskrivning\nDet går två färjor.\n",
        &[FindingKind::DecisionMissing],
        expect![[r#"
            decision_missing 8 [] § 8 har inget beslut.
            decision_missing 9a [] § 9 a har inget beslut."#]],
    );
}

#[test]
fn a_decision_of_a_kind_without_a_name_is_told_of() {
    check(
        "§ 7 Lekplatser\n\nBeslut\nAvtalet förlängs.\n\n§ 8 Badet\n\nBeslut\nTaxan godkänns.\n",
        &[FindingKind::OutcomeUnknown],
        expect![
            "outcome_unknown 7 [] Beslutet i § 7 är inte av något av de slag som har ett namn."
        ],
    );
}

#[test]
fn a_missing_case_number_is_told_of_where_others_have_one() {
    check(
        "§ 7 Lekplatser\nDnr KS 2024/12\n\nBeslut\nTaxan godkänns.\n\n§ 8 Val av justerare\n\nBeslut\nSiv Ask utses.\n",
        &[FindingKind::CaseNumberMissing],
        expect!["case_number_missing 8 [] § 8 har inget ärendenummer."],
    );
    check(
        "§ 7 Lekplatser\n\nBeslut\nTaxan godkänns.\n\n§ 8 Val av justerare\n\nBeslut\nSiv Ask utses.\n",
        &[FindingKind::CaseNumberMissing],
        expect!["case_number_missing - [] Ingen paragraf har något ärendenummer."],
    );
}

#[test]
fn a_paragraph_in_a_file_of_its_own_lacks_nothing_here() {
    check(
        "§ 1 Val\n\nOmedelbar justering, se separat protokoll.\n\n§ 2 Bad\nDnr KS 2024/12\n\nBeslut\nBadet godkänns.",
        &[
            FindingKind::PublishedElsewhere,
            FindingKind::DecisionMissing,
            FindingKind::CaseNumberMissing,
        ],
        expect!["published_elsewhere 1 [[1, 1]] § 1 finns i ett separat protokoll."],
    );
}

#[test]
fn numbers_that_the_cover_leaves_out_are_not_skipped_but_elsewhere() {
    let paragraph = |number: u32| {
        format!("§ {number} Ärende {number}\nDnr KS 2024/{number}\n\nBeslut\nFörslaget antas.\n\n")
    };
    let paragraphs: String = [5, 7, 8, 11].map(paragraph).concat();
    check(
        &format!("Paragrafer  §§ 5, 7-8, 11\n\n{paragraphs}"),
        &[FindingKind::PublishedElsewhere, FindingKind::NumberSkipped],
        expect![
            "published_elsewhere - [[6, 6], [9, 10]] Enligt försättsbladet ingår inte § 6, 9–10 i filen."
        ],
    );
    check(
        &format!("Paragrafer  §§ 5-11\n\n{paragraphs}"),
        &[FindingKind::PublishedElsewhere, FindingKind::NumberSkipped],
        expect![[r#"
            number_skipped 7 [[6, 6]] § 6 saknas mellan § 5 och § 7.
            number_skipped 11 [[9, 10]] §§ 9–10 saknas mellan § 8 och § 11."#]],
    );
}
