//! The cover: who met, when and where. Read from the lines before the first paragraph, from page heads, and
//! from the signatures after the last paragraph.

mod attendance;
mod body;
mod day;
mod fields;
mod labels;
mod left_out;
mod municipality;
mod officers;
mod place;

use std::collections::HashSet;

use paragraf_model::{
    Attendee, Facts, Finding, FindingKind, Meeting, PersonWithParty, Role, Rule, SourceText, Span,
};

use crate::lines::Line;
use crate::notes::{self, Notes, Sourced};
use fields::Field;
use labels::Label;

/// What the cover reader is given.
pub(crate) struct Given<'d, 's> {
    pub(crate) lines: &'d [Line<'s>],
    /// Indices of the cover's lines, then of the signatures' after the last paragraph.
    pub(crate) own: &'d [usize],
    /// Of these, the ones that list the contents.
    pub(crate) contents: &'d [usize],
    /// First and last number that were found.
    pub(crate) numbers: Option<[u32; 2]>,
    pub(crate) source: &'d SourceText,
    pub(crate) facts: &'d Facts,
}

/// What was read, and which lines it took.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    pub(crate) meeting: Meeting,
    /// Indices of lines that a field took.
    pub(crate) placed: Vec<usize>,
    /// Paragraph numbers that it leaves out where it counts up what the file holds.
    pub(crate) left_out: Vec<[u32; 2]>,
}

/// Reads the cover. What a person stated wins over what stands here.
pub(crate) fn read(given: &Given<'_, '_>, notes: &mut Notes) -> Cover {
    let own = own_lines(given);
    let (fields, free) = fields::read(&own);
    let mut placed: Vec<usize> = given.contents.to_vec();
    let is_list = |label: Label| matches!(label, Label::Contents);
    placed.extend(
        fields
            .iter()
            .filter(|field| !is_list(field.label))
            .flat_map(|field| field.lines.iter().copied()),
    );
    placed.extend(
        fields
            .iter()
            .filter(|field| is_list(field.label))
            .flat_map(|field| field.lines.iter().copied()),
    );

    let mut meeting = Meeting::default();
    let body = body::read(given, &own, &fields, notes);
    placed.extend(body.lines);
    meeting.body = body.name;
    let day = day::read(given, &own, &fields, notes);
    placed.extend(day.lines);
    (meeting.date, meeting.end_date) = (day.date, day.end_date);
    (meeting.adjusted_on, meeting.posted_on, meeting.posted_until) =
        (day.adjusted_on, day.posted_on, day.posted_until);
    place::read(&own, &fields, &mut meeting, notes);
    meeting.paragraph_range = notes.keep("paragraph_range", range(&fields));
    let bounds = meeting.paragraph_range.or(given.numbers);
    let officers = officers::read(&fields, &free);
    placed.extend(officers.lines.iter().copied());
    attend(&fields, bounds, officers, &mut meeting, notes);
    meeting.municipality = municipality::read(given, &own, &mut placed, notes);
    Cover {
        meeting,
        placed,
        left_out: left_out::read(&fields),
    }
}

