//! Page heads and feet stay out of the text, and nothing else does.

use super::support::parse;

/// All text of all sections.
fn text(minutes: &str) -> String {
    let paragraphs = parse(minutes).paragraphs;
    let sections = paragraphs.iter().flat_map(|paragraph| &paragraph.sections);
    sections
        .map(|section| section.text.as_str())
        .collect::<Vec<_>>()
        .join("|")
}

/// Pages under a head with body, number and date, over a foot with a place to sign.
fn pages(pages: &[&str]) -> String {
    let pages = pages.iter().zip(1..).map(|(page, number)| {
        format!("Kommunstyrelsen\nProtokoll nr 3      {number} (9)\n\n{page}\n\nJusterandes sign")
    });
    pages.collect::<Vec<_>>().join("\u{0C}")
}

#[test]
fn a_sentence_goes_on_over_head_and_foot() {
    let minutes = pages(&[
        "§ 1 Bad\n\nÄrendet\nBadet ska byggas av den som bor i",
        "stadens norra delar.",
        "Det är klart.",
    ]);
    assert_eq!(
        text(&minutes),
        "Badet ska byggas av den som bor i stadens norra delar.\n\nDet är klart."
    );
}

#[test]
fn a_heading_caught_inside_a_head_stays() {
    let minutes = "§ 1 Bad\n\nÄrendet\nBadet är gammalt.\n\n2 (4)\n\n\u{0C}Kommunstyrelsen\n\nBeslut\n\nProtokoll nr 3\n\nBadet byggs.\n\n3 (4)\n\n\u{0C}Kommunstyrelsen\n\nProtokoll nr 3\n\n§ 2 Val\n\nBeslut\nVal sker.\n\n4 (4)\n\n\u{0C}Kommunstyrelsen\n\nProtokoll nr 3\n\nSlut.";
    assert_eq!(
        text(minutes),
        "Badet är gammalt.|Badet byggs.|Val sker.\n\nSlut."
    );
}

#[test]
fn what_stands_under_every_paragraph_is_no_foot() {
    let page = |number: u32| {
        format!(
            "§ {number} Ärende\nDnr KS 2024/{number}\n\nBeslut\nFörslaget antas.\n\nProtokollsutdrag skickas till\nValberedningen"
        )
    };
    let minutes = pages(&[&page(1), &page(2), &page(3), &page(4)]);
    let paragraphs = parse(&minutes).paragraphs;
    assert_eq!(paragraphs.len(), 4);
    for paragraph in paragraphs {
        assert_eq!(paragraph.sent_to, ["Valberedningen"]);
        assert_eq!(paragraph.case_numbers.len(), 1);
    }
}

#[test]
fn a_wrapped_word_like_the_bodys_name_is_no_head() {
    let minutes = pages(&[
        "§ 1 Bad\n\nÄrendet\nFrågan väcktes i den nya",
        "kommunstyrelsen\nförra året.",
        "Slut.",
    ]);
    assert!(text(&minutes).contains("i den nya kommunstyrelsen förra året."));
}

#[test]
fn heads_are_known_without_page_breaks() {
    let minutes = "§ 1 Bad\n\nÄrendet\nBadet ligger i\n\nKommunstyrelsen, protokoll\n\n3 (9)\n\nstaden.\n\n§ 2 Val\n\nÄrendet\nVal sker\n\nKommunstyrelsen, protokoll\n\n4 (9)\n\ni maj.";
    assert_eq!(text(minutes), "Badet ligger i staden.|Val sker i maj.");
}

#[test]
fn rules_between_paragraphs_are_no_text() {
    assert_eq!(
        text(
            "§ 1 Bad\n\nBeslut\nBadet byggs.\n\n____________\n\n§ 2 Val\n\nBeslut\nVal sker.\n-----"
        ),
        "Badet byggs.|Val sker."
    );
}

#[test]
fn a_head_in_the_middle_of_a_page_whose_break_was_lost_is_no_text() {
    let head = |number: u32| {
        format!("Lillviks kommun\nKommunstyrelsen\nSAMMANTRÄDESPROTOKOLL\n2011-10-11\n{number}(9)")
    };
    let minutes = format!(
        "{}\n§ 1 Bad\nÄrendet\nBadet är gammalt.\nJusterandes sign\n\u{0C}{}\n§ 2 Val\nÄrendet\nValet gäller en\nJusterandes sign\n{}\nledamot.\nJusterandes sign\n\u{0C}{}\nDet är klart.\nJusterandes sign",
        head(2),
        head(3),
        head(4),
        head(5)
    );
    assert_eq!(
        text(&minutes),
        "Badet är gammalt.|Valet gäller en ledamot.\n\nDet är klart."
    );
}

#[test]
fn case_numbers_at_the_top_of_pages_are_no_head() {
    let page = |number: u32| format!("§ {number} Ärende\nRS 2021/{number}\n\nBeslut\nBifalls.");
    let minutes = pages(&[&page(1), &page(2), &page(3), &page(4)]);
    let paragraphs = parse(&minutes).paragraphs;
    assert!(
        paragraphs
            .iter()
            .all(|paragraph| paragraph.case_numbers.len() == 1)
    );
}

