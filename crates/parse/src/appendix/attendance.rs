//! An attendance list by seats: `Ask, Alva`, party, times of coming and going.

use std::collections::HashMap;

use paragraf_model::{Attendee, Role};

use crate::people;
use crate::people::parties::{self, Code};

/// `Ask, Alva` and the party under it; two names before a party are a member and who stands in.
pub(super) fn read(cells: &[&str]) -> Vec<Attendee> {
    let mut rows = Rows::default();
    let mut names: Vec<String> = Vec::new();
    let mut stray: Option<&str> = None;
    for cell in cells {
        if let Some(name) = turned(cell, stray) {
            names.push(name);
        } else if let Some(Code::Party(party)) =
            parties::read(cell, true).filter(|_| !names.is_empty())
        {
            if let [member] = names.as_slice() {
                rows.add(attendee(member, Some(party.clone()), Role::Member, None));
            } else if let [member, substitute] = names.as_slice() {
                rows.add(attendee(member, Some(party.clone()), Role::Member, None));
                rows.add(attendee(
                    substitute,
                    Some(party.clone()),
                    Role::ServingSubstitute,
                    Some(member),
                ));
            }
            names.clear();
        }
        stray = cell
            .chars()
            .all(|letter| letter.is_alphabetic() || letter == '-')
            .then_some(*cell);
    }
    rows.into_list()
}

/// `Ask, Alva` → `Alva Ask`; a surname's first part may stand alone on the line before.
fn turned(cell: &str, stray: Option<&str>) -> Option<String> {
    let (surname, given) = cell.split_once(',')?;
    let (surname, given) = (surname.trim(), given.trim());
    let plain = |text: &str| !text.is_empty() && text.split(' ').all(people::is_name_word);
    let prefix = stray.filter(|stray| {
        plain(stray)
            && stray.len() > 3
            && !matches!(
                *stray,
                "Utgick" | "Ankom" | "Parti" | "Ersättare" | "Ledamot" | "Plats"
            )
    });
    let prefix = prefix
        .map(|prefix| format!("{prefix} "))
        .unwrap_or_default();
    (plain(surname) && plain(given)).then(|| format!("{given} {prefix}{surname}"))
}

pub(super) fn attendee(
    name: &str,
    party: Option<String>,
    role: Role,
    replaces: Option<&str>,
) -> Attendee {
    Attendee {
        name: name.to_owned(),
        party,
        role,
        title: None,
        replaces: replaces.map(str::to_owned),
        paragraphs: Vec::new(),
    }
}

/// A list as it comes together. Those who come and go stand on it several times.
#[derive(Default)]
pub(super) struct Rows {
    list: Vec<Attendee>,
    places: HashMap<String, Vec<usize>>,
}

impl Rows {
    /// Adds a person who is not there yet in this role.
    pub(super) fn add(&mut self, attendee: Attendee) {
        let places = self.places.entry(attendee.name.clone()).or_default();
        let held = places
            .iter()
            .filter_map(|&place| self.list.get(place))
            .any(|row| row.role == attendee.role);
        if !held {
            places.push(self.list.len());
            self.list.push(attendee);
        }
    }

    /// The person's first row.
    pub(super) fn first_of(&mut self, name: &str) -> Option<&mut Attendee> {
        let place = *self.places.get(name)?.first()?;
        self.list.get_mut(place)
    }

    pub(super) fn into_list(self) -> Vec<Attendee> {
        self.list
    }
}
