//! Chair, secretary and adjusters: from their labels, from signatures, from `Namn, sekreterare`.

use super::attendance;
use super::fields::{Cell, Field};
use super::labels::Label;
use crate::people;
use crate::scan;

/// Who led, wrote and adjusts.
#[derive(Debug, Default)]
pub(super) struct Officers {
    pub(super) chair: Option<String>,
    pub(super) secretary: Option<String>,
    pub(super) adjusters: Vec<String>,
    /// The adjusters with the parties printed beside them.
    pub(super) adjuster_parties: Vec<(String, Option<String>)>,
    /// Indices of lines that only they take.
    pub(super) lines: Vec<usize>,
}

pub(super) fn read(fields: &[Field], free: &[Cell]) -> Officers {
    let mut officers = Officers {
        chair: signed(fields, Label::Chair),
        secretary: signed(fields, Label::Secretary),
        ..Officers::default()
    };
    adjusters(fields, &mut officers);
    titled(fields, free, &mut officers);
    officers
}

/// The name behind a label, once or among the signatures.
fn signed(fields: &[Field], label: Label) -> Option<String> {
    fields
        .iter()
        .filter(|field| field.label == label)
        .flat_map(|field| &field.cells)
        .find_map(|cell| names(&cell.text).into_iter().next().map(|(name, _)| name))
}

fn adjusters(fields: &[Field], officers: &mut Officers) {
    for label in [Label::Adjusters, Label::AdjusterSignature] {
        for field in fields.iter().filter(|field| field.label == label) {
            for entry in attendance::entries(&field.cells) {
                // Who would adjust in their place does not.
                let folded = entry.to_lowercase();
                let own = folded
                    .find("ersättare")
                    .filter(|_| folded.len() == entry.len())
                    .and_then(|at| entry.get(..at))
                    .unwrap_or(&entry);
                officers.adjuster_parties.extend(names(own));
            }
        }
        if !officers.adjuster_parties.is_empty() {
            break;
        }
    }
    let mut seen: Vec<String> = Vec::new();
    officers.adjuster_parties.retain(|(name, _)| {
        let is_new = !seen.contains(name);
        seen.push(name.clone());
        is_new
    });
    officers.adjusters = seen;
    let mut unique: Vec<String> = Vec::new();
    officers.adjusters.retain(|name| {
        let is_new = !unique.contains(name);
        unique.push(name.clone());
        is_new
    });
}

/// Names with or without party in a short text.
fn names(text: &str) -> Vec<(String, Option<String>)> {
    let found = people::find_with_party(text);
    if !found.is_empty() {
        return found
            .into_iter()
            .map(|person| (person.name, person.party))
            .collect();
    }
    let parts =
        people::split_list(text).map(|part| part.split('(').next().unwrap_or_default().trim());
    parts
        .filter(|part| people::is_full_name(part))
        .map(|part| (scan_calm(part), None))
        .collect()
}

/// Names in capitals under signatures read as names.
fn scan_calm(name: &str) -> String {
    if scan::is_all_capitals(name) {
        name.split(' ')
            .map(|word| scan::capitalise(&word.to_lowercase()))
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        name.to_owned()
    }
}

/// `Anna Ask, sekreterare`, and `Anna Ask` above a line that says `Sekreterare`.
fn titled(fields: &[Field], free: &[Cell], officers: &mut Officers) {
    let listed = fields
        .iter()
        .filter(|field| matches!(field.label, Label::Range | Label::Unused | Label::Others))
        .flat_map(|field| &field.cells);
    for cell in free.iter().chain(listed) {
        let Some((name, title)) = cell.text.split_once([',', '\t']) else {
            continue;
        };
        let (name, title) = (name.trim(), title.trim().to_lowercase());
        let Some((name, _)) = names(name).into_iter().next() else {
            continue;
        };
        let taken = match title.trim_end_matches('.') {
            "sekreterare"
            | "nämndsekreterare"
            | "kommunsekreterare"
            | "mötessekreterare"
            | "utskottssekreterare"
            | "protokollförare" => {
                officers.secretary.get_or_insert(name);
                true
            }
            "ordförande" | "ordf" | "mötesordförande" => {
                officers.chair.get_or_insert(name);
                true
            }
            "justerare" | "protokolljusterare" | "justerande" => {
                if !officers.adjusters.contains(&name) {
                    officers.adjusters.push(name.clone());
                    officers.adjuster_parties.push((name, None));
                }
                true
            }
            _ => false,
        };
        if taken {
            officers.lines.push(cell.line);
        }
    }
    name_above_label(fields, free, officers);
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
        let Some((name, cell)) =
            above.and_then(|cell| Some((names(&cell.text).into_iter().next()?.0, cell)))
        else {
            continue;
        };
        let slot = if field.label == Label::Chair {
            &mut officers.chair
        } else {
            &mut officers.secretary
        };
        if slot.is_none() {
            *slot = Some(name);
            officers.lines.push(cell.line);
        }
    }
}
