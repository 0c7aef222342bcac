//! Looks for case numbers in a text, one word after the other.

use std::ops::Range;

use super::grammar::{self, Reading};
use super::judge::{self, Trust};
use super::tokens::{self, is_blank, is_dash};
use super::{CaseNumber, Evidence, FoundCaseNumber, words};

/// Reads the whole text as one case number.
pub(super) fn whole(text: &str, evidence: Evidence) -> Option<CaseNumber> {
    let text =
        text.trim_start_matches(|letter: char| letter.is_whitespace() || "([".contains(letter));
    let text =
        text.trim_end_matches(|letter: char| letter.is_whitespace() || ")].,;:".contains(letter));
    let trust = match evidence {
        Evidence::Label => Trust::Labelled,
        Evidence::Header => Trust::SetApart,
        Evidence::Typed => Trust::Typed,
        Evidence::RunningText => Trust::FormAlone,
    };
    let (start, trust) = match label_at(text, &next_word(text, 0)?) {
        Some(label) => (label.number_at, label.trust),
        None => (0, trust),
    };
    let tokens = tokens::tokens(text, start);
    let reading = grammar::readings(text, &tokens)
        .find(|reading| reading.end == text.len() && judge::admits(reading, trust))?;
    CaseNumber::from_reading(text.get(start..)?, &reading)
}

/// Every case number in the text. Each word is looked at once, and a bounded number of pieces from each.
pub(super) fn all(text: &str, evidence: Evidence) -> Vec<FoundCaseNumber> {
    let mut found = Vec::new();
    let mut label = (evidence == Evidence::Label).then(|| Label::continued(filled(text, 0)));
    let mut previous = 0..0;
    let mut at = 0;
    while let Some(word) = next_word(text, at) {
        at = word.end;
        if let Some(new_label) = label_at(text, &word) {
            at = new_label.number_at;
            label = Some(new_label);
        } else {
            let label_here = label.take().filter(|label| label.number_at == word.start);
            let place = Place {
                text,
                word: &word,
                previous: &previous,
            };
            if let Some((end, number)) = place.read(label_here.as_ref(), evidence) {
                let start = label_here.as_ref().map_or(word.start, |label| label.start);
                found.push(number.at(start..end));
                at = end;
                let labelled = label_here.is_some_and(|label| label.trust == Trust::Labelled);
                let leads = evidence == Evidence::Header
                    && begins_header(text.get(..word.start).unwrap_or_default());
                if labelled || leads {
                    label = next_in_list(text, end);
                    at = label.as_ref().map_or(end, |label| label.number_at);
                }
            }
        }
        previous = word;
    }
    found
}

impl CaseNumber {
    fn at(self, range: Range<usize>) -> FoundCaseNumber {
        FoundCaseNumber {
            range,
            case_number: self,
        }
    }
}

/// A word like `dnr`, or a number before in the same list, that vouches for the number at a place.
struct Label {
    start: usize,
    number_at: usize,
    trust: Trust,
}

impl Label {
    /// A label that is no part of this number's range.
    fn continued(number_at: usize) -> Label {
        Label {
            start: number_at,
            number_at,
            trust: Trust::Labelled,
        }
    }
}

/// The label that a word is, with its full stop or colon.
fn label_at(text: &str, word: &Range<usize>) -> Option<Label> {
    let written = text.get(word.clone())?;
    // Cheap refusal first: this is asked of every word of a text.
    if !written.starts_with(['d', 'D', 'ä', 'Ä']) || written.len() > 24 {
        return None;
    }
    let small = written.to_lowercase();
    let letters = small.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let (trust, may_have_nr) = match letters {
        "dnr" | "änr" | "diarienr" | "diarienummer" | "diarienumret" | "ärendenr"
        | "ärendenummer" | "ärendenumret" => (Trust::Labelled, true),
        "diarie" if letters == small => (Trust::Labelled, true),
        // Also what is said of any matter on the agenda ("ärende 12").
        "ärende" | "ärendet" if letters == small => (Trust::Typed, true),
        _ => return None,
    };
    let mut label = Label {
        start: word.start,
        number_at: word.start + letters.len(),
        trust,
    };
    label.number_at = filled(text, label.number_at);
    let next = next_word(text, label.number_at).filter(|next| next.start == label.number_at);
    if may_have_nr
        && let Some(next) = next
        && is_nr(text.get(next.clone())?)
    {
        label.number_at = filled(text, next.end);
        label.trust = Trust::Labelled;
    }
    Some(label)
}

fn is_nr(word: &str) -> bool {
    ["nr", "nummer"]
        .iter()
        .any(|nr| word.eq_ignore_ascii_case(nr))
}

/// Past the blanks, stops, colons and at most two line breaks between a label and its number.
fn filled(text: &str, at: usize) -> usize {
    let mut lines = 0;
    let mut end = at;
    for letter in text.get(at..).unwrap_or_default().chars().take(64) {
        lines += usize::from(letter == '\n');
        if lines > 2 || !(letter.is_whitespace() || matches!(letter, '.' | ':')) {
            break;
        }
        end += letter.len_utf8();
    }
    end
}

/// A label counts for a whole list: `Dnr 596/2020, 597/2020 och 12/13`.
fn next_in_list(text: &str, end: usize) -> Option<Label> {
    let rest = text.get(end..)?;
    let after_blanks = rest.trim_start_matches(is_blank);
    let next = after_blanks
        .strip_prefix([',', ';', '&'])
        .or_else(|| after_blanks.strip_prefix("och "))
        .or_else(|| after_blanks.strip_prefix("samt "))?;
    Some(Label::continued(filled(text, text.len() - next.len())))
}

