//! Totals of a vote: `40 Ja mot 38 Nej`, `fem ja-röster mot sex nej-röster`, `27 röster mot 14`.

use crate::folding::Folding;
use crate::numbers;
use crate::scan::Cursor;

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
struct Word {
    folded: String,
    /// The character right after it.
    next: Option<char>,
}

pub(super) fn read(sentence: &str) -> Totals {
    let words = words(sentence);
    let mut totals = Totals::default();
    // "Ja 7, Nej 4": once a word counted the number after it, the next one does too.
    let mut words_first = false;
    for place in 0..words.len() {
        let Some(number) = number(&words, place) else {
            continue;
        };
        let label = label_before(&words, place, words_first);
        words_first |= label.is_some();
        // "Omröstning 2: Ja: 13": a number with a colon of its own counts nothing.
        let is_ordinal = words.get(place).is_some_and(|word| word.next == Some(':'));
        let word = label.or_else(|| counted_after(&words, place).filter(|_| !is_ordinal));
        if let Some(slot) = slot(&mut totals, word) {
            slot.get_or_insert(number);
        }
    }
    if totals.yes.is_none() && totals.no.is_none() {
        against(sentence, &words, &mut totals);
    }
    if totals.yes.is_none() && totals.no.is_none() && sentence.contains('(') {
        // "5 röster för planen (Ask, Ek), 3 för återremiss (Sjö)"
        let bare = without_brackets(sentence);
        against(&bare, &self::words(&bare), &mut totals);
    }
    totals
}

/// The word that a number counts where it stands after it: `röster`, `ledamöter` between them.
fn counted_after(words: &[Word], place: usize) -> Option<&str> {
    let mut after = words
        .iter()
        .skip(place + 1)
        .take(4)
        .map(|word| word.folded.as_str());
    after.find(|word| !BETWEEN.contains(word))
}

/// The word that a number counts where it stands before it: `Ja: 7`, and `Ja 7, Nej 4`.
fn label_before(words: &[Word], place: usize, words_first: bool) -> Option<&str> {
    let label = place.checked_sub(1).and_then(|before| words.get(before))?;
    if !is_counted(&label.folded) {
        return None;
    }
    // In "7 Ja 4 Nej" the word before belongs to the number before it.
    let is_anothers = place
        .checked_sub(2)
        .is_some_and(|before| number(words, before).is_some());
    let next_is_anothers = || {
        counted_after(words, place).is_none_or(|after| {
            !is_counted(after) || (place + 2..place + 4).any(|other| number(words, other).is_some())
        })
    };
    let is_label = label.next == Some(':') || words_first || !is_anothers && next_is_anothers();
    is_label.then_some(label.folded.as_str())
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
fn against(sentence: &str, words: &[Word], totals: &mut Totals) {
    let about_votes = words.iter().any(|word| {
        ["voter", "omröst", "röst"]
            .iter()
            .any(|stem| word.folded.starts_with(stem))
    });
    if !about_votes {
        return;
    }
    for place in 0..words.len() {
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
                    let mut after = words
                        .iter()
                        .skip(other + 1)
                        .map(|next| next.folded.as_str());
                    let next = after.find(|next| !matches!(*next, "röster" | "röst"));
                    number(words, *other).is_some() && word.folded != "en" && next == Some("för")
                })
                .and_then(|(other, _)| number(words, other)),
            _ => None,
        };
        if let Some(second) = second {
            (totals.yes, totals.no) = (Some(first), Some(second));
            return;
        }
    }
    if let Some((first, second)) = pair(sentence) {
        (totals.yes, totals.no) = (Some(first), Some(second));
    }
}

/// Without what stands in brackets: who they were that voted so.
fn without_brackets(sentence: &str) -> String {
    let mut depth = 0_usize;
    let kept = sentence.chars().filter(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    kept.collect()
}

/// `12-1`, `7 – 6`.
fn pair(sentence: &str) -> Option<(u32, u32)> {
    let mut cursor = Cursor::new(sentence);
    let mut before = ' ';
    while let Some(next) = cursor.peek() {
        if next.is_ascii_digit()
            && !before.is_alphanumeric()
            && !matches!(before, '-' | '–' | '/' | '.' | ':')
        {
            let first = cursor.number();
            let mut ahead = cursor;
            ahead.blanks();
            let dashed = ahead.eat_any(&['-', '–']).is_some();
            ahead.blanks();
            let second = ahead.number().filter(|_| {
                dashed
                    && !ahead.peek().is_some_and(|next| {
                        matches!(next, '-' | '–' | '/' | ':') || next.is_alphanumeric()
                    })
            });
            if let (Some(first), Some(second)) = (
                first.filter(|first| *first < 102),
                second.filter(|second| *second < 102),
            ) {
                return (first + second > 2).then_some((first, second));
            }
            before = '0';
        } else {
            cursor.eat_any(&[next]);
            before = next;
        }
    }
    None
}

/// A number in figures or words. `en` counts only before `ledamot`.
fn number(words: &[Word], place: usize) -> Option<u32> {
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

fn words(sentence: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
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
            folded: text.folded(),
            next,
        });
    }
    words
}
