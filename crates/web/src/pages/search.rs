//! `/sok`: the same search as the API's, for people. The whole state of the search is in the address.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use paragraf_model::{Outcome, SectionKind};
use paragraf_query::{KnownValues, SearchRequest, Sort, Zone};

use super::entry::{Entry, Link};
use super::years::Years;
use super::{Shell, page};
use crate::answers::{FacetAnswer, FacetsAnswer, Found, find};
use crate::api::search::request;
use crate::app::App;
use crate::parameters::Parameters;
use crate::problem::Problem;
use crate::{address, swedish};

/// Values of a facet that are listed.
const MOST_VALUES: usize = 8;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    shell: Shell,
    typed: String,
    understood: String,
    total: u64,
    /// Without help: as many as a file of all hits has.
    total_as_typed: u64,
    counted: String,
    entries: Vec<Entry>,
    chips: Vec<Link>,
    facets: Vec<FacetGroup>,
    years: Option<Years>,
    sorts: Vec<Choice>,
    notes: Vec<String>,
    did_you_mean: Option<Link>,
    relaxed: bool,
    /// The same search for nothing beyond what was typed, where more was searched.
    strict: Option<String>,
    next: Option<String>,
    /// Whether this is not the first page.
    later_page: bool,
    first_page: String,
    without_filters: String,
    with_fewer_words: Option<String>,
    /// What the form keeps without showing it.
    kept: Vec<(String, String)>,
    zones: Vec<Choice>,
    from: String,
    to: String,
    more_open: bool,
    csv: String,
    excel: String,
    json_lines: String,
    manifest: String,
    api: String,
}

struct FacetGroup {
    title: &'static str,
    values: Vec<FacetLink>,
}

struct FacetLink {
    label: String,
    count: String,
    url: String,
    active: bool,
}

/// One of several ways, as a link or an option.
struct Choice {
    label: &'static str,
    value: String,
    active: bool,
}

/// Results.
pub async fn search(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let template = app.ask_within(move |app, patience| {
        let request = request(app, &parameters)?;
        let found = find(app.sources(), &request, patience)?;
        Ok(SearchPage::of(&app.snapshot().known, &request, found))
    });
    page(&template.await?)
}

impl SearchPage {
    fn of(known: &KnownValues, request: &SearchRequest, found: Found) -> SearchPage {
        let typed = request.query.typed.trim().to_owned();
        let search = Search::of(request);
        let Found { answer, paragraphs } = found;
        let entries = paragraphs
            .iter()
            .map(|(_, stored)| Entry::of_hit(stored, &answer.matcher, &typed))
            .collect();
        let facets = answer
            .facets
            .as_ref()
            .map(|facets| FacetsAnswer::of(facets, known));
        let is_first_page = request.cursor.is_none();
        let years = facets.as_ref().filter(|_| is_first_page);
        let years = years.and_then(|facets| search.years(&facets.year));
        let has_more = answer.total > answer.total_as_typed;
        let relaxable = answer.total == 0 && !request.relax && typed.split_whitespace().count() > 1;
        SearchPage {
            shell: Shell::unlisted("/sok"),
            understood: understood(request),
            total: answer.total,
            total_as_typed: answer.total_as_typed,
            counted: swedish::counted(answer.total, "paragraf", "paragrafer"),
            entries,
            chips: search.chips(known),
            facets: facets
                .map(|facets| search.facets(&facets))
                .unwrap_or_default(),
            years,
            sorts: search.sorts(request.sort),
            notes: answer.notes,
            did_you_mean: answer.did_you_mean.map(|spelling| Link {
                url: search.with("q", &spelling),
                label: spelling,
            }),
            strict: has_more.then(|| search.with("relax", "false")),
            relaxed: answer.relaxed,
            next: answer.next.map(|cursor| search.plus("cursor", &cursor)),
            later_page: request.cursor.is_some(),
            first_page: search.url("/sok"),
            without_filters: address::with_parameters("/sok", &[("q", &typed)]),
            with_fewer_words: relaxable.then(|| search.with("relax", "true")),
            kept: search.kept(),
            zones: zones(request),
            from: request
                .filters
                .from
                .map(|day| day.to_string())
                .unwrap_or_default(),
            to: request
                .filters
                .to
                .map(|day| day.to_string())
                .unwrap_or_default(),
            more_open: request.filters.from.is_some()
                || request.filters.to.is_some()
                || !request.filters.zones.is_empty(),
            csv: search.export("csv", None),
            excel: search.export("csv", Some("excel")),
            json_lines: search.export("jsonl", None),
            manifest: search.manifest(),
            api: search.url("/api/v1/search"),
            typed,
        }
    }
}

