//! The number that names a matter across meetings and bodies.
//!
//! One grammar reads every printed form, for the parser and for the search box alike. What differs is how much
//! must speak for a number before it is taken for one: [`Evidence`].

mod find;
mod grammar;
mod judge;
mod pair;
mod tail;
mod tokens;
mod with_registry;
mod without_registry;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use grammar::Reading;

/// *Ärendenummer*, *diarienummer*, *dnr*: unique only within municipality, registry and year.
///
/// Two are equal when they are printed alike; those of one case share [`CaseNumber::canonical`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct CaseNumber {
    printed: String,
    registry: Option<String>, // Invariant: capitals and digits, begins with a letter, single hyphens inside.
    year: u16,                // Invariant: 1900 to 2099.
    serial: u32,              // Invariant: at least 1. Leading zeros carry no meaning.
    sub: Option<u32>,
    plan_code: Option<String>,
    canonical: String, // Invariant: made from registry, year and serial.
}

/// A case number found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundCaseNumber {
    /// Byte range of the printed form, label (`dnr`) included.
    pub range: Range<usize>,
    /// What stands there.
    pub case_number: CaseNumber,
}

/// What speaks for a number being a case number. Weak forms, like `12/13`, need more of it than strong ones.
///
/// A label inside the text (`dnr`, `Diarienummer:`) always counts for the number after it and for a list that
/// goes on from there. Dates are never case numbers, whatever the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// A label stands right before the text, or a person says that this is a case number. Every form is taken.
    Label,
    /// The text is a paragraph's header, from its § on or after it. Weak forms are taken where they are set apart:
    /// first after the paragraph's number, behind a wide gap, in brackets, or alone on their line.
    Header,
    /// A person typed the text into a search box. A registry may be in lower case, and a number without one is
    /// taken if it cannot well be something else: `2020-596` and `596/2020`, but not `2020-05`, `12/5`, `2021/2022`.
    Typed,
    /// Nothing but the text itself. Only forms that hardly mean anything else are taken: a registry in capitals
    /// with a year and a serial number (`KS 2020/596`), or serial numbers padded with zeros (`2024-00001`).
    RunningText,
}

impl CaseNumber {
    /// Reads a text that is said to be a case number and nothing else; a label (`dnr`) is allowed.
    pub fn read(text: &str) -> Option<CaseNumber> {
        CaseNumber::read_given(text, Evidence::Label)
    }

    /// Reads a text that is one case number, label allowed, if the evidence suffices for its form.
    pub fn read_given(text: &str, evidence: Evidence) -> Option<CaseNumber> {
        find::whole(text, evidence)
    }

    /// Every case number in running text, in order.
    pub fn find_all(text: &str) -> Vec<FoundCaseNumber> {
        CaseNumber::find_all_given(text, Evidence::RunningText)
    }

    /// Every case number for whose form the evidence suffices, in order; in time linear in the text's length.
    pub fn find_all_given(text: &str, evidence: Evidence) -> Vec<FoundCaseNumber> {
        find::all(text, evidence)
    }

    /// The case number with these parts, printed in canonical form; `None` where they break a rule of the type.
    pub fn from_parts(registry: Option<&str>, year: u16, serial: u32) -> Option<CaseNumber> {
        let registry = registry.map(str::to_uppercase);
        let printed = canonical(registry.as_deref(), year, serial);
        CaseNumber::try_from(Unchecked {
            printed,
            registry,
            year,
            serial,
            sub: None,
            plan_code: None,
            canonical: None,
        })
        .ok()
    }

    /// Reads `REGISTRY YEAR/SERIAL` or `YEAR/SERIAL` and nothing else, without judging which number is the year.
    pub fn from_canonical(text: &str) -> Option<CaseNumber> {
        let (registry, numbers) = match text.rsplit_once(' ') {
            Some((registry, numbers)) => (Some(registry), numbers),
            None => (None, text),
        };
        let (year, serial) = numbers.split_once('/')?;
        CaseNumber::from_parts(registry, plain_number(year)?, plain_number(serial)?)
    }

    /// Reads the form of addresses, `ks-2020-596` or `2020-596`. A slug has lost the dots of a registry like SÄN:
    /// compare [`CaseNumber::slug`], not the registry, with what is held.
    pub fn from_slug(slug: &str) -> Option<CaseNumber> {
        let (rest, serial) = slug.rsplit_once('-')?;
        let (registry, year) = match rest.rsplit_once('-') {
            Some((registry, year)) => (Some(registry), year),
            None => (None, rest),
        };
        CaseNumber::from_parts(registry, plain_number(year)?, plain_number(serial)?)
    }

