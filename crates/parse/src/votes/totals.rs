//! Totals of a vote: `40 Ja mot 38 Nej`, `fem ja-röster mot sex nej-röster`, `27 röster mot 14`.

use crate::numbers;

/// What a sentence says about totals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) yes: Option<u32>,
    pub(super) no: Option<u32>,
    pub(super) abstain: Option<u32>,
    pub(super) absent: Option<u32>,
}

const YES: &[&str] = &["ja", "ja-röster", "jaröster", "ja-röst"];
const NO: &[&str] = &["nej", "nej-röster", "nejröster", "nej-röst"];
const ABSTAIN: &[&str] = &[
    "avstår",
    "avstod",
    "avstående",
    "nedlagda",
    "blanka",
    "blank",
    "avstått",
];
const ABSENT: &[&str] = &["frånvarande"];
/// Words that may stand between a number and what it counts.
const BETWEEN: &[&str] = &[
    "ledamöter",
    "ledamot",
    "personer",
    "person",
    "röster",
    "röst",
    "är",
    "har",
    "som",
    "röstar",
    "röstade",
    "var",
    "st",
    "lade",
];

/// More than any council has seats.
const LARGEST: u32 = 200;

#[derive(Debug)]
struct Word<'t> {
    folded: String,
    /// The character right after it.
    next: Option<char>,
    text: &'t str,
}

pub(super) fn read(sentence: &str) -> Totals {
    let words = words(sentence);
    let mut totals = Totals::default();
    for place in 0..words.len() {
        let Some(number) = number(&words, place) else {
            continue;
        };
        let mut after = words
            .iter()
            .skip(place + 1)
            .take(4)
            .map(|word| word.folded.as_str());
        let counted = after.find(|word| !BETWEEN.contains(word));
        let before = place.checked_sub(1).and_then(|before| words.get(before));
        let labelled = before
            .filter(|before| before.next == Some(':'))
            .map(|before| before.folded.as_str());
        let word = counted.filter(|word| is_counted(word)).or(labelled);
        if let Some(slot) = slot(&mut totals, word) {
            slot.get_or_insert(number);
        }
    }
    if totals.yes.is_none() && totals.no.is_none() {
        against(&words, &mut totals);
    }
    totals
}

fn is_counted(word: &str) -> bool {
    [YES, NO, ABSTAIN, ABSENT]
        .iter()
        .any(|words| words.contains(&word))
}

fn slot<'t>(totals: &'t mut Totals, word: Option<&str>) -> Option<&'t mut Option<u32>> {
    let word = word?;
    if YES.contains(&word) {
        Some(&mut totals.yes)
    } else if NO.contains(&word) {
        Some(&mut totals.no)
    } else if ABSTAIN.contains(&word) {
        Some(&mut totals.abstain)
    } else if ABSENT.contains(&word) {
        Some(&mut totals.absent)
    } else {
        None
    }
}

/// `27 röster mot 14`, `7-6` after a word about voting, `5 röster för förslaget, 3 för återremiss`.
fn against(words: &[Word<'_>], totals: &mut Totals) {
    let about_votes = words.iter().any(|word| {
        ["voter", "omröst", "röst"]
            .iter()
            .any(|stem| word.folded.starts_with(stem))
    });
    if !about_votes {
        return;
    }
    for (place, word) in words.iter().enumerate() {
        let Some(first) = number(words, place) else {
            continue;
        };
        let rest: Vec<&str> = words
            .iter()
            .skip(place + 1)
            .take(4)
            .map(|word| word.folded.as_str())
            .collect();
        let second = match rest.as_slice() {
            ["röster" | "röst", "mot", ..] => number(words, place + 3),
            ["mot", ..] => number(words, place + 2).filter(|_| {
                rest.get(2).is_some_and(|word| word.starts_with("röst"))
                    || words
                        .iter()
                        .any(|word| word.folded == "röster" || word.folded == "votering")
            }),
            ["röster", "för", ..] => words
                .iter()
                .enumerate()
                .skip(place + 3)
                .take(6)
                .find(|(other, word)| {
                    number(words, *other).is_some()
                        && word.folded != "en"
                        && words
                            .get(other + 1)
                            .is_some_and(|next| next.folded == "för")
                })
                .and_then(|(other, _)| number(words, other)),
            _ if matches!(word.next, Some('-' | '–'))
                || rest.first().is_some_and(|next| *next == "-") =>
            {
                None
            }
            _ => None,
        };
        if let Some(second) = second {
            (totals.yes, totals.no) = (Some(first), Some(second));
            return;
        }
    }
    if let Some((first, second)) = words.iter().find_map(|word| pair(word.text)) {
        (totals.yes, totals.no) = (Some(first), Some(second));
    }
}

/// `12-1`.
fn pair(word: &str) -> Option<(u32, u32)> {
    let (first, second) = word.split_once(['-', '–'])?;
    let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    (first < 102 && second < 102 && first + second > 2).then_some((first, second))
}

/// A number in figures or words. `en` counts only before `ledamot`.
fn number(words: &[Word<'_>], place: usize) -> Option<u32> {
    let word = words.get(place)?;
    let number = numbers::read(&word.folded).filter(|number| *number <= LARGEST)?;
    let article = matches!(word.folded.as_str(), "en" | "ett" | "ingen" | "inga");
    let counts = words.get(place + 1).is_some_and(|next| {
        matches!(
            next.folded.as_str(),
            "ledamot" | "ledamöter" | "ja-röst" | "nej-röst" | "röst" | "avstår" | "avstod"
        )
    });
    (!article || counts).then_some(number)
}

fn words(sentence: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    for piece in sentence.split_whitespace() {
        let text = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
        if text.is_empty() {
            continue;
        }
        let next = piece
            .rsplit(text)
            .next()
            .and_then(|after| after.chars().next());
        words.push(Word {
            folded: text.to_lowercase(),
            next,
            text,
        });
    }
    words
}

/// Sentences of a block; lines of a list are sentences too.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for line in text.split('\n') {
        let mut from = 0;
        for (at, _) in line.match_indices(". ") {
            let next = line.get(at + 2..).unwrap_or_default();
            let word = line
                .get(from..at)
                .and_then(|part| part.rsplit(' ').next())
                .unwrap_or_default();
            if crate::scan::is_capitalised(next) && word.chars().count() > 1
                || next.starts_with(|letter: char| letter.is_ascii_digit())
            {
                parts.extend(line.get(from..=at));
                from = at + 2;
            }
        }
        parts.extend(line.get(from..));
    }
    parts
}