/// How the query was read, where that tells more than what was typed.
fn understood(request: &SearchRequest) -> String {
    let understood = request.query.understood();
    let same = understood
        .trim()
        .eq_ignore_ascii_case(request.query.typed.trim());
    if same { String::new() } else { understood }
}

/// The search as pairs of an address, without the cursor, to make the addresses of its neighbours from.
struct Search {
    pairs: Vec<(String, String)>,
}

impl Search {
    fn of(request: &SearchRequest) -> Search {
        let mut pairs = request.to_parameters();
        pairs.retain(|(name, value)| name != "cursor" && !value.is_empty());
        Search { pairs }
    }

    fn url(&self, path: &str) -> String {
        address::with_parameters(path, &self.pairs)
    }

    fn pairs_without(&self, name: &str) -> Vec<(String, String)> {
        self.pairs
            .iter()
            .filter(|(known, _)| known != name)
            .cloned()
            .collect()
    }

    /// The same search with another value of a parameter that is given once.
    fn with(&self, name: &str, value: &str) -> String {
        let mut pairs = self.pairs_without(name);
        pairs.push((name.to_owned(), value.to_owned()));
        address::with_parameters("/sok", &pairs)
    }

    /// The same search with one more value of a filter.
    fn plus(&self, name: &str, value: &str) -> String {
        let mut pairs = self.pairs.clone();
        pairs.push((name.to_owned(), value.to_owned()));
        address::with_parameters("/sok", &pairs)
    }

    /// The same search without a value of a filter.
    fn minus(&self, name: &str, value: &str) -> String {
        let mut pairs = self.pairs.clone();
        pairs.retain(|(known, given)| known != name || given != value);
        address::with_parameters("/sok", &pairs)
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.pairs
            .iter()
            .any(|(known, given)| known == name && given == value)
    }

    /// The filters in use, each with the address of the search without it.
    fn chips(&self, known: &KnownValues) -> Vec<Link> {
        let filters = self
            .pairs
            .iter()
            .filter(|(name, _)| filter_name(name).is_some());
        let chip = |(name, value): &(String, String)| Link {
            label: format!(
                "{}: {}",
                filter_name(name).unwrap_or_default(),
                shown(known, name, value)
            ),
            url: self.minus(name, value),
        };
        filters.map(chip).collect()
    }

    fn facets(&self, facets: &FacetsAnswer) -> Vec<FacetGroup> {
        let groups = [
            ("Kommun", "municipality", &facets.municipality),
            ("Organ", "body", &facets.body),
            ("År", "year", &facets.year),
            ("Utfall", "outcome", &facets.outcome),
            ("Handläggare", "officer", &facets.officer),
        ];
        let mut shown = Vec::new();
        for (title, name, values) in groups {
            let values: Vec<FacetLink> = values
                .iter()
                .take(MOST_VALUES)
                .map(|value| self.facet(name, value))
                .collect();
            // One value that every hit has cannot narrow anything.
            if values.len() > 1 || values.iter().any(|value| value.active) {
                shown.push(FacetGroup { title, values });
            }
        }
        shown
    }

    fn facet(&self, name: &str, value: &FacetAnswer) -> FacetLink {
        let active = self.has(name, &value.value);
        FacetLink {
            label: value.label.clone(),
            count: swedish::count(value.count),
            url: if active {
                self.minus(name, &value.value)
            } else {
                self.plus(name, &value.value)
            },
            active,
        }
    }

