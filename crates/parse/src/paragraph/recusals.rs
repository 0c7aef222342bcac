//! Who took no part because of *jäv*.

use paragraf_model::{PersonWithParty, Rule, SectionKind};

use super::blocks::Blocks;
use super::reservations::{
    People, add, has_kind, is_name_line, people_in, sentences, speaks_of_now, without_party,
};
use crate::folding::Folding;
use crate::notes::Sourced;

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
    "jäv anmäldes",
    "jäv har anmälts",
    "anmäler sig jävig",
    "på grund av jävsförhållande",
    "jävsskäl",
    "med anledning av jäv",
    "enligt jävsreglerna",
    "anmälan om jäv",
    "på grund jäv",
];

/// Who took no part because of *jäv*. To take no part in a decision is something else. `folded` is the text of all
/// sections in small letters.
pub(super) fn recused(
    sections: &[Blocks<'_, '_, '_>],
    folded: &str,
) -> Vec<Sourced<PersonWithParty>> {
    let mut people = People::default();
    if !has_kind(sections, SectionKind::Recusal) && !folded.contains("jäv") {
        return people.found;
    }
    for section in sections {
        let now = speaks_of_now(section);
        let own = section.part.kind == SectionKind::Recusal;
        for (sentence, span) in sentences(section) {
            let folded = sentence.folded();
            if !own && !folded.contains("jäv") {
                continue;
            }
            let holds = |words: &[&str]| words.iter().any(|word| folded.contains(word));
            // What is described happened elsewhere, unless it is told in the present.
            let is_present = holds(&["anmäler", "deltar", "lämnar"]);
            let may_say = now || section.part.kind == SectionKind::Description && is_present;
            let says = may_say && holds(RECUSED) && !holds(NOT_RECUSED);
            let stays_out = own && holds(STAYS_OUT);
            let listed = own && is_name_line(sentence) && !holds(STANDS_IN);
            if !(says || stays_out || listed) {
                continue;
            }
            let found = people_in(recused_part(sentence));
            let found = if found.is_empty() {
                nameless_party(sentence)
            } else {
                found
            };
            let rule = if says || stays_out {
                Rule::RecusedWords
            } else {
                Rule::ListedInSection
            };
            add(&mut people, found, rule, span);
        }
    }
    people.found
}

/// What somebody with an interest does.
const STAYS_OUT: &[&str] = &[
    "deltar inte",
    "deltog inte",
    "deltar ej",
    "deltog ej",
    "deltar därför inte",
    "lämnar lokalen",
    "lämnade lokalen",
    "lämnar sammanträdet",
    "lämnade sammanträdet",
    "lämnar salen",
    "lämnade salen",
    "lämnar rummet",
    "lämnade rummet",
    "avstår från att delta",
];

/// Somebody stands in for, or leads the meeting instead of, the one with an interest.
const NOT_RECUSED: &[&str] = &[
    "inte jävig",
    "ej jävig",
    "inget jäv",
    "inte föreligger jäv",
    "jäv föreligger inte",
    "frågan om jäv",
];

/// Tells of somebody who stands in.
const STANDS_IN: &[&str] = &[
    "tjänstgör",
    "ersätter",
    "inträder",
    "går in",
    "leder",
    "ordförande",
];

/// Up to who stands in instead: `…, i hans ställe tjänstgör Fia Gran (M)`.
fn recused_part(sentence: &str) -> &str {
    let folded = sentence.folded();
    let end = [
        "i hans ställe",
        "i hennes ställe",
        "i dennes ställe",
        "i deras ställe",
        "ersätts av",
        "ersättes av",
        "ersattes av",
        "i stället tjänstgör",
        "istället tjänstgör",
        "tjänstgör",
        "inträder",
        "går in som",
        "övertar ordförandeskapet",
        "tar över ordförandeskapet",
    ]
    .iter()
    .filter_map(|words| folded.find(words))
    .filter(|&end| {
        sentence
            .get(..end)
            .is_some_and(|before| !people_in(before).is_empty())
    })
    .min();
    end.and_then(|end| sentence.get(..end)).unwrap_or(sentence)
}

/// `Bo Ek anmäler jäv`, where minutes print no parties.
fn nameless_party(sentence: &str) -> Vec<PersonWithParty> {
    let folded = sentence.folded();
    let verbs = [
        "anmäl",
        "deltar",
        "deltog",
        "har anmält",
        "lämna",
        "är jävig",
        "på grund av",
    ];
    let start = verbs.iter().filter_map(|verb| folded.find(verb)).min();
    let before = start.and_then(|start| sentence.get(..start));
    before.map(without_party).unwrap_or_default()
}
