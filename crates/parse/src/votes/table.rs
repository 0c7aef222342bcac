//! A table with a cross for each vote under *Ja*, *Nej*, *Avstår*.

use paragraf_model::{Ballot, NamedVote, Segment};

use super::totals::Totals;
use crate::lines::{Line, goes_on};
use crate::people;
use crate::people::parties;

/// What a table says.
pub(super) struct Table {
    pub(super) named: Vec<NamedVote>,
    pub(super) totals: Totals,
}

struct Column {
    ballot: Ballot,
    centre: f32,
}

/// Reads the table that stands among these lines, if one does.
pub(super) fn read(lines: &[&Line<'_>]) -> Option<Table> {
    let head = lines.iter().position(|line| columns(line).len() >= 2)?;
    let columns = columns(lines.get(head)?);
    let mut table = Table {
        named: Vec::new(),
        totals: Totals::default(),
    };
    let mut rows: Vec<(String, Option<Ballot>)> = Vec::new();
    for line in lines.iter().skip(head + 1).filter(|line| line.has_text()) {
        if line.folded.starts_with("summa")
            || line.folded.starts_with("totalt")
            || line.folded.starts_with("antal")
        {
            sum(line, &columns, &mut table.totals);
            continue;
        }
        let (text, ballot) = row(line, &columns);
        match rows.last_mut() {
            // A name that was too long for its cell goes on below.
            Some((name, _)) if ballot.is_none() && goes_on(&text) => join(name, &text),
            _ => rows.push((text, ballot)),
        }
    }
    table.named = rows
        .into_iter()
        .filter_map(|(text, ballot)| {
            let (name, party) = person(&text)?;
            Some(NamedVote {
                name,
                party,
                vote: ballot?,
            })
        })
        .collect();
    (!table.named.is_empty()).then_some(table)
}

fn join(name: &mut String, more: &str) {
    match name.strip_suffix('-').map(str::to_owned) {
        Some(stem) if crate::scan::begins_small(more) => *name = stem + more,
        _ => {
            name.push(' ');
            name.push_str(more);
        }
    }
}

fn columns(line: &Line<'_>) -> Vec<Column> {
    line.segments
        .iter()
        .filter_map(|segment| {
            let ballot = ballot(&segment.text)?;
            Some(Column {
                ballot,
                centre: centre(segment),
            })
        })
        .collect()
}

fn ballot(text: &str) -> Option<Ballot> {
    match text.to_lowercase().trim_matches([':', '.', ' ']) {
        "ja" => Some(Ballot::Yes),
        "nej" => Some(Ballot::No),
        "avstår" | "avst" | "avstod" => Some(Ballot::Abstain),
        "frånvarande" | "frånv" | "frv" => Some(Ballot::Absent),
        _ => None,
    }
}

fn centre(segment: &Segment) -> f32 {
    (segment.left + segment.right) / 2.0
}

/// What stands in the row beside the cross, and the ballot that the cross means.
fn row(line: &Line<'_>, columns: &[Column]) -> (String, Option<Ballot>) {
    let mut text: Vec<&str> = Vec::new();
    let mut ballot = None;
    for segment in line.segments {
        let whole = segment.text.trim();
        if is_cross(whole) && !text.is_empty() {
            ballot = nearest(centre(segment), columns).map(|column| column.ballot);
        } else if let Some(name) = whole
            .strip_suffix(" X")
            .or_else(|| whole.strip_suffix(" x"))
        {
            // A long name may touch the cross.
            text.push(name.trim());
            ballot = nearest(segment.right, columns).map(|column| column.ballot);
        } else {
            text.push(whole);
        }
    }
    (text.join(" "), ballot)
}

fn is_cross(text: &str) -> bool {
    matches!(text, "X" | "x" | "1" | "●" | "√" | "✓")
}

fn nearest(place: f32, columns: &[Column]) -> Option<&Column> {
    let distance = |column: &Column| (column.centre - place).abs();
    columns
        .iter()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

/// `Anna Ask (S)`, or name and party without brackets.
fn person(text: &str) -> Option<(String, Option<String>)> {
    if let Some(person) = people::find_with_party(text).into_iter().next() {
        return Some((person.name, person.party));
    }
    let (name, code) = text
        .rsplit_once(' ')
        .filter(|(_, code)| parties::is_major(code))
        .map_or((text, None), |(name, code)| (name, Some(code)));
    people::is_full_name(name).then(|| (name.to_owned(), code.map(str::to_uppercase)))
}

fn sum(line: &Line<'_>, columns: &[Column], totals: &mut Totals) {
    for segment in line.segments.iter().skip(1) {
        let (Ok(number), Some(column)) = (
            segment.text.trim().parse::<u32>(),
            nearest(centre(segment), columns),
        ) else {
            continue;
        };
        let slot = match column.ballot {
            Ballot::Yes => &mut totals.yes,
            Ballot::No => &mut totals.no,
            Ballot::Abstain => &mut totals.abstain,
            Ballot::Absent => &mut totals.absent,
        };
        slot.get_or_insert(number);
    }
}
