//! Who reserved themselves against a decision, and who took no part because of *jäv*.

use paragraf_model::{PersonWithParty, Rule, SectionKind, Span};

use super::decision::Blocks;
use crate::notes::Sourced;
use crate::people::{self, FoundPerson};
use crate::scan;

/// Words that say that somebody reserves themselves.
const RESERVES: &[&str] = &[
    "reserverar sig",
    "reserverade sig",
    "reservera sig",
    "reserverat sig",
    "reserverar oss",
    "anmäler reservation",
    "anmäler skriftlig reservation",
    "lämnar reservation",
    "lämnar skriftlig reservation",
    "lämnar en skriftlig reservation",
    "inkommer med reservation",
];

/// Words that say that somebody takes no part because of *jäv*.
const RECUSED: &[&str] = &[
    "grund av jäv",
    "anmäler jäv",
    "anmälde jäv",
    "p.g.a. jäv",
    "pga jäv",
    "pga. jäv",
    "anmält jäv",
    "jävig",
    "jäv anmäls",
    "på grund jäv",
];

/// People who reserve themselves. A party that does so as one is no person, and whom it speaks for is not guessed.
pub(super) fn reserved(sections: &[Blocks<'_, '_, '_>]) -> Vec<Sourced<PersonWithParty>> {
    let mut people = Vec::new();
    for section in sections.iter().filter(|section| speaks_of_now(section)) {
        let own = section.part.kind == SectionKind::Reservation;
        let mut named_before = false;
        for (sentence, span) in sentences(section) {
            let folded = sentence.to_lowercase();
            let verb = RESERVES
                .iter()
                .find_map(|verb| folded.find(verb).map(|at| (at, at + verb.len())));
            match verb {
                Some((start, end)) => {
                    let before = sentence.get(..start).unwrap_or_default();
                    let after = sentence.get(end..).unwrap_or_default();
                    let said = |text| people_in(text, Rule::ReservesItself, span);
                    named_before |= add(&mut people, said(before));
                    // "Mot beslutet reserverar sig …"; after those who reserve themselves come others' motions and reasons.
                    if !named_before && !people::party_names::acts(before) {
                        named_before |= add(&mut people, said(after));
                    }
                }
                None if announces(&folded) => {
                    let announced = people_in(sentence, Rule::ReservesItself, span);
                    named_before |= add(&mut people, announced);
                }
                // A list under the heading; what comes after a sentence that named them are reasons.
                None if own && !named_before && is_name_line(sentence) => {
                    add(
                        &mut people,
                        people_in(sentence, Rule::ListedInSection, span),
                    );
                }
                None => {}
            }
        }
    }
    people
}

/// `Mot beslutet anmälde Bo Ek (M) reservation.`
fn announces(folded: &str) -> bool {
    let verbs = ["anmäl", "lämna", "avge", "avgav", "inlämna"];
    folded.contains("reservation")
        && verbs.iter().any(|verb| folded.contains(verb))
        && !folded.contains("protokollsanteckning")
}

pub(super) fn recused(sections: &[Blocks<'_, '_, '_>]) -> Vec<Sourced<PersonWithParty>> {
    let mut people = Vec::new();
    for section in sections.iter().filter(|section| speaks_of_now(section)) {
        let own = section.part.kind == SectionKind::Recusal;
        for (sentence, span) in sentences(section) {
            let folded = sentence.to_lowercase();
            let says = RECUSED.iter().any(|words| folded.contains(words));
            let stays_out = [
                "deltar inte",
                "deltog inte",
                "deltar ej",
                "deltog ej",
                "lämnar lokalen",
                "lämnade lokalen",
            ]
            .iter()
            .any(|words| folded.contains(words));
            if says || own && (stays_out || is_name_line(sentence)) {
                let rule = if says || stays_out {
                    Rule::RecusedWords
                } else {
                    Rule::ListedInSection
                };
                add(&mut people, people_in(sentence, rule, span));
            }
        }
    }
    people
}

/// The sentences of a section, each with the lines of its block.
fn sentences<'b>(section: &'b Blocks<'_, '_, '_>) -> impl Iterator<Item = (&'b str, Span)> {
    section.blocks.iter().flat_map(|block| {
        let sentences = scan::sentences(&block.text).into_iter();
        sentences.map(|sentence| (sentence, block.span()))
    })
}

/// What is described or listed happened elsewhere.
fn speaks_of_now(section: &Blocks<'_, '_, '_>) -> bool {
    match section.part.kind {
        SectionKind::Basis | SectionKind::Recipients | SectionKind::Proposal => false,
        SectionKind::Description => section.part.heading.is_none(),
        _ => true,
    }
}

fn people_in(text: &str, rule: Rule, span: Span) -> Vec<Sourced<PersonWithParty>> {
    people::find_with_party(text)
        .iter()
        .map(FoundPerson::person)
        .map(|person| Sourced::new(person, rule, span))
        .collect()
}

/// Adds those who are not there yet; tells whether there was anybody.
fn add(people: &mut Vec<Sourced<PersonWithParty>>, more: Vec<Sourced<PersonWithParty>>) -> bool {
    let any = !more.is_empty();
    for person in more {
        if !people.iter().any(|held| held.value == person.value) {
            people.push(person);
        }
    }
    any
}

/// Begins with a name and a party: a line of a list.
fn is_name_line(text: &str) -> bool {
    people::find_with_party(text)
        .first()
        .is_some_and(|person| person.range.start == 0)
}
