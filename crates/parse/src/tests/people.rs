//! People: reservations, recusals, and what is a party.

use expect_test::{Expect, expect};
use paragraf_model::PersonWithParty;

use super::support::{paragraph, with_party};

fn show(people: &[PersonWithParty]) -> String {
    let people = people
        .iter()
        .map(|person| with_party(&person.name, person.party.as_deref()));
    people.collect::<Vec<_>>().join(", ")
}

fn reserved(text: &str, expected: Expect) {
    expected.assert_eq(&show(&paragraph(text).reservations));
}

fn recused(text: &str, expected: Expect) {
    expected.assert_eq(&show(&paragraph(text).recused));
}

#[test]
fn people_reserve_themselves() {
    reserved(
        "Reservation\nAlva Ask (S) och Bo Ek (V) reserverar sig mot beslutet till förmån för Cia Als (L) yrkande.",
        expect!["Alva Ask (S), Bo Ek (V)"],
    );
    reserved(
        "Beslut\nPlanen antas.\n\nMot beslutet reserverar sig Alva Ask (S).",
        expect!["Alva Ask (S)"],
    );
    reserved(
        "Beslut\nPlanen antas.\n\nMot beslutet anmälde Alva Ask (S) reservation.",
        expect!["Alva Ask (S)"],
    );
    reserved(
        "Reservationer\nAlva Ask (S)\nBo Ek (V)",
        expect!["Alva Ask (S), Bo Ek (V)"],
    );
}

#[test]
fn reasons_name_nobody_who_reserves() {
    reserved(
        "Reservation\nAlva Ask (S) reserverar sig mot beslutet:\nModeraterna reserverar sig aldrig, sade Bo Ek (M).",
        expect!["Alva Ask (S)"],
    );
    reserved(
        "Ärendebeskrivning\nAlva Ask (S) reserverade sig i nämnden.\n\nBeslut\nPlanen antas.",
        expect![""],
    );
}

#[test]
fn people_with_an_interest_take_no_part() {
    recused(
        "Jäv\nAlva Ask (S) och Bo Ek (V) deltar inte i handläggningen.",
        expect!["Alva Ask (S), Bo Ek (V)"],
    );
    recused(
        "Protokollsanteckning\nAlva Ask (S) deltar inte i beslutet på grund av jäv.",
        expect!["Alva Ask (S)"],
    );
    recused(
        "Protokollsanteckning\nAlva Ask (S) deltar inte i beslutet.",
        expect![""],
    );
}

#[test]
fn abbreviations_in_brackets_are_no_parties() {
    reserved(
        "Reservation\nAlva Ask (SKR) och Bo Ek (ÖrP) reserverar sig enligt lagen (LOV).",
        expect!["Bo Ek (ÖrP)"],
    );
}

#[test]
fn small_letters_are_parties_of_their_time() {
    reserved(
        "Reservation\nAlva Ask (s) och Bo von Ek (fp) reserverar sig.",
        expect!["Alva Ask (S), Bo von Ek (FP)"],
    );
}

#[test]
fn a_party_that_reserves_itself_hides_whose_motion_it_prefers() {
    reserved(
        "Reservation\nLedamöterna från M och KD reserverar sig till förmån för Bo Eks (M) yrkande.",
        expect![""],
    );
}

#[test]
fn people_share_a_party() {
    reserved(
        "Reservation\nBo Ek och Fia Gran (båda M) reserverade sig mot beslutet.",
        expect!["Bo Ek (M), Fia Gran (M)"],
    );
    reserved(
        "Reservation\nMot beslutet reserverar sig Bo Ek, Fia Gran och Cia Al (samtliga SD) samt Dan Dal (V).",
        expect!["Bo Ek (SD), Fia Gran (SD), Cia Al (SD), Dan Dal (V)"],
    );
    reserved(
        "Reservation\nBo Ek och Fia Gran, båda (M), reserverar sig till förmån för eget yrkande.",
        expect!["Bo Ek (M), Fia Gran (M)"],
    );
}

#[test]
fn people_reserve_themselves_in_many_words() {
    reserved(
        "Reservation från Alva Ask (S)\nMotionen borde ha bifallits.",
        expect!["Alva Ask (S)"],
    );
    reserved(
        "Beslut\nPlanen antas.\n\nReservation mot beslutet anföres av Alva Ask och Bo Ek (båda s).",
        expect!["Alva Ask (S), Bo Ek (S)"],
    );
    reserved(
        "Reservation\nMot beslutet reserverar sig Alva Ask, m, och Bo Ek, c.",
        expect!["Alva Ask (M), Bo Ek (C)"],
    );
    reserved(
        "Reservation\nMot beslutet reserverar sig Alva Ask och Bo Ek.",
        expect!["Alva Ask, Bo Ek"],
    );
    reserved(
        "Reservation\nM-gruppen reserverar sig mot beslutet till förmån för Bo Eks (M) yrkande.",
        expect![""],
    );
}

#[test]
fn who_stands_in_is_not_recused() {
    recused(
        "Jäv\nBo Ek (S) anmäler jäv och lämnar lokalen. Vice ordförande Alva Ask (S) går in som ordförande.",
        expect!["Bo Ek (S)"],
    );
    recused(
        "Jäv\nAlva Ask (L) anmäler jäv och deltar inte i handläggningen. Bo Ek (L) tjänstgör.",
        expect!["Alva Ask (L)"],
    );
    recused(
        "Ärendebeskrivning\nPlanen är klar.\nAlva Ask (L) anmäler jäv och deltar inte i handläggningen.",
        expect!["Alva Ask (L)"],
    );
    recused(
        "Jäv\nPå grund av jäv deltar Alva Ask, c, inte i handläggningen.",
        expect!["Alva Ask (C)"],
    );
}

#[test]
fn case_officers_stand_in_the_text_too() {
    let officers = |text: &str| paragraph(text).case_officers.join(", ");
    assert_eq!(
        officers(
            "Ärendet\nBadet är gammalt.\n\nHandläggare: Alva von Ask, ekonomichef, och Bo Ek\n\nBeslut\nBadet byggs."
        ),
        "Alva von Ask, Bo Ek"
    );
    assert_eq!(
        officers(
            "Ärendet\nBadet är gammalt.\n\nFöredragande\nstadsarkitekt Alva Ask\n\nBeslut\nBadet byggs."
        ),
        "Alva Ask"
    );
    assert_eq!(
        officers(
            "Ärendet\nBadet är gammalt.\n\nBeredningsansvariga\nAlva Ask, ekonom\nBo Ek, fastighetschef\n\nBeslutet skickas till\nKommunstyrelsen"
        ),
        "Alva Ask, Bo Ek"
    );
}

#[test]
fn who_prepared_a_matter_or_dissents_is_told_in_finlands_words() {
    let prepared =
        "Beredning: planerare Alva Ask, tfn 012 345\n\nBadet är gammalt.\n\nBeslut\nBadet byggs.";
    assert_eq!(paragraph(prepared).case_officers.join(", "), "Alva Ask");
    let sentence = "Beredning: Ärendet har beretts av utskottet.\n\nBeslut\nBadet byggs.";
    assert_eq!(paragraph(sentence).case_officers.join(", "), "");
    reserved(
        "Beslut\nBadet byggs.\n\nAvvikande åsikt:\n\nBo Ek och Cia Sjö anmälde avvikande åsikt.",
        expect!["Bo Ek, Cia Sjö"],
    );
}
