//! Page heads and feet, found by their repeating from page to page with digits masked.
//!
//! Plain text out of a PDF often has the first heading of a page *inside* the head, so lines are judged one
//! by one from the page's edge inwards, and what does not repeat stays.

use std::borrow::Cow;

use paragraf_model::{Finding, FindingKind};
use rustc_hash::FxHashMap;

use super::Line;
use super::edges;
use super::furniture_words::{self, Known, is_end_mark};
use super::is_list_mark;
use super::torn_heads;
use crate::headers;
use crate::notes::Notes;
use crate::scan;

/// Marks page heads, page feet and rules. Tells of each repeated text once, at its first place.
pub(super) fn mark(lines: &mut [Line<'_>], notes: &mut Notes) {
    for line in lines.iter_mut() {
        line.is_furniture = is_end_mark(&line.text);
    }
    let keys: Vec<Key<'_>> = lines.iter().map(key).collect();
    let marks = if lines.iter().any(|line| line.page.is_some()) {
        edges::mark(lines, &keys)
    } else {
        between_pages_without_breaks(lines, &keys)
    };
    let marks = torn_heads::complete(lines, &keys, marks);
    report(lines, &keys, &marks, notes);
    for (line, marked) in lines.iter_mut().zip(marks) {
        line.is_furniture |= marked;
    }
}

/// A line as it is compared with others.
pub(super) type Key<'l> = Option<Cow<'l, str>>;

/// Digits masked, capitals kept, since a wrapped word may be the body's name in small letters; `None` for lines that are never furniture: blank ones, headings and paragraph headers.
fn key<'l>(line: &'l Line<'_>) -> Key<'l> {
    if line.is_blank() || line.is_furniture || line.text.len() > 200 {
        return None;
    }
    let opens = line.has_sign && headers::label::read(&line.text).is_some();
    let labelled =
        headers::cases::after_label(&line.text).is_some() || line.folded.starts_with("handläggare");
    let is_content = opens
        || labelled
        || line.is_heading()
        || line.opens_decision
        || is_list_mark(&line.text) && !furniture_words::is_page_number(&line.folded);
    if is_content && line.known() < Known::Usual {
        return None;
    }
    // Which case it is tells a page head that names one from headers at the same place of several pages.
    if is_same_masked(&line.text) || headers::cases::read_all(&line.text).is_some() {
        return Some(Cow::Borrowed(&line.text));
    }
    let mut masked = String::with_capacity(line.text.len());
    for letter in line.text.chars() {
        let letter = if letter.is_ascii_digit() { '#' } else { letter };
        if !((letter == '#' || letter == ' ') && masked.ends_with(letter)) {
            masked.push(letter);
        }
    }
    Some(Cow::Owned(masked))
}

/// Has neither a digit nor two blanks beside each other.
fn is_same_masked(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let has_gap = pairs.fold(false, |has, (&one, &other)| {
        has | (one == b' ') & (other == b' ')
    });
    !scan::has_digit(text) && !text.contains('#') && !has_gap
}

/// Without page breaks only what heads and feet usually say gives them away, and what always stands beside it.
fn between_pages_without_breaks(lines: &[Line<'_>], keys: &[Key<'_>]) -> Vec<bool> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for key in keys.iter().flatten() {
        *counts.entry(key).or_default() += 1;
    }
    let mut marks: Vec<bool> = lines
        .iter()
        .zip(keys)
        .map(|(line, key)| {
            let Some(key) = key else { return false };
            let count = counts.get(&**key).copied().unwrap_or_default();
            match line.known() {
                Known::Sure => true,
                Known::Usual => count >= 2,
                Known::Name | Known::No => false,
            }
        })
        .collect();
    mark_company(lines, keys, &mut marks);
    marks
}

/// Marks texts that stand next to a marked line again and again, and hardly ever elsewhere. A heading that
/// was caught in the head may stand between.
fn mark_company(lines: &[Line<'_>], keys: &[Key<'_>], marks: &mut [bool]) {
    let with_text: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.has_text())
        .map(|(index, _)| index)
        .collect();
    let is_marked = |index: usize| marks.get(index) == Some(&true);
    let is_heading = |index: usize| keys.get(index).is_some_and(Option::is_none);
    let neighbours = |place: usize| {
        let mut before = with_text
            .get(..place)
            .unwrap_or_default()
            .iter()
            .rev()
            .take(3)
            .skip_while(|&&index| is_heading(index));
        let mut after = with_text
            .get(place + 1..)
            .unwrap_or_default()
            .iter()
            .take(3)
            .skip_while(|&&index| is_heading(index));
        [before.next().copied(), after.next().copied()]
    };
    let mut together: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    let mut beside = Vec::new();
    for (place, &index) in with_text.iter().enumerate() {
        let Some(key) = keys.get(index).and_then(Option::as_deref) else {
            continue;
        };
        let entry = together.entry(key).or_default();
        entry.0 += 1;
        if neighbours(place).into_iter().flatten().any(is_marked) {
            entry.1 += 1;
            beside.push((index, key));
        }
    }
    for (index, key) in beside {
        let least = if lines
            .get(index)
            .is_some_and(|line| line.known() == Known::Name)
        {
            2
        } else {
            4
        };
        let always = together
            .get(key)
            .is_some_and(|&(all, beside)| beside >= least && beside * 10 >= all * 9);
        if let Some(mark) = marks.get_mut(index) {
            *mark |= always;
        }
    }
}

fn report(lines: &[Line<'_>], keys: &[Key<'_>], marks: &[bool], notes: &mut Notes) {
    let mut told: FxHashMap<&str, (usize, u32)> = FxHashMap::default();
    let mut order = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        let (Some(key), Some(true)) = (key, marks.get(index)) else {
            continue;
        };
        let entry = told.entry(key).or_insert_with(|| {
            order.push(&**key);
            (index, 0)
        });
        entry.1 += 1;
    }
    for key in order {
        let Some(&(index, count)) = told.get(key) else {
            continue;
        };
        let Some(line) = lines.get(index) else {
            continue;
        };
        let times = if count == 1 {
            "en gång".to_owned()
        } else {
            format!("{count} gånger")
        };
        let message = format!(
            "Sidhuvud eller sidfot, {times}, utelämnat ur paragraferna: ”{}”.",
            line.text
        );
        notes.find(Finding::info(
            FindingKind::PageFurniture,
            line.span(),
            message,
        ));
    }
}
