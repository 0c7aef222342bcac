//! Where a title ends: it has no end mark, and the text may follow without a blank line.

use super::Opening;
use super::cases;
use crate::lines::{Line, Reflow, is_left_hanging};
use crate::scan;
use crate::sections;

/// How titles are set in this document.
#[derive(Debug, Default)]
pub(crate) struct TitleStyle {
    /// Right edge of full title lines; `None` where no title is wrapped.
    margin: Option<f32>,
    /// Titles stand above their labels.
    pub(super) above_label: bool,
    /// Case numbers stand above their labels.
    pub(super) case_above_label: bool,
}

/// So many lines can be one title.
const LONGEST: usize = 8;

/// A line that ends so far from the margin, in shares of it, was not broken there for want of room.
const SHORT: f32 = 0.15;

impl TitleStyle {
    /// Learns from all headers how titles are set.
    pub(crate) fn learn(lines: &[Line<'_>], openings: &[Opening]) -> TitleStyle {
        let mut rights = Vec::new();
        let mut untitled = 0;
        let mut case_above = 0;
        for opening in openings {
            let above = last_text(lines, opening.line);
            case_above +=
                usize::from(above.is_some_and(|line| cases::read_all(&line.text).is_some()));
            let run = run_after(lines, opening.line + 1);
            if run.is_empty() && cases::part(&opening.label.rest).title.is_empty() {
                untitled += 1;
            }
            if run.len() <= 5 && !run.last().is_some_and(|last| ends_text(last)) {
                rights.extend(
                    run.iter()
                        .take(run.len().saturating_sub(1))
                        .map(|line| line.right()),
                );
            }
        }
        rights.sort_by(f32::total_cmp);
        TitleStyle {
            margin: rights.get(rights.len() * 9 / 10).copied(),
            above_label: untitled * 2 > openings.len(),
            case_above_label: case_above * 2 > openings.len(),
        }
    }

    /// How many of the lines from `start` on are the title's. `begun` is a line that already holds the title's beginning.
    pub(super) fn title_lines(
        &self,
        lines: &[Line<'_>],
        start: usize,
        begun: Option<&Line<'_>>,
        reflow: &Reflow,
    ) -> usize {
        let after = run_after(lines, start);
        let touches = |line: &Line<'_>| {
            after
                .first()
                .is_some_and(|first| first.number == line.number + 1)
        };
        if begun.is_some_and(|line| !touches(line)) {
            return 0;
        }
        let run: Vec<&Line<'_>> = begun.into_iter().chain(after).collect();
        let own = usize::from(begun.is_some());
        let count = self
            .length(&run, begun.is_some(), lines, reflow)
            .min(LONGEST);
        count.saturating_sub(own)
    }

    /// How many lines of a run without gaps are a title.
    fn length(
        &self,
        run: &[&Line<'_>],
        is_begun: bool,
        lines: &[Line<'_>],
        reflow: &Reflow,
    ) -> usize {
        let Some((first, last)) = run.first().zip(run.last()) else {
            return 0;
        };
        if let Some(other) = run.iter().position(|line| is_set_otherwise(first, line)) {
            return other;
        }
        if !ends_text(last) && run.len() <= LONGEST {
            return run.len();
        }
        if let Some(boundary) = self.boundary(run, reflow) {
            return boundary;
        }
        let words: usize = run.iter().map(|line| line.text.split(' ').count()).sum();
        let closed = closes_title(lines, last.number as usize);
        match (is_begun, closed) {
            (_, true) if run.len() <= 4 => run.len(),
            // What stands on the label's own line is a title whatever follows.
            (true, _) => {
                run.iter()
                    .take_while(|line| is_left_hanging(&line.folded))
                    .count()
                    + 1
            }
            _ if words <= 3 => run.len(),
            _ => 0,
        }
    }

    /// The first place where a line ends though there was room for the next word, and the next begins anew.
    fn boundary(&self, run: &[&Line<'_>], reflow: &Reflow) -> Option<usize> {
        let widest = run.iter().map(|line| line.right()).max_by(f32::total_cmp);
        let margin = self.margin.or(reflow.margin()).or(widest)?;
        let gaps = run.iter().zip(run.iter().skip(1)).zip(1..);
        let room =
            |before: &Line<'_>, after: &Line<'_>| margin - crate::lines::reach(before, after);
        let begins = gaps.filter(|((before, after), _)| {
            !scan::begins_small(&after.text)
                && !after.text.starts_with('(')
                && !is_left_hanging(&before.folded)
        });
        let mut roomy = begins.filter(|((before, after), _)| {
            let wide = after.right() > margin * 1.08 && before.right() <= margin * 1.02;
            room(before, after) > margin * SHORT || wide
        });
        roomy.next().map(|(_, place)| place)
    }
}

/// In other letters than the title's first line: another size or weight, or no capitals any more.
fn is_set_otherwise(first: &Line<'_>, line: &Line<'_>) -> bool {
    let letters = first
        .text
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    if letters > 3 && scan::is_all_capitals(&first.text) && !scan::is_all_capitals(&line.text) {
        return true;
    }
    let (Some(one), Some(other)) = (first.segments.last(), line.segments.first()) else {
        return false;
    };
    let sizes = one.font_size.zip(other.font_size);
    sizes
        .is_some_and(|(size, other_size)| (size - other_size).abs() > 0.6 || one.bold != other.bold)
}

/// Ends as sentences and lead-ins do, and titles do not.
fn ends_text(line: &Line<'_>) -> bool {
    let abbreviated = ["m.m.", "m.fl.", "m. m.", "m. fl.", "m m.", "etc.", "mm."]
        .iter()
        .any(|end| line.folded.ends_with(end));
    scan::ends_sentence(&line.text) && !line.text.ends_with(')') && !abbreviated
}

/// Lines with text from `start` on without a gap, up to a heading, a label or another paragraph.
fn run_after<'l, 's>(lines: &'l [Line<'s>], start: usize) -> Vec<&'l Line<'s>> {
    let mut run: Vec<&Line<'_>> = Vec::new();
    for line in lines.iter().skip(start) {
        if line.is_furniture || (line.is_blank() && run.is_empty()) {
            continue;
        }
        let is_label =
            cases::after_label(&line.text).is_some() || cases::read_all(&line.text).is_some();
        if run.is_empty() && is_label {
            continue;
        }
        let is_title = run.is_empty() && sections::may_be_title(&line.text);
        let goes_on = line.text.starts_with('§')
            && run
                .last()
                .is_some_and(|before| is_left_hanging(&before.folded));
        if line.is_blank() || run.len() > 12 || (opens_something(line) && !is_title && !goes_on) {
            break;
        }
        run.push(line);
    }
    run
}

fn opens_something(line: &Line<'_>) -> bool {
    line.is_heading
        || line.opens_decision
        || cases::after_label(&line.text).is_some()
        || cases::read_all(&line.text).is_some()
        || line.folded.starts_with("handläggare:")
        || line.folded.starts_with('§')
}

/// A heading or a label follows the line with this number, blank lines or none between. Another paragraph
/// that follows says nothing: what stands before it may be all its text.
fn closes_title(lines: &[Line<'_>], number: usize) -> bool {
    let next = lines.iter().skip(number).find(|line| line.has_text());
    next.is_some_and(|line| opens_something(line) && !line.folded.starts_with('§'))
}

pub(super) fn last_text<'l, 's>(lines: &'l [Line<'s>], before: usize) -> Option<&'l Line<'s>> {
    lines
        .get(..before)?
        .iter()
        .rev()
        .find(|line| line.has_text())
}

/// The lines right above the label, where titles stand above. Indices, in order.
pub(super) fn lines_above(lines: &[Line<'_>], label: usize) -> Vec<usize> {
    let mut above: Vec<usize> = Vec::new();
    for index in (0..label).rev() {
        let Some(line) = lines.get(index) else { break };
        if line.is_blank() && above.is_empty() {
            continue;
        }
        if !line.has_text() || line.is_heading || line.text.ends_with('.') || above.len() >= 4 {
            break;
        }
        above.push(index);
    }
    above.reverse();
    let begins_small = above
        .first()
        .and_then(|&index| lines.get(index))
        .is_some_and(|line| scan::begins_small(&line.text));
    if begins_small { Vec::new() } else { above }
}
