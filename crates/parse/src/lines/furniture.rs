//! Page heads and feet, found by their repeating from page to page with digits masked.
//!
//! Plain text out of a PDF often has the first heading of a page *inside* the head, so lines are judged one
//! by one from the page's edge inwards, and what does not repeat stays.

use std::collections::HashMap;

use paragraf_model::{Finding, FindingKind};

use super::Line;
use super::furniture_words::{Known, is_end_mark, known};
use crate::sections;

/// So many lines from a page's edge can belong to its head or foot.
const EDGE: usize = 10;

/// So many lines in a row that do not repeat end a head or foot.
const STRANGERS: usize = 3;

/// Marks page heads, page feet and rules. Tells of each repeated text once, at its first place.
pub(super) fn mark(lines: &mut [Line<'_>], findings: &mut Vec<Finding>) {
    for line in lines.iter_mut() {
        line.is_furniture = is_end_mark(&line.text);
    }
    let keys: Vec<Option<String>> = lines.iter().map(key).collect();
    let marks = if lines.last().is_some_and(|line| line.sheet > 0) {
        at_page_edges(lines, &keys)
    } else {
        between_pages_without_breaks(lines, &keys)
    };
    report(lines, &keys, &marks, findings);
    for (line, marked) in lines.iter_mut().zip(marks) {
        line.is_furniture |= marked;
    }
}

/// Digits masked; `None` for lines that are never furniture: blank ones, headings and paragraph headers.
fn key(line: &Line<'_>) -> Option<String> {
    if line.is_blank() || line.is_furniture || line.text.len() > 200 {
        return None;
    }
    let is_content = line.folded.starts_with('§') || sections::is_heading(&line.text);
    if is_content && known(&line.folded) != Known::Sure {
        return None;
    }
    let mut masked = String::with_capacity(line.folded.len());
    for letter in line.folded.chars() {
        let letter = if letter.is_ascii_digit() { '#' } else { letter };
        if !((letter == '#' || letter == ' ') && masked.ends_with(letter)) {
            masked.push(letter);
        }
    }
    Some(masked)
}

fn at_page_edges(lines: &[Line<'_>], keys: &[Option<String>]) -> Vec<bool> {
    let pages = pages(lines);
    let heads: Vec<Vec<usize>> = pages
        .iter()
        .map(|page| page.iter().copied().take(EDGE).collect())
        .collect();
    let feet: Vec<Vec<usize>> = pages
        .iter()
        .map(|page| page.iter().rev().copied().take(EDGE).collect())
        .collect();
    let mut marks = vec![false; lines.len()];
    for edges in [&heads, &feet] {
        let counts = count(edges, keys);
        let offset = page_number_offset(edges, lines);
        for edge in edges {
            mark_edge(edge, lines, keys, &counts, offset, pages.len(), &mut marks);
        }
    }
    marks
}

/// Indices of the lines with text, page by page.
fn pages(lines: &[Line<'_>]) -> Vec<Vec<usize>> {
    let sheets = lines.last().map_or(0, |line| line.sheet + 1);
    let mut pages = vec![Vec::new(); sheets];
    for (index, line) in lines.iter().enumerate() {
        if line.has_text()
            && let Some(page) = pages.get_mut(line.sheet)
        {
            page.push(index);
        }
    }
    pages
}

/// On how many pages each masked text stands near this edge.
fn count<'k>(edges: &[Vec<usize>], keys: &'k [Option<String>]) -> HashMap<&'k str, usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for edge in edges {
        let mut on_page: Vec<&str> = edge
            .iter()
            .filter_map(|&index| keys.get(index)?.as_deref())
            .collect();
        on_page.sort_unstable();
        on_page.dedup();
        for key in on_page {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts
}

/// What a bare number at the edge differs from its page's place by, where most pages agree on it.
fn page_number_offset(edges: &[Vec<usize>], lines: &[Line<'_>]) -> Option<i64> {
    let mut offsets: Vec<i64> = edges
        .iter()
        .enumerate()
        .flat_map(|(sheet, edge)| {
            let numbers = edge
                .iter()
                .filter_map(|&index| lines.get(index)?.text.parse::<i64>().ok());
            numbers.map(move |number| number - sheet as i64)
        })
        .collect();
    offsets.sort_unstable();
    let best = offsets
        .chunk_by(|a, b| a == b)
        .max_by_key(|same| same.len())?;
    (best.len() >= 2 && best.len() * 2 >= edges.len())
        .then(|| best.first().copied())
        .flatten()
}

fn mark_edge(
    edge: &[usize],
    lines: &[Line<'_>],
    keys: &[Option<String>],
    counts: &HashMap<&str, usize>,
    offset: Option<i64>,
    pages: usize,
    marks: &mut [bool],
) {
    let mut strangers = 0;
    for &index in edge {
        let (Some(line), Some(mark)) = (lines.get(index), marks.get_mut(index)) else {
            continue;
        };
        let key = keys.get(index).and_then(Option::as_deref);
        let bare_number = line.text.parse::<i64>().ok();
        let repeats = match (key, bare_number) {
            (None, _) => false,
            (_, Some(number)) => offset == Some(number - line.sheet as i64),
            (Some(key), None) => counts
                .get(key)
                .is_some_and(|&count| count >= needed(line, pages)),
        };
        if repeats {
            *mark = true;
        } else {
            strangers += 1;
        }
        if strangers >= STRANGERS {
            return;
        }
    }
}

/// How often a line must repeat to count as furniture.
fn needed(line: &Line<'_>, pages: usize) -> usize {
    match known(&line.folded) {
        Known::Sure => 1,
        Known::Usual => 2,
        Known::Name => (pages * 2 / 5).max(2),
        Known::No => (pages / 2).max(3),
    }
}

/// Without page breaks only what heads and feet usually say gives them away, and what always stands beside it.
fn between_pages_without_breaks(lines: &[Line<'_>], keys: &[Option<String>]) -> Vec<bool> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for key in keys.iter().flatten() {
        *counts.entry(key).or_default() += 1;
    }
    let mut marks: Vec<bool> = lines
        .iter()
        .zip(keys)
        .map(|(line, key)| {
            let Some(key) = key else { return false };
            let count = counts.get(key.as_str()).copied().unwrap_or_default();
            match known(&line.folded) {
                Known::Sure => true,
                Known::Usual => count >= 2,
                Known::Name | Known::No => false,
            }
        })
        .collect();
    mark_company(lines, keys, &mut marks);
    marks
}

/// Marks texts that stand next to a marked line again and again, and hardly ever elsewhere.
fn mark_company(lines: &[Line<'_>], keys: &[Option<String>], marks: &mut [bool]) {
    let with_text: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.has_text())
        .map(|(index, _)| index)
        .collect();
    let is_marked = |place: Option<usize>| {
        place
            .and_then(|place| with_text.get(place))
            .is_some_and(|&index| marks.get(index) == Some(&true))
    };
    let mut together: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut beside = Vec::new();
    for (place, &index) in with_text.iter().enumerate() {
        let Some(key) = keys.get(index).and_then(Option::as_deref) else {
            continue;
        };
        let is_beside = is_marked(place.checked_sub(1)) || is_marked(Some(place + 1));
        let entry = together.entry(key).or_default();
        entry.0 += 1;
        if is_beside {
            entry.1 += 1;
            beside.push((index, key));
        }
    }
    for (index, key) in beside {
        let always = together
            .get(key)
            .is_some_and(|&(all, beside)| beside >= 4 && beside * 10 >= all * 9);
        if let Some(mark) = marks.get_mut(index) {
            *mark |= always;
        }
    }
}

fn report(
    lines: &[Line<'_>],
    keys: &[Option<String>],
    marks: &[bool],
    findings: &mut Vec<Finding>,
) {
    let mut told: HashMap<&str, (usize, u32)> = HashMap::new();
    let mut order = Vec::new();
    for (index, key) in keys.iter().enumerate() {
        let (Some(key), Some(true)) = (key, marks.get(index)) else {
            continue;
        };
        let entry = told.entry(key).or_insert_with(|| {
            order.push(key.as_str());
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
        findings.push(Finding::info(
            FindingKind::PageFurniture,
            line.span(),
            message,
        ));
    }
}
