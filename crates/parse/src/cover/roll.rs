//! The roll: attendance lists, offices and signatures put together into the record's rows.

use std::collections::{HashMap, HashSet};

use paragraf_model::{Attendee, Finding, FindingKind, Meeting, PersonWithParty, Role};

use super::attendance;
use super::bracketing;
use super::entries::{self, Entry};
use super::fields::{Cell, Field};
use super::labels::Label;
use super::officers::Officers;
use super::row::Row;
use crate::bodies;
use crate::folding::Folding;
use crate::notes::{Notes, Sourced};
use crate::people::{self, parties};

/// Reads the attendance lists and puts chair, secretary and adjusters among them.
pub(super) fn call(
    fields: &[Field],
    bounds: Option<[u32; 2]>,
    officers: Officers,
    meeting: &mut Meeting,
    notes: &mut Notes,
) {
    let mut rows = listed(fields, &officers, notes);
    drop_units(&mut rows);
    name_replaced_in_full(&mut rows);
    hold_offices(officers, meeting, &mut rows, notes);
    let attendees = rows.into_iter().map(|row| row.attendee(bounds));
    meeting.attendees = notes.keep_all("attendees", without_repeats(attendees));
}

/// The role that a list's label gives to those in it.
pub(super) fn list_role(label: Label) -> Option<Role> {
    match label {
        Label::Members => Some(Role::Member),
        Label::ServingSubstitutes => Some(Role::ServingSubstitute),
        Label::Substitutes => Some(Role::Substitute),
        Label::Others => Some(Role::Other),
        Label::Officials => Some(Role::Official),
        _ => None,
    }
}

fn listed(fields: &[Field], officers: &Officers, notes: &mut Notes) -> Vec<Row> {
    let mut entries: Vec<(Role, Entry)> = Vec::new();
    let mut list_from = 0;
    for field in fields {
        let is_signature = |cell: &&Cell| {
            officers
                .signatures
                .iter()
                .any(|&(line, left)| cell.line == line && cell.left == left)
        };
        let own: Vec<Cell> = field
            .cells
            .iter()
            .filter(|cell| !is_signature(cell))
            .cloned()
            .collect();
        if let Some(role) = list_role(field.label) {
            list_from = entries.len();
            let read = if field.is_table {
                entries::of_table(&own)
            } else {
                entries::of(&own)
            };
            entries.extend(read.into_iter().map(|entry| (role, entry)));
        } else if let Label::Parties | Label::Replaced = field.label {
            let list = entries.get_mut(list_from..).unwrap_or_default();
            if !hand_out(field.label, &own, list) {
                let lone = entries::of_table(&own);
                entries.extend(lone.into_iter().map(|entry| (Role::Other, entry)));
            }
        }
    }
    hand_out_parties(&mut entries);
    let dash_means_absent = has_marks(&entries);
    let stand_ins: HashMap<String, String> = entries
        .iter()
        .filter_map(|(_, entry)| stands_in(&entry.text))
        .collect();
    let mut rows = Vec::new();
    for (role, entry) in entries {
        if dash_means_absent && is_dashed(&entry.text) {
            continue;
        }
        let read = attendance::rows(&entry.text, role);
        if read.is_empty() && is_unread(&entry.text) {
            let message = format!(
                "En rad i närvarolistan gick inte att läsa som en person: ”{}”.",
                entry.text
            );
            notes.find(Finding::info(
                FindingKind::AttendanceUnclear,
                entry.span,
                message,
            ));
        }
        rows.extend(read.into_iter().map(|row| row.standing_at(entry.span)));
    }
    for row in rows
        .iter_mut()
        .filter(|row: &&mut Row| row.replaces.is_none())
    {
        row.replaces = stand_ins.get(&row.name).cloned();
    }
    rows
}

/// `Lena Rehnmark m F (Urban Drake)`: who was away, and who came instead.
fn stands_in(text: &str) -> Option<(String, String)> {
    let (absent, rest) = text.split_once(" F (")?;
    let (name, _) = rest.split_once(')')?;
    let absent = bracketing::bracketed(&format!("{absent} F"));
    let absent = people::find_with_party(&absent).into_iter().next()?;
    people::is_full_name(name).then(|| (name.to_owned(), absent.name))
}

