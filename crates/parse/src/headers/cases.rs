//! Case numbers around a paragraph's header, told apart from the title they stand beside.

use paragraf_model::{CaseNumber, Evidence, FoundCaseNumber};

use crate::folding::Folding;
use crate::scan::{self, Cursor};

/// Labels that a case number stands behind.
const LABELS: &[&str] = &[
    "ärendenummer",
    "diarienummer",
    "diarienr",
    "ärendenr",
    "ärende nr",
    "ärendets diarienummer",
    "dnr",
    "änr",
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
    // Most lines begin with no letter that a label begins with.
    if !text.starts_with(['ä', 'Ä', 'd', 'D', 'b', 'B']) {
        return None;
    }
    let folded = beginning(text).folded();
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

/// A word that stands over or before case numbers, in small letters.
pub(super) fn is_label(word: &str) -> bool {
    LABELS.contains(&word)
}

/// All case numbers of a text that holds nothing else but labels and separators.
pub(crate) fn read_all(text: &str) -> Option<Vec<CaseNumber>> {
    // Most lines have no digit, and so no case number.
    if !scan::has_digit(text) {
        return None;
    }
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

/// Where this document's case numbers stand on the line of their label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum AtEnd {
    /// At the end only behind a gap, a bracket, a comma or a label: else the title talks about them.
    #[default]
    SetApart,
    /// At the end of most headers, though the gap before them was lost.
    Usually,
}

/// Parts what stands after a label on its line: case numbers at the beginning, title, case numbers at the end.
pub(crate) fn part(rest: &str, at_end: AtEnd) -> Rest {
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
    let leading = leading(rest, &found);
    let start = leading.last().map_or(0, |case| case.range.end);
    let mut trailing: Vec<FoundCaseNumber> = trailing(rest, start, &found, at_end).to_vec();
    if trailing.is_empty() && at_end == AtEnd::Usually {
        trailing.extend(unmarked_at_end(rest).filter(|case| case.range.start >= start));
    }
    let end = trailing.first().map_or(rest.len(), |case| case.range.start);
    let title = rest.get(start..end).unwrap_or_default();
    Rest {
        title: bare_title(title, !leading.is_empty(), !trailing.is_empty()),
        case_numbers: leading
            .iter()
            .chain(&trailing)
            .map(|case| case.case_number.clone())
            .collect(),
    }
}

/// The numbers that nothing but separators stand before.
fn leading<'f>(rest: &str, found: &'f [FoundCaseNumber]) -> &'f [FoundCaseNumber] {
    let mut start = 0;
    let count = found
        .iter()
        .take_while(|case| {
            let leads = rest.get(start..case.range.start).is_some_and(is_separator);
            start = case.range.end;
            leads
        })
        .count();
    found.get(..count).unwrap_or_default()
}

/// The row of numbers at the end, if its first one is the header's and not the title's.
fn trailing<'f>(
    rest: &str,
    start: usize,
    found: &'f [FoundCaseNumber],
    at_end: AtEnd,
) -> &'f [FoundCaseNumber] {
    let mut end = rest.len();
    let count = found
        .iter()
        .rev()
        .take_while(|case| {
            let trails = case.range.start >= start
                && rest.get(case.range.end..end).is_some_and(is_separator);
            end = case.range.start;
            trails
        })
        .count();
    let row = found.get(found.len() - count..).unwrap_or_default();
    let is_headers = |case: &FoundCaseNumber| {
        at_end == AtEnd::Usually
            || stands_apart(
                rest.get(..case.range.start).unwrap_or_default(),
                rest.get(case.range.clone()).unwrap_or_default(),
            )
    };
    let first = row.iter().position(is_headers).unwrap_or(row.len());
    row.get(first..).unwrap_or_default()
}

/// A number at the end that only its place tells from any other: `Val av justerare 2024/5`.
fn unmarked_at_end(rest: &str) -> Option<FoundCaseNumber> {
    let rest = rest.trim_end();
    let start = rest.rfind(' ').map(|at| at + 1)?;
    let case_number = CaseNumber::read_given(rest.get(start..)?, Evidence::Header)?;
    Some(FoundCaseNumber {
        range: start..rest.len(),
        case_number,
    })
}

/// Whether a title's last words are a case number, which it may talk about.
pub(super) fn ends_with_number(title: &str) -> bool {
    let found = CaseNumber::find_all_given(title, Evidence::Header);
    let at_end = found
        .last()
        .is_some_and(|case| title.get(case.range.end..).is_some_and(is_separator));
    at_end || unmarked_at_end(title).is_some()
}

/// The title without what parted it from the numbers.
fn bare_title(title: &str, follows_number: bool, precedes_number: bool) -> String {
    let trimmed = title.trim();
    let is_label_alone = LABELS.contains(&trimmed.folded().as_str()) && trimmed != "Ärende";
    // "Ärende 4": its place on the agenda.
    if precedes_number && is_place_on_agenda(trimmed) {
        return String::new();
    }
    let mut title = title;
    if precedes_number || is_label_alone {
        title = without_label_at_end(title).trim_end_matches([' ', '(', '[']);
    }
    if follows_number {
        title = title.trim_start_matches([' ', ')', ']', ':']);
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = title.trim_start_matches([' ', ',', ';', '-', '–']);
    // A comma at the end of the line may be the title's own: it goes on below.
    let title = if precedes_number {
        title.trim_end_matches([' ', ',', ';', '-', '–'])
    } else {
        title
    };
    title.to_owned()
}

fn is_place_on_agenda(title: &str) -> bool {
    let parts = title.rsplit_once(' ');
    parts.is_some_and(|(word, number)| {
        matches!(word, "Ärende" | "Ärende nr" | "Ärendenr" | "Punkt")
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// In brackets, behind a label or behind a comma: not a number that the title talks about.
fn stands_apart(before: &str, printed: &str) -> bool {
    let trimmed = before.trim_end();
    let labelled = LABELS
        .iter()
        .any(|label| printed.folded().starts_with(label))
        || LABELS.iter().any(|label| {
            ending(trimmed)
                .folded()
                .trim_end_matches([':', '.'])
                .ends_with(label)
        });
    trimmed.ends_with(['(', '[', ',']) || labelled || trimmed.len() + 2 <= before.len()
}

fn without_label_at_end(text: &str) -> &str {
    let trimmed = text.trim_end_matches([' ', ':', '.', '(']);
    let folded = trimmed.folded();
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
    if scan::has_digit(text) || text.contains('§') {
        return false;
    }
    let folded = text.in_small_letters();
    let mut words = folded
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    words.all(|word| {
        matches!(
            word,
            "och" | "samt" | "m" | "fl" | "nr" | "dnr" | "diarienr"
        ) || LABELS.contains(&word)
    })
}
