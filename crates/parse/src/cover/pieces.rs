//! The cover's lines cut into labels and values, also where nothing but a single blank parts the two.

use std::ops::Range;

use paragraf_model::{Segment, Span};

use super::labels::{self, Label};
use crate::lines::{Line, is_rule};
use crate::scan;

/// A label, or a piece of a value, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    /// `None` for a value.
    pub(super) label: Option<Label>,
    pub(super) text: &'t str,
    pub(super) left: f32,
    /// How far apart edges of the same column may be.
    pub(super) tolerance: f32,
    /// Its line.
    pub(super) span: Span,
    /// Place of its segment in the line.
    pub(super) segment: usize,
    /// Indices of its line and of further lines that its label takes.
    pub(super) lines: Vec<usize>,
    /// A label that another one follows after a single blank: no place tells their columns apart.
    pub(super) is_crowded: bool,
    /// How many labels stand before it in its segment without a value between.
    pub(super) place_in_crowd: usize,
}

impl Piece<'_> {
    pub(super) fn is_at(&self, left: f32) -> bool {
        (self.left - left).abs() <= self.tolerance
    }
}

/// The pieces of each line, with labels that go on in the lines below made whole.
pub(super) fn cut<'t>(lines: &[(usize, &'t Line<'_>)]) -> Vec<Vec<Piece<'t>>> {
    let of_line = |(index, line): &(usize, &'t Line<'_>)| {
        let segments = line.segments.iter().enumerate();
        segments
            .flat_map(|(place, segment)| of_segment(*index, line.span(), place, segment))
            .collect()
    };
    let mut rows: Vec<Vec<Piece<'t>>> = lines.iter().map(of_line).collect();
    for place in 0..rows.len() {
        let Some(row) = rows.get_mut(place) else {
            continue;
        };
        let mut above = std::mem::take(row);
        for piece in &mut above {
            make_whole(piece, rows.get_mut(place + 1..).unwrap_or_default());
        }
        if let Some(row) = rows.get_mut(place) {
            *row = above;
        }
    }
    rows
}

/// So many lines below its first one a label may take.
const MORE_LINES: usize = 2;

/// `Datum för anslags` / `uppsättande`, `Övriga` / `närvarande`: the longest label wins, since the shorter one
/// would leave a rest that reads as a label of its own.
fn make_whole(piece: &mut Piece<'_>, below: &mut [Vec<Piece<'_>>]) {
    if piece.text.len() > 60 || piece.text.ends_with(':') || scan::begins_small(piece.text) {
        return;
    }
    let mut joined = piece.text.to_owned();
    let mut whole: Option<(usize, Label, usize)> = None;
    for (depth, row) in below.iter().enumerate().take(MORE_LINES) {
        let Some(more) = row.iter().find(|more| goes_on(piece, more)) else {
            break;
        };
        joined = match joined.strip_suffix('-') {
            Some(cut) if !more.text.starts_with("och ") => format!("{cut}{}", more.text),
            _ => format!("{joined} {}", more.text),
        };
        if let Some((label, value)) =
            labels::read(&joined).filter(|(_, value)| value.len() < more.text.len())
        {
            whole = Some((depth, label, value.len()));
        }
    }
    let Some((depth, label, value)) = whole else {
        return;
    };
    piece.label = Some(label);
    for (at_depth, row) in below.iter_mut().enumerate().take(depth + 1) {
        let Some(at) = row.iter().position(|more| goes_on(piece, more)) else {
            continue;
        };
        let more = row.remove(at);
        piece.lines.extend(more.lines.iter().copied());
        // "anslags uppsättande 2007-01-24": the label's last words have the value behind them.
        let rest = more
            .text
            .len()
            .checked_sub(value)
            .and_then(|start| more.text.get(start..));
        if let Some(text) = rest.filter(|_| at_depth == depth && value > 0) {
            row.insert(at, Piece { text, ..more });
        }
    }
}

fn goes_on(piece: &Piece<'_>, more: &Piece<'_>) -> bool {
    more.is_at(piece.left) && scan::begins_small(more.text) && more.text.len() < 60
}

