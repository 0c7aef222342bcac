//! The year and the serial number, and which of the two is which.
//!
//! Where both numbers could be years, the one within 1970 to 2069 is (`1924/20` is of 2020). Where both are, a registry
//! in small letters (`Ks 1998/2020`) has the serial number first, and everything else the year.

use super::grammar::Tokens;
use super::tokens::{Gap, Number};

use super::tokens::Token::{Gap as Between, Number as Digits};

/// A year and a serial number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub order: Order,
    pub gap: Gap,
    /// The year is written with two digits.
    pub short_year: bool,
    /// The years that both numbers say, where both could be years.
    pub both_years: Option<(u16, u16)>,
}

/// Which of the two comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// `2020/596`.
    YearFirst,
    /// `596/2020`.
    SerialFirst,
}

/// What two numbers say, and what follows them. `convention` settles the order where both are years.
pub(super) fn pair<'a, 't>(
    tokens: Tokens<'a, 't>,
    convention: Order,
) -> Option<(u16, Number<'t>, Pair, Tokens<'a, 't>)> {
    let [Digits(first), Between(gap), Digits(second), rest @ ..] = tokens else {
        return None;
    };
    if !matches!(gap, Gap::Slash | Gap::Dash | Gap::Colon | Gap::Dot) || begins_a_date(tokens) {
        return None;
    }
    let order = match rest {
        // `03-88 007`: without its plan code it could be anything.
        [Between(Gap::Blank), Digits(code), ..]
            if *gap == Gap::Dash && first.len() == 2 && second.len() == 2 && code.len() == 3 =>
        {
            Order::YearFirst
        }
        _ => order(first, *gap, second, convention)?,
    };
    let (year, serial) = match order {
        Order::YearFirst => (first, second),
        Order::SerialFirst => (second, first),
    };
    let pair = Pair {
        order,
        gap: *gap,
        short_year: year.len() == 2,
        both_years: first.year().zip(second.year()),
    };
    Some((year.year().or(year.short_year())?, *serial, pair, rest))
}

fn order(first: &Number, gap: Gap, second: &Number, convention: Order) -> Option<Order> {
    let plausible = |year| (1970..=2069).contains(&year);
    let either_order = matches!(gap, Gap::Slash | Gap::Dash);
    let order = match (first.year(), second.year()) {
        (Some(one), Some(other)) => match (plausible(one), plausible(other)) {
            (true, true) if gap == Gap::Slash => convention,
            (false, true) if either_order => Order::SerialFirst,
            _ => Order::YearFirst,
        },
        (Some(year), None) if plausible(year) || gap != Gap::Slash || second.len() != 2 => {
            Order::YearFirst
        }
        (None, Some(_)) => Order::SerialFirst,
        // `14/53` cannot be of 2053.
        _ if gap == Gap::Slash && second.len() == 2 => {
            match (first.short_year(), second.short_year()) {
                (Some(1970..2040), Some(2040..)) => Order::YearFirst,
                _ => Order::SerialFirst,
            }
        }
        _ if gap != Gap::Colon && first.len() == 2 && second.len() >= 3 => Order::YearFirst,
        _ if gap == Gap::Slash && first.len() == 2 && second.len() == 1 => Order::YearFirst,
        _ => return None,
    };
    (order == Order::YearFirst || either_order).then_some(order)
}

/// `2020-05-12`, `2020.05.12`.
fn begins_a_date(tokens: Tokens) -> bool {
    let [
        Digits(year),
        Between(gap),
        Digits(month),
        Between(again),
        Digits(day),
        ..,
    ] = tokens
    else {
        return false;
    };
    let two_digits =
        |number: &Number, most| number.len() == 2 && (1..=most).contains(&number.value);
    year.year().is_some() && gap == again && two_digits(month, 12) && two_digits(day, 31)
}
