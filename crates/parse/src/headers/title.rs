//! Where a title ends: it has no end mark, and the text may follow without a blank line.

use std::ops::Range;

use super::Opening;
use super::cases::{self, AtEnd, Rest};
use super::prose::{
    before_sentence, count_begun, ends_narrow, ends_text, ends_with_sentence, leaves_bracket_open,
    name_goes_on, names_matter, says_more_than_title,
};
use super::run::{self, goes_on_over_gap, opens_something};
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
    /// Where case numbers stand on the label's line.
    pub(super) at_end: AtEnd,
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
        let mut ends = Ends::default();
        for opening in openings {
            let above = last_text(lines, opening.line);
            case_above +=
                usize::from(above.is_some_and(|line| cases::read_all(&line.text).is_some()));
            let run = run::after(lines, opening.line + 1, None);
            let rest = cases::part(&opening.label.rest, AtEnd::SetApart);
            untitled += usize::from(run.is_empty() && rest.title.is_empty());
            ends.count(&rest, lines.get(opening.line + 1..).unwrap_or_default());
            rights.extend(wrapped_rights(&run));
        }
        rights.sort_by(f32::total_cmp);
        TitleStyle {
            margin: rights.get(rights.len() * 9 / 10).copied(),
            above_label: untitled * 2 > openings.len(),
            case_above_label: case_above * 2 > openings.len(),
            at_end: ends.at_end(),
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
        let after = run::after(lines, start, begun);
        let touches = |line: &Line<'_>| {
            after.first().is_some_and(|first| {
                first.number == line.number + 1 || goes_on_over_gap(line, first)
            })
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
        let boundary = self.boundary(run, reflow);
        let holds_text = boundary.is_some_and(|boundary| goes_beyond_title(run, boundary))
            || run.iter().any(|line| ends_text(line));
        if !holds_text && run.len() <= LONGEST {
            return run.len();
        }
        let sentence = before_sentence(run, is_begun);
        match boundary {
            // A title that is set narrower than the text may be broken where there seemed to be room.
            Some(boundary) if sentence == boundary + 1 && ends_narrow(run, boundary) => sentence,
            Some(boundary) if sentence == 0 || sentence > boundary => boundary,
            _ if sentence > 0 => sentence,
            None if ends_with_sentence(run, is_begun) => run.len() - 1,
            _ if run.len() <= 4 && closes_title(lines, last.number as usize) => run.len(),
            _ => beginning(run, is_begun),
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
                && !leaves_bracket_open(&before.text)
                && !name_goes_on(&before.text, &after.text)
        });
        let mut roomy = begins.filter(|((before, after), _)| {
            let wide = after.right() > margin * 1.2 && before.right() <= margin * 1.02;
            room(before, after) > margin * SHORT || wide
        });
        roomy.next().map(|(_, place)| place)
    }
}

/// What stands after the boundary is more than a second line of the title.
fn goes_beyond_title(run: &[&Line<'_>], boundary: usize) -> bool {
    let beyond = run.get(boundary..).unwrap_or_default();
    let second = beyond.first().is_some_and(|line| names_matter(line));
    beyond.iter().any(|line| says_more_than_title(line)) || count_begun(beyond) > 1 && !second
}

/// Where nothing tells title from text: what stands on the label's own line is a title whatever follows, and so
/// are a few words alone.
fn beginning(run: &[&Line<'_>], is_begun: bool) -> usize {
    let words: usize = run.iter().map(|line| line.text.split(' ').count()).sum();
    if is_begun {
        let pairs = run.iter().zip(run.iter().skip(1));
        let goes_on = pairs.take_while(|(before, after)| {
            is_left_hanging(&before.folded) || scan::begins_small(&after.text)
        });
        goes_on.count() + 1
    } else if words <= 3 {
        run.len()
    } else {
        0
    }
}

/// Right edges of the lines of a title that surely were broken: the next one goes on.
fn wrapped_rights(run: &[&Line<'_>]) -> Vec<f32> {
    if run.len() > 5 || run.last().is_some_and(|last| ends_text(last)) {
        return Vec::new();
    }
    let pairs = run.iter().zip(run.iter().skip(1));
    let wrapped = pairs.filter(|(before, after)| {
        scan::begins_small(&after.text) || is_left_hanging(&before.folded)
    });
    wrapped.map(|(before, _)| before.right()).collect()
}

/// How many headers' lines end with a case number, of those that hold a title.
#[derive(Debug, Default)]
struct Ends {
    with_number: usize,
    /// Their number stands on a line of its own, or apart.
    numbered_elsewhere: usize,
    all: usize,
}

impl Ends {
    fn count(&mut self, rest: &Rest, below: &[Line<'_>]) {
        if rest.title.is_empty() {
            return;
        }
        self.all += 1;
        let next = below.iter().find(|line| line.has_text());
        let labelled = next.is_some_and(|line| {
            cases::after_label(&line.text).is_some() || cases::read_all(&line.text).is_some()
        });
        if labelled || !rest.case_numbers.is_empty() {
            self.numbered_elsewhere += 1;
        } else if cases::ends_with_number(&rest.title) {
            self.with_number += 1;
        }
    }

    fn at_end(&self) -> AtEnd {
        let usual = self.with_number >= 2 && self.with_number * 3 >= self.all;
        if usual && self.with_number > self.numbered_elsewhere {
            AtEnd::Usually
        } else {
            AtEnd::SetApart
        }
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

/// The title without a word that says that it is one: `Ärende: Taxa`.
pub(super) fn without_label(title: &str) -> &str {
    const LABELS: [&str; 5] = [
        "Ärende:",
        "Ärenderubrik:",
        "Rubrik:",
        "Ärendemening:",
        "Ärendets rubrik:",
    ];
    let title = title.trim_start();
    LABELS
        .iter()
        .find_map(|label| title.strip_prefix(label))
        .map_or(title, str::trim_start)
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
pub(super) fn lines_above(lines: &[Line<'_>], room: Range<usize>) -> Vec<usize> {
    let mut above: Vec<usize> = Vec::new();
    for index in room.rev() {
        let Some(line) = lines.get(index) else { break };
        if line.is_blank() && above.is_empty() {
            continue;
        }
        // "Anmälan av jäv" right above the label has no text of its own to stand over.
        let is_title = above.is_empty() && sections::may_be_title(&line.text);
        let is_heading = line.is_heading() && !is_title;
        if !line.has_text() || is_heading || line.text.ends_with('.') || above.len() >= 4 {
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
