//! Personal numbers leave no file unmasked: not in the lines, not across two of them, not in the raw text.

use paragraf_language::mask_personal_numbers;
use paragraf_model::{Finding, FindingKind, Segment, SourceLine, SourceText, Span};

/// Masks every personal number and reports how many there were.
pub fn mask(source: &mut SourceText) {
    let mut lines: Vec<&mut SourceLine> = source
        .pages
        .iter_mut()
        .flat_map(|page| &mut page.lines)
        .filter(|line| !line.is_blank())
        .collect();
    let mut count = 0;
    for line in &mut lines {
        count += line.segments.iter_mut().map(mask_segment).sum::<usize>();
    }
    for place in 1..lines.len() {
        let (above, below) = lines.split_at_mut(place);
        if let (Some(above), Some(below)) = (above.last_mut(), below.first_mut()) {
            count += mask_between(above, below);
        }
    }
    if let Some(title) = &mut source.title {
        *title = mask_personal_numbers(title).text;
    }
    if count > 0 {
        source.findings.push(finding(count));
    }
}

/// A number may be broken by the end of a line, or by the edge of a cell and go on below in the same cell.
fn mask_between(above: &mut SourceLine, below: &mut SourceLine) -> usize {
    let last = above.segments.len().saturating_sub(1);
    let mut count = 0;
    for (place, first) in above.segments.iter_mut().enumerate() {
        for (other, second) in below.segments.iter_mut().enumerate() {
            let in_reading_order = place == last && other == 0;
            let in_one_cell = first.left < second.right && second.left < first.right;
            if in_reading_order || in_one_cell {
                count += mask_across(first, second);
            }
        }
    }
    count
}

fn mask_segment(segment: &mut Segment) -> usize {
    let masked = mask_personal_numbers(&segment.text);
    segment.text = masked.text;
    // Invisible characters inside a number can hide it in the raw text: better none than one too many.
    let in_raw = segment.raw.as_deref().map(mask_personal_numbers);
    if masked.count > 0 || in_raw.is_some_and(|raw| raw.count > 0) {
        segment.raw = None;
    }
    masked.count
}

fn mask_across(first: &mut Segment, second: &mut Segment) -> usize {
    if !could_go_on(&first.text, &second.text) {
        return 0;
    }
    let joined = format!("{}{}", first.text, second.text);
    let masked = mask_personal_numbers(&joined);
    if masked.count == 0 {
        return 0;
    }
    let length = first.text.chars().count();
    first.text = masked.text.chars().take(length).collect();
    second.text = masked.text.chars().skip(length).collect();
    (first.raw, second.raw) = (None, None);
    masked.count
}

fn could_go_on(first: &str, second: &str) -> bool {
    let joins = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '\u{2010}'..='\u{2013}');
    first.ends_with(joins) && second.starts_with(joins)
}

fn finding(count: usize) -> Finding {
    let message = if count == 1 {
        "Ett personnummer har maskerats.".to_owned()
    } else {
        format!("{count} personnummer har maskerats.")
    };
    Finding::info(FindingKind::PersonalNumberMasked, Span::default(), message)
}
