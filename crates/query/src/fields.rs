//! The fields of the query language: their names and how their values are read.

use chrono::{Datelike, NaiveDate};
use paragraf_model::{CaseNumber, Outcome, SectionKind, slug};

use crate::{Filter, Node, Zone, dates};

/// What a field is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Zone(Zone),
    Case,
    Officer,
    Body,
    Municipality,
    Outcome,
    Year,
    From,
    To,
    Language,
}

/// Compared without å ä ö and in lower case; the first of a field is the one that is printed, with them.
const NAMES: [(&str, Field); 31] = [
    ("ärende", Field::Case),
    ("arende", Field::Case),
    ("case", Field::Case),
    ("dnr", Field::Case),
    ("diarienr", Field::Case),
    ("diarienummer", Field::Case),
    ("arendenr", Field::Case),
    ("arendenummer", Field::Case),
    ("handläggare", Field::Officer),
    ("handlaggare", Field::Officer),
    ("officer", Field::Officer),
    ("beslut", Field::Zone(Zone::Section(SectionKind::Decision))),
    ("rubrik", Field::Zone(Zone::Title)),
    ("titel", Field::Zone(Zone::Title)),
    ("organ", Field::Body),
    ("body", Field::Body),
    ("kommun", Field::Municipality),
    ("municipality", Field::Municipality),
    ("utfall", Field::Outcome),
    ("outcome", Field::Outcome),
    ("år", Field::Year),
    ("ar", Field::Year),
    ("year", Field::Year),
    ("från", Field::From),
    ("fran", Field::From),
    ("from", Field::From),
    ("till", Field::To),
    ("to", Field::To),
    ("språk", Field::Language),
    ("sprak", Field::Language),
    ("language", Field::Language),
];

/// Words by which people call an outcome, beside [`Outcome::swedish`] and [`Outcome::name`]; without å ä ö.
const OUTCOME_WORDS: [(Outcome, &[&str]); 16] = [
    (
        Outcome::Approved,
        &[
            "godkand",
            "godkanda",
            "godkanns",
            "godkanner",
            "godkannande",
        ],
    ),
    (
        Outcome::Adopted,
        &[
            "antagen",
            "antagna",
            "antas",
            "antar",
            "antagande",
            "faststallt",
            "faststalld",
            "faststalls",
        ],
    ),
    (
        Outcome::Granted,
        &[
            "bifallen", "bifalls", "bifall", "beviljat", "beviljad", "beviljas", "medges",
            "medgivet",
        ],
    ),
    (
        Outcome::Rejected,
        &["avslagen", "avslagna", "avslas", "avslar", "avslag"],
    ),
    (
        Outcome::Postponed,
        &["bordlagd", "bordlagda", "bordlaggs", "bordlaggning"],
    ),
    (
        Outcome::ReferredBack,
        &[
            "aterremitterad",
            "aterremitteras",
            "aterremiss",
            "aterremitterade",
        ],
    ),
    (
        Outcome::Noted,
        &["antecknad", "antecknas", "noterat", "noterad", "noteras"],
    ),
    (
        Outcome::Recommended,
        &[
            "tillstyrks",
            "tillstyrker",
            "tillstyrkan",
            "foreslas",
            "rekommenderat",
        ],
    ),
    (Outcome::Assigned, &["uppdraget"]),
    (
        Outcome::Appointed,
        &[
            "utsedd",
            "utsedda",
            "utses",
            "vald",
            "valda",
            "valt",
            "valjs",
            "forordnas",
            "forordnad",
        ],
    ),
    (
        Outcome::Discharged,
        &["entledigad", "entledigas", "entledigande"],
    ),
    (
        Outcome::Forwarded,
        &[
            "overlamnad",
            "overlamnas",
            "oversant",
            "oversands",
            "remitterat",
            "remitteras",
        ],
    ),
    (
        Outcome::Answered,
        &["besvarad", "besvarade", "besvaras", "besvarande"],
    ),
    (Outcome::Completed, &["fullgjord", "fullgjorda"]),
    (
        Outcome::Repealed,
        &["upphavd", "upphavda", "upphavs", "upphavande"],
    ),
    (Outcome::Other, &["ovriga", "annat"]),
];

/// The field whose name and colon the text begins with, and how many bytes they are.
pub(crate) fn at_start(text: &str) -> Option<(Field, usize)> {
    let name = name_at_start(text)?;
    let field = by_name(name)?;
    Some((field, name.len() + 1))
}

/// A run of letters before a colon, known or not; an address (`http://`) is none.
pub(crate) fn name_at_start(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic);
    (is_name && !rest.starts_with("//")).then_some(name)
}

fn by_name(name: &str) -> Option<Field> {
    let wanted = slug(name);
    let listed = NAMES.iter().find(|(known, _)| *known == wanted);
    listed
        .map(|(_, field)| *field)
        .or_else(|| Zone::from_name(&wanted).map(Field::Zone))
}

