//! Where a decision and its proposal say different things, word by word.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::text::list_sign;

/// Byte ranges of each text, in order, that the other one does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Of the first texts, one list for each.
    pub first: Vec<Vec<Range<usize>>>,
    /// Of the second texts, one list for each.
    pub second: Vec<Vec<Range<usize>>>,
}

/// Texts with more words than this are not compared: nobody follows marks through so much, and the time grows with the
/// product of words and differences.
const MOST_WORDS: usize = 3_000;

/// Below this share of common words the texts are two wordings, and marks would cover both.
const LEAST_IN_COMMON: f64 = 0.4;

/// A word of one of several texts.
struct Word {
    text: usize,
    range: Range<usize>,
    /// Without the punctuation around it, in small letters.
    plain: String,
}

/// Compares the words of two lists of texts, each read as one; `None` where the comparison would tell nothing.
/// Punctuation, capitals and the marks of lists make no difference.
pub fn difference(first: &[&str], second: &[&str]) -> Option<Difference> {
    let (ours, theirs) = (words(first), words(second));
    if ours.is_empty() || theirs.is_empty() || ours.len().max(theirs.len()) > MOST_WORDS {
        return None;
    }
    let plain =
        |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.plain.clone()).collect() };
    let steps = capture_diff_slices(Algorithm::Myers, &plain(&ours), &plain(&theirs));
    let mut found = Difference {
        first: vec![Vec::new(); first.len()],
        second: vec![Vec::new(); second.len()],
    };
    let mut in_common = 0;
    for step in &steps {
        if step.tag() == DiffTag::Equal {
            in_common += step.old_range().len();
            continue;
        }
        add(
            &mut found.first,
            ours.get(step.old_range()).unwrap_or_default(),
        );
        add(
            &mut found.second,
            theirs.get(step.new_range()).unwrap_or_default(),
        );
    }
    // Of the shorter text: a decision that only adds to its proposal holds all of it.
    let shorter = ours.len().min(theirs.len());
    (in_common as f64 >= LEAST_IN_COMMON * shorter as f64).then_some(found)
}

/// Words that follow each other in a text become one range.
fn add(ranges: &mut [Vec<Range<usize>>], words: &[Word]) {
    let mut before: Option<usize> = None;
    for word in words {
        let Some(of_text) = ranges.get_mut(word.text) else {
            continue;
        };
        match of_text.last_mut() {
            Some(last) if before == Some(word.text) => last.end = word.range.end,
            _ => of_text.push(word.range.clone()),
        }
        before = Some(word.text);
    }
}

fn words(texts: &[&str]) -> Vec<Word> {
    let mut words = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let lines: Vec<&str> = text.split('\n').collect();
        let mut at = 0;
        for (place, line) in lines.iter().enumerate() {
            let (_, rest) = list_sign(line);
            let start = at + (line.len() - rest.len());
            if !introduces(line, lines.get(place + 1..).unwrap_or_default()) {
                words_of_line(number, rest, start, &mut words);
            }
            at += line.len() + 1;
        }
    }
    words
}

/// Whether a line only says who decides or proposes what follows: `Kommunstyrelsen beslutar:` before points or *att*.
fn introduces(line: &str, after: &[&str]) -> bool {
    const VERBS: [&str; 4] = ["besluta", "beslutar", "föreslår", "föreslås"];
    let line = line.trim();
    let Some(next) = after.iter().find(|next| !next.trim().is_empty()) else {
        return false;
    };
    let is_point =
        |line: &str| list_sign(line).0.is_some() || line.trim_start().starts_with("att ");
    let last = line.split_whitespace().next_back().unwrap_or_default();
    !is_point(line) && (line.ends_with(':') || (is_point(next) && VERBS.contains(&last)))
}

