//! Chair, secretary and adjusters: from their labels, from signatures, from `Namn, sekreterare`.

use paragraf_model::{PersonWithParty, Rule, Span};

use super::entries;
use super::fields::{Cell, Field};
use super::labels::{self, Label};
use crate::bodies;
use crate::folding::Folding;
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
    /// Where names stand that are signatures, though a list above seems to go on with them.
    pub(super) signatures: Vec<(usize, f32)>,
    /// Names behind labels that stand among the attendance lists.
    pub(super) present: Vec<String>,
}

impl Officers {
    fn add_adjusters(&mut self, people: Vec<PersonWithParty>, rule: Rule, span: Span) {
        for person in people {
            let held = |held: &Sourced<PersonWithParty>| held.value.name == person.name;
            if !self.adjusters.iter().any(held) {
                self.adjusters.push(Sourced::new(person, rule, span));
            }
        }
    }
}

pub(super) fn read(fields: &[Field], free: &[Cell]) -> Officers {
    let above = Above::of(fields, free);
    let mut officers = Officers {
        chair: above.or_signed(fields, Label::Chair),
        secretary: above.or_signed(fields, Label::Secretary),
        lines: above.names.iter().map(|name| name.line).collect(),
        signatures: above
            .names
            .iter()
            .map(|name| (name.line, name.left))
            .collect(),
        present: present(fields),
        ..Officers::default()
    };
    adjusters(fields, &above, &mut officers);
    titled(fields, free, &mut officers);
    officers
}

/// Who stands behind a label of an office before the adjustment and the signatures was there like those on a list.
fn present(fields: &[Field]) -> Vec<String> {
    let is_end = |field: &&Field| {
        matches!(
            field.label,
            Label::Adjusters
                | Label::Adjustment
                | Label::Range
                | Label::AdjusterSignature
                | Label::Unused
        )
    };
    let lists = |field: &&Field| labels::is_list(field.label);
    let first = fields.iter().position(|field| lists(&field));
    let from = first.map_or(fields.len(), |first| {
        let before = fields.get(..first).unwrap_or_default().iter().rev();
        first
            - before
                .take_while(|field| matches!(field.label, Label::Chair | Label::Secretary))
                .count()
    });
    let own = fields
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|field| !is_end(field));
    let offices = own.filter(|field| matches!(field.label, Label::Chair | Label::Secretary));
    offices
        .flat_map(|field| &field.cells)
        .flat_map(|cell| people_in(&cell.text))
        .map(|person| person.name)
        .collect()
}

/// The name behind a label, once or among the signatures.
fn signed(fields: &[Field], label: Label, beside: bool) -> Option<Sourced<PersonWithParty>> {
    let fields = fields.iter().filter(|field| field.label == label);
    let cells = fields.flat_map(|field| field.cells.iter().map(move |cell| (field, cell)));
    cells
        .filter(|(field, cell)| !beside || field.lines.first() == Some(&cell.line))
        .find_map(|(_, cell)| {
            let person = people_in(&cell.text).into_iter().next()?;
            Some(Sourced::new(person, Rule::SignedAs, cell.span))
        })
}

/// Whoever is elected to adjust; where no label says, whoever signs as adjuster.
fn adjusters(fields: &[Field], above: &Above, officers: &mut Officers) {
    for label in [
        Label::Adjusters,
        Label::Adjustment,
        Label::AdjusterSignature,
    ] {
        if above.is_whole {
            above.adjusters(|other| other == label, officers);
        }
        for field in fields.iter().filter(|field| field.label == label) {
            let own: Vec<Cell> = field
                .cells
                .iter()
                .filter(|cell| !above.takes(cell))
                .cloned()
                .collect();
            for entry in entries::of(&own) {
                let people = people_in(without_deputy(&entry.text));
                officers.add_adjusters(people, Rule::SignedAs, entry.span);
            }
        }
        if !officers.adjusters.is_empty() {
            return;
        }
    }
    above.adjusters(
        |label| matches!(label, Label::Adjusters | Label::AdjusterSignature),
        officers,
    );
}

