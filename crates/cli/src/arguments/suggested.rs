//! Values that an option is known to take: help lists them and shells complete them. Whether a value is taken is for the
//! command to say, which knows other spellings too and tells which may be meant.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};
use paragraf_model::{FindingKind, Outcome, Severity};
use paragraf_query::{Sort, Zone};

/// Takes any text and offers these.
#[derive(Clone)]
pub struct Suggested(pub fn() -> Vec<&'static str>);

impl TypedValueParser for Suggested {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0().into_iter().map(PossibleValue::new)))
    }
}

pub fn outcomes() -> Vec<&'static str> {
    Outcome::ALL.map(Outcome::name).to_vec()
}

pub fn sections() -> Vec<&'static str> {
    Zone::all().map(Zone::name).collect()
}

pub fn orders() -> Vec<&'static str> {
    Sort::ALL.map(Sort::name).to_vec()
}

pub fn kinds() -> Vec<&'static str> {
    FindingKind::ALL.map(FindingKind::name).to_vec()
}

pub fn severities() -> Vec<&'static str> {
    Severity::ALL.map(Severity::name).to_vec()
}
