//! Who reserved themselves against a decision, and who took no part because of *jäv*.

use paragraf_model::{PersonWithParty, SectionKind};

use super::decision::Blocks;
use crate::people;
use crate::scan;

/// Parties as their members are called when a whole party reserves itself.
pub(super) fn reserved(sections: &[Blocks<'_, '_, '_>]) -> Vec<PersonWithParty> {
    let mut people = Vec::new();
    for section in sections {
        for block in &section.blocks {
            for sentence in sentences(&block.text) {
                let folded = sentence.to_lowercase();
                let reserves = [
                    "reserverar sig",
                    "reserverade sig",
                    "reservera sig",
                    "reserverat sig",
                    "anmäler reservation",
                    "lämnar reservation",
                    "lämnar skriftlig reservation",
                    "inkommer med reservation",
                    "reservation från",
                    "reservation av",
                ]
                .iter()
                .find_map(|verb| folded.find(verb).map(|at| (at, *verb)));
                let listed =
                    section.part.kind == SectionKind::Reservation && is_name_line(sentence);
                match reserves {
                    Some((at, verb)) if verb.starts_with("reservation ") => {
                        add(&mut people, sentence, at, sentence.len());
                    }
                    Some((at, _)) => add(&mut people, sentence, 0, at),
                    None if listed => add(&mut people, sentence, 0, sentence.len()),
                    None => {}
                }
            }
        }
    }
    people
}

pub(super) fn recused(sections: &[Blocks<'_, '_, '_>]) -> Vec<PersonWithParty> {
    let mut people = Vec::new();
    for section in sections {
        let own = section.part.kind == SectionKind::Recusal;
        for block in &section.blocks {
            for sentence in sentences(&block.text) {
                let folded = sentence.to_lowercase();
                let says = [
                    "på grund av jäv",
                    "anmäler jäv",
                    "anmälde jäv",
                    "p.g.a. jäv",
                    "pga jäv",
                    "grund av jäv",
                    "anmält jäv",
                    "är jävig",
                    "jävig",
                    "jäv anmäls",
                ]
                .iter()
                .any(|words| folded.contains(words));
                if says
                    || (own
                        && (folded.contains("deltar inte")
                            || folded.contains("deltog inte")
                            || folded.contains("deltar ej")
                            || is_name_line(sentence)))
                {
                    add(&mut people, sentence, 0, sentence.len());
                }
            }
        }
    }
    people
}

fn add(people: &mut Vec<PersonWithParty>, sentence: &str, from: usize, to: usize) {
    let part = sentence.get(from..to).unwrap_or(sentence);
    for found in people::find_with_party(part) {
        let person = found.person();
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

/// Parts a text at full stops that end sentences.
fn sentences(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(". ") {
        let next = text.get(at + 2..).unwrap_or_default();
        let abbreviates = text
            .get(from..at)
            .and_then(|part| part.rsplit(' ').next())
            .is_some_and(|word| word.chars().count() <= 2);
        if scan::is_capitalised(next) && !abbreviates {
            parts.extend(text.get(from..=at));
            from = at + 2;
        }
    }
    parts.extend(text.get(from..));
    parts
}
