//! The stretch of a text that shows best why it was found.

use std::collections::BTreeSet;
use std::ops::Range;

use super::marks::Mark;

/// How long an excerpt is at most, in characters, its ellipses apart.
const LENGTH: usize = 240;

/// Stands where the text goes on.
const ELLIPSIS: char = '…';

/// A stretch of a text with the marks in it.
#[derive(Clone, Debug)]
pub(super) struct Excerpt<'a> {
    text: &'a str,
    range: Range<usize>,
    marks: Vec<Mark>,
}

impl<'a> Excerpt<'a> {
    /// The stretch that holds most of what is sought, in whole sentences where they fit. `None` without a mark.
    pub fn best(text: &'a str, marks: Vec<Mark>) -> Option<Excerpt<'a>> {
        let chosen = best_run(text, &marks)?;
        let first = marks.get(chosen.start)?;
        let last = marks.get(chosen.end.checked_sub(1)?)?;
        let range = widen(text, first.range.start..last.range.end);
        let inside = |mark: &Mark| range.start <= mark.range.start && mark.range.end <= range.end;
        let marks = marks.into_iter().filter(inside).collect();
        Some(Excerpt { text, range, marks })
    }

    /// How much of what is sought it shows: different things before many.
    pub fn weight(&self) -> (usize, usize) {
        weight(&self.marks)
    }

    /// Escaped, with `<mark>` around what matched and an ellipsis where the text goes on.
    pub fn html(&self) -> String {
        let mut html = String::with_capacity(self.range.len() * 2);
        if !self
            .text
            .get(..self.range.start)
            .unwrap_or_default()
            .trim()
            .is_empty()
        {
            html.extend([ELLIPSIS, ' ']);
        }
        let mut at = self.range.start;
        for mark in &self.marks {
            escape(
                self.text.get(at..mark.range.start).unwrap_or_default(),
                &mut html,
            );
            html.push_str("<mark>");
            escape(
                self.text.get(mark.range.clone()).unwrap_or_default(),
                &mut html,
            );
            html.push_str("</mark>");
            at = mark.range.end;
        }
        escape(
            self.text.get(at..self.range.end).unwrap_or_default(),
            &mut html,
        );
        if !self
            .text
            .get(self.range.end..)
            .unwrap_or_default()
            .trim()
            .is_empty()
        {
            html.extend([' ', ELLIPSIS]);
        }
        html
    }
}

fn weight(marks: &[Mark]) -> (usize, usize) {
    let different: BTreeSet<usize> = marks.iter().map(|mark| mark.which).collect();
    (different.len(), marks.len())
}

/// The run of marks within one excerpt's length that shows most; of several alike the first.
fn best_run(text: &str, marks: &[Mark]) -> Option<Range<usize>> {
    let places = char_places(text, marks);
    let mut best: Option<((usize, usize), Range<usize>)> = None;
    let mut end = 0;
    for start in 0..marks.len() {
        end = end.max(start + 1);
        while end < marks.len()
            && places
                .get(end)?
                .end
                .saturating_sub(places.get(start)?.start)
                <= LENGTH
        {
            end += 1;
        }
        let weight = weight(marks.get(start..end)?);
        if best.as_ref().is_none_or(|(other, _)| weight > *other) {
            best = Some((weight, start..end));
        }
    }
    best.map(|(_, run)| run)
}

/// The marks' ranges counted in characters, in one walk through the text.
fn char_places(text: &str, marks: &[Mark]) -> Vec<Range<usize>> {
    let (mut bytes, mut chars) = (0, 0);
    let mut count_to = |end: usize| {
        chars += text
            .get(bytes..end)
            .map_or(0, |piece| piece.chars().count());
        bytes = end;
        chars
    };
    marks
        .iter()
        .map(|mark| count_to(mark.range.start)..count_to(mark.range.end))
        .collect()
}

/// Grows to the ends of the sentence or line on both sides, or as far as the length allows, at a word's end.
fn widen(text: &str, core: Range<usize>) -> Range<usize> {
    let used = text
        .get(core.clone())
        .map_or(0, |core| core.chars().count());
    let spare = LENGTH.saturating_sub(used);
    let before = text.get(..core.start).unwrap_or_default();
    let after = text.get(core.end..).unwrap_or_default();
    let wanted_before = sentence_before(before);
    let wanted_after = sentence_after(after);
    // What one side does not need the other may have.
    let for_before = spare.saturating_sub(wanted_after.min(spare / 2));
    let taken_before = wanted_before.min(for_before);
    let taken_after = wanted_after.min(spare - taken_before);
    let start = core.start - tail(before, taken_before, taken_before < wanted_before).len();
    let end = core.end + head(after, taken_after, taken_after < wanted_after).len();
    start..end
}

/// Characters back to where the sentence or line begins.
fn sentence_before(before: &str) -> usize {
    let mut count = 0;
    let mut next = None;
    for c in before.chars().rev() {
        let ends = c == '\n' || (is_full_stop(c) && next.is_some_and(char::is_whitespace));
        if ends {
            return count - usize::from(c != '\n').min(count);
        }
        next = Some(c);
        count += 1;
    }
    count
}

/// Characters on to where the sentence or line ends, its full stop included.
fn sentence_after(after: &str) -> usize {
    let mut count = 0;
    let mut chars = after.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' {
            return count;
        }
        count += 1;
        if is_full_stop(c) && chars.peek().is_none_or(|next| next.is_whitespace()) {
            return count;
        }
    }
    count
}

fn is_full_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?')
}

/// The last characters of a text; where it is cut, from the next word's beginning.
fn tail(text: &str, chars: usize, cut: bool) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(chars)
        .last()
        .map_or(text.len(), |(start, _)| start);
    let tail = text.get(start..).unwrap_or_default();
    let tail = if cut {
        tail.split_once(char::is_whitespace)
            .map_or("", |(_, rest)| rest)
    } else {
        tail
    };
    tail.trim_start()
}

/// The first characters of a text; where it is cut, to the last word's end.
fn head(text: &str, chars: usize, cut: bool) -> &str {
    let end = text
        .char_indices()
        .nth(chars)
        .map_or(text.len(), |(end, _)| end);
    let head = text.get(..end).unwrap_or_default();
    let head = if cut {
        head.rsplit_once(char::is_whitespace)
            .map_or("", |(rest, _)| rest)
    } else {
        head
    };
    head.trim_end()
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
}
