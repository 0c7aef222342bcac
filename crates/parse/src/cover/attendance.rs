//! Who was there: entries of the attendance lists become rows of people with party, role and paragraphs.

use paragraf_model::Role;

use super::bracketing;
use super::labels;
use super::roll;
use super::row::Row;
use super::serving::{is_not_serving, replaces, stints};
use super::titled;
use crate::folding::Folding;
use crate::people::presence::Presence;
use crate::people::{self, FoundPerson, titles};

/// Reads one entry. `role` is what the list it stands in says.
pub(super) fn rows(entry: &str, role: Role) -> Vec<Row> {
    let Some(entry) = without_box(entry) else {
        return Vec::new();
    };
    let folded = entry.folded();
    if folded.starts_with("samtliga") {
        return instead_of_the_absent(entry);
    }
    if is_elsewhere(&folded) {
        return Vec::new();
    }
    let entry = bracketing::bracketed(entry);
    let found = people::find_with_party(&entry);
    let mut rows = if found.is_empty() {
        titled::rows(&entry, role)
    } else {
        with_parties(&entry, &found, role)
    };
    rows.retain(|row| !row.is_absent && !is_vacant(&row.name));
    for row in &mut rows {
        row.replaces = row.replaces.take().filter(|name| !is_vacant(name));
    }
    rows
}

/// The list says that it stands elsewhere, or that nobody was there.
pub(super) fn is_elsewhere(folded: &str) -> bool {
    folded.starts_with("se ")
        || folded.starts_with("enligt ")
        || matches!(
            folded.trim_end_matches('.'),
            "ingen" | "inga" | "-" | "–" | "---"
        )
}

fn is_vacant(name: &str) -> bool {
    name.folded().starts_with("vakan")
}

/// `Samtliga ledamöter utom A och B. Som ersättare inträder: C (S) för A (S)`: the members are not named.
fn instead_of_the_absent(entry: &str) -> Vec<Row> {
    let substitutes = ["inträder", "inträdde", "tjänstgör", "ersättare:"]
        .iter()
        .find_map(|word| entry.split_once(word))
        .map(|(_, rest)| rest.trim_start_matches([':', ' ']));
    substitutes
        .map(|rest| {
            with_parties(
                rest,
                &people::find_with_party(rest),
                Role::ServingSubstitute,
            )
        })
        .unwrap_or_default()
}

/// The entry without what stands before its name; `None` where an empty box says that nobody came.
fn without_box(entry: &str) -> Option<&str> {
    let entry = entry.trim();
    if ["[ ]", "[]", "☐"]
        .iter()
        .any(|empty| entry.starts_with(empty))
    {
        return None;
    }
    let entry = ["[X]", "[x]", "☒", "☑", "✓", "- ", "– ", "• ", "x ", "X "]
        .iter()
        .find_map(|mark| entry.strip_prefix(mark))
        .unwrap_or(entry)
        .trim_start();
    let unnumbered = entry.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = unnumbered.len() < entry.len() && unnumbered.starts_with(['.', ' ', ')']);
    let bare = unnumbered.trim_start_matches(['.', ' ', ')']);
    Some(if numbered { bare } else { entry.trim() })
}