/// An entry with letters enough for a name, of which no person was read though the list names people.
fn is_unread(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let folded = text.folded();
    letters > 3
        && !folded.starts_with("samtliga")
        && !attendance::is_elsewhere(&folded)
        && !folded.contains("frånvarande")
        && mark(text) != Some("F")
        && !folded.starts_with("summa ")
        && !folded.starts_with("vakant")
        && !bodies::is_body_name(text)
}

/// A torn column under a label of its own: it fits where it is as long as the list before it.
fn hand_out(label: Label, cells: &[Cell], list: &mut [(Role, Entry)]) -> bool {
    if cells.len() != list.len() || cells.is_empty() {
        return false;
    }
    for ((_, entry), cell) in list.iter_mut().zip(cells) {
        entry.text = match label {
            Label::Parties => entries::with_party(&entry.text, &cell.text),
            _ => format!("{} ersätter {}", entry.text, cell.text),
        };
    }
    true
}

/// All parties after all names, over the borders of lists: they fit where there are as many of them as names.
fn hand_out_parties(entries: &mut Vec<(Role, Entry)>) {
    let is_code = |entry: &Entry| {
        let code = entry.text.trim_matches(['(', ')']);
        code.len() + 2 >= entry.text.len() && parties::is_major(code)
    };
    let codes: Vec<String> = entries
        .iter()
        .filter(|(_, entry)| is_code(entry))
        .map(|(_, entry)| entry.text.clone())
        .collect();
    if codes.len() < 2 {
        return;
    }
    let lacks = |entry: &Entry| {
        people::begins_with_name(&entry.text) && people::find_with_party(&entry.text).is_empty()
    };
    let elected = |(role, entry): &&mut (Role, Entry)| *role != Role::Other && lacks(entry);
    let bare: Vec<&mut (Role, Entry)> = entries.iter_mut().filter(elected).collect();
    if bare.len() == codes.len() {
        for ((_, entry), code) in bare.into_iter().zip(&codes) {
            entry.text = entries::with_party(&entry.text, code);
        }
        entries.retain(|(_, entry)| !is_code(entry));
    }
}

/// A list that marks who came (`X`, `N`, `Tj`) has a dash for who did not.
fn has_marks(entries: &[(Role, Entry)]) -> bool {
    entries.iter().any(|(_, entry)| {
        let text = entry.text.as_str();
        text.starts_with("x ")
            || text.starts_with("X ")
            || mark(text).is_some_and(|mark| mark != "-" && mark != "–")
    })
}

/// The first mark behind name and party.
fn mark(text: &str) -> Option<&str> {
    let rest = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    rest.split_whitespace()
        .next()
        .filter(|word| bracketing::is_mark(word))
}

fn is_dashed(text: &str) -> bool {
    text.starts_with("- ") || text.starts_with("– ") || matches!(mark(text), Some("-" | "–"))
}

/// `Anna Ask (SBF)` among officials belongs to an office: a party is one that an elected person has, too.
fn drop_units(rows: &mut [Row]) {
    let elected = |row: &&Row| !matches!(row.role, Role::Other | Role::Official);
    let shown: Vec<String> = rows
        .iter()
        .filter(elected)
        .filter_map(|row| row.party.clone())
        .collect();
    for row in rows
        .iter_mut()
        .filter(|row| matches!(row.role, Role::Other | Role::Official))
    {
        row.party = row
            .party
            .take()
            .filter(|party| parties::is_major(party) || shown.contains(party));
    }
}

/// `för Ek (M)`: the list's only Ek is meant.
fn name_replaced_in_full(rows: &mut [Row]) {
    let mut bearers: HashMap<String, HashSet<String>> = HashMap::new();
    for row in rows.iter() {
        let surname = row.name.rsplit(' ').next().unwrap_or_default();
        bearers
            .entry(surname.to_owned())
            .or_default()
            .insert(row.name.clone());
    }
    for row in rows.iter_mut() {
        let named = row
            .replaces
            .as_ref()
            .and_then(|surname| bearers.get(surname));
        let only = named
            .filter(|named| named.len() == 1)
            .and_then(|named| named.iter().next());
        row.replaces = only.cloned().or(row.replaces.take());
    }
}

