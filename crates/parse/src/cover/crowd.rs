//! Rows of two columns that have run together: whose is what, told by what it says.

use std::ops::Range;

use super::labels::Label;
use super::serving;
use crate::folding::Folding;
use crate::people::{self, titles};

/// Parts a row among columns. Gives the column's place and the text; what begins no person goes to the last column,
/// since the left one's cells are seldom wrapped.
pub(super) fn part<'t>(text: &'t str, columns: &[Label]) -> Vec<(usize, &'t str)> {
    let starts = starts(text);
    let Some(&first) = starts.first() else {
        return vec![(columns.len().saturating_sub(1), text)];
    };
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut cells: Vec<&str> = starts
        .iter()
        .zip(ends)
        .filter_map(|(&start, end)| text.get(start..end))
        .collect();
    if let (Some(cell), true) = (cells.first_mut(), first > 0) {
        *cell = text.get(..first + cell.len()).unwrap_or(cell);
    }
    match cells.as_slice() {
        [alone] => vec![(column_of(alone, columns), alone.trim())],
        several => several
            .iter()
            .enumerate()
            .map(|(place, cell)| (place.min(columns.len().saturating_sub(1)), cell.trim()))
            .collect(),
    }
}

/// Where persons begin who stand in nobody's place.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut from = 0;
    for person in people::find_with_party(text) {
        let between = from..person.range.start;
        starts.extend(official_in(text, between.clone(), !starts.is_empty()));
        if !serving::replaces(text.get(between).unwrap_or_default()) || starts.is_empty() {
            starts.push(person.range.start);
        }
        from = person.range.end;
    }
    starts.extend(official_in(text, from..text.len(), !starts.is_empty()));
    starts
}

/// `Malin Nord, kommunchef` between persons with parties.
fn official_in(text: &str, range: Range<usize>, after_person: bool) -> Option<usize> {
    let part = text.get(range.clone())?;
    let (before, after) = part
        .rsplit_once(',')
        .filter(|(_, after)| titles::is_official(after))?;
    let _ = after;
    let (start, name) = people::name_at_end(before)?;
    let free = !serving::replaces(before.get(..start)?);
    (people::is_full_name(&name) && free && (after_person || start == 0))
        .then_some(range.start + start)
}

fn column_of(cell: &str, columns: &[Label]) -> usize {
    let folded = cell.folded();
    let replacing = ["ersätter ", " för ", "tjänstgör", "tjg ", "ers "]
        .iter()
        .any(|word| folded.contains(word));
    let official = people::find_with_party(cell).is_empty();
    let wanted = |label: &Label| match label {
        Label::ServingSubstitutes | Label::Substitutes => replacing,
        Label::Others | Label::Officials => official,
        _ => false,
    };
    columns.iter().position(wanted).unwrap_or(0)
}
