//! Headers as few print them: numbers that stand for several, lost signs, lost gaps, headers printed again.

use expect_test::expect;
use paragraf_model::FindingKind;

use super::support::{check_headers as check, parse};

#[test]
fn one_header_may_stand_for_several_paragraphs() {
    check(
        "§§ 12-14 Informationsärenden\n\nBeslut\nInformationen noteras.\n\n§ 15 Val\n\nBeslut\nAlva Ask väljs.",
        expect![[r#"
            12 | - | Informationsärenden |  | 
            15 | - | Val |  | "#]],
    );
    check(
        "Paragrafer\n§§ 46-47\n\n§ 46 Taxa\n\nBeslut\nTaxan antas.\n\n§ 47 Val\n\nBeslut\nAlva Ask väljs.",
        expect![[r#"
            46 | - | Taxa |  | 
            47 | - | Val |  | "#]],
    );
}

#[test]
fn numbers_under_one_header_are_not_missed() {
    let findings = parse(
        "§§ 12-14 Informationsärenden\n\nBeslut\nInformationen noteras.\n\n§ 15 Val\n\nBeslut\nAlva Ask väljs.",
    )
    .findings;
    assert!(
        !findings
            .iter()
            .any(|finding| finding.kind == FindingKind::NumberSkipped)
    );
}

#[test]
fn a_case_number_in_brackets_may_stand_before_the_title() {
    check(
        "§ 4 (KS 2024/5) Val av justerare (sekreterare)\nBeslut\nAlva Ask väljs.\n§ 5 (Extra) ärende\nBeslut\nÄrendet noteras.",
        expect![[r#"
            4 | - | Val av justerare (sekreterare) | KS 2024/5 | 
            5 | - | (Extra) ärende |  | "#]],
    );
}

#[test]
fn case_numbers_end_most_headers_where_the_gap_before_them_was_lost() {
    check(
        "§ 4 Val av justerare KS 2024/5\nBeslut\nAlva Ask väljs.\n§ 5 Taxa för vatten 2024/6\nBeslut\nTaxan antas.\n§ 6 Budget 2024/25\nBeslut\nBudgeten antas.",
        expect![[r#"
            4 | - | Val av justerare | KS 2024/5 | 
            5 | - | Taxa för vatten | 2024/6 | 
            6 | - | Budget 2024/25 |  | "#]],
    );
}

#[test]
fn case_numbers_fill_several_lines() {
    check(
        "§ 143 Plan och budget\nRS 2021/567\nRS 2021/12\n\nBeslut\nPlanen antas.\n\n§ 144 Köp av mark (KS/2017:290,\nKS/2017:291)\nBeslut\nKöpet godkänns.",
        expect![[r#"
            143 | - | Plan och budget | RS 2021/567, RS 2021/12 | 
            144 | - | Köp av mark | KS 2017/290, KS 2017/291 | "#]],
    );
}

#[test]
fn a_header_printed_again_goes_on_with_its_paragraph() {
    check(
        "KS § 4 DNR:KF/2006.112\nMotion om bad\n\nKU § 298 06-11-14\n\nBadet är dyrt.\n\nKS § 4 07-01-16\n\nAlva Ask yrkar bifall.\n\nBeslut\nMotionen avslås.\n\nKS § 5 DNR:KF/2006.113\nVal\n\nKU § 299 06-11-14\n\nValet är klart.\n\nKS § 5 07-01-16\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            4 | KS | Motion om bad | KF 2006/112 | 
            5 | KS | Val | KF 2006/113 | "#]],
    );
}

#[test]
fn an_earlier_decision_that_the_header_lists_opens_no_paragraph() {
    check(
        "Sn § 50  Au § 84  Sn § 34  Dnr 2016/52 700\nFlytt\n\nSn § 34\n\nSocialnämnden beslutar\natt återremittera ärendet.\n\nforts. Sn § 50\n\nBeslut\nFlytten godkänns.\n\nSn § 51  Dnr 2016/53 700\nVal\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            50 | Sn | Flytt | 2016/52 | 
            51 | Sn | Val | 2016/53 | "#]],
    );
}

#[test]
fn a_mark_of_the_meeting_after_each_label_is_no_title() {
    check(
        "§ 7, STST 2015-01-22 16:00\nDetaljplan\nBeslut:\nPlanen godkänns.\n\n§ 8, STST 2015-01-22 16:00\nTomtmark\nBeslut:\nKöpet godkänns.",
        expect![[r#"
            7 | - | Detaljplan |  | 
            8 | - | Tomtmark |  | "#]],
    );
}

#[test]
fn signs_are_lost_at_either_end_too() {
    check(
        "15 Upprop\n\nBeslut\nUppropet noteras.\n\n§ 16 Taxa\n\nBeslut\nTaxan antas.\n\n17 Val\n\nBeslut\nAlva Ask väljs.",
        expect![[r#"
            15 | - | Upprop |  | 
            16 | - | Taxa |  | 
            17 | - | Val |  | "#]],
    );
}

#[test]
fn a_prefix_may_be_small_or_two_words() {
    check(
        "ks § 5 Taxa\n\nBeslut\nTaxan antas.\n\nks § 6 Val\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            5 | ks | Taxa |  | 
            6 | ks | Val |  | "#]],
    );
    check(
        "KS AU § 5 Taxa\n\nBeslut\nTaxan antas.\n\nKS AU § 6 Val\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            5 | KS AU | Taxa |  | 
            6 | KS AU | Val |  | "#]],
    );
}

#[test]
fn a_dash_parts_label_and_title() {
    check(
        "§ 150 - Frågor från ledamöter\nInga frågor ställs.\n§ 151 – Val\nBeslut\nBo Ek väljs.",
        expect![[r#"
            150 | - | Frågor från ledamöter |  | 
            151 | - | Val |  | "#]],
    );
}

#[test]
fn what_is_listed_under_a_title_is_no_part_of_it() {
    check(
        "§ 17\nDelgivningar\nProtokoll från Bygdegårdarnas riksförbund, styrelsen\nDomar från Förvaltningsrätten i Malmö om bygglov och strandskydd i Lillvik\nKommunstyrelsen beslutar\natt lägga delgivningarna till handlingarna.\n§ 18\nKommunchefen informerar\nAlva Ask informerar om:\nläget i kommunen\noch annat som rör kommunen och dess invånare under våren och sommaren.\nBeslut\nInformationen noteras.",
        expect![[r#"
            17 | - | Delgivningar |  | 
            18 | - | Kommunchefen informerar |  | "#]],
    );
}

#[test]
fn a_second_line_may_name_the_matter() {
    check(
        "§ 8\n\nModersmål på fler språk\nMotion den 16 juni 2014 av Alva Ask (S)\n\nBeslut\nMotionen avslås.",
        expect!["8 | - | Modersmål på fler språk Motion den 16 juni 2014 av Alva Ask (S) |  | "],
    );
}

#[test]
fn a_word_that_is_a_heading_is_the_title_where_another_heading_follows_at_once() {
    check(
        "§ 3 b   DNR:KF/2006.366\nAvgift\n\nBeslut\nAvgiften antas.",
        expect!["3b | - | Avgift | KF 2006/366 | "],
    );
}

#[test]
fn the_meeting_tells_which_of_two_short_numbers_is_the_year() {
    check(
        "Kommunstyrelsen\nSammanträdesdatum 2010-03-09\n\n§ 21  Dnr KS 10/12\nTaxa\n\nBeslut\nTaxan antas.\n\n§ 22  Dnr BUN 10/8, KS 10/47\nVal\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            21 | - | Taxa | KS 2010/12 | 
            22 | - | Val | BUN 2010/8, KS 2010/47 | "#]],
    );
}

#[test]
fn references_after_bodies_and_dates_open_nothing() {
    check(
        "§ 15 Taxa\n\nTidigare behandling\nKommunstyrelsens arbetsutskott 2025-02-03\n§ 16\nKommunstyrelsen 2025-02-10 § 17\nKSAU § 21\n\nBeslut\nTaxan antas.\n\n§ 16 Val\n\nBeslut\nBo Ek väljs.\n\n§ 17 Rapport\n\nBeslut\nRapporten noteras.",
        expect![[r#"
            15 | - | Taxa |  | 
            16 | - | Val |  | 
            17 | - | Rapport |  | "#]],
    );
}

#[test]
fn what_looks_like_a_number_with_a_broken_sign_is_not_guessed() {
    check(
        "§ 11 Taxa\n\nBeslut\nTaxan antas.\n\n5 12 Bidrag\n\nBeslut\nBidrag ges.\n\n§ 13 Val\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            11 | - | Taxa |  | 
            13 | - | Val |  | "#]],
    );
}

#[test]
fn the_case_number_of_the_whole_meeting_is_no_paragraphs() {
    check(
        "Kommunstyrelsen\nProtokoll Ks 47/2024\nDiarienummer: KS 2024/1\n\n§ 4 Val av justerare\nBeslut\nAlva Ask väljs.\n\n§ 5 Taxa\nDnr KS 2024/6\nBeslut\nTaxan antas.",
        expect![[r#"
            4 | - | Val av justerare |  | 
            5 | - | Taxa | KS 2024/6 | "#]],
    );
}

#[test]
fn a_column_at_the_right_of_the_title_holds_the_case_number() {
    check(
        "§ 12\nAnsökan om bidrag                              KS 2022/1\n\nBeslut\nBidrag ges.\n\n§ 13\nVal                                            KS 2022/2\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            12 | - | Ansökan om bidrag | KS 2022/1 | 
            13 | - | Val | KS 2022/2 | "#]],
    );
    check(
        "§ 12    Ansökan om bidrag till                      KS 2022/1\n        upprustning av badet vid Storsjön           042\n\nBeslut\nBidrag ges.",
        expect!["12 | - | Ansökan om bidrag till upprustning av badet vid Storsjön | KS 2022/1 | "],
    );
}

#[test]
fn the_number_stands_in_a_column_of_its_own() {
    check(
        "Dnr KS 2016/12             § 5\nTaxa\n\nBeslut\nTaxan antas.\n\nDnr KS 2016/13             § 6\nVal\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            5 | - | Taxa | KS 2016/12 | 
            6 | - | Val | KS 2016/13 | "#]],
    );
}

#[test]
fn the_date_of_the_meeting_under_each_label_is_no_title() {
    check(
        "Kf § 5             Dnr KS 2016/12-041\n2016-04-25\nTaxa\n\nBeslut\nTaxan antas.",
        expect!["5 | Kf | Taxa | KS 2016/12 | "],
    );
}

#[test]
fn a_title_may_say_that_it_is_one() {
    check(
        "§ 5     Ärende 4     KS 2016/12\nTaxa\n\nBeslut\nTaxan antas.\n\n§ 6\nÄrende: Val\nDnr: KS 2016/13\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            5 | - | Taxa | KS 2016/12 | 
            6 | - | Val | KS 2016/13 | "#]],
    );
}

#[test]
fn a_number_that_was_printed_twice_by_mistake_opens_two_paragraphs() {
    check(
        "§ 5 Taxa\n\nBeslut\nTaxan antas.\n\n§ 5 Lån\n\nBeslut\nLånet tas.\n\n§ 6 Val\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            5 | - | Taxa |  | 
            5 | - | Lån |  | 
            6 | - | Val |  | "#]],
    );
}

#[test]
fn a_title_may_be_broken_before_a_section_sign() {
    check(
        "§ 6 Ändring av\n§ 12 i reglementet\n\nBeslut\nÄndringen antas.\n\n§ 7 Val\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            6 | - | Ändring av § 12 i reglementet |  | 
            7 | - | Val |  | "#]],
    );
}

#[test]
fn numbers_may_be_called_numbers() {
    check(
        "Nr 163\nTaxa\nDnr 2017/495\n\nBeslut\nTaxan antas.\n\nNr 164\nVal\nDnr 2017/496\n\nBeslut\nBo Ek väljs.",
        expect![[r#"
            163 | - | Taxa | 2017/495 | 
            164 | - | Val | 2017/496 | "#]],
    );
}

#[test]
fn a_title_goes_on_over_a_blank_line_and_over_a_page() {
    check(
        "§ 4 Remiss av betänkandet Rätt till bad (SOU\n2011:35) med svar till kommunstyrelsen och\n\nbyggnadsnämnden\n\nBeslut\nSvaret antas.\n\n§ 5 Ansökan från badföreningen om bidrag till\n\n\u{0C}Sida 2 (3)\n\nett nytt bad\nDnr KS 2024/7\n\nBeslut\nBidrag ges.",
        expect![[r#"
            4 | - | Remiss av betänkandet Rätt till bad (SOU 2011:35) med svar till kommunstyrelsen och byggnadsnämnden |  | 
            5 | - | Ansökan från badföreningen om bidrag till ett nytt bad | KS 2024/7 | "#]],
    );
}

#[test]
fn a_sentence_right_under_a_title_may_have_its_verb_on_a_later_line() {
    check(
        "§ 6\nFörsäljning av fastigheten Kråkan 7 i Lillvik\nFastigheten Kråkan 7, den tidigare\ndistriktssköterskemottagningen, har stått tom sedan 2014.\n\nBeslut\nFastigheten säljs.",
        expect!["6 | - | Försäljning av fastigheten Kråkan 7 i Lillvik |  | "],
    );
}

#[test]
fn a_contents_list_may_have_lost_the_gap_before_its_page_numbers() {
    check(
        "§ 91 Dnr KS-2023-00004 Val av justerare 3\n§ 92 Omedelbar justering, se separat protokoll.\n§ 93 Dnr KS-2022-00917 Budget för kommunens alla\nnämnder 4\n\n§ 91 Dnr KS-2023-00004\nVal av justerare\n\nBeslut\nBo Ek väljs.\n\n§ 93 Dnr KS-2022-00917\nBudget för kommunens alla nämnder\n\nBeslut\nBudgeten antas.",
        expect![[r#"
            91 | - | Val av justerare | KS 2023/4 | 
            93 | - | Budget för kommunens alla nämnder | KS 2022/917 | "#]],
    );
}
