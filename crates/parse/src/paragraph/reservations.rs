//! Who reserved themselves against a decision.

use std::collections::HashSet;

use paragraf_model::{PersonWithParty, Rule, SectionKind, Span};

use super::blocks::Blocks;
use crate::folding::Folding;
use crate::notes::Sourced;
use crate::people::{self, FoundPerson};
use crate::scan;

/// Words that say that somebody reserves themselves.
const RESERVES: &[&str] = &[
    "anmälde avvikande åsikt",
    "anmäler avvikande åsikt",
    "anmälde avvikande mening",
    "anmäler avvikande mening",
    "reserverar sig",
    "reserverade sig",
    "reservera sig",
    "reserverat sig",
    "reserverar oss",
    "reserverade oss",
    "reserverar mig",
    "reserverade mig",
    "anmäler reservation",
    "anmälde reservation",
    "anmäler skriftlig reservation",
    "anmäler sin reservation",
    "anmäler en skriftlig reservation",
    "lämnar reservation",
    "lämnade reservation",
    "lämnar in reservation",
    "lämnar in en reservation",
    "lämnar in skriftlig reservation",
    "lämnar in en skriftlig reservation",
    "lämnade in en skriftlig reservation",
    "lämnar skriftlig reservation",
    "lämnar en skriftlig reservation",
    "inlämnar skriftlig reservation",
    "inger skriftlig reservation",
    "avger skriftlig reservation",
    "avger reservation",
    "inkommer med reservation",
    "inkommer med skriftlig reservation",
    "inkommer med en skriftlig reservation",
];

/// Where those end who reserve themselves and begins what they want instead.
const IN_FAVOUR: &[&str] = &["till förmån för", "till fördel för", "med hänvisning till"];

/// People who reserve themselves. A party that does so as one is no person, and whom it speaks for is not guessed.
/// `folded` is the text of all sections in small letters.
pub(super) fn reserved(
    sections: &[Blocks<'_, '_, '_>],
    folded: &str,
) -> Vec<Sourced<PersonWithParty>> {
    let mut people = People::default();
    let is_headed = has_kind(sections, SectionKind::Reservation);
    if !is_headed && !speaks_of_reserving(folded) {
        return people.found;
    }
    for section in sections.iter().filter(|section| speaks_of_now(section)) {
        let own = section.part.kind == SectionKind::Reservation;
        // "Reservation av Bo Ek (M)" names them in the heading.
        let heading = section.part.heading.as_deref().filter(|_| own);
        let in_heading = people_in(heading.unwrap_or_default());
        let span = section.heading_span();
        let mut named_before = add(&mut people, in_heading, Rule::ReservesItself, span);
        for (sentence, span) in sentences(section) {
            let folded = sentence.folded();
            if let Some(found) = by_verb(sentence, &folded, named_before) {
                named_before |= add(&mut people, found, Rule::ReservesItself, span);
            } else if announces(&folded) {
                let found = people_in(until_favour(sentence));
                named_before |= add(&mut people, found, Rule::ReservesItself, span);
            } else if own && !named_before && is_name_line(sentence) {
                // A list under the heading; what comes after a sentence that named them are reasons.
                let found = people_in(until_favour(sentence));
                add(&mut people, found, Rule::ListedInSection, span);
            }
        }
    }
    people.found
}

/// Without these words nobody reserves themselves in a text.
fn speaks_of_reserving(folded: &str) -> bool {
    folded.contains("reserv") || folded.contains("avvikande ")
}

/// Whether one of the sections is of a kind.
pub(super) fn has_kind(sections: &[Blocks<'_, '_, '_>], kind: SectionKind) -> bool {
    sections.iter().any(|section| section.part.kind == kind)
}

/// Those of a sentence in which somebody reserves themselves; `None` where nobody does.
fn by_verb(sentence: &str, folded: &str, named_before: bool) -> Option<Vec<PersonWithParty>> {
    if !speaks_of_reserving(folded) {
        return None;
    }
    let (start, end) = RESERVES
        .iter()
        .filter_map(|verb| folded.find(verb).map(|at| (at, at + verb.len())))
        .min()?;
    let before = sentence.get(..start).unwrap_or_default();
    let after = sentence.get(end..).unwrap_or_default();
    if after.starts_with(" inte") || after.starts_with(" ej") {
        return Some(Vec::new());
    }
    let mut found = people_in(before);
    if found.is_empty() {
        found = without_party(before);
    }
    // "Mot beslutet reserverar sig …"; after those who reserve themselves come others' motions and reasons.
    if found.is_empty() && !named_before && !people::party_names::acts(before) {
        let after = until_favour(after);
        found = people_in(after);
        if found.is_empty() {
            found = without_party(after);
        }
    }
    Some(found)
}

/// What stands before `till förmån för Bo Eks (M) yrkande`.
fn until_favour(text: &str) -> &str {
    let folded = text.folded();
    let end = IN_FAVOUR
        .iter()
        .filter_map(|words| folded.find(words))
        .min();
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// Names at the end of a text, where minutes print no parties: `Bo Ek och Fia Gran`.
pub(super) fn without_party(text: &str) -> Vec<PersonWithParty> {
    let text = text.trim_end_matches([' ', '.', ',', ':']);
    let text = [" mot beslutet", " mot beslutet skriftligt", " skriftligt"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let names = people::groups::names_at_end(text).into_iter();
    let people = names.map(|(_, name)| PersonWithParty { name, party: None });
    people.collect()
}

/// `Mot beslutet anmälde Bo Ek (M) reservation.`
fn announces(folded: &str) -> bool {
    let verbs = ["anmäl", "lämna", "avge", "avgav", "anför", "från ", "av "];
    folded.contains("reservation")
        && !folded.contains("reservationsrätt")
        && verbs.iter().any(|verb| folded.contains(verb))
        && !folded.contains("protokollsanteckning")
}

/// The sentences of a section, each with the lines of its block.
pub(super) fn sentences<'b>(
    section: &'b Blocks<'_, '_, '_>,
) -> impl Iterator<Item = (&'b str, Span)> {
    section.blocks.iter().flat_map(|block| {
        let sentences = scan::sentences(&block.text).into_iter();
        sentences.map(|sentence| (sentence, block.span()))
    })
}

/// What is described or listed happened elsewhere.
pub(super) fn speaks_of_now(section: &Blocks<'_, '_, '_>) -> bool {
    match section.part.kind {
        SectionKind::Basis | SectionKind::Recipients | SectionKind::Proposal => false,
        SectionKind::Description => section.part.heading.is_none(),
        _ => true,
    }
}

pub(super) fn people_in(text: &str) -> Vec<PersonWithParty> {
    let mut found = people::find_with_party(text);
    if found.is_empty() {
        found = people::find_with_comma(text);
    }
    found.iter().map(FoundPerson::person).collect()
}

/// Adds those who are not there yet; tells whether there was anybody.
pub(super) fn add(people: &mut People, more: Vec<PersonWithParty>, rule: Rule, span: Span) -> bool {
    let any = !more.is_empty();
    for person in more {
        if people.known.insert(person.clone()) {
            people.found.push(Sourced::new(person, rule, span));
        }
    }
    any
}

/// Those found so far, each once.
#[derive(Default)]
pub(super) struct People {
    pub(super) found: Vec<Sourced<PersonWithParty>>,
    known: HashSet<PersonWithParty>,
}

/// Begins with a name and a party: a line of a list.
pub(super) fn is_name_line(text: &str) -> bool {
    people::find_with_party(text)
        .first()
        .is_some_and(|person| person.range.start == 0)
}
