//! The cover: who met, when and where, and who was there.

use chrono::NaiveDate;
use expect_test::{Expect, expect};
use paragraf_model::{Attendee, Facts, FindingKind, Meeting, RegisterEntry};

use super::support::{parse, source, with_party};

/// The rows of people, one a line.
pub(super) fn people(cover: &str, expected: Expect) {
    let meeting = parse(&format!(
        "{cover}\n\n§ 10 Val\n\nBeslut\nVal sker.\n\n§ 14 Taxa\n\nBeslut\nTaxan antas."
    ))
    .meeting;
    expected.assert_eq(
        &meeting
            .attendees
            .iter()
            .map(show)
            .collect::<Vec<_>>()
            .join("\n"),
    );
}

fn show(attendee: &Attendee) -> String {
    let mut row = format!(
        "{:?} {}",
        attendee.role,
        with_party(&attendee.name, attendee.party.as_deref())
    );
    if let Some(title) = &attendee.title {
        row += &format!(", {title}");
    }
    if let Some(replaced) = &attendee.replaces {
        row += &format!(" for {replaced}");
    }
    if !attendee.paragraphs.is_empty() {
        row += &format!(" {:?}", attendee.paragraphs);
    }
    row
}

pub(super) fn meeting(cover: &str) -> Meeting {
    parse(&format!("{cover}\n\n§ 10 Val\n\nBeslut\nVal sker.")).meeting
}

