//! Entries whose people have no party: officials with their titles, and members where no party is printed.

use paragraf_model::Role;

use super::row::Row;
use super::serving::{is_not_serving, replaced_in};
use crate::folding::Folding;
use crate::people::presence::{self, Presence};
use crate::people::{self, titles};

/// Names and titles in turn: `Anna Ask, ekonomichef, Bo Ek §§ 12-14`.
pub(super) fn rows(entry: &str, role: Role) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut title_leads = false;
    for part in entry.split([',', ';']).flat_map(people::split_at_and) {
        let part = part.trim().trim_end_matches('.');
        let end = part.find(['§', '(']).unwrap_or(part.len());
        let (text, rest) = part.split_at_checked(end).unwrap_or((part, ""));
        let (own, replaced) = match replaced_in(part) {
            Some((start, name)) => (own_name(part.get(..start).unwrap_or_default()), Some(name)),
            None => (text.trim(), None),
        };
        let after_bare_name = rows
            .last()
            .is_some_and(|row: &Row| row.title.is_none() && row.role == role && !title_leads);
        if let Some((title, name)) = name_in(own)
            .filter(|(title, _)| after_bare_name && title.as_deref().is_some_and(is_indefinite))
        {
            // Two columns have run together: the title is the one's before, the name begins the next entry.
            if let Some(row) = rows.last_mut() {
                set_title(row, title.as_deref().unwrap_or_default());
            }
            rows.push(Row::new(name, None, role));
        } else if let Some((title, name)) = name_in(own).or_else(|| {
            name_in(rest.trim_start_matches(':').trim()).filter(|_| titles::is_official(own))
        }) {
            let mut row = Row::new(name, None, role);
            row.presence = Presence::read(rest);
            row.take_title(rest);
            title_leads |= title.is_some() && own.ends_with(row.name.as_str());
            let title = title.or_else(|| rest.starts_with(':').then(|| own.to_owned()));
            set_title(&mut row, title.as_deref().unwrap_or_default());
            rows.push(row);
        } else if let Some(row) = rows.last_mut() {
            if row.presence.is_empty() {
                row.presence = Presence::read(part);
            } else if presence::is_alone(part) {
                row.presence.add_all(Presence::read(part));
            }
            set_title(row, text);
        }
        if let (Some(row), Some(name)) = (rows.last_mut(), replaced) {
            row.serve_for(name);
        }
    }
    share_presence(entry, &mut rows);
    rows
}

/// `Moa Ek och Nils Garp, § 21`: what stands behind two names is said of both.
fn share_presence(entry: &str, rows: &mut [Row]) {
    let parts = || entry.split([',', ';']).map(str::trim);
    for (names, behind) in parts().zip(parts().skip(1)) {
        let pair = names
            .split_once(" och ")
            .filter(|(_, second)| people::is_full_name(second) && presence::is_alone(behind));
        let Some((first, _)) = pair else { continue };
        let alone = |row: &&mut Row| row.presence.is_empty() && first.ends_with(&row.name);
        for row in rows.iter_mut().filter(alone) {
            row.presence = Presence::read(behind);
        }
    }
}

/// `stadsdirektör`, not `stadsdirektören`: who writes the latter writes prose, title first.
fn is_indefinite(title: &str) -> bool {
    !title.ends_with('n')
}

/// The name before `tjänstgör för`, `(ers. för`.
fn own_name(text: &str) -> &str {
    let words = text.split(' ').take_while(|word| {
        people::is_name_word(word) && !word.starts_with('(') || people::is_particle(word)
    });
    let length: usize = words.map(|word| word.len() + 1).sum();
    text.get(..length.min(text.len())).unwrap_or(text).trim()
}

/// Words that tell how or when somebody was there.
const MANNERS: &[&str] = &[
    "t.o.m",
    "fr.o.m",
    "via ",
    "på distans",
    "digital",
    "kl ",
    "ej ",
    "del av",
    "i ",
    "distans",
];

fn set_title(row: &mut Row, title: &str) {
    let title = title.trim().trim_start_matches(['-', '–']).trim_start();
    let folded = title.folded();
    if is_not_serving(title) {
        row.role = Role::Substitute;
        return;
    }
    let elected = matches!(
        row.role,
        Role::Member | Role::Substitute | Role::ServingSubstitute
    );
    if elected || folded.contains("ersättare") {
        let before = row.role;
        row.take_role(title);
        let says_role = ["ledamot", "ersättare", "tj"]
            .iter()
            .any(|word| folded.starts_with(word));
        if row.role != before || row.is_absent || says_role {
            return;
        }
    }
    let is_manner = MANNERS.iter().any(|word| folded.starts_with(word));
    if title.is_empty() || is_manner || title.starts_with(|letter: char| letter.is_ascii_digit()) {
        return;
    }
    if row.title.is_none() {
        row.title = Some(title.to_owned());
    }
    // Where a list stands elsewhere, officials may follow its label at once.
    let speaks_for_others = ["representant", "företrädar", "ombud"]
        .iter()
        .any(|word| folded.contains(word));
    if matches!(row.role, Role::Other | Role::Member)
        && titles::is_official(title)
        && !speaks_for_others
    {
        row.role = Role::Official;
    }
}

/// A full name, with a title before it or behind it perhaps.
fn name_in(text: &str) -> Option<(Option<String>, String)> {
    if people::is_full_name(text) {
        return Some((None, text.to_owned()));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.iter().position(|word| {
        people::is_name_word(word) && !titles::stands_before_names(word) && !word.ends_with('-')
    })?;
    if first > 0 {
        let name = words.get(first..)?.join(" ");
        let title = words.get(..first)?.join(" ");
        let title = title.trim_end_matches(':');
        return (titles::is_official(title) && people::is_full_name(&name))
            .then(|| (Some(title.to_owned()), name));
    }
    let length = words
        .iter()
        .take_while(|word| {
            people::is_name_word(word) && !titles::stands_before_names(word)
                || people::is_particle(word)
        })
        .count();
    let name = words.get(..length)?.join(" ");
    let title = words.get(length..)?.join(" ");
    let title = title.trim_start_matches(['-', '–', ' ']);
    // "Per-Anders Jonsson i Dikanäs" tells him from his namesake.
    let plain = titles::is_official(title)
        || titles::elected_role(title).is_some()
        || title.starts_with("i ");
    (plain && people::is_full_name(&name)).then(|| (Some(title.to_owned()), name))
}
