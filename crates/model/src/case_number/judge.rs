//! How much must speak for a number before it is taken for a case number.

use super::grammar::{Form, Reading};
use super::pair::{Order, Pair};
use super::tokens::Gap;
use super::words::{self, Look};

/// What speaks for a number at its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// A label stands before it.
    Labelled,
    /// It is set apart in a paragraph's header.
    SetApart,
    /// A person typed it.
    Typed,
    /// Only its form.
    FormAlone,
}

pub(super) fn admits(reading: &Reading, trust: Trust) -> bool {
    match trust {
        Trust::Labelled => is_labelled_form(reading),
        Trust::SetApart => is_set_apart_form(reading),
        Trust::Typed => is_typed_form(reading),
        Trust::FormAlone => speaks_for_itself(reading),
    }
}

fn is_labelled_form(reading: &Reading) -> bool {
    let Form::Registry(joint, _) = reading.form else {
        return true;
    };
    let shape = registry_shape(reading);
    let single_capital = shape.look == Look::Capitals && shape.letters == 1;
    single_capital || shape.is_plausible(joint)
}

fn is_set_apart_form(reading: &Reading) -> bool {
    match reading.form {
        Form::Registry(joint, pair) => is_likely_registry(reading, joint, pair),
        Form::Bare(pair) => is_likely_pair(reading, pair),
        Form::PlanCodeFirst(_) | Form::GluedPlanCode => true,
        // A letter before the number is the paragraph's: § 3 b 263/20.
        _ => registry_shape(reading).is_plausible(None),
    }
}

fn is_typed_form(reading: &Reading) -> bool {
    let shape = registry_shape(reading);
    match reading.form {
        Form::Registry(joint, pair) => is_likely_registry(reading, joint, pair),
        Form::RunTogether => shape.is_plausible(Some(Gap::Blank)) && is_recent(reading),
        Form::YearAndRegistry { .. } => shape.is_plausible(None) && is_long_if_short(reading),
        Form::Bare(pair) => {
            let long_enough = reading.serial.len() >= 3 && pair.order == Order::SerialFirst;
            is_likely_pair(reading, pair) && (!pair.short_year || long_enough)
        }
        Form::PlanCodeFirst(pair) => !pair.short_year || pair.gap == Gap::Slash,
        Form::RegistryLast(_) | Form::ClassCode | Form::GluedPlanCode => true,
    }
}

fn speaks_for_itself(reading: &Reading) -> bool {
    let shape = registry_shape(reading);
    let capitals = shape.look == Look::Capitals && shape.is_plausible(Some(Gap::Blank));
    match reading.form {
        Form::Registry(Some(Gap::ColonBlank | Gap::Colon), _) => false,
        Form::Registry(_, pair) if pair.short_year => {
            let long_enough = pair.gap == Gap::Slash && reading.serial.len() >= 3;
            capitals && (long_enough || reading.plan_code.is_some())
        }
        Form::Registry(joint, pair) => {
            // KS 2020-05 may be that body's meeting in May, PLAN 2020-2025 a title.
            let apart = joint == Some(Gap::Blank);
            let period = is_span_of_years(pair) || is_month(reading, pair);
            // KS 2020.596 may end a sentence, RAPPORT 2024:12 is a series.
            let other =
                apart && (pair.gap == Gap::Dot || pair.gap == Gap::Colon && shape.letters > 4);
            shape.look != Look::Small
                && shape.is_plausible(Some(Gap::Blank))
                && !(apart && period)
                && !other
        }
        Form::YearAndRegistry { .. } => capitals && is_long_if_short(reading),
        Form::RegistryLast(gap) => gap != Gap::Blank && capitals,
        Form::Bare(pair) => {
            let width = if pair.gap == Gap::Slash { 4 } else { 5 };
            let padded = reading.serial.is_zero_padded() && reading.serial.len() >= width;
            padded && !pair.short_year && !matches!(pair.gap, Gap::Colon | Gap::Dot)
        }
        Form::ClassCode => capitals,
        Form::RunTogether | Form::PlanCodeFirst(_) | Form::GluedPlanCode => false,
    }
}

/// `22KS156`, but not `12V5`: of a year in two digits not even the diary's first ninety-nine speak for themselves.
fn is_long_if_short(reading: &Reading) -> bool {
    let short = reading.form == Form::YearAndRegistry { short_year: true };
    !short || is_recent(reading) && reading.serial.len() >= 3
}

/// Whether the letters before a pair are rather a registry than a word: `ks 596/2020`, not `mat 2020-2024`.
fn is_likely_registry(reading: &Reading, joint: Option<Gap>, pair: Pair) -> bool {
    let shape = registry_shape(reading);
    let glued = is_glued(joint);
    let small = shape.look == Look::Small;
    let period = !glued && (small || pair.gap == Gap::Dash) && is_span_of_years(pair);
    let long_enough = !pair.short_year || reading.serial.len() >= 3;
    shape.is_plausible(joint) && !period && (!small || long_enough)
}

/// Whether a pair without registry is rather a case number than a school year, a period, a month or a motion.
fn is_likely_pair(reading: &Reading, pair: Pair) -> bool {
    let next_year = u32::from(reading.year + 1) % 100;
    let school_year = pair.order == Order::YearFirst
        && pair.gap == Gap::Slash
        && reading.serial.len() == 2
        && reading.serial.value == next_year;
    pair.both_years.is_none()
        && !matches!(pair.gap, Gap::Colon | Gap::Dot)
        && !school_year
        && !is_month(reading, pair)
        && (!pair.short_year || is_recent(reading))
}

/// `2020-05`.
fn is_month(reading: &Reading, pair: Pair) -> bool {
    pair.gap == Gap::Dash
        && pair.order == Order::YearFirst
        && reading.serial.len() == 2
        && (1..=12).contains(&reading.serial.value)
}

/// `2019-2022`, and other years that lie near each other.
fn is_span_of_years(pair: Pair) -> bool {
    pair.both_years
        .is_some_and(|(from, to)| from.abs_diff(to) <= 20)
}

/// Two digits that say 2040 to 2069 are more likely no year; there is no clock here to ask.
fn is_recent(reading: &Reading) -> bool {
    reading.year < 2040
}

fn is_glued(joint: Option<Gap>) -> bool {
    !matches!(joint, Some(Gap::Blank | Gap::ColonBlank))
}

struct RegistryShape {
    look: Look,
    letters: usize,
    has_digits: bool,
}

impl RegistryShape {
    /// Whether it is as long as a registry's name; in small letters and apart from its number it is sooner a word.
    fn is_plausible(&self, joint: Option<Gap>) -> bool {
        let most = if is_glued(joint) || self.look == Look::Capitals {
            7
        } else {
            4
        };
        let least = if self.has_digits { 1 } else { 2 };
        (least..=most).contains(&self.letters)
    }
}

fn registry_shape(reading: &Reading) -> RegistryShape {
    let registry = reading.registry.unwrap_or_default();
    RegistryShape {
        look: words::look(registry),
        letters: registry
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count(),
        has_digits: registry.contains(|letter: char| letter.is_ascii_digit()),
    }
}
