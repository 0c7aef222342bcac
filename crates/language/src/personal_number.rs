//! Finds and masks personal numbers (*personnummer*, *samordningsnummer*).
//!
//! Missing one exposes a person, masking a case number only annoys, so every spelling with a valid
//! date and check digit counts; where the check digit is wrong (character recognition breaks
//! digits), a cue such as *personnummer* or *född* must stand near. Organisation numbers have no
//! valid month and stay; a sole trader's is a personal number and goes.

use std::ops::Range;

mod context;
mod plain;
mod spelled;

#[cfg(test)]
mod tests;

use context::Context;
use plain::Plain;
use spelled::{Gap, Spelled, Tail};

/// A text in which personal numbers are masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The text; each masked number has as many characters as before.
    pub text: String,
    /// How many numbers were masked.
    pub count: usize,
}

/// Stands for every digit and letter of a masked number.
const MASK: char = '●';

/// Masks personal numbers: each of their digits and letters becomes `●`, so that characters and
/// line breaks keep their count. Masking again changes nothing.
pub fn mask_personal_numbers(text: &str) -> Masked {
    masked(text, &find_personal_numbers(text))
}

/// Masks personal numbers in the name of a file, a path or an address, where other signs stand for blanks:
/// `beslut_850101-1236.pdf`.
pub fn mask_personal_numbers_in_name(name: &str) -> Masked {
    // As many bytes, so that what is found there stands here too.
    let spaced = name.replace("%20", "   ");
    let spaced = spaced.replace(
        ['_', '/', '\\', '=', '&', '?', '#', '(', ')', '[', ']', ','],
        " ",
    );
    masked(name, &find_personal_numbers(&spaced))
}

/// Whether there is anything to mask in a text.
pub fn holds_personal_number(text: &str) -> bool {
    !find_personal_numbers(text).is_empty()
}

fn masked(text: &str, numbers: &[Range<usize>]) -> Masked {
    let mut masked = String::with_capacity(text.len() + 20 * numbers.len());
    let mut end = 0;
    for number in numbers {
        masked.push_str(text.get(end..number.start).unwrap_or_default());
        let written = text.get(number.clone()).unwrap_or_default();
        masked.extend(written.chars().map(masked_char));
        end = number.end;
    }
    masked.push_str(text.get(end..).unwrap_or_default());
    Masked {
        text: masked,
        count: numbers.len(),
    }
}

fn masked_char(c: char) -> char {
    if c.is_alphanumeric() || spelled::is_mask(c) {
        MASK
    } else {
        c
    }
}

/// The bytes of every personal number, in order. None of them overlap.
pub fn find_personal_numbers(text: &str) -> Vec<Range<usize>> {
    if !may_hold_number(text) {
        return Vec::new();
    }
    let Some(plain) = Plain::of(text) else {
        return find_in(text);
    };
    let found = find_in(&plain.text);
    found.iter().map(|number| plain.original(number)).collect()
}

/// The fewest digits of a number: those of its date, where the last four are masked.
const FEWEST_DIGITS: usize = 6;

/// Cheap: titles, names and most other short texts have fewer digits, of whatever script.
fn may_hold_number(text: &str) -> bool {
    let may_be_digit = |byte: &u8| byte.is_ascii_digit() || *byte == 0xC2 || *byte > 0xC5;
    text.bytes()
        .filter(|byte| may_be_digit(byte))
        .take(FEWEST_DIGITS)
        .count()
        == FEWEST_DIGITS
}

/// In a text with plain digits.
fn find_in(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut context = Context::new(text);
    let mut at = 0;
    while let Some(start) = next_digit(text, at) {
        at = spelled::end_of_digits(text, start);
        let Some(number) = spelled::read(text, start) else {
            continue;
        };
        if is_personal(&number, &mut context) {
            context.extend_cue(&number.range);
            at = number.range.end;
            found.push(number.range);
        }
    }
    found
}

fn next_digit(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    Some(from + rest.iter().position(u8::is_ascii_digit)?)
}

/// Whether what is spelled like a personal number is one, in its surroundings.
fn is_personal(number: &Spelled, context: &mut Context<'_>) -> bool {
    let has_cue = context.has_cue(&number.range);
    let is_likely = match number.tail {
        Tail::Digits { check_is_right } => check_is_right && is_plausible(number, context),
        Tail::Interim => number.gap == Gap::Dash,
        Tail::Masked => true,
    };
    is_likely || has_cue
}

/// Whether nothing around a number with a right check digit speaks against it. One in ten numbers
/// of any kind has a right check digit.
fn is_plausible(number: &Spelled, context: &Context<'_>) -> bool {
    match number.gap {
        Gap::Dash => !context.is_inside_identifier(&number.range, true),
        Gap::Blank => !number.reads_as_time && !context.is_part_of_amount(&number.range),
        Gap::None => {
            !context.is_inside_identifier(&number.range, false)
                && !context.is_part_of_amount(&number.range)
                && !context.names_another_kind(&number.range)
        }
    }
}
