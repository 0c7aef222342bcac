//! Section signs. The Swedish model of `tesseract` knows no `§` and reads `8`, `$` or `S` for it, so that `§ 103`
//! becomes `8103`. A second model that knows the sign says where there is one; it reads å, ä and ö badly, so
//! nothing else is taken from it.

use super::tsv::Word;

/// What the sign is taken for.
const TAKEN_FOR: &str = "8$S&53s6B9§";

/// How much of the smaller of two boxes must lie in the other to be of the same word.
const SAME_PLACE: f32 = 0.5;

/// Puts the signs back: by the second reading where there is one, and where what stands there cannot be meant.
pub fn restore(words: &mut [Word], second: &[Word]) {
    for seen in second.iter().filter(|word| word.text.contains('§')) {
        let first = words
            .iter_mut()
            .filter(|word| same_place(word, seen))
            .min_by(|a, b| a.left.total_cmp(&b.left));
        if let Some(word) = first {
            word.text = with_signs(&word.text, &seen.text);
        }
    }
    restore_without_second(words);
}

fn same_place(a: &Word, b: &Word) -> bool {
    let common = |low_a: f32, high_a: f32, low_b: f32, high_b: f32| {
        let smaller = (high_a - low_a).min(high_b - low_b);
        high_a.min(high_b) - low_a.max(low_b) > SAME_PLACE * smaller
    };
    common(a.left, a.right, b.left, b.right) && common(a.top, a.bottom, b.top, b.bottom)
}

/// The first reading with the signs of the second.
fn with_signs(first: &str, second: &str) -> String {
    // The second model too takes the first of two signs for something else now and then.
    let beginning = second.chars().take_while(|&c| TAKEN_FOR.contains(c));
    let last_sign = beginning.take(2).zip(1..).filter(|&(c, _)| c == '§').last();
    let signs = last_sign.map_or(0, |(_, place)| place);
    if signs == 0 {
        return character_by_character(first, second);
    }
    let after = second.chars().nth(signs);
    let taken = first
        .chars()
        .take(signs)
        .take_while(|&c| TAKEN_FOR.contains(c))
        .count();
    let rest: String = first.chars().skip(taken).collect();
    // The second reading has only the sign, the first one joins it with the number behind it.
    let is_joined = after.is_none() && rest.starts_with(|c: char| c.is_ascii_digit());
    let between = if is_joined { " " } else { "" };
    format!("{}{between}{rest}", "§".repeat(signs))
}

/// `28§,` and `288,` are of one length, and only the sign differs.
fn character_by_character(first: &str, second: &str) -> String {
    if first.chars().count() != second.chars().count() {
        return first.to_owned();
    }
    let pairs = first.chars().zip(second.chars());
    let character = |(first, second): (char, char)| {
        let is_sign = second == '§' && TAKEN_FOR.contains(first);
        if is_sign { second } else { first }
    };
    pairs.map(character).collect()
}

/// No dollar is meant in minutes; `S` and `&` before a number at the beginning of a line are no words.
fn restore_without_second(words: &mut [Word]) {
    let mut line_before = None;
    for place in 0..words.len() {
        let next = words.get(place + 1).cloned();
        let Some(word) = words.get_mut(place) else {
            return;
        };
        let begins_line = line_before != Some(word.line);
        line_before = Some(word.line);
        let number_follows =
            next.is_some_and(|next| next.line == word.line && is_number(&next.text));
        let beginning: String = word
            .text
            .chars()
            .take_while(|&c| "$S&8".contains(c))
            .collect();
        let rest: String = word.text.chars().skip(beginning.chars().count()).collect();
        let is_sign = beginning.contains('$') && (rest.is_empty() || is_number(&rest))
            || begins_line
                && matches!(beginning.as_str(), "S" | "&")
                && (rest.is_empty() && number_follows || is_number(&rest));
        if is_sign {
            let count = beginning.chars().count().min(2);
            word.text = "§".repeat(count) + &rest;
        }
    }
}

/// `12`, `12-18`, `15,` and the like.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "-–,.:".contains(c))
}
