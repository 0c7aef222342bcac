//! A paragraph's header read as a whole: title, case numbers and officers on and around the label's line.

use std::ops::Range;

use paragraf_model::{CaseNumber, Rule, Span};

use super::Opening;
use super::below::{self, read_labels};
use super::cases;
use super::label;
use super::title::{self, TitleStyle};
use crate::lines::{Line, Reflow};
use crate::notes::{self, Sourced};
use crate::people;

/// What a header says, and which lines it takes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(crate) title: Option<Sourced<String>>,
    pub(crate) case_numbers: Vec<Sourced<CaseNumber>>,
    pub(crate) case_officers: Vec<Sourced<String>>,
    /// Indices of its lines, in order; the label's line is among them.
    pub(crate) lines: Vec<usize>,
    /// Index of the first line that is not the header's any more.
    pub(crate) body: usize,
}

impl Head {
    pub(super) fn add_cases(&mut self, case_numbers: Vec<CaseNumber>, rule: Rule, span: Span) {
        let sourced = case_numbers
            .into_iter()
            .map(|case_number| Sourced::new(case_number, rule, span));
        self.case_numbers.extend(sourced);
    }

    pub(super) fn add_officers(&mut self, names: &str, span: Span) {
        let sourced = people::officers(names)
            .into_iter()
            .map(|name| Sourced::new(name, Rule::BehindLabel, span));
        self.case_officers.extend(sourced);
    }

    /// Keeps the title without its label, and the case numbers at its end.
    fn set_title(&mut self, title: &Title, lines: &[Line<'_>], label: usize, style: &TitleStyle) {
        let rule = match title.lines.first() {
            Some(&first) if first == label => Rule::BesideNumber,
            Some(&first) if first < label => Rule::AboveNumber,
            _ => Rule::UnderNumber,
        };
        let span = notes::span_of(lines, title.lines.iter().copied());
        let mut text = title.text.clone();
        let in_title = cases::part(&text, style.at_end);
        // "(KS/2017:290," / "KS/2017:291)": the list began in the title's last line.
        let begins_list = text.rfind('(') > text.rfind(')');
        let has_own = !in_title.case_numbers.is_empty();
        if has_own && (self.case_numbers.is_empty() || begins_list) {
            let below = std::mem::take(&mut self.case_numbers);
            self.add_cases(in_title.case_numbers, Rule::WithinTitle, span);
            self.case_numbers.extend(below);
            text = in_title.title;
        }
        let text = title::without_label(&text)
            .trim_end_matches(['_', ' ', ',', ';', '–'])
            .trim_start_matches([' ', ':', ';', ',', '-', '–', '.']);
        self.title = (!text.is_empty()).then(|| Sourced::new(text.to_owned(), rule, span));
    }
}

/// Reads the header that opens on a line. `room` is the lines that may be its own: after the header before, up to
/// the next label.
pub(crate) fn read(
    lines: &[Line<'_>],
    opening: &Opening,
    room: Range<usize>,
    style: &TitleStyle,
    reflow: &Reflow,
) -> Head {
    let mut head = Head {
        lines: vec![opening.line],
        body: opening.line + 1,
        ..Head::default()
    };
    let own = lines.get(opening.line).map(Line::span).unwrap_or_default();
    let rest = cases::part(without_earlier_handling(&opening.label.rest), style.at_end);
    head.add_cases(rest.case_numbers, Rule::BesideNumber, own);
    let beside = read_labels(&rest.title, own, &mut head).unwrap_or(rest.title);
    let mut title = below::read(lines, opening, room.end, beside, style, reflow, &mut head);
    if title.text.is_empty() && style.above_label {
        title = title_above(lines, room.start..opening.line, reflow);
        head.lines.extend(&title.lines);
    }
    if head.case_numbers.is_empty() && style.case_above_label {
        case_above(lines, room.start..opening.line, &mut head);
    }
    head.lines
        .extend(labels_above(lines, room.start..opening.line));
    head.set_title(&title, lines, opening.line, style);
    head.lines.sort_unstable();
    head
}

fn title_above(lines: &[Line<'_>], room: Range<usize>, reflow: &Reflow) -> Title {
    let above = title::lines_above(lines, room);
    let text: Vec<&Line<'_>> = above.iter().filter_map(|&index| lines.get(index)).collect();
    Title {
        text: reflow.one_line(&text),
        lines: above,
    }
}

/// A title and the indices of its lines.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) lines: Vec<usize>,
}

/// `Sn § 50  Au § 84  Sn § 34  Dnr …`: the earlier handling stands in the header too.
fn without_earlier_handling(rest: &str) -> &str {
    let mut rest = rest;
    if rest.len() > cases::LONGEST {
        return rest;
    }
    while let Some(earlier) = label::read(rest).filter(|label| label.prefix.is_some()) {
        let Some(before) = rest
            .strip_suffix(earlier.rest.as_str())
            .filter(|before| !before.is_empty())
        else {
            break;
        };
        rest = rest.get(before.len()..).unwrap_or_default();
    }
    rest
}

/// Case numbers above the label, on one line or on several that touch.
fn case_above(lines: &[Line<'_>], above: Range<usize>, head: &mut Head) {
    let last = above
        .clone()
        .rev()
        .find(|&index| lines.get(index).is_some_and(Line::has_text));
    let numbers = |index: usize| Some((index, cases::read_all(&lines.get(index)?.text)?));
    let rows = last.map_or(0..0, |last| above.start..last + 1);
    let mut rows: Vec<_> = rows.rev().map_while(numbers).collect();
    rows.reverse();
    for (index, case_numbers) in rows {
        let span = notes::span_of(lines, [index]);
        head.add_cases(case_numbers, Rule::AboveNumber, span);
        head.lines.push(index);
    }
}

/// `Paragraf  Diarienummer` right above the label and the number that they name.
fn labels_above(lines: &[Line<'_>], above: Range<usize>) -> Option<usize> {
    let mut above = above.rev();
    let last = above.find(|&index| lines.get(index).is_some_and(Line::has_text))?;
    let mut words = lines.get(last)?.folded.split_whitespace();
    let is_paragraph = words.next() == Some("paragraf");
    let is_case = words.next().is_some_and(cases::is_label);
    (is_paragraph && is_case && words.next().is_none()).then_some(last)
}