/// A word that a case number may begin with, and what stands before it.
struct Place<'a, 't> {
    text: &'t str,
    word: &'a Range<usize>,
    previous: &'a Range<usize>,
}

impl Place<'_, '_> {
    /// The case number that begins here, and where it ends.
    fn read(&self, label: Option<&Label>, evidence: Evidence) -> Option<(usize, CaseNumber)> {
        if !self.may_begin() {
            return None;
        }
        let tokens = tokens::tokens(self.text, self.word.start);
        let reading = grammar::readings(self.text, &tokens).find(|reading| {
            let trust = match (label, evidence) {
                (Some(label), _) => label.trust,
                (None, Evidence::Typed) => Trust::Typed,
                (None, Evidence::Header) if self.is_set_apart(reading) => Trust::SetApart,
                (None, _) => Trust::FormAlone,
            };
            let free = label.is_some() || self.stands_free(reading);
            free && self.is_whole(reading) && judge::admits(reading, trust)
        })?;
        let printed = self.text.get(self.word.start..reading.end)?;
        Some((reading.end, CaseNumber::from_reading(printed, &reading)?))
    }

    /// A quick look at what follows the word: nearly every word of a text is refused here.
    fn may_begin(&self) -> bool {
        let word = self.text.get(self.word.clone()).unwrap_or_default();
        let after = self.text.get(self.word.end..).unwrap_or_default();
        let sign = after.chars().next();
        let mixed = word.ends_with(|letter: char| letter.is_ascii_digit());
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return sign.is_some_and(|sign| matches!(sign, '/' | ':' | '.') || is_dash(sign));
        }
        let digit_soon = || {
            after.chars().take(3).any(|letter| letter.is_ascii_digit()) || sign.is_some_and(is_dash)
        };
        word.len() <= 24 && (mixed || digit_soon())
    }

    /// Not the end of something longer, and not what a law or a paragraph is cited by.
    fn stands_free(&self, reading: &Reading) -> bool {
        let is_bare = reading.registry.is_none();
        let before = self.text.get(..self.word.start).unwrap_or_default();
        let mut back = before.chars().rev();
        let (sign, before_sign) = (back.next(), back.next());
        let joined = match sign {
            Some(':') => is_bare,
            Some('/' | '.' | ',' | '_' | '@' | '+') => true,
            Some(sign) => is_dash(sign),
            None => false,
        };
        if joined && before_sign.is_some_and(char::is_alphanumeric) {
            return false;
        }
        !is_bare || !(before.trim_end_matches(is_blank).ends_with('§') || self.is_cited())
    }

    fn is_cited(&self) -> bool {
        let near = self.word.start.saturating_sub(self.previous.end) <= 3;
        near && self
            .text
            .get(self.previous.clone())
            .is_some_and(words::is_cited_source)
    }

    /// Not the beginning of something longer.
    fn is_whole(&self, reading: &Reading) -> bool {
        let is_bare = reading.registry.is_none();
        let mut after = self.text.get(reading.end..).unwrap_or_default().chars();
        let (Some(sign), next) = (after.next(), after.next()) else {
            return true;
        };
        let goes_on = match next {
            Some(next) if next.is_ascii_digit() => sign != ',' || is_bare,
            Some(next) if next.is_alphabetic() => is_bare && !matches!(sign, ',' | '.'),
            _ => false,
        };
        match sign {
            '/' | ':' | '.' | ',' | '_' => !goes_on,
            sign if is_dash(sign) => !goes_on,
            sign => !sign.is_alphanumeric() && sign != '%',
        }
    }

    /// First after a paragraph's number, behind a wide gap, in brackets, or alone on its line.
    fn is_set_apart(&self, reading: &Reading) -> bool {
        let before = self.text.get(..self.word.start).unwrap_or_default();
        let after = self.text.get(reading.end..).unwrap_or_default();
        let ends_apart = after.is_empty()
            || after.starts_with(['\n', '\r', '\t', ',', ')', ']'])
            || after.starts_with("  ");
        let in_brackets = before.ends_with(['(', '[']) && after.starts_with([')', ']']);
        let begins_apart =
            before.ends_with("  ") || before.ends_with('\t') || begins_header(before);
        // Two digits on either side of a stroke are also a date, a ratio or a claim ("50/50").
        let is_strong = reading.registry.is_some() || reading.serial.len() >= 3;
        in_brackets && is_strong || begins_apart && (ends_apart || is_strong)
    }
}

/// Whether nothing but a paragraph's number stands before on the line: `§ 15`, `15`, `KS § 80`, `§ 71,`, `§ 3 b`.
fn begins_header(before: &str) -> bool {
    // A number and its prefix are never longer, and the look back must not grow with the line.
    let mut label: Vec<char> = before
        .chars()
        .rev()
        .take(24)
        .take_while(|&letter| letter != '\n')
        .collect();
    if label.len() == 24 {
        return false;
    }
    label.reverse();
    let label: String = label.into_iter().collect();
    let label = label.trim().trim_end_matches([',', '.', ':']);
    let (prefix, number) = label.rsplit_once('§').unwrap_or(("", label));
    let (number, suffix) = number.trim().split_once(' ').unwrap_or((number.trim(), ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_prefix = prefix.trim().chars().all(char::is_alphabetic);
    let is_suffix = suffix.trim().chars().count() <= 1;
    is_number(number) && is_prefix && is_suffix
}

/// The first word from `at` on: letters and digits.
fn next_word(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let start = rest.find(char::is_alphanumeric)?;
    let word = rest.get(start..)?;
    let length = word
        .find(|letter: char| !letter.is_alphanumeric())
        .unwrap_or(word.len());
    Some(at + start..at + start + length)
}
