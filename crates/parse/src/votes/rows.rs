//! A list of voters with the answer at the end of each line: `1 Anna Ask S Ja`.

use paragraf_model::{Ballot, NamedVote};

use super::table::{self, Table};
use super::totals::Totals;
use crate::lines::Line;
use crate::people;

/// So many rows make a list.
const LEAST: usize = 3;

/// Reads the list that stands among these lines, if one does. Names with parties in brackets are read as prose is.
pub(super) fn read(lines: &[&Line<'_>]) -> Option<Table> {
    of_lines(lines, |line| {
        !line.text.contains("(") || line.text.contains(" F (")
    })
}

/// Where such a list stands, with brackets or without.
pub(super) fn place(lines: &[&Line<'_>]) -> Option<Table> {
    of_lines(lines, |_| true)
}

fn of_lines(lines: &[&Line<'_>], is_wanted: impl Fn(&Line<'_>) -> bool) -> Option<Table> {
    let rows: Vec<(usize, NamedVote)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.has_text() && is_wanted(line))
        .filter_map(|(place, line)| Some((place, row(&line.text)?)))
        .collect();
    let first = rows.first()?.0;
    let last = rows.last()?.0;
    (rows.len() >= LEAST).then(|| Table {
        named: rows.into_iter().map(|(_, vote)| vote).collect(),
        totals: Totals::default(),
        lines: first..last + 1,
    })
}

/// Name, party and answer, with a seat's number before them or not.
fn row(text: &str) -> Option<NamedVote> {
    let (before, last) = text.trim().rsplit_once(' ')?;
    let vote = table::ballot(last)?;
    let before = before
        .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ' '))
        .trim_end_matches([' ', ':', '-', '–', '|']);
    if let Some(vote) = substitute(before, vote) {
        return Some(vote);
    }
    let (name, party) = table::person(before)?;
    let is_whole = before.starts_with(&name);
    (is_whole && party.is_some()).then_some(NamedVote { name, party, vote })
}

/// `Alva Ask m F (Bo Ek)`: the member is absent, and who stands in for them votes.
fn substitute(before: &str, vote: Ballot) -> Option<NamedVote> {
    let (member, name) = before.strip_suffix(')')?.split_once(" F (")?;
    let (_, party) = table::person(member)?;
    let own = people::is_full_name(name) && party.is_some();
    own.then(|| NamedVote {
        name: name.to_owned(),
        party,
        vote,
    })
}
