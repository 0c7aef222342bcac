//! The names that a search, or a question for findings, has in the address of a page: Swedish, as all that a citizen reads. The API's are English.
//!
//! The English ones stood in the addresses of pages before; they lead to the Swedish ones and do not end.

use std::borrow::Cow;

use axum::response::{IntoResponse, Redirect, Response};
use paragraf_model::{FindingKind, Outcome, SectionKind, Severity, slug};
use paragraf_query::{ParameterProblem, Sort, Zone};

use crate::parameters::Parameters;
use crate::problem::{Kind, Problem};
use crate::{address, swedish};

/// Every parameter of a search: as the API has it, and as pages have it.
const NAMES: [(&str, &str); 16] = [
    ("q", "q"),
    ("municipality", "kommun"),
    ("body", "organ"),
    ("case", "arende"),
    ("officer", "handlaggare"),
    ("outcome", "utfall"),
    ("section", "del"),
    ("from", "fran"),
    ("to", "till"),
    ("year", "ar"),
    ("language", "sprak"),
    ("sort", "ordning"),
    ("size", "antal"),
    ("cursor", "sida"),
    ("facets", "fordelning"),
    ("relax", "bredda"),
];

/// Every parameter of a question for findings; what it shares with a search has the same names there.
const FINDING_NAMES: [(&str, &str); 8] = [
    ("kind", "slag"),
    ("severity", "allvar"),
    ("municipality", "kommun"),
    ("body", "organ"),
    ("from", "fran"),
    ("to", "till"),
    ("size", "antal"),
    ("cursor", "sida"),
];

/// What the parameters of a page ask for.
#[derive(Debug)]
pub enum Asked {
    /// This page, by parameters as the API names them.
    Here(Parameters),
    /// The same by the names that last.
    Elsewhere(Response),
}

/// Reads the parameters of a page that shows a search. The names in `own` are the page's own and stay as they are.
///
/// # Errors
/// A name that is neither a search's, in Swedish or English, nor the page's own.
pub fn read(path: &str, parameters: &Parameters, own: &[&str]) -> Result<Asked, Problem> {
    read_by(&NAMES, path, parameters, own)
}

/// The same of a page that shows findings.
///
/// # Errors
/// A name that no question for findings has, in Swedish or English.
pub fn read_findings(path: &str, parameters: &Parameters) -> Result<Asked, Problem> {
    read_by(&FINDING_NAMES, path, parameters, &[])
}

fn read_by(
    names: &[(&str, &str)],
    path: &str,
    parameters: &Parameters,
    own: &[&str],
) -> Result<Asked, Problem> {
    let mut known = own.to_vec();
    known.extend(
        names
            .iter()
            .flat_map(|(english, swedish)| [english, swedish]),
    );
    if parameters.only(&known).is_err() {
        let shown = names
            .iter()
            .map(|(_, swedish)| *swedish)
            .chain(own.iter().copied());
        parameters
            .without(&known)
            .only(&shown.collect::<Vec<_>>())?;
    }
    let of_search = |name: &str| !own.contains(&name);
    let swedish = parameters.map(|name, value| match of_search(name) {
        true => lasting(name, value),
        false => (name.to_owned(), value.to_owned()),
    });
    if !swedish.pairs().eq(parameters.pairs()) {
        let pairs: Vec<(&str, &str)> = swedish.pairs().collect();
        let address = address::with_parameters(path, &pairs);
        return Ok(Asked::Elsewhere(
            Redirect::permanent(&address).into_response(),
        ));
    }
    Ok(Asked::Here(parameters.map(|name, value| {
        match of_search(name) {
            true => to_english(name, value),
            false => (name.to_owned(), value.to_owned()),
        }
    })))
}

