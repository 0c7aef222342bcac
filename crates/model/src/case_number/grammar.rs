//! The printed forms of case numbers, in the order in which they are tried.
//!
//! A form says only how pieces are put together; whether such a number is to be believed is for `judge`.
use super::pair::{Order, Pair, pair};
use super::tail::{code, ends_line, with_tail};
use super::tokens::{Gap, Number, Piece, Token};
use super::words::{self, Look};

use Token::{Gap as Between, Number as Digits, Word};

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
    /// Year, registry, serial number: `2011/KS 0206 001`.
    YearAndRegistry,
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
type Read<'a, 't> = Option<(Reading<'t>, Tokens<'a, 't>)>;
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

/// `Ks 596/2020`, `KS 2020/596`, `ks-2020-00596`, `KS/2017:499`, `KU.2017.3`, `KS 02-820`, `LD13/03336`.
fn registry_first<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let [Word(word), rest @ ..] = tokens else {
        return None;
    };
    numbers_of(text, *word, word.end(), rest)
}

/// `N609-4635/23`: a registry that ends in digits.
fn registry_with_digits<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
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
fn double_registry<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
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
    // A blank, a year and a dot begin a date or end a sentence.
    if pair.gap == Gap::Dot && !matches!(joint, Some(Gap::Dot | Gap::Slash)) {
        return None;
    }
    let form = Form::Registry(joint, pair);
    Some((
        Reading::new(Some(registry), year, serial, form, end_of(numbers, rest)?),
        rest,
    ))
}

/// `RV180949`, and `KU/20074197` where a separator was lost.
fn run_together<'a, 't>(_text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let (word, number, rest) = match tokens {
        [Word(word), Digits(number), rest @ ..] => (word, number, rest),
        [
            Word(word),
            Between(Gap::Slash | Gap::Dash),
            Digits(number),
            rest @ ..,
        ] if number.len() > 6 => (word, number, rest),
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

/// `2011/KS 0206`, `2023/BUN 0214`, `2012-KS31`.
fn year_and_registry<'a, 't>(_text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let [
        Digits(year),
        Between(Gap::Slash | Gap::Dash),
        Word(word),
        rest @ ..,
    ] = tokens
    else {
        return None;
    };
    let (serial, rest) = match rest {
        [Digits(serial), rest @ ..]
        | [
            Between(Gap::Blank | Gap::Dash | Gap::Slash),
            Digits(serial),
            rest @ ..,
        ] => (serial, rest),
        _ => return None,
    };
    if !words::may_be_registry(word.text) {
        return None;
    }
    let form = Form::YearAndRegistry;
    Some((
        Reading::new(Some(word.text), year.year()?, *serial, form, serial.end()),
        rest,
    ))
}

/// `2014/747-KS`, `2020/596 KS`.
fn registry_last<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
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
    let apart = *gap == Gap::Blank && !ends_line(text, word.end());
    if !certain || apart || pair.short_year {
        return None;
    }
    let form = Form::RegistryLast(*gap);
    Some((
        Reading::new(Some(word.text), year, serial, form, word.end()),
        rest,
    ))
}

/// `322-278/2009`, `102-274-04`, `1.5.3-219-2012`.
fn plan_code_first<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
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

/// `NKBY/660/10.04.00.01/2022`.
fn class_code<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
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

/// `00123/20212.6.`: a table's two columns without the gap between.
fn glued_plan_code<'a, 't>(text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
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

/// `596/2020`, `2020-596`, `1435/22`, `04-257`.
fn bare<'a, 't>(_text: &'t str, tokens: Tokens<'a, 't>) -> Read<'a, 't> {
    let (year, serial, pair, rest) = pair(tokens, Order::YearFirst)?;
    let end = end_of(tokens, rest)?;
    (pair.gap != Gap::Dot).then(|| {
        (
            Reading::new(None, year, serial, Form::Bare(pair), end),
            rest,
        )
    })
}

/// Where the numbers end of which `rest` is left.
fn end_of(numbers: Tokens, rest: Tokens) -> Option<usize> {
    match numbers.get(..numbers.len() - rest.len())?.last()? {
        Digits(number) => Some(number.end()),
        _ => None,
    }
}

impl<'t> Reading<'t> {
    fn new(
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
