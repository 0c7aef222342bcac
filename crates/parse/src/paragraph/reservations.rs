//! Who reserved themselves against a decision, and who took no part because of *jäv*.

use paragraf_model::{PersonWithParty, SectionKind};

use super::decision::Blocks;
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

/// People who reserve themselves; parties that do so as one are left out.
pub(super) fn reserved(sections: &[Blocks<'_, '_, '_>]) -> Vec<PersonWithParty> {
    let mut people = Vec::new();
    for section in sections.iter().filter(|section| speaks_of_now(section)) {
        let own = section.part.kind == SectionKind::Reservation;
        let mut named_before = false;
        for sentence in section
            .blocks
            .iter()
            .flat_map(|block| scan::sentences(&block.text))
        {
            let folded = sentence.to_lowercase();
            let verb = RESERVES
                .iter()
                .find_map(|verb| folded.find(verb).map(|at| (at, at + verb.len())));
            match verb {
                Some((start, end)) => {
                    let before = sentence.get(..start).unwrap_or_default();
                    let after = sentence.get(end..).unwrap_or_default();
                    // What parties think may stand under the names of their members, and other names in what they think.
                    let is_reason = named_before;
                    let named = by_name(before);
                    named_before |= named.is_some();
                    let as_one = |text: &str| as_parties(text).filter(|_| !is_reason);
                    let found = named
                        .or_else(|| as_one(before))
                        .or_else(|| by_name(after))
                        .or_else(|| as_one(after));
                    add(&mut people, found);
                }
                None if announces(&folded) => {
                    add(&mut people, who(sentence));
                }
                // A list under the heading; what comes after a sentence that named them are reasons.
                None if own && !named_before && is_name_line(sentence) => {
                    add(&mut people, who(sentence));
                }
                None => {}
            }
        }
    }
    // A party tells no person; whom it speaks for is not guessed.
    people.retain(|person| people::party_names::acting_as_one(&person.name).is_empty());
    people
}

/// `Mot beslutet anmälde Bo Ek (M) reservation.`
fn announces(folded: &str) -> bool {
    let verbs = ["anmäl", "lämna", "avge", "avgav", "inlämna"];
    folded.contains("reservation")
        && verbs.iter().any(|verb| folded.contains(verb))
        && !folded.contains("protokollsanteckning")
}

pub(super) fn recused(sections: &[Blocks<'_, '_, '_>]) -> Vec<PersonWithParty> {
    let mut people = Vec::new();
    for section in sections.iter().filter(|section| speaks_of_now(section)) {
        let own = section.part.kind == SectionKind::Recusal;
        for sentence in section
            .blocks
            .iter()
            .flat_map(|block| scan::sentences(&block.text))
        {
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
                let found = people::find_with_party(sentence)
                    .iter()
                    .map(FoundPerson::person)
                    .collect();
                add(&mut people, Some(found));
            }
        }
    }
    people
}

/// What is described or listed happened elsewhere.
fn speaks_of_now(section: &Blocks<'_, '_, '_>) -> bool {
    match section.part.kind {
        SectionKind::Basis | SectionKind::Recipients | SectionKind::Proposal => false,
        SectionKind::Description => section.part.heading.is_none(),
        _ => true,
    }
}

/// People with parties, else parties as one.
fn who(text: &str) -> Option<Vec<PersonWithParty>> {
    by_name(text).or_else(|| as_parties(text))
}

fn as_parties(text: &str) -> Option<Vec<PersonWithParty>> {
    let parties = people::party_names::acting_as_one(text);
    (!parties.is_empty()).then_some(parties)
}

fn by_name(text: &str) -> Option<Vec<PersonWithParty>> {
    let people: Vec<PersonWithParty> = people::find_with_party(text)
        .iter()
        .map(FoundPerson::person)
        .collect();
    (!people.is_empty()).then_some(people)
}

/// Adds those who are not there yet.
fn add(people: &mut Vec<PersonWithParty>, more: Option<Vec<PersonWithParty>>) {
    for person in more.unwrap_or_default() {
        if !people.contains(&person) {
            people.push(person);
        }
    }
}

/// Begins with a name and a party: a line of a list.
fn is_name_line(text: &str) -> bool {
    people::find_with_party(text)
        .first()
        .is_some_and(|person| person.range.start == 0)
}