    /// The same with year and serial number the other way round, where two digits stand on either side of a stroke
    /// (`KS 10/12`): only other numbers of the same diary tell which is which.
    pub fn other_way_round(&self) -> Option<CaseNumber> {
        let digits_only =
            |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let (before, after) = self.printed.split_once('/')?;
        let first = before.get(before.len().checked_sub(2)?..)?;
        let apart = !before
            .strip_suffix(first)?
            .ends_with(|letter: char| letter.is_ascii_digit());
        if !digits_only(first) || !digits_only(after) || !apart {
            return None;
        }
        let (one, other): (u16, u16) = (first.parse().ok()?, after.parse().ok()?);
        let year = |digits: u16| {
            if digits >= 70 {
                1900 + digits
            } else {
                2000 + digits
            }
        };
        let (year, serial) = if self.year == year(other) {
            (year(one), other)
        } else {
            (year(other), one)
        };
        CaseNumber::try_from(Unchecked {
            printed: self.printed.clone(),
            registry: self.registry.clone(),
            year,
            serial: serial.into(),
            sub: None,
            plan_code: None,
            canonical: None,
        })
        .ok()
    }

    /// As printed, without label: cite it so.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// In capitals, without blanks; some diaries print none.
    pub fn registry(&self) -> Option<&str> {
        self.registry.as_deref()
    }

    /// Four digits.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// Leading zeros carry no meaning.
    pub fn serial(&self) -> u32 {
        self.serial
    }

    /// A document's number within the case (`:-1`, `:12`); it belongs to the case.
    pub fn sub(&self) -> Option<u32> {
        self.sub
    }

    /// *Diarieplanbeteckning*, as printed.
    pub fn plan_code(&self) -> Option<&str> {
        self.plan_code.as_deref()
    }

    /// `REGISTRY YEAR/SERIAL`, without a registry `YEAR/SERIAL`: the case's name.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// As in addresses: `ks-2020-596`.
    pub fn slug(&self) -> String {
        crate::slug(&self.canonical)
    }

    fn from_reading(printed: &str, reading: &Reading) -> Option<CaseNumber> {
        CaseNumber::try_from(Unchecked {
            printed: printed.to_owned(),
            registry: reading.registry.map(str::to_uppercase),
            year: reading.year,
            serial: reading.serial.value,
            sub: reading.sub,
            plan_code: reading.plan_code.map(str::to_owned),
            canonical: None,
        })
        .ok()
    }
}

/// A case number's fields before its rules are checked: the one way into the type.
#[derive(Deserialize)]
struct Unchecked {
    printed: String,
    registry: Option<String>,
    year: u16,
    serial: u32,
    sub: Option<u32>,
    plan_code: Option<String>,
    canonical: Option<String>,
}

#[derive(Debug, thiserror::Error)]
#[error("{printed:?} is no case number: {broken_rule}")]
struct NoCaseNumber {
    printed: String,
    broken_rule: &'static str,
}

impl TryFrom<Unchecked> for CaseNumber {
    type Error = NoCaseNumber;

    fn try_from(unchecked: Unchecked) -> Result<CaseNumber, NoCaseNumber> {
        let registry = unchecked.registry.as_deref();
        let expected = canonical(registry, unchecked.year, unchecked.serial);
        let broken_rule = if unchecked.printed.trim().is_empty() {
            Some("nothing is printed")
        } else if !registry.is_none_or(is_registry) {
            Some("the registry is not capitals, digits and single hyphens")
        } else if !(1900..=2099).contains(&unchecked.year) {
            Some("the year is not within 1900 and 2099")
        } else if unchecked.serial == 0 {
            Some("serial numbers begin with 1")
        } else if unchecked.canonical.is_some_and(|stated| stated != expected) {
            Some("its canonical form does not follow from its parts")
        } else {
            None
        };
        match broken_rule {
            Some(broken_rule) => Err(NoCaseNumber {
                printed: unchecked.printed,
                broken_rule,
            }),
            None => Ok(CaseNumber {
                printed: unchecked.printed,
                registry: unchecked.registry,
                year: unchecked.year,
                serial: unchecked.serial,
                sub: unchecked.sub,
                plan_code: unchecked.plan_code,
                canonical: expected,
            }),
        }
    }
}

fn canonical(registry: Option<&str>, year: u16, serial: u32) -> String {
    match registry {
        Some(registry) => format!("{registry} {year}/{serial}"),
        None => format!("{year}/{serial}"),
    }
}

fn is_registry(text: &str) -> bool {
    let is_part = |part: &str| {
        let capital_or_digit = |letter: char| letter.is_uppercase() || letter.is_ascii_digit();
        !part.is_empty() && part.chars().all(capital_or_digit)
    };
    text.starts_with(char::is_uppercase) && text.split('-').all(is_part)
}

/// Digits without sign, blanks or leading zeros.
fn plain_number<Number: std::str::FromStr>(text: &str) -> Option<Number> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && !text.starts_with('0')).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests;
