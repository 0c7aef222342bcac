//! Earlier paragraphs that a text names: `Bordlagt den 24 april 2025, § 258`, `Kommunstyrelsen 2024-02-06 § 12`.

use paragraf_model::Reference;

use crate::bodies;
use crate::dates;
use crate::scan::Cursor;

/// So far before the section sign a date or body belongs to it, in bytes.
const REACH: usize = 110;

/// Reads every `§` with a date beside it, each with its place in the text. One without a date is a law's, or this
/// meeting's own.
pub(super) fn read(text: &str) -> Vec<(Reference, usize)> {
    let mut references: Vec<(Reference, usize)> = Vec::new();
    let mut next_block = 0;
    for block in text.split("\n\n") {
        let block_at = next_block;
        next_block += block.len() + 2;
        let found_dates = dates::find_all(block);
        let mut previous_end = 0;
        for (at, _) in block.match_indices('§') {
            let mut cursor = Cursor::new(block.get(at..).unwrap_or_default());
            while cursor.eat("§") {}
            cursor.blanks();
            let Some(number) = cursor.number().filter(|number| (1..=3000).contains(number)) else {
                continue;
            };
            let before = found_dates.iter().rfind(|date| {
                date.range.end <= at && at - date.range.end <= 6 && date.range.start >= previous_end
            });
            let end = at + cursor.position();
            let after = found_dates
                .iter()
                .find(|date| date.range.start >= end && date.range.start - end <= 6);
            let glue = |from: usize, to: usize| block.get(from..to).is_some_and(is_glue);
            let before = before.filter(|date| glue(date.range.end, at));
            let date = before.or(after.filter(|date| glue(end, date.range.start)));
            let Some(date) = date else { continue };
            let anchor = date.range.start.min(at);
            let same_sentence = previous_end > 0
                && block
                    .get(previous_end..anchor)
                    .is_some_and(|between| !between.contains(". ") && !between.contains('\n'));
            let body = body_before(block, previous_end, anchor).or_else(|| {
                references
                    .last()
                    .filter(|_| same_sentence)
                    .and_then(|(before, _)| before.body.clone())
            });
            previous_end = end.max(date.range.end);
            let reference = Reference {
                body,
                date: Some(date.date),
                number,
            };
            let held = references
                .iter_mut()
                .map(|(held, _)| held)
                .find(|held| held.date == reference.date && held.number == reference.number);
            match held {
                Some(held) if held.body.is_none() => held.body = reference.body,
                Some(held) if reference.body.is_none() || held.body == reference.body => {}
                _ => references.push((reference, block_at + anchor)),
            }
        }
    }
    references
}

/// Only punctuation, `den` and the like stand between date and sign.
fn is_glue(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic())
        .all(|word| word.is_empty() || matches!(word, "den" | "i" | "vid"))
}

/// The body that is named right before, in the same sentence.
fn body_before(text: &str, from: usize, anchor: usize) -> Option<String> {
    let mut start = anchor.saturating_sub(REACH).max(from);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let before = text.get(start..anchor)?;
    let sentence = before.rsplit(['\n', ';']).next()?;
    let sentence = sentence.rsplit(". ").next()?;
    let mut name = None;
    let mut at = 0;
    while let Some(range) = sentence.get(at..).and_then(bodies::find) {
        name = sentence
            .get(at + range.start..at + range.end)
            .map(bodies::tidy);
        at += range.end;
    }
    name.or_else(|| abbreviated(sentence))
        .filter(|name| !GENERIC.contains(&name.as_str()))
}

/// Mean the body that met.
const GENERIC: &[&str] = &[
    "Nämnden",
    "Styrelsen",
    "Utskottet",
    "Fullmäktige",
    "Rådet",
    "Presidiet",
];

/// `KSAU 2024-02-06 § 12`: the letters right before.
fn abbreviated(sentence: &str) -> Option<String> {
    let word = sentence
        .trim_end_matches([' ', ',', '('])
        .rsplit([' ', '('])
        .next()?;
    let letters = word.chars().count();
    let is_code = (2..=6).contains(&letters) && word.chars().all(char::is_uppercase);
    is_code.then(|| word.to_owned())
}
