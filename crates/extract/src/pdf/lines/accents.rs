//! Accents that are drawn as glyphs of their own join the letter they stand on.
//!
//! TeX's old fonts have no å: the ring is drawn, then the a beneath it. Other programs draw the letter and then
//! a combining mark.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Letter;

/// Letters further away in the content than this do not belong to an accent.
const AHEAD: usize = 2;

/// In ems of the letter: an accent on a capital is raised.
const HIGHEST: f32 = 0.6;

/// Joins accents to their letters.
pub fn join(letters: Vec<Letter>) -> Vec<Letter> {
    let mut joined: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut waiting: Vec<(char, Letter)> = Vec::new();
    for mut letter in letters {
        if let Some(mark) = combining(&letter) {
            let bearer = joined
                .iter_mut()
                .rev()
                .take(AHEAD)
                .find(|base| bears(base, &letter, mark));
            match bearer {
                Some(base) => put_on(base, mark),
                None => waiting.push((mark, letter)),
            }
            continue;
        }
        if let Some(place) = waiting
            .iter()
            .position(|(mark, accent)| bears(&letter, accent, *mark))
        {
            let (mark, accent) = waiting.remove(place);
            letter.next = letter.next.max(accent.next);
            put_on(&mut letter, mark);
        }
        joined.push(letter);
        if waiting.is_empty() {
            continue;
        }
        let order = joined.last().map_or(0, |letter| letter.order);
        let (late, early) = waiting
            .into_iter()
            .partition(|(_, accent)| accent.order + AHEAD >= order);
        waiting = late;
        joined.extend(early.into_iter().map(|(_, accent): (char, Letter)| accent));
    }
    joined.extend(waiting.into_iter().map(|(_, accent)| accent));
    joined
}

/// The combining mark that an accent stands for.
fn combining(letter: &Letter) -> Option<char> {
    let mut characters = letter.text.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else {
        return None;
    };
    Some(match character {
        // Spares nearly all letters the tables of Unicode.
        '!'..='_' | 'a'..='~' => return None,
        '`' => '\u{300}',
        '´' => '\u{301}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30A}',
        '˝' => '\u{30B}',
        'ˇ' => '\u{30C}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        mark if is_combining_mark(mark) => mark,
        _ => return None,
    })
}

/// The accent stands over the letter, and together they are one character.
fn bears(base: &Letter, accent: &Letter, mark: char) -> bool {
    let is_letter = base
        .text
        .chars()
        .next_back()
        .is_some_and(char::is_alphabetic);
    let height = (base.baseline - accent.baseline).abs();
    is_letter
        && height <= HIGHEST * base.size
        && (overlaps(base, accent) || is_combining_mark_at_end(base, accent))
        && composed(base, mark).is_some()
}

fn overlaps(base: &Letter, accent: &Letter) -> bool {
    let middle = (accent.left + accent.right) / 2.0;
    let slack = 0.05 * base.size;
    accent.right > accent.left && (base.left - slack..=base.right + slack).contains(&middle)
}

/// A combining mark without width is set just behind its letter.
fn is_combining_mark_at_end(base: &Letter, accent: &Letter) -> bool {
    let is_mark = accent.text.chars().all(is_combining_mark);
    is_mark
        && accent.left >= base.left - 0.1 * base.size
        && accent.left <= base.right + 0.3 * base.size
}

/// A dotless i under an accent is the i of that accented letter.
fn composed(base: &Letter, mark: char) -> Option<String> {
    let with_dot = |character| match character {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    let letters: String = base
        .text
        .chars()
        .map(with_dot)
        .chain([mark])
        .nfc()
        .collect();
    (letters.chars().count() <= base.text.chars().count()).then_some(letters)
}

fn put_on(base: &mut Letter, mark: char) {
    if let Some(text) = composed(base, mark) {
        base.text = Rc::from(text);
    }
}
