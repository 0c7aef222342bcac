//! Case numbers around a paragraph's header, told apart from the title they stand beside.

use paragraf_model::{CaseNumber, Evidence, FoundCaseNumber};

use crate::scan::Cursor;

/// Labels that a case number stands behind.
const LABELS: &[&str] = &[
    "ärendenummer",
    "diarienummer",
    "diarienr",
    "ärendenr",
    "ärende nr",
    "ärendets diarienummer",
    "dnr",
    "diarie nr",
    "ärende",
    "dossnr",
    "doss nr",
    "beslutsnummer",
];

/// Case numbers and the title that the rest of a header line holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rest {
    pub(crate) case_numbers: Vec<CaseNumber>,
    pub(crate) title: String,
}

/// A line with more bytes is text: no header is read out of it, so that no line costs more than its length.
pub(crate) const LONGEST: usize = 1000;

/// So many characters hold any label and its marks.
const REACH: usize = 40;

fn beginning(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(REACH)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn ending(text: &str) -> &str {
    let start = text.char_indices().rev().nth(REACH).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or(text)
}

/// The text after `Ärendenummer:` and its like, where a line begins so.
pub(crate) fn after_label(text: &str) -> Option<&str> {
    let folded = beginning(text).to_lowercase();
    let label = LABELS
        .iter()
        .filter(|label| folded.starts_with(*label))
        .max_by_key(|label| label.len())?;
    let rest = text.get(label.len()..)?;
    let mut cursor = Cursor::new(rest);
    let marked = cursor.eat_any(&[':', '.']).is_some();
    let _ = cursor.eat(":");
    let parted = cursor.blanks();
    let rest = cursor.rest();
    // "Ärendet om …" is a sentence, "Ärende" a heading; a number must follow, or a colon with nothing.
    let numbered = rest.chars().any(|letter| letter.is_ascii_digit());
    let usable = (marked && rest.is_empty())
        || ((marked || parted) && numbered && (*label != "ärende" || marked));
    usable.then_some(rest)
}

/// All case numbers of a text that holds nothing else but labels and separators.
pub(crate) fn read_all(text: &str) -> Option<Vec<CaseNumber>> {
    only_numbers(text, CaseNumber::find_all_given(text, Evidence::Header))
}

fn only_numbers(text: &str, found: Vec<FoundCaseNumber>) -> Option<Vec<CaseNumber>> {
    let mut at = 0;
    for case in &found {
        if !is_separator(text.get(at..case.range.start)?) {
            return None;
        }
        at = case.range.end;
    }
    let all = found
        .into_iter()
        .map(|case| case.case_number)
        .collect::<Vec<_>>();
    (!all.is_empty() && is_separator(text.get(at..)?)).then_some(all)
}

/// Case numbers in the value of a label.
pub(crate) fn in_value(text: &str) -> Vec<CaseNumber> {
    CaseNumber::find_all_given(text, Evidence::Label)
        .into_iter()
        .map(|found| found.case_number)
        .collect()
}

/// Parts what stands after a label on its line: case numbers at the beginning, title, case numbers at the end.
pub(crate) fn part(rest: &str) -> Rest {
    if rest.len() > LONGEST {
        return Rest {
            case_numbers: Vec::new(),
            title: rest.to_owned(),
        };
    }
    if let Some(case_numbers) = read_all(rest) {
        return Rest {
            case_numbers,
            title: String::new(),
        };
    }
    let found = CaseNumber::find_all_given(rest, Evidence::Header);
    let mut start = 0;
    let mut end = rest.len();
    let mut leading = Vec::new();
    for case in &found {
        if rest.get(start..case.range.start).is_some_and(is_separator) {
            start = case.range.end;
            leading.push(case.case_number.clone());
        }
    }
    let mut trailing = Vec::new();
    for case in found
        .iter()
        .rev()
        .take_while(|case| case.range.start >= start)
    {
        if !rest.get(case.range.end..end).is_some_and(is_separator) {
            break;
        }
        trailing.insert(0, case);
        end = case.range.start;
    }
    // A row of numbers at the end is the header's if its first one stands apart from the title.
    let apart = trailing.iter().position(|case| {
        stands_apart(
            rest.get(..case.range.start).unwrap_or_default(),
            rest.get(case.range.clone()).unwrap_or_default(),
        )
    });
    let trailing = trailing.split_off(apart.unwrap_or(trailing.len()));
    end = trailing.first().map_or(rest.len(), |case| case.range.start);
    let trailing = trailing.into_iter().map(|case| case.case_number.clone());
    leading.extend(trailing);
    let title = rest.get(start..end).unwrap_or_default();
    let is_label_alone =
        LABELS.contains(&title.trim().to_lowercase().as_str()) && title.trim() != "Ärende";
    let title = if end < rest.len() || is_label_alone {
        without_label_at_end(title)
    } else {
        title
    };
    Rest {
        case_numbers: leading,
        title: title
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .trim_matches([' ', ',', ';', '(', '-', '–'])
            .to_owned(),
    }
}

/// In brackets, behind a label or behind a comma: not a number that the title talks about.
fn stands_apart(before: &str, printed: &str) -> bool {
    let trimmed = before.trim_end();
    let labelled = LABELS
        .iter()
        .any(|label| printed.to_lowercase().starts_with(label))
        || LABELS.iter().any(|label| {
            ending(trimmed)
                .to_lowercase()
                .trim_end_matches([':', '.'])
                .ends_with(label)
        });
    trimmed.ends_with(['(', '[', ',']) || labelled || trimmed.len() + 2 <= before.len()
}

fn without_label_at_end(text: &str) -> &str {
    let trimmed = text.trim_end_matches([' ', ':', '.', '(']);
    let folded = trimmed.to_lowercase();
    let label = LABELS.iter().find(|label| {
        folded
            .strip_suffix(**label)
            .is_some_and(|before| before.ends_with([' ', '(']) || before.is_empty())
    });
    match label {
        Some(label) => trimmed.get(..trimmed.len() - label.len()).unwrap_or(text),
        None => text,
    }
}

fn is_separator(text: &str) -> bool {
    let folded = text.to_lowercase();
    let words = folded
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    let digits = folded
        .chars()
        .any(|letter| letter.is_ascii_digit() || letter == '§');
    !digits
        && words.into_iter().all(|word| {
            matches!(
                word,
                "och" | "samt" | "m" | "fl" | "nr" | "dnr" | "diarienr"
            ) || LABELS.contains(&word)
        })
}
