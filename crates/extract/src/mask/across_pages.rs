//! A number that begins at the foot of a page and ends at the top of the next one, with page foot and page head in
//! between: the parser takes those away and would put the number together again.

use paragraf_model::{Segment, SourceLine, SourcePage, SourceText, TextOrigin};

use super::mask_across;

/// Lines from the edge of a page that may be its head or foot.
const HEAD_OR_FOOT: usize = 10;

/// Masks what goes on over the turn of a page.
pub fn mask(source: &mut SourceText) -> usize {
    let mut count = 0;
    for place in 1..source.pages.len() {
        let (before, after) = source.pages.split_at_mut(place);
        if let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) {
            count += over_the_turn(before, after);
        }
    }
    count
}

fn over_the_turn(before: &mut SourcePage, after: &mut SourcePage) -> usize {
    let are_recognised = [&*before, &*after]
        .iter()
        .all(|page| page.origin == TextOrigin::Ocr);
    let mut count = 0;
    let first = before.lines.len().saturating_sub(HEAD_OR_FOOT);
    let last_lines = before.lines.iter_mut().skip(first);
    for above in last_lines
        .flat_map(segments)
        .filter(|one| breaks_off(&one.text))
    {
        let first_lines = after.lines.iter_mut().take(HEAD_OR_FOOT);
        for below in first_lines.flat_map(segments) {
            count += mask_across(above, below, are_recognised);
        }
    }
    count
}

fn segments(line: &mut SourceLine) -> impl Iterator<Item = &mut Segment> {
    line.segments.iter_mut()
}

/// Whether it ends with a date as numbers have it, or with such a date and its dash: page numbers and amounts end
/// lines as well.
fn breaks_off(text: &str) -> bool {
    let text = text.trim_end_matches(['-', '+', '\u{2010}', '\u{2011}', '\u{2013}', ' ']);
    let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
    matches!(digits, 6 | 8)
}