/// Offices by label or signature, else by the title in a list. Who signs without being on a list was not said to
/// be there.
fn hold_offices(officers: Officers, meeting: &mut Meeting, rows: &mut Vec<Row>, notes: &mut Notes) {
    let secretary = officers.secretary.or_else(|| {
        let titled = |row: &&Row| row.title.as_deref().is_some_and(is_secretary);
        rows.iter().find(titled).map(Row::person)
    });
    let listed_chair = || {
        rows.iter()
            .find(|row| row.role == Role::Chair)
            .map(Row::person)
    };
    let chair = officers.chair.or_else(listed_chair);
    let names: HashSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let name = |person: &Sourced<PersonWithParty>| {
        Sourced::new(person.value.name.clone(), person.rule, person.span)
    };
    meeting.chair = notes.keep("chair", chair.as_ref().map(name));
    meeting.secretary = notes.keep("secretary", secretary.as_ref().map(name));
    let adjusters = officers.adjusters.iter().flat_map(|person| {
        let each = each_of(&person.value.name, &names).into_iter();
        each.map(|name| Sourced::new(name, person.rule, person.span))
    });
    let adjusters = adjusters
        .filter(|person| Some(&person.value) != meeting.chair.as_ref())
        .collect();
    meeting.adjusters = notes.keep_all("adjusters", adjusters);
    let unlisted = |person: &Sourced<PersonWithParty>| {
        let name = &person.value.name;
        !names.contains(name.as_str()) && officers.present.contains(name)
    };
    let chair = chair.filter(unlisted);
    // Whoever writes the minutes is there; a list that stands elsewhere would name others, too.
    let has_list = !names.is_empty();
    let secretary =
        secretary.filter(|person| has_list && !names.contains(person.value.name.as_str()));
    for row in rows.iter_mut() {
        if Some(&row.name) == meeting.secretary.as_ref()
            && matches!(row.role, Role::Official | Role::Other)
        {
            row.role = Role::Secretary;
        } else if Some(&row.name) == meeting.chair.as_ref() && row.role == Role::Member {
            row.role = Role::Chair;
        }
    }
    rows.extend(secretary.map(|person| Row::in_office(person, Role::Secretary)));
    if let Some(chair) = chair {
        rows.insert(0, Row::in_office(chair, Role::Chair));
    }
}

/// Two names that have run together (`Cia Al Dan Dal`) are two of those on the list.
fn each_of(name: &str, known: &HashSet<&str>) -> Vec<String> {
    let cuts = name
        .match_indices(' ')
        .filter_map(|(at, _)| Some((name.get(..at)?, name.get(at + 1..)?)));
    let mut parted = cuts.filter(|(one, other)| known.contains(one) && known.contains(other));
    match parted.next().filter(|_| !known.contains(name)) {
        Some((one, other)) => vec![one.to_owned(), other.to_owned()],
        None => vec![name.to_owned()],
    }
}

fn is_secretary(title: &str) -> bool {
    title
        .folded()
        .trim_end_matches('n')
        .ends_with("sekreterare")
}

/// The secretary, and an elected person who has signed, may stand in the list and once more under a label of the office.
fn without_repeats(attendees: impl Iterator<Item = Sourced<Attendee>>) -> Vec<Sourced<Attendee>> {
    let mut seen: HashSet<Attendee> = HashSet::new();
    let mut secretaries: HashSet<String> = HashSet::new();
    let mut elected: HashSet<String> = HashSet::new();
    let is_new = |Sourced { value, .. }: &Sourced<Attendee>| {
        let untitled = value.party.is_some() && value.title.is_none();
        let again = match value.role {
            Role::Secretary => !secretaries.insert(value.name.clone()),
            Role::Official => untitled && elected.contains(&value.name),
            _ => {
                elected.insert(value.name.clone());
                false
            }
        };
        seen.insert(value.clone()) && !again
    };
    attendees.filter(is_new).collect()
}
