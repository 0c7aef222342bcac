//! Printed forms of diaries that print no registry.

use super::grammar::{Form, Read, Reading, Tokens, end_of};
use super::pair::{Order, Pair, pair};
use super::tail::code;
use super::tokens::Gap;
use super::tokens::Token::{Gap as Between, Number as Digits};

/// `322-278/2009`, `102-274-04`, `1.5.3-219-2012`.
pub(super) fn plan_code_first<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let (plan_code, rest) = code(text, tokens)?;
    let [
        Between(Gap::Dash),
        Digits(serial),
        Between(gap),
        Digits(year),
        rest @ ..,
    ] = rest
    else {
        return None;
    };
    let is_day_and_month = plan_code.len() <= 2 && serial.len() <= 2;
    let is_short = plan_code.split('.').all(|part| part.len() <= 3);
    if is_day_and_month || !is_short || !matches!(gap, Gap::Slash | Gap::Dash) {
        return None;
    }
    let said = year.year().or(year.short_year())?;
    let short_year = year.len() == 2;
    let pair = Pair {
        order: Order::SerialFirst,
        gap: *gap,
        short_year,
        both_years: None,
    };
    let mut reading = Reading::new(None, said, *serial, Form::PlanCodeFirst(pair), year.end());
    reading.plan_code = Some(plan_code);
    Some((reading, rest))
}

/// `00123/20212.6.`: a table's two columns without the gap between.
pub(super) fn glued_plan_code<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let [Digits(serial), Between(Gap::Slash), rest @ ..] = tokens else {
        return None;
    };
    let (glued, after) = code(text, rest)?;
    let [Digits(first), ..] = rest else {
        return None;
    };
    if !serial.is_zero_padded() || !glued.contains('.') {
        return None;
    }
    let (year, _) = first.split_at(4)?;
    let end = first.start + glued.len();
    let mut reading = Reading::new(None, year.year()?, *serial, Form::GluedPlanCode, end);
    reading.plan_code = text.get(year.end()..end);
    Some((reading, after))
}

/// `596/2020`, `2020-596`, `1435/22`, `04-257`, and behind a label `2013.0456.106`.
pub(super) fn bare<'a, 't>(_text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let (year, serial, pair, rest) = pair(tokens, Order::YearFirst)?;
    let end = end_of(tokens, rest)?;
    // `12/5` is a day.
    if pair.short_year && pair.order == Order::YearFirst && serial.len() == 1 {
        return None;
    }
    let is_dotted = pair.gap == Gap::Dot;
    (!is_dotted || !pair.short_year && serial.len() >= 3).then(|| {
        (
            Reading::new(None, year, serial, Form::Bare(pair), end),
            rest,
        )
    })
}
