//! Printed forms that name the registry: before the numbers, between them or after.

use super::grammar::{Form, Read, Reading, Tokens, end_of};
use super::pair::{Order, pair};
use super::tail::{code, ends_line};
use super::tokens::Token::{Gap as Between, Number as Digits, Word};
use super::tokens::{Gap, Piece};
use super::words::{self, Look};

/// `Ks 596/2020`, `KS 2020/596`, `ks-2020-00596`, `KS/2017:499`, `KU.2017.3`, `KS 02-820`, `LD13/03336`.
pub(super) fn registry_first<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let [Word(word), rest @ ..] = tokens else {
        return None;
    };
    numbers_of(text, *word, word.end(), rest)
}

/// `N609-4635/23`: a registry that ends in digits.
pub(super) fn registry_with_digits<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let [Word(word), Digits(number), rest @ ..] = tokens else {
        return None;
    };
    let apart = matches!(
        rest.first(),
        Some(Between(Gap::Blank | Gap::Slash | Gap::Dash))
    );
    let short = number.len() <= 3 && word.text.chars().count() <= 4;
    if !apart || !short {
        return None;
    }
    numbers_of(text, *word, number.end(), rest)
}

/// `KS-KF 2020/12`.
pub(super) fn double_registry<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let [Word(first), Between(Gap::Dash), Word(second), rest @ ..] = tokens else {
        return None;
    };
    if !words::may_be_registry(second.text) {
        return None;
    }
    let (reading, rest) = numbers_of(text, *first, second.end(), rest)?;
    // Other dashes than the hyphen are no part of a name.
    let one_hyphen = reading.registry?.contains('-');
    one_hyphen.then_some((reading, rest))
}

/// The numbers after a registry that begins with `word` and ends at `registry_end`.
fn numbers_of<'a, 't>(
    text: &'t str,
    word: Piece<'t>,
    registry_end: usize,
    rest: Tokens<'a, 't>,
) -> Read<'a, 't> {
    if !words::may_be_registry(word.text) {
        return None;
    }
    let registry = text.get(word.start..registry_end)?;
    let (joint, numbers) = match rest {
        [Between(Gap::SpacedDash | Gap::ColonDash), ..] => return None,
        [Between(joint), numbers @ ..] => (Some(*joint), numbers),
        numbers => (None, numbers),
    };
    let look = words::look(registry);
    // Any other word before a colon is a label of something: `Id: 49/2015`.
    if joint == Some(Gap::ColonBlank) && look != Look::Capitals {
        return None;
    }
    let convention = match look {
        Look::Titled => Order::SerialFirst,
        Look::Capitals | Look::Small => Order::YearFirst,
    };
    let (year, serial, pair, rest) = pair(numbers, convention)?;
    let apart = joint == Some(Gap::Blank);
    if apart && pair.gap == Gap::Colon && words::is_law_or_series(registry) {
        return None;
    }
    // A blank, a year and a dot begin a date or end a sentence: `KS 2020.05`, but `KS2014.0253`, `KS14.253`.
    let is_glued = matches!(joint, Some(Gap::Dot | Gap::Slash));
    let long_enough = serial.len() >= 3 && (joint.is_none() || !pair.short_year);
    if pair.gap == Gap::Dot && !is_glued && !long_enough {
        return None;
    }
    let form = Form::Registry(joint, pair);
    Some((
        Reading::new(Some(registry), year, serial, form, end_of(numbers, rest)?),
        rest,
    ))
}

/// `RV180949`, `RS/191234`. Where more digits show that a separator was lost, nobody can say which number it was.
pub(super) fn run_together<'a, 't>(_text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let (word, number, rest) = match tokens {
        [Word(word), Digits(number), rest @ ..] => (word, number, rest),
        [Word(word), Between(Gap::Slash), Digits(number), rest @ ..] if number.len() == 6 => {
            (word, number, rest)
        }
        _ => return None,
    };
    if !words::may_be_registry(word.text) || word.text.chars().count() < 2 {
        return None;
    }
    let year_length = match number.len() {
        6 => 2,
        7.. => 4,
        _ => return None,
    };
    let (year, serial) = number.split_at(year_length)?;
    let year = year.year().or(year.short_year())?;
    let reading = Reading::new(
        Some(word.text),
        year,
        serial,
        Form::RunTogether,
        number.end(),
    );
    Some((reading, rest))
}

/// `2011/KS 0206`, `2023/BUN 0214`, `2012-KS31`, `13/KS 0234`, and run together: `22KS156`, `2016KS234`.
pub(super) fn year_and_registry<'a, 't>(_text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let (year, joint, rest) = match tokens {
        [
            Digits(year),
            Between(gap @ (Gap::Slash | Gap::Dash)),
            rest @ ..,
        ] => (year, Some(gap), rest),
        [Digits(year), rest @ ..] => (year, None, rest),
        _ => return None,
    };
    let (word, serial, rest) = match rest {
        [Word(word), Digits(serial), rest @ ..] => (word, serial, rest),
        [
            Word(word),
            Between(Gap::Blank | Gap::Dash | Gap::Slash),
            Digits(serial),
            rest @ ..,
        ] if joint.is_some() => (word, serial, rest),
        _ => return None,
    };
    let short_year = year.len() == 2;
    if !words::may_be_registry(word.text) || short_year && joint == Some(&Gap::Dash) {
        return None;
    }
    let form = Form::YearAndRegistry { short_year };
    let year = year.year().or(year.short_year())?;
    Some((
        Reading::new(Some(word.text), year, *serial, form, serial.end()),
        rest,
    ))
}

/// `2014/747-KS`, `2020/596 KS`, `2021/0123 KS-2`, `2014.253 KS`.
pub(super) fn registry_last<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let (year, serial, pair, rest) = pair(tokens, Order::YearFirst)?;
    let [
        Between(gap @ (Gap::Dash | Gap::Slash | Gap::Blank)),
        Word(word),
        rest @ ..,
    ] = rest
    else {
        return None;
    };
    let certain = words::may_be_registry(word.text) && words::look(word.text) == Look::Capitals;
    // In the middle of a line, the word after a number is seldom its registry.
    let numbered = matches!(rest, [Between(Gap::Dash), Digits(_), ..]);
    let apart = *gap == Gap::Blank && !numbered && !ends_line(text, word.end());
    if !certain || apart || pair.short_year {
        return None;
    }
    let form = Form::RegistryLast(*gap);
    Some((
        Reading::new(Some(word.text), year, serial, form, word.end()),
        rest,
    ))
}

/// `NKBY/660/10.04.00.01/2022`.
pub(super) fn class_code<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let [
        Word(word),
        Between(Gap::Slash),
        Digits(serial),
        Between(Gap::Slash),
        rest @ ..,
    ] = tokens
    else {
        return None;
    };
    let (plan_code, rest) = code(text, rest)?;
    let [Between(Gap::Slash), Digits(year), rest @ ..] = rest else {
        return None;
    };
    if !plan_code.contains('.') || !words::may_be_registry(word.text) {
        return None;
    }
    let form = Form::ClassCode;
    let mut reading = Reading::new(Some(word.text), year.year()?, *serial, form, year.end());
    reading.plan_code = Some(plan_code);
    Some((reading, rest))
}
