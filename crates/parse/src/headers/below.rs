//! The lines below a paragraph's label: labels, case numbers and the title, in any order.

use paragraf_model::{Rule, Span};

use super::Opening;
use super::cases;
use super::head::{Head, Title};
use super::run;
use super::title::TitleStyle;
use crate::folding::Folding;
use crate::lines::{Line, Reflow, is_left_hanging, is_page_of_pages};
use crate::people;
use crate::scan;

/// Reads on from what stands `beside` the label; gives the title.
pub(super) fn read(
    lines: &[Line<'_>],
    opening: &Opening,
    end: usize,
    beside: String,
    style: &TitleStyle,
    reflow: &Reflow,
    head: &mut Head,
) -> Title {
    let is_begun = !beside.is_empty();
    let mut below = Below {
        lines,
        style,
        reflow,
        title: Title {
            text: beside,
            lines: is_begun.then_some(opening.line).into_iter().collect(),
        },
        has_read_title: false,
        awaits_officers: false,
        after_numbers: !head.case_numbers.is_empty(),
    };
    below.read(opening, end, head);
    below.title
}

/// Reads labels, case numbers and the title on the lines below the label.
struct Below<'l, 's> {
    lines: &'l [Line<'s>],
    style: &'l TitleStyle,
    reflow: &'l Reflow,
    title: Title,
    /// The title was read, or began on the label's line and was read on.
    has_read_title: bool,
    awaits_officers: bool,
    /// The line before held case numbers: more may follow.
    after_numbers: bool,
}

impl Below<'_, '_> {
    fn read(&mut self, opening: &Opening, end: usize, head: &mut Head) {
        let mut index = opening.line + 1;
        if !self.title.text.is_empty() {
            index = self.take_title(index, end, self.lines.get(opening.line), head);
        }
        while let Some(line) = self.lines.get(index).filter(|_| index < end) {
            // A footnote of the text before may stand between a header's lines; it stays unplaced and is reported.
            if line.has_text() && !self.reflow.is_note(line) {
                let is_title = !self.has_read_title && run::may_be_title(self.lines, index);
                if (line.is_heading() && !is_title) || line.opens_decision {
                    return;
                }
                if self.take_label(line, head) {
                    head.lines.push(index);
                    head.body = index + 1;
                } else {
                    let next = self.take_title(index, end, None, head);
                    if next == index {
                        return;
                    }
                    index = next;
                    continue;
                }
            }
            index += 1;
        }
    }

    /// `Ärendenummer: …`, `Handläggare: …`, a case number alone on its line, names that go on.
    fn take_label(&mut self, line: &Line<'_>, head: &mut Head) -> bool {
        let after_numbers = std::mem::take(&mut self.after_numbers);
        if read_labels(&line.text, line.span(), head).is_some() {
            self.awaits_officers =
                line.folded.starts_with("handläggare") && is_left_hanging(&line.folded);
            return true;
        }
        if let Some(case_numbers) = cases::read_all(&line.text)
            && (head.case_numbers.is_empty() || !self.has_read_title || after_numbers)
        {
            head.add_cases(case_numbers, Rule::UnderNumber, line.span());
            self.after_numbers = true;
            return true;
        }
        // The meeting's date or the page under each label, as in some page heads.
        if !self.has_read_title && (scan::is_date(&line.text) || is_page_of_pages(&line.folded)) {
            return true;
        }
        if self.awaits_officers && people::is_name_list(&line.text) {
            head.add_officers(&line.text, line.span());
            self.awaits_officers = is_left_hanging(&line.folded);
            return true;
        }
        false
    }

    /// Takes the title's lines from `index` on; gives the index after them.
    fn take_title(
        &mut self,
        index: usize,
        end: usize,
        begun: Option<&Line<'_>>,
        head: &mut Head,
    ) -> usize {
        let missing = begun.is_none() && self.style.above_label;
        if self.has_read_title || missing {
            return index;
        }
        self.has_read_title = true;
        let count = self
            .style
            .title_lines(self.lines, index, begun, self.reflow);
        let own = (index..end)
            .filter(|&index| self.lines.get(index).is_some_and(Line::has_text))
            .take(count);
        let mut next = index;
        for taken in own {
            if let Some(line) = self.lines.get(taken) {
                let text = without_right_column(line, head);
                self.reflow.append(&mut self.title.text, &text);
            }
            head.lines.push(taken);
            self.title.lines.push(taken);
            next = taken + 1;
        }
        head.body = head.body.max(next);
        next
    }
}

/// The line's text without a case number or plan code in a column at its right.
fn without_right_column(line: &Line<'_>, head: &mut Head) -> String {
    let Some((last, own)) = line
        .segments
        .split_last()
        .filter(|(_, own)| !own.is_empty())
    else {
        return line.text.clone();
    };
    let right = last.text.trim();
    let text = || {
        let texts: Vec<&str> = own.iter().map(|segment| segment.text.trim()).collect();
        texts.join(" ")
    };
    if let Some(case_numbers) = cases::read_all(right) {
        if head.case_numbers.is_empty() {
            head.add_cases(case_numbers, Rule::WithinTitle, line.span());
        }
        return text();
    }
    let is_plan_code = right.len() == 3 && right.bytes().all(|byte| byte.is_ascii_digit());
    if is_plan_code && !head.case_numbers.is_empty() {
        return text();
    }
    line.text.clone()
}

/// Reads `Ärendenummer: …` and `Handläggare: …`, on lines of their own or both on one. Gives what is left.
pub(super) fn read_labels(text: &str, span: Span, head: &mut Head) -> Option<String> {
    if text.len() > cases::LONGEST {
        return None;
    }
    if let Some((before, value)) = officer_label(text) {
        let left = if before.is_empty() {
            Some(String::new())
        } else {
            read_labels(before, span, head).or(Some(before.to_owned()))
        };
        let (names, case) = split_at_label(value);
        head.add_officers(names, span);
        if let Some(case) = case {
            read_labels(case, span, head);
        }
        return left;
    }
    let value = cases::after_label(text)?;
    head.add_cases(cases::in_value(value), Rule::BehindLabel, span);
    Some(String::new())
}

/// What stands before `Handläggare:` and behind it; without a colon the label opens the line.
fn officer_label(text: &str) -> Option<(&str, &str)> {
    const LABEL: &str = "handläggare";
    let folded = text.folded();
    let at = folded.find(LABEL).filter(|_| folded.len() == text.len())?;
    let before = text.get(..at)?.trim();
    let value = text.get(at + LABEL.len()..)?;
    let marked = value.starts_with(':') || before.is_empty();
    marked.then(|| (before, value.trim_start_matches([':', ' '])))
}

/// Names, and an `Ärendenummer:` that stands after them on the same line.
fn split_at_label(value: &str) -> (&str, Option<&str>) {
    let at = value.char_indices().find(|&(at, letter)| {
        letter.is_uppercase()
            && value
                .get(at..)
                .is_some_and(|rest| cases::after_label(rest).is_some())
    });
    match at {
        Some((at, _)) => (value.get(..at).unwrap_or_default(), value.get(at..)),
        None => (value, None),
    }
}
