//! Minutes, extracts, and what is neither.

use paragraf_model::{DocumentKind, FindingKind};

use super::support::parse;

/// The kind, and why where it is no minutes.
fn check(text: &str, expected: DocumentKind, why: &str) {
    let parsed = parse(text);
    assert_eq!(parsed.kind, expected, "{text}");
    let reason = parsed
        .findings
        .iter()
        .find(|finding| finding.kind == FindingKind::NotMinutes);
    assert_eq!(reason.map_or("", |finding| finding.message.as_str()), why);
}

#[test]
fn minutes_hold_numbered_decisions() {
    check(
        "Protokoll\nKommunstyrelsen\n\n§ 1 Val\nBeslut\nVal sker.\n\n§ 2 Bad\nBeslut\nBadet byggs.",
        DocumentKind::Minutes,
        "",
    );
}

#[test]
fn an_extract_says_so_or_holds_one_paragraph_alone() {
    check(
        "Utdrag ur protokoll\nKommunstyrelsen\n\n§ 1 Val\nBeslut\nVal sker.\n\n§ 2 Bad\nBeslut\nBadet byggs.",
        DocumentKind::Extract,
        "",
    );
    check(
        "Kommunstyrelsen\n\n§ 12 Val\nBeslut\nVal sker.",
        DocumentKind::Extract,
        "",
    );
}

#[test]
fn other_documents_are_called_by_their_name() {
    check(
        "Kallelse\nKommunstyrelsen\n\n§ 1 Val\n\n§ 2 Bad",
        DocumentKind::NotMinutes,
        "Filen är en kallelse, inte ett sammanträdesprotokoll.",
    );
    check(
        "Tjänsteskrivelse\n2024-03-05\n\nFörslag till beslut\nBadet byggs.",
        DocumentKind::NotMinutes,
        "Filen är en tjänsteskrivelse, inte ett sammanträdesprotokoll.",
    );
    check(
        "Pressmeddelande\nKommunen bygger bad.",
        DocumentKind::NotMinutes,
        "Filen är ett pressmeddelande, inte ett sammanträdesprotokoll.",
    );
    check(
        "Protokoll\nInspektion av häktet\nIakttagelser\nCellerna var rena.",
        DocumentKind::NotMinutes,
        "Filen är ett inspektionsprotokoll, inte ett sammanträdesprotokoll.",
    );
    check(
        "",
        DocumentKind::NotMinutes,
        "Filen innehåller ingen text att läsa.",
    );
}

#[test]
fn what_opens_with_another_name_only_cites_minutes() {
    check(
        "YTTRANDE                                     1 (2)\nByggnadsnämnden\n\nMark- och miljödomstolen\n\nYttrande i mål nr P 1-13\n\nBakgrund\n\n§ 412 avser bygglov. Tomten ligger vid ån.\n\nBilagor\nProtokollsutdrag 2013-08-27 § 412",
        DocumentKind::NotMinutes,
        "Filen är ett yttrande, inte ett sammanträdesprotokoll.",
    );
    check(
        "Yttrande över budget\nProtokoll\nKommunstyrelsen\n\n§ 1 Val\nBeslut\nVal sker.\n\n§ 2 Bad\nBeslut\nBadet byggs.",
        DocumentKind::Minutes,
        "",
    );
}

#[test]
fn a_summons_with_numbered_proposals_is_no_minutes() {
    check(
        "Kallelse till sammanträde\nKommunstyrelsen\n2024-03-05\n\nVid förhinder meddelas kansliet.\n\n§ 1 Protokoll från föregående möte\n\nFörslag till beslut\nProtokollet läggs till handlingarna.\n\n§ 2 Bad\n\nFörslag till beslut\nBadet byggs.",
        DocumentKind::NotMinutes,
        "Filen är en kallelse, inte ett sammanträdesprotokoll.",
    );
}