fn with_parties(entry: &str, found: &[FoundPerson], list_role: Role) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut role = list_role;
    let first = found.first().map_or(0, |person| person.range.start);
    let opening = entry.get(..first).unwrap_or_default();
    let titles_lead = titles::elected_role(opening).is_some() || titles::is_official(opening);
    let mut lead = opening;
    for (place, person) in found.iter().enumerate() {
        let next = found.get(place + 1).map(|next| next.range.start);
        let gap = entry
            .get(person.range.end..next.unwrap_or(entry.len()))
            .unwrap_or_default();
        let (tail, next_role) = at_label(gap, role);
        let (tail, next_lead) = match next {
            Some(_) if tail.len() == gap.len() => before_title(tail, titles_lead),
            _ => (tail, ""),
        };
        if replaces(lead) && !rows.is_empty() {
            // "Bo Ek (M) §§ 1-5, tjänstgör för Cia Al (M) §§ 6-9": there, and then with a vote.
            let serves_later = rows.last().filter(|row| row.serves_later(lead, tail));
            rows.extend(serves_later.map(Row::again));
            if let Some(row) = rows.last_mut().filter(|row| row.name != person.name) {
                row.serve_for(person.name.clone());
            }
        } else {
            let mut row = Row::new(person.name.clone(), person.party.clone(), role);
            if place == 0 {
                unnamed_before(lead, role, &mut rows);
            }
            row.role = titles::elected_role(lead).unwrap_or(row.role);
            rows.push(row);
        }
        describe(tail, role, &mut rows);
        lead = if next_lead.is_empty() {
            tail
        } else {
            next_lead
        };
        // What tells a role stands behind the name; only that the next one is replaced stands before it.
        if next_lead.is_empty() && !replaces(lead) {
            lead = "";
        }
        role = next_role;
    }
    rows
}

/// Parts a gap before the title of the next person: `, vice ordföranden `.
fn before_title(gap: &str, titles_lead: bool) -> (&str, &str) {
    let mark = [", ", " och ", "; ", ". "]
        .iter()
        .filter_map(|mark| Some(gap.rfind(mark)? + mark.len()))
        .max();
    let parted = mark.and_then(|at| gap.split_at_checked(at));
    let is_lead = |lead: &str| {
        let lead = lead.trim();
        let definite = lead.ends_with("ordföranden") || lead.ends_with("ledamoten");
        (titles_lead || definite)
            && (titles::elected_role(lead).is_some() || titles::is_official(lead))
    };
    parted
        .filter(|(_, lead)| is_lead(lead))
        .unwrap_or((gap, ""))
}

/// Cuts a tail before a label in prose (`. Tjänstgörande ersättare: `), which tells the role of those after it.
fn at_label(tail: &str, role: Role) -> (&str, Role) {
    let labelled = tail.rfind(": ").and_then(|colon| {
        let start = tail
            .get(..colon)?
            .rfind(['.', ';', ','])
            .map_or(0, |at| at + 1);
        let (label, _) = labels::read(tail.get(start..=colon)?.trim())?;
        Some((start, roll::list_role(label)?))
    });
    match labelled {
        Some((start, role)) => (tail.get(..start).unwrap_or(tail), role),
        None => (tail, role),
    }
}

/// Names without party before the first one with.
fn unnamed_before(before: &str, role: Role, rows: &mut Vec<Row>) {
    let names = people::split_list(before).filter(|part| people::is_full_name(part));
    rows.extend(names.map(|name| Row::new(name.to_owned(), None, role)));
}

/// What stands after a name: role, title, paragraphs, names without party. Who holds another role on other
/// paragraphs (`§§ 1-5, tjänstgörande § 6`) has a row for each.
fn describe(tail: &str, list_role: Role, rows: &mut Vec<Row>) {
    let stints = stints(tail);
    let own = stints.first().copied().unwrap_or_default();
    let Some(row) = rows.last_mut() else { return };
    if !is_not_serving(own) {
        row.read_stint(own);
    } else {
        row.role = Role::Substitute;
        row.presence = Presence::read(own);
    }
    row.take_title(own);
    let is_replacing = row.replaces.is_some();
    let base = row.clone();
    for stint in stints.iter().skip(1) {
        let mut again = base.again();
        if is_not_serving(stint) {
            again.presence = Presence::read(stint);
        } else {
            again.read_stint(stint);
        }
        if !again.presence.is_empty() {
            rows.push(again);
        }
    }
    if !is_replacing && !replaces(tail) {
        let is_name =
            |part: &&str| people::is_full_name(part) && !part.split(' ').any(bracketing::is_mark);
        let names = people::split_list(own).filter(is_name);
        rows.extend(names.map(|name| Row::new(name.to_owned(), None, list_role)));
    }
}