#[test]
fn a_number_between_dashes_is_a_page_number() {
    let minutes = "- 1 -\n§ 1 Bad\n\nÄrendet\nBadet ligger i\n\u{0C}- 2 -\nstaden.\n\u{0C}- 3 -\nDet är klart.";
    assert_eq!(text(minutes), "Badet ligger i staden.\n\nDet är klart.");
}

#[test]
fn a_head_of_three_lines_is_known_on_two_pages() {
    let head = "LILLVIKS KOMMUN       SAMMANTRÄDESPROTOKOLL       Sida\nKommunstyrelsen       Sammanträdesdatum           5 (9)\n                      2024-03-05\n";
    let minutes = format!(
        "§ 1 Bad\n\nÄrendet\nBadet ligger i den del av staden som ska\n\u{0C}{head}\nbyggas om.\n\u{0C}{head}\nDet är klart."
    );
    assert_eq!(
        text(&minutes),
        "Badet ligger i den del av staden som ska byggas om.\n\nDet är klart."
    );
}

#[test]
fn a_list_of_names_at_the_top_of_a_page_does_not_go_on_from_the_page_before() {
    let minutes = pages(&[
        "§ 1 Bad\n\nÄrendet\nFrågan om bad har väckts av dem som bor i stadens norra delar och som\nhar långt till närmaste bad, och följande ledamöter har lämnat ett förslag",
        "Alva Ask (S)\nBo Ek (M)",
        "Det är klart.",
    ]);
    assert!(text(&minutes).contains("förslag\n\nAlva Ask (S)\nBo Ek (M)"));
}

#[test]
fn hyphens_at_line_ends_are_dropped_only_where_a_word_was_broken() {
    let minutes = "§ 1 Bad\n\nÄrendet\nI kommunfullmäkti-\ngesammanträdet sa miljö- och\nbyggnadsnämnden att e-\ntjänsten för åren 2024-\n2027 kräver ett IT-\nsystem.";
    assert_eq!(
        text(minutes),
        "I kommunfullmäktigesammanträdet sa miljö- och byggnadsnämnden att e-tjänsten för åren 2024-2027 kräver ett IT-system."
    );
}

#[test]
fn a_head_that_a_label_tears_in_two_is_known() {
    let page = |head: &str, text: &str| {
        format!("{head}\nKommunfullmäktige\nSammanträdesdatum\n2024-03-05\n{text}")
    };
    let minutes = [
        page(
            "LILLVIKS KOMMUN SAMMANTRÄDESPROTOKOLL 1 (17)",
            "KF § 1 DNR: KF.2024.1\nBad\nBeslut\nBadet byggs.\nExp: Ekonomikontoret",
        ),
        page(
            "LILLVIKS KOMMUN SAMMANTRÄDESPROTOKOLL\nKF § 2 DNR: KF.2024.2\n2 (17)",
            "Taxa\nBeslut\nTaxan antas.",
        ),
        page(
            "LILLVIKS KOMMUN SAMMANTRÄDESPROTOKOLL 3 (17)",
            "KF § 3 DNR: KF.2024.3\nVal\nBeslut\nAlva Ask (S) väljs.",
        ),
        page(
            "LILLVIKS KOMMUN SAMMANTRÄDESPROTOKOLL 4 (17)",
            "KF § 4 DNR: KF.2024.4\nVal\nBeslut\nBo Ek (S) väljs.",
        ),
    ];
    let paragraphs = parse(&minutes.join("\u{0C}")).paragraphs;
    assert_eq!(paragraphs[0].sent_to, ["Ekonomikontoret"]);
    assert_eq!(paragraphs[1].title.as_deref(), Some("Taxa"));
}

#[test]
fn the_day_with_a_page_number_or_a_case_number_is_a_head() {
    let page = |head: &str, text: &str| format!("{head}\n{text}\n\nJusterandes sign");
    let minutes = [
        page(
            "Kommunstyrelsen Protokoll 1 (9)\nKS 2024/0788 2024-03-05",
            "§ 1 Bad\n\nBeslut\nBadet byggs.\n\nBeslut expedieras till\nEkonomikontoret",
        ),
        page("Kommunstyrelsen\n2024-03-05 2(9)", "Lillviks badsällskap"),
        page(
            "Kommunstyrelsen Protokoll 3 (9)\nKS 2024/0912 2024-03-05",
            "§ 2 Val\n\nBeslut\nVal sker.",
        ),
        page(
            "Kommunstyrelsen Protokoll 4 (9)\nKommunstyrelsen",
            "§ 3 Val\n\nBeslut\nVal sker.",
        ),
        page(
            "Kommunstyrelsen Protokoll 5 (9)\nKommunstyrelsen",
            "§ 4 Val\n\nBeslut\nVal sker.",
        ),
    ];
    let paragraphs = parse(&minutes.join("\u{0C}")).paragraphs;
    assert_eq!(
        paragraphs[0].sent_to,
        ["Ekonomikontoret", "Lillviks badsällskap"]
    );
}
