//! The printed forms of case numbers, in the order in which they are tried.
//!
//! A form says only how pieces are put together; whether such a number is to be believed is for `judge`.

use super::pair::Pair;
use super::tail::with_tail;
use super::tokens::{Gap, Number, Token};
use super::with_registry::{
    class_code, double_registry, registry_first, registry_last, registry_with_digits, run_together,
    year_and_registry,
};
use super::without_registry::{bare, glued_plan_code, plan_code_first};

/// What one form makes of the pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading<'t> {
    pub registry: Option<&'t str>,
    pub year: u16,
    pub serial: Number<'t>,
    pub sub: Option<u32>,
    pub plan_code: Option<&'t str>,
    pub form: Form,
    /// Where the printed form ends in the text.
    pub end: usize,
}

/// How the pieces are put together, as far as it matters for how much they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Registry and a pair of numbers; what stands between registry and pair.
    Registry(Option<Gap>, Pair),
    /// Registry and year run together with the serial number: `RV180949`.
    RunTogether,
    /// Year, registry, serial number: `2011/KS 0206 001`, and run together: `22KS156`.
    YearAndRegistry {
        /// The year is written with two digits.
        short_year: bool,
    },
    /// A pair of numbers, what stands after them, and the registry: `2014/747-KS`.
    RegistryLast(Gap),
    /// A pair of numbers alone.
    Bare(Pair),
    /// Plan code, serial number and year: `322-278/2009`.
    PlanCodeFirst(Pair),
    /// Registry, serial number, class code and year: `NKBY/660/10.04.00.01/2022`.
    ClassCode,
    /// A plan code glued to the year: `00123/20212.6.`
    GluedPlanCode,
}

/// Pieces of a text, from some place on.
pub(super) type Tokens<'a, 't> = &'a [Token<'t>];
/// What was read, and the pieces left for its tail.
pub(super) type Read<'a, 't> = Option<(Reading<'t>, Tokens<'a, 't>)>;
type ReadForm = for<'a, 't> fn(&'t str, Tokens<'a, 't>) -> Read<'a, 't>;

/// The grammar. An earlier form is tried before a later one; each leaves the pieces that may be its tail.
const FORMS: [ReadForm; 10] = [
    class_code,
    registry_first,
    registry_with_digits,
    double_registry,
    run_together,
    year_and_registry,
    registry_last,
    plan_code_first,
    glued_plan_code,
    bare,
];

/// Every way to read the pieces, best first; each form with its tail before the same without.
pub(super) fn readings<'a, 't>(
    text: &'t str,
    tokens: Tokens<'a, 't>,
) -> impl Iterator<Item = Reading<'t>> + use<'a, 't> {
    FORMS
        .into_iter()
        .filter_map(move |form| form(text, tokens))
        .flat_map(move |(reading, rest)| [with_tail(text, reading, rest), Some(reading)])
        .flatten()
}

/// Where the numbers end of which `rest` is left.
pub(super) fn end_of(numbers: Tokens, rest: Tokens) -> Option<usize> {
    match numbers.get(..numbers.len() - rest.len())?.last()? {
        Token::Number(number) => Some(number.end()),
        _ => None,
    }
}

impl<'t> Reading<'t> {
    pub fn new(
        registry: Option<&'t str>,
        year: u16,
        serial: Number<'t>,
        form: Form,
        end: usize,
    ) -> Reading<'t> {
        Reading {
            registry,
            year,
            serial,
            sub: None,
            plan_code: None,
            form,
            end,
        }
    }
}