/// Reads the parameters of a paragraph's page: the words that are marked, and the file whose version is shown.
///
/// # Errors
/// Any other name.
pub fn of_paragraph(path: &str, parameters: &Parameters) -> Result<Asked, Problem> {
    let before = |name: &str| name == "document";
    parameters.without(&["document"]).only(&["q", "fil"])?;
    if !parameters.pairs().any(|(name, _)| before(name)) {
        return Ok(Asked::Here(parameters.clone()));
    }
    let lasting = parameters.pairs().map(|(name, value)| match before(name) {
        true => ("fil", value),
        false => (name, value),
    });
    let address = address::with_parameters(path, &lasting.collect::<Vec<_>>());
    Ok(Asked::Elsewhere(
        Redirect::permanent(&address).into_response(),
    ))
}

/// The address of a page by the names that last, whatever its parameters are called; what is no name stays, to be refused.
pub fn lasting_address(path: &str, parameters: &Parameters) -> String {
    let lasting = parameters.map(lasting);
    address::with_parameters(path, &lasting.pairs().collect::<Vec<_>>())
}

/// A parameter of the API as pages have it.
pub fn to_swedish(name: &str, value: &str) -> (String, String) {
    let value = words(name)
        .into_iter()
        .find(|(english, _)| *english == value)
        .map_or(value.to_owned(), |(_, swedish)| swedish.into_owned());
    (swedish_name(name).to_owned(), value)
}

/// A problem with a search's parameters, told in the page's names.
pub fn problem_in_swedish(problem: Problem) -> Problem {
    match problem.kind {
        Kind::Parameter => {
            Problem::of_parameters(problem.parameters.into_iter().map(translated).collect())
        }
        _ => problem,
    }
}

/// A section as addresses have it.
pub fn zone_name(zone: Zone) -> &'static str {
    match zone {
        Zone::Title => "rubrik",
        Zone::Section(SectionKind::Description) => "beskrivning",
        Zone::Section(SectionKind::Basis) => "underlag",
        Zone::Section(SectionKind::Proposal) => "forslag",
        Zone::Section(SectionKind::Motions) => "yrkanden",
        Zone::Section(SectionKind::Procedure) => "beslutsgang",
        Zone::Section(SectionKind::Vote) => "omrostning",
        Zone::Section(SectionKind::Decision) => "beslut",
        Zone::Section(SectionKind::Reservation) => "reservation",
        Zone::Section(SectionKind::Statement) => "protokollsanteckning",
        Zone::Section(SectionKind::Recusal) => "jav",
        Zone::Section(SectionKind::Recipients) => "mottagare",
        Zone::Section(SectionKind::Other) => "ovrigt",
    }
}

/// The values of a closed set: as the API has them, and as pages have them.
fn words(name: &str) -> Vec<(&'static str, Cow<'static, str>)> {
    match name {
        "outcome" => Outcome::ALL
            .map(|outcome| (outcome.name(), Cow::Owned(slug(outcome.swedish()))))
            .to_vec(),
        "section" => Zone::all()
            .map(|zone| (zone.name(), Cow::Borrowed(zone_name(zone))))
            .collect(),
        "sort" => Sort::ALL
            .map(|sort| (sort.name(), Cow::Borrowed(sort_name(sort))))
            .to_vec(),
        "kind" => FindingKind::ALL
            .map(|kind| (kind.name(), Cow::Owned(slug(kind.swedish()))))
            .to_vec(),
        "severity" => Severity::ALL
            .map(|severity| {
                (
                    severity.name(),
                    Cow::Owned(slug(swedish::severity(severity))),
                )
            })
            .to_vec(),
        "facets" | "relax" => vec![
            ("true", Cow::Borrowed("ja")),
            ("false", Cow::Borrowed("nej")),
        ],
        _ => Vec::new(),
    }
}

fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevans",
        Sort::Newest => "nyast",
        Sort::Oldest => "aldst",
    }
}

/// The names of searches and of findings agree where they have the same meaning.
fn names() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    NAMES.iter().chain(&FINDING_NAMES)
}

