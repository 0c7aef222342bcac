//! A paragraph's header read as a whole: title, case numbers and officers on and around the label's line.

use paragraf_model::{CaseNumber, Rule, Span};

use super::Opening;
use super::cases;
use super::label;
use super::title::{self, TitleStyle};
use crate::lines::{Line, Reflow, is_left_hanging};
use crate::notes::{self, Sourced};
use crate::people;
use crate::sections;

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
    fn add_cases(&mut self, case_numbers: Vec<CaseNumber>, rule: Rule, span: Span) {
        let sourced = case_numbers
            .into_iter()
            .map(|case_number| Sourced::new(case_number, rule, span));
        self.case_numbers.extend(sourced);
    }

    fn add_officers(&mut self, names: &str, span: Span) {
        let sourced = people::officers(names)
            .into_iter()
            .map(|name| Sourced::new(name, Rule::BehindLabel, span));
        self.case_officers.extend(sourced);
    }
}

/// Reads the header that opens on a line; it ends before `end` at the latest.
pub(crate) fn read(
    lines: &[Line<'_>],
    opening: &Opening,
    end: usize,
    style: &TitleStyle,
    reflow: &Reflow,
) -> Head {
    let mut head = Head {
        lines: vec![opening.line],
        body: opening.line + 1,
        ..Head::default()
    };
    let rest = cases::part(without_earlier_handling(&opening.label.rest), style.at_end);
    let own = lines.get(opening.line).map(Line::span).unwrap_or_default();
    head.add_cases(rest.case_numbers, Rule::BesideNumber, own);
    let mut title = rest.title;
    if let Some(labelled) = read_labels(&title, own, &mut head) {
        title = labelled;
    }
    let mut below = Below {
        lines,
        style,
        reflow,
        title_lines: if title.is_empty() {
            Vec::new()
        } else {
            vec![opening.line]
        },
        title,
        has_read_title: false,
        awaits_officers: false,
        after_numbers: !head.case_numbers.is_empty(),
    };
    below.read(opening, end, &mut head);
    let mut title = below.title;
    let mut title_lines = below.title_lines;
    let mut rule = match title_lines.first() {
        Some(&first) if first == opening.line => Rule::BesideNumber,
        _ => Rule::UnderNumber,
    };
    if title.is_empty() && style.above_label {
        let above = title::lines_above(lines, opening.line);
        let text: Vec<&Line<'_>> = above.iter().filter_map(|&index| lines.get(index)).collect();
        title = reflow.one_line(&text);
        head.lines.extend(&above);
        (title_lines, rule) = (above, Rule::AboveNumber);
    }
    if head.case_numbers.is_empty() && style.case_above_label {
        case_above(lines, opening.line, &mut head);
    }
    let span = notes::span_of(lines, title_lines);
    let in_title = cases::part(&title, style.at_end);
    if head.case_numbers.is_empty() && !in_title.case_numbers.is_empty() {
        head.add_cases(in_title.case_numbers, Rule::WithinTitle, span);
        title = in_title.title;
    }
    let title = title
        .trim_end_matches(['_', ' ', ',', ';', '–'])
        .trim_start_matches([' ', ':', ';', ',', '-', '–', '.']);
    head.title = (!title.is_empty()).then(|| Sourced::new(title.to_owned(), rule, span));
    head.lines.sort_unstable();
    head
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

/// Reads labels, case numbers and the title on the lines below the label.
struct Below<'l, 's> {
    lines: &'l [Line<'s>],
    style: &'l TitleStyle,
    reflow: &'l Reflow,
    title: String,
    /// Indices of the title's lines.
    title_lines: Vec<usize>,
    /// The title was read, or began on the label's line and was read on.
    has_read_title: bool,
    awaits_officers: bool,
    /// The line before held case numbers: more may follow.
    after_numbers: bool,
}

impl Below<'_, '_> {
    fn read(&mut self, opening: &Opening, end: usize, head: &mut Head) {
        let mut index = opening.line + 1;
        if !self.title.is_empty() {
            index = self.take_title(index, end, self.lines.get(opening.line), head);
        }
        while let Some(line) = self.lines.get(index).filter(|_| index < end) {
            // A footnote of the text before may stand between a header's lines; it stays unplaced and is reported.
            if line.has_text() && !self.reflow.is_note(line) {
                let is_title = !self.has_read_title
                    && (sections::may_be_title(&line.text)
                        || title::is_heading_without_text(self.lines, index));
                if (line.is_heading && !is_title) || line.opens_decision {
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
                self.reflow.append(&mut self.title, &line.text);
            }
            head.lines.push(taken);
            self.title_lines.push(taken);
            next = taken + 1;
        }
        head.body = head.body.max(next);
        next
    }
}

/// Reads `Ärendenummer: …` and `Handläggare: …`, on lines of their own or both on one. Gives what is left.
fn read_labels(text: &str, span: Span, head: &mut Head) -> Option<String> {
    if text.len() > cases::LONGEST {
        return None;
    }
    let folded = text.to_lowercase();
    let officer_at = folded
        .find("handläggare")
        .filter(|_| folded.len() == text.len());
    if let Some(value) = officer_at.and_then(|at| text.get(at + "handläggare".len()..)) {
        let at = officer_at.unwrap_or_default();
        let marked = value.starts_with(':')
            || text
                .get(..at)
                .is_some_and(|before| before.trim().is_empty());
        if marked {
            let before = text.get(..at).unwrap_or_default().trim();
            let left = if before.is_empty() {
                Some(String::new())
            } else {
                read_labels(before, span, head).or(Some(before.to_owned()))
            };
            let value = value.trim_start_matches([':', ' ']);
            let (names, case) = split_at_label(value);
            head.add_officers(names, span);
            if let Some(case) = case {
                read_labels(case, span, head);
            }
            return left;
        }
    }
    let value = cases::after_label(text)?;
    head.add_cases(cases::in_value(value), Rule::BehindLabel, span);
    Some(String::new())
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

fn case_above(lines: &[Line<'_>], label: usize, head: &mut Head) {
    let above = (0..label)
        .rev()
        .find(|&index| lines.get(index).is_some_and(Line::has_text));
    let case_numbers =
        above.and_then(|index| Some((index, cases::read_all(&lines.get(index)?.text)?)));
    if let Some((index, case_numbers)) = case_numbers {
        head.add_cases(
            case_numbers,
            Rule::AboveNumber,
            notes::span_of(lines, [index]),
        );
        head.lines.push(index);
    }
}
