//! A table with a cross for each vote under *Ja*, *Nej*, *Avstår*.

use std::ops::Range;

use paragraf_model::{Ballot, NamedVote, Segment};

use super::totals::Totals;
use crate::folding::Folding;
use crate::lines::{Line, goes_on};
use crate::people;
use crate::people::parties::{self, Code};

/// What a table says.
pub(super) struct Table {
    pub(super) named: Vec<NamedVote>,
    pub(super) totals: Totals,
    /// Its lines among those that were read.
    pub(super) lines: Range<usize>,
}

struct Column {
    ballot: Ballot,
    left: f32,
    centre: f32,
}

/// Reads the table that stands among these lines, if one does.
pub(super) fn read(lines: &[&Line<'_>]) -> Option<Table> {
    let head = lines.iter().position(|line| columns(line).len() >= 2)?;
    let columns = columns(lines.get(head)?);
    if let Some(table) = in_columns(lines, head, &columns) {
        return Some(table);
    }
    let mut table = Table {
        named: Vec::new(),
        totals: Totals::default(),
        lines: head..head + 1,
    };
    let mut rows: Vec<(String, Option<Ballot>)> = Vec::new();
    for (place, line) in lines.iter().enumerate().skip(head + 1) {
        if !line.has_text() {
            continue;
        }
        if line.folded.starts_with("summa")
            || line.folded.starts_with("totalt")
            || line.folded.starts_with("antal")
        {
            sum(line, &columns, &mut table.totals);
            table.lines.end = place + 1;
            continue;
        }
        let (text, ballot) = row(line, &columns);
        if ballot.is_some() {
            table.lines.end = place + 1;
        }
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

/// Names under `Ja-röster` and `Nej-röster` side by side.
fn in_columns(lines: &[&Line<'_>], head: usize, columns: &[Column]) -> Option<Table> {
    let mut table = Table {
        named: Vec::new(),
        totals: Totals::default(),
        lines: head..head + 1,
    };
    for (place, line) in lines.iter().enumerate().skip(head + 1) {
        if !line.has_text() {
            continue;
        }
        let people: Option<Vec<NamedVote>> = line
            .segments
            .iter()
            .map(|segment| {
                let column = columns.iter().min_by(|one, other| {
                    let distance = |column: &Column| (column.left - segment.left).abs();
                    distance(one).total_cmp(&distance(other))
                })?;
                let text = segment.text.trim();
                let (name, party) = person(text)?;
                // "Alva Ask (S) avstår från att rösta." is a sentence under the columns.
                if text.len() > name.len() + 10 {
                    return None;
                }
                let vote = column.ballot;
                Some(NamedVote { name, party, vote })
            })
            .collect();
        let Some(people) = people else { break };
        table.named.extend(people);
        table.lines.end = place + 1;
    }
    (table.named.len() > 1).then_some(table)
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
    let whole = |segment: &Segment| {
        let ballot = ballot(&segment.text)?;
        Some(vec![Column {
            ballot,
            left: segment.left,
            centre: centre(segment),
        }])
    };
    let found = line
        .segments
        .iter()
        .filter_map(|segment| whole(segment).or_else(|| narrow_columns(segment)));
    found.flatten().collect()
}

/// `Ja Nej Avst`: columns so narrow that their heads run together.
fn narrow_columns(segment: &Segment) -> Option<Vec<Column>> {
    let mut words = segment.text.split(' ');
    if !words.all(|word| ballot(word).is_some()) {
        return None;
    }
    let width = (segment.right - segment.left) / segment.text.chars().count().max(1) as f32;
    let mut offset = 0;
    let columns = segment.text.split(' ').map(|word| {
        let length = word.chars().count();
        let left = segment.left + offset as f32 * width;
        offset += length + 1;
        Some(Column {
            ballot: ballot(word)?,
            left,
            centre: left + length as f32 * width / 2.0,
        })
    });
    columns.collect()
}

/// More bytes than any answer has.
const LONGEST_BALLOT: usize = 16;

pub(super) fn ballot(text: &str) -> Option<Ballot> {
    // Cheap refusal first: this is asked of every cell and of most lines' last words.
    if !text.starts_with([':', '.', ' ', 'j', 'J', 'n', 'N', 'a', 'A', 'f', 'F']) {
        return None;
    }
    let text = text.trim_matches([':', '.', ' ']);
    if text.len() > LONGEST_BALLOT {
        return None;
    }
    match &*text.in_small_letters() {
        "ja" | "ja-röster" | "ja-röst" => Some(Ballot::Yes),
        "nej" | "nej-röster" | "nej-röst" => Some(Ballot::No),
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
        let column = nearest(centre(segment), columns);
        if is_cross(whole) && !text.is_empty() {
            ballot = column.map(|column| column.ballot).or(ballot);
        } else if let Some(column) = column.filter(|column| stands_for(whole, column.ballot)) {
            ballot = Some(column.ballot);
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
    (in_cells(&text).unwrap_or_else(|| text.join(" ")), ballot)
}

/// Name and party from cells of their own, whatever the others hold: a seat, who was there, for whom.
fn in_cells(cells: &[&str]) -> Option<String> {
    let at = cells.iter().position(|cell| people::is_full_name(cell))?;
    let (name, code) = (cells.get(at)?, cells.get(at + 1)?);
    matches!(parties::read(code, true), Some(Code::Party(_))).then(|| format!("{name} ({code})"))
}

/// A letter under its own column; elsewhere `N` tells who was there.
fn stands_for(mark: &str, ballot: Ballot) -> bool {
    matches!(
        (mark, ballot),
        ("J", Ballot::Yes) | ("N", Ballot::No) | ("A", Ballot::Abstain)
    )
}

fn is_cross(text: &str) -> bool {
    matches!(text, "X" | "x" | "1" | "●" | "√" | "✓")
}

fn nearest(place: f32, columns: &[Column]) -> Option<&Column> {
    let distance = |column: &Column| (column.centre - place).abs();
    let nearest = columns
        .iter()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)))?;
    let gaps = columns.iter().zip(columns.iter().skip(1));
    let widest = gaps
        .map(|(one, other)| (other.centre - one.centre).abs())
        .max_by(f32::total_cmp)?;
    // Farther off stands a column of something else, of who was there for example.
    (distance(nearest) <= widest * 0.75).then_some(nearest)
}

/// `Anna Ask (S)`, or name and party without brackets.
pub(super) fn person(text: &str) -> Option<(String, Option<String>)> {
    let text = without_presence(text);
    if let Some(person) = people::find_with_party(text).into_iter().next() {
        return Some((person.name, person.party));
    }
    let (name, code) = text
        .rsplit_once(' ')
        .filter(|(_, code)| parties::is_major(code))
        .map_or((text, None), |(name, code)| (name, Some(code)));
    people::is_full_name(name).then(|| (name.to_owned(), code.map(str::to_uppercase)))
}

/// Without the sign that tells who was there: `X`, `T` (*tjänstgörande*), `N` (*närvarande*).
fn without_presence(text: &str) -> &str {
    let text = text.trim();
    let sign = ["X", "x", "T", "Tj", "Tjg", "N", "Närv", "1"]
        .iter()
        .find_map(|sign| text.strip_suffix(sign)?.strip_suffix(' '));
    sign.map_or(text, str::trim_end)
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
