//! Forms of the cover that few print: two offices in one line, tables with ballots, names over two lines.

use expect_test::expect;
use paragraf_model::Attendee;

use super::cover::{day, meeting, people};
use super::support::parse;

#[test]
fn where_they_met_is_not_the_body_that_met() {
    let meeting = meeting(
        "Organ                Centralen för lärande / Nämnden för lärande\n\nTid                  20.5.2015 kl. 17.00\nPlats                Stadshuset, stadsstyrelsens mötesrum",
    );
    assert_eq!(meeting.body.as_deref(), Some("Nämnden för lärande"));
}

#[test]
fn offices_under_their_names_end_where_the_adjustment_begins() {
    let meeting = meeting(
        "Nämnden för lärande\nUnderskrifter        Alva Ask                      Cia Al\n                     ordförande                    sekreterare\n\nProtokolljustering   Lillvik 25.5.2015\n\n                     Bo Ek                         Dan Dal",
    );
    assert_eq!(meeting.chair.as_deref(), Some("Alva Ask"));
    assert_eq!(meeting.secretary.as_deref(), Some("Cia Al"));
    assert_eq!(meeting.adjusters, ["Bo Ek", "Dan Dal"]);
    assert_eq!(meeting.adjusted_on, day(2015, 5, 25));
}

#[test]
fn paragraphs_may_be_counted_up_behind_another_label() {
    assert_eq!(
        meeting("Ärenden              §§ 53 - 61").paragraph_range,
        Some([53, 61])
    );
    let signed = meeting("Utses att justera: Bo Ek (S)\nSekreterare: §§ 82–94\nCia Al");
    assert_eq!(signed.paragraph_range, Some([82, 94]));
}

#[test]
fn a_digital_adjustment_has_its_day_too() {
    for label in ["Digital justering", "Justeringens tid"] {
        let cover = format!("Justerare            Bo Ek (M)\n{label}      2022-05-20");
        assert_eq!(meeting(&cover).adjusted_on, day(2022, 5, 20), "{label}");
    }
}

#[test]
fn a_break_is_no_part_of_the_place() {
    let meeting = meeting(
        "Plats och tid     Folkets hus, Torget 1, kl 17:00 – 21:48\n                  Mötet ajourneras kl 18:35 – 19:20",
    );
    assert_eq!(meeting.place.as_deref(), Some("Folkets hus, Torget 1"));
}

#[test]
fn page_heads_may_print_the_municipality_on_two_lines() {
    let page = |text: &str| {
        format!("LUND                 PROTOKOLL\nKOMMUN\nKommunfullmäktige\n\n{text}\n")
    };
    let pages = [
        page("Paragrafer  1-2"),
        page("§ 1 Val\n\nBeslut\nVal sker."),
        page("§ 2 Taxa\n\nBeslut\nTaxan antas."),
    ];
    let municipality = parse(&pages.join("\u{0C}")).meeting.municipality;
    assert_eq!(
        municipality.map(|found| found.code),
        Some("1281".to_owned())
    );
}

#[test]
fn a_list_within_another_list_is_the_one_that_is_meant() {
    people(
        "Beslutande: Alva Ask (S), ordförande\nBo Ek (M)\nÖvriga deltagare: Ersättare: Cia Al (V) §§ 10–11\nDan Dal (S)\nTjänstemän: Eva Ek, teknisk chef",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (M)
            Substitute Cia Al (V) [[10, 11]]
            Substitute Dan Dal (S)
            Official Eva Ek, teknisk chef"#]],
    );
}

