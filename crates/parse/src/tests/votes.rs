//! Votes: totals, meanings, names.

use expect_test::{Expect, expect};
use paragraf_model::{Ballot, FindingKind, Vote};

use super::support::{paragraph, parse, with_party};

/// Each vote: totals, meanings, names by ballot.
fn check(text: &str, expected: Expect) {
    let votes = paragraph(text).votes;
    expected.assert_eq(&votes.iter().map(show).collect::<Vec<_>>().join("\n"));
}

fn show(vote: &Vote) -> String {
    let number = |number: Option<u32>| number.map_or("-".to_owned(), |number| number.to_string());
    let totals = [vote.yes, vote.no, vote.abstain, vote.absent]
        .map(number)
        .join("/");
    let meanings = format!(
        "{} | {}",
        vote.meaning_yes.as_deref().unwrap_or("-"),
        vote.meaning_no.as_deref().unwrap_or("-")
    );
    let named: Vec<String> = [Ballot::Yes, Ballot::No, Ballot::Abstain, Ballot::Absent]
        .into_iter()
        .map(|ballot| {
            let own = vote.named.iter().filter(|named| named.vote == ballot);
            own.map(|named| with_party(&named.name, named.party.as_deref()))
                .collect::<Vec<_>>()
                .join(", ")
        })
        .collect();
    format!("{totals} | {meanings} | {}", named.join(" / "))
}

#[test]
fn totals_stand_in_figures_and_in_words() {
    check(
        "Omröstning\nOmröstningen utfaller med 40 Ja mot 38 Nej. 3 ledamöter avstår från att rösta. En ledamot är frånvarande.",
        expect!["40/38/3/1 | - | - |  /  /  / "],
    );
    check(
        "Omröstning\nMed fem ja-röster mot sex nej-röster avslås förslaget.",
        expect!["5/6/-/- | - | - |  /  /  / "],
    );
    check(
        "Omröstning\n24 ja-röster och 26 nej-röster. En ledamot avstår.",
        expect!["24/26/1/- | - | - |  /  /  / "],
    );
    check(
        "Omröstning\nFörslaget bifalls med 27 röster mot 14, medan två ledamöter avstår.",
        expect!["27/14/2/- | - | - |  /  /  / "],
    );
    check(
        "Omröstning\nEfter votering 7 - 6 bifalls förslaget.",
        expect!["7/6/-/- | - | - |  /  /  / "],
    );
    check(
        "Omröstningsresultat\nJa: 12, Nej: 3",
        expect!["12/3/-/- | - | - |  /  /  / "],
    );
}

#[test]
fn acclamation_is_no_vote() {
    check(
        "Beslutsgång\nOrdföranden ställer proposition och finner att nämnden bifaller förslaget.",
        expect![""],
    );
}

#[test]
fn a_proposition_tells_what_the_answers_mean() {
    check(
        "Omröstning\nGodkänd voteringsproposition: ”Ja för bifall till förslaget och Nej för avslag.”\nOmröstningen utfaller med 4 Ja mot 3 Nej.",
        expect!["4/3/-/- | bifall till förslaget | avslag |  /  /  / "],
    );
    check(
        "Omröstning\nJa-röst innebär bifall till förslaget. Nej-röst innebär återremiss.\n4 ja-röster mot 3 nej-röster.",
        expect!["4/3/-/- | bifall till förslaget | återremiss |  /  /  / "],
    );
    check(
        "Omröstning\nDen som vill bifalla förslaget röstar ja, den som vill avslå det röstar nej.\n4 ja-röster mot 3 nej-röster.",
        expect!["4/3/-/- | bifalla förslaget | avslå det |  /  /  / "],
    );
}

#[test]
fn names_stand_in_prose_before_what_they_answered() {
    check(
        "Omröstning\nAlva Ask (S), Bo Ek (V) och ordföranden Cia Al (S) röstar Ja (3). Dan Dal (M) röstar Nej (1). Eva Ek (L) avstår från att rösta (1).",
        expect![
            "3/1/1/- | - | - | Alva Ask (S), Bo Ek (V), Cia Al (S) / Dan Dal (M) / Eva Ek (L) / "
        ],
    );
    check(
        "Omröstning\nVid upprop röstar Alva Ask (S) och Bo Ek (V) ja, medan Dan Dal (M) röstar nej.",
        expect!["2/1/-/- | - | - | Alva Ask (S), Bo Ek (V) / Dan Dal (M) /  / "],
    );
}