    /// A year chosen here takes the place of those chosen before.
    fn years(&self, years: &[FacetAnswer]) -> Option<Years> {
        let is_chosen = |year: &FacetAnswer| self.has("year", &year.value);
        let url = |year: &FacetAnswer| match is_chosen(year) {
            true => self.minus("year", &year.value),
            false => self.with("year", &year.value),
        };
        Years::of(years, url, is_chosen)
    }

    fn sorts(&self, used: Sort) -> Vec<Choice> {
        let words = [
            (Sort::Relevance, "Bästa träff först"),
            (Sort::Newest, "Nyast först"),
            (Sort::Oldest, "Äldst först"),
        ];
        let choice = |(sort, label): (Sort, &'static str)| Choice {
            label,
            value: self.with("sort", sort.name()),
            active: sort == used,
        };
        words.into_iter().map(choice).collect()
    }

    /// What the form does not show and must not lose.
    fn kept(&self) -> Vec<(String, String)> {
        const SHOWN: [&str; 5] = ["q", "section", "from", "to", "relax"];
        self.pairs
            .iter()
            .filter(|(name, _)| !SHOWN.contains(&name.as_str()))
            .cloned()
            .collect()
    }

    fn export(&self, format: &str, dialect: Option<&str>) -> String {
        self.file("/api/v1/export", format, dialect)
    }

    fn manifest(&self) -> String {
        self.file("/api/v1/export/manifest", "csv", None)
    }

    fn file(&self, path: &str, format: &str, dialect: Option<&str>) -> String {
        const PAGING: [&str; 3] = ["size", "facets", "relax"];
        let mut pairs = vec![("format".to_owned(), format.to_owned())];
        pairs.extend(dialect.map(|dialect| ("dialect".to_owned(), dialect.to_owned())));
        let search = self
            .pairs
            .iter()
            .filter(|(name, _)| !PAGING.contains(&name.as_str()));
        pairs.extend(search.cloned());
        address::with_parameters(path, &pairs)
    }
}

fn filter_name(parameter: &str) -> Option<&'static str> {
    Some(match parameter {
        "municipality" => "Kommun",
        "body" => "Organ",
        "case" => "Ärende",
        "officer" => "Handläggare",
        "outcome" => "Utfall",
        "section" => "Bara i",
        "from" => "Från",
        "to" => "Till",
        "year" => "År",
        "language" => "Språk",
        _ => return None,
    })
}

/// A filter's value as a citizen reads it.
fn shown(known: &KnownValues, name: &str, value: &str) -> String {
    let label = match name {
        "municipality" => {
            let mut all = known.municipalities.iter();
            all.find(|one| one.short_name == value)
                .map(|one| one.name.clone())
        }
        "body" => known
            .bodies
            .iter()
            .find(|one| one.slug == value)
            .map(|one| one.name.clone()),
        "outcome" => Outcome::from_name(value).map(|outcome| outcome.swedish().to_owned()),
        "section" => Zone::from_name(value).map(|zone| zone_words(zone).to_lowercase()),
        _ => None,
    };
    label.unwrap_or_else(|| value.to_owned())
}

fn zone_words(zone: Zone) -> &'static str {
    match zone {
        Zone::Title => "Rubriken",
        Zone::Section(SectionKind::Decision) => "Beslutet",
        Zone::Section(SectionKind::Proposal) => "Förslaget till beslut",
        Zone::Section(SectionKind::Description) => "Ärendebeskrivningen",
        Zone::Section(SectionKind::Motions) => "Yrkandena",
        Zone::Section(SectionKind::Reservation) => "Reservationerna",
        Zone::Section(other) => swedish::heading(other),
    }
}

/// The parts of a paragraph that a visitor may want to search alone.
fn zones(request: &SearchRequest) -> Vec<Choice> {
    let offered = [
        Zone::Section(SectionKind::Decision),
        Zone::Title,
        Zone::Section(SectionKind::Description),
        Zone::Section(SectionKind::Proposal),
        Zone::Section(SectionKind::Motions),
        Zone::Section(SectionKind::Reservation),
        Zone::Section(SectionKind::Statement),
    ];
    let choice = |zone: Zone| Choice {
        label: zone_words(zone),
        value: zone.name().to_owned(),
        active: request.filters.zones.first() == Some(&zone),
    };
    offered.into_iter().map(choice).collect()
}