#[test]
fn neighbours_minutes_are_told_by_their_small_words() {
    check(
        "Byrådet\nReferat\nDagsorden\n1. Godkendelse af dagsorden\nIndstilling\nForvaltningen indstiller, at dagsordenen godkendes og at sagen ikke udsættes.\nBeslutning\nGodkendt. Fraværende: Ingen.",
        DocumentKind::NotMinutes,
        "Texten är på danska; filen är inget svenskt protokoll.",
    );
}

#[test]
fn an_inspection_s_protokoll_is_no_minutes() {
    check(
        "RIKSDAGENS OMBUDSMÄN\nPROTOKOLL\nFört vid inspektion\nInspektion av Socialnämnden i Lillviks kommun\n\nNärvarande: Alva Ask, Bo Ek och Cia Al\n\n§ 4 Granskade ärenden\nBesluten är fattade utan delegation.\n\n§ 17 Rutiner\nRutinerna beslutas av nämnden.",
        DocumentKind::NotMinutes,
        "Filen är ett inspektionsprotokoll, inte ett sammanträdesprotokoll.",
    );
}

#[test]
fn a_paragraph_s_title_names_no_other_document() {
    check(
        "Kommunstyrelsen\n2024-03-05\n\n§ 1 Val\nBeslut\nVal sker.\n\n§ 2\nDelegationsbeslut\nBeslut\nBesluten antecknas.",
        DocumentKind::Minutes,
        "",
    );
}

#[test]
fn holes_repeats_and_disorder_in_the_numbers_are_told() {
    let kinds = |text: &str| -> Vec<FindingKind> {
        let findings = parse(text).findings;
        findings
            .iter()
            .map(|finding| finding.kind)
            .filter(|kind| {
                matches!(
                    kind,
                    FindingKind::NumberSkipped
                        | FindingKind::NumberRepeated
                        | FindingKind::NumberOutOfOrder
                        | FindingKind::RangeMismatch
                )
            })
            .collect()
    };
    let paragraph = |number: u32, title: &str| {
        format!("§ {number} {title}\nDnr KS 2024/{number}\n\nBeslut\nFörslaget antas.\n\n")
    };
    assert_eq!(
        kinds(&format!("{}{}", paragraph(1, "Val"), paragraph(4, "Bad"))),
        [FindingKind::NumberSkipped]
    );
    assert_eq!(
        kinds(&format!(
            "{}{}{}",
            paragraph(1, "Val"),
            paragraph(2, "Bad"),
            paragraph(2, "Sim")
        )),
        [FindingKind::NumberRepeated]
    );
    assert_eq!(
        kinds(&format!(
            "{}{}{}{}",
            paragraph(7, "Val"),
            paragraph(8, "Bad"),
            paragraph(3, "Sim"),
            paragraph(9, "Hopp")
        )),
        [FindingKind::NumberOutOfOrder, FindingKind::NumberSkipped]
    );
    assert_eq!(
        kinds(&format!(
            "Paragrafer 1-3\n\n{}{}",
            paragraph(1, "Val"),
            paragraph(2, "Bad")
        )),
        [FindingKind::RangeMismatch]
    );
}

#[test]
fn a_paragraph_that_is_published_elsewhere_is_told_of() {
    let parsed = parse(
        "§ 1 Val\n\nOmedelbar justering, se separat protokoll.\n\n§ 2 Bad\n\nBeslut\nBadet byggs.",
    );
    assert!(
        parsed
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::PublishedElsewhere)
    );
}

#[test]
fn an_unknown_layout_keeps_number_title_and_text() {
    let parsed = parse(
        "Hamnrådet\n\n§ 1 :: Öppnande\nMötet öppnades.\n\n§ 2 :: Bryggor\n>> Fendrar köps in.",
    );
    assert!(
        parsed
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::LayoutUnknown)
    );
    let titles: Vec<_> = parsed
        .paragraphs
        .iter()
        .filter_map(|paragraph| paragraph.title.as_deref())
        .collect();
    assert_eq!(titles, ["Öppnande", "Bryggor"]);
    assert_eq!(parsed.paragraphs[1].sections[0].text, ">> Fendrar köps in.");
}