fn swedish_name(english: &str) -> &str {
    let known = names().find(|(known, _)| *known == english);
    known.map_or(english, |(_, swedish)| swedish)
}

/// The API's name of a parameter that is named in either language.
fn english_name(name: &str) -> &str {
    let known = names().find(|(english, swedish)| *swedish == name || *english == name);
    known.map_or(name, |(english, _)| english)
}

/// The pair in the names and words that last, whichever language it is given in; a value that is none of the closed
/// set's stays, to be refused by those who know why.
fn lasting(name: &str, value: &str) -> (String, String) {
    let english = english_name(name);
    let wanted = slug(value);
    let words = words(english).into_iter();
    let value =
        match { words }.find(|(english, swedish)| slug(english) == wanted || *swedish == wanted) {
            Some((_, swedish)) => swedish.into_owned(),
            None => value.to_owned(),
        };
    (swedish_name(english).to_owned(), value)
}

/// A parameter of a page as the API has it.
pub fn to_english(name: &str, value: &str) -> (String, String) {
    let english = english_name(name);
    let mut words = words(english).into_iter();
    let value = match words.find(|(_, swedish)| *swedish == value) {
        Some((english, _)) => english.to_owned(),
        None => value.to_owned(),
    };
    (english.to_owned(), value)
}

fn translated(problem: ParameterProblem) -> ParameterProblem {
    let name = swedish_name(&problem.parameter).to_owned();
    let legal = problem.legal.iter();
    let legal = legal.map(|value| to_swedish(&problem.parameter, value).1);
    let message = match problem.parameter.as_str() {
        "facets" | "relax" if problem.code == "unknown_value" => {
            format!("”{}” är varken ja eller nej.", problem.value)
        }
        english => {
            let named = format!("Parametern ”{english}”");
            problem
                .message
                .replacen(&named, &format!("Parametern ”{name}”"), 1)
        }
    };
    ParameterProblem {
        legal: legal.collect(),
        parameter: name,
        message,
        ..problem
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use paragraf_query::PARAMETERS;

    use super::{FINDING_NAMES, NAMES, lasting, names, to_english, to_swedish, words};
    use crate::finding_request::FINDING_PARAMETERS;

    #[test]
    fn every_parameter_of_a_search_has_a_swedish_name_of_its_own() {
        assert_eq!(NAMES.map(|(english, _)| english), PARAMETERS);
        let swedish: BTreeSet<&str> = NAMES.iter().map(|(_, swedish)| *swedish).collect();
        assert_eq!(swedish.len(), NAMES.len());
    }

    #[test]
    fn every_parameter_of_findings_has_one_and_those_of_a_search_too_are_called_the_same() {
        assert_eq!(
            FINDING_NAMES.map(|(english, _)| english),
            FINDING_PARAMETERS
        );
        let all: BTreeSet<&(&str, &str)> = names().collect();
        let english: BTreeSet<&str> = all.iter().map(|(english, _)| *english).collect();
        let swedish: BTreeSet<&str> = all.iter().map(|(_, swedish)| *swedish).collect();
        assert_eq!((english.len(), swedish.len()), (all.len(), all.len()));
    }

    #[test]
    fn every_word_of_a_closed_set_goes_both_ways() {
        for (name, swedish_name) in names().copied() {
            let words = words(name);
            let swedish: BTreeSet<&str> = words.iter().map(|(_, word)| word.as_ref()).collect();
            assert_eq!(swedish.len(), words.len(), "{name}");
            for (english, swedish) in words {
                assert_eq!(
                    to_swedish(name, english),
                    (swedish_name.to_owned(), swedish.to_string())
                );
                assert_eq!(
                    to_english(swedish_name, &swedish),
                    (name.to_owned(), english.to_owned())
                );
                let lasts = (swedish_name.to_owned(), swedish.to_string());
                assert_eq!(lasting(name, english), lasts);
                assert_eq!(lasting(swedish_name, &swedish), lasts);
            }
        }
    }
}
