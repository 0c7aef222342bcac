//! Who was there: entries of the attendance lists become rows of people with party, role and paragraphs.

use paragraf_model::{Attendee, PersonWithParty, Role, Rule, Span};

use super::fields::Cell;
use super::labels;
use crate::lines::is_left_hanging;
use crate::notes::{self, Sourced};
use crate::people::parties::{self, Code};
use crate::people::presence::Presence;
use crate::people::{self, FoundPerson, titles};
use crate::scan;

/// A row before the meeting's paragraphs are known.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) party: Option<String>,
    pub(super) role: Role,
    pub(super) title: Option<String>,
    pub(super) replaces: Option<String>,
    presence: Presence,
    rule: Rule,
    span: Span,
}

/// What one entry of a list says, and where it stands.
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) span: Span,
}

impl Row {
    pub(super) fn new(name: String, party: Option<String>, role: Role) -> Row {
        Row {
            name,
            party,
            role,
            title: None,
            replaces: None,
            presence: Presence::default(),
            rule: Rule::ListedUnderLabel,
            span: Span::default(),
        }
    }

    /// Who is on no list, and signs or is elected in this role.
    pub(super) fn signing(person: Sourced<PersonWithParty>, role: Role) -> Row {
        Row {
            rule: person.rule,
            span: person.span,
            ..Row::new(person.value.name, person.value.party, role)
        }
    }

    /// Read from an entry that stands there.
    pub(super) fn standing_at(self, span: Span) -> Row {
        Row { span, ..self }
    }

    pub(super) fn person(&self) -> Sourced<PersonWithParty> {
        let person = PersonWithParty {
            name: self.name.clone(),
            party: self.party.clone(),
        };
        Sourced::new(person, self.rule, self.span)
    }

    /// As a record has it, with ranges cut to the meeting's paragraphs.
    pub(super) fn attendee(self, meeting: Option<[u32; 2]>) -> Sourced<Attendee> {
        let attendee = Attendee {
            name: self.name,
            party: self.party,
            role: self.role,
            title: self.title,
            replaces: self.replaces,
            paragraphs: self.presence.within(meeting),
        };
        Sourced::new(attendee, self.rule, self.span)
    }
}

impl Entry {
    fn go_on(&mut self, between: &str, cell: &Cell) {
        self.text.push_str(between);
        self.text.push_str(&cell.text);
        self.span = notes::around([self.span, cell.span]);
    }
}

/// Joins cells that are one entry: a wrapped line goes on with a small letter, a bracket, a number.
pub(super) fn entries(cells: &[Cell]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut before: Option<&Cell> = None;
    for cell in cells {
        let text = cell.text.as_str();
        let goes_on = scan::begins_small(text) && !is_prose_title(text)
            || text.starts_with(['(', '§', ',']) && !begins_with_party(text)
            || text.starts_with(|letter: char| letter.is_ascii_digit()) && !text.contains('(')
            || text.starts_with("Ej ")
            || text.starts_with("Ersätter")
            || text.starts_with("T.o.m")
            || text.starts_with("Fr.o.m");
        let hanging = entries
            .last()
            .is_some_and(|entry| is_left_hanging(&entry.text.to_lowercase()));
        let same_line = before.is_some_and(|before| before.line == cell.line);
        match entries.last_mut() {
            Some(entry) if is_title_alone(text) && !entry.text.contains(',') => {
                entry.go_on(", ", cell);
            }
            Some(entry) if goes_on || hanging || same_line && is_addition(text) => {
                entry.go_on(" ", cell);
            }
            _ => entries.push(Entry {
                text: text.to_owned(),
                span: cell.span,
            }),
        }
        before = Some(cell);
    }
    entries
}

/// A cell beside a name in the same row: party, `Ja`, `§§ 3-5`, a title.
fn is_addition(text: &str) -> bool {
    parties::is_major(text.trim_matches(['(', ')']))
        || matches!(text, "Ja" | "Nej" | "X" | "x" | "N" | "F" | "T" | "Tj")
        || text.starts_with('§')
        || scan::begins_small(text)
        || elected_only(text)
}