#[test]
fn names_stand_one_a_line_with_their_answer() {
    check(
        "Omröstning\nAlva Ask (S): Ja\nBo Ek (V) - JA\nDan Dal (M): Nej\nEva Ek (L): Avstår",
        expect!["2/1/1/- | - | - | Alva Ask (S), Bo Ek (V) / Dan Dal (M) / Eva Ek (L) / "],
    );
}

#[test]
fn names_stand_behind_their_answer() {
    check(
        "Omröstning\nJa-röster: Alva Ask (S), Bo Ek (V).\nNej-röster: Dan Dal (M).\nMed resultatet 2 ja-röster mot 1 nej-röst bifalls förslaget.",
        expect!["2/1/-/- | - | - | Alva Ask (S), Bo Ek (V) / Dan Dal (M) /  / "],
    );
}

#[test]
fn crosses_stand_under_their_answer() {
    check(
        "Omröstning\n\nLedamot            Ja      Nej     Avstår\nAlva Ask (S)       X\nBo Ek              X\n(V)\nDan Dal (M)                X\nEva Ek (L)                         X\nSumma              2       1       1",
        expect!["2/1/1/- | - | - | Alva Ask (S), Bo Ek (V) / Dan Dal (M) / Eva Ek (L) / "],
    );
}

#[test]
fn rounds_of_votes_are_kept_apart() {
    check(
        "Omröstning 1\nJa för avgörande idag och Nej för återremiss.\n4 ja-röster mot 3 nej-röster.\n\nOmröstning 2\nJa för bifall och Nej för avslag.\n5 ja-röster mot 2 nej-röster.",
        expect![[r#"
            4/3/-/- | avgörande idag | återremiss |  /  /  / 
            5/2/-/- | bifall | avslag |  /  /  / "#]],
    );
}

#[test]
fn an_earlier_bodys_vote_is_not_the_paragraphs() {
    check(
        "Ärendebeskrivning\nNämnden beslutade efter votering med 6 ja-röster mot 5 nej-röster att föreslå planen.\n\nBeslut\nPlanen antas.",
        expect![""],
    );
}

#[test]
fn an_appendix_tells_how_each_voted() {
    let minutes = parse(
        "§ 7 Bad\n\nBeslut\nBadet byggs.\n\nOmröstning\nOmröstningen utfaller med 2 Ja mot 1 Nej. Hur var och en röstar framgår av bilaga 2.\n\nBilaga 2\nAntal Ja: 2\nAntal Nej: 1\nNamn\nParti\nPlats\nFunktion\nResultat\nAlva Ask\nS\n1\nOrdförande\nJa\nBo Ek Lund\nV\n2 Ersättare\nJa\nDan Dal M\n3 Ledamot\nNej",
    );
    expect!["2/1/-/- | - | - | Alva Ask (S), Bo Ek Lund (V) / Dan Dal (M) /  / "]
        .assert_eq(&show(&minutes.paragraphs[0].votes[0]));
}

#[test]
fn names_that_do_not_add_up_are_told_of() {
    let minutes = parse(
        "§ 7 Bad\n\nOmröstning\nAlva Ask (S), Bo Ek (V) röstar ja (3). Dan Dal (M) röstar nej (1).\nMed 3 ja-röster mot 1 nej-röst bifalls förslaget.",
    );
    let told = minutes
        .findings
        .iter()
        .find(|finding| finding.kind == FindingKind::VoteDoesNotAddUp);
    assert!(told.is_some_and(|finding| finding.message.contains("2 namn")));
}

#[test]
fn what_the_answers_mean_stands_on_lines_of_their_own_or_is_left_to_the_outcome() {
    check(
        "Votering\nJA-röst för bifall till förslaget\nNEJ-röst för avslag\nVid upprop avges 25 JA och 14 NEJ.",
        expect!["25/14/-/- | bifall till förslaget | avslag |  /  /  / "],
    );
    check(
        "Votering\nDen som vill bifalla motionen röstar ja. Den det ej vill röstar nej. Vinner nej avslås motionen.\n4 ja-röster mot 5 nej-röster.",
        expect!["4/5/-/- | bifalla motionen | avslås motionen |  /  /  / "],
    );
    check(
        "Votering\nDen som vill bifalla motionen röstar ja. Den det ej vill röstar nej.\n4 ja-röster mot 5 nej-röster.",
        expect!["4/5/-/- | bifalla motionen | - |  /  /  / "],
    );
}

#[test]
fn totals_stand_behind_their_answer_too() {
    check(
        "Omröstning\nJa 7, Nej 4, Avstår 2.",
        expect!["7/4/2/- | - | - |  /  /  / "],
    );
    check(
        "Omröstning\n7 ja, 4 nej och 2 som avstår.",
        expect!["7/4/2/- | - | - |  /  /  / "],
    );
}

#[test]
fn names_follow_their_answer_in_every_form() {
    for text in [
        "Ja röstar Alva Ask (S) och Bo Ek (V). Nej röstar Dan Dal (M).",
        "JA röstar: Alva Ask (S) och Bo Ek (V)\nNEJ röstar: Dan Dal (M)",
        "Ja-röst avges av Alva Ask (S) och Bo Ek (V).\nNej-röst avges av Dan Dal (M).",
        "Följande röstar ja:\nAlva Ask (S)\nBo Ek (V)\nFöljande röstar nej:\nDan Dal (M)",
        "Ja\nAlva Ask (S)\nBo Ek (V)\nNej\nDan Dal (M)",
        "1 Alva Ask S Ja\n2 Bo Ek V Ja\n3 Dan Dal M Nej",
        "Ja-röster                   Nej-röster\nAlva Ask (S)                Dan Dal (M)\nBo Ek (V)",
        "Med 2 ja-röster, Alva Ask (S) och Bo Ek (V), mot 1 nej-röst, Dan Dal (M), bifalls förslaget.",
    ] {
        let votes = paragraph(&format!("Omröstning\n{text}")).votes;
        let rows: Vec<String> = votes.iter().map(show).collect();
        assert_eq!(
            rows,
            ["2/1/-/- | - | - | Alva Ask (S), Bo Ek (V) / Dan Dal (M) /  / "],
            "{text}"
        );
    }
}

#[test]
fn names_need_no_parties() {
    check(
        "Omröstning\nJa röstar Alva Ask och Bo Ek. Nej röstar Dan Dal.",
        expect!["2/1/-/- | - | - | Alva Ask, Bo Ek / Dan Dal /  / "],
    );
}

#[test]
fn what_somebody_would_have_voted_is_no_vote() {
    check(
        "Omröstning\nAlva Ask (S) röstar ja. Dan Dal (M) röstar nej.\nEva Ek (L) antecknar att om hon haft rösträtt hade hon röstat nej.",
        expect!["1/1/-/- | - | - | Alva Ask (S) / Dan Dal (M) /  / "],
    );
}

#[test]
fn a_table_in_a_decision_is_a_section_of_its_own() {
    let paragraph = paragraph(
        "Beslut\nPlanen antas.\n\nLedamot            Ja      Nej\nAlva Ask (S)       X\nBo Ek (V)          X\nDan Dal (M)                X\n\nReservation\nDan Dal (M) reserverar sig.",
    );
    let kinds: Vec<&str> = paragraph
        .sections
        .iter()
        .map(|section| section.kind.name())
        .collect();
    assert_eq!(kinds, ["decision", "vote", "reservation"]);
    assert_eq!(paragraph.votes[0].named.len(), 3);
}

#[test]
fn letters_under_narrow_columns_are_ballots() {
    let minutes = parse(
        "Kommunfullmäktige\nNärvaro- och omröstningslista           N = närvarande  F = frånvarande\n                                                          § 14\n   Nr   Namn                 Parti Närv  Tjänstgör för      Ja  Nej Avst\n    1   Alva Ask             M     N                        J\n    2   Bo Ek                S     F\n    3   Cia Al               DP    N                                A\n    4   Fia Gran             V     N                            N\n   40   Dan Dal              S     Tj    Bo Ek              J\n                                            Summa           2   1   1\n\n§ 14 Bad\n\nBeslut\nBadet byggs.\n\nOmröstning\nMed 2 ja-röster mot 1 nej-röst byggs badet.\n\n§ 15 Val\n\nBeslut\nVal sker.",
    );
    let votes = minutes.paragraphs.first().map(|paragraph| {
        paragraph
            .votes
            .iter()
            .map(show)
            .collect::<Vec<_>>()
            .join("\n")
    });
    expect!["2/1/1/- | - | - | Alva Ask (M), Dan Dal (S) / Fia Gran (V) / Cia Al (DP) / "]
        .assert_eq(&votes.unwrap_or_default());
}

#[test]
fn who_they_were_may_stand_in_brackets_between_the_totals() {
    check(
        "Behandling\nVid omröstningen avgavs 5 röster för fortsatt behandling (Ask, Ek, Sjö, Gran, Lind), 3 röster för återremiss (Alm, Bok, Asp) och 1 blank (Pil).",
        expect!["5/3/1/- | - | - |  /  /  / "],
    );
}

#[test]
fn the_number_of_a_round_counts_no_votes() {
    check(
        "Omröstning\nOmröstning 2: Ja: 13 Nej: 9",
        expect!["13/9/-/- | - | - |  /  /  / "],
    );
}
