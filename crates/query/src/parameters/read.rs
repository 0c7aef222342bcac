//! Reads parameters one by one and collects what is wrong with them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use paragraf_model::{CaseNumber, Outcome, RegisterEntry, slug};

use super::{KnownValues, PARAMETERS, ParameterProblem};
use crate::fields::{self, normal};
use crate::near::nearest;
use crate::{Query, SearchRequest, Sort, Zone};

/// Values of one filter; more is no search that a person makes.
const MOST_VALUES: usize = 100;

/// Of a name. Every two of its parts are looked up.
const MOST_LETTERS: usize = 200;

/// Those that are no filters have one value.
const SINGLE: [&str; 8] = [
    "q", "from", "to", "sort", "size", "cursor", "facets", "relax",
];

pub(super) struct Reader<'a> {
    known: &'a KnownValues,
    today: Option<NaiveDate>,
    request: SearchRequest,
    seen: BTreeSet<&'static str>,
    problems: Vec<ParameterProblem>,
}

/// What is wrong with a value: code, message, legal values.
type Wrong = (&'static str, String, Vec<String>);

impl<'a> Reader<'a> {
    pub fn new(known: &'a KnownValues, today: Option<NaiveDate>) -> Reader<'a> {
        Reader {
            known,
            today,
            request: SearchRequest {
                relax: true,
                ..SearchRequest::new(Query::all())
            },
            seen: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    pub fn read(&mut self, name: &str, value: &str) {
        let Some(known) = PARAMETERS.into_iter().find(|known| *known == name) else {
            let unknown = ParameterProblem::unknown(name, value, &PARAMETERS);
            self.problems.push(unknown);
            return;
        };
        let result = match known {
            _ if value.trim().is_empty() => Ok(()),
            name if SINGLE.contains(&name) && !self.seen.insert(name) => Err((
                "repeated",
                format!("Parametern ”{name}” kan bara ges en gång."),
                Vec::new(),
            )),
            "q" => {
                self.request.query = match self.today {
                    Some(today) => Query::parse_on(value, today),
                    None => Query::parse(value),
                };
                Ok(())
            }
            name => self.take(name, value.trim()),
        };
        if let Err((code, message, legal)) = result {
            let (parameter, value) = (name.to_owned(), value.to_owned());
            self.problems.push(ParameterProblem {
                parameter,
                value,
                code,
                message,
                legal,
            });
        }
    }

    /// The request with each list of values in one order, so that the same search has one address.
    pub fn finish(mut self) -> Result<SearchRequest, Vec<ParameterProblem>> {
        let filters = &mut self.request.filters;
        let lengths = [
            (
                "municipality",
                tidy(&mut filters.municipalities, Clone::clone),
            ),
            ("body", tidy(&mut filters.bodies, Clone::clone)),
            (
                "case",
                tidy(&mut filters.cases, |case| case.canonical().to_owned()),
            ),
            ("officer", tidy(&mut filters.officers, Clone::clone)),
            ("outcome", tidy(&mut filters.outcomes, |outcome| *outcome)),
            ("section", tidy(&mut filters.zones, |zone| *zone)),
            ("year", tidy(&mut filters.years, |year| *year)),
            ("language", tidy(&mut filters.languages, Clone::clone)),
        ];
        for (name, length) in lengths {
            if length > MOST_VALUES {
                self.problems.push(ParameterProblem {
                    parameter: name.to_owned(),
                    value: length.to_string(),
                    code: "too_many",
                    message: format!("Parametern ”{name}” kan ges högst {MOST_VALUES} gånger."),
                    legal: Vec::new(),
                });
            }
        }
        if self.known.hides_officers && self.request.query.root.asks_for_officer() {
            let value = self.request.query.typed.clone();
            let (code, message, legal) = officers_hidden();
            self.problems.push(ParameterProblem {
                parameter: "q".to_owned(),
                value,
                code,
                message,
                legal,
            });
        }
        let filters = &self.request.filters;
        if let (Some(from), Some(to)) = (filters.from, filters.to)
            && from > to
        {
            let note = format!(
                "Sökningen börjar {from} men slutar redan {to}: inget sammanträde ligger däremellan."
            );
            self.request.query.notes.push(note);
        }
        if self.problems.is_empty() {
            Ok(self.request)
        } else {
            Err(self.problems)
        }
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Wrong> {
        let request = &mut self.request;
        let filters = &mut request.filters;
        match name {
            "municipality" => filters
                .municipalities
                .push(municipality(value, self.known)?),
            "body" => filters.bodies.push(body(value, self.known)?),
            "case" => filters.cases.push(case(value)?),
            "officer" if self.known.hides_officers => return Err(officers_hidden()),
            "officer" => filters.officers.push(officer(value)?),
            "outcome" => filters.outcomes.push(outcome(value)?),
            "section" => filters.zones.push(section(value)?),
            "from" => filters.from = Some(fields::first_day(value).ok_or_else(|| no_date(value))?),
            "to" => filters.to = Some(fields::last_day(value).ok_or_else(|| no_date(value))?),
            "year" => filters.years.push(year(value)?),
            "language" => filters.languages.push(language(value)?),
            "sort" => request.sort = sort(value)?,
            "size" => request.size = size(value)?,
            "cursor" => request.cursor = Some(value.to_owned()),
            "facets" => request.facets = truth(value)?,
            _ => request.relax = truth(value)?,
        }
        Ok(())
    }
}

fn officers_hidden() -> Wrong {
    let message = "Det går inte att söka på handläggare i det här arkivet.".to_owned();
    ("officers_hidden", message, Vec::new())
}

/// Sorts the values, keeps each once and tells how many there are.
fn tidy<T, K: Ord>(values: &mut Vec<T>, key: impl Fn(&T) -> K) -> usize {
    values.sort_by_key(&key);
    values.dedup_by_key(|value| key(value));
    values.len()
}

fn unknown_value(message: String, legal: Vec<String>) -> Wrong {
    ("unknown_value", message, legal)
}

fn malformed(message: String) -> Wrong {
    ("malformed_value", message, Vec::new())
}

fn municipality(value: &str, known: &KnownValues) -> Result<String, Wrong> {
    let lower = value.to_lowercase();
    let registered = RegisterEntry::find(value).map(|entry| entry.short_name);
    let by_name = known.municipalities.iter().find(|municipality| {
        municipality.code == value
            || municipality.short_name == lower
            || municipality.name.to_lowercase() == lower
            || registered == Some(municipality.short_name.as_str())
    });
    // Habo and Håbo share a slug: only where no name fits may å ä ö be left out.
    let found = by_name.or_else(|| {
        let wanted = slug(value);
        let mut fitting = known
            .municipalities
            .iter()
            .filter(|known| slug(&known.name) == wanted);
        fitting.next().filter(|_| fitting.next().is_none())
    });
    found
        .map(|municipality| municipality.short_name.clone())
        .ok_or_else(|| {
            let names = known
                .municipalities
                .iter()
                .map(|known| (known.name.as_str(), known.short_name.as_str()));
            unknown_value(
                format!("Ingen kommun eller region heter ”{value}”."),
                nearest(value, names),
            )
        })
}

fn body(value: &str, known: &KnownValues) -> Result<String, Wrong> {
    let wanted = slug(value);
    let fits = known
        .bodies
        .iter()
        .find(|body| body.slug == wanted || slug(&body.name) == wanted);
    fits.map(|body| body.slug.clone()).ok_or_else(|| {
        let names = known
            .bodies
            .iter()
            .map(|body| (body.name.as_str(), body.slug.as_str()));
        unknown_value(
            format!("Inget organ i arkivet heter ”{value}”."),
            nearest(value, names),
        )
    })
}

fn case(value: &str) -> Result<CaseNumber, Wrong> {
    let number = CaseNumber::read(value).map(|number| normal(&number));
    number.ok_or_else(|| {
        malformed(format!(
            "”{value}” är inget ärendenummer; skriv till exempel KS 2020/596."
        ))
    })
}

fn officer(value: &str) -> Result<String, Wrong> {
    if value.chars().count() > MOST_LETTERS {
        return Err(malformed(format!(
            "Ett namn har högst {MOST_LETTERS} tecken."
        )));
    }
    let has_letters = value.chars().any(char::is_alphabetic);
    let name = value.split_whitespace().collect::<Vec<_>>().join(" ");
    has_letters
        .then_some(name)
        .ok_or_else(|| malformed(format!("”{value}” är inget namn.")))
}

fn outcome(value: &str) -> Result<Outcome, Wrong> {
    fields::outcome(value).ok_or_else(|| {
        let legal = Outcome::ALL
            .map(|outcome| outcome.name().to_owned())
            .to_vec();
        unknown_value(format!("Utfallet ”{value}” finns inte."), legal)
    })
}

fn section(value: &str) -> Result<Zone, Wrong> {
    Zone::from_name(value).ok_or_else(|| {
        let legal = Zone::all().map(|zone| zone.name().to_owned()).collect();
        unknown_value(format!("Avsnittet ”{value}” finns inte."), legal)
    })
}

fn sort(value: &str) -> Result<Sort, Wrong> {
    Sort::from_name(value).ok_or_else(|| {
        let legal = Sort::ALL.map(|sort| sort.name().to_owned()).to_vec();
        unknown_value(format!("Ordningen ”{value}” finns inte."), legal)
    })
}

fn truth(value: &str) -> Result<bool, Wrong> {
    value.parse().map_err(|_| {
        let legal = vec!["true".to_owned(), "false".to_owned()];
        unknown_value(format!("”{value}” är varken true eller false."), legal)
    })
}

fn year(value: &str) -> Result<u16, Wrong> {
    fields::year(value)
        .ok_or_else(|| malformed(format!("”{value}” är inget årtal med fyra siffror.")))
}

fn size(value: &str) -> Result<u32, Wrong> {
    let most = SearchRequest::MAX_SIZE;
    let size = value.parse().ok().filter(|size| (1..=most).contains(size));
    size.ok_or_else(|| {
        malformed(format!(
            "Antalet träffar per sida är ett heltal från 1 till {most}, inte ”{value}”."
        ))
    })
}

fn language(value: &str) -> Result<String, Wrong> {
    fields::language(value).ok_or_else(|| {
        malformed(format!(
            "”{value}” är inget språk; skriv en kod med två bokstäver, till exempel sv."
        ))
    })
}

fn no_date(value: &str) -> Wrong {
    malformed(format!(
        "”{value}” är inget datum; skriv till exempel 2023-05-31, 2023-05 eller 2023."
    ))
}