fn elected_only(text: &str) -> bool {
    titles::elected_role(text).is_some() && text.split(' ').count() <= 3
}

/// `Förvaltningschef` alone under the name that it belongs to.
fn is_title_alone(text: &str) -> bool {
    titles::is_official(text)
        && text.split(' ').count() <= 4
        && !people::is_full_name(text)
        && !text.contains([',', '('])
        && text.split(' ').skip(1).all(scan::begins_small)
}

fn begins_with_party(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inside.is_some_and(|(code, rest)| {
        parties::read(code, true).is_some() && scan::is_capitalised(rest.trim_start())
    })
}

/// `kommundirektör Anna Ask`: a title that begins an entry of its own.
fn is_prose_title(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next().is_some_and(titles::is_official)
        && words.filter(|word| people::is_name_word(word)).count() >= 2
}

/// Reads one entry. `role` is what the list it stands in says.
pub(super) fn rows(entry: &str, role: Role) -> Vec<Row> {
    let entry = without_box(entry);
    let folded = entry.to_lowercase();
    if folded.starts_with("samtliga") {
        return instead_of_the_absent(entry);
    }
    if folded.starts_with("se ")
        || folded.starts_with("enligt ")
        || folded == "ingen"
        || folded == "inga"
        || folded == "-"
    {
        return Vec::new();
    }
    let found = people::find_with_party(entry);
    if !found.is_empty() {
        return with_parties(entry, &found, role);
    }
    party_first(entry, role)
        .or_else(|| party_unbracketed(entry, role))
        .unwrap_or_else(|| without_party(entry, role))
}

/// `Samtliga ledamöter utom A och B. Som ersättare inträder: C (S) för A (S)`: the members are not named.
fn instead_of_the_absent(entry: &str) -> Vec<Row> {
    let substitutes = entry
        .split_once("inträder")
        .or_else(|| entry.split_once("tjänstgör"))
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

fn without_box(entry: &str) -> &str {
    let entry = entry.trim();
    let entry = ["[X]", "[x]", "[ ]", "☒", "☐", "- ", "– ", "• ", "x "]
        .iter()
        .find_map(|mark| entry.strip_prefix(mark))
        .unwrap_or(entry);
    let unnumbered = entry.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if unnumbered.len() < entry.len() && unnumbered.starts_with(['.', ' ', ')']) {
        unnumbered.trim_start_matches(['.', ' ', ')'])
    } else {
        entry.trim()
    }
}

fn with_parties(entry: &str, found: &[FoundPerson], role: Role) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut role = role;
    let mut tail_from = 0;
    for (place, person) in found.iter().enumerate() {
        let before = entry.get(tail_from..person.range.start).unwrap_or_default();
        let end = found
            .get(place + 1)
            .map_or(entry.len(), |next| next.range.start);
        let tail = entry.get(person.range.end..end).unwrap_or_default();
        let (own_tail, next_role) = at_label(tail, role);
        tail_from = person.range.end;
        if replaces(before) && !rows.is_empty() {
            if let Some(row) = rows.last_mut() {
                row.replaces = Some(person.name.clone());
                if matches!(row.role, Role::Member | Role::Substitute) {
                    row.role = Role::ServingSubstitute;
                }
            }
        } else {
            let mut row = Row::new(person.name.clone(), person.party.clone(), role);
            if place == 0 {
                unnamed_before(before, role, &mut rows);
                row.role = titles::elected_role(before).unwrap_or(row.role);
            }
            rows.push(row);
        }
        describe(own_tail, role, &mut rows);
        role = next_role;
    }
    rows
}

