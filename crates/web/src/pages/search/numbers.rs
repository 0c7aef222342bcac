//! Case numbers in the search box: one leads to its case, several to the list of cases, and what a number may mean is told.

use paragraf_query::SearchRequest;

use crate::answers::{CandidateAnswer, LookupStatus, lookup, numbers_alone};
use crate::app::App;
use crate::pages::municipality_name;
use crate::parameters::Parameters;
use crate::problem::Problem;
use crate::{address, swedish};

/// Cases that the page names; the page of many numbers names all.
const MOST_CASES: usize = 12;

/// Longer addresses are cut or refused by what stands between a browser and a server.
const LONGEST_ADDRESS: usize = 6_000;

/// What a search of nothing but case numbers asks for.
pub enum Numbers {
    /// The page of the case, or of the list.
    At(String),
    /// The results, with what the number may mean beside them.
    Here(CasesFound),
}

/// The cases that a lone number may mean.
#[derive(Clone, Debug, Default)]
pub struct CasesFound {
    /// As typed; empty where no lone number was.
    pub number: String,
    /// Where they were looked for: the name of a municipality, or empty for everywhere.
    pub place: String,
    /// Those that it may mean.
    pub cases: Vec<CaseLink>,
    /// All of them, where those are not all.
    pub more: Option<CaseLink>,
}

/// A case that a number may mean.
#[derive(Clone, Debug, Default)]
pub struct CaseLink {
    /// Its name.
    pub label: String,
    pub url: String,
    pub municipality: String,
    /// `3 paragrafer`.
    pub counted: String,
    /// The day of the latest.
    pub latest: String,
}

impl CasesFound {
    /// Whether the number was looked for and no case has it.
    pub fn is_not_found(&self) -> bool {
        !self.number.is_empty() && self.cases.is_empty()
    }
}

/// Whether the search is for case numbers alone, and then what they lead to. A page further on, or a search that was
/// told not to go beyond what was typed, is a search.
pub fn of(app: &App, request: &SearchRequest, parameters: &Parameters) -> Result<Numbers, Problem> {
    const BESIDE: [&str; 5] = ["q", "municipality", "sort", "size", "facets"];
    let given = parameters.pairs().filter(|(_, value)| !value.is_empty());
    let is_plain = { given }.all(|(name, _)| BESIDE.contains(&name));
    let municipalities = &request.filters.municipalities;
    if !is_plain || municipalities.len() > 1 {
        return Ok(Numbers::Here(CasesFound::default()));
    }
    let numbers = numbers_alone(&request.query.typed);
    let municipality = municipalities.first().map(String::as_str);
    match numbers.as_slice() {
        [] => Ok(Numbers::Here(CasesFound::default())),
        [number] => one(app, number, municipality),
        several => Ok(listed(several, municipality)),
    }
}

fn one(app: &App, number: &str, municipality: Option<&str>) -> Result<Numbers, Problem> {
    let found = lookup(&app.sources().archive, [number], municipality)?;
    let Some(result) = found.results.into_iter().next() else {
        return Ok(Numbers::Here(CasesFound::default()));
    };
    if let (LookupStatus::Found, Some(case)) = (result.status, result.candidates.first()) {
        return Ok(Numbers::At(case.url.clone()));
    }
    let known = &app.snapshot().known;
    let more = (result.candidates.len() > MOST_CASES).then(|| CaseLink {
        label: swedish::counted(result.candidates.len() as u64, "ärende", "ärenden"),
        url: list_page(number, municipality),
        ..CaseLink::default()
    });
    let cases = result.candidates.iter().take(MOST_CASES);
    Ok(Numbers::Here(CasesFound {
        number: number.to_owned(),
        place: municipality.map_or(String::new(), |short_name| {
            municipality_name(known, short_name)
        }),
        cases: cases
            .map(|case| CaseLink::of(case, municipality_name(known, &case.municipality)))
            .collect(),
        more,
    }))
}

/// The page of many numbers, where they fit into its address.
fn listed(numbers: &[String], municipality: Option<&str>) -> Numbers {
    let page = list_page(&numbers.join("\n"), municipality);
    match page.len() < LONGEST_ADDRESS {
        true => Numbers::At(page),
        false => Numbers::Here(CasesFound::default()),
    }
}

fn list_page(numbers: &str, municipality: Option<&str>) -> String {
    let mut pairs = vec![("nummer", numbers)];
    pairs.extend(municipality.map(|short_name| ("kommun", short_name)));
    address::with_parameters("/arenden", &pairs)
}

impl CaseLink {
    fn of(case: &CandidateAnswer, municipality: String) -> CaseLink {
        CaseLink {
            label: case.case_number.clone(),
            url: case.url.clone(),
            municipality,
            counted: swedish::counted(case.paragraphs.into(), "paragraf", "paragrafer"),
            latest: swedish::day(case.latest.date),
        }
    }
}