pub(super) fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[test]
fn names_stand_one_a_line_under_their_role() {
    people(
        "Närvarande ledamöter\nAlva Ask (S), ordförande\nBo Ek (M) 1:e vice ordf.\nCia von Al (fp) §§ 10-12\n\nTjänstgörande ersättare\nDan Dal (V) ersätter Eva Ek (V) §§ 10–11, 14\n\nNärvarande ersättare\nFia Gran (C) ej § 13\n\nÖvriga\nGeir Hök, biträdande förvaltningschef\nIda Is (SD)",
        expect![[r#"
            Chair Alva Ask (S)
            ViceChair Bo Ek (M)
            Member Cia von Al (FP) [[10, 12]]
            ServingSubstitute Dan Dal (V) for Eva Ek [[10, 11], [14, 14]]
            Substitute Fia Gran (C) [[10, 12], [14, 14]]
            Official Geir Hök, biträdande förvaltningschef
            Other Ida Is (SD)"#]],
    );
}

#[test]
fn one_who_serves_and_then_attends_has_two_rows() {
    people(
        "Tjänstgörande ersättare\nAlva Ask (S) Ersätter Bo Ek (S) §§ 10, Ej\n\ntjänstgörande ersättare § 11-14",
        expect![[r#"
            ServingSubstitute Alva Ask (S) for Bo Ek [[10, 10]]
            Substitute Alva Ask (S) [[11, 14]]"#]],
    );
}

#[test]
fn two_columns_are_read_down_each() {
    people(
        "Ledamöter                       Tjänstgörande ersättare\nAlva Ask (S), ordförande        Dan Dal (V) för Eva Ek (V)\nBo Ek (M)                       §§ 10–12\n                                Fia Gran (C)\nÖvriga\nGeir Hök, miljö- och\nbyggnadschef",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (M)
            ServingSubstitute Dan Dal (V) for Eva Ek [[10, 12]]
            ServingSubstitute Fia Gran (C)
            Official Geir Hök, miljö- och byggnadschef"#]],
    );
}

#[test]
fn labels_stand_left_of_their_values() {
    people(
        "Ordförande      Alva Ask (S)\nLedamöter       Bo Ek (M)\n                Cia Al (V) deltar via länk\nErsättare       Dan Dal (V) tjänstgör för Eva Ek (V)\nSekreterare     Fia Gran\nJusterare       Geir Hök med Ida Is som ersättare",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (M)
            Member Cia Al (V)
            ServingSubstitute Dan Dal (V) for Eva Ek
            Secretary Fia Gran"#]],
    );
}

#[test]
fn people_stand_in_prose() {
    people(
        "Närvarande: Alva Ask (S), ordförande, Bo Ek (M), Cia Al (V) t.o.m. § 11 och Dan Dal (C). Tjänstgörande ersättare: Eva Ek (S) för Fia Gran (S).\nÖvriga: stadsdirektören Geir Hök och sekreteraren Ida Is",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (M)
            Member Cia Al (V) [[10, 11]]
            Member Dan Dal (C)
            ServingSubstitute Eva Ek (S) for Fia Gran
            Official Geir Hök, stadsdirektören
            Secretary Ida Is, sekreteraren"#]],
    );
}

#[test]
fn parties_stand_before_the_name_behind_a_comma_or_in_a_table() {
    people(
        "Beslutande\n(C) Alva Ask, ordförande\nBo Ek, s\nM Cia Al",
        expect![[r#"
            Chair Alva Ask (C)
            Member Bo Ek (S)
            Member Cia Al (M)"#]],
    );
    people(
        "Namn            Parti     Tjg     Anmärkning\nAlva Ask        S         Ja      §§ 10–12\nBo Ek           KD        Nej",
        expect![[r#"
            Member Alva Ask (S) [[10, 12]]
            Substitute Bo Ek (KD)"#]],
    );
}

#[test]
fn substitutes_come_in_for_members_that_are_not_named() {
    people(
        "Närvarande: samtliga ledamöter utom Alva Ask och Bo Ek. Som ersättare inträder: Cia Al (S) för Alva Ask (S).",
        expect!["ServingSubstitute Cia Al (S) for Alva Ask"],
    );
}

#[test]
fn a_label_may_take_two_lines_with_values_on_both() {
    people(
        "Beslutande    Alva Ask (S), ordförande\n              Bo Ek (M)\n\nÖvriga        Cia Al, kommunchef\nnärvarande    Dan Dal, sekreterare\n\nEj tjänst-    Eva Ek (V)\ngörande       Fia Gran (C)\nersättare",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (M)
            Official Cia Al, kommunchef
            Secretary Dan Dal, sekreterare
            Substitute Eva Ek (V)
            Substitute Fia Gran (C)"#]],
    );
    people(
        "Beslutande Alva Ask (S), ordförande\nBo Ek (M)\nÖvriga Cia Al, kommunchef\nnärvarande Dan Dal, sekreterare",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (M)
            Official Cia Al, kommunchef
            Secretary Dan Dal, sekreterare"#]],
    );
}

#[test]
fn columns_may_have_run_together() {
    people(
        "Ledamöter Tjänstgörande ersättare\nAlva Ask (S), ordförande Dan Dal (V) för Eva Ek (V)\nBo Ek (M), vice ordförande Fia Gran (C) ersätter Gus Hök (C)\nCia Al (KD)\nErsättare Tjänstepersoner\nIda Is (L) Jon Jul, kommunchef\nKia Kol, sekreterare",
        expect![[r#"
            Chair Alva Ask (S)
            ViceChair Bo Ek (M)
            Member Cia Al (KD)
            ServingSubstitute Dan Dal (V) for Eva Ek
            ServingSubstitute Fia Gran (C) for Gus Hök
            Substitute Ida Is (L)
            Official Jon Jul, kommunchef
            Secretary Kia Kol, sekreterare"#]],
    );
}

#[test]
fn a_wrapped_cell_never_leaves_a_surname_alone() {
    people(
        "Ledamöter                  Tjänstgörande ersättare\nAlva Ask (S)               Dan Dal (V) ersätter Erik\nBo Askerskär               Fors (V) §§ 10-11\nPhilipsson (M) 2:e vice\nordförande\nCia Lindholm-\nEk (C)",
        expect![[r#"
            Member Alva Ask (S)
            ViceChair Bo Askerskär Philipsson (M)
            Member Cia Lindholm-Ek (C)
            ServingSubstitute Dan Dal (V) for Erik Fors [[10, 11]]"#]],
    );
}

#[test]
fn columns_torn_from_the_names_are_handed_out_where_their_number_fits() {
    people(
        "Ledamöter\nAlva Ask, ordf.\nBo Ek\nCia Al\n\nParti\nS\nM\nFP\n\nTjänstgörande ersättare\nDan Dal\nEva Ek\n\nParti\nV\nC\n\nErsätter\nFia Gran\nGus Hök",
        expect![[r#"
            Chair Alva Ask (S)
            Member Bo Ek (M)
            Member Cia Al (FP)
            ServingSubstitute Dan Dal (V) for Fia Gran
            ServingSubstitute Eva Ek (C) for Gus Hök"#]],
    );
    people(
        "Ledamöter\nAlva Ask\nBo Ek\nCia Al\n\nParti\nS\nM",
        expect![[r#"
            Member Alva Ask
            Member Bo Ek
            Member Cia Al"#]],
    );
    people(
        "Närvarande ersättare\nAlva Ask (S)\nBo Ek (M)\nt.o.m. § 11\nfr.o.m. § 12\n\nÖvriga\nCia Al\nDan Dal\nkommundirektör\nsekreterare",
        expect![[r#"
            Substitute Alva Ask (S) [[10, 11]]
            Substitute Bo Ek (M) [[12, 14]]
            Official Cia Al, kommundirektör
            Secretary Dan Dal, sekreterare"#]],
    );
}

#[test]
fn who_is_marked_as_away_is_not_there() {
    people(
        "Ledamöter            Parti   Närvaro   Ja   Nej\nAlva Ask             S       X         X\nBo Ek                M       -\nCia von Al           NL      X              X\n\nErsättare\nDan Dal              M       T         X\nEva Ek               C       N",
        expect![[r#"
            Member Alva Ask (S)
            Member Cia von Al (NL)
            ServingSubstitute Dan Dal (M)
            Substitute Eva Ek (C)"#]],
    );
    people(
        "LEDAMÖTER\nAlva Ask c N Ja\nBo Ek m F (Dan Dal) Ja\n\nERSÄTTARE\nDan Dal m Tj",
        expect![[r#"
            Member Alva Ask (C)
            ServingSubstitute Dan Dal (M) for Bo Ek"#]],
    );
    people(
        "Närvarande\n[X] Alva Ask\n[ ] Bo Ek\n[X] Cia Al",
        expect![[r#"
            Member Alva Ask
            Member Cia Al"#]],
    );
}

#[test]
fn substitution_is_told_in_many_ways() {
    people(
        "Beslutande\nAlva Ask (S) tjänstgör för Bo Ek\nCia Al (M), tjg för Dan Dal (M) §§ 10, 12–14\nEva Ek (V) (ers. för Fia Gran)\nGus Hök (C), tjänstgörande ersättare\nIda Is (L) ersätter vakant plats\nJon Jul, s, ersättare för Kia Kol\n\nÖvriga\nLea Lo (M) ersättare §§ 10-11\nMia Mo (KD), ej tjänstgörande ersättare",
        expect![[r#"
            ServingSubstitute Alva Ask (S) for Bo Ek
            ServingSubstitute Cia Al (M) for Dan Dal [[10, 10], [12, 14]]
            ServingSubstitute Eva Ek (V) for Fia Gran
            ServingSubstitute Gus Hök (C)
            ServingSubstitute Ida Is (L)
            ServingSubstitute Jon Jul (S) for Kia Kol
            Substitute Lea Lo (M) [[10, 11]]
            Substitute Mia Mo (KD)"#]],
    );
}

#[test]
fn units_among_officials_are_no_parties() {
    people(
        "Beslutande\nAlva Ask (ÖrP)\nBo Ek (S)\n\nÖvriga\nCia Al (SBF), planarkitekt\nDan Dal (ÖrP)",
        expect![[r#"
            Member Alva Ask (ÖrP)
            Member Bo Ek (S)
            Official Cia Al, planarkitekt
            Other Dan Dal (ÖrP)"#]],
    );
}

#[test]
fn an_office_may_stand_under_the_name_that_signs() {
    let meeting = meeting(
        "Beslutande\nAlva Ask (S)\nBo Ek (M)\n\nAlva Ask (S)                 Bo Ek (M)\nOrdförande                   Justerare\n\nCia Al\nSekreterare",
    );
    assert_eq!(meeting.chair.as_deref(), Some("Alva Ask"));
    assert_eq!(meeting.secretary.as_deref(), Some("Cia Al"));
    assert_eq!(meeting.adjusters, ["Bo Ek"]);
}

#[test]
fn a_paragraph_tells_who_adjusts_where_no_cover_does() {
    let meeting = parse(
        "Kommunfullmäktige\n2024-03-05\n\n§ 10 Val av justerare\n\nBeslut\nAlva Ask (S) utses att jämte ordföranden justera protokollet. Justeringen äger rum den 12 mars 2024.\n\n§ 11 Bad\n\nBeslut\nBadet byggs.",
    )
    .meeting;
    assert_eq!(meeting.adjusters, ["Alva Ask"]);
    assert_eq!(meeting.adjusted_on, day(2024, 3, 12));
}

#[test]
fn sentences_tell_of_adjustment_and_notice() {
    let meeting = meeting(
        "Kommunstyrelsen 2014-09-01\n\nProtokollet är justerat den 9 september och har\ntillkännagivits på kommunens anslagstavla den 10\nseptember 2014 och anslås till och med den 2 oktober 2014",
    );
    assert_eq!(
        (meeting.adjusted_on, meeting.posted_on, meeting.posted_until),
        (day(2014, 9, 9), day(2014, 9, 10), day(2014, 10, 2))
    );
}

#[test]
fn two_days_may_share_a_month() {
    let days = |cover: &str| {
        let meeting = meeting(cover);
        (meeting.date, meeting.end_date)
    };
    let both = (day(2025, 6, 18), day(2025, 6, 19));
    assert_eq!(days("Datum: 18-19 juni 2025"), both);
    assert_eq!(
        days("Datum: onsdagen den 18 och torsdagen den 19 juni 2025"),
        both
    );
    assert_eq!(
        days("Datum: 30 april–1 maj 2025"),
        (day(2025, 4, 30), day(2025, 5, 1))
    );
}

#[test]
fn breaks_do_not_end_a_meeting() {
    let times = |cover: &str| {
        let meeting = meeting(cover);
        (
            meeting.start_time.unwrap_or_default(),
            meeting.end_time.unwrap_or_default(),
        )
    };
    assert_eq!(
        times("Tid: kl 9.00-12.00 och 13.00-16.30"),
        ("09:00".to_owned(), "16:30".to_owned())
    );
    assert_eq!(
        times("Tid: kl 18.00-21.35, ajournering kl 19.00-19.15"),
        ("18:00".to_owned(), "21:35".to_owned())
    );
    assert_eq!(
        times("Tid 30 september 2008 kl 9.00-17.15 Plats Rådhuset"),
        ("09:00".to_owned(), "17:15".to_owned())
    );
}

#[test]
fn a_body_of_another_body_is_named_in_full() {
    let body = |cover: &str| meeting(cover).body.unwrap_or_default();
    assert_eq!(
        body("SOCIALNÄMNDEN\nARBETSUTSKOTTET\n2024-03-05"),
        "Socialnämndens arbetsutskott"
    );
    assert_eq!(
        body("Kommunstyrelsen, arbetsutskottet\n2024-03-05"),
        "Kommunstyrelsens arbetsutskott"
    );
    assert_eq!(
        body("Programnämnd social välfärd\n2024-03-05"),
        "Programnämnd social välfärd"
    );
    assert_eq!(
        body("Socialnämnden Nordost\n2024-03-05"),
        "Socialnämnden Nordost"
    );
}

#[test]
fn an_association_of_municipalities_is_none_of_them() {
    let minutes = parse(
        "Räddningstjänsten Väst kommunalförbund\nDirektionen\n2024-03-05\n\nBeslutande\nAlva Ask (S), Lunds kommun\nBo Ek (M), Örebro kommun\n\n§ 1 Val\n\nBeslut\nVal sker.",
    );
    assert_eq!(minutes.meeting.municipality, None);
    let found = |text: &str| parse(text).meeting.municipality.map(|found| found.code);
    assert_eq!(
        found(
            "Kommunstyrelsen\n2024-03-05\n\nBeslutande\nAlva Ask (S)\n\nPostadress Box 41 www.lund.se\n\n§ 1 Val\n\nBeslut\nVal sker."
        ),
        Some("1281".to_owned())
    );
}

#[test]
fn a_list_elsewhere_gives_nobody() {
    people("Närvarande ledamöter\nEnligt förteckning", expect![""]);
}

#[test]
fn signatures_tell_who_led_wrote_and_adjusts() {
    let meeting = meeting(
        "Underskrifter   Sekreterare  ................\n                             ALVA ASK\n                Ordförande   ................\n                             Bo Ek\n                Justerande   ................\n                             Cia Al        Dan Dal",
    );
    assert_eq!(meeting.secretary.as_deref(), Some("Alva Ask"));
    assert_eq!(meeting.chair.as_deref(), Some("Bo Ek"));
    assert_eq!(meeting.adjusters, ["Cia Al", "Dan Dal"]);
}

#[test]
fn signatures_may_stand_after_the_last_paragraph() {
    let minutes = parse(
        "§ 10 Val\n\nBeslut\nVal sker.\n\nVid protokollet\n\nAlva Ask\n\nJusteras\n\nBo Ek          Cia Al\nOrdförande     Justerare",
    );
    assert_eq!(minutes.meeting.secretary.as_deref(), Some("Alva Ask"));
    assert_eq!(
        minutes.paragraphs[0]
            .decision
            .as_ref()
            .map(|decision| decision.text.as_str()),
        Some("Val sker.")
    );
}

#[test]
fn the_body_may_take_two_lines() {
    let body = |cover: &str| meeting(cover).body.unwrap_or_default();
    assert_eq!(
        body("Kommunstyrelsens utskott för socialt\nförebyggande arbete\n\nDatum: 2024-03-05"),
        "Kommunstyrelsens utskott för socialt förebyggande arbete"
    );
    assert_eq!(
        body("LILLVIKS KOMMUN\nMILJÖ- OCH BYGGNADSNÄMNDEN\nSammanträdesprotokoll"),
        "Miljö- och byggnadsnämnden"
    );
    assert_eq!(
        body("Kommunfullmäktiges sammanträde\nTid: 2024-03-05"),
        "Kommunfullmäktige"
    );
    assert_eq!(
        body("Lillviks kommuns grundskolenämnd\n2024-03-05"),
        "Grundskolenämnden"
    );
    assert_eq!(
        body("Protokoll fört vid sammanträde med socialnämnden i Lillviks kommun"),
        "Socialnämnden"
    );
    assert_eq!(
        body("Organ     Valnämnden\nDatum     2024-03-05"),
        "Valnämnden"
    );
}

#[test]
fn a_day_is_printed_in_many_ways() {
    let date = |cover: &str| meeting(cover).date;
    assert_eq!(date("Sammanträdesdatum\n2024-02-29"), day(2024, 2, 29));
    assert_eq!(
        date("Kommunstyrelsen\nmåndagen den 8 januari 2007"),
        day(2007, 1, 8)
    );
    assert_eq!(date("Datum: 18.3.2019"), day(2019, 3, 18));
    assert_eq!(
        date("Plats och tid: Rådhuset, 29/2 2024 kl 13"),
        day(2024, 2, 29)
    );
    assert_eq!(date("Justeringsdatum: 2024-03-12"), None);
}

#[test]
fn a_meeting_may_take_two_days() {
    let meeting = meeting("Sammanträdesdatum: 2025-06-18 och 2025-06-19\nTid: kl. 09:30–16:45");
    assert_eq!(
        (meeting.date, meeting.end_date),
        (day(2025, 6, 18), day(2025, 6, 19))
    );
    assert_eq!(
        (meeting.start_time.as_deref(), meeting.end_time.as_deref()),
        (Some("09:30"), Some("16:45"))
    );
}

#[test]
fn place_and_time_may_stand_together() {
    let meeting = meeting(
        "Plats och tid    Rådhuset, sal A, tisdagen den 5 mars 2024 kl. 9.00–11.30, ajournering 10.00–10.15",
    );
    assert_eq!(meeting.place.as_deref(), Some("Rådhuset, sal A"));
    assert_eq!(
        (meeting.start_time.as_deref(), meeting.end_time.as_deref()),
        (Some("09:00"), Some("11:30"))
    );
}

#[test]
fn more_digits_than_a_number_has_are_no_time_and_do_not_hold_up_the_reading() {
    let meeting = meeting("Plats och tid    Rådhuset, tel 08123456789012, kl. 9.00–11.30");
    assert_eq!(
        (meeting.start_time.as_deref(), meeting.end_time.as_deref()),
        (Some("09:00"), Some("11:30"))
    );
}

#[test]
fn days_of_adjustment_and_notice_are_kept_apart() {
    let meeting = meeting(
        "Sammanträdesdatum 2024-02-28\nJusteringens plats och tid   Kansliet 2024-03-05\nDatum för anslags        2024-03-06     Datum för anslags      2024-03-28\nuppsättande                             nedtagande",
    );
    assert_eq!(meeting.date, day(2024, 2, 28));
    assert_eq!(
        (meeting.adjusted_on, meeting.posted_on, meeting.posted_until),
        (day(2024, 3, 5), day(2024, 3, 6), day(2024, 3, 28))
    );
}

#[test]
fn the_cover_states_a_range_of_paragraphs() {
    assert_eq!(meeting("Paragrafer 15–28").paragraph_range, Some([15, 28]));
    assert_eq!(
        meeting("Justerade paragrafer: §§ 5, 7, 9-12").paragraph_range,
        Some([5, 12])
    );
}

#[test]
fn the_municipality_stands_on_the_cover_or_prevails_in_the_text() {
    let found = |text: &str| parse(text);
    assert_eq!(
        found("Örebro kommun\nKommunstyrelsen\n\n§ 1 Val\n\nBeslut\nVal sker.")
            .meeting
            .municipality
            .map(|municipality| municipality.code),
        Some("1880".to_owned())
    );
    let prevails = found(
        "Kommunstyrelsen\n\n§ 1 Val\n\nÄrendet\nÖrebro kommun växer. Örebro kommuns skolor är fulla, och Örebro kommun bygger nya. Lunds kommun gör så.",
    );
    assert_eq!(
        prevails
            .meeting
            .municipality
            .map(|municipality| municipality.code),
        Some("1880".to_owned())
    );
    assert!(
        prevails
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::MunicipalityInferred)
    );
}

#[test]
fn one_mere_mention_never_tells_the_municipality() {
    let minutes = parse("Kommunstyrelsen\n\n§ 1 Val\n\nÄrendet\nVi har lärt av Örebro kommun.");
    assert_eq!(minutes.meeting.municipality, None);
    assert!(
        minutes
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::MunicipalityUnknown)
    );
}

#[test]
fn stated_facts_win_and_contradictions_are_told() {
    let facts = Facts {
        municipality: RegisterEntry::find("Lunds kommun").map(RegisterEntry::municipality),
        body: Some("Socialnämnden".to_owned()),
        date: day(2024, 4, 10),
        filename: None,
    };
    let minutes = crate::parse(
        &source("Örebro kommun\nKommunstyrelsen\n2024-04-09\n\n§ 1 Val\n\nBeslut\nVal sker."),
        &facts,
    );
    assert_eq!(
        (minutes.meeting.body.as_deref(), minutes.meeting.date),
        (Some("Socialnämnden"), day(2024, 4, 10))
    );
    let told = minutes
        .findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::FactContradicted);
    assert_eq!(told.count(), 3);
}

#[test]
fn the_file_name_is_the_last_resort_for_the_day() {
    let facts = Facts {
        filename: Some("valnamnden_240612.pdf".to_owned()),
        ..Facts::default()
    };
    let minutes = crate::parse(
        &source("Valnämnden\n\n§ 1 Val\n\nBeslut\nVal sker."),
        &facts,
    );
    assert_eq!(minutes.meeting.date, day(2024, 6, 12));
    assert!(
        minutes
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::DateInferred)
    );
}