fn words_of_line(text: usize, line: &str, start: usize, words: &mut Vec<Word>) {
    let mut from = 0;
    for piece in line.split_inclusive(char::is_whitespace) {
        let begins = from;
        from += piece.len();
        let lead = piece.len()
            - piece
                .trim_start_matches(|letter: char| !letter.is_alphanumeric())
                .len();
        let plain = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
        if !plain.is_empty() {
            let first = start + begins + lead;
            words.push(Word {
                text,
                range: first..first + plain.len(),
                plain: plain.to_lowercase(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Range, difference};

    /// The words that differ, of the first text and of the second.
    fn differing(first: &str, second: &str) -> Option<(Vec<String>, Vec<String>)> {
        let found = difference(&[first], &[second])?;
        let of = |text: &str, ranges: &[Range<usize>]| {
            ranges
                .iter()
                .map(|range| text.get(range.clone()).unwrap().to_owned())
                .collect()
        };
        Some((of(first, &found.first[0]), of(second, &found.second[0])))
    }

    #[test]
    fn only_the_words_that_differ_are_told() {
        let (decided, proposed) = differing(
            "1. Taxan antas att gälla från den 1 mars 2024.\n2. Avgiften sätts till 450 kronor.",
            "- Taxan antas att gälla från den 1 januari 2024.\n- Avgiften sätts till 390 kronor.",
        )
        .unwrap();
        assert_eq!(decided, ["mars", "450"]);
        assert_eq!(proposed, ["januari", "390"]);
    }

    #[test]
    fn punctuation_capitals_and_marks_of_lists_make_no_difference() {
        let same = differing(
            "a) Motionen avslås.\nb) Svaret godkänns;",
            "motionen avslås\n\n• Svaret godkänns",
        );
        assert_eq!(same, Some((vec![], vec![])));
    }

    #[test]
    fn words_added_in_a_row_are_one_range() {
        let (decided, proposed) = differing(
            "Planen antas med ändringen att två hus utgår.",
            "Planen antas.",
        )
        .unwrap();
        assert_eq!(decided, ["med ändringen att två hus utgår"]);
        assert!(proposed.is_empty());
    }

    #[test]
    fn two_wordings_with_little_in_common_are_not_compared() {
        assert_eq!(
            differing(
                "Ärendet återremitteras för ny beredning.",
                "Detaljplan för kvarteret Eken antas."
            ),
            None
        );
        assert_eq!(differing("", "Planen antas."), None);
    }

    #[test]
    fn who_decides_and_who_proposes_is_no_difference() {
        let same = differing(
            "Kommunfullmäktige beslutar:\n\n- Taxan antas.",
            "Kommunstyrelsens förslag till kommunfullmäktige:\n\n- Taxan antas.",
        );
        assert_eq!(same, Some((vec![], vec![])));
        let same = differing(
            "Regionstyrelsen beslutar\n\natt avslå begäran.",
            "att avslå begäran.",
        );
        assert_eq!(same, Some((vec![], vec![])));
        let (decided, _) = differing(
            "Planen antas och gäller nu.\n1. Taxan höjs.",
            "1. Taxan höjs.",
        )
        .unwrap();
        assert_eq!(
            decided,
            ["Planen antas och gäller nu"],
            "a sentence is no introduction"
        );
    }

    #[test]
    fn several_texts_are_read_as_one() {
        let found = difference(
            &["Planen antas.", "Taxan höjs."],
            &["Planen antas. Taxan sänks."],
        )
        .unwrap();
        let places = |ranges: &[Vec<Range<usize>>]| -> Vec<(usize, usize, usize)> {
            let texts = ranges.iter().enumerate();
            let places =
                texts.flat_map(|(text, ranges)| ranges.iter().map(move |range| (text, range)));
            places
                .map(|(text, range)| (text, range.start, range.end))
                .collect()
        };
        assert_eq!(places(&found.first), [(1, 6, 11)]);
        assert_eq!(places(&found.second), [(0, 20, 26)]);
    }
}