/// The cover's lines with text, without the contents. What is beyond the first and last thousands is no cover: a text
/// without paragraphs would else be read as one label after the other.
fn own_lines<'d, 's>(given: &Given<'d, 's>) -> Vec<(usize, &'d Line<'s>)> {
    let contents: HashSet<usize> = given.contents.iter().copied().collect();
    let mut own: Vec<(usize, &Line<'_>)> = given
        .own
        .iter()
        .filter(|index| !contents.contains(index))
        .filter_map(|&index| Some((index, given.lines.get(index)?)))
        .filter(|(_, line)| line.has_text())
        .collect();
    if own.len() > 2 * MOST_LINES {
        own.drain(MOST_LINES..own.len() - MOST_LINES);
    }
    own
}

/// So many lines at the beginning can be the cover's, and so many at the end the signatures'. The longest real ones
/// have some three hundred.
const MOST_LINES: usize = 3000;

/// First and last paragraph as the cover states them.
fn range(fields: &[Field]) -> Option<Sourced<[u32; 2]>> {
    let own = fields.iter().filter(|field| field.label == Label::Range);
    let span = notes::around(own.clone().map(Field::span));
    let values = own.flat_map(|field| &field.cells);
    let mut numbers: Vec<u32> = Vec::new();
    for cell in values {
        let digits = cell.text.split(|letter: char| !letter.is_ascii_digit());
        numbers.extend(
            digits
                .filter(|run| !run.is_empty() && run.len() <= 4)
                .filter_map(|run| run.parse::<u32>().ok())
                .filter(|number| *number <= 3000),
        );
    }
    let first = numbers.iter().min().copied()?;
    let last = numbers.iter().max().copied()?;
    Some(Sourced::new([first, last], Rule::CoverLabel, span))
}

/// Reads the attendance lists and puts chair, secretary and adjusters among them.
fn attend(
    fields: &[Field],
    bounds: Option<[u32; 2]>,
    officers: officers::Officers,
    meeting: &mut Meeting,
    notes: &mut Notes,
) {
    let mut rows = Vec::new();
    for field in fields {
        let Some(role) = list_role(field.label) else {
            continue;
        };
        for entry in attendance::entries(&field.cells) {
            let span = entry.span;
            let entry = entry.text;
            let read = attendance::rows(&entry, role);
            let says_all = entry.to_lowercase().starts_with("samtliga");
            if read.is_empty()
                && !says_all
                && entry
                    .chars()
                    .filter(|letter| letter.is_alphabetic())
                    .count()
                    > 3
            {
                let message =
                    format!("En rad i närvarolistan gick inte att läsa som en person: ”{entry}”.");
                notes.find(Finding::info(FindingKind::AttendanceUnclear, span, message));
            }
            rows.extend(read.into_iter().map(|row| row.standing_at(span)));
        }
    }
    let is_secretary_title = |title: &str| {
        title
            .to_lowercase()
            .trim_end_matches('n')
            .ends_with("sekreterare")
    };
    let listed_secretary = rows
        .iter()
        .find(|row| row.title.as_deref().is_some_and(is_secretary_title))
        .map(attendance::Row::person);
    let listed_chair = rows
        .iter()
        .find(|row| row.role == Role::Chair)
        .map(attendance::Row::person);
    let secretary = officers.secretary.or(listed_secretary);
    let chair = officers.chair.or(listed_chair);
    let name = |person: &Sourced<PersonWithParty>| {
        Sourced::new(person.value.name.clone(), person.rule, person.span)
    };
    meeting.chair = notes.keep("chair", chair.as_ref().map(name));
    meeting.secretary = notes.keep("secretary", secretary.as_ref().map(name));
    let adjusters = officers
        .adjusters
        .into_iter()
        .filter(|person| Some(&person.value.name) != meeting.chair.as_ref());
    let adjusters: Vec<Sourced<PersonWithParty>> = adjusters.collect();
    meeting.adjusters = notes.keep_all("adjusters", adjusters.iter().map(name).collect());
    for row in &mut rows {
        if Some(&row.name) == meeting.secretary.as_ref()
            && matches!(row.role, Role::Official | Role::Other)
        {
            row.role = Role::Secretary;
        }
        if Some(&row.name) == meeting.chair.as_ref() && row.role == Role::Member {
            row.role = Role::Chair;
        }
    }
    let chair = chair.into_iter().map(|person| (person, Role::Chair));
    let others = secretary
        .into_iter()
        .map(|person| (person, Role::Secretary))
        .chain(adjusters.into_iter().map(|person| (person, Role::Adjuster)));
    // Who is on no list is there in the role that the signature tells.
    for (person, role) in others {
        if !rows.iter().any(|row| row.name == person.value.name) {
            rows.push(attendance::Row::signing(person, role));
        }
    }
    for (person, role) in chair {
        if !rows.iter().any(|row| row.name == person.value.name) {
            rows.insert(0, attendance::Row::signing(person, role));
        }
    }
    let mut attendees: Vec<_> = rows.into_iter().map(|row| row.attendee(bounds)).collect();
    let mut seen: HashSet<Attendee> = HashSet::new();
    let mut secretaries: HashSet<String> = HashSet::new();
    attendees.retain(|Sourced { value, .. }| {
        // The secretary may stand in the list and once more under a label of the office.
        let again = value.role == Role::Secretary && !secretaries.insert(value.name.clone());
        seen.insert(value.clone()) && !again
    });
    meeting.attendees = notes.keep_all("attendees", attendees);
}

fn list_role(label: Label) -> Option<Role> {
    match label {
        Label::Members => Some(Role::Member),
        Label::ServingSubstitutes => Some(Role::ServingSubstitute),
        Label::Substitutes => Some(Role::Substitute),
        Label::Others => Some(Role::Other),
        _ => None,
    }
}

/// The whole document is meant.
fn everywhere() -> Span {
    Span::default()
}