#[test]
fn a_roll_with_ballots_tells_who_was_there() {
    people(
        "Kommunfullmäktige\n\nNärvaro- och omröstningslista           N = närvarande\n                                                          § 14\n   Nr   Namn                 Parti Närv  Tjänstgör för      Ja   Nej\n    1   Alva Ask             M     N                        J\n    2   Bo Ek                S     F\n    3   Cia Al               SD    N                             N\n  Ersättare\n   40   Dan Dal              S     Tj    Bo Ek              J\n   41   Eva Ek               L     N\n                                                 Summa      2    1",
        expect![[r#"
            Member Alva Ask (M)
            Member Cia Al (SD)
            ServingSubstitute Dan Dal (S) for Bo Ek
            Substitute Eva Ek (L)"#]],
    );
}

#[test]
fn who_chairs_for_a_while_has_two_offices() {
    people(
        "Beslutande\nAlva Ask (S), ordförande §§ 10-11, 13-14\nBo Ek (C), 1:e vice ordförande, ordförande § 12\nCia Al (M), 2:e vice ordförande § 12",
        expect![[r#"
            Chair Alva Ask (S) [[10, 11], [13, 14]]
            ViceChair Bo Ek (C)
            Chair Bo Ek (C) [[12, 12]]
            ViceChair Cia Al (M) [[12, 12]]"#]],
    );
}

#[test]
fn who_serves_only_later_was_a_substitute_before() {
    people(
        "Beslutande ledamöter                      Ersättare\nAlva Ask (S), ordförande                  Bo Ek (M) §§ 10–12\nCia Al (M) §§ 10–12                       Tjänstgör för Cia Al (M)\nDan Dal (V)                               §§ 13–14\n                                          Eva Ek (V)",
        expect![[r#"
            Chair Alva Ask (S)
            Member Cia Al (M) [[10, 12]]
            Member Dan Dal (V)
            Substitute Bo Ek (M) [[10, 12]]
            ServingSubstitute Bo Ek (M) for Cia Al [[13, 14]]
            Substitute Eva Ek (V)"#]],
    );
}

#[test]
fn who_does_not_serve_is_in_nobodys_place() {
    people(
        "Övriga närvarande\nBo Ek (M), ej tjg ers\nCia Al (FR), ej tjg ers\nDan Dal, kommunchef",
        expect![[r#"
            Substitute Bo Ek (M)
            Substitute Cia Al (FR)
            Official Dan Dal, kommunchef"#]],
    );
}

#[test]
fn prose_may_break_within_a_name() {
    people(
        "Beslutande Alva Ask (s), ordförande, Bo Ek (c), Ing-Mari\nVinning Al (s), Dan Dal (m) och Eva\nFalk Gran (v)",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (C)
            Member Ing-Mari Vinning Al (S)
            Member Dan Dal (M)
            Member Eva Falk Gran (V)"#]],
    );
}

#[test]
fn who_answers_for_something_is_an_official() {
    people(
        "Övriga\nAlva Ask kommunsekreterare\nBo Ek redovisningsansvarig § 12",
        expect![[r#"
            Secretary Alva Ask, kommunsekreterare
            Official Bo Ek, redovisningsansvarig [[12, 12]]"#]],
    );
}

#[test]
fn names_under_the_day_of_adjustment_are_signatures() {
    people(
        "Beslutande\nAlva Ask (M), ordförande\nBo Ek (S)\n\nTjänstgörande ersättare\nCia Al (V) för Dan Dal (V)\n\nJusteras den 2019-06-11                         Ordförande\n\nBo Ek (S)                                       Alva Ask (M)",
        expect![[r#"
            Chair Alva Ask (M)
            Member Bo Ek (S)
            ServingSubstitute Cia Al (V) for Dan Dal"#]],
    );
}

/// Two pages of paragraphs, and an appendix on a third.
fn with_appendix(cover: &str, appendix: &str) -> String {
    format!(
        "Kommunfullmäktige\n{cover}\nParagrafer 1-2\n\u{0C}§ 1 Val\n\nBeslut\nVal sker.\n\u{0C}§ 2 Taxa\n\nBeslut\nTaxan antas.\n\u{0C}{appendix}"
    )
}

#[test]
fn the_roll_may_be_an_appendix_that_the_cover_points_to() {
    let names = |cover: &str| {
        let roll = "Bilaga 1\nLedamöter\nAlva Ask (C), ordförande\nBo Ek (M)\nTjänstgörande ersättare\nCia Al (S) för Dan Dal (S)";
        let attendees = parse(&with_appendix(cover, roll)).meeting.attendees;
        let show = |row: &Attendee| format!("{:?} {}", row.role, row.name);
        attendees.iter().map(show).collect::<Vec<_>>().join(", ")
    };
    let elsewhere = "Beslutande Enligt bilaga 1\nÖvriga deltagande Eva Ek, kommunchef";
    assert_eq!(
        names(elsewhere),
        "Official Eva Ek, Chair Alva Ask, Member Bo Ek, ServingSubstitute Cia Al"
    );
    // Without a word on the cover they may be those whom the meeting elected.
    assert_eq!(
        names("Övriga deltagande Eva Ek, kommunchef"),
        "Official Eva Ek"
    );
}

#[test]
fn paragraphs_behind_two_names_are_said_of_both() {
    people(
        "Övriga deltagande\nElevrepresentanterna Alva Ask och Bo Ek, § 11\nekonomichef Cia Al och kommunchef Dan Dal, § 12",
        expect![[r#"
            Other Alva Ask, Elevrepresentanterna [[11, 11]]
            Other Bo Ek [[11, 11]]
            Official Cia Al, ekonomichef
            Official Dan Dal, kommunchef [[12, 12]]"#]],
    );
}

#[test]
fn a_dash_beside_a_name_says_that_nobody_came() {
    people(
        "LEDAMÖTER\nAlva Ask (S), ordf.     X\nBo Ek (M)               -\nCia Al (KD)             X",
        expect![[r#"
            Chair Alva Ask (S)
            Member Cia Al (KD)"#]],
    );
}

#[test]
fn the_day_may_stand_beside_who_adjusts() {
    let meeting = meeting("Justerare:      Bo Ek\nJusteras:       Digitalt 2019-03-19");
    assert_eq!(meeting.adjusted_on, day(2019, 3, 19));
    assert_eq!(meeting.adjusters, ["Bo Ek"]);
}

#[test]
fn a_place_alone_may_stand_behind_the_body() {
    let body = |line: &str| meeting(&format!("PROTOKOLL\n{line}\n2021-06-14")).body;
    assert_eq!(
        body("Kommunfullmäktige i Havsnäs").as_deref(),
        Some("Kommunfullmäktige")
    );
}

#[test]
fn a_party_may_stand_behind_a_comma_or_an_office() {
    people(
        "Beslutande              Alva Ask, ordförande (s)\n                        Bo Ek, (m)\n                        Cia Al, (c), §§ 10-11\n                        Dan Dal, (v) ersätter Eva Ek (v)",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (M)
            Member Cia Al (C) [[10, 11]]
            ServingSubstitute Dan Dal (V) for Eva Ek"#]],
    );
}

#[test]
fn a_deputy_for_who_adjusts_is_no_substitute() {
    people(
        "Beslutande              Alva Ask (S), ordförande\n                        Bo Ek (M)\n\nUtses att justera       Bo Ek                        Ersättare: Alva Ask",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (M)"#]],
    );
}

#[test]
fn a_cross_in_the_column_of_the_absent_is_an_absence() {
    people(
        "NÄRVAROLISTA\nNamn                           Närvarande     Frånvarande     Tjg ers     Anm\nAlva Ask (S) ordf              X\nBo Ek (C)                                     X\nCia Al (V)                     X                                          §§ 10-12\n\nErsättare\nDan Dal (C)                    X                              X           för Bo Ek\nEva Ek (S)                     X",
        expect![[r#"
            Chair Alva Ask (S)
            Member Cia Al (V) [[10, 12]]
            ServingSubstitute Dan Dal (C) for Bo Ek
            Substitute Eva Ek (S)"#]],
    );
}

#[test]
fn a_span_of_time_is_no_part_of_the_place() {
    let meeting = meeting("Plats och tid           Kommunkontoret 08.30 - 11.30");
    assert_eq!(meeting.place.as_deref(), Some("Kommunkontoret"));
}

#[test]
fn who_adjusts_may_stand_behind_by_whom_it_is_done() {
    for cover in ["Justeras av\nBo Ek", "Protokollet justeras av Bo Ek (M)"] {
        assert_eq!(meeting(cover).adjusters, ["Bo Ek"], "{cover}");
    }
}
