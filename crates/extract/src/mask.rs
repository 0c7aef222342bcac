//! Personal numbers leave no file unmasked: not in the lines, not across two of them, not in the raw text.

use paragraf_language::mask_personal_numbers;
use paragraf_model::{Finding, FindingKind, Segment, SourceLine, SourceText, Span, TextOrigin};

use crate::misread::digits_as_meant;

mod across_pages;

/// Masks every personal number and reports how many there were.
pub fn mask(source: &mut SourceText) {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for page in &mut source.pages {
        let is_recognised = page.origin == TextOrigin::Ocr;
        let of_page = page.lines.iter_mut().filter(|line| !line.is_blank());
        lines.extend(of_page.map(|line| Line {
            line,
            is_recognised,
        }));
    }
    let mut count = mask_running_text(&mut lines);
    for place in 1..lines.len() {
        let (above, below) = lines.split_at_mut(place);
        if let (Some(above), Some(below)) = (above.last_mut(), below.first_mut()) {
            count += mask_in_cells(above, below);
        }
    }
    count += across_pages::mask(source);
    if let Some(title) = &mut source.title {
        let masked = mask_personal_numbers(title);
        *title = masked.text;
        count += masked.count;
    }
    if count > 0 {
        source.findings.push(finding(count));
    }
}

/// A line, and whether a recogniser read it, who takes digits for letters.
struct Line<'a> {
    line: &'a mut SourceLine,
    is_recognised: bool,
}

/// As long as the text itself, with the digits that are meant.
fn meant(text: &str, is_recognised: bool) -> String {
    if is_recognised {
        digits_as_meant(text)
    } else {
        text.to_owned()
    }
}

/// All lines as one text: what stands around a number tells what it is, and a number may be broken by the end
/// of a line. A masked number has as many characters as before, so every segment takes back its own.
fn mask_running_text(lines: &mut [Line<'_>]) -> usize {
    let meant: Vec<String> = lines
        .iter()
        .map(|line| meant(&line.line.text(), line.is_recognised))
        .collect();
    let meant = meant.join("\n");
    let masked = mask_personal_numbers(&meant);
    if masked.count == 0 {
        return 0;
    }
    let texts = meant.split('\n').zip(masked.text.split('\n'));
    for (line, (meant, masked)) in lines.iter_mut().zip(texts) {
        let mut characters = meant.chars().zip(masked.chars());
        for segment in &mut line.line.segments {
            let length = segment.text.chars().count();
            let (meant, masked): (String, String) = characters.by_ref().take(length).unzip();
            replace(segment, &meant, &masked);
            // The two blanks that a line's text has between its segments.
            characters.by_ref().take(2).for_each(drop);
        }
    }
    masked.count
}

/// A number may be broken by the edge of a cell and go on below in the same cell.
fn mask_in_cells(above: &mut Line<'_>, below: &mut Line<'_>) -> usize {
    if above.line.segments.len() < 2 && below.line.segments.len() < 2 {
        return 0;
    }
    let are_recognised = above.is_recognised && below.is_recognised;
    let (mut count, mut from) = (0, 0);
    for first in &mut above.line.segments {
        // Segments stand from left to right: those left of this one are left of the next one too.
        let passed = below.line.segments.iter().skip(from);
        from += passed
            .take_while(|second| second.right <= first.left)
            .count();
        for second in below.line.segments.iter_mut().skip(from) {
            if second.left >= first.right {
                break;
            }
            count += mask_across(first, second, are_recognised);
        }
    }
    count
}

/// One number that begins at the end of one segment and ends at the start of another.
fn mask_across(first: &mut Segment, second: &mut Segment, are_recognised: bool) -> usize {
    let [above, below] = [&first.text, &second.text].map(|text| meant(text, are_recognised));
    if !could_go_on(&above, &below) {
        return 0;
    }
    let masked = mask_personal_numbers(&format!("{above}\n{below}"));
    if let Some((first_masked, second_masked)) = masked.text.split_once('\n') {
        replace(first, &above, first_masked);
        replace(second, &below, second_masked);
    }
    masked.count
}

fn could_go_on(first: &str, second: &str) -> bool {
    let joins = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '–');
    first.ends_with(joins) && second.starts_with(joins)
}

/// Puts in what was masked; all else stays as it was read. The raw text could still hold it, so it goes.
fn replace(segment: &mut Segment, meant: &str, masked: &str) {
    if meant == masked {
        return;
    }
    let characters = segment.text.chars().zip(meant.chars().zip(masked.chars()));
    let character = |(read, (meant, masked))| if meant == masked { read } else { masked };
    segment.text = characters.map(character).collect();
    segment.raw = None;
}

fn finding(count: usize) -> Finding {
    let message = if count == 1 {
        "Ett personnummer har maskerats.".to_owned()
    } else {
        format!("{count} personnummer har maskerats.")
    };
    Finding::info(FindingKind::PersonalNumberMasked, Span::default(), message)
}
