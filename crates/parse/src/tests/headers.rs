//! Where paragraphs begin, and what their headers say.

use expect_test::expect;

use super::support::check_headers as check;

#[test]
fn the_title_stands_on_the_labels_line() {
    check(
        "§ 15 Rapport om bad\nÄrendenummer: Ks 1/2022\nHandläggare: Alva Ask, Bo Ek\n\nBeslut\nRapporten godkänns.",
        expect!["15 | - | Rapport om bad | KS 2022/1 | Alva Ask, Bo Ek"],
    );
}

#[test]
fn the_title_stands_below_a_case_number() {
    check(
        "§ 44 Ärendenummer SLK-2024-00012\n\nRapport om bad i stadens norra\ndelar\nBeslut\nRapporten godkänns.",
        expect!["44 | - | Rapport om bad i stadens norra delar | SLK 2024/12 | "],
    );
}

#[test]
fn a_pair_of_numbers_without_label_is_a_case_number() {
    check(
        "§ 15 1435/22\nRapport om bad\nBeslut\nRapporten godkänns.",
        expect!["15 | - | Rapport om bad | 2022/1435 | "],
    );
}

#[test]
fn a_case_number_stands_at_the_right_of_the_title() {
    check(
        "§ 4   Val av justerare                    KS 2024/5\nBeslut\nAlva Ask väljs.",
        expect!["4 | - | Val av justerare | KS 2024/5 | "],
    );
}

#[test]
fn a_case_number_in_brackets_after_the_title_is_the_paragraphs() {
    check(
        "§ 4 Val av justerare (KS/2017:499)\nBeslut\nAlva Ask väljs.",
        expect!["4 | - | Val av justerare | KS 2017/499 | "],
    );
}

#[test]
fn a_case_number_that_the_title_talks_about_is_not_the_paragraphs() {
    check(
        "§ 4 Dnr KS 2024/7\nÄndring av beslut KS 2019/12 om taxa\nBeslut\nTaxan antas.",
        expect!["4 | - | Ändring av beslut KS 2019/12 om taxa | KS 2024/7 | "],
    );
}

#[test]
fn several_case_numbers_stand_in_one_row() {
    check(
        "§63 Ekonomirapport\nDnr 2011/KS 0206 001; 2023/BUN 0214\n\nBeslut\nRapporten noteras.",
        expect!["63 | - | Ekonomirapport | KS 2011/206, BUN 2023/214 | "],
    );
}

