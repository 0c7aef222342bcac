//! Sections: headings in every shape, text made whole again, lists, references, language.

use expect_test::{Expect, expect};

use super::support::{paragraph, parse};

/// Kind, heading and text of each section.
fn check(text: &str, expected: Expect) {
    let sections = paragraph(text).sections;
    let rows = sections.iter().map(|section| {
        let heading = section.heading.as_deref().unwrap_or("-");
        format!(
            "{} | {heading} | {}",
            section.kind.name(),
            section.text.replace('\n', "¶")
        )
    });
    expected.assert_eq(&rows.collect::<Vec<_>>().join("\n"));
}

#[test]
fn headings_stand_alone_run_in_in_capitals_and_again() {
    check(
        "Ärendet\nBadet är gammalt.\n\nYrkanden: Alva Ask (S) yrkar bifall.\n\nKOMMUNSTYRELSENS BESLUT\nBadet byggs.\n\nYrkande\nBo Ek (V) yrkar avslag.\n\nBeslutet skickas till:\nTekniska kontoret",
        expect![[r#"
            description | Ärendet | Badet är gammalt.
            motions | Yrkanden | Alva Ask (S) yrkar bifall.
            decision | KOMMUNSTYRELSENS BESLUT | Badet byggs.
            motions | Yrkande | Bo Ek (V) yrkar avslag.
            recipients | Beslutet skickas till | Tekniska kontoret"#]],
    );
}

#[test]
fn a_sentence_that_ends_with_a_headings_word_is_no_heading() {
    check(
        "Ärendet\nNämnden väntar på länsstyrelsens\nBeslut\nsom kommer i maj.",
        expect![
            "description | Ärendet | Nämnden väntar på länsstyrelsens¶Beslut som kommer i maj."
        ],
    );
}

#[test]
fn an_office_among_recipients_is_no_heading() {
    check(
        "Beslutet skickas till\nTekniska nämnden\nEkonomi\nAkten",
        expect!["recipients | Beslutet skickas till | Tekniska nämnden¶Ekonomi¶Akten"],
    );
}

#[test]
fn a_proposal_three_ways() {
    check(
        "Förslag till beslut\nKontorets förslag till kommunstyrelsen:\n- Badet byggs.\n\nFörslag till beslut på sammanträdet\nAlva Ask (S) yrkar bifall.\n\nBeslut\nBadet byggs.",
        expect![[r#"
            proposal | Förslag till beslut | Kontorets förslag till kommunstyrelsen:¶- Badet byggs.
            motions | Förslag till beslut på sammanträdet | Alva Ask (S) yrkar bifall.
            decision | Beslut | Badet byggs."#]],
    );
}

#[test]
fn wrapped_lines_become_blocks_and_list_items_stay_apart() {
    check(
        "Ärendet\nBadet byggdes 1952 och har sedan dess renoverats två gånger, senast då\nhallen fick nytt tak.\n\nTre saker återstår:\n- bassängen ska tätas\n- omklädningsrummen ska få nya\ndörrar\n\nSedan är det klart.",
        expect![
            "description | Ärendet | Badet byggdes 1952 och har sedan dess renoverats två gånger, senast då hallen fick nytt tak.¶¶Tre saker återstår:¶- bassängen ska tätas¶- omklädningsrummen ska få nya dörrar¶¶Sedan är det klart."
        ],
    );
}

#[test]
fn words_broken_over_lines_are_joined_only_when_it_is_safe() {
    let paragraph = paragraph(
        "Ärendet\nFrågan har behandlats i kommunfullmäkti-\nges beredning, i miljö-\noch byggnadsnämnden, av EU-\nkommissionen och av vox-\nvärdarna. Fler vox-värdar behövs.",
    );
    assert_eq!(
        paragraph.sections[0].text,
        "Frågan har behandlats i kommunfullmäktiges beredning, i miljö- och byggnadsnämnden, av \
         EU-kommissionen och av vox-värdarna. Fler vox-värdar behövs."
    );
}

#[test]
fn papers_are_entries_of_their_own() {
    let paragraph = paragraph(
        "Beslutsunderlag\nTjänsteskrivelsen 2022-05-03\nVerksamhetsberättelse för badet och de andra anläggningar som hör till\nförvaltningen\n1. Kalkyl\n2. Ritning",
    );
    expect![[r#"
        Tjänsteskrivelsen 2022-05-03
        Verksamhetsberättelse för badet och de andra anläggningar som hör till förvaltningen
        Kalkyl
        Ritning"#]]
    .assert_eq(&paragraph.basis.join("\n"));
}

#[test]
fn recipients_stand_in_lines_or_in_a_row() {
    let sent = |text: &str| paragraph(text).sent_to.join(" + ");
    expect!["Tekniska nämnden + Socialnämnderna Norr, Söder + info@lillvik.example"].assert_eq(&sent("Beslutet skickas till\nTekniska nämnden\nSocialnämnderna Norr, Söder\ninfo@lillvik.example"));
    expect!["Tekniska nämnden + akten"].assert_eq(&sent("Exp: Tekniska nämnden, akten"));
}

#[test]
fn earlier_paragraphs_are_named_with_body_and_day() {
    let references = paragraph("Tidigare behandling\nBordlagt den 7 december 2023, § 105 och den 1 februari 2024, § 5. Kommunstyrelsens arbetsutskott\nhar 2024-02-06 § 12 föreslagit bifall enligt 5 kap. 50 § kommunallagen. KSAU 2024-02-13 § 14.").refers_to;
    let rows = references.iter().map(|reference| {
        let date = reference
            .date
            .map(|date| date.to_string())
            .unwrap_or_default();
        format!(
            "{} | {date} | {}",
            reference.body.as_deref().unwrap_or("-"),
            reference.number
        )
    });
    expect![[r#"
        - | 2023-12-07 | 105
        - | 2024-02-01 | 5
        Kommunstyrelsens arbetsutskott | 2024-02-06 | 12
        Kommunstyrelsens arbetsutskott | 2024-02-13 | 14"#]]
    .assert_eq(&rows.collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_language_is_told_where_there_is_enough_text() {
    let language = |text: &str| paragraph(text).language;
    assert_eq!(
        language(
            "Ärendet\nBadet är gammalt och behöver byggas om innan sommaren, annars kan skolorna inte ha simundervisning."
        ),
        Some("sv".to_owned())
    );
    let english = "The swimming hall is old and has to be rebuilt before the summer, since otherwise the schools will not be able to teach the children how to swim. ".repeat(3);
    assert_eq!(
        language(&format!("Ärendet\n{english}")),
        Some("en".to_owned())
    );
    assert_eq!(language("Beslut\nBifall."), None);
}

#[test]
fn a_reference_means_the_body_beside_it_or_the_one_that_acts() {
    let check = |text: &str, expected: &str| {
        let references =
            paragraph(&format!("Tidigare behandling\nFrågan är känd. {text}")).refers_to;
        let rows = references.iter().map(|reference| {
            let date = reference.date.map(|date| date.to_string());
            format!(
                "{} {} {}",
                reference.body.as_deref().unwrap_or("-"),
                date.unwrap_or_default(),
                reference.number
            )
        });
        assert_eq!(rows.collect::<Vec<_>>().join(", "), expected, "{text}");
    };
    check(
        "Kommunfullmäktige 2023-10-17, § 36.",
        "Kommunfullmäktige 2023-10-17 36",
    );
    check(
        "Kommunfullmäktiges protokoll 2023-10-17 § 145.",
        "Kommunfullmäktige 2023-10-17 145",
    );
    check(
        "\n- Kommunfullmäktiges beslut 2019-03-25 § 44",
        "Kommunfullmäktige 2019-03-25 44",
    );
    check("AU § 12 2021-03-02.", "AU 2021-03-02 12");
    check("Jämför KF § 45/2021.", "Kommunfullmäktige  45");
    check(
        "Arbetsutskottet 2021-03-02 § 12.",
        "Kommunstyrelsens arbetsutskott 2021-03-02 12",
    );
    check(
        "Socialnämndens arbetsutskott 2021-03-02 §§ 12 och 14.",
        "Socialnämndens arbetsutskott 2021-03-02 12, Socialnämndens arbetsutskott 2021-03-02 14",
    );
    check(
        "Kommunfullmäktige beslutade att ge socialnämnden i uppdrag att bygga 2021-03-02, § 12.",
        "Kommunfullmäktige 2021-03-02 12",
    );
    check(
        "Kommunfullmäktiges uppdrag till socialnämnden 2021-03-02 § 12 är klart.",
        "Kommunfullmäktige 2021-03-02 12",
    );
    check(
        "Ärendet remitterades till socialnämnden, som 2021-03-02, § 12, avstyrkte.",
        "Socialnämnden 2021-03-02 12",
    );
    check(
        "Styrelsen har 2021-03-02, § 12, återremitterat ärendet.",
        "Kommunstyrelsen 2021-03-02 12",
    );
    check(
        "Enligt 5 kap. 50 § kommunallagen, lagen 2017-06-22 § 4 och MBL § 19 2021-03-02.",
        "",
    );
}

#[test]
fn recipients_stand_under_many_headings() {
    for heading in [
        "Beslutet skickas till",
        "Beslut till:",
        "Utdrag ur protokollet skickas för kännedom till",
        "Paragrafen ska skickas till",
        "Expedieras till:",
        "Delges",
        "Kopia för kännedom",
    ] {
        let sent = paragraph(&format!(
            "Beslut\nPlanen antas.\n\n{heading}\nTekniska nämnden\nAkten"
        ))
        .sent_to;
        assert_eq!(sent, ["Tekniska nämnden", "Akten"], "{heading}");
    }
    let sent =
        paragraph("Beslut\nPlanen antas.\n\nProtokollsutdrag skickas till Tekniska nämnden, akten")
            .sent_to;
    assert_eq!(sent, ["Tekniska nämnden", "akten"]);
}

#[test]
fn labels_above_the_next_number_are_nobodys_text() {
    let minutes = "Lillviks kommun\nKommunfullmäktige\n2024-03-05\n\nParagraf  Diarienummer\n§ 1  KS 2024/1\n\nTaxa\n\nBeslut\nTaxan antas.\n\nSkickas till\nEkonomikontoret\n\nParagraf  Diarienummer\n§ 2  KS 2024/2\n\nBadet\n\nBeslut\nBadet byggs om.\n";
    let paragraphs = parse(minutes).paragraphs;
    let sent_to = paragraphs
        .iter()
        .map(|paragraph| paragraph.sent_to.join(", "));
    assert_eq!(sent_to.collect::<Vec<_>>(), ["Ekonomikontoret", ""]);
}

#[test]
fn a_heading_may_name_an_earlier_paragraph() {
    let refers_to = |text: &str| {
        let references = paragraph(text).refers_to.into_iter();
        let shown = references.map(|reference| {
            format!(
                "{} {}",
                reference.body.unwrap_or_default(),
                reference.number
            )
        });
        shown.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        refers_to(
            "Arbetsutskottets förslag 2024-02-06, § 93\n\nArbetsutskottet föreslår att badet byggs om.\n\nBeslut\n\nBadet byggs om."
        ),
        "Kommunstyrelsens arbetsutskott 93"
    );
    assert_eq!(
        refers_to("Badet byggs enligt anslag 2024-02-06, § 94."),
        " 94"
    );
}