impl Field {
    /// The name that is printed.
    pub fn name(self) -> &'static str {
        let listed = NAMES.iter().find(|(_, field)| *field == self);
        match (listed, self) {
            (Some((name, _)), _) => name,
            (None, Field::Zone(zone)) => zone.name(),
            (None, _) => "",
        }
    }

    /// What the field takes, as the note about a value says that cannot be read.
    pub fn wants(self) -> &'static str {
        match self {
            Field::Zone(_) => "ord",
            Field::Case => "ett ärendenummer",
            Field::Officer => "ett namn",
            Field::Body => "ett organ",
            Field::Municipality => "en kommun",
            Field::Outcome => "ett utfall, till exempel avslag eller bifall",
            Field::Year => "ett årtal",
            Field::From | Field::To => "ett datum, till exempel 2023 eller 2023-05-31",
            Field::Language => "ett språk, till exempel svenska eller sv",
        }
    }

    /// Reads a value, of dates also relative to today where that is given; `None` where it is none for this field, and
    /// for zones, which take words.
    pub fn filter(self, value: &str, today: Option<NaiveDate>) -> Option<Node> {
        let has_letters = value.chars().any(char::is_alphanumeric);
        let named = || has_letters.then(|| value.to_owned());
        let days = || dates::span(value, today);
        let filter = match self {
            Field::Zone(_) => None,
            Field::Year => return years(value, today),
            Field::Case => CaseNumber::read(value).map(|number| Filter::Case(normal(&number))),
            Field::Officer => named().map(Filter::Officer),
            Field::Body => named().map(Filter::Body),
            Field::Municipality => named().map(Filter::Municipality),
            Field::Outcome => outcome(value).map(Filter::Outcome),
            Field::From => days().map(|(first, _)| Filter::From(first)),
            Field::To => days().map(|(_, last)| Filter::To(last)),
            Field::Language => language(value).map(Filter::Language),
        };
        filter.map(Node::Filter)
    }

    /// Whether a value may go on over blanks without quotation marks: `från:förra veckan`.
    pub fn takes_days(self) -> bool {
        matches!(self, Field::From | Field::To | Field::Year)
    }
}

/// The case without what only this spelling of its number shows.
pub(crate) fn normal(case_number: &CaseNumber) -> CaseNumber {
    CaseNumber::from_canonical(case_number.canonical()).unwrap_or_else(|| case_number.clone())
}

/// Reads an outcome by its name in the record or by one of its Swedish words.
pub(crate) fn outcome(text: &str) -> Option<Outcome> {
    let wanted = slug(text);
    Outcome::ALL.into_iter().find(|outcome| {
        let others = OUTCOME_WORDS.iter().find(|(known, _)| known == outcome);
        slug(outcome.name()) == wanted
            || slug(outcome.swedish()) == wanted
            || others.is_some_and(|(_, words)| words.contains(&wanted.as_str()))
    })
}

/// Reads a year of four digits.
pub(crate) fn year(text: &str) -> Option<u16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = is_year.then(|| text.parse().ok()).flatten()?;
    (year >= 1000).then_some(year)
}

/// The first day of `2023`, `2023-05` or `2023-05-31`.
pub(crate) fn first_day(text: &str) -> Option<NaiveDate> {
    dates::absolute(text).map(|(first, _)| first)
}

/// The last day of `2023`, `2023-05` or `2023-05-31`.
pub(crate) fn last_day(text: &str) -> Option<NaiveDate> {
    dates::absolute(text).map(|(_, last)| last)
}

/// What a year's value asks for: `2023`, `2021-2023`, `i fjol`.
fn years(text: &str, today: Option<NaiveDate>) -> Option<Node> {
    if let Some(year) = year(text) {
        return Some(Node::Filter(Filter::Year(year)));
    }
    let mut ends = text.split(['-', '\u{2013}']).map(str::trim);
    if let (Some(first), Some(last), None) = (ends.next(), ends.next(), ends.next()) {
        let (first, last) = (year(first), year(last));
        if let (Some(first), Some(last)) = (first, last) {
            let span = (first.min(last), first.max(last));
            return from_to(
                NaiveDate::from_ymd_opt(i32::from(span.0), 1, 1)?,
                NaiveDate::from_ymd_opt(i32::from(span.1), 12, 31)?,
            );
        }
    }
    let (first, last) = dates::span(text, today)?;
    let is_whole_year = first.year() == last.year() && first.ordinal() == 1 && last.month() == 12;
    let year = is_whole_year.then(|| u16::try_from(first.year()).ok());
    year.flatten().map(|year| Node::Filter(Filter::Year(year)))
}

fn from_to(first: NaiveDate, last: NaiveDate) -> Option<Node> {
    let ends = [Filter::From(first), Filter::To(last)];
    Node::and(ends.map(Node::Filter).to_vec())
}

/// Reads a language by its ISO 639-1 code or its Swedish name.
pub(crate) fn language(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let named = match text.as_str() {
        "svenska" => "sv",
        "engelska" => "en",
        "finska" => "fi",
        "samiska" | "nordsamiska" => "se",
        "jiddisch" => "yi",
        code => code,
    };
    let is_code = named.len() == 2 && named.bytes().all(|byte| byte.is_ascii_lowercase());
    is_code.then(|| named.to_owned())
}
