//! What stands after year and serial number: a document's number within the case, or a plan code.
//!
//! Three digits, or numbers with dots between, are a plan code; fewer digits after a hyphen are a document's number.

use super::grammar::{Form, Reading, Tokens};
use super::pair::Order;
use super::tokens::Token::{Gap as Between, Number as Digits, Word};
use super::tokens::{Gap, is_blank};

/// The document's number or the plan code after the number proper.
pub(super) fn with_tail<'t>(
    text: &'t str,
    mut reading: Reading<'t>,
    rest: Tokens<'_, 't>,
) -> Option<Reading<'t>> {
    if reading.plan_code.is_some() {
        return None;
    }
    if let [
        Between(Gap::Blank),
        Word(word),
        Between(Gap::Blank),
        tail @ ..,
    ] = rest
        && word.text.eq_ignore_ascii_case("dpl")
    {
        let (plan_code, _) = code(text, tail)?;
        let [Digits(first), ..] = tail else {
            return None;
        };
        reading.plan_code = Some(plan_code);
        reading.end = first.start + plan_code.len();
        return Some(reading);
    }
    let [Between(gap), tail @ ..] = rest else {
        return None;
    };
    let [Digits(number), ..] = tail else {
        return None;
    };
    let (plan_code, _) = code(text, tail)?;
    reading.end = number.start + plan_code.len();
    let is_plan_code = plan_code.len() == 3 || plan_code.contains('.');
    match gap {
        Gap::Colon | Gap::ColonDash => {
            reading.sub = Some(number.value);
            reading.end = number.end();
        }
        Gap::Dash if plan_code.len() <= 2 => reading.sub = Some(number.value),
        Gap::Dash if is_plan_code => reading.plan_code = Some(plan_code),
        // `2013.0456.106`, `KS 2014/253.041`, `KS/2013/0293/041`.
        Gap::Dot | Gap::Slash if plan_code.len() == 3 => reading.plan_code = Some(plan_code),
        Gap::SpacedDash if is_plan_code && !goes_on(text, reading.end) => {
            reading.plan_code = Some(plan_code);
        }
        Gap::SpacedDash if plan_code.len() == 2 && ends_line(text, reading.end) => {
            reading.plan_code = Some(plan_code);
        }
        Gap::Blank if is_plan_code_after_blank(text, &reading, plan_code) => {
            reading.plan_code = Some(plan_code);
        }
        _ => return None,
    }
    Some(reading)
}

/// Three digits after a blank are a plan code where the form has one, where they begin with 0, or end the line;
/// else they may be the first of a sum or a telephone number. `1.1.3.1` is one anyhow.
fn is_plan_code_after_blank(text: &str, reading: &Reading, plan_code: &str) -> bool {
    let form_has_plan_code = match reading.form {
        Form::YearAndRegistry { .. } => true,
        Form::Registry(_, pair) | Form::Bare(pair) => {
            pair.short_year && pair.order == Order::YearFirst
        }
        _ => false,
    };
    let ends_line = ends_line(text, reading.end);
    let likely = form_has_plan_code || plan_code.starts_with('0') || ends_line;
    is_class(plan_code) || plan_code.len() == 3 && likely && !goes_on(text, reading.end)
}

/// `1.3.1`, `3.0.4.0`: three levels or more; a date's year has more digits.
fn is_class(plan_code: &str) -> bool {
    let levels = plan_code.split('.');
    levels.clone().count() >= 3 && levels.into_iter().all(|level| level.len() <= 2)
}

/// Whether what stands before `at` is counted in something, or the first of a sum: `- 200 platser`, `100 000`.
fn goes_on(text: &str, at: usize) -> bool {
    let after = text.get(at..).unwrap_or_default();
    let next = after.trim_start_matches(is_blank);
    let digits = next.bytes().take(4).take_while(u8::is_ascii_digit).count();
    after.starts_with(is_blank) && (digits == 3 || next.starts_with(char::is_lowercase))
}

/// Whether nothing but a closing mark follows on the line.
pub(super) fn ends_line(text: &str, at: usize) -> bool {
    let after = text.get(at..).unwrap_or_default();
    after.is_empty() || after.starts_with(['\n', '\r', ')', ']', ',', ';', '.'])
}

/// Numbers with dots between, as they stand in the text: `200`, `1.5.3`.
pub(super) fn code<'a, 't>(
    text: &'t str,
    tokens: Tokens<'a, 't>,
) -> Option<(&'t str, Tokens<'a, 't>)> {
    let [Digits(first), rest @ ..] = tokens else {
        return None;
    };
    let (mut end, mut rest) = (first.end(), rest);
    while let [Between(Gap::Dot), Digits(next), after @ ..] = rest {
        (end, rest) = (next.end(), after);
    }
    Some((text.get(first.start..end)?, rest))
}
