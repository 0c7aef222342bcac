//! A table with a cross for each vote under *Ja*, *Nej*, *Avstår*.

use paragraf_model::{Ballot, NamedVote, Segment};

use super::totals::Totals;
use crate::lines::Line;
use crate::people;
use crate::people::parties::{self, Code};

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
    for line in lines.iter().skip(head + 1).filter(|line| line.has_text()) {
        if line.folded.starts_with("summa")
            || line.folded.starts_with("totalt")
            || line.folded.starts_with("antal")
        {
            sum(line, &columns, &mut table.totals);
        } else if let Some(named) = row(line, &columns) {
            table.named.push(named);
        }
    }
    (!table.named.is_empty()).then_some(table)
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

fn row(line: &Line<'_>, columns: &[Column]) -> Option<NamedVote> {
    let cross = line
        .segments
        .iter()
        .skip(1)
        .find(|segment| matches!(segment.text.trim(), "X" | "x" | "1" | "●" | "√" | "✓"))?;
    let column = nearest(cross, columns)?;
    let (name, party) = person(line)?;
    Some(NamedVote {
        name,
        party,
        vote: column.ballot,
    })
}

fn nearest<'c>(segment: &Segment, columns: &'c [Column]) -> Option<&'c Column> {
    let distance = |column: &Column| (column.centre - centre(segment)).abs();
    columns
        .iter()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)))
}

/// `Anna Ask (S)` in one cell, or name and party in two.
fn person(line: &Line<'_>) -> Option<(String, Option<String>)> {
    if let Some(person) = people::find_with_party(&line.text).into_iter().next() {
        return Some((person.name, person.party));
    }
    let at = line
        .segments
        .iter()
        .position(|segment| people::is_full_name(&segment.text))?;
    let name = line.segments.get(at)?.text.clone();
    let party = line.segments.get(at + 1).and_then(|segment| {
        match parties::read(segment.text.trim_matches(['(', ')']), true) {
            Some(Code::Party(party)) if parties::is_major(&party) => Some(party),
            _ => None,
        }
    });
    Some((name, party))
}

fn sum(line: &Line<'_>, columns: &[Column], totals: &mut Totals) {
    for segment in line.segments.iter().skip(1) {
        let (Ok(number), Some(column)) = (
            segment.text.trim().parse::<u32>(),
            nearest(segment, columns),
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
