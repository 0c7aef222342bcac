//! What is left of page heads that were torn apart: dates on lines of their own, and whole heads in the middle of
//! a page whose break was lost.

use rustc_hash::FxHashSet;

use super::Line;
use super::furniture::Key;
use super::furniture_words::Known;
use crate::scan;

/// Adds what belongs to heads that are marked already, or looks like them line by line.
pub(super) fn complete(lines: &[Line<'_>], keys: &[Key<'_>], mut marks: Vec<bool>) -> Vec<bool> {
    let with_text: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.has_text())
        .map(|(index, _)| index)
        .collect();
    let heads = heads_without_break(lines, keys, &marks, &with_text);
    mark(&mut marks, &heads);
    let dates = dates_of_heads(lines, &marks, &with_text);
    mark(&mut marks, &dates);
    marks
}

fn mark(marks: &mut [bool], indices: &[usize]) {
    for &index in indices {
        if let Some(mark) = marks.get_mut(index) {
            *mark = true;
        }
    }
}

/// Lines that are furniture elsewhere, and here stand between two lines that say what only heads and feet say. A
/// heading that was caught may stand among them.
fn heads_without_break(
    lines: &[Line<'_>],
    keys: &[Key<'_>],
    marks: &[bool],
    with_text: &[usize],
) -> Vec<usize> {
    let key = |index: usize| keys.get(index).and_then(Option::as_deref);
    let marked = marks.iter().enumerate().filter(|(_, marked)| **marked);
    let furniture: FxHashSet<&str> = marked.filter_map(|(index, _)| key(index)).collect();
    let mut found = Vec::new();
    let mut together: Vec<usize> = Vec::new();
    let mut strangers = 0;
    for &index in with_text {
        if key(index).is_some_and(|key| furniture.contains(key)) {
            together.push(index);
            strangers = 0;
            continue;
        }
        strangers += 1;
        if strangers > 1 {
            found.extend(between_telling(&together, lines));
            together.clear();
        }
    }
    found.extend(between_telling(&together, lines));
    found
}

/// The part of a row of lines from the first telling one to the last, if it is long enough for a head.
fn between_telling<'t>(together: &'t [usize], lines: &[Line<'_>]) -> &'t [usize] {
    let is_telling = |index: &usize| {
        let line = lines.get(*index);
        line.is_some_and(|line| line.known() >= Known::Usual)
    };
    let first = together.iter().position(is_telling).unwrap_or_default();
    let last = together.iter().rposition(is_telling).unwrap_or_default();
    let between = together.get(first..=last).unwrap_or_default();
    if between.len() >= 3 { between } else { &[] }
}

/// The date of the meeting under its label, or between two other lines of a head.
fn dates_of_heads(lines: &[Line<'_>], marks: &[bool], with_text: &[usize]) -> Vec<usize> {
    let is_marked =
        |place: Option<&usize>| place.is_some_and(|&index| marks.get(index) == Some(&true));
    let is_label = |place: Option<&usize>| {
        let line = place.and_then(|&index| lines.get(index));
        line.is_some_and(|line| line.folded.contains("sammanträdesdatum"))
    };
    let in_heads = with_text.iter().enumerate().filter(|&(place, &index)| {
        let before = place
            .checked_sub(1)
            .and_then(|before| with_text.get(before));
        let is_date = lines
            .get(index)
            .is_some_and(|line| scan::is_date(&line.text));
        let after = with_text.get(place + 1);
        is_date && is_marked(before) && (is_label(before) || is_marked(after))
    });
    in_heads.map(|(_, &index)| index).collect()
}
