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
    let mut count = mask_running_text(&mut lines);
    for place in 1..lines.len() {
        let (above, below) = lines.split_at_mut(place);
        if let (Some(above), Some(below)) = (above.last_mut(), below.first_mut()) {
            count += mask_in_cells(above, below);
        }
    }
    if let Some(title) = &mut source.title {
        *title = mask_personal_numbers(title).text;
    }
    if count > 0 {
        source.findings.push(finding(count));
    }
}

/// All lines as one text: what stands around a number tells what it is, and a number may be broken by the end
/// of a line. A masked number has as many characters as before, so every segment takes back its own.
fn mask_running_text(lines: &mut [&mut SourceLine]) -> usize {
    let texts: Vec<String> = lines.iter().map(|line| line.text()).collect();
    let masked = mask_personal_numbers(&texts.join("\n"));
    if masked.count == 0 {
        return 0;
    }
    for (line, text) in lines.iter_mut().zip(masked.text.split('\n')) {
        let mut characters = text.chars();
        for segment in &mut line.segments {
            let length = segment.text.chars().count();
            replace(segment, characters.by_ref().take(length).collect());
            // The two blanks that a line's text has between its segments.
            characters.by_ref().take(2).for_each(drop);
        }
    }
    masked.count
}

/// A number may be broken by the edge of a cell and go on below in the same cell.
fn mask_in_cells(above: &mut SourceLine, below: &mut SourceLine) -> usize {
    if above.segments.len() < 2 && below.segments.len() < 2 {
        return 0;
    }
    let (mut count, mut from) = (0, 0);
    for first in &mut above.segments {
        // Segments stand from left to right: those left of this one are left of the next one too.
        let passed = below.segments.iter().skip(from);
        from += passed
            .take_while(|second| second.right <= first.left)
            .count();
        for second in below.segments.iter_mut().skip(from) {
            if second.left >= first.right {
                break;
            }
            count += mask_across(first, second);
        }
    }
    count
}

fn mask_across(first: &mut Segment, second: &mut Segment) -> usize {
    if !could_go_on(&first.text, &second.text) {
        return 0;
    }
    let masked = mask_personal_numbers(&format!("{}\n{}", first.text, second.text));
    if let Some((above, below)) = masked.text.split_once('\n').filter(|_| masked.count > 0) {
        replace(first, above.to_owned());
        replace(second, below.to_owned());
    }
    masked.count
}

fn could_go_on(first: &str, second: &str) -> bool {
    let joins = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '–');
    first.ends_with(joins) && second.starts_with(joins)
}

/// The raw text could still hold what was masked, so it goes.
fn replace(segment: &mut Segment, text: String) {
    if segment.text != text {
        segment.text = text;
        segment.raw = None;
    }
}

fn finding(count: usize) -> Finding {
    let message = if count == 1 {
        "Ett personnummer har maskerats.".to_owned()
    } else {
        format!("{count} personnummer har maskerats.")
    };
    Finding::info(FindingKind::PersonalNumberMasked, Span::default(), message)
}