/// Cuts a tail before a label in prose (`. Tjänstgörande ersättare: `), which tells the role of those after it.
fn at_label(tail: &str, role: Role) -> (&str, Role) {
    let labelled = tail.rfind(": ").and_then(|colon| {
        let start = tail
            .get(..colon)?
            .rfind(['.', ';', ','])
            .map_or(0, |at| at + 1);
        let (label, _) = labels::read(tail.get(start..=colon)?.trim())?;
        Some((start, super::list_role(label)?))
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

/// The words before a name say that the person before serves in this one's place.
fn replaces(before: &str) -> bool {
    let folded = before
        .trim()
        .trim_end_matches([':', '('])
        .trim_end()
        .to_lowercase();
    let word = folded.rsplit(' ').next().unwrap_or_default();
    matches!(
        word,
        "ersätter" | "för" | "ers.för" | "ersatte" | "ersätt" | "ers" | "efter"
    ) || folded.ends_with("stället för")
        || folded.ends_with("istället för")
}

/// What stands after a name: role, title, paragraphs, names without party.
fn describe(tail: &str, list_role: Role, rows: &mut Vec<Row>) {
    let folded = tail.to_lowercase();
    let not_serving = folded
        .find("ej tjänstgörande")
        .or_else(|| folded.find("icke tjänstgörande"))
        .or_else(|| folded.find("inte tjänstgörande"));
    let not_serving = not_serving.filter(|_| folded.len() == tail.len());
    let own = tail
        .get(..not_serving.unwrap_or(tail.len()))
        .unwrap_or(tail);
    let Some(row) = rows.last_mut() else { return };
    let presence = Presence::read(own);
    if row.presence.is_empty() {
        row.presence = presence;
    }
    let own_folded = own.to_lowercase();
    // Where the next person is the replaced one, "ersätter" ends this tail; a role word never stands there.
    if row.replaces.is_none() {
        row.role = titles::elected_role(own).unwrap_or(row.role);
        let serving = [
            "tjänstgörande",
            "tjg",
            "tjänstgör",
            "ersätter",
            "ersättare för",
            "vakant",
        ]
        .iter()
        .any(|word| own_folded.contains(word));
        if serving && matches!(row.role, Role::Member | Role::Substitute) {
            row.role = Role::ServingSubstitute;
        } else if row.role == Role::Member && own_folded.contains("ersättare") {
            row.role = Role::Substitute;
        }
        if own_folded.contains("adjunger") || own_folded.contains("insynsplats") {
            row.role = Role::Other;
        }
    }
    let title = own.split([',', '§']).map(str::trim).find(|part| {
        titles::is_official(part)
            && scan::begins_small(part)
            && titles::elected_role(part).is_none()
    });
    if let Some(title) = title {
        row.title = Some(title.to_owned());
        if row.role == Role::Other {
            row.role = Role::Official;
        }
    }
    let (name, party) = (row.name.clone(), row.party.clone());
    let replaced = row.replaces.is_some();
    if let Some(at) = not_serving {
        let rest = tail.get(at..).unwrap_or_default();
        let presence = Presence::read(rest);
        if !presence.is_empty() {
            rows.push(Row {
                presence,
                ..Row::new(name, party, Role::Substitute)
            });
        }
    }
    if !replaced && !replaces(tail) {
        let names = people::split_list(own).filter(|part| people::is_full_name(part));
        let more: Vec<Row> = names
            .map(|name| Row::new(name.to_owned(), None, list_role))
            .collect();
        rows.extend(more);
    }
}

/// `(C) Anna Ask`.
fn party_first(entry: &str, role: Role) -> Option<Vec<Row>> {
    let (code, rest) = entry.strip_prefix('(')?.split_once(')')?;
    let Code::Party(party) = parties::read(code, true)? else {
        return None;
    };
    let rest = rest.trim();
    let (name, tail) = rest.split_once([',', '§']).unwrap_or((rest, ""));
    people::is_full_name(name.trim()).then(|| {
        let mut rows = vec![Row::new(name.trim().to_owned(), Some(party), role)];
        describe(tail, role, &mut rows);
        rows
    })
}

/// `Anna Ask, s`, `Anna Ask S Ja §§ 3-5`, `M Anna Ask`, `Ask Anna M`.
fn party_unbracketed(entry: &str, role: Role) -> Option<Vec<Row>> {
    let words: Vec<&str> = entry.split_whitespace().collect();
    let first = words.first()?;
    if scan::is_all_capitals(first) && parties::is_major(first) {
        let name = words
            .get(1..)?
            .iter()
            .take_while(|word| people::is_name_word(word.trim_end_matches(',')))
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        let name = name.trim_end_matches(',').to_owned();
        return people::is_full_name(&name)
            .then(|| vec![Row::new(name, Some(first.to_uppercase()), role)]);
    }
    let at = words
        .iter()
        .position(|word| {
            let code = word.trim_matches(',');
            parties::is_major(code)
                && (scan::is_all_capitals(code) || code.chars().all(char::is_lowercase))
        })
        .filter(|&at| at >= 2)?;
    let before = words.get(..at)?;
    let code = words.get(at)?.trim_matches(',');
    let with_comma = before.last()?.ends_with(',');
    let name = before.join(" ");
    let name = name.trim_end_matches(',');
    // A small letter is a party only behind a comma: "Anna Ask, s," but not "Anna Ask s …".
    if !(people::is_full_name(name) && (with_comma || scan::is_all_capitals(code))) {
        return None;
    }
    let tail = words.get(at + 1..)?.join(" ");
    let mut rows = vec![Row::new(name.to_owned(), Some(code.to_uppercase()), role)];
    if role == Role::Member && (tail.starts_with("Nej") || tail.starts_with("N ")) {
        rows.iter_mut().for_each(|row| row.role = Role::Substitute);
    }
    describe(&tail, role, &mut rows);
    Some(rows)
}

/// Names and titles in turn: `Anna Ask, ekonomichef, Bo Ek §§ 12-14`.
fn without_party(entry: &str, role: Role) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for part in entry.split([',', ';']).flat_map(people::split_at_and) {
        let part = part.trim().trim_end_matches('.');
        let (text, range) = match part.find(['§', '(']) {
            Some(at) => (
                part.get(..at).unwrap_or_default().trim(),
                part.get(at..).unwrap_or_default(),
            ),
            None => (part, ""),
        };
        if let Some((title, name)) = name_in(text) {
            let mut row = Row::new(name, None, role);
            row.presence = Presence::read(range);
            set_title(&mut row, title.as_deref().unwrap_or_default());
            rows.push(row);
        } else if let Some(row) = rows.last_mut() {
            if row.presence.is_empty() {
                row.presence = Presence::read(part);
            }
            set_title(row, text);
        }
    }
    rows
}

fn set_title(row: &mut Row, title: &str) {
    let title = title.trim();
    if title.is_empty()
        || title.starts_with(|letter: char| letter.is_ascii_digit())
        || title.starts_with("t.o.m")
        || title.starts_with("fr.o.m")
    {
        return;
    }
    if let Some(role) = titles::elected_role(title).filter(|_| row.role == Role::Member) {
        row.role = role;
        return;
    }
    if row.title.is_none() {
        row.title = Some(title.to_owned());
    }
    if row.role == Role::Other && titles::is_official(title) {
        row.role = Role::Official;
    }
}

/// A full name, with a title before it perhaps.
fn name_in(text: &str) -> Option<(Option<String>, String)> {
    if people::is_full_name(text) {
        return Some((None, text.to_owned()));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words
        .iter()
        .position(|word| people::is_name_word(word) && !titles::stands_before_names(word))?;
    let name = words.get(first..)?.join(" ");
    let title = words.get(..first)?.join(" ");
    (!title.is_empty() && titles::is_official(&title) && people::is_full_name(&name))
        .then_some((Some(title), name))
}
