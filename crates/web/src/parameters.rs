//! The query part of an address as pairs. What no route asked for is refused by name, never ignored.

use axum::extract::{FromRequestParts, Query};
use axum::http::Uri;
use axum::http::request::Parts;
use paragraf_query::ParameterProblem;

use crate::problem::Problem;

/// The pairs after `?`, in the order typed, percent-decoded.
#[derive(Clone, Debug, Default)]
pub struct Parameters(Vec<(String, String)>);

/// For a route that takes no parameters: any is refused.
#[derive(Clone, Copy, Debug)]
pub struct NoParameters;

impl Parameters {
    /// Reads any query part: what is not valid percent-encoding stands for itself, and what is no text for what cannot be
    /// shown.
    pub fn of(uri: &Uri) -> Parameters {
        match Query::<Vec<(String, String)>>::try_from_uri(uri) {
            Ok(Query(pairs)) => Parameters::from(pairs),
            Err(_) => Parameters::from(
                raw_pairs(uri)
                    .map(|raw| raw.map(lossy).into())
                    .collect::<Vec<_>>(),
            ),
        }
    }

    /// The same of a request that is to be answered: bytes that are no text are refused, because nobody can search for
    /// them, and to search without them would find something else.
    fn read(uri: &Uri) -> Result<Parameters, Problem> {
        let not_text: Vec<ParameterProblem> = raw_pairs(uri)
            .filter(|raw| raw.iter().any(|bytes| std::str::from_utf8(bytes).is_err()))
            .map(|raw| {
                let [name, value] = raw.map(lossy);
                ParameterProblem {
                    message: format!(
                        "Parametern ”{name}” går inte att läsa som text: den ska vara UTF-8, där å skrivs %C3%A5."
                    ),
                    parameter: name,
                    value,
                    code: "malformed_value",
                    legal: Vec::new(),
                }
            })
            .collect();
        match not_text.is_empty() {
            true => Ok(Parameters::of(uri)),
            false => Err(Problem::of_parameters(not_text)),
        }
    }

    /// All pairs, borrowed.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Refuses every name that is not among `known`.
    pub fn only(&self, known: &[&str]) -> Result<(), Problem> {
        let unknown: Vec<ParameterProblem> = self
            .pairs()
            .filter(|(name, _)| !known.contains(name))
            .map(|(name, value)| ParameterProblem::unknown(name, value, known))
            .collect();
        if unknown.is_empty() {
            Ok(())
        } else {
            Err(Problem::of_parameters(unknown))
        }
    }

    /// The value of a parameter that may be given once; an empty one counts as not given.
    pub fn one(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.all(name);
        let first = values.next();
        if let Some(again) = values.next() {
            return Err(Problem::of_parameters(vec![ParameterProblem {
                parameter: name.to_owned(),
                value: again.to_owned(),
                code: "repeated",
                message: format!("Parametern ”{name}” får bara anges en gång."),
                legal: Vec::new(),
            }]));
        }
        Ok(first.filter(|value| !value.trim().is_empty()))
    }

    /// The value of a parameter that must be given, once and not empty.
    pub fn required(&self, name: &str) -> Result<&str, Problem> {
        self.one(name)?.ok_or_else(|| {
            Problem::of_parameters(vec![ParameterProblem {
                parameter: name.to_owned(),
                value: String::new(),
                code: "missing_parameter",
                message: format!("Parametern ”{name}” måste anges."),
                legal: Vec::new(),
            }])
        })
    }

    /// The value of a parameter that takes one of a few words.
    pub fn choice<'a>(&self, name: &str, legal: &[&'a str]) -> Result<Option<&'a str>, Problem> {
        let Some(value) = self.one(name)? else {
            return Ok(None);
        };
        match legal.iter().find(|word| **word == value) {
            Some(word) => Ok(Some(word)),
            None => Err(Problem::of_parameters(vec![ParameterProblem {
                parameter: name.to_owned(),
                value: value.to_owned(),
                code: "unknown_value",
                message: format!("Parametern ”{name}” tar {}.", crate::swedish::either(legal)),
                legal: legal.iter().map(|&word| word.to_owned()).collect(),
            }])),
        }
    }

    /// The SHA-256 that a parameter names.
    pub fn sha256(&self, name: &str) -> Result<Option<String>, Problem> {
        let Some(value) = self.one(name)? else {
            return Ok(None);
        };
        match crate::address::sha256(value) {
            Some(sha256) => Ok(Some(sha256)),
            None => Err(Problem::of_parameters(vec![ParameterProblem {
                parameter: name.to_owned(),
                value: value.to_owned(),
                code: "malformed_value",
                message: format!("Parametern ”{name}” tar 64 hexadecimala siffror."),
                legal: Vec::new(),
            }])),
        }
    }

    /// Every value of a parameter that may be repeated.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs()
            .filter(move |(given, _)| *given == name)
            .map(|(_, value)| value)
    }

    /// The same pairs under other names.
    pub fn map(&self, other: impl Fn(&str, &str) -> (String, String)) -> Parameters {
        Parameters(
            self.pairs()
                .map(|(name, value)| other(name, value))
                .collect(),
        )
    }

    /// The pairs that are left when these names are taken out.
    pub fn without(&self, names: &[&str]) -> Parameters {
        let left = self
            .0
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()));
        Parameters(left.cloned().collect())
    }
}

impl From<Vec<(String, String)>> for Parameters {
    /// As an address or a form has them, without what nobody sees: a control or a change of direction has no meaning in
    /// a question, and would turn the sentences round that quote it.
    fn from(mut pairs: Vec<(String, String)>) -> Parameters {
        for (name, value) in &mut pairs {
            name.retain(is_seen);
            value.retain(is_seen);
        }
        Parameters(pairs)
    }
}

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        Parameters::read(&parts.uri)
    }
}

impl<S: Sync> FromRequestParts<S> for NoParameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        Parameters::read(&parts.uri)?.only(&[])?;
        Ok(NoParameters)
    }
}

/// Names and values of a query part, percent-decoded as forms encode them.
fn raw_pairs(uri: &Uri) -> impl Iterator<Item = [Vec<u8>; 2]> {
    let parts = uri.query().unwrap_or_default().split('&');
    parts.filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        [decoded(name), decoded(value)]
    })
}

/// A `%` that begins nothing stands for itself.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        let coded = digit(0).zip(digit(1)).filter(|_| first == b'%');
        let coded = coded.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        rest = match coded {
            Some(_) => after.get(2..).unwrap_or_default(),
            None => after,
        };
        bytes.push(match (coded, first) {
            (Some(coded), _) => coded,
            (None, b'+') => b' ',
            (None, other) => other,
        });
    }
    bytes
}

fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a character shows itself or is a blank.
fn is_seen(letter: char) -> bool {
    let turns_round = matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    !turns_round && (!letter.is_control() || matches!(letter, '\t' | '\n' | '\r'))
}
