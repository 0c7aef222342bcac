//! A paragraph's header read as a whole: title, case numbers and officers on and around the label's line.

use paragraf_model::CaseNumber;

use super::Opening;
use super::cases;
use super::label;
use crate::lines::{Line, Reflow, goes_on, is_left_hanging};
use crate::people;
use crate::scan;
use crate::sections;

/// What a header says, and which lines it takes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(crate) title: Option<String>,
    pub(crate) case_numbers: Vec<CaseNumber>,
    pub(crate) case_officers: Vec<String>,
    /// Indices of its lines, in order; the label's line is among them.
    pub(crate) lines: Vec<usize>,
    /// Index of the first line that is not the header's any more.
    pub(crate) body: usize,
}

/// How titles are set in this document.
#[derive(Debug, Default)]
pub(crate) struct TitleStyle {
    /// Right edge of full title lines; `None` where no title is wrapped.
    margin: Option<f32>,
    /// Titles stand above their labels.
    before_label: bool,
    /// Case numbers stand above their labels.
    case_before_label: bool,
}

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
            let rest = cases::part(&opening.label.rest);
            if run.is_empty() && rest.title.is_empty() {
                untitled += 1;
            }
            let ended = run
                .last()
                .is_some_and(|&last| closes_title(lines, last + 1));
            if ended && run.len() <= 5 {
                let wrapped = run.iter().take(run.len().saturating_sub(1));
                rights.extend(
                    wrapped
                        .filter_map(|&index| lines.get(index))
                        .map(Line::right),
                );
            }
        }
        rights.sort_by(f32::total_cmp);
        TitleStyle {
            margin: rights.get(rights.len() * 9 / 10).copied(),
            before_label: untitled * 2 > openings.len(),
            case_before_label: case_above * 2 > openings.len(),
        }
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
    let rest = cases::part(without_earlier_handling(&opening.label.rest));
    head.case_numbers = rest.case_numbers;
    let mut title = rest.title;
    if let Some(labelled) = read_labels(&title, &mut head) {
        title = labelled;
    }
    read_below(lines, opening, end, style, reflow, &mut head, &mut title);
    if title.is_empty() && style.before_label {
        title = title_above(lines, opening.line, reflow, &mut head);
    }
    if head.case_numbers.is_empty() && style.case_before_label {
        case_above(lines, opening.line, &mut head);
    }
    let in_title = cases::part(&title);
    if head.case_numbers.is_empty() && !in_title.case_numbers.is_empty() {
        head.case_numbers = in_title.case_numbers;
        title = in_title.title;
    }
    let title = title.trim().trim_end_matches(['_']).trim();
    head.title = (!title.is_empty()).then(|| title.to_owned());
    head.lines.sort_unstable();
    head
}

/// `Sn § 50  Au § 84  Sn § 34  Dnr …`: the earlier handling stands in the header too.
fn without_earlier_handling(rest: &str) -> &str {
    let mut rest = rest;
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

/// Where reading the lines below the label stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// No title line yet.
    Awaiting,
    /// The last line was the title's.
    Going,
    /// Only labels may follow.
    Over,
}

fn read_below(
    lines: &[Line<'_>],
    opening: &Opening,
    end: usize,
    style: &TitleStyle,
    reflow: &Reflow,
    head: &mut Head,
    title: &mut String,
) {
    let mut reading = if title.is_empty() {
        Reading::Awaiting
    } else {
        Reading::Going
    };
    let mut last = lines.get(opening.line);
    let mut title_lines = usize::from(reading == Reading::Going);
    let mut awaits_officers = false;
    for (index, line) in lines.iter().enumerate().take(end).skip(opening.line + 1) {
        if !line.has_text() {
            if reading == Reading::Going && line.is_blank() {
                reading = Reading::Over;
            }
            continue;
        }
        if sections::is_heading(&line.text) || sections::opens_decision(&line.text) {
            break;
        }
        let is_label = read_labels(&line.text, head).is_some();
        let case_numbers = if is_label {
            None
        } else {
            cases::read_all(&line.text)
                .filter(|_| head.case_numbers.is_empty() || reading == Reading::Awaiting)
        };
        if is_label {
            awaits_officers =
                line.folded.starts_with("handläggare") && is_left_hanging(&line.folded);
            if reading == Reading::Going {
                reading = Reading::Over;
            }
        } else if let Some(case_numbers) = case_numbers {
            head.case_numbers.extend(case_numbers);
        } else if awaits_officers && people::is_name_list(&line.text) {
            head.case_officers.extend(people::officers(&line.text));
            awaits_officers = is_left_hanging(&line.folded);
        } else if reading == Reading::Awaiting
            && !is_text_already(lines, index, reflow)
            && !style.before_label
        {
            title.push_str(&line.text);
            title_lines = 1;
            reading = Reading::Going;
        } else if reading == Reading::Going
            && title_lines < 8
            && last.is_some_and(|last| continues_title(last, line, style, reflow))
        {
            reflow.append(title, &line.text);
            title_lines += 1;
        } else {
            break;
        }
        head.lines.push(index);
        head.body = index + 1;
        last = Some(line);
    }
}

/// Reads `Ärendenummer: …` and `Handläggare: …`, on lines of their own or both on one. Gives what is left.
fn read_labels(text: &str, head: &mut Head) -> Option<String> {
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
                read_labels(before, head).or(Some(before.to_owned()))
            };
            let value = value.trim_start_matches([':', ' ']);
            let (names, case) = split_at_label(value);
            head.case_officers.extend(people::officers(names));
            if let Some(case) = case {
                read_labels(case, head);
            }
            return left;
        }
    }
    let value = cases::after_label(text)?;
    head.case_numbers.extend(cases::in_value(value));
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

