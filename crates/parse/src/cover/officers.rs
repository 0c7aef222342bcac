//! Chair, secretary and adjusters: from their labels, from signatures, from `Namn, sekreterare`.

use paragraf_model::{PersonWithParty, Rule, Span};

use super::attendance;
use super::fields::{Cell, Field};
use super::labels::Label;
use crate::notes::Sourced;
use crate::people;
use crate::scan;

/// Who led, wrote and adjusts.
#[derive(Debug, Default)]
pub(super) struct Officers {
    pub(super) chair: Option<Sourced<PersonWithParty>>,
    pub(super) secretary: Option<Sourced<PersonWithParty>>,
    pub(super) adjusters: Vec<Sourced<PersonWithParty>>,
    /// Indices of lines that only they take.
    pub(super) lines: Vec<usize>,
}

impl Officers {
    fn add_adjusters(&mut self, people: Vec<PersonWithParty>, rule: Rule, span: Span) {
        for person in people {
            if !self
                .adjusters
                .iter()
                .any(|held| held.value.name == person.name)
            {
                self.adjusters.push(Sourced::new(person, rule, span));
            }
        }
    }
}

pub(super) fn read(fields: &[Field], free: &[Cell]) -> Officers {
    let mut officers = Officers {
        chair: signed(fields, Label::Chair),
        secretary: signed(fields, Label::Secretary),
        ..Officers::default()
    };
    adjusters(fields, &mut officers);
    titled(fields, free, &mut officers);
    name_above_label(fields, free, &mut officers);
    officers
}

/// The name behind a label, once or among the signatures.
fn signed(fields: &[Field], label: Label) -> Option<Sourced<PersonWithParty>> {
    fields
        .iter()
        .filter(|field| field.label == label)
        .flat_map(|field| &field.cells)
        .find_map(|cell| {
            let person = people_in(&cell.text).into_iter().next()?;
            Some(Sourced::new(person, Rule::SignedAs, cell.span))
        })
}

/// Whoever is elected to adjust; where no label says, whoever signs as adjuster.
fn adjusters(fields: &[Field], officers: &mut Officers) {
    for label in [Label::Adjusters, Label::AdjusterSignature] {
        for field in fields.iter().filter(|field| field.label == label) {
            for entry in attendance::entries(&field.cells) {
                let people = people_in(without_deputy(&entry.text));
                officers.add_adjusters(people, Rule::SignedAs, entry.span);
            }
        }
        if !officers.adjusters.is_empty() {
            return;
        }
    }
}

/// Who would adjust in their place does not: `Bo Ek med Cia Al som ersättare`.
fn without_deputy(entry: &str) -> &str {
    let folded = entry.to_lowercase();
    if folded.len() != entry.len() || !folded.contains("ersättare") {
        return entry;
    }
    let cut = [" med ", "ersättare", "ers."]
        .iter()
        .filter_map(|word| folded.find(word))
        .min();
    cut.and_then(|at| entry.get(..at)).unwrap_or(entry)
}

/// Names with or without party in a short text.
fn people_in(text: &str) -> Vec<PersonWithParty> {
    let found = people::find_with_party(text);
    if !found.is_empty() {
        return found.iter().map(people::FoundPerson::person).collect();
    }
    let parts =
        people::split_list(text).map(|part| part.split('(').next().unwrap_or_default().trim());
    parts
        .filter(|part| people::is_full_name(part))
        .map(|part| PersonWithParty {
            name: calm_name(part),
            party: None,
        })
        .collect()
}

/// Names in capitals under signatures read as names.
fn calm_name(name: &str) -> String {
    if scan::is_all_capitals(name) {
        name.split(' ')
            .map(|word| scan::capitalise(&word.to_lowercase()))
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        name.to_owned()
    }
}

/// `Anna Ask, sekreterare`.
fn titled(fields: &[Field], free: &[Cell], officers: &mut Officers) {
    let listed = fields
        .iter()
        .filter(|field| matches!(field.label, Label::Range | Label::Unused | Label::Others))
        .flat_map(|field| &field.cells);
    for cell in free.iter().chain(listed) {
        let Some((name, title)) = cell.text.split_once(',') else {
            continue;
        };
        let Some(person) = people_in(name).into_iter().next() else {
            continue;
        };
        let titled = |person| Sourced::new(person, Rule::TitledAs, cell.span);
        let title = title.trim().trim_end_matches('.').to_lowercase();
        match title.as_str() {
            "ordförande" | "ordf" | "mötesordförande" => {
                officers.chair.get_or_insert(titled(person));
            }
            "justerare" | "protokolljusterare" | "justerande" => {
                officers.add_adjusters(vec![person], Rule::TitledAs, cell.span);
            }
            title
                if title == "protokollförare"
                    || title.ends_with("sekreterare") && !title.contains(',') =>
            {
                officers.secretary.get_or_insert(titled(person));
            }
            _ => continue,
        }
        officers.lines.push(cell.line);
    }
}

/// Signatures with the title under the name: the label's own field is empty then.
fn name_above_label(fields: &[Field], free: &[Cell], officers: &mut Officers) {
    for field in fields.iter().filter(|field| {
        field.cells.is_empty() && matches!(field.label, Label::Chair | Label::Secretary)
    }) {
        let Some(&label_line) = field.lines.first() else {
            continue;
        };
        let above = free
            .iter()
            .rfind(|cell| cell.line < label_line && cell.line + 3 >= label_line);
        let Some((person, cell)) =
            above.and_then(|cell| Some((people_in(&cell.text).into_iter().next()?, cell)))
        else {
            continue;
        };
        let slot = if field.label == Label::Chair {
            &mut officers.chair
        } else {
            &mut officers.secretary
        };
        if slot.is_none() {
            *slot = Some(Sourced::new(person, Rule::SignedAs, cell.span));
            officers.lines.push(cell.line);
        }
    }
}