#[test]
fn a_prefix_is_kept_apart_from_the_number() {
    check(
        "KS § 80 KS/2018:298 - 001\nTaxa\nBeslut\nTaxan antas.\n\nKS § 81\nVal\nBeslut\nAlva Ask väljs.",
        expect![[r#"
            80 | KS | Taxa | KS 2018/298 | 
            81 | KS | Val |  | "#]],
    );
}

#[test]
fn a_letter_after_the_number_is_a_suffix() {
    check(
        "§ 3 a Taxa\nBeslut\nTaxan antas.\n\n§ 3 b Avgift\nBeslut\nAvgiften antas.\n\n§ 4 I väntan på tåg\nBeslut\nAntecknas.",
        expect![[r#"
            3a | - | Taxa |  | 
            3b | - | Avgift |  | 
            4 | - | I väntan på tåg |  | "#]],
    );
}

#[test]
fn the_sign_may_stand_after_the_number() {
    check(
        "56 §\nVAL AV ORDFÖRANDE\nBeslut:\nAlva Ask väljs.\n\n57 §\nTAXA\nEnligt 12 § i stadgan avgörs taxan här.\n\nBeslut:\nTaxan antas.",
        expect![[r#"
            56 | - | VAL AV ORDFÖRANDE |  | 
            57 | - | TAXA |  | "#]],
    );
}

#[test]
fn a_wrapped_reference_opens_no_paragraph() {
    check(
        "§ 15 Taxa\n\nTidigare behandling\nBordlagt den 14 februari 2025, § 97, den 3 mars 2025,\n§ 171 och den 12 mars 2025, § 218.\n\nBeslut\nTaxan antas enligt 2 kap.\n§ 16 kommunallagen.\n\n§ 16 Val\nBeslut\nAlva Ask väljs.",
        expect![[r#"
            15 | - | Taxa |  | 
            16 | - | Val |  | "#]],
    );
}

#[test]
fn an_earlier_decision_inside_a_paragraph_opens_none() {
    check(
        "KS § 7 Taxa\n\nKU § 317 06-12-05\n\nUtskottet föreslår en taxa.\n\nBeslut\nTaxan antas.\n\nKS § 8 Val\n\nBeslut\nAlva Ask väljs.",
        expect![[r#"
            7 | KS | Taxa |  | 
            8 | KS | Val |  | "#]],
    );
}

#[test]
fn a_contents_list_opens_no_paragraph() {
    check(
        "Innehåll\n§ 1 Val av justerare .............. 2\n§ 2 Taxa .......................... 2\n\n§ 1 Val av justerare\nBeslut\nAlva Ask väljs.\n\n§ 2 Taxa\nBeslut\nTaxan antas.",
        expect![[r#"
            1 | - | Val av justerare |  | 
            2 | - | Taxa |  | "#]],
    );
}

#[test]
fn a_contents_list_without_leaders_opens_no_paragraph() {
    check(
        "Ärenden\n§ 1 Val av justerare\n§ 2 Taxa för bad\n\n§ 1 Val av justerare\nBeslut\nAlva Ask väljs.\n\n§ 2 Taxa för bad\nBeslut\nTaxan antas.",
        expect![[r#"
            1 | - | Val av justerare |  | 
            2 | - | Taxa för bad |  | "#]],
    );
}

#[test]
fn a_continuation_belongs_to_its_paragraph() {
    check(
        "§ 24 Taxa\n\nBakgrund\nTaxan är gammal och behöver\n\u{0C}forts. § 24 Taxa\nhöjas.\n\nBeslut\nTaxan antas.\n\n§ 25 Val\n\nBeslut\nAlva Ask väljs.",
        expect![[r#"
            24 | - | Taxa |  | 
            25 | - | Val |  | "#]],
    );
}

#[test]
fn a_lost_sign_is_found_by_the_hole_that_it_leaves() {
    check(
        "§ 16 Taxa\n\nBeslut\nTaxan antas.\n\n17 Val av justerare\n\nBeslut\nAlva Ask väljs.\n\n§ 18 Rapport\n\nBeslut\nRapporten noteras.",
        expect![[r#"
            16 | - | Taxa |  | 
            17 | - | Val av justerare |  | 
            18 | - | Rapport |  | "#]],
    );
}

#[test]
fn numbers_without_sign_are_read_where_they_rise_over_headings() {
    check(
        "133 Rapport (KS/2017:499)\n\nBeslut\nRapporten godkänns.\n\n134 Val\n\nBakgrund\nÅret är\n2018 och 12 platser är lediga.\n\nBeslut\nAlva Ask väljs.",
        expect![[r#"
            133 | - | Rapport | KS 2017/499 | 
            134 | - | Val |  | "#]],
    );
}

#[test]
fn a_title_ends_where_its_line_had_room_for_the_next_word() {
    check(
        "§ 1\nInterpellation av Alva Ask (S) till kommunstyrelsens\nordförande angående bad\nOrdföranden Bo Ek (M) besvarar interpellationen, varefter överläggning äger rum.\n\n§ 2\nMotion av Cia Al (V) om att bygga flera bad i kommunens\nalla delar\nBeslut\nMotionen avslås.",
        expect![[r#"
            1 | - | Interpellation av Alva Ask (S) till kommunstyrelsens ordförande angående bad |  | 
            2 | - | Motion av Cia Al (V) om att bygga flera bad i kommunens alla delar |  | "#]],
    );
}

#[test]
fn text_right_under_a_label_is_no_title() {
    check(
        "§ 3\nOrdföranden förklarar mötet öppnat och hälsar alla välkomna.\n\n§ 4\nTaxa\n\nBeslut\nTaxan antas.",
        expect![[r#"
            3 | - | - |  | 
            4 | - | Taxa |  | "#]],
    );
}

#[test]
fn a_word_that_is_a_heading_elsewhere_may_be_the_title() {
    check(
        "§ 12\nInformation\n\nBeslut\nInformationen noteras.\n\n§ 13\nTaxa\n\nBeslut\nTaxan antas.",
        expect![[r#"
            12 | - | Information |  | 
            13 | - | Taxa |  | "#]],
    );
}

#[test]
fn officers_are_names_without_titles() {
    check(
        "§ 1 Taxa\nHandläggare: ekonom Alva Ask, Bo Ek och\nCia von Al\n\nBeslut\nTaxan antas.",
        expect!["1 | - | Taxa |  | Alva Ask, Bo Ek, Cia von Al"],
    );
}

#[test]
fn a_title_goes_on_where_a_line_ends_within_a_name() {
    check(
        "§ 1\nNy ledamot i stället för Cia\nSjö (S) och ny ersättare efter henne\nLänsstyrelsen har den 8 mars beslutat att utse Alva Ask (S) till ny ledamot i fullmäktige.\n\nBeslut\nBeslutet antecknas.",
        expect!["1 | - | Ny ledamot i stället för Cia Sjö (S) och ny ersättare efter henne |  | "],
    );
}

#[test]
fn who_took_no_part_is_told_under_the_title() {
    check(
        "§ 1\nÅrsredovisning för kommunen samt fråga om ansvarsfrihet\nAlva Ask (S), Bo Ek (S) och Cia Sjö (C) deltog på grund av jäv inte i\nbeslutet om ansvarsfrihet.\n\nBeslut\nRedovisningen godkänns.",
        expect!["1 | - | Årsredovisning för kommunen samt fråga om ansvarsfrihet |  | "],
    );
}

#[test]
fn a_headings_word_right_above_the_label_is_the_title() {
    check(
        "Upprop\n§ 1\nBeslut\nUppropet noteras.\n\nAnmälan av jäv\n§ 2\nAlva Ask (S) anmäler jäv i ärendet om badet, § 3.\n\nBadet\n§ 3\nBeslut\nBadet byggs om.\n\nTaxa\n§ 4\nBeslut\nTaxan antas.",
        expect![[r#"
            1 | - | Upprop |  | 
            2 | - | Anmälan av jäv |  | 
            3 | - | Badet |  | 
            4 | - | Taxa |  | "#]],
    );
}

#[test]
fn several_case_numbers_stand_on_lines_above_the_label() {
    check(
        "KS/2014:226\n§ 1\nTaxa\nBeslut\nTaxan antas.\nSkickas till: Ekonomikontoret\nKS/2014:290\nKS/2014:301\n§ 2\nBadet\nBeslut\nBadet byggs om.",
        expect![[r#"
            1 | - | Taxa | KS 2014/226 | 
            2 | - | Badet | KS 2014/290, KS 2014/301 | "#]],
    );
}

#[test]
fn a_page_number_under_the_label_is_no_title() {
    check(
        "§ 1 KS 2014/226\n7 (17)\nTaxa för badet\n\nBeslut\nTaxan antas.",
        expect!["1 | - | Taxa för badet | KS 2014/226 | "],
    );
}

#[test]
fn a_sentence_right_under_a_title_is_none_of_it() {
    check(
        "§ 1\nInterpellation till kommunstyrelsens ordförande om\npersonalen inom omsorgen\nInterpellationen får ställas och besvaras vid nästa möte.\n\n§ 2\nVal av kommunstyrelsen för de närmaste åren\nValberedningens förslag föreligger.\n\nBeslut\nAlva Ask (S) väljs.\n\n§ 3\nRevidering av taxa för vatten och avlopp inom\nkommunens område\n\nBeslut\nTaxan antas.",
        expect![[r#"
            1 | - | Interpellation till kommunstyrelsens ordförande om personalen inom omsorgen |  | 
            2 | - | Val av kommunstyrelsen för de närmaste åren |  | 
            3 | - | Revidering av taxa för vatten och avlopp inom kommunens område |  | "#]],
    );
}

#[test]
fn that_a_matter_is_dropped_is_no_part_of_its_title() {
    check(
        "§ 1\nAvgifter för bad\nÄrendet utgår\n\n§ 2\nTaxa\n\nBeslut\nTaxan antas.",
        expect![[r#"
            1 | - | Avgifter för bad |  | 
            2 | - | Taxa |  | "#]],
    );
}