/// The title goes on: the words ask for it, or the line was full.
fn continues_title(
    before: &Line<'_>,
    line: &Line<'_>,
    style: &TitleStyle,
    reflow: &Reflow,
) -> bool {
    if before.number + 1 != line.number {
        return false;
    }
    if let (Some(one), Some(other)) = (before.segments.last(), line.segments.first())
        && let (Some(size), Some(other_size)) = (one.font_size, other.font_size)
        && ((size - other_size).abs() > 0.6 || one.bold != other.bold)
    {
        return false;
    }
    if is_left_hanging(&before.folded) {
        return true;
    }
    if let Some(margin) = style.margin
        && line.right() > margin * 1.12
        && before.right() <= margin * 1.02
    {
        return false;
    }
    if goes_on(&line.text) {
        return true;
    }
    match style.margin {
        Some(margin) => {
            let word = line
                .text
                .split(' ')
                .next()
                .unwrap_or_default()
                .chars()
                .count() as f32;
            let letters = before.text.chars().count().max(1) as f32;
            let width = (before.right() - before.left()) / letters;
            before.right() + (word + 1.0) * width > margin * 0.97
        }
        None => reflow.is_full(before, line),
    }
}

/// Whole sentences right after the label with no heading below are text, not a title.
fn is_text_already(lines: &[Line<'_>], index: usize, reflow: &Reflow) -> bool {
    let run: Vec<&Line<'_>> = run_after(lines, index)
        .into_iter()
        .filter_map(|index| lines.get(index))
        .collect();
    let Some(last) = run.last() else { return false };
    let next = lines
        .iter()
        .skip(last.number as usize)
        .find(|line| line.has_text());
    let closed_by_heading = next.is_some_and(|next| {
        sections::is_heading(&next.text) || sections::opens_decision(&next.text)
    });
    let abbreviated = ["m.m.", "m.fl.", "m. m.", "m. fl.", "etc."]
        .iter()
        .any(|end| last.folded.ends_with(end));
    let words: usize = run.iter().map(|line| line.text.split(' ').count()).sum();
    let all_full = run
        .iter()
        .zip(run.iter().skip(1))
        .all(|(before, after)| reflow.is_full(before, after));
    last.text.ends_with('.') && !abbreviated && !closed_by_heading && words > 3 && all_full
}

/// Lines with text from `start` on without a gap, up to a heading.
fn run_after(lines: &[Line<'_>], start: usize) -> Vec<usize> {
    let mut run: Vec<usize> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(start) {
        if line.is_furniture || (line.is_blank() && run.is_empty()) {
            continue;
        }
        let over = line.is_blank()
            || sections::is_heading(&line.text)
            || sections::opens_decision(&line.text)
            || cases::after_label(&line.text).is_some()
            || line.folded.starts_with("handläggare:")
            || line.folded.starts_with('§');
        if over || run.len() > 12 {
            break;
        }
        run.push(index);
    }
    run
}

/// A heading or a label follows, blank lines or none between.
fn closes_title(lines: &[Line<'_>], start: usize) -> bool {
    let next = lines.iter().skip(start).find(|line| line.has_text());
    next.is_some_and(|next| {
        sections::is_heading(&next.text)
            || cases::after_label(&next.text).is_some()
            || next.folded.starts_with("handläggare")
    })
}

fn last_text<'l, 's>(lines: &'l [Line<'s>], before: usize) -> Option<&'l Line<'s>> {
    lines
        .get(..before)?
        .iter()
        .rev()
        .find(|line| line.has_text())
}

/// The lines right above the label, where titles stand above.
fn title_above(lines: &[Line<'_>], label: usize, reflow: &Reflow, head: &mut Head) -> String {
    let mut above: Vec<usize> = Vec::new();
    for index in (0..label).rev() {
        let Some(line) = lines.get(index) else { break };
        if line.is_furniture && above.is_empty() {
            continue;
        }
        if line.is_blank() && above.is_empty() {
            continue;
        }
        let over = !line.has_text()
            || sections::is_heading(&line.text)
            || line.text.ends_with('.')
            || above.len() >= 4;
        if over {
            break;
        }
        above.push(index);
    }
    above.reverse();
    let text: Vec<&Line<'_>> = above.iter().filter_map(|&index| lines.get(index)).collect();
    let title = reflow.one_line(&text);
    if scan::begins_small(&title) {
        return String::new();
    }
    head.lines.extend(above);
    title
}

fn case_above(lines: &[Line<'_>], label: usize, head: &mut Head) {
    let above = (0..label)
        .rev()
        .find(|&index| lines.get(index).is_some_and(Line::has_text));
    let case_numbers =
        above.and_then(|index| Some((index, cases::read_all(&lines.get(index)?.text)?)));
    if let Some((index, case_numbers)) = case_numbers {
        head.case_numbers = case_numbers;
        head.lines.push(index);
    }
}
