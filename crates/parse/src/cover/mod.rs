//! The cover: who met, when and where. Read from the lines before the first paragraph, from page heads, and
//! from the signatures after the last paragraph.

mod attendance;
mod body;
mod bracketing;
mod crowd;
mod day;
mod elected;
mod entries;
mod fields;
mod labels;
mod left_out;
mod list_labels;
mod municipality;
mod officers;
mod pieces;
mod place;
mod roll;
mod row;
mod serving;
mod table;
mod titled;

use std::collections::HashSet;

use paragraf_model::{Facts, Meeting, Rule, SourceText, Span};

pub(crate) use elected::fill_in;

use crate::lines::Line;
use crate::notes::{self, Notes, Sourced};
use crate::people::presence;
use fields::{Cell, Field};
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
    place::read(&own, &fields, &free, &mut meeting, notes);
    meeting.paragraph_range = notes.keep("paragraph_range", range(&fields));
    let bounds = meeting.paragraph_range.or(given.numbers);
    let officers = officers::read(&fields, &free);
    placed.extend(officers.lines.iter().copied());
    roll::call(&fields, bounds, officers, &mut meeting, notes);
    meeting.municipality = municipality::read(given, &own, &fields, &mut placed, notes);
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
    let mut values: Vec<&Cell> = own.flat_map(|field| &field.cells).collect();
    if values.is_empty() {
        values.extend(fields.iter().filter_map(counts_up));
    }
    let span = notes::around(values.iter().map(|cell| cell.span));
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

/// The whole text is a label of an attendance list: `Tjänstgörande ersättare`.
pub(crate) fn heads_list(text: &str) -> bool {
    labels::read(text).is_some_and(|(label, value)| labels::is_list(label) && value.is_empty())
}

/// `Ärenden §§ 53-61` lists no contents, and `Sekreterare: §§ 53-61` names nobody.
fn counts_up(field: &Field) -> Option<&Cell> {
    let first = field.cells.first()?;
    let tells = first.text.starts_with('§') && presence::is_alone(&first.text);
    let fits = match field.label {
        Label::Contents => field.cells.len() == 1,
        Label::Secretary => true,
        _ => false,
    };
    (tells && fits).then_some(first)
}

/// The whole document is meant.
fn everywhere() -> Span {
    Span::default()
}
