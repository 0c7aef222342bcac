//! What a recogniser takes for text and is none: lines of tables, edges of stamps, signatures, dust.

use super::lines::TextLine;
use super::tsv::Word;

/// Below this a word of one or two characters is a guess.
const SURE_OF_SHORT: f32 = 0.4;

/// Below this a word with signs inside, or without any vowel, is a guess.
const SURE_OF_ODD: f32 = 0.5;

/// Below this nothing is text.
const SURE_OF_ANY: f32 = 0.05;

/// Above this a word is one.
const SURE_OF_WORD: f32 = 0.7;

/// Below this a line of its own that holds no whole word is a guess.
const SURE_OF_LINE: f32 = 0.6;

/// Signs that stand alone in minutes.
const SIGNS_ALONE: [&str; 12] = ["-", "–", "—", "•", "*", "&", "+", "/", "%", "=", "...", "…"];

/// Leaves out words that are none, and lines of nothing else.
pub fn without(lines: Vec<TextLine>) -> Vec<TextLine> {
    let kept = lines.into_iter().map(|mut line| {
        let words = line.words.iter().enumerate();
        let words = words.filter(|&(place, word)| !is_noise(word, is_among_words(&line, place)));
        line.words = words.map(|(_, word)| word.clone()).collect();
        line
    });
    kept.filter(|line| !line.words.is_empty() && !is_scribble(line))
        .collect()
}

/// A neighbour that nobody doubts: what stands beside it is a word too, however badly printed, and in minutes it
/// may be the number of a decision.
fn is_among_words(line: &TextLine, place: usize) -> bool {
    const NEAR: f32 = 2.0;
    let Some(word) = line.words.get(place) else {
        return false;
    };
    let before = place.checked_sub(1).and_then(|place| line.words.get(place));
    let after = line.words.get(place + 1);
    let is_near = |gap: f32| gap < NEAR * line.size;
    let is_word = |word: &Word| {
        let marks = word.text.chars().filter(|c| c.is_alphanumeric()).count();
        marks > 2 && word.confidence > SURE_OF_WORD
    };
    before.is_some_and(|before| is_near(word.left - before.right) && is_word(before))
        || after.is_some_and(|after| is_near(after.left - word.right) && is_word(after))
}

fn is_noise(word: &Word, is_among_words: bool) -> bool {
    let text = word.text.as_str();
    let count = |wanted: fn(char) -> bool| text.chars().filter(|&c| wanted(c)).count();
    let (all, marks) = (text.chars().count(), count(char::is_alphanumeric));
    if marks == 0 {
        let is_sign = SIGNS_ALONE.contains(&text) && word.confidence > SURE_OF_ODD;
        return !(is_sign || text.contains('§'));
    }
    if is_among_words {
        return false;
    }
    if word.confidence < SURE_OF_ANY {
        return true;
    }
    let is_odd = 3 * (all - marks) > all || has_no_vowel(text);
    all <= 2 && word.confidence < SURE_OF_SHORT || is_odd && word.confidence < SURE_OF_ODD
}

fn has_no_vowel(text: &str) -> bool {
    let is_vowel = |c: char| "aeiouyåäöéAEIOUYÅÄÖÉ".contains(c);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > 3 && !text.chars().any(is_vowel)
}

/// A signature becomes a line of one or two short words that nobody is sure of.
fn is_scribble(line: &TextLine) -> bool {
    let length: usize = line
        .words
        .iter()
        .map(|word| word.text.chars().count())
        .sum();
    let surest = line.words.iter().map(|word| word.confidence);
    length <= 6 && surest.fold(0.0, f32::max) < SURE_OF_LINE
}