fn of_segment<'t>(line: usize, span: Span, place: usize, segment: &'t Segment) -> Vec<Piece<'t>> {
    let text = segment.text.as_str();
    let width = (segment.right - segment.left) / text.chars().count().max(1) as f32;
    // Counted in character columns, a text is as wide as it has characters; in points it is several times wider.
    let tolerance = if width <= 1.01 { 2.5 } else { 9.0 };
    let mut parts = Vec::new();
    for run in without_rules(text) {
        split(text, run, &mut parts);
    }
    let mut labels_before = 0;
    let piece = |part: Part| {
        let place_in_crowd = labels_before;
        labels_before = if part.label.is_some() {
            labels_before + 1
        } else {
            0
        };
        // Prose under a label in its middle goes on at the margin.
        let offset = match part.label {
            Some(_) => 0,
            None => text.get(..part.range.start)?.chars().count(),
        };
        Some(Piece {
            label: part.label,
            text: text.get(part.range)?.trim(),
            left: segment.left + offset as f32 * width,
            tolerance,
            span,
            segment: place,
            lines: vec![line],
            is_crowded: part.is_crowded,
            place_in_crowd,
        })
    };
    parts.into_iter().filter_map(piece).collect()
}

/// The runs of text between dotted lines to sign on: `Sekreterare ........ Paragrafer 48–51`.
fn without_rules(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        let range = at..at + word.len();
        at = range.end + 1;
        if word.is_empty() || is_rule(word) {
            runs.push(0..0);
            continue;
        }
        match runs.last_mut().filter(|run| run.start < run.end) {
            Some(run) => run.end = range.end,
            None => runs.push(range),
        }
    }
    runs.retain(|run| run.start < run.end);
    runs
}

struct Part {
    label: Option<Label>,
    range: Range<usize>,
    is_crowded: bool,
}

/// Parts a run at its labels: the one that it begins with, and those inside that a value of theirs follows.
fn split(text: &str, run: Range<usize>, parts: &mut Vec<Part>) {
    let Some(own) = text.get(run.clone()).filter(|own| !own.is_empty()) else {
        return;
    };
    let Some((label, value)) = labels::read(own) else {
        let cut = inner_label(own, None).map_or(run.end, |at| run.start + at);
        let range = run.start..cut;
        parts.push(Part {
            label: None,
            range,
            is_crowded: false,
        });
        return split(text, cut..run.end, parts);
    };
    let value_at = run.end - value.len();
    let range = run.start..value_at;
    let begins_list = labels::is_list(label) && labels::begins_with_list(value);
    // "Övriga deltagare: Ersättare: Bo Ek (M)" names one list, not two that stand side by side.
    let of_label = own.strip_suffix(value).unwrap_or_default();
    let narrows = begins_list && of_label.contains(':') && value.contains(": ");
    let is_crowded = begins_list && !narrows;
    parts.push(Part {
        label: Some(label),
        range,
        is_crowded,
    });
    let goes_on = |(inner, _): (Label, &str)| {
        is_crowded || narrows || label == Label::Unused || labels::is_fact(inner)
    };
    if labels::read(value).is_some_and(goes_on) {
        return split(text, value_at..run.end, parts);
    }
    let cut = inner_label(value, Some(label)).map_or(run.end, |at| value_at + at);
    if value_at < cut {
        parts.push(Part {
            label: None,
            range: value_at..cut,
            is_crowded: false,
        });
    }
    split(text, cut..run.end, parts);
}

/// Where a label stands behind a value on the same line: `Datum 2024-02-29 Tid 14.00 Plats Rådhuset`.
fn inner_label(value: &str, outer: Option<Label>) -> Option<usize> {
    if outer.is_some_and(|label| labels::is_list(label) || label == Label::Contents) {
        return None;
    }
    let starts = value.match_indices(' ').map(|(at, _)| at + 1);
    starts
        .filter(|&at| value.get(at..).is_some_and(scan::is_capitalised))
        .find(|&at| {
            let rest = value.get(at..).unwrap_or_default();
            // A capital alone makes no label of a word in the middle of a sentence.
            labels::read(rest).is_some_and(|(label, inner)| {
                let colon = rest
                    .get(..rest.len() - inner.len())
                    .is_some_and(|label| label.contains(':'));
                !inner.is_empty() && (colon || outer.is_some() && labels::is_fact(label))
            })
        })
}