/// Who would adjust in their place does not: `Bo Ek med Cia Al som ersättare`.
fn without_deputy(entry: &str) -> &str {
    let folded = entry.folded();
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
    if bodies::find(text).is_some() || is_letterspaced(text) {
        return Vec::new();
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

/// `A N S L A G`: letters, no names.
fn is_letterspaced(text: &str) -> bool {
    text.contains(' ') && text.split(' ').all(|word| word.chars().count() == 1)
}

/// Names in capitals under signatures read as names.
fn calm_name(name: &str) -> String {
    if scan::is_all_capitals(name) {
        name.split(' ')
            .map(|word| scan::capitalise(&word.folded()))
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        name.to_owned()
    }
}

/// `Anna Ask, sekreterare`, `Bo Ek (M) justerare`.
fn titled(fields: &[Field], free: &[Cell], officers: &mut Officers) {
    let in_list = |field: &&Field| labels::is_list(field.label) && field.label != Label::Others;
    let held = fields
        .iter()
        .filter(|field| !in_list(field))
        .flat_map(|field| &field.cells);
    for cell in free.iter().chain(held) {
        let Some((name, title)) = name_and_title(&cell.text) else {
            continue;
        };
        let Some(person) = people_in(name).into_iter().next() else {
            continue;
        };
        let titled = |person| Sourced::new(person, Rule::TitledAs, cell.span);
        let title = title.trim().trim_end_matches('.').folded();
        match title.as_str() {
            "ordförande" | "ordf" | "mötesordförande" | "tjänstgörande ordförande" => {
                officers.chair.get_or_insert(titled(person));
            }
            "justerare" | "protokolljusterare" | "protokollsjusterare" | "justerande" => {
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

fn name_and_title(text: &str) -> Option<(&str, &str)> {
    if let Some(parted) = text.split_once(',') {
        return Some(parted);
    }
    let (name, title) = text.rsplit_once(' ')?;
    let whole = name.ends_with(')') || people::is_full_name(name);
    (whole && scan::begins_small(title)).then_some((name, title))
}

/// So many lines may lie between a name and the office under it: a rule to sign on, a party.
const NEAR: usize = 3;

/// Signatures whose office stands under the name.
struct Above {
    names: Vec<Signed>,
    /// All signatures are such: what stands under an office is the next one's name.
    is_whole: bool,
}

struct Signed {
    label: Label,
    person: PersonWithParty,
    line: usize,
    left: f32,
    span: Span,
}

impl Above {
    fn of(fields: &[Field], free: &[Cell]) -> Above {
        let is_office = |field: &&Field| {
            let alone = field
                .cells
                .iter()
                .all(|cell| field.lines.first() != Some(&cell.line));
            alone
                && matches!(
                    field.label,
                    Label::Chair | Label::Secretary | Label::AdjusterSignature | Label::Adjusters
                )
        };
        let offices: Vec<&Field> = fields.iter().filter(is_office).collect();
        let held = fields.iter().flat_map(|field| &field.cells);
        let cells: Vec<&Cell> = free
            .iter()
            .chain(held)
            .filter(|cell| !people_in(&cell.text).is_empty())
            .collect();
        let found: Vec<Option<Signed>> = offices
            .iter()
            .map(|field| name_above(field, &cells))
            .collect();
        let first = found.first().is_some_and(Option::is_some);
        let has_person = |field: &Field| {
            field
                .cells
                .iter()
                .any(|cell| !people_in(&cell.text).is_empty())
        };
        let is_whole = first && !offices.last().is_some_and(|last| has_person(last));
        // One office may lack its name; then only what no other label has can be it.
        let own: Vec<&Cell> = free
            .iter()
            .filter(|cell| !people_in(&cell.text).is_empty())
            .collect();
        let signed_by = offices
            .iter()
            .filter(|field| field.label == Label::AdjusterSignature);
        let own: Vec<&Cell> = own
            .into_iter()
            .chain(signed_by.flat_map(|field| &field.cells))
            .collect();
        let lone = |field: &Field| {
            let lacks = !has_person(field);
            lacks
                .then(|| name_above(field, &own).or_else(|| name_below(field, &own, &offices)))
                .flatten()
        };
        let names: Vec<Signed> = match is_whole {
            true => found.into_iter().flatten().collect(),
            false => offices.iter().filter_map(|field| lone(field)).collect(),
        };
        Above { names, is_whole }
    }

    fn or_signed(&self, fields: &[Field], label: Label) -> Option<Sourced<PersonWithParty>> {
        let own = self.names.iter().find(|name| name.label == label);
        let above = own.map(|name| Sourced::new(name.person.clone(), Rule::SignedAs, name.span));
        let beside = signed(fields, label, true);
        match self.is_whole {
            true => beside.or(above),
            false => beside.or_else(|| signed(fields, label, false)).or(above),
        }
    }

    fn adjusters(&self, is_own: impl Fn(Label) -> bool, officers: &mut Officers) {
        for name in self.names.iter().filter(|name| is_own(name.label)) {
            officers.add_adjusters(vec![name.person.clone()], Rule::SignedAs, name.span);
        }
    }

    fn takes(&self, cell: &Cell) -> bool {
        self.is_whole
            && self
                .names
                .iter()
                .any(|name| name.line == cell.line && (name.left - cell.left).abs() < 0.5)
    }
}

/// The nearest name over an office, in its column.
fn name_above(field: &Field, cells: &[&Cell]) -> Option<Signed> {
    let line = field.lines.first().copied()?;
    let near = cells
        .iter()
        .filter(|cell| cell.line < line && cell.line + NEAR >= line);
    let nearest = near.min_by(|one, other| {
        let away = |cell: &Cell| (line - cell.line, (cell.left - field.left).abs());
        let ((lines, columns), (more_lines, more_columns)) = (away(one), away(other));
        lines
            .cmp(&more_lines)
            .then(columns.total_cmp(&more_columns))
    })?;
    let in_column = (nearest.left - field.left).abs() < 12.0 || field.place_in_crowd > 0;
    // "Ingegerd Hallenborg Rickard Sjölund" over "Ordförande Justerare": in the same order.
    let person = signers(&nearest.text)
        .into_iter()
        .nth(field.place_in_crowd)?;
    in_column.then_some(Signed {
        label: field.label,
        person,
        line: nearest.line,
        left: nearest.left,
        span: nearest.span,
    })
}

/// Another label between the office and its name: `Sekreterare` / `Paragrafer` / `61-62` / `Lars Dyne`.
fn name_below(field: &Field, cells: &[&Cell], offices: &[&Field]) -> Option<Signed> {
    let line = field.lines.first().copied()?;
    let offices = offices
        .iter()
        .filter_map(|other| other.lines.first().copied());
    let next = offices
        .filter(|&other| other > line)
        .min()
        .unwrap_or(usize::MAX);
    let cell = cells
        .iter()
        .find(|cell| cell.line > line && cell.line < next && cell.line <= line + NEAR + 1)?;
    Some(Signed {
        label: field.label,
        person: people_in(&cell.text).into_iter().next()?,
        line: cell.line,
        left: cell.left,
        span: cell.span,
    })
}

/// The people of a line of signatures whose columns may have run together.
fn signers(text: &str) -> Vec<PersonWithParty> {
    let words: Vec<&str> = text.split(' ').collect();
    let plain = people::is_full_name(text) && !words.iter().any(|word| people::is_particle(word));
    if words.len() == 4 && plain {
        let name = |words: &[&str]| PersonWithParty {
            name: calm_name(&words.join(" ")),
            party: None,
        };
        return words.chunks(2).map(name).collect();
    }
    people_in(text)
}
