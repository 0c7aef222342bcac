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
